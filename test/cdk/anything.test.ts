/** Half-written programs give constructs anything. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { constructClasses, constructClassOf, valueClasses } from '../../src/cdk/constructs/library.ts';
import type { BuildContext, ConstructClass } from '../../src/cdk/library.ts';
import type { Arguments, CdkMap, CdkValue, Construct, Made } from '../../src/cdk/value.ts';
import { toValue } from '../../src/cdk/interpreter/toValue.ts';

const place = { at: { path: 'app.ts', start: 0, end: 0 }, from: 'resource' } as const;

const scalar = (value: string | number | boolean | null): CdkValue => ({ kind: 'scalar', value, ...place });

const construct = (library: string, main?: string): Construct => ({
  kind: 'construct',
  library,
  class: undefined,
  id: 'Id',
  scope: undefined,
  path: 'Stack/Id',
  fields: new Map(),
  state: new Map(),
  ...(main === undefined ? {} : { main }),
  ...place,
});

/** A map that has the same value whatever it is asked for. */
function everyProp(value: CdkValue): CdkMap {
  const entries: CdkMap['entries'] = new Map();
  entries.set('one', { key: place.at, value });
  entries.get = () => ({ key: place.at, value });
  return { kind: 'map', entries, ...place };
}

const made = (name: string, positional: readonly CdkValue[]): Made => ({
  kind: 'made',
  name,
  arguments: { positional, named: undefined },
  call: place.at,
  path: 'app.ts',
  ...place,
});

const things: readonly CdkValue[] = [
  scalar('text'),
  scalar(7),
  scalar(true),
  scalar(null),
  { kind: 'unknown', why: 'it is not known', ...place },
  { kind: 'list', items: [], ...place },
  {
    kind: 'list',
    items: [scalar('text'), { kind: 'unknown', why: 'it is not known', ...place }],
    open: 'more',
    ...place,
  },
  { kind: 'map', entries: new Map(), open: 'more', ...place },
  { kind: 'map', entries: new Map([['a', { key: place.at, value: scalar(1) }]]), ...place },
  { kind: 'library', name: 'aws-lambda.Runtime.NODEJS_22_X', ...place },
  { kind: 'token', value: { kind: 'reference', to: 'key', ...place }, ...place },
  construct('aws-lambda.Function', 'key'),
  construct('aws-nothing.Thing'),
  made('core.Duration.seconds', []),
  made('aws-lambda.Code.fromAsset', []),
  made('aws-iam.PolicyStatement', []),
  made('aws-sqs.Nothing', [scalar(null)]),
];

function contextOf(): BuildContext & { readonly declared: string[] } {
  const declared: string[] = [];
  const context: BuildContext & { readonly declared: string[] } = {
    declared,
    call: place.at,
    path: 'app.ts',
    appDirectory: '',
    declare: (self, { type }) => {
      declared.push(type);
      self.main ??= 'key';
      return 'key';
    },
    change: () => undefined,
    append: () => undefined,
    create: (name, scope, id, props) => {
      const self: Construct = { ...construct(name), id, scope, path: `${scope.path}/${id}` };
      if (self.path.length < 200) buildOf(name)?.(context, self, props);
      return self;
    },
    imported: (name, scope, id) => ({ ...construct(name), scope, id, imported: true }),
    reference: (to, attribute) => ({
      kind: 'token',
      value: { kind: 'reference', to, ...(attribute === undefined ? {} : { attribute }), ...place },
      ...place,
    }),
    unknown: (why) => ({ kind: 'unknown', why, ...place }),
    exists: () => false,
    read: () => undefined,
    toValue: (value) => toValue(value, undefined),
    apply: () => scalar(null),
    setting: () => undefined,
    gap: () => undefined,
  };
  return context;
}

function buildOf(name: string): ConstructClass['build'] {
  for (
    let next = constructClassOf(name);
    next;
    next = next.extends === undefined ? undefined : constructClassOf(next.extends)
  )
    if (next.build) return next.build;
  return undefined;
}

const argumentLists = (thing: CdkValue): readonly Arguments[] => [
  { positional: [], named: undefined },
  { positional: [thing, thing, thing, thing], named: undefined },
  { positional: [], named: everyProp(thing) },
];

describe('constructs that are given anything', function () {
  this.timeout(60_000);
  const classes = [
    ...constructClasses.values(),
    constructClassOf('aws-lambda.CfnFunction'),
    constructClassOf('aws-sam.CfnFunction'),
  ];

  it('declare what can be read and never give up', () => {
    let declared = 0;
    for (const known of classes)
      for (const thing of things)
        for (const props of [everyProp(thing), { kind: 'map', entries: new Map(), open: 'more', ...place } as const]) {
          const context = contextOf();
          assert.doesNotThrow(
            () => known?.build?.(context, construct(known.name), props),
            `${known?.name} of ${thing.kind}`,
          );
          declared += context.declared.length;
        }
    assert.ok(declared > 1000);
  });

  it('take anything in their methods', () => {
    for (const known of classes)
      for (const thing of things)
        for (const args of argumentLists(thing))
          for (const self of [construct(known?.name ?? ''), construct(known?.name ?? '', 'key')]) {
            const context = contextOf();
            for (const [name, method] of Object.entries(known?.methods ?? {}))
              assert.doesNotThrow(() => method(context, self, args), `${known?.name}.${name}`);
            for (const [name, read] of Object.entries(known?.properties ?? {}))
              assert.doesNotThrow(() => read(context, self), `${known?.name}.${name}`);
            for (const [name, make] of Object.entries(known?.statics ?? {}))
              assert.doesNotThrow(() => make(context, args), `${known?.name}.${name}`);
            known?.assigned?.(context, self, 'memorySize', thing);
          }
  });

  it('take anything in the values that are made of them', () => {
    for (const known of valueClasses.values())
      for (const thing of things)
        for (const args of argumentLists(thing))
          for (const [name, method] of Object.entries(known.methods ?? {}))
            assert.doesNotThrow(
              () => method(contextOf(), made(`${known.name}.x`, [thing]), args),
              `${known.name}.${name}`,
            );
  });
});
