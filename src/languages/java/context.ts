import {
  rangeOf,
  type BindingDraft,
  type BlockDraft,
  type ClassDraft,
  type FunctionDraft,
  type Progress,
  type Shape,
} from '../treeSitter/draft.ts';
import type { SyntaxNode } from '../treeSitter/syntax.ts';
import type { Binding, Expression, FunctionNode, Range } from '../tree.ts';

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
export interface Lowering extends Progress<Scope> {
  readonly package: string;
  readonly module: Scope;
  readonly expression: (node: SyntaxNode, name?: string) => Expression;
  readonly fill: (block: BlockDraft, nodes: readonly SyntaxNode[]) => void;
  readonly nestedClass: (node: SyntaxNode) => Shape;
  readonly anonymousClass: (node: SyntaxNode, type: SyntaxNode | undefined) => ClassDraft;
  readonly valueBlock: (node: SyntaxNode) => FunctionDraft;
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
