/** `aws-lambda-event-sources`: what calls a function, and `EventSourceMapping` that most of them are. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { dataOf, jsonOf } from './json.ts';
import { destinationOf } from './destinations.ts';
import { grantTo } from './grants.ts';
import { addManagedPolicy, grant } from './policies.ts';
import {
  attributeOf,
  booleanIn,
  declareMain,
  isAbsent,
  itemsIn,
  listOf,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  struct,
  textIn,
  unknownValue,
  type Convert,
  type PropTable,
  subjectOf,
} from './props.ts';
import { notify } from './s3Notifications.ts';
import { subscribe } from './snsSubscriptions.ts';
import { uniqueId } from './names.ts';

/** `fn.addEventSource(new SqsEventSource(queue, { … }))` */
export function bindEventSource(context: BuildContext, self: Construct, source: CdkValue): void {
  if (source.kind !== 'made') {
    if (source.kind === 'unknown')
      context.gap(context.call, `What calls \`${self.id}\` here is not known: ${source.why}.`);
    return;
  }
  const name = source.name.slice(source.name.lastIndexOf('.') + 1);
  const from = subjectOf(source.arguments);
  const options = optionsOf(source.arguments, 1, source);
  switch (name) {
    case 'SqsEventSource':
      mapped(context, self, `SqsEventSource:${idOf(from)}`, source, options, {
        value: from,
        attribute: 'Arn',
        names: ['queueArn'],
      });
      grantTo(context, self, from, 'grantConsumeMessages');
      return;
    case 'DynamoEventSource':
      mapped(context, self, `DynamoDBEventSource:${idOf(from)}`, source, inBatches(options), {
        value: from,
        attribute: 'StreamArn',
        names: ['tableStreamArn'],
      });
      grantTo(context, self, from, 'grantStreamRead');
      return;
    case 'KinesisEventSource':
      mapped(context, self, `KinesisEventSource:${idOf(from)}`, source, inBatches(options), {
        value: from,
        attribute: 'Arn',
        names: ['streamArn'],
      });
      grantTo(context, self, from, 'grantRead');
      return;
    case 'KinesisConsumerEventSource':
      mapped(context, self, `KinesisConsumerEventSource:${idOf(from)}`, source, inBatches(options), {
        value: from,
        attribute: 'ConsumerARN',
        names: ['streamConsumerArn'],
      });
      grantTo(context, self, from, 'grantRead');
      return;
    case 'ManagedKafkaEventSource':
    case 'SelfManagedKafkaEventSource':
      return kafka(context, self, source, name === 'ManagedKafkaEventSource');
    case 'S3EventSource':
    case 'S3EventSourceV2':
      return fromBucket(context, self, from, options);
    case 'SnsEventSource':
      if (from)
        subscribe(context, from, {
          name: 'aws-sns-subscriptions.LambdaSubscription',
          target: self,
          options,
          place: source,
        });
      return;
    default:
      // `ApiEventSource` makes an API of its own in the stack, which says more of routes than of functions.
      return;
  }
}

interface SourceArn {
  readonly value: CdkValue | undefined;
  readonly attribute: string | undefined;
  readonly names: readonly string[];
}

/** Sources that are streams have a size of batches of their own, which the mapping alone does not write. */
function inBatches(options: CdkMap): CdkMap {
  if (propOf(options, 'batchSize') || options.open !== undefined) return options;
  const entries = new Map(options.entries);
  entries.set('batchSize', { key: options.at, value: { kind: 'scalar', value: 100, at: options.at, from: 'default' } });
  return { ...options, entries };
}

const idOf = (from: CdkValue | undefined): string => (from?.kind === 'construct' ? uniqueId(from) : '');

function mapped(
  context: BuildContext,
  self: Construct,
  id: string,
  source: Made,
  options: CdkMap,
  { value, attribute, names }: SourceArn,
): void {
  const props: CdkMap = { ...options, entries: new Map(options.entries) };
  props.entries.set('target', { key: source.at, value: self });
  const kept = context.create('aws-lambda.EventSourceMapping', self, id, props);
  if (kept.main !== undefined && value)
    context.change(kept.main, ['EventSourceArn'], attributeOf(context, value, attribute, ...names));
}

function kafka(context: BuildContext, self: Construct, source: Made, managed: boolean): void {
  const options = inBatches(optionsOf(source.arguments, 0, source));
  const props: CdkMap = { ...options, entries: new Map(options.entries) };
  const rename = (from: string, to: string): void => {
    const entry = props.entries.get(from);
    if (entry) props.entries.set(to, entry);
  };
  rename('topic', 'kafkaTopic');
  rename('bootstrapServers', 'kafkaBootstrapServers');
  rename('consumerGroupId', 'kafkaConsumerGroupId');
  rename('clusterArn', 'eventSourceArn');
  const topic = textIn(propOf(options, 'topic')) ?? '';
  const secret = propOf(options, 'secret');
  if (secret) grantTo(context, self, secret, 'grantRead');
  const access = secret && sourceAccess(context, secret, propOf(options, 'authenticationMethod'));
  props.entries.set('target', { key: source.at, value: self });
  const id = managed ? `KafkaEventSource:${uniqueId(self)}${topic}` : `KafkaEventSource::${topic}`;
  const mapping = context.create('aws-lambda.EventSourceMapping', self, id, props);
  const cluster = propOf(options, 'clusterArn');
  if (managed && cluster) {
    const actions = ['kafka:DescribeCluster', 'kafka:GetBootstrapBrokers', 'kafka:ListScramSecrets'];
    grant(context, self, actions, [plain(context, cluster) ?? context.toValue(cluster)]);
    addManagedPolicy(context, self, 'service-role/AWSLambdaMSKExecutionRole', source);
  }
  if (mapping.main !== undefined && access) context.change(mapping.main, ['SourceAccessConfigurations'], access);
}

function sourceAccess(context: BuildContext, secret: CdkValue, method: CdkValue | undefined): Value {
  const word = method && plain(context, method);
  const type = word?.kind === 'scalar' ? String(word.value) : 'SASL_SCRAM_512_AUTH';
  const uri = attributeOf(context, secret, undefined, 'secretArn');
  return listValue([mapValue({ Type: scalar(type, secret), URI: uri }, secret)], secret);
}

/** Filters are those of `NotificationKeyFilter`; one notification for each kind of event. */
function fromBucket(context: BuildContext, self: Construct, bucket: CdkValue | undefined, options: CdkMap): void {
  for (const event of itemsIn(propOf(options, 'events')))
    notify(context, bucket, {
      event,
      kind: 'lambda',
      target: self,
      filters: itemsIn(propOf(options, 'filters')),
    });
}

const startingTime: Convert = (context, value) => context.toValue(value);

const filterPattern: Convert = (context, value) => {
  if (value.kind === 'made' && value.name === 'aws-lambda.FilterCriteria.filter') {
    const [pattern] = value.arguments.positional;
    const text = pattern && jsonOf(pattern, ruleOf);
    return mapValue(
      {
        Pattern: text === undefined ? unknownValue('it is a filter that the app computes', value) : scalar(text, value),
      },
      value,
    );
  }
  if (value.kind !== 'map') return context.toValue(value);
  return mapValue(propertiesOf(context, value, { pattern: 'Pattern', Pattern: 'Pattern' }), value, value.open);
};

/** `FilterRule.isEqual('x')` is `["x"]`. */
function ruleOf({ name, arguments: { positional } }: Made): unknown {
  const items = positional.map((item) => dataOf(item, ruleOf));
  if (items.includes(undefined)) return undefined;
  const [first, second] = items;
  switch (name) {
    case 'aws-lambda.FilterRule.isEqual':
      return typeof first === 'number' ? [{ numeric: ['=', first] }] : [first];
    case 'aws-lambda.FilterRule.or':
      return items;
    case 'aws-lambda.FilterRule.notEquals':
      return [{ 'anything-but': [first] }];
    case 'aws-lambda.FilterRule.between':
      return [{ numeric: ['>', first, '<=', second] }];
    case 'aws-lambda.FilterRule.exists':
      return [{ exists: true }];
    case 'aws-lambda.FilterRule.notExists':
      return [{ exists: false }];
    case 'aws-lambda.FilterRule.beginsWith':
      return [{ prefix: first }];
    case 'aws-lambda.FilterRule.null':
      return null;
    case 'aws-lambda.FilterRule.empty':
      return [''];
    default:
      return undefined;
  }
}

const mappingProps: PropTable = {
  batchSize: 'BatchSize',
  bisectBatchOnError: 'BisectBatchOnFunctionError',
  enabled: 'Enabled',
  eventSourceArn: 'EventSourceArn',
  startingPosition: 'StartingPosition',
  startingPositionTimestamp: ['StartingPositionTimestamp', startingTime],
  maxBatchingWindow: ['MaximumBatchingWindowInSeconds', seconds],
  maxRecordAge: ['MaximumRecordAgeInSeconds', seconds],
  retryAttempts: 'MaximumRetryAttempts',
  parallelizationFactor: 'ParallelizationFactor',
  tumblingWindow: ['TumblingWindowInSeconds', seconds],
  maxConcurrency: 'ScalingConfig.MaximumConcurrency',
  kafkaTopic: ['Topics', (context, value) => listValue([context.toValue(value)], value)],
  filters: ['FilterCriteria.Filters', listOf(filterPattern)],
  filterEncryption: ['KmsKeyArn', (context, value) => attributeOf(context, value, 'Arn', 'keyArn')],
  metricsConfig: ['MetricsConfig', struct({ metrics: 'Metrics' })],
  provisionedPollerConfig: [
    'ProvisionedPollerConfig',
    struct({ minimumPollers: 'MinimumPollers', maximumPollers: 'MaximumPollers', pollerGroupName: 'PollerGroupName' }),
  ],
  sourceAccessConfigurations: ['SourceAccessConfigurations', listOf(struct({ type: 'Type', uri: 'URI' }))],
  kafkaBootstrapServers: 'SelfManagedEventSource.Endpoints.KafkaBootstrapServers',
};

const mapping: ConstructClass = {
  name: 'aws-lambda.EventSourceMapping',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const target = propOf(props, 'target');
    const properties = propertiesOf(context, props, mappingProps);
    if (target) properties.set('FunctionName', attributeOf(context, target, undefined, 'functionName', 'functionArn'));
    const failures = propOf(props, 'reportBatchItemFailures');
    if (failures && booleanIn(failures) !== false)
      properties.set(
        'FunctionResponseTypes',
        booleanIn(failures) === true
          ? listValue([scalar('ReportBatchItemFailures', failures)], failures)
          : context.toValue(failures),
      );
    const onFailure = propOf(props, 'onFailure');
    if (onFailure && !isAbsent(onFailure)) {
      const destination = destinationOf(context, target, onFailure);
      properties.set(
        'DestinationConfig',
        mapValue({ OnFailure: mapValue({ Destination: destination }, onFailure) }, onFailure),
      );
    }
    const group = propOf(props, 'kafkaConsumerGroupId');
    if (group) {
      const config = mapValue({ ConsumerGroupId: plain(context, group) }, group);
      const isSelfManaged = propOf(props, 'kafkaBootstrapServers') !== undefined;
      properties.set(
        isSelfManaged ? 'SelfManagedKafkaEventSourceConfig' : 'AmazonManagedKafkaEventSourceConfig',
        config,
      );
    }
    declareMain(context, self, 'AWS::Lambda::EventSourceMapping', properties, { open: props.open });
  },
  statics: {
    fromEventSourceMappingId: (context, args) => {
      const [scope, id] = args.positional;
      const owner = scope?.kind === 'construct' ? scope : undefined;
      return context.imported('aws-lambda.EventSourceMapping', owner, textIn(id) ?? '');
    },
  },
};

export const eventSources: readonly ConstructClass[] = [mapping];
