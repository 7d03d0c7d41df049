import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding, FunctionOutcome } from '../../src/core/finding.ts';
import { fingerprint } from '../../src/review/fingerprint.ts';
import { judge, judging } from '../../src/review/judge.ts';
import { must } from '../../src/core/known.ts';
import { rules } from '../../src/rules/registry.ts';
import { lens } from '../../src/review/lens.ts';
import type { Answer, CheckState } from '../../src/review/checklist.ts';
import { application, asked, failed, finding, outcome, passed, said, skipped } from './project.ts';

const init = 'startup-time/init-in-handler';
const keepAlive = 'startup-time/sdk-v2-keep-alive';
const memory = 'capacity-units/default-memory';
const reuse = 'startup-time/reuse-environment';
const three = application('Confirm', 'Cancel', 'Notify');

describe('A check', () => {
  it('is met when every function that it concerns passes', () => {
    const check = stateOf(reuse, [
      outcome(init, 'Confirm', passed),
      outcome(init, 'Cancel', passed),
      outcome(init, 'Notify', skipped),
    ]);
    assert.deepEqual(words(check), ['met', '2 of 3 functions reuse their clients and connections.']);
  });

  it('is partly met when some fail, and says how many of how many', () => {
    const outcomes = [
      outcome(init, 'Confirm', failed),
      outcome(init, 'Cancel', passed),
      outcome(keepAlive, 'Notify', failed),
    ];
    assert.deepEqual(words(stateOf(reuse, outcomes)), [
      'partly',
      '1 of 3 functions builds a client or connection on each invocation. 1 of 3 functions opens a new connection for each SDK request.',
    ]);
  });

  it('is not met when no function passes', () => {
    const outcomes = ['Confirm', 'Cancel', 'Notify'].map((id) => outcome(init, id, failed));
    assert.deepEqual(words(stateOf(reuse, [...outcomes, outcome(keepAlive, 'Cancel', passed)])), [
      'not-met',
      'All 3 functions build a client or connection on each invocation.',
    ]);
  });

  it('does not apply when none of its rules does', () => {
    assert.equal(stateOf(reuse, [outcome(init, 'Confirm', skipped)]).status, 'not-applicable');
  });

  it('asks when a rule could not tell', () => {
    const outcomes = [outcome(init, 'Confirm', passed), outcome(init, 'Cancel', asked)];
    assert.deepEqual(words(stateOf(reuse, outcomes)), ['needs-answer', '1 of 3 functions raises a question.']);
    assert.equal(stateOf(reuse, outcomes, { status: 'met' }).status, 'met');
  });

  it('that says measure is never met by the rules alone', () => {
    const outcomes = [outcome(memory, 'Confirm', passed)];
    assert.deepEqual(words(stateOf('capacity-units/memory', outcomes)), [
      'needs-answer',
      '1 of 3 functions says how much memory it gets. The rest has to be measured or decided, and needs your answer.',
    ]);
    assert.equal(stateOf('capacity-units/memory', outcomes, { status: 'met' }).status, 'met');
  });

  it('needs an answer when no function was found, when rules are off and when there are none', () => {
    const empty = judge([], new Map()).practices.flatMap((it) => it.checks);
    assert.ok(empty.every((it) => it.status === 'needs-answer' && it.because === 'No function was found.'));
    assert.match(stateOf(reuse, []).because, /turned off/);
    assert.match(stateOf('concurrency/batches', []).because, /^Only a person can tell/);
  });

  it('speaks of a single function as such', () => {
    const alone = judge(said(application('Confirm'), [outcome(init, 'Confirm', failed)]), new Map());
    const check = alone.practices.flatMap((it) => it.checks).find((it) => it.id === reuse);
    assert.equal(check?.because, 'The only function builds a client or connection on each invocation.');
  });
});

describe('An answer', () => {
  const open = [outcome(init, 'Confirm', failed), outcome(init, 'Cancel', passed)];

  it('does not hide an open finding', () => {
    const check = stateOf(reuse, open, { status: 'met' });
    assert.deepEqual(words(check), [
      'partly',
      'It was answered as met, but 1 of 3 functions builds a client or connection on each invocation.',
    ]);
    assert.equal(check.answer?.status, 'met');
  });

  it('of not applicable stands above findings and says its reason', () => {
    const check = stateOf(reuse, open, { status: 'not-applicable', reason: 'To be switched off in May' });
    assert.deepEqual(words(check), ['not-applicable', 'Answered as not applicable: To be switched off in May.']);
  });

  it('can be worse than what the rules see', () => {
    assert.equal(stateOf(reuse, [outcome(init, 'Confirm', passed)], { status: 'not-met' }).status, 'not-met');
  });

  it('is stale when the evidence is another, and only then', () => {
    const before = fingerprint(stateOf(reuse, open, undefined, [finding(init, 10, 'Confirm')]).evidence);
    const answer: Answer = { status: 'partly', evidence: before };
    const stale = (...args: [FunctionOutcome[], Finding[]]) => stateOf(reuse, args[0], answer, args[1]).answer?.stale;
    assert.equal(stale(open, [finding(init, 10, 'Confirm')]), false);
    assert.equal(stale(open, [finding(init, 999, 'Confirm')]), false, 'lines moved');
    assert.equal(stale([...open].reverse(), [finding(init, 10, 'Confirm')]), false, 'another order');
    assert.equal(stale(open, [finding(init, 10, 'Confirm'), finding(init, 50, 'Confirm')]), true, 'one more finding');
    assert.equal(stale([outcome(init, 'Confirm', passed)], []), true, 'mended');
    assert.equal(stateOf(reuse, open, { status: 'partly' }).answer?.stale, false, 'given without evidence');
  });
});

describe('Evidence', () => {
  it('has one item per function and rule, and one per finding with its place', () => {
    const shared = finding(init, 10, 'Confirm', 'Cancel');
    const outcomes = [
      outcome(keepAlive, 'Notify', passed),
      outcome(init, 'Confirm', failed),
      outcome(init, 'Cancel', failed),
      outcome(init, 'Notify', asked),
    ];
    const { evidence } = stateOf(reuse, outcomes, undefined, [
      shared,
      finding(init, 40, 'Confirm'),
      finding(memory, 1, 'Confirm'),
    ]);
    assert.deepEqual(
      evidence.map((it) => [it.rule, it.functionId, it.kind, it.at?.start]),
      [
        [init, 'Confirm', 'failed', 10],
        [init, 'Confirm', 'failed', 40],
        [init, 'Cancel', 'failed', 10],
        [init, 'Notify', 'unknown', undefined],
        [keepAlive, 'Notify', 'passed', undefined],
      ],
    );
    assert.equal(evidence[0]?.text, shared.message);
  });
});

describe('A hint', () => {
  const hint: Finding = { ...finding(init, 10, 'Confirm'), severity: 'hint' };
  const outcomes = [outcome(init, 'Confirm', failed)];

  it('is evidence, but no reason to say that a check is not met', () => {
    const check = stateOf(reuse, outcomes, undefined, [hint]);
    assert.equal(check.status, 'met');
    assert.deepEqual([check.evidence[0]?.kind, check.evidence[0]?.text], ['passed', `Worth knowing: ${hint.message}`]);
  });

  it('does not soften a fault beside it', () => {
    assert.equal(stateOf(reuse, outcomes, undefined, [hint, finding(init, 40, 'Confirm')]).status, 'not-met');
  });
});

describe('The checklist', () => {
  it('has the practices of the lens in the order of the AWS tool', () => {
    const list = judge(said(three), new Map());
    assert.equal(list.question, 'perf_q1');
    assert.deepEqual(
      list.practices.map((it) => [it.choice, it.id, it.class]),
      [
        ['perf_perf_q1_a3', 'capacity-units', 'required'],
        ['perf_perf_q1_a1', 'startup-time', 'good'],
        ['perf_perf_q1_a2', 'concurrency', 'good'],
        ['perf_perf_q1_a5', 'access-caching', 'good'],
        ['perf_perf_q1_a4', 'integration', 'best'],
      ],
    );
  });

  it('is at high risk when a required practice is not met, at medium risk for a good one, at none for the best', () => {
    assert.equal(judge(said(three), new Map()).risk, 'unanswered');
    assert.equal(riskWith({ 'integration/direct': 'not-met' }), 'unanswered');
    assert.equal(riskWith({ 'concurrency/batches': 'partly' }), 'medium');
    assert.equal(riskWith({ 'concurrency/batches': 'partly', 'capacity-units/tables': 'not-met' }), 'high');
    assert.equal(judge(said(three, [outcome(init, 'Confirm', failed)]), new Map()).risk, 'medium');
  });

  it('is without risk when everything is answered', () => {
    const list = judge(said(three), everything('met'));
    assert.deepEqual([list.risk, list.progress.done], ['none', list.progress.total]);
    assert.ok(list.practices.every((it) => it.status === 'met'));
    assert.ok(judge(said(three), everything('not-applicable')).practices.every((it) => it.status === 'not-applicable'));
  });

  it('shows what is known to be wrong of a practice before what is unanswered', () => {
    const status = (answers: Record<string, Answer['status']>) =>
      judge(said(three), asAnswers(answers)).practices.find((it) => it.id === 'integration')?.status;
    assert.equal(status({}), 'needs-answer');
    assert.equal(status({ 'integration/direct': 'met' }), 'needs-answer');
    assert.equal(status({ 'integration/direct': 'not-met' }), 'not-met');
    assert.equal(status({ 'integration/direct': 'partly' }), 'partly');
    assert.equal(status({ 'integration/direct': 'not-met', 'integration/workflows': 'met' }), 'partly');
  });
});

describe('A checklist that is judged again', () => {
  const answers = new Map<string, Answer>([[reuse, { status: 'partly', evidence: 'fnv1a-0' }]]);
  const open = [outcome(init, 'Confirm', failed), outcome(init, 'Cancel', passed), outcome(memory, 'Notify', asked)];
  const steps: readonly (readonly [string, FunctionOutcome[], Finding[]])[] = [
    ['seen first', open, [finding(init, 10, 'Confirm')]],
    ['with lines that moved', open, [finding(init, 999, 'Confirm')]],
    ['with another text', open, [{ ...finding(init, 999, 'Confirm'), message: 'Another.' }]],
    ['with one more finding', open, [finding(init, 10, 'Confirm'), finding(init, 50, 'Confirm')]],
    ['with a hint instead', open, [{ ...finding(init, 10, 'Confirm'), severity: 'hint' }]],
    ['of another function', [outcome(init, 'Cancel', failed)], [finding(init, 10, 'Cancel')]],
    ['without a fault', [outcome(init, 'Confirm', passed)], []],
    ['without anything', [], []],
  ];

  it('is what it would be if it had not been judged before', () => {
    const again = judging();
    for (const [what, outcomes, findings] of steps)
      assert.deepEqual(
        again(said(three, outcomes, findings), answers),
        judge(said(three, outcomes, findings), answers),
        what,
      );
  });

  it('has the same checks, where nothing is said anew of them', () => {
    const again = judging();
    const checksOf = (at: number) =>
      again(said(three, open, [finding(init, at, 'Confirm')]), answers).practices.flatMap(({ checks }) => checks);
    const before = checksOf(10);
    const after = checksOf(20);
    assert.deepEqual(
      after.filter((it, index) => it !== before[index]).map(({ id }) => id),
      [reuse],
    );
  });
});

describe('The lens', () => {
  const checks = lens.flatMap((practice) => practice.checks);

  it('has two to six checks in each practice, each id under its practice and once', () => {
    assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length);
    for (const practice of lens) {
      assert.ok(practice.checks.length >= 2 && practice.checks.length <= 6, practice.id);
      for (const check of practice.checks) assert.ok(check.id.startsWith(`${practice.id}/`), check.id);
    }
  });

  it('guides in two to five sentences, without a full stop in titles', () => {
    for (const check of checks) {
      assert.doesNotMatch(check.title, /\.$/);
      const sentences = check.guidance.replaceAll(/\.\d/g, '').match(/[.?](?= [A-Z`]|$)/g) ?? [];
      assert.ok(sentences.length >= 2 && sentences.length <= 5, `${check.id}: ${sentences.length}`);
    }
  });

  it('is fed by every rule that there is, at the check that the rule names', () => {
    const fed = checks.flatMap((check) => check.rules.map((rule) => `${rule.id} ${check.id}`));
    assert.deepEqual(fed.sort(), rules.map((rule) => `${rule.id} ${rule.check}`).sort());
  });

  it('leaves to a person what no rule feeds', () => {
    for (const check of checks) assert.ok(check.needsPerson || check.rules.length > 0, check.id);
    for (const check of checks) assert.equal(check.passes !== undefined, check.rules.length > 0, check.id);
  });
});

function stateOf(
  id: string,
  outcomes: readonly FunctionOutcome[],
  answer?: Answer,
  findings: readonly Finding[] = [],
): CheckState {
  const list = judge(said(three, outcomes, findings), new Map(answer ? [[id, answer]] : []));
  return must(
    list.practices.flatMap((it) => it.checks).find((it) => it.id === id),
    'the lens has the check',
  );
}

const words = (check: CheckState): readonly string[] => [check.status, check.because];

const asAnswers = (statuses: Record<string, Answer['status']>): ReadonlyMap<string, Answer> =>
  new Map(Object.entries(statuses).map(([id, status]) => [id, { status }]));

const riskWith = (statuses: Record<string, Answer['status']>) => judge(said(three), asAnswers(statuses)).risk;

const everything = (status: Answer['status']): ReadonlyMap<string, Answer> =>
  new Map(lens.flatMap((practice) => practice.checks.map(({ id }) => [id, { status, reason: 'Said so.' }])));
