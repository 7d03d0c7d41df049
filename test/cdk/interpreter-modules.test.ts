import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cdkApps, declareApp } from '../../src/cdk/app.ts';
import { known } from '../../src/core/known.ts';
import { project } from '../project.ts';
import { filesOf, functionsOf, interpreted } from './interpreted.ts';

const cdkJson = (command: string): string => `
//- cdk.json
{ "app": "${command}" }
//- package.json
{ "dependencies": { "aws-cdk-lib": "2" } }`;

describe('modules of a CDK app', () => {
  it('are followed through barrels, defaults, aliases of tsconfig.json and data', async () => {
    assert.deepEqual(
      await functionsOf(`${cdkJson('npx tsx bin/app.ts')}
//- tsconfig.json
{
  // Comments are allowed.
  "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"] } },
}
//- config/settings.json
{ "memory": 320, "functions": [{ "name": "One" }, { "name": "Two", "memory": 640 }] }
//- lib/index.ts
export * from './stack';
export { default as names, Size as Sizes } from './names';
//- lib/names.ts
export enum Size { Small = 128, Next, Large = 'large' }
const names = { prefix: 'app' };
export default names;
//- lib/stack.ts
import { Construct } from 'constructs';
import cdk = require('aws-cdk-lib');
import { Function } from 'aws-cdk-lib/aws-lambda';
import names, { Size } from './names';
const settings = require('../config/settings.json');
export class Main extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const { name, memory = settings.memory } of settings.functions)
      new Function(this, \`\${names.prefix}\${name}\`, { memorySize: memory, handler: Size.Large, timeout: Size.Next });
  }
}
//- bin/app.ts
import { App } from 'aws-cdk-lib';
import { Main, Sizes } from '@lib/index';
new Main(new App(), \`Main\${Sizes.Small}\`);
`),
      {
        'Main128/appOne': { memorySize: 320, handler: 'large', timeout: 129 },
        'Main128/appTwo': { memorySize: 640, handler: 'large', timeout: 129 },
      },
    );
  });

  it('are followed into packages of the same workspace', async () => {
    assert.deepEqual(
      await functionsOf(`
//- infra/cdk.json
{ "app": "npx tsx app.ts" }
//- infra/package.json
{ "name": "infra", "dependencies": { "aws-cdk-lib": "2", "@acme/constructs": "workspace:*" } }
//- infra/app.ts
import { App, Stack } from 'aws-cdk-lib';
import { small } from '@acme/constructs';
import { large } from '@acme/constructs/large';
const stack = new Stack(new App(), 'Main');
small(stack, 'Small');
large(stack, 'Large');
//- packages/constructs/package.json
{ "name": "@acme/constructs", "main": "dist/index.js" }
//- packages/constructs/src/index.ts
import { Function } from 'aws-cdk-lib/aws-lambda';
export const small = (scope, id) => new Function(scope, id, { memorySize: 128 });
//- packages/constructs/src/large.ts
import { Function } from 'aws-cdk-lib/aws-lambda';
export const large = (scope, id) => new Function(scope, id, { memorySize: 2048 });
`),
      { 'Main/Small': { memorySize: 128 }, 'Main/Large': { memorySize: 2048 } },
    );
  });

  it('are followed in CommonJS', async () => {
    assert.deepEqual(
      await functionsOf(`${cdkJson('node app.js')}
//- app.js
const { App } = require('aws-cdk-lib');
const { Main } = require('./stack');
const shared = require('./shared');
new Main(new App(), 'Main', { ...shared, timeout: shared.seconds(2) });
//- shared.js
const base = { memorySize: 192 };
module.exports = base;
module.exports.seconds = (n) => n * 1000;
//- stack.js
const cdk = require('aws-cdk-lib');
const lambda = require('aws-cdk-lib/aws-lambda');
class Main extends cdk.Stack {
  constructor(scope, id, { memorySize, timeout, ...rest }) {
    super(scope, id, rest);
    this.fn = new lambda.Function(this, 'Fn', { memorySize, timeout });
  }
}
module.exports = { Main };
`),
      { 'Main/Fn': { memorySize: 192, timeout: 2000 } },
    );
  });

  it('are followed through packages, relative imports and data of Python', async () => {
    assert.deepEqual(
      await functionsOf(`${cdkJson('python3 app.py')}
//- app.py
import aws_cdk as cdk
import stacks
from stacks import *
app = cdk.App()
Main(app, "Main", config=stacks.CONFIG)
//- stacks/__init__.py
from .main import Main
from .settings import CONFIG
//- stacks/settings.py
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
class Size(Enum):
    SMALL = 128
    LARGE = 1024
@dataclass
class Config:
    size: Size
    name: str = "fn"
with open(Path(__file__).parent / "data" / "settings.json") as file:
    DATA = json.load(file)
CONFIG = Config(size=Size.LARGE)
//- stacks/data/settings.json
{ "timeout": 7 }
//- stacks/main.py
from aws_cdk import Stack, aws_lambda
from . import settings
from .constructs.fn import make
class Main(Stack):
    def __init__(self, scope, id, *, config: settings.Config, **kwargs):
        super().__init__(scope, id, **kwargs)
        make(self, config.name, memory_size=config.size.value, timeout=settings.DATA["timeout"])
//- stacks/constructs/fn.py
import aws_cdk.aws_lambda as lambda_
def make(scope, id, **kwargs):
    return lambda_.Function(scope, id, **kwargs)
`),
      { 'Main/fn': { memorySize: 1024, timeout: 7 } },
    );
  });

  it('are followed into what the workspace packs for others to install', async () => {
    assert.deepEqual(
      await functionsOf(`
//- infra/cdk.json
{ "app": "python3 app.py" }
//- infra/app.py
from aws_cdk import App
from company.cdk.stack import CompanyStack
from company.words import words
from tools.sizes import memory
from aws_cdk.aws_lambda import Function
class Main(CompanyStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        Function(self, words.name, memory_size=memory)
Main(App(), "Main")
//- helpers/cdk/setup.py
//- helpers/cdk/company/cdk/__init__.py
//- helpers/cdk/company/cdk/stack.py
from aws_cdk import Stack
class CompanyStack(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
//- helpers/common/setup.py
//- helpers/common/company/words/__init__.py
from . import words
//- helpers/common/company/words/words.py
name = "One"
//- tools/pyproject.toml
//- tools/src/tools/__init__.py
//- tools/src/tools/sizes.py
memory = 512
`),
      { 'Main/One': { memorySize: 512 } },
    );
  });

  it('of version 1 of the library mean the same', async () => {
    const expected = { 'Main/Fn': { runtime: 'aws-lambda.Runtime.NODEJS_14_X', timeout: 'core.Duration.seconds(3)' } };
    assert.deepEqual(
      await functionsOf(`${cdkJson('npx ts-node bin/app.ts')}
//- bin/app.ts
import * as cdk from '@aws-cdk/core';
import * as lambda from '@aws-cdk/aws-lambda';
const stack = new cdk.Stack(new cdk.App(), 'Main');
new lambda.Function(stack, 'Fn', { runtime: lambda.Runtime.NODEJS_14_X, timeout: cdk.Duration.seconds(3) });
`),
      expected,
    );
    assert.deepEqual(
      await functionsOf(`${cdkJson('python3 app.py')}
//- app.py
from aws_cdk import core as cdk, aws_lambda as _lambda
class Main(cdk.Stack):
    def __init__(self, scope: cdk.Construct, id: str, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        _lambda.Function(self, "Fn", runtime=_lambda.Runtime.NODEJS_14_X, timeout=cdk.Duration.seconds(3))
app = cdk.App()
Main(app, "Main")
`),
      expected,
    );
  });

  it('of others are told of once, where something of them is made', async () => {
    const { declarations } = await interpreted(`${cdkJson('npx tsx app.ts')}
//- app.ts
import { App, Stack } from 'aws-cdk-lib';
import { Api, Site } from '@acme/constructs';
import { NagSuppressions } from 'cdk-nag';
const stack = new Stack(new App(), 'Main');
const api = new Api(stack, 'Api', { size: 3 });
new Site(stack, 'Site');
NagSuppressions.addStackSuppressions(stack, []);
`);
    assert.deepEqual(
      declarations.problems.map(({ path, message }) => [path, message]),
      [
        [
          'app.ts',
          'What `Api` of `@acme/constructs` declares is not read, so functions that it makes are not found. Run `cdk synth`: what it writes is read.',
        ],
      ],
    );
  });

  it('and files of inline code are read where they lie', async () => {
    const { files } = project(`${cdkJson('python3 app.py')}
//- app.py
from aws_cdk import App, Stack, aws_lambda as lambda_
stack = Stack(App(), "Main")
with open("code/report.py", encoding="utf8") as file:
    code = file.read()
lambda_.Function(stack, "Fn", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.main", code=lambda_.InlineCode(code))
//- code/report.py
def main(event, context):
    return 1
`);
    const { library: _, ...context } = await filesOf(new Map(files));
    const [app] = cdkApps(context.paths, context).apps;
    assert.ok(app);
    const [fn] = declareApp(app, context).resources.filter(({ type }) => type === 'AWS::Lambda::Function');
    assert.ok(fn?.asset?.kind === 'python');
    const { directory, index, symbol } = fn.asset;
    assert.deepEqual([directory, index, symbol], [known('code'), known('report.py'), known('main')]);
  });

  it('of AWS Solutions Constructs are known by each of their names in Python', async () => {
    const { files } = project(`
//- cdk.json
{ "app": "python3 app.py" }
//- app.py
from aws_cdk import App, Stack
import aws_solutions_constructs as solutions
from aws_solutions_constructs import aws_lambda_dynamodb as lambda_dynamodb
from aws_solutions_constructs.aws_lambda_s3 import LambdaToS3
stack = Stack(App(), "Main")
for name, construct in { "One": LambdaToS3, "Two": lambda_dynamodb.LambdaToDynamoDB, "Three": solutions.aws_lambda_sns.LambdaToSns }.items():
    construct(stack, name, lambda_function_props={ "handler": f"{name}.handler" })
`);
    const { library: _, ...context } = await filesOf(new Map(files));
    const [app] = cdkApps(context.paths, context).apps;
    assert.ok(app);
    const { resources, problems } = declareApp(app, context);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      resources.filter(({ type }) => type === 'AWS::Lambda::Function').map(({ id }) => id),
      ['Main/One/LambdaFunction', 'Main/Two/LambdaFunction', 'Main/Three/LambdaFunction'],
    );
  });

  it('that Docker builds the code of are those that its Dockerfile copies there', async () => {
    const { files } = project(`
//- infra/cdk.json
{ "app": "python3 app.py" }
//- infra/app.py
import os
from aws_cdk import App, Stack, aws_lambda
stack = Stack(App(), "Main")
for handler in ["handler.main", "api.routes.handler", "other.handler", "none.handler", "index.run"]:
    aws_lambda.Function(
        stack, handler, handler=handler,
        code=aws_lambda.Code.from_docker_build(os.path.abspath("../"), file="infra/Dockerfile"),
    )
//- infra/Dockerfile
FROM public.ecr.aws/sam/build-python3.12:latest AS build
WORKDIR /tmp
COPY code/none.py none.py
COPY --from=other code/none.py /asset/none.py
COPY code/api \\
  /asset/api/
FROM build
WORKDIR /asset
COPY code/lambda.py handler.py
COPY ["code/other.py", "code/index.mjs", "./"]
//- code/lambda.py
//- code/api/routes.py
//- code/other.py
//- code/none.py
//- code/index.mjs
`);
    const { library: _, ...context } = await filesOf(new Map(files));
    const [app] = cdkApps(context.paths, context).apps;
    assert.ok(app);
    const functions = declareApp(app, context).resources.filter(({ type }) => type === 'AWS::Lambda::Function');
    const found = functions.map(({ id, asset }) => {
      if (asset?.kind === 'entry') return [id, asset.path, asset.symbol];
      if (asset?.kind === 'python') return [id, asset.directory, asset.index, asset.symbol];
      return [id, asset?.kind];
    });
    assert.deepEqual(found, [
      ['Main/handler.main', known('code'), known('lambda.py'), known('main')],
      ['Main/api.routes.handler', known('code/api'), known('routes.py'), known('handler')],
      ['Main/other.handler', known('code'), known('other.py'), known('handler')],
      ['Main/none.handler', 'path'],
      ['Main/index.run', known('code/index.mjs'), known('run')],
    ]);
  });
});
