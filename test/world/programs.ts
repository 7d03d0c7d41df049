/**
 * `npm run world:programs [-- --language python] [--count 100] [--seed 1] [--show] [--refusals]`: writes handlers by
 * chance, and runs each before and after every fix and every refactoring that is offered. See docs/world.md.
 */
import { parseArgs } from 'node:util';
import { stopJava } from '../executed/java.ts';
import { chanceFrom } from './random.ts';
import { generators, isGenerated, programIn } from './programs/generators.ts';
import { minimal } from './programs/minimal.ts';
import { trial, type Failure, type Tried } from './programs/trial.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      language: { type: 'string', multiple: true, default: Object.keys(generators) },
      count: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      show: { type: 'boolean', default: false },
      refusals: { type: 'boolean', default: false },
    },
  });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  let failed = 0;
  for (const language of values.language) {
    if (!isGenerated(language)) throw new Error(`There are no programs in ${language}.`);
    const all: Tried[] = [];
    for (let number = seed; number < seed + count; number++) {
      const files = generators[language](number);
      if (values.show) console.log(files.get(programIn(files)));
      const tried = await trial(files, { chance: chanceFrom(number) });
      all.push(tried);
      const [first] = tried.failures;
      if (first) report(number, await minimal(first, programIn(files)));
    }
    failed += all.filter(({ failures }) => failures.length > 0).length;
    console.log(`${language}: ${summary(all)}`);
    if (values.refusals) listRefusals(all);
  }
  await stopJava();
  process.exit(failed > 0 ? 1 : 0);
}

function report(number: number, { what, title, selected, before, after, detail }: Failure): void {
  const path = programIn(before);
  console.log(`\nProgram ${String(number)} ${what}: ${title}\n${detail}\nselected: ${selected}`);
  console.log(`--- ${path}\n${before.get(path) ?? ''}\n+++ ${path}\n${after?.get(path) ?? ''}`);
}

function summary(all: readonly Tried[]): string {
  const total = new Map<string, number>();
  for (const [what, count] of all.flatMap(({ counts }) => [...counts])) total.set(what, (total.get(what) ?? 0) + count);
  const invalid = all.filter((it) => it.invalid !== undefined).length;
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  const counts = [...total].sort().map(([what, count]) => `${what} ${String(count)}`);
  return `${String(all.length)} programs, of which ${String(invalid)} say nothing; ${counts.join(', ')}; ${String(failed)} failed`;
}

/** The most frequent first, with some of what was selected. */
function listRefusals(all: readonly Tried[]): void {
  const found = new Map<string, string[]>();
  for (const { why, selected } of all.flatMap(({ refusals }) => refusals)) {
    const kind = why.replace(/`[^`]*`/g, '`…`');
    found.set(kind, [...(found.get(kind) ?? []), selected.replace(/\s+/g, ' ').slice(0, 120)]);
  }
  for (const [why, selected] of [...found].sort((a, b) => b[1].length - a[1].length))
    console.log([`${String(selected.length)} ${why}`, ...selected.slice(0, 4)].join('\n    '));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(2);
});
