import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { workspaceOf } from '../project.ts';

/** The functions that are found without a template. */
async function found(path: string, text: string): Promise<readonly string[]> {
  const review = await workspaceOf(new Map([[path, text]])).workspace.review();
  assert.deepEqual(review.crashes, []);
  return review.application.functions.map((fn) => {
    assert.equal(fn.declared, 'shape');
    assert.ok(fn.entry.found && review.handlers.has(fn.key));
    return `${fn.entry.path}#${fn.entry.symbol}`;
  });
}

describe('a handler that no template names', () => {
  const handlers: readonly (readonly [path: string, text: string, symbol: string])[] = [
    ['app.py', 'def lambda_handler(event, context):\n    return 1\n', 'lambda_handler'],
    ['app.py', 'async def handler(event, context):\n    return 1\n', 'handler'],
    ['app.py', 'def order_handler(event: dict, _: object) -> dict:\n    return {}\n', 'order_handler'],
    ['app.py', 'def handler(_: dict, context: object) -> dict:\n    return {}\n', 'handler'],
    ['app.py', 'def handler(\n    _event,\n    _context,\n):\n    return 1\n', 'handler'],
    [
      'powertools.py',
      'from aws_lambda_powertools import Logger, Tracer\nt, l = Tracer(), Logger()\n\n@l.inject_lambda_context(log_event=True)\n@t.capture_lambda_handler\ndef lambda_handler(event, context):\n    return 1\n',
      'lambda_handler',
    ],
    [
      'app.py',
      'def lambda_handler(  # noqa: C901\n    event: dict, context: object\n):\n    return 1\n',
      'lambda_handler',
    ],
    [
      'main.py',
      'from fastapi import FastAPI\nfrom mangum import Mangum\napp = FastAPI()\n\n@app.get("/")\ndef index():\n    return 1\n\nhandler = Mangum(app)\n',
      'handler',
    ],
    [
      'main.py',
      'from fastapi import FastAPI\nfrom mangum import Mangum\nfrom aws_lambda_powertools import Logger\nlogger, app = Logger(), FastAPI()\n\n@app.get("/")\ndef index():\n    return 1\n\nhandler: Mangum = Mangum(app)\nhandler.__name__ = "handler"\nhandler = logger.inject_lambda_context(handler)\n',
      'handler',
    ],
    [
      'main.py',
      'from fastapi import FastAPI\nfrom mangum import Mangum\nfrom aws_lambda_powertools import Tracer\ntracer, app = Tracer(), FastAPI()\n\n@app.get("/")\ndef index():\n    return 1\n\nhandler = tracer.capture_lambda_handler(Mangum(app))\n',
      'handler',
    ],
    [
      'app.py',
      'import chalice\nfrom shop import ShopChaliceApp\nclass Orders(ShopChaliceApp):\n    pass\napp = Orders()\n\n@app.route("/")\ndef index():\n    return 1\n',
      'app',
    ],
    [
      'app.py',
      'from flask_lambda import FlaskLambda\napp = FlaskLambda(__name__)\n\n@app.route("/")\ndef index():\n    return 1\n',
      'app',
    ],
    [
      'app.py',
      'class Base:\n    @classmethod\n    def get_handler(cls):\n        return lambda event, context: cls().handle(event)\nclass Orders(Base):\n    def handle(self, event):\n        return 1\nlambda_handler = Orders.get_handler()\n',
      'lambda_handler',
    ],
    [
      'app.py',
      'class Orders:\n    @classmethod\n    def handler(cls, event, context):\n        return cls().run(event)\n    def run(self, event):\n        return 1\nhandler = Orders.handler\n',
      'handler',
    ],
    ['app.py', 'def lambda_handler(request, context):\n    return 1\n', 'lambda_handler'],
    [
      'preview.py',
      'from shared import api\n\n@api(origins=["*"])\ndef lambda_handler(request):\n    return 1\n',
      'lambda_handler',
    ],
    [
      'index.js',
      "const serverlessExpress = require('@codegenie/serverless-express');\nconst app = require('express')();\napp.get('/', (req, res) => res.send(1));\nexports.handler = serverlessExpress({ app });\n",
      'handler',
    ],
    ['app.js', 'exports.handler = async (event) => 1;\n', 'handler'],
    ['app.js', 'module.exports.lambdaHandler = function (event, context, callback) {};\n', 'lambdaHandler'],
    [
      'app.js',
      "const { AWSLambda } = require('@sentry/serverless');\nconst load = async (event, context) => 1;\nexports.handler = process.env.TRACED ? AWSLambda.wrapHandler(load) : load;\n",
      'handler',
    ],
    ['app.js', 'const handler = async () => 1;\nmodule.exports = { handler };\n', 'handler'],
    ['app.js', 'exports.handler = async (request, context) => 1;\n', 'handler'],
    [
      'src/orders/handler.ts',
      "import { middyfy } from '../lambda';\nconst list = async () => 1; // Handler\nexport const main = middyfy(list);\n",
      'main',
    ],
    [
      'graph.js',
      "const { GraphQLServerLambda } = require('graphql-yoga');\nconst lambda = new GraphQLServerLambda({ resolvers: { orders: () => 1 } });\nexports.server = lambda.graphqlHandler; // Handler\n",
      'server',
    ],
    [
      'orders.ts',
      "import middy from '@middy/core';\nconst orders = middy().use(x()).handler(async (request: unknown) => 1);\nexport { orders }; // Handler\n",
      'orders',
    ],
    ['app.cjs', 'module.exports = {\n  handler: async () => 1,\n};\n', 'handler'],
    ['app.mjs', 'export const handler = async (event) => 1;\n', 'handler'],
    ['app.ts', 'export async function handler(event: unknown): Promise<void> {}\n', 'handler'],
    ['app.ts', 'export const handler: Handler<In, Out> = async (event) => 1;\n', 'handler'],
    ['app.ts', 'const main = async () => 1;\nexport { main as handler };\n', 'handler'],
    [
      'app.mjs',
      "import middy from '@middy/core';\nexport const handler = middy(async (event) => 1).use(x());\n",
      'handler',
    ],
    [
      'app.mjs',
      "import middy from '@middy/core';\nexport const handler = middy().use(x()).handler(async () => 1);\n",
      'handler',
    ],
    [
      'app.ts',
      "import middy from '@middy/core';\nconst base = async () => 1;\nexport const handler = middy(base);\n",
      'handler',
    ],
    [
      'worker.ts',
      "import type { SQSHandler } from 'aws-lambda';\nconst lambda: SQSHandler = async (batch) => work(batch); // Handler\nexport default lambda;\n",
      'default',
    ],
    [
      'worker.ts',
      "import * as lambda from 'aws-lambda';\nexport const notify: lambda.SNSHandler = async ({ Records }) => work(Records);\n",
      'notify',
    ],
    [
      'app.ts',
      'const createHandler = (orders: Orders) => async (event: In) => orders.load(event);\nexport const handler = createHandler(new Orders());\n',
      'handler',
    ],
    [
      'app.ts',
      'function makeOrders(orders: Orders) {\n  const handler = async (event: In) => orders.load(event);\n  return { handler };\n}\nexport const { handler } = makeOrders(new Orders());\n',
      'handler',
    ],
    ['get.js', 'module.exports.get = (event, context, callback) => callback(null, 1); // no handler by name\n', 'get'],
    [
      'app.ts',
      'export async function scaleUpHandler(event: SQSEvent, context: Context): Promise<void> {}\n',
      'scaleUpHandler',
    ],
    [
      'app.ts',
      'export const handleDeletionHandler: Handler<In, void> = async (\n  event: In,\n): Promise<void> => {};\n',
      'handleDeletionHandler',
    ],
    ['todos/handler.js', 'export const create = async (event) => 1; // in a handler file\n', 'create'],
    ['src/handlers/todos.js', 'exports.create = async (event) => 1; // among handlers\n', 'create'],
    [
      'todos/handler.ts',
      'const create = async (event: In) => 1;\nexport const main = middyfy(create); // in a handler file\n',
      'main',
    ],
    [
      'app.ts',
      "import { Router } from './router';\nexport const handler = Router([{ path: '/', handler: async (event: In) => 1 }]);\n",
      'handler',
    ],
    ['todos.py', 'def list_todos(event, context): # no handler by name\n    return 1\n', 'list_todos'],
    [
      'main.py',
      'def main_handler_of_all(lambda_event: dict, lambda_context: object) -> None:\n    pass\n',
      'main_handler_of_all',
    ],
  ];
  for (const [path, text, symbol] of handlers)
    it(`is found: ${text.split('\n').find((line) => /andler/.test(line)) ?? ''} (${path})`, async () =>
      assert.deepEqual(await found(path, text), [`${path}#${symbol}`]));

  it('is the app of Chalice, and each function that it deploys beside that', async () => {
    const app = `from chalice import Chalice, Rate
app = Chalice(app_name='orders')

@app.route('/')
def index():
    return {}

@app.schedule(Rate(5))
def every(event):
    return 1

@app.on_sqs_message(queue='orders')
def on_message(event):
    return 1
`;
    assert.deepEqual(await found('app.py', app), ['app.py#every', 'app.py#on_message', 'app.py#app']);
  });

  it('is none that takes something else beside what it is told', async () => {
    assert.deepEqual(await found('app.py', 'def lambda_handler(request, user):\n    return 1\n'), []);
    assert.deepEqual(await found('app.py', 'def order_handler(request, context):\n    return 1\n'), []);
    assert.deepEqual(await found('app.py', 'def error_handler(_, context):\n    return 1\n'), []);
    assert.deepEqual(await found('app.py', 'def handler(_, frame):\n    return 1\n'), []);
    assert.deepEqual(await found('app.py', 'from flask import Flask\napp = Flask(__name__)\n'), []);
  });

  it('is one, though it is defined twice', async () => {
    const twice = 'def handler(event, context):\n    return 1\n\ndef handler(event, context):\n    return 2\n';
    assert.deepEqual(await found('app.py', twice), ['app.py#handler']);
  });

  it('is reviewed, without a claim about what only a template can say', async () => {
    const review = await workspaceOf(
      new Map([['app.py', 'import boto3\n\ndef handler(event, context):\n    boto3.client("s3")\n']]),
    ).workspace.review();
    assert.deepEqual(
      review.findings.map(({ rule }) => rule),
      ['startup-time/init-in-handler'],
    );
    assert.deepEqual(
      review.outcomes.filter(({ outcome }) => outcome.kind !== 'not-applicable').map(({ rule }) => rule),
      ['startup-time/init-in-handler'],
    );
  });
});

describe('a function that takes an event and a context', () => {
  it('is no handler when the handler of its file calls it', async () => {
    const text =
      'def load(event, context):\n    return 1\n\ndef handler(event, context):\n    return load(event, context)\n';
    assert.deepEqual(await found('app.py', text), ['app.py#handler']);
  });

  it('is no handler when what a handler loads imports it', async () => {
    const { workspace } = workspaceOf(
      new Map([
        [
          'app.js',
          "import { route } from './route.js';\nexport const handler = (event, context) => route(event, context);\n",
        ],
        [
          'route.js',
          "import * as get from './get.js';\nexport const route = (event, context) => get.load(event, context);\n",
        ],
        ['get.js', 'export const load = (event, context) => 1;\n'],
        ['other.js', 'export const other = (event, context) => 1;\n'],
      ]),
    );
    const { application } = await workspace.review();
    assert.deepEqual(
      application.functions.map(({ key }) => key),
      ['app.js#handler', 'other.js#other'],
    );
  });

  it('is no handler when the code of a declared one imports it, though it is called handler', async () => {
    const { workspace } = workspaceOf(
      new Map([
        [
          'template.yaml',
          'Resources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: nodejs22.x, Handler: index.handler, CodeUri: api/ }\n',
        ],
        ['api/index.js', "const app = require('./app.js');\nexports.handler = async (event) => app.request(event);\n"],
        ['api/app.js', "const { handler: orders } = require('./orders.js');\nexports.request = (it) => orders(it);\n"],
        ['api/orders.js', 'exports.handler = async (c) => c.json({});\n'],
        ['other/index.js', 'exports.handler = async (event) => event;\n'],
      ]),
    );
    const { functions } = (await workspace.review()).application;
    assert.deepEqual(
      functions.map(({ entry }) => entry.found && entry.path),
      ['api/index.js', 'other/index.js'],
    );
  });

  it('is what a function of another file gives back, as long as that takes an event', async () => {
    const { workspace, files } = workspaceOf(
      new Map([
        ['lambda.ts', "import { createApp } from './app';\nexport const handler = createApp('orders');\n"],
        ['app.ts', 'export const createApp = (name: string) => async (event: unknown, context: unknown) => name;\n'],
      ]),
    );
    const found = async () =>
      (await workspace.review()).application.functions.map(({ entry }) => entry.found && entry.path);
    assert.deepEqual(await found(), ['lambda.ts']);
    files.set('app.ts', 'export const createApp = (name: string) => (other: string) => name + other;\n');
    workspace.changed(['app.ts']);
    assert.deepEqual(await found(), []);
  });

  const rules = `import { wrap, traced } from './wrap';
class Weighing { async process(input: unknown) { return input; } }
const weigh = async (input: unknown) => input;
export const weighing = traced(new Weighing());
export const sorting = wrap(new Weighing());
export const named = (kind: string) => wrap(new Weighing());
export const onEvent = async (event: unknown) => weigh(event);
export const onClick = lately((click: unknown) => weigh(click));
`;
  const wrap = `import { AWSLambda } from '@sentry/serverless';
interface Rule { process(input: unknown): Promise<unknown>; }
export const wrap = (rule: Rule) => {
  const handle = async (event: unknown) => rule.process(event);
  return handle;
};
export const traced = (rule: Rule) => AWSLambda.wrapHandler(async (event: unknown) => rule.process(event));
`;
  const elsewhere = async (text: string) =>
    (
      await workspaceOf(
        new Map([
          ['app/lambda.ts', text],
          ['lib/index.ts', "export * from './rules';\n"],
          ['lib/rules.ts', rules],
          ['lib/wrap.ts', wrap],
        ]),
      ).workspace.review()
    ).application.functions.map(({ key }) => key);

  for (const text of [
    "export { sorting as handler } from '../lib/rules';\n",
    "export { weighing as handler } from '../lib';\n",
    "import { sorting } from '../lib';\nexport { sorting as handler };\n",
    "import { named } from '../lib';\nexport const handler = named('transport');\n",
    "export { onEvent as handler } from '../lib';\n",
  ])
    it(`is what is made of it elsewhere: ${text.trim()}`, async () =>
      assert.deepEqual(await elsewhere(text), ['app/lambda.ts#handler']));

  it('is none when what is made elsewhere is none, and is listed once where it stands', async () => {
    assert.deepEqual(await elsewhere("export { onClick as handler } from '../lib';\n"), []);
    assert.deepEqual(await elsewhere("export { Weighing as handler } from '../lib';\n"), []);
    const files = new Map([
      ['get.ts', "import { wrap } from './lib/wrap';\nexport const handler = wrap({ process: async () => 1 });\n"],
      ['index.ts', "export { handler } from './get';\n"],
      ['lib/wrap.ts', wrap],
    ]);
    const { functions } = (await workspaceOf(files).workspace.review()).application;
    assert.deepEqual(
      functions.map(({ key }) => key),
      ['get.ts#handler'],
    );
  });

  it('is a handler again when nobody imports it any more', async () => {
    const { workspace, files } = workspaceOf(
      new Map([
        [
          'app.js',
          "import { load } from './get.js';\nexport const handler = (event, context) => load(event, context);\n",
        ],
        ['get.js', 'export const load = (event, context) => 1;\n'],
      ]),
    );
    await workspace.review();
    files.set('app.js', 'export const handler = (event, context) => 1;\n');
    workspace.changed(['app.js']);
    const { application } = await workspace.review();
    assert.deepEqual(
      application.functions.map(({ key }) => key),
      ['app.js#handler', 'get.js#load'],
    );
  });
});

describe('a function that a serverless.yml names', () => {
  const yaml = (...handlers: readonly string[]) =>
    `service: orders\nprovider:\n  name: aws\nfunctions:\n${handlers.map((it, index) => `  f${String(index)}:\n    handler: ${it}\n`).join('')}`;
  const keysIn = async (files: readonly (readonly [path: string, text: string])[]) => {
    const { application, crashes } = await workspaceOf(new Map(files)).workspace.review();
    assert.deepEqual(crashes, []);
    return application.functions.map(({ key }) => key);
  };

  it('is a handler, whatever it and its parameters are called', async () =>
    assert.deepEqual(
      await keysIn([
        ['api/serverless.yml', yaml('handler.sns # of the topic', "'src/create.main'", '"./src/list.main"')],
        ['api/handler.py', 'def sns(event, _):\n    return 1\n\ndef other(event, _):\n    return 2\n'],
        [
          'api/src/create.js',
          'export async function main(input) { return helper(input); }\nexport const helper = () => 1;\n',
        ],
        ['api/src/list.ts', "import log from './log';\nexport const main = log.wrap((input: In) => 1);\n"],
      ]),
      ['api/handler.py#sns', 'api/src/create.js#main', 'api/src/list.ts#main'],
    ));

  it('may be a member of what its file exports, or stand in a module that Python names by dots', async () =>
    assert.deepEqual(
      await keysIn([
        [
          'serverless.yml',
          yaml('src/orders.cart.get', 'src/carts.default.gone', 'jobs.nightly.run', 'src/v1.list.main'),
        ],
        ['src/orders.js', 'exports.cart = { get: async (input) => 1, put: async (input) => 2 };\n'],
        ['src/carts.js', 'exports.get = async (input) => 1;\n'],
        ['jobs/nightly.py', 'def run(event, _):\n    return 1\n'],
        ['src/v1.list.ts', 'export const main = async (input: In) => 1;\n'],
      ]),
      ['jobs/nightly.py#run', 'src/orders.js#cart.get', 'src/v1.list.ts#main'],
    ));

  it('is listed once when it looks like one as well, also when a handler imports it', async () =>
    assert.deepEqual(
      await keysIn([
        ['serverless.yml', yaml('app.handler', 'get.load')],
        [
          'app.js',
          "import { load } from './get.js';\nexport const handler = (event, context) => load(event, context);\n",
        ],
        ['get.js', 'export const load = (event, context) => 1;\n'],
      ]),
      ['app.js#handler', 'get.js#load'],
    ));

  it('is named by what is built of its file', async () =>
    assert.deepEqual(
      await keysIn([
        [
          'api/serverless.yml',
          yaml('dist/orders.main', 'jobs/clean.run', './jobs/twice.run', 'build/shop/get.run', 'gone.run'),
        ],
        ['api/src/orders.ts', 'export const main = async (input: string) => input;\n'],
        ['api/server/jobs/clean.ts', 'export const run = async (input: string) => input;\n'],
        ['api/a/jobs/twice.ts', 'export const run = async (input: string) => input;\n'],
        ['api/b/jobs/twice.ts', 'export const run = async (input: string) => input;\n'],
        ['api/shop/get.ts', 'export const run = async (input: string) => input;\n'],
        ['other/jobs/clean.ts', 'export const run = async (input: string) => input;\n'],
        ['other/gone.ts', 'export const run = async (input: string) => input;\n'],
      ]),
      ['api/server/jobs/clean.ts#run', 'api/shop/get.ts#run', 'api/src/orders.ts#main'],
    ));

  it('may stand in a file that the named one gives on as a whole', async () =>
    assert.deepEqual(
      await keysIn([
        ['serverless.yml', yaml('src/index.create', 'src/index.list', 'src/index.gone', 'src/old.get')],
        ['src/index.ts', "export * from './orders';\nexport * from 'library';\n"],
        ['src/orders/index.ts', "export { default as create } from './create';\nexport * from './list';\n"],
        ['src/orders/create.ts', 'export default async (input: string) => input;\n'],
        ['src/orders/list.ts', "import wrap from 'wrap';\nexport const list = wrap({ lambda: () => 1 });\n"],
        ['src/old.js', "module.exports = require('./get');\n"],
        ['src/get.js', 'exports.get = () => 1;\n'],
      ]),
      ['src/index.ts#create', 'src/index.ts#list', 'src/old.js#get'],
    ));

  it('is none when nothing of the name is there, or when it is for another cloud', async () =>
    assert.deepEqual(
      await keysIn([
        ['a/serverless.yml', yaml('app.gone', 'gone.main', '${file(x.yml):handler}')],
        ['a/app.js', 'export const main = () => 1;\n'],
        ['b/serverless.yml', yaml('app.main').replace('aws', 'google')],
        ['b/app.js', 'export const main = () => 1;\n'],
      ]),
      [],
    ));

  it('may be named by a file that it includes', async () =>
    assert.deepEqual(
      await keysIn([
        [
          'api/serverless.yml',
          'service: orders\nprovider:\n  name: aws\nfunctions: ${file(resources/functions.yml)}\n',
        ],
        ['api/resources/functions.yml', 'create:\n  handler: src/create.run\n'],
        ['api/src/create.js', 'exports.run = async (input) => input;\nexports.other = (input) => input;\n'],
        ['api/other/functions.yml', 'create:\n  handler: src/create.other\n'],
      ]),
      ['api/src/create.js#run'],
    ));

  it('may be named by files of which a variable chooses one', async () =>
    assert.deepEqual(
      await keysIn([
        [
          'serverless.yml',
          'service: orders\nprovider:\n  name: aws\nfunctions: ${file(parts/functions-${opt:stage}.yml)}\n',
        ],
        ['parts/functions-base.yml', 'create:\n  handler: src/create.run\n'],
        ['parts/other.yml', 'create:\n  handler: src/create.other\n'],
        ['src/create.js', 'exports.run = async (input) => input;\nexports.other = (input) => input;\n'],
      ]),
      ['src/create.js#run'],
    ));

  it('may be a member of what a call gives that is all that the file exports', async () =>
    assert.deepEqual(
      await keysIn([
        ['serverless.yml', yaml('app.getOrder')],
        ['app.js', "const orders = require('./orders');\nmodule.exports = require('./handlers')(orders);\n"],
        ['handlers.js', 'module.exports = (orders) => ({ getOrder: async (input) => orders.get(input) });\n'],
        ['orders.js', 'exports.get = (input) => input;\n'],
      ]),
      ['app.js#getOrder'],
    ));

  it('may be named by any file below with functions, where code puts these together', async () =>
    assert.deepEqual(
      await keysIn([
        ['api/serverless.yml', 'service: orders\nprovider:\n  name: aws\nfunctions: ${file(./functions.js)}\n'],
        ['api/src/create/create.yml', 'functions:\n  create:\n    handler: src/create/index.run\n'],
        ['api/src/create/index.js', 'exports.run = async (input) => input;\n'],
        ['api/src/mails/mails.yml', 'jobs:\n  create:\n    handler: src/mails/index.run\n'],
        ['api/src/mails/index.js', 'exports.run = async (input) => input;\n'],
        ['other/other.yml', 'functions:\n  create:\n    handler: index.run\n'],
        ['other/index.js', 'exports.run = async (input) => input;\n'],
      ]),
      ['api/src/create/index.js#run'],
    ));

  it('may be named by code, or beside it', async () =>
    assert.deepEqual(
      await keysIn([
        ['serverless.ts', "export default { functions: { list, get: { handler: 'src/get.run' } } };\n"],
        ['src/get.ts', 'export const run = async (input: string) => input;\n'],
        ['src/list/index.ts', 'export default { handler: `${handlerPath(__dirname)}/list.run` };\n'],
        ['src/list/list.ts', 'export const run = async (input: string) => input;\n'],
      ]),
      ['src/get.ts#run', 'src/list/list.ts#run'],
    ));

  it('may be named by Terraform, when one file alone has the path, wherever it is packed', async () =>
    assert.deepEqual(
      await keysIn([
        [
          'infra/modules/orders/main.tf',
          [
            'handlers/orders/index.post',
            'handlers/orders/verify.post',
            'shop.jobs.clean.run',
            'twice.run',
            '${var.name}.run',
          ]
            .map((it, index) => `resource "aws_lambda_function" "f${String(index)}" {\n  handler = "${it}"\n}\n`)
            .join(''),
        ],
        ['api/src/handlers/orders/index.ts', "import { wrap } from 'wrap';\nexport const post = wrap(() => 1);\n"],
        ['api/dist/handlers/orders/index.js', 'exports.post = () => 1;\n'],
        ['api/src/handlers/orders/verify/index.ts', 'export const post = () => 1;\nexport const get = () => 1;\n'],
        ['jobs/shop/jobs/clean.py', 'def run(event, _):\n    return 1\n'],
        ['a/twice.js', 'export const run = () => 1;\n'],
        ['b/twice.js', 'export const run = () => 1;\n'],
      ]),
      [
        'api/src/handlers/orders/index.ts#post',
        'api/src/handlers/orders/verify/index.ts#post',
        'jobs/shop/jobs/clean.py#run',
      ],
    ));

  it('may be named by what code is put together from, with a path from where that stands', async () =>
    assert.deepEqual(
      await keysIn([
        ['api/serverless.ts', "import { functions } from './src/functions';\nexport default { functions };\n"],
        [
          'api/src/functions/index.ts',
          "import { jobs } from './jobs';\nexport const functions = { get: { handler: `src/get.run` }, ...jobs };\n",
        ],
        ['api/src/functions/jobs.ts', "export const jobs = { clean: { handler: 'src/jobs/clean.run' } };\n"],
        ['api/src/get.ts', 'export const run = async (input: string) => input;\nexport const other = run;\n'],
        ['api/src/jobs/clean.ts', 'export const run = async (input: string) => input;\n'],
        ['api/src/unused.ts', "export const unused = { handler: 'src/get.other' };\n"],
      ]),
      ['api/src/get.ts#run', 'api/src/jobs/clean.ts#run'],
    ));

  it('is the one that it names after a change', async () => {
    const { workspace, files } = workspaceOf(
      new Map([
        ['serverless.yml', yaml('app.first')],
        ['app.py', 'def first(message):\n    return 1\n\ndef second(message):\n    return 2\n'],
      ]),
    );
    const keys = async () => (await workspace.review()).application.functions.map(({ key }) => key);
    assert.deepEqual(await keys(), ['app.py#first']);
    files.set('serverless.yml', yaml('app.second'));
    workspace.changed(['serverless.yml']);
    assert.deepEqual(await keys(), ['app.py#second']);
  });

  it('is there as long as the file that it is given on of has it', async () => {
    const list = 'export const list = async (input: string) => input;\n';
    const { workspace, files } = workspaceOf(
      new Map([
        ['serverless.yml', yaml('index.list')],
        ['index.ts', "export * from './orders';\n"],
        ['orders.ts', list],
      ]),
    );
    const keys = async () => (await workspace.review()).application.functions.map(({ key }) => key);
    assert.deepEqual(await keys(), ['index.ts#list']);
    files.set('orders.ts', list.replace('list', 'all'));
    workspace.changed(['orders.ts']);
    assert.deepEqual(await keys(), []);
    files.set('orders.ts', list);
    workspace.changed(['orders.ts']);
    assert.deepEqual(await keys(), ['index.ts#list']);
  });
});

describe('what the settings of Zappa name', () => {
  const settings = JSON.stringify({
    dev: {
      app_function: 'shop.main.app',
      aws_region: 'eu-west-1',
      events: [{ function: 'jobs.clean', expression: 'rate(1 day)' }],
    },
    prod: { extends: 'dev', app_function: 'shop.main.app' },
  });
  const app = `from flask import Flask
import boto3

def create_app():
    app = Flask(__name__)

    @app.route("/orders")
    def orders():
        return boto3.client("s3").list_buckets()

    return app

app = create_app()
`;

  it('is an app, whose routes are followed, and functions of events', async () => {
    const { application, findings, crashes } = await workspaceOf(
      new Map([
        ['zappa_settings.json', settings],
        ['shop/main.py', app],
        ['jobs.py', 'def clean(payload):\n    return 1\n'],
      ]),
    ).workspace.review();
    assert.deepEqual(crashes, []);
    assert.deepEqual(
      application.functions.map(({ key }) => key),
      ['jobs.py#clean', 'shop/main.py#app'],
    );
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'startup-time/init-in-handler').map(({ at }) => at.path),
      ['shop/main.py'],
    );
  });
});

describe('what the plugin for WSGI calls', () => {
  const app = `from flask import Flask
import boto3

app = Flask(__name__)

@app.route("/orders")
def orders():
    return boto3.client("s3").list_buckets()
`;
  const yaml = (settings: string) => `service: shop
provider: { name: aws, runtime: python3.12 }
plugins: [serverless-wsgi]
custom:
${settings}
functions:
  api:
    handler: wsgi_handler.handler
`;

  for (const [what, settings, expected] of [
    ['is the app that its settings name', '  wsgi:\n    app: shop/main.app', ['shop/main.py#app']],
    [
      'may stand after other settings',
      "  wsgi:\n    packRequirements: false\n\n    app: 'shop.main.app' # ours",
      ['shop/main.py#app'],
    ],
    ['is no app of another plugin', '  wsgi:\n    packRequirements: false\n  other:\n    app: shop.main.app', []],
  ] as const)
    it(what, async () => {
      const { application, findings } = await workspaceOf(
        new Map([
          ['serverless.yml', yaml(settings)],
          ['shop/main.py', app],
        ]),
      ).workspace.review();
      assert.deepEqual(
        application.functions.map(({ key }) => key),
        expected,
      );
      assert.equal(findings.filter(({ rule }) => rule === 'startup-time/init-in-handler').length, expected.length);
    });
});

describe('what stands beside the settings of Chalice', () => {
  it('is an app, whatever its class is called', async () => {
    const app = 'from shop import Shop\napp = Shop(app_name="shop")\n';
    const found = async (settings: string) =>
      (
        await workspaceOf(
          new Map([
            [settings, '{"version": "2.0", "app_name": "shop"}'],
            ['web/app.py', app],
            ['web/shop.py', 'from chalice import Chalice\nclass Shop(Chalice):\n    pass\n'],
            ['app.py', app],
          ]),
        ).workspace.review()
      ).application.functions.map(({ key }) => key);
    assert.deepEqual(await found('web/.chalice/config.json'), ['web/app.py#app']);
    assert.deepEqual(await found('web/config.json'), []);
  });
});

describe('what only looks like a handler', () => {
  const handler = 'def handler(event, context):\n    return 1\n';
  const others: readonly (readonly [what: string, path: string, text: string])[] = [
    ['a test in Python', 'test_app.py', handler],
    ['a test in Python, named the other way', 'src/app_test.py', handler],
    ['what tests share', 'conftest.py', handler],
    ['a file among tests', 'tests/helpers/app.py', handler],
    ['a test in TypeScript', 'app.test.ts', 'export const handler = async () => 1;\n'],
    ['a test in JavaScript', 'app.spec.js', 'exports.handler = async () => 1;\n'],
    ['a layer', 'layers/common/app.py', handler],
    ['built output', 'dist/app.js', 'exports.handler = async () => 1;\n'],
    ['a copy that cdk synth made', 'cdk.out/asset.1/app.js', 'exports.handler = async () => 1;\n'],
    ['types', 'app.d.ts', 'export declare const handler: () => void;\n'],
    ['a Flask view', 'web.py', `from flask import Flask\napp = Flask(__name__)\n\n@app.route('/')\n${handler}`],
    ['a command of click', 'cli.py', `import click\n\n@click.command()\n${handler}`],
    ['a method', 'app.py', 'class A:\n    def handler(self, event, context):\n        return 1\n'],
    [
      'a nested function',
      'app.py',
      'def make():\n    def handler(event, context):\n        return 1\n    return handler\n',
    ],
    ['a signal handler', 'app.py', 'def signal_handler(signum, frame):\n    pass\n'],
    ['a handler of a window’s events', 'app.py', 'def click_handler(event, widget):\n    pass\n'],
    ['an Express handler', 'app.js', 'exports.handler = (req, res) => res.send(1);\n'],
    ['a route of Next.js', 'app.ts', 'export async function handler(req: Req, res: Res) {}\n'],
    ['a command of yargs', 'app.js', "exports.command = 'x';\nexports.handler = (argv) => 1;\n"],
    [
      'what listens to a window’s events',
      'form.js',
      'export const onSubmit = (event) => 1;\nexport const pick = (event, value) => 2;\n',
    ],
    ['a component', 'form.tsx', 'export const changeHandler = (event) => 1;\n'],
    [
      'a function that a router calls',
      'app.py',
      "from lib import router\n\n@router.attach('/users', 'get')\ndef users(event, context):\n    return 1\n",
    ],
    ['a text', 'app.ts', "export const handler = 'text';\n"],
    [
      'what a function makes of others',
      'app.ts',
      'const make = () => (name: string) => name;\nexport const handler = make();\n',
    ],
    ['a comment', 'app.py', '# def handler(event, context):\nx = 1\n'],
  ];
  for (const [what, path, text] of others)
    it(`is left alone: ${what}`, async () => assert.deepEqual(await found(path, text), []));

  it('is its source, where what is compiled of it lies beside', async () => {
    const { workspace } = workspaceOf(
      new Map([
        ['a/index.ts', 'export const handler = async (event: unknown) => event;\n'],
        ['a/index.js', 'exports.handler = async (event) => event;\n'],
        ['b/index.js', 'exports.handler = async (event) => event;\n'],
      ]),
    );
    const { functions } = (await workspace.review()).application;
    assert.deepEqual(
      functions.map(({ entry }) => entry.found && entry.path),
      ['a/index.ts', 'b/index.js'],
    );
  });
});

describe('a function that SST names', () => {
  const keysIn = async (files: readonly (readonly [path: string, text: string])[]) => {
    const { application, crashes } = await workspaceOf(new Map(files)).workspace.review();
    assert.deepEqual(crashes, []);
    return application.functions.map(({ key }) => key);
  };
  const run = 'export const main = async (input: string) => input;\n';

  it('is a handler, whatever it is called', async () =>
    assert.deepEqual(
      await keysIn([
        ['app/sst.config.ts', "new sst.aws.Function('Get', { handler: 'src/get.main' });\n"],
        ['app/stacks/Api.ts', "new Api(stack, 'Api', { routes: { 'GET /orders': 'src/list.main' } });\n"],
        ['app/src/get.ts', run],
        ['app/src/list.ts', run],
        ['app/src/other.ts', run],
      ]),
      ['app/src/get.ts#main', 'app/src/list.ts#main'],
    ));

  it('is a handler in a project of its first versions, also where its stacks stand in `lib`', async () => {
    const api = (handler: string) => `new sst.Api(this, 'Api', { routes: { 'GET /orders': '${handler}' } });\n`;
    const files = [
      ['sst.json', '{ "name": "shop", "main": "stacks/index.ts" }'],
      ['stacks/Api.ts', api('src/list.main')],
      ['lib/Api.js', api('src/get.main')],
      ['src/list.ts', run],
      ['src/get.js', 'export const main = async (input) => input;\n'],
    ] as const;
    assert.deepEqual(await keysIn(files), ['src/get.js#main', 'src/list.ts#main']);
    const later = files.map(([path, text]) => [path.replace('sst.json', 'sst.config.ts'), text] as const);
    assert.deepEqual(await keysIn(later), ['src/list.ts#main']);
  });

  it('is none where there is no SST', async () =>
    assert.deepEqual(
      await keysIn([
        ['app/stacks/Api.ts', "new Api(stack, 'Api', { routes: { 'GET /orders': 'src/list.main' } });\n"],
        ['app/src/list.ts', run],
      ]),
      [],
    ));

  it('is the one that a stack names after a change', async () => {
    const stack = (name: string) => `new Api(stack, 'Api', { routes: { 'GET /orders': 'src/list.${name}' } });\n`;
    const { workspace, files } = workspaceOf(
      new Map([
        ['sst.config.ts', 'export default {};\n'],
        ['stacks/Api.ts', stack('main')],
        ['src/list.ts', `${run}export const other = async (input: string) => input;\n`],
      ]),
    );
    const keys = async () => (await workspace.review()).application.functions.map(({ key }) => key);
    assert.deepEqual(await keys(), ['src/list.ts#main']);
    files.set('stacks/Api.ts', stack('other'));
    workspace.changed(['stacks/Api.ts']);
    assert.deepEqual(await keys(), ['src/list.ts#other']);
  });
});
