/** `aws-rds`: clusters and the instances in them. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { here, nameIn, placeOfStack } from './arns.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  cdkMap,
  declareMain,
  itemsIn,
  mapValue,
  numberIn,
  optionsOf,
  type Place,
  plain,
  propertiesOf,
  propOf,
  type PropTable,
  scalar,
  seconds,
  textIn,
  textOf,
  tokenOf,
} from './props.ts';
import {
  attachSecret,
  copies,
  elsewhere,
  endpoint,
  type Engine,
  engineOf,
  importedDatabase,
  instanceTable,
  keepSource,
  sharedTable,
} from './rdsParts.ts';

const clusterTable: PropTable = {
  ...sharedTable,
  snapshotIdentifier: 'SnapshotIdentifier',
  clusterIdentifier: 'DBClusterIdentifier',
  defaultDatabaseName: 'DatabaseName',
  enableDataApi: 'EnableHttpEndpoint',
  storageEncrypted: 'StorageEncrypted',
  storageType: 'StorageType',
  scaling: [
    'ScalingConfiguration',
    (context, value) => {
      if (value.kind !== 'map') return context.toValue(value);
      const pause = propOf(value, 'autoPause');
      const inner = propertiesOf(context, value, {
        minCapacity: 'MinCapacity',
        maxCapacity: 'MaxCapacity',
        autoPause: ['SecondsUntilAutoPause', seconds],
      });
      const after = inner.get('SecondsUntilAutoPause');
      const never = after?.kind === 'scalar' && after.value === 0;
      if (never) inner.delete('SecondsUntilAutoPause');
      inner.set('AutoPause', scalar(!never, pause ?? { at: value.at, from: 'default' }));
      return mapValue(inner, value, value.open);
    },
  ],
};

export const cluster = (name: string): ConstructClass => ({
  name: `aws-rds.${name}`,
  extends: 'aws-rds.DatabaseBase',
  build: (context, self, props) => {
    const place = byDefault(self);
    const engine = engineOf(propOf(props, 'engine'));
    const properties = propertiesOf(context, props, clusterTable);
    if (engine) {
      properties.set('Engine', engine.name);
      if (engine.version) properties.set('EngineVersion', engine.version);
    }
    properties.set('CopyTagsToSnapshot', copies(context, props, place));
    const isServerless = name.startsWith('Serverless');
    if (isServerless) {
      properties.set('EngineMode', scalar('serverless', place));
      if (!properties.has('StorageEncrypted')) properties.set('StorageEncrypted', scalar(true, place));
    }
    keepSource(self, props, engine);
    const members = isServerless ? [] : membersOf(props);
    if (members.some(({ serverless }) => serverless))
      properties.set(
        'ServerlessV2ScalingConfiguration',
        mapValue(
          {
            MinCapacity: scalarProp(context, props, 'serverlessV2MinCapacity') ?? scalar(0.5, place),
            MaxCapacity: scalarProp(context, props, 'serverlessV2MaxCapacity') ?? scalar(2, place),
          },
          place,
        ),
      );
    declareMain(context, self, 'AWS::RDS::DBCluster', properties, { open: props.open ?? elsewhere });
    attachSecret(context, self, props, 'AWS::RDS::DBCluster');
    for (const member of members) declareMember(context, self, member, engine, props);
  },
  properties: {
    clusterIdentifier: (context, self) => tokenOf(context, self, undefined, 'clusterIdentifier'),
    clusterArn: (context, self) => clusterArn(context, self),
    clusterEndpoint: (context, self) => endpoint(context, self, 'Endpoint'),
    clusterReadEndpoint: (context, self) => endpoint(context, self, 'ReadEndpoint'),
    clusterResourceIdentifier: (context, self) => tokenOf(context, self, 'DBClusterResourceId'),
  },
  statics: {
    fromDatabaseClusterAttributes: (context, args) => importedDatabase(context, `aws-rds.${name}`, args),
    fromServerlessClusterAttributes: (context, args) => importedDatabase(context, `aws-rds.${name}`, args),
  },
});

const scalarProp = (context: BuildContext, props: CdkMap, name: string): Value | undefined => {
  const given = propOf(props, name);
  return given && plain(context, given);
};

function clusterArn(context: BuildContext, self: Construct): CdkValue {
  const place = here(context);
  const { partition, region, account } = placeOfStack(context, self, place);
  const id = attributeOf(context, self, undefined, 'clusterIdentifier');
  const value = textOf(['arn:', partition, ':rds:', region, ':', account, ':cluster:', id], place);
  return value.kind === 'text' ? { kind: 'token', value, ...place } : context.unknown('it is imported', place.at);
}

interface Member {
  readonly id: string;
  readonly options: CdkMap;
  readonly serverless: boolean;
  readonly place: Place;
  readonly tier: number | undefined;
}

/** `writer` and `readers`, or the older `instances` with `instanceProps`. */
function membersOf(props: CdkMap): readonly Member[] {
  const writer = propOf(props, 'writer');
  const given = [...(writer ? [writer] : []), ...itemsIn(propOf(props, 'readers'))];
  if (given.length > 0)
    return given.map((it, index) => {
      const args: Arguments = it.kind === 'made' ? it.arguments : { positional: [], named: undefined };
      return {
        id: textIn(argumentOf(args, 0, 'id')) ?? '…',
        options: optionsOf(args, 1, it),
        serverless: it.kind === 'made' && nameIn(it.name) === 'serverlessV2',
        place: it,
        tier: index === 0 ? 0 : undefined,
      };
    });
  const shared = propOf(props, 'instanceProps');
  if (!shared) return [];
  const count = numberIn(propOf(props, 'instances')) ?? 2;
  const options: CdkMap = shared.kind === 'map' ? shared : cdkMap({}, shared);
  return Array.from({ length: Math.min(count, 20) }, (_, index) => ({
    id: `Instance${index + 1}`,
    options,
    serverless: false,
    place: shared,
    tier: undefined,
  }));
}

function declareMember(
  context: BuildContext,
  self: Construct,
  { id, options, serverless, place, tier }: Member,
  engine: Engine | undefined,
  props: CdkMap,
): void {
  const fallback = { at: place.at, from: 'default' } as const;
  const properties = propertiesOf(context, options, instanceTable);
  for (const unused of ['Port', 'DeletionProtection']) properties.delete(unused);
  if (serverless) properties.set('DBInstanceClass', scalar('db.serverless', fallback));
  else if (!properties.has('DBInstanceClass')) properties.set('DBInstanceClass', scalar('db.t3.medium', fallback));
  if (engine) properties.set('Engine', engine.name);
  const own = propOf(options, 'promotionTier');
  const inNew = propOf(props, 'writer') !== undefined;
  if (inNew)
    properties.set('PromotionTier', own ? (plain(context, own) ?? scalar(2, fallback)) : scalar(tier ?? 2, fallback));
  if (self.main !== undefined)
    properties.set('DBClusterIdentifier', context.toValue(context.reference(self.main, undefined, self.at)));
  context.declare(self, {
    suffix: inNew ? `${id}/Resource` : id,
    type: 'AWS::RDS::DBInstance',
    properties,
    open: options.open ?? elsewhere,
  });
}
