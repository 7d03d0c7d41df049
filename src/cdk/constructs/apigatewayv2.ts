/** `aws-apigatewayv2` with its integrations and authorizers: HTTP and WebSocket APIs. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { type Authorized, authorizers, httpAuthorizer, webSocketAuthorizer } from './apigatewayv2Authorizers.ts';
import { httpIntegration, webSocketIntegration } from './apigatewayv2Integrations.ts';
import { apiId, apiMapping, domainName, keep, stage, urlOf, vpcLink } from './apigatewayv2Stages.ts';
import { here, nameIn, placeOfStack, withProps } from './arns.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  booleanIn,
  byDefault,
  cdkMap,
  cdkScalar,
  declareMain,
  itemsIn,
  listOf,
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
} from './props.ts';
import { imported } from './versions.ts';

const apiBase: ConstructClass = {
  name: 'aws-apigatewayv2.ApiBase',
  extends: 'core.Resource',
  properties: {
    apiId: (context, self) => tokenOf(context, self, undefined, 'apiId'),
    httpApiId: (context, self) => tokenOf(context, self, undefined, 'apiId'),
    apiEndpoint: (context, self) => tokenOf(context, self, 'ApiEndpoint', 'apiEndpoint'),
    httpApiName: (_, self) => self.state.get('apiName'),
    webSocketApiName: (_, self) => self.state.get('apiName'),
    defaultStage: (_, self) => self.state.get('defaultStage'),
    url: (context, self) => {
      const stage = self.state.get('defaultStage');
      return stage?.kind === 'construct' ? urlOf(context, stage, 'https') : undefined;
    },
  },
  methods: {
    arnForExecuteApi: (context, self) => {
      const place = here(context);
      const { partition, region, account } = placeOfStack(context, self, place);
      const value = textOf(
        ['arn:', partition, ':execute-api:', region, ':', account, ':', apiId(context, self), '/*/*/*'],
        place,
      );
      return value.kind === 'text' ? { kind: 'token', value, ...place } : undefined;
    },
  },
};

const httpApi: ConstructClass = {
  name: 'aws-apigatewayv2.HttpApi',
  extends: apiBase.name,
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      apiName: 'Name',
      description: 'Description',
      disableExecuteApiEndpoint: 'DisableExecuteApiEndpoint',
      ipAddressType: 'IpAddressType',
      corsPreflight: [
        'CorsConfiguration',
        struct({
          allowCredentials: 'AllowCredentials',
          allowHeaders: 'AllowHeaders',
          allowMethods: ['AllowMethods', listOf(plain)],
          allowOrigins: 'AllowOrigins',
          exposeHeaders: 'ExposeHeaders',
          maxAge: ['MaxAge', seconds],
        }),
      ],
    });
    if (!properties.has('Name')) properties.set('Name', scalar(self.id, place));
    properties.set('ProtocolType', scalar('HTTP', place));
    const selection = propOf(props, 'routeSelectionExpression');
    if (booleanIn(selection) === true && selection)
      properties.set('RouteSelectionExpression', scalar('${request.method} ${request.path}', selection));
    declareMain(context, self, 'AWS::ApiGatewayV2::Api', properties, { open: props.open });
    keep(self, 'apiName', propOf(props, 'apiName') ?? cdkScalar(self.id, place));
    keep(self, 'defaultAuthorizer', propOf(props, 'defaultAuthorizer'));
    keep(self, 'defaultAuthorizationScopes', propOf(props, 'defaultAuthorizationScopes'));
    const integration = propOf(props, 'defaultIntegration');
    if (integration) {
      const key: CdkValue = { kind: 'library', name: 'aws-apigatewayv2.HttpRouteKey.DEFAULT', ...place };
      const route = cdkMap({ httpApi: self, routeKey: key, integration }, place);
      context.create('aws-apigatewayv2.HttpRoute', self, 'DefaultRoute', route);
    }
    if (booleanIn(propOf(props, 'createDefaultStage')) === false) return;
    const domainMapping = propOf(props, 'defaultDomainMapping');
    const stage = cdkMap({ httpApi: self, autoDeploy: cdkScalar(true, place), domainMapping }, place);
    self.state.set('defaultStage', context.create('aws-apigatewayv2.HttpStage', self, 'DefaultStage', stage));
  },
  methods: {
    addRoutes: (context, self, args) => addRoutes(context, self, optionsOf(args, 0, here(context))),
    addStage: (context, self, args) => {
      const options = withProps(optionsOf(args, 1, here(context)), { httpApi: self });
      return context.create('aws-apigatewayv2.HttpStage', self, textIn(argumentOf(args, 0, 'id')) ?? '…', options);
    },
  },
  statics: {
    fromHttpApiAttributes: (context, args) => {
      const options = optionsOf(args, 2, here(context));
      return imported(context, 'aws-apigatewayv2.HttpApi', args, {
        apiId: propOf(options, 'httpApiId'),
        apiEndpoint: propOf(options, 'apiEndpoint'),
      });
    },
  },
};

function addRoutes(context: BuildContext, self: Construct, options: CdkMap): CdkValue {
  const place = here(context);
  const path = propOf(options, 'path');
  const given = propOf(options, 'methods');
  const any: CdkValue = { kind: 'library', name: 'aws-apigatewayv2.HttpMethod.ANY', ...place };
  const methods = given?.kind === 'list' ? given.items : [given ?? any];
  const routes = methods.map((method) => {
    const word = plain(context, method);
    const name = word?.kind === 'scalar' ? String(word.value) : '…';
    const routeKey: CdkValue = {
      kind: 'made',
      name: 'aws-apigatewayv2.HttpRouteKey.with',
      arguments: { positional: path ? [path, method] : [], named: undefined },
      call: context.call,
      path: context.path,
      ...place,
    };
    const props = withProps(options, { httpApi: self, routeKey });
    const id = `${name}${textIn(path) ?? '…'}`.replaceAll('/', '--');
    return context.create('aws-apigatewayv2.HttpRoute', self, id, props);
  });
  return { kind: 'list', items: routes, ...place };
}

/** `GET /orders/{id}`, `$default` */
function routeKeyOf(context: BuildContext, value: CdkValue): Value {
  if (value.kind === 'library' && nameIn(value.name) === 'DEFAULT') return scalar('$default', value);
  if (value.kind !== 'made') return context.toValue(value);
  const path = argumentOf(value.arguments, 0, 'path');
  const method = argumentOf(value.arguments, 1, 'method');
  if (!path) return unknownValue('its path is not decided in the source', value);
  const word = method ? plain(context, method) : scalar('ANY', { at: value.at, from: 'default' });
  return textOf([word ?? '', ' ', plain(context, path) ?? context.toValue(path)], path);
}

const httpRoute: ConstructClass = {
  name: 'aws-apigatewayv2.HttpRoute',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const api = propOf(props, 'httpApi');
    const key = propOf(props, 'routeKey');
    const given = propOf(props, 'integration');
    const properties = new Map<string, Value>();
    if (api) properties.set('ApiId', apiId(context, api));
    if (key) properties.set('RouteKey', routeKeyOf(context, key));
    if (given) properties.set('Target', httpIntegration(context, self, api, given));
    const owner = api?.kind === 'construct' ? api : undefined;
    const authorizer = propOf(props, 'authorizer') ?? owner?.state.get('defaultAuthorizer');
    const authorized = authorizer && owner ? httpAuthorizer(context, owner, authorizer) : undefined;
    authorize(properties, authorized, byDefault(self));
    const scopes = propOf(props, 'authorizationScopes') ?? owner?.state.get('defaultAuthorizationScopes');
    if (scopes && authorized && itemsIn(scopes).length > 0)
      properties.set('AuthorizationScopes', plain(context, scopes) ?? context.toValue(scopes));
    declareMain(context, self, 'AWS::ApiGatewayV2::Route', properties, { open: props.open });
  },
  methods: { grantInvoke: undefinedIn },
  properties: { routeId: (context, self) => tokenOf(context, self, undefined) },
};

function authorize(
  properties: Map<string, Value>,
  authorized: Authorized | undefined,
  place: Pick<Value, 'at' | 'from'>,
): void {
  properties.set('AuthorizationType', authorized?.type ?? scalar('NONE', place));
  if (authorized?.id) properties.set('AuthorizerId', authorized.id);
}

const webSocketApi: ConstructClass = {
  name: 'aws-apigatewayv2.WebSocketApi',
  extends: apiBase.name,
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      apiName: 'Name',
      description: 'Description',
      disableSchemaValidation: 'DisableSchemaValidation',
      ipAddressType: 'IpAddressType',
      routeSelectionExpression: 'RouteSelectionExpression',
    });
    if (!properties.has('Name')) properties.set('Name', scalar(self.id, place));
    properties.set('ProtocolType', scalar('WEBSOCKET', place));
    if (!properties.has('RouteSelectionExpression'))
      properties.set('RouteSelectionExpression', scalar('$request.body.action', place));
    declareMain(context, self, 'AWS::ApiGatewayV2::Api', properties, { open: props.open });
    keep(self, 'apiName', propOf(props, 'apiName') ?? cdkScalar(self.id, place));
    for (const [prop, key] of [
      ['connectRouteOptions', '$connect'],
      ['disconnectRouteOptions', '$disconnect'],
      ['defaultRouteOptions', '$default'],
    ] as const) {
      const options = propOf(props, prop);
      if (options?.kind === 'map')
        addRoute(context, self, cdkScalar(key, { at: options.at, from: 'default' }), options);
    }
  },
  methods: {
    addRoute: (context, self, args) => {
      const key = argumentOf(args, 0, 'routeKey');
      return key && addRoute(context, self, key, optionsOf(args, 1, here(context)));
    },
    grantManageConnections: (context, self, args) => {
      const place = here(context);
      const { partition, region, account } = placeOfStack(context, self, place);
      const arn = textOf(
        ['arn:', partition, ':execute-api:', region, ':', account, ':', apiId(context, self), '/*/*/@connections/*'],
        place,
      );
      addStatement(
        context,
        argumentOf(args, 0, 'identity'),
        statementOf(['execute-api:ManageConnections'], [arn], place),
      );
      return undefinedIn(context);
    },
  },
  statics: {
    fromWebSocketApiAttributes: (context, args) => {
      const options = optionsOf(args, 2, here(context));
      return imported(context, 'aws-apigatewayv2.WebSocketApi', args, {
        apiId: propOf(options, 'webSocketId'),
        apiEndpoint: propOf(options, 'apiEndpoint'),
      });
    },
  },
};

const addRoute = (context: BuildContext, self: Construct, key: CdkValue, options: CdkMap): Construct =>
  context.create(
    'aws-apigatewayv2.WebSocketRoute',
    self,
    `${textIn(key) ?? '…'}-Route`.replaceAll('/', '--'),
    withProps(options, { webSocketApi: self, routeKey: key }),
  );

const webSocketRoute: ConstructClass = {
  name: 'aws-apigatewayv2.WebSocketRoute',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const api = propOf(props, 'webSocketApi');
    const given = propOf(props, 'integration');
    const properties = propertiesOf(context, props, { apiKeyRequired: 'ApiKeyRequired', routeKey: 'RouteKey' });
    if (api) properties.set('ApiId', apiId(context, api));
    if (given) properties.set('Target', webSocketIntegration(context, self, api, given));
    const authorizer = propOf(props, 'authorizer');
    const owner = api?.kind === 'construct' ? api : undefined;
    authorize(
      properties,
      authorizer && owner ? webSocketAuthorizer(context, owner, authorizer) : undefined,
      byDefault(self),
    );
    const answers = propOf(props, 'returnResponse');
    if (answers && booleanIn(answers) === true)
      properties.set('RouteResponseSelectionExpression', scalar('$default', answers));
    const key = declareMain(context, self, 'AWS::ApiGatewayV2::Route', properties, { open: props.open });
    if (!answers || booleanIn(answers) !== true) return;
    context.declare(self, {
      suffix: 'Response',
      type: 'AWS::ApiGatewayV2::RouteResponse',
      properties: new Map<string, Value>([
        ...(api ? ([['ApiId', apiId(context, api)]] as const) : []),
        ['RouteId', context.toValue(context.reference(key, undefined, self.at))],
        ['RouteResponseKey', scalar('$default', answers)],
      ]),
    });
  },
  properties: { routeId: (context, self) => tokenOf(context, self, undefined) },
};

export const apigatewayv2: readonly ConstructClass[] = [
  apiBase,
  httpApi,
  httpRoute,
  webSocketApi,
  webSocketRoute,
  stage('aws-apigatewayv2.HttpStage', 'httpApi', 'https'),
  stage('aws-apigatewayv2.WebSocketStage', 'webSocketApi', 'wss'),
  apiMapping,
  domainName,
  vpcLink,
  ...authorizers,
];
