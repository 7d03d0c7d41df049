/** Programs that are written by chance do the same after each fix and refactoring; `npm run world:programs` tries many more. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { chanceFrom } from '../world/random.ts';
import { generators, programIn } from '../world/programs/generators.ts';
import { trial } from '../world/programs/trial.ts';
import { hasJava, stopJava } from './java.ts';

/** The numbers of the first and the last program; a machine runs so many of them in seconds. */
const numbers = { javascript: [1, 5], python: [1, 4], java: [1, 4] } as const;

describe('programs that are written by chance do the same after each edit', () => {
  after(stopJava);
  for (const language of ['javascript', 'python', 'java'] as const) {
    // Without a JDK they cannot be run, and count as pending.
    const test = language === 'java' && !hasJava() ? it.skip : it;
    test(`in ${language}`, async () => {
      const [first, last] = numbers[language];
      let moved = 0;
      for (let number = first; number <= last; number++) {
        const files = generators[language](number);
        const { failures, counts } = await trial(files, { chance: chanceFrom(number), runs: 2 });
        moved += (counts.get('move') ?? 0) + (counts.get('extract') ?? 0);
        const [failure] = failures;
        const text = failure?.after?.get(programIn(files)) ?? '';
        assert.equal(
          failure && [failure.what, failure.title, failure.selected, failure.detail, text].join('\n'),
          undefined,
          `program ${String(number)}`,
        );
      }
      assert.ok(moved > 10, `only ${String(moved)} selections were moved`);
    });
  }
});
