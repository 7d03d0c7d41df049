import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { removeConstructProperty, setConstructProperty } from '../../src/cdk/edit.ts';
import { cdkApps, declareApp } from '../../src/cdk/app.ts';
import { applyEdits } from '../../src/core/span.ts';
import type { NewValue } from '../../src/core/value.ts';
import { createFrontends, languageOf } from '../../src/languages/frontends.ts';
import { asset } from '../project.ts';

const frontends = createFrontends({ asset });

interface Change {
  readonly type: string;
  readonly path: string;
  /** Undefined: it is removed. */
  readonly value?: NewValue;
}

/** The source after a property of its only resource of a type was changed. */
async function after(path: string, source: string, { type, path: keys, value }: Change): Promise<string> {
  await frontends.load(new Set(['typescript', 'python']));
  const language = languageOf(path);
  const frontend = language && frontends.of(language);
  assert.ok(frontend);
  const tree = frontend.lower(path, source);
  const search = {
    read: (it: string) => (it === path ? source : undefined),
    exists: (it: string) => it === path || it === 'code',
    tree: (it: string) => (it === path ? tree : undefined),
  };
  const [app] = cdkApps([path], search).apps;
  assert.ok(app);
  const found = declareApp(app, search).resources.filter((it) => it.type === type);
  const [resource, ...others] = found;
  assert.ok(resource, `there is no ${type}`);
  assert.deepEqual(others, []);
  assert.ok(resource.origin.kind === 'cdk');
  const edits =
    value === undefined
      ? removeConstructProperty({ frontend, tree }, resource.origin, keys.split('.'))
      : setConstructProperty({ frontend, tree }, resource.origin, keys.split('.'), value);
  return edits.known ? (applyEdits(source, edits.value) ?? 'they overlap') : `refused: ${edits.why}`;
}

const typescript = (imports: string, code: string): string =>
  `import { App, Stack, Duration } from 'aws-cdk-lib';\n${imports}\nconst app = new App();\nconst stack = new Stack(app, 'Orders');\n${code}\n`;

const python = (imports: string, code: string): string =>
  `from aws_cdk import App, Stack, Duration\n${imports}\napp = App()\nstack = Stack(app, "Orders")\n${code}\n`;

const lambdaImport = "import * as lambda from 'aws-cdk-lib/aws-lambda';";
const fn = 'AWS::Lambda::Function';
const asFunction = (props: string) =>
  `new lambda.Function(stack, 'F', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromAsset('code')${props} });`;
const pythonLambda = 'from aws_cdk import aws_lambda as _lambda';
const asPythonFunction = (props: string) =>
  `_lambda.Function(stack, "F", runtime=_lambda.Runtime.PYTHON_3_13, handler="i.h", code=_lambda.Code.from_asset("code")${props})`;

/** What is written in the place of `from`, the rest being as it was. */
const written: readonly (readonly [
  title: string,
  change: Change,
  path: string,
  source: string,
  from: string,
  to: string,
])[] = [
  [
    'an amount of time',
    { type: fn, path: 'Timeout', value: 30 },
    'app.ts',
    typescript(lambdaImport, asFunction(', timeout: Duration.seconds(3)')),
    'Duration.seconds(3)',
    'Duration.seconds(30)',
  ],
  [
    'an amount of storage, whose class is imported besides',
    { type: fn, path: 'EphemeralStorage.Size', value: 1024 },
    'app.ts',
    typescript(lambdaImport, asFunction('')),
    "Duration } from 'aws-cdk-lib';\n",
    "Duration, Size } from 'aws-cdk-lib';\n",
  ],
  [
    'the only item of a list as the member of a class',
    { type: fn, path: 'Architectures', value: ['arm64'] },
    'app.ts',
    typescript(lambdaImport, asFunction('')),
    "fromAsset('code') }",
    "fromAsset('code'), architecture: lambda.Architecture.ARM_64 }",
  ],
  [
    'a runtime',
    { type: fn, path: 'Runtime', value: 'nodejs24.x' },
    'app.ts',
    typescript(lambdaImport, asFunction('')),
    'NODEJS_22_X',
    'NODEJS_24_X',
  ],
  [
    'a variable of the environment beside others',
    { type: fn, path: 'Environment.Variables.LEVEL', value: 'info' },
    'app.ts',
    typescript(lambdaImport, asFunction(", environment: { TABLE: 't' }")),
    "TABLE: 't' }",
    "TABLE: 't', LEVEL: 'info' }",
  ],
  [
    'the format of logs in Python',
    { type: fn, path: 'LoggingConfig.LogFormat', value: 'JSON' },
    'app.py',
    python(pythonLambda, asPythonFunction('')),
    'from_asset("code"))',
    'from_asset("code"), logging_format=_lambda.LoggingFormat.JSON)',
  ],
  [
    'a variable of the environment in Python, where there is none',
    { type: fn, path: 'Environment.Variables.LEVEL', value: 'info' },
    'app.py',
    python(pythonLambda, asPythonFunction('')),
    'from_asset("code"))',
    'from_asset("code"), environment={"LEVEL": "info"})',
  ],
  [
    'the props of a queue that has none',
    { type: 'AWS::SQS::Queue', path: 'VisibilityTimeout', value: 60 },
    'app.ts',
    typescript("import { Queue } from 'aws-cdk-lib/aws-sqs';", "new Queue(stack, 'Q');"),
    "'Q')",
    "'Q', { visibilityTimeout: Duration.seconds(60) })",
  ],
  [
    'the billing of a table, whose class is imported by name',
    { type: 'AWS::DynamoDB::Table', path: 'BillingMode', value: 'PAY_PER_REQUEST' },
    'app.ts',
    typescript(
      "import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';",
      "new Table(stack, 'T', { partitionKey: { name: 'id', type: AttributeType.STRING }, billingMode: BillingMode.PROVISIONED });",
    ),
    'BillingMode.PROVISIONED',
    'BillingMode.PAY_PER_REQUEST',
  ],
  [
    'the stage of an API, in its own options',
    { type: 'AWS::ApiGateway::Stage', path: 'TracingEnabled', value: true },
    'app.ts',
    typescript(
      "import * as apigateway from 'aws-cdk-lib/aws-apigateway';",
      "const api = new apigateway.RestApi(stack, 'A', { restApiName: 'a' });\napi.root.addMethod('GET');",
    ),
    "restApiName: 'a' }",
    "restApiName: 'a', deployOptions: { tracingEnabled: true } }",
  ],
  [
    'the stage of an API in Python, in a class that is made for it',
    { type: 'AWS::ApiGateway::Stage', path: 'TracingEnabled', value: true },
    'app.py',
    python(
      'from aws_cdk import aws_apigateway as apigateway',
      'api = apigateway.RestApi(stack, "A", rest_api_name="a")\napi.root.add_method("GET")',
    ),
    'rest_api_name="a")',
    'rest_api_name="a", deploy_options=apigateway.StageOptions(tracing_enabled=True))',
  ],
  [
    'the stage of an API in Python, into the class that is there',
    { type: 'AWS::ApiGateway::Stage', path: 'TracingEnabled', value: true },
    'app.py',
    python(
      'from aws_cdk import aws_apigateway as apigateway',
      'api = apigateway.RestApi(stack, "A", deploy_options=apigateway.StageOptions(stage_name="v1"))\napi.root.add_method("GET")',
    ),
    'stage_name="v1")',
    'stage_name="v1", tracing_enabled=True)',
  ],
  [
    'the smallest size that an API compresses',
    { type: 'AWS::ApiGateway::RestApi', path: 'MinimumCompressionSize', value: 1024 },
    'app.ts',
    typescript(
      "import * as cdk from 'aws-cdk-lib';\nimport * as apigateway from 'aws-cdk-lib/aws-apigateway';",
      "cdk.Tags.of(app).add('a', 'b');\nnew apigateway.RestApi(stack, 'A', {\n  restApiName: 'a',\n}).root.addMethod('GET');",
    ),
    "restApiName: 'a',\n",
    "restApiName: 'a',\n  minCompressionSize: cdk.Size.bytes(1024),\n",
  ],
  [
    'any property of an L1 construct',
    { type: 'AWS::DynamoDB::Table', path: 'ProvisionedThroughput.ReadCapacityUnits', value: 5 },
    'app.ts',
    typescript(
      "import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';",
      "new CfnTable(stack, 'T', { keySchema: [], attributeDefinitions: [] });",
    ),
    'attributeDefinitions: [] }',
    'attributeDefinitions: [], provisionedThroughput: { readCapacityUnits: 5 } }',
  ],
];

const removed: typeof written = [
  [
    'with its line and the comment behind it',
    { type: fn, path: 'MemorySize' },
    'app.ts',
    typescript(
      lambdaImport,
      asFunction(',\n  // Why it is so.\n  memorySize: 512, // MB\n  timeout: Duration.seconds(3),\n'),
    ),
    '  memorySize: 512, // MB\n',
    '',
  ],
  [
    'with the object that it is alone in',
    { type: fn, path: 'Environment.Variables.LEVEL' },
    'app.ts',
    typescript(lambdaImport, asFunction(", environment: { LEVEL: 'info' }, memorySize: 512")),
    ", environment: { LEVEL: 'info' }",
    '',
  ],
  [
    'in Python',
    { type: fn, path: 'MemorySize' },
    'app.py',
    python(pythonLambda, asPythonFunction(', memory_size=512, timeout=Duration.seconds(3)')),
    ', memory_size=512',
    '',
  ],
];

const refused: readonly (readonly [title: string, change: Change, path: string, source: string, why: string])[] = [
  [
    'that a condition decides',
    { type: fn, path: 'MemorySize', value: 1024 },
    'app.ts',
    typescript(lambdaImport, asFunction(", memorySize: app.node.tryGetContext('big') ? 512 : 256")),
    "refused: `memorySize` is decided by `app.node.tryGetContext('big') ? 512 : 2…`",
  ],
  [
    'that may be in what is spread there',
    { type: fn, path: 'Environment.Variables.LEVEL', value: 'info' },
    'app.ts',
    typescript(`${lambdaImport}\nconst common = { environment: { TABLE: 't' } };`, asFunction(', ...common')),
    'refused: `common`, which is spread there, may have `environment`',
  ],
  [
    'that what is spread behind it may set as well',
    { type: fn, path: 'MemorySize', value: 1024 },
    'app.ts',
    typescript(`${lambdaImport}\nconst common = { memorySize: 512 };`, asFunction(', memorySize: 256, ...common')),
    'refused: `common`, which is spread behind it, may set it as well',
  ],
  [
    'that nobody knows a word for',
    { type: fn, path: 'Unheard.Of', value: 1 },
    'app.ts',
    typescript(lambdaImport, asFunction('')),
    'refused: how `Unheard.Of` is written for `aws-lambda.Function` is not known',
  ],
  [
    'whose value has no name in the library',
    { type: fn, path: 'Tracing', value: 'Sometimes' },
    'app.ts',
    typescript(lambdaImport, asFunction('')),
    'refused: `"Sometimes"` has no name in the construct library',
  ],
  [
    'whose class is imported by a name that the file uses for something else',
    { type: fn, path: 'Timeout', value: 3 },
    'app.ts',
    typescript(lambdaImport, `const Size = 1;\n${asFunction('')}`)
      .replace(', Duration', '')
      .replace('Size = 1', 'Duration = 1'),
    'refused: the file already uses the name `Duration`',
  ],
  [
    'that is removed where it is not written',
    { type: fn, path: 'MemorySize' },
    'app.ts',
    typescript(lambdaImport, asFunction('')),
    'refused: it is not written at the construct',
  ],
];

const withStorage = (source: string): string =>
  source.replace("fromAsset('code') }", "fromAsset('code'), ephemeralStorageSize: Size.mebibytes(1024) }");

describe('a property of a construct', () => {
  for (const [title, change, path, source, from, to] of written)
    it(`can be set: ${title}`, async () => {
      const [result, expected] = [await after(path, source, change), source.replace(from, to)];
      assert.equal(result, title.endsWith('besides') ? withStorage(expected) : expected);
    });
  for (const [title, change, path, source, from, to] of removed)
    it(`can be removed ${title}`, async () =>
      assert.equal(await after(path, source, change), source.replace(from, to)));
  for (const [title, change, path, source, why] of refused)
    it(`is left as it is ${title}`, async () => assert.equal(await after(path, source, change), why));
});
