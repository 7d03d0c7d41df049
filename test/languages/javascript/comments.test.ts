import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { javascript } from '../../../src/languages/javascript/frontend.ts';

const cases: readonly { readonly title: string; readonly source: string; readonly comments: readonly string[] }[] = [
  {
    title: 'of a line and of several',
    source: '// one\nconst a = 1; /* two\nlines */ f(/**/ a);\n/** three */\nexport default a; // four',
    comments: ['// one', '/* two\nlines */', '/**/', '/** three */', '// four'],
  },
  {
    title: 'before every line end',
    source: '// one\r\nlet a; // two\r// three\u2028let b;',
    comments: ['// one', '// two', '// three'],
  },
  {
    title: 'and nothing within texts',
    source: "const url = 'https://a.example'; // one\nconst b = \"/* no */\"; import('//c'); /* two */",
    comments: ['// one', '/* two */'],
  },
  {
    title: 'in the holes of templates, and nothing in their texts',
    source: 'const a = `https://${/* one */ host /* two */}//${`/* no */${b // three\n}`}/*`;',
    comments: ['/* one */', '/* two */', '// three'],
  },
  {
    title: 'and nothing within patterns',
    source: 'const a = /[/*]\\/\\//; // one\nconst b = x / y; // two',
    comments: ['// one', '// two'],
  },
  {
    title: 'in JSX, and nothing in what it shows',
    source: 'const a = <a href="https://b.example">http://c.example /* no */ {/* one */}</a>; // two',
    comments: ['/* one */', '// two'],
  },
  {
    title: 'that hold others',
    source: '/* // no */ // one /* no\n// two // no',
    comments: ['/* // no */', '// one /* no', '// two // no'],
  },
  {
    title: 'between decorators, types and modifiers',
    source: '@a(/* one */) class B { /* two */ readonly /* three */ c: "//no" | /* four */ D; }',
    comments: ['/* one */', '/* two */', '/* three */', '/* four */'],
  },
  { title: 'after the line for the shell', source: '#!/bin//node /* no */\n// one\n', comments: ['// one'] },
  { title: 'that do not end', source: 'f(); /* one\ntwo', comments: ['/* one\ntwo'] },
  { title: 'after a text that does not end', source: "const a = '//no\n// one\n", comments: ['// one'] },
  { title: 'and none where there are none', source: 'const a = b / c / d;', comments: [] },
];

describe('The comments of JavaScript', () => {
  for (const { title, source, comments } of cases) {
    it(`are found: ${title}`, () => {
      const found = javascript.lower('a.tsx', source).comments.map(({ start, end }) => source.slice(start, end));
      assert.deepEqual(found, comments);
    });
  }
});
