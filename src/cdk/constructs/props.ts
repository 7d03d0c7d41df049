/** Props of constructs, read into CloudFormation's words. */
import { unknown, type Known, known } from '../../core/known.ts';
import { join } from '../../core/paths.ts';
import type { Asset } from '../../core/resource.ts';
import type { Span } from '../../core/span.ts';
import type {
  MapEntry,
  MapValue,
  ReferenceValue,
  ScalarValue,
  TextValue,
  UnknownValue,
  Value,
} from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { Arguments, CdkList, CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { valueOfName, wordOf } from '../words.ts';

/** CloudFormation's value of a prop; undefined leaves the property out. */
export type Convert = (context: BuildContext, value: CdkValue) => Value | undefined;

/** By prop: the property's path, `TracingConfig.Mode`, and how its value is converted (else as it is written). */
export type PropTable = Readonly<Record<string, string | readonly [property: string, convert: Convert]>>;

/** The value of a prop; undefined when it is not given, or given as `undefined`. */
export function propOf(props: CdkValue | undefined, ...path: readonly string[]): CdkValue | undefined {
  let found = props;
  for (const name of path) found = found?.kind === 'map' ? found.entries.get(name)?.value : undefined;
  return found === undefined || isAbsent(found) ? undefined : found;
}

export const isAbsent = (value: CdkValue): boolean => value.kind === 'scalar' && value.value === null;

/** The properties that props of a table set, in the table's order. */
export function propertiesOf(context: BuildContext, props: CdkMap, table: PropTable): Map<string, Value> {
  const properties = new Map<string, Value>();
  for (const [name, row] of Object.entries(table)) {
    const entry = props.entries.get(name);
    if (!entry || isAbsent(entry.value)) continue;
    const [path, convert] = typeof row === 'string' ? [row, plain] : row;
    const value = convert(context, entry.value);
    if (value) setProperty(properties, path, value, entry.key);
  }
  return properties;
}

/** Sets `TracingConfig.Mode`, with the map that it lies in. */
export function setProperty(properties: Map<string, Value>, path: string, value: Value, key: Span = value.at): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    properties.set(name, value);
    return;
  }
  const outer = properties.get(name);
  const entries = new Map(outer?.kind === 'map' ? outer.entries : []);
  const inner = new Map([...entries].map(([own, entry]) => [own, entry.value] as const));
  setProperty(inner, rest.join('.'), value, key);
  for (const [own, given] of inner) if (given !== entries.get(own)?.value) entries.set(own, { key, value: given });
  properties.set(name, { kind: 'map', entries, at: outer?.at ?? value.at, from: outer?.from ?? value.from });
}

/** A struct of the library, by a table of its own. */
export const struct =
  (table: PropTable): Convert =>
  (context, value) =>
    value.kind === 'map'
      ? mapValue(propertiesOf(context, value, table), value, value.open)
      : value.kind === 'made' && value.arguments.named
        ? mapValue(propertiesOf(context, value.arguments.named, table), value, value.arguments.named.open)
        : context.toValue(value);

export const listOf =
  (convert: Convert): Convert =>
  (context, value) =>
    value.kind === 'list'
      ? {
          kind: 'list',
          items: value.items.flatMap((item) => convert(context, item) ?? []),
          ...(value.open === undefined ? {} : { open: value.open }),
          ...writtenOf(value),
        }
      : context.toValue(value);

/** Texts, numbers, booleans, tokens, members of enums, and lists and maps of these. */
export const plain: Convert = (context, value) => {
  switch (value.kind) {
    case 'library':
      return valueOfName(value) ?? context.toValue(value);
    case 'list':
      return listOf(plain)(context, value);
    case 'map':
      return mapOf(plain)(context, value);
    default:
      return context.toValue(value);
  }
};

/** A map whose keys are the program's own: environment variables. */
export const mapOf =
  (convert: Convert): Convert =>
  (context, value) => {
    if (value.kind !== 'map') return context.toValue(value);
    const entries = new Map<string, MapEntry>();
    for (const [name, entry] of value.entries) {
      const inner = isAbsent(entry.value) ? undefined : convert(context, entry.value);
      if (inner) entries.set(name, { key: entry.key, value: inner });
    }
    return { kind: 'map', entries, ...(value.open === undefined ? {} : { open: value.open }), ...writtenOf(value) };
  };

/** `core.Duration.minutes(1)` → 60. */
export const seconds: Convert = (context, value) => quantity(context, value, 'core.Duration', durations, 1);
export const milliseconds: Convert = (context, value) => quantity(context, value, 'core.Duration', durations, 1 / 1000);
export const minutes: Convert = (context, value) => quantity(context, value, 'core.Duration', durations, 60);
export const hours: Convert = (context, value) => quantity(context, value, 'core.Duration', durations, 3600);
export const days: Convert = (context, value) => quantity(context, value, 'core.Duration', durations, 86400);
/** `core.Size.gibibytes(1)` → 1024. */
export const mebibytes: Convert = (context, value) => quantity(context, value, 'core.Size', sizes, 1024);
export const bytes: Convert = (context, value) => quantity(context, value, 'core.Size', sizes, 1 / 1024);

const durations: Readonly<Record<string, number>> = {
  millis: 1 / 1000,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86400,
};

/** In KiB. */
const sizes: Readonly<Record<string, number>> = {
  bytes: 1 / 1024,
  kibibytes: 1,
  mebibytes: 1024,
  gibibytes: 1024 ** 2,
  tebibytes: 1024 ** 3,
  pebibytes: 1024 ** 4,
};

/** Seconds of a duration, KiB of a size. */
export function amountOf(made: Made): number | undefined {
  const name = made.name.slice(made.name.lastIndexOf('.') + 1);
  const [amount] = made.arguments.positional;
  const number = amount ?? made.arguments.named?.entries.get('amount')?.value;
  if (name === 'parse') return number?.kind === 'scalar' ? parsedDuration(String(number.value)) : undefined;
  const unit = made.name.startsWith('core.Duration.') ? durations[name] : sizes[name];
  if (unit === undefined || number?.kind !== 'scalar' || typeof number.value !== 'number') return undefined;
  return number.value * unit;
}

/** `PT1M30S`, `P1DT2H`. */
function parsedDuration(text: string): number | undefined {
  const [, ...parts] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [inDays = 0, inHours = 0, inMinutes = 0, inSeconds = 0] = parts.map((part) => Number(part ?? 0));
  return inDays * 86400 + inHours * 3600 + inMinutes * 60 + inSeconds;
}

function quantity(
  context: BuildContext,
  value: CdkValue,
  className: string,
  units: Readonly<Record<string, number>>,
  divisor: number,
): Value {
  if (value.kind === 'library' && value.name === `${className}.ZERO` && 'seconds' in units) return scalar(0, value);
  if (value.kind !== 'made' || !value.name.startsWith(`${className}.`)) return context.toValue(value);
  const amount = amountOf(value);
  const [argument] = value.arguments.positional;
  if (amount !== undefined) {
    // The number itself is what an edit replaces, as long as it stands in the call.
    const place = divisor === units[value.name.slice(className.length + 1)] && argument ? argument : value;
    return scalar(Math.round((amount / divisor) * 1e6) / 1e6, { at: place.at, from: value.from });
  }
  const inner = argument && context.toValue(argument);
  const why = inner?.kind === 'unknown' ? inner.why : 'its amount is decided at deployment';
  return unknownValue(why, value);
}

/** The scalar of an enum's member: `aws-lambda.Tracing.ACTIVE` → `Active`. */
export function wordValue(value: CdkValue): ScalarValue | undefined {
  const word = value.kind === 'library' ? wordOf(value.name) : undefined;
  return word === undefined ? undefined : scalar(word, value);
}

/** What can be said of where a value stands. */
export type Place = Pick<Value, 'at' | 'from'>;

export const writtenOf = ({ at, from }: Place): Place => ({ at, from });

/** For what the library sets by itself: at the construct's call. */
export const byDefault = (self: Pick<Construct, 'at'>): Place => ({ at: self.at, from: 'default' });

export const scalar = (value: string | number | boolean, place: Place): ScalarValue => ({
  kind: 'scalar',
  value,
  ...writtenOf(place),
});

export const unknownValue = (why: string, place: Place, mentions: readonly string[] = []): UnknownValue => ({
  kind: 'unknown',
  why,
  mentions,
  ...writtenOf(place),
});

export const listValue = (items: readonly Value[], place: Place): Value => ({
  kind: 'list',
  items,
  ...writtenOf(place),
});

export function mapValue(
  entries: ReadonlyMap<string, Value> | Readonly<Record<string, Value | undefined>>,
  place: Place,
  open?: string,
): MapValue {
  const pairs: Iterable<readonly [string, Value | undefined]> =
    entries instanceof Map ? (entries as ReadonlyMap<string, Value>) : Object.entries(entries);
  const own = new Map<string, MapEntry>();
  for (const [name, value] of pairs) if (value) own.set(name, { key: value.at, value });
  return { kind: 'map', entries: own, ...(open === undefined ? {} : { open }), ...writtenOf(place) };
}

/** Texts and values in a row: `arn:aws:s3:::` and the name of a bucket. */
export function textOf(parts: readonly (string | Value)[], place: Place): Value {
  const joined: (string | ReferenceValue | UnknownValue)[] = [];
  const add = (part: string | ReferenceValue | UnknownValue): void => {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  };
  for (const part of parts) {
    if (typeof part === 'string') add(part);
    else if (part.kind === 'scalar') add(String(part.value));
    else if (part.kind === 'text') part.parts.forEach(add);
    else if (part.kind === 'reference' || part.kind === 'unknown') add(part);
    else add(unknownValue('it is not a single value', place));
  }
  const [only] = joined;
  if (only === undefined) return scalar('', place);
  if (joined.length === 1) return typeof only === 'string' ? scalar(only, place) : only;
  return { kind: 'text', parts: joined, ...writtenOf(place) } satisfies TextValue;
}

/**
 * What stands for a construct in a template: an attribute of its resource.
 * Of something imported it is what it was imported by, kept in its state under the CDK's name (`functionArn`).
 */
export function attributeOf(
  context: BuildContext,
  value: CdkValue,
  attribute: string | undefined,
  ...names: readonly string[]
): Value {
  if (value.kind === 'map') {
    // What the library knows by interfaces may be an object with the name in it: `{ managedPolicyArn: '…' }`.
    const given = names.map((name) => propOf(value, name)).find((it) => it !== undefined);
    return given ? plainOr(context, given) : unknownValue('it is not a resource', value);
  }
  if (value.kind !== 'construct') return plainOr(context, value);
  for (const name of names) {
    const kept = value.state.get(name);
    if (kept) return context.toValue(kept);
  }
  if (value.main !== undefined && value.imported !== true)
    return context.toValue(context.reference(value.main, attribute, value.at));
  return unknownValue(notDeclared(value), value);
}

const plainOr = (context: BuildContext, value: CdkValue): Value => plain(context, value) ?? context.toValue(value);

/** The token of an attribute, for properties of constructs that a program reads. */
export function tokenOf(
  context: BuildContext,
  self: Construct,
  attribute: string | undefined,
  ...names: readonly string[]
): CdkValue {
  for (const name of names) {
    const kept = self.state.get(name);
    if (kept) return kept;
  }
  if (self.main !== undefined && self.imported !== true) return context.reference(self.main, attribute, context.call);
  return context.unknown(notDeclared(self), context.call);
}

const notDeclared = ({ imported, library }: Construct): string =>
  imported === true ? 'it is imported from elsewhere' : `what \`${library}\` declares is not read from the source`;

export const textIn = (value: CdkValue | undefined): string | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;

export const numberIn = (value: CdkValue | undefined): number | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;

export const booleanIn = (value: CdkValue | undefined): boolean | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined;

export const itemsIn = (value: CdkValue | undefined): readonly CdkValue[] =>
  value?.kind === 'list' ? value.items : [];

/** An argument by its position, else by its name as Python gives it. */
export function argumentOf(args: Arguments, position: number, name: string): CdkValue | undefined {
  const found = args.positional[position] ?? args.named?.entries.get(name)?.value;
  return found === undefined || isAbsent(found) ? undefined : found;
}

/** What a class of the library is made for, `targets.LambdaFunction(fn)`, which Python may name: `handler=fn`. */
export function subjectOf({ positional, named }: Arguments): CdkValue | undefined {
  const [first] = positional;
  if (first) return first;
  const names = [
    'handler',
    'fn',
    'queue',
    'topic',
    'table',
    'stream',
    'streamConsumer',
    'bucket',
    'machine',
    'eventBus',
  ];
  for (const name of [...names, 'logGroup', 'service', 'arn', 'emailAddress', 'url', 'phoneNumber', 'accountId']) {
    const found = named?.entries.get(name)?.value;
    if (found && !isAbsent(found)) return found;
  }
  return undefined;
}

/** The struct that a call ends with: an object literal in TypeScript, keywords in Python. */
export function optionsOf(args: Arguments, position: number, place: Place): CdkMap {
  const given = args.positional[position];
  if (given?.kind === 'map') return given;
  if (args.named) return args.named;
  return given && !isAbsent(given)
    ? { ...cdkMap({}, given), open: given.kind === 'unknown' ? given.why : 'its options are decided elsewhere' }
    : cdkMap({}, place);
}

export const cdkScalar = (value: string | number | boolean | null, place: Place): CdkValue => ({
  kind: 'scalar',
  value,
  ...writtenOf(place),
});

export const cdkList = (items: readonly CdkValue[], place: Place): CdkList => ({
  kind: 'list',
  items: [...items],
  ...writtenOf(place),
});

export const cdkMap = (entries: Readonly<Record<string, CdkValue | undefined>>, place: Place): CdkMap => ({
  kind: 'map',
  entries: new Map(
    Object.entries(entries).flatMap(([name, value]) => (value ? [[name, { key: value.at, value }] as const] : [])),
  ),
  ...writtenOf(place),
});

export const undefinedIn = (context: BuildContext): CdkValue => cdkScalar(null, { at: context.call, from: 'resource' });

/**
 * A path of the workspace, of one that a program gives to the library.
 * What starts with `/` starts at the workspace: the interpreter's `__dirname` is `/` and the directory of the file.
 * Everything else starts where the app is run: in the directory of `cdk.json`.
 */
export function workspacePath(context: BuildContext, value: CdkValue | undefined): Known<string> {
  const text = textIn(value);
  if (text === undefined)
    return unknown(value?.kind === 'unknown' ? value.why : 'its path is not decided in the source');
  const found = text.startsWith('/') ? join('', text) : join(context.appDirectory, text);
  return found === undefined ? unknown('it lies outside of the workspace') : known(found);
}

export interface Declared {
  readonly open?: string | undefined;
  readonly asset?: Asset | undefined;
}

/** The resource that a construct is for, which the library calls `Resource`. */
export function declareMain(
  context: BuildContext,
  self: Construct,
  type: string,
  properties: ReadonlyMap<string, Value>,
  { open, asset }: Declared = {},
): string {
  self.state.set('type', cdkScalar(type, byDefault(self)));
  return context.declare(self, {
    suffix: 'Resource',
    type,
    properties,
    ...(open === undefined ? {} : { open }),
    ...(asset === undefined ? {} : { asset }),
  });
}
