/** `aws-apigatewayv2-authorizers`: who lets calls of HTTP and WebSocket APIs pass. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { invocationUri, nameIn, placeOfStack } from './arns.ts';
import {
  argumentOf,
  attributeOf,
  cdkMap,
  itemsIn,
  listOf,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propOf,
  propertiesOf,
  scalar,
  seconds,
  textIn,
  textOf,
  unknownValue,
} from './props.ts';

export interface Authorized {
  readonly type: Value;
  readonly id?: Value;
}

/** Routes that are given the same authorizer share it. */
const bound = new WeakMap<CdkValue, Authorized>();

export function httpAuthorizer(context: BuildContext, api: Construct, value: CdkValue): Authorized | undefined {
  const before = bound.get(value);
  if (before) return before;
  if (value.kind === 'construct') return ofConstruct(context, value);
  if (value.kind !== 'made') return { type: unknownValue('its authorizer is not decided in the source', value) };
  const name = nameIn(value.name);
  if (name === 'HttpNoneAuthorizer') return undefined;
  if (name === 'HttpIamAuthorizer') return { type: scalar('AWS_IAM', value) };
  return remembered(value, declared(context, api, value, name === 'HttpLambdaAuthorizer' ? 'http' : 'jwt'));
}

export function webSocketAuthorizer(context: BuildContext, api: Construct, value: CdkValue): Authorized | undefined {
  const before = bound.get(value);
  if (before) return before;
  if (value.kind !== 'made') return { type: unknownValue('its authorizer is not decided in the source', value) };
  const name = nameIn(value.name);
  if (name === 'WebSocketNoneAuthorizer') return undefined;
  if (name === 'WebSocketIamAuthorizer') return { type: scalar('AWS_IAM', value) };
  return remembered(value, declared(context, api, value, 'webSocket'));
}

function remembered(value: CdkValue, authorized: Authorized): Authorized {
  bound.set(value, authorized);
  return authorized;
}

const ofConstruct = (context: BuildContext, value: Construct): Authorized => ({
  type: unknownValue('its authorizer is not read from the source', value),
  id: attributeOf(context, value, undefined, 'authorizerId'),
});

function declared(context: BuildContext, api: Construct, made: Made, kind: 'http' | 'jwt' | 'webSocket'): Authorized {
  const place = { at: made.at, from: 'default' } as const;
  const id = textIn(argumentOf(made.arguments, 0, 'id')) ?? '…';
  const [, second] = made.arguments.positional;
  const options: CdkMap = made.arguments.named ?? optionsOf(made.arguments, 2, made);
  const properties = propertiesOf(context, options, {
    authorizerName: 'Name',
    identitySource: ['IdentitySource', listOf(plain)],
    resultsCacheTtl: ['AuthorizerResultTtlInSeconds', seconds],
    role: ['AuthorizerCredentialsArn', (inner, value) => attributeOf(inner, value, 'Arn', 'roleArn')],
  });
  const put = (name: string, value: Value | undefined): void => {
    if (value && !properties.has(name)) properties.set(name, value);
  };
  put('ApiId', attributeOf(context, api, undefined, 'apiId'));
  put('Name', scalar(id, place));
  put(
    'IdentitySource',
    listValue(
      [scalar(kind === 'webSocket' ? 'route.request.header.Authorization' : '$request.header.Authorization', place)],
      place,
    ),
  );
  if (kind === 'jwt') {
    put('AuthorizerType', scalar('JWT', place));
    put('JwtConfiguration', tokensOf(context, api, made, second, options));
  } else {
    const handler = second ?? propOf(options, 'handler');
    put('AuthorizerType', scalar('REQUEST', place));
    if (handler) put('AuthorizerUri', invocationUri(context, handler, made, placeOfStack(context, api, made)));
  }
  if (kind === 'http') {
    const simple = itemsIn(propOf(options, 'responseTypes')).find(
      (it) => it.kind === 'library' && nameIn(it.name) === 'SIMPLE',
    );
    if (simple) put('EnableSimpleResponses', scalar(true, simple));
    put('AuthorizerPayloadFormatVersion', scalar(simple ? '2.0' : '1.0', place));
    put('AuthorizerResultTtlInSeconds', scalar(300, place));
  }
  const construct = context.create('aws-apigatewayv2.Authorizer', api, id, cdkMap({}, place));
  const key = context.declare(construct, {
    suffix: 'Resource',
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties,
    ...(options.open === undefined ? {} : { open: options.open }),
  });
  return {
    type: scalar(kind === 'jwt' ? 'JWT' : 'CUSTOM', made),
    id: context.toValue(context.reference(key, undefined, made.at)),
  };
}

/** `new HttpJwtAuthorizer(id, issuer, { jwtAudience })`, `new HttpUserPoolAuthorizer(id, pool, { userPoolClients })` */
function tokensOf(
  context: BuildContext,
  api: Construct,
  made: Made,
  second: CdkValue | undefined,
  options: CdkMap,
): Value {
  if (nameIn(made.name) === 'HttpJwtAuthorizer') {
    const [issuer, audience] = [second ?? propOf(options, 'jwtIssuer'), propOf(options, 'jwtAudience')];
    return mapValue(
      { Audience: audience && listOf(plain)(context, audience), Issuer: issuer && plain(context, issuer) },
      made,
    );
  }
  const pool = second ?? propOf(options, 'pool');
  const clients = propOf(options, 'userPoolClients');
  const region = propOf(options, 'userPoolRegion');
  const own = placeOfStack(context, api, made).region;
  const issuer = textOf(
    [
      'https://cognito-idp.',
      (region && plain(context, region)) ?? own,
      '.amazonaws.com/',
      pool ? attributeOf(context, pool, undefined, 'userPoolId') : '',
    ],
    made,
  );
  const audience = clients
    ? listOf((inner, value) => attributeOf(inner, value, undefined, 'userPoolClientId'))(context, clients)
    : unknownValue('the library makes a client of the user pool', made);
  return mapValue({ Audience: audience, Issuer: issuer }, made);
}

/** Something for the authorizers that routes bring along to lie in. */
export const authorizers: readonly ConstructClass[] = [
  { name: 'aws-apigatewayv2.Authorizer', extends: 'core.Resource', build: () => undefined },
];
