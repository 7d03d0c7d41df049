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

/** Where a property is written makes no difference. */
export function areSame(a: Plain, b: Plain): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => areSame(item, b[index] ?? null));
  if (!isMap(a)) return Object.is(a, b);
  if (!isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && areSame(a[key] ?? null, b[key] ?? null))
  );
}

/** `undefined` takes out what is there. */
export function withValue(before: Plain, [key, ...rest]: readonly string[], value: NewValue | undefined): Plain {
  if (key === undefined) return value ?? null;
  if (isList(before)) return before.map((item, index) => (String(index) === key ? withValue(item, rest, value) : item));
  const map = isMap(before) ? before : {};
  if (rest.length > 0 || value !== undefined) return { ...map, [key]: withValue(map[key] ?? null, rest, value) };
  const { [key]: _, ...others } = map;
  return others;
}

const isList = (it: Plain): it is readonly Plain[] => Array.isArray(it);

const isMap = (it: Plain): it is { readonly [key: string]: Plain } =>
  typeof it === 'object' && it !== null && !isList(it);
