import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { javascript } from '../../../src/languages/javascript/frontend.ts';
import type { Range, Tree } from '../../../src/languages/tree.ts';
import { violations } from '../invariants.ts';

const source = `// 🎉 a
const greeting = '👋🏽'; /* 🚀 */
export const handler = async (event) => greeting + event.name; // é
`;

const textAt = (tree: Tree, { start, end }: Range) => tree.text.slice(start, end);

describe('Places in JavaScript and TypeScript files', () => {
  for (const [title, text] of [
    ['emoji', source],
    ['Windows line ends', source.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${source}`],
    ['a shebang', `#!/usr/bin/env node\n${source}`],
  ] as const) {
    it(`are those of the original text with ${title}`, () => {
      const tree = javascript.lower('a.ts', text);
      assert.equal(tree.text, text);
      assert.deepEqual(tree.problems, []);
      assert.deepEqual(violations(tree), []);
      const last = tree.functions[0]?.body.statements.at(-1);
      assert.equal(last && textAt(tree, last), 'export const handler = async (event) => greeting + event.name;');
      assert.deepEqual(
        tree.comments.map((it) => textAt(tree, it)),
        ['// 🎉 a', '/* 🚀 */', '// é'],
      );
    });
  }

  it('of problems are where the parser stumbled, ten at most', () => {
    const tree = javascript.lower('b.js', 'const a = ;\nconst b = (1;');
    assert.deepEqual(
      tree.problems.map(({ message, at }) => [message, at && textAt(tree, at)]),
      [
        ['JavaScript syntax error: Expression expected.', ';'],
        [`JavaScript syntax error: ')' expected.`, ';'],
      ],
    );
    assert.equal(javascript.lower('b.ts', 'a b;'.repeat(50)).problems.length, 10);
    assert.match(javascript.lower('b.ts', 'const a: = 1').problems[0]?.message ?? '', /^TypeScript syntax error: /);
  });

  it('of a file: its ending says what may stand in it', () => {
    const language = (path: string, text: string) => {
      const tree = javascript.lower(path, text);
      return `${tree.language} ${tree.problems.length}`;
    };
    for (const path of ['a.js', 'a.mjs', 'a.cjs', 'a.jsx']) assert.equal(language(path, 'f(<A/>)'), 'javascript 0');
    for (const path of ['a.ts', 'a.mts', 'a.cts']) assert.equal(language(path, 'const a = <A>b'), 'typescript 0');
    assert.equal(language('a.tsx', 'const a: A = <A/>'), 'typescript 0');
    assert.equal(language('a.mjs', 'const a = await b()'), 'javascript 0');
    assert.equal(language('a.cjs', 'if (a) return; with (b) {}'), 'javascript 0');
    assert.equal(language('a.js', ''), 'javascript 0');
  });
});
