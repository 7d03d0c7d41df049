/** What is selected is moved out of its function, and the program does the same before and after. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { valueOf } from '../../src/core/known.ts';
import { edited, workspaceOf } from '../project.ts';
import { entryOf } from './fixing.ts';
import { hasJava, stopJava } from './java.ts';
import { programs, type ProgramText } from './programs.ts';
import { behaviour, builtPerInvocation } from './run.ts';
import { namesIn, parses, run } from './runner.ts';

const hasJdk = hasJava();

for (const language of ['python', 'javascript', 'java']) {
  describe(`selections in ${language} do the same once they are moved`, () => {
    if (language === 'java') after(stopJava);
    // Without a JDK they cannot be run, and count as pending.
    const test = language === 'java' && !hasJdk ? it.skip : it;
    for (const program of programs(`selections.${language}`)) test(program.title, () => keepsBehaviour(program));
  });
}

/** Each selection is moved by itself. */
async function keepsBehaviour({ files, marks, events, built }: ProgramText): Promise<void> {
  const { workspace } = workspaceOf(files);
  const review = await workspace.review();
  assert.deepEqual([...review.crashes, ...review.problems], []);
  assert.ok(marks.length > 0, 'nothing is selected');
  const [fn] = review.application.functions;
  assert.ok(fn, 'there is no function');
  const entry = entryOf(fn);
  const environment = namesIn(files);
  const before = await run(files, entry, events, environment);
  for (const mark of marks) {
    const refactoring = workspace.refactoring(mark, review);
    assert.ok(refactoring, 'nothing is offered');
    const edits = valueOf(refactoring.edits);
    assert.ok(edits, refactoring.edits.known ? '' : refactoring.edits.why);
    const moved = edited(files, edits.edits);
    await parses(moved);
    const changed = moved.get(mark.path) ?? '';
    const then = await run(moved, entry, events, environment);
    assert.deepEqual(behaviour(then), behaviour(before), changed);
    const [counts] = built;
    if (counts !== undefined)
      assert.equal(`${builtPerInvocation(before).join(' ')} → ${builtPerInvocation(then).join(' ')}`, counts);
  }
}
