import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Host, ReadResult } from '../../src/core/host.ts';
import { Cancelled, type Review } from '../../src/workspace/review.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { asset } from '../project.ts';

const tooLarge = 'too large';

/** A host that lets others run as often as it can; `onPause` is what they do. */
function hostOf(files: ReadonlyMap<string, string>, onPause: () => void = () => undefined): Host {
  let time = 0;
  const read = (path: string): ReadResult => {
    const text = files.get(path);
    if (text === tooLarge) return { kind: 'too-large', bytes: 5_000_000 };
    if (text !== undefined) return { kind: 'text', text };
    const isDirectory = [...files.keys()].some((it) => it.startsWith(`${path}/`));
    return { kind: 'missing', why: 'it does not exist', ...(isDirectory && { what: 'directory' as const }) };
  };
  return {
    files: () => [...files.keys()].sort().map((path) => ({ path })),
    read,
    now: () => (time += 1000),
    asset,
    pause: () => {
      onPause();
      return Promise.resolve();
    },
  };
}

/** What a face shows of a review. */
const seen = (review: Review) => ({
  functions: review.application.functions,
  findings: review.findings,
  // They are no properties of their own, since they are made when somebody asks for them.
  fixes: review.findings.map(({ fixes, noFix }) => ({ fixes, noFix })),
  outcomes: review.outcomes,
  checklist: review.checklist,
  handlers: review.handlers,
  problems: review.problems.map((it) => JSON.stringify(it)).sort(),
  crashes: [...review.crashes].sort(),
  texts: [...new Set(review.findings.map(({ at }) => at.path))].map((path) => review.textOf(path)),
});

const fresh = async (files: ReadonlyMap<string, string>) => seen(await openWorkspace(hostOf(new Map(files))).review());

/** The same numbers for the same seed, below a limit. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}

const sam = (functions: string, globals = ''): string =>
  `Transform: AWS::Serverless-2016-10-31\n${globals}Resources:\n${functions}`;
const fn = (id: string, properties: string): string =>
  `  ${id}: { Type: AWS::Serverless::Function, Properties: { ${properties} } }\n`;
const orders = 'Runtime: python3.13, Handler: app.handler, CodeUri: src/';
const pay = 'Runtime: nodejs22.x, Handler: pay.handler, CodeUri: src/';

const inlined = (expression: string): string =>
  `  Here:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      Handler: index.handler\n      InlineCode: |\n        import boto3, shared\n        def handler(event, context):\n          return ${expression}\n`;

/** What may stand in a file: one of these, or nothing. */
const world: Readonly<Record<string, readonly string[]>> = {
  'template.yaml': [
    sam(fn('Orders', orders) + fn('Pay', pay)),
    sam(fn('Orders', orders) + fn('Pay', `${pay}, Tracing: Active`)),
    sam(fn('Orders', orders) + inlined('boto3.client("s3")')),
    `# Moved by a line.\n${sam(inlined('boto3.client("s3")') + fn('Orders', orders))}`,
    sam(inlined('shared.table()')),
    sam(inlined(`"${'w'.repeat(30_000)}"`)),
    sam(fn('Orders', orders) + fn('Pay', pay), 'Globals: { Function: { Tracing: PassThrough } }\n'),
    sam(fn('Pay', pay) + fn('Later', 'Runtime: python3.13, Handler: later.handler, CodeUri: late')),
    sam('  Orders: { Type: "AWS::Serverless::Function\n'),
    'just: text\n',
    tooLarge,
  ],
  'services/refunds/template.yml': [
    sam(fn('Refunds', 'Runtime: python3.13, Handler: app.handler, CodeUri: ../../src')),
    sam(fn('Refunds', 'Runtime: python3.13, Handler: lib.app.handler, MemorySize: 512')),
  ],
  'src/app.py': [
    'import shared\n\ndef handler(event, context):\n    return shared.table().scan()\n',
    'import boto3\n\ndef handler(event, context):\n    return boto3.client("s3").list_buckets()\n',
    'import boto3\ns3 = boto3.client("s3")\n\ndef handler(event, context):\n    return s3.list_buckets()\n',
    'import os, shared\nos.environ["AWS_REGION"] = "eu-west-1"\n\ndef handler(event, context):\n    return shared.table()\n',
    'import shared\n\ndef handler(event, context):\n    return shared.table(\n',
    `x = "${'x'.repeat(30_000)}"\n`,
    tooLarge,
  ],
  'src/shared.py': [
    'import boto3\n\ndef table():\n    return boto3.resource("dynamodb").Table("t")\n',
    'import boto3\nfrom deep import name\n\ndef table():\n    return boto3.resource("dynamodb").Table(name())\n',
    'def table():\n    return None\n',
    `x = "${'y'.repeat(30_000)}"\n`,
  ],
  'src/shared/__init__.py': ['import boto3\n\ndef table():\n    return boto3.client("dynamodb")\n'],
  'src/deep.py': ['def name():\n    return "t"\n', 'import time\n\ndef name():\n    return time.time()\n'],
  'services/refunds/lib/app.py': ['import boto3\n\ndef handler(event, context):\n    boto3.client("sns")\n'],
  'late/later.py': ['import boto3\n\ndef handler(event, context):\n    boto3.client("sqs")\n'],
  'late/notes.md': ['Later.\n'],
  'src/pay.js': [
    "const { db } = require('./db');\nexports.handler = async () => db().listTables().promise();\n",
    "const AWS = require('aws-sdk');\nexports.handler = async () => new AWS.S3().listBuckets().promise();\n",
    "const { db } = require('../lib/db');\nexports.handler = async () => db();\n",
  ],
  'src/pay.ts': [
    "import { S3Client } from '@aws-sdk/client-s3';\nexport const handler = async () => new S3Client({});\n",
  ],
  'src/db.js': [
    "const AWS = require('aws-sdk');\nexports.db = () => new AWS.DynamoDB();\n",
    "const DynamoDB = require('aws-sdk/clients/dynamodb');\nconst one = new DynamoDB();\nexports.db = () => one;\n",
  ],
  'tests/test_app.py': [
    'from moto import mock_aws\nfrom src import app\n\n@mock_aws\ndef test_it():\n    app.handler({}, None)\n',
    'from src import app\n\ndef test_it(aws):\n    app.handler({}, None)\n',
    'from unittest.mock import patch\n\n@patch("src.shared.boto3.resource")\ndef test_it(resource):\n    pass\n',
    'def test_it():\n    pass\n',
    tooLarge,
  ],
  'tests/conftest.py': [
    'import pytest\n',
    'import pytest\nfrom moto import mock_aws\n\n@pytest.fixture\ndef aws():\n    with mock_aws():\n        yield\n',
  ],
  'tests/pay.test.js': [
    "const { handler } = require('../src/pay');\nbeforeEach(() => require('aws-sdk-mock').mock('DynamoDB', 'listTables', 1));\n",
    "const AWS = require('aws-sdk');\nconst { handler } = require('../src/pay');\nit('is', () => { jest.spyOn(AWS, 'S3'); });\n",
  ],
  'lib/db.ts': ["import { S3Client } from '@aws-sdk/client-s3';\nexport const db = () => new S3Client({});\n"],
  'tools/cleanup.py': [
    'import boto3\n\ndef lambda_handler(event, context):\n    boto3.client("s3")\n',
    'def helper(event):\n    pass\n',
    `def lambda_handler(event, context): return "${'z'.repeat(30_000)}"\n`,
  ],
  '.serverless-lens/config.yaml': [
    'exclude: [src/**]\n',
    'exclude: [tools/**, template.yaml]\nrules:\n  startup-time/tracing-off: "off"\n',
    'rules:\n  startup-time/init-in-handler: hint\n  capacity-units/default-memory: "off"\n',
    'rules: [\n',
    'exclude: 3\n',
  ],
  '.serverless-lens/review.yaml': [
    'version: 1\nanswers:\n  capacity-units/memory: { status: met }\n',
    'version: 1\nanswers:\n  startup-time/measured: { status: not-applicable, reason: none }\n',
    'version: 2\n',
    'answers: [',
  ],
};
const paths = Object.keys(world);
const directories = [
  'src/',
  'tests/',
  'services/',
  'services/refunds/',
  'lib/',
  'late/',
  'tools/',
  '.serverless-lens/',
];

/** Changes something, and returns what an editor or a file watcher says about it. */
function change(files: Map<string, string>, roll: (below: number) => number): readonly string[] | undefined {
  const [directory, path] = [directories[roll(directories.length)] ?? '', paths[roll(paths.length)] ?? ''];
  const below = paths.filter((it) => it.startsWith(directory));
  const variants = world[path] ?? [];
  const set = (name: string, text: string | undefined) =>
    text === undefined ? files.delete(name) : files.set(name, text);
  const kind = roll(20);
  if (kind === 0) {
    for (const it of below) files.delete(it);
    return [roll(2) === 0 ? directory : directory.slice(0, -1)];
  }
  if (kind === 1) {
    for (const it of below) set(it, world[it]?.[0]);
    return [directory];
  }
  if (kind === 2) {
    for (const it of paths) if (roll(2) === 0) set(it, world[it]?.[roll(world[it].length + 1)]);
    return undefined;
  }
  if (kind === 3) {
    const other = paths[roll(paths.length)] ?? '';
    const text = files.get(path);
    set(path, files.get(other));
    set(other, text);
    return [other, path];
  }
  set(path, variants[roll(variants.length + 1)]);
  return roll(4) === 0 ? [path, path] : [path];
}

const start = (): Map<string, string> =>
  new Map(paths.flatMap((path) => (path.startsWith('.') ? [] : [[path, world[path]?.[0] ?? ''] as const])));

describe('a review after a change', () => {
  for (const seed of [1, 13])
    it(`is the one of a workspace that is opened then (${String(seed)})`, async () => {
      const roll = dice(seed);
      const files = start();
      const workspace = openWorkspace(hostOf(files));
      let before = seen(await workspace.review());
      const said: string[] = [];
      for (let step = 0; step < 45; step++) {
        const names = change(files, roll);
        said.push(String(names));
        const mayDiffer = workspace.changed(names);
        const now = await fresh(files);
        if (!mayDiffer)
          assert.deepEqual(before, now, `step ${String(step)}: nothing may differ after ${said.at(-1) ?? ''}`);
        before = seen(await workspace.review());
        assert.deepEqual(before, now, `step ${String(step)} after ${said.slice(-4).join(' | ')}`);
      }
    });
});

describe('a function that shares its objects among invocations', () => {
  it('is minded by those that run the same code, in whatever template they stand', async () => {
    const redis = 'Runtime: nodejs22.x, Handler: cache.handler, CodeUri: ';
    const alone = sam(fn('Refunds', `${redis}../../src`));
    const managed = sam(fn('Refunds', `${redis}../../src, CapacityProviderConfig: { Arn: fleet }`));
    const files = new Map([
      ['template.yaml', sam(fn('Orders', `${redis}src/`))],
      ['services/refunds/template.yml', alone],
      [
        'src/cache.js',
        "const Redis = require('ioredis');\nexports.handler = async () => new Redis('cache').get('a');\n",
      ],
    ]);
    const workspace = openWorkspace(hostOf(files));
    for (const text of [alone, managed, alone]) {
      files.set('services/refunds/template.yml', text);
      workspace.changed(['services/refunds/template.yml']);
      assert.deepEqual(seen(await workspace.review()), await fresh(files));
    }
  });
});

describe('what a template says of another function', () => {
  const files = (rest: Readonly<Record<string, string>>) => new Map(Object.entries(rest));
  async function remains(project: Map<string, string>, path: string, texts: readonly string[]): Promise<void> {
    const workspace = openWorkspace(hostOf(project));
    const said = new Set<string>();
    for (const text of texts) {
      project.set(path, text);
      workspace.changed([path]);
      const review = seen(await workspace.review());
      assert.deepEqual(review, await fresh(project));
      said.add(JSON.stringify(review));
    }
    assert.notEqual(said.size, 1);
  }

  it('decides whether a variable is there wherever a file is loaded', async () => {
    const refunds = (more: string) =>
      sam(fn('Refunds', `Runtime: nodejs22.x, Handler: refund.handler, CodeUri: ../../src${more}`));
    const set = refunds(', Environment: { Variables: { SETTINGS: "{}" } }');
    const orders =
      'Runtime: nodejs22.x, Handler: cache.handler, CodeUri: src/, Environment: { Variables: { SETTINGS: a } }';
    const project = files({
      'template.yaml': sam(fn('Orders', orders)),
      'services/refunds/template.yml': set,
      'src/cache.js': "exports.handler = require('./settings').load;\n",
      'src/refund.js': 'exports.handler = async (event) => event;\n',
      'src/settings.js':
        "const { S3Client } = require('@aws-sdk/client-s3');\nexports.load = async () => new S3Client(JSON.parse(process.env.SETTINGS)).send();\n",
    });
    await remains(project, 'services/refunds/template.yml', [set, refunds(''), set]);
  });
});

describe('a review that is disturbed', () => {
  for (const seed of [2, 15])
    it(`by changes and by being stopped leaves the next one as it must be (${String(seed)})`, async () => {
      const roll = dice(seed);
      const files = start();
      const signal = { aborted: false };
      let disturbing = true;
      const host = hostOf(files, () => {
        if (!disturbing || roll(3) > 0) return;
        if (roll(6) === 0) signal.aborted = true;
        else workspace.changed(change(files, roll));
      });
      const workspace = openWorkspace(host);
      let stopped = 0;
      for (let step = 0; step < 46; step++) {
        disturbing = true;
        signal.aborted = false;
        for (let round = 0; round < 3; round++)
          await workspace.review(signal).catch((error: unknown) => {
            assert.ok(error instanceof Cancelled);
            signal.aborted = false;
            stopped++;
          });
        disturbing = false;
        assert.deepEqual(seen(await workspace.review()), await fresh(files), `step ${String(step)}`);
      }
      assert.ok(stopped > 5);
    });
});
