/** What is read as a change of the text before it must be what is read of the text alone, whatever was typed. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { before, describe, it } from 'mocha';
import { loadGrammar, type Parse } from '../../../src/languages/treeSitter/grammar.ts';
import type { Syntax } from '../../../src/languages/treeSitter/syntax.ts';
import { programs } from '../../executed/programs.ts';
import { damaged } from '../../world/damages.ts';
import { chanceFrom, type Chance } from '../../world/random.ts';

const edits = 800;

/** In characters: what is larger takes long and shows nothing else. */
const largest = 20_000;

for (const language of ['python', 'java'] as const) {
  describe(`A text of ${language} that changes`, () => {
    const grammar = `tree-sitter-${language}.wasm`;
    let parse: Parse | undefined;
    before(async () => {
      const folder = (name: string) => name.replace('.wasm', '');
      parse = await loadGrammar({ asset: (name) => readFile(resolve('node_modules', folder(name), name)) }, grammar);
    });

    const changing = (text: string): Syntax => parse?.(text) ?? assert.fail('the grammar is not loaded');
    // Whoever says where its offsets belong has a text of its own.
    const alone = (text: string): Syntax =>
      parse?.(text, (offset) => offset) ?? assert.fail('the grammar is not loaded');

    it('is read as if it had stood there from the beginning', () => {
      const texts = programs(language).flatMap(({ files }) =>
        [...files].flatMap(([path, text]) => (/\.(py|java)$/.test(path) ? [text] : [])),
      );
      const chance = chanceFrom(5);
      let whole = 0;
      let text = chance.of(texts);
      for (let number = 0; number < edits; number++) {
        const syntax = alone(text);
        assert.equal(listing(changing(text)), listing(syntax), text);
        if (!syntax.broken) whole++;
        const next = edited(text, chance, texts);
        text = syntax.broken || next.length > largest || chance.below(12) === 0 ? chance.of(texts) : next;
      }
      assert.ok(whole > edits / 3, `only ${String(whole)} texts were not broken`);
    });

    function edited(text: string, chance: Chance, others: readonly string[]): string {
      const lines = text.split('\n');
      const at = chance.below(lines.length);
      const line = lines[at] ?? '';
      const source = chance.of(others).split('\n');
      const from = chance.below(source.length);
      const fragment = source.slice(from, from + 1 + chance.below(8));
      const become = (...its: readonly string[]): string => lines.toSpliced(at, 1, ...its).join('\n');
      return chance.of([
        () => become(line.replace(/\w+/, (word) => `${word}x`)),
        () => become(),
        () => become(line, line),
        () => become(`    ${line}`),
        () => become(line.replace(/^ {4}/, '')),
        () => become(...fragment, line),
        () => become(`${line} ${language === 'python' ? '#' : '//'} why`),
        () => damaged(text, language, others, chance).text,
      ])();
    }
  });

  it(`A text of ${language} with thousands of levels that moves is read without going as deep`, async () => {
    const folder = (name: string) => name.replace('.wasm', '');
    const host = { asset: (name: string) => readFile(resolve('node_modules', folder(name), name)) };
    const parse = await loadGrammar(host, `tree-sitter-${language}.wasm`);
    const sum = Array.from({ length: 5000 }, (_, index) => `a${String(index)}`).join(' + ');
    const text = (name: string): string =>
      language === 'python' ? `${name} = 1\nb = ${sum}\n` : `class A { int ${name} = 1; int b = ${sum}; }`;
    const ends = ['a', 'abc'].map((name) => parse(text(name)).root.end);
    assert.equal((ends[1] ?? 0) - (ends[0] ?? 0), 2);
  });
}

/** Every node on a line; of trees that are thousands of levels deep as well. */
function listing({ root, comments, broken }: Syntax): string {
  const lines = [String(broken), JSON.stringify(comments)];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const { children, ...own } = node;
    lines.push(`${JSON.stringify(own)} ${String(children.length)}`);
    open.push(...children);
  }
  return lines.join('\n');
}
