/** `aws-apigateway`: paths of REST APIs and their methods. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct } from '../value.ts';
import { preflight } from './apigatewayCors.ts';
import { integrationOf, methodName } from './apigatewayIntegrations.ts';
import { model, modelId, requestValidator, restApiId } from './apigatewayModels.ts';
import { here, nameIn, withProps } from './arns.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  cdkScalar,
  type Convert,
  declareMain,
  isAbsent,
  listOf,
  mapOf,
  mapValue,
  optionsOf,
  type Place,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textIn,
  tokenOf,
  undefinedIn,
  writtenOf,
} from './props.ts';

/** What a path hands down to those below it. */
const inherited = ['defaultIntegration', 'defaultMethodOptions', 'defaultCorsPreflightOptions'] as const;

const resourceBase: ConstructClass = {
  name: 'aws-apigateway.ResourceBase',
  extends: 'core.Resource',
  methods: {
    addResource: (context, self, args) => child(context, self, args),
    addProxy: (context, self, args) => {
      const props = withProps(optionsOf(args, 0, here(context)), { parent: self });
      return context.create('aws-apigateway.ProxyResource', self, '{proxy+}', props);
    },
    addMethod: (context, self, args) => addMethod(context, self, args),
    addCorsPreflight: (context, self, args) =>
      addCorsPreflight(context, self, optionsOf(args, 0, here(context)), here(context)),
    getResource: (context, self, args) => {
      const found = self.state.get(`child ${textIn(argumentOf(args, 0, 'pathPart')) ?? ''}`);
      return found ?? undefinedIn(context);
    },
    resourceForPath: (context, self, args) => {
      const given = argumentOf(args, 0, 'path');
      const path = textIn(given);
      if (path === undefined || !given) return undefined;
      let found: CdkValue = self;
      for (const part of path.split('/').filter((it) => it !== '')) {
        if (found.kind !== 'construct') return undefined;
        const positional = [cdkScalar(part, given)];
        found =
          found.state.get(`child ${part}`) ??
          child(context, found, { positional, named: undefined }) ??
          undefinedIn(context);
      }
      return found;
    },
  },
  properties: {
    resourceId: (_, self) => self.state.get('resourceId'),
    path: (_, self) => self.state.get('path'),
    api: (_, self) => self.state.get('api'),
    restApi: (_, self) => self.state.get('api'),
    parentResource: (_, self) => self.state.get('parentResource'),
  },
};

function child(context: BuildContext, self: Construct, args: Arguments): CdkValue | undefined {
  const part = argumentOf(args, 0, 'pathPart');
  const options = optionsOf(args, 1, here(context));
  const props = withProps(options, { parent: self, pathPart: part });
  return context.create('aws-apigateway.Resource', self, textIn(part) ?? '…', props);
}

/** The root of an API, and what it hands down. */
export function rootOf(context: BuildContext, api: Construct, props: CdkMap): Construct {
  const root = context.create('aws-apigateway.RootResource', api, 'Default', cdkMap({}, byDefault(api)));
  root.state.set('api', api);
  root.state.set('resourceId', tokenOf(context, api, 'RootResourceId', 'restApiRootResourceId'));
  root.state.set('path', cdkScalar('/', byDefault(api)));
  for (const name of inherited) keep(root, name, propOf(props, name));
  const cors = root.state.get('defaultCorsPreflightOptions');
  if (cors) addCorsPreflight(context, root, asOptions(cors), cors);
  return root;
}

const keep = (self: Construct, name: string, value: CdkValue | undefined): void => {
  if (value && !isAbsent(value)) self.state.set(name, value);
};

const asOptions = (value: CdkValue): CdkMap =>
  value.kind === 'map' ? value : { ...cdkMap({}, value), open: 'its options are not decided in the source' };

const resource: ConstructClass = {
  name: 'aws-apigateway.Resource',
  extends: resourceBase.name,
  build: (context, self, props) => {
    const parent = propOf(props, 'parent');
    const part = propOf(props, 'pathPart');
    if (parent?.kind === 'construct') {
      keep(self, 'api', parent.state.get('api'));
      keep(self, 'parentResource', parent);
      if (part) parent.state.set(`child ${textIn(part) ?? '…'}`, self);
      const above = textIn(parent.state.get('path')) ?? '/';
      const path = `${above.replace(/\/$/, '')}/${textIn(part) ?? '…'}`;
      self.state.set('path', cdkScalar(path, part ?? byDefault(self)));
      keep(self, 'defaultIntegration', propOf(props, 'defaultIntegration') ?? parent.state.get('defaultIntegration'));
      keep(
        self,
        'defaultMethodOptions',
        merged(parent.state.get('defaultMethodOptions'), propOf(props, 'defaultMethodOptions')),
      );
      keep(
        self,
        'defaultCorsPreflightOptions',
        propOf(props, 'defaultCorsPreflightOptions') ?? parent.state.get('defaultCorsPreflightOptions'),
      );
    }
    const api = self.state.get('api');
    const above = parent?.kind === 'construct' ? parent.state.get('resourceId') : undefined;
    const properties = propertiesOf(context, props, { pathPart: 'PathPart' });
    if (above) properties.set('ParentId', context.toValue(above));
    if (api) properties.set('RestApiId', restApiId(context, api));
    declareMain(context, self, 'AWS::ApiGateway::Resource', properties, { open: props.open });
    self.state.set('resourceId', tokenOf(context, self, undefined));
    const cors = self.library === resource.name ? self.state.get('defaultCorsPreflightOptions') : undefined;
    if (cors) addCorsPreflight(context, self, asOptions(cors), cors);
  },
};

/** Options of a path above, and those of a path itself before them. */
function merged(above: CdkValue | undefined, own: CdkValue | undefined): CdkValue | undefined {
  if (above?.kind !== 'map' || own?.kind !== 'map') return own ?? above;
  return { ...own, entries: new Map([...above.entries, ...own.entries]) };
}

const proxy: ConstructClass = {
  name: 'aws-apigateway.ProxyResource',
  extends: resource.name,
  build: (context, self, props) => {
    const place = byDefault(self);
    resource.build?.(context, self, withProps(props, { pathPart: cdkScalar('{proxy+}', place) }));
    const any = propOf(props, 'anyMethod');
    if (booleanIn(any) === false) return;
    const positional = [cdkScalar('ANY', place)];
    self.state.set('anyMethod', addProxyMethod(context, self, { positional, named: undefined }) ?? self);
  },
  methods: { addMethod: (context, self, args) => addProxyMethod(context, self, args) },
  properties: { anyMethod: (_, self) => self.state.get('anyMethod') },
};

/** A proxy below the root stands for the empty path, too. */
function addProxyMethod(context: BuildContext, self: Construct, args: Arguments): CdkValue | undefined {
  const parent = self.state.get('parentResource');
  const name = methodName(argumentOf(args, 0, 'httpMethod'));
  if (
    parent?.kind === 'construct' &&
    textIn(parent.state.get('path')) === '/' &&
    !parent.state.has(`method ${name ?? ''}`)
  )
    addMethod(context, parent, args);
  return addMethod(context, self, args);
}

function addMethod(context: BuildContext, self: Construct, args: Arguments): CdkValue | undefined {
  const httpMethod = argumentOf(args, 0, 'httpMethod');
  const name = methodName(httpMethod) ?? '…';
  const options = optionsOf(args, 2, here(context));
  const props = cdkMap(
    {
      resource: self,
      httpMethod,
      integration: argumentOf(args, 1, 'target') ?? argumentOf(args, 1, 'integration'),
      options,
    },
    here(context),
  );
  const method = context.create('aws-apigateway.Method', self, name, props);
  self.state.set(`method ${name}`, method);
  return method;
}

const methodResponse = struct({
  responseModels: ['ResponseModels', mapOf(modelId)],
  responseParameters: ['ResponseParameters', mapOf(plain)],
  statusCode: 'StatusCode',
});

const method: ConstructClass = {
  name: 'aws-apigateway.Method',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const owner = propOf(props, 'resource');
    const [api, defaults, fallback] = (['api', 'defaultMethodOptions', 'defaultIntegration'] as const).map((name) =>
      owner?.kind === 'construct' ? owner.state.get(name) : undefined,
    );
    const given = propOf(props, 'options');
    const name = propOf(props, 'httpMethod');
    const integration = propOf(props, 'integration') ?? fallback;
    if (api) self.state.set('api', api);
    if (owner) self.state.set('resource', owner);
    const option = (of: string): CdkValue | undefined => propOf(given, of) ?? propOf(defaults, of);
    const properties = propertiesOf(
      context,
      cdkMap(
        Object.fromEntries(
          ['apiKeyRequired', 'operationName', 'requestParameters', 'requestValidator', 'methodResponses'].map(
            (of) => [of, option(of)] as const,
          ),
        ),
        given ?? byDefault(self),
      ),
      {
        apiKeyRequired: 'ApiKeyRequired',
        operationName: 'OperationName',
        requestParameters: ['RequestParameters', mapOf(plain)],
        requestValidator: [
          'RequestValidatorId',
          (inner, value) => attributeOf(inner, value, undefined, 'requestValidatorId'),
        ],
        methodResponses: ['MethodResponses', listOf(methodResponse)],
      },
    );
    const models = propOf(given, 'requestModels');
    if (models) properties.set('RequestModels', mapOf(modelId)(context, models) ?? context.toValue(models));
    if (name) properties.set('HttpMethod', httpMethodOf(context, name));
    if (owner) properties.set('ResourceId', attributeOf(context, owner, undefined, 'resourceId'));
    if (api) properties.set('RestApiId', restApiId(context, api));
    authorize(context, self, properties, option, given);
    const responded = responsesOf(integration);
    if (responded) properties.set('MethodResponses', responded);
    properties.set('Integration', integrationOf(context, self, integration));
    const open = given?.kind === 'map' ? given.open : undefined;
    declareMain(context, self, 'AWS::ApiGateway::Method', properties, { open: open ?? props.open });
    validate(context, self, api, option('requestValidatorOptions'));
  },
  methods: {
    addMethodResponse: (context, self, args) => {
      const response = methodResponse(context, optionsOf(args, 0, here(context)));
      if (self.main !== undefined && response) context.append(self.main, ['MethodResponses'], response);
      return undefinedIn(context);
    },
    grantExecute: undefinedIn,
  },
  properties: {
    methodId: (context, self) => tokenOf(context, self, undefined),
    httpMethod: (_, self) => cdkScalar(self.id, self),
    api: (_, self) => self.state.get('api'),
    resource: (_, self) => self.state.get('resource'),
  },
};

const httpMethodOf = (context: BuildContext, name: CdkValue): Value => {
  const word = methodName(name);
  return word === undefined ? context.toValue(name) : scalar(word, name);
};

/** Of a state machine's integration the library sets them. */
function responsesOf(integration: CdkValue | undefined): Value | undefined {
  if (integration?.kind !== 'made' || nameIn(integration.name) !== 'startExecution') return undefined;
  const place: Place = { at: integration.at, from: 'default' };
  const one = (code: string, model: string): Value =>
    mapValue(
      {
        ResponseModels: mapValue({ 'application/json': scalar(model, place) }, place),
        StatusCode: scalar(code, place),
      },
      place,
    );
  return { kind: 'list', items: [one('200', 'Empty'), one('400', 'Error'), one('500', 'Error')], ...place };
}

function authorize(
  context: BuildContext,
  self: Construct,
  properties: Map<string, Value>,
  option: (name: string) => CdkValue | undefined,
  given: CdkValue | undefined,
): void {
  const own = propOf(given, 'authorizationType');
  const isOpen = own?.kind === 'library' && nameIn(own.name) === 'NONE';
  const authorizer = isOpen ? propOf(given, 'authorizer') : option('authorizer');
  const type = authorizer?.kind === 'construct' ? authorizer.state.get('authorizationType') : undefined;
  const chosen = type ?? option('authorizationType');
  if (authorizer?.kind === 'construct') {
    properties.set('AuthorizerId', attributeOf(context, authorizer, undefined, 'authorizerId'));
    const api = self.state.get('api');
    if (authorizer.main !== undefined && api) context.change(authorizer.main, ['RestApiId'], restApiId(context, api));
  } else if (authorizer) {
    const id = propOf(authorizer, 'authorizerId');
    properties.set('AuthorizerId', context.toValue(id ?? authorizer));
  }
  properties.set('AuthorizationType', (chosen && plain(context, chosen)) ?? scalar('NONE', byDefault(self)));
  const scopes = option('authorizationScopes');
  if (scopes && chosen && textOfScalar(plain(context, chosen)) === 'COGNITO_USER_POOLS')
    properties.set('AuthorizationScopes', listOf(scopeName)(context, scopes) ?? context.toValue(scopes));
}

const scopeName: Convert = (context, value) => plain(context, value);

const textOfScalar = (value: Value | undefined): string | undefined =>
  value?.kind === 'scalar' ? String(value.value) : undefined;

function validate(
  context: BuildContext,
  self: Construct,
  api: CdkValue | undefined,
  options: CdkValue | undefined,
): void {
  if (options?.kind !== 'map' || api?.kind !== 'construct' || self.main === undefined) return;
  const props = withProps(options, { restApi: api });
  const validator = context.create('aws-apigateway.RequestValidator', api, 'validator', props);
  context.change(self.main, ['RequestValidatorId'], attributeOf(context, validator, undefined));
}

/** An `OPTIONS` method that the API answers by itself. */
const addCorsPreflight = (context: BuildContext, self: Construct, options: CdkMap, from: Place): CdkValue | undefined =>
  addMethod(context, self, preflight(context, options, writtenOf(from)));

export const apigatewayMethods: readonly ConstructClass[] = [
  resourceBase,
  { name: 'aws-apigateway.RootResource', extends: resourceBase.name, build: () => undefined },
  resource,
  proxy,
  method,
  requestValidator,
  model,
];
