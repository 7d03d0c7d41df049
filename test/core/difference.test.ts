import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { difference } from '../../src/core/difference.ts';
import { applyEdits } from '../../src/core/span.ts';

/** Edits as a reader sees them. */
const shown = (before: string, after: string): readonly string[] =>
  difference('x', before, after).map(
    ({ start, end, text }) => `${JSON.stringify(before.slice(start, end))} → ${JSON.stringify(text)}`,
  );

describe('the edits between two texts', () => {
  it('leave the lines alone that both have', () => {
    assert.deepEqual(shown('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n'), ['"b\\n" → "x\\n"', '"" → "e\\n"']);
    assert.deepEqual(shown('a\n\nb\n', 'a\n\nnew\n\nb\n'), ['"" → "new\\n\\n"']);
    assert.deepEqual(shown('a\nb\n', 'a\nb\n'), []);
    assert.deepEqual(shown('', 'a'), ['"" → "a"']);
    assert.deepEqual(shown('a\r\nb', 'b'), ['"a\\r\\n" → ""']);
  });

  it('make the one of the other, whatever they are', () => {
    let seed = 1;
    const next = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const text = (): string => Array.from({ length: next(12) }, () => ['a', 'b', '\n', '\r\n', '𝒳'][next(5)]).join('');
    for (let round = 0; round < 2000; round++) {
      const [before, after] = [text(), text()];
      assert.equal(applyEdits(before, difference('x', before, after)), after);
    }
  });

  it('of long texts that differ throughout are one', () => {
    const lines = (name: string) => Array.from({ length: 1100 }, (_, index) => `${name}${String(index)}\n`).join('');
    const [before, after] = [`same\n${lines('a')}same\n`, `same\n${lines('b')}same\n`];
    const edits = difference('x', before, after);
    assert.equal(edits.length, 1);
    assert.equal(applyEdits(before, edits), after);
  });
});
