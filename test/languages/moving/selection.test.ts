/** What is offered for a selection, and what becomes of the text: see `selections.txt`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { edited, project, workspaceOf } from '../../project.ts';

describe('a selection', () => {
  for (const part of readFileSync(join(__dirname, 'selections.txt'), 'utf8').split(/^=== /m).slice(1)) {
    const title = part.slice(0, part.indexOf('\n'));
    const [before = '', after = ''] = part.slice(title.length + 1).split(/^--- /m);
    it(title, async () => assert.equal(await offered(before), after.trimEnd()));
  }
});

/** The first line says what is offered, or why not; then comes the text that it makes. */
async function offered(text: string): Promise<string> {
  const { files, marks } = project(text);
  const [mark] = marks;
  assert.ok(mark, 'nothing is selected');
  const { workspace } = workspaceOf(withHandler(files));
  const review = await workspace.review();
  assert.deepEqual(review.crashes, []);
  const refactoring = workspace.refactoring(mark, review);
  if (!refactoring) return 'nothing';
  const { title, edits } = refactoring;
  if (!edits.known) return `refused: ${edits.why}`;
  const result = edited(files, edits.value.edits).get(mark.path) ?? '';
  const { name } = edits.value;
  if (name) assert.equal(result.slice(name.at, name.at + name.text.length), name.text, 'the place of the name');
  return `${title}\n${result.trimEnd()}`;
}

/** Nothing is offered in a project without functions. */
const withHandler = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([
    ...files,
    ['other/app.py', 'def handler(event, context):\n    return 1\n'],
    ['other/app.js', 'exports.handler = async (event, context) => event;\n'],
    [
      'other/Other.java',
      'import com.amazonaws.services.lambda.runtime.*;\npublic class Other implements RequestHandler<String, String> {\n  public String handleRequest(String event, Context context) { return event; }\n}\n',
    ],
  ]);
