/** What a method of a REST API calls, as `Integration` of `AWS::ApiGateway::Method` has it. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { pseudoParameter } from '../words.ts';
import { functionArn, here, invocationUri, nameIn, placeOfStack, serviceRole, withProps } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  listOf,
  mapValue,
  mapOf,
  milliseconds,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textIn,
  textOf,
  unknownValue,
  type Place,
  type PropTable,
} from './props.ts';

/** `{ Type: 'MOCK' }` when the program gives none. */
export function integrationOf(context: BuildContext, method: Construct, value: CdkValue | undefined): Value {
  if (!value) return mapValue({ Type: scalar('MOCK', byDefault(method)) }, byDefault(method));
  if (value.kind !== 'made')
    return unknownValue('what it calls is not decided in the source', value, mentionedIn(value));
  const [first] = value.arguments.positional;
  switch (nameIn(value.name)) {
    case 'LambdaIntegration':
    case 'LambdaWebSocketIntegration':
      return ofFunction(context, method, value);
    case 'MockIntegration':
      return rendered(context, { Type: scalar('MOCK', value) }, optionsOf(value.arguments, 0, value), value);
    case 'HttpIntegration': {
      const props = optionsOf(value.arguments, 1, value);
      const isProxy = booleanIn(propOf(props, 'proxy')) !== false;
      const url = first ?? propOf(props, 'url');
      const httpMethod = propOf(props, 'httpMethod');
      return rendered(
        context,
        {
          Type: scalar(isProxy ? 'HTTP_PROXY' : 'HTTP', propOf(props, 'proxy') ?? value),
          Uri: url && plain(context, url),
          IntegrationHttpMethod: (httpMethod && plain(context, httpMethod)) ?? scalar('GET', value),
        },
        optionsIn(props, value),
        value,
      );
    }
    case 'AwsIntegration':
      return ofService(context, method, value);
    case 'Integration': {
      const props = optionsOf(value.arguments, 0, value);
      const given = propertiesOf(context, props, {
        type: 'Type',
        uri: 'Uri',
        integrationHttpMethod: 'IntegrationHttpMethod',
      });
      return rendered(context, Object.fromEntries(given), optionsIn(props, value), value);
    }
    case 'startExecution':
      return ofStateMachine(context, method, value);
    default:
      return unknownValue('what it calls is not read from the source', value, mentionedIn(value));
  }
}

function ofFunction(context: BuildContext, method: Construct, value: Made): Value {
  const handler = argumentOf(value.arguments, 0, 'handler');
  const options = optionsOf(value.arguments, 1, value);
  const proxy = propOf(options, 'proxy');
  return rendered(
    context,
    {
      Type: scalar(booleanIn(proxy) === false ? 'AWS' : 'AWS_PROXY', proxy ?? value),
      IntegrationHttpMethod: scalar('POST', value),
      Uri: handler && uriOf(context, method, handler, value, options),
    },
    options,
    value,
  );
}

/** Answers that are streamed have a path of their own. */
function uriOf(context: BuildContext, method: Construct, handler: CdkValue, place: Place, options: CdkMap): Value {
  const stack = placeOfStack(context, method, place);
  const mode = propOf(options, 'responseTransferMode');
  if (mode?.kind !== 'library' || nameIn(mode.name) !== 'STREAM') return invocationUri(context, handler, place, stack);
  const parts = [
    'arn:',
    stack.partition,
    ':apigateway:',
    stack.region,
    ':lambda:path/2021-11-15/functions/',
    functionArn(context, handler),
    '/response-streaming-invocations',
  ];
  return textOf(parts, place);
}

/** `new AwsIntegration({ service: 'sqs', path: … })` */
function ofService(context: BuildContext, method: Construct, value: Made): Value {
  const props = optionsOf(value.arguments, 0, value);
  const given = (name: string): Value | undefined => {
    const prop = propOf(props, name);
    return prop && plain(context, prop);
  };
  const stack = placeOfStack(context, method, value);
  const subdomain = given('subdomain');
  const service = given('service') ?? unknownValue('its service is not decided in the source', value);
  const action = given('action');
  const parameters = propOf(props, 'actionParameters');
  const query =
    parameters?.kind === 'map'
      ? [...parameters.entries].flatMap(([key, entry]): (string | Value)[] => [
          `&${key}=`,
          plain(context, entry.value) ?? '',
        ])
      : [];
  const uri = textOf(
    [
      'arn:',
      stack.partition,
      ':apigateway:',
      given('region') ?? stack.region,
      ':',
      ...(subdomain ? [subdomain, '.'] : []),
      service,
      ':',
      ...(action ? ['action/', action, ...query] : ['path/', given('path') ?? '']),
    ],
    value,
  );
  const proxy = propOf(props, 'proxy');
  return rendered(
    context,
    {
      Type: scalar(booleanIn(proxy) === true ? 'AWS_PROXY' : 'AWS', proxy ?? value),
      IntegrationHttpMethod: given('integrationHttpMethod') ?? scalar('POST', value),
      Uri: uri,
    },
    optionsIn(props, value),
    value,
  );
}

/** `StepFunctionsIntegration.startExecution(machine)`: its request template is the library's own. */
function ofStateMachine(context: BuildContext, method: Construct, value: Made): Value {
  const machine = argumentOf(value.arguments, 0, 'stateMachine');
  const options = optionsOf(value.arguments, 1, value);
  const given = propOf(options, 'credentialsRole');
  const role = given ?? serviceRole(context, method, 'StartSyncExecutionRole', 'apigateway.amazonaws.com');
  const arn = machine && attributeOf(context, machine, undefined, 'stateMachineArn');
  if (arn) addStatement(context, role, statementOf(['states:StartSyncExecution'], [arn], here(context)));
  const place = byDefault(method);
  const { region, partition } = placeOfStack(context, method, value);
  const template = unknownValue('the library computes it', value, machine ? mentionedIn(machine) : []);
  return rendered(
    context,
    {
      Type: scalar('AWS', value),
      IntegrationHttpMethod: scalar('POST', value),
      Uri: textOf(['arn:', partition, ':apigateway:', region, ':states:action/StartSyncExecution'], value),
      RequestTemplates: mapValue({ 'application/json': template }, place),
      IntegrationResponses: unknownValue('the library computes it', place),
      PassthroughBehavior: scalar('NEVER', place),
    },
    withProps(options, { credentialsRole: role }),
    value,
  );
}

const optionsIn = (props: CdkMap, place: Place): CdkMap => {
  const options = propOf(props, 'options');
  if (options?.kind === 'map') return options;
  return options ? { ...cdkMap({}, place), open: 'its options are not decided in the source' } : cdkMap({}, place);
};

const responses = listOf(
  struct({
    contentHandling: 'ContentHandling',
    responseParameters: ['ResponseParameters', mapOf(plain)],
    responseTemplates: ['ResponseTemplates', mapOf(plain)],
    selectionPattern: 'SelectionPattern',
    statusCode: 'StatusCode',
  }),
);

const optionTable: PropTable = {
  cacheKeyParameters: 'CacheKeyParameters',
  cacheNamespace: 'CacheNamespace',
  contentHandling: 'ContentHandling',
  connectionType: 'ConnectionType',
  credentialsRole: ['Credentials', (context, value) => attributeOf(context, value, 'Arn', 'roleArn')],
  integrationResponses: ['IntegrationResponses', responses],
  passthroughBehavior: 'PassthroughBehavior',
  requestParameters: ['RequestParameters', mapOf(plain)],
  requestTemplates: ['RequestTemplates', mapOf(plain)],
  responseTransferMode: 'ResponseTransferMode',
  timeout: ['TimeoutInMillis', milliseconds],
  vpcLink: ['ConnectionId', (context, value) => attributeOf(context, value, undefined, 'vpcLinkId')],
};

function rendered(
  context: BuildContext,
  own: Readonly<Record<string, Value | undefined>>,
  options: CdkMap,
  value: Made,
): Value {
  const shared = propertiesOf(context, options, optionTable);
  const link = propOf(options, 'vpcLink');
  if (link) shared.set('ConnectionType', scalar('VPC_LINK', link));
  if (booleanIn(propOf(options, 'credentialsPassthrough')) === true)
    shared.set('Credentials', textOf(['arn:', pseudoParameter('AWS::Partition', value), ':iam::*:user/*'], value));
  return mapValue({ ...own, ...Object.fromEntries(shared) }, value, options.open);
}

/** The name of a method, in capitals as the library wants it. */
export function methodName(value: CdkValue | undefined): string | undefined {
  const word = value?.kind === 'library' ? nameIn(value.name) : textIn(value);
  return word?.toUpperCase();
}
