/** Definitions of state machines as the text that synth makes of them, with references where the program names resources. */
import type { ReferenceValue, UnknownValue, Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue, Made } from '../value.ts';
import { nameIn } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import { isAbsent, plain, scalar, textIn, textOf, unknownValue, type Place } from './props.ts';

/** JSON some of whose values are decided at deployment. */
export type Asl = Value | null | readonly Asl[] | AslMap;
export type AslMap = ReadonlyMap<string, Asl>;

/** What is undefined is left out, as JSON does. */
export function aslMap(entries: Readonly<Record<string, Asl | undefined>>): Map<string, Asl> {
  const map = new Map<string, Asl>();
  for (const [name, value] of Object.entries(entries)) if (value !== undefined) map.set(name, value);
  return map;
}

/** The JSON text, in which references and what is not known stand as parts. */
export function jsonText(asl: Asl, place: Place): Value {
  return textOf([...partsOf(asl, place)], place);
}

function* partsOf(asl: Asl, place: Place): Generator<string | Value> {
  if (asl === null) yield 'null';
  else if (isList(asl)) yield* bracketed('[', ']', asl, (item) => partsOf(item, place));
  else if (asl instanceof Map)
    yield* bracketed('{', '}', [...(asl as AslMap)], ([name, inner]) => entryOf(name, partsOf(inner, place)));
  else yield* ofValue(asl as Value);
}

const isList = (asl: Asl): asl is readonly Asl[] => Array.isArray(asl);

function* bracketed<T>(
  open: string,
  close: string,
  items: readonly T[],
  inner: (item: T) => Generator<string | Value>,
): Generator<string | Value> {
  yield open;
  for (const [index, item] of items.entries()) {
    if (index > 0) yield ',';
    yield* inner(item);
  }
  yield close;
}

function* entryOf(name: string, inner: Generator<string | Value>): Generator<string | Value> {
  yield `${JSON.stringify(name)}:`;
  yield* inner;
}

function* ofValue(value: Value): Generator<string | Value> {
  switch (value.kind) {
    case 'scalar':
      yield JSON.stringify(value.value);
      return;
    case 'list':
      yield* bracketed('[', ']', value.items, ofValue);
      return;
    case 'map':
      yield* bracketed('{', '}', [...value.entries], ([name, entry]) => entryOf(name, ofValue(entry.value)));
      return;
    case 'text':
      yield '"';
      for (const part of value.parts) yield typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part;
      yield '"';
      return;
    default:
      yield* quoted(value);
  }
}

function* quoted(value: ReferenceValue | UnknownValue): Generator<string | Value> {
  yield '"';
  yield value;
  yield '"';
}

const paths: Readonly<Record<string, string>> = {
  entirePayload: '$',
  entireContext: '$$',
  taskToken: '$$.Task.Token',
  executionId: '$$.Execution.Id',
  executionInput: '$$.Execution.Input',
  executionName: '$$.Execution.Name',
  executionStartTime: '$$.Execution.StartTime',
  stateEnteredTime: '$$.State.EnteredTime',
  stateName: '$$.State.Name',
  stateRetryCount: '$$.State.RetryCount',
  stateMachineId: '$$.StateMachine.Id',
  stateMachineName: '$$.StateMachine.Name',
  mapIndex: '$$.Map.Item.Index',
  mapValue: '$$.Map.Item.Value',
};

const prefix = /^aws-stepfunctions\.(JsonPath|Data|Context)\./;

/** `$.orderId` of `JsonPath.stringAt('$.orderId')`, which gives a key `.$` at its end. */
export function pathOf(value: CdkValue): string | undefined {
  if (value.kind === 'library' && prefix.test(value.name)) return paths[nameIn(value.name)];
  if (value.kind !== 'made') return undefined;
  if (value.name === 'aws-stepfunctions.TaskInput.fromJsonPathAt') return textIn(value.arguments.positional[0]);
  if (!prefix.test(value.name)) return undefined;
  const name = nameIn(value.name);
  if (/^(string|number|list|object)At$/.test(name)) return textIn(value.arguments.positional[0]);
  return intrinsicOf(name, value);
}

/** `States.Format('{}-{}', $.a, $.b)` */
function intrinsicOf(name: string, { arguments: args }: Made): string | undefined {
  const written = args.positional.map((item) => {
    const path = pathOf(item);
    if (path !== undefined) return path;
    if (item.kind !== 'scalar') return undefined;
    return typeof item.value === 'string' ? `'${item.value.replace(/'/g, "\\'")}'` : String(item.value);
  });
  if (written.includes(undefined)) return undefined;
  const own = name === 'uuid' ? 'UUID' : name.slice(0, 1).toUpperCase() + name.slice(1);
  return `States.${own}(${written.join(', ')})`;
}

/** Parameters of a state: keys whose values are paths end in `.$`. */
export function aslOf(context: BuildContext, value: CdkValue): Asl {
  switch (value.kind) {
    case 'map': {
      const map = new Map<string, Asl>();
      for (const [name, entry] of value.entries) put(context, map, name, entry.value);
      if (value.open !== undefined) map.set('…', unknownValue(value.open, value));
      return map;
    }
    case 'list':
      return value.items.map((item) => aslOf(context, item));
    case 'made':
      return ofMade(context, value);
    default:
      return plain(context, value) ?? unknownValue('it is not given', value);
  }
}

/** `TaskInput.fromObject({ … })`, `Result.fromArray([…])` and the like are what they are made of. */
function ofMade(context: BuildContext, value: Made): Asl {
  const [first] = value.arguments.positional;
  if (first && /^aws-stepfunctions\.(TaskInput|Result)(\.from\w+)?$/.test(value.name)) return aslOf(context, first);
  const path = pathOf(value);
  if (path !== undefined) return scalar(path, value);
  const known = context.toValue(value);
  return known.kind === 'unknown' ? { ...known, mentions: mentionedIn(value) } : known;
}

export function put(context: BuildContext, map: Map<string, Asl>, name: string, value: CdkValue | undefined): void {
  if (!value || isAbsent(value)) return;
  const path = pathOf(value);
  if (path !== undefined) map.set(`${name}.$`, scalar(path, value));
  else map.set(name, aslOf(context, value));
}
