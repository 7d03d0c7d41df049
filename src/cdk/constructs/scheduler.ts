/** `aws-scheduler` and `aws-scheduler-targets`: schedules and what they call. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { functionArn, here, nameIn, placeOfStack } from './arns.ts';
import { stackOf } from './core.ts';
import { schedule as expressionOf } from './events.ts';
import { jsonOf } from './json.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  cdkScalar,
  declareMain,
  mapValue,
  minutes,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textIn,
  textOf,
  tokenOf,
  unknownValue,
  type Convert,
} from './props.ts';

/** `ScheduleExpression.at(date)` as well. */
const when: Convert = (context, value) =>
  value.kind === 'made' && nameIn(value.name) === 'at'
    ? unknownValue('the time is computed by the app', value)
    : expressionOf(context, value);

const window: Convert = (context, value) => {
  if (value.kind !== 'made') return context.toValue(value);
  const [longest] = value.arguments.positional;
  return nameIn(value.name) === 'flexible'
    ? mapValue({ MaximumWindowInMinutes: longest && minutes(context, longest), Mode: scalar('FLEXIBLE', value) }, value)
    : mapValue({ Mode: scalar('OFF', value) }, value);
};

const schedule: ConstructClass = {
  name: 'aws-scheduler.Schedule',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      scheduleName: 'Name',
      description: 'Description',
      schedule: ['ScheduleExpression', when],
      timeWindow: ['FlexibleTimeWindow', window],
      scheduleGroup: ['GroupName', (inner, value) => attributeOf(inner, value, undefined, 'scheduleGroupName')],
      group: ['GroupName', (inner, value) => attributeOf(inner, value, undefined, 'scheduleGroupName')],
      key: ['KmsKeyArn', (inner, value) => attributeOf(inner, value, 'Arn', 'keyArn')],
    });
    if (!properties.has('FlexibleTimeWindow'))
      properties.set('FlexibleTimeWindow', mapValue({ Mode: scalar('OFF', place) }, place));
    const zone = zoneOf(propOf(props, 'schedule'));
    if (zone) properties.set('ScheduleExpressionTimezone', zone);
    const enabled = propOf(props, 'enabled');
    properties.set('State', scalar(booleanIn(enabled) === false ? 'DISABLED' : 'ENABLED', enabled ?? place));
    const target = propOf(props, 'target');
    if (target) properties.set('Target', targetOf(context, self, target, propOf(props, 'scheduleGroup')));
    declareMain(context, self, 'AWS::Scheduler::Schedule', properties, { open: props.open });
  },
  properties: {
    scheduleName: (context, self) => tokenOf(context, self, undefined),
    scheduleArn: (context, self) => tokenOf(context, self, 'Arn'),
  },
};

/** UTC unless the program says so; what the library calls `TimeZone.EUROPE_BERLIN` is left open. */
function zoneOf(value: CdkValue | undefined): Value | undefined {
  if (value?.kind !== 'made') return undefined;
  const options = value.arguments.named ?? value.arguments.positional.find((it) => it.kind === 'map');
  const zone = propOf(options, 'timeZone') ?? (nameIn(value.name) === 'rate' ? undefined : zoneIn(value));
  if (!zone) return scalar('Etc/UTC', { at: value.at, from: 'default' });
  const [given] = zone.kind === 'made' ? zone.arguments.positional : [];
  return given?.kind === 'scalar' && given.value !== null
    ? scalar(given.value, given)
    : unknownValue('it is a time zone of the library', zone);
}

/** The second argument of `at` and `expression`. */
const zoneIn = ({ arguments: args }: Made): CdkValue | undefined =>
  args.positional[1]?.kind === 'map' ? undefined : args.positional[1];

/** What a target may do, and how it names what it calls. */
const kinds: Readonly<
  Record<string, { readonly action: string; readonly attribute?: string; readonly names: readonly string[] }>
> = {
  SqsSendMessage: { action: 'sqs:SendMessage', attribute: 'Arn', names: ['queueArn'] },
  SnsPublish: { action: 'sns:Publish', names: ['topicArn'] },
  StepFunctionsStartExecution: { action: 'states:StartExecution', names: ['stateMachineArn'] },
  EventBridgePutEvents: { action: 'events:PutEvents', attribute: 'Arn', names: ['eventBusArn'] },
  KinesisStreamPutRecord: { action: 'kinesis:PutRecord', attribute: 'Arn', names: ['streamArn'] },
  FirehosePutRecord: { action: 'firehose:PutRecord', attribute: 'Arn', names: ['deliveryStreamArn'] },
  KinesisDataFirehosePutRecord: { action: 'firehose:PutRecord', attribute: 'Arn', names: ['deliveryStreamArn'] },
};

function targetOf(context: BuildContext, self: Construct, target: CdkValue, group: CdkValue | undefined): Value {
  if (target.kind !== 'made')
    return unknownValue('what it calls is not decided in the source', target, mentionedIn(target));
  const [resource] = target.arguments.positional;
  const options = optionsOf(target.arguments, 1, target);
  const name = nameIn(target.name);
  const kind = kinds[name];
  const place = byDefault(self);
  const arn = arnOf(context, target, resource, name);
  const role = propOf(options, 'role') ?? roleFor(context, self, arn, group);
  const action = name === 'LambdaInvoke' ? 'lambda:InvokeFunction' : kind?.action;
  if (action !== undefined)
    addStatement(
      context,
      role,
      statementOf([action], name === 'LambdaInvoke' ? [arn, textOf([arn, ':*'], arn)] : [arn], here(context)),
    );
  const dead = propOf(options, 'deadLetterQueue');
  const deadArn = dead && attributeOf(context, dead, 'Arn', 'queueArn');
  if (deadArn) addStatement(context, role, statementOf(['sqs:SendMessage'], [deadArn], here(context)));
  const age = propOf(options, 'maxEventAge');
  const attempts = propOf(options, 'retryAttempts');
  const input = propOf(options, 'input');
  return mapValue(
    {
      Arn: arn,
      RoleArn: attributeOf(context, role, 'Arn', 'roleArn'),
      Input: input && inputOf(context, input),
      DeadLetterConfig: deadArn && mapValue({ Arn: deadArn }, deadArn),
      RetryPolicy: mapValue(
        {
          MaximumEventAgeInSeconds: age ? seconds(context, age) : scalar(86400, place),
          MaximumRetryAttempts: attempts ? plain(context, attempts) : scalar(185, place),
        },
        age ?? attempts ?? place,
      ),
    },
    target,
  );
}

function arnOf(context: BuildContext, target: Made, resource: CdkValue | undefined, name: string): Value {
  if (resource && name === 'LambdaInvoke') return functionArn(context, resource);
  const kind = kinds[name];
  return resource && kind
    ? attributeOf(context, resource, kind.attribute, ...kind.names)
    : unknownValue('what it calls is not read from the source', target, mentionedIn(target));
}

/** One for each resource that is called, in the stack; the library names it after a hash. */
function roleFor(context: BuildContext, self: Construct, arn: Value, group: CdkValue | undefined): Construct {
  const stack = stackOf(self) ?? self;
  const key = `scheduler role ${arn.kind === 'reference' ? `${arn.to} ${arn.attribute ?? ''}` : JSON.stringify(arn.at)}`;
  const kept = stack.state.get(key);
  if (kept?.kind === 'construct') return kept;
  const place = byDefault(self);
  const { partition, region, account } = placeOfStack(context, self, place);
  const groups = textOf(['arn:', partition, ':scheduler:', region, ':', account, ':schedule-group/default'], place);
  const groupArn = group ? attributeOf(context, group, 'Arn', 'scheduleGroupArn') : groups;
  const token = (value: Value): CdkValue =>
    value.kind === 'reference' || value.kind === 'text'
      ? { kind: 'token', value, ...place }
      : value.kind === 'unknown'
        ? { kind: 'token', value: { kind: 'text', parts: [value], ...place }, ...place }
        : cdkScalar(value.kind === 'scalar' ? value.value : null, place);
  const conditions = cdkMap(
    { StringEquals: cdkMap({ 'aws:SourceAccount': token(account), 'aws:SourceArn': token(groupArn) }, place) },
    place,
  );
  const assumedBy: Made = {
    kind: 'made',
    name: 'aws-iam.ServicePrincipal',
    arguments: {
      positional: [cdkScalar('scheduler.amazonaws.com', place), cdkMap({ conditions }, place)],
      named: undefined,
    },
    call: self.at,
    path: context.path,
    ...place,
  };
  const role = context.create('aws-iam.Role', stack, 'SchedulerRoleForTarget-', cdkMap({ assumedBy }, place));
  stack.state.set(key, role);
  return role;
}

function inputOf(context: BuildContext, input: CdkValue): Value {
  const [given] = input.kind === 'made' ? input.arguments.positional : [];
  if (input.kind !== 'made' || !given) return context.toValue(input);
  if (nameIn(input.name) === 'fromText') return plain(context, given) ?? context.toValue(given);
  const text = jsonOf(given);
  return text === undefined ? unknownValue('the app computes it', input, mentionedIn(input)) : scalar(text, input);
}

const group: ConstructClass = {
  name: 'aws-scheduler.ScheduleGroup',
  extends: 'core.Resource',
  build: (context, self, props: CdkMap) => {
    const properties = propertiesOf(context, props, { scheduleGroupName: 'Name' });
    if (!properties.has('Name'))
      properties.set('Name', unknownValue('the library makes a name of its path', byDefault(self)));
    declareMain(context, self, 'AWS::Scheduler::ScheduleGroup', properties, { open: props.open });
    const name = textIn(propOf(props, 'scheduleGroupName'));
    if (name !== undefined) self.state.set('scheduleGroupName', cdkScalar(name, self));
  },
  properties: {
    scheduleGroupName: (context, self) => tokenOf(context, self, undefined, 'scheduleGroupName'),
    scheduleGroupArn: (context, self) => tokenOf(context, self, 'Arn', 'scheduleGroupArn'),
  },
  statics: {
    fromScheduleGroupName: (context, args) => {
      const [scope, id] = args.positional;
      const found = context.imported(
        'aws-scheduler.ScheduleGroup',
        scope?.kind === 'construct' ? scope : undefined,
        textIn(id) ?? '',
      );
      const name = argumentOf(args, 2, 'scheduleGroupName');
      if (name) found.state.set('scheduleGroupName', name);
      return found;
    },
  },
};

export const scheduler: readonly ConstructClass[] = [schedule, group, { ...group, name: 'aws-scheduler.Group' }];
