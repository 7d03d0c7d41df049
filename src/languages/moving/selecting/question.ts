import type { SettingFact } from '../../../core/module.ts';
import type { Span } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import type { FunctionNode, Tree } from '../../tree.ts';

/** What is asked about, and what is known around it. */
export interface Question {
  readonly analysis: Analysis;
  /** The function that the code stands in. */
  readonly fn: FunctionNode;
  /** Places of the file's functions that Lambda calls. */
  readonly handlers: readonly Span[];
  /** The tree of a file of the project that an import leads to. */
  readonly imported: (specifier: string) => Tree | undefined;
  /** What another file of the project does to a variable of the environment, or to any, where both are loaded. */
  readonly environmentSet: (variable: string | undefined) => SettingFact | undefined;
}
