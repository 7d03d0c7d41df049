import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { valueOf } from '../../src/core/known.ts';
import { readTemplate } from './reading.ts';

/** The functions, and each problem with its line. */
function read(text: string, path = 'template.yaml') {
  const { functions, problems } = readTemplate(path, text);
  return {
    functions: functions.map(({ id }) => id),
    problems: problems.map(({ at, message }) => `${String(text.slice(0, at?.start).split('\n').length)}: ${message}`),
  };
}

const around = (lines: string): string => `Resources:
  A:
    Type: AWS::Serverless::Function
    Properties:
${lines}
      Handler: app.handler
  B:
    Type: AWS::Serverless::Function
`;

const hint = 'A key with its `:` is expected here. Is this line indented less than the text that it continues?';

describe('what other parsers of YAML take', () => {
  const taken: readonly (readonly [what: string, lines: string])[] = [
    ['a quoted text that goes on with less indentation', '      Description: "some\n    more\n    and more\n    text"'],
    ['a single-quoted one, with quotes in it', "      Description: 'it''s\n  more\n\n  and more'"],
    ['a list that does', '      Layers: [a,\n    b,\n  "c,\n  d"]'],
    ['a map with an intrinsic', "      Environment: { Variables: { A: !Sub '${B}\n    x' } }"],
  ];
  for (const [what, lines] of taken)
    it(`is read: ${what}`, () => {
      const text = around(lines);
      assert.deepEqual(read(text), { functions: ['A', 'B'], problems: [] });
      const [a, b] = readTemplate('template.yaml', text).functions;
      assert.equal(text.slice(a?.handler?.at.start, a?.handler?.at.end), 'app.handler');
      assert.equal(text.slice(b?.at.start, b?.at.end), 'B');
    });

  it('is left alone in a block of text', () => {
    const text = around('      InlineCode: |\n        x = "a\n        b\n      Runtime: python3.13');
    assert.deepEqual(read(text), { functions: ['A', 'B'], problems: [] });
  });
});

describe('one slip in a template', () => {
  const cases: readonly (readonly [what: string, text: string, problem: string])[] = [
    [
      'text that goes on with too little indentation',
      around('      Description: this is long\n    and goes on\n    and on\n    over lines'),
      `6: ${hint}`,
    ],
    [
      'inline code that does',
      around(
        '      InlineCode: |\n          import json\n      def handler(event, context):\n        x = {}\n        if x:\n          return 1',
      ),
      `8: ${hint}`,
    ],
    [
      'a list that is not closed',
      around('      Layers: [1, 2\n      - b\n      - c'),
      '6: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'lines that go inwards and outwards',
      around('      Tags:\n        a: 1\n       b: 2\n         c: 3'),
      '7: All mapping items must start at the same column',
    ],
  ];
  for (const [what, text, problem] of cases)
    it(`is one problem: ${what}`, () => {
      assert.deepEqual(read(text), { functions: ['A', 'B'], problems: [problem] });
    });

  it('that loses the rest of the file has few problems, the first of them where it is', () => {
    const { problems } = read(
      around(
        '      InlineCode: |\n          import json\n  def handler(event, context):\n      return {\n        1\n      }',
      ),
    );
    assert.equal(problems[0], `8: ${hint}`);
    assert.ok(problems.length <= 2, String(problems));
  });

  it('does not hide another one far from it', () => {
    const { problems } = read(
      around('      Description: "a" b\n      Timeout: 3\n      MemorySize: 128\n      Layers: "c" d'),
    );
    assert.deepEqual(
      problems.map((it) => it.split(':')[0]),
      ['5', '8'],
    );
  });
});

describe('a function that is written twice', () => {
  it('is the last one, in YAML and in JSON', () => {
    const yaml =
      'Resources:\n  A: { Type: AWS::Lambda::Function, Properties: { Timeout: 1 } }\n  A: { Type: AWS::Lambda::Function, Properties: { Timeout: 2 } }\n';
    const json =
      '{"Resources":{"A":{"Type":"AWS::Lambda::Function","Properties":{"Timeout":1}},"A":{"Type":"AWS::Lambda::Function","Properties":{"Timeout":2}}}}';
    for (const [path, text] of [
      ['template.yaml', yaml],
      ['template.json', json],
    ] as const) {
      const timeouts = readTemplate(path, text).functions.map(({ timeout }) => valueOf(timeout?.value));
      assert.deepEqual(timeouts, [2], path);
    }
  });
});

describe('a merge (`<<`)', () => {
  const head = 'Base: &base { MemorySize: 1, Timeout: 3 }\nOther: &other { MemorySize: 5, Handler: o.o }\n';
  const merged = (properties: string) => {
    const [fn] = readTemplate(
      't.yaml',
      `${head}Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n${properties}`,
    ).functions;
    return [fn?.memory, fn?.timeout, fn?.handler].map((it) => valueOf<string | number>(it?.value));
  };

  it('gives what it merges', () => {
    assert.deepEqual(merged('      <<: *base\n'), [1, 3, undefined]);
    assert.deepEqual(merged('      <<: { Timeout: 8 }\n'), [undefined, 8, undefined]);
  });

  it('counts after what is written beside it, wherever it stands', () => {
    assert.deepEqual(merged('      <<: *base\n      MemorySize: 2\n'), [2, 3, undefined]);
    assert.deepEqual(merged('      MemorySize: 2\n      <<: *base\n'), [2, 3, undefined]);
  });

  it('of a list counts the first before the others', () => {
    assert.deepEqual(merged('      <<: [*base, *other]\n'), [1, 3, 'o.o']);
  });
});
