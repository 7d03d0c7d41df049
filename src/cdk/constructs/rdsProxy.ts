/** `aws-rds`: proxies, which share connections among many functions. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { here, nameIn, placeOfStack, serviceRole } from './arns.ts';
import { grantTo } from './grants.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  declareMain,
  itemsIn,
  listOf,
  listValue,
  mapValue,
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
} from './props.ts';
import { importedDatabase } from './rdsParts.ts';

/** `ProxyTarget.fromInstance(db)`, or the database whose `addProxy` was called. */
function targetOf(props: CdkMap): CdkValue | undefined {
  const given = propOf(props, 'proxyTarget');
  const [target] = given?.kind === 'made' ? given.arguments.positional : [];
  return propOf(props, 'databaseTarget') ?? target ?? given;
}

export const proxy: ConstructClass = {
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
