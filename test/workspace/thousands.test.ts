/** What stands in a handler by the thousand: going through all of it for each line would take minutes. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { memoryHost } from '../project.ts';

const javascript = (before: string, line: string, times: number): string => `
const { S3Client } = require('@aws-sdk/client-s3');
const make = (x) => new S3Client({ region: x });
const f = (x) => x;
exports.handler = async (event) => {
  const s3 = new S3Client({});
  ${before}
${`  ${line}\n`.repeat(times)}
};
`;

const python = (before: string, line: string, times: number): string => `
import boto3
def f(x):
    return x
def handler(event, context):
    s3 = boto3.client("s3")
    ${before}
${`    ${line}\n`.repeat(times)}
`;

const java = (before: string, line: string, times: number): string => `
import software.amazon.awssdk.services.s3.S3Client;
import java.util.*;
public class App {
  static S3Client make(int x) { return S3Client.create(); }
  public Object handleRequest(Map<String, Object> event, Object context) {
    S3Client s3 = S3Client.create();
    ${before}
${`    ${line}\n`.repeat(times)}
    return s3;
  }
}
`;

const shapes: readonly (readonly [what: string, path: string, text: string])[] = [
  ['leaves', 'app.js', javascript('', 'if (event) return make(1);', 5000)],
  ['makes one of the one before', 'app.js', javascript('let x = s3;', 'x = x.and(event.a);', 2000)],
  ['puts something into the same table', 'app.js', javascript('const x = new Map();', "x.set('a', f(1));", 8000)],
  ['puts something into the same list', 'app.js', javascript('const x = [];', 'x.push(f(1));', 8000)],
  ['sets a field of the same object', 'app.js', javascript('const x = {};', 'x.a = f(1);', 8000)],
  ['puts something into the same list', 'app.py', python('x = []', 'x.append(f(1))', 8000)],
  ['fills the same object', 'app.js', javascript('const x = {};', 'Object.assign(x, { a: f(1) });', 6000)],
  ['hands on what the one before gave', 'app.js', javascript('let x = s3;', 'x = f(x);', 6000)],
  ['hands on what the one before gave', 'app.py', python('x = s3', 'x = f(x)', 6000)],
  ['sets a member of a member', 'app.js', javascript('const x = { y: {} };', 'x.y.z = f(x.y);', 6000)],
  ['makes another event of the event', 'app.js', javascript('', 'event = f(event);', 6000)],
  ['makes one of the one before', 'App.java', java('S3Client x = s3;', 'x = x.and(event);', 1500)],
];

const entries: Readonly<Record<string, readonly [handler: string, runtime: string]>> = {
  'app.js': ['app.handler', 'nodejs22.x'],
  'app.py': ['app.handler', 'python3.13'],
  'App.java': ['App::handleRequest', 'java21'],
};

const template = (path: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Long:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${entries[path]?.[0] ?? ''}
      Runtime: ${entries[path]?.[1] ?? ''}
      CodeUri: .
`;

describe('A handler in which each of thousands of lines', () => {
  for (const [what, path, text] of shapes)
    it(`${what} is reviewed: ${path}`, async () => {
      const files = new Map([
        [path, text],
        ['template.yaml', template(path)],
      ]);
      const { findings, crashes } = await openWorkspace(memoryHost(files).host).review();
      assert.deepEqual(crashes, []);
      assert.ok(findings.some(({ rule }) => rule === 'startup-time/init-in-handler'));
    });
});

/** A handler that uses the first of classes, each of which extends the next, and the last the first. */
const rings: readonly (readonly [path: string, line: (index: number, next: number) => string, around: string])[] = [
  [
    'app.js',
    (index, next) => `class C${String(index)} extends C${String(next)} {}`,
    "const { S3Client } = require('@aws-sdk/client-s3');\nexports.handler = async (event) => new C0(new S3Client({})).m(event);",
  ],
  [
    'app.py',
    (index, next) => `class C${String(index)}(C${String(next)}):\n    pass`,
    'import boto3\ndef handler(event, context):\n    return C0(boto3.client("s3")).m(event)',
  ],
  [
    'App.java',
    (index, next) => `class C${String(index)} extends C${String(next)} {}`,
    `import software.amazon.awssdk.services.s3.S3Client;
public class App {
  public Object handleRequest(Object event, Object context) { return new C0().m(S3Client.create()); }
}`,
  ],
];

describe('Thousands of classes in a ring', () => {
  for (const [path, line, around] of rings)
    it(`are looked through: ${path}`, async () => {
      const classes = Array.from({ length: 3000 }, (_, index) => line(index, (index + 1) % 3000));
      const files = new Map([
        [path, `${around}\n${classes.join('\n')}\n`],
        ['template.yaml', template(path)],
      ]);
      const { findings, crashes } = await openWorkspace(memoryHost(files).host).review();
      assert.deepEqual(crashes, []);
      assert.ok(findings.some(({ rule }) => rule === 'startup-time/init-in-handler'));
    });
});

describe('A template of thousands of', () => {
  const functions = (times: number, more: (index: number) => string): string =>
    Array.from(
      { length: times },
      (_, index) => `  F${String(index)}:
    Type: AWS::Serverless::Function
${more(index)}    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: . }
`,
    ).join('');
  const conditions = (times: number, made: (index: number) => string): string =>
    Array.from({ length: times }, (_, index) => `  C${String(index)}: ${made(index)}\n`).join('');

  async function reviewed(text: string) {
    const files = new Map([
      ['app.py', 'def handler(event, context):\n    return event\n'],
      ['template.yaml', `Transform: AWS::Serverless-2016-10-31\n${text}`],
    ]);
    const review = await openWorkspace(memoryHost(files).host, { makesFixes: true }).review();
    assert.deepEqual(review.crashes, []);
    return review;
  }

  it('functions gets its fixes', async () => {
    const { findings } = await reviewed(`Resources:\n${functions(1500, () => '')}`);
    const untraced = findings.filter(({ rule }) => rule === 'startup-time/tracing-off');
    assert.equal(untraced.filter(({ fixes }) => fixes.length > 0).length, 1500);
  });

  it('conditions, each of which asks the next, says what it does not follow', async () => {
    const chain = conditions(5000, (index) => `!Not [!Condition C${String((index + 1) % 5000)}]`);
    const { application } = await reviewed(
      `Conditions:\n${chain}Resources:\n${functions(1, () => '    Condition: C0\n')}`,
    );
    assert.deepEqual(
      application.functions.map(({ deployed }) => deployed),
      [{ known: false, why: 'its conditions lead too far' }],
    );
  });

  it('conditions, and functions that ask one each, finds each', async () => {
    const each = conditions(1500, (index) => `!Equals [a, ${index % 2 === 0 ? 'a' : 'b'}]`);
    const { application } = await reviewed(
      `Conditions:\n${each}Resources:\n${functions(1500, (index) => `    Condition: C${String(index)}\n`)}`,
    );
    const deployed = application.functions.filter((it) => it.deployed?.known && it.deployed.value);
    assert.equal(deployed.length, 750);
  });
});
