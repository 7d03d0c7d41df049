/** `aws-rds`: instances, clusters and proxies. Of their network only the security group is read. */
import type { ConstructClass } from '../library.ts';
import { here, placeOfStack, withProps } from './arns.ts';
import { grantTo } from './grants.ts';
import { grant } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  declareMain,
  optionsOf,
  propertiesOf,
  propOf,
  scalar,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
} from './props.ts';
import { cluster } from './rdsClusters.ts';
import {
  attachSecret,
  copies,
  elsewhere,
  endpoint,
  engineOf,
  importedDatabase,
  instanceTable,
  keepSource,
} from './rdsParts.ts';
import { proxy } from './rdsProxy.ts';

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
