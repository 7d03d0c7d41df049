/** What was tried before an error was caught: whether it asks for what is made then, `try { await redis.ping() }`. */
import { once } from '../../core/memo.ts';
import type { Block } from '../tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from '../walk.ts';
import type { Asking } from './asking.ts';
import type { Place } from './places.ts';
import type { placing } from './placing.ts';
import type { Symbols } from './symbols.ts';

/** Whether the block looks at the place, or a function of the file that it calls does. */
export function triedIn(
  body: Block,
  symbols: Symbols,
  { placeOf, testedBy }: Pick<ReturnType<typeof placing>, 'placeOf'> & Pick<Asking, 'testedBy'>,
): (place: Place) => boolean {
  const asked = once(() => {
    const found = new Set<string>();
    const whole = statementsWithin(body).flatMap(expressionsOf);
    for (const it of whole) for (const key of testedBy(it, nothing).tested) found.add(key);
    const called = whole
      .flatMap(expressionsWithin)
      .flatMap((it) => (it.kind === 'call' ? symbols.of(it.callee).functions : []));
    for (const fn of new Set(called))
      for (const part of statementsWithin(fn.body).flatMap(expressionsOf).flatMap(expressionsWithin)) {
        const place = part.kind === 'name' || part.kind === 'member' ? placeOf(part, fn) : undefined;
        if (place) found.add(place.key);
      }
    return found;
  });
  return ({ key }) => asked().has(key);
}

const nothing = { tested: new Set<string>(), libraries: new Set<string>() };
