/**
 * A template's text as a tree, whether it is written in YAML or JSON, in short or in long intrinsics.
 * Offsets are UTF-16 and tell where each thing is written.
 */
import { keptWith } from '../core/memo.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Node = ScalarNode | MapNode | ListNode | IntrinsicNode;

export interface ScalarNode extends Range {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface MapNode extends Range {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Node;
}

export interface ListNode extends Range {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

/** `!Ref X`, `{ Ref: X }`, `Fn::Sub`…; `name` is without `Fn::`. */
export interface IntrinsicNode extends Range {
  readonly kind: 'intrinsic';
  readonly name: string;
  readonly argument: Node;
}

export interface Parsed {
  readonly root: Node | undefined;
  readonly problems: readonly (Range & { readonly message: string })[];
}

/** Deeper nesting is not a template that a person or a tool wrote. */
export const deepest = 200;
/** Aliases can make a small text an enormous tree; more nodes than this are not read. */
export const mostNodes = 400_000;

/** Up to here, looking through a map is as quick as looking it up. */
const few = 12;

/** The last one of the key. */
export function entryOf(node: Node | undefined, key: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  const { entries } = node;
  return entries.length > few ? byKey(entries).get(key) : entries.findLast((entry) => entry.key === key);
}

const byKey = keptWith(
  (entries: readonly MapEntry[]): ReadonlyMap<string, MapEntry> => new Map(entries.map((it) => [it.key, it])),
);

export const at = (node: Node | undefined, ...path: readonly string[]): Node | undefined =>
  path.reduce<Node | undefined>((value, key) => entryOf(value, key)?.value, node);

const intrinsics: ReadonlySet<string> = new Set(['Ref', 'Condition']);

/** A map of one key that names an intrinsic is that intrinsic. */
export function mapOrIntrinsic(range: Range, entries: readonly MapEntry[]): MapNode | IntrinsicNode {
  const [only] = entries;
  if (only && entries.length === 1) {
    const name = only.key.replace(/^Fn::/, '');
    const isIntrinsic =
      (only.key.startsWith('Fn::') && !only.key.startsWith('Fn::ForEach::')) ||
      (intrinsics.has(only.key) && only.value.kind === 'scalar');
    if (isIntrinsic) return { kind: 'intrinsic', name, argument: only.value, ...range };
  }
  return { kind: 'map', entries, ...range };
}
