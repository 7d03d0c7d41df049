/** What is assigned to or declared: names, members and patterns of them. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Range, Target, Write } from '../tree.ts';
import { nameExpression, rangeOf, type Child, type Lowering, type Named } from './context.ts';
import { keyOf } from './keys.ts';
import type { BindingDraft } from './names.ts';

/** What the target as a whole is given. */
export interface Given {
  readonly value: Expression | undefined;
  readonly iterates: Expression | undefined;
  /** The target is read before: `+=`, `??=`. */
  readonly reads: boolean;
  /** Where in the value the target's part is. */
  readonly path?: readonly string[];
}

export const given = (value: Expression | undefined): Given => ({ value, iterates: undefined, reads: false });

/** A name that a pattern sets, and the part of the value that it gets. */
interface Leaf {
  readonly binding: BindingDraft | undefined;
  readonly range: Range;
  readonly path: readonly string[];
  /** What it gets where that part is missing. */
  readonly defaults: readonly { readonly value: Expression; readonly path: readonly string[] }[];
}

interface Pattern {
  readonly target: Target | undefined;
  readonly leaves: readonly Leaf[];
  /** Defaults and computed keys. */
  readonly evaluated: readonly Expression[];
}

export interface Lowered {
  readonly target: Target | undefined;
  readonly bindings: readonly BindingDraft[];
  /** What is evaluated outside of the target's own patterns: a parameter's default. */
  readonly evaluated: readonly Expression[];
}

/** The target, its names' bindings told of what they are given. */
export function lowerTarget(lowering: Lowering, node: Child, what: Given): Lowered {
  const { target, leaves, evaluated } = patternOf(lowering, node, what.reads);
  const bindings: BindingDraft[] = [];
  for (const leaf of leaves) {
    if (!leaf.binding) continue;
    bindings.push(leaf.binding);
    const write = { ...what, path: [...(what.path ?? []), ...leaf.path] };
    recordWrite(lowering, leaf.binding, leaf.range, write);
    for (const missing of leaf.defaults)
      recordWrite(lowering, leaf.binding, leaf.range, { ...given(missing.value), path: missing.path });
  }
  return { target, bindings, evaluated };
}

export function recordWrite(
  lowering: Lowering,
  binding: BindingDraft,
  range: Range,
  { value, path, iterates }: { readonly [Key in 'value' | 'path' | 'iterates']?: Write[Key] | undefined },
): void {
  const { function: fn, statement } = lowering.place;
  binding.writes.push({ function: fn, range, value, path: path ?? [], iterates, statement });
}

/** The name that an anonymous function gets from the target that it is given to. */
export function nameFrom(node: Child): Named | undefined {
  if (node?.type === 'Identifier') return { name: node.name, at: rangeOf(node) };
  if (node?.type === 'MemberExpression') {
    const key = keyOf(node.property, node.computed);
    return key === undefined ? undefined : { name: key, at: rangeOf(node.property) };
  }
  return undefined;
}

function patternOf(lowering: Lowering, node: Child, reads: boolean): Pattern {
  switch (node?.type) {
    case undefined:
      return { target: undefined, leaves: [], evaluated: [] };
    case 'Identifier':
      return ofName(lowering, node, reads);
    case 'AssignmentPattern':
      return withDefault(lowering, node, reads);
    case 'RestElement':
      return within('*', patternOf(lowering, node.argument, reads));
    case 'ArrayPattern': {
      const parts = node.elements.map((element, index) =>
        element?.type === 'RestElement'
          ? patternOf(lowering, element, reads)
          : within(String(index), patternOf(lowering, element, reads)),
      );
      return together(withoutAnnotation(node), parts);
    }
    case 'ObjectPattern':
      return together(
        withoutAnnotation(node),
        node.properties.map((property) => ofProperty(lowering, property, reads)),
      );
    // `(x as Y) = …`
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return patternOf(lowering, node.expression, reads);
    default:
      return { target: { kind: 'member', expression: lowering.expression(node) }, leaves: [], evaluated: [] };
  }
}

function ofName(lowering: Lowering, node: TSESTree.Identifier, reads: boolean): Pattern {
  if (node.name === '') return { target: undefined, leaves: [], evaluated: [] };
  const name = nameExpression(lowering, node, node.name);
  const binding = lowering.names.of(node);
  if (reads) binding?.reads.push(name);
  const leaf: Leaf = { binding, range: rangeOf(node), path: [], defaults: [] };
  return { target: { kind: 'name', name }, leaves: [leaf], evaluated: [] };
}

function withDefault(lowering: Lowering, node: TSESTree.AssignmentPattern, reads: boolean): Pattern {
  const inner = patternOf(lowering, node.left, reads);
  const value = lowering.expression(node.right, nameFrom(node.left));
  const leaves = inner.leaves.map((leaf) => ({ ...leaf, defaults: [...leaf.defaults, { value, path: leaf.path }] }));
  return { target: inner.target, leaves, evaluated: [...inner.evaluated, value] };
}

function ofProperty(lowering: Lowering, node: TSESTree.Property | TSESTree.RestElement, reads: boolean): Pattern {
  if (node.type === 'RestElement') return patternOf(lowering, node, reads);
  const key = keyOf(node.key, node.computed);
  const inner = within(key ?? '*', patternOf(lowering, node.value, reads));
  return key === undefined ? { ...inner, evaluated: [lowering.expression(node.key), ...inner.evaluated] } : inner;
}

const within = (key: string, { leaves, ...rest }: Pattern): Pattern => ({
  ...rest,
  leaves: leaves.map((leaf) => ({ ...leaf, path: [key, ...leaf.path] })),
});

const together = (range: Range, parts: readonly Pattern[]): Pattern => {
  const evaluated = parts.flatMap((part) => part.evaluated);
  return {
    target: {
      kind: 'pattern',
      range,
      parts: parts.flatMap(({ target }) => target ?? []),
      ...(evaluated.length > 0 ? { evaluated } : {}),
    },
    leaves: parts.flatMap((part) => part.leaves),
    // They are the pattern's, and not again of the one around it.
    evaluated: [],
  };
};

function withoutAnnotation(node: TSESTree.ArrayPattern | TSESTree.ObjectPattern): Range {
  const { start, end } = rangeOf(node);
  return { start, end: node.typeAnnotation ? Math.max(start, node.typeAnnotation.range[0]) : end };
}
