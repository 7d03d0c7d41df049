import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { createFrontends } from '../../../src/languages/frontends.ts';
import type { LanguageFrontend } from '../../../src/languages/tree.ts';
import { asset } from '../../project.ts';

describe('Java whose names are nested more deeply than a stack is', () => {
  let java: LanguageFrontend | undefined;
  before(async () => {
    const frontends = createFrontends({ asset });
    await frontends.load(new Set(['java']));
    java = frontends.of('java');
  });

  const long = `x${'.y'.repeat(20_000)}`;
  const texts: Readonly<Record<string, string>> = {
    'an import': `import ${long};\nclass Orders {}\n`,
    'a package': `package ${long};\nclass Orders {}\n`,
    'an annotation': `@${long}\nclass Orders {}\n`,
    'an import that is cut off': `package com.example;\n\nimport ${long}\nclass Orders {}\n`,
  };
  for (const [name, text] of Object.entries(texts))
    it(`is read: ${name}`, () => {
      assert.ok(java);
      assert.deepEqual(
        java.lower('Orders.java', text).classes.map((it) => it.name),
        ['Orders'],
      );
    });
});
