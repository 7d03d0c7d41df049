/** `aws-rds`: instances, clusters and proxies. Of their network only the security group is read. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { here, nameIn, placeOfStack, serviceRole, withProps } from './arns.ts';
import { grantTo } from './grants.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, grant, statementOf } from './policies.ts';
import { wordOf } from '../words.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  days,
  declareMain,
  isAbsent,
  itemsIn,
  listOf,
  listValue,
  mapValue,
  numberIn,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  type Convert,
  type Place,
  type PropTable,
} from './props.ts';
import { imported } from './versions.ts';

const keyArn: Convert = (context, value) => attributeOf(context, value, 'Arn', 'keyArn');

/** `InstanceType.of(InstanceClass.T3, InstanceSize.MICRO)` → `db.t3.micro` */
const instanceClass: Convert = (context, value) => {
  if (value.kind !== 'made') return context.toValue(value);
  const [kind, size] = value.arguments.positional;
  if (kind?.kind === 'scalar') return scalar(`db.${String(kind.value)}`, kind);
  const word = (it: CdkValue | undefined): string | undefined =>
    it?.kind === 'library' ? String(wordOf(it.name) ?? nameIn(it.name).toLowerCase()) : undefined;
  const [first, second] = [word(kind), word(size)];
  return first === undefined || second === undefined
    ? unknownValue('its class is not decided in the source', value)
    : scalar(`db.${first}.${second}`, value);
};

const engineNames: Readonly<Record<string, string>> = {
  aurora: 'aurora',
  auroraMysql: 'aurora-mysql',
  auroraPostgres: 'aurora-postgresql',
  mysql: 'mysql',
  postgres: 'postgres',
  mariaDb: 'mariadb',
  AURORA: 'aurora',
  AURORA_MYSQL: 'aurora-mysql',
  AURORA_POSTGRESQL: 'aurora-postgresql',
  MYSQL: 'mysql',
  POSTGRES: 'postgres',
  MARIADB: 'mariadb',
};

interface Engine {
  readonly name: Value;
  readonly version?: Value;
  /** What a proxy speaks with it. */
  readonly family: 'MYSQL' | 'POSTGRESQL' | undefined;
}

function engineOf(value: CdkValue | undefined): Engine | undefined {
  if (!value) return undefined;
  const own = value.kind === 'made' || value.kind === 'library' ? nameIn(value.name) : '';
  const name = engineNames[own];
  if (name === undefined)
    return { name: unknownValue('its engine is not read from the source', value), family: undefined };
  const [options] = value.kind === 'made' ? value.arguments.positional : [];
  const given = propOf(options ?? (value.kind === 'made' ? value.arguments.named : undefined), 'version');
  const version = given && versionOf(given, name);
  const family = /postgres/.test(name) ? 'POSTGRESQL' : 'MYSQL';
  return { name: scalar(name, value), family, ...(version ? { version } : {}) };
}

/** `PostgresEngineVersion.VER_15_2` is 15.2; of Aurora MySQL the number is only a part of the version. */
function versionOf(value: CdkValue, engine: string): Value {
  const [custom] = value.kind === 'made' ? value.arguments.positional : [];
  if (custom?.kind === 'scalar' && custom.value !== null) return scalar(custom.value, custom);
  const number = value.kind === 'library' ? /\.VER_(\d+(?:_\d+)*)$/.exec(value.name)?.[1] : undefined;
  return number === undefined || engine === 'aurora-mysql' || engine === 'aurora'
    ? unknownValue('its version is not read from the source', value)
    : scalar(number.replaceAll('_', '.'), value);
}

/** Shared by instances and clusters. */
const sharedTable: PropTable = {
  deletionProtection: 'DeletionProtection',
  iamAuthentication: 'EnableIAMDatabaseAuthentication',
  port: 'Port',
  preferredMaintenanceWindow: 'PreferredMaintenanceWindow',
  cloudwatchLogsExports: 'EnableCloudwatchLogsExports',
  storageEncryptionKey: ['KmsKeyId', keyArn],
  autoMinorVersionUpgrade: 'AutoMinorVersionUpgrade',
  snapshotIdentifier: 'DBSnapshotIdentifier',
};

const instanceTable: PropTable = {
  ...sharedTable,
  allocatedStorage: 'AllocatedStorage',
  availabilityZone: 'AvailabilityZone',
  backupRetention: ['BackupRetentionPeriod', days],
  databaseName: 'DBName',
  enablePerformanceInsights: 'EnablePerformanceInsights',
  instanceIdentifier: 'DBInstanceIdentifier',
  instanceType: ['DBInstanceClass', instanceClass],
  iops: 'Iops',
  maxAllocatedStorage: 'MaxAllocatedStorage',
  monitoringInterval: ['MonitoringInterval', seconds],
  multiAz: 'MultiAZ',
  publiclyAccessible: 'PubliclyAccessible',
  storageEncrypted: 'StorageEncrypted',
  storageThroughput: 'StorageThroughput',
  storageType: 'StorageType',
};

const elsewhere = 'of a database the network and the credentials are not read from the source';

const instance = (name: string): ConstructClass => ({
  name: `aws-rds.${name}`,
  extends: 'aws-rds.DatabaseBase',
  build: (context, self, props) => {
    const place = byDefault(self);
    const engine = engineOf(propOf(props, 'engine'));
    const properties = propertiesOf(context, props, instanceTable);
    if (engine) {
      properties.set('Engine', engine.name);
      if (engine.version) properties.set('EngineVersion', engine.version);
    }
    for (const property of ['AllocatedStorage', 'Port']) {
      const given = properties.get(property);
      if (given?.kind === 'scalar') properties.set(property, { ...given, value: String(given.value) });
    }
    if (name === 'DatabaseInstance' && !properties.has('AllocatedStorage'))
      properties.set('AllocatedStorage', scalar('100', place));
    if (!properties.has('DBInstanceClass')) properties.set('DBInstanceClass', scalar('db.m5.large', place));
    if (!properties.has('StorageType')) properties.set('StorageType', scalar('gp2', place));
    properties.set('CopyTagsToSnapshot', copies(context, props, place));
    keepSource(self, props, engine);
    declareMain(context, self, 'AWS::RDS::DBInstance', properties, { open: props.open ?? elsewhere });
    attachSecret(context, self, props, 'AWS::RDS::DBInstance');
  },
  properties: {
    instanceIdentifier: (context, self) => tokenOf(context, self, undefined, 'instanceIdentifier'),
    instanceArn: (context, self) => tokenOf(context, self, 'DBInstanceArn'),
    dbInstanceEndpointAddress: (context, self) => tokenOf(context, self, 'Endpoint.Address', 'instanceEndpointAddress'),
    dbInstanceEndpointPort: (context, self) => tokenOf(context, self, 'Endpoint.Port', 'port'),
    instanceEndpoint: (context, self) => endpoint(context, self, 'Endpoint'),
  },
  statics: {
    fromDatabaseInstanceAttributes: (context, args) => importedDatabase(context, `aws-rds.${name}`, args),
  },
});

const copies = (context: BuildContext, props: CdkMap, place: Place): Value => {
  const given = propOf(props, 'copyTagsToSnapshot');
  return given ? (plain(context, given) ?? scalar(true, place)) : scalar(true, place);
};

/** What a proxy asks of its target. */
function keepSource(self: Construct, props: CdkMap, engine: Engine | undefined): void {
  if (engine?.family !== undefined)
    self.state.set('family', { kind: 'scalar', value: engine.family, at: self.at, from: 'default' });
  const vpc = propOf(props, 'vpc') ?? propOf(props, 'instanceProps', 'vpc');
  if (vpc) self.state.set('vpc', vpc);
}

function importedDatabase(context: BuildContext, name: string, args: Arguments): Construct {
  const options = optionsOf(args, 2, here(context));
  const kept = [...options.entries].filter(([, entry]) => !isAbsent(entry.value));
  return imported(context, name, args, Object.fromEntries(kept.map(([key, entry]) => [key, entry.value])));
}

/** `{ hostname, port, socketAddress }` */
function endpoint(context: BuildContext, self: Construct, attribute: string): CdkValue {
  const place = here(context);
  const [hostname, port] = [`${attribute}.Address`, 'Endpoint.Port'].map((it) => tokenOf(context, self, it));
  const parts = [hostname, ':', port].flatMap((it): (string | Value)[] =>
    typeof it === 'string' ? [it] : it ? [context.toValue(it)] : [],
  );
  const value = textOf(parts, place);
  const socketAddress: CdkValue | undefined = value.kind === 'text' ? { kind: 'token', value, ...place } : undefined;
  return cdkMap({ hostname, port, socketAddress }, place);
}

/** Unless credentials are given, the library makes a secret and ties it to the database. */
function attachSecret(context: BuildContext, self: Construct, props: CdkMap, type: string): void {
  const credentials = propOf(props, 'credentials');
  const [given, options] = credentials?.kind === 'made' ? credentials.arguments.positional : [];
  const kind = credentials?.kind === 'made' ? nameIn(credentials.name) : '';
  const place = byDefault(self);
  if (self.main === undefined || kind === 'fromPassword' || /ReadReplica|FromSnapshot/.test(self.library)) return;
  if (options && propOf(options, 'password')) return;
  const secret =
    kind === 'fromSecret' && given
      ? given
      : context.create('aws-rds.DatabaseSecret', self, 'Secret', cdkMap({}, place));
  if (secret.kind !== 'construct') return;
  const attached = context.create('aws-rds.AttachedSecret', secret, 'Attachment', cdkMap({}, place));
  context.declare(attached, {
    suffix: 'Resource',
    type: 'AWS::SecretsManager::SecretTargetAttachment',
    properties: new Map<string, Value>([
      ['SecretId', attributeOf(context, secret, undefined, 'secretArn')],
      ['TargetId', context.toValue(context.reference(self.main, undefined, self.at))],
      ['TargetType', scalar(type, place)],
    ]),
  });
  self.state.set('secret', attached);
}

const base: ConstructClass = {
  name: 'aws-rds.DatabaseBase',
  extends: 'core.Resource',
  methods: {
    addProxy: (context, self, args) => {
      const options = withProps(optionsOf(args, 1, here(context)), { databaseTarget: self });
      return context.create('aws-rds.DatabaseProxy', self, textIn(argumentOf(args, 0, 'id')) ?? '…', options);
    },
    grantDataApiAccess: (context, self, args) => {
      const grantee = argumentOf(args, 0, 'grantee');
      const place = here(context);
      const { partition, region, account } = placeOfStack(context, self, place);
      const id = attributeOf(context, self, undefined, 'clusterIdentifier');
      const arn = textOf(['arn:', partition, ':rds:', region, ':', account, ':cluster:', id], place);
      const actions = ['BatchExecuteStatement', 'BeginTransaction', 'CommitTransaction', 'ExecuteStatement'];
      const all = [...actions, 'RollbackTransaction'].map((it) => `rds-data:${it}`);
      const result = grant(context, grantee, all, [arn]);
      grantTo(context, grantee, self.state.get('secret'), 'grantRead', 'aws-secretsmanager.Secret');
      return result;
    },
    grantConnect: undefinedIn,
    addRotationSingleUser: undefinedIn,
    addRotationMultiUser: undefinedIn,
  },
  properties: {
    secret: (_, self) => self.state.get('secret'),
    connections: (context) => context.unknown('it is how a VPC is set up', context.call),
  },
};

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

const cluster = (name: string): ConstructClass => ({
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

/** `ProxyTarget.fromInstance(db)`, or the database whose `addProxy` was called. */
function targetOf(props: CdkMap): CdkValue | undefined {
  const given = propOf(props, 'proxyTarget');
  const [target] = given?.kind === 'made' ? given.arguments.positional : [];
  return propOf(props, 'databaseTarget') ?? target ?? given;
}

const proxy: ConstructClass = {
  name: 'aws-rds.DatabaseProxy',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const role = propOf(props, 'role') ?? serviceRole(context, self, 'IAMRole', 'rds.amazonaws.com');
    const secrets = propOf(props, 'secrets');
    for (const secret of itemsIn(secrets)) grantTo(context, role, secret, 'grantRead', 'aws-secretsmanager.Secret');
    const target = targetOf(props);
    const family = target?.kind === 'construct' ? target.state.get('family') : undefined;
    const iam = propOf(props, 'iamAuth');
    const tls = propOf(props, 'requireTLS');
    const properties = propertiesOf(context, props, {
      dbProxyName: 'DBProxyName',
      debugLogging: 'DebugLogging',
      idleClientTimeout: ['IdleClientTimeout', seconds],
      defaultAuthScheme: 'DefaultAuthScheme',
      secrets: [
        'Auth',
        listOf((inner, value) =>
          mapValue(
            {
              AuthScheme: scalar('SECRETS', { at: value.at, from: 'default' }),
              IAMAuth: scalar(booleanIn(iam) === true ? 'REQUIRED' : 'DISABLED', iam ?? place),
              SecretArn: attributeOf(inner, value, undefined, 'secretArn'),
            },
            value,
          ),
        ),
      ],
      securityGroups: [
        'VpcSecurityGroupIds',
        listOf((inner, value) => attributeOf(inner, value, 'GroupId', 'securityGroupId')),
      ],
    });
    if (!properties.has('DBProxyName')) properties.set('DBProxyName', scalar(self.id, place));
    properties.set(
      'EngineFamily',
      family ? context.toValue(family) : unknownValue('its engine is not decided in the source', target ?? place),
    );
    properties.set('RequireTLS', tls ? (plain(context, tls) ?? scalar(true, place)) : scalar(true, place));
    properties.set('RoleArn', attributeOf(context, role, 'Arn', 'roleArn'));
    properties.set(
      'VpcSubnetIds',
      unknownValue('the VPC construct chooses its subnets', propOf(props, 'vpc') ?? place),
    );
    if (!properties.has('VpcSecurityGroupIds')) {
      const description = { kind: 'scalar', value: 'SecurityGroup for Database Proxy', ...place } as const;
      const group = context.create('aws-ec2.SecurityGroup', self, 'ProxySecurityGroup', cdkMap({ description }, place));
      properties.set('VpcSecurityGroupIds', listValue([attributeOf(context, group, 'GroupId')], place));
    }
    const key = declareMain(context, self, 'AWS::RDS::DBProxy', properties, { open: props.open });
    context.declare(self, {
      suffix: 'ProxyTargetGroup',
      type: 'AWS::RDS::DBProxyTargetGroup',
      properties: groupProperties(context, self, key, props, target),
    });
  },
  methods: {
    grantConnect: (context, self, args) => {
      const user = textIn(argumentOf(args, 1, 'dbUser'));
      const place = here(context);
      const { partition, region, account } = placeOfStack(context, self, place);
      const id = unknownValue('it is decided at deployment (`Select`)', place);
      const arn = textOf(
        ['arn:', partition, ':rds-db:', region, ':', account, ':dbuser:', id, `/${user ?? '*'}`],
        place,
      );
      addStatement(context, argumentOf(args, 0, 'grantee'), statementOf(['rds-db:connect'], [arn], place));
      return undefinedIn(context);
    },
    addEndpoint: undefinedIn,
  },
  properties: {
    endpoint: (context, self) => tokenOf(context, self, 'Endpoint', 'endpoint'),
    dbProxyArn: (context, self) => tokenOf(context, self, 'DBProxyArn', 'dbProxyArn'),
    dbProxyName: (context, self) => tokenOf(context, self, undefined, 'dbProxyName'),
    connections: (context) => context.unknown('it is how a VPC is set up', context.call),
  },
  statics: {
    fromDatabaseProxyAttributes: (context, args) => importedDatabase(context, 'aws-rds.DatabaseProxy', args),
  },
};

function groupProperties(
  context: BuildContext,
  self: Construct,
  key: string,
  props: CdkMap,
  target: CdkValue | undefined,
): ReadonlyMap<string, Value> {
  const place = byDefault(self);
  const pool = propertiesOf(context, props, {
    borrowTimeout: ['ConnectionBorrowTimeout', seconds],
    initQuery: 'InitQuery',
    maxConnectionsPercent: 'MaxConnectionsPercent',
    maxIdleConnectionsPercent: 'MaxIdleConnectionsPercent',
    sessionPinningFilters: ['SessionPinningFilters', listOf((_, value) => filterOf(value))],
  });
  const isCluster = target?.kind === 'construct' && /Cluster/.test(target.library);
  const identifier =
    target?.kind === 'construct'
      ? attributeOf(context, target, undefined, isCluster ? 'clusterIdentifier' : 'instanceIdentifier')
      : unknownValue('which database it is, is not decided in the source', target ?? place, mentionedIn(props));
  const properties = new Map<string, Value>([
    ['DBProxyName', context.toValue(context.reference(key, undefined, self.at))],
    ['TargetGroupName', scalar('default', place)],
    [isCluster ? 'DBClusterIdentifiers' : 'DBInstanceIdentifiers', listValue([identifier], target ?? place)],
    ['ConnectionPoolConfigurationInfo', mapValue(pool, place)],
  ]);
  return properties;
}

const filterOf = (value: CdkValue): Value =>
  value.kind === 'library' ? scalar(nameIn(value.name), value) : unknownValue('it is a filter of the library', value);

/** The library chooses its name, its user and how its password is made. */
const secret: ConstructClass = {
  name: 'aws-rds.DatabaseSecret',
  extends: 'aws-secretsmanager.Secret',
  build: (context, self, props) => {
    const open = 'how the password is made is not read from the source';
    declareMain(context, self, 'AWS::SecretsManager::Secret', new Map(), { open: props.open ?? open });
  },
};

export const rds: readonly ConstructClass[] = [
  base,
  instance('DatabaseInstance'),
  instance('DatabaseInstanceFromSnapshot'),
  instance('DatabaseInstanceReadReplica'),
  cluster('DatabaseCluster'),
  cluster('DatabaseClusterFromSnapshot'),
  cluster('ServerlessCluster'),
  cluster('ServerlessClusterFromSnapshot'),
  proxy,
  secret,
  { name: 'aws-rds.AttachedSecret', extends: 'aws-secretsmanager.Secret', build: () => undefined },
];
