/** `aws-dynamodb.Table`: tables and their indexes. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { cdkOf } from './core.ts';
import { grantMethods } from './grants.ts';
import { keepKey, keyArn, nameInArn } from './messaging.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
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
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  type Convert,
  type Place,
} from './props.ts';
import { scalableAttribute } from './scalableAttribute.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

/** `{ name: 'id', type: AttributeType.STRING }` of the primary key and of indexes. */
export function keySchema(
  context: BuildContext,
  keys: readonly (readonly [CdkValue | undefined, 'HASH' | 'RANGE'])[],
  place: Place,
): Value {
  const items = keys.flatMap(([key, type]) => {
    const name = key && propOf(key, 'name');
    if (!key) return [];
    return [
      mapValue({ AttributeName: name ? plain(context, name) : context.toValue(key), KeyType: scalar(type, key) }, key),
    ];
  });
  return listValue(items, place);
}

export function keysOf(props: CdkValue): readonly (readonly [CdkValue | undefined, 'HASH' | 'RANGE'])[] {
  const single = [
    [propOf(props, 'partitionKey'), 'HASH'],
    [propOf(props, 'sortKey'), 'RANGE'],
  ] as const;
  const [partition, sort] = ['partitionKeys', 'sortKeys'].map((name) => itemsIn(propOf(props, name)));
  return [
    ...single.filter(([key]) => key),
    ...(partition ?? []).map((key) => [key, 'HASH'] as const),
    ...(sort ?? []).map((key) => [key, 'RANGE'] as const),
  ];
}

/** Each attribute once, in order; what is declared already is in the table's state. */
export function attributesOf(
  context: BuildContext,
  self: Construct,
  keys: ReturnType<typeof keysOf>,
): readonly Value[] {
  return keys.flatMap(([key]) => {
    const name = key && propOf(key, 'name');
    const type = key && propOf(key, 'type');
    const known = `attribute ${textIn(name) ?? ''}`;
    if (!key || !name || !type || self.state.has(known)) return [];
    self.state.set(known, name);
    return [mapValue({ AttributeName: plain(context, name), AttributeType: plain(context, type) }, key)];
  });
}

export function projection(context: BuildContext, props: CdkValue): Value {
  const [type, others] = [propOf(props, 'projectionType'), propOf(props, 'nonKeyAttributes')];
  return mapValue(
    {
      NonKeyAttributes: others && plain(context, others),
      ProjectionType: type ? plain(context, type) : scalar('ALL', props),
    },
    type ?? props,
  );
}

/** Whether the library gives it units of capacity: not when that cannot be decided. */
const isProvisioned = (mode: Value | undefined): boolean =>
  mode === undefined || (mode.kind === 'scalar' && mode.value === 'PROVISIONED');

export const pointInTime: Convert = (context, value) =>
  mapValue({ PointInTimeRecoveryEnabled: plain(context, value) }, value);

export const recovery = struct({
  pointInTimeRecoveryEnabled: 'PointInTimeRecoveryEnabled',
  recoveryPeriodInDays: 'RecoveryPeriodInDays',
});

export const timeToLive: Convert = (context, value) =>
  mapValue({ AttributeName: plain(context, value), Enabled: scalar(true, value) }, value);

export const enabled: Convert = (context, value) => mapValue({ Enabled: plain(context, value) }, value);

export const warmThroughput = struct({
  readUnitsPerSecond: 'ReadUnitsPerSecond',
  writeUnitsPerSecond: 'WriteUnitsPerSecond',
});

export const streamArn: Convert = (context, value) =>
  mapValue({ StreamArn: attributeOf(context, value, 'Arn', 'streamArn') }, value);

const table: ConstructClass = {
  name: 'aws-dynamodb.Table',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const keys = keysOf(props);
    const properties = propertiesOf(context, props, {
      tableName: 'TableName',
      billingMode: 'BillingMode',
      maxReadRequestUnits: 'OnDemandThroughput.MaxReadRequestUnits',
      maxWriteRequestUnits: 'OnDemandThroughput.MaxWriteRequestUnits',
      pointInTimeRecovery: ['PointInTimeRecoverySpecification', pointInTime],
      pointInTimeRecoverySpecification: ['PointInTimeRecoverySpecification', recovery],
      stream: 'StreamSpecification.StreamViewType',
      tableClass: 'TableClass',
      timeToLiveAttribute: ['TimeToLiveSpecification', timeToLive],
      contributorInsightsEnabled: ['ContributorInsightsSpecification', enabled],
      contributorInsightsSpecification: [
        'ContributorInsightsSpecification',
        struct({ enabled: 'Enabled', mode: 'Mode' }),
      ],
      kinesisStream: ['KinesisStreamSpecification', streamArn],
      deletionProtection: 'DeletionProtectionEnabled',
      warmThroughput: ['WarmThroughput', warmThroughput],
    });
    const mode = properties.get('BillingMode');
    if (propOf(props, 'replicationRegions') && !properties.has('StreamSpecification'))
      properties.set(
        'StreamSpecification',
        mapValue({ StreamViewType: scalar('NEW_AND_OLD_IMAGES', byDefault(self)) }, byDefault(self)),
      );
    const isGlobal = propOf(props, 'replicationRegions') !== undefined && mode === undefined;
    if (isGlobal) properties.set('BillingMode', scalar('PAY_PER_REQUEST', byDefault(self)));
    if (mode && isProvisioned(mode)) properties.delete('BillingMode');
    if (isProvisioned(mode) && !isGlobal)
      properties.set('ProvisionedThroughput', throughput(context, props, byDefault(self)));
    if (mode) self.state.set('billingMode', cdkOf(mode));
    properties.set('KeySchema', keySchema(context, keys, propOf(props, 'partitionKey') ?? byDefault(self)));
    properties.set(
      'AttributeDefinitions',
      listValue(attributesOf(context, self, keys), propOf(props, 'partitionKey') ?? byDefault(self)),
    );
    addEncryption(context, self, props, properties);
    for (const name of ['partitionKey', 'sortKey']) keep(self, props, name);
    declareMain(context, self, 'AWS::DynamoDB::Table', properties, { open: props.open });
  },
  methods: {
    ...grantMethods('aws-dynamodb.Table'),
    addGlobalSecondaryIndex: (context, self, args) => {
      addIndex(context, self, optionsOf(args, 0, here(context)), 'GlobalSecondaryIndexes');
      return undefinedIn(context);
    },
    addLocalSecondaryIndex: (context, self, args) => {
      addIndex(context, self, optionsOf(args, 0, here(context)), 'LocalSecondaryIndexes');
      return undefinedIn(context);
    },
    addToResourcePolicy: undefinedIn,
    autoScaleReadCapacity: (context, self, args) => autoScale(context, self, args, 'Read'),
    autoScaleWriteCapacity: (context, self, args) => autoScale(context, self, args, 'Write'),
    autoScaleGlobalSecondaryIndexReadCapacity: (context, self, args) => autoScaleIndex(context, self, args, 'Read'),
    autoScaleGlobalSecondaryIndexWriteCapacity: (context, self, args) => autoScaleIndex(context, self, args, 'Write'),
  },
  properties: tableProperties(),
  statics: tableStatics('aws-dynamodb.Table'),
};

export function keep(self: Construct, props: CdkMap, name: string): void {
  const given = propOf(props, name);
  if (given) self.state.set(name, given);
}

const throughput = (context: BuildContext, props: CdkValue, place: Place): Value => {
  const [read, write] = [propOf(props, 'readCapacity'), propOf(props, 'writeCapacity')];
  return mapValue(
    {
      ReadCapacityUnits: read ? plain(context, read) : scalar(5, place),
      WriteCapacityUnits: write ? plain(context, write) : scalar(5, place),
    },
    read ?? write ?? place,
  );
};

function addEncryption(context: BuildContext, self: Construct, props: CdkMap, properties: Map<string, Value>): void {
  const [encryption, key] = [propOf(props, 'encryption'), propOf(props, 'encryptionKey')];
  const word = encryption?.kind === 'library' ? encryption.name.slice(encryption.name.lastIndexOf('.') + 1) : undefined;
  const place = encryption ?? key;
  if (!place || (word === 'DEFAULT' && !key)) return;
  const specification: Record<string, Value> = { SSEEnabled: scalar(true, place) };
  if (key) {
    specification['KMSMasterKeyId'] = keyArn(context, key) ?? context.toValue(key);
    specification['SSEType'] = scalar('KMS', place);
  } else if (word === 'CUSTOMER_MANAGED') {
    const own = context.create('aws-kms.Key', self, 'Key', { kind: 'map', entries: new Map(), ...byDefault(self) });
    specification['KMSMasterKeyId'] = attributeOf(context, own, 'Arn');
    specification['SSEType'] = scalar('KMS', place);
  }
  keepKey(self, key);
  properties.set('SSESpecification', mapValue(specification, place));
}

export function addIndex(
  context: BuildContext,
  self: Construct,
  options: CdkMap,
  list: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes',
): void {
  if (self.main === undefined) return;
  const isLocal = list === 'LocalSecondaryIndexes';
  const keys = isLocal ? ([[self.state.get('partitionKey'), 'HASH'], ...keysOf(options)] as const) : keysOf(options);
  for (const attribute of attributesOf(context, self, keys))
    context.append(self.main, ['AttributeDefinitions'], attribute);
  const name = propOf(options, 'indexName');
  const entries: Record<string, Value | undefined> = {
    IndexName: name && plain(context, name),
    KeySchema: keySchema(context, keys, options),
    Projection: projection(context, options),
    ...Object.fromEntries(propertiesOf(context, options, indexProps)),
  };
  const mode = self.state.get('billingMode');
  if (!isLocal && isProvisioned(mode && context.toValue(mode)))
    entries['ProvisionedThroughput'] = throughput(context, options, { at: options.at, from: 'default' });
  context.append(self.main, [list], mapValue(entries, options, options.open));
  self.state.set('hasIndex', cdkScalar(true, here(context)));
}

const indexProps = {
  maxReadRequestUnits: 'OnDemandThroughput.MaxReadRequestUnits',
  maxWriteRequestUnits: 'OnDemandThroughput.MaxWriteRequestUnits',
  contributorInsightsEnabled: ['ContributorInsightsSpecification', enabled],
  warmThroughput: ['WarmThroughput', warmThroughput],
} as const;

function autoScale(context: BuildContext, self: Construct, args: Arguments, kind: 'Read' | 'Write'): Construct {
  return scalableAttribute(context, self, `${kind}Scaling`, optionsOf(args, 0, here(context)), {
    namespace: 'dynamodb',
    dimension: `dynamodb:table:${kind}CapacityUnits`,
    role: 'DynamoDBTable',
    resource: textOf(['table/', attributeOf(context, self, undefined, 'tableName')], here(context)),
    metric: `DynamoDB${kind}CapacityUtilization`,
  });
}

function autoScaleIndex(context: BuildContext, self: Construct, args: Arguments, kind: 'Read' | 'Write'): Construct {
  const name = argumentOf(args, 0, 'indexName');
  const index = (name && plain(context, name)) ?? '';
  return scalableAttribute(context, self, `${textIn(name) ?? ''}${kind}Scaling`, optionsOf(args, 1, here(context)), {
    namespace: 'dynamodb',
    dimension: `dynamodb:index:${kind}CapacityUnits`,
    role: 'DynamoDBTable',
    resource: textOf(['table/', attributeOf(context, self, undefined, 'tableName'), '/index/', index], here(context)),
    metric: `DynamoDB${kind}CapacityUtilization`,
  });
}

export function tableProperties(): NonNullable<ConstructClass['properties']> {
  return {
    tableArn: (context, self) => tokenOf(context, self, 'Arn', 'tableArn'),
    tableName: (context, self) => tokenOf(context, self, undefined, 'tableName'),
    tableStreamArn: (context, self) => tokenOf(context, self, 'StreamArn', 'tableStreamArn'),
    tableId: (context, self) => tokenOf(context, self, 'TableId'),
    encryptionKey: (_, self) => self.state.get('encryptionKey'),
  };
}

export function tableStatics(name: string): NonNullable<ConstructClass['statics']> {
  return {
    fromTableName: (context, args) => imported(context, name, args, { tableName: argumentOf(args, 2, 'tableName') }),
    fromTableArn: (context, args) => {
      const arn = argumentOf(args, 2, 'tableArn');
      return imported(context, name, args, { tableArn: arn, tableName: nameInArn(arn, '/') });
    },
    fromTableAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, here(context));
      const arn = propOf(attributes, 'tableArn');
      return imported(context, name, args, {
        tableArn: arn,
        tableName: propOf(attributes, 'tableName') ?? nameInArn(arn, '/'),
        tableStreamArn: propOf(attributes, 'tableStreamArn'),
      });
    },
  };
}

export const dynamodb: readonly ConstructClass[] = [table];
