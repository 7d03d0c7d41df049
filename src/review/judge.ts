import type { LambdaFunction } from '../core/application.ts';
import { accuses, type Finding, type FunctionOutcome } from '../core/finding.ts';
import type { Answer, Answers, CheckState, Checklist, Evidence, PracticeState, Risk, Status } from './checklist.ts';
import { areSame, keptWith } from '../core/memo.ts';
import { fingerprint, isAlike } from './fingerprint.ts';
import { lens, question, riskOf } from './lens.ts';
import type { Check, Practice, Verb } from './lens.ts';

/** What was said of a function: outcomes of rules, and findings that concern it. */
export interface Said {
  readonly fn: LambdaFunction;
  readonly outcomes: readonly FunctionOutcome[];
  readonly findings: readonly Finding[];
}

/**
 * `said` is in the application's order.
 * @see judging
 */
export type Judge = (said: readonly Said[], answers: Answers) => Checklist;

export const judge: Judge = (...seen) => judging()(...seen);

/**
 * The checklist as it follows from what the rules saw and what people answered, again and again:
 * what is the same as the last time, evidence or whole checks, are the same objects.
 * Outcomes and findings accuse, answers settle what only a person can know, and no answer hides an open finding.
 */
export function judging(): Judge {
  const ofRules = new Map<string, readonly Evidence[]>();
  const states = new Map<string, { readonly of: Judged; readonly state: CheckState }>();

  function stateOf(check: Check, of: Judged): CheckState {
    const before = states.get(check.id);
    if (before && isSame(before.of, of, areSame)) return before.state;
    const evidence = together(of.evidence);
    // Most of what is typed moves what stands below it, and changes nothing that is said.
    const state =
      before && isSame(before.of, of, sayTheSame) ? { ...before.state, evidence } : stateOfCheck(check, of, evidence);
    states.set(check.id, { of, state });
    return state;
  }

  return (said, answers) => {
    const evidence = evidenceByRule(said, ofRules);
    const practices = lens.map((practice) =>
      stateOfPractice(
        practice,
        practice.checks.map((check) =>
          stateOf(check, {
            evidence: check.rules.map(({ id }) => evidence.get(id) ?? none),
            functions: said.length,
            answer: answers.get(check.id),
          }),
        ),
      ),
    );
    const checks = practices.flatMap((practice) => practice.checks);
    return {
      question: question.id,
      title: question.title,
      risk: riskOfAll(practices),
      practices,
      progress: { done: checks.filter((check) => isDone(check.status)).length, total: checks.length },
    };
  };
}

/** What a check is judged by. */
interface Judged {
  /** A list of each of its rules. */
  readonly evidence: readonly (readonly Evidence[])[];
  readonly functions: number;
  readonly answer: Answer | undefined;
}

const none: readonly never[] = [];

const isSame = (a: Judged, b: Judged, areAlike: (a: readonly Evidence[], b: readonly Evidence[]) => boolean): boolean =>
  a.functions === b.functions &&
  a.answer === b.answer &&
  a.evidence.every((list, index) => areAlike(list, b.evidence[index] ?? none));

function sayTheSame(a: readonly Evidence[], b: readonly Evidence[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    const [it, other] = [a[index], b[index]];
    if (it !== other && !(it && it.function === other?.function && isAlike(it, other))) return false;
  }
  return true;
}

/** Of one list, the list itself. */
const together = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  lists.length === 1 ? (lists[0] ?? none) : lists.flat();

/** An outcome as evidence: a failed one once per finding, with its place. */
interface Seen {
  readonly rule: string;
  readonly own: readonly Finding[];
  readonly evidence: readonly Evidence[];
}

/** What was seen of a function the last time. */
const lastSeen = keptWith(
  (_: readonly FunctionOutcome[]): { findings: readonly Finding[] | undefined; seen: readonly Seen[] } => ({
    findings: undefined,
    seen: none,
  }),
);

/** In the application's order; `ofRules` is what it came to the last time. */
function evidenceByRule(
  said: readonly Said[],
  ofRules: Map<string, readonly Evidence[]>,
): ReadonlyMap<string, readonly Evidence[]> {
  const byRule = new Map<string, Evidence[]>();
  for (const { fn, outcomes, findings } of said) {
    const its = lastSeen(outcomes);
    if (its.findings !== findings) {
      its.seen = seenOf(fn, outcomes, findings, its.seen);
      its.findings = findings;
    }
    for (const { rule, evidence } of its.seen) {
      const list = byRule.get(rule);
      if (list) list.push(...evidence);
      else byRule.set(rule, [...evidence]);
    }
  }
  for (const rule of ofRules.keys()) if (!byRule.has(rule)) ofRules.delete(rule);
  for (const [rule, list] of byRule) if (!areSame(ofRules.get(rule) ?? none, list)) ofRules.set(rule, list);
  return ofRules;
}

function seenOf(
  { key, id }: LambdaFunction,
  outcomes: readonly FunctionOutcome[],
  findings: readonly Finding[],
  before: readonly Seen[],
): readonly Seen[] {
  const failed = findings.filter(({ outcome }) => outcome === 'failed');
  return outcomes.map((it, index) => {
    const { rule } = it;
    const own = it.outcome.kind === 'failed' ? failed.filter((finding) => finding.rule === rule) : none;
    const last = before[index];
    if (last && areSame(last.own, own)) return last;
    return { rule, own, evidence: evidenceOf({ rule, function: key, functionId: id }, it, own) };
  });
}

/** `own` are the findings that made it fail. */
function evidenceOf(
  of: Pick<Evidence, 'rule' | 'function' | 'functionId'>,
  { outcome }: FunctionOutcome,
  own: readonly Finding[],
): readonly Evidence[] {
  switch (outcome.kind) {
    case 'failed': {
      // Suppressed, or told elsewhere: the outcome stands all the same.
      if (own.length === 0) return [{ ...of, kind: 'failed', text: `${findingsOf(outcome.findings)} open.` }];
      const faults = own.filter(accuses);
      if (faults.length > 0) return faults.map((it) => ({ ...of, kind: 'failed', text: it.message, at: it.at }));
      // A hint is worth knowing, but no reason to say that a practice is not met.
      return own.map((it) => ({ ...of, kind: 'passed', text: `Worth knowing: ${it.message}`, at: it.at }));
    }
    case 'unknown':
      return [{ ...of, kind: 'unknown', text: outcome.ask, ...(outcome.at && { at: outcome.at }) }];
    case 'passed':
      return [{ ...of, kind: 'passed', text: outcome.because, ...(outcome.at && { at: outcome.at }) }];
    case 'not-applicable':
      return [{ ...of, kind: 'not-applicable', text: outcome.because }];
  }
}

const findingsOf = (count: number): string => (count === 1 ? '1 finding is' : `${count} findings are`);

function stateOfCheck(check: Check, { functions, answer }: Judged, evidence: readonly Evidence[]): CheckState {
  return {
    id: check.id,
    title: check.title,
    guidance: check.guidance,
    ...verdict(check, evidence, functions, answer),
    needsPerson: check.needsPerson,
    rules: check.rules.map(({ id }) => id),
    evidence,
    ...(answer && {
      answer: { ...answer, stale: answer.evidence !== undefined && answer.evidence !== fingerprint(evidence) },
    }),
  };
}

type Verdict = Pick<CheckState, 'status' | 'because'>;

function verdict(check: Check, evidence: readonly Evidence[], functions: number, answer: Answer | undefined): Verdict {
  if (answer?.status === 'not-applicable') {
    return {
      status: 'not-applicable',
      because: `Answered as not applicable: ${sentence(answer.reason ?? 'no reason given')}`,
    };
  }
  const seen = count(evidence);
  if (seen.failed > 0) {
    const because = failures(check, evidence, functions);
    if (!answer) return { status: seen.passed > 0 ? 'partly' : 'not-met', because };
    if (answer.status !== 'met') return { status: answer.status, because };
    return { status: 'partly', because: `It was answered as met, but ${inner(because)}` };
  }
  if (answer) return { status: answer.status, because: answered(answer, check) };
  if (functions === 0) return { status: 'needs-answer', because: 'No function was found.' };
  if (check.rules.length === 0)
    return { status: 'needs-answer', because: 'Only a person can tell: no rule looks at this.' };
  if (seen.unknown > 0) {
    const verb = seen.unknown === 1 ? 'raises' : 'raise';
    return { status: 'needs-answer', because: `${amount(seen.unknown, functions)} ${verb} a question.` };
  }
  if (evidence.length === 0) {
    return {
      status: 'needs-answer',
      because: 'No rule looked at this: they are turned off, or could not do their work.',
    };
  }
  const passed = check.passes && seen.passed > 0 ? `${predicate(seen.passed, functions, check.passes)}.` : undefined;
  if (check.needsPerson) {
    const rest = 'The rest has to be measured or decided, and needs your answer.';
    return { status: 'needs-answer', because: passed ? `${passed} ${rest}` : rest };
  }
  if (passed) return { status: 'met', because: passed };
  return { status: 'not-applicable', because: 'It concerns no function of this application.' };
}

function answered({ status }: Answer, check: Check): string {
  const agrees = status === 'met' && check.rules.length > 0;
  return `Answered as ${spoken[status]}${agrees ? '; no rule contradicts it' : ''}.`;
}

/** Statuses as they are said in a sentence. */
const spoken: Record<Answer['status'], string> = {
  met: 'met',
  partly: 'partly met',
  'not-met': 'not met',
  'not-applicable': 'not applicable',
};

/** How many functions failed, were asked about, or passed; the gravest of a function's outcomes counts. */
function count(evidence: readonly Evidence[]): { failed: number; unknown: number; passed: number } {
  const kinds = new Map<string, Set<Evidence['kind']>>();
  for (const it of evidence) kinds.set(it.function, (kinds.get(it.function) ?? new Set()).add(it.kind));
  const result = { failed: 0, unknown: 0, passed: 0 };
  for (const of of kinds.values()) {
    if (of.has('failed')) result.failed++;
    else if (of.has('unknown')) result.unknown++;
    else if (of.has('passed')) result.passed++;
  }
  return result;
}

/** A sentence for each rule that accuses. */
function failures(check: Check, evidence: readonly Evidence[], functions: number): string {
  return check.rules
    .flatMap((rule) => {
      const failed = new Set(
        evidence.filter((it) => it.rule === rule.id && it.kind === 'failed').map((it) => it.function),
      );
      return failed.size === 0 ? [] : [`${predicate(failed.size, functions, rule.fails)}.`];
    })
    .join(' ');
}

const predicate = (some: number, all: number, verb: Verb): string =>
  `${amount(some, all)} ${some === 1 ? verb.one : verb.many}`;

function amount(some: number, all: number): string {
  if (all === 1) return 'The only function';
  return some === all ? `All ${all} functions` : `${some} of ${all} functions`;
}

const inner = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function stateOfPractice(practice: Practice, checks: readonly CheckState[]): PracticeState {
  return {
    id: practice.id,
    choice: practice.choice,
    title: practice.title,
    class: practice.class,
    status: statusOfAll(checks.map(({ status }) => status)),
    checks,
  };
}

/** A practice is met only when nothing of it is left open; what is known to be wrong shows before what is unanswered. */
function statusOfAll(statuses: readonly Status[]): Status {
  if (statuses.every((it) => it === 'not-applicable')) return 'not-applicable';
  if (statuses.every(isDone)) return 'met';
  if (statuses.includes('partly')) return 'partly';
  if (statuses.includes('not-met')) return statuses.includes('met') ? 'partly' : 'not-met';
  return 'needs-answer';
}

const isDone = (status: Status): boolean => status === 'met' || status === 'not-applicable';

const isFault = (status: Status): boolean => status === 'not-met' || status === 'partly';

function riskOfAll(practices: readonly PracticeState[]): Risk {
  const risks = practices.filter(({ status }) => isFault(status)).map((it) => riskOf[it.class]);
  if (risks.includes('high')) return 'high';
  if (risks.includes('medium')) return 'medium';
  const open = practices.some((it) => it.status === 'needs-answer' && riskOf[it.class] !== 'none');
  return open ? 'unanswered' : 'none';
}
