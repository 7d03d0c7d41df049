import type {
  Binding,
  Block,
  ClassNode,
  Expression,
  FunctionNode,
  ImportNode,
  NameExpression,
  Range,
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
export type FunctionDraft = Draft<FunctionNode> & { readonly body: BlockDraft };
export type ClassDraft = Omit<Draft<ClassNode>, 'methods' | 'fields'> & {
  readonly methods: ClassNode['methods'][number][];
  readonly fields: ClassNode['fields'][number][];
};

/** What the body of a class declares, known before any of it is lowered. */
export interface Members {
  readonly node: ClassDraft;
  /** Fields of its objects; static ones are names of the scope. */
  readonly fields: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  /** It extends or implements something, from which names may come that the file does not show. */
  readonly inherits: boolean;
}

/** Variables and types are looked up apart, as Java does. */
export interface Scope {
  readonly function: FunctionNode;
  readonly visible: Range;
  readonly names: Map<string, BindingDraft>;
  /** Classes and imports; undefined for a type's parameter. */
  readonly types: Map<string, BindingDraft | undefined>;
  readonly members: Members | undefined;
  readonly parent: Scope | undefined;
}

/** What the lowering of one file knows and has made so far. */
export interface Lowering {
  readonly text: string;
  readonly package: string;
  readonly functions: FunctionDraft[];
  readonly classes: ClassDraft[];
  readonly bindings: BindingDraft[];
  readonly imports: ImportNode[];
  readonly unresolved: Set<string>;
  readonly module: Scope;
  /** The innermost scope of the place that is being lowered. */
  scope: Scope;
  /** Writes made by the statement that is being lowered; they learn of it when it is made. */
  pending: WriteDraft[];
  /** Its blocks, likewise. */
  opened: BlockDraft[];
  /** How deep the place is nested. */
  depth: number;
  /** Expressions contain functions, functions statements and statements expressions; the ring is closed here and not by imports. */
  readonly expression: (node: SyntaxNode, name?: string) => Expression;
  readonly fill: (block: BlockDraft, nodes: readonly SyntaxNode[]) => void;
  readonly nestedClass: (node: SyntaxNode) => Shape;
  readonly anonymousClass: (node: SyntaxNode, type: SyntaxNode | undefined) => ClassDraft;
  readonly valueBlock: (node: SyntaxNode) => FunctionDraft;
}

/** A statement without its place. */
export type Shape = Statement extends infer Kind
  ? Kind extends Statement
    ? Omit<Kind, keyof Range | 'block' | 'function'>
    : never
  : never;

/** Deeper than anything that people write, and far from the end of the stack for all who walk the tree. */
export const deepest = 300;

/** What a write gives to its name: all of `value`, the part of it at `path`, or one element of `iterates` at a time. */
export interface Given {
  readonly value: Expression | undefined;
  readonly iterates: Expression | undefined;
}

export const nothingGiven: Given = { value: undefined, iterates: undefined };

export const rangeOf = ({ start, end }: Range): Range => ({ start, end });
export const textOf = ({ text }: Lowering, { start, end }: Range): string => text.slice(start, end);

export function recordWrite(lowering: Lowering, binding: BindingDraft, range: Range, given: Given): void {
  const write: WriteDraft = {
    function: lowering.scope.function,
    range: rangeOf(range),
    value: given.value,
    path: [],
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

/** A scope within the present one: a block, unless told otherwise. */
export const innerScope = (
  lowering: Lowering,
  visible: Range,
  more: { readonly function?: FunctionNode; readonly members?: Members } = {},
): Scope => ({
  function: more.function ?? lowering.scope.function,
  visible: rangeOf(visible),
  names: new Map(),
  types: new Map(),
  members: more.members,
  parent: lowering.scope,
});

export function bind(
  lowering: Lowering,
  scope: Scope,
  name: string,
  kind: Binding['kind'],
  type?: Expression,
): BindingDraft {
  const binding: BindingDraft = {
    name,
    kind,
    function: scope.function,
    visible: scope.visible,
    writes: [],
    reads: [],
    declaration: 'none',
    declares: undefined,
    import: undefined,
    ...(type ? { type } : {}),
  };
  lowering.bindings.push(binding);
  (kind === 'class' || kind === 'import' ? scope.types : scope.names).set(name, binding);
  return binding;
}

/** A function whose parts are still to be lowered; its body is empty. */
export function functionDraft(
  lowering: Pick<Lowering, 'functions'>,
  it: Pick<FunctionNode, 'name' | 'at' | 'range' | 'parent' | 'class'>,
  visible: Range,
): FunctionDraft {
  const empty = { statements: [], range: rangeOf(visible), owner: undefined };
  const fn = {
    ...it,
    id: lowering.functions.length,
    parameters: [],
    selfBinding: undefined,
    decorators: [],
    async: false,
    generator: false,
    body: empty,
  };
  // A function and its body point at each other; the assignment makes the type true.
  const draft = Object.assign(fn, { body: Object.assign(empty, { function: fn as unknown as FunctionNode }) });
  lowering.functions.push(draft);
  return draft;
}

/** What cannot be understood, with what can be understood of it. */
export const unknownExpression = (range: Range, parts: readonly Expression[]): Expression => ({
  kind: 'unknown',
  parts,
  ...rangeOf(range),
});
