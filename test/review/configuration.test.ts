import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configurationPath, readConfiguration } from '../../src/review/configuration.ts';

/** What is used of the file, and each problem with the text that it stands at. */
function read(text: string | undefined) {
  const { configuration, problems } = readConfiguration(configurationPath, text);
  return {
    exclude: configuration.exclude,
    rules: Object.fromEntries(configuration.rules),
    problems: problems.map(({ message, at, path }) => {
      assert.equal(path, configurationPath);
      assert.equal(at?.path, configurationPath);
      return `${(text ?? '').slice(at.start, at.end).trim()}: ${message}`;
    }),
  };
}

const nothing = { exclude: [], rules: {}, problems: [] };
const [hoist, tracing] = ['startup-time/init-in-handler', 'startup-time/tracing-off'];

describe('config.yaml', () => {
  it('may say what is left out and how severe each rule is', () => {
    const text = `version: 1
exclude:
  - examples/**
  - '**/*.generated.ts'
rules:
  ${hoist}: hint
  ${tracing}: off
  startup-time/whole-sdk-import: information
  capacity-units/default-memory: warning
`;
    assert.deepEqual(read(text), {
      exclude: ['examples/**', '**/*.generated.ts'],
      rules: {
        [hoist]: 'hint',
        [tracing]: 'off',
        'startup-time/whole-sdk-import': 'information',
        'capacity-units/default-memory': 'warning',
      },
      problems: [],
    });
    assert.deepEqual(read(text.replaceAll('\n', '\r\n')), read(text));
  });

  it('may be absent, empty, a comment, or begun', () => {
    for (const text of [undefined, '', '\n', '# later\n', '---\n', 'version: 1', 'exclude:\n', 'exclude: []\nrules:\n'])
      assert.deepEqual(read(text), nothing, text);
  });

  it('may use aliases', () => {
    assert.deepEqual(read(`exclude: &some [a/**]\nrules: { ${hoist}: &off off, ${tracing}: *off }\n`), {
      exclude: ['a/**'],
      rules: { [hoist]: 'off', [tracing]: 'off' },
      problems: [],
    });
  });
});

interface Malformed {
  readonly what: string;
  readonly text: string;
  readonly problems: readonly string[];
  /** What counts all the same. */
  readonly used?: Partial<ReturnType<typeof read>>;
}

const malformed: readonly Malformed[] = [
  {
    what: 'a key that is none',
    text: `excludes: [a]\nrules: { ${hoist}: off }\n`,
    problems: ['excludes: `excludes` is not a setting.'],
    used: { rules: { [hoist]: 'off' } },
  },
  {
    what: 'a severity that is none',
    text: `exclude: [a]\nrules:\n  ${hoist}: error\n  ${tracing}: off\n`,
    problems: ['error: A rule is `warning`, `information`, `hint` or `off`.'],
    used: { exclude: ['a'], rules: { [tracing]: 'off' } },
  },
  {
    what: 'a rule without a severity',
    text: `rules:\n  ${hoist}:\n  ${tracing}: off\n`,
    problems: [`${hoist}: A rule is \`warning\`, \`information\`, \`hint\` or \`off\`.`],
    used: { rules: { [tracing]: 'off' } },
  },
  {
    what: 'a rule that there is not',
    text: `rules:\n  startup-time/init-in-handlers: off\n  ${tracing}: off\n`,
    problems: ['startup-time/init-in-handlers: There is no rule `startup-time/init-in-handlers`.'],
    used: { rules: { [tracing]: 'off' } },
  },
  {
    what: 'rules in a list',
    text: `exclude: [a]\nrules: [${hoist}]\n`,
    problems: [`[${hoist}]: \`rules\` maps rule ids to severities.`],
    used: { exclude: ['a'] },
  },
  {
    what: 'one glob without a list',
    text: `exclude: a/**\nrules: { ${hoist}: off }\n`,
    problems: ['a/**: `exclude` is a list of globs.'],
    used: { rules: { [hoist]: 'off' } },
  },
  {
    what: 'globs that are no text, or endless',
    text: `exclude: [a, 3, { b: c }, ${'x'.repeat(1001)}, d]\n`,
    problems: [
      '3: A glob is text.',
      '{ b: c }: A glob is text.',
      `${'x'.repeat(1001)}: A glob has at most 1,000 characters.`,
    ],
    used: { exclude: ['a', 'd'] },
  },
  {
    what: 'another version, of which nothing is understood',
    text: `version: 2\nexclude: [a]\n`,
    problems: ['2: The only version is 1.'],
  },
  { what: 'a list', text: '- a\n- b\n', problems: ['- a\n- b: `exclude`, `rules` and `symbols` are expected here.'] },
  { what: 'a word', text: 'exclude\n', problems: ['exclude: `exclude`, `rules` and `symbols` are expected here.'] },
  {
    what: 'half a line at its end',
    text: `exclude: [a]\nrul`,
    problems: [
      'rul: Not valid YAML: Implicit map keys need to be followed by map values.',
      'rul: `rul` is not a setting.',
    ],
    used: { exclude: ['a'] },
  },
  {
    what: 'a list that is not closed',
    text: `rules: { ${hoist}: off }\nexclude: [a, b\n`,
    problems: [': Not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].'],
    used: { rules: { [hoist]: 'off' }, exclude: ['a', 'b'] },
  },
  {
    what: 'a key that is written twice',
    text: `exclude: [a]\nexclude: [b]\n`,
    problems: ['exclude: `exclude` is written twice; the last one counts.'],
    used: { exclude: ['b'] },
  },
];

describe('a malformed config.yaml', () => {
  for (const { what, text, problems, used } of malformed)
    it(`with ${what} is told at its place, and the rest counts`, () => {
      assert.deepEqual(read(text), { ...nothing, problems, ...used });
    });

  it('has a few problems, however many it has', () => {
    assert.equal(
      read(Array.from({ length: 500 }, (_, index) => `k${String(index)}: 1\n`).join('')).problems.length,
      20,
    );
  });

  it('that is too large is not read', () => {
    assert.deepEqual(read(`exclude: [a]\n${'# x\n'.repeat(100_000)}`).problems, [
      ': It has 391 KB, which is more than such a file can need, and was not read.',
    ]);
  });

  it('never throws, wherever it is cut off or a character is lost', () => {
    const text = `version: 1\nexclude: [a, "b"]\nrules:\n  ${hoist}: &x off\n  ? ${tracing}\n  : *x\n`;
    for (let at = 0; at < text.length; at++) {
      readConfiguration('c', text.slice(0, at));
      readConfiguration('c', text.slice(0, at) + text.slice(at + 1));
      readConfiguration('c', `${text.slice(0, at)}{${text.slice(at)}`);
    }
    for (const odd of [
      '\0',
      '*a',
      '&a *a',
      '? [a]: b\n',
      '{ [a, b]: c }',
      '!!binary x',
      '%YAML 9\n---\na: 1',
      '---\na: 1\n---\nb: 2',
    ])
      readConfiguration('c', odd);
  });
});
