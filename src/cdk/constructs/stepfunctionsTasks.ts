/** `aws-stepfunctions-tasks`: what tasks of state machines call, and what their role may do for it. */
import type { Task } from './stepfunctionsDefinition.ts';
import type { TaskOf } from './stepfunctionsDefinition.ts';
import type { Value } from '../../core/value.ts';
import type { ConstructClass } from '../library.ts';
import type { CdkMap, Construct } from '../value.ts';
import { functionArn, here, nameIn, placeOfStack, withProps } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import { policyStatement, statementOf } from './policies.ts';
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
} from './props.ts';
import { item } from './stepfunctionsItems.ts';
import { aslMap, type AslMap, aslOf, put } from './stepfunctionsJson.ts';
import { integration, parametersOf, patternOf } from './stepfunctionsParameters.ts';

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

/** Of other services it is known what is called, but of its parameters only which resources they name. */
const opaque: Task = (_context, self, props): TaskOf => {
  const listed = services.get(nameIn(self.library));
  const api = propOf(props, 'integrationPattern') ? listed?.replace('.sync', '') : listed;
  const mentions = mentionedIn(props);
  return {
    resource: api
      ? integration(api, props, self)
      : unknownValue('what it calls is not read from the source', self, mentions),
    parameters: unknownValue('the library puts its parameters together', props, mentions),
    statements: [],
  };
};

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

/** What the others call, `.sync` where they wait unless they are told not to; those that make functions of the library's own, or call no API of their own, are left open. */
const services: ReadonlyMap<string, string | undefined> = new Map(
  `AthenaGetQueryExecution=athena:getQueryExecution AthenaGetQueryResults=athena:getQueryResults
  AthenaStartQueryExecution=athena:startQueryExecution AthenaStopQueryExecution=athena:stopQueryExecution
  BatchSubmitJob=batch:submitJob BedrockCreateModelCustomizationJob=bedrock:createModelCustomizationJob
  BedrockInvokeModel=bedrock:invokeModel CallApiGatewayHttpApiEndpoint=apigateway:invoke
  CallApiGatewayRestApiEndpoint=apigateway:invoke CallAwsServiceCrossRegion CodeBuildStartBuild=codebuild:startBuild
  CodeBuildStartBuildBatch=codebuild:startBuildBatch EcsRunTask=ecs:runTask EksCall=eks:call
  EmrAddStep=elasticmapreduce:addStep.sync EmrCancelStep=elasticmapreduce:cancelStep
  EmrContainersCreateVirtualCluster=emr-containers:createVirtualCluster
  EmrContainersDeleteVirtualCluster=emr-containers:deleteVirtualCluster
  EmrContainersStartJobRun=emr-containers:startJobRun.sync EmrCreateCluster=elasticmapreduce:createCluster.sync
  EmrModifyInstanceFleetByName=elasticmapreduce:modifyInstanceFleetByName
  EmrModifyInstanceGroupByName=elasticmapreduce:modifyInstanceGroupByName
  EmrSetClusterTerminationProtection=elasticmapreduce:setClusterTerminationProtection
  EmrTerminateCluster=elasticmapreduce:terminateCluster.sync EvaluateExpression
  EventBridgeSchedulerCreateScheduleTask=aws-sdk:scheduler:createSchedule
  GlueDataBrewStartJobRun=databrew:startJobRun GlueStartCrawlerRun=aws-sdk:glue:startCrawler
  GlueStartJobRun=glue:startJobRun HttpInvoke=http:invoke MediaConvertCreateJob=mediaconvert:createJob
  SageMakerCreateEndpoint=sagemaker:createEndpoint SageMakerCreateEndpointConfig=sagemaker:createEndpointConfig
  SageMakerCreateModel=sagemaker:createModel SageMakerCreateTrainingJob=sagemaker:createTrainingJob
  SageMakerCreateTransformJob=sagemaker:createTransformJob SageMakerUpdateEndpoint=sagemaker:updateEndpoint`
    .split(/\s+/)
    .map((it) => {
      const [name = '', api] = it.split('=');
      return [name, api] as const;
    }),
);

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
  ...[...Object.keys(tasks), ...services.keys()].map(taskClass),
  { name: 'aws-stepfunctions.Task', extends: 'aws-stepfunctions.TaskStateBase' },
];
