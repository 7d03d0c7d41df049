/** Props of functions that are properties in other words. */
import {
  argumentOf,
  attributeOf,
  days,
  listOf,
  listValue,
  mapOf,
  mapValue,
  mebibytes,
  plain,
  scalar,
  seconds,
  struct,
  wordValue,
  type Convert,
  type PropTable,
} from './props.ts';

/** `Runtime.NODEJS_20_X`, `new Runtime('provided.al2023')`. */
const runtime: Convert = (context, value) => {
  if (value.kind === 'library' && value.name === 'aws-lambda.Runtime.FROM_IMAGE') return undefined;
  if (value.kind === 'made' && value.name === 'aws-lambda.Runtime') {
    const name = argumentOf(value.arguments, 0, 'name');
    return name && plain(context, name);
  }
  return plain(context, value);
};

const handler: Convert = (context, value) =>
  value.kind === 'library' && value.name === 'aws-lambda.Handler.FROM_IMAGE' ? undefined : plain(context, value);

const tracing: Convert = (context, value) => {
  const word = wordValue(value);
  return word?.value === 'Disabled' ? undefined : (word ?? context.toValue(value));
};

/** `Architecture.ARM_64`, as the list that the property is. */
const architecture: Convert = (context, value) => {
  const word = plain(context, value);
  return word && listValue([word], value);
};

const snapStart: Convert = (context, value) =>
  value.kind === 'library' && value.name.startsWith('aws-lambda.SnapStartConf.')
    ? scalar('PublishedVersions', value)
    : context.toValue(value);

const runtimeManagement: Convert = (context, value) => {
  if (value.kind === 'library' && value.name === 'aws-lambda.RuntimeManagementMode.AUTO')
    return mapValue({ UpdateRuntimeOn: scalar('Auto', value) }, value);
  if (value.kind === 'library' && value.name === 'aws-lambda.RuntimeManagementMode.FUNCTION_UPDATE')
    return mapValue({ UpdateRuntimeOn: scalar('FunctionUpdate', value) }, value);
  if (value.kind === 'made' && value.name === 'aws-lambda.RuntimeManagementMode.manual') {
    const [arn] = value.arguments.positional;
    const version = arn && plain(context, arn);
    return mapValue({ RuntimeVersionArn: version, UpdateRuntimeOn: scalar('Manual', value) }, value);
  }
  return context.toValue(value);
};

const arnOf =
  (...names: readonly string[]): Convert =>
  (context, value) =>
    attributeOf(context, value, 'Arn', ...names);

export const functionProps: PropTable = {
  functionName: 'FunctionName',
  description: 'Description',
  handler: ['Handler', handler],
  runtime: ['Runtime', runtime],
  timeout: ['Timeout', seconds],
  environment: ['Environment.Variables', mapOf(plain)],
  memorySize: 'MemorySize',
  ephemeralStorageSize: ['EphemeralStorage.Size', mebibytes],
  reservedConcurrentExecutions: 'ReservedConcurrentExecutions',
  architecture: ['Architectures', architecture],
  architectures: ['Architectures', listOf(plain)],
  tracing: ['TracingConfig.Mode', tracing],
  logFormat: 'LoggingConfig.LogFormat',
  loggingFormat: 'LoggingConfig.LogFormat',
  systemLogLevel: 'LoggingConfig.SystemLogLevel',
  systemLogLevelV2: 'LoggingConfig.SystemLogLevel',
  applicationLogLevel: 'LoggingConfig.ApplicationLogLevel',
  applicationLogLevelV2: 'LoggingConfig.ApplicationLogLevel',
  logGroup: ['LoggingConfig.LogGroup', (context, value) => attributeOf(context, value, undefined, 'logGroupName')],
  environmentEncryption: ['KmsKeyArn', arnOf('keyArn')],
  codeSigningConfig: [
    'CodeSigningConfigArn',
    (context, value) => attributeOf(context, value, 'CodeSigningConfigArn', 'codeSigningConfigArn'),
  ],
  runtimeManagementMode: ['RuntimeManagementConfig', runtimeManagement],
  snapStart: ['SnapStart.ApplyOn', snapStart],
  recursiveLoop: 'RecursiveLoop',
  durableConfig: [
    'DurableConfig',
    struct({ executionTimeout: ['ExecutionTimeout', seconds], retentionPeriod: ['RetentionPeriodInDays', days] }),
  ],
};
