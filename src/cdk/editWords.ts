/** How CloudFormation's properties are called by constructs. */
import { propertyName } from './constructs/l1.ts';

/** One step from a construct's props to a value. */
export interface Step {
  /** In TypeScript's words; a key of the user's own when `free`. */
  readonly name: string;
  readonly free: boolean;
  /** The class that Python writes around what is below: `aws-apigateway.StageOptions`, `.TracingConfigProperty` of the construct's own. */
  readonly struct?: string;
}

export interface Property {
  readonly steps: readonly Step[];
  readonly spelling: Spelling;
}

export type Spelling =
  | { readonly kind: 'plain' }
  /** A member of an enum, or of a class that is used like one: `aws-lambda.Tracing`. `list`: CloudFormation has a list of them, and so has the construct, or it takes one. */
  | { readonly kind: 'member'; readonly owner: string; readonly list?: 'list' | 'one' }
  /** `core.Duration.seconds` */
  | { readonly kind: 'measure'; readonly name: string }
  /** True when CloudFormation's list has this word. */
  | { readonly kind: 'flag'; readonly word: string };

/**
 * CloudFormation's path, the prop, and how its value is written: `=` as it is, `#` in an amount, `:` by a member;
 * `[]` for a list of members, `[0]` for the only one; `?` for whether a list has a word. `(…)` is the class of Python's struct, `*` a key of the user's.
 */
const functionProps = `
  MemorySize memorySize =
  Timeout timeout #core.Duration.seconds
  ReservedConcurrentExecutions reservedConcurrentExecutions =
  EphemeralStorage.Size ephemeralStorageSize #core.Size.mebibytes
  Tracing tracing :aws-lambda.Tracing
  TracingConfig.Mode tracing :aws-lambda.Tracing
  Architectures architecture [0]aws-lambda.Architecture
  Runtime runtime :aws-lambda.Runtime
  Handler handler =
  Description description =
  FunctionName functionName =
  Environment.Variables.* environment.* =
  LoggingConfig.LogFormat loggingFormat :aws-lambda.LoggingFormat
  LoggingConfig.ApplicationLogLevel applicationLogLevelV2 :aws-lambda.ApplicationLogLevel
  LoggingConfig.SystemLogLevel systemLogLevelV2 :aws-lambda.SystemLogLevel
`;

const stageOptions = `
  MinimumCompressionSize minCompressionSize #core.Size.bytes
  EndpointConfiguration.Types endpointTypes []aws-apigateway.EndpointType
`;

const sourceProps = `
  BatchSize batchSize =
  MaximumBatchingWindowInSeconds maxBatchingWindow #core.Duration.seconds
  Enabled enabled =
  FunctionResponseTypes reportBatchItemFailures ?ReportBatchItemFailures
`;

const streamProps = `${sourceProps}
  ParallelizationFactor parallelizationFactor =
  BisectBatchOnFunctionError bisectBatchOnError =
  MaximumRetryAttempts retryAttempts =
  MaximumRecordAgeInSeconds maxRecordAge #core.Duration.seconds
  TumblingWindowInSeconds tumblingWindow #core.Duration.seconds
`;

const tables: Readonly<Partial<Record<string, string>>> = {
  'aws-lambda.Function': functionProps,
  'aws-lambda.DockerImageFunction': functionProps,
  'aws-lambda.SingletonFunction': functionProps,
  'aws-lambda-nodejs.NodejsFunction': functionProps,
  'aws-lambda-python.PythonFunction': functionProps,
  'aws-lambda-python-alpha.PythonFunction': functionProps,
  'aws-lambda-go.GoFunction': functionProps,
  'aws-lambda-go-alpha.GoFunction': functionProps,
  'aws-lambda.Alias': `
    ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions provisionedConcurrentExecutions =`,
  'aws-lambda.EventSourceMapping': streamProps,
  'aws-lambda-event-sources.SqsEventSource': `${sourceProps}
    ScalingConfig.MaximumConcurrency maxConcurrency =`,
  'aws-lambda-event-sources.KinesisEventSource': streamProps,
  'aws-lambda-event-sources.DynamoEventSource': streamProps,
  'aws-sqs.Queue': `
    VisibilityTimeout visibilityTimeout #core.Duration.seconds
    ReceiveMessageWaitTimeSeconds receiveMessageWaitTime #core.Duration.seconds
    MessageRetentionPeriod retentionPeriod #core.Duration.seconds`,
  'aws-apigateway.RestApi': stageOptions,
  'aws-apigateway.LambdaRestApi': stageOptions,
  'aws-apigateway.SpecRestApi': stageOptions,
  'aws-apigateway.Stage': `
    CacheClusterEnabled cacheClusterEnabled =
    TracingEnabled tracingEnabled =`,
  'aws-dynamodb.Table': `
    BillingMode billingMode :aws-dynamodb.BillingMode
    ProvisionedThroughput.ReadCapacityUnits readCapacity =
    ProvisionedThroughput.WriteCapacityUnits writeCapacity =`,
  'aws-kinesis.Stream': `
    ShardCount shardCount =
    StreamModeDetails.StreamMode streamMode :aws-kinesis.StreamMode`,
  'aws-stepfunctions.StateMachine': `
    StateMachineType stateMachineType :aws-stepfunctions.StateMachineType
    TracingConfiguration.Enabled tracingEnabled =`,
};

/** Settings of the stage that a REST API makes for itself. */
const deployOptions: Readonly<Partial<Record<string, string>>> = {
  CacheClusterEnabled: 'cacheClusterEnabled',
  TracingEnabled: 'tracingEnabled',
};

const restApis: ReadonlySet<string> = new Set([
  'aws-apigateway.RestApi',
  'aws-apigateway.LambdaRestApi',
  'aws-apigateway.SpecRestApi',
]);

/** `construct`: the class that the source names, whose props these are; `path` in CloudFormation's words, of functions in SAM's as well. */
export function propertyFor(construct: string, path: readonly string[]): Property | undefined {
  const [first = '', ...more] = path;
  if (/\.Cfn[A-Z]/.test(construct)) return ofL1(construct, path);
  const option = restApis.has(construct) && more.length === 0 ? deployOptions[first] : undefined;
  if (option !== undefined) {
    const outer: Step = { name: 'deployOptions', free: false, struct: 'aws-apigateway.StageOptions' };
    return { steps: [outer, { name: option, free: false }], spelling: { kind: 'plain' } };
  }
  for (const line of (tables[construct] ?? '').trim().split(/\n\s*/)) {
    const [words = '', prop = '', how = ''] = line.split(' ');
    const keys = words.split('.');
    if (keys.length !== path.length || !keys.every((key, index) => key === '*' || key === path[index])) continue;
    const own = path[keys.indexOf('*')];
    const steps = prop
      .split('.')
      .map((name): Step => (name === '*' ? { name: own ?? '', free: true } : { name, free: false }));
    return { steps, spelling: spellingOf(how) };
  }
  return undefined;
}

function spellingOf(how: string): Spelling {
  const rest = how.slice(1);
  if (how.startsWith('#')) return { kind: 'measure', name: rest };
  if (how.startsWith(':')) return { kind: 'member', owner: rest };
  if (how.startsWith('?')) return { kind: 'flag', word: rest };
  if (how.startsWith('[0]')) return { kind: 'member', owner: how.slice(3), list: 'one' };
  if (how.startsWith('[]')) return { kind: 'member', owner: how.slice(2), list: 'list' };
  return { kind: 'plain' };
}

/** Props of L1 constructs are CloudFormation's properties in another case, and so are those of the structs in them. */
function ofL1(construct: string, path: readonly string[]): Property | undefined {
  const module = construct.slice(0, construct.lastIndexOf('.'));
  const words = construct === 'aws-lambda.CfnFunction' && path.join() === 'Tracing' ? ['TracingConfig', 'Mode'] : path;
  const steps: Step[] = [];
  for (const [index, word] of words.entries()) {
    const isVariable = words[index - 1] === 'Variables' && words[index - 2] === 'Environment';
    const name = isVariable ? word : word.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (it) => it.toLowerCase());
    if (!isVariable && propertyName(module, name) !== word) return undefined;
    const hasStruct = index < words.length - 1 && word !== 'Variables';
    steps.push({ name, free: isVariable, ...(hasStruct ? { struct: `.${word}Property` } : {}) });
  }
  return steps.length > 0 ? { steps, spelling: { kind: 'plain' } } : undefined;
}
