/** `aws-apigateway`: deployments, stages with their cache, usage plans and domains. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { restApiId } from './apigatewayMethods.ts';
import { here, invocationUri, nameIn, placeOfStack, withProps } from './arns.ts';
import { uniqueId } from './names.ts';
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
  type Convert,
  type Place,
  type PropTable,
} from './props.ts';
import { imported } from './versions.ts';

const deployment: ConstructClass = {
  name: 'aws-apigateway.Deployment',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const api = propOf(props, 'api');
    if (api) self.state.set('api', api);
    const properties = propertiesOf(context, props, {
      description: 'Description',
      stageName: 'StageName',
      api: ['RestApiId', restApiId],
    });
    declareMain(context, self, 'AWS::ApiGateway::Deployment', properties, { open: props.open });
  },
  methods: { addToLogicalId: undefinedIn },
  properties: {
    deploymentId: (context, self) => tokenOf(context, self, undefined),
    api: (_, self) => self.state.get('api'),
  },
};

/** Of all methods of a stage, or of one. */
const methodTable: PropTable = {
  cacheDataEncrypted: 'CacheDataEncrypted',
  cacheTtl: ['CacheTtlInSeconds', seconds],
  cachingEnabled: 'CachingEnabled',
  dataTraceEnabled: 'DataTraceEnabled',
  loggingLevel: 'LoggingLevel',
  metricsEnabled: 'MetricsEnabled',
  throttlingBurstLimit: 'ThrottlingBurstLimit',
  throttlingRateLimit: 'ThrottlingRateLimit',
};

const stage: ConstructClass = {
  name: 'aws-apigateway.Stage',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const of = propOf(props, 'deployment');
    const api = of?.kind === 'construct' ? of.state.get('api') : undefined;
    if (api) self.state.set('api', api);
    const properties = propertiesOf(context, props, {
      stageName: 'StageName',
      cacheClusterEnabled: 'CacheClusterEnabled',
      cacheClusterSize: 'CacheClusterSize',
      clientCertificateId: 'ClientCertificateId',
      description: 'Description',
      documentationVersion: 'DocumentationVersion',
      tracingEnabled: 'TracingEnabled',
      variables: 'Variables',
      deployment: ['DeploymentId', (inner, value) => attributeOf(inner, value, undefined, 'deploymentId')],
    });
    if (!properties.has('StageName')) properties.set('StageName', scalar('prod', place));
    if (api) properties.set('RestApiId', restApiId(context, api));
    const settings = settingsOf(context, props);
    if (settings) properties.set('MethodSettings', settings);
    const log = accessLogOf(context, props);
    if (log) properties.set('AccessLogSetting', log);
    sizeCache(props, properties);
    declareMain(context, self, 'AWS::ApiGateway::Stage', properties, { open: props.open });
  },
  methods: {
    addApiKey: (context, self, args) =>
      apiKeyFor(context, self, self, args.positional[0], optionsOf(args, 1, here(context))),
    urlForPath: (context, self, args) => urlOf(context, self, textIn(argumentOf(args, 0, 'path')) ?? '/'),
  },
  properties: {
    stageName: (context, self) => tokenOf(context, self, undefined, 'stageName'),
    restApi: (_, self) => self.state.get('api'),
  },
  statics: {
    fromStageAttributes: (context, args) => {
      const options = optionsOf(args, 2, here(context));
      return imported(context, 'aws-apigateway.Stage', args, {
        stageName: propOf(options, 'stageName'),
        api: propOf(options, 'restApi'),
      });
    },
  },
};

function settingsOf(context: BuildContext, props: CdkMap): Value | undefined {
  const common = propertiesOf(context, props, methodTable);
  const given = propOf(props, 'methodOptions');
  const items: Value[] = [];
  const add = (path: string, settings: Map<string, Value>, place: CdkValue): void => {
    const traced = settings.get('DataTraceEnabled') ?? scalar(false, { at: place.at, from: 'default' });
    const [httpMethod, resourcePath] = pathOf(path);
    items.push(
      mapValue(
        {
          HttpMethod: scalar(httpMethod, place),
          ResourcePath: scalar(resourcePath, place),
          ...Object.fromEntries(settings),
          DataTraceEnabled: traced,
        },
        place,
      ),
    );
  };
  if (common.size > 0) add('/*/*', common, props);
  for (const [path, entry] of given?.kind === 'map' ? given.entries : [])
    if (entry.value.kind === 'map') add(path, propertiesOf(context, entry.value, methodTable), entry.value);
  if (given && given.kind !== 'map') return context.toValue(given);
  const [first] = items;
  return first ? listValue(items, first) : undefined;
}

/** `/orders/{id}/GET` → `GET` and `/~1orders~1{id}` */
function pathOf(path: string): readonly [httpMethod: string, resourcePath: string] {
  const parts = path.replace(/^\//, '').split('/');
  const method = (parts.pop() ?? '*').toUpperCase();
  const joined = parts.join('~1');
  return [method, joined === '*' ? '/*' : joined === '' ? '/' : `/~1${joined}`];
}

/** A size, or a method that is cached, switches the cache on; it has the smallest size unless one is given. */
function sizeCache(props: CdkMap, properties: Map<string, Value>): void {
  const given = propOf(props, 'methodOptions');
  const methods = given?.kind === 'map' ? [...given.entries.values()].map((entry) => entry.value) : [];
  const caching = [props, ...methods].find((it) => booleanIn(propOf(it, 'cachingEnabled')) === true);
  const size = propOf(props, 'cacheClusterSize');
  const reason = caching ? (propOf(caching, 'cachingEnabled') ?? caching) : size;
  if (!properties.has('CacheClusterEnabled') && reason)
    properties.set('CacheClusterEnabled', scalar(true, { at: reason.at, from: 'default' }));
  const enabled = properties.get('CacheClusterEnabled');
  if (enabled?.kind === 'scalar' && enabled.value === true && !properties.has('CacheClusterSize'))
    properties.set('CacheClusterSize', scalar('0.5', { at: enabled.at, from: 'default' }));
}

function accessLogOf(context: BuildContext, props: CdkMap): Value | undefined {
  const destination = propOf(props, 'accessLogDestination');
  const format = propOf(props, 'accessLogFormat');
  if (!destination && !format) return undefined;
  const [target] = destination?.kind === 'made' ? destination.arguments.positional : [];
  const isCustom = format?.kind === 'made' && nameIn(format.name) === 'custom';
  const [custom] = isCustom ? format.arguments.positional : [];
  return mapValue(
    {
      DestinationArn: target && attributeOf(context, target, 'Arn', 'logGroupArn', 'streamArn'),
      Format: custom ? plain(context, custom) : formatOf(format, format ?? destination ?? props),
    },
    destination ?? format ?? props,
  );
}

const formatOf = (format: CdkValue | undefined, place: Place): Value =>
  format === undefined || (format.kind === 'made' && nameIn(format.name) === 'clf')
    ? scalar(commonLog, place)
    : unknownValue('the library writes the format of access logs', place);

/** The common log format in variables of API Gateway. */
const commonLog =
  '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId';

/** `https://<api>.execute-api.<region>.<suffix>/<stage>/` */
export function urlOf(context: BuildContext, of: Construct, path: string): CdkValue {
  const place = here(context);
  const api = of.state.get('api');
  const { region } = placeOfStack(context, of, place);
  const suffix = context.toValue({ kind: 'library', name: 'core.Aws.URL_SUFFIX', ...place });
  const parts = [
    'https://',
    api ? restApiId(context, api) : unknownValue('the API is not known', place),
    '.execute-api.',
    region,
    '.',
    suffix,
    '/',
    attributeOf(context, of, undefined, 'stageName'),
    path,
  ];
  const value = textOf(parts, place);
  return value.kind === 'text'
    ? { kind: 'token', value, ...place }
    : context.unknown('it is decided at deployment', place.at);
}

const usagePlan: ConstructClass = {
  name: 'aws-apigateway.UsagePlan',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      name: 'UsagePlanName',
      description: 'Description',
      quota: ['Quota', struct({ limit: 'Limit', offset: 'Offset', period: 'Period' })],
      throttle: ['Throttle', throttle],
      apiStages: ['ApiStages', listOf(apiStage)],
    });
    declareMain(context, self, 'AWS::ApiGateway::UsagePlan', properties, { open: props.open });
    const key = propOf(props, 'apiKey');
    if (key) addKey(context, self, key, 'UsagePlanKeyResource');
  },
  methods: {
    addApiStage: (context, self, args) => {
      const item = apiStage(context, optionsOf(args, 0, here(context)));
      if (self.main !== undefined && item) context.append(self.main, ['ApiStages'], item);
      return undefinedIn(context);
    },
    addApiKey: (context, self, args) => {
      const key = argumentOf(args, 0, 'apiKey');
      if (key) addKey(context, self, key, 'UsagePlanKeyResource');
      return undefinedIn(context);
    },
  },
  properties: { usagePlanId: (context, self) => tokenOf(context, self, undefined) },
};

const throttle = struct({ burstLimit: 'BurstLimit', rateLimit: 'RateLimit' });

const apiStage: Convert = (context, value) => {
  const given = propOf(value, 'stage');
  const api = (given?.kind === 'construct' ? given.state.get('api') : undefined) ?? propOf(value, 'api');
  const methods = itemsIn(propOf(value, 'throttle')).flatMap((item): (readonly [string, Value])[] => {
    const [method, limits] = [propOf(item, 'method'), propOf(item, 'throttle')];
    const owner = method?.kind === 'construct' ? method.state.get('resource') : undefined;
    const path = owner?.kind === 'construct' ? textIn(owner.state.get('path')) : undefined;
    const converted = limits && throttle(context, limits);
    return path !== undefined && method?.kind === 'construct' && converted ? [[`${path}/${method.id}`, converted]] : [];
  });
  return mapValue(
    {
      ApiId: api && restApiId(context, api),
      Stage: given && attributeOf(context, given, undefined, 'stageName'),
      Throttle: methods.length > 0 ? mapValue(new Map(methods), value) : undefined,
    },
    value,
  );
};

function addKey(context: BuildContext, self: Construct, key: CdkValue, id: string): void {
  const place = here(context);
  const number = [...self.state.keys()].filter((it) => it.startsWith('key ')).length;
  self.state.set(`key ${number}`, key);
  const suffix = number === 0 ? id : `${id}:${key.kind === 'construct' ? uniqueId(key) : ''}`;
  context.declare(self, {
    suffix,
    type: 'AWS::ApiGateway::UsagePlanKey',
    properties: new Map([
      ['KeyId', attributeOf(context, key, undefined, 'keyId')],
      ['KeyType', scalar('API_KEY', { ...place, from: 'default' })],
      ['UsagePlanId', attributeOf(context, self, undefined)],
    ]),
  });
}

const apiKey: ConstructClass = {
  name: 'aws-apigateway.ApiKey',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      apiKeyName: 'Name',
      customerId: 'CustomerId',
      description: 'Description',
      enabled: 'Enabled',
      generateDistinctId: 'GenerateDistinctId',
      value: 'Value',
      stages: ['StageKeys', listOf(stageKey)],
      resources: ['StageKeys', listOf(stageKey)],
    });
    if (!properties.has('Enabled')) properties.set('Enabled', scalar(true, byDefault(self)));
    declareMain(context, self, 'AWS::ApiGateway::ApiKey', properties, { open: props.open });
  },
  properties: { keyId: (context, self) => tokenOf(context, self, undefined, 'keyId') },
  statics: {
    fromApiKeyId: (context, args) =>
      imported(context, 'aws-apigateway.ApiKey', args, { keyId: argumentOf(args, 2, 'apiKeyId') }),
  },
};

const stageKey: Convert = (context, value) => {
  const of = value.kind === 'construct' ? (value.state.get('deploymentStage') ?? value) : value;
  const api = of.kind === 'construct' ? of.state.get('api') : undefined;
  return mapValue(
    { RestApiId: api && restApiId(context, api), StageName: attributeOf(context, of, undefined, 'stageName') },
    value,
  );
};

export function apiKeyFor(
  context: BuildContext,
  scope: Construct,
  of: CdkValue | undefined,
  id: CdkValue | undefined,
  options: CdkMap,
): Construct {
  const stages: CdkValue | undefined = of && { kind: 'list', items: [of], ...here(context) };
  const props = propOf(options, 'stages') ? options : withProps(options, { stages });
  return context.create('aws-apigateway.ApiKey', scope, textIn(id) ?? '…', props);
}

const domainName: ConstructClass = {
  name: 'aws-apigateway.DomainName',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const endpoint = propOf(props, 'endpointType');
    const isEdge = endpoint?.kind === 'library' && nameIn(endpoint.name) === 'EDGE';
    const type = (endpoint && plain(context, endpoint)) ?? scalar('REGIONAL', byDefault(self));
    const properties = propertiesOf(context, props, {
      domainName: 'DomainName',
      securityPolicy: 'SecurityPolicy',
      endpointAccessMode: 'EndpointAccessMode',
      certificate: [
        isEdge ? 'CertificateArn' : 'RegionalCertificateArn',
        (inner, value) => attributeOf(inner, value, undefined, 'certificateArn'),
      ],
    });
    properties.set('EndpointConfiguration', mapValue({ Types: listValue([type], type) }, type));
    declareMain(context, self, 'AWS::ApiGateway::DomainName', properties, { open: props.open });
    const mapping = propOf(props, 'mapping');
    const basePath = propOf(props, 'basePath');
    if (mapping) addMapping(context, self, mapping, cdkMap({ basePath }, here(context)));
  },
  methods: {
    addBasePathMapping: (context, self, args) => {
      const target = argumentOf(args, 0, 'targetApi');
      return target && addMapping(context, self, target, optionsOf(args, 1, here(context)));
    },
  },
  properties: {
    domainName: (context, self) => tokenOf(context, self, undefined, 'domainName'),
    domainNameAliasDomainName: (context, self) => tokenOf(context, self, 'RegionalDomainName'),
    domainNameAliasHostedZoneId: (context, self) => tokenOf(context, self, 'RegionalHostedZoneId'),
  },
};

function addMapping(context: BuildContext, self: Construct, api: CdkValue, options: CdkMap): Construct {
  const base = textIn(propOf(options, 'basePath'));
  const id = `Map:${base ?? '/'}=>${api.kind === 'construct' ? uniqueId(api) : ''}`;
  return context.create(
    'aws-apigateway.BasePathMapping',
    self,
    id,
    withProps(options, { domainName: self, restApi: api }),
  );
}

const mapping: ConstructClass = {
  name: 'aws-apigateway.BasePathMapping',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const api = propOf(props, 'restApi');
    const of = propOf(props, 'stage') ?? (api?.kind === 'construct' ? api.state.get('deploymentStage') : undefined);
    const properties = propertiesOf(context, props, {
      basePath: 'BasePath',
      domainName: ['DomainName', (inner, value) => attributeOf(inner, value, undefined, 'domainName')],
      restApi: ['RestApiId', restApiId],
    });
    if (of && booleanIn(propOf(props, 'attachToStage')) !== false)
      properties.set('Stage', attributeOf(context, of, undefined, 'stageName'));
    declareMain(context, self, 'AWS::ApiGateway::BasePathMapping', properties, { open: props.open });
  },
};

const authorizerMembers: Pick<ConstructClass, 'properties'> = {
  properties: {
    authorizerId: (context, self) => tokenOf(context, self, undefined, 'authorizerId'),
    authorizationType: (_, self) => self.state.get('authorizationType'),
  },
};

const identitySource: Convert = (context, value) => {
  if (value.kind === 'made' && value.name.startsWith('aws-apigateway.IdentitySource.')) {
    const [name] = value.arguments.positional;
    const prefix = {
      header: 'method.request.header.',
      queryString: 'method.request.querystring.',
      stageVariable: 'stageVariables.',
      context: 'context.',
    }[nameIn(value.name)];
    return textOf([prefix ?? '', (name && plain(context, name)) ?? ''], value);
  }
  return plain(context, value);
};

const lambdaAuthorizer = (name: string, type: 'TOKEN' | 'REQUEST'): ConstructClass => ({
  name,
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    self.state.set('authorizationType', { kind: 'library', name: 'aws-apigateway.AuthorizationType.CUSTOM', ...place });
    // The library takes both out of the function's ARN.
    const part = unknownValue('it is decided at deployment (`Select`)', place);
    const properties = propertiesOf(context, props, {
      authorizerName: 'Name',
      handler: [
        'AuthorizerUri',
        (inner, value) => invocationUri(inner, value, value, { region: part, partition: part }),
      ],
      assumeRole: ['AuthorizerCredentials', (inner, value) => attributeOf(inner, value, 'Arn', 'roleArn')],
      resultsCacheTtl: ['AuthorizerResultTtlInSeconds', seconds],
      identitySource: ['IdentitySource', identitySource],
      identitySources: ['IdentitySource', joinedSources],
      validationRegex: 'IdentityValidationExpression',
    });
    properties.set('Type', scalar(type, place));
    if (!properties.has('Name')) properties.set('Name', nameOf(self));
    if (!properties.has('AuthorizerResultTtlInSeconds'))
      properties.set('AuthorizerResultTtlInSeconds', scalar(300, place));
    if (type === 'TOKEN' && !properties.has('IdentitySource'))
      properties.set('IdentitySource', scalar('method.request.header.Authorization', place));
    declareMain(context, self, 'AWS::ApiGateway::Authorizer', properties, { open: props.open });
  },
  ...authorizerMembers,
});

const nameOf = (self: Construct): Value => unknownValue('the library makes a name of its path', byDefault(self));

const joinedSources: Convert = (context, value) => {
  if (value.kind !== 'list' || value.open !== undefined) return context.toValue(value);
  const parts = value.items.map((item) => identitySource(context, item) ?? '');
  return textOf(
    parts.flatMap((part, index) => (index > 0 ? [',', part] : [part])),
    value,
  );
};

const cognitoAuthorizer: ConstructClass = {
  name: 'aws-apigateway.CognitoUserPoolsAuthorizer',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    self.state.set('authorizationType', {
      kind: 'library',
      name: 'aws-apigateway.AuthorizationType.COGNITO',
      ...place,
    });
    const properties = propertiesOf(context, props, {
      authorizerName: 'Name',
      cognitoUserPools: ['ProviderARNs', listOf((inner, value) => attributeOf(inner, value, 'Arn', 'userPoolArn'))],
      resultsCacheTtl: ['AuthorizerResultTtlInSeconds', seconds],
      identitySource: ['IdentitySource', identitySource],
    });
    properties.set('Type', scalar('COGNITO_USER_POOLS', place));
    if (!properties.has('Name')) properties.set('Name', nameOf(self));
    if (!properties.has('IdentitySource'))
      properties.set('IdentitySource', scalar('method.request.header.Authorization', place));
    declareMain(context, self, 'AWS::ApiGateway::Authorizer', properties, { open: props.open });
  },
  ...authorizerMembers,
};

export const apigatewayStages: readonly ConstructClass[] = [
  deployment,
  stage,
  usagePlan,
  apiKey,
  domainName,
  mapping,
  lambdaAuthorizer('aws-apigateway.TokenAuthorizer', 'TOKEN'),
  lambdaAuthorizer('aws-apigateway.RequestAuthorizer', 'REQUEST'),
  cognitoAuthorizer,
];
