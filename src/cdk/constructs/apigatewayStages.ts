/** `aws-apigateway`: deployments, stages with their cache, usage plans and domains. */
import { restApiId } from './apigatewayModels.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { cognitoAuthorizer, lambdaAuthorizer } from './apigatewayAuthorizers.ts';
import { apiKey, apiKeyFor, usagePlan } from './apigatewayPlans.ts';
import { here, nameIn, placeOfStack, withProps } from './arns.ts';
import { uniqueId } from './names.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  declareMain,
  listValue,
  mapValue,
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
  undefinedIn,
  unknownValue,
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
