import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { recent } from '../../src/core/memo.ts';

const keysOf = (it: { readonly keys: () => Iterable<string> }): string => [...it.keys()].join('');

describe('recent', () => {
  it('lets go of what was asked for longest ago when it is too much together', () => {
    const texts = recent<number>();
    texts.set('a', 1, 4, 10);
    texts.set('b', 2, 4, 10);
    assert.equal(texts.get('a'), 1);
    texts.set('c', 3, 4, 10);
    assert.equal(keysOf(texts), 'ac');
    assert.equal(texts.get('b'), undefined);
  });

  it('keeps the newest, however large it is', () => {
    const texts = recent<number>();
    texts.set('a', 1, 4, 10);
    texts.set('b', 2, 40, 10);
    assert.equal(keysOf(texts), 'b');
  });

  it('counts what is set again or deleted no longer', () => {
    const texts = recent<number>();
    texts.set('a', 1, 8, 10);
    texts.set('a', 2, 4, 10);
    texts.set('b', 3, 4, 10);
    texts.delete('b');
    texts.set('c', 4, 6, 10);
    assert.equal(keysOf(texts), 'ac');
    assert.equal(texts.get('a'), 2);
    texts.clear();
    texts.set('d', 5, 10, 10);
    assert.equal(keysOf(texts), 'd');
  });
});
