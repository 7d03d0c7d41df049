/** Values as settings: what they are, and where they are written. */
import { known, unknown, type Known } from '../core/known.ts';
import type { Setting, Target } from '../core/declared.ts';
import { scalarOf, valueAt, type Value } from '../core/value.ts';

export type Scalar = string | number | boolean;

export const settingOf = <T>(
  value: Value | undefined,
  convert: (scalar: Scalar) => Known<T>,
): Setting<T> | undefined => {
  if (!value) return undefined;
  const scalar = scalarOf(value);
  return { value: scalar.known ? convert(scalar.value) : scalar, at: value.at, from: value.from };
};

export const scalarAt = (value: Value | undefined, ...path: readonly string[]): Setting<Scalar> | undefined =>
  settingOf(valueAt(value, ...path), known);

export const textAt = (value: Value | undefined, ...path: readonly string[]): Setting<string> | undefined =>
  settingOf(valueAt(value, ...path), (it) => known(String(it)));

export const numberAt = (value: Value | undefined, ...path: readonly string[]): Setting<number> | undefined =>
  settingOf(valueAt(value, ...path), (it) => {
    const number = Number(it);
    return Number.isFinite(number) && String(it).trim() !== ''
      ? known(number)
      : unknown(`\`${String(it)}\` is not a number`);
  });

export const textsAt = (
  value: Value | undefined,
  ...path: readonly string[]
): Setting<readonly string[]> | undefined => {
  const list = valueAt(value, ...path);
  if (!list) return undefined;
  const place = { at: list.at, from: list.from };
  if (list.kind !== 'list') return { value: unknown(whyNot(list)), ...place };
  const items = list.items.map(scalarOf);
  const open = items.find((item) => !item.known) ?? (list.open === undefined ? undefined : unknown(list.open));
  return { value: open ?? known(items.flatMap((item) => (item.known ? [String(item.value)] : []))), ...place };
};

const whyNot = (value: Value): string => {
  const scalar = scalarOf(value);
  return scalar.known ? 'it is not a list' : scalar.why;
};

/** What a value points at; undefined for a list or a map. */
export function targetOf(value: Value | undefined, keys: ReadonlySet<string>): Target | undefined {
  switch (value?.kind) {
    case 'reference':
      return { kind: 'resource', key: value.to, at: value.at };
    case 'scalar':
    case 'text':
    case 'unknown': {
      const [only, ...others] = value.kind === 'text' ? value.parts : [];
      if (only !== undefined && typeof only !== 'string' && only.kind === 'reference' && others.length === 0)
        return { kind: 'resource', key: only.to, at: value.at };
      if (value.kind === 'text') {
        const named = value.parts.flatMap((part) =>
          typeof part === 'string' || part.kind !== 'reference' ? [] : [part.to],
        );
        const [first] = named;
        if (first !== undefined && named.length === 1 && keys.has(first))
          return { kind: 'resource', key: first, at: value.at };
      }
      const text = scalarOf(value);
      return { kind: 'external', text: text.known ? known(String(text.value)) : text, at: value.at };
    }
    default:
      return undefined;
  }
}

/** Nothing for what is not written, so that an optional property can be spread. */
export const optional = <Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };
