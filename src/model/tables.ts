/**
 * Which properties of which resources question PERF 1 asks about, and which of them point at other resources.
 * Names and units: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
 * and https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
 */
import type { Part, RelationKind } from '../core/facts.ts';

export interface Table {
  /** Paths of single values, or of lists of them. */
  readonly settings?: readonly string[];
  readonly parts?: readonly PartTable[];
  /** `[]` stands for every item of a list, `{}` for every entry of a map. */
  readonly relations?: readonly (readonly [path: string, kind: RelationKind])[];
}

export interface PartTable {
  readonly kind: Part['kind'];
  readonly path: string;
  /** The property that names one. */
  readonly name?: string;
  readonly settings: readonly string[];
}

const capacity = ['ProvisionedThroughput.ReadCapacityUnits', 'ProvisionedThroughput.WriteCapacityUnits'];

const indexes: readonly PartTable[] = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].map((path) => ({
  kind: 'index',
  path,
  name: 'IndexName',
  settings: ['Projection.ProjectionType', 'Projection.NonKeyAttributes', ...capacity],
}));

const methodSettings: PartTable = {
  kind: 'method-setting',
  path: 'MethodSettings',
  settings: [
    'HttpMethod',
    'ResourcePath',
    'CachingEnabled',
    'CacheTtlInSeconds',
    'CacheDataEncrypted',
    'ThrottlingRateLimit',
    'ThrottlingBurstLimit',
    'MetricsEnabled',
  ],
};

const behaviour = [
  'PathPattern',
  'TargetOriginId',
  'CachePolicyId',
  'Compress',
  'MinTTL',
  'DefaultTTL',
  'MaxTTL',
  'ViewerProtocolPolicy',
];

/** Of stream and queue sources, whoever declares them. */
const sourceSettings: readonly string[] = [
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'ParallelizationFactor',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'TumblingWindowInSeconds',
  'StartingPosition',
  'Enabled',
  'FunctionResponseTypes',
  'ScalingConfig.MaximumConcurrency',
  'ProvisionedPollerConfig.MinimumPollers',
  'ProvisionedPollerConfig.MaximumPollers',
];

export const tables: Readonly<Partial<Record<string, Table>>> = {
  'AWS::Lambda::Version': {
    settings: ['ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions'],
    relations: [['FunctionName', 'uses']],
  },
  'AWS::Lambda::Alias': {
    settings: ['Name', 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions'],
    relations: [['FunctionName', 'uses']],
  },
  'AWS::Lambda::EventSourceMapping': {
    settings: sourceSettings,
    relations: [
      ['FunctionName', 'invokes'],
      ['EventSourceArn', 'reads'],
      ['DestinationConfig.OnFailure.Destination', 'sends'],
    ],
  },
  'AWS::Lambda::EventInvokeConfig': {
    settings: ['MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
    relations: [
      ['FunctionName', 'uses'],
      ['DestinationConfig.OnSuccess.Destination', 'sends'],
      ['DestinationConfig.OnFailure.Destination', 'sends'],
    ],
  },
  'AWS::Lambda::Permission': { settings: ['Principal', 'Action'], relations: [['FunctionName', 'may']] },
  'AWS::Serverless::Api': {
    settings: [
      'CacheClusterEnabled',
      'CacheClusterSize',
      'MinimumCompressionSize',
      'EndpointConfiguration',
      'EndpointConfiguration.Type',
      'TracingEnabled',
      'StageName',
      'DefinitionUri',
    ],
    parts: [methodSettings],
    relations: [['Auth.Authorizers.{}.FunctionArn', 'invokes']],
  },
  'AWS::Serverless::HttpApi': {
    settings: ['StageName', 'DefinitionUri'],
    relations: [['Auth.Authorizers.{}.FunctionArn', 'invokes']],
  },
  'AWS::ApiGateway::RestApi': { settings: ['MinimumCompressionSize', 'EndpointConfiguration.Types'] },
  'AWS::ApiGateway::Stage': {
    settings: ['CacheClusterEnabled', 'CacheClusterSize', 'TracingEnabled', 'StageName'],
    parts: [methodSettings],
    relations: [['RestApiId', 'uses']],
  },
  'AWS::ApiGateway::Method': {
    settings: [
      'HttpMethod',
      'Integration.Type',
      'Integration.IntegrationHttpMethod',
      'Integration.CacheKeyParameters',
      'Integration.TimeoutInMillis',
    ],
    relations: [
      ['Integration.Uri', 'invokes'],
      ['RestApiId', 'uses'],
    ],
  },
  'AWS::ApiGateway::Authorizer': {
    settings: ['Type', 'AuthorizerResultTtlInSeconds'],
    relations: [
      ['AuthorizerUri', 'invokes'],
      ['RestApiId', 'uses'],
    ],
  },
  'AWS::ApiGatewayV2::Api': { settings: ['ProtocolType'], relations: [['Target', 'invokes']] },
  'AWS::ApiGatewayV2::Integration': {
    settings: ['IntegrationType', 'PayloadFormatVersion', 'TimeoutInMillis'],
    relations: [
      ['IntegrationUri', 'invokes'],
      ['ApiId', 'uses'],
    ],
  },
  'AWS::ApiGatewayV2::Route': {
    settings: ['RouteKey'],
    relations: [
      ['Target', 'uses'],
      ['ApiId', 'uses'],
    ],
  },
  'AWS::ApiGatewayV2::Stage': { settings: ['StageName', 'AutoDeploy'], relations: [['ApiId', 'uses']] },
  'AWS::ApiGatewayV2::Authorizer': {
    settings: ['AuthorizerType', 'AuthorizerResultTtlInSeconds'],
    relations: [
      ['AuthorizerUri', 'invokes'],
      ['ApiId', 'uses'],
    ],
  },
  'AWS::AppSync::GraphQLApi': { settings: ['XrayEnabled', 'QueryDepthLimit', 'ResolverCountLimit'] },
  'AWS::Serverless::GraphQLApi': { settings: ['XrayEnabled', 'Cache.ApiCachingBehavior', 'Cache.Ttl', 'Cache.Type'] },
  'AWS::AppSync::ApiCache': { settings: ['ApiCachingBehavior', 'Ttl', 'Type'], relations: [['ApiId', 'uses']] },
  'AWS::AppSync::Resolver': {
    settings: ['TypeName', 'FieldName', 'Kind', 'MaxBatchSize', 'CachingConfig.Ttl', 'CachingConfig.CachingKeys'],
    relations: [
      ['DataSourceName', 'uses'],
      ['ApiId', 'uses'],
      ['PipelineConfig.Functions[]', 'uses'],
    ],
  },
  'AWS::AppSync::FunctionConfiguration': {
    settings: ['Name', 'MaxBatchSize'],
    relations: [['DataSourceName', 'uses']],
  },
  'AWS::AppSync::DataSource': {
    settings: ['Name', 'Type'],
    relations: [
      ['LambdaConfig.LambdaFunctionArn', 'invokes'],
      ['DynamoDBConfig.TableName', 'uses'],
      ['ApiId', 'uses'],
    ],
  },
  'AWS::StepFunctions::StateMachine': {
    settings: ['StateMachineType', 'TracingConfiguration.Enabled', 'LoggingConfiguration.Level'],
  },
  'AWS::Serverless::StateMachine': { settings: ['Type', 'Tracing.Enabled', 'Logging.Level', 'DefinitionUri'] },
  'AWS::DynamoDB::Table': {
    settings: [
      'BillingMode',
      ...capacity,
      'StreamSpecification.StreamViewType',
      'TableClass',
      'TimeToLiveSpecification.Enabled',
      'OnDemandThroughput.MaxReadRequestUnits',
      'WarmThroughput.ReadUnitsPerSecond',
    ],
    parts: indexes,
  },
  'AWS::DynamoDB::GlobalTable': { settings: ['BillingMode', 'StreamSpecification.StreamViewType'], parts: indexes },
  'AWS::Serverless::SimpleTable': { settings: ['PrimaryKey.Name', ...capacity] },
  'AWS::DAX::Cluster': { settings: ['NodeType', 'ReplicationFactor'] },
  'AWS::Kinesis::Stream': { settings: ['ShardCount', 'StreamModeDetails.StreamMode', 'RetentionPeriodHours'] },
  'AWS::Kinesis::StreamConsumer': { settings: ['ConsumerName'], relations: [['StreamARN', 'reads']] },
  'AWS::KinesisFirehose::DeliveryStream': {
    settings: [
      'DeliveryStreamType',
      'ExtendedS3DestinationConfiguration.CompressionFormat',
      'ExtendedS3DestinationConfiguration.BufferingHints.IntervalInSeconds',
      'ExtendedS3DestinationConfiguration.BufferingHints.SizeInMBs',
      'ExtendedS3DestinationConfiguration.DataFormatConversionConfiguration.Enabled',
      'S3DestinationConfiguration.CompressionFormat',
    ],
    relations: [
      ['KinesisStreamSourceConfiguration.KinesisStreamARN', 'reads'],
      ['ExtendedS3DestinationConfiguration.BucketARN', 'sends'],
      ['S3DestinationConfiguration.BucketARN', 'sends'],
      [
        'ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue',
        'invokes',
      ],
    ],
  },
  'AWS::SQS::Queue': {
    settings: [
      'VisibilityTimeout',
      'ReceiveMessageWaitTimeSeconds',
      'FifoQueue',
      'DelaySeconds',
      'MessageRetentionPeriod',
      'RedrivePolicy.maxReceiveCount',
    ],
    relations: [['RedrivePolicy.deadLetterTargetArn', 'sends']],
  },
  'AWS::SNS::Topic': { settings: ['FifoTopic'], relations: [['Subscription[].Endpoint', 'invokes']] },
  'AWS::SNS::Subscription': {
    settings: ['Protocol', 'RawMessageDelivery', 'FilterPolicyScope'],
    relations: [
      ['TopicArn', 'reads'],
      ['Endpoint', 'invokes'],
      ['RedrivePolicy.deadLetterTargetArn', 'sends'],
    ],
  },
  'AWS::Events::Rule': {
    settings: ['ScheduleExpression', 'State'],
    parts: [
      {
        kind: 'target',
        path: 'Targets',
        name: 'Id',
        settings: ['RetryPolicy.MaximumRetryAttempts', 'RetryPolicy.MaximumEventAgeInSeconds'],
      },
    ],
    relations: [
      ['Targets[].Arn', 'invokes'],
      ['Targets[].DeadLetterConfig.Arn', 'sends'],
      ['EventBusName', 'reads'],
    ],
  },
  'AWS::Events::EventBus': { settings: ['Name'] },
  'AWS::Scheduler::Schedule': {
    settings: ['ScheduleExpression', 'State', 'Target.RetryPolicy.MaximumRetryAttempts'],
    relations: [
      ['Target.Arn', 'invokes'],
      ['Target.DeadLetterConfig.Arn', 'sends'],
    ],
  },
  'AWS::Pipes::Pipe': {
    settings: [
      'DesiredState',
      'SourceParameters.SqsQueueParameters.BatchSize',
      'SourceParameters.DynamoDBStreamParameters.BatchSize',
      'SourceParameters.KinesisStreamParameters.BatchSize',
    ],
    relations: [
      ['Source', 'reads'],
      ['Enrichment', 'invokes'],
      ['Target', 'invokes'],
    ],
  },
  'AWS::RDS::DBInstance': {
    settings: ['DBInstanceClass', 'Engine', 'StorageType', 'AllocatedStorage', 'MultiAZ', 'EnablePerformanceInsights'],
    relations: [['DBClusterIdentifier', 'uses']],
  },
  'AWS::RDS::DBCluster': {
    settings: [
      'Engine',
      'EngineMode',
      'ServerlessV2ScalingConfiguration.MinCapacity',
      'ServerlessV2ScalingConfiguration.MaxCapacity',
      'EnableHttpEndpoint',
    ],
  },
  'AWS::RDS::DBProxy': { settings: ['EngineFamily', 'IdleClientTimeout', 'RequireTLS'] },
  'AWS::RDS::DBProxyTargetGroup': {
    settings: [
      'ConnectionPoolConfigurationInfo.MaxConnectionsPercent',
      'ConnectionPoolConfigurationInfo.MaxIdleConnectionsPercent',
    ],
    relations: [
      ['DBProxyName', 'uses'],
      ['DBClusterIdentifiers[]', 'uses'],
      ['DBInstanceIdentifiers[]', 'uses'],
    ],
  },
  'AWS::ElastiCache::CacheCluster': { settings: ['CacheNodeType', 'Engine', 'NumCacheNodes'] },
  'AWS::ElastiCache::ReplicationGroup': {
    settings: ['CacheNodeType', 'Engine', 'NumCacheClusters', 'NumNodeGroups', 'AutomaticFailoverEnabled'],
  },
  'AWS::ElastiCache::ServerlessCache': {
    settings: ['Engine', 'CacheUsageLimits.DataStorage.Maximum', 'CacheUsageLimits.ECPUPerSecond.Maximum'],
  },
  'AWS::CloudFront::Distribution': {
    settings: [
      'DistributionConfig.HttpVersion',
      'DistributionConfig.PriceClass',
      ...behaviour.map((it) => `DistributionConfig.DefaultCacheBehavior.${it}`),
    ],
    parts: [
      { kind: 'behaviour', path: 'DistributionConfig.CacheBehaviors', name: 'PathPattern', settings: behaviour },
      {
        kind: 'association',
        path: 'DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations',
        name: 'EventType',
        settings: ['EventType', 'IncludeBody'],
      },
    ],
    relations: [
      ['DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations[].LambdaFunctionARN', 'invokes'],
      ['DistributionConfig.CacheBehaviors[].LambdaFunctionAssociations[].LambdaFunctionARN', 'invokes'],
      ['DistributionConfig.Origins[].DomainName', 'uses'],
    ],
  },
  'AWS::S3::Bucket': {
    settings: [
      'BucketName',
      'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
      'AccelerateConfiguration.AccelerationStatus',
    ],
    parts: [
      {
        kind: 'notification',
        path: 'NotificationConfiguration.LambdaConfigurations',
        name: 'Event',
        settings: ['Event'],
      },
    ],
    relations: [
      ['NotificationConfiguration.LambdaConfigurations[].Function', 'invokes'],
      ['NotificationConfiguration.QueueConfigurations[].Queue', 'sends'],
      ['NotificationConfiguration.TopicConfigurations[].Topic', 'sends'],
    ],
  },
  // What the construct library writes for a bucket's notifications.
  'Custom::S3BucketNotifications': {
    relations: [
      ['BucketName', 'reads'],
      ['NotificationConfiguration.LambdaFunctionConfigurations[].LambdaFunctionArn', 'invokes'],
      ['NotificationConfiguration.QueueConfigurations[].QueueArn', 'sends'],
      ['NotificationConfiguration.TopicConfigurations[].TopicArn', 'sends'],
    ],
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    settings: ['MinCapacity', 'MaxCapacity', 'ScalableDimension', 'ServiceNamespace'],
    relations: [['ResourceId', 'scales']],
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    settings: [
      'PolicyType',
      'TargetTrackingScalingPolicyConfiguration.TargetValue',
      'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType',
    ],
    relations: [
      ['ScalingTargetId', 'uses'],
      ['ResourceId', 'scales'],
    ],
  },
  'AWS::Cognito::UserPool': { relations: [['LambdaConfig.{}', 'invokes']] },
  'AWS::IoT::TopicRule': { relations: [['TopicRulePayload.Actions[].Lambda.FunctionArn', 'invokes']] },
  'AWS::Logs::SubscriptionFilter': { settings: ['FilterPattern'], relations: [['DestinationArn', 'invokes']] },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { relations: [['Targets[].Id', 'invokes']] },
};

/** What SAM makes of an event of a function: the type of resource, what it takes events from, and its settings. */
export interface EventTable {
  readonly type: string;
  readonly source?: readonly (readonly [path: string, kind: RelationKind])[];
  readonly settings: readonly string[];
}

const mapping = (...source: readonly string[]): EventTable => ({
  type: 'AWS::Lambda::EventSourceMapping',
  source: source.map((path) => [path, 'reads'] as const),
  settings: sourceSettings,
});
const route: EventTable = {
  type: 'Route',
  source: [
    ['RestApiId', 'uses'],
    ['ApiId', 'uses'],
  ],
  settings: ['Path', 'Method', 'TimeoutInMillis', 'PayloadFormatVersion', 'RouteSettings.ThrottlingRateLimit'],
};
const schedule = ['Schedule', 'ScheduleExpression', 'Enabled', 'State', 'RetryPolicy.MaximumRetryAttempts'];

/** By SAM's event type: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
export const events: Readonly<Partial<Record<string, EventTable>>> = {
  Api: route,
  HttpApi: route,
  SQS: mapping('Queue'),
  Kinesis: mapping('Stream'),
  DynamoDB: mapping('Stream'),
  MSK: mapping('Stream'),
  MQ: mapping('Broker'),
  DocumentDB: mapping('Cluster'),
  SelfManagedKafka: mapping(),
  SNS: {
    type: 'AWS::SNS::Subscription',
    source: [['Topic', 'reads']],
    settings: ['FilterPolicyScope', 'SqsSubscription'],
  },
  S3: { type: 'S3Notification', source: [['Bucket', 'reads']], settings: ['Events'] },
  Schedule: { type: 'AWS::Events::Rule', settings: schedule },
  ScheduleV2: { type: 'AWS::Scheduler::Schedule', settings: schedule },
  EventBridgeRule: {
    type: 'AWS::Events::Rule',
    source: [['EventBusName', 'reads']],
    settings: ['State', 'RetryPolicy.MaximumRetryAttempts'],
  },
  CloudWatchEvent: { type: 'AWS::Events::Rule', source: [['EventBusName', 'reads']], settings: ['State', 'Enabled'] },
  CloudWatchLogs: {
    type: 'AWS::Logs::SubscriptionFilter',
    source: [['LogGroupName', 'reads']],
    settings: ['FilterPattern'],
  },
  IoTRule: { type: 'AWS::IoT::TopicRule', settings: ['Sql'] },
  AlexaSkill: { type: 'AWS::Lambda::Permission', settings: ['SkillId'] },
  Cognito: { type: 'AWS::Cognito::UserPool', source: [['UserPool', 'reads']], settings: ['Trigger'] },
};
