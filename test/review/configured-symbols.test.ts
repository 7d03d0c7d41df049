import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { noSymbols } from '../../src/core/configuration.ts';
import { rules } from '../../src/rules/registry.ts';
import { configurationSchema } from '../configurationSchema.ts';
import { configurationPath, readConfiguration } from '../../src/review/configuration.ts';

/** What is used of `symbols`, and each slip with the text that it stands at. */
function read(symbols: string) {
  const text = `symbols:\n${symbols}`;
  const { configuration, problems } = readConfiguration(configurationPath, text);
  return {
    ...configuration.symbols,
    problems: problems.map(({ message, at }) => `${text.slice(at?.start, at?.end).trim()}: ${message}`),
  };
}

const fits = new Ajv({ allowUnionTypes: true }).compile(configurationSchema(rules) as object);

const nothing = { ...noSymbols, problems: [] };
const kinds =
  '`sdk-client`, `database`, `cache`, `http-client`, `api-client`, `messaging`, `rpc-channel`, `key-set`, `compiled`, `model`, `telemetry` or `container`';

describe('symbols of config.yaml', () => {
  it('may be reusable, memoising, per invocation or varying', () => {
    assert.deepEqual(
      read(`  reusable:
    '@acme/orders#OrdersClient': api-client
    acme.db.connect: { kind: database, connects: true, exclusive: true, reads: false }
    com.acme.Search.open:
      kind: database
      type: com.acme.SearchClient
  memoising:
    - ./src/lib/once#once
    - acme.cache.*
  per-invocation: [acme.units.UnitOfWork]
  varying: [acme.tenants.current]
`),
      {
        reusable: [
          { symbol: '@acme/orders#OrdersClient', kind: 'api-client', traits: [] },
          { symbol: 'acme.db.connect', kind: 'database', traits: ['connects', 'exclusive'] },
          { symbol: 'com.acme.Search.open', kind: 'database', traits: [], type: 'com.acme.SearchClient' },
        ],
        memoising: ['./src/lib/once#once', 'acme.cache.*'],
        perInvocation: ['acme.units.UnitOfWork'],
        varying: ['acme.tenants.current'],
        problems: [],
      },
    );
  });

  it('may be begun', () => {
    for (const text of ['', '  reusable:\n', '  memoising: []\n', '  varying:\n  per-invocation:\n'])
      assert.deepEqual(read(text), nothing, text);
  });

  const slips: readonly (readonly [what: string, text: string, problem: string])[] = [
    [
      'a group that is none',
      '  cached: [a.b]\n',
      'cached: `symbols` has `reusable`, `memoising`, `per-invocation` or `varying`.',
    ],
    ['a list of groups', '  - a\n', '- a: `symbols` has `reusable`, `memoising`, `per-invocation` or `varying`.'],
    ['a kind that is none', '  reusable: { a.b: client }\n', `client: A kind is ${kinds}.`],
    ['no kind', '  reusable:\n    a.b:\n', `a.b: A kind is ${kinds}.`],
    ['a kind that is left out', '  reusable:\n    a.b: { connects: true }\n', `a.b: \`kind\` is missing: ${kinds}.`],
    [
      'a trait that is none',
      '  reusable: { a.b: { kind: cache, connect: true } }\n',
      'connect: `connect` says nothing about a symbol; `kind`, `type`, `connects`, `resolves`, `reads`, `remembers`, `exclusive`, `event-loop` or `light` does.',
    ],
    [
      'a trait that is no flag',
      '  reusable: { a.b: { kind: cache, light: yes it is } }\n',
      'yes it is: A trait is `true` or `false`.',
    ],
    ['a list of what is reusable', '  reusable: [a.b]\n', '[a.b]: `reusable` maps symbols to kinds.'],
    ['one symbol without a list', '  memoising: a.b\n', 'a.b: `memoising` is a list of symbols.'],
    ['a call', '  memoising: [a.b()]\n', 'a.b(): A symbol ends with a name, without `()`.'],
    [
      'code',
      '  varying: [new Client]\n',
      'new Client: A symbol is a full name, such as `@acme/db#connect`, `acme.db.connect` or `./src/db#connect`.',
    ],
    [
      'a symbol in two groups',
      '  memoising: [a.b]\n  varying: [a.b]\n',
      'a.b: `a.b` is listed as `memoising` already.',
    ],
  ];
  for (const [what, text, problem] of slips)
    it(`with ${what} are told at their place, once`, () => {
      assert.deepEqual(read(text).problems, [problem]);
    });

  it('are described by the schema as they are read', () => {
    assert.ok(
      fits(parse('symbols:\n  reusable: { a.b: cache, c.d: { kind: model, reads: true } }\n  varying: [e.f]\n')),
    );
    for (const [what, text] of slips.slice(0, -1)) assert.ok(!fits(parse(`symbols:\n${text}`)), what);
  });

  it('that are well count beside those that are not', () => {
    const { reusable, memoising } = read('  reusable: { a.b: cache, c.d: nothing }\n  memoising: [e.f, 7]\n');
    assert.deepEqual([reusable.map(({ symbol }) => symbol), memoising], [['a.b'], ['e.f']]);
  });
});
