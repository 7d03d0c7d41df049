/**
 * Three CDK apps: in TypeScript with constructs of many kinds, in JavaScript with L1 and loops, in Python.
 * Synth of Python needs half a gigabyte of packages beside Python itself,
 * so it is its twin in JavaScript that is synthesized; by hand, both gave the same template (aws-cdk-lib 2.275.0 of PyPI).
 */

export const typescriptApp = `
//- shop/cdk.json
{ "app": "npx tsx bin/shop.ts" }
//- shop/bin/shop.ts
import * as cdk from 'aws-cdk-lib';
import { OrdersStack } from '../lib/orders-stack';
import { StreamsStack } from '../lib/streams-stack';

const app = new cdk.App();
const orders = new OrdersStack(app, 'Orders', { stageName: 'test' });
new StreamsStack(app, 'Streams', { table: orders.table });
//- shop/lib/defaults.ts
import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

export const MEMORY = { small: 256, large: 1769 };

export const shared = {
  runtime: lambda.Runtime.NODEJS_22_X,
  architecture: lambda.Architecture.ARM_64,
  timeout: Duration.seconds(10),
  tracing: lambda.Tracing.ACTIVE,
};
//- shop/lib/service-function.ts
import * as path from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { MEMORY, shared } from './defaults';

export interface ServiceFunctionProps {
  readonly directory: string;
  readonly memorySize?: number;
  readonly environment?: Record<string, string>;
}

export class ServiceFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id, {
      ...shared,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'functions', props.directory)),
      memorySize: props.memorySize ?? MEMORY.small,
      environment: { LOG_LEVEL: 'info', ...props.environment },
    });
  }
}
//- shop/lib/orders-stack.ts
import * as path from 'path';
import { Duration, RemovalPolicy, Size, Stack, StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { MEMORY } from './defaults';
import { ServiceFunction } from './service-function';

interface OrdersStackProps extends StackProps {
  stageName: string;
}

export class OrdersStack extends Stack {
  public readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, props);

    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'byCustomer',
      partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING },
    });

    const deadLetters = new sqs.Queue(this, 'DeadLetters');
    const queue = new sqs.Queue(this, 'Queue', {
      visibilityTimeout: Duration.minutes(1),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
    });

    const create = new ServiceFunction(this, 'Create', {
      directory: 'create',
      memorySize: MEMORY.large,
      environment: { TABLE: this.table.tableName, STAGE: props.stageName },
    });
    this.table.grantReadWriteData(create);
    const live = create.addAlias('live', { provisionedConcurrentExecutions: 2 });

    const consume = new lambda.Function(this, 'Consume', {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: 'app.handler',
      code: lambda.Code.fromAsset('functions/consume'),
      memorySize: 512,
      timeout: Duration.seconds(30),
      ephemeralStorageSize: Size.mebibytes(1024),
      reservedConcurrentExecutions: 5,
      environment: { QUEUE_URL: queue.queueUrl },
    });
    consume.addEnvironment('TABLE', this.table.tableName);
    consume.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 5,
        maxBatchingWindow: Duration.seconds(20),
        reportBatchItemFailures: true,
        maxConcurrency: 4,
      }),
    );

    for (const [name, memorySize] of [
      ['List', 128],
      ['Get', 192],
    ] as const) {
      new NodejsFunction(this, name, {
        entry: path.join(__dirname, \`../functions/\${name.toLowerCase()}.ts\`),
        runtime: lambda.Runtime.NODEJS_20_X,
        memorySize,
      });
    }

    new lambda.Function(this, 'Inline', {
      runtime: lambda.Runtime.NODEJS_LATEST,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => 1;'),
    });

    new lambda.DockerImageFunction(this, 'Report', {
      code: lambda.DockerImageCode.fromImageAsset(path.join(__dirname, '../functions/report')),
      memorySize: 3008,
    });

    const api = new apigateway.RestApi(this, 'Api', { minCompressionSize: Size.kibibytes(1) });
    const resource = api.root.addResource('orders');
    resource.addMethod('POST', new apigateway.LambdaIntegration(live));
    resource.addMethod('GET', new apigateway.LambdaIntegration(consume));

    const http = new HttpApi(this, 'Http');
    http.addRoutes({
      path: '/orders/{id}',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('GetOrder', create),
    });

    new events.Rule(this, 'Nightly', {
      schedule: events.Schedule.rate(Duration.days(1)),
      targets: [new targets.LambdaFunction(consume)],
    });

    const topic = new sns.Topic(this, 'Topic');
    topic.addSubscription(new subscriptions.LambdaSubscription(create));

    const definition = new tasks.LambdaInvoke(this, 'Invoke', { lambdaFunction: create });
    new sfn.StateMachine(this, 'Flow', {
      definitionBody: sfn.DefinitionBody.fromChainable(definition),
      stateMachineType: sfn.StateMachineType.EXPRESS,
      tracingEnabled: true,
    });
  }
}
//- shop/lib/streams-stack.ts
import { Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Code, Function, LayerVersion, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, KinesisEventSource, S3EventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export class StreamsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { table: dynamodb.Table }) {
    super(scope, id, props);
    const stream = new Stream(this, 'Stream', { shardCount: 2, streamMode: StreamMode.PROVISIONED });
    const layer = new LayerVersion(this, 'Layer', { code: Code.fromAsset('layer') });
    const fn = new Function(this, 'Fn', {
      runtime: Runtime.PYTHON_3_12,
      handler: 'app.handler',
      code: Code.fromAsset('functions/consume'),
      layers: [layer],
    });
    fn.addEventSource(
      new KinesisEventSource(stream, { startingPosition: StartingPosition.LATEST, batchSize: 200, parallelizationFactor: 2 }),
    );
    fn.addEventSource(new DynamoEventSource(props.table, { startingPosition: StartingPosition.TRIM_HORIZON, retryAttempts: 2 }));
    const bucket = new Bucket(this, 'Bucket');
    fn.addEventSource(new S3EventSource(bucket, { events: [EventType.OBJECT_CREATED] }));
  }
}
//- shop/functions/create/index.js
exports.handler = async () => 'create';
//- shop/functions/consume/app.py
def handler(event, context):
    return 1
//- shop/functions/list.ts
export const handler = async () => 'list';
//- shop/functions/get.ts
export const handler = async () => 'get';
//- shop/functions/report/Dockerfile
FROM public.ecr.aws/lambda/nodejs:22
//- shop/layer/nodejs/x.txt
x
//- shop/package-lock.json
{}
`;

export const javascriptApp = `
//- jobs/cdk.json
{ "app": "node app.js" }
//- jobs/app.js
const { App, Stack, CfnOutput, Fn } = require('aws-cdk-lib');
const { CfnFunction, CfnEventSourceMapping, CfnAlias, CfnVersion } = require('aws-cdk-lib/aws-lambda');
const { CfnRole } = require('aws-cdk-lib/aws-iam');
const { CfnQueue } = require('aws-cdk-lib/aws-sqs');
const { CfnTable } = require('aws-cdk-lib/aws-dynamodb');
const lambda = require('aws-cdk-lib/aws-lambda');

const jobs = [
  { name: 'Import', memory: 1024, timeout: 60 },
  { name: 'Export', memory: 512, timeout: 30, tracing: true },
];

class JobsStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
    });
    const table = new CfnTable(this, 'Table', {
      billingMode: 'PAY_PER_REQUEST',
      attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    });
    jobs.forEach(({ name, memory, timeout, tracing }) => {
      const queue = new CfnQueue(this, \`\${name}Queue\`, { visibilityTimeout: timeout * 6 });
      const fn = new CfnFunction(this, name, {
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        code: { s3Bucket: 'artifacts', s3Key: \`\${name.toLowerCase()}.zip\` },
        role: role.attrArn,
        memorySize: memory,
        timeout,
        tracingConfig: { mode: tracing ? 'Active' : 'PassThrough' },
        environment: { variables: { TABLE: table.ref, QUEUE: queue.ref } },
        snapStart: { applyOn: 'None' },
      });
      new CfnEventSourceMapping(this, \`\${name}Source\`, {
        functionName: fn.ref,
        eventSourceArn: queue.attrArn,
        batchSize: 10,
      });
      if (tracing) {
        const version = new CfnVersion(this, \`\${name}Version\`, { functionName: fn.ref });
        new CfnAlias(this, \`\${name}Alias\`, {
          name: 'live',
          functionName: fn.ref,
          functionVersion: version.attrVersion,
          provisionedConcurrencyConfig: { provisionedConcurrentExecutions: 1 },
        });
      }
    });
    for (let index = 0; index < 3; index++) {
      new lambda.Function(this, 'Worker' + index, {
        runtime: lambda.Runtime.PYTHON_3_12,
        handler: 'worker.run',
        code: lambda.Code.fromAsset('worker'),
        memorySize: 128 * (index + 1),
        description: \`Worker \${index}\`,
      });
    }
  }
}

const app = new App();
new JobsStack(app, 'Jobs');
//- jobs/worker/worker.py
def run(event, context):
    return 1
`;

export const pythonApp = `
//- stats/cdk.json
{ "app": "python3 app.py" }
//- stats/app.py
import aws_cdk as cdk
from stats.stats_stack import StatsStack

app = cdk.App()
StatsStack(app, "Stats", memory=384)
app.synth()
//- stats/stats/__init__.py
//- stats/stats/stats_stack.py
from aws_cdk import Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as _lambda
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

NAMES = ["hourly", "daily"]


class StatsStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, memory: int, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        table = dynamodb.Table(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
        )
        queue = sqs.Queue(self, "Queue", visibility_timeout=Duration.seconds(90))

        ingest = _lambda.Function(
            self,
            "Ingest",
            runtime=_lambda.Runtime.PYTHON_3_12,
            handler="ingest.handler",
            code=_lambda.Code.from_asset("functions"),
            memory_size=memory,
            timeout=Duration.seconds(15),
            tracing=_lambda.Tracing.ACTIVE,
            environment={"TABLE": table.table_name},
        )
        table.grant_write_data(ingest)
        ingest.add_event_source(sources.SqsEventSource(queue, batch_size=20, max_batching_window=Duration.seconds(5)))

        self.make_reports(table)

        api = apigateway.LambdaRestApi(self, "Api", handler=ingest, proxy=False)
        api.root.add_resource("stats").add_method("GET")

    def make_reports(self, table: dynamodb.Table) -> None:
        for index, name in enumerate(NAMES):
            fn = _lambda.Function(
                self,
                f"{name.capitalize()}Report",
                runtime=_lambda.Runtime.PYTHON_3_13,
                handler=f"{name}.handler",
                code=_lambda.Code.from_asset("functions"),
                memory_size=256 if index == 0 else 1024,
                architecture=_lambda.Architecture.ARM_64,
            )
            fn.add_environment("TABLE", table.table_name)
            events.Rule(
                self,
                f"{name}Rule",
                schedule=events.Schedule.rate(Duration.hours(1 if name == "hourly" else 24)),
                targets=[targets.LambdaFunction(fn)],
            )
//- stats/functions/ingest.py
def handler(event, context):
    return 1
//- stats/functions/hourly.py
def handler(event, context):
    return 2
//- stats/functions/daily.py
def handler(event, context):
    return 3
`;

export const pythonTwin = `
//- stats/app.js
const { App, Duration, Stack } = require('aws-cdk-lib');
const apigateway = require('aws-cdk-lib/aws-apigateway');
const dynamodb = require('aws-cdk-lib/aws-dynamodb');
const events = require('aws-cdk-lib/aws-events');
const targets = require('aws-cdk-lib/aws-events-targets');
const lambda = require('aws-cdk-lib/aws-lambda');
const sources = require('aws-cdk-lib/aws-lambda-event-sources');
const sqs = require('aws-cdk-lib/aws-sqs');

const stack = new Stack(new App(), 'Stats');
const table = new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
});
const queue = new sqs.Queue(stack, 'Queue', { visibilityTimeout: Duration.seconds(90) });

const ingest = new lambda.Function(stack, 'Ingest', {
  runtime: lambda.Runtime.PYTHON_3_12,
  handler: 'ingest.handler',
  code: lambda.Code.fromAsset('functions'),
  memorySize: 384,
  timeout: Duration.seconds(15),
  tracing: lambda.Tracing.ACTIVE,
  environment: { TABLE: table.tableName },
});
table.grantWriteData(ingest);
ingest.addEventSource(new sources.SqsEventSource(queue, { batchSize: 20, maxBatchingWindow: Duration.seconds(5) }));

const reports = [
  ['hourly', 'Hourly', 256, 1],
  ['daily', 'Daily', 1024, 24],
];
for (const [name, title, memorySize, hours] of reports) {
  const fn = new lambda.Function(stack, title + 'Report', {
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: name + '.handler',
    code: lambda.Code.fromAsset('functions'),
    memorySize,
    architecture: lambda.Architecture.ARM_64,
  });
  fn.addEnvironment('TABLE', table.tableName);
  new events.Rule(stack, name + 'Rule', {
    schedule: events.Schedule.rate(Duration.hours(hours)),
    targets: [new targets.LambdaFunction(fn)],
  });
}

const api = new apigateway.LambdaRestApi(stack, 'Api', { handler: ingest, proxy: false });
api.root.addResource('stats').addMethod('GET');
//- stats/functions/ingest.py
def handler(event, context):
    return 1
//- stats/functions/hourly.py
def handler(event, context):
    return 2
//- stats/functions/daily.py
def handler(event, context):
    return 3
`;
