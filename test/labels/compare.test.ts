import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compare, precision, recall, scoreOf, type Label, type LabelledHandler, type Said } from './compare.ts';
import { againstPeer, type Expectation } from './peers.ts';

const label = (line: number, verdict: Label['verdict'], path?: string): Label => ({
  line,
  verdict,
  what: 'boto3.client',
  reason: 'because',
  ...(path === undefined ? {} : { path }),
});

const handler = (...labels: readonly Label[]): LabelledHandler => ({
  path: 'app.py',
  symbol: 'handler',
  line: 1,
  chosen: 'hard',
  labels,
});

const finding = (start: number, more: Partial<Said> = {}): Said => ({
  rule: 'init-in-handler',
  path: 'app.py',
  start,
  end: start,
  accuses: true,
  message: 'm',
  ...more,
});

const kinds = (labelled: LabelledHandler, said: readonly Said[] | undefined): readonly string[] =>
  compare(labelled, said).map(({ kind, line }) => `${kind} ${String(line)}`);

describe('the score of the labels', () => {
  it('takes a labelled fault that is reported for right, and one that is not for missed', () => {
    assert.deepEqual(kinds(handler(label(3, 'per-invocation'), label(9, 'per-invocation')), [finding(3)]), [
      'right 3',
      'missed 9',
    ]);
  });

  it('takes a labelled fault of a handler that the program does not know for missed', () => {
    assert.deepEqual(kinds(handler(label(3, 'per-invocation')), undefined), ['missed 3']);
  });

  it('takes a hint for too little where there is a fault, and for enough where the path is rare', () => {
    const hints = [finding(3, { accuses: false }), finding(5, { accuses: false })];
    assert.deepEqual(kinds(handler(label(3, 'per-invocation'), label(5, 'rare')), hints), ['missed 3', 'silent 5']);
  });

  it('takes an accusation of what is kept for wrong, and leaves out what is optional', () => {
    assert.deepEqual(kinds(handler(label(3, 'kept'), label(5, 'optional')), [finding(3), finding(5)]), ['wrong 3']);
  });

  it('sets accusations apart of which no label speaks, in another file as well', () => {
    assert.deepEqual(kinds(handler(label(3, 'kept')), [finding(3, { path: 'lib.py' }), finding(7)]), [
      'unlabelled 3',
      'unlabelled 7',
      'silent 3',
    ]);
  });

  it('finds the label within a construction of several lines, and the command within a labelled call', () => {
    const labelled = handler(label(4, 'per-invocation'), label(10, 'config-per-invocation'));
    const said = [finding(3, { end: 6 }), finding(12, { rule: 'config-per-invocation' })];
    assert.deepEqual(kinds(labelled, said), ['right 4', 'right 10']);
  });

  it('does not take a finding of one rule for the fault of another', () => {
    assert.deepEqual(kinds(handler(label(3, 'config-per-invocation')), [finding(3)]), ['unlabelled 3', 'missed 3']);
  });

  it('counts precision over accusations and recall over faults', () => {
    const labelled = handler(
      label(1, 'per-invocation'),
      label(2, 'per-invocation'),
      label(3, 'event'),
      label(4, 'kept'),
    );
    const score = scoreOf(compare(labelled, [finding(1), finding(3)]), 1);
    assert.equal(precision(score), 0.5);
    assert.equal(recall(score), 0.5);
  });
});

describe('the cases of a peer', () => {
  const expected: readonly Expectation[] = [
    { line: 3, what: 'boto3.client', peer: 'noncompliant', program: 'reported' },
    { line: 4, what: 'boto3.client', peer: 'noncompliant', program: 'silent', reason: 'made of the event' },
    { line: 9, what: 'boto3.client', peer: 'compliant', program: 'silent' },
  ];

  it('are as they should be', () => {
    assert.deepEqual(againstPeer(expected, new Set([3])), []);
  });

  it('tell what is missing, what is too much, and what nobody explained', () => {
    const unexplained: Expectation = { line: 5, what: 'redis.Redis', peer: 'noncompliant', program: 'silent' };
    assert.deepEqual(againstPeer([...expected, unexplained], new Set([9, 12])), [
      '3 boto3.client: not reported',
      '9 boto3.client: reported',
      '5 redis.Redis: differs from the peer without a reason',
      '12: reported, and not listed',
    ]);
  });
});
