/** Where imports lead: each form in a small project, with the way from the handler to the construction. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reached } from '../reach.ts';

const helper = `import { S3Client } from '@aws-sdk/client-s3';
export const load = () => new S3Client({}).send();
`;
const found = ['new S3Client: per-invocation | handler → load → S3Client'];

describe('imports of JavaScript and TypeScript', () => {
  const forms: readonly (readonly [title: string, text: string])[] = [
    [
      'a path of the nearest tsconfig.json, which has comments',
      `//- lambdas/orders/app.ts
import { load } from '@modules/aws/s3';
export const handler = () => load();
//- lambdas/orders/tsconfig.json
{
  // The longest beginning counts.
  "compilerOptions": { "paths": { "@modules/*": ["../../modules/*"], "@modules/aws/*": ["../../modules/aws/src/*"], } },
}
//- modules/aws/src/s3.ts
${helper}`,
    ],
    [
      'a path of the tsconfig.json that the nearest one extends',
      `//- app/src/app.ts
import { load } from '@libs/s3';
export const handler = () => load();
//- app/tsconfig.json
{ "extends": "../tsconfig.base", "compilerOptions": { "strict": true } }
//- tsconfig.base.json
{ "compilerOptions": { "baseUrl": ".", "paths": { "@libs/*": ["libs/*"] } } }
//- libs/s3.ts
${helper}`,
    ],
    [
      'a directory whose package.json names its main file',
      `//- app.js
import { load } from './utils';
export const handler = () => load();
//- utils/package.json
{ "name": "utils", "main": "./lib/main" }
//- utils/lib/main.js
${helper}`,
    ],
    [
      'the compiled file of a source',
      `//- app.js
const { load } = require('./dist/aws/s3');
exports.handler = () => load();
//- src/aws/s3.ts
${helper}`,
    ],
    [
      'a file of a layer that nobody declares, where only one file can be meant',
      `//- lambdas/orders/app.ts
import { load } from '/opt/utils/s3';
export const handler = () => load();
//- layers/shared/utils/s3.ts
${helper}`,
    ],
    [
      'a file of a layer, where another one has its name elsewhere',
      `//- lambdas/orders/app.js
const { load } = require('/opt/s3.js');
exports.handler = () => load();
//- layers/shared/opt/s3.js
${helper}
//- lambdas/mails/s3.js
exports.load = () => undefined;
`,
    ],
    [
      'a compiled file of a layer that nobody declares',
      `//- lambdas/orders/app.ts
import { load } from '/opt/nodejs/common/models/dist/utils/s3';
export const handler = () => load();
//- common/models/src/utils/s3.ts
${helper}`,
    ],
    [
      'a module below the base URL',
      `//- src/app.ts
import { load } from 'lib/s3';
export const handler = () => load();
//- tsconfig.json
{ "compilerOptions": { "baseUrl": "src" } }
//- src/lib/s3.ts
${helper}`,
    ],
    [
      'a package of the same npm workspace, by its source',
      `//- functions/orders/app.ts
import { load } from '@shop/aws';
export const handler = () => load();
//- package.json
{ "workspaces": ["functions/*", "libs/*"] }
//- libs/aws/package.json
{ "name": "@shop/aws", "main": "dist/index.js" }
//- libs/aws/src/index.ts
export * from './s3';
//- libs/aws/src/s3.ts
${helper}`,
    ],
    [
      'a file of a package of the same pnpm workspace, by its exports',
      `//- functions/orders/app.ts
import { load } from '@shop/aws/s3';
export const handler = () => load();
//- pnpm-workspace.yaml
packages: ["functions/*", "libs/*"]
//- libs/aws/package.json
{ "name": "@shop/aws", "exports": { ".": "./src/index.ts", "./*": { "types": "./types/*.d.ts", "import": "./code/*.ts" } } }
//- libs/aws/code/s3.ts
${helper}`,
    ],
    [
      'a file of a package beside it that Rush knows, by what it is compiled to',
      `//- road/orders/src/app.ts
import { load } from '@shop/aws/dist/aws/s3';
export const handler = () => load();
//- rush.json
{ "projects": [{ "packageName": "@shop/aws", "projectFolder": "lib/aws" }] }
//- lib/aws/package.json
{ "name": "@shop/aws", "exports": { "./dist/aws/s3": "./dist/aws/s3.js" } }
//- lib/aws/src/aws/s3.ts
${helper}`,
    ],
    [
      'a package that a local dependency leads to',
      `//- functions/orders/app.js
const { load } = require('@shop/aws');
exports.handler = () => load();
//- functions/orders/package.json
{ "dependencies": { "@shop/aws": "file:../../shared/aws" } }
//- shared/aws/package.json
{ "name": "@shop/aws", "main": "main.js" }
//- shared/aws/main.js
${helper}`,
    ],
    [
      'an alias of module-alias',
      `//- src/app.js
require('module-alias/register');
const { load } = require('@lib/s3');
exports.handler = () => load();
//- package.json
{ "_moduleAliases": { "@lib": "src/lib" } }
//- src/lib/s3.js
${helper}`,
    ],
    [
      'a path of a configuration that the one of the solution refers to',
      `//- src/app.ts
import { load } from '@lib/s3';
export const handler = () => load();
//- tsconfig.json
{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }
//- tsconfig.app.json
{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }
//- src/lib/s3.ts
${helper}`,
    ],
    [
      'a path of the base that the configurations of all projects extend',
      `//- apps/orders/src/app.ts
import { load } from '@shop/aws';
export const handler = () => load();
//- apps/orders/tsconfig.app.json
{ "extends": "../../tsconfig.base.json" }
//- tsconfig.base.json
{ "compilerOptions": { "baseUrl": ".", "paths": { "@shop/aws": ["libs/aws/index.ts"] } } }
//- libs/aws/index.ts
${helper}`,
    ],
    [
      'an import of the package itself',
      `//- src/app.mjs
import { load } from '#lib/s3.js';
export const handler = () => load();
//- package.json
{ "imports": { "#lib/*": "./src/lib/*" } }
//- src/lib/s3.js
${helper}`,
    ],
    [
      'a namespace, a re-export of a namespace and a default export',
      `//- app.mjs
import * as aws from './aws.mjs';
export const handler = () => aws.s3.default();
//- aws.mjs
export * as s3 from './s3.mjs';
//- s3.mjs
import { S3Client } from '@aws-sdk/client-s3';
export default function load() {
  return new S3Client({});
}
`,
    ],
    [
      'a barrel that renames',
      `//- app.mjs
import { fetchIt } from './index.mjs';
export const handler = () => fetchIt();
//- index.mjs
export { load as fetchIt } from './s3.mjs';
//- s3.mjs
${helper}`,
    ],
    [
      'CommonJS, whole and taken apart',
      `//- app.js
const aws = require('./aws');
exports.handler = async () => aws.load();
//- aws/index.js
const { load } = require('./s3');
module.exports = { load };
//- aws/s3.js
const { S3Client } = require('@aws-sdk/client-s3');
exports.load = () => new S3Client({});
`,
    ],
    [
      'CommonJS that exports one function',
      `//- app.js
const load = require('./load');
exports.handler = async () => load();
//- load.js
const { S3Client } = require('@aws-sdk/client-s3');
module.exports = function load() {
  return new S3Client({});
};
`,
    ],
    [
      'a module that is loaded when it is needed',
      `//- app.mjs
export const handler = async () => {
  const { load } = await import('./s3.mjs');
  return load();
};
//- s3.mjs
${helper}`,
    ],
  ];
  for (const [title, text] of forms)
    it(`are followed: ${title}`, async () => assert.deepEqual(await reached(text), found));

  it('of a file that is not there do not lead to one that was not compiled to it', async () => {
    const text = `//- app.js
const { load } = require('./dist/aws/s3');
exports.handler = () => load();
//- src/aws/s3.js
${helper}`;
    assert.deepEqual(await reached(text), []);
  });

  it('of a package end there, where what depends on it takes it from the registry', async () => {
    const text = `//- functions/orders/app.js
const { load } = require('aws');
exports.handler = () => load();
//- functions/orders/package.json
{ "dependencies": { "aws": "^1.0.0", "other": "file:../../aws" } }
//- aws/package.json
{ "name": "aws", "main": "index.js" }
//- aws/index.js
${helper}`;
    assert.deepEqual(await reached(text), []);
  });

  it('of a package end there, though a sample of the workspace has its name', async () => {
    const text = `//- functions/orders/app.ts
import { load } from 'aws';
export const handler = () => load();
//- samples/aws/package.json
{ "name": "aws", "main": "index.ts" }
//- samples/aws/index.ts
${helper}`;
    assert.deepEqual(await reached(text), []);
  });
});

describe('imports of Python', () => {
  const s3 = `import boto3


def load():
    return boto3.client("s3")
`;
  const forms: readonly (readonly [title: string, text: string])[] = [
    [
      'relative, within a package',
      `//- shop/orders/app.py
from ..aws.s3 import load


def handler(event, context):
    return load()
//- shop/aws/__init__.py
//- shop/aws/s3.py
${s3}`,
    ],
    [
      'a package whose __init__ imports it when it is asked for',
      `//- app.py
from aws import load


def handler(event, context):
    return load()
//- aws/__init__.py
__all__ = ["load"]


def __getattr__(name):
    if name == "load":
        from aws.s3 import load

        return load
    raise AttributeError(name)
//- aws/s3.py
${s3}`,
    ],
    [
      'a package whose __init__ passes it on',
      `//- app.py
import aws as tools


def handler(event, context):
    return tools.load()
//- aws/__init__.py
from .s3 import load
//- aws/s3.py
${s3}`,
    ],
    [
      'all names of a module',
      `//- app.py
from aws.s3 import *


def handler(event, context):
    return load()
//- aws/s3.py
${s3}`,
    ],
    [
      'a module of a module',
      `//- app.py
import aws.s3


def handler(event, context):
    return aws.s3.load()
//- aws/__init__.py
//- aws/s3.py
${s3}`,
    ],
    [
      'within the function',
      `//- app.py
def handler(event, context):
    from aws import s3

    return s3.load()
//- aws/s3.py
${s3}`,
    ],
    [
      'past a nearer package that lacks the module',
      `//- app.py
from orders.service import load
def handler(event, context):
    return load()
//- orders/service.py
from utils.s3 import load
//- orders/utils/__init__.py
//- orders/utils/text.py
//- utils/__init__.py
//- utils/s3.py
${s3}`,
    ],
  ];
  for (const [title, text] of forms)
    it(`are followed: ${title}`, async () =>
      assert.deepEqual(await reached(text), ['boto3.client("s3"): per-invocation | handler → load → boto3.client']));
});

describe('what is laid out like a layer', () => {
  const app = `//- lambdas/orders/app.py
from shared.s3 import load
def handler(event, context):
    return load()
`;
  const shared = `import boto3
def load():
    return boto3.client("s3").list_buckets()
`;

  it('is found where nothing declares it', async () => {
    assert.deepEqual(
      await reached(
        `${app}//- terraform/modules/python/shared/__init__.py\n//- terraform/modules/python/shared/s3.py\n${shared}`,
      ),
      ['boto3.client("s3"): per-invocation | handler → load → boto3.client'],
    );
  });

  it('is not guessed where there are two', async () => {
    const layer = (name: string) => `//- ${name}/python/shared/__init__.py\n//- ${name}/python/shared/s3.py\n${shared}`;
    assert.deepEqual(await reached(app + layer('one') + layer('two')), []);
  });

  it('comes after what lies beside the code', async () => {
    const own = '//- lambdas/shared/__init__.py\n//- lambdas/shared/s3.py\ndef load():\n    return 1\n';
    assert.deepEqual(
      await reached(`${app}${own}//- layer/python/shared/__init__.py\n//- layer/python/shared/s3.py\n${shared}`),
      [],
    );
  });
});

describe('what the workspace packs for others to install', () => {
  const app = `//- lambdas/orders/app.py
from shop.s3 import load
def handler(event, context):
    return load()
`;
  const packed = (directory: string): string => `//- ${directory}/shop/__init__.py
//- ${directory}/shop/s3.py
import boto3
def load():
    return boto3.client("s3").list_buckets()
`;
  const found = ['boto3.client("s3"): per-invocation | handler → load → boto3.client'];

  it('is found beside its pyproject.toml', async () =>
    assert.deepEqual(await reached(`${app}//- packages/shop/pyproject.toml\n${packed('packages/shop')}`), found));
  it('is found in `src`', async () =>
    assert.deepEqual(await reached(`${app}//- packages/shop/setup.py\n${packed('packages/shop/src')}`), found));
  it('is found in each distribution that holds a part of the package', async () => {
    const part = (directory: string, name: string): string =>
      packed(directory)
        .replace('/shop/__init__.py', `/shop/${name}/__init__.py`)
        .replace('/shop/s3', `/shop/${name}/s3`);
    assert.deepEqual(
      await reached(
        `${app.replace('shop.s3', 'shop.files.s3')}//- one/setup.py\n${part('one', 'files')}//- two/setup.py\n${part('two', 'other')}`,
      ),
      found,
    );
  });
  it('is not guessed where there are two', async () =>
    assert.deepEqual(
      await reached(`${app}//- one/pyproject.toml\n${packed('one')}//- two/pyproject.toml\n${packed('two/src')}`),
      [],
    ));
  it('is not anything that lies somewhere', async () =>
    assert.deepEqual(await reached(`${app}${packed('other')}//- other/app.py\n`), []));
});

describe('what a file of Python passes on that packages give', () => {
  const app = (imported: string, made: string): string =>
    `//- app.py\n${imported}\n\n\ndef handler(event, context):\n    return ${made}\n`;
  const s3 = ['boto3.client("s3"): per-invocation | handler → boto3.client'];
  const forms: readonly (readonly [title: string, text: string, said: readonly string[]])[] = [
    ['a package', `${app('from common import boto3', 'boto3.client("s3")')}//- common.py\nimport boto3\n`, s3],
    ['everything', `${app('from common import *', 'boto3.client("s3")')}//- common.py\nimport boto3\n`, s3],
    [
      'everything that another one passes on',
      `${app('from common import *', 'boto3.client("s3")')}//- common.py\nfrom other import *\n//- other.py\nimport boto3\n`,
      s3,
    ],
    [
      'what a package makes',
      `${app('import common', 'common.boto3.resource("dynamodb").Table("a")')}//- common.py\nimport boto3\n`,
      ['common.boto3.resource("dynamodb").Table("a"): per-invocation | handler → boto3.resource().Table'],
    ],
    [
      'a class of a package',
      `${app('from common import PoolManager', 'PoolManager(retries=False)')}//- common.py\nfrom urllib3 import PoolManager\n`,
      ['PoolManager: per-invocation | handler → urllib3.PoolManager'],
    ],
    [
      'a class of its own by that name',
      `${app('from common import PoolManager', 'PoolManager(retries=False)')}//- common.py\nclass PoolManager:\n    pass\n`,
      [],
    ],
    [
      'a class of another package by that name',
      `${app('from common import PoolManager', 'PoolManager()')}//- common.py\nfrom swimming import PoolManager\n`,
      [],
    ],
    ['a package that nobody has', app('from common import PoolManager', 'PoolManager()'), []],
    [
      'what is handed to a class of its own by such a name',
      `${app('import boto3\nfrom common import PoolManager', 'PoolManager(boto3.client("s3"))')}//- common.py\nclass PoolManager:\n    pass\n`,
      s3,
    ],
  ];
  for (const [title, text, said] of forms) it(title, async () => assert.deepEqual(await reached(text), said));
});

describe('a name that a module of Python gives two things', () => {
  const project = (given: string): string => `//- app.py
from service import service
def handler(event, context):
    return service.put(event)
//- service.py
import boto3
class Service:
    def put(self, event):
        boto3.client("events").put_events()
class Played:
    def put(self, event):
        return None
class Traced:
    def __init__(self, inner):
        self.inner = inner
    def put(self, event):
        return self.inner.put(event)
${given}
`;
  const found = 'boto3.client("events"): per-invocation | handler → Service.put → boto3.client';

  it('is either, where an error decides', async () => {
    const given = (other: string) => `try:\n    service = Service()\nexcept Exception:\n    service = ${other}`;
    assert.deepEqual(await reached(project(given('None'))), [found]);
    assert.deepEqual(await reached(project(given('Played()'))), [found]);
  });

  it('is what it was made last, when that is made of the other', async () => {
    assert.deepEqual(await reached(project('service = Service()\nservice = Traced(service)')), [found]);
  });

  it('is nothing else, when it is given one thing only', async () => {
    assert.deepEqual(await reached(project('other = Service()\nservice = None\nservice = Played()')), []);
  });
});

describe('a directory for packages that people wrote', () => {
  const app = `from shop.s3 import load
def handler(event, context):
    return load()
`;
  const s3 = `import boto3
def load():
    return boto3.client("s3").list_buckets()
`;
  const found = ['boto3.client("s3"): per-invocation | handler → load → boto3.client'];

  it('is one of those in which names are looked up that stand above', async () => {
    const project = `//- functions/orders/app.py\n${app}//- functions/site-packages/shop/s3.py\n${s3}//- functions/site-packages/tool.py\nx = 1\n`;
    assert.deepEqual(await reached(project), found);
  });

  it('is not one for code beside it', async () => {
    const project = `//- functions/orders/app.py\n${app}//- other/site-packages/shop/s3.py\n${s3}//- other/site-packages/tool.py\nx = 1\n`;
    assert.deepEqual(await reached(project), []);
  });
});
