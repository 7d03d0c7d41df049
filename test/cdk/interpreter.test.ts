import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { functionsOf, interpreted, plain, textAt } from './interpreted.ts';

/** A stack in `lib/stack.ts` with the body of its constructor. */
const typescript = (body: string, ...more: readonly string[]): string => `
//- cdk.json
{ "app": "npx ts-node --prefer-ts-exts bin/app.ts", "context": { "stage": "test", "memory": 384 } }
//- bin/app.ts
#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { MainStack } from '../lib/stack';
const app = new cdk.App();
new MainStack(app, 'Main', { memory: 256 });
//- lib/stack.ts
import * as path from 'path';
import { Stack, StackProps, Duration, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
export interface MainProps extends StackProps { memory?: number; stage?: string }
export class MainStack extends Stack {
  constructor(scope: Construct, id: string, props: MainProps) {
    super(scope, id, props);
${body}
  }
${more.join('\n')}`;

const python = (body: string, ...more: readonly string[]): string => `
//- cdk.json
{ "app": "python3 app.py", "context": { "stage": "test", "memory": 384 } }
//- app.py
#!/usr/bin/env python3
import aws_cdk as cdk
from lib.stack import MainStack
app = cdk.App()
MainStack(app, "Main", memory=256)
app.synth()
//- lib/__init__.py
//- lib/stack.py
import os
from aws_cdk import Stack, Duration, aws_lambda as _lambda
from constructs import Construct
class MainStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, memory: int = 128, stage: str = None, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
${body}
${more.join('\n')}`;

/** The same app in both languages gives the same functions. */
function both(
  what: string,
  twins: readonly [ts: string, py: string],
  expected: Readonly<Record<string, unknown>>,
): void {
  it(`${what}, in TypeScript`, async () => {
    assert.deepEqual(await functionsOf(twins[0]), expected);
  });
  it(`${what}, in Python`, async () => {
    assert.deepEqual(await functionsOf(twins[1]), expected);
  });
}

describe('the source of a CDK app', () => {
  both(
    'gives a function with its props',
    [
      typescript(`new lambda.Function(this, 'Fn', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', memorySize: 512, timeout: Duration.seconds(30),
        code: lambda.Code.fromAsset(path.join(__dirname, '../src')) });
  }`),
      python(`        _lambda.Function(self, "Fn",
            runtime=_lambda.Runtime.NODEJS_22_X, handler="index.handler", memory_size=512, timeout=Duration.seconds(30),
            code=_lambda.Code.from_asset(os.path.join(os.path.dirname(__file__), "../src")))`),
    ],
    {
      'Main/Fn': {
        runtime: 'aws-lambda.Runtime.NODEJS_22_X',
        handler: 'index.handler',
        memorySize: 512,
        timeout: 'core.Duration.seconds(30)',
        code: 'aws-lambda.Code.fromAsset(/src)',
      },
    },
  );

  both(
    'follows variables, shared props and what is given to the stack',
    [
      typescript(`const shared = { memorySize: props.memory ?? 1024, environment: { A: '1' } };
    const { memorySize, ...rest } = shared;
    new lambda.Function(this, 'A', { ...shared, handler: 'a' });
    new lambda.Function(this, 'B', { ...rest, memorySize: memorySize * 2, environment: { ...shared.environment, B: '2' } });
  }`),
      python(`        shared = {"memory_size": memory or 1024, "environment": {"A": "1"}}
        rest = {key: value for key, value in shared.items() if key != "memory_size"}
        _lambda.Function(self, "A", **shared, handler="a")
        rest["environment"] = {**shared["environment"], "B": "2"}
        _lambda.Function(self, "B", memory_size=shared["memory_size"] * 2, **rest)`),
    ],
    {
      'Main/A': { memorySize: 256, environment: { A: '1' }, handler: 'a' },
      'Main/B': { environment: { A: '1', B: '2' }, memorySize: 512 },
    },
  );

  both(
    'follows loops over constants',
    [
      typescript(`const names = ['list', 'get'];
    for (const [index, name] of names.entries()) this.make(name, { memorySize: 128 * (index + 1) });
    Object.entries({ put: 1, post: 2 }).filter(([, size]) => size > 1).forEach(([name, size]) => this.make(name, { memorySize: size }));
    for (let i = 0; i < 2; i++) this.make(\`worker\${i}\`);
  }
  private make(name: string, props: object = {}) {
    new lambda.Function(this, name.toUpperCase(), { handler: \`\${name}.handler\`, ...props });
  }`),
      python(
        `        names = ["list", "get"]
        for index, name in enumerate(names):
            self.make(name, memory_size=128 * (index + 1))
        for name, size in {"put": 1, "post": 2}.items():
            if size > 1:
                self.make(name, memory_size=size)
        for i in range(2):
            self.make(f"worker{i}")

    def make(self, name, **props):
        _lambda.Function(self, name.upper(), handler=f"{name}.handler", **props)`,
      ),
    ],
    {
      'Main/LIST': { handler: 'list.handler', memorySize: 128 },
      'Main/GET': { handler: 'get.handler', memorySize: 256 },
      'Main/POST': { handler: 'post.handler', memorySize: 2 },
      'Main/WORKER0': { handler: 'worker0.handler' },
      'Main/WORKER1': { handler: 'worker1.handler' },
    },
  );

  both(
    'follows classes of the project that extend those of the library',
    [
      typescript(
        `    new Service(this, 'Orders', 'orders');
    new Small(this, 'Fn', { handler: 'x' });
  }
}
class Small extends lambda.Function {
  constructor(scope: Construct, id: string, props: object) {
    super(scope, id, { memorySize: 128, ...props });
  }
}
class Service extends Construct {
  public readonly fn: lambda.Function;
  private readonly prefix = 'svc';
  constructor(scope: Construct, id: string, private readonly name: string) {
    super(scope, id);
    this.fn = new Small(this, 'Handler', { handler: this.full });
    this.fn.addEnvironment('NAME', name);
  }
  get full() { return \`\${this.prefix}-\${this.name}\`; }`,
      ),
      python(
        `        Service(self, "Orders", "orders")
        Small(self, "Fn", handler="x")

class Small(_lambda.Function):
    def __init__(self, scope, id, **props):
        super().__init__(scope, id, memory_size=128, **props)

class Service(Construct):
    prefix = "svc"
    def __init__(self, scope, id, name):
        super().__init__(scope, id)
        self.name = name
        self.fn = Small(self, "Handler", handler=self.full)
        self.fn.add_environment("NAME", name)

    @property
    def full(self):
        return f"{self.prefix}-{self.name}"`,
      ),
    ],
    {
      'Main/Orders/Handler': { memorySize: 128, handler: 'svc-orders', environment: { NAME: 'orders' } },
      'Main/Fn': { memorySize: 128, handler: 'x' },
    },
  );

  both(
    'takes the branch of a condition that is known, and the context of cdk.json',
    [
      typescript(`const stage = this.node.tryGetContext('stage');
    if (stage === 'prod') new lambda.Function(this, 'Prod', {});
    else new lambda.Function(this, 'Test', { memorySize: stage ? this.node.tryGetContext('memory') : 1 });
  }`),
      python(`        stage = self.node.try_get_context("stage")
        if stage == "prod":
            _lambda.Function(self, "Prod")
        else:
            _lambda.Function(self, "Test", memory_size=self.node.try_get_context("memory") if stage else 1)`),
    ],
    { 'Main/Test': { memorySize: 384 } },
  );

  both(
    'says why a value is not known',
    [
      typescript(`const big = process.env.BIG === 'yes';
    let memorySize = 128;
    let handler = 'same';
    if (big) { memorySize = 1024; handler = 'same'; }
    new lambda.Function(this, 'Fn', { memorySize, handler, timeout: big ? 3 : 3, environment: { STAGE: process.env.STAGE ?? 'dev' } });
  }`),
      python(`        big = os.environ.get("BIG") == "yes"
        memory_size = 128
        handler = "same"
        if big:
            memory_size = 1024
            handler = "same"
        _lambda.Function(self, "Fn", memory_size=memory_size, handler=handler, timeout=3 if big else 3,
            environment={"STAGE": os.getenv("STAGE", "dev")})`),
    ],
    {
      'Main/Fn': {
        memorySize: '? it is taken from the environment variable `BIG`',
        handler: 'same',
        timeout: 3,
        environment: { STAGE: '? it is taken from the environment variable `STAGE`' },
      },
    },
  );

  it('declares what stands under a condition that is not known, and says so', async () => {
    const { declarations } = await interpreted(
      typescript(`const fn = new lambda.Function(this, 'Always', {});
    if (process.env.EXTRA) {
      new lambda.Function(this, 'Extra', {});
      fn.addEnvironment('X', '1');
    }
  }`),
    );
    const [always, extra] = declarations.resources;
    assert.deepEqual(always?.included, { known: true, value: true });
    assert.deepEqual(plain(always.properties), {
      environment: { X: '? it is taken from the environment variable `EXTRA`' },
    });
    assert.deepEqual(extra?.included, { known: false, why: 'it is taken from the environment variable `EXTRA`' });
  });

  it('points at the construct, and at what each value is written as', async () => {
    const { declarations, files } = await interpreted(
      typescript(`const shared = { memorySize: 512 };
    new lambda.Function(this, 'Fn', { ...shared, handler: 'index.handler' });
  }`),
    );
    const [fn] = declarations.resources;
    assert.ok(fn && fn.origin.kind === 'cdk');
    assert.equal(textAt(files, fn.at), `new lambda.Function(this, 'Fn'`);
    assert.equal(
      textAt(files, fn.origin.call),
      `new lambda.Function(this, 'Fn', { ...shared, handler: 'index.handler' })`,
    );
    const values = [...fn.properties.entries].map(
      ([key, entry]) => `${textAt(files, entry.value.at)} of ${key} is from ${entry.value.from}`,
    );
    assert.deepEqual(values, [`512 of memorySize is from variable`, `'index.handler' of handler is from resource`]);
  });

  it('passes what is known at deployment on as references', async () => {
    assert.deepEqual(
      await functionsOf(
        typescript(`const a = new lambda.Function(this, 'A', {});
    new lambda.Function(this, 'B', { environment: { ARN: a.functionArn, ALL: \`\${a.functionArn}:*\` } });
  }`),
      ),
      { 'Main/A': {}, 'Main/B': { environment: { ARN: '${Main/A.Arn}', ALL: '${Main/A.Arn}:*' } } },
    );
  });

  it('keeps what stands under either of two conditions apart', async () => {
    const found = await functionsOf(
      typescript(`if (process.env.A) new lambda.Function(this, 'Fn', { memorySize: 1 });
    else new lambda.Function(this, 'Fn', { memorySize: 2 });
  }`),
    );
    assert.deepEqual(
      Object.values(found),
      [{ memorySize: 2 }],
      'by id the later one stands for both; their keys differ',
    );
    const { declarations } = await interpreted(
      typescript(`if (process.env.A) new lambda.Function(this, 'Fn', {}); else new lambda.Function(this, 'Fn', {});
  }`),
    );
    assert.deepEqual(
      declarations.resources.map(({ key }) => key),
      ['cdk.json#Main/Fn', 'cdk.json#Main/Fn~2'],
    );
  });

  it('declares once what is looked for in the tree of constructs before it is made', async () => {
    const shared = (body: string): string =>
      typescript(`const one = (): lambda.Function => {
      const found = this.node.tryFindChild('One') as lambda.Function | undefined;
      return found ?? new lambda.Function(this, 'One', {});
    };
    ${body}
  }`);
    const included = async (body: string) =>
      (await interpreted(shared(body))).declarations.resources.map(({ id, included: { known } }) => [id, known]);
    assert.deepEqual(await included('one(); one().addEnvironment("A", "1"); one();'), [['Main/One', true]]);
  });

  it('follows classes in classes', async () => {
    const text = `
//- cdk.json
{ "app": "python3 app.py" }
//- app.py
from aws_cdk import App, Stack
from constructs import Construct
from aws_cdk.aws_lambda import Function
class Step(Construct):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        self.function = self._Create(self, "Fn", **kwargs)
    class _Create(Function):
        def __init__(self, scope, id, **kwargs):
            super().__init__(scope, id, memory_size=kwargs.pop("size"), **kwargs)
class Big(Step):
    def __init__(self, scope, id):
        super().__init__(scope, id, size=1024, handler="big.handler")
Big(Stack(App(), "Main"), "Big")
`;
    assert.deepEqual(await functionsOf(text), { 'Main/Big/Fn': { memorySize: 1024, handler: 'big.handler' } });
  });
});
