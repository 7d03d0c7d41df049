import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { valueOf } from '../../src/core/known.ts';
import type { Review } from '../../src/workspace/review.ts';
import { project, workspaceOf } from '../project.ts';

const handler = `def handler(event, context):
    return event
`;

const stack = `import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as path from 'path';

const app = new App();
const stack = new Stack(app, 'Orders');
new lambda.Function(stack, 'Create', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'app.handler',
  code: lambda.Code.fromAsset(path.join(__dirname, '../src')),
  memorySize: Number(process.env.MEMORY),
});
`;

const cdk = `//- orders/cdk.json
{ "app": "npx ts-node bin/orders.ts" }
//- orders/bin/orders.ts
${stack}//- orders/src/app.py
${handler}`;

const sam = `//- billing/template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Charge: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/, MemorySize: 512 } }
//- billing/src/app.py
${handler}`;

const listed = ({ application, crashes }: Review): unknown => {
  assert.deepEqual(crashes, []);
  return application.functions.map(({ id, application: of, declared, memory, entry }) => [
    id,
    of,
    declared,
    valueOf(memory?.value),
    entry.found ? entry.path : entry.why,
  ]);
};

const charge = ['Charge', 'billing/template.yaml', 'template', 512, 'billing/src/app.py'];

describe('the functions of a workspace', () => {
  it('are those of its templates and of its CDK apps, each with its application', async () => {
    const { workspace } = workspaceOf(project(cdk + sam).files);
    assert.deepEqual(listed(await workspace.review()), [
      charge,
      ['Orders/Create', 'orders/cdk.json', 'cdk', undefined, 'orders/src/app.py'],
    ]);
  });

  it('have from cdk.out what the source does not say, at their places in the source', async () => {
    const out = `//- orders/cdk.out/manifest.json
{ "version": "36.0.0", "artifacts": { "Orders": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "Orders.template.json" } } } }
//- orders/cdk.out/Orders.template.json
{ "Resources": { "Create5F3B7C2A": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "python3.13", "Handler": "app.handler", "MemorySize": 1024, "Code": { "S3Bucket": "b", "S3Key": "k" } }, "Metadata": { "aws:cdk:path": "Orders/Create/Resource" } } } }
`;
    const { files } = project(cdk + out);
    const { workspace } = workspaceOf(files);
    const review = await workspace.review();
    assert.deepEqual(listed(review), [['Orders/Create', 'orders/cdk.json', 'cdk', 1024, 'orders/src/app.py']]);
    assert.equal(review.application.functions[0]?.at.path, 'orders/bin/orders.ts');
  });

  it('are there once when the template of a CDK app is committed beside it', async () => {
    const committed = `//- orders/template.json
{ "Resources": { "Create5F3B7C2A": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "python3.13", "Handler": "app.handler" }, "Metadata": { "aws:cdk:path": "Orders/Create/Resource" } } } }
`;
    const { workspace } = workspaceOf(project(cdk + committed).files);
    assert.deepEqual(listed(await workspace.review()), [
      ['Orders/Create', 'orders/cdk.json', 'cdk', undefined, 'orders/src/app.py'],
    ]);
  });

  it('are read again where something changed, and the same objects everywhere else', async () => {
    const { files, workspace } = workspaceOf(project(cdk + sam).files);
    const before = (await workspace.review()).application.functions;
    files.set('orders/bin/orders.ts', stack.replace('Number(process.env.MEMORY)', '256'));
    assert.ok(workspace.changed(['orders/bin/orders.ts']));
    const review = await workspace.review();
    assert.deepEqual(listed(review), [charge, ['Orders/Create', 'orders/cdk.json', 'cdk', 256, 'orders/src/app.py']]);
    assert.equal(review.application.functions[0], before[0]);
    files.set('billing/template.yaml', (files.get('billing/template.yaml') ?? '').replace('512', '1024'));
    assert.ok(workspace.changed(['billing/template.yaml']));
    const after = (await workspace.review()).application.functions;
    assert.deepEqual(
      after.map(({ memory }) => valueOf(memory?.value)),
      [1024, 256],
    );
    assert.equal(after[1], review.application.functions[1]);
  });

  it('follow the Dockerfile of an image', async () => {
    const image = (command: string): string =>
      `FROM public.ecr.aws/lambda/python:3.13\nCOPY src/*.py ./\nCMD ["${command}"]\n`;
    const { files, workspace } = workspaceOf(
      project(`//- template.yaml
Resources:
  Charge:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image }
    Metadata: { DockerContext: charge }
//- charge/Dockerfile
${image('app.handler')}//- charge/src/app.py
${handler}//- charge/src/other.py
${handler}`).files,
    );
    const entry = async () => {
      const [fn] = (await workspace.review()).application.functions;
      return fn?.entry.found && fn.entry.path;
    };
    assert.equal(await entry(), 'charge/src/app.py');
    for (const name of ['other', 'none', 'app']) {
      files.set('charge/Dockerfile', image(`${name}.handler`));
      assert.ok(workspace.changed(['charge/Dockerfile']));
      assert.equal(await entry(), name === 'none' ? false : `charge/src/${name}.py`);
    }
  });

  it('follow a samconfig.toml that comes, changes and goes', async () => {
    const { files, workspace } = workspaceOf(
      project(`//- template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters: { Memory: { Type: Number, Default: 128 } }
Resources:
  Charge: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/, MemorySize: !Ref Memory } }
//- src/app.py
${handler}`).files,
    );
    const memory = async () => valueOf((await workspace.review()).application.functions[0]?.memory?.value);
    assert.equal(await memory(), 128);
    for (const size of [512, 1024]) {
      files.set('samconfig.toml', `[default.deploy.parameters]\nparameter_overrides = "Memory=${String(size)}"\n`);
      assert.ok(workspace.changed(['samconfig.toml']));
      assert.equal(Number(await memory()), size);
    }
    files.delete('samconfig.toml');
    assert.ok(workspace.changed(['samconfig.toml']));
    assert.equal(await memory(), 128);
  });

  it('that are never deployed are listed, and accused of nothing', async () => {
    const { workspace } = workspaceOf(
      project(`//- template.yaml
Transform: AWS::Serverless-2016-10-31
Conditions: { Never: !Equals [a, b] }
Resources:
  Charge: { Type: AWS::Serverless::Function, Condition: Never, Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ } }
//- src/app.py
${handler}`).files,
    );
    const { application, findings } = await workspace.review();
    assert.deepEqual([application.functions.map(({ id }) => id), findings], [['Charge'], []]);
  });
});
