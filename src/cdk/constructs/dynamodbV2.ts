/** `aws-dynamodb.TableV2`, which is a global table of one replica or more. */
import type { Value } from '../../core/value.ts';
import { pseudoParameter } from '../words.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import {
  addIndex,
  attributesOf,
  enabled,
  keep,
  keySchema,
  keysOf,
  pointInTime,
  projection,
  recovery,
  streamArn,
  tableProperties,
  tableStatics,
  timeToLive,
  warmThroughput,
} from './dynamodb.ts';
import { grantMethods } from './grants.ts';
import {
  byDefault,
  cdkList,
  cdkMap,
  cdkScalar,
  declareMain,
  itemsIn,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  undefinedIn,
  type Place,
} from './props.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

/** `Billing.onDemand({ … })`, `Billing.provisioned({ readCapacity, writeCapacity })` */
function billingOf(billing: CdkValue | undefined): {
  readonly isProvisioned: boolean;
  readonly options: CdkMap | undefined;
} {
  if (billing?.kind !== 'made') return { isProvisioned: false, options: undefined };
  return {
    isProvisioned: billing.name.endsWith('.provisioned'),
    options: optionsOf(billing.arguments, 0, billing),
  };
}

/** `Capacity.fixed(5)`, `Capacity.autoscaled({ maxCapacity: 10 })` */
function capacityOf(context: BuildContext, value: CdkValue | undefined, kind: 'Read' | 'Write'): Value | undefined {
  if (value?.kind !== 'made') return value && context.toValue(value);
  if (value.name.endsWith('.fixed')) {
    const [units] = value.arguments.positional;
    return mapValue({ [`${kind}CapacityUnits`]: units && plain(context, units) }, value);
  }
  const options = optionsOf(value.arguments, 0, value);
  const given = (name: string, standard?: number): Value | undefined => {
    const prop = propOf(options, name);
    return prop
      ? plain(context, prop)
      : standard === undefined
        ? undefined
        : scalar(standard, { at: value.at, from: 'default' });
  };
  const settings = mapValue(
    {
      MaxCapacity: given('maxCapacity'),
      MinCapacity: given('minCapacity', 1),
      SeedCapacity: given('seedCapacity'),
      TargetTrackingScalingPolicyConfiguration: mapValue({ TargetValue: given('targetUtilizationPercent', 70) }, value),
    },
    value,
  );
  return mapValue({ [`${kind}CapacityAutoScalingSettings`]: settings }, value);
}

const tableV2: ConstructClass = {
  name: 'aws-dynamodb.TableV2',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const keys = keysOf(props);
    const place = byDefault(self);
    const billing = billingOf(propOf(props, 'billing'));
    const properties = propertiesOf(context, props, {
      tableName: 'TableName',
      dynamoStream: 'StreamSpecification.StreamViewType',
      timeToLiveAttribute: ['TimeToLiveSpecification', timeToLive],
      warmThroughput: ['WarmThroughput', warmThroughput],
      multiRegionConsistency: 'MultiRegionConsistency',
    });
    const given = propOf(props, 'billing');
    properties.set(
      'BillingMode',
      given && given.kind !== 'made'
        ? context.toValue(given)
        : scalar(billing.isProvisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST', given ?? place),
    );
    properties.set('KeySchema', keySchema(context, keys, propOf(props, 'partitionKey') ?? place));
    const definitions = [...attributesOf(context, self, keys)];
    self.state.set('billing', given ?? cdkScalar(false, place));
    for (const name of ['partitionKey', 'sortKey']) keep(self, props, name);
    const write = billing.isProvisioned
      ? capacityOf(context, propOf(billing.options, 'writeCapacity'), 'Write')
      : undefined;
    if (write) properties.set('WriteProvisionedThroughputSettings', write);
    const most = propOf(billing.options, 'maxWriteRequestUnits');
    if (most && !billing.isProvisioned)
      properties.set('WriteOnDemandThroughputSettings', mapValue({ MaxWriteRequestUnits: plain(context, most) }, most));
    const encryption = propOf(props, 'encryption');
    if (encryption?.kind === 'made' && !encryption.name.endsWith('.dynamoOwnedKey')) {
      const isManaged = /\.(awsManagedKey|customerManagedKey)$/.test(encryption.name);
      properties.set(
        'SSESpecification',
        mapValue(
          { SSEEnabled: scalar(true, encryption), SSEType: isManaged ? scalar('KMS', encryption) : undefined },
          encryption,
        ),
      );
    } else if (encryption?.kind === 'made') {
      properties.set('SSESpecification', mapValue({ SSEEnabled: scalar(false, encryption) }, encryption));
    }
    const replicas = itemsIn(propOf(props, 'replicas'));
    if (replicas.length > 0 && !properties.has('StreamSpecification'))
      properties.set('StreamSpecification', mapValue({ StreamViewType: scalar('NEW_AND_OLD_IMAGES', place) }, place));
    properties.set('AttributeDefinitions', listValue(definitions, propOf(props, 'partitionKey') ?? place));
    self.state.set('props', props);
    properties.set('Replicas', replicasOf(context, self));
    const key = declareMain(context, self, 'AWS::DynamoDB::GlobalTable', properties, { open: props.open });
    for (const index of itemsIn(propOf(props, 'globalSecondaryIndexes'))) addGlobalIndex(context, self, key, index);
    for (const index of itemsIn(propOf(props, 'localSecondaryIndexes')))
      if (index.kind === 'map') addIndex(context, self, index, 'LocalSecondaryIndexes');
  },
  methods: {
    ...grantMethods('aws-dynamodb.TableV2'),
    addGlobalSecondaryIndex: (context, self, args) => {
      const index = optionsOf(args, 0, here(context));
      if (self.main !== undefined) addGlobalIndex(context, self, self.main, index);
      remember(context, self, 'indexes', index);
      return undefinedIn(context);
    },
    addLocalSecondaryIndex: (context, self, args) => {
      addIndex(context, self, optionsOf(args, 0, here(context)), 'LocalSecondaryIndexes');
      return undefinedIn(context);
    },
    addReplica: (context, self, args) => {
      remember(context, self, 'replicas', optionsOf(args, 0, here(context)));
      return undefinedIn(context);
    },
    addToResourcePolicy: undefinedIn,
    replica: (_, self) => self,
  },
  properties: tableProperties(),
  statics: tableStatics('aws-dynamodb.TableV2'),
};

/** What the program has added to the table is in its state: replicas tell of the indexes, too. */
function replicasOf(context: BuildContext, self: Construct): Value {
  const kept = self.state.get('props');
  const props = kept?.kind === 'map' ? kept : cdkMap({}, byDefault(self));
  const place = byDefault(self);
  const billing = billingOf(propOf(props, 'billing'));
  const replicas = [...itemsIn(propOf(props, 'replicas')), ...itemsIn(self.state.get('replicas'))];
  const indexes = [...itemsIn(propOf(props, 'globalSecondaryIndexes')), ...itemsIn(self.state.get('indexes'))];
  const of = (replica: CdkValue): Readonly<Record<string, Value | undefined>> => ({
    ...replicaProperties(context, replica, props, billing),
    GlobalSecondaryIndexes: replicaIndexes(context, indexes, props, billing),
  });
  const others = replicas.map((replica) => {
    const region = propOf(replica, 'region');
    return mapValue({ Region: region && plain(context, region), ...of(replica) }, replica);
  });
  const own = mapValue({ Region: regionOf(context, self, place), ...of(props) }, place);
  return listValue([...others, own], propOf(props, 'replicas') ?? place);
}

function replicaIndexes(
  context: BuildContext,
  indexes: readonly CdkValue[],
  props: CdkMap,
  billing: ReturnType<typeof billingOf>,
): Value | undefined {
  const items = indexes.map((index) => {
    const name = propOf(index, 'indexName');
    const insights = propOf(props, 'contributorInsights');
    const read = propOf(index, 'readCapacity') ?? propOf(billing.options, 'readCapacity');
    const most = propOf(index, 'maxReadRequestUnits');
    return mapValue(
      {
        IndexName: name && plain(context, name),
        ContributorInsightsSpecification: insights && enabled(context, insights),
        ReadProvisionedThroughputSettings: billing.isProvisioned ? capacityOf(context, read, 'Read') : undefined,
        ReadOnDemandThroughputSettings:
          most && !billing.isProvisioned ? mapValue({ MaxReadRequestUnits: plain(context, most) }, most) : undefined,
      },
      index,
    );
  });
  const [first] = items;
  return first && listValue(items, first);
}

/** Remembers what the program adds, under a name of the table's state. */
function remember(context: BuildContext, self: Construct, name: 'indexes' | 'replicas', item: CdkValue): void {
  self.state.set(name, cdkList([...itemsIn(self.state.get(name)), item], here(context)));
  if (self.main !== undefined) context.change(self.main, ['Replicas'], replicasOf(context, self));
}

function regionOf(context: BuildContext, self: Construct, place: Place): Value {
  for (let scope: Construct | undefined = self; scope; scope = scope.scope) {
    const region = scope.state.get('region');
    if (region) return context.toValue(region);
  }
  return pseudoParameter('AWS::Region', place);
}

/** What a replica says of itself, else what the table says for all. */
function replicaProperties(
  context: BuildContext,
  replica: CdkValue,
  props: CdkMap,
  billing: ReturnType<typeof billingOf>,
): Readonly<Record<string, Value | undefined>> {
  const table = {
    contributorInsights: ['ContributorInsightsSpecification', enabled],
    contributorInsightsSpecification: [
      'ContributorInsightsSpecification',
      struct({ enabled: 'Enabled', mode: 'Mode' }),
    ],
    deletionProtection: 'DeletionProtectionEnabled',
    kinesisStream: ['KinesisStreamSpecification', streamArn],
    pointInTimeRecovery: ['PointInTimeRecoverySpecification', pointInTime],
    pointInTimeRecoverySpecification: ['PointInTimeRecoverySpecification', recovery],
    tableClass: 'TableClass',
  } as const;
  const shared = propertiesOf(context, props, table);
  const own = replica.kind === 'map' ? propertiesOf(context, replica, table) : new Map<string, Value>();
  const read = propOf(replica, 'readCapacity') ?? propOf(billing.options, 'readCapacity');
  const most = propOf(replica, 'maxReadRequestUnits') ?? propOf(billing.options, 'maxReadRequestUnits');
  return {
    ...Object.fromEntries(shared),
    ...Object.fromEntries(own),
    ReadProvisionedThroughputSettings: billing.isProvisioned ? capacityOf(context, read, 'Read') : undefined,
    ReadOnDemandThroughputSettings:
      most && !billing.isProvisioned ? mapValue({ MaxReadRequestUnits: plain(context, most) }, most) : undefined,
  };
}

function addGlobalIndex(context: BuildContext, self: Construct, key: string, index: CdkValue): void {
  const keys = keysOf(index);
  for (const attribute of attributesOf(context, self, keys)) context.append(key, ['AttributeDefinitions'], attribute);
  const billing = billingOf(self.state.get('billing'));
  const name = propOf(index, 'indexName');
  const write = propOf(index, 'writeCapacity') ?? propOf(billing.options, 'writeCapacity');
  const most = propOf(index, 'maxWriteRequestUnits');
  context.append(
    key,
    ['GlobalSecondaryIndexes'],
    mapValue(
      {
        IndexName: name && plain(context, name),
        KeySchema: keySchema(context, keys, index),
        Projection: projection(context, index),
        WriteProvisionedThroughputSettings: billing.isProvisioned ? capacityOf(context, write, 'Write') : undefined,
        WriteOnDemandThroughputSettings:
          most && !billing.isProvisioned ? mapValue({ MaxWriteRequestUnits: plain(context, most) }, most) : undefined,
      },
      index,
      index.kind === 'map' ? index.open : undefined,
    ),
  );
  self.state.set('hasIndex', cdkScalar(true, here(context)));
}

export const dynamodbV2: readonly ConstructClass[] = [tableV2];
