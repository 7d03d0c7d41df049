import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { violations } from '../invariants.ts';
import { python } from './lowering.ts';

describe('The Python frontend', () => {
  const { lower } = python();

  it('takes an empty text', () => {
    const tree = lower('');
    assert.deepEqual([tree.functions.length, tree.bindings, tree.problems], [1, [], []]);
  });

  it('counts in UTF-16 units after a byte order mark and characters beyond the BMP', () => {
    const text = "\uFEFFa = '😀'  # 😀 one\n\n\ndef f(b='𝒳'):  # two\n    return a, b, '😀', c\n";
    const tree = lower(text);
    assert.deepEqual(violations(tree), []);
    assert.deepEqual(
      tree.comments.map(({ start, end }) => text.slice(start, end)),
      ['# 😀 one', '# two'],
    );
    assert.equal(text.slice(tree.functions[1]?.at.start, tree.functions[1]?.at.end), 'f');
    assert.deepEqual([...tree.unresolved], ['c']);
  });

  it('takes lone surrogates, NUL and form feeds', () => {
    for (const text of ["a = '\ud800'; b = a", 'a = 1\0\nb = a', '\fa = 1\nb = a'])
      assert.deepEqual(violations(lower(text)), [], text);
  });

  it('tells the comments, in order, and no docstrings', () => {
    const text =
      '#!/usr/bin/env python\n"""Doc."""\nx = [  # a\n    1,\n    # b\n]\ndef f():\n    # c\n    pass\n    # d\n';
    assert.deepEqual(
      lower(text).comments.map(({ start, end }) => text.slice(start, end)),
      ['#!/usr/bin/env python', '# a', '# b', '# c', '# d'],
    );
  });

  it('gives what is in brackets their range, so that it can be moved, and a name its own', () => {
    const text = 'x = (\n    a\n    .b()\n)\ny = (x)\n';
    const values = lower(text).functions[0]?.body.statements.map((it) =>
      it.kind === 'assign' ? it.declarators[0]?.value : undefined,
    );
    assert.deepEqual(
      values?.map((value) => value && text.slice(value.start, value.end)),
      ['(\n    a\n    .b()\n)', 'x'],
    );
  });

  it('tells the statement of each write', () => {
    const text = 'a = 1\nfor b in (c := a): d = [e for e in b]\n@f\ndef g(h): pass\n';
    const written = lower(text).bindings.flatMap(({ name, writes }) =>
      writes.map(({ statement }) => [name, statement && text.slice(statement.start, statement.end).split('\n')[0]]),
    );
    assert.deepEqual(Object.fromEntries(written), {
      a: 'a = 1',
      b: 'for b in (c := a): d = [e for e in b]',
      c: 'for b in (c := a): d = [e for e in b]',
      d: 'd = [e for e in b]',
      e: 'd = [e for e in b]',
      g: '@f',
      h: undefined,
    });
  });
});
