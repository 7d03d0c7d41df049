/** What a function is given beyond its properties: a network, a file system, layers, a queue for what failed. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { addManagedPolicy, addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  cdkMap,
  cdkScalar,
  isAbsent,
  listValue,
  mapValue,
  milliseconds,
  optionsOf,
  plain,
  propOf,
  scalar,
  seconds,
  setProperty,
  unknownValue,
  type Convert,
} from './props.ts';

export function addNetwork(
  context: BuildContext,
  self: Construct,
  props: CdkMap,
  properties: Map<string, Value>,
): void {
  const vpc = propOf(props, 'vpc');
  if (!vpc) return;
  const mentions = vpc.kind === 'construct' && vpc.main !== undefined ? [vpc.main] : [];
  const subnets = unknownValue('the VPC construct chooses its subnets', propOf(props, 'vpcSubnets') ?? vpc, mentions);
  setProperty(properties, 'VpcConfig.SubnetIds', subnets);
  const given = propOf(props, 'securityGroups') ?? propOf(props, 'securityGroup');
  const groups = given ? (given.kind === 'list' ? given.items : [given]) : [ownSecurityGroup(context, self, vpc)];
  const ids = groups.map((group) => attributeOf(context, group, 'GroupId', 'securityGroupId'));
  setProperty(properties, 'VpcConfig.SecurityGroupIds', listValue(ids, given ?? vpc));
  const dualStack = propOf(props, 'ipv6AllowedForDualStack');
  if (dualStack) setProperty(properties, 'VpcConfig.Ipv6AllowedForDualStack', context.toValue(dualStack));
}

const ownSecurityGroup = (context: BuildContext, self: Construct, vpc: CdkValue): CdkValue =>
  context.create('aws-ec2.SecurityGroup', self, 'SecurityGroup', cdkMap({ vpc }, byDefault(self)));

export function addFileSystem(context: BuildContext, props: CdkMap, properties: Map<string, Value>): void {
  const fileSystem = propOf(props, 'filesystem');
  if (!fileSystem) return;
  const made = fileSystem.kind === 'made' ? fileSystem : undefined;
  const [accessPoint, path] = made
    ? [argumentOf(made.arguments, 0, 'ap'), argumentOf(made.arguments, 1, 'mountPath')]
    : [];
  const arn = accessPoint
    ? attributeOf(
        context,
        accessPoint,
        made?.name.includes('S3Files') === true ? 'AccessPointArn' : 'Arn',
        'accessPointArn',
      )
    : unknownValue('which file system it is, is not decided in the source', fileSystem);
  const config = mapValue({ Arn: arn, LocalMountPath: path && plain(context, path) }, fileSystem);
  properties.set('FileSystemConfigs', listValue([config], fileSystem));
}

export function deadLettersOf(context: BuildContext, self: Construct, props: CdkMap): Value | undefined {
  const topic = propOf(props, 'deadLetterTopic');
  const given = topic ?? propOf(props, 'deadLetterQueue');
  const enabled = propOf(props, 'deadLetterQueueEnabled');
  if (!given && !(enabled?.kind === 'scalar' && enabled.value === true)) return undefined;
  const target = given ?? ownDeadLetters(context, self);
  const arn = attributeOf(context, target, topic ? undefined : 'Arn', 'queueArn', 'topicArn');
  const place = given ?? byDefault(self);
  addStatement(context, self, statementOf([topic ? 'sns:Publish' : 'sqs:SendMessage'], [arn], place));
  return arn;
}

function ownDeadLetters(context: BuildContext, self: Construct): Construct {
  const place = byDefault(self);
  const retention: CdkValue = {
    kind: 'made',
    name: 'core.Duration.days',
    arguments: { positional: [cdkScalar(14, place)], named: undefined },
    call: self.at,
    path: context.path,
    ...place,
  };
  return context.create('aws-sqs.Queue', self, 'DeadLetterQueue', cdkMap({ retentionPeriod: retention }, place));
}

/** A layer's ARN is what `Ref` gives of it. */
export function addLayers(context: BuildContext, key: string, layers: CdkValue | undefined): void {
  if (!layers || isAbsent(layers)) return;
  if (layers.kind !== 'list') {
    context.change(key, ['Layers'], context.toValue(layers));
    return;
  }
  for (const layer of layers.items)
    context.append(key, ['Layers'], attributeOf(context, layer, undefined, 'layerVersionArn'));
  if (layers.open !== undefined) context.append(key, ['Layers'], unknownValue(layers.open, layers));
}

/** Layers that the library knows the names of: CloudWatch Lambda Insights, OpenTelemetry, parameters and secrets. */
export function addExtensions(context: BuildContext, self: Construct, key: string, props: CdkMap): void {
  const insights = propOf(props, 'insightsVersion');
  if (insights) {
    context.append(key, ['Layers'], unknownValue('it is the layer of Lambda Insights for its region', insights));
    addManagedPolicy(context, self, 'CloudWatchLambdaInsightsExecutionRolePolicy', insights);
  }
  const adot = propOf(props, 'adotInstrumentation');
  if (adot) {
    context.append(key, ['Layers'], unknownValue('it is the layer of OpenTelemetry for its region', adot));
    const wrapper = propOf(adot, 'execWrapper');
    const word = wrapper && plain(context, wrapper);
    if (word) context.change(key, ['Environment', 'Variables', 'AWS_LAMBDA_EXEC_WRAPPER'], word);
    if (!propOf(props, 'tracing')) {
      context.change(key, ['TracingConfig', 'Mode'], scalar('Active', byDefault(self)));
      allowTracing(context, self);
    }
  }
  const secrets = propOf(props, 'paramsAndSecrets');
  if (!secrets) return;
  context.append(key, ['Layers'], unknownValue('it is the layer of parameters and secrets for its region', secrets));
  const options = secrets.kind === 'made' ? optionsOf(secrets.arguments, 1, secrets) : undefined;
  for (const [prop, [variable, standard, convert]] of Object.entries(secretsVariables)) {
    const given = options && propOf(options, prop);
    const value = given && (convert ?? plain)(context, given);
    const text = value?.kind === 'scalar' ? scalar(String(value.value), value) : value;
    context.change(
      key,
      ['Environment', 'Variables', variable],
      text ?? scalar(standard, { at: secrets.at, from: 'default' }),
    );
  }
}

/** What the extension is told, and what the library tells it when the program does not. */
const secretsVariables: Readonly<Record<string, readonly [variable: string, standard: string, convert?: Convert]>> = {
  cacheEnabled: ['PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED', 'true'],
  cacheSize: ['PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE', '1000'],
  httpPort: ['PARAMETERS_SECRETS_EXTENSION_HTTP_PORT', '2773'],
  logLevel: ['PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL', 'info'],
  maxConnections: ['PARAMETERS_SECRETS_EXTENSION_MAX_CONNECTIONS', '3'],
  secretsManagerTimeout: ['SECRETS_MANAGER_TIMEOUT_MILLIS', '0', milliseconds],
  secretsManagerTtl: ['SECRETS_MANAGER_TTL', '300', seconds],
  parameterStoreTimeout: ['SSM_PARAMETER_STORE_TIMEOUT_MILLIS', '0', milliseconds],
  parameterStoreTtl: ['SSM_PARAMETER_STORE_TTL', '300', seconds],
};

export function allowTracing(context: BuildContext, self: Construct): void {
  const place = byDefault(self);
  const actions = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
  addStatement(context, self, statementOf(actions, [scalar('*', place)], place));
}
