/** What a name turns out to be is found without going through every way by which files give it on. */
import { before, describe, it } from 'mocha';
import assert from 'node:assert/strict';
import type { ModuleFacts } from '../../src/core/module.ts';
import { factsOf } from '../../src/languages/facts/facts.ts';
import { createFrontends } from '../../src/languages/frontends.ts';
import { thingsIn } from '../../src/reach/things.ts';
import { asset } from '../project.ts';

const frontends = createFrontends({ asset });

before(() => frontends.load(new Set(['javascript'] as const)));

/** How often a file is looked at until it is known what the first one gives on, by way of all others. */
function looksAtFiles(times: number, givesOn: (next: string) => string): number {
  let looks = 0;
  const modules = new Map<string, ModuleFacts>();
  for (let index = 0; index <= times; index++) {
    const path = `m${String(index)}.js`;
    const text = index < times ? givesOn(`./m${String(index + 1)}`) : 'exports.make = () => 1;';
    const tree = frontends.of('javascript')?.lower(path, text);
    assert.ok(tree);
    const get = (): string => (looks++, path);
    modules.set(path, Object.defineProperty(factsOf(tree), 'path', { get }));
  }
  const things = thingsIn(
    {
      module: (path) => modules.get(path),
      resolve: (_, specifier, member) => ({ path: `${specifier.slice(2)}.js`, member }),
    },
    () => [],
    () => [],
    () => [],
  );
  const first = modules.get('m0.js');
  assert.ok(first);
  assert.deepEqual([...new Set(things.at(first, 'make').map(({ kind }) => kind))], ['function']);
  return looks;
}

describe('A name that files give on one by one', () => {
  const forms = [
    (next: string) => `module.exports = require('${next}');`,
    (next: string) => `module.exports = { ...require('${next}') };`,
    (next: string) => `export * from '${next}';`,
  ];
  for (const form of forms)
    it(`is looked for in each of them: ${form('./next')}`, () => {
      const [few, many] = [looksAtFiles(8, form), looksAtFiles(16, form)];
      assert.ok(many < 4 * few, `${String(few)} → ${String(many)}`);
    });
});
