/** `aws-events` and `aws-events-targets`: rules and what they call. */
import type { Value } from '../../core/value.ts';
import { pseudoParameter } from '../words.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { grantMethods } from './grants.ts';
import { jsonOf } from './json.ts';
import { nameInArn } from './messaging.ts';
import { addStatement, statementOf } from './policies.ts';
import {
  amountOf,
  argumentOf,
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  cdkScalar,
  declareMain,
  itemsIn,
  listValue,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textIn,
  textOf,
  tokenOf,
  undefinedIn,
  unknownValue,
  type Convert,
  type Place,
  subjectOf,
} from './props.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

/** `Schedule.rate(Duration.minutes(5))`, `Schedule.cron({ hour: '4' })`, `Schedule.expression('rate(1 day)')` */
export const schedule: Convert = (context, value) => {
  if (value.kind !== 'made') return context.toValue(value);
  const [argument] = value.arguments.positional;
  switch (value.name.slice(value.name.lastIndexOf('.') + 1)) {
    case 'expression':
      return argument && plain(context, argument);
    case 'rate': {
      const amount = argument?.kind === 'made' ? amountOf(argument) : undefined;
      return amount === undefined
        ? unknownValue('its rate is not decided in the source', value)
        : scalar(rateOf(amount), argument ?? value);
    }
    case 'cron':
      return cronOf(context, optionsOf(value.arguments, 0, value), value);
    default:
      return unknownValue('its schedule is not read from the source', value);
  }
};

/** In the largest unit that divides it. */
function rateOf(amount: number): string {
  const units = [
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [unit, length] = units.find(([, size]) => amount >= size && amount % size === 0) ?? ['minute', 60];
  const count = amount / length;
  return `rate(${count} ${unit}${count === 1 ? '' : 's'})`;
}

function cronOf(context: BuildContext, options: CdkMap, place: Place): Value {
  const given = (name: string): Value | undefined => {
    const prop = propOf(options, name);
    return prop && plain(context, prop);
  };
  const weekDay = given('weekDay');
  const day = given('day') ?? (weekDay ? '?' : '*');
  const parts: readonly (string | Value)[] = [
    given('minute') ?? '*',
    given('hour') ?? '*',
    day,
    given('month') ?? '*',
    weekDay ?? '?',
    given('year') ?? '*',
  ];
  return textOf(['cron(', ...parts.flatMap((part, index) => (index > 0 ? [' ', part] : [part])), ')'], place);
}

const patternNames: Readonly<Record<string, string>> = { detailType: 'detail-type' };

const pattern: Convert = (context, value) => {
  if (value.kind !== 'map') return matched(context, value);
  const entries = new Map<string, Value>();
  for (const [name, entry] of value.entries) entries.set(patternNames[name] ?? name, matched(context, entry.value));
  return mapValue(entries, value, value.open);
};

/** Values of a pattern, with `Match.prefix('a')` in it, which is `[{ "prefix": "a" }]`. */
function matched(context: BuildContext, value: CdkValue): Value {
  if (value.kind === 'map') {
    const entries = new Map<string, Value>();
    for (const [name, entry] of value.entries) entries.set(name, matched(context, entry.value));
    return mapValue(entries, value, value.open);
  }
  if (value.kind !== 'made' || !value.name.startsWith('aws-events.Match.'))
    return plain(context, value) ?? context.toValue(value);
  const [first] = value.arguments.positional;
  const argument = first && plain(context, first);
  const list = (item: Value): Value => listValue([item], value);
  switch (value.name.slice('aws-events.Match.'.length)) {
    case 'exactString':
    case 'ipAddressRange':
      return list(argument ?? context.toValue(value));
    case 'exists':
    case 'doesNotExist':
      return list(mapValue({ exists: scalar(value.name.endsWith('.exists'), value) }, value));
    case 'prefix':
      return list(mapValue({ prefix: argument }, value));
    case 'suffix':
      return list(mapValue({ suffix: argument }, value));
    case 'equalsIgnoreCase':
      return list(mapValue({ 'equals-ignore-case': argument }, value));
    case 'wildcard':
      return list(mapValue({ wildcard: argument }, value));
    case 'anythingBut': {
      const values = value.arguments.positional.map((item) => plain(context, item) ?? context.toValue(item));
      return list(mapValue({ 'anything-but': listValue(values, value) }, value));
    }
    default:
      return unknownValue('what it matches is not read from the source', value);
  }
}

const rule: ConstructClass = {
  name: 'aws-events.Rule',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      ruleName: 'Name',
      description: 'Description',
      schedule: ['ScheduleExpression', schedule],
      eventPattern: ['EventPattern', pattern],
      eventBus: ['EventBusName', (inner, value) => attributeOf(inner, value, undefined, 'eventBusName')],
    });
    const enabled = propOf(props, 'enabled');
    const state = enabled && booleanIn(enabled) === undefined ? context.toValue(enabled) : undefined;
    properties.set(
      'State',
      state ?? scalar(booleanIn(enabled) === false ? 'DISABLED' : 'ENABLED', enabled ?? byDefault(self)),
    );
    declareMain(context, self, 'AWS::Events::Rule', properties, { open: props.open });
    for (const target of itemsIn(propOf(props, 'targets'))) addTarget(context, self, target);
  },
  methods: {
    addTarget: (context, self, args) => {
      const target = argumentOf(args, 0, 'target');
      if (target) addTarget(context, self, target);
      return undefinedIn(context);
    },
    addEventPattern: (context, self, args) => {
      const given = pattern(context, optionsOf(args, 0, here(context)));
      if (self.main !== undefined && given?.kind === 'map')
        for (const [name, entry] of given.entries) context.change(self.main, ['EventPattern', name], entry.value);
      return undefinedIn(context);
    },
  },
  properties: {
    ruleArn: (context, self) => tokenOf(context, self, 'Arn', 'ruleArn'),
    ruleName: (context, self) => tokenOf(context, self, undefined, 'ruleName'),
  },
  statics: {
    fromEventRuleArn: (context, args) => imported(context, 'aws-events.Rule', args, { ruleArn: args.positional[2] }),
  },
};

/** `rule.addTarget(new LambdaFunction(fn, { retryAttempts: 2 }))` */
function addTarget(context: BuildContext, self: Construct, target: CdkValue): void {
  if (self.main === undefined) return;
  const number = self.state.get('targets');
  const index = number?.kind === 'scalar' ? Number(number.value) : 0;
  self.state.set('targets', cdkScalar(index + 1, here(context)));
  const entry = target.kind === 'made' ? targetOf(context, self, target) : undefined;
  const id = scalar(`Target${index}`, byDefault(self));
  context.append(
    self.main,
    ['Targets'],
    entry ? mapValue({ Id: id, ...entry }, target) : unknownValue('what it calls is not read from the source', target),
  );
}

function targetOf(
  context: BuildContext,
  self: Construct,
  target: Made,
): Readonly<Record<string, Value | undefined>> | undefined {
  const resource = subjectOf(target.arguments);
  const name = target.name.slice(target.name.lastIndexOf('.') + 1);
  const options = optionsOf(target.arguments, 1, target);
  if (!resource) return undefined;
  const shared = targetProperties(context, options);
  const arn = (attribute: string | undefined, ...names: readonly string[]): Value =>
    attributeOf(context, resource, attribute, ...names);
  switch (name) {
    case 'LambdaFunction': {
      const isQualified = resource.kind === 'construct' && resource.state.has('lambda');
      return { Arn: arn(isQualified ? undefined : 'Arn', 'functionArn'), ...shared };
    }
    case 'SqsQueue': {
      const group = propOf(options, 'messageGroupId');
      const parameters = group && mapValue({ MessageGroupId: plain(context, group) }, group);
      return { Arn: arn('Arn', 'queueArn'), SqsParameters: parameters, ...shared };
    }
    case 'SnsTopic':
      return { Arn: arn(undefined, 'topicArn'), ...shared };
    case 'SfnStateMachine':
      return {
        Arn: arn(undefined, 'stateMachineArn'),
        RoleArn: roleFor(context, resource, options, ['states:StartExecution'], arn(undefined, 'stateMachineArn')),
        ...shared,
      };
    case 'KinesisStream': {
      const path = propOf(options, 'partitionKeyPath');
      const actions = ['kinesis:ListShards', 'kinesis:PutRecord', 'kinesis:PutRecords'];
      return {
        Arn: arn('Arn', 'streamArn'),
        RoleArn: roleFor(context, resource, options, actions, arn('Arn', 'streamArn')),
        KinesisParameters: path && mapValue({ PartitionKeyPath: plain(context, path) }, path),
        ...shared,
      };
    }
    case 'EventBus':
      return {
        Arn: arn('Arn', 'eventBusArn'),
        RoleArn: roleFor(context, self, options, ['events:PutEvents'], arn('Arn', 'eventBusArn')),
        ...shared,
      };
    case 'CloudWatchLogGroup': {
      const place = here(context);
      const parts = [
        'arn:',
        pseudoParameter('AWS::Partition', place),
        ':logs:',
        pseudoParameter('AWS::Region', place),
        ':',
        pseudoParameter('AWS::AccountId', place),
        ':log-group:',
        arn(undefined, 'logGroupName'),
      ];
      return { Arn: textOf(parts, place), ...shared };
    }
    default: {
      const mentions = resource.kind === 'construct' && resource.main !== undefined ? [resource.main] : [];
      return { Arn: unknownValue('what it calls is not read from the source', target, mentions), ...shared };
    }
  }
}

/** The role that EventBridge takes: one for each resource that is called, or for the rule. */
function roleFor(
  context: BuildContext,
  scope: CdkValue,
  options: CdkMap,
  actions: readonly string[],
  arn: Value,
): Value | undefined {
  const given = propOf(options, 'role') ?? propOf(options, 'eventRole');
  const role = given ?? (scope.kind === 'construct' ? eventsRole(context, scope) : undefined);
  if (!role) return undefined;
  addStatement(context, role, statementOf(actions, [arn], here(context)));
  return attributeOf(context, role, 'Arn', 'roleArn');
}

function eventsRole(context: BuildContext, scope: Construct): Construct {
  const kept = scope.state.get('eventsRole');
  if (kept?.kind === 'construct') return kept;
  const place = byDefault(scope);
  const service: CdkValue = {
    kind: 'made',
    name: 'aws-iam.ServicePrincipal',
    arguments: { positional: [cdkScalar('events.amazonaws.com', place)], named: undefined },
    call: scope.at,
    path: context.path,
    ...place,
  };
  const role = context.create('aws-iam.Role', scope, 'EventsRole', cdkMap({ assumedBy: service }, place));
  scope.state.set('eventsRole', role);
  return role;
}

function targetProperties(context: BuildContext, options: CdkMap): Readonly<Record<string, Value | undefined>> {
  const retry = propertiesOf(context, options, {
    maxEventAge: ['RetryPolicy.MaximumEventAgeInSeconds', seconds],
    retryAttempts: 'RetryPolicy.MaximumRetryAttempts',
    deadLetterQueue: ['DeadLetterConfig.Arn', (inner, value) => attributeOf(inner, value, 'Arn', 'queueArn')],
  });
  const input = propOf(options, 'event') ?? propOf(options, 'input') ?? propOf(options, 'message');
  return { ...Object.fromEntries(retry), ...(input ? inputOf(context, input) : {}) };
}

/** `RuleTargetInput.fromObject({ … })`; inputs with parts of the event are transformers, whose text is left open. */
function inputOf(context: BuildContext, input: CdkValue): Readonly<Record<string, Value | undefined>> {
  if (input.kind !== 'made') return { Input: context.toValue(input) };
  const [given] = input.arguments.positional;
  if (!given) return {};
  switch (input.name.slice(input.name.lastIndexOf('.') + 1)) {
    case 'fromObject': {
      const text = jsonOf(given);
      return { Input: text === undefined ? unknownValue('the app computes it', input) : scalar(text, input) };
    }
    case 'fromText': {
      const text = textIn(given);
      return { Input: text === undefined ? context.toValue(given) : scalar(JSON.stringify(text), input) };
    }
    case 'fromEventPath':
      return { InputPath: plain(context, given) };
    default:
      return { Input: unknownValue('the app computes it', input) };
  }
}

const bus: ConstructClass = {
  name: 'aws-events.EventBus',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      eventBusName: 'Name',
      eventSourceName: 'EventSourceName',
      description: 'Description',
    });
    const source = properties.get('EventSourceName');
    if (source && !properties.has('Name')) properties.set('Name', source);
    const place = byDefault(self);
    if (!properties.has('Name')) properties.set('Name', unknownValue('the library makes a name of its path', place));
    declareMain(context, self, 'AWS::Events::EventBus', properties, { open: props.open });
  },
  methods: { ...grantMethods('aws-events.EventBus'), archive: undefinedIn },
  properties: {
    eventBusArn: (context, self) => tokenOf(context, self, 'Arn', 'eventBusArn'),
    eventBusName: (context, self) => tokenOf(context, self, undefined, 'eventBusName'),
  },
  statics: {
    fromEventBusName: (context, args) =>
      imported(context, 'aws-events.EventBus', args, { eventBusName: argumentOf(args, 2, 'eventBusName') }),
    fromEventBusArn: (context, args) => {
      const arn = argumentOf(args, 2, 'eventBusArn');
      return imported(context, 'aws-events.EventBus', args, { eventBusArn: arn, eventBusName: nameInArn(arn, '/') });
    },
    fromEventBusAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, here(context));
      return imported(context, 'aws-events.EventBus', args, {
        eventBusArn: propOf(attributes, 'eventBusArn'),
        eventBusName: propOf(attributes, 'eventBusName'),
      });
    },
  },
};

export const events: readonly ConstructClass[] = [rule, bus];
