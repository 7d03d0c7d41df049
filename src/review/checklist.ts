import type { Outcome } from '../core/finding.ts';
import type { PracticeId } from '../core/practice.ts';
import type { Span } from '../core/span.ts';

/** The answer to PERF 1 as it stands: what the rules saw and what people said, check by check. */
export interface Checklist {
  readonly question: 'perf_q1';
  readonly title: string;
  readonly risk: Risk;
  readonly practices: readonly PracticeState[];
  /** Checks that are met or do not apply, of all checks. */
  readonly progress: { readonly done: number; readonly total: number };
}

/**
 * Ours, since AWS does not publish the official lens's rules: a required practice that is not met, or only partly, is high, a good one medium.
 * `unanswered`: nothing is known to be wrong, but a required or a good practice is not answered either.
 */
export type Risk = 'high' | 'medium' | 'none' | 'unanswered';

export type Status = 'met' | 'partly' | 'not-met' | 'needs-answer' | 'not-applicable';

/** AWS's class of a best practice. */
export type PracticeClass = 'required' | 'good' | 'best';

export interface PracticeState {
  readonly id: PracticeId;
  /** The choice's id in the AWS Well-Architected Tool: `perf_perf_q1_a1`. */
  readonly choice: string;
  readonly title: string;
  readonly class: PracticeClass;
  readonly status: Status;
  readonly checks: readonly CheckState[];
}

export interface CheckState {
  /** Unique in the lens: `startup-time/reuse-environment`. */
  readonly id: string;
  readonly title: string;
  /** What to look at and to do, for the person who answers; Markdown without headings. */
  readonly guidance: string;
  readonly status: Status;
  /** Why the status is what it is; a sentence. */
  readonly because: string;
  /** Static analysis alone cannot meet it: something has to be measured or decided. */
  readonly needsPerson: boolean;
  readonly rules: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly answer?: AnswerState;
}

/** What one rule found about one function, for a check. */
export interface Evidence {
  readonly rule: string;
  /** The function's key and the name to show. */
  readonly function: string;
  readonly functionId: string;
  readonly kind: Outcome['kind'];
  /** A sentence. */
  readonly text: string;
  readonly at?: Span;
}

/** By check id. */
export type Answers = ReadonlyMap<string, Answer>;

/** What a person said about a check. */
export interface Answer {
  readonly status: Exclude<Status, 'needs-answer'>;
  readonly note?: string;
  /** Required when the status is `not-applicable`. */
  readonly reason?: string;
  readonly owner?: string;
  /** `YYYY-MM-DD`. */
  readonly due?: string;
  /** `YYYY-MM-DD`, the day it was given. */
  readonly answered?: string;
  /** Fingerprint of the evidence that it was given on. */
  readonly evidence?: string;
}

export interface AnswerState extends Answer {
  /** The evidence has changed since. */
  readonly stale: boolean;
}
