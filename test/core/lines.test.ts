import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linesOf } from '../../src/core/lines.ts';

const at = (line: number, character: number) => ({ line, character });

describe('lines and columns of a text', () => {
  it('end with a line feed, a carriage return, or both', () => {
    const { positionAt, offsetAt } = linesOf('a\nb\r\nc\rd');
    const places = [at(0, 0), at(1, 0), at(2, 0), at(3, 0)];
    assert.deepEqual([0, 2, 5, 7].map(positionAt), places);
    assert.deepEqual(places.map(offsetAt), [0, 2, 5, 7]);
  });

  it('count in UTF-16, so that 𝒳 has two columns', () => {
    const text = "'𝒳', boto3";
    assert.deepEqual(linesOf(text).positionAt(text.indexOf('boto3')), at(0, 6));
    assert.equal(linesOf(text).offsetAt(at(0, 6)), text.indexOf('boto3'));
  });

  it('lead back to the offset that they came from, save within a line end', () => {
    for (const text of ['', '\n', '\r\n', 'a\r\n\r\n𝒳\n\rb\n', '\uFEFFa\n']) {
      const { positionAt, offsetAt } = linesOf(text);
      for (let offset = 0; offset <= text.length; offset++)
        if (!text.startsWith('\r\n', offset - 1)) assert.equal(offsetAt(positionAt(offset)), offset);
    }
  });

  it('beyond the text mean its end, before it its start', () => {
    const { positionAt, offsetAt } = linesOf('ab\ncd');
    assert.deepEqual(positionAt(99), at(1, 2));
    assert.deepEqual(positionAt(-1), at(0, 0));
    assert.equal(offsetAt(at(7, 0)), 5);
  });

  it('beyond a line mean its end, not the start of the next one', () => {
    for (const [text, end] of [
      ['ab\ncd', 2],
      ['ab\r\ncd', 2],
      ['ab\rcd', 2],
      ['ab', 2],
      ['\n', 0],
    ] as const)
      assert.equal(linesOf(text).offsetAt(at(0, 99)), end, JSON.stringify(text));
  });
});
