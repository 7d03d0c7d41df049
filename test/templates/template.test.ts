import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { valueOf } from '../../src/core/known.ts';
import type { DeclaredFunction } from '../../src/core/application.ts';
import { isTemplate } from '../../src/templates/template.ts';
import { readTemplate } from './reading.ts';

const only = (text: string, path = 'template.yaml'): DeclaredFunction => {
  const { functions } = readTemplate(path, text);
  assert.equal(functions.length, 1);
  const [fn] = functions;
  assert.ok(fn);
  return fn;
};

const sam = (properties: string, head = ''): string => `Transform: AWS::Serverless-2016-10-31
${head}Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
${properties
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`;

/** What is known of a function, in short. */
const facts = (fn: DeclaredFunction) => ({
  runtime: valueOf(fn.runtime?.value),
  handler: valueOf(fn.handler?.value),
  code: fn.code?.value.known === false ? fn.code.value.why : valueOf(fn.code?.value),
  memory: valueOf(fn.memory?.value),
  tracing: valueOf(fn.tracing?.value),
});

describe('isTemplate', () => {
  const yes = [
    'Resources:\n  A:\n    Type: AWS::SQS::Queue\n',
    '{ "Resources": { "A": { "Type": "AWS::SQS::Queue" } } }',
  ];
  for (const text of yes)
    it(`takes ${JSON.stringify(text)}`, () => assert.ok(isTemplate(text.startsWith('{') ? 't.json' : 't.yaml', text)));
  // What the tools of .NET call it.
  it('takes serverless.template', () =>
    assert.ok(isTemplate('src/serverless.template', '{ "Resources": { "A": { "Type": "AWS::SQS::Queue" } } }')));
  const no: readonly (readonly [string, string])[] = [
    ['serverless.yml', 'resources:\n  Resources:\n    A:\n      Type: AWS::SQS::Queue\n'],
    ['openapi.yaml', 'openapi: 3.0.0\npaths: {}\n'],
    ['notes.md', 'Resources:\n  A:\n    Type: AWS::SQS::Queue\n'],
    ['app/cdk.out/S.template.json', '{ "Resources": { "A": { "Type": "AWS::SQS::Queue" } } }'],
    ['k8s.yaml', 'kind: Deployment\nspec: {}\n'],
  ];
  for (const [path, text] of no) it(`leaves ${path}`, () => assert.ok(!isTemplate(path, text)));
});

describe('a SAM function', () => {
  it('is read with its properties', () => {
    const fn = only(sam('Runtime: python3.13\nHandler: app.handler\nCodeUri: src/\nMemorySize: 256\nTracing: Active'));
    assert.deepEqual(facts(fn), {
      runtime: 'python3.13',
      handler: 'app.handler',
      code: 'src',
      memory: 256,
      tracing: 'Active',
    });
    assert.equal(fn.language, 'python');
    assert.equal(fn.key, 'template.yaml#Orders');
  });

  it('lies where its template lies when it has no CodeUri', () => {
    assert.equal(facts(only(sam('Handler: app.handler'), 'services/orders/template.yaml')).code, 'services/orders');
  });

  it('inherits from Globals, and settings point to where they are written', () => {
    const text = sam(
      'Handler: app.handler',
      'Globals:\n  Function:\n    MemorySize: 512\n    Environment: { Variables: { A: x, B: y } }\n',
    );
    const fn = only(text);
    assert.equal(fn.memory?.from, 'globals');
    assert.equal(text.slice(fn.memory.at.start, fn.memory.at.end), '512');
    assert.deepEqual([...(valueOf(fn.environment) ?? new Map()).keys()], ['A', 'B']);
  });

  it('overrides what it inherits', () => {
    const fn = only(sam('MemorySize: 128', 'Globals: { Function: { MemorySize: 512 } }\n'));
    assert.equal(valueOf(fn.memory?.value), 128);
    assert.equal(fn.memory?.from, 'resource');
  });

  const codes: readonly (readonly [string, string])[] = [
    ['CodeUri: ../../elsewhere', '`CodeUri` leads out of the workspace'],
    ['CodeUri: s3://bucket/key', 'its code lies in S3'],
    ['CodeUri: { Bucket: b, Key: k }', 'its code lies in S3'],
    ['CodeUri: !Ref Code', 'it is what `Code` is given at deployment'],
  ];
  for (const [property, why] of codes)
    it(`says why ${property} is not known`, () => assert.equal(facts(only(sam(property))).code, why));

  it('has events, layers and a build', () => {
    const fn = only(`Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [app.ts] } }
    Properties:
      Runtime: nodejs22.x
      Layers: [arn:aws:lambda:eu-west-1:1:layer:x:1]
      Events:
        Get: { Type: Api, Properties: { Path: /, Method: get } }
`);
    assert.deepEqual(
      [fn.language, fn.build?.entryPoints, fn.events.map(({ type }) => type), fn.layers.length],
      ['typescript', ['app.ts'], ['Api'], 1],
    );
  });
});

describe('intrinsics', () => {
  const head = `Parameters:
  Stage: { Type: String, Default: prod }
  Size: { Type: Number, Default: 1024 }
  Open: { Type: String }
Mappings:
  Sizes: { prod: { Memory: 2048 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsNot: !Not [!Condition IsProd]
`;
  const cases: readonly (readonly [string, unknown])[] = [
    ['MemorySize: !Ref Size', 1024],
    ['MemorySize: { Ref: Size }', 1024],
    ['MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]', 2048],
    ['MemorySize: !If [IsProd, 300, 128]', 300],
    ['MemorySize: !If [IsNot, 300, 128]', 128],
    ['MemorySize: { "Fn::If": [IsProd, 300, 128] }', 300],
    ['MemorySize: !If [IsProd, !Ref AWS::NoValue, 128]', undefined],
    ["Handler: !Sub 'app.${Stage}'", 'app.prod'],
    ["Handler: !Sub ['app.${Name}', { Name: !Ref Stage }]", 'app.prod'],
    ["Handler: !Join ['.', [app, !Ref Stage]]", 'app.prod'],
    ['Handler: !Select [1, [a.b, c.d]]', 'c.d'],
  ];
  for (const [property, expected] of cases) {
    it(`decides ${property}`, () => {
      const fn = only(sam(property, head));
      assert.equal(valueOf(fn.memory?.value) ?? valueOf(fn.handler?.value), expected);
    });
  }

  it('says what it cannot decide', () => {
    const fn = only(sam('MemorySize: !Ref Open', head));
    assert.deepEqual(fn.memory?.value, { known: false, why: 'it is the parameter `Open`, which has no default' });
  });

  it('ends on conditions that refer to themselves', () => {
    const fn = only(sam('MemorySize: !If [A, 1, 2]', 'Conditions: { A: !Not [!Condition A] }\n'));
    assert.equal(fn.memory?.value.known, false);
  });
});

describe('CloudFormation', () => {
  it('is read in JSON', () => {
    const text = JSON.stringify({
      Resources: {
        Orders: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs22.x',
            Handler: 'index.handler',
            Code: './dist',
            TracingConfig: { Mode: 'Active' },
          },
        },
      },
    });
    assert.deepEqual(facts(only(text, 'template.json')), {
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      code: 'dist',
      memory: undefined,
      tracing: 'Active',
    });
  });

  it('knows inline code', () => {
    assert.ok(
      only('Resources:\n  Orders:\n    Type: AWS::Lambda::Function\n    Properties: { Code: { ZipFile: "x = 1" } }\n')
        .inlineCode,
    );
  });
});

describe('bad templates', () => {
  it('lose only what is broken', () => {
    const { functions, problems } = readTemplate(
      't.yaml',
      'Resources:\n  A:\n    Type: AWS::Serverless::Function\n  B:\n    Type: "AWS::Serverless::Function\n',
    );
    assert.equal(functions[0]?.id, 'A');
    assert.ok(problems.length > 0);
    assert.ok(problems.every(({ at }) => at && at.start > 0));
  });

  it('tell a key that is written twice', () => {
    const { problems } = readTemplate(
      't.yaml',
      'Resources:\n  A: { Type: AWS::Serverless::Function }\n  A: { Type: AWS::Lambda::Function }\n',
    );
    assert.match(problems.map(({ message }) => message).join(), /`A` is written twice/);
  });

  const odd: readonly string[] = [
    '',
    '\0',
    'Resources: []',
    'Resources:\n  A:\n',
    'Resources:\n  A: null\n  B: 3\n',
    '{"Resources":',
    '- a\n- b',
    'Resources: *nothing',
    '1: 2',
    '{'.repeat(3000),
    `Resources: ${'['.repeat(3000)}`,
  ];
  for (const text of odd)
    it(`do not throw: ${JSON.stringify(text.slice(0, 30))}`, () =>
      assert.deepEqual(readTemplate('t.yaml', text).functions, []));

  it('with an alias bomb end', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `a${String(level)}: &a${String(level)} [${
          level === 0
            ? 'x'
            : Array(9)
                .fill(`*a${String(level - 1)}`)
                .join(', ')
        }]`,
    );
    const { problems } = readTemplate(
      't.yaml',
      `${levels.join('\n')}\nResources:\n  A: { Type: AWS::Serverless::Function }\n`,
    );
    assert.match(problems.map(({ message }) => message).join(), /aliases|Excessive alias/i);
  });
});
