/** `aws-stepfunctions`: states, how they follow one another, and the definition that they make. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass, ValueClass } from '../library.ts';
import type { Arguments, CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { here, made, nameIn } from './arns.ts';
import { aslMap, aslOf, pathOf, put, type Asl, type AslMap } from './stepfunctionsJson.ts';
import {
  amountOf,
  argumentOf,
  booleanIn,
  cdkList,
  cdkScalar,
  isAbsent,
  itemsIn,
  listOf,
  optionsOf,
  plain,
  propOf,
  scalar,
  seconds,
  textIn,
  unknownValue,
} from './props.ts';

/** Of a task: what it calls, and what that needs to be allowed. */
export interface TaskOf {
  readonly resource: Value;
  readonly parameters?: AslMap | undefined;
  readonly statements: readonly Value[];
}

export type Task = (context: BuildContext, self: Construct, props: CdkMap) => TaskOf;

const classes = 'aws-stepfunctions.';
const chainName = 'aws-stepfunctions.Chain';

/** The state that a chain, a fragment or a state itself starts with. */
export function startOf(value: CdkValue | undefined): Construct | undefined {
  if (value?.kind === 'made' && value.name === chainName) return startOf(value.arguments.positional[0]);
  if (value?.kind !== 'construct') return undefined;
  const inner = value.fields.get('startState');
  return inner && inner !== value ? startOf(inner) : value;
}

/** The states that what comes next follows; a marker for a choice that has no default. */
function endsOf(value: CdkValue | undefined): readonly CdkValue[] {
  if (value?.kind === 'made' && value.name === chainName) return itemsIn(value.arguments.positional[1]);
  if (value?.kind !== 'construct') return [];
  const inner = value.fields.get('endStates');
  if (inner) return itemsIn(inner).flatMap(endsOf);
  return /\.(Choice|Succeed|Fail)$/.test(value.library) ? [] : [value];
}

const chainOf = (context: BuildContext, start: CdkValue, ends: readonly CdkValue[], last: CdkValue): Made =>
  made(context, chainName, [start, cdkList(ends, here(context)), last], here(context));

function follow(context: BuildContext, self: CdkValue, next: CdkValue | undefined): CdkValue | undefined {
  if (!next) return undefined;
  const start = startOf(self) ?? self;
  const target = startOf(next);
  for (const end of endsOf(self)) {
    if (end.kind === 'made') {
      const [choice] = end.arguments.positional;
      if (choice?.kind === 'construct' && target) link(choice, 'default', target);
    } else if (end.kind === 'construct' && !end.state.has('next')) link(end, 'next', target ?? next);
  }
  return chainOf(context, start, endsOf(next), next);
}

function link(from: Construct, name: 'next' | 'default', to: CdkValue): void {
  from.state.set(name, to);
  if (to.kind === 'construct' && name === 'next') addTo(to, 'incoming', from);
}

function addTo(self: Construct, name: string, value: CdkValue): void {
  const kept = self.state.get(name);
  self.state.set(name, cdkList([...itemsIn(kept), value], { at: value.at, from: value.from }));
}

const transition = (self: Construct, name: string, options: CdkMap, next: CdkValue | undefined): void => {
  const target = startOf(next) ?? next;
  const entries = new Map(options.entries);
  if (target) entries.set('next', { key: target.at, value: target });
  addTo(self, name, { ...options, entries });
  if (target?.kind === 'construct') addTo(target, 'incoming', self);
};

const ofState =
  (
    method: (context: BuildContext, self: Construct, args: Arguments) => void,
  ): NonNullable<ConstructClass['methods']>[string] =>
  (context, self, args) => {
    method(context, self, args);
    return self;
  };

const state: ConstructClass = {
  name: `${classes}State`,
  extends: 'constructs.Construct',
  build: (_, self, props) => {
    self.state.set('props', props);
  },
  methods: {
    next: (context, self, args) => follow(context, self, argumentOf(args, 0, 'next')),
    addRetry: ofState((context, self, args) => addTo(self, 'retries', optionsOf(args, 0, here(context)))),
    addCatch: ofState((context, self, args) =>
      transition(self, 'catches', optionsOf(args, 1, here(context)), argumentOf(args, 0, 'handler')),
    ),
    addPrefix: ofState((_, self, args) => prefixOf(self, textIn(argumentOf(args, 0, 'x')) ?? '')),
    toSingleState: (context, self, args) => single(context, self, args),
    prefixStates: (_, self) => self,
  },
  properties: {
    startState: (_, self) => self.fields.get('startState') ?? self,
    endStates: (context, self) => cdkList(endsOf(self), here(context)),
    id: (_, self) => cdkScalar(self.id, self),
    stateId: (context, self) => cdkScalar(nameOf(self), here(context)),
  },
  statics: {
    prefixStates: (_, args) => args.positional[0],
  },
};

function prefixOf(self: Construct, prefix: string): void {
  const kept = textIn(self.state.get('prefix')) ?? '';
  self.state.set('prefix', cdkScalar(prefix + kept, self));
}

/** A chain as one branch of a state of its own. */
function single(context: BuildContext, chain: CdkValue, args: Arguments): CdkValue {
  const id = textIn(argumentOf(args, 0, 'id')) ?? (chain.kind === 'construct' ? chain.id : '…');
  const scope = startOf(chain)?.scope;
  if (!scope) return context.unknown('the chain has no state', context.call);
  const options = optionsOf(args, 1, here(context));
  const parallel = context.create(`${classes}Parallel`, scope, id, options);
  addTo(parallel, 'branches', chain);
  return parallel;
}

const choice: ConstructClass = {
  name: `${classes}Choice`,
  extends: state.name,
  methods: {
    when: ofState((context, self, args) => {
      const condition = argumentOf(args, 0, 'condition');
      const options = optionsOf(args, 2, here(context));
      const entries = new Map(options.entries);
      if (condition) entries.set('condition', { key: condition.at, value: condition });
      transition(self, 'choices', { ...options, entries }, argumentOf(args, 1, 'next'));
    }),
    otherwise: ofState((_, self, args) => {
      const target = startOf(argumentOf(args, 0, 'def')) ?? argumentOf(args, 0, 'def');
      if (target) link(self, 'default', target);
    }),
    afterwards: (context, self, args) => {
      const options = optionsOf(args, 0, here(context));
      const ends: CdkValue[] = [...reachableEnds(self, booleanIn(propOf(options, 'includeErrorHandlers')) === true)];
      if (booleanIn(propOf(options, 'includeOtherwise')) === true)
        ends.push(made(context, 'aws-stepfunctions.DefaultAsNext', [self], here(context)));
      return chainOf(context, self, ends, self);
    },
  },
};

/** States behind a choice that something may follow, those before them first. */
function reachableEnds(from: Construct, withErrors: boolean): readonly Construct[] {
  const found = new Set<Construct>();
  const seen = new Set<Construct>();
  const visit = (at: Construct): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const next = transitionsOf(at, withErrors);
    if (next.length === 0) {
      if (endsOf(at).length > 0) found.add(at);
    } else next.forEach(visit);
  };
  visit(from);
  return [...found];
}

function transitionsOf(self: Construct, withErrors: boolean): readonly Construct[] {
  const targets = [
    self.state.get('next'),
    self.state.get('default'),
    ...itemsIn(self.state.get('choices')).map((it) => propOf(it, 'next')),
    ...(withErrors ? itemsIn(self.state.get('catches')).map((it) => propOf(it, 'next')) : []),
  ];
  return targets.flatMap((it) => (it?.kind === 'construct' ? [it] : []));
}

const parallel: ConstructClass = {
  name: `${classes}Parallel`,
  extends: state.name,
  methods: {
    branch: ofState((_, self, args) => {
      for (const given of args.positional) addTo(self, 'branches', given);
    }),
  },
};

const map = (name: string): ConstructClass => ({
  name: `${classes}${name}`,
  extends: state.name,
  methods: {
    iterator: ofState((_, self, args) => {
      const given = argumentOf(args, 0, 'iterator');
      if (given) self.state.set('iterator', given);
    }),
    itemProcessor: ofState((context, self, args) => {
      const given = argumentOf(args, 0, 'processor');
      if (given) self.state.set('processor', given);
      self.state.set('processorConfig', optionsOf(args, 1, here(context)));
    }),
  },
});

/** A class of the program puts states together; it has `startState` and `endStates`. */
const fragment: ConstructClass = {
  name: `${classes}StateMachineFragment`,
  extends: 'constructs.Construct',
  methods: {
    next: (context, self, args) => follow(context, self, argumentOf(args, 0, 'next')),
    prefixStates: (_, self) => self,
    toSingleState: (context, self, args) => {
      const options = optionsOf(args, 0, here(context));
      const id = propOf(options, 'stateId') ?? cdkScalar(self.id, self);
      return single(context, self, { positional: [id, options], named: undefined });
    },
  },
  properties: { id: (_, self) => cdkScalar(self.id, self) },
};

const chain: ValueClass = {
  name: chainName,
  methods: {
    next: (context, self, args) => follow(context, self, argumentOf(args, 0, 'next')),
    toSingleState: (context, self, args) => single(context, self, args),
  },
  properties: {
    startState: (_, self) => startOf(self),
    endStates: (_, self) => self.arguments.positional[1],
    id: (_, self) => {
      const last = self.arguments.positional[2];
      return last?.kind === 'construct' ? cdkScalar(last.id, last) : undefined;
    },
  },
};

const chainClass: ConstructClass = {
  name: chainName,
  statics: {
    start: (context, args) => {
      const given = argumentOf(args, 0, 'state');
      return given && chainOf(context, startOf(given) ?? given, endsOf(given), given);
    },
    sequence: (context, args) => {
      const [start, next] = [argumentOf(args, 0, 'start'), argumentOf(args, 1, 'next')];
      return start && next && chainOf(context, startOf(start) ?? start, endsOf(next), next);
    },
    custom: (context, args) => {
      const [start, ends, last] = args.positional;
      return start && chainOf(context, start, itemsIn(ends), last ?? start);
    },
  },
};

export const stepfunctionsValues: readonly ValueClass[] = [chain];

export const stepfunctionsStates: readonly ConstructClass[] = [
  state,
  choice,
  parallel,
  map('Map'),
  map('DistributedMap'),
  fragment,
  chainClass,
  ...['Pass', 'Wait', 'Succeed', 'Fail', 'CustomState'].map((name) => ({
    name: `${classes}${name}`,
    extends: state.name,
  })),
  { name: `${classes}TaskStateBase`, extends: state.name },
];

/** The name that a state has in the definition. */
function nameOf(self: Construct): string {
  const own = textIn(propOf(self.state.get('props'), 'stateName')) ?? self.id;
  return (textIn(self.state.get('prefix')) ?? '') + own;
}

export interface Graph {
  readonly definition: Map<string, Asl>;
  readonly statements: readonly Value[];
}

/** A definition from its first state on. States come in the order in which the library finds them. */
export function graphOf(
  context: BuildContext,
  chainable: CdkValue,
  taskOf: (self: Construct) => Task | undefined,
  isJsonata: boolean,
  outer: ReadonlySet<Construct> = new Set(),
): Graph | undefined {
  const start = startOf(chainable);
  if (!start || outer.has(start)) return undefined;
  const states: Construct[] = [];
  const seen = new Set<Construct>(outer);
  const statements: Value[] = [];
  const bodies = new Map<CdkValue, Graph | undefined>();
  const visit = (self: Construct): void => {
    if (seen.has(self)) return;
    seen.add(self);
    states.push(self);
    const props = self.state.get('props');
    const task = taskOf(self);
    if (task && props?.kind === 'map') statements.push(...task(context, self, props).statements);
    for (const before of itemsIn(self.state.get('incoming'))) if (before.kind === 'construct') visit(before);
    for (const after of transitionsOf(self, true)) visit(after);
    for (const inner of innerOf(self)) {
      const graph = graphOf(context, inner, taskOf, isJsonata, seen);
      bodies.set(inner, graph);
      statements.push(...(graph?.statements ?? []));
    }
  };
  visit(start);
  // The first state comes first, whatever leads to it.
  const rendered = new Map<string, Asl>();
  for (const self of states) rendered.set(nameOf(self), stateOf(context, self, taskOf(self), bodies, isJsonata));
  return {
    definition: aslMap({ StartAt: scalar(nameOf(start), start), States: rendered }),
    statements,
  };
}

const innerOf = (self: Construct): readonly CdkValue[] => [
  ...itemsIn(self.state.get('branches')),
  ...['iterator', 'processor'].flatMap((name) => self.state.get(name) ?? []),
];

function stateOf(
  context: BuildContext,
  self: Construct,
  task: Task | undefined,
  bodies: ReadonlyMap<CdkValue, Graph | undefined>,
  isJsonata: boolean,
): AslMap {
  const props = self.state.get('props');
  const given = (name: string): CdkValue | undefined => propOf(props, name);
  const plainly = (name: string): Asl | undefined => {
    const value = given(name);
    return value && aslOf(context, value);
  };
  const path = (name: string): Asl | undefined => pathProp(context, given(name));
  const own = (values: Readonly<Record<string, Asl | undefined>>): Map<string, Asl> => aslMap(values);
  const next = self.state.get('next');
  const after = own(next ? { Next: targetOf(next) } : { End: scalar(true, { at: self.at, from: 'default' }) });
  const parameters = own({});
  put(context, parameters, 'Parameters', given('parameters'));
  const selector = own({});
  put(context, selector, 'ResultSelector', given('resultSelector'));
  const input = join(own({ InputPath: path('inputPath') }), parameters, own({ OutputPath: path('outputPath') }));
  const ownLanguage = queryLanguageOf(props);
  const language = isJsonata ? aslMap({}) : ownLanguage;
  const outputs = own({ Output: plainly('outputs') });
  const assign = own({ Assign: plainly('assign') });
  const comment = own({ Comment: plainly('comment') });
  const result = own({ ResultPath: path('resultPath') });
  const retries = own({ Retry: retriesOf(context, self), Catch: catchesOf(context, self) });
  const type = (name: string): Map<string, Asl> => own({ Type: scalar(name, { at: self.at, from: 'default' }) });
  const bodyOf = (value: CdkValue): Asl => bodies.get(value)?.definition ?? unfollowed(value);
  switch (nameIn(self.library)) {
    case 'Pass':
      return join(
        type('Pass'),
        language,
        comment,
        own({ Result: plainly('result') }),
        result,
        input,
        outputs,
        after,
        assign,
      );
    case 'Wait':
      return join(type('Wait'), language, comment, waitOf(context, given('time')), input, outputs, after, assign);
    case 'Succeed':
      return join(type('Succeed'), language, comment, input, outputs);
    case 'Fail':
      return join(
        type('Fail'),
        language,
        comment,
        own({
          Error: plainly('error'),
          ErrorPath: path('errorPath'),
          Cause: plainly('cause'),
          CausePath: path('causePath'),
        }),
      );
    case 'Choice':
      return join(type('Choice'), language, comment, input, outputs, choicesOf(context, self), assign);
    case 'Parallel': {
      const branches = itemsIn(self.state.get('branches')).map(bodyOf);
      return join(
        type('Parallel'),
        language,
        comment,
        result,
        after,
        input,
        outputs,
        retries,
        own({ Branches: branches }),
        selector,
        assign,
      );
    }
    case 'Map':
    case 'DistributedMap':
      return join(
        type('Map'),
        language,
        comment,
        result,
        after,
        input,
        outputs,
        selector,
        retries,
        mapOf(context, self, bodyOf),
        assign,
      );
    case 'CustomState': {
      const json = plainly('stateJson');
      return join(after, json instanceof Map ? (json as AslMap) : own({ '…': json }), retries);
    }
    default: {
      const called = task && props?.kind === 'map' ? task(context, self, props) : undefined;
      const isArguments = isJsonata || ownLanguage.size > 0;
      return join(
        language,
        after,
        retries,
        type('Task'),
        comment,
        timesOf(context, given),
        own({ InputPath: path('inputPath'), OutputPath: path('outputPath') }),
        result,
        isArguments ? own({ Arguments: called?.parameters }) : own({}),
        outputs,
        selector,
        credentialsOf(context, given('credentials')),
        assign,
        own({
          Resource: called?.resource ?? unknownValue('what it calls is not read from the source', self),
          Parameters: isArguments ? undefined : called?.parameters,
        }),
      );
    }
  }
}

const unfollowed = (value: CdkValue): Value =>
  unknownValue(value.kind === 'unknown' ? value.why : 'it cannot be followed which states it has', value);

function join(...maps: readonly AslMap[]): AslMap {
  const all = new Map<string, Asl>();
  for (const one of maps) for (const [name, value] of one) all.set(name, value);
  return all;
}

const targetOf = (value: CdkValue): Asl =>
  value.kind === 'construct'
    ? scalar(nameOf(value), value)
    : unknownValue(value.kind === 'unknown' ? value.why : 'it is not a state', value);

/** A path, or null for `JsonPath.DISCARD`. */
function pathProp(context: BuildContext, value: CdkValue | undefined): Asl | undefined {
  if (!value) return undefined;
  if (value.kind === 'library' && /\.DISCARD$/.test(value.name)) return null;
  const path = pathOf(value);
  return path === undefined ? (plain(context, value) ?? undefined) : scalar(path, value);
}

const queryLanguageOf = (props: CdkValue | undefined): AslMap => {
  const given = propOf(props, 'queryLanguage');
  return given?.kind === 'library' && nameIn(given.name) === 'JSONATA'
    ? aslMap({ QueryLanguage: scalar('JSONata', given) })
    : aslMap({});
};

function waitOf(context: BuildContext, time: CdkValue | undefined): AslMap {
  const [given] = time?.kind === 'made' ? time.arguments.positional : [];
  if (time?.kind !== 'made' || !given)
    return aslMap(time ? { Seconds: unknownValue('its time is not decided in the source', time) } : {});
  switch (nameIn(time.name)) {
    case 'duration':
      return aslMap({ Seconds: seconds(context, given) });
    case 'timestamp':
      return aslMap({ Timestamp: plain(context, given) });
    case 'secondsPath':
      return aslMap({ SecondsPath: plain(context, given) });
    case 'timestampPath':
      return aslMap({ TimestampPath: plain(context, given) });
    case 'seconds':
      return aslMap({ Seconds: plain(context, given) });
    default:
      return aslMap({ Seconds: unknownValue('its time is not read from the source', time) });
  }
}

function timesOf(context: BuildContext, given: (name: string) => CdkValue | undefined): AslMap {
  const one = (name: string, timeout: CdkValue | undefined, duration: CdkValue | undefined): AslMap => {
    if (duration) return aslMap({ [`${name}Seconds`]: seconds(context, duration) });
    const [inner] = timeout?.kind === 'made' ? timeout.arguments.positional : [];
    if (timeout?.kind !== 'made' || !inner) return aslMap({});
    return nameIn(timeout.name) === 'at'
      ? aslMap({ [`${name}SecondsPath`]: plain(context, inner) })
      : aslMap({ [`${name}Seconds`]: seconds(context, inner) });
  };
  return join(
    one('Timeout', given('taskTimeout'), given('timeout')),
    one('Heartbeat', given('heartbeatTimeout'), given('heartbeat')),
  );
}

function credentialsOf(context: BuildContext, value: CdkValue | undefined): AslMap {
  const role = propOf(value, 'role');
  const [given] = role?.kind === 'made' ? role.arguments.positional : [];
  if (!given) return aslMap({});
  const arn: Asl =
    given.kind === 'construct' && given.main !== undefined
      ? context.toValue(context.reference(given.main, 'Arn', given.at))
      : aslOf(context, given);
  return aslMap({ Credentials: aslMap({ RoleArn: arn }) });
}

function mapOf(context: BuildContext, self: Construct, bodyOf: (value: CdkValue) => Asl): AslMap {
  const props = self.state.get('props');
  const [iterator, processor] = [self.state.get('iterator'), self.state.get('processor')];
  const itemsPath = propOf(props, 'itemsPath');
  const selector = aslMap({});
  put(context, selector, 'ItemSelector', propOf(props, 'itemSelector'));
  const body = processor && bodyOf(processor);
  const mode = propOf(self.state.get('processorConfig'), 'mode');
  const isDistributed = self.library.endsWith('DistributedMap');
  const fallback = { at: self.at, from: 'default' } as const;
  const execution = isDistributed
    ? propOf(props, 'mapExecutionType')
    : propOf(self.state.get('processorConfig'), 'executionType');
  const config = aslMap({
    Mode: (mode && plain(context, mode)) ?? scalar(isDistributed ? 'DISTRIBUTED' : 'INLINE', fallback),
    ExecutionType: isDistributed
      ? ((execution && plain(context, execution)) ?? scalar('STANDARD', fallback))
      : execution && plain(context, execution),
  });
  const concurrency = propOf(props, 'maxConcurrency');
  return join(
    aslMap({ ItemsPath: pathProp(context, itemsPath) }),
    selector,
    aslMap({
      ItemProcessor:
        body &&
        join(aslMap({ ProcessorConfig: config }), body instanceof Map ? (body as AslMap) : aslMap({ '…': body })),
      MaxConcurrency: concurrency && plain(context, concurrency),
      MaxConcurrencyPath: pathProp(context, propOf(props, 'maxConcurrencyPath')),
      Iterator: iterator && bodyOf(iterator),
    }),
  );
}

function retriesOf(context: BuildContext, self: Construct): Asl | undefined {
  const given = itemsIn(self.state.get('retries'));
  if (given.length === 0) return undefined;
  return allLast(
    given.map((retry) => {
      const [interval, longest] = [propOf(retry, 'interval'), propOf(retry, 'maxDelay')];
      return aslMap({
        ErrorEquals: errorsOf(context, retry),
        IntervalSeconds: interval && seconds(context, interval),
        MaxAttempts: plainProp(context, retry, 'maxAttempts'),
        BackoffRate: plainProp(context, retry, 'backoffRate'),
        MaxDelaySeconds: longest && seconds(context, longest),
        JitterStrategy: plainProp(context, retry, 'jitterStrategy'),
      });
    }),
  );
}

function catchesOf(context: BuildContext, self: Construct): Asl | undefined {
  const given = itemsIn(self.state.get('catches'));
  if (given.length === 0) return undefined;
  return allLast(
    given.map((one) => {
      const next = propOf(one, 'next');
      return aslMap({
        ErrorEquals: errorsOf(context, one),
        ResultPath: pathProp(context, propOf(one, 'resultPath')),
        Next: next && targetOf(next),
      });
    }),
  );
}

const plainProp = (context: BuildContext, of: CdkValue, name: string): Value | undefined => {
  const value = propOf(of, name);
  return value && plain(context, value);
};

const errorsOf = (context: BuildContext, of: CdkValue): Asl => {
  const given = propOf(of, 'errors');
  return given
    ? (listOf(plain)(context, given) ?? context.toValue(given))
    : [scalar('States.ALL', { at: of.at, from: 'default' })];
};

/** What is caught of all errors comes behind what is caught of some. */
function allLast(items: readonly AslMap[]): Asl {
  const isForAll = (item: AslMap): boolean => {
    const errors = item.get('ErrorEquals');
    const list = Array.isArray(errors) ? (errors as readonly Value[]) : isListValue(errors) ? errors.items : [];
    return list.some((it) => it.kind === 'scalar' && it.value === 'States.ALL');
  };
  return [...items.filter((it) => !isForAll(it)), ...items.filter(isForAll)];
}

const isListValue = (asl: Asl | undefined): asl is Value & { kind: 'list' } =>
  asl !== undefined && asl !== null && !Array.isArray(asl) && !(asl instanceof Map) && (asl as Value).kind === 'list';

function choicesOf(context: BuildContext, self: Construct): AslMap {
  const fallback = self.state.get('default');
  const choices = itemsIn(self.state.get('choices')).map((one) => {
    const [condition, next] = [propOf(one, 'condition'), propOf(one, 'next')];
    return join(
      condition ? conditionOf(context, condition) : aslMap({}),
      aslMap({ Next: next && targetOf(next), Comment: plainProp(context, one, 'comment') }),
    );
  });
  return aslMap({
    Choices: choices.length > 0 ? choices : undefined,
    Default: fallback && targetOf(fallback),
  });
}

/** `Condition.stringEquals('$.status', 'ok')` → `Variable` and `StringEquals` */
function conditionOf(context: BuildContext, value: CdkValue): AslMap {
  if (value.kind !== 'made') return aslMap({ '…': unfollowed(value) });
  const name = nameIn(value.name);
  const [first, second] = value.arguments.positional;
  const all = value.arguments.positional.map((it) => conditionOf(context, it));
  switch (name) {
    case 'and':
      return aslMap({ And: all });
    case 'or':
      return aslMap({ Or: all });
    case 'not':
      return aslMap({ Not: all[0] });
    case 'jsonata':
      return aslMap({ Condition: first && plain(context, first) });
  }
  const variable = first && (pathProp(context, first) ?? undefined);
  const test = /^is(Not)?([A-Z]\w*)$/.exec(name);
  if (test) return aslMap({ Variable: variable, [`Is${test[2] ?? ''}`]: scalar(test[1] === undefined, value) });
  const operator = (name.slice(0, 1).toUpperCase() + name.slice(1))
    .replace(/^Number/, 'Numeric')
    .replace(/JsonPath$/, 'Path');
  return aslMap({ Variable: variable, [operator]: second && plain(context, second) });
}

export const timeoutOf = (value: CdkValue | undefined): number | undefined =>
  value?.kind === 'made' && !isAbsent(value) ? amountOf(value) : undefined;
