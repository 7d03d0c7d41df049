import type { Application } from '../core/application.ts';
import { accuses, type Finding } from '../core/finding.ts';
import type { Problem, Span } from '../core/span.ts';
import type { Answer, Checklist, CheckState, Evidence, PracticeClass, Risk, Status } from './checklist.ts';

/** What a report is made of. */
export interface Report {
  /** The project's name. */
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly checklist: Checklist;
  readonly findings: readonly Finding[];
  readonly application: Application;
  readonly problems: readonly Problem[];
  /** By function key: why code that was found was not looked into. */
  readonly unfollowed: ReadonlyMap<string, string>;
  /** Where a span begins, counted from 1; undefined when its file cannot be read. */
  readonly placeOf: (span: Span) => { readonly line: number; readonly column: number } | undefined;
}

export const statusWords: Record<Status, string> = {
  met: 'Met',
  partly: 'Partly met',
  'not-met': 'Not met',
  'needs-answer': 'Needs answer',
  'not-applicable': 'Not applicable',
};

/** A second sign beside the word, for skimming. */
export const statusSigns: Record<Status, string> = {
  met: '✓',
  partly: '◐',
  'not-met': '✗',
  'needs-answer': '?',
  'not-applicable': '–',
};

export const classWords: Record<PracticeClass, string> = { required: 'Required', good: 'Good', best: 'Best' };

const riskWords: Record<Risk, string> = {
  high: 'High risk',
  medium: 'Medium risk',
  none: 'No risk found',
  unanswered: 'Risk not known yet',
};

/** Passed functions are counted only; a report is about what is to be done. */
export interface EvidenceLines {
  readonly shown: readonly Evidence[];
  /** "4 functions pass."; undefined when none does. */
  readonly rest: string | undefined;
}

export function evidenceLines(check: CheckState): EvidenceLines {
  const failed = check.evidence.filter((it) => it.kind === 'failed');
  const unknown = check.evidence.filter((it) => it.kind === 'unknown');
  const open = new Set([...failed, ...unknown].map((it) => it.function));
  const passed = new Set(
    check.evidence.filter((it) => it.kind === 'passed' && !open.has(it.function)).map((it) => it.function),
  );
  const rest =
    passed.size === 0 ? undefined : passed.size === 1 ? '1 function passes.' : `${passed.size} functions pass.`;
  return { shown: [...failed, ...unknown], rest };
}

/** The fields of an answer beside its status, in the order in which they are read. */
export function answerLines(
  answer: Answer & { readonly stale: boolean },
): readonly (readonly [label: string, text: string])[] {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Reason', answer.reason],
    ['Note', answer.note],
    ['Owner', answer.owner],
    ['Due', answer.due],
    ['Answered', answer.answered],
    ['To confirm', answer.stale ? 'What was found has changed since this answer was given.' : undefined],
  ];
  return lines.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

export interface RuleFindings {
  readonly rule: string;
  readonly findings: readonly Finding[];
}

/** Rules in the alphabet's order, findings by place. */
export function findingsByRule(findings: readonly Finding[]): readonly RuleFindings[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return rules.map((rule) => ({ rule, findings: findings.filter((it) => it.rule === rule).sort(byPlace) }));
}

const byPlace = (a: Finding, b: Finding): number =>
  a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : a.at.start - b.at.start;

/** `src/confirm.py:80`. */
export function placeText(report: Report, path: string, at: Span | undefined): string {
  const place = at && report.placeOf(at);
  return place ? `${path}:${place.line}` : path;
}

/** The ids of a finding's functions. */
export function functionIds(report: Report, finding: Finding): readonly string[] {
  return finding.functions.map((key) => report.application.functions.find((it) => it.key === key)?.id ?? key);
}

/** What the review is silent about, so that nobody takes silence for consent: files, and functions without code to look into. */
export function unread(report: Report): readonly { readonly place: string; readonly text: string }[] {
  const { problems, application, unfollowed } = report;
  return [
    ...problems.map(({ path, at, message }) => ({ place: placeText(report, path, at), text: message })),
    ...application.functions.flatMap(({ key, id, at, entry }) => {
      const why = entry.found ? unfollowed.get(key) : entry.why;
      return why === undefined ? [] : [{ place: placeText(report, at.path, at), text: `${id}: ${why}` }];
    }),
  ];
}

/** The lines at the top of a report. */
export function summary({
  checklist,
  findings,
  application,
}: Report): readonly (readonly [label: string, text: string])[] {
  const open = findings.filter(accuses).length;
  return [
    ['Risk', riskWords[checklist.risk]],
    ['Progress', `${checklist.progress.done} of ${checklist.progress.total} checks met or not applicable`],
    ['Functions', `${application.functions.length}`],
    ['Findings', `${open} open, ${findings.length - open} to be weighed`],
  ];
}
