/**
 * How L1 classes are called in CloudFormation.
 * The rule is simple, `aws-lambda.CfnFunction` with `memorySize` is `AWS::Lambda::Function` with `MemorySize`;
 * this is what the rule does not say. Read from aws-cdk-lib 2.276 itself; a test compares the two.
 */

/** Services as types spell them; the module is the same in lower case, with `aws-` before it. */
export const services: readonly string[] = `
  ACMPCA AIOps APS ARCRegionSwitch ARCZonalShift AWSExternalAnthropic AccessAnalyzer AccountAccess AgentRegistry
  AmazonMQ Amplify AmplifyUIBuilder ApiGateway ApiGatewayV2 AppConfig AppFabric AppFlow AppIntegrations AppMesh
  AppRunner AppStream AppSync AppTest ApplicationAutoScaling ApplicationInsights ApplicationSignals Athena
  AuditManager AutoScaling AutoScalingPlans B2BI BCMDataExports Backup BackupGateway Batch BcmPricingCalculator
  Bedrock BedrockAgentCore BedrockMantle BillingConductor Braket Budgets CE CUR Cases Cassandra CertificateManager
  Chatbot Chime CleanRooms CleanRoomsML Cloud9 CloudFormation CloudFront CloudHSM CloudTrail CloudWatch
  CodeArtifact CodeBuild CodeCommit CodeConnections CodeDeploy CodeGuruProfiler CodeGuruReviewer CodePipeline
  CodeStar CodeStarConnections CodeStarNotifications Cognito Comprehend ComputeOptimizer Config Connect
  ConnectCampaigns ConnectCampaignsV2 ControlTower CustomerProfiles DAX DLM DMS DRS DSQL DataBrew DataExchange
  DataPipeline DataSync DataZone Deadline Detective DevOpsAgent DevOpsGuru DeviceFarm DirectConnect
  DirectoryService DocDB DocDBElastic DynamoDB EC2 ECR ECS EFS EKS EMR EMRContainers EMRServerless EVS ElastiCache
  ElasticBeanstalk ElasticLoadBalancing ElasticLoadBalancingV2 Elasticsearch ElementalInference EntityResolution
  EventSchemas Events EventsV2 Evidently FIS FMS FSx FinSpace Forecast FraudDetector GameLift GameLiftStreams
  GlobalAccelerator Glue Grafana Greengrass GreengrassV2 GroundStation GuardDuty HealthAgent HealthImaging
  HealthLake IAM IVS IVSChat IdentityStore ImageBuilder Inspector InspectorV2 Interconnect InternetMonitor
  Invoicing IoT IoTAnalytics IoTCoreDeviceAdvisor IoTEvents IoTFleetHub IoTFleetWise IoTSecureTunneling
  IoTSiteWise IoTThingsGraph IoTTwinMaker IoTWireless KMS KafkaConnect Kendra KendraRanking Kinesis
  KinesisAnalytics KinesisAnalyticsV2 KinesisFirehose KinesisVideo LakeFormation Lambda LaunchWizard Lex
  LicenseManager LicenseManagerLinuxSubscriptions LicenseManagerUserSubscriptions Lightsail Location Logs
  LookoutEquipment LookoutMetrics LookoutVision M2 MGN MPA MSK MWAA MWAAServerless Macie ManagedBlockchain
  MediaConnect MediaConvert MediaLive MediaPackage MediaPackageV2 MediaStore MediaTailor MemoryDB Neptune
  NeptuneGraph NetworkFirewall NetworkFlowMonitor NetworkManager NetworkMonitor NetworkSecurityManager
  NimbleStudio Notifications NotificationsContacts NovaAct ODB OSIS Oam ObservabilityAdmin Omics OpenSearch
  OpenSearchServerless OpenSearchService OpsWorks OpsWorksCM Organizations Outposts PCAConnectorAD
  PCAConnectorSCEP PCS Panorama PaymentCryptography Personalize Pinpoint PinpointEmail Pipes Polly
  PricingPlanManager Proton QBusiness QLDB QuickSight RAM RDS RTBFabric RUM Rbin Redshift RedshiftServerless
  RefactorSpaces Rekognition ResilienceHub ResilienceHubV2 ResourceExplorer2 ResourceGroups RoboMaker
  RolesAnywhere Route53 Route53GlobalResolver Route53Profiles Route53RecoveryControl Route53RecoveryReadiness
  Route53Resolver S3 S3Express S3Files S3ObjectLambda S3Outposts S3Tables S3Vectors SCN SDB SES SMSVOICE SNS SQS
  SSM SSMContacts SSMGuiConnect SSMIncidents SSMQuickSetup SSO SageMaker Scheduler SecretsManager SecurityAgent
  SecurityHub SecurityLake ServerlessRepo ServiceCatalog ServiceCatalogAppRegistry ServiceDiscovery Shield Signer
  SimSpaceWeaver StepFunctions StorageGateway SupportApp SupportAuthZ Synthetics SystemsManagerSAP Textract
  Timestream Transcribe Transfer Translate UXC VerifiedPermissions VoiceID VpcLattice WAF WAFRegional WAFv2
  WellArchitected Wickr Wisdom WorkSpaces WorkSpacesThinClient WorkSpacesWeb WorkspacesInstances XRay
`
  .trim()
  .split(/\s+/);

export const namespaces: Readonly<Record<string, string>> = {
  'alexa-ask': 'Alexa::ASK',
  'aws-eks-v2': 'AWS::EKS',
  'aws-sam': 'AWS::Serverless',
  core: 'AWS::CloudFormation',
};

/** Types that have another name than their class. */
export const types: Readonly<Record<string, string>> = {
  'aws-kinesisanalytics.CfnApplicationV2': 'AWS::KinesisAnalyticsV2::Application',
  'aws-kinesisanalytics.CfnApplicationCloudWatchLoggingOptionV2':
    'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption',
  'aws-kinesisanalytics.CfnApplicationOutputV2': 'AWS::KinesisAnalyticsV2::ApplicationOutput',
  'aws-kinesisanalytics.CfnApplicationReferenceDataSourceV2': 'AWS::KinesisAnalyticsV2::ApplicationReferenceDataSource',
};

/** Elements of a template that are no resources. */
export const elements: ReadonlySet<string> = new Set(
  'CfnCodeDeployBlueGreenHook CfnCondition CfnDynamicReference CfnElement CfnRefElement CfnHook CfnInclude CfnJson CfnMapping CfnOutput CfnParameter CfnResource CfnRule'
    .split(' ')
    .map((name) => `core.${name}`),
);

/** Properties with more capitals than the rule gives them, by module. */
export const spellings: Readonly<Record<string, string>> = {
  'aws-apigateway': 'ProviderARNs',
  'aws-applicationautoscaling': 'RoleARN',
  'aws-appsync': 'BaseTableTTL DeltaSyncTableTTL DynamoDBConfig AuthTTL IatTTL OpenIDConnectConfig',
  'aws-cloudformation': 'NotificationARNs TemplateURL AdministrationRoleARN RoleARN',
  'aws-cloudfront':
    'DefaultTTL MaxTTL MinTTL IdleTTL MaximumTTL HTTPPort HTTPSPort OriginSSLProtocols DNSName FunctionARN LambdaFunctionARN ErrorCachingMinTTL CNAMEs WebACLId KeyValueStoreARN XSSProtection UseClientCertificateOCSPEndpoint',
  'aws-cognito':
    'OpenIdConnectProviderARNs SamlProviderARNs CustomSMSSender KMSKeyID WebAuthnRelyingPartyID CallbackURLs DefaultRedirectURI LogoutURLs BlockedIPRangeList SkippedIPRangeList CSS',
  'aws-dax': 'SSEEnabled IAMRoleARN NotificationTopicARN SSESpecification',
  'aws-docdb':
    'DBClusterIdentifier DBClusterParameterGroupName DBSubnetGroupName SourceDBClusterIdentifier CACertificateIdentifier DBInstanceClass DBInstanceIdentifier DBSubnetGroupDescription',
  'aws-dynamodb': 'SSEEnabled SSEType KMSMasterKeyId SSESpecification',
  'aws-efs': 'TransitionToIA',
  'aws-elasticache': 'AZMode MultiAZEnabled EC2SecurityGroupName EC2SecurityGroupOwnerId ECPUPerSecond',
  'aws-events': 'ClientID EnableECSManagedTags GraphQLOperation',
  'aws-iam': 'AWSServiceName',
  'aws-kinesis': 'StreamARN BucketARN GSRSchemaARN TableBucketARN ServiceExecutionRoleARN',
  'aws-kinesisfirehose':
    'KeyARN AWSKMSKeyARN KMSEncryptionConfig BucketARN RoleARN SecretARN KinesisStreamARN ClusterJDBCURL DomainARN MSKClusterARN HECAcknowledgmentTimeoutInSeconds HECEndpoint HECEndpointType HECToken DatabaseSourceVPCConfiguration SSLMode MSKSourceConfiguration',
  'aws-lambda': 'SchemaRegistryURI DocumentDBEventSourceConfig SourceKMSKeyArn PrincipalOrgID',
  'aws-logs': 'ApplicationARN ParseJSON ParseToOCSF ParseVPC ParseWAF',
  'aws-neptune':
    'DBClusterIdentifier DBClusterParameterGroupName DBInstanceParameterGroupName DBPort DBSubnetGroupName SourceDBClusterIdentifier DBInstanceClass DBInstanceIdentifier DBParameterGroupName DBSnapshotIdentifier DBSubnetGroupDescription',
  'aws-pipes':
    'EnableECSManagedTags ConsumerGroupID ActiveMQBrokerParameters DynamoDBStreamParameters RabbitMQBrokerParameters',
  'aws-rds':
    'DBClusterIdentifier DBClusterInstanceClass DBClusterParameterGroupName DBInstanceParameterGroupName DBSubnetGroupName DBSystemId DomainIAMRoleName EnableIAMDatabaseAuthentication SourceDBClusterIdentifier CAIdentifier CACertificateIdentifier CustomIAMInstanceProfile DBClusterSnapshotIdentifier DBInstanceClass DBInstanceIdentifier DBName DBParameterGroupName DBSecurityGroups DBSnapshotIdentifier MultiAZ SourceDBInstanceAutomatedBackupsArn SourceDBInstanceIdentifier VPCSecurityGroups IAMAuth DBProxyName RequireTLS DBProxyEndpointName DBClusterIdentifiers DBInstanceIdentifiers CIDRIP EC2SecurityGroupId EC2SecurityGroupName EC2SecurityGroupOwnerId DBSecurityGroupIngress EC2VpcId DBSecurityGroupName DBSubnetGroupDescription DBSecurityGroupMemberships DBClusterEndpointIdentifier DBShardGroupIdentifier MaxACU MinACU TargetDBClusterParameterGroupName TargetDBInstanceClass TargetDBParameterGroupName',
  'aws-s3': 'SSEAlgorithm KMSMasterKeyID ReplicaKmsKeyID SSEKMS SSES3',
  'aws-sam':
    'AMIDescribePolicy AWSSecretsManagerGetSecretValuePolicy DynamoDBCrudPolicy DynamoDBReadPolicy DynamoDBStreamReadPolicy DynamoDBWritePolicy EC2DescribePolicy KMSDecryptPolicy SESBulkTemplatedCrudPolicy SESCrudPolicy SESEmailTemplateCrudPolicy SESSendBouncePolicy SNSCrudPolicy SNSPublishMessagePolicy SQSPollerPolicy SQSSendMessagePolicy SSMParameterReadPolicy VPCAccessPolicy SSEEnabled SSESpecification',
  'aws-scheduler': 'EnableECSManagedTags',
  'aws-secretsmanager': 'RotationLambdaARN',
  'aws-ssm': 'KMSKeyArn',
  core: 'NotificationARNs TemplateURL AdministrationRoleARN RoleARN',
};

/** Properties whose maps have keys of the user: variables, documents, free JSON. */
export const freeMaps: Readonly<Record<string, string>> = {
  'aws-apigateway':
    'stageVariableOverrides variables responseParameters responseTemplates requestParameters requestTemplates responseModels requestModels schema body parameters policy',
  'aws-apigatewayv2':
    'body tags routeSettings stageVariables requestParameters requestTemplates responseParameters responseTemplates schema requestModels responseModels',
  'aws-appsync': 'environmentVariables',
  'aws-cloudformation': 'parameters managedExecution',
  'aws-cognito':
    'cognitoEvents supportedLoginProviders principalTags roles userPoolTags attributeMapping providerDetails clientMetadata settings links userPoolTagsAtCreate',
  'aws-dax': 'tags parameterNameValues',
  'aws-docdb': 'parameters',
  'aws-dynamodb': 'policyDocument',
  'aws-efs': 'fileSystemPolicy',
  'aws-elasticache': 'properties authenticationMode',
  'aws-events': 'policy statement headerParameters queryStringParameters inputPathsMap',
  'aws-iam': 'policyDocument assumeRolePolicyDocument',
  'aws-kinesis': 'resourcePolicy',
  'aws-kinesisfirehose': 'columnToJsonKeyMappings',
  'aws-kms': 'keyPolicy',
  'aws-lambda': 'variables elasticIpConfiguration policyDocument environmentVariables',
  'aws-logs':
    'dataProtectionPolicy fieldIndexPolicies resourcePolicyDocument deliveryDestinationPolicy deliverySourceConfiguration',
  'aws-neptune': 'parameters',
  'aws-pipes': 'headerParameters queryStringParameters parameters tags',
  'aws-rds': 'parameters additionalEncryptionContext',
  'aws-s3': 'policy simplePrefix policyDocument sses3',
  'aws-sam':
    'statement variables customStatements pattern assumeRolePolicyDocument tags authorizers stageVariableOverrides definitionBody gatewayResponses methodSettings models stageVariables parameters definition definitionSubstitutions',
  'aws-scheduler': 'tags',
  'aws-secretsmanager': 'resourcePolicy',
  'aws-sns': 'deliveryPolicy filterPolicy redrivePolicy replayPolicy archivePolicy dataProtectionPolicy policyDocument',
  'aws-sqs': 'redriveAllowPolicy redrivePolicy policyDocument',
  'aws-ssm': 'parameters content taskParameters tags policy',
  'aws-stepfunctions': 'definition definitionSubstitutions',
  core: 'parameters managedExecution',
};

/** Properties whose maps have keys of the user, and structs behind them. */
export const keyedMaps: Readonly<Record<string, string>> = {
  'aws-apigateway': 'throttle',
  'aws-apigatewayv2': 'responseParameters',
  'aws-cognito': 'roleMappings',
  'aws-sam': 'events',
};

/** Attributes that have another name than the rule gives them. */
export const attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'aws-amazonmq': { attrConsoleUrLs: 'ConsoleURLs' },
  'aws-apigateway': { attrApiKeyId: 'APIKeyId' },
  'aws-appsync': {
    attrGraphQlDns: 'GraphQLDns',
    attrGraphQlEndpointArn: 'GraphQLEndpointArn',
    attrGraphQlUrl: 'GraphQLUrl',
    attrDnsHttp: 'Dns.Http',
    attrDnsRealtime: 'Dns.Realtime',
  },
  'aws-cloudfront': { attrFunctionArn: 'FunctionARN', attrFunctionMetadataFunctionArn: 'FunctionMetadata.FunctionARN' },
  'aws-cognito': { attrProviderUrl: 'ProviderURL' },
  'aws-dax': { attrClusterDiscoveryEndpointUrl: 'ClusterDiscoveryEndpointURL' },
  'aws-elasticache': {
    attrConfigurationEndpointAddress: 'ConfigurationEndpoint.Address',
    attrConfigurationEndpointPort: 'ConfigurationEndpoint.Port',
    attrRedisEndpointAddress: 'RedisEndpoint.Address',
    attrRedisEndpointPort: 'RedisEndpoint.Port',
    attrConfigurationEndPointAddress: 'ConfigurationEndPoint.Address',
    attrConfigurationEndPointPort: 'ConfigurationEndPoint.Port',
    attrPrimaryEndPointAddress: 'PrimaryEndPoint.Address',
    attrPrimaryEndPointPort: 'PrimaryEndPoint.Port',
    attrReadEndPointAddresses: 'ReadEndPoint.Addresses',
    attrReadEndPointAddressesList: 'ReadEndPoint.AddressesList',
    attrReadEndPointPorts: 'ReadEndPoint.Ports',
    attrReadEndPointPortsList: 'ReadEndPoint.PortsList',
    attrReaderEndPointAddress: 'ReaderEndPoint.Address',
    attrReaderEndPointPort: 'ReaderEndPoint.Port',
    attrArn: 'ARN',
    attrEndpointAddress: 'Endpoint.Address',
    attrEndpointPort: 'Endpoint.Port',
    attrReaderEndpointAddress: 'ReaderEndpoint.Address',
    attrReaderEndpointPort: 'ReaderEndpoint.Port',
  },
  'aws-iam': { attrSamlProviderUuid: 'SamlProviderUUID' },
  'aws-kinesis': { attrConsumerArn: 'ConsumerARN', attrStreamArn: 'StreamARN', attrChannelArn: 'ChannelARN' },
  'aws-lambda': {
    attrSnapStartResponseApplyOn: 'SnapStartResponse.ApplyOn',
    attrSnapStartResponseOptimizationStatus: 'SnapStartResponse.OptimizationStatus',
  },
  'aws-rds': {
    attrDbEngineVersionArn: 'DBEngineVersionArn',
    attrDbClusterArn: 'DBClusterArn',
    attrDbClusterResourceId: 'DBClusterResourceId',
    attrEndpointAddress: 'Endpoint.Address',
    attrEndpointPort: 'Endpoint.Port',
    attrMasterUserSecretSecretArn: 'MasterUserSecret.SecretArn',
    attrReadEndpointAddress: 'ReadEndpoint.Address',
    attrCertificateDetailsCaIdentifier: 'CertificateDetails.CAIdentifier',
    attrCertificateDetailsValidTill: 'CertificateDetails.ValidTill',
    attrDbInstanceArn: 'DBInstanceArn',
    attrDbInstanceStatus: 'DBInstanceStatus',
    attrDbSystemId: 'DBSystemId',
    attrEndpointHostedZoneId: 'Endpoint.HostedZoneId',
    attrListenerEndpointAddress: 'ListenerEndpoint.Address',
    attrListenerEndpointHostedZoneId: 'ListenerEndpoint.HostedZoneId',
    attrListenerEndpointPort: 'ListenerEndpoint.Port',
    attrReadReplicaDbClusterIdentifiers: 'ReadReplicaDBClusterIdentifiers',
    attrReadReplicaDbInstanceIdentifiers: 'ReadReplicaDBInstanceIdentifiers',
    attrDbParameterGroupArn: 'DBParameterGroupArn',
    attrDbParameterGroupName: 'DBParameterGroupName',
    attrDbProxyArn: 'DBProxyArn',
    attrDbProxyEndpointArn: 'DBProxyEndpointArn',
    attrDbSubnetGroupArn: 'DBSubnetGroupArn',
    attrDbClusterSnapshotArn: 'DBClusterSnapshotArn',
    attrIamDatabaseAuthenticationEnabled: 'IAMDatabaseAuthenticationEnabled',
    attrDbClusterEndpointArn: 'DBClusterEndpointArn',
    attrDbClusterEndpointResourceIdentifier: 'DBClusterEndpointResourceIdentifier',
    attrDbShardGroupResourceId: 'DBShardGroupResourceId',
    attrDbSnapshotArn: 'DBSnapshotArn',
  },
};
