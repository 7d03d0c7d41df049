import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { check, codeOf, reached } from './reach.ts';

const app = (body: string, head = 'import boto3'): string => `//- app.py\n${head}\n\n${body}`;

describe('a creation is found', () => {
  check([
    {
      what: 'through functions of other files, and the way is told',
      text: `${app('def handler(event, context):\n    return load()\n\ndef load():\n    return db.table().scan()\n', 'import db')}//- db.py
import boto3

def table():
    return boto3.resource('dynamodb').Table('t')
`,
      reached: [
        "boto3.resource('dynamodb').Table('t'): per-invocation | handler → load → table → boto3.resource().Table",
      ],
    },
    {
      what: 'in a constructor, and not in a method that nobody calls',
      text: `${app('def handler(event, context):\n    return Service().load()\n', 'from service import Service')}//- service.py
import boto3

class Service:
    def __init__(self):
        self.s3 = boto3.client('s3')
    def load(self):
        return self.s3.list_buckets()
    def never(self):
        return boto3.client('sns')
`,
      reached: ["boto3.client('s3'): per-invocation | handler → Service → boto3.client"],
    },
    {
      what: 'in what a file gives as a whole, which is called by the file or its folder',
      text: `//- app.js
const save = require('./save');
exports.handler = async (event) => [save(event), require('./load')(event)];
//- save.js
const { S3Client } = require('@aws-sdk/client-s3');
module.exports = async (event) => new S3Client({}).send(event);
//- load/index.js
const { S3Client } = require('@aws-sdk/client-s3');
module.exports = async function (event) { return new S3Client({}).send(event); };
`,
      reached: [
        'new S3Client: per-invocation | handler → save → S3Client',
        'new S3Client: per-invocation | handler → load → S3Client',
      ],
    },
    {
      what: 'in what is handed over to be called, a nameless function being a part of the one around it',
      text: `//- app.js
const { S3Client } = require('@aws-sdk/client-s3');
exports.handler = async () => {
  const one = () => new S3Client({});
  return run(one) ?? [1].map(() => new S3Client({ region: 'eu-west-1' }));
};
const run = (f) => f();
`,
      reached: [
        'new S3Client: per-invocation | handler → S3Client',
        'new S3Client: per-invocation | handler → run → one → S3Client',
      ],
    },
    {
      what: 'behind a handler that is exported again',
      text: `//- app.mjs
export { handler } from './real.mjs';
//- real.mjs
import { S3Client } from '@aws-sdk/client-s3';
export const handler = async () => new S3Client({});
`,
      reached: ['new S3Client: per-invocation | handler → S3Client'],
    },
    {
      what: 'behind `module.exports = require(…)`',
      text: `//- app.js
module.exports = require('./real');
//- real.js
const { S3Client } = require('@aws-sdk/client-s3');
exports.handler = async () => new S3Client({});
`,
      reached: ['new S3Client: per-invocation | handler → S3Client'],
    },
    {
      what: 'behind `exports.handler = require(…).handler`',
      text: `//- app.js
exports.handler = require('./real').handler;
//- real.js
const { S3Client } = require('@aws-sdk/client-s3');
exports.handler = async () => new S3Client({});
`,
      reached: ['new S3Client: per-invocation | handler → S3Client'],
    },
    {
      what: 'once in modules that import each other, and in functions that call themselves',
      text: `${app('def handler(event, context):\n    return b.go()\n\ndef back():\n    return b.go()\n', 'import b')}//- b.py
import app, boto3

def go():
    app.back()
    return boto3.client('s3')
`,
      reached: ["boto3.client('s3'): per-invocation | handler → go → boto3.client"],
    },
    {
      what: 'as one, when the one is only a part of the other',
      text: `//- app.mjs
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
export const handler = async () => DynamoDBDocumentClient.from(new DynamoDBClient({}));
`,
      reached: ['DynamoDBDocumentClient.from: per-invocation | handler → DynamoDBDocumentClient.from'],
    },
  ]);
});

describe('a decorator', () => {
  const wrapper = `def wrap(fn):
    once = boto3.client('s3')
    def inner(event, context):
        boto3.client('sns').publish()
        return fn(event, context)
    return inner
`;
  const decorated = '@wrap\ndef handler(event, context):\n    return 1\n';
  const found = ["boto3.client('sns'): per-invocation | handler → inner → boto3.client"];
  check([
    {
      what: 'runs what it builds on each invocation, and its own body once',
      text: app(`${wrapper}\n${decorated}`),
      reached: found,
    },
    {
      what: 'is followed into another file',
      text: `${app(decorated, 'from tools import wrap')}//- tools.py\nimport boto3\n\n${wrapper}`,
      reached: found,
    },
    {
      what: 'that takes arguments makes the real one once as well',
      text: app(`def traced(name):
    def decorator(fn):
        once = boto3.client('s3')
        def inner(event, context):
            boto3.client('sns').publish()
            return fn(event, context)
        return inner
    return decorator

@traced('orders')
def handler(event, context):
    return 1
`),
      reached: found,
    },
    {
      what: 'of JavaScript is a function around the handler',
      text: `//- app.mjs
import { wrap } from './wrap.mjs';
export const handler = wrap(async (event) => 1);
//- wrap.mjs
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
export const wrap = (fn) => {
  const once = new S3Client({});
  return async (event) => {
    new SNSClient({});
    return fn(event);
  };
};
`,
      reached: ['new SNSClient: per-invocation | handler → SNSClient'],
    },
  ]);
});

describe('a creation is not accused', () => {
  check([
    {
      what: 'at module level, or where nothing leads',
      text: app(
        "s3 = boto3.client('s3')\n\ndef handler(event, context):\n    return s3\n\ndef unused():\n    return boto3.client('sns')\n",
      ),
      reached: [],
    },
    {
      what: 'when its argument comes from the event through a call',
      text: app(
        "def handler(event, context):\n    return client(event['region'])\n\ndef client(region):\n    return boto3.client('s3', region_name=region)\n",
      ),
      reached: ["boto3.client('s3'): of-the-event, it is made from the event | handler → client → boto3.client"],
    },
    {
      what: 'when it comes by keyword, and from the context',
      text: app(
        "def handler(event, context):\n    return client(name='s3', region=context.region)\n\ndef client(name, region):\n    return boto3.client('s3', region_name=region)\n",
      ),
      reached: ["boto3.client('s3'): of-the-event, it is made from the context | handler → client → boto3.client"],
    },
    {
      what: 'when what a function returns of the event goes into it',
      text: app(
        "def handler(event, context):\n    return boto3.client('s3', region_name=region(event))\n\ndef region(event):\n    return event['region']\n",
      ),
      reached: ["boto3.client('s3'): of-the-event, it is made from the event | handler → boto3.client"],
    },
    {
      what: 'when the clock goes into it',
      text: app(
        "def handler(event, context):\n    return boto3.client('s3', endpoint_url=str(time.time()))\n",
        'import boto3, time',
      ),
      reached: ["boto3.client('s3'): of-the-event, it is made from `time.time` | handler → boto3.client"],
    },
    {
      what: 'when a variable keeps it',
      text: app(
        "_s3 = None\n\ndef handler(event, context):\n    return client()\n\ndef client():\n    global _s3\n    if _s3 is None:\n        _s3 = boto3.client('s3')\n    return _s3\n",
      ),
      reached: ["boto3.client('s3'): kept, `_s3` is set only once | handler → client → boto3.client"],
    },
    {
      what: 'when a function that remembers its result leads there',
      text: app(
        "def handler(event, context):\n    return client()\n\n@lru_cache\ndef client():\n    return make()\n\ndef make():\n    return boto3.client('s3')\n",
        'from functools import lru_cache\nimport boto3',
      ),
      reached: [
        "boto3.client('s3'): kept, `client` remembers its result (`functools.lru_cache`) | handler → client → make → boto3.client",
      ],
    },
    {
      what: 'when only an error leads there',
      text: app(
        "def handler(event, context):\n    try:\n        return 1\n    except ValueError:\n        report()\n\ndef report():\n    boto3.client('sns').publish()\n",
      ),
      reached: ["boto3.client('sns'): rare, when an error is caught | handler → report → boto3.client"],
    },
  ]);
});

describe('a creation is accused all the same', () => {
  check([
    {
      what: 'when a second, surer way leads there, be it longer',
      text: app(
        "def handler(event, context):\n    client()\n    return first()\n\ndef first():\n    return second()\n\ndef second():\n    return make()\n\n@lru_cache\ndef client():\n    return make()\n\ndef make():\n    return boto3.client('s3')\n",
        'from functools import lru_cache\nimport boto3',
      ),
      reached: ["boto3.client('s3'): per-invocation | handler → first → second → make → boto3.client"],
    },
    {
      what: 'when a function takes the event but returns a constant',
      text: app(
        "def handler(event, context):\n    return boto3.client('s3', region_name=region(event))\n\ndef region(event):\n    return 'eu-west-1'\n",
      ),
      reached: ["boto3.client('s3'): per-invocation | handler → boto3.client"],
    },
  ]);
});

describe('a connection', () => {
  check([
    {
      what: 'is known to be closed by whoever got it, through calls and returns',
      text: app(
        "def handler(event, context):\n    connection = connect()\n    try:\n        return connection.cursor()\n    finally:\n        finish(connection)\n\ndef connect():\n    return psycopg2.connect('x')\n\ndef finish(it):\n    it.close()\n",
        'import psycopg2',
      ),
      reached: ["psycopg2.connect('x'): per-invocation | closed | handler → connect → psycopg2.connect"],
    },
    {
      what: 'is known to be closed in another file, by a keyword',
      text: `${app(
        "def handler(event, context):\n    connection = psycopg2.connect('x')\n    tools.finish(1, it=connection)\n",
        'import psycopg2, tools',
      )}//- tools.py\ndef finish(times, it):\n    it.close()\n`,
      reached: ["psycopg2.connect('x'): per-invocation | closed | handler → psycopg2.connect"],
    },
    {
      what: 'is not closed by the end of another one',
      text: app(
        "def handler(event, context):\n    one = psycopg2.connect('one')\n    two = psycopg2.connect('two')\n    two.close()\n    return one\n",
        'import psycopg2',
      ),
      reached: [
        "psycopg2.connect('one'): per-invocation | handler → psycopg2.connect",
        "psycopg2.connect('two'): per-invocation | closed | handler → psycopg2.connect",
      ],
    },
  ]);
});

describe('the code of a function', () => {
  it('is what its entry loads: modules, packages with the way to them, what is built once, and what is missing', async () => {
    const code = await codeOf(`//- app.js
const db = require('./db');
const gone = require('./gone');
exports.handler = async () => db;
//- db.js
const { S3Client } = require('@aws-sdk/client-s3');
module.exports = new S3Client({});
//- unused.js
require('aws-sdk');
`);
    assert.ok(typeof code !== 'string');
    assert.deepEqual(
      [
        code.modules.map(({ path }) => path),
        code.imports.map((it) => it.trace.map(({ label }) => label)),
        code.initialised.map(({ creation }) => creation.resource.code),
        code.gaps,
      ],
      [
        ['app.js', 'db.js'],
        [['./db', '@aws-sdk/client-s3']],
        ['new S3Client'],
        ['`./gone`, which `app.js` imports, was not found.'],
      ],
    );
  });

  it('is not known when the file has no such function, and it says so', async () => {
    assert.equal(await codeOf(app('def other(event):\n    pass\n')), '`app.py` has no function `handler`');
    assert.equal(await codeOf('//- app.py\n', ''), '`app.py` has no function ``');
  });
});

describe('a table of hundreds of objects', () => {
  it('is looked up through methods each of which gives any of them', async () => {
    const names = Array.from({ length: 400 }, (_, index) => String(index));
    const text = `//- app.mjs
import { S3Client } from '@aws-sdk/client-s3';
${names.map((it) => `class Step${it} { next() { return steps[this.name]; } run() { return new S3Client({}); } }`).join('\n')}
const steps = { ${names.map((it) => `s${it}: new Step${it}()`).join(', ')} };
const run = (kind) => steps[kind].next().next().next().run();
export const handler = async () => run('s1');`;
    assert.equal((await reached(text)).length, names.length);
  });
});
