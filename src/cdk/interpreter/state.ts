/** Whatever the program changes goes through here, so that both sides of a condition that is not known start from the same state. */
import type { Span } from '../../core/span.ts';
import type { Binding } from '../../languages/tree.ts';
import type { CdkList, CdkMap, CdkValue } from '../value.ts';
import { isPython, type Frame, type Journal, type Machine } from './machine.ts';
import { either } from './values.ts';

const absent = Symbol('absent');

export function write<Key>(machine: Machine, map: Map<Key, CdkValue>, key: Key, value: CdkValue): void {
  remember(machine, map, key);
  map.set(key, value);
}

export function writeEntry(machine: Machine, { entries }: CdkMap, key: string, at: Span, value: CdkValue): void {
  remember(machine, entries, key);
  entries.set(key, { key: entries.get(key)?.key ?? at, value });
}

export function removeEntry(machine: Machine, { entries }: CdkMap, key: string): void {
  remember(machine, entries, key);
  entries.delete(key);
}

export function writeItems(machine: Machine, list: CdkList, items: readonly CdkValue[], open = list.open): void {
  const lists = machine.journal?.lists;
  if (lists && !lists.has(list)) lists.set(list, [...list.items]);
  list.items.splice(0, list.items.length, ...items);
  if (open !== undefined) list.open = open;
}

function remember(machine: Machine, map: Map<unknown, unknown>, key: unknown): void {
  const maps = machine.journal?.maps;
  if (!maps) return;
  const before = maps.get(map) ?? new Map<unknown, unknown>();
  maps.set(map, before);
  if (!before.has(key)) before.set(key, map.has(key) ? map.get(key) : absent);
}

const journal = (): Journal => ({ maps: new Map(), lists: new Map() });

/**
 * Follows what may or may not happen, each of the ways from the same state;
 * afterwards what they leave different is not known. `why` completes "It is not known, because …".
 */
export function branches<T>(
  machine: Machine,
  why: string,
  at: Span,
  ways: readonly ((() => T) | undefined)[],
): readonly (T | undefined)[] {
  const outer = machine.journal;
  const left: Journal[] = [];
  const results = ways.map((way) => {
    const own = journal();
    machine.journal = own;
    machine.conditions.push(why);
    const result = way?.();
    machine.conditions.pop();
    left.push(takeBack(own));
    return result;
  });
  machine.journal = outer;
  bringTogether(machine, left, why, at);
  return results;
}

/** Undoes what was written, and gives what it was. */
function takeBack({ maps, lists }: Journal): Journal {
  const written: Journal = { maps: new Map(), lists: new Map() };
  for (const [map, before] of maps) {
    const after = new Map<unknown, unknown>();
    written.maps.set(map, after);
    for (const [key, value] of before) {
      after.set(key, map.has(key) ? map.get(key) : absent);
      if (value === absent) map.delete(key);
      else map.set(key, value);
    }
  }
  for (const [list, before] of lists) {
    written.lists.set(list, [...list.items]);
    list.items.splice(0, list.items.length, ...before);
  }
  return written;
}

function bringTogether(machine: Machine, ways: readonly Journal[], why: string, at: Span): void {
  const maps = new Set(ways.flatMap((way) => [...way.maps.keys()]));
  for (const map of maps) {
    const keys = new Set(ways.flatMap((way) => [...(way.maps.get(map)?.keys() ?? [])]));
    for (const key of keys) {
      const ends = ways.map((way) => {
        const after = way.maps.get(map);
        const value = after?.has(key) ? after.get(key) : map.has(key) ? map.get(key) : absent;
        return value === absent ? undefined : value;
      });
      remember(machine, map, key);
      const merged = mergedEnd(ends, why, at);
      if (merged !== undefined) map.set(key, merged);
    }
  }
  const lists = new Set(ways.flatMap((way) => [...way.lists.keys()]));
  for (const list of lists) {
    const ends = ways.map((way): CdkList => ({ ...list, items: [...(way.lists.get(list) ?? list.items)] }));
    const [first, ...rest] = ends;
    if (!first) continue;
    const merged = rest.reduce<CdkValue>((a, b) => either(a, b, why, at), first);
    if (merged.kind !== 'list') continue;
    // What is added on one way alone is kept: a function in a list is followed, though it may not be there.
    const longest = ends.reduce((a, b) => (b.items.length > a.items.length ? b : a));
    writeItems(machine, list, merged.open === undefined ? merged.items : longest.items, merged.open);
  }
}

/** Values, and entries of maps, which hold one. */
function mergedEnd(ends: readonly unknown[], why: string, at: Span): unknown {
  const entry = ends.find(isEntry);
  const values = ends.map((end) => (isEntry(end) ? end.value : (end as CdkValue | undefined)));
  const [first, ...rest] = values;
  const value = rest.reduce((a, b) => either(a, b, why, at), first);
  if (value === undefined) return undefined;
  return entry ? { key: entry.key, value } : value;
}

const isEntry = (end: unknown): end is { readonly key: Span; readonly value: CdkValue } =>
  typeof end === 'object' && end !== null && 'key' in end && 'value' in end && !('kind' in end);

export function frameWith(
  parent: Frame,
  of: Partial<Pick<Frame, 'function' | 'self' | 'home' | 'module' | 'returned'>>,
): Frame {
  return {
    parent,
    values: new Map(),
    module: of.module ?? parent.module,
    function: of.function,
    self: of.self ?? parent.self,
    home: of.home ?? parent.home,
    returned: of.returned ?? parent.returned,
  };
}

export function lookUp(frame: Frame, binding: object): CdkValue | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const value = at.values.get(binding);
    if (value) return value;
  }
  return undefined;
}

/** Where a name is first given a value: in the block for what JavaScript declares there, else in its function. */
export function declareName(machine: Machine, frame: Frame, binding: Binding, value: CdkValue): void {
  write(machine, homeOf(frame, binding).values, binding, value);
}

export function assignName(machine: Machine, frame: Frame, binding: Binding, value: CdkValue): void {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    if (at.values.has(binding)) {
      write(machine, at.values, binding, value);
      return;
    }
    if (at.function === binding.function) break;
  }
  declareName(machine, frame, binding, value);
}

function homeOf(frame: Frame, binding: Binding): Frame {
  const isOfBlock = !isPython(frame) && (binding.declaration === 'const' || binding.declaration === 'let');
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    if (at.function === binding.function) return at;
    if (isOfBlock && at.function === undefined) return at;
  }
  return frame;
}
