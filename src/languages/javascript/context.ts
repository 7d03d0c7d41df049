import type { TSESTree } from '@typescript-eslint/types';
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
import type { Names } from './names.ts';

export type BlockDraft = Omit<Block, 'statements'> & { readonly statements: Statement[] };

/** Where lowering stands. */
export interface Place {
  readonly function: FunctionNode;
  readonly block: BlockDraft;
  /** Undefined in the head of a function and in the body of a class. */
  readonly statement: Statement | undefined;
}

/** What the lowering of one file knows and has made so far. */
export interface Lowering {
  readonly text: string;
  readonly names: Names;
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
  /** Expressions contain functions, functions statements and statements expressions; the ring is closed here and not by imports. */
  readonly expression: (node: Child, name?: Named) => Expression;
  readonly statements: (nodes: readonly TSESTree.Node[]) => void;
}

/** Half-typed source leaves out what the types of ESTree promise. */
export type Child = TSESTree.Node | null | undefined;

/** The name that a value gets where it stands, which is that of an anonymous function. */
export interface Named {
  readonly name: string;
  readonly at: Range;
}

/** Deeper than anything that people write, and far from the end of the stack for all who walk the tree. */
export const deepest = 300;

/** The range of a node; of an identifier only its name, without an annotation. */
export function rangeOf(node: TSESTree.Node): Range {
  const [start, end] = node.range;
  if (node.type === 'Identifier' && end - start > node.name.length) {
    const bare = node.optional || node.typeAnnotation !== undefined || node.decorators.length > 0;
    if (bare) return { start, end: start + node.name.length };
  }
  return { start, end: Math.max(start, end) };
}

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

/** A block of the statement that is being lowered. */
export function block(lowering: Lowering, nodes: readonly TSESTree.Node[], range: Range): Block {
  const { function: fn, statement } = lowering.place;
  const made: BlockDraft = { statements: [], range, function: fn, owner: statement };
  within(lowering, { function: fn, block: made, statement: undefined }, () => {
    lowering.statements(nodes);
  });
  return made;
}

export function nameExpression(lowering: Lowering, node: TSESTree.Node, name: string): NameExpression {
  const binding = lowering.names.of(node);
  if (!binding) lowering.unresolved.add(name);
  return { kind: 'name', name, binding, ...rangeOf(node) };
}

/** Where an expression is missing. */
export function nothingAt(lowering: Lowering, start: number): Expression {
  return { kind: 'unknown', parts: [], ...clamped({ start, end: start }, lowering.around) };
}
