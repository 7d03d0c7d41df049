import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits, contains, editsCollide, type TextEdit } from '../../src/core/span.ts';

const edit = (start: number, end: number, text: string, path = 'x'): TextEdit => ({ path, start, end, text });

describe('edits applied to a text', () => {
  it('may be given in any order, and may touch', () => {
    assert.equal(applyEdits('abcdef', [edit(4, 6, 'EF'), edit(0, 2, ''), edit(2, 4, 'CD')]), 'CDEF');
  });

  it('insert before what stands at their place, in the order in which they are given', () => {
    assert.equal(applyEdits('abc', [edit(1, 1, '1'), edit(1, 1, '2')]), 'a12bc');
    assert.equal(applyEdits('abc', [edit(1, 2, 'B'), edit(1, 1, '+')]), 'a+Bc');
    assert.equal(applyEdits('abc', [edit(3, 3, 'd'), edit(0, 0, '>')]), '>abcd');
  });

  it('leave line ends, byte order marks and characters of two units as they are', () => {
    const text = '\uFEFFa\r\n𝒳 = 1\r\nb\n';
    const at = text.indexOf('1');
    assert.equal(applyEdits(text, [edit(at, at + 1, '2')]), '\uFEFFa\r\n𝒳 = 2\r\nb\n');
    assert.equal(at, 9);
  });

  it('are applied wholly or not at all', () => {
    const overlapping = [edit(0, 3, 'x'), edit(2, 4, 'y')];
    const outside = [edit(0, 1, 'x'), edit(3, 9, 'y')];
    const backwards = [edit(3, 2, 'x')];
    const before = [edit(-1, 1, 'x')];
    for (const edits of [overlapping, outside, backwards, before])
      assert.equal(applyEdits('abcdef', edits.slice()), undefined);
    assert.equal(applyEdits('abc', []), 'abc');
  });
});

describe('edits of two fixes', () => {
  it('collide when they overlap, touch, or insert at one place', () => {
    assert.ok(editsCollide([edit(0, 4, '')], [edit(3, 5, '')]));
    assert.ok(editsCollide([edit(0, 4, '')], [edit(4, 5, '')]));
    assert.ok(editsCollide([edit(3, 3, 'import a')], [edit(3, 3, 'import b')]));
    assert.ok(editsCollide([edit(9, 9, ''), edit(2, 2, 'a')], [edit(0, 8, '')]));
  });

  it('do not collide apart from each other, or in different files', () => {
    assert.ok(!editsCollide([edit(0, 4, '')], [edit(5, 6, '')]));
    assert.ok(!editsCollide([edit(0, 4, '', 'a')], [edit(0, 4, '', 'b')]));
    assert.ok(!editsCollide([], [edit(0, 4, '')]));
  });
});

describe('spans', () => {
  it('contain themselves and what lies within, in their own file', () => {
    const outer = { path: 'x', start: 2, end: 8 };
    assert.ok(contains(outer, outer));
    assert.ok(contains(outer, { path: 'x', start: 3, end: 3 }));
    assert.ok(!contains(outer, { path: 'x', start: 1, end: 3 }));
    assert.ok(!contains(outer, { path: 'x', start: 3, end: 9 }));
    assert.ok(!contains(outer, { path: 'y', start: 3, end: 4 }));
  });
});
