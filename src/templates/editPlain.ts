/** A template's tree as plain data, to compare what an edit was to change with what it changed. */
import type { Node, ScalarNode } from './node.ts';
import type { NewValue } from '../core/value.ts';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** `instead`: what takes the place of a scalar. */
export function plainOf(
  node: Node | undefined,
  instead: (node: ScalarNode) => NewValue | undefined = () => undefined,
): Plain {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'scalar':
      return instead(node) ?? node.value;
    case 'list':
      return node.items.map((item) => plainOf(item, instead));
    case 'intrinsic':
      return { [`!${node.name}`]: plainOf(node.argument, instead) };
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value, instead)]));
  }
}

/** Keys in order, so that where a property is written makes no difference. */
export function sorted(it: Plain): Plain {
  if (isList(it)) return it.map(sorted);
  if (!isMap(it)) return it;
  return Object.fromEntries(
    Object.keys(it)
      .sort()
      .map((key) => [key, sorted(it[key] ?? null)]),
  );
}

export const withValue = (before: Plain, keys: readonly string[], value: NewValue): Plain =>
  sorted(changed(before, keys, value));

export const without = (before: Plain, keys: readonly string[]): Plain => sorted(changed(before, keys, undefined));

function changed(before: Plain, [key, ...rest]: readonly string[], value: NewValue | undefined): Plain {
  if (key === undefined) return value ?? null;
  if (isList(before)) return before.map((item, index) => (String(index) === key ? changed(item, rest, value) : item));
  const map = isMap(before) ? before : {};
  if (rest.length > 0 || value !== undefined) return { ...map, [key]: changed(map[key] ?? null, rest, value) };
  const { [key]: _, ...others } = map;
  return others;
}

const isList = (it: Plain): it is readonly Plain[] => Array.isArray(it);

const isMap = (it: Plain): it is { readonly [key: string]: Plain } =>
  typeof it === 'object' && it !== null && !isList(it);
