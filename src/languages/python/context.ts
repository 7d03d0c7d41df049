import type {
  Range,
  Binding,
  Block,
  ClassNode,
  Expression,
  FunctionNode,
  ImportNode,
  NameExpression,
  Statement,
  Write,
} from '../tree.ts';
import type { SyntaxNode } from '../syntax.ts';

/**
 * A part of the tree while it is built.
 * The parts point at each other – a block at its statement, the statement at its block – so none can be made whole at once.
 */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

export type BindingDraft = Draft<Omit<Binding, 'writes' | 'reads'>> & {
  readonly writes: Write[];
  readonly reads: NameExpression[];
};
export type BlockDraft = Draft<Omit<Block, 'statements'>> & { readonly statements: Statement[] };
export type WriteDraft = Draft<Write>;

/** Names of one scope. A comprehension's targets have a scope of their own, in the function around it. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  /** The function that the scope is, or stands in. */
  readonly function: FunctionNode;
  readonly names: Map<string, BindingDraft>;
  /** Names that mean the module's here, whatever functions in between bind. */
  readonly globals: ReadonlySet<string>;
  readonly parent: Scope | undefined;
}

/** What the lowering of one file knows and has made so far. */
export interface Lowering {
  readonly text: string;
  readonly functions: FunctionNode[];
  readonly classes: ClassNode[];
  readonly bindings: BindingDraft[];
  readonly imports: ImportNode[];
  readonly unresolved: Set<string>;
  /** The innermost scope of the place that is being lowered. */
  scope: Scope;
  /** Writes made by the statement that is being lowered; they learn of it when it is made. */
  pending: WriteDraft[];
  /** Its blocks, likewise. */
  opened: BlockDraft[];
  /** How deep the place is nested. */
  depth: number;
  /** Inside of `if TYPE_CHECKING:`. */
  typeOnly: boolean;
  /** Expressions contain functions, functions statements and statements expressions; the ring is closed here and not by imports. */
  readonly expression: (node: SyntaxNode) => Expression;
  readonly fill: (block: BlockDraft, scope: Scope, nodes: readonly SyntaxNode[]) => void;
}

/** Deeper than anything that people write, and far from the end of the stack for all who walk the tree. */
export const deepest = 300;

/** What a write gives to its name: all of `value`, the part of it at `path`, or one element of `iterates` at a time. */
export interface Given {
  readonly value: Expression | undefined;
  readonly iterates: Expression | undefined;
  readonly path: readonly string[];
}

export const nothingGiven: Given = { value: undefined, iterates: undefined, path: [] };

export function recordWrite(lowering: Lowering, binding: BindingDraft, range: Range, given: Given): void {
  const write: WriteDraft = {
    function: lowering.scope.function,
    range: { start: range.start, end: range.end },
    value: given.value,
    path: given.path,
    iterates: given.iterates,
    statement: undefined,
  };
  binding.writes.push(write);
  lowering.pending.push(write);
}

/** The result of `work`, done in `scope`. */
export function within<T>(lowering: Lowering, scope: Scope, work: () => T): T {
  const outer = lowering.scope;
  lowering.scope = scope;
  const result = work();
  lowering.scope = outer;
  return result;
}

/** A function whose parts are still to be lowered; its body is empty. */
export function functionDraft(
  it: Pick<FunctionNode, 'id' | 'name' | 'at' | 'range' | 'parent' | 'class' | 'async' | 'generator'>,
  visible: Range,
): Draft<FunctionNode> & { readonly body: BlockDraft } {
  const empty = { statements: [], range: visible, owner: undefined };
  const fn = { ...it, parameters: [], selfBinding: undefined, decorators: [], body: empty };
  // A function and its body point at each other; the statement below makes the type true.
  return Object.assign(fn, { body: Object.assign(empty, { function: fn as unknown as FunctionNode }) });
}
