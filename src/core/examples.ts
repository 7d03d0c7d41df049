import type { Applicability, Outcome } from './finding.ts';
import type { Rule } from './rule.ts';

/**
 * Examples of a rule: they are its tests and its documentation.
 * A project is a string: `//- path` starts a file, `⟦…⟧` surrounds what must be reported, and nothing else may be.
 */
export interface Examples<MessageId extends string> {
  readonly bad: readonly BadExample<MessageId>[];
  readonly good: readonly GoodExample[];
}

export interface BadExample<MessageId extends string> {
  readonly title: string;
  readonly message: MessageId;
  readonly project: string;
  /** The files that change, as they are when every fix of the rule has been applied. */
  readonly fixed?: string;
  /** Of its fix; `safe` when it is not said. */
  readonly applicability?: Applicability;
  /** Why no fix is offered. Either this or `fixed`. */
  readonly noFix?: string;
}

export interface GoodExample {
  readonly title: string;
  readonly project: string;
  /** What the rule says of the project's only function; `passed` when it is not said. */
  readonly outcome?: Exclude<Outcome['kind'], 'failed'>;
}

export type ExamplesOf<R> = R extends Rule<infer Messages> ? Examples<keyof Messages & string> : never;
