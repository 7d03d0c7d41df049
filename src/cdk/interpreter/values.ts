/** Values of the program: made, compared and brought together. */
import type { Span } from '../../core/span.ts';
import type { ReferenceValue, TextValue, UnknownValue } from '../../core/value.ts';
import { valueOfName, wordOf } from '../words.ts';
import type { CdkList, CdkMap, CdkScalar, CdkUnknown, CdkValue, LibraryName, Token } from '../value.ts';

export const scalar = (value: string | number | boolean | null, at: Span): CdkScalar => ({
  kind: 'scalar',
  value,
  at,
  from: 'resource',
});

export const nothing = (at: Span): CdkScalar => scalar(null, at);

export const unknownValue = (why: string, at: Span): CdkUnknown => ({ kind: 'unknown', why, at, from: 'resource' });

export const listOf = (items: readonly CdkValue[], at: Span, open?: string): CdkList => ({
  kind: 'list',
  items: [...items],
  at,
  from: 'resource',
  ...(open === undefined ? {} : { open }),
});

export const mapOf = (entries: Iterable<readonly [string, CdkValue]>, at: Span, open?: string): CdkMap => ({
  kind: 'map',
  entries: new Map([...entries].map(([key, value]) => [key, { key: value.at, value }])),
  at,
  from: 'resource',
  ...(open === undefined ? {} : { open }),
});

export const libraryName = (name: string, at: Span): LibraryName => ({ kind: 'library', name, at, from: 'resource' });

export const isNothing = (value: CdkValue | undefined): boolean =>
  value === undefined || (value.kind === 'scalar' && value.value === null);

export const isText = (value: CdkValue | undefined): value is CdkScalar & { readonly value: string } =>
  value?.kind === 'scalar' && typeof value.value === 'string';

export const textIn = (value: CdkValue | undefined): string | undefined => (isText(value) ? value.value : undefined);

export const numberIn = (value: CdkValue | undefined): number | undefined =>
  value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;

/** Undefined when it is not known. `python` has empty lists and maps as false. */
export function truthOf(value: CdkValue, python = false): boolean | undefined {
  switch (value.kind) {
    case 'scalar':
      return Boolean(value.value);
    case 'unknown':
      return undefined;
    case 'list':
      return python ? (value.open === undefined ? value.items.length > 0 : undefined) : true;
    case 'map':
      return python ? (value.open === undefined ? value.entries.size > 0 : undefined) : true;
    default:
      return true;
  }
}

const ownerOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

/** Whether the program would find the two equal; undefined when it is not known. */
export function isEqual(a: CdkValue, b: CdkValue): boolean | undefined {
  if (a === b) return true;
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'token' || b.kind === 'token') {
    return undefined;
  }
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value;
  if (a.kind === 'library' && b.kind === 'library') {
    if (a.name === b.name) return true;
    const [word, other] = [wordOf(a.name), wordOf(b.name)];
    // Members of one enum are different; of what else the library has, such as a runtime's family, nothing is known.
    return (word !== undefined && other !== undefined) || ownerOf(a.name) === ownerOf(b.name) ? false : undefined;
  }
  if (a.kind === 'library' || b.kind === 'library') {
    const [word, other] = a.kind === 'library' ? [wordOf(a.name), b] : b.kind === 'library' ? [wordOf(b.name), a] : [];
    return word !== undefined && other?.kind === 'scalar'
      ? word === other.value
      : other && isNothing(other)
        ? false
        : undefined;
  }
  return a.kind === b.kind && a.kind === 'made' ? undefined : false;
}

/** Whether it makes no difference which of the two it is. */
function isSame(a: CdkValue, b: CdkValue, depth = 0): boolean {
  if (a === b) return true;
  if (depth > 20) return false;
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value;
  if (a.kind === 'library' && b.kind === 'library') return a.name === b.name;
  if (a.kind === 'function' && b.kind === 'function') return a.node === b.node;
  if (a.kind === 'class' && b.kind === 'class') return a.node === b.node;
  if (a.kind === 'made' && b.kind === 'made')
    return a.name === b.name && isSameList(a.arguments.positional, b.arguments.positional, depth);
  if (a.kind === 'list' && b.kind === 'list') return a.open === b.open && isSameList(a.items, b.items, depth);
  if (a.kind === 'map' && b.kind === 'map') {
    if (a.open !== b.open || a.entries.size !== b.entries.size) return false;
    return [...a.entries].every(([key, { value }]) => {
      const other = b.entries.get(key);
      return other !== undefined && isSame(value, other.value, depth + 1);
    });
  }
  return false;
}

const isSameList = (a: readonly CdkValue[], b: readonly CdkValue[], depth: number): boolean =>
  a.length === b.length &&
  a.every((item, index) => {
    const other = b[index];
    return other !== undefined && isSame(item, other, depth + 1);
  });

/** What is known of a value that is one or the other. */
export function either(a: CdkValue | undefined, b: CdkValue | undefined, why: string, at: Span, depth = 0): CdkValue {
  if (a === undefined || b === undefined) return oneOf(a ?? b, why, at);
  if (isSame(a, b)) return a;
  if (isNothing(a)) return oneOf(b, why, at);
  if (isNothing(b)) return oneOf(a, why, at);
  if (depth > 8) return unknownValue(why, at);
  if (a.kind === 'map' && b.kind === 'map') {
    const open = a.open ?? b.open;
    const entries = new Map<string, { readonly key: Span; readonly value: CdkValue }>();
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      const [left, right] = [a.entries.get(key), b.entries.get(key)];
      const entry = left ?? right;
      if (!entry) continue;
      const value =
        left && right
          ? either(left.value, right.value, why, entry.key, depth + 1)
          : oneOf(entry.value, why, entry.value.at);
      entries.set(key, { key: entry.key, value });
    }
    return { kind: 'map', entries, at: a.at, from: a.from, ...(open === undefined ? {} : { open }) };
  }
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.items.length !== b.items.length) return longer(a, b, why);
    const items = a.items.map((item, index) => either(item, b.items[index], why, item.at, depth + 1));
    return listOf(items, a.at, a.open ?? b.open);
  }
  return unknownValue(why, a.kind === 'unknown' ? a.at : at);
}

/** What both have at the beginning, and perhaps more. */
function longer(a: CdkList, b: CdkList, why: string): CdkList {
  const items: CdkValue[] = [];
  for (const [index, item] of a.items.entries()) {
    const other = b.items[index];
    if (!other || !isSame(item, other)) break;
    items.push(item);
  }
  return listOf(items, a.at, why);
}

/** An object that is there in one case is followed as that one; of a plain value it is not known. */
function oneOf(value: CdkValue | undefined, why: string, at: Span): CdkValue {
  if (value === undefined) return nothing(at);
  switch (value.kind) {
    case 'construct':
    case 'object':
    case 'function':
    case 'class':
      return value;
    case 'scalar':
      return value.value === null ? value : unknownValue(why, value.at);
    default:
      return unknownValue(why, value.at);
  }
}

/** Why a value is not known, as far as one can say. */
export function whyOf(value: CdkValue): string {
  if (value.kind === 'unknown') return value.why;
  if (value.kind === 'token') {
    const part = value.value.kind === 'text' ? value.value.parts.find((it) => typeof it !== 'string') : undefined;
    return part && typeof part !== 'string' && part.kind === 'unknown' ? part.why : 'it is decided at deployment';
  }
  return 'the program computes it';
}

export type Part = string | ReferenceValue | UnknownValue;

/** The value as a part of a text. */
export function partsOf(value: CdkValue): readonly Part[] {
  switch (value.kind) {
    case 'scalar':
      return [String(value.value)];
    case 'token':
      return value.value.kind === 'text' ? value.value.parts : [value.value];
    case 'list':
      if (value.open === undefined && value.items.every((it) => it.kind === 'scalar'))
        return [value.items.map((it) => (it.kind === 'scalar' ? String(it.value ?? '') : '')).join(',')];
      return [unknownPart(value)];
    case 'library': {
      const named = valueOfName(value);
      if (!named) return [unknownPart(value)];
      if (named.kind === 'text') return named.parts;
      return [named.kind === 'scalar' ? String(named.value) : named];
    }
    default:
      return [unknownPart(value)];
  }
}

const unknownPart = (value: CdkValue): UnknownValue => ({
  kind: 'unknown',
  why: whyOf(value),
  mentions: [],
  at: value.at,
  from: value.from,
});

/** A text of what is known and what is decided at deployment. */
export function textFrom(parts: readonly Part[], at: Span): CdkScalar | Token {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  if (joined.length === 0) return scalar('', at);
  const [only] = joined;
  if (joined.length === 1 && typeof only === 'string') return scalar(only, at);
  const value: TextValue = { kind: 'text', parts: joined, at, from: 'resource' };
  return { kind: 'token', value, at, from: 'resource' };
}

export const tokenOf = (value: ReferenceValue): Token => ({ kind: 'token', value, at: value.at, from: value.from });

/** The part of a value that a path of keys leads to: `undefined` when it is certainly not there. */
export function partAt(value: CdkValue, key: string): CdkValue | undefined {
  switch (value.kind) {
    case 'map': {
      const found = value.entries.get(key)?.value;
      return found ?? (value.open === undefined ? undefined : unknownValue(value.open, value.at));
    }
    case 'list': {
      const index = Number(key);
      if (!Number.isInteger(index)) return undefined;
      const found = value.items.at(index);
      return found ?? (value.open === undefined ? undefined : unknownValue(value.open, value.at));
    }
    case 'object':
    case 'construct':
      return value.fields.get(key);
    case 'unknown':
      return unknownValue(value.why, value.at);
    default:
      return undefined;
  }
}
