/** What the last look at an edited text refuses. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { createFrontends } from '../../src/languages/frontends.ts';
import { provenEdits } from '../../src/languages/prove.ts';
import type { LanguageFrontend } from '../../src/languages/tree.ts';
import { asset } from '../project.ts';

describe('an edit is refused', () => {
  let frontend: LanguageFrontend | undefined;
  before(async () => {
    const frontends = createFrontends({ asset });
    await frontends.load(new Set(['python']));
    frontend = frontends.of('python');
  });

  const text = 'import boto3\n\n\ndef handler(event, context):\n    print(event)\n    return boto3\n';
  refuses(
    'when a line would be indented in another way than its block',
    'import boto3',
    '# In Ireland.\n    x = 1\nimport boto3',
    'the result would be indented wrongly',
  );
  refuses('when a name would be lost', 'import boto3', 'import os', '`boto3` would not be bound any more');
  refuses('when the result would not parse', 'print(event)', 'print(event', 'the result would not parse');
  refuses('when nothing would change', 'print(event)', 'print(event)', 'nothing would change');

  function refuses(when: string, old: string, fresh: string, why: string): void {
    it(when, () => {
      assert.ok(frontend);
      const start = text.indexOf(old);
      const edit = { path: 'app.py', start, end: start + old.length, text: fresh };
      assert.deepEqual(provenEdits(frontend, frontend.lower('app.py', text), [edit]), { known: false, why });
    });
  }
});
