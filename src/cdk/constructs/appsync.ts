/** `aws-appsync`: GraphQL APIs with their data sources, functions and resolvers. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { functionArn, here, made, nameIn, placeOfStack, serviceRole, withProps } from './arns.ts';
import { grantTo } from './grants.ts';
import { addStatement, grant, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  cdkList,
  cdkScalar,
  declareMain,
  itemsIn,
  listOf,
  listValue,
  mapOf,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  struct,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  workspacePath,
  type Convert,
  type PropTable,
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

interface SourceKind {
  readonly type: string;
  readonly config?: (
    context: BuildContext,
    self: Construct,
    props: CdkMap,
  ) => Readonly<Record<string, Value | undefined>>;
  readonly allow?: (context: BuildContext, self: Construct, props: CdkMap) => void;
}

const kinds: Readonly<Record<string, SourceKind>> = {
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

const dataSource = (name: string, kind: SourceKind): ConstructClass => ({
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

const apiId: Convert = (context, value) => attributeOf(context, value, 'ApiId', 'apiId');

const sourceName: Convert = (context, value) => {
  const kept = value.kind === 'construct' ? value.state.get('sourceName') : undefined;
  return kept ? context.toValue(kept) : attributeOf(context, value, 'Name');
};

/** `MappingTemplate.lambdaRequest()` is text of the library's; what the program writes itself is known. */
const template: Convert = (context, value) => {
  const [given] = value.kind === 'made' ? value.arguments.positional : [];
  if (value.kind === 'made' && nameIn(value.name) === 'fromString' && given) return plain(context, given);
  return unknownValue('the library writes the template', value);
};

const code: Convert = (context, value) => {
  const [given] = value.kind === 'made' ? value.arguments.positional : [];
  if (value.kind === 'made' && nameIn(value.name) === 'fromInline' && given) return plain(context, given);
  return unknownValue('it is uploaded from a file', value);
};

const runtime: Convert = (_, value) =>
  value.kind === 'library' && nameIn(value.name) === 'JS_1_0_0'
    ? mapValue({ Name: scalar('APPSYNC_JS', value), RuntimeVersion: scalar('1.0.0', value) }, value)
    : unknownValue('its runtime is not decided in the source', value);

const templates: PropTable = {
  api: ['ApiId', apiId],
  dataSource: ['DataSourceName', sourceName],
  maxBatchSize: 'MaxBatchSize',
  requestMappingTemplate: ['RequestMappingTemplate', template],
  responseMappingTemplate: ['ResponseMappingTemplate', template],
  runtime: ['Runtime', runtime],
};

function setCode(context: BuildContext, props: CdkMap, properties: Map<string, Value>): void {
  const given = propOf(props, 'code');
  const value = given && code(context, given);
  if (!given || !value) return;
  const isInline = given.kind === 'made' && nameIn(given.name) === 'fromInline';
  properties.set(isInline ? 'Code' : 'CodeS3Location', value);
}

const resolver: ConstructClass = {
  name: 'aws-appsync.Resolver',
  extends: 'constructs.Construct',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      ...templates,
      typeName: 'TypeName',
      fieldName: 'FieldName',
      metricsConfig: 'MetricsConfig',
      cachingConfig: ['CachingConfig', struct({ cachingKeys: ['CachingKeys', listOf(plain)], ttl: ['Ttl', seconds] })],
      pipelineConfig: [
        'PipelineConfig.Functions',
        listOf((inner, value) => attributeOf(inner, value, 'FunctionId', 'functionId')),
      ],
    });
    const pipeline = propOf(props, 'pipelineConfig');
    const isPipeline = pipeline !== undefined && (pipeline.kind !== 'list' || pipeline.items.length > 0);
    if (!isPipeline) properties.delete('PipelineConfig');
    properties.set('Kind', scalar(isPipeline ? 'PIPELINE' : 'UNIT', pipeline ?? byDefault(self)));
    setCode(context, props, properties);
    declareMain(context, self, 'AWS::AppSync::Resolver', properties, { open: props.open });
  },
  properties: { arn: (context, self) => tokenOf(context, self, 'ResolverArn') },
};

const appsyncFunction: ConstructClass = {
  name: 'aws-appsync.AppsyncFunction',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, { ...templates, name: 'Name', description: 'Description' });
    properties.set('FunctionVersion', scalar('2018-05-29', byDefault(self)));
    setCode(context, props, properties);
    declareMain(context, self, 'AWS::AppSync::FunctionConfiguration', properties, { open: props.open });
  },
  properties: {
    functionId: (context, self) => tokenOf(context, self, 'FunctionId', 'functionId'),
    functionArn: (context, self) => tokenOf(context, self, 'FunctionArn'),
    functionName: (context, self) => tokenOf(context, self, 'Name'),
  },
};

export const appsync: readonly ConstructClass[] = [
  api,
  resolver,
  appsyncFunction,
  ...Object.entries(kinds).map(([name, kind]) => dataSource(name, kind)),
];
