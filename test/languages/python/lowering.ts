import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { before, it } from 'mocha';
import assert from 'node:assert/strict';
import { loadPython } from '../../../src/languages/python/frontend.ts';
import type { LanguageFrontend, Tree } from '../../../src/languages/tree.ts';

const folders: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'node_modules/web-tree-sitter',
  'tree-sitter-python.wasm': 'node_modules/tree-sitter-python',
};

/** The frontend for the tests of a `describe`. */
export function python(): { readonly lower: (text: string) => Tree; readonly frontend: () => LanguageFrontend } {
  let frontend: LanguageFrontend | undefined;
  before(async () => {
    frontend = await loadPython({ asset: (name) => readFile(resolve(folders[name] ?? '.', name)) });
  });
  const loaded = () => {
    assert(frontend, 'the grammar is loaded before the tests run');
    return frontend;
  };
  return { lower: (text) => loaded().lower('a.py', text), frontend: loaded };
}

export interface Case {
  readonly title: string;
  readonly source: string;
  readonly tree: string;
}

/** One test for each case: the source, lowered and printed, is the text. */
export function table(print: (tree: Tree) => string, cases: readonly Case[]): void {
  const { lower } = python();
  for (const { title, source, tree } of cases) {
    it(title, () => assert.equal(print(lower(flush(source))), flush(tree)));
  }
}

/** Text without the indentation that it has in the test and without the empty line before it. */
export function flush(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text
    .replace(/^[^\S\n]*\n/, '')
    .replace(/\n[^\S\n]*$/, '')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}
