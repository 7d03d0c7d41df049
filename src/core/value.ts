/** Properties as they are declared, decided as far as they can be without deploying. */
import { known, unknown, type Known } from './known.ts';
import type { Span } from './span.ts';

export type Value = ScalarValue | ListValue | MapValue | ReferenceValue | TextValue | UnknownValue;

/**
 * Where a value comes from.
 * `variable`: written elsewhere in the source of a CDK app, where others may share it.
 * `default`: written nowhere; the construct library sets it. `assembly`: taken from `cdk.out`, since the source does not decide it.
 */
export type From = 'resource' | 'globals' | 'parameter' | 'mapping' | 'variable' | 'default' | 'assembly';

interface Written {
  /** Where the value itself is written: of `!Ref Memory` that is the default of the parameter. */
  readonly at: Span;
  readonly from: From;
}

export interface ScalarValue extends Written {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
}

export interface ListValue extends Written {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** Why there may be more items than these. */
  readonly open?: string;
}

export interface MapValue extends Written {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** Why there may be more entries than these, or others. */
  readonly open?: string;
}

export interface MapEntry {
  /** Where the key is written. */
  readonly key: Span;
  readonly value: Value;
}

/** `!Ref Orders`, `!GetAtt Orders.Arn`, `orders.tableArn`. */
export interface ReferenceValue extends Written {
  readonly kind: 'reference';
  /** The key of a resource. */
  readonly to: string;
  /** In CloudFormation's words: `Arn`; undefined for `Ref`. */
  readonly attribute?: string;
}

/** A text of which parts are decided at deployment: `arn:aws:s3:::${Bucket}/*`. */
export interface TextValue extends Written {
  readonly kind: 'text';
  readonly parts: readonly (string | ReferenceValue | UnknownValue)[];
}

export interface UnknownValue extends Written {
  readonly kind: 'unknown';
  /** Completes "It is not known, because …"; without a full stop. */
  readonly why: string;
  /** Keys of the resources that it is made of, as far as they are known. */
  readonly mentions: readonly string[];
}

/** What can be written as a property's value. */
export type NewValue = string | number | boolean | readonly NewValue[] | { readonly [key: string]: NewValue };

/** The value at a path of keys, looked for in maps alone. */
export function valueAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let found = value;
  for (const key of path) {
    if (found?.kind !== 'map') return undefined;
    found = found.entries.get(key)?.value;
  }
  return found;
}

export const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : []);

export function scalarOf(value: Value): Known<string | number | boolean> {
  switch (value.kind) {
    case 'scalar':
      return known(value.value);
    case 'unknown':
      return unknown(value.why);
    case 'reference':
      return unknown('it is decided at deployment');
    case 'text': {
      const open = value.parts.find((part) => typeof part !== 'string' && part.kind === 'unknown');
      return unknown(typeof open === 'object' && open.kind === 'unknown' ? open.why : 'it is decided at deployment');
    }
    default:
      return unknown('it is not a single value');
  }
}

/** Every resource that a value refers to or is made of. */
export function* mentionsOf(value: Value): Generator<string> {
  switch (value.kind) {
    case 'scalar':
      return;
    case 'reference':
      yield value.to;
      return;
    case 'unknown':
      yield* value.mentions;
      return;
    case 'text':
      for (const part of value.parts) if (typeof part !== 'string') yield* mentionsOf(part);
      return;
    case 'list':
      for (const item of value.items) yield* mentionsOf(item);
      return;
    case 'map':
      for (const { value: inner } of value.entries.values()) yield* mentionsOf(inner);
  }
}
