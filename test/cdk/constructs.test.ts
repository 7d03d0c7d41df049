/** Each construct is read from source and synthesized for real; the two must agree in every property. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pairsOf } from '../../src/cdk/pairing.ts';
import type { Resource } from '../../src/core/resource.ts';
import { scalarOf, valueAt } from '../../src/core/value.ts';
import { both, disagreements } from './both.ts';

const agrees = (
  body: string,
  files: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, unknown>> = {},
): void => {
  assert.deepEqual(disagreements(body, files, settings), []);
};

function resourceIn(resources: readonly Resource[], id: string): Resource {
  const found = resources.find((it) => it.id === id);
  assert.ok(found, `${id} is not among ${resources.map((it) => it.id).join(', ')}`);
  return found;
}

describe('what the source of a CDK app declares, as synth has it', function () {
  this.timeout(60_000);

  it('has functions with each of their settings', () => {
    agrees(
      `new lambda.Function(stack, 'F', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('fn'),
        memorySize: 512, timeout: Duration.minutes(1), architecture: lambda.Architecture.ARM_64,
        tracing: lambda.Tracing.ACTIVE, environment: { A: 'b' }, ephemeralStorageSize: Size.gibibytes(1),
        reservedConcurrentExecutions: 3, loggingFormat: lambda.LoggingFormat.JSON, description: 'x',
        applicationLogLevelV2: lambda.ApplicationLogLevel.WARN, functionName: 'f',
        runtimeManagementMode: lambda.RuntimeManagementMode.AUTO, recursiveLoop: lambda.RecursiveLoop.TERMINATE,
      });
      new lambda.Function(stack, 'G', {
        runtime: lambda.Runtime.PYTHON_3_13, handler: 'a.b', code: lambda.Code.fromInline('x'),
        snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS, tracing: lambda.Tracing.DISABLED,
        environmentEncryption: new kms.Key(stack, 'K'), architectures: [lambda.Architecture.X86_64],
      });
      new lambda.Function(stack, 'L', { runtime: lambda.Runtime.NODEJS_LATEST, handler: 'a.b', code: lambda.Code.fromInline('x') });
      new lambda.Function(stack, 'H', {
        runtime: new lambda.Runtime('provided.al2023'), handler: 'bootstrap',
        code: lambda.Code.fromBucket(new s3.Bucket(stack, 'B'), 'k.zip', 'v'),
        durableConfig: { executionTimeout: Duration.hours(1), retentionPeriod: Duration.days(3) },
      });`,
      { 'fn/index.js': '' },
    );
  });

  it('has functions of images, of bundlers, and one for each uuid', () => {
    agrees(
      `new lambda.DockerImageFunction(stack, 'I', {
        code: lambda.DockerImageCode.fromImageAsset('img', { cmd: ['a.b'] }), memorySize: 3008 });
      new nodejs.NodejsFunction(stack, 'N', { entry: 'src/a.ts', runtime: lambda.Runtime.NODEJS_20_X, handler: 'go', environment: { A: '1' } });
      new nodejs.NodejsFunction(stack, 'O', { entry: 'src/a.ts', runtime: lambda.Runtime.NODEJS_16_X, environment: { A: '1' } });
      new lambda.SingletonFunction(stack, 'S1', { uuid: 'a-b-c', runtime: lambda.Runtime.PYTHON_3_12, handler: 'i.h', code: lambda.Code.fromInline('x'), memorySize: 256 });
      new lambda.SingletonFunction(stack, 'S2', { uuid: 'a-b-c', runtime: lambda.Runtime.PYTHON_3_12, handler: 'i.h', code: lambda.Code.fromInline('x') });`,
      { 'src/a.ts': '', 'package-lock.json': '{}', 'img/Dockerfile': '' },
    );
  });

  it('has layers, dead letters and what is told of asynchronous calls', () => {
    agrees(
      `const layer = new lambda.LayerVersion(stack, 'L', { code: lambda.Code.fromAsset('layer'), compatibleRuntimes: [lambda.Runtime.NODEJS_22_X], description: 'd' });
      const queue = new sqs.Queue(stack, 'D');
      inline('F', { layers: [layer], deadLetterQueue: queue, onFailure: new destinations.SnsDestination(new sns.Topic(stack, 'T')), retryAttempts: 0 });
      const g = inline('G', { deadLetterQueueEnabled: true, layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'LL', 'arn:x')], logRetention: 7 });
      g.configureAsyncInvoke({ retryAttempts: 1, maxEventAge: Duration.minutes(2), onFailure: new destinations.SqsDestination(queue), onSuccess: new destinations.LambdaDestination(inline('H', {})) });
      inline('M', { deadLetterTopic: new sns.Topic(stack, 'DT') });`,
      { 'layer/a': '' },
    );
  });

  it('has versions, aliases, provisioned concurrency and URLs', () => {
    agrees(`const f = inline('F', {});
      f.addAlias('live', { provisionedConcurrentExecutions: 2, description: 'd' });
      new lambda.Alias(stack, 'Al', { aliasName: 'x', version: f.currentVersion, additionalVersions: [{ version: f.latestVersion, weight: 0.1 }] });
      new lambda.Version(stack, 'Ve', { lambda: inline('G', {}), provisionedConcurrentExecutions: 1 });
      f.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE, cors: { allowedOrigins: ['*'], allowedMethods: [lambda.HttpMethod.GET], maxAge: Duration.minutes(1) }, invokeMode: lambda.InvokeMode.RESPONSE_STREAM });`);
  });

  it('has a log group for each function when `cdk.json` asks for it', () => {
    agrees(`inline('F', {});`, {}, { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true });
  });

  it('has queues, and functions that read from them', () => {
    agrees(`const dead = new sqs.Queue(stack, 'D', { fifo: true });
      const q = new sqs.Queue(stack, 'Q', { visibilityTimeout: Duration.seconds(30), fifo: true, deadLetterQueue: { queue: dead, maxReceiveCount: 3 }, encryption: sqs.QueueEncryption.SQS_MANAGED });
      const r = new sqs.Queue(stack, 'R', { queueName: 'r', retentionPeriod: Duration.days(2), receiveMessageWaitTime: Duration.seconds(20), deliveryDelay: Duration.seconds(1) });
      const f = inline('F', { environment: { U: q.queueUrl, N: q.queueName, A: q.queueArn } });
      q.grantSendMessages(f);
      q.grantConsumeMessages(f);
      f.addEventSource(new sources.SqsEventSource(q, { batchSize: 5, maxConcurrency: 4, reportBatchItemFailures: true, filters: [lambda.FilterCriteria.filter({ body: { a: lambda.FilterRule.isEqual('x'), b: lambda.FilterRule.between(1, 2) } })] }));
      inline('G', { events: [new sources.SqsEventSource(r, { maxBatchingWindow: Duration.seconds(9), enabled: false })] });
      new lambda.EventSourceMapping(stack, 'M', { target: f, eventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:q', batchSize: 3 });`);
  });

  it('has topics, and who subscribes to them', () => {
    agrees(`const t = new sns.Topic(stack, 'T', { displayName: 'x' });
      const f = inline('F', {});
      t.addSubscription(new subscriptions.LambdaSubscription(f, { filterPolicy: { c: sns.SubscriptionFilter.stringFilter({ allowlist: ['a'] }) }, deadLetterQueue: new sqs.Queue(stack, 'DLQ') }));
      t.grantPublish(f);
      t.addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Q'), { rawMessageDelivery: true }));
      t.addSubscription(new subscriptions.EmailSubscription('a@b.c'));
      t.addSubscription(new subscriptions.EmailSubscription('d@e.f', { json: true }));
      t.addSubscription(new subscriptions.UrlSubscription('https://x.y/z'));
      f.addEventSource(new sources.SnsEventSource(new sns.Topic(stack, 'T2')));`);
  });

  it('has tables with their indexes, capacity and streams', () => {
    agrees(`const t = new dynamodb.Table(stack, 'T', { partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING }, readCapacity: 3, writeCapacity: 4 });
      t.autoScaleReadCapacity({ minCapacity: 1, maxCapacity: 10 }).scaleOnUtilization({ targetUtilizationPercent: 70 });
      t.addGlobalSecondaryIndex({ indexName: 'g', partitionKey: { name: 'b', type: dynamodb.AttributeType.NUMBER }, projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: ['x'] });
      t.autoScaleGlobalSecondaryIndexReadCapacity('g', { minCapacity: 1, maxCapacity: 10 }).scaleOnUtilization({ targetUtilizationPercent: 70 });
      new dynamodb.Table(stack, 'D', { partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING } });
      const x = new dynamodb.Table(stack, 'X', {
        partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING }, sortKey: { name: 'b', type: dynamodb.AttributeType.STRING },
        billingMode: dynamodb.BillingMode.PAY_PER_REQUEST, encryption: dynamodb.TableEncryption.AWS_MANAGED, pointInTimeRecovery: true,
        timeToLiveAttribute: 't', tableClass: dynamodb.TableClass.STANDARD, tableName: 'n', contributorInsightsEnabled: true,
        maxReadRequestUnits: 5, deletionProtection: true, warmThroughput: { readUnitsPerSecond: 12000 }, stream: dynamodb.StreamViewType.NEW_IMAGE });
      x.addLocalSecondaryIndex({ indexName: 'l', sortKey: { name: 'z', type: dynamodb.AttributeType.STRING } });
      const f = inline('F', { environment: { T: x.tableName } });
      x.grantReadWriteData(f);
      t.grantReadData(f);
      x.grant(f, 'dynamodb:PartiQLSelect');
      f.addEventSource(new sources.DynamoEventSource(x, { startingPosition: lambda.StartingPosition.LATEST, bisectBatchOnError: true, retryAttempts: 2,
        maxRecordAge: Duration.hours(1), parallelizationFactor: 2, tumblingWindow: Duration.seconds(4), onFailure: new sources.SqsDlq(new sqs.Queue(stack, 'DLQ')), enabled: false }));`);
  });

  it('has global tables', () => {
    agrees(`new dynamodb.TableV2(stack, 'V', {
        partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING }, sortKey: { name: 's', type: dynamodb.AttributeType.STRING },
        billing: dynamodb.Billing.provisioned({ readCapacity: dynamodb.Capacity.fixed(5), writeCapacity: dynamodb.Capacity.autoscaled({ maxCapacity: 10 }) }),
        dynamoStream: dynamodb.StreamViewType.NEW_IMAGE, timeToLiveAttribute: 'ttl', pointInTimeRecovery: true, deletionProtection: true,
        tableClass: dynamodb.TableClass.STANDARD_INFREQUENT_ACCESS, localSecondaryIndexes: [{ indexName: 'l', sortKey: { name: 'z', type: dynamodb.AttributeType.STRING } }],
        encryption: dynamodb.TableEncryptionV2.awsManagedKey(), contributorInsights: true,
        globalSecondaryIndexes: [{ indexName: 'g', partitionKey: { name: 'b', type: dynamodb.AttributeType.STRING } }] });
      const w = new dynamodb.TableV2(stack, 'W', { partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING }, billing: dynamodb.Billing.onDemand({ maxReadRequestUnits: 5 }) });
      w.addGlobalSecondaryIndex({ indexName: 'i', partitionKey: { name: 'q', type: dynamodb.AttributeType.NUMBER } });
      w.grantReadData(inline('F', {}));`);
  });

  it('has buckets, and what is told of their objects', () => {
    agrees(`new s3.Bucket(stack, 'A', { versioned: true, encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
        removalPolicy: RemovalPolicy.DESTROY, transferAcceleration: true, eventBridgeEnabled: true, bucketName: 'bbb',
        cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'], maxAge: 3 }], lifecycleRules: [{ expiration: Duration.days(3) }] });
      const x = new s3.Bucket(stack, 'B');
      const f = inline('F', { environment: { B: x.bucketName } });
      x.addEventNotification(s3.EventType.OBJECT_CREATED_PUT, new s3n.LambdaDestination(f), { prefix: 'in/', suffix: '.jpg' });
      x.addObjectRemovedNotification(new s3n.SqsDestination(new sqs.Queue(stack, 'Q')));
      x.grantReadWrite(f);
      f.addEventSource(new sources.S3EventSource(x, { events: [s3.EventType.OBJECT_RESTORE_COMPLETED], filters: [{ prefix: 'p' }] }));`);
  });

  it('has rules, schedules and what they call', () => {
    agrees(`const f = inline('F', {});
      const q = new sqs.Queue(stack, 'Q');
      const bus = new events.EventBus(stack, 'Bus', { eventBusName: 'n' });
      const rule = new events.Rule(stack, 'R', { eventBus: bus, eventPattern: { source: ['a'], detailType: ['d'], detail: { x: [1] } }, description: 'x', enabled: false,
        targets: [new targets.LambdaFunction(f, { retryAttempts: 2, maxEventAge: Duration.minutes(5), deadLetterQueue: q, event: events.RuleTargetInput.fromObject({ a: 1 }) })] });
      rule.addTarget(new targets.SqsQueue(q, { messageGroupId: 'g' }));
      rule.addTarget(new targets.EventBus(bus));
      rule.addTarget(new targets.SnsTopic(new sns.Topic(stack, 'T')));
      new events.Rule(stack, 'C', { schedule: events.Schedule.cron({ minute: '0', hour: '4' }) }).addTarget(new targets.LambdaFunction(f.addAlias('live')));
      new events.Rule(stack, 'C2', { schedule: events.Schedule.rate(Duration.minutes(5)) });
      new events.Rule(stack, 'C3', { schedule: events.Schedule.rate(Duration.hours(24)) });
      new events.Rule(stack, 'C4', { schedule: events.Schedule.cron({ weekDay: 'MON', year: '2026' }) });
      new events.Rule(stack, 'P', { eventPattern: { source: events.Match.prefix('a'), account: events.Match.anythingBut('1'), detail: { k: events.Match.exists() } } });
      bus.grantPutEventsTo(f);`);
  });

  it('has event sources of another stack, under ids that end in hashes of what they read', () => {
    const { source, synthesized } = both(`const there = new cdk.Stack(app, 'There');
      const key = { partitionKey: { name: 'a', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE };
      const f = inline('F', {});
      for (const id of ['Table', 'Feed', 'Abc'])
        f.addEventSource(new sources.DynamoEventSource(new dynamodb.Table(there, id, key), { startingPosition: lambda.StartingPosition.LATEST }));`);
    const mappings = ({ type }: Resource): boolean => type === 'AWS::Lambda::EventSourceMapping';
    const pairs = pairsOf(source.resources, synthesized.resources);
    assert.deepEqual(
      synthesized.resources
        .filter(mappings)
        .map(({ key, id }) => `${id.replace(/[0-9A-F]{8}$/, '')} ${pairs.get(key)?.id ?? '?'}`),
      source.resources.filter(mappings).map(({ id }) => `${id} ${id}`),
    );
  });

  it('has Kafka topics that functions read', () => {
    agrees(`inline('F', {}).addEventSource(new sources.ManagedKafkaEventSource({ clusterArn: 'arn:aws:kafka:x', topic: 't', startingPosition: lambda.StartingPosition.TRIM_HORIZON, consumerGroupId: 'c' }));
      inline('G', {}).addEventSource(new sources.SelfManagedKafkaEventSource({ bootstrapServers: ['b:9092'], topic: 't', startingPosition: lambda.StartingPosition.LATEST,
        secret: new secretsmanager.Secret(stack, 'Sec'), authenticationMethod: sources.AuthenticationMethod.BASIC_AUTH, batchSize: 7 }));`);
  });

  it('has secrets, parameters, log groups, and who may read them', () => {
    agrees(`const s = new secretsmanager.Secret(stack, 'X', { generateSecretString: { excludePunctuation: true } });
      const p = new ssm.StringParameter(stack, 'P', { stringValue: 'a', parameterName: '/x/y' });
      const f = inline('F', { environment: { A: s.secretArn, B: p.parameterName, C: p.parameterArn } });
      s.grantRead(f);
      p.grantRead(f);
      new logs.LogGroup(stack, 'L', { retention: logs.RetentionDays.ONE_WEEK }).grantWrite(f);
      inline('G', { logGroup: new logs.LogGroup(stack, 'M', { retention: logs.RetentionDays.INFINITE }), loggingFormat: lambda.LoggingFormat.TEXT });`);
  });

  it('has roles and policies as they are written', () => {
    agrees(`const r = new iam.Role(stack, 'R', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('X')],
        inlinePolicies: { a: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] }) } });
      r.addToPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['a:b'], resources: ['x', 'y'], conditions: { StringEquals: { a: 'b' } } }));
      const f = inline('F', { role: r });
      f.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: ['*'] }));
      const late = new iam.PolicyStatement();
      late.addActions('q:r');
      late.addResources('*');
      inline('G', { initialPolicy: [late] }).grantInvoke(f);
      new iam.Policy(stack, 'P', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })], roles: [r] });`);
  });

  it('has L1 constructs, and what is changed of those below others', () => {
    agrees(`const r = new iam.CfnRole(stack, 'R', { assumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } });
      const f = new lambda.CfnFunction(stack, 'F', { runtime: 'nodejs22.x', handler: 'a.b', code: { s3Bucket: 'b', s3Key: 'k' }, role: r.attrArn, environment: { variables: { myKey: 'x' } }, tracingConfig: { mode: 'Active' } });
      f.addPropertyOverride('MemorySize', 512);
      f.timeout = 5;
      new sam.CfnFunction(stack, 'G', { codeUri: 's3://a/b', handler: 'a.b', runtime: 'python3.12', events: { Q: { type: 'SQS', properties: { queue: 'arn', batchSize: 2 } } } });
      new dynamodb.CfnTable(stack, 'T', { keySchema: [{ attributeName: 'a', keyType: 'HASH' }], sseSpecification: { sseEnabled: true } });
      new cdk.CfnResource(stack, 'X', { type: 'AWS::Foo::Bar', properties: { A: 1 } });
      const g = inline('H', {});
      g.node.defaultChild.addPropertyOverride('MemorySize', 1024);
      g.node.defaultChild.memorySize = 256;
      inline('I', { environment: { N: f.runtime } });
      g.node.defaultChild.addOverride('Properties.Environment.Variables.K', 'v');`);
  });

  it('has parameters of the stack as they are when nobody gives them', () => {
    agrees(`const text = new cdk.CfnParameter(stack, 'Text', { default: 'x' });
      const size = new cdk.CfnParameter(stack, 'Size', { type: 'Number', default: 512 });
      const layers = new cdk.CfnParameter(stack, 'Layers', { type: 'CommaDelimitedList', default: 'a, b' });
      const stored = new cdk.CfnParameter(stack, 'Stored', { type: 'AWS::SSM::Parameter::Value<String>', default: '/a/b' });
      inline('F', { memorySize: size.valueAsNumber, environment: { T: text.valueAsString, S: stored.valueAsString } });
      new cdk.CfnResource(stack, 'X', { type: 'AWS::Foo::Bar', properties: { A: layers.valueAsList } });`);
  });

  it('has the functions of Node.js whose runtime the library chooses', () => {
    const flag = '@aws-cdk/aws-lambda-nodejs:useLatestRuntimeVersion';
    const program = `new nodejs.NodejsFunction(stack, 'N', { entry: 'src/a.ts' });`;
    for (const settings of [{}, { [flag]: true }]) {
      const files = { 'src/a.ts': '', 'package-lock.json': '{}' };
      assert.deepEqual(
        disagreements(program, files, settings).map((line) => line.replace(/: .*/, '')),
        ['AWS::Lambda::Function S/N Runtime'],
      );
    }
  });

  it('has functions at the edge once, whatever region their stack is in', () => {
    const { source, synthesized } =
      both(`const web = new cdk.Stack(app, 'Web', { env: { region: 'eu-west-1', account: '123456789012' } });
      const near = new cdk.Stack(app, 'Near', { env: { region: 'us-east-1', account: '123456789012' } });
      for (const scope of [web, near])
        new cloudfront.experimental.EdgeFunction(scope, scope.node.id + 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'a.b', code: lambda.Code.fromInline('x') }).currentVersion;`);
    const pairs = pairsOf(source.resources, synthesized.resources);
    const paired = [...pairs].map(([theirs, { id }]) => [theirs.replace(/^.*#|[0-9a-f]{20,}|\/Resource$/g, ''), id]);
    assert.deepEqual(Object.fromEntries(paired), {
      'edge-lambda-stack-/WebFn': 'Web/WebFn/Fn',
      'edge-lambda-stack-/WebFn/ServiceRole': 'Web/WebFn/Fn/ServiceRole',
      'edge-lambda-stack-/WebFn/CurrentVersion': 'Web/WebFn/Fn/CurrentVersion',
      'Near/NearFn/Fn': 'Near/NearFn/Fn',
      'Near/NearFn/Fn/ServiceRole': 'Near/NearFn/Fn/ServiceRole',
      'Near/NearFn/Fn/CurrentVersion': 'Near/NearFn/Fn/CurrentVersion',
    });
  });

  it('has what is decided at deployment as it stands in the template', () => {
    agrees(`inline('F', { environment: { R: stack.region, A: cdk.Aws.ACCOUNT_ID, J: cdk.Fn.join('-', ['a', stack.region]), S: cdk.Fn.sub('x-\${AWS::Region}-y'),
        N: stack.stackName, ARN: stack.formatArn({ service: 's3', resource: 'b', region: '', account: '' }), T: String(Duration.minutes(2).toSeconds()) } });
      inline('P', { environment: { P: new cdk.CfnParameter(stack, 'Par', { type: 'String' }).valueAsString } });
      const here = new cdk.Stack(app, 'Here', { env: { region: 'eu-west-1', account: '123456789012' } });
      new lambda.Function(here, 'G', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'a.b', code: lambda.Code.fromInline('x'), environment: { R: here.region, A: here.account } });`);
  });
});

describe('what the source of a CDK app says that a template does not', function () {
  this.timeout(60_000);

  it('has the code of a function where it lies in the workspace', () => {
    const { source } = both(
      `new lambda.Function(stack, 'A', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(path.join(__dirname, 'fn')) });
      new lambda.Function(stack, 'B', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: new lambda.AssetCode('fn') });
      new nodejs.NodejsFunction(stack, 'C', { entry: 'src/a.ts', runtime: lambda.Runtime.NODEJS_22_X });
      new nodejs.NodejsFunction(stack, 'D', { entry: path.join(__dirname, 'src/a.ts'), handler: 'run', runtime: lambda.Runtime.NODEJS_22_X });
      new lambda.DockerImageFunction(stack, 'E', { code: lambda.DockerImageCode.fromImageAsset('img') });
      inline('F', {});`,
      { 'fn/index.js': '', 'src/a.ts': '', 'img/Dockerfile': '', 'package-lock.json': '{}' },
    );
    const described = source.resources
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ id, asset }) => {
        if (asset?.kind === 'entry')
          return `${id} ${asset.path.known ? asset.path.value : '?'}#${asset.symbol.known ? asset.symbol.value : '?'}`;
        if (asset?.kind === 'path') return `${id} ${asset.path.known ? asset.path.value : '?'}`;
        if (asset?.kind === 'image') return `${id} image ${asset.directory.known ? asset.directory.value : '?'}`;
        return `${id} ${asset?.kind ?? 'none'}`;
      });
    assert.deepEqual(described, [
      'S/A fn',
      'S/B fn',
      'S/C src/a.ts#handler',
      'S/D src/a.ts#run',
      'S/E image img',
      'S/F inline',
    ]);
  });

  it('has each value where it is written, and says when others may share it', () => {
    const { source, text } = both(`const seconds = 7;
      const shared = { memorySize: 640 };
      inline('F', { ...shared });
      new lambda.Function(stack, 'G', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
        ...shared, timeout: Duration.seconds(seconds), tracing: lambda.Tracing.ACTIVE, deadLetterQueueEnabled: true });`);
    const fn = resourceIn(source.resources, 'S/G');
    const place = (...keys: readonly string[]): string => {
      const value = valueAt(fn.properties, ...keys);
      assert.ok(value);
      const known = scalarOf(value);
      return `${known.known ? String(known.value) : value.kind} ${value.from}: ${text.slice(value.at.start, value.at.end).slice(0, 30)}`;
    };
    assert.equal(place('MemorySize'), '640 variable: 640');
    assert.equal(place('TracingConfig', 'Mode'), 'Active resource: lambda.Tracing.ACTIVE');
    assert.equal(place('Runtime'), 'nodejs22.x resource: lambda.Runtime.NODEJS_22_X');
    assert.match(place('Timeout'), /^7 (resource|variable): /);
    assert.match(place('DeadLetterConfig', 'TargetArn'), /^reference /);
    const deadLetters = resourceIn(source.resources, 'S/G/DeadLetterQueue');
    assert.equal(valueAt(deadLetters.properties, 'MessageRetentionPeriod')?.from, 'default');
  });

  it('has the function behind a custom resource as what it calls', () => {
    const { source } = both(`const f = inline('F', {});
      const provider = new customResources.Provider(stack, 'P', { onEventHandler: f });
      new cdk.CustomResource(stack, 'C', { serviceToken: provider.serviceToken });`);
    const token = valueAt(resourceIn(source.resources, 'S/C/Default').properties, 'ServiceToken');
    assert.ok(token?.kind === 'reference');
    assert.equal(token.to, resourceIn(source.resources, 'S/F').key);
  });
});
