/** The source of an app and its cdk.out together; the source is given as its resources, as if it had been followed. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAssembly, type Assembly } from '../../src/cdk/assembly.ts';
import { dedupe } from '../../src/cdk/committed.ts';
import { mergeDeclarations } from '../../src/cdk/merge.ts';
import { known } from '../../src/core/known.ts';
import type { Declarations, Resource } from '../../src/core/resource.ts';
import type { Problem, Span } from '../../src/core/span.ts';
import { valueAt, type From, type MapValue, type Value } from '../../src/core/value.ts';

/** What a program declares: plain values, or what cannot be written so. */
type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain } | Special;
type Special = { readonly $ref: string } | { readonly $unknown: string } | { readonly $default: string | number };

const appFile = 'infra/app.ts';
let place = 0;
/** Each value stands at another place. */
const next = (): Span => ({ path: appFile, start: ++place, end: place + 1 });

function valueOf(plain: Plain): Value {
  const written = { at: next(), from: 'resource' as From };
  if (typeof plain !== 'object') return { kind: 'scalar', value: plain, ...written };
  if (Array.isArray(plain)) return { kind: 'list', items: (plain as readonly Plain[]).map(valueOf), ...written };
  const map = plain as Readonly<Record<string, Plain>>;
  if (typeof map['$ref'] === 'string')
    return { kind: 'reference', to: keyOf(map['$ref']), attribute: 'Arn', ...written };
  if (typeof map['$unknown'] === 'string') return { kind: 'unknown', why: map['$unknown'], mentions: [], ...written };
  if (map['$default'] !== undefined)
    return { kind: 'scalar', value: map['$default'] as string, at: written.at, from: 'default' };
  return mapOf(map);
}

const mapOf = (map: Readonly<Record<string, Plain>>, open?: string): MapValue => ({
  kind: 'map',
  entries: new Map(Object.entries(map).map(([key, value]) => [key, { key: next(), value: valueOf(value) }])),
  at: next(),
  from: 'resource',
  ...(open === undefined ? {} : { open }),
});

const keyOf = (path: string): string => `infra/cdk.json#${path}`;

interface Written {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Plain>>;
  readonly open?: string;
}

function sourceOf(resources: Readonly<Record<string, Written>>, problems: readonly Problem[] = []): Declarations {
  return {
    path: 'infra/cdk.json',
    kind: 'cdk',
    resources: Object.entries(resources).map(([path, { type = 'AWS::Lambda::Function', properties = {}, open }]) => ({
      key: keyOf(path),
      id: path,
      type,
      at: next(),
      properties: mapOf(properties, open),
      included: known(true),
      origin: {
        kind: 'cdk',
        language: 'typescript',
        construct: 'aws-lambda.Function',
        call: next(),
        constructPath: path,
      },
    })),
    outputs: new Map(),
    problems,
    reads: new Set([appFile]),
  };
}

/** As synth would write it; by construct path. */
function assemblyOf(
  resources: Readonly<
    Record<string, { readonly Type?: string; readonly Properties?: object; readonly Metadata?: object }>
  >,
  more: Readonly<Record<string, string>> = {},
): Assembly {
  const template = {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([path, resource]) => [
        path.replace(/\W/g, ''),
        { Type: 'AWS::Lambda::Function', ...resource, Metadata: { 'aws:cdk:path': path, ...resource.Metadata } },
      ]),
    ),
  };
  const files = new Map([
    [
      'infra/cdk.out/manifest.json',
      JSON.stringify({
        artifacts: { S: { type: 'aws:cloudformation:stack', properties: { templateFile: 'S.template.json' } } },
      }),
    ],
    ['infra/cdk.out/S.template.json', JSON.stringify(template)],
    ...Object.entries(more),
  ]);
  const assembly = readAssembly('infra/cdk.json', { read: (path) => files.get(path), paths: [...files.keys()] });
  assert.ok(assembly);
  return assembly;
}

const gap: Problem = { path: appFile, message: 'It cannot be followed here.' };

function resource({ resources }: Declarations, id: string): Resource {
  const found = resources.find((it) => it.id === id);
  assert.ok(found, `${id} is not among ${resources.map((it) => it.id).join(', ')}`);
  return found;
}

const plainAt = (it: Resource, ...path: string[]): unknown => {
  const value = valueAt(it.properties, ...path);
  return value?.kind === 'scalar' ? value.value : value?.kind;
};
const messages = ({ problems }: Declarations): string => problems.map(({ message }) => message).join('\n');

describe('a CDK app that was synthesized', () => {
  it('has each resource once, at its place in the source', () => {
    const source = sourceOf({ 'S/Fn': { properties: { MemorySize: 512 } } });
    const merged = mergeDeclarations(source, assemblyOf({ 'S/Fn/Resource': { Properties: { MemorySize: 512 } } }));
    assert.equal(merged.resources.length, 1);
    const fn = resource(merged, 'S/Fn');
    assert.deepEqual(
      [fn.key, fn.at, fn.origin],
      [source.resources[0]?.key, source.resources[0]?.at, source.resources[0]?.origin],
    );
    assert.equal(valueAt(fn.properties, 'MemorySize')?.from, 'resource');
    assert.equal(messages(merged), '');
  });

  it('has from cdk.out what the source does not decide, at the place where the source says it', () => {
    const source = sourceOf({
      'S/Fn': { properties: { MemorySize: { $unknown: 'it comes from the environment' }, Timeout: { $default: 3 } } },
    });
    const merged = mergeDeclarations(
      source,
      assemblyOf({ 'S/Fn/Resource': { Properties: { MemorySize: 1024, Timeout: 5, Role: { Ref: 'SRole' } } } }),
    );
    const fn = resource(merged, 'S/Fn');
    const memory = valueAt(fn.properties, 'MemorySize');
    const before = valueAt(source.resources[0]?.properties, 'MemorySize');
    assert.deepEqual(memory, { kind: 'scalar', value: 1024, from: 'assembly', at: before?.at });
    // What the library sets by itself may differ from one version to the next.
    assert.equal(plainAt(fn, 'Timeout'), 5);
    assert.equal(plainAt(fn, 'Role'), 'unknown');
    assert.equal(messages(merged), '');
  });

  it('has properties from cdk.out where the source leaves them open', () => {
    const merged = mergeDeclarations(
      sourceOf({ 'S/Fn': { properties: { Runtime: 'python3.12' }, open: 'props come from elsewhere' } }),
      assemblyOf({ 'S/Fn/Resource': { Properties: { Runtime: 'python3.12', MemorySize: 256 } } }),
    );
    const fn = resource(merged, 'S/Fn');
    assert.equal(plainAt(fn, 'MemorySize'), 256);
    assert.equal(fn.properties.open, undefined);
    assert.equal(messages(merged), '');
  });

  it('keeps its references to resources of the source', () => {
    const merged = mergeDeclarations(
      sourceOf({
        'S/Table': { type: 'AWS::DynamoDB::Table' },
        'S/Fn': { properties: { Environment: { $unknown: 'it is computed' } } },
      }),
      assemblyOf({
        'S/Table/Resource': { Type: 'AWS::DynamoDB::Table' },
        'S/Fn/Resource': { Properties: { Environment: { Variables: { TABLE: { Ref: 'STableResource' } } } } },
      }),
    );
    const table = valueAt(resource(merged, 'S/Fn').properties, 'Environment', 'Variables', 'TABLE');
    assert.ok(table?.kind === 'reference');
    assert.equal(table.to, resource(merged, 'S/Table').key);
  });

  it('has what only cdk.out knows, at the construct that it lies in', () => {
    const source = sourceOf({ 'S/Api': { type: 'AWS::ApiGateway::RestApi' } }, [gap]);
    const merged = mergeDeclarations(
      source,
      assemblyOf({
        'S/Api/Resource': { Type: 'AWS::ApiGateway::RestApi' },
        'S/Api/Authorizer/Fn/Resource': { Properties: { MemorySize: 256 } },
        'S/Elsewhere/Resource': {},
      }),
    );
    assert.deepEqual(resource(merged, 'S/Api/Authorizer/Fn').at, source.resources[0]?.at);
    assert.equal(resource(merged, 'S/Elsewhere').at.path, 'infra/cdk.out/S.template.json');
  });

  it('pairs what is named after a hash of something else', () => {
    const mapping = { type: 'AWS::Lambda::EventSourceMapping' };
    const merged = mergeDeclarations(
      sourceOf({
        'S/Fn': {},
        'S/A': { type: 'AWS::SQS::Queue' },
        'S/B': { type: 'AWS::SQS::Queue' },
        'S/Fn/SqsEventSource:A': {
          ...mapping,
          properties: { EventSourceArn: { $ref: 'S/A' }, BatchSize: { $unknown: 'x' } },
        },
        'S/Fn/SqsEventSource:B': {
          ...mapping,
          properties: { EventSourceArn: { $ref: 'S/B' }, BatchSize: { $unknown: 'x' } },
        },
      }),
      assemblyOf({
        'S/Fn/Resource': {},
        'S/A/Resource': { Type: 'AWS::SQS::Queue' },
        'S/B/Resource': { Type: 'AWS::SQS::Queue' },
        'S/Fn/SqsEventSource:SA1F83F5DA/Resource': {
          Type: mapping.type,
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['SAResource', 'Arn'] }, BatchSize: 1 },
        },
        'S/Fn/SqsEventSource:SB0A93F5DA/Resource': {
          Type: mapping.type,
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['SBResource', 'Arn'] }, BatchSize: 2 },
        },
      }),
    );
    assert.equal(merged.resources.length, 5);
    assert.equal(plainAt(resource(merged, 'S/Fn/SqsEventSource:A'), 'BatchSize'), 1);
    assert.equal(plainAt(resource(merged, 'S/Fn/SqsEventSource:B'), 'BatchSize'), 2);
  });
});

describe('an old cdk.out', () => {
  const says = (merged: Declarations): string => {
    const stale = merged.problems.filter(({ message }) => message.includes('is older than the source'));
    assert.ok(stale.length <= 1, 'said more than once');
    return stale[0]?.message ?? '';
  };
  const advice = 'What the source leaves open is read from there, so run `cdk synth`.';

  it('is told once, with the first value that differs and what to do', () => {
    const merged = mergeDeclarations(
      sourceOf({ 'S/A': { properties: { MemorySize: 512 } }, 'S/B': { properties: { Timeout: 10 } } }),
      assemblyOf({
        'S/A/Resource': { Properties: { MemorySize: 256 } },
        'S/B/Resource': { Properties: { Timeout: 20 } },
      }),
    );
    assert.equal(
      says(merged),
      `\`infra/cdk.out\` is older than the source: \`S/A\` has \`512\` as \`MemorySize\` in the source, and \`256\` in \`cdk.out\`. ${advice}`,
    );
    assert.equal(plainAt(resource(merged, 'S/A'), 'MemorySize'), 512);
    assert.deepEqual(merged.problems.at(-1)?.at, valueAt(resource(merged, 'S/A').properties, 'MemorySize')?.at);
  });

  it('is told by a function that was added since', () => {
    const merged = mergeDeclarations(sourceOf({ 'S/A': {}, 'S/B': {} }), assemblyOf({ 'S/A/Resource': {} }));
    assert.match(says(merged), /`S\/B` is in the source, but not in `cdk\.out`/);
    assert.equal(merged.resources.length, 2);
  });

  it('is told by a function that was removed since, which is gone', () => {
    const merged = mergeDeclarations(sourceOf({ 'S/A': {} }), assemblyOf({ 'S/A/Resource': {}, 'S/B/Resource': {} }));
    assert.match(says(merged), /`S\/B` is in `cdk\.out`, but not in the source/);
    assert.deepEqual(
      merged.resources.map(({ id }) => id),
      ['S/A'],
    );
  });

  it('is told by a setting that was added or removed since', () => {
    const added = mergeDeclarations(
      sourceOf({ 'S/A': { properties: { MemorySize: 512 } } }),
      assemblyOf({ 'S/A/Resource': {} }),
    );
    assert.match(says(added), /`S\/A` has `MemorySize` in the source, but not in `cdk\.out`/);
    const removed = mergeDeclarations(
      sourceOf({ 'S/A': {} }),
      assemblyOf({ 'S/A/Resource': { Properties: { MemorySize: 512 } } }),
    );
    assert.match(says(removed), /`S\/A` has `MemorySize` in `cdk\.out`, but not in the source/);
    assert.equal(plainAt(resource(removed, 'S/A'), 'MemorySize'), undefined);
  });

  it('is not supposed where the source could not be followed', () => {
    const merged = mergeDeclarations(
      sourceOf({ 'S/A': {}, 'S/C': {} }, [gap]),
      assemblyOf({ 'S/A/Resource': { Properties: { MemorySize: 512 } }, 'S/B/Resource': {} }),
    );
    assert.equal(says(merged), '');
    assert.deepEqual(
      merged.resources.map(({ id }) => id),
      ['S/A', 'S/C', 'S/B'],
    );
    assert.equal(plainAt(resource(merged, 'S/A'), 'MemorySize'), 512);
  });

  it('is not supposed for what the library brings with it', () => {
    const merged = mergeDeclarations(
      sourceOf({ 'S/A': {} }),
      assemblyOf({
        'S/A/Resource': {},
        'S/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource': {},
        'S/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler': {},
        'S/Provider/Resource': {},
        'S/Thing/Default': {
          Type: 'Custom::Thing',
          Properties: { ServiceToken: { 'Fn::GetAtt': ['SProviderResource', 'Arn'] } },
        },
      }),
    );
    assert.equal(says(merged), '');
    assert.equal(merged.resources.length, 5);
  });
});

describe('a template of a CDK app beside its source', () => {
  const app = sourceOf({ 'S/Fn': {}, 'S/Table': { type: 'AWS::DynamoDB::Table' } });
  const committed = (path: string, resources: Parameters<typeof assemblyOf>[0]): Declarations => ({
    ...assemblyOf(resources).declarations,
    path,
    kind: 'cloudformation',
  });
  const copy = {
    'S/Fn/Resource': {},
    'S/Fn/ServiceRole/Resource': { Type: 'AWS::IAM::Role' },
    'S/CDKMetadata/Default': { Type: 'AWS::CDK::Metadata' },
  };

  it('declares nothing a second time', () => {
    assert.deepEqual(dedupe([app, committed('infra/template/S.template.json', copy)]), [app]);
  });

  it('keeps the functions that the app does not declare', () => {
    const [, rest] = dedupe([app, committed('infra/S.json', { ...copy, 'S/Old/Resource': {} })]);
    assert.deepEqual(
      rest?.resources.map(({ id }) => id),
      ['S/Fn/ServiceRole', 'S/CDKMetadata/Default', 'S/Old'],
    );
  });

  it('stays when it lies in another project, or when there is no app', () => {
    const elsewhere = committed('other/S.json', copy);
    assert.deepEqual(dedupe([app, elsewhere]), [app, elsewhere]);
    assert.deepEqual(dedupe([elsewhere]), [elsewhere]);
  });
});
