import assert from 'node:assert/strict';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { before, describe, it } from 'mocha';
import { keptWith, lazily, recent } from '../../src/core/memo.ts';

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

describe('what is made once', () => {
  it('is kept with its object, also where it is asked for while it is made', () => {
    let made = 0;
    const numberOf = keptWith((it: { readonly again: boolean }): number =>
      it.again && made++ < 1 ? numberOf(it) : made++,
    );
    const [one, other] = [{ again: false }, { again: true }];
    assert.deepEqual([numberOf(one), numberOf(one), numberOf(other), numberOf(other)], [0, 0, 2, 2]);
    assert.deepEqual(Object.keys(one), ['again']);
  });

  it('is made when it is asked for', () => {
    interface Order {
      readonly id: string;
      readonly total: number;
    }
    let made = 0;
    const orderWith = lazily<Order, 'total'>(['total']);
    const order = orderWith({ id: 'a' }, { total: () => ++made });
    assert.deepEqual([order.id, made, order.total, made], ['a', 0, 1, 1]);
  });
});

/** A chain as long as a tree of a file has nodes, 640 KB. */
interface Chain {
  readonly next: Chain | undefined;
}

function chain(): Chain {
  let last: Chain = { next: undefined };
  for (let index = 0; index < 20_000; index++) last = { next: last };
  return last;
}

describe('the memory of what a text was made into', () => {
  let cleanUpYoung: () => void;
  let kept: unknown;

  before(() => {
    setFlagsFromString('--expose-gc');
    setFlagsFromString('--no-allocation-site-pretenuring');
    const collect: unknown = runInNewContext('gc');
    assert.ok(typeof collect === 'function');
    cleanUpYoung = () => void Reflect.apply(collect, undefined, [{ type: 'minor' }]);
    // Whatever else is there is old afterwards.
    Reflect.apply(collect, undefined, []);
    Reflect.apply(collect, undefined, []);
  });

  /** How much came to stay of sixty of them, one after the other, in bytes. */
  function stayed(make: () => unknown): number {
    const old = (): number =>
      getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0;
    const start = old();
    for (let index = 0; index < 60; index++) {
      kept = make();
      cleanUpYoung();
    }
    assert.ok(kept);
    return old() - start;
  }

  it('is free when the next one stands in its place', () => {
    const chainOf = keptWith((it: { readonly chain: Chain }) => ({ it }));
    const bytes = stayed(() => {
      const it = { chain: chain() };
      chainOf(it);
      return it;
    });
    assert.ok(bytes < 8_000_000, `${String(bytes)} bytes stayed of 38 MB`);
  });

  it('is free where something would have been made of it', () => {
    const laterOf = lazily<{ readonly first: Chain; readonly chain: Chain }, 'chain'>(['chain']);
    const bytes = stayed(() => {
      const first = chain();
      return laterOf({ first: { next: undefined } }, { chain: () => first });
    });
    assert.ok(bytes < 8_000_000, `${String(bytes)} bytes stayed of 38 MB`);
  });
});
