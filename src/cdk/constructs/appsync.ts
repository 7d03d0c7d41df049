/** `aws-appsync`: GraphQL APIs with their data sources, functions and resolvers. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkValue, Construct } from '../value.ts';
import { appsyncFunction, resolver } from './appsyncResolvers.ts';
import { dataSource, kinds } from './appsyncSources.ts';
import { functionArn, here, made, placeOfStack, serviceRole, withProps } from './arns.ts';
import { grant } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  cdkList,
  cdkScalar,
  declareMain,
  itemsIn,
  listValue,
  mapOf,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  type PropTable,
  scalar,
  seconds,
  struct,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  workspacePath,
} from './props.ts';
import { imported } from './versions.ts';

const apiKey = 'aws-appsync.AuthorizationType.API_KEY';

const api: ConstructClass = {
  name: 'aws-appsync.GraphqlApi',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const authorization = propOf(props, 'authorizationConfig');
    const first = propOf(authorization, 'defaultAuthorization');
    const others = propOf(authorization, 'additionalAuthorizationModes');
    const properties = propertiesOf(context, props, {
      name: 'Name',
      xrayEnabled: 'XrayEnabled',
      visibility: 'Visibility',
      introspectionConfig: 'IntrospectionConfig',
      queryDepthLimit: 'QueryDepthLimit',
      resolverCountLimit: 'ResolverCountLimit',
      environmentVariables: ['EnvironmentVariables', mapOf(plain)],
      ownerContact: 'OwnerContact',
    });
    for (const [name, value] of authorizationOf(context, first)) properties.set(name, value);
    if (others && itemsIn(others).length > 0)
      properties.set(
        'AdditionalAuthenticationProviders',
        listValue(
          itemsIn(others).map((mode) => mapValue(authorizationOf(context, mode), mode)),
          others,
        ),
      );
    const log = propOf(props, 'logConfig');
    if (log) properties.set('LogConfig', loggingOf(context, self, log));
    const key = declareMain(context, self, 'AWS::AppSync::GraphQLApi', properties, { open: props.open });
    const id = context.toValue(context.reference(key, 'ApiId', self.at));
    const schema = schemaOf(context, propOf(props, 'schema') ?? propOf(props, 'definition'));
    if (schema)
      context.declare(self, {
        suffix: 'Schema',
        type: 'AWS::AppSync::GraphQLSchema',
        properties: new Map([['ApiId', id], schema]),
      });
    const modes = [first, ...itemsIn(others)];
    const keyed = modes.find((mode) => !mode || nameOfMode(mode) === apiKey);
    if (keyed || modes.includes(undefined)) declareKey(context, self, id, keyed);
  },
  methods: {
    addLambdaDataSource: (context, self, args) => source(context, self, 'LambdaDataSource', 'lambdaFunction', args),
    addDynamoDbDataSource: (context, self, args) => source(context, self, 'DynamoDbDataSource', 'table', args),
    addHttpDataSource: (context, self, args) => source(context, self, 'HttpDataSource', 'endpoint', args),
    addEventBridgeDataSource: (context, self, args) => source(context, self, 'EventBridgeDataSource', 'eventBus', args),
    addNoneDataSource: (context, self, args) => source(context, self, 'NoneDataSource', undefined, args),
    addRdsDataSource: (context, self, args) => database(context, self, args),
    addRdsDataSourceV2: (context, self, args) => database(context, self, args),
    addOpenSearchDataSource: (context, self, args) => source(context, self, 'OpenSearchDataSource', 'domain', args),
    addElasticsearchDataSource: (context, self, args) =>
      source(context, self, 'ElasticsearchDataSource', 'domain', args),
    createResolver: (context, self, args) => {
      const id = textIn(argumentOf(args, 0, 'id')) ?? '…';
      return context.create(
        'aws-appsync.Resolver',
        self,
        id,
        withProps(optionsOf(args, 1, here(context)), { api: self }),
      );
    },
    addEnvironmentVariable: (context, self, args) => {
      const [name, value] = [textIn(argumentOf(args, 0, 'key')), argumentOf(args, 1, 'value')];
      if (self.main !== undefined && name !== undefined && value)
        context.change(self.main, ['EnvironmentVariables', name], plain(context, value) ?? context.toValue(value));
      return undefinedIn(context);
    },
    addSchemaDependency: undefinedIn,
    grantMutation: (context, self, args) => granted(context, self, 'Mutation', args),
    grantQuery: (context, self, args) => granted(context, self, 'Query', args),
    grantSubscription: (context, self, args) => granted(context, self, 'Subscription', args),
  },
  properties: {
    apiId: (context, self) => tokenOf(context, self, 'ApiId', 'apiId'),
    arn: (context, self) => tokenOf(context, self, 'Arn', 'arn'),
    graphqlUrl: (context, self) => tokenOf(context, self, 'GraphQLUrl', 'graphqlUrl'),
    graphQLEndpointArn: (context, self) => tokenOf(context, self, 'GraphQLEndpointArn'),
    apiKey: (_, self) => self.state.get('apiKey'),
  },
  statics: {
    fromGraphqlApiAttributes: (context, args) => {
      const options = optionsOf(args, 2, here(context));
      return imported(context, 'aws-appsync.GraphqlApi', args, {
        apiId: propOf(options, 'graphqlApiId'),
        arn: propOf(options, 'graphqlApiArn'),
      });
    },
  },
};

const nameOfMode = (mode: CdkValue): string => {
  const type = propOf(mode, 'authorizationType');
  return type?.kind === 'library' ? type.name : '';
};

/** Of `UserPoolDefaultAction.ALLOW` and the like, what is written in a template. */
const authorizationTable: PropTable = {
  authorizationType: 'AuthenticationType',
  lambdaAuthorizerConfig: [
    'LambdaAuthorizerConfig',
    struct({
      handler: ['AuthorizerUri', functionArn],
      resultsCacheTtl: ['AuthorizerResultTtlInSeconds', seconds],
      validationRegex: 'IdentityValidationExpression',
    }),
  ],
  openIdConnectConfig: [
    'OpenIDConnectConfig',
    struct({
      tokenExpiryFromAuth: 'AuthTTL',
      clientId: 'ClientId',
      tokenExpiryFromIssue: 'IatTTL',
      oidcProvider: 'Issuer',
    }),
  ],
  userPoolConfig: [
    'UserPoolConfig',
    struct({
      appIdClientRegex: 'AppIdClientRegex',
      defaultAction: 'DefaultAction',
      userPool: ['UserPoolId', (context, value) => attributeOf(context, value, undefined, 'userPoolId')],
    }),
  ],
};

function authorizationOf(context: BuildContext, mode: CdkValue | undefined): ReadonlyMap<string, Value> {
  if (mode?.kind !== 'map') {
    const place = mode ?? { at: context.call, from: 'default' as const };
    const value = mode ? unknownValue('its mode is not decided in the source', place) : scalar('API_KEY', place);
    return new Map([['AuthenticationType', value]]);
  }
  const properties = propertiesOf(context, mode, authorizationTable);
  const pool = properties.get('UserPoolConfig');
  if (pool?.kind === 'map') {
    const place = { at: pool.at, from: 'default' } as const;
    const more = new Map(pool.entries);
    const region = context.toValue({ kind: 'library', name: 'core.Aws.REGION', ...place });
    more.set('AwsRegion', { key: pool.at, value: region });
    if (!more.has('DefaultAction')) more.set('DefaultAction', { key: pool.at, value: scalar('ALLOW', place) });
    properties.set('UserPoolConfig', { ...pool, entries: more });
  }
  return properties;
}

function loggingOf(context: BuildContext, self: Construct, log: CdkValue): Value {
  const place = { at: log.at, from: 'default' } as const;
  const given = propOf(log, 'role');
  const policy = made(
    context,
    'aws-iam.ManagedPolicy.fromAwsManagedPolicyName',
    [cdkScalar('service-role/AWSAppSyncPushToCloudWatchLogs', place)],
    place,
  );
  const role =
    given ??
    serviceRole(context, self, 'ApiLogsRole', 'appsync.amazonaws.com', { managedPolicies: cdkList([policy], place) });
  const level = propOf(log, 'fieldLogLevel');
  const verbose = propOf(log, 'excludeVerboseContent');
  return mapValue(
    {
      CloudWatchLogsRoleArn: attributeOf(context, role, 'Arn', 'roleArn'),
      ExcludeVerboseContent: verbose && plain(context, verbose),
      FieldLogLevel: level ? plain(context, level) : scalar('NONE', place),
    },
    log,
  );
}

/** `SchemaFile.fromAsset('schema.graphql')`, `Definition.fromFile(…)`: the text is in the template. */
function schemaOf(context: BuildContext, value: CdkValue | undefined): readonly [string, Value] | undefined {
  if (value?.kind !== 'made') return undefined;
  const [first] = value.arguments.positional;
  if (first?.kind === 'made') return schemaOf(context, first);
  const path = workspacePath(context, first ?? propOf(value.arguments.named, 'filePath'));
  const why = path.known ? `it is the text of \`${path.value}\`` : path.why;
  return ['Definition', unknownValue(why, value)];
}

function declareKey(context: BuildContext, self: Construct, id: Value, mode: CdkValue | undefined): void {
  const config = propOf(mode, 'apiKeyConfig');
  const name = textIn(propOf(config, 'name')) ?? 'Default';
  const description = propOf(config, 'description');
  const expires = propOf(config, 'expires');
  const key = context.declare(self, {
    suffix: `${name}ApiKey`,
    type: 'AWS::AppSync::ApiKey',
    properties: new Map<string, Value>([
      ['ApiId', id],
      ...(description ? ([['Description', context.toValue(description)]] as const) : []),
      ...(expires ? ([['Expires', unknownValue('the library computes the time', expires)]] as const) : []),
    ]),
  });
  self.state.set('apiKey', context.reference(key, 'ApiKey', self.at));
}

function source(
  context: BuildContext,
  self: Construct,
  kind: string,
  prop: string | undefined,
  args: Arguments,
): Construct {
  const options = optionsOf(args, prop === undefined ? 1 : 2, here(context));
  const resource = prop === undefined ? undefined : argumentOf(args, 1, prop);
  const props = withProps(options, { api: self, ...(prop === undefined ? {} : { [prop]: resource }) });
  return context.create(`aws-appsync.${kind}`, self, textIn(argumentOf(args, 0, 'id')) ?? '…', props);
}

function database(context: BuildContext, self: Construct, args: Arguments): Construct {
  const props = withProps(optionsOf(args, 4, here(context)), {
    api: self,
    serverlessCluster: argumentOf(args, 1, 'serverlessCluster'),
    secretStore: argumentOf(args, 2, 'secretStore'),
    databaseName: argumentOf(args, 3, 'databaseName'),
  });
  return context.create('aws-appsync.RdsDataSource', self, textIn(argumentOf(args, 0, 'id')) ?? '…', props);
}

function granted(context: BuildContext, self: Construct, type: string, args: Arguments): CdkValue {
  const [grantee, ...fields] = args.positional;
  const place = here(context);
  const { partition, region, account } = placeOfStack(context, self, place);
  const arn = (field: string): Value =>
    textOf(
      [
        'arn:',
        partition,
        ':appsync:',
        region,
        ':',
        account,
        ':apis/',
        attributeOf(context, self, 'ApiId', 'apiId'),
        `/types/${type}/${field}`,
      ],
      place,
    );
  const names = fields.flatMap((it) => textIn(it) ?? []);
  const resources = names.length > 0 ? names.map((name) => arn(`fields/${name}`)) : [arn('*')];
  return grant(context, grantee, ['appsync:GraphQL'], resources);
}

export const appsync: readonly ConstructClass[] = [
  api,
  resolver,
  appsyncFunction,
  ...Object.entries(kinds).map(([name, kind]) => dataSource(name, kind)),
];
