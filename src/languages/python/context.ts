import type { BindingDraft, BlockDraft, Progress } from '../treeSitter/draft.ts';
import type { SyntaxNode } from '../treeSitter/syntax.ts';
import type { FunctionNode } from '../tree.ts';

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
export interface Lowering extends Progress<Scope> {
  /** Inside of `if TYPE_CHECKING:`. */
  typeOnly: boolean;
  readonly fill: (block: BlockDraft, scope: Scope, nodes: readonly SyntaxNode[]) => void;
}
