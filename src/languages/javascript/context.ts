import ts from 'typescript';
import type {
  Block,
  ClassNode,
  ExportNode,
  Expression,
  FunctionNode,
  ImportNode,
  NameExpression,
  Range,
  Statement,
} from '../tree.ts';
import type { Draft } from '../draft.ts';
import { bindingNamed, lexicalScope, type BindingDraft, type Names, type Scope } from './scopes.ts';

const { ParenthesizedExpression } = ts.SyntaxKind;

export type BlockDraft = Omit<Block, 'statements'> & { readonly statements: Statement[] };

/** Where lowering stands. */
export interface Place {
  readonly function: FunctionNode;
  readonly block: BlockDraft;
  /** Undefined in the head of a function and in the body of a class. */
  readonly statement: Statement | undefined;
}

/** What the lowering of one file knows and has made so far. */
export interface Lowering extends Names {
  readonly source: ts.SourceFile;
  readonly text: string;
  readonly functions: Draft<FunctionNode>[];
  readonly classes: ClassNode[];
  readonly imports: Draft<ImportNode>[];
  readonly exports: ExportNode[];
  readonly unresolved: Set<string>;
  place: Place;
  /** The expression or statement whose parts are being lowered. */
  around: Range;
  /** How deep the place is nested. */
  depth: number;
  /** The node that was last asked where it starts: those within it often start there too. */
  started: { readonly pos: number; readonly start: number };
  /** Expressions contain functions, functions statements and statements expressions; the ring is closed here and not by imports. */
  readonly expression: (node: Child, name?: Named) => Expression;
  readonly statements: (nodes: readonly ts.Statement[]) => void;
}

export type Child = ts.Node | undefined;

/** The name that a value gets where it stands, which is that of an anonymous function. */
export interface Named {
  readonly name: string;
  readonly at: Range;
}

/** Deeper than anything that people write, and far from the end of the stack for all who walk the tree. */
export const deepest = 300;

/** Where a node starts, behind the blanks and comments before it. */
export function startOf(lowering: Lowering, node: ts.Node): number {
  const { pos } = node;
  if (pos === node.end) return pos;
  if (lowering.started.pos !== pos) lowering.started = { pos, start: node.getStart(lowering.source) };
  return lowering.started.start;
}

export function rangeOf(lowering: Lowering, node: ts.Node): Range {
  const start = startOf(lowering, node);
  return { start, end: Math.max(start, node.end) };
}

/** What stands in parentheses. */
export function bare(node: ts.Node): ts.Node {
  let inner = node;
  while (inner.kind === ParenthesizedExpression) inner = (inner as ts.ParenthesizedExpression).expression;
  return inner;
}

export const modifiersOf = (node: ts.Node): readonly ts.ModifierLike[] =>
  (node as { readonly modifiers?: readonly ts.ModifierLike[] }).modifiers ?? [];

export const has = (node: ts.Node, modifier: ts.SyntaxKind): boolean =>
  modifiersOf(node).some(({ kind }) => kind === modifier);

/** What the parser put in for something that is missing may stand before the blanks that it misses it after. */
export function clamped({ start, end }: Range, around: Range): Range {
  const into = (offset: number) => Math.min(Math.max(offset, around.start), around.end);
  return { start: into(start), end: into(end) };
}

/** The result of `work`, done in `place`. */
export function within<T>(lowering: Lowering, place: Place, work: () => T): T {
  const outer = lowering.place;
  lowering.place = place;
  const result = work();
  lowering.place = outer;
  return result;
}

/** The result of `work`, where names mean what they mean in `scope`. */
export function inScope<T>(lowering: Lowering, scope: Scope, work: () => T): T {
  const outer = lowering.scope;
  lowering.scope = scope;
  const result = work();
  lowering.scope = outer;
  return result;
}

/** A block of the statement that is being lowered, in a scope of its own where it declares something and none is given. */
export function block(
  lowering: Lowering,
  nodes: readonly ts.Statement[],
  range: Range,
  scope = lexicalScope(lowering, nodes, range),
): Block {
  const { function: fn, statement } = lowering.place;
  const made: BlockDraft = { statements: [], range, function: fn, owner: statement };
  inScope(lowering, scope, () => {
    within(lowering, { function: fn, block: made, statement: undefined }, () => {
      lowering.statements(nodes);
    });
  });
  return made;
}

/** A name that means `binding`. */
export function nameExpression(
  lowering: Lowering,
  node: ts.Identifier,
  binding: BindingDraft | undefined,
): NameExpression {
  const name = node.text;
  if (!binding) lowering.unresolved.add(name);
  return { kind: 'name', name, binding, ...rangeOf(lowering, node) };
}

/** A name that is read. */
export function readName(
  lowering: Lowering,
  node: ts.Identifier,
  binding = bindingNamed(lowering, node.text),
): NameExpression {
  const expression = nameExpression(lowering, node, binding);
  binding?.reads.push(expression);
  return expression;
}

/** Where an expression is missing. */
export function nothingAt(lowering: Lowering, start: number): Expression {
  return { kind: 'unknown', parts: [], ...clamped({ start, end: start }, lowering.around) };
}
