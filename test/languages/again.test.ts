/** What is written again and again is looked at as often as it is written, and not that often for each of them. */
import { before, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { factsOf } from '../../src/languages/facts/facts.ts';
import { createFrontends, languageOf } from '../../src/languages/frontends.ts';
import { repair } from '../../src/languages/python/repair.ts';
import type { Tree } from '../../src/languages/tree.ts';
import { allExpressions } from '../../src/languages/walk.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { asset, memoryHost } from '../project.ts';

const frontends = createFrontends({ asset });

function treeOf(path: string, text: string): Tree {
  const language = languageOf(path);
  const frontend = language && frontends.of(language);
  assert.ok(frontend);
  return frontend.lower(path, text);
}

/** Counts how often a property is asked for of any of the objects. */
function counted() {
  let looks = 0;
  const count = <Key extends string>(it: Readonly<Record<Key, unknown>>, key: Key): void => {
    const value = it[key];
    const get = (): unknown => {
      looks++;
      return value;
    };
    Object.defineProperty(it, key, { get });
  };
  return { count, looks: () => looks };
}

/** How often it is asked what is given to variables, and what kind of expressions that is. */
function looksAtValues(path: string, text: string): number {
  const tree = treeOf(path, text);
  const values = allExpressions(tree).filter((it) => text.slice(it.start, it.end) === 'make(1)');
  assert.notEqual(values.length, 0);
  const { count, looks } = counted();
  for (const value of values) count(value, 'kind');
  for (const write of tree.bindings.flatMap(({ writes }) => writes)) count(write, 'value');
  factsOf(tree);
  return looks();
}

const javascript = 'const make = (x) => new S3Client({ region: x });\n';
const python = 'def make(x):\n    return boto3.client("s3", region_name=x)\n';

const forms: readonly (readonly [what: string, path: string, text: (times: number) => string])[] = [
  ['a variable', 'app.js', (times) => `${javascript}let x;\n${'x = make(1);\n'.repeat(times)}exports.x = x;\n`],
  ['a local', 'app.js', (times) => `${javascript}const f = (x) => {\n${'  x = make(1);\n'.repeat(times)}};\n`],
  [
    'a variable that stays what it is',
    'app.js',
    (times) => `${javascript}let x;\nconst f = () => {\n${'  x = x || make(1);\n'.repeat(times)}};\n`,
  ],
  [
    'a local that stays what it is',
    'app.js',
    (times) => `${javascript}const f = () => {\n  let x;\n${'  x = x || make(1);\n'.repeat(times)}};\n`,
  ],
  [
    'a local that was empty',
    'app.js',
    (times) => `${javascript}const f = () => {\n  let x;\n${'  if (!x) x = make(1);\n'.repeat(times)}};\n`,
  ],
  [
    'a variable that a function sets',
    'app.js',
    (times) => `${javascript}let x;\nconst f = () => {\n${'  x = make(1);\n'.repeat(times)}  return x;\n};\n`,
  ],
  [
    'a field',
    'app.js',
    (times) => `${javascript}class A {\n  constructor() {\n${'    this.x = make(1);\n'.repeat(times)}  }\n}\n`,
  ],
  ['a variable', 'app.py', (times) => `${python}${'x = make(1)\n'.repeat(times)}`],
  [
    'a local that stays what it is',
    'app.py',
    (times) => `${python}def f():\n    x = None\n${'    x = x or make(1)\n'.repeat(times)}    return x\n`,
  ],
  ['a local', 'app.py', (times) => `${python}def f():\n${'    x = make(1)\n'.repeat(times)}    return x\n`],
  [
    'a field',
    'app.py',
    (times) => `${python}class A:\n    def __init__(self):\n${'        self.x = make(1)\n'.repeat(times)}`,
  ],
  [
    'a field',
    'App.java',
    (times) =>
      `class App {\n  Object x;\n  Object make(int i) { return null; }\n  void f() {\n${'    x = make(1);\n'.repeat(times)}  }\n}\n`,
  ],
];

describe('What is given again and again', () => {
  before(() => frontends.load(new Set(['javascript', 'python', 'java'] as const)));

  for (const [what, path, text] of forms)
    it(`is looked at once for each time: ${what} of ${path}`, () => {
      isInStep((times) => looksAtValues(path, text(times)));
    });
});

/** Four times as many are looked at about four times as often. */
function isInStep(looksAt: (times: number) => number): void {
  const [few = 0, many = 0] = [50, 200].map(looksAt);
  assert.ok(few > 0 && many < 6 * few, `${String(few)} → ${String(many)}`);
}

/** So many that going through all of them for each would take minutes. */
const notes = '# note\n'.repeat(150_000);

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Noted:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: . }
`;

describe('comments by the hundred thousand', () => {
  it('are passed by once in code that is mended', () => {
    const { text } = repair(`def handler(event, context):\n    value = f(\n${notes}        1,\n    return value\n`);
    assert.match(text.slice(-40), /1,\)/);
  });

  it('are looked through once for what moves above them', async () => {
    const files = new Map([
      [
        'app.py',
        `import boto3\n\n\ndef handler(event, context):\n    s3 = boto3.resource("s3")\n    bucket = s3.Bucket("a")\n${notes}    return bucket.name\n`,
      ],
      ['template.yaml', template],
    ]);
    const { findings } = await openWorkspace(memoryHost(files).host, { makesFixes: true }).review();
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'startup-time/init-in-handler').map(({ fixes }) => fixes.length),
      [1, 1],
    );
  });
});
