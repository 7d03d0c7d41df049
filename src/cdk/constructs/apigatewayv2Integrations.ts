/** `aws-apigatewayv2-integrations`: what routes of HTTP and WebSocket APIs call. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { functionArn, here, invocationUri, nameIn, placeOfStack, serviceRole } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  mapOf,
  mapValue,
  milliseconds,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  textIn,
  textOf,
  unknownValue,
  type Convert,
  type PropTable,
} from './props.ts';

/** Routes that are given the same integration share it; it lies below the first of them. */
const bound = new WeakMap<CdkValue, Value>();

/** `integrations/<id>` */
export function httpIntegration(
  context: BuildContext,
  route: Construct,
  api: CdkValue | undefined,
  value: CdkValue,
): Value {
  return targetOf(context, route, api, value, (made) => httpProperties(context, route, made));
}

export function webSocketIntegration(
  context: BuildContext,
  route: Construct,
  api: CdkValue | undefined,
  value: CdkValue,
): Value {
  return targetOf(context, route, api, value, (made) => webSocketProperties(context, route, made));
}

function targetOf(
  context: BuildContext,
  route: Construct,
  api: CdkValue | undefined,
  value: CdkValue,
  propertiesIn: (made: Made) => ReadonlyMap<string, Value>,
): Value {
  const before = bound.get(value);
  if (before) return before;
  if (value.kind !== 'made')
    return unknownValue('what it calls is not decided in the source', value, mentionedIn(value));
  const properties = new Map(propertiesIn(value));
  if (api) properties.set('ApiId', attributeOf(context, api, undefined, 'apiId'));
  const key = context.declare(route, {
    suffix: `${idOf(value)}/Resource`,
    type: 'AWS::ApiGatewayV2::Integration',
    properties,
  });
  // What the route itself declares is its main resource.
  if (route.main === key) delete route.main;
  const target = textOf(['integrations/', context.toValue(context.reference(key, undefined, value.at))], value);
  bound.set(value, target);
  return target;
}

/** Integrations of the first versions take their props alone. */
const isOld = (made: Made): boolean => /(LambdaProxy|HttpProxy|LambdaWebSocket)Integration$/.test(made.name);

const idOf = (made: Made): string => textIn(argumentOf(made.arguments, 0, 'id')) ?? '…';

/** The second argument, whatever an integration calls it. */
function resourceOf(made: Made, name: string): CdkValue | undefined {
  return isOld(made) ? propOf(optionsOf(made.arguments, 0, made), name) : argumentOf(made.arguments, 1, name);
}

const optionsIn = (made: Made, position = 2): CdkMap => optionsOf(made.arguments, isOld(made) ? 0 : position, made);

function httpProperties(context: BuildContext, route: Construct, made: Made): ReadonlyMap<string, Value> {
  const place = { at: made.at, from: 'default' } as const;
  const options = optionsIn(made, /(StepFunctions|Sqs)Integration$/.test(made.name) ? 1 : 2);
  const shared = propertiesOf(context, options, {
    method: 'IntegrationMethod',
    parameterMapping: ['RequestParameters', parameters],
    payloadFormatVersion: ['PayloadFormatVersion', payloadFormat],
    secureServerName: 'TlsConfig.ServerNameToVerify',
    timeout: ['TimeoutInMillis', milliseconds],
  });
  const put = (name: string, value: Value | undefined): void => {
    if (value && !shared.has(name)) shared.set(name, value);
  };
  switch (nameIn(made.name)) {
    case 'HttpLambdaIntegration':
    case 'LambdaProxyIntegration': {
      const handler = resourceOf(made, 'handler');
      put('IntegrationType', scalar('AWS_PROXY', place));
      put('IntegrationUri', handler && functionArn(context, handler));
      put('PayloadFormatVersion', scalar('2.0', place));
      return shared;
    }
    case 'HttpUrlIntegration':
    case 'HttpProxyIntegration': {
      const url = resourceOf(made, 'url');
      put('IntegrationType', scalar('HTTP_PROXY', place));
      put('IntegrationUri', url && plain(context, url));
      put('IntegrationMethod', scalar('ANY', place));
      put('PayloadFormatVersion', scalar('1.0', place));
      return shared;
    }
    case 'HttpStepFunctionsIntegration':
    case 'HttpSqsIntegration':
      return ofService(context, route, made, shared);
    default: {
      const resource = argumentOf(made.arguments, 1, 'listener');
      const why = 'what it calls is not read from the source';
      put('IntegrationType', scalar('HTTP_PROXY', place));
      put('IntegrationMethod', scalar('ANY', place));
      put('PayloadFormatVersion', scalar('1.0', place));
      put('ConnectionType', scalar('VPC_LINK', place));
      put('ConnectionId', unknownValue('the library makes a link to the VPC', place));
      put('IntegrationUri', unknownValue(why, made, resource ? mentionedIn(resource) : []));
      return shared;
    }
  }
}

/** Calls of state machines and queues without a function between. */
function ofService(
  context: BuildContext,
  route: Construct,
  made: Made,
  shared: Map<string, Value>,
): ReadonlyMap<string, Value> {
  const place = { at: made.at, from: 'default' } as const;
  const options = optionsIn(made, 1);
  const isQueue = nameIn(made.name) === 'HttpSqsIntegration';
  const target = propOf(options, isQueue ? 'queue' : 'stateMachine');
  const subtype = propOf(options, 'subtype');
  const arn =
    target &&
    (isQueue
      ? attributeOf(context, target, 'Arn', 'queueArn')
      : attributeOf(context, target, undefined, 'stateMachineArn'));
  const word =
    (subtype && plain(context, subtype)) ?? scalar(isQueue ? 'SQS-SendMessage' : 'StepFunctions-StartExecution', place);
  const action = word.kind === 'scalar' ? String(word.value).replace(/^[^-]*-/, '') : '';
  const role = serviceRole(context, route, 'InvokeRole', 'apigateway.amazonaws.com');
  if (arn) {
    const statement = statementOf([`${isQueue ? 'sqs' : 'states'}:${action}`], [arn], here(context));
    const sid = scalar(isQueue ? 'AllowSqsExecution' : 'AllowStepFunctionsExecution', place);
    addStatement(
      context,
      role,
      statement.kind === 'map'
        ? { ...statement, entries: new Map([...statement.entries, ['Sid', { key: place.at, value: sid }]]) }
        : statement,
    );
  }
  shared.set('IntegrationType', scalar('AWS_PROXY', place));
  shared.set('IntegrationSubtype', word);
  shared.set('ConnectionType', scalar('INTERNET', place));
  shared.set('PayloadFormatVersion', scalar('1.0', place));
  shared.set('CredentialsArn', attributeOf(context, role, 'Arn'));
  if (!shared.has('RequestParameters'))
    shared.set(
      'RequestParameters',
      isQueue
        ? mapValue(
            {
              QueueUrl: target && attributeOf(context, target, undefined, 'queueUrl'),
              MessageBody: scalar('$request.body.MessageBody', place),
            },
            place,
          )
        : mapValue({ StateMachineArn: arn }, place),
    );
  return shared;
}

const payloadFormat: Convert = (context, value) => {
  if (value.kind === 'library') {
    const version = { VERSION_1_0: '1.0', VERSION_2_0: '2.0' }[nameIn(value.name)];
    return version === undefined ? context.toValue(value) : scalar(version, value);
  }
  const [custom] = value.kind === 'made' ? value.arguments.positional : [];
  return custom ? plain(context, custom) : context.toValue(value);
};

const parameters: Convert = (context, value) => {
  const [custom] = value.kind === 'made' ? value.arguments.positional : [];
  return custom?.kind === 'map'
    ? mapOf(plain)(context, custom)
    : unknownValue('the library computes it', value, mentionedIn(value));
};

const socketOptions: PropTable = {
  contentHandling: 'ContentHandlingStrategy',
  credentialsRole: ['CredentialsArn', (context, value) => attributeOf(context, value, 'Arn', 'roleArn')],
  passthroughBehavior: 'PassthroughBehavior',
  requestParameters: ['RequestParameters', mapOf(plain)],
  requestTemplates: ['RequestTemplates', mapOf(plain)],
  templateSelectionExpression: 'TemplateSelectionExpression',
  timeout: ['TimeoutInMillis', milliseconds],
  integrationUri: 'IntegrationUri',
  integrationMethod: 'IntegrationMethod',
};

function webSocketProperties(context: BuildContext, route: Construct, made: Made): ReadonlyMap<string, Value> {
  const place = byDefault(made);
  const name = nameIn(made.name);
  const isFunction = /Lambda/.test(name);
  const properties = propertiesOf(context, optionsIn(made, isFunction ? 2 : 1), socketOptions);
  if (isFunction) {
    const handler = resourceOf(made, 'handler');
    properties.set('IntegrationType', scalar('AWS_PROXY', place));
    if (handler)
      properties.set('IntegrationUri', invocationUri(context, handler, made, placeOfStack(context, route, made)));
  } else properties.set('IntegrationType', scalar(name === 'WebSocketMockIntegration' ? 'MOCK' : 'AWS', place));
  if (name === 'WebSocketMockIntegration' && !properties.has('IntegrationUri'))
    properties.set('IntegrationUri', scalar('', place));
  return properties;
}
