/** `aws-stepfunctions-tasks`: what tasks of state machines call, and what their role may do for it. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { pseudoParameter } from '../words.ts';
import { functionArn, here, nameIn, placeOfStack, withProps } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import { policyStatement, statementOf } from './policies.ts';
import { aslMap, aslOf, put, type Asl, type AslMap } from './stepfunctionsJson.ts';
import type { Task, TaskOf } from './stepfunctionsStates.ts';
import {
  attributeOf,
  booleanIn,
  byDefault,
  cdkList,
  cdkMap,
  cdkScalar,
  itemsIn,
  optionsOf,
  plain,
  propOf,
  scalar,
  seconds,
  textIn,
  textOf,
  unknownValue,
  type Place,
} from './props.ts';

const suffixes: Readonly<Record<string, string>> = { RUN_JOB: '.sync', WAIT_FOR_TASK_TOKEN: '.waitForTaskToken' };

const patternOf = (props: CdkMap): string => {
  const given = propOf(props, 'integrationPattern');
  return given?.kind === 'library' ? nameIn(given.name) : 'REQUEST_RESPONSE';
};

/** `arn:aws:states:::lambda:invoke.waitForTaskToken` */
const integration = (api: string, props: CdkMap, place: Place, more = ''): Value =>
  textOf(
    ['arn:', pseudoParameter('AWS::Partition', place), `:states:::${api}${suffixes[patternOf(props)] ?? ''}${more}`],
    place,
  );

/** Parameters in the order that they are written; those that are not given are left out. */
function parametersOf(
  context: BuildContext,
  entries: Readonly<Record<string, CdkValue | Value | Asl | undefined>>,
): AslMap {
  const map = new Map<string, Asl>();
  for (const [name, value] of Object.entries(entries)) {
    if (value === undefined) continue;
    if (isProgram(value)) put(context, map, name, value);
    else map.set(name, value as Asl);
  }
  return map;
}

const programKinds = new Set(['list', 'map', 'made', 'construct', 'library', 'token', 'function', 'class', 'object']);

/** Values of the program and of CloudFormation have some kinds in common; lists and maps of the former hold other things. */
function isProgram(value: CdkValue | Value | Asl): value is CdkValue {
  if (value === null || Array.isArray(value) || value instanceof Map) return false;
  const { kind } = value as CdkValue | Value;
  return kind === 'unknown' ? !('mentions' in value) : programKinds.has(kind);
}

const invoke: Task = (context, self, props) => {
  const fn = propOf(props, 'lambdaFunction');
  const arn = fn ? functionArn(context, fn) : unknownValue('which function it is, is not decided in the source', self);
  const place = fn ?? self;
  const isQualified = fn?.kind === 'construct' && fn.state.has('lambda');
  const statement = statementOf(
    ['lambda:InvokeFunction'],
    isQualified ? [arn] : [arn, textOf([arn, ':*'], arn)],
    here(context),
  );
  const payload = propOf(props, 'payload');
  if (booleanIn(propOf(props, 'payloadResponseOnly')) === true) {
    const parameters = aslMap({});
    put(context, parameters, 'Parameters', payload);
    const only = parameters.get('Parameters');
    return {
      resource: arn,
      statements: [statement],
      ...(only instanceof Map ? { parameters: only as AslMap } : {}),
    };
  }
  const isJsonata = nameOfLanguage(props) === 'JSONATA';
  const parameters = parametersOf(context, {
    FunctionName: arn,
    ...(payload
      ? { Payload: payload }
      : isJsonata
        ? { Payload: scalar('{% $states.input %}', byDefault(self)) }
        : { 'Payload.$': scalar('$', byDefault(self)) }),
    InvocationType: propOf(props, 'invocationType'),
    ClientContext: propOf(props, 'clientContext'),
    Qualifier: propOf(props, 'qualifier'),
  });
  return { resource: integration('lambda:invoke', props, place), parameters, statements: [statement] };
};

const nameOfLanguage = (props: CdkMap): string => {
  const given = propOf(props, 'queryLanguage');
  return given?.kind === 'library' ? nameIn(given.name) : '';
};

const sendMessage: Task = (context, self, props) => {
  const queue = propOf(props, 'queue');
  const delay = propOf(props, 'delay');
  const arn = queue && attributeOf(context, queue, 'Arn', 'queueArn');
  return {
    resource: integration('sqs:sendMessage', props, self),
    parameters: parametersOf(context, {
      QueueUrl: queue && attributeOf(context, queue, undefined, 'queueUrl'),
      MessageBody: propOf(props, 'messageBody'),
      DelaySeconds: delay && seconds(context, delay),
      MessageDeduplicationId: propOf(props, 'messageDeduplicationId'),
      MessageGroupId: propOf(props, 'messageGroupId'),
    }),
    statements: arn ? [statementOf(['sqs:SendMessage'], [arn], here(context))] : [],
  };
};

const publish: Task = (context, self, props) => {
  const topic = propOf(props, 'topic');
  const arn = topic && attributeOf(context, topic, undefined, 'topicArn');
  const perType = propOf(props, 'messagePerSubscriptionType');
  const attributes = propOf(props, 'messageAttributes');
  return {
    resource: integration('sns:publish', props, self),
    parameters: parametersOf(context, {
      TopicArn: arn,
      Message: propOf(props, 'message'),
      MessageDeduplicationId: propOf(props, 'messageDeduplicationId'),
      MessageGroupId: propOf(props, 'messageGroupId'),
      MessageStructure: perType && booleanIn(perType) === true ? scalar('json', perType) : undefined,
      MessageAttributes: attributes && unknownValue('the library writes the attributes', attributes),
      Subject: propOf(props, 'subject'),
    }),
    statements: arn ? [statementOf(['sns:Publish'], [arn], here(context))] : [],
  };
};

/** In the order in which the library writes the parameters. */
const itemOrders: Readonly<Record<string, string>> = {
  put: 'item table conditionExpression expressionAttributeNames expressionAttributeValues returnConsumedCapacity returnItemCollectionMetrics returnValues',
  get: 'key table consistentRead expressionAttributeNames projectionExpression returnConsumedCapacity',
  update:
    'key table conditionExpression expressionAttributeNames expressionAttributeValues returnConsumedCapacity returnItemCollectionMetrics returnValues updateExpression',
  delete:
    'key table conditionExpression expressionAttributeNames expressionAttributeValues returnConsumedCapacity returnItemCollectionMetrics returnValues',
};

const item =
  (method: 'put' | 'get' | 'update' | 'delete'): Task =>
  (context, self, props) => {
    const table = propOf(props, 'table');
    const name = table && attributeOf(context, table, undefined, 'tableName');
    const entries: Record<string, CdkValue | Value | Asl | undefined> = {};
    for (const prop of (itemOrders[method] ?? '').split(' ')) {
      const given = propOf(props, prop);
      const key = prop.slice(0, 1).toUpperCase() + prop.slice(1);
      if (prop === 'table') entries['TableName'] = name;
      else if (prop === 'consistentRead') entries[key] = given ?? cdkScalar(false, byDefault(self));
      else if (/^(item|key|expressionAttributeValues)$/.test(prop))
        entries[key] = given && attributesOf(context, given);
      else if (prop === 'projectionExpression')
        entries[key] = given && unknownValue('the library writes the expression', given);
      else entries[key] = given;
    }
    const { partition, region, account } = placeOfStack(context, self, here(context));
    const arn = textOf(['arn:', partition, ':dynamodb:', region, ':', account, ':table/', name ?? ''], here(context));
    const title = `${method.slice(0, 1).toUpperCase()}${method.slice(1)}Item`;
    return {
      resource: integration(`dynamodb:${method}Item`, cdkMap({}, self), self),
      parameters: parametersOf(context, entries),
      statements: [statementOf([`dynamodb:${title}`], [arn], here(context))],
    };
  };

/** `DynamoAttributeValue.fromString('x')` → `{ S: 'x' }` */
function attributesOf(context: BuildContext, value: CdkValue): Asl {
  if (value.kind !== 'map') return aslOf(context, value);
  const map = new Map<string, Asl>();
  for (const [name, entry] of value.entries) map.set(name, attributeValue(context, entry.value));
  return map;
}

const attributeTypes: Readonly<Record<string, string>> = {
  fromString: 'S',
  fromNumber: 'N',
  numberFromString: 'N',
  fromBinary: 'B',
  fromStringSet: 'SS',
  fromMap: 'M',
  mapFromJsonPath: 'M',
  fromList: 'L',
  listFromJsonPath: 'L',
  fromNull: 'NULL',
  fromBoolean: 'BOOL',
  booleanFromJsonPath: 'BOOL',
};

function attributeValue(context: BuildContext, value: CdkValue): Asl {
  if (value.kind !== 'made') return aslOf(context, value);
  const [given] = value.arguments.positional;
  const name = nameIn(value.name);
  const type = attributeTypes[name];
  if (type === undefined) return aslOf(context, value);
  const map = new Map<string, Asl>();
  if (type === 'NULL') map.set(type, scalar(true, value));
  else if (type === 'L' && given?.kind === 'list')
    map.set(
      type,
      given.items.map((it) => attributeValue(context, it)),
    );
  else if (type === 'M' && given?.kind === 'map') map.set(type, attributesOf(context, given));
  else if (name.endsWith('FromJsonPath') && given)
    map.set(`${type}.$`, plain(context, given) ?? unknownValue('it is not given', given));
  else if (type === 'N' && given?.kind === 'scalar') map.set(type, scalar(String(given.value), given));
  else put(context, map, type, given);
  return map;
}

const putEvents: Task = (context, self, props) => {
  const { partition, region, account } = placeOfStack(context, self, here(context));
  const entries = itemsIn(propOf(props, 'entries'));
  const fallback = textOf(['arn:', partition, ':events:', region, ':', account, ':event-bus/default'], here(context));
  const buses = entries.map((entry) => {
    const bus = propOf(entry, 'eventBus');
    return bus ? attributeOf(context, bus, 'Arn', 'eventBusArn') : fallback;
  });
  return {
    resource: integration('events:putEvents', props, self),
    parameters: aslMap({
      Entries: entries.map((entry, index) =>
        parametersOf(context, {
          Detail: propOf(entry, 'detail'),
          DetailType: propOf(entry, 'detailType'),
          EventBusName: propOf(entry, 'eventBus') ? buses[index] : undefined,
          Source: propOf(entry, 'source'),
        }),
      ),
    }),
    statements: [statementOf(['events:PutEvents'], buses, here(context))],
  };
};

const startExecution: Task = (context, self, props) => {
  const machine = propOf(props, 'stateMachine');
  const arn = machine && attributeOf(context, machine, undefined, 'stateMachineArn');
  const place = here(context);
  const input = propOf(props, 'input');
  const isJob = patternOf(props) === 'RUN_JOB';
  const { partition, region, account } = placeOfStack(context, self, place);
  const statements: Value[] = arn ? [statementOf(['states:StartExecution'], [arn], place)] : [];
  if (isJob) {
    const part = unknownValue('it is decided at deployment (`Select`)', place);
    const executions = textOf(['arn:', partition, ':states:', region, ':', account, ':execution:', part, '*'], place);
    const rule = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';
    statements.push(
      statementOf(['states:DescribeExecution', 'states:StopExecution'], [executions], place),
      statementOf(
        ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        [textOf(['arn:', partition, ':events:', region, ':', account, `:rule/${rule}`], place)],
        place,
      ),
    );
  }
  return {
    resource: integration('states:startExecution', props, self, isJob ? ':2' : ''),
    parameters: parametersOf(context, {
      ...(input ? { Input: input } : { 'Input.$': scalar('$', byDefault(self)) }),
      StateMachineArn: arn,
      Name: propOf(props, 'name'),
    }),
    statements,
  };
};

/** IAM's names of services that the SDK calls otherwise. */
const iamServices: Readonly<Record<string, string>> = {
  bedrockagent: 'bedrock',
  cloudwatchlogs: 'logs',
  efs: 'elasticfilesystem',
  elasticloadbalancingv2: 'elasticloadbalancing',
  mediapackagevod: 'mediapackage-vod',
  mwaa: 'airflow',
  sfn: 'states',
};

const callService: Task = (context, self, props) => {
  const service = textIn(propOf(props, 'service')) ?? '…';
  const action = textIn(propOf(props, 'action')) ?? '…';
  const resources = propOf(props, 'iamResources');
  const listed = resources && plain(context, resources);
  const place = here(context);
  const iamAction = textIn(propOf(props, 'iamAction')) ?? `${iamServices[service] ?? service}:${action}`;
  const given = propOf(props, 'parameters');
  const parameters = given ? aslOf(context, given) : aslMap({});
  const more = itemsIn(propOf(props, 'additionalIamStatements')).flatMap((it) => policyStatement(context, it) ?? []);
  return {
    resource: integration(`aws-sdk:${service.toLowerCase()}:${action}`, props, self),
    parameters: parameters instanceof Map ? (parameters as AslMap) : aslMap({ '…': parameters }),
    statements: [
      ...(listed ? [statementOf([iamAction], listed.kind === 'list' ? listed.items : [listed], place)] : []),
      ...more,
    ],
  };
};

const invokeActivity: Task = (context, _self, props) => {
  const activity = propOf(props, 'activity');
  const given = propOf(props, 'parameters');
  const parameters = given && aslOf(context, given);
  return {
    resource: activity
      ? attributeOf(context, activity, undefined, 'activityArn')
      : unknownValue('which activity it is, is not decided in the source', props),
    ...(parameters instanceof Map ? { parameters: parameters as AslMap } : {}),
    statements: [],
  };
};

/** `new sfn.Task(this, id, { task: new tasks.InvokeFunction(fn) })` of the library's first version. */
const old: Task = (context, self, props) => {
  const task = propOf(props, 'task');
  const [target] = task?.kind === 'made' ? task.arguments.positional : [];
  if (task?.kind !== 'made' || !target) return opaque(context, self, props);
  const options = withProps(optionsOf(task.arguments, 1, task), {});
  switch (nameIn(task.name)) {
    case 'InvokeFunction':
      return invoke(
        context,
        self,
        withProps(options, { lambdaFunction: target, payloadResponseOnly: cdkScalar(true, task) }),
      );
    case 'RunLambdaTask':
      return invoke(context, self, withProps(options, { lambdaFunction: target }));
    case 'SendToQueue':
      return sendMessage(context, self, withProps(options, { queue: target }));
    case 'PublishToTopic':
      return publish(context, self, withProps(options, { topic: target }));
    case 'StartExecution':
      return startExecution(context, self, withProps(options, { stateMachine: target }));
    default:
      return opaque(context, self, props);
  }
};

/** Of other services it is only known which resources are handed to them. */
const opaque: Task = (_context, self, props): TaskOf => ({
  resource: unknownValue('what it calls is not read from the source', self, mentionedIn(props)),
  statements: [],
});

const tasks: Readonly<Record<string, Task>> = {
  LambdaInvoke: invoke,
  SqsSendMessage: sendMessage,
  SnsPublish: publish,
  DynamoPutItem: item('put'),
  DynamoGetItem: item('get'),
  DynamoUpdateItem: item('update'),
  DynamoDeleteItem: item('delete'),
  EventBridgePutEvents: putEvents,
  StepFunctionsStartExecution: startExecution,
  StepFunctionsInvokeActivity: invokeActivity,
  CallAwsService: callService,
};

/** What a state does, when it is a task. */
export function taskOf(self: Construct): Task | undefined {
  if (self.library === 'aws-stepfunctions.Task') return old;
  return self.library.startsWith('aws-stepfunctions-tasks.') ? (tasks[nameIn(self.library)] ?? opaque) : undefined;
}

const others = `AthenaGetQueryExecution AthenaGetQueryResults AthenaStartQueryExecution AthenaStopQueryExecution
  BatchSubmitJob BedrockCreateModelCustomizationJob BedrockInvokeModel CallApiGatewayHttpApiEndpoint
  CallApiGatewayRestApiEndpoint CallAwsServiceCrossRegion CodeBuildStartBuild CodeBuildStartBuildBatch EcsRunTask EksCall
  EmrAddStep EmrCancelStep EmrContainersCreateVirtualCluster EmrContainersDeleteVirtualCluster EmrContainersStartJobRun
  EmrCreateCluster EmrModifyInstanceFleetByName EmrModifyInstanceGroupByName EmrSetClusterTerminationProtection
  EmrTerminateCluster EvaluateExpression EventBridgeSchedulerCreateScheduleTask GlueDataBrewStartJobRun GlueStartCrawlerRun
  GlueStartJobRun HttpInvoke MediaConvertCreateJob SageMakerCreateEndpoint SageMakerCreateEndpointConfig
  SageMakerCreateModel SageMakerCreateTrainingJob SageMakerCreateTransformJob SageMakerUpdateEndpoint`.split(/\s+/);

const taskClass = (name: string): ConstructClass => {
  const full = `aws-stepfunctions-tasks.${name}`;
  const made =
    (language: string | undefined): NonNullable<ConstructClass['statics']>[string] =>
    (context, args) => {
      const [scope, id] = args.positional;
      if (scope?.kind !== 'construct') return undefined;
      const given = optionsOf(args, 2, here(context));
      const props = language
        ? withProps(given, {
            queryLanguage: { kind: 'library', name: `aws-stepfunctions.QueryLanguage.${language}`, ...here(context) },
          })
        : given;
      return context.create(full, scope, textIn(id) ?? '…', props);
    };
  return {
    name: full,
    extends: 'aws-stepfunctions.TaskStateBase',
    statics: { jsonPath: made(undefined), jsonata: made('JSONATA') },
    ...(name === 'LambdaInvoke' ? { build: buildInvoke } : {}),
  };
};

/** Errors of Lambda itself are tried again unless the program says otherwise. */
const buildInvoke: NonNullable<ConstructClass['build']> = (_context, self, props) => {
  self.state.set('props', props);
  if (booleanIn(propOf(props, 'retryOnServiceExceptions')) === false) return;
  const place = byDefault(self);
  const errors = ['ClientExecutionTimeoutException', 'ServiceException', 'AWSLambdaException', 'SdkClientException'];
  const retry = cdkMap(
    {
      errors: cdkList(
        errors.map((it) => cdkScalar(`Lambda.${it}`, place)),
        place,
      ),
      interval: {
        kind: 'made',
        name: 'core.Duration.seconds',
        arguments: { positional: [cdkScalar(2, place)], named: undefined },
        call: self.at,
        path: self.at.path,
        ...place,
      },
      maxAttempts: cdkScalar(6, place),
      backoffRate: cdkScalar(2, place),
    },
    place,
  );
  self.state.set('retries', cdkList([retry], place));
};

export const stepfunctionsTasks: readonly ConstructClass[] = [
  ...[...Object.keys(tasks), ...others].map(taskClass),
  { name: 'aws-stepfunctions.Task', extends: 'aws-stepfunctions.TaskStateBase' },
];
