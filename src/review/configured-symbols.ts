/** `symbols` of `config.yaml`: what a team says of symbols that the catalogue does not know, or knows otherwise. */
import { isMap, isSeq } from 'yaml';
import type { Pair, YAMLMap } from 'yaml';
import * as v from 'valibot';
import { traits, type OwnResource, type OwnSymbols, type Trait } from '../core/configuration.ts';
import { resourceKinds } from '../core/module.ts';
import { nameOf } from './review-file.ts';

type Place = readonly [start: number, end: number];

/** What the reader of the file lends: where nodes stand, what they hold, and whom slips are told. */
export interface ConfigurationReader {
  readonly say: (message: string, place: Place) => void;
  /** The pairs of a map; of a key that is written twice the last one. */
  readonly once: (map: YAMLMap) => readonly Pair[];
  /** What a node holds, as plain data. */
  readonly valueOf: (node: unknown) => unknown;
  /** The node itself, aliases resolved. */
  readonly resolve: (node: unknown) => unknown;
  readonly placeOf: (node: unknown) => Place;
  readonly isEmpty: (node: unknown) => boolean;
}

const groups = ['reusable', 'memoising', 'per-invocation', 'varying'] as const;
type Group = (typeof groups)[number];

const list = (words: readonly string[]): string =>
  `${words
    .slice(0, -1)
    .map((it) => `\`${it}\``)
    .join(', ')} or \`${words.at(-1) ?? ''}\``;

const notSymbol = 'A symbol is a full name, such as `@acme/db#connect`, `acme.db.connect` or `./src/db#connect`.';
const symbol = v.pipe(
  v.string(notSymbol),
  v.maxLength(500, 'A symbol has at most 500 characters.'),
  v.regex(/^[\w@$*./#()-]+$/, notSymbol),
  v.check((it) => !it.endsWith('()'), 'A symbol ends with a name, without `()`.'),
  v.check((it) => /\w/.test(it), notSymbol),
);
const kind = v.picklist(resourceKinds, `A kind is ${list(resourceKinds)}.`);
const className = v.pipe(
  v.string('`type` is the full name of a class.'),
  v.regex(/^[\w$.]+$/, '`type` is the full name of a class.'),
);
const flag = v.boolean('A trait is `true` or `false`.');

export function readSymbols(value: unknown, place: Place, reader: ConfigurationReader): OwnSymbols {
  const { say, once, valueOf, resolve, placeOf, isEmpty } = reader;
  const reusable: OwnResource[] = [];
  const lists = { memoising: [] as string[], 'per-invocation': [] as string[], varying: [] as string[] };
  const groupOf = new Map<string, Group>();

  if (!isEmpty(value)) readGroups();
  return {
    reusable,
    memoising: lists.memoising,
    perInvocation: lists['per-invocation'],
    varying: lists.varying,
  };

  function readGroups(): void {
    if (!isMap(value)) {
      say(`\`symbols\` has ${list(groups)}.`, place);
      return;
    }
    for (const pair of once(value)) {
      const group = groups.find((it) => it === nameOf(pair));
      const content = resolve(pair.value);
      const at = placeOf(isEmpty(content) ? pair.key : content);
      if (group === undefined) say(`\`symbols\` has ${list(groups)}.`, placeOf(pair.key));
      else if (isEmpty(content)) continue;
      else if (group === 'reusable') readReusable(content, at);
      else readList(group, content, at);
    }
  }

  function readReusable(content: unknown, at: Place): void {
    if (!isMap(content)) {
      say('`reusable` maps symbols to kinds.', at);
      return;
    }
    for (const pair of once(content)) {
      const name = readSymbol('reusable', nameOf(pair), placeOf(pair.key));
      const resource = name === undefined ? undefined : readResource(name, pair);
      if (resource) reusable.push(resource);
    }
  }

  function readResource(name: string, pair: Pair): OwnResource | undefined {
    const content = resolve(pair.value);
    if (!isMap(content)) {
      const its = checked(kind, valueOf(content), placeOf(isEmpty(content) ? pair.key : content));
      return its && { symbol: name, kind: its, traits: [] };
    }
    const own: Trait[] = [];
    let its: OwnResource['kind'] | undefined;
    let type: string | undefined;
    let isKindSaid = false;
    for (const part of once(content)) {
      const key = nameOf(part);
      const trait = traits.find((it) => it === key);
      const at = placeOf(isEmpty(part.value) ? part.key : part.value);
      if (key === 'kind') {
        isKindSaid = true;
        its = checked(kind, valueOf(part.value), at);
      } else if (key === 'type') type = checked(className, valueOf(part.value), at);
      else if (trait === undefined)
        say(
          `\`${key ?? String(part.key)}\` says nothing about a symbol; ${list(['kind', 'type', ...traits])} does.`,
          placeOf(part.key),
        );
      else if (checked(flag, valueOf(part.value), at) === true) own.push(trait);
    }
    if (!isKindSaid) say(`\`kind\` is missing: ${list(resourceKinds)}.`, placeOf(pair.key));
    return its && { symbol: name, kind: its, traits: own, ...(type === undefined ? {} : { type }) };
  }

  function readList(group: Exclude<Group, 'reusable'>, content: unknown, at: Place): void {
    if (!isSeq(content)) {
      say(`\`${group}\` is a list of symbols.`, at);
      return;
    }
    for (const item of content.items) {
      const name = readSymbol(group, valueOf(item), placeOf(item));
      if (name !== undefined) lists[group].push(name);
    }
  }

  function readSymbol(group: Group, written: unknown, at: Place): string | undefined {
    const name = checked(symbol, written, at);
    if (name === undefined) return undefined;
    const before = groupOf.get(name);
    if (before === undefined) groupOf.set(name, group);
    else say(`\`${name}\` is listed ${before === group ? 'twice' : `as \`${before}\` already`}.`, at);
    return before === undefined ? name : undefined;
  }

  function checked<T>(schema: v.GenericSchema<unknown, T>, data: unknown, at: Place): T | undefined {
    const read = v.safeParse(schema, data);
    if (read.success) return read.output;
    say(read.issues[0].message, at);
    return undefined;
  }
}
