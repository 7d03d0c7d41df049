/**
 * The forms in `reached/`, a small project each: `=== what | what becomes of each creation`, then files or one file.
 * The handler is `handler`, in Java `Orders.handleRequest`, where a third part does not name it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

const words = { 'per-invocation': 'made', 'of-the-event': 'event', kept: 'kept', rare: 'rare' };

async function said(text: string, symbol: string): Promise<string> {
  const code = await codeOf(text, symbol);
  if (typeof code === 'string') return `unknown: ${code}`;
  const all = code.reached.map(({ verdict, closed }) => `${words[verdict.kind]}${closed ? ' and closed' : ''}`);
  return all.join(', ') || 'silent';
}

/** The files of a form; those of Java begin with the imports that stand before all forms. */
function projectOf(text: string, intention: string): string {
  const imports = intention.split('\n').filter((line) => line.startsWith('import '));
  const first = imports.length === 0 ? 'app.mjs' : 'src/Orders.java';
  const files = text.startsWith('//- ') ? text : `//- ${first}\n${text}`;
  return files.replace(/^\/\/- .*\.java\n(package .*\n)?/gm, (start) => `${start}${imports.join('\n')}\n`);
}

const handlers = {
  javascript: 'handler',
  python: 'handler',
  pythonKeeping: 'handler',
  dataClasses: 'handler',
  java: 'Orders.handleRequest',
  javaKeeping: 'Orders.handleRequest',
  injection: 'Orders.handleRequest',
  classMethods: 'handler',
  keeping: 'handler',
  given: 'handler',
  options: 'handler',
  putBefore: 'handler',
  handedCaches: 'handler',
  javaGiven: 'Orders.handleRequest',
  wrappers: 'handler',
  fields: 'handler',
  objectFields: 'handler',
  memories: 'handler',
  routers: 'handler',
  awilix: 'handler',
  ended: 'handler',
};

for (const [name, handler] of Object.entries(handlers)) {
  const file = new URL(`reached/${name}.txt`, import.meta.url);
  const [intention = '', ...cases] = readFileSync(file, 'utf8').split(/^=== /m);
  describe(intention.split('\n')[0] ?? name, () => {
    for (const text of cases) {
      const end = text.indexOf('\n');
      const [what = '', expected = '', symbol] = text.slice(0, end).split(' | ');
      it(`${what}: ${expected}`, async () =>
        assert.equal(await said(projectOf(text.slice(end + 1), intention), symbol ?? handler), expected));
    }
  });
}
