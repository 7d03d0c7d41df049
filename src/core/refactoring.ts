import type { Known } from './known.ts';
import type { TextEdit } from './span.ts';

/** What a person may ask for at a selection. */
export interface Refactoring {
  /** `move` for statements, `extract` for an expression, which gets a name, `keep` for what is made once for each value. */
  readonly kind: 'move' | 'extract' | 'keep';
  /** An imperative without a full stop: "Move out of the handler to module level". */
  readonly title: string;
  /** Proven to keep behaviour; or why it cannot be: completes "Not possible: …". */
  readonly edits: Known<RefactoringEdits>;
}

export interface RefactoringEdits {
  readonly edits: readonly TextEdit[];
  /** The name that was made up for what is extracted, where it is used in the edited text. */
  readonly name?: { readonly text: string; readonly at: number };
}
