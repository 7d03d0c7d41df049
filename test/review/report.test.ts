import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Answer } from '../../src/review/checklist.ts';
import { judge } from '../../src/review/judge.ts';
import { htmlReport, markdownReport } from '../../src/review/report.ts';
import type { Report } from '../../src/review/report.ts';
import { application, failed, finding, outcome, passed, said } from './project.ts';

const init = 'startup-time/init-in-handler';

describe('The report', () => {
  const answers: ReadonlyMap<string, Answer> = new Map([
    [
      'startup-time/measured',
      { status: 'met', note: 'p99 <b>410</b> ms\n| a | table |', owner: 'Ana & Bo', evidence: 'other' },
    ],
    ['integration/direct', { status: 'not-applicable', reason: '"None" to be seen', due: '2026-12-01' }],
  ]);

  it('in Markdown says risk, progress, evidence with its line, answers, findings and problems', () => {
    const text = markdownReport(report(answers));
    for (const line of [
      'airline, 2026-11-23',
      '- **Risk:** Medium risk',
      '- **Progress:** 2 of 22 checks met or not applicable',
      'Required practice. ? **Needs answer**',
      '- ◐ **SDK clients and connections are reused between invocations**: partly met. 1 of 2 functions builds a client or connection on each invocation.',
      '  - Confirm: `boto3.client` is made anew in Confirm. (`src/a.py:80`)',
      '  - 1 function passes.',
      '  - Note: p99 &lt;b>410&lt;/b> ms\n    | a | table |',
      '  - Owner: Ana & Bo',
      '  - To confirm: What was found has changed since this answer was given.',
      '  - Reason: "None" to be seen',
      '### startup-time/init-in-handler',
      '- `src/a.py:80` (Confirm): `boto3.client` is made anew in Confirm.',
      '- `gone.yaml`: It &lt;cannot> be read.',
    ]) {
      assert.ok(text.includes(`${line}\n`), `${line}\nin\n${text}`);
    }
  });

  it('as a page escapes everything, and asks for nothing from outside', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&';
    const page = htmlReport({
      ...report(
        new Map([
          ['startup-time/measured', { status: 'not-applicable', note: hostile, reason: hostile, owner: hostile }],
        ]),
      ),
      name: hostile,
      findings: [{ ...finding(init, 80, 'Confirm'), message: `\`${hostile}\` ${hostile}`, rule: hostile }],
      problems: [{ path: hostile, message: hostile }],
    });
    assert.doesNotMatch(page, /<script|<img|<link|<iframe|https?:/);
    assert.equal(page.split('&#60;script&#62;alert(1)').length - 1, 11);
    const tags = [...page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)].filter((it) => it[2] !== 'meta');
    const open: string[] = [];
    for (const [, slash, name = ''] of tags) {
      if (slash === '') open.push(name);
      else assert.equal(open.pop(), name);
    }
    assert.deepEqual(open, []);
  });

  it('as a page marks code and says statuses in words', () => {
    const page = htmlReport(report(answers));
    assert.ok(
      page.includes(
        '<b>Confirm</b> <code>boto3.client</code> is made anew in Confirm. <span class="place">src/a.py:80</span>',
      ),
    );
    assert.ok(page.includes('<span class="status partly"><span aria-hidden="true">◐</span> Partly met</span>'));
    assert.ok(page.includes('@media print') && page.includes('prefers-color-scheme: dark'));
  });

  it('is the same whatever the order of findings', () => {
    const findings = [
      finding(init, 90, 'Confirm'),
      finding(init, 80, 'Confirm'),
      finding('capacity-units/default-memory', 5, 'Cancel'),
    ];
    const one = { ...report(answers), findings };
    const other = { ...one, findings: [...findings].reverse() };
    assert.equal(markdownReport(one), markdownReport(other));
    assert.equal(htmlReport(one), htmlReport(other));
  });
});

function report(answers: ReadonlyMap<string, Answer>): Report {
  const functions = application('Confirm', 'Cancel');
  const findings = [finding(init, 80, 'Confirm')];
  const outcomes = [outcome(init, 'Confirm', failed), outcome(init, 'Cancel', passed)];
  return {
    name: 'airline',
    date: '2026-11-23',
    checklist: judge(said(functions, outcomes, findings), answers),
    findings,
    application: functions,
    problems: [{ path: 'gone.yaml', message: 'It <cannot> be read.' }],
    unfollowed: new Map(),
    placeOf: (span) => ({ line: span.start, column: 1 }),
  };
}
