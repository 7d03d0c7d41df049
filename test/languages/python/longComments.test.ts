import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withoutLongComments } from '../../../src/languages/python/longComments.ts';
import { flush, python } from './lowering.ts';

describe('a long comment in Python', () => {
  const { lower } = python();
  const lines = (count: number): string => '    # as it was before\n'.repeat(count);
  const text = (count: number): string => `def handler(event, context):\n    a = 1\n${lines(count)}    return a\n`;

  it('is read as if it were short', () => {
    const [long, short] = [lower(text(500)), lower(text(1))];
    assert.equal(long.problems.length, 0);
    assert.equal(long.functions[1]?.body.statements.length, short.functions[1]?.body.statements.length);
    assert.deepEqual(
      long.comments.map(({ start, end }) => long.text.slice(start, end)),
      Array.from({ length: 500 }, () => '# as it was before'),
    );
  });

  it('leaves every place as it is', () => {
    const { text: shorter, comments } = withoutLongComments(text(500));
    assert.equal(shorter.length, text(500).length);
    assert.equal(shorter.trimEnd().split('\n').at(-1), '    return a');
    assert.equal(comments.length, 500);
  });

  it('is one with whatever stands in it', () => {
    const json = `    # {"it's": "as it was", "path": "\\"} """\n`.repeat(500);
    const before = `def handler(event, context):\n    """It\n    # is\n    said."""\n    a = 'one' # it's\n`;
    const { text: shorter, comments } = withoutLongComments(`${before}${json}    return a\n`);
    assert.equal(comments.length, 500);
    assert.equal(shorter.replace(/^ +\n/gm, ''), `${before}    return a\n`);
  });

  it('is left in a string over several lines', () => {
    for (const [open, close, end] of [
      ['"""', '"""', ''],
      [`r'''it's`, `'''`, ''],
      [`'it`, `'`, '\\'],
      ['"""it never ends', '', ''],
    ] as const) {
      const all = `note = ${open}${end}\n${`# "line"${end}\n`.repeat(100)}${close}\n`;
      assert.equal(withoutLongComments(all).text, all, open);
    }
  });

  it('is no comment within a string that ends in it', () => {
    const inString = flush(`
      note = """
      ${'# line\n      '.repeat(100)}# the end """
      client = 1
    `);
    const { problems, bindings } = lower(inString);
    assert.equal(problems.length, 0);
    assert.deepEqual(
      bindings.map(({ name }) => name),
      ['note', 'client'],
    );
  });

  it('goes on where a line has ends of several systems', () => {
    const mixed = `# one\n# two\r# three\n# four\r\n`.repeat(100);
    const { text: shorter, comments } = withoutLongComments(`${mixed}a = 1\n`);
    assert.equal(shorter.trim(), 'a = 1');
    assert.deepEqual(
      comments.slice(0, 3).map(({ start, end }) => mixed.slice(start, end)),
      ['# one', '# two\r# three', '# four'],
    );
    assert.deepEqual(comments.length, 300);
  });
});
