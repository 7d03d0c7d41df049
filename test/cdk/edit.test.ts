import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding } from '../../src/core/finding.ts';
import { edited, workspaceOf } from '../project.ts';

/** A stack around a function that is written in a file's own way, with what the fix of a rule makes of the file. */
async function fixed(path: string, source: string, rule = 'startup-time/tracing-off'): Promise<string> {
  const files = new Map([
    ['cdk.json', JSON.stringify({ app: path.endsWith('.py') ? `python3 ${path}` : `npx ts-node ${path}` })],
    [path, source],
    ['code/index.js', 'exports.handler = async () => {};\n'],
  ]);
  const { workspace } = workspaceOf(files);
  const { findings, crashes } = await workspace.review();
  assert.deepEqual(crashes, []);
  const own = findings.filter((it): it is Finding => it.rule === rule);
  assert.equal(own.length, 1);
  const [fix] = own[0]?.fixes ?? [];
  return fix ? (edited(files, fix.edits).get(path) ?? '') : `refused: ${own[0]?.noFix ?? ''}`;
}

const typescript = (imports: string, call: string): string => `import { App, Stack } from 'aws-cdk-lib';
${imports}

const app = new App();
const stack = new Stack(app, 'Orders');
${call}
`;

const python = (imports: string, call: string): string => `from aws_cdk import App, Stack
${imports}

app = App()
stack = Stack(app, "Orders")
${call}
`;

const lambda = "import * as lambda from 'aws-cdk-lib/aws-lambda';";
const named = "import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';";

describe('a property of a construct is written', () => {
  const cases: readonly (readonly [what: string, path: string, source: string, from: string, to: string])[] = [
    [
      'into its props, one to a line, with a comma at the end',
      'app.ts',
      typescript(
        lambda,
        `new lambda.Function(stack, 'Create', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('code'),
});`,
      ),
      "fromAsset('code'),\n",
      "fromAsset('code'),\n  tracing: lambda.Tracing.ACTIVE,\n",
    ],
    [
      'below an entry whose value has a line of its own',
      'app.ts',
      typescript(
        lambda,
        `new lambda.Function(stack, 'Create', {
  runtime: lambda.Runtime.NODEJS_22_X, // as it is
  handler: 'index.handler',
  /* The code. */
  code:
    lambda.Code.fromAsset('code')
});`,
      ),
      "fromAsset('code')\n",
      "fromAsset('code'),\n  tracing: lambda.Tracing.ACTIVE\n",
    ],
    [
      'behind a comment that speaks of the last one',
      'app.ts',
      typescript(
        lambda,
        `new lambda.Function(stack, 'Create', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('code') // as it is
});`,
      ),
      "fromAsset('code') // as it is\n",
      "fromAsset('code'), // as it is\n  tracing: lambda.Tracing.ACTIVE\n",
    ],
    [
      'into props on one line',
      'app.js',
      typescript(
        "const lambda = require('aws-cdk-lib/aws-lambda');",
        "new lambda.Function(stack, 'Create', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('code') });",
      ),
      "fromAsset('code') }",
      "fromAsset('code'), tracing: lambda.Tracing.ACTIVE }",
    ],
    [
      'with a class that is imported besides',
      'app.ts',
      typescript(
        named,
        "new Function(stack, 'Create', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset('code') });",
      ),
      "Runtime } from 'aws-cdk-lib/aws-lambda';",
      "Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';",
    ],
    [
      'into props that stand in a variable of its own',
      'app.ts',
      typescript(
        lambda,
        `const props: lambda.FunctionProps = {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('code'),
};
new lambda.Function(stack, 'Create', props);`,
      ),
      "fromAsset('code'),\n};",
      "fromAsset('code'),\n  tracing: lambda.Tracing.ACTIVE,\n};",
    ],
    [
      'over the one that is there',
      'app.ts',
      typescript(
        lambda,
        "new lambda.Function(stack, 'Create', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('code'), tracing: lambda.Tracing.PASS_THROUGH });",
      ),
      'PASS_THROUGH',
      'ACTIVE',
    ],
    [
      'of an L1 construct',
      'app.ts',
      typescript(
        lambda,
        "new lambda.CfnFunction(stack, 'Create', { runtime: 'nodejs22.x', handler: 'index.handler', role: 'arn:aws:iam::1:role/r', code: { s3Bucket: 'b', s3Key: 'k' } });",
      ),
      "s3Key: 'k' } }",
      "s3Key: 'k' }, tracingConfig: { mode: 'Active' } }",
    ],
    [
      'of a construct that bundles, with the module under its own name',
      'app.ts',
      typescript(
        "import { aws_lambda as fns } from 'aws-cdk-lib';\nimport { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';",
        "new NodejsFunction(stack, 'Create', { entry: 'code/index.js', runtime: fns.Runtime.NODEJS_22_X });",
      ),
      'NODEJS_22_X }',
      'NODEJS_22_X, tracing: fns.Tracing.ACTIVE }',
    ],
    [
      'in Python, one to a line',
      'app.py',
      python(
        'from aws_cdk import aws_lambda as _lambda',
        `_lambda.Function(
    stack, "Create",
    runtime=_lambda.Runtime.NODEJS_22_X,
    handler="index.handler",
    code=_lambda.Code.from_asset("code"),
)`,
      ),
      'from_asset("code"),\n',
      'from_asset("code"),\n    tracing=_lambda.Tracing.ACTIVE,\n',
    ],
    [
      'in Python, on one line, with a class that is imported besides',
      'app.py',
      python(
        'from aws_cdk.aws_lambda import Code, Function, Runtime',
        'Function(stack, "Create", runtime=Runtime.NODEJS_22_X, handler="index.handler", code=Code.from_asset("code"))',
      ),
      'from_asset("code"))',
      'from_asset("code"), tracing=Tracing.ACTIVE)',
    ],
    [
      'in Python, of an L1 construct',
      'app.py',
      python(
        'from aws_cdk import aws_lambda as _lambda',
        '_lambda.CfnFunction(stack, "Create", runtime="nodejs22.x", handler="index.handler", role="arn:aws:iam::1:role/r", code=_lambda.CfnFunction.CodeProperty(s3_bucket="b", s3_key="k"))',
      ),
      's3_key="k"))',
      's3_key="k"), tracing_config=_lambda.CfnFunction.TracingConfigProperty(mode="Active"))',
    ],
  ];
  for (const [what, path, source, from, to] of cases)
    it(what, async () => {
      const result = await fixed(path, source);
      assert.ok(source.includes(from) && result.includes(to), result);
      const imported = result.replace(/, Tracing(?= }| *$)/m, '').replace('Runtime, Tracing\n', 'Runtime\n');
      const rest = imported.replace(to.replace(', Tracing }', ' }'), from.replace(', Tracing }', ' }'));
      assert.equal(what.includes('besides') ? rest.replace(/, tracing(=|: )Tracing\.ACTIVE/, '') : rest, source);
    });
});

describe('a name that a property needs is imported', () => {
  it('on a line of its own, where the others are', async () => {
    const source = typescript(
      "import {\n  Code,\n  Function,\n  Runtime,\n} from 'aws-cdk-lib/aws-lambda';",
      "new Function(stack, 'Create', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset('code') });",
    );
    const result = await fixed('app.ts', source);
    assert.equal(
      result,
      source
        .replace('  Runtime,\n', '  Runtime,\n  Tracing,\n')
        .replace("('code') }", "('code'), tracing: Tracing.ACTIVE }"),
    );
  });
});

describe('a property of a construct is not written', () => {
  const cases: readonly (readonly [what: string, path: string, source: string, why: string])[] = [
    [
      'into props that others use as well',
      'app.ts',
      typescript(
        lambda,
        `const props = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('code') };
new lambda.Function(stack, 'Create', props);
console.log(props);`,
      ),
      'refused: its properties are in `props`, which others use as well',
    ],
    [
      'into props that something else makes',
      'app.ts',
      typescript(
        lambda,
        `const merge = Object.assign;
new lambda.Function(
  stack,
  'Create',
  merge(
    {},
    { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('code') },
  ),
);`,
      ),
      'refused: its properties are `merge(…)`, which is not written here',
    ],
    [
      'into a class that others may extend',
      'app.ts',
      typescript(
        lambda,
        `class Own extends lambda.Function {
  constructor(scope: Stack, id: string) {
    super(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset('code') });
  }
}
new Own(stack, 'Create');`,
      ),
      'refused: it is written in a class, which others may extend as well',
    ],
    [
      'into a class of Python that others may extend',
      'app.py',
      python(
        'from aws_cdk import aws_lambda as _lambda',
        `class Own(_lambda.Function):
    def __init__(self, scope, id):
        super().__init__(scope, id, runtime=_lambda.Runtime.NODEJS_22_X, handler="index.handler", code=_lambda.Code.from_asset("code"))

Own(stack, "Create")`,
      ),
      'refused: it is written in a class, which others may extend as well',
    ],
    [
      'when keywords come from elsewhere',
      'app.py',
      python(
        'from aws_cdk import aws_lambda as _lambda',
        'shared = dict(handler="index.handler")\n_lambda.Function(stack, "Create", runtime=_lambda.Runtime.NODEJS_22_X, code=_lambda.Code.from_asset("code"), **shared)',
      ),
      'refused: its keywords come from elsewhere (`**`)',
    ],
  ];
  for (const [what, path, source, why] of cases)
    it(what, async () => {
      assert.equal(await fixed(path, source), why);
    });
});
