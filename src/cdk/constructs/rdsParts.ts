/** What instances and clusters of `aws-rds` have in common. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { wordOf } from '../words.ts';
import { here, nameIn } from './arns.ts';
import {
  attributeOf,
  byDefault,
  cdkMap,
  type Convert,
  days,
  isAbsent,
  optionsOf,
  type Place,
  plain,
  propOf,
  type PropTable,
  scalar,
  seconds,
  textOf,
  tokenOf,
  unknownValue,
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

export interface Engine {
  readonly name: Value;
  readonly version?: Value;
  /** What a proxy speaks with it. */
  readonly family: 'MYSQL' | 'POSTGRESQL' | undefined;
}

export function engineOf(value: CdkValue | undefined): Engine | undefined {
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
export const sharedTable: PropTable = {
  deletionProtection: 'DeletionProtection',
  iamAuthentication: 'EnableIAMDatabaseAuthentication',
  port: 'Port',
  preferredMaintenanceWindow: 'PreferredMaintenanceWindow',
  cloudwatchLogsExports: 'EnableCloudwatchLogsExports',
  storageEncryptionKey: ['KmsKeyId', keyArn],
  autoMinorVersionUpgrade: 'AutoMinorVersionUpgrade',
  snapshotIdentifier: 'DBSnapshotIdentifier',
};

export const instanceTable: PropTable = {
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

export const elsewhere = 'of a database the network and the credentials are not read from the source';

export const copies = (context: BuildContext, props: CdkMap, place: Place): Value => {
  const given = propOf(props, 'copyTagsToSnapshot');
  return given ? (plain(context, given) ?? scalar(true, place)) : scalar(true, place);
};

/** What a proxy asks of its target. */
export function keepSource(self: Construct, props: CdkMap, engine: Engine | undefined): void {
  if (engine?.family !== undefined)
    self.state.set('family', { kind: 'scalar', value: engine.family, at: self.at, from: 'default' });
  const vpc = propOf(props, 'vpc') ?? propOf(props, 'instanceProps', 'vpc');
  if (vpc) self.state.set('vpc', vpc);
}

export function importedDatabase(context: BuildContext, name: string, args: Arguments): Construct {
  const options = optionsOf(args, 2, here(context));
  const kept = [...options.entries].filter(([, entry]) => !isAbsent(entry.value));
  return imported(context, name, args, Object.fromEntries(kept.map(([key, entry]) => [key, entry.value])));
}

/** `{ hostname, port, socketAddress }` */
export function endpoint(context: BuildContext, self: Construct, attribute: string): CdkValue {
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
export function attachSecret(context: BuildContext, self: Construct, props: CdkMap, type: string): void {
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
