/** What is assigned to or declared: names, members and patterns of them. */
import ts from 'typescript';
import type { Expression, Range, Target, Write } from '../tree.ts';
import { bare, nameExpression, rangeOf, type Child, type Lowering, type Named } from './context.ts';
import { isMember, keyOf, memberKey, propertyOf } from './keys.ts';
import { bindingNamed, type BindingDraft } from './scopes.ts';

const {
  ArrayBindingPattern,
  ArrayLiteralExpression,
  AsExpression,
  BinaryExpression,
  BindingElement,
  ComputedPropertyName,
  EqualsToken,
  Identifier,
  NonNullExpression,
  ObjectBindingPattern,
  ObjectLiteralExpression,
  OmittedExpression,
  Parameter,
  PropertyAssignment,
  SatisfiesExpression,
  ShorthandPropertyAssignment,
  SpreadAssignment,
  SpreadElement,
  TypeAssertionExpression,
} = ts.SyntaxKind;

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
export function nameFrom(lowering: Lowering, node: Child): Named | undefined {
  const target = node && bare(node);
  if (target?.kind === Identifier) return { name: (target as ts.Identifier).text, at: rangeOf(lowering, target) };
  if (!target || !isMember(target)) return undefined;
  const name = memberKey(target);
  return name === undefined ? undefined : { name, at: rangeOf(lowering, propertyOf(target)) };
}

const nothing: Pattern = { target: undefined, leaves: [], evaluated: [] };

type PatternNode =
  | ts.Identifier
  | ts.ObjectBindingPattern
  | ts.ArrayBindingPattern
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.OmittedExpression
  | ts.ObjectLiteralExpression
  | ts.ArrayLiteralExpression
  | ts.BinaryExpression
  | ts.SpreadElement
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion;

function patternOf(lowering: Lowering, child: Child, reads: boolean): Pattern {
  if (!child) return nothing;
  const node = bare(child) as PatternNode;
  switch (node.kind) {
    case OmittedExpression:
      return nothing;
    case Identifier:
      return ofName(lowering, node, reads);
    case Parameter:
    case BindingElement:
      if (node.initializer) return withDefault(lowering, node.name, node.initializer, reads);
      return node.dotDotDotToken
        ? within('*', patternOf(lowering, node.name, reads))
        : patternOf(lowering, node.name, reads);
    case SpreadElement:
      return within('*', patternOf(lowering, node.expression, reads));
    case ArrayBindingPattern:
    case ArrayLiteralExpression: {
      const parts = node.elements.map((element, index) =>
        isRest(element)
          ? patternOf(lowering, element, reads)
          : within(String(index), patternOf(lowering, element, reads)),
      );
      return together(rangeOf(lowering, node), parts);
    }
    case ObjectBindingPattern:
      return together(
        rangeOf(lowering, node),
        node.elements.map((element) => ofElement(lowering, element, reads)),
      );
    case ObjectLiteralExpression:
      return together(
        rangeOf(lowering, node),
        node.properties.map((property) => ofProperty(lowering, property, reads)),
      );
    case BinaryExpression:
      return node.operatorToken.kind === EqualsToken
        ? withDefault(lowering, node.left, node.right, reads)
        : ofMember(lowering, node);
    // `(x as Y) = …`
    case AsExpression:
    case SatisfiesExpression:
    case NonNullExpression:
    case TypeAssertionExpression:
      return patternOf(lowering, node.expression, reads);
    default:
      return ofMember(lowering, node);
  }
}

const isRest = (node: ts.ArrayBindingElement | ts.Expression): boolean =>
  node.kind === SpreadElement || (node.kind === BindingElement && takesTheRest(node as ts.BindingElement));

const takesTheRest = ({ dotDotDotToken, initializer }: ts.BindingElement): boolean =>
  dotDotDotToken !== undefined && !initializer;

const ofMember = (lowering: Lowering, node: ts.Node): Pattern => ({
  target: { kind: 'member', expression: lowering.expression(node) },
  leaves: [],
  evaluated: [],
});

function ofName(lowering: Lowering, node: ts.Identifier, reads: boolean): Pattern {
  if (node.text === '') return nothing;
  const binding = bindingNamed(lowering, node.text);
  const name = nameExpression(lowering, node, binding);
  if (reads) binding?.reads.push(name);
  const leaf: Leaf = { binding, range: rangeOf(lowering, node), path: [], defaults: [] };
  return { target: { kind: 'name', name }, leaves: [leaf], evaluated: [] };
}

function withDefault(lowering: Lowering, name: ts.Node, missing: ts.Expression, reads: boolean): Pattern {
  const inner = patternOf(lowering, name, reads);
  const value = lowering.expression(missing, nameFrom(lowering, name));
  const leaves = inner.leaves.map((leaf) => ({ ...leaf, defaults: [...leaf.defaults, { value, path: leaf.path }] }));
  return { target: inner.target, leaves, evaluated: [...inner.evaluated, value] };
}

/** A part of `const { … }`. */
function ofElement(lowering: Lowering, node: ts.BindingElement, reads: boolean): Pattern {
  if (node.dotDotDotToken) return within('*', patternOf(lowering, node.propertyName ?? node.name, reads));
  const inner = patternOf(lowering, node, reads);
  return node.propertyName ? keyed(lowering, node.propertyName, inner) : within(keyOfName(node.name), inner);
}

const keyOfName = (name: ts.BindingName): string => (name.kind === Identifier ? name.text : '*');

/** A part of `({ … } = …)`. */
function ofProperty(lowering: Lowering, node: ts.ObjectLiteralElementLike, reads: boolean): Pattern {
  switch (node.kind) {
    case SpreadAssignment:
      return within('*', patternOf(lowering, node.expression, reads));
    case PropertyAssignment:
      return keyed(lowering, node.name, patternOf(lowering, node.initializer, reads));
    case ShorthandPropertyAssignment: {
      const { name, objectAssignmentInitializer: missing } = node;
      const inner = missing ? withDefault(lowering, name, missing, reads) : patternOf(lowering, name, reads);
      return within(name.text, inner);
    }
    default:
      return keyed(lowering, node.name, ofMember(lowering, node));
  }
}

function keyed(lowering: Lowering, name: ts.PropertyName, pattern: Pattern): Pattern {
  const key = keyOf(name);
  const inner = within(key ?? '*', pattern);
  if (key !== undefined || name.kind !== ComputedPropertyName) return inner;
  return { ...inner, evaluated: [lowering.expression(name.expression), ...inner.evaluated] };
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
