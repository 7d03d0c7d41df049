/** Fixes are executed: a program does the same before and after, and builds nothing on an invocation any more. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import type { BadExample } from '../../src/core/examples.ts';
import { examples as initInHandler } from '../../src/rules/startup-time/initInHandler.ts';
import { examples as wholeSdkImport } from '../../src/rules/startup-time/wholeSdkImport.ts';
import { project } from '../project.ts';
import { entryOf, fixed, type Fixed } from './fixing.ts';
import { hasJava, stopJava } from './java.ts';
import { programs, type ProgramText } from './programs.ts';
import { behaviour, builtPerInvocation, type Run } from './run.ts';
import { namesIn, parses, run, type Files } from './runner.ts';

const hasJdk = hasJava();

interface Executed {
  readonly before: Run;
  readonly after: Run;
}

describe('the programs of examples do the same after their fixes', () => {
  for (const example of [...initInHandler.bad, ...wholeSdkImport.bad] as readonly BadExample<string>[]) {
    if (example.fixed === undefined) continue;
    it(example.title, async () => {
      const { files } = project(example.project);
      // What is registered with what moves is registered at load.
      const keeping = example.message === 'closed' ? /\.(close|ping|rollback)\(/ : /^ajv-formats\(/;
      for (const { before, after } of await executed(await fixed(files), files, eventsFor(files), keeping)) {
        const built = builtPerInvocation(before).reduce((a, b) => a + b, 0) + before.loading.constructions.length;
        assert.ok(built > 0 || before.invocations.some(({ calls }) => calls.length > 0), 'nothing happens in it');
        // What is kept from the first time on is built by the first invocation.
        const [first = 0, ...later] = builtPerInvocation(after);
        assert.deepEqual(later, [0, 0]);
        assert.ok(first <= (builtPerInvocation(before)[0] ?? 0));
        if (example.applicability !== 'suggested') assert.equal(first, 0);
      }
    });
  }
});

for (const name of ['python', 'javascript']) {
  describe(`programs in ${name} do the same after their fixes`, () => {
    for (const program of programs(name)) it(program.title, () => keepsBehaviour(program));
  });
}

describe('programs in java do the same after their fixes', () => {
  after(stopJava);
  // Without a JDK they cannot be run, and count as pending.
  for (const program of programs('java')) (hasJdk ? it : it.skip)(program.title, () => keepsBehaviour(program));
});

async function keepsBehaviour({ files, events, fixes, built, keeping }: ProgramText): Promise<void> {
  const result = await fixed(files);
  assert.deepEqual(
    result.findings.map((it) => it.fixes[0]?.applicability ?? `none, ${it.noFix ?? 'and nothing says why'}`),
    fixes,
  );
  const runs = await executed(result, files, events, keeping);
  if (built.length === 0) return;
  const counts = runs.map(
    ({ before, after }) => `${builtPerInvocation(before).join(' ')} → ${builtPerInvocation(after).join(' ')}`,
  );
  assert.deepEqual(counts, built);
}

/** Each function of the project, run before and after the fixes, which are tried one by one and all together. */
async function executed(
  { functions, variants, together }: Fixed,
  files: Files,
  events: readonly unknown[],
  keeping?: RegExp,
): Promise<readonly Executed[]> {
  for (const variant of variants) await parses(variant.files);
  const environment = namesIn(files);
  const result: Executed[] = [];
  for (const fn of functions) {
    const entry = entryOf(fn);
    const before = await run(files, entry, events, environment);
    for (const variant of variants) {
      const after = await run(variant.files, entry, events, environment);
      const changed = [...variant.files].filter(([path, text]) => text !== files.get(path)).map(([, text]) => text);
      assert.deepEqual(
        behaviour(after, keeping),
        behaviour(before, keeping),
        `${variant.title}\n${changed.join('\n')}`,
      );
    }
    result.push({ before, after: await run(together, entry, events, environment) });
  }
  return result;
}

/** Three events that have everything that the code asks of one. */
function eventsFor(files: Files): readonly unknown[] {
  const asked = /\bevent(?:\.get\(|\[|\.)["']?(\w+)/g;
  const names = [...files.values()].flatMap((text) => [...text.matchAll(asked)].map(([, name = '']) => name));
  return [1, 2, 3].map((number) =>
    Object.fromEntries(names.filter((name) => name !== 'get').map((name) => [name, `${name}-${String(number)}`])),
  );
}
