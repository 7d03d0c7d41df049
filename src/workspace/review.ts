import type { Application } from '../core/application.ts';
import type { FindingsByFunction } from '../core/byFunction.ts';
import type { Finding, FunctionOutcome } from '../core/finding.ts';
import type { FindingsByPath } from '../core/merge.ts';
import type { Refactoring } from '../core/refactoring.ts';
import type { Problem, Span } from '../core/span.ts';
import type { Checklist } from '../review/checklist.ts';

/** Everything that a face shows: one consistent picture of the workspace at one moment. */
export interface Review {
  readonly application: Application;
  readonly findings: readonly Finding[];
  /** The same, by file; a file of which nothing new is said has the list that it had in the last review. */
  readonly findingsByPath: FindingsByPath;
  readonly findingsByFunction: FindingsByFunction;
  readonly outcomes: readonly FunctionOutcome[];
  readonly checklist: Checklist;
  /** By function key: where its handler stands in the source, when it was found. */
  readonly handlers: ReadonlyMap<string, Span>;
  /** By function key: why its code was not looked into, although its file was found. Whole sentences. */
  readonly unfollowed: ReadonlyMap<string, string>;
  /** What could not be read: broken templates, files that are too large, a malformed `review.yaml`. */
  readonly problems: readonly Problem[];
  /** What failed in the program itself, contained: one line each. */
  readonly crashes: readonly string[];
  /** The texts that it was made from, for turning its offsets into lines. */
  readonly textOf: (path: string) => string | undefined;
  readonly stats: { readonly files: number; readonly functions: number; readonly ms: number };
}

/** The one door for the faces. */
export interface Workspace {
  /**
   * The present picture; only what changed since the last one is analysed anew.
   * What is told to change meanwhile is in it, too. Rejects with `Cancelled` when the signal is aborted.
   */
  readonly review: (signal?: Signal) => Promise<Review>;
  /**
   * What can be said soon, while the whole is not known: of the projects alone that these files belong to.
   * Undefined where that would take about as long. What functions of other projects say may still change it.
   */
  readonly reviewNear: (paths: readonly string[], signal?: Signal) => Promise<Review | undefined>;
  /**
   * Says that files changed, appeared or went; a path that ends with `/` stands for a directory with all that it holds.
   * `undefined` means: look at everything again.
   * Returns whether the next review may differ from the last one.
   */
  readonly changed: (paths: readonly string[] | undefined) => boolean;
  /** What may be done with what is selected in a source file, in its present text; an empty selection is a cursor. `review` knows the handlers. */
  readonly refactoring: (selection: Span, review: Review) => Refactoring | undefined;
  /** The text that the last review saw; of source files that it did not look at, the present one. */
  readonly textOf: (path: string) => string | undefined;
}

export interface Signal {
  readonly aborted: boolean;
}

export class Cancelled extends Error {
  constructor() {
    super('The review was cancelled.');
  }
}
