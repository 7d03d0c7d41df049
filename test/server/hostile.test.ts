import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { bundles } from '../bundles.ts';
import { discardFolders, folder, write } from '../folders.ts';
import { connect, discardClients, messageOf, type Client } from './client.ts';
import { faulty, rule, template } from '../samples.ts';

afterEach(() => {
  discardClients();
  discardFolders();
});

/** What must be reviewed whatever stands beside it: one function in Python, one in JavaScript. */
const neighbours: readonly (readonly [string, string])[] = [
  ['good/template.yaml', template()],
  ['good/src/app.py', faulty],
  ['script/template.yaml', template('Pay', 'pay.handler').replace('python3.13', 'nodejs22.x')],
  [
    'script/src/pay.mjs',
    `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';\n\nexport const handler = async () => {\n  const s3 = new S3Client({});\n  return s3.send(new ListBucketsCommand({}));\n};\n`,
  ],
];

/** Each alias stands for nine of the one before it. */
const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij']
  .map(
    (name, index) =>
      `${name}: &${name} [${Array<string>(9)
        .fill(`*${'abcdefghi'[index] ?? ''}`)
        .join(', ')}]\n`,
  )
  .join('')}`;

const lines = (text: string): string => text.replaceAll(/(.{200})/g, '$1\n');

const handler = (body: string): string =>
  `import boto3\n\n\ndef handler(event, context):\n${body}\n    boto3.client("s3")\n`;

const steps = Array.from({ length: 600 }, (_, index) => `${' '.repeat(index + 4)}if x:\n`).join('');

interface Hostile {
  readonly what: string;
  readonly path: string;
  readonly text: string;
  /** What is said of it; undefined when it is read like any other. */
  readonly says?: RegExp;
}

const sources: readonly Hostile[] = [
  {
    what: 'more levels of indentation than the grammar has room for',
    path: 'src/app.py',
    text: handler(`${steps}${' '.repeat(604)}pass`),
    says: /^It is indented more deeply than Python allows and was skipped\.$/,
  },
  {
    what: 'parentheses within parentheses in Python',
    path: 'src/app.py',
    text: handler(`    x = ${lines('('.repeat(5_000))}1${lines(')'.repeat(5_000))}`),
  },
  {
    what: 'parentheses within parentheses in JavaScript',
    path: 'src/app.mjs',
    text: `export const handler = async () => ${lines('('.repeat(5_000))}1${lines(')'.repeat(5_000))};\n`,
  },
  {
    what: 'the beginning of an export, many times over',
    path: 'lib/app.js',
    text: 'export {\n'.repeat(20_000),
  },
  {
    what: 'a template of brackets',
    path: 'template.yaml',
    text: `${template()}  Deep: ${'['.repeat(8_000)}${']'.repeat(8_000)}\n`,
    says: /^It is nested too deeply to be a template\.$/,
  },
  {
    what: 'a template whose aliases multiply',
    path: 'template.yaml',
    text: `${bomb}${template()}`,
    says: /too large once its aliases are expanded/,
  },
  {
    what: 'a source of five megabytes',
    path: 'src/app.py',
    text: handler(`    x = 1\n`.repeat(500_000)),
    says: /^It has \d\.\d MB/,
  },
];

const ours: readonly Hostile[] = [
  {
    what: 'a configuration whose aliases multiply',
    path: '.serverless-lens/config.yaml',
    text: bomb,
    says: /^Its aliases stand for too much\.$/,
  },
  {
    what: 'a glob that no file system has a name for',
    path: '.serverless-lens/config.yaml',
    text: `exclude: ['${'('.repeat(70_000)}']\n`,
    says: /^A glob has at most 1,000 characters\.$/,
  },
  {
    what: 'answers whose aliases multiply',
    path: '.serverless-lens/review.yaml',
    text: `version: 1\n${bomb}answers:\n  startup-time/measured: *j\n`,
    says: /^An answer is a map/,
  },
  {
    what: 'answers of brackets',
    path: '.serverless-lens/review.yaml',
    text: `version: 1\nanswers: ${'['.repeat(20_000)}`,
    says: /^`answers` is a map/,
  },
];

const neighboursFound = (client: Client) => [
  ...client.diagnostics('good/src/app.py').map(({ code }) => code),
  ...client.diagnostics('script/src/pay.mjs').map(({ code }) => code),
];

function assertSaid(client: Client, path: string, { what, says }: Hostile): void {
  const problems = client.views()[0]?.problems.filter((problem) => problem.path === path) ?? [];
  if (says) assert.match(problems[0]?.message ?? '', says, what);
  else assert.deepEqual(problems, [], what);
}

describe('a hostile file', () => {
  it('costs what it says itself and nothing else', async () => {
    const files = new Map(neighbours);
    for (const [index, { path, text }] of sources.entries()) {
      if (path.startsWith('src/')) files.set(`h${String(index)}/template.yaml`, template());
      files.set(`h${String(index)}/${path}`, text);
    }
    const client = await connect({ folders: [folder(files)] });
    await client.settled();
    assert.deepEqual(neighboursFound(client), [rule, rule]);
    for (const [index, it] of sources.entries()) assertSaid(client, `h${String(index)}/${it.path}`, it);
    // What was read before may be read again: no parser is left in pieces.
    await client.open('good/src/app.py');
    await client.type('good/src/app.py', 'import boto3\n', '\nimport boto3\n');
    await client.open('script/src/pay.mjs');
    await client.type('script/src/pay.mjs', 'import', '\nimport');
    await client.settled();
    assert.deepEqual(neighboursFound(client), [rule, rule]);
    assert.deepEqual(client.logged, []);
    assert.deepEqual(client.failures, []);
  });

  it('of our own is told, and everything is reviewed without it', async () => {
    const root = folder(new Map(neighbours));
    const client = await connect({ folders: [root] });
    for (const it of ours) {
      write(root, it.path, it.text);
      await client.changed(FileChangeType.Changed, it.path);
      await client.settled();
      assertSaid(client, it.path, it);
      assert.deepEqual(neighboursFound(client), [rule, rule], it.what);
    }
    assert.deepEqual(client.logged, []);
    assert.deepEqual(client.failures, []);
  });

  it('that is too large is too large in an editor as well', async () => {
    const root = folder(new Map([...neighbours, ['template.yaml', template()], ['src/app.py', faulty]]));
    const client = await connect({ folders: [root] });
    await client.open('src/app.py', handler(`    x = 1\n`.repeat(500_000)));
    await client.settled();
    assert.deepEqual(
      client.diagnostics('src/app.py').map((it) => messageOf(it).replace(/\d+\.\d/, 'N')),
      ['It has N MB, which is more than a source file should have, and was skipped.'],
    );
    await client.close('src/app.py');
    await client.settled();
    assert.deepEqual(
      client.diagnostics('src/app.py').map(({ code }) => code),
      [rule],
    );
  });

  it('that is a pipe is not waited for', async () => {
    const root = folder(new Map([...neighbours]));
    mkdirSync(join(root, '.serverless-lens'));
    execFileSync('mkfifo', [join(root, '.serverless-lens/review.yaml'), join(root, '.serverless-lens/config.yaml')]);
    const client = await connect({ folders: [root] });
    await client.settled();
    assert.equal(client.diagnostics('good/src/app.py').length, 1);
    const answer = await client.answer({ check: 'startup-time/measured', answer: { status: 'met' }, seen: undefined });
    assert.deepEqual(answer, {
      kind: 'refused',
      why: '.serverless-lens/review.yaml cannot be read: it is no regular file.',
    });
  });
});

describe('a failure of the program itself', () => {
  it('costs that result and one line of the log, which is not said again: a parser that is not there', async () => {
    const bundle = folder(new Map());
    for (const name of ['server.js', 'web-tree-sitter.wasm']) cpSync(join(await bundles(), name), join(bundle, name));
    const root = folder(new Map(neighbours));
    const client = await connect({ folders: [root], bundle });
    await client.settled();
    assert.deepEqual(client.diagnostics('good/src/app.py'), []);
    assert.deepEqual(
      client.diagnostics('script/src/pay.mjs').map(({ code }) => code),
      [rule],
    );
    const [view] = client.views();
    const evidence = view?.checklist.practices
      .flatMap(({ checks }) => checks)
      .flatMap((check) => check.evidence)
      .find((it) => it.rule === rule && it.functionId === 'Orders');
    assert.equal(evidence?.kind, 'unknown');
    write(root, 'good/src/app.py', `${faulty}\n`);
    await client.changed(FileChangeType.Changed, 'good/src/app.py');
    await client.settled();
    assert.equal(client.logged.length, 1, JSON.stringify(client.logged));
    assert.match(client.logged[0]?.message ?? '', /^The parser for python: .*tree-sitter-python\.wasm.*$/);
    assert.deepEqual(client.failures, []);
    assert.equal(await client.shutdown(), 0);
  });
});
