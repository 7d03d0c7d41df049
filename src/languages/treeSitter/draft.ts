/** What the lowerings of Python and Java have in common: parts of the tree while they are built. */
import type { Draft } from '../draft.ts';
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
import type { SyntaxNode } from './syntax.ts';

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

/** A statement without its place. */
export type Shape = Statement extends infer Kind
  ? Kind extends Statement
    ? Omit<Kind, keyof Range | 'block' | 'function'>
    : never
  : never;

/** What the lowering of one file knows and has made so far, whatever its language calls a scope. */
export interface Progress<Scope extends { readonly function: FunctionNode }> {
  readonly text: string;
  readonly functions: FunctionDraft[];
  readonly classes: ClassDraft[];
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
  /** Expressions contain functions, functions statements and statements expressions; the ring is closed here and not by imports. */
  readonly expression: (node: SyntaxNode) => Expression;
}

type AnyProgress = Progress<{ readonly function: FunctionNode }>;

/** Deeper than anything that people write, and far from the end of the stack for all who walk the tree. */
export const deepest = 300;

/** What a write gives to its name: all of `value`, the part of it at `path`, or one element of `iterates` at a time. */
export interface Given {
  readonly value: Expression | undefined;
  readonly iterates: Expression | undefined;
  readonly path?: readonly string[];
}

export const nothingGiven: Given = { value: undefined, iterates: undefined };

export const rangeOf = ({ start, end }: Range): Range => ({ start, end });
export const textOf = ({ text }: Pick<AnyProgress, 'text'>, { start, end }: Range): string => text.slice(start, end);

export function recordWrite(
  { scope, pending }: Pick<AnyProgress, 'scope' | 'pending'>,
  binding: BindingDraft,
  range: Range,
  given: Given,
): void {
  const write: WriteDraft = {
    function: scope.function,
    range: rangeOf(range),
    path: [],
    ...given,
    statement: undefined,
  };
  binding.writes.push(write);
  pending.push(write);
}

/** A name that is read where nobody wrote it. */
export function readingOf(binding: BindingDraft, at: Range): NameExpression {
  const read: NameExpression = { kind: 'name', name: binding.name, binding, ...rangeOf(at) };
  binding.reads.push(read);
  return read;
}

/** The result of `work`, done in `scope`. */
export function within<Scope, T>(lowering: { scope: Scope }, scope: Scope, work: () => T): T {
  const outer = lowering.scope;
  lowering.scope = scope;
  const result = work();
  lowering.scope = outer;
  return result;
}

/** A function, already among those of the file, whose parts are still to be lowered; its body is empty. */
export function functionDraft(
  lowering: Pick<AnyProgress, 'functions'>,
  it: Pick<FunctionNode, 'name' | 'at' | 'range' | 'parent' | 'class'>,
  visible: Range,
): FunctionDraft {
  const body: Omit<BlockDraft, 'function'> & { function: FunctionNode | undefined } = {
    statements: [],
    range: rangeOf(visible),
    owner: undefined,
    function: undefined,
  };
  const draft: FunctionDraft = {
    id: lowering.functions.length,
    name: it.name,
    at: it.at,
    range: it.range,
    parent: it.parent,
    class: it.class,
    parameters: [],
    selfBinding: undefined,
    decorators: [],
    async: false,
    generator: false,
    // A function and its body point at each other; the assignment below makes the type true.
    body: body as BlockDraft,
  };
  body.function = draft;
  lowering.functions.push(draft);
  return draft;
}

/** A class, already among those of the file, whose parts are still to be lowered. */
export function classDraft(lowering: Pick<AnyProgress, 'classes' | 'scope'>, name: string, node: Range): ClassDraft {
  const draft: ClassDraft = {
    name,
    range: rangeOf(node),
    parent: lowering.scope.function,
    bases: [],
    decorators: [],
    methods: [],
    fields: [],
  };
  lowering.classes.push(draft);
  return draft;
}

/** What cannot be understood, with what can be understood of it. */
export const unknownExpression = (range: Range, parts: readonly Expression[]): Expression => ({
  kind: 'unknown',
  parts,
  ...rangeOf(range),
});

/** An optional part, or one that is missing from broken text. */
export const lowerPart = (
  lowering: Pick<AnyProgress, 'expression'>,
  node: SyntaxNode | undefined,
  around: Range,
): Expression => (node ? lowering.expression(node) : unknownExpression({ start: around.end, end: around.end }, []));

/** Makes a statement and tells everything that it is made of about it. */
export function placeStatement(lowering: AnyProgress, block: BlockDraft, range: Range, shape: () => Shape): void {
  const { pending, opened } = lowering;
  lowering.pending = [];
  lowering.opened = [];
  lowering.depth += 1;
  const statement: Statement = { ...shape(), ...rangeOf(range), block, function: block.function };
  lowering.depth -= 1;
  for (const write of lowering.pending) write.statement = statement;
  for (const inner of lowering.opened) inner.owner = statement;
  lowering.pending = pending;
  lowering.opened = opened;
  block.statements.push(statement);
}

/** A block within the statement that is being lowered. */
export function openBlock(
  lowering: Pick<AnyProgress, 'scope' | 'opened'>,
  range: Range,
  fill: (block: BlockDraft) => void,
): Block {
  const block: BlockDraft = {
    statements: [],
    range: rangeOf(range),
    function: lowering.scope.function,
    owner: undefined,
  };
  lowering.opened.push(block);
  fill(block);
  return block;
}
