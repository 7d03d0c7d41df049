/** APIs, state machines, data and what else functions work with: read from source, synthesized for real, compared. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Resource } from '../../src/core/resource.ts';
import { mentionsOf, valueAt } from '../../src/core/value.ts';
import { both, disagreements } from './both.ts';

/** The library makes names of hashes of paths, writes texts of its own, and makes networks and passwords. */
const ofTheLibrary: readonly RegExp[] = [
  /^AWS::ApiGateway::Authorizer \S+ Name: unknown: the library makes a name/,
  /^AWS::CloudFront::Function \S+ (Name|FunctionConfig\.Comment): unknown: the library makes a name/,
  / DistributionConfig\.\S+: unknown: the library names origins/,
  /^AWS::IAM::Policy [^:]+ PolicyName:/,
  /Integration\.RequestTemplates\.application\/json: unknown: the library computes it/,
  /Integration\.IntegrationResponses/,
  /^AWS::AppSync::GraphQLSchema \S+ Definition: unknown: it is the text of `schema\.graphql`/,
];

const agrees = (body: string, leftOut: readonly RegExp[] = [], files: Readonly<Record<string, string>> = {}): void => {
  const all = [...ofTheLibrary, ...leftOut];
  const lines = disagreements(body, files).filter((line) => !all.some((it) => it.test(line)));
  assert.deepEqual(lines, []);
};

function sourceOf(body: string, id: string): Resource {
  const { resources } = both(body).source;
  const found = resources.find((it) => it.id === id);
  assert.ok(found, `${id} is not among ${resources.map((it) => it.id).join(', ')}`);
  return found;
}

describe('services in the source of a CDK app, as synth has them', function () {
  this.timeout(60_000);

  it('has REST APIs with their cache, compression, paths, methods and preflights', () => {
    agrees(`
      const fn = inline('Fn');
      const api = new apigateway.RestApi(stack, 'Api', {
        restApiName: 'orders', endpointTypes: [apigateway.EndpointType.REGIONAL], minCompressionSize: Size.kibibytes(1),
        deployOptions: {
          stageName: 'live', cachingEnabled: true, cacheTtl: Duration.minutes(1), tracingEnabled: true, metricsEnabled: true,
          loggingLevel: apigateway.MethodLoggingLevel.INFO,
          methodOptions: { '/orders/{id}/GET': { cachingEnabled: true, cacheTtl: Duration.seconds(20) } },
        },
        defaultCorsPreflightOptions: { allowOrigins: apigateway.Cors.ALL_ORIGINS, allowMethods: ['GET', 'POST'] },
      });
      const orders = api.root.addResource('orders');
      orders.addMethod('GET', new apigateway.LambdaIntegration(fn));
      orders.addMethod('POST', new apigateway.LambdaIntegration(fn, { proxy: false, timeout: Duration.seconds(10) }), { apiKeyRequired: true });
      api.root.resourceForPath('/orders/{id}').addMethod('get', new apigateway.MockIntegration());
      fn.addEnvironment('URL', api.url);`);
  });

  it('has REST APIs that one function answers', () => {
    agrees(`
      const fn = inline('Fn');
      new apigateway.LambdaRestApi(stack, 'Api', { handler: fn.addAlias('live') });
      const other = new apigateway.LambdaRestApi(stack, 'Other', { handler: fn, proxy: false, cloudWatchRole: false });
      other.root.addResource('x').addMethod('ANY');
      other.root.addProxy({ anyMethod: false, defaultIntegration: new apigateway.HttpIntegration('https://example.com') }).addMethod('GET');`);
  });

  it('has authorizers, stages, plans, keys, validators and models of REST APIs', () => {
    agrees(`
      const fn = inline('Fn');
      const auth = new apigateway.TokenAuthorizer(stack, 'Auth', { handler: fn, resultsCacheTtl: Duration.minutes(10) });
      const request = new apigateway.RequestAuthorizer(stack, 'Request', {
        handler: fn, identitySources: [apigateway.IdentitySource.header('X'), apigateway.IdentitySource.queryString('y')] });
      const api = new apigateway.RestApi(stack, 'Api', { deploy: false, defaultMethodOptions: { authorizer: auth }, cloudWatchRole: false });
      api.root.addMethod('GET', new apigateway.LambdaIntegration(fn));
      api.root.addResource('r').addMethod('GET', new apigateway.LambdaIntegration(fn), {
        authorizer: request, authorizationType: apigateway.AuthorizationType.CUSTOM,
        methodResponses: [{ statusCode: '200', responseModels: { 'application/json': apigateway.Model.EMPTY_MODEL } }] });
      const stage = new apigateway.Stage(stack, 'Stage', {
        deployment: new apigateway.Deployment(stack, 'Deployment', { api }), stageName: 'x', cacheClusterEnabled: true, variables: { a: 'b' },
        accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(stack, 'Log')) });
      api.addUsagePlan('Plan', { name: 'plan', throttle: { rateLimit: 10, burstLimit: 2 }, quota: { limit: 100, period: apigateway.Period.DAY }, apiStages: [{ stage }] })
        .addApiKey(new apigateway.ApiKey(stack, 'Key'));
      const model = api.addModel('Model', { schema: { type: apigateway.JsonSchemaType.OBJECT, properties: { ref: { type: apigateway.JsonSchemaType.STRING } } } });
      api.root.addMethod('POST', new apigateway.MockIntegration(), {
        requestModels: { 'application/json': model }, requestValidatorOptions: { validateRequestParameters: true } });`);
  });

  it('has REST APIs that call services and state machines without a function', () => {
    agrees(`
      const queue = new sqs.Queue(stack, 'Queue');
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
      queue.grantSendMessages(role);
      const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false });
      api.root.addMethod('POST', new apigateway.AwsIntegration({
        service: 'sqs', path: \`\${cdk.Aws.ACCOUNT_ID}/\${queue.queueName}\`,
        options: { credentialsRole: role, requestTemplates: { 'application/json': 'x' }, integrationResponses: [{ statusCode: '200' }] },
      }), { methodResponses: [{ statusCode: '200' }] });
      api.root.addResource('db').addMethod('GET', new apigateway.AwsIntegration({ service: 'dynamodb', action: 'Query', options: {} }));
      const machine = new sfn.StateMachine(stack, 'Machine', { stateMachineType: sfn.StateMachineType.EXPRESS, definition: new sfn.Pass(stack, 'Pass') });
      new apigateway.StepFunctionsRestApi(stack, 'Express', { stateMachine: machine });
      new apigateway.SpecRestApi(stack, 'Spec', { apiDefinition: apigateway.ApiDefinition.fromInline({ openapi: '3.0.2', paths: { '/x': { get: {} } } }) });`);
  });

  it('leaves out the role for logs when `cdk.json` says so', () => {
    const body = `new apigateway.RestApi(stack, 'Api').root.addMethod('GET');`;
    const settings = { '@aws-cdk/aws-apigateway:disableCloudWatchRole': true };
    assert.deepEqual(disagreements(body, {}, settings), []);
    assert.deepEqual(disagreements(body), []);
  });

  it('has HTTP APIs with routes that share an integration, and their stages', () => {
    agrees(`
      const { HttpLambdaIntegration, HttpUrlIntegration, HttpSqsIntegration } = require('aws-cdk-lib/aws-apigatewayv2-integrations');
      const fn = inline('Fn');
      const http = new apigwv2.HttpApi(stack, 'Http', { apiName: 'orders', corsPreflight: { allowOrigins: ['*'], allowMethods: [apigwv2.CorsHttpMethod.GET], maxAge: Duration.days(1) } });
      const { GET, POST, PUT } = apigwv2.HttpMethod;
      http.addRoutes({ path: '/orders/{id}', methods: [GET, POST], integration: new HttpLambdaIntegration('Get', fn) });
      http.addRoutes({ path: '/all', integration: new HttpLambdaIntegration('All', fn, { payloadFormatVersion: apigwv2.PayloadFormatVersion.VERSION_1_0, timeout: Duration.seconds(5) }) });
      new apigwv2.HttpRoute(stack, 'Route', { httpApi: http, routeKey: apigwv2.HttpRouteKey.with('/x', PUT), integration: new HttpUrlIntegration('Url', 'https://example.com') });
      new apigwv2.HttpApi(stack, 'Default', { defaultIntegration: new HttpLambdaIntegration('D', fn.addAlias('live')) });
      http.addStage('Beta', { stageName: 'beta', autoDeploy: true, throttle: { burstLimit: 2, rateLimit: 5 } });
      http.addRoutes({ path: '/queue', methods: [POST], integration: new HttpSqsIntegration('Sqs', { queue: new sqs.Queue(stack, 'Q') }) });
      fn.addEnvironment('URL', http.url);`);
  });

  it('has authorizers of HTTP and WebSocket APIs, and their routes', () => {
    agrees(`
      const { HttpLambdaIntegration, WebSocketLambdaIntegration } = require('aws-cdk-lib/aws-apigatewayv2-integrations');
      const { HttpLambdaAuthorizer, HttpLambdaResponseType, HttpJwtAuthorizer, HttpIamAuthorizer, WebSocketLambdaAuthorizer } = require('aws-cdk-lib/aws-apigatewayv2-authorizers');
      const fn = inline('Fn');
      const auth = inline('Auth');
      const methods = [apigwv2.HttpMethod.GET];
      const http = new apigwv2.HttpApi(stack, 'Http', { defaultAuthorizer: new HttpLambdaAuthorizer('Custom', auth, { responseTypes: [HttpLambdaResponseType.SIMPLE], resultsCacheTtl: Duration.minutes(1) }) });
      http.addRoutes({ path: '/a', methods, integration: new HttpLambdaIntegration('A', fn) });
      http.addRoutes({ path: '/b', methods, integration: new HttpLambdaIntegration('B', fn), authorizer: new HttpJwtAuthorizer('Jwt', 'https://issuer', { jwtAudience: ['x'] }), authorizationScopes: ['s'] });
      http.addRoutes({ path: '/c', methods, integration: new HttpLambdaIntegration('C', fn), authorizer: new HttpIamAuthorizer() });
      const socket = new apigwv2.WebSocketApi(stack, 'Socket', { connectRouteOptions: { authorizer: new WebSocketLambdaAuthorizer('SocketAuth', auth), integration: new WebSocketLambdaIntegration('Connect', fn) } });
      socket.addRoute('send', { integration: new WebSocketLambdaIntegration('Send', fn), returnResponse: true });
      const stage = new apigwv2.WebSocketStage(stack, 'Stage', { webSocketApi: socket, stageName: 'prod', autoDeploy: true });
      socket.grantManageConnections(fn);
      fn.addEnvironment('CALLBACK', stage.callbackUrl);`);
  });

  it('has state machines with the definition that their states make, and what their role may do', () => {
    agrees(`
      const fn = inline('Fn');
      const other = inline('Other');
      const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
      const done = new sfn.Succeed(stack, 'Done');
      const failed = new sfn.Fail(stack, 'Failed', { cause: 'c', error: 'E' });
      const wait = new sfn.Wait(stack, 'Wait', { time: sfn.WaitTime.duration(Duration.seconds(30)) });
      const check = new tasks.LambdaInvoke(stack, 'Check', {
        lambdaFunction: other, payload: sfn.TaskInput.fromObject({ id: sfn.JsonPath.stringAt('$.id'), nested: { list: [1, 'a'], t: sfn.JsonPath.taskToken } }),
        resultPath: '$.check', retryOnServiceExceptions: false });
      check.addRetry({ errors: ['A'], interval: Duration.seconds(1), maxAttempts: 2, backoffRate: 1.5 });
      check.addCatch(failed, { errors: ['States.ALL'], resultPath: '$.err' });
      const send = new tasks.SqsSendMessage(stack, 'Send', { queue: new sqs.Queue(stack, 'Q'), messageBody: sfn.TaskInput.fromJsonPathAt('$.message') });
      const publish = new tasks.SnsPublish(stack, 'Publish', { topic: new sns.Topic(stack, 'T'), message: sfn.TaskInput.fromText('hi'), resultPath: sfn.JsonPath.DISCARD });
      const put = new tasks.DynamoPutItem(stack, 'Put', { table, item: { id: tasks.DynamoAttributeValue.fromString(sfn.JsonPath.stringAt('$.id')), n: tasks.DynamoAttributeValue.fromNumber(3) } });
      const get = new tasks.DynamoGetItem(stack, 'Get', { table, key: { id: tasks.DynamoAttributeValue.fromString('x') } });
      const choice = new sfn.Choice(stack, 'Complete?');
      const first = new tasks.LambdaInvoke(stack, 'First', { lambdaFunction: fn });
      const definition = first.next(wait).next(check).next(choice
        .when(sfn.Condition.stringEquals('$.status', 'FAILED'), failed)
        .when(sfn.Condition.and(sfn.Condition.isPresent('$.x'), sfn.Condition.not(sfn.Condition.numberGreaterThan('$.n', 4))), send.next(publish))
        .otherwise(wait));
      const map = new sfn.Map(stack, 'Map', { maxConcurrency: 2, itemsPath: '$.items' });
      map.itemProcessor(new sfn.Pass(stack, 'P', { result: sfn.Result.fromObject({ a: 1 }), parameters: { b: sfn.JsonPath.stringAt('$.b') } }));
      publish.next(new sfn.Parallel(stack, 'Parallel').branch(put).branch(get.next(done))).next(map);
      const machine = new sfn.StateMachine(stack, 'Machine', {
        definition, stateMachineType: sfn.StateMachineType.EXPRESS, tracingEnabled: true, timeout: Duration.minutes(5), comment: 'c',
        logs: { destination: new logs.LogGroup(stack, 'Log'), level: sfn.LogLevel.ALL } });
      machine.grantStartExecution(fn);
      fn.addEnvironment('MACHINE', machine.stateMachineArn);`);
  });

  it('has definitions of other machines, events, services and texts', () => {
    agrees(`
      const fn = inline('Fn');
      const inner = new sfn.StateMachine(stack, 'Inner', { definition: new sfn.Pass(stack, 'P') });
      const start = new tasks.StepFunctionsStartExecution(stack, 'Start', { stateMachine: inner, integrationPattern: sfn.IntegrationPattern.RUN_JOB });
      const put = new tasks.EventBridgePutEvents(stack, 'Put', { entries: [{ detail: sfn.TaskInput.fromObject({ a: 1 }), detailType: 't', source: 's', eventBus: new events.EventBus(stack, 'Bus', { eventBusName: 'b' }) }] });
      const call = new tasks.CallAwsService(stack, 'Call', { service: 's3', action: 'getObject', parameters: { Bucket: 'b', Key: sfn.JsonPath.stringAt('$.k') }, iamResources: ['*'] });
      const invoke = new tasks.LambdaInvoke(stack, 'Alias', { lambdaFunction: fn.addAlias('live'), payloadResponseOnly: true, taskTimeout: sfn.Timeout.duration(Duration.seconds(9)) });
      new sfn.StateMachine(stack, 'Outer', { definitionBody: sfn.DefinitionBody.fromChainable(sfn.Chain.start(start).next(put).next(call).next(invoke)) });
      new sfn.StateMachine(stack, 'Text', {
        definitionBody: sfn.DefinitionBody.fromString(JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: fn.functionArn, End: true } } })),
        definitionSubstitutions: { Fn: fn.functionArn }, stateMachineName: 'named' });
      const json = new sfn.CustomState(stack, 'Custom', { stateJson: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: fn.functionName } } });
      const branch = new sfn.Choice(stack, 'Branch').when(sfn.Condition.booleanEquals('$.ok', true), new sfn.Pass(stack, 'A')).afterwards({ includeOtherwise: true });
      new sfn.StateMachine(stack, 'CustomMachine', { definition: json.next(branch).next(new sfn.Pass(stack, 'End')) });
      const jsonata = tasks.LambdaInvoke.jsonata(stack, 'Jsonata', { lambdaFunction: fn, outputs: '{% $states.result.Payload %}' });
      new sfn.StateMachine(stack, 'JsonataMachine', { definition: jsonata, queryLanguage: sfn.QueryLanguage.JSONATA });`);
  });

  it('says which functions a definition names that is not followed', () => {
    const body = `
      const fn = inline('Fn');
      const job = new tasks.GlueStartJobRun(stack, 'Job', { glueJobName: 'x', arguments: sfn.TaskInput.fromObject({ fn: fn.functionArn }) });
      new sfn.StateMachine(stack, 'Machine', { definition: job });`;
    const definition = valueAt(sourceOf(body, 'S/Machine').properties, 'DefinitionString');
    assert.ok(definition);
    assert.deepEqual([...new Set(mentionsOf(definition))], ['cdk.json#S/Fn']);
  });

  it('has what tasks of other services call, without their parameters', () => {
    const body = `
      const machine = (id, task) => new sfn.StateMachine(stack, id, { definition: task });
      machine('A', new tasks.GlueStartJobRun(stack, 'Glue', { glueJobName: 'x', integrationPattern: sfn.IntegrationPattern.RUN_JOB }));
      machine('B', new tasks.AthenaStartQueryExecution(stack, 'Athena', { queryString: 'select 1', workGroup: 'w' }));
      machine('C', new tasks.EmrAddStep(stack, 'Emr', { clusterId: 'c', name: 'n', jar: 'j' }));
      machine('D', new tasks.EmrTerminateCluster(stack, 'Emr end', { clusterId: 'c' }));
      machine('E', new tasks.GlueStartCrawlerRun(stack, 'Crawl', { crawlerName: 'c' }));`;
    const called = (resources: readonly Resource[]): readonly (string | undefined)[] =>
      resources.flatMap(({ type, properties }) => {
        const definition = valueAt(properties, 'DefinitionString');
        if (type !== 'AWS::StepFunctions::StateMachine' || definition?.kind !== 'text') return [];
        const text = definition.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
        return [/"Resource":"([^"]*)"/.exec(text)?.[1]];
      });
    const { source, synthesized } = both(body);
    assert.equal(called(source.resources).length, 5);
    assert.deepEqual(called(source.resources), called(synthesized.resources));
  });

  it('has GraphQL APIs with their data sources, functions and cached resolvers', () => {
    agrees(
      `
      const fn = inline('Fn');
      const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
      const api = new appsync.GraphqlApi(stack, 'Api', {
        name: 'api', definition: appsync.Definition.fromFile('schema.graphql'), xrayEnabled: true,
        authorizationConfig: {
          defaultAuthorization: { authorizationType: appsync.AuthorizationType.LAMBDA, lambdaAuthorizerConfig: { handler: inline('Auth'), resultsCacheTtl: Duration.minutes(1) } },
          additionalAuthorizationModes: [{ authorizationType: appsync.AuthorizationType.IAM }] } });
      api.addLambdaDataSource('lambda-source', fn).createResolver('R1', {
        typeName: 'Query', fieldName: 'a', cachingConfig: { ttl: Duration.seconds(60), cachingKeys: ['$context.arguments'] } });
      const f = new appsync.AppsyncFunction(stack, 'F', { name: 'f', api, dataSource: api.addDynamoDbDataSource('tableSource', table), code: appsync.Code.fromInline('x'), runtime: appsync.FunctionRuntime.JS_1_0_0 });
      new appsync.Resolver(stack, 'R2', { api, typeName: 'Query', fieldName: 'b', pipelineConfig: [f], code: appsync.Code.fromInline('x'), runtime: appsync.FunctionRuntime.JS_1_0_0 });
      api.addNoneDataSource('none').createResolver('R3', { typeName: 'Query', fieldName: 'c', requestMappingTemplate: appsync.MappingTemplate.fromString('{}') });
      api.addHttpDataSource('http', 'https://example.com', { authorizationConfig: { signingRegion: 'x', signingServiceName: 'states' } });
      api.addEventBridgeDataSource('bus', new events.EventBus(stack, 'Bus', { eventBusName: 'b' }));
      new appsync.CfnApiCache(stack, 'Cache', { apiId: api.apiId, ttl: 60, type: 'T2_SMALL', apiCachingBehavior: 'PER_RESOLVER_CACHING' });
      new appsync.GraphqlApi(stack, 'Keyed', { name: 'keyed', schema: appsync.SchemaFile.fromAsset('schema.graphql'), logConfig: { fieldLogLevel: appsync.FieldLogLevel.ALL } });`,
      [/LogRetention/],
      { 'schema.graphql': 'type Query { a: String }' },
    );
  });

  it('has streams, their consumers and deliveries with functions on the way', () => {
    agrees(`
      const firehose = require('aws-cdk-lib/aws-kinesisfirehose');
      const fn = inline('Fn');
      const stream = new kinesis.Stream(stack, 'Stream', { shardCount: 2, streamMode: kinesis.StreamMode.PROVISIONED, retentionPeriod: Duration.days(2) });
      const demand = new kinesis.Stream(stack, 'Demand', { streamMode: kinesis.StreamMode.ON_DEMAND, encryption: kinesis.StreamEncryption.MANAGED });
      stream.grantRead(fn);
      demand.grantWrite(fn);
      new kinesis.StreamConsumer(stack, 'Consumer', { stream, streamConsumerName: 'c' });
      new firehose.DeliveryStream(stack, 'Delivery', { source: new firehose.KinesisStreamSource(stream), destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket'), {
        processors: [new firehose.LambdaFunctionProcessor(fn, { bufferInterval: Duration.minutes(1), retries: 2 })],
        bufferingInterval: Duration.seconds(60), loggingConfig: new firehose.DisableLogging() }) });`);
  });

  it('has schedules and what they call; roles of theirs are named after hashes', () => {
    agrees(
      `
      const called = require('aws-cdk-lib/aws-scheduler-targets');
      new scheduler.Schedule(stack, 'Rate', { schedule: scheduler.ScheduleExpression.rate(Duration.minutes(10)), target: new called.LambdaInvoke(inline('Fn'), { input: scheduler.ScheduleTargetInput.fromObject({ a: 1 }), retryAttempts: 3 }) });
      new scheduler.Schedule(stack, 'Cron', { schedule: scheduler.ScheduleExpression.cron({ minute: '0', hour: '3' }), target: new called.SqsSendMessage(new sqs.Queue(stack, 'Q')), timeWindow: scheduler.TimeWindow.flexible(Duration.minutes(5)), enabled: false });`,
      [/SchedulerRoleForTarget-/],
    );
  });

  it('has targets of application auto scaling', () => {
    agrees(`
      const scaling = require('aws-cdk-lib/aws-applicationautoscaling');
      const target = new scaling.ScalableTarget(stack, 'Target', { serviceNamespace: scaling.ServiceNamespace.LAMBDA, maxCapacity: 10, minCapacity: 1, resourceId: 'function:x:live', scalableDimension: 'lambda:function:ProvisionedConcurrency' });
      target.scaleToTrackMetric('Track', { targetValue: 0.7, predefinedMetric: scaling.PredefinedMetric.LAMBDA_PROVISIONED_CONCURRENCY_UTILIZATION });
      target.scaleOnSchedule('Morning', { schedule: scaling.Schedule.cron({ hour: '8', minute: '0' }), minCapacity: 5 });`);
  });

  it('has databases with their capacity, and proxies before them', () => {
    agrees(
      `
      const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
      const fn = inline('Fn');
      const db = new rds.DatabaseInstance(stack, 'Db', {
        vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_15_2 }),
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO), multiAz: true, allocatedStorage: 20, databaseName: 'x' });
      const proxy = db.addProxy('Proxy', { secrets: [db.secret], vpc, borrowTimeout: Duration.seconds(30), maxConnectionsPercent: 50, requireTLS: false });
      fn.addEnvironment('HOST', proxy.endpoint);
      fn.addEnvironment('DB', db.dbInstanceEndpointAddress);
      db.secret.grantRead(fn);
      proxy.grantConnect(fn, 'user');
      const cluster = new rds.DatabaseCluster(stack, 'Cluster', {
        vpc, engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_15_2 }), writer: rds.ClusterInstance.serverlessV2('writer'),
        readers: [rds.ClusterInstance.provisioned('reader', { instanceType: ec2.InstanceType.of(ec2.InstanceClass.R6G, ec2.InstanceSize.LARGE) })],
        serverlessV2MinCapacity: 0.5, serverlessV2MaxCapacity: 4, enableDataApi: true, defaultDatabaseName: 'main' });
      cluster.grantDataApiAccess(fn);
      new rds.ServerlessCluster(stack, 'Serverless', {
        vpc, engine: rds.DatabaseClusterEngine.AURORA_MYSQL, enableDataApi: true,
        scaling: { autoPause: Duration.minutes(10), minCapacity: rds.AuroraCapacityUnit.ACU_1, maxCapacity: rds.AuroraCapacityUnit.ACU_4 } });
      new rds.DatabaseProxy(stack, 'Other', { proxyTarget: rds.ProxyTarget.fromCluster(cluster), secrets: [cluster.secret], vpc });`,
      [
        // Networks and credentials say nothing of performance.
        /^AWS::EC2::/,
        /^AWS::RDS::DBSubnetGroup /,
        /^AWS::SecretsManager::Secret \S+ (…|Description|GenerateSecretString\.\w+):/,
        /^AWS::RDS::\w+ \S+ (…|DBSubnetGroupName|DBClusterParameterGroupName|MasterUser\w+|V[Pp][Cc]Security\w+\.0|VpcSubnetIds\S*|Port):/,
        /^Custom::VpcRestrictDefaultSG /,
      ],
    );
  });

  it('has distributions with their behaviours and the functions at the edge', () => {
    agrees(
      `
      const origins = require('aws-cdk-lib/aws-cloudfront-origins');
      const rewrite = new cloudfront.Function(stack, 'Rewrite', { code: cloudfront.FunctionCode.fromInline('x') });
      new cloudfront.Distribution(stack, 'Distribution', {
        defaultBehavior: {
          origin: new origins.HttpOrigin('example.com'), viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS, allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
          cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED, originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          edgeLambdas: [{ functionVersion: inline('Fn').currentVersion, eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST }],
          functionAssociations: [{ function: rewrite, eventType: cloudfront.FunctionEventType.VIEWER_RESPONSE }] },
        additionalBehaviors: { '/img/*': { origin: origins.S3BucketOrigin.withOriginAccessControl(new s3.Bucket(stack, 'Bucket')) } }, comment: 'c' });`,
      // What an origin of a bucket needs is added by the library, which the source says.
      [
        /^AWS::CloudFront::OriginAccessControl /,
        / DistributionConfig\.Origins\.1\.(…|OriginAccessControlId|S3OriginConfig)/,
      ],
    );
  });

  it('has caches, DAX and pipes as L1', () => {
    agrees(`
      const elasticache = require('aws-cdk-lib/aws-elasticache');
      const dax = require('aws-cdk-lib/aws-dax');
      const pipes = require('aws-cdk-lib/aws-pipes');
      const fn = inline('Fn');
      const queue = new sqs.Queue(stack, 'Queue');
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('dax.amazonaws.com') });
      const cluster = new dax.CfnCluster(stack, 'Dax', { iamRoleArn: role.roleArn, nodeType: 'dax.t3.small', replicationFactor: 1, sseSpecification: { sseEnabled: true } });
      const redis = new elasticache.CfnReplicationGroup(stack, 'Redis', { replicationGroupDescription: 'd', cacheNodeType: 'cache.t4g.micro', numNodeGroups: 1, transitEncryptionEnabled: true, multiAzEnabled: true, automaticFailoverEnabled: true });
      const serverless = new elasticache.CfnServerlessCache(stack, 'Serverless', { engine: 'valkey', serverlessCacheName: 's', cacheUsageLimits: { ecpuPerSecond: { maximum: 1000 } } });
      const simple = new elasticache.CfnCacheCluster(stack, 'Simple', { cacheNodeType: 'cache.t4g.micro', engine: 'redis', numCacheNodes: 1, azMode: 'single-az' });
      fn.addEnvironment('DAX', cluster.attrClusterDiscoveryEndpoint);
      fn.addEnvironment('REDIS', redis.attrPrimaryEndPointAddress);
      fn.addEnvironment('VALKEY', serverless.attrEndpointAddress);
      fn.addEnvironment('SIMPLE', simple.attrRedisEndpointAddress);
      new pipes.CfnPipe(stack, 'Pipe', { roleArn: role.roleArn, source: queue.queueArn, sourceParameters: { sqsQueueParameters: { batchSize: 5 } }, enrichment: fn.functionArn, target: fn.functionArn });`);
  });
});
