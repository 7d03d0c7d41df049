import type { Application } from '../core/application.ts';
import { accuses, type Finding, type FunctionOutcome } from '../core/finding.ts';
import type { Answer, Answers, CheckState, Checklist, Evidence, PracticeState, Risk, Status } from './checklist.ts';
import { fingerprint, isAlike } from './fingerprint.ts';
import { lens, question, riskOf } from './lens.ts';
import type { Check, Practice, Verb } from './lens.ts';

/** @see judging */
export type Judge = (
  outcomes: readonly FunctionOutcome[],
  findings: readonly Finding[],
  application: Application,
  answers: Answers,
) => Checklist;

export const judge: Judge = (...seen) => judging()(...seen);

/**
 * The checklist as it follows from what the rules saw and what people answered, again and again:
 * what is the same as the last time, evidence or whole checks, are the same objects.
 * Outcomes and findings accuse, answers settle what only a person can know, and no answer hides an open finding.
 */
export function judging(): Judge {
  const remembered: Remembered = { ofOutcomes: new WeakMap(), ofRules: new Map() };
  const states = new Map<string, { readonly of: Judged; readonly state: CheckState }>();

  function stateOf(check: Check, of: Judged): CheckState {
    const before = states.get(check.id);
    if (before && isSame(before.of, of)) return before.state;
    // Most of what is typed moves what stands below it, and changes nothing that is said.
    const state =
      before && isSame(before.of, of, saysTheSame)
        ? { ...before.state, evidence: of.evidence }
        : stateOfCheck(check, of);
    states.set(check.id, { of, state });
    return state;
  }

  return (outcomes, findings, application, answers) => {
    const evidence = evidenceByRule(outcomes, findings, application, remembered);
    const practices = lens.map((practice) =>
      stateOfPractice(
        practice,
        practice.checks.map((check) =>
          stateOf(check, {
            evidence: together(check.rules.map(({ id }) => evidence.get(id) ?? [])),
            functions: application.functions.length,
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
  readonly evidence: readonly Evidence[];
  readonly functions: number;
  readonly answer: Answer | undefined;
}

const isSame = (a: Judged, b: Judged, isOne?: (a: Evidence, b: Evidence) => boolean): boolean =>
  a.functions === b.functions && a.answer === b.answer && areSame(a.evidence, b.evidence, isOne);

const saysTheSame = (a: Evidence, b: Evidence): boolean => a.function === b.function && isAlike(a, b);

function areSame<T>(a: readonly T[], b: readonly T[], isOne = Object.is as (a: T, b: T) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((it, index) => isOne(it, b[index] as T)));
}

/** Of one list, the list itself. */
const together = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  lists.length === 1 ? (lists[0] ?? []) : lists.flat();

interface Remembered {
  readonly ofOutcomes: WeakMap<
    FunctionOutcome,
    { readonly own: readonly Finding[]; readonly evidence: readonly Evidence[] }
  >;
  readonly ofRules: Map<string, readonly Evidence[]>;
}

/** In the application's order; a failed outcome once per finding, with its place. */
function evidenceByRule(
  outcomes: readonly FunctionOutcome[],
  findings: readonly Finding[],
  application: Application,
  remembered: Remembered,
): ReadonlyMap<string, readonly Evidence[]> {
  const byFunction = new Map<string, FunctionOutcome[]>();
  for (const it of outcomes) {
    const its = byFunction.get(it.function);
    if (its) its.push(it);
    else byFunction.set(it.function, [it]);
  }
  const byRule = new Map<string, Evidence[]>();
  const failed = failedByOutcome(findings);
  for (const [key, id] of new Map(application.functions.map((fn) => [fn.key, fn.id]))) {
    for (const it of byFunction.get(key) ?? []) {
      const own = (it.outcome.kind === 'failed' ? failed.get(it.rule)?.get(key) : undefined) ?? [];
      const before = remembered.ofOutcomes.get(it);
      const stands = before !== undefined && areSame(before.own, own);
      const evidence = stands ? before.evidence : evidenceOf({ rule: it.rule, function: key, functionId: id }, it, own);
      if (!stands) remembered.ofOutcomes.set(it, { own, evidence });
      const list = byRule.get(it.rule);
      if (list) list.push(...evidence);
      else byRule.set(it.rule, [...evidence]);
    }
  }
  for (const [rule, list] of byRule) {
    const before = remembered.ofRules.get(rule);
    if (!before || !areSame(before, list)) remembered.ofRules.set(rule, list);
  }
  return new Map([...byRule.keys()].map((rule) => [rule, remembered.ofRules.get(rule) ?? []]));
}

/** By rule and function: looking through all findings for each outcome would take long where both are many. */
function failedByOutcome(findings: readonly Finding[]): ReadonlyMap<string, ReadonlyMap<string, readonly Finding[]>> {
  const failed = new Map<string, Map<string, Finding[]>>();
  for (const finding of findings) {
    if (finding.outcome !== 'failed') continue;
    const ofRule = failed.get(finding.rule) ?? new Map<string, Finding[]>();
    failed.set(finding.rule, ofRule);
    for (const of of finding.functions) {
      const before = ofRule.get(of);
      if (!before) ofRule.set(of, [finding]);
      else if (before.at(-1) !== finding) before.push(finding);
    }
  }
  return failed;
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

function stateOfCheck(check: Check, { evidence, functions, answer }: Judged): CheckState {
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
