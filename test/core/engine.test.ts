import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LambdaFunction } from '../../src/core/application.ts';
import { noSymbols } from '../../src/core/configuration.ts';
import { crashLine } from '../../src/core/crash.ts';
import { reviewFunction } from '../../src/core/engine.ts';
import { accuses, applies, compatible, type Finding, type Fix, type Severity } from '../../src/core/finding.ts';
import { known, must, unknown, valueOf } from '../../src/core/known.ts';
import { rule, type AnyRule, type Edits, type RuleContext } from '../../src/core/rule.ts';

const fn: LambdaFunction = {
  key: 'template.yaml#Orders',
  id: 'Orders',
  declared: 'template',
  at: { path: 'template.yaml', start: 0, end: 6 },
  packageType: 'Zip',
  inlineCode: false,
  environment: unknown(''),
  layers: [],
  events: [],
  entry: { found: false, why: 'Nothing was looked for.', lookedFor: [] },
};

const refuse = () => unknown('nothing is edited here');
const edit: Edits = {
  inTheWay: () => undefined,
  replacing: () => undefined,
  hoist: refuse,
  keep: refuse,
  downloadOnce: refuse,
  narrowImport: refuse,
  setProperty: refuse,
  setGlobal: refuse,
  removeProperty: refuse,
};

const messages = { off: '`{function}` has {count} of it.', plain: 'It has none.' } as const;
type Messages = typeof messages;

const ruleOf = (review: (context: RuleContext<Messages>) => void, name = 'fault'): AnyRule =>
  rule({
    id: `startup-time/${name}`,
    practice: 'startup-time',
    check: 'startup-time/measured',
    summary: '',
    why: '',
    silent: [],
    fixes: '',
    references: [],
    severity: 'warning',
    messages,
    review,
  });

const run = (rules: readonly AnyRule[], configured: Readonly<Record<string, Severity | 'off'>> = {}) =>
  reviewFunction(fn, {
    application: { functions: [fn], resources: [], relations: [], problems: [] },
    rules,
    configuration: { exclude: [], rules: new Map(Object.entries(configured)), symbols: noSymbols },
    code: unknown('there is no code'),
    edit,
  });

const reports = ruleOf(({ report }) => {
  report({ message: 'off', data: { function: 'Orders', count: 2 }, at: fn.at });
});
const asks = ruleOf(({ ask }) => {
  ask({ message: 'plain', at: fn.at, question: 'Is it?' });
}, 'asks');
const passes = ruleOf(({ pass }) => {
  pass('All is well.');
}, 'well');

describe('what a rule says of a function', () => {
  it('is a finding with its message filled in, and an outcome that counts them', () => {
    const twice = ruleOf(({ report }) => {
      report({ message: 'off', data: { function: 'Orders', count: 2 }, at: fn.at });
      report({ message: 'plain', at: { ...fn.at, end: 3 }, severity: 'hint' });
    });
    const { findings, outcomes } = run([twice]);
    assert.deepEqual(
      findings.map(({ message, severity, functions, outcome }) => [message, severity, functions, outcome]),
      [
        ['`Orders` has 2 of it.', 'warning', [fn.key], 'failed'],
        ['It has none.', 'hint', [fn.key], 'failed'],
      ],
    );
    assert.deepEqual(outcomes, [
      { rule: 'startup-time/fault', function: fn.key, outcome: { kind: 'failed', findings: 2 } },
    ]);
  });

  it('is a question with a place, a question without, evidence, or that it does not apply', () => {
    const rules = [
      ruleOf(({ ask }) => {
        ask({ message: 'plain', at: fn.at, question: 'Is it?' });
      }),
      ruleOf(({ wonder }) => {
        wonder('How much?');
      }),
      ruleOf(({ pass }) => {
        pass('All is well.', fn.at);
      }),
      ruleOf(({ skip }) => {
        skip('It is not Node.js.');
      }),
    ];
    const { findings, outcomes } = run(rules);
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      [
        { kind: 'unknown', ask: 'Is it?', at: fn.at },
        { kind: 'unknown', ask: 'How much?' },
        { kind: 'passed', because: 'All is well.', at: fn.at },
        { kind: 'not-applicable', because: 'It is not Node.js.' },
      ],
    );
    assert.deepEqual(
      findings.map(({ outcome }) => outcome),
      ['unknown'],
    );
  });

  it('carries the fix, or why there is none', () => {
    const fix: Fix = { title: 'Mend it', applicability: 'safe', edits: [] };
    const one = ruleOf(({ report }) => {
      report({ message: 'plain', at: fn.at, fix: () => known(fix) });
      report({ message: 'plain', at: fn.at, fix: () => unknown('a name would clash') });
      report({ message: 'plain', at: fn.at });
    });
    assert.deepEqual(
      run([one]).findings.map(({ fixes, noFix }) => [fixes, noFix]),
      [
        [[fix], undefined],
        [[], 'a name would clash'],
        [[], undefined],
      ],
    );
  });

  it('makes a fix once, and only when it is looked at; one that fails is told at the finding', () => {
    let made = 0;
    const one = ruleOf(({ report }) => {
      report({
        message: 'plain',
        at: fn.at,
        fix: () => {
          made++;
          throw new Error('no such node');
        },
      });
    });
    const { findings, crashes } = run([one]);
    assert.equal(made, 0);
    assert.deepEqual(crashes, []);
    assert.deepEqual(findings[0]?.fixes, []);
    assert.match(findings[0].noFix ?? '', /^Serverless Lens failed at making it: .*no such node/);
    assert.equal(made, 1);
  });

  it('that fails stays failed, whatever else it says', () => {
    const both = ruleOf(({ report, pass, wonder }) => {
      wonder('Is it?');
      report({ message: 'plain', at: fn.at });
      pass('But this is well.');
    });
    assert.deepEqual(run([both]).outcomes[0]?.outcome, { kind: 'failed', findings: 1 });
  });
});

describe('a configured rule', () => {
  it('is silent when it is off, and takes no part in the checklist', () => {
    assert.deepEqual(
      run([reports, passes], { 'startup-time/fault': 'off' }).outcomes.map((it) => it.rule),
      ['startup-time/well'],
    );
  });

  it('has the severity that the team gave it', () => {
    assert.equal(run([reports], { 'startup-time/fault': 'information' }).findings[0]?.severity, 'information');
  });
});

describe('a rule that fails itself', () => {
  const broken: readonly (readonly [string, AnyRule, RegExp])[] = [
    [
      'throws',
      ruleOf(({ report }) => {
        report({ message: 'plain', at: fn.at });
        throw new TypeError('x is\n undefined');
      }),
      /^startup-time\/fault on template\.yaml#Orders: TypeError: x is undefined at .+/,
    ],
    ['says nothing', ruleOf(() => undefined), /says something about every function/],
    [
      'says two things at once',
      ruleOf(({ pass, skip }) => {
        pass('Well.');
        skip('Not here.');
      }),
      /says both 'passed' and 'not-applicable'/,
    ],
    [
      'leaves a hole in its message',
      // A rule that is not typed: what the compiler refuses otherwise.
      ruleOf(({ report }) => {
        report({
          message: 'off',
          data: { function: 'Orders' } as unknown as Record<'function' | 'count', string>,
          at: fn.at,
        });
      }),
      /off has \{count\}/,
    ],
  ];
  for (const [what, it_, line] of broken)
    it(`because it ${what} loses what it said itself, and the others are heard`, () => {
      const { findings, outcomes, crashes } = run([asks, it_, passes]);
      assert.equal(findings.length, 1);
      assert.deepEqual(
        outcomes.map(({ rule: id }) => id),
        ['startup-time/asks', 'startup-time/well'],
      );
      assert.equal(crashes.length, 1);
      assert.match(crashes[0] ?? '', line);
    });

  it('is one line of the log, even when what it throws is no error', () => {
    assert.equal(crashLine('it', 'text'), 'it: text');
    assert.equal(crashLine('it', undefined), 'it: undefined');
    assert.ok(!crashLine('it', new Error('two\nlines')).includes('\n'));
    const bare = Object.assign(new Error('x'), { stack: undefined });
    assert.equal(crashLine('it', bare), 'it: Error: x');
  });
});

describe('a fix', () => {
  const fix = (rest: Partial<Fix>): Fix => ({ title: '', applicability: 'safe', edits: [], ...rest });

  it('runs where as much trust is asked for as it has, or less', () => {
    const [safe, suggested] = [fix({}), fix({ applicability: 'suggested' })];
    assert.deepEqual(
      [applies(safe, 'safe'), applies(safe, 'suggested'), applies(suggested, 'safe'), applies(suggested, 'suggested')],
      [true, true, false, true],
    );
  });

  it('goes together with another one when their edits are apart and they bring different names', () => {
    const one = fix({ edits: [{ path: 'a.py', start: 0, end: 3, text: '' }], introduces: ['a.py#s3'] });
    assert.ok(
      compatible(one, fix({ edits: [{ path: 'a.py', start: 9, end: 9, text: '' }], introduces: ['a.py#sns'] })),
    );
    assert.ok(!compatible(one, fix({ introduces: ['a.py#s3'] })));
    assert.ok(!compatible(one, fix({ edits: [{ path: 'a.py', start: 2, end: 5, text: '' }] })));
    assert.ok(compatible(one, fix({})));
  });
});

describe('a finding', () => {
  it('accuses unless it asks or is only worth knowing', () => {
    const [of] = run([reports]).findings;
    assert.ok(of);
    const accused = (rest: Partial<Finding>) => accuses({ ...of, ...rest });
    assert.deepEqual(
      [
        accused({}),
        accused({ severity: 'information' }),
        accused({ severity: 'hint' }),
        accused({ outcome: 'unknown' }),
      ],
      [true, true, false, false],
    );
  });
});

describe('a known value', () => {
  it('is there or not, and false and empty values are values', () => {
    assert.deepEqual(
      [valueOf(known(0)), valueOf(known('')), valueOf(unknown('why')), valueOf(undefined)],
      [0, '', undefined, undefined],
    );
  });

  it('that must be there says why it is impossible that it is not', () => {
    assert.equal(must(0, 'it was counted'), 0);
    assert.throws(() => must(undefined, 'it was counted'), /Impossible: it was counted/);
    assert.throws(() => must(null, 'it was counted'), /Impossible/);
  });
});
