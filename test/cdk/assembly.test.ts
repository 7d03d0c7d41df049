/** What `cdk synth` wrote, of real apps. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { readAssembly, type Assembly } from '../../src/cdk/assembly.ts';
import { declarationsOf } from '../../src/cdk/merge.ts';
import type { Asset, Resource } from '../../src/core/resource.ts';
import type { Span } from '../../src/core/span.ts';
import { valueAt } from '../../src/core/value.ts';
import { project } from '../project.ts';
import { synthesized } from './synth.ts';

const app = `
//- infra/cdk.json
{ "app": "npx tsx app.ts" }
//- infra/app.ts
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

class Reports extends NestedStack {
  constructor(scope: Construct, id: string, table: Table) {
    super(scope, id);
    new lambda.Function(this, 'Daily', {
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: 'app.handler',
      code: lambda.Code.fromAsset('reports'),
      environment: { TABLE: table.tableName },
    });
  }
}

class Orders extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const table = new Table(this, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    new lambda.Function(this, 'Create', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('create'),
      memorySize: 512,
      logRetention: 7,
    });
    new NodejsFunction(this, 'List', { entry: 'list/list.ts', runtime: lambda.Runtime.NODEJS_22_X });
    new Reports(this, 'Reports', table);
  }
}

const app = new App();
new Orders(app, 'Orders');
new Orders(new Stage(app, 'Prod'), 'Orders');
//- infra/create/index.js
exports.handler = async () => 'create';
//- infra/create/util.js
exports.x = 1;
//- other/index.js
exports.handler = async () => 'create';
//- other/more.js
exports.y = 1;
//- infra/list/list.ts
import { items } from './items';
export const handler = async () => items;
//- infra/list/items.ts
export const items = [1, 2];
//- infra/reports/app.py
def handler(event, context):
    return 1
//- infra/package-lock.json
{}
`;

const searchIn = (files: ReadonlyMap<string, string>) => ({
  read: (path: string) => files.get(path),
  paths: [...files.keys()],
});

function assemblyOf(files: ReadonlyMap<string, string>, cdkJson = 'infra/cdk.json'): Assembly {
  const assembly = readAssembly(cdkJson, searchIn(files));
  assert.ok(assembly);
  return assembly;
}

const functionsOf = (resources: readonly Resource[]): readonly Resource[] =>
  resources.filter(({ type }) => type === 'AWS::Lambda::Function');

function functionIn(resources: readonly Resource[], id: string): Resource {
  const found = resources.find((it) => it.id === id && it.type === 'AWS::Lambda::Function');
  assert.ok(found, `${id} is not among ${resources.map((it) => it.id).join(', ')}`);
  return found;
}

const textAt = (files: ReadonlyMap<string, string>, { path, start, end }: Span): string =>
  `${path}: ${files.get(path)?.slice(start, end) ?? ''}`;

function described(asset: Asset | undefined): string {
  switch (asset?.kind) {
    case 'path':
      return asset.path.known ? asset.path.value : asset.path.why;
    case 'entry':
      return `${asset.path.known ? asset.path.value : asset.path.why}#${asset.symbol.known ? asset.symbol.value : '?'}`;
    default:
      return asset?.kind ?? 'none';
  }
}

const expectedFunctions = [
  'Orders/Create',
  'Orders/List',
  'Orders/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a',
  'Orders/Reports/Daily',
  'Prod/Orders/Create',
  'Prod/Orders/List',
  'Prod/Orders/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a',
  'Prod/Orders/Reports/Daily',
];

describe('the output of cdk synth', function () {
  this.timeout(60_000);
  let files: Map<string, string>;
  let assembly: Assembly;
  before(async () => {
    files = await synthesized(app, {
      directory: 'infra',
      program: ['--import', 'tsx', 'app.ts'],
      traces: true,
      bundles: true,
    });
    assembly = assemblyOf(files);
  });

  it('has each function of stacks, stages and nested stacks under its construct path', () => {
    const { problems, resources } = assembly.declarations;
    assert.deepEqual(problems, []);
    assert.deepEqual(
      functionsOf(resources)
        .map(({ id }) => id)
        .sort(),
      expectedFunctions,
    );
    assert.equal(new Set(resources.map(({ key }) => key)).size, resources.length);
  });

  it('has properties as CloudFormation has them, at their place in the template', () => {
    const create = functionIn(assembly.declarations.resources, 'Prod/Orders/Create');
    assert.equal(create.key, 'infra/cdk.json#Prod/Orders/Create/Resource');
    const memory = valueAt(create.properties, 'MemorySize');
    assert.ok(memory?.kind === 'scalar' && memory.value === 512 && memory.from === 'assembly');
    assert.match(textAt(files, memory.at), /^infra\/cdk\.out\/assembly-Prod\/\w+\.template\.json: 512$/);
  });

  it('refers from a nested stack to what lies in the stack around it', () => {
    const daily = functionIn(assembly.declarations.resources, 'Orders/Reports/Daily');
    const table = valueAt(daily.properties, 'Environment', 'Variables', 'TABLE');
    assert.ok(table?.kind === 'reference' && table.attribute === undefined);
    assert.equal(table.to, 'infra/cdk.json#Orders/Table/Resource');
  });

  it('tells the line that made a resource, when synth recorded it', () => {
    const { resources } = declarationsOf(assembly);
    const create = functionIn(resources, 'Orders/Create');
    assert.equal(textAt(files, create.at), 'infra/app.ts: new lambda.Function');
    assert.equal(files.get(create.at.path)?.slice(create.at.end, create.at.end + 15), "(this, 'Create'");
    assert.equal(textAt(files, functionIn(resources, 'Prod/Orders/List').at), 'infra/app.ts: new NodejsFunction');
  });

  it('finds the source of what was packaged', () => {
    const assets = (id: string) => described(functionIn(declarationsOf(assembly).resources, id).asset);
    // Not `other`, where one file is the same, and another is not in the package.
    assert.equal(assets('Orders/Create'), 'infra/create');
    assert.equal(assets('Prod/Orders/Create'), 'infra/create');
    assert.equal(assets('Orders/Reports/Daily'), 'infra/reports');
    assert.equal(assets('Orders/List'), 'infra/list/list.ts#handler');
    assert.match(
      assets('Orders/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a'),
      /^no file of the workspace has the text of `infra\/cdk\.out\/asset\.\w+\/index\.js`/,
    );
  });

  it('does not choose between two directories that hold the same code', () => {
    const twice = new Map(files).set('copy/app.py', files.get('infra/reports/app.py') ?? '');
    const daily = functionIn(declarationsOf(assemblyOf(twice)).resources, 'Orders/Reports/Daily');
    assert.match(described(daily.asset), /^`infra\/reports` and `copy` hold the same code as/);
  });

  it('keeps the source while somebody works on it', () => {
    const path = 'infra/create/index.js';
    const text = `// One\n// Two\n${files.get(path) ?? ''}`;
    const packaged = [...files.keys()].find((it) => /cdk\.out\/asset\.\w+\/util\.js$/.test(it)) ?? '';
    const before = new Map(files)
      .set(path, text)
      .set(packaged.replace('util', 'index'), text)
      .set('other/index.js', 'x');
    const assetWith = (changed: string) =>
      described(
        functionIn(declarationsOf(assemblyOf(new Map(before).set(path, changed))).resources, 'Orders/Create').asset,
      );
    assert.equal(assetWith(`${text}\nexports.more = 1;\n`), 'infra/create');
    assert.match(assetWith('exports.handler = () => 2;\n'), /^no file of the workspace has the text of/);
  });

  it('has construct paths without the metadata that the command of CDK has written into templates', async () => {
    const plain = assemblyOf(
      await synthesized(app, { directory: 'infra', program: ['--import', 'tsx', 'app.ts'], withoutPaths: true }),
    );
    const { resources } = declarationsOf(plain);
    assert.deepEqual(
      functionsOf(resources)
        .map(({ id }) => id)
        .sort(),
      expectedFunctions,
    );
    assert.equal(described(functionIn(resources, 'Orders/Create').asset), 'infra/create');
  });
});

describe('a cdk.out that is not whole', () => {
  const template = `{ "Resources": { "Fn1": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "python3.12" } } } }`;
  const manifest = (artifacts: string): string => `
//- cdk.json
{}
//- cdk.out/manifest.json
{ "version": "36.0.0", "artifacts": ${artifacts} }
//- cdk.out/S.template.json
${template}
`;
  const read = (text: string) => readAssembly('cdk.json', searchIn(project(text).files));
  const stack = (more = '') =>
    `{ "S": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "S.template.json" }${more} } }`;

  it('is none without a manifest', () => {
    assert.equal(read('//- cdk.json\n{}\n'), undefined);
  });

  it('has what older versions wrote into the manifest itself', () => {
    const found = read(
      manifest(
        stack(
          `, "metadata": { "/S/Fn/Resource": [{ "type": "aws:cdk:logicalId", "data": "Fn1", "trace": ["new Fn (/node_modules/x.js:1:1)", "new S (/home/me/p/app.js:2:3)"] }] }`,
        ),
      ) + '//- app.js\nclass S {}\n  new Function(this);\n',
    );
    assert.ok(found);
    const [fn] = declarationsOf(found).resources;
    assert.equal(fn?.id, 'S/Fn');
    assert.deepEqual(fn.at, { path: 'app.js', start: 13, end: 25 });
  });

  const broken: readonly (readonly [what: string, text: string, says: RegExp])[] = [
    ['a manifest that is cut off', manifest('{ "S": {'), /^Not valid JSON/],
    [
      'a manifest of something else',
      '//- cdk.json\n{}\n//- cdk.out/manifest.json\n{}\n',
      /no manifest that `cdk synth` wrote/,
    ],
    [
      'a template that is missing',
      manifest(stack()).replace('S.template.json\n{', 'T.template.json\n{'),
      /cannot be read/,
    ],
    ['a template that is cut off', manifest(stack()).replace(/ } } }\n$/, ''), /^Not valid JSON/],
  ];
  for (const [what, text, says] of broken) {
    it(`says so of ${what}`, () => {
      const problems = read(text)?.declarations.problems ?? [];
      assert.match(problems.map(({ message }) => message).join('\n'), says);
    });
  }

  it('does not lead out of its directory', () => {
    const found = read(
      manifest(stack().replace('S.template.json', '../secret.json')) + `//- secret.json\n${template}\n`,
    );
    assert.deepEqual(found?.declarations.resources, []);
  });

  it('ends when nested stacks and stages contain themselves', () => {
    const found = read(`
//- cdk.out/manifest.json
{ "artifacts": { "A": { "type": "cdk:cloud-assembly", "properties": { "directoryName": "." } }, "S": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "S.template.json" } } } }
//- cdk.out/S.template.json
{ "Resources": { "N": { "Type": "AWS::CloudFormation::Stack", "Metadata": { "aws:cdk:path": "S/N", "aws:asset:path": "S.template.json" } } } }
`);
    assert.equal(found?.declarations.resources.length, 1);
  });
});
