/**
 * The forms in `reached/`, a small project each: `=== what | what becomes of each creation`, then files or one file.
 * The handler is `handler` where a third part does not name it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

const words = { 'per-invocation': 'made', 'of-the-event': 'event', kept: 'kept', rare: 'rare' };

async function said(text: string, symbol: string | undefined): Promise<string> {
  const code = await codeOf(text, symbol);
  if (typeof code === 'string') return `unknown: ${code}`;
  const all = code.reached.map(({ verdict, closed }) => `${words[verdict.kind]}${closed ? ' and closed' : ''}`);
  return all.join(', ') || 'silent';
}

for (const name of ['javascript', 'python', 'keeping', 'routers'] as const) {
  const file = new URL(`reached/${name}.txt`, import.meta.url);
  const [intention = '', ...cases] = readFileSync(file, 'utf8').split(/^=== /m);
  describe(intention.split('\n')[0] ?? name, () => {
    for (const text of cases) {
      const end = text.indexOf('\n');
      const [what = '', expected = '', symbol] = text.slice(0, end).split(' | ');
      const files = text.slice(end + 1);
      it(`${what}: ${expected}`, async () =>
        assert.equal(await said(files.startsWith('//- ') ? files : `//- app.mjs\n${files}`, symbol), expected));
    }
  });
}
