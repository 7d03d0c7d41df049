/** What the program says of labelled handlers, held against the labels. */

export type Verdict =
  | 'per-invocation'
  | 'rare'
  | 'event'
  | 'kept'
  | 'not-reached'
  | 'config-per-invocation'
  | 'uncached-download'
  | 'optional';

export interface Label {
  /** Left out when it is the handler's file. */
  readonly path?: string;
  readonly line: number;
  readonly what: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

export interface LabelledHandler {
  readonly path: string;
  readonly symbol: string;
  readonly line: number;
  readonly chosen: 'random' | 'hard' | 'holdout';
  readonly labels: readonly Label[];
}

/** A finding of one of the three rules, lines from 1. */
export interface Said {
  readonly rule: 'init-in-handler' | 'config-per-invocation' | 'uncached-download';
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** False for a hint. */
  readonly accuses: boolean;
  readonly message: string;
}

export interface Case {
  /**
   * `right` and `missed` are faults that are labelled, `wrong` an accusation where there is none, `silent` rightly
   * nothing said, `unlabelled` an accusation of which no label speaks.
   */
  readonly kind: 'right' | 'missed' | 'wrong' | 'silent' | 'unlabelled';
  readonly handler: LabelledHandler;
  readonly path: string;
  readonly line: number;
  readonly label?: Label;
  /** What the program says, or why it says nothing. */
  readonly said: string;
}

const ruleOf: Partial<Record<Verdict, Said['rule']>> = {
  'per-invocation': 'init-in-handler',
  'config-per-invocation': 'config-per-invocation',
  'uncached-download': 'uncached-download',
};

/** A call is labelled where it starts; the rule may point at the command, which stands in it or shortly before. */
const aroundCall = 6;

/** `said` is what concerns this handler; undefined when the program does not know it. */
export function compare(handler: LabelledHandler, said: readonly Said[] | undefined): readonly Case[] {
  const cases: Case[] = [];
  const heard = new Map<Label, Said[]>();
  for (const it of said ?? []) {
    const label = labelFor(it, handler);
    if (label) heard.set(label, [...(heard.get(label) ?? []), it]);
    else if (it.accuses)
      cases.push({ kind: 'unlabelled', handler, path: it.path, line: it.start, said: `${it.rule}: ${it.message}` });
  }
  for (const label of handler.labels) {
    if (label.verdict === 'optional') continue;
    const place = { handler, path: label.path ?? handler.path, line: label.line, label };
    const its = heard.get(label) ?? [];
    const accusations = its.filter(({ accuses }) => accuses);
    const wanted = ruleOf[label.verdict];
    const right = accusations.find(({ rule }) => rule === wanted);
    const silence =
      said === undefined ? 'the handler is not known' : its.length > 0 ? `a hint: ${its[0]?.message ?? ''}` : 'nothing';
    if (wanted !== undefined)
      cases.push({ ...place, kind: right ? 'right' : 'missed', said: right?.message ?? silence });
    else if (accusations.length > 0) cases.push({ ...place, kind: 'wrong', said: accusations[0]?.message ?? '' });
    else cases.push({ ...place, kind: 'silent', said: silence });
  }
  return cases;
}

/** The label that a finding is about: of its own rule first, then the nearest. */
function labelFor(said: Said, handler: LabelledHandler): Label | undefined {
  const near = handler.labels.filter((label) => {
    if ((label.path ?? handler.path) !== said.path) return false;
    if (label.line >= said.start && label.line <= said.end) return isOfRule(label, said);
    return label.verdict === said.rule && Math.abs(said.start - label.line) <= aroundCall;
  });
  const distance = (label: Label): number =>
    Math.abs(label.line - said.start) + (ruleOf[label.verdict] === said.rule ? 0 : 1000);
  return [...near].sort((a, b) => distance(a) - distance(b))[0];
}

/** Only a label of the same fault, or of none, speaks of a finding. */
const isOfRule = ({ verdict }: Label, { rule }: Said): boolean =>
  ruleOf[verdict] === undefined || ruleOf[verdict] === rule;

export interface Score {
  readonly handlers: number;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly silent: number;
}

export function scoreOf(cases: readonly Case[], handlers: number): Score {
  const count = (kind: Case['kind']) => cases.filter((it) => it.kind === kind).length;
  return { handlers, right: count('right'), wrong: count('wrong'), missed: count('missed'), silent: count('silent') };
}

/** Right accusations of all that are labelled. */
export const precision = ({ right, wrong }: Score): number => (right + wrong === 0 ? 1 : right / (right + wrong));

/** Found faults of all that are labelled. */
export const recall = ({ right, missed }: Score): number => (right + missed === 0 ? 1 : right / (right + missed));
