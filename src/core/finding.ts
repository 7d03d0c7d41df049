import type { Known } from './known.ts';
import { lazily } from './memo.ts';
import type { ResourceKind } from './module.ts';
import type { PracticeId } from './practice.ts';
import { editsCollide, type Span, type TextEdit } from './span.ts';

/**
 * How far a fix may be trusted.
 * - `safe`: behaviour certainly kept; may run on save and in bulk.
 * - `suggested`: right in most cases; one click, in bulk only when asked for.
 */
export type Applicability = 'safe' | 'suggested';

const trust: Record<Applicability, number> = { suggested: 1, safe: 2 };

/** Whether a fix may run where at least `required` is asked for. */
export const applies = (fix: Fix, required: Applicability): boolean => trust[fix.applicability] >= trust[required];

export interface Fix {
  /** An imperative without a full stop: "Move `boto3.client` out of the handler". */
  readonly title: string;
  readonly applicability: Applicability;
  /** Of a suggested one, what a person should know first; a clause: "it connects at load". */
  readonly caution?: string;
  /** May lie in several files. All or none of them are applied. */
  readonly edits: readonly TextEdit[];
  /** Names that it brings to a module, as `path#name`: two fixes that bring the same one were not proven together. */
  readonly introduces?: readonly string[];
  /** Environment variables without which the module cannot be loaded any more; `*` for one whose name is computed. */
  readonly demands?: readonly string[];
  /** Nothing is made before an invocation asks for it: right for whatever function the code is made once for. */
  readonly waits?: true;
}

/** A fix to look at first; what was to be said of it before is more to the point. */
export const suggested = (fix: Fix, caution: string): Fix => ({
  ...fix,
  applicability: 'suggested',
  caution: fix.caution ?? caution,
});

/** Whether two fixes, each proven by itself, may be applied in one go. */
export function compatible(a: Fix, b: Fix): boolean {
  const names = b.introduces ?? [];
  return !editsCollide(a.edits, b.edits) && !(a.introduces ?? []).some((name) => names.includes(name));
}

/** `warning`: a fault that is known. `information`: a question, or something to weigh. `hint`: worth knowing. */
export type Severity = 'warning' | 'information' | 'hint';

export interface Finding {
  readonly rule: string;
  readonly practice: PracticeId;
  readonly severity: Severity;
  /** The rule's name of the message; tests speak only of it. */
  readonly messageId: string;
  /** What is wrong and what to do, in the reader's own names. */
  readonly message: string;
  /** `failed` says that it is so, `unknown` asks. */
  readonly outcome: 'failed' | 'unknown';
  readonly at: Span;
  /** Keys of the functions that it concerns, in the application's order; never empty. */
  readonly functions: readonly string[];
  /** The way from the handler to the place, the handler first. */
  readonly trace: readonly TraceStep[];
  readonly resource?: { readonly kind: ResourceKind; readonly symbol: string };
  /** Made when they are first looked at, which must be while no newer text is known than the one that the finding is of. */
  readonly fixes: readonly Fix[];
  /** Why no fix is offered, when one could be expected: completes "No automatic fix: …". */
  readonly noFix?: string | undefined;
}

/** A finding whose fix is made, once, when it is first looked at. */
export function withFix(finding: Omit<Finding, 'fixes' | 'noFix'>, make: () => Known<Fix> | undefined): Finding {
  // Let go of when it has been made: all that a rule knew of the function hangs on it.
  let pending: typeof make | undefined = make;
  let made: Pick<Finding, 'fixes' | 'noFix'> = { fixes: [] };
  const look = () => {
    if (!pending) return made;
    const fix = pending();
    pending = undefined;
    made = { fixes: fix?.known ? [fix.value] : [], noFix: fix?.known === false ? fix.why : undefined };
    return made;
  };
  return findingWith(finding, { fixes: () => look().fixes, noFix: () => look().noFix });
}

const findingWith = lazily<Finding, 'fixes' | 'noFix'>(['fixes', 'noFix']);

/** Whether a finding says that something is wrong. Questions do not, and a hint is worth knowing but no fault. Whoever counts what is open counts these. */
export const accuses = ({ outcome, severity }: Finding): boolean => outcome === 'failed' && severity !== 'hint';

export interface TraceStep {
  readonly at: Span;
  readonly label: string;
}

/** What a rule says about a function. Only `failed` accuses; silence is never taken for consent. */
export type Outcome =
  | { readonly kind: 'passed'; readonly because: string; readonly at?: Span }
  | { readonly kind: 'failed'; readonly findings: number }
  | { readonly kind: 'unknown'; readonly ask: string; readonly at?: Span }
  | { readonly kind: 'not-applicable'; readonly because: string };

export interface FunctionOutcome {
  readonly rule: string;
  /** The function's key. */
  readonly function: string;
  readonly outcome: Outcome;
}
