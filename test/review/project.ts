import type { Application, LambdaFunction } from '../../src/core/application.ts';
import type { Finding, FunctionOutcome, Outcome } from '../../src/core/finding.ts';
import type { PracticeId } from '../../src/core/practice.ts';
import type { Said } from '../../src/review/judge.ts';
import { ofEach } from '../../src/core/memo.ts';
import { unknown } from '../../src/core/known.ts';

export const application = (...ids: readonly string[]): Application => ({
  functions: ids.map(lambda),
  resources: [],
  relations: [],
  problems: [],
});

const lambda = (id: string): LambdaFunction => ({
  key: `template.yaml#${id}`,
  id,
  declared: 'template',
  at: { path: 'template.yaml', start: 0, end: 1 },
  packageType: 'Zip',
  inlineCode: false,
  environment: unknown('nobody asked'),
  layers: [],
  events: [],
  entry: { found: true, path: `src/${id}.py`, symbol: 'handler' },
});

export const outcome = (rule: string, id: string, what: Outcome): FunctionOutcome => ({
  rule,
  function: `template.yaml#${id}`,
  outcome: what,
});

export const passed: Outcome = { kind: 'passed', because: 'All is well.' };
export const failed: Outcome = { kind: 'failed', findings: 1 };
export const asked: Outcome = { kind: 'unknown', ask: 'Is it well?' };
export const skipped: Outcome = { kind: 'not-applicable', because: 'There is nothing to see.' };

export const finding = (rule: string, start: number, ...ids: readonly string[]): Finding => ({
  rule,
  practice: rule.split('/')[0] as PracticeId, // A rule's id begins with its practice.
  severity: 'warning',
  messageId: 'it',
  message: `\`boto3.client\` is made anew in ${ids.join(' and ')}.`,
  outcome: 'failed',
  at: { path: 'src/a.py', start, end: start + 5 },
  functions: ids.map((id) => `template.yaml#${id}`),
  trace: [],
  fixes: [],
});

/** What was said of each of a project's functions; of the same outcomes, functions have the same lists again. */
export const said = (
  { functions }: Application,
  outcomes: readonly FunctionOutcome[] = [],
  findings: readonly Finding[] = [],
): readonly Said[] =>
  functions.map((fn) => ({
    fn,
    outcomes: listsIn(outcomes).get(fn.key) ?? [],
    findings: findings.filter((it) => it.functions.includes(fn.key)),
  }));

const listsIn = ofEach((outcomes: readonly FunctionOutcome[]): ReadonlyMap<string, readonly FunctionOutcome[]> => {
  const keys = new Set(outcomes.map((it) => it.function));
  return new Map([...keys].map((key) => [key, outcomes.filter((it) => it.function === key)]));
});
