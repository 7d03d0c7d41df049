import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { unknown } from '../../src/core/known.ts';
import { mergeFindings } from '../../src/core/merge.ts';
import type { LambdaFunction } from '../../src/core/application.ts';
import type { Finding, Fix } from '../../src/core/finding.ts';

const fn = (id: string, path = 'template.yaml'): LambdaFunction => ({
  key: `${path}#${id}`,
  id,
  declared: 'template',
  at: { path, start: 0, end: 1 },
  packageType: 'Zip',
  inlineCode: false,
  environment: unknown(''),
  layers: [],
  events: [],
  entry: { found: false, why: '', lookedFor: [] },
});

const fix: Fix = { title: 'Move it', applicability: 'safe', edits: [{ path: 'app.py', start: 0, end: 0, text: 'x' }] };

const finding = (of: LambdaFunction, rest: Partial<Finding> = {}): Finding => ({
  rule: 'startup-time/init-in-handler',
  practice: 'startup-time',
  severity: 'warning',
  messageId: 'inHandler',
  message: `It is built on each invocation of \`${of.id}\`. Build it once.`,
  outcome: 'failed',
  at: { path: 'app.py', start: 10, end: 20 },
  functions: [of.key],
  trace: [],
  fixes: [fix],
  ...rest,
});

const merged = (functions: readonly LambdaFunction[], make = finding) =>
  mergeFindings(
    functions.map((it) => make(it)),
    functions,
  );
const messages = (functions: readonly LambdaFunction[]) => merged(functions).map(({ message }) => message);

describe('one fault of several functions', () => {
  const [confirm, cancel, notify, reserve, pay] = ['Confirm', 'Cancel', 'Notify', 'Reserve', 'Pay'].map((id) => fn(id));
  assert.ok(confirm && cancel && notify && reserve && pay);

  it('is one finding, which names them all', () => {
    const [only, ...rest] = merged([confirm, cancel]);
    assert.deepEqual(rest, []);
    assert.deepEqual(only?.functions, [confirm.key, cancel.key]);
    assert.equal(
      only.message,
      'It is built on each invocation of `Confirm`. Build it once. The same holds for `Cancel`.',
    );
  });

  it('counts those for which there is no room', () => {
    const start = 'It is built on each invocation of `Confirm`. Build it once. The same holds for';
    assert.deepEqual(messages([confirm, cancel, notify]), [`${start} \`Cancel\` and \`Notify\`.`]);
    assert.deepEqual(messages([confirm, cancel, notify, reserve]), [
      `${start} \`Cancel\`, \`Notify\` and \`Reserve\`.`,
    ]);
    assert.deepEqual(messages([confirm, cancel, notify, reserve, pay]), [
      `${start} \`Cancel\`, \`Notify\` and 2 more.`,
    ]);
  });

  it('says of which template, when two templates have a function of the same name', () => {
    assert.deepEqual(messages([confirm, fn('Confirm', 'b/template.yaml')]), [
      'It is built on each invocation of `Confirm`. Build it once. The same holds for `Confirm` of `b/template.yaml`.',
    ]);
  });

  it('names each of them when the message itself names none', () => {
    const [only] = merged([confirm, cancel], (it) => finding(it, { message: 'All of it is loaded.' }));
    assert.equal(only?.message, 'All of it is loaded. This concerns `Confirm` and `Cancel`.');
  });

  it('is left as it is when only one function has it, however often it is told', () => {
    const once = finding(confirm);
    assert.deepEqual(mergeFindings([once, finding(confirm)], [confirm]), [once]);
  });

  it('has no fix when the fix would change another of them', () => {
    const own = finding(confirm);
    const { fixes: _, ...rest } = finding(cancel);
    const refused: Finding = { ...rest, fixes: [], noFix: '`os.environ` may take effect before it' };
    for (const order of [
      [own, refused],
      [refused, own],
    ]) {
      const [only] = mergeFindings(order, [confirm, cancel]);
      assert.deepEqual([only?.fixes, only?.noFix], [[], '`os.environ` may take effect before it']);
    }
    assert.deepEqual(merged([confirm, cancel])[0]?.fixes, [fix]);
  });

  it('has no fix either when it would change another of which something else is said there', () => {
    const closed = (of: LambdaFunction): Finding =>
      finding(of, { messageId: 'closed', message: 'It is closed.', fixes: [], noFix: 'whoever gets it closes it' });
    const told = (second: Finding) =>
      mergeFindings([finding(confirm), second, finding(notify)], [confirm, cancel, notify]);
    const fixesAndReasons = (list: readonly Finding[]) => list.map(({ fixes, noFix }) => [fixes.length, noFix]);
    assert.deepEqual(fixesAndReasons(told(closed(cancel))), [
      [0, 'whoever gets it closes it'],
      [0, 'whoever gets it closes it'],
    ]);
    assert.deepEqual(fixesAndReasons(told({ ...closed(cancel), at: { path: 'app.py', start: 30, end: 40 } })), [
      [1, undefined],
      [0, 'whoever gets it closes it'],
    ]);
    assert.deepEqual(fixesAndReasons(told({ ...closed(cancel), rule: 'startup-time/another' })), [
      [0, 'whoever gets it closes it'],
      [1, undefined],
    ]);
  });

  it('has the fix by which it is made late when one of them has to wait', () => {
    const early: Fix = { ...fix, applicability: 'suggested' };
    const late: Fix = { ...early, title: 'Keep it', waits: true };
    for (const [ofFirst, ofSecond] of [
      [early, late],
      [late, early],
    ] as const) {
      const both: readonly Finding[] = [
        { ...finding(confirm), fixes: [ofFirst] },
        { ...finding(cancel), fixes: [ofSecond] },
      ];
      assert.deepEqual(mergeFindings(both, [confirm, cancel])[0]?.fixes, [late]);
    }
  });
});

describe('findings', () => {
  it('stay apart when place, rule or message differ', () => {
    const [a, b] = [fn('A'), fn('B')];
    const others: readonly Partial<Finding>[] = [
      { at: { path: 'app.py', start: 10, end: 21 } },
      { at: { path: 'lib.py', start: 10, end: 20 } },
      { rule: 'startup-time/whole-sdk-import' },
      { messageId: 'closed' },
    ];
    for (const other of others) assert.equal(mergeFindings([finding(a), finding(b, other)], [a, b]).length, 2);
  });

  it('come in the order of files and places, whatever the order of functions', () => {
    const a = fn('A');
    const places = [
      { path: 'b.py', start: 1, end: 2 },
      { path: 'a.py', start: 30, end: 31 },
      { path: 'a.py', start: 4, end: 5 },
    ];
    const list = places.map((at) => finding(a, { at }));
    const shown = (it: readonly Finding[]) => it.map(({ at }) => `${at.path}:${String(at.start)}`);
    assert.deepEqual(shown(mergeFindings(list, [a])), ['a.py:4', 'a.py:30', 'b.py:1']);
    assert.deepEqual(shown(mergeFindings(list.toReversed(), [a])), ['a.py:4', 'a.py:30', 'b.py:1']);
  });
});
