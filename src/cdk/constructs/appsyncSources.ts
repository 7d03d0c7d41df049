/** `aws-appsync`: where the data of GraphQL APIs comes from. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, Construct } from '../value.ts';
import { apiId } from './appsyncResolvers.ts';
import { functionArn, here, placeOfStack, serviceRole, withProps } from './arns.ts';
import { grantTo } from './grants.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  declareMain,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textIn,
  textOf,
} from './props.ts';

interface SourceKind {
  readonly type: string;
  readonly config?: (
    context: BuildContext,
    self: Construct,
    props: CdkMap,
  ) => Readonly<Record<string, Value | undefined>>;
  readonly allow?: (context: BuildContext, self: Construct, props: CdkMap) => void;
}

export const kinds: Readonly<Record<string, SourceKind>> = {
  NoneDataSource: { type: 'NONE' },
  LambdaDataSource: {
    type: 'AWS_LAMBDA',
    config: (context, _, props) => {
      const fn = propOf(props, 'lambdaFunction');
      return { LambdaConfig: fn && mapValue({ LambdaFunctionArn: functionArn(context, fn) }, fn) };
    },
    allow: (context, self, props) => {
      const fn = propOf(props, 'lambdaFunction');
      const arn = fn && functionArn(context, fn);
      if (arn)
        addStatement(
          context,
          self,
          statementOf(['lambda:InvokeFunction'], [arn, textOf([arn, ':*'], arn)], here(context)),
        );
    },
  },
  DynamoDbDataSource: {
    type: 'AMAZON_DYNAMODB',
    config: (context, self, props) => {
      const table = propOf(props, 'table');
      const caller = propOf(props, 'useCallerCredentials');
      const { region } = placeOfStack(context, self, table ?? self);
      return {
        DynamoDBConfig:
          table &&
          mapValue(
            {
              AwsRegion: region,
              TableName: attributeOf(context, table, undefined, 'tableName'),
              UseCallerCredentials: caller && plain(context, caller),
            },
            table,
          ),
      };
    },
    allow: (context, self, props) => {
      const only = propOf(props, 'readOnlyAccess');
      const isRead = only?.kind === 'scalar' && only.value === true;
      grantTo(context, self, propOf(props, 'table'), isRead ? 'grantReadData' : 'grantReadWriteData');
    },
  },
  HttpDataSource: {
    type: 'HTTP',
    config: (context, _, props) => {
      const endpoint = propOf(props, 'endpoint');
      const authorization = propOf(props, 'authorizationConfig');
      const signed = authorization && {
        AuthorizationConfig: mapValue(
          {
            AuthorizationType: scalar('AWS_IAM', authorization),
            AwsIamConfig: struct({ signingRegion: 'SigningRegion', signingServiceName: 'SigningServiceName' })(
              context,
              authorization,
            ),
          },
          authorization,
        ),
      };
      return {
        HttpConfig: endpoint && mapValue({ Endpoint: plain(context, endpoint), ...signed }, endpoint),
      };
    },
  },
  EventBridgeDataSource: {
    type: 'AMAZON_EVENTBRIDGE',
    config: (context, _, props) => {
      const bus = propOf(props, 'eventBus');
      return {
        EventBridgeConfig: bus && mapValue({ EventBusArn: attributeOf(context, bus, 'Arn', 'eventBusArn') }, bus),
      };
    },
    allow: (context, self, props) => {
      grantTo(context, self, propOf(props, 'eventBus'), 'grantPutEventsTo');
    },
  },
  RdsDataSource: {
    type: 'RELATIONAL_DATABASE',
    config: (context, self, props) => {
      const [cluster, secret, name] = ['serverlessCluster', 'secretStore', 'databaseName'].map((it) =>
        propOf(props, it),
      );
      const place = cluster ?? self;
      const { partition, region, account } = placeOfStack(context, self, place);
      const id = cluster && attributeOf(context, cluster, undefined, 'clusterIdentifier');
      const endpoint = mapValue(
        {
          AwsRegion: region,
          AwsSecretStoreArn: secret && attributeOf(context, secret, undefined, 'secretArn'),
          DatabaseName: name && plain(context, name),
          DbClusterIdentifier: id && textOf(['arn:', partition, ':rds:', region, ':', account, ':cluster:', id], place),
        },
        place,
      );
      return {
        RelationalDatabaseConfig: mapValue(
          {
            RdsHttpEndpointConfig: endpoint,
            RelationalDatabaseSourceType: scalar('RDS_HTTP_ENDPOINT', byDefault(self)),
          },
          place,
        ),
      };
    },
    allow: (context, self, props) => {
      grantTo(context, self, propOf(props, 'secretStore'), 'grantRead', 'aws-secretsmanager.Secret');
    },
  },
  ElasticsearchDataSource: { type: 'AMAZON_ELASTICSEARCH' },
  OpenSearchDataSource: { type: 'AMAZON_OPENSEARCH_SERVICE' },
};

export const dataSource = (name: string, kind: SourceKind): ConstructClass => ({
  name: `aws-appsync.${name}`,
  extends: 'constructs.Construct',
  build: (context, self, props) => {
    const place = byDefault(self);
    const given = propOf(props, 'serviceRole');
    const role =
      kind.type === 'NONE' ? undefined : (given ?? serviceRole(context, self, 'ServiceRole', 'appsync.amazonaws.com'));
    if (role) self.state.set('role', role);
    const label = propOf(props, 'name');
    const text = textIn(label);
    const owner = propOf(props, 'api');
    if (owner) self.state.set('api', owner);
    const properties = propertiesOf(context, props, {
      api: ['ApiId', apiId],
      description: 'Description',
      metricsConfig: 'MetricsConfig',
    });
    properties.set('Type', scalar(kind.type, place));
    properties.set(
      'Name',
      label && text === undefined
        ? context.toValue(label)
        : scalar((text ?? self.id).replace(/\W+/g, ''), label ?? place),
    );
    if (role) properties.set('ServiceRoleArn', attributeOf(context, role, 'Arn', 'roleArn'));
    for (const [key, value] of Object.entries(kind.config?.(context, self, props) ?? {}))
      if (value) properties.set(key, value);
    const naming = properties.get('Name');
    declareMain(context, self, 'AWS::AppSync::DataSource', properties, { open: props.open });
    if (naming?.kind === 'scalar') self.state.set('sourceName', { ...naming, kind: 'scalar' });
    kind.allow?.(context, self, props);
  },
  methods: {
    createResolver: (context, self, args) => under(context, self, 'Resolver', args),
    createFunction: (context, self, args) => under(context, self, 'AppsyncFunction', args),
  },
  properties: {
    name: (_, self) => self.state.get('sourceName'),
    grantPrincipal: (_, self) => self.state.get('role'),
  },
});

/** Resolvers of a data source lie below its API. */
function under(context: BuildContext, self: Construct, kind: string, args: Arguments): Construct {
  const owner = self.state.get('api');
  const scope = owner?.kind === 'construct' ? owner : self;
  const given = argumentOf(args, 0, 'id');
  const isOld = given?.kind === 'map';
  const options = optionsOf(args, isOld ? 0 : 1, here(context));
  const id = isOld
    ? `${textIn(propOf(options, 'typeName')) ?? ''}${textIn(propOf(options, 'fieldName')) ?? ''}Resolver`
    : (textIn(given) ?? '…');
  return context.create(`aws-appsync.${kind}`, scope, id, withProps(options, { api: owner, dataSource: self }));
}
