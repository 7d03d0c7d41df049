/** What states of several kinds have in their definitions. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue, Construct } from '../value.ts';
import { nameIn } from './arns.ts';
import { amountOf, isAbsent, itemsIn, listOf, plain, propOf, scalar, seconds, textIn, unknownValue } from './props.ts';
import { type Asl, aslMap, type AslMap, aslOf, pathOf, put } from './stepfunctionsJson.ts';

/** The name that a state has in the definition. */
export function nameOf(self: Construct): string {
  const own = textIn(propOf(self.state.get('props'), 'stateName')) ?? self.id;
  return (textIn(self.state.get('prefix')) ?? '') + own;
}

export const unfollowed = (value: CdkValue): Value =>
  unknownValue(value.kind === 'unknown' ? value.why : 'it cannot be followed which states it has', value);

export function join(...maps: readonly AslMap[]): AslMap {
  const all = new Map<string, Asl>();
  for (const one of maps) for (const [name, value] of one) all.set(name, value);
  return all;
}

export const targetOf = (value: CdkValue): Asl =>
  value.kind === 'construct'
    ? scalar(nameOf(value), value)
    : unknownValue(value.kind === 'unknown' ? value.why : 'it is not a state', value);

/** A path, or null for `JsonPath.DISCARD`. */
export function pathProp(context: BuildContext, value: CdkValue | undefined): Asl | undefined {
  if (!value) return undefined;
  if (value.kind === 'library' && /\.DISCARD$/.test(value.name)) return null;
  const path = pathOf(value);
  return path === undefined ? (plain(context, value) ?? undefined) : scalar(path, value);
}

export const queryLanguageOf = (props: CdkValue | undefined): AslMap => {
  const given = propOf(props, 'queryLanguage');
  return given?.kind === 'library' && nameIn(given.name) === 'JSONATA'
    ? aslMap({ QueryLanguage: scalar('JSONata', given) })
    : aslMap({});
};

export function waitOf(context: BuildContext, time: CdkValue | undefined): AslMap {
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

export function timesOf(context: BuildContext, given: (name: string) => CdkValue | undefined): AslMap {
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

export function credentialsOf(context: BuildContext, value: CdkValue | undefined): AslMap {
  const role = propOf(value, 'role');
  const [given] = role?.kind === 'made' ? role.arguments.positional : [];
  if (!given) return aslMap({});
  const arn: Asl =
    given.kind === 'construct' && given.main !== undefined
      ? context.toValue(context.reference(given.main, 'Arn', given.at))
      : aslOf(context, given);
  return aslMap({ Credentials: aslMap({ RoleArn: arn }) });
}

export function mapOf(context: BuildContext, self: Construct, bodyOf: (value: CdkValue) => Asl): AslMap {
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

export function retriesOf(context: BuildContext, self: Construct): Asl | undefined {
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

export function catchesOf(context: BuildContext, self: Construct): Asl | undefined {
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

export function choicesOf(context: BuildContext, self: Construct): AslMap {
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
