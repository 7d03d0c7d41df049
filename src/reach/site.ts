/** Where calls are written, and which of them made a function: that of a wrapper, `traced(load)`. */
import type { CallFact, FunctionFact, ModuleFacts } from '../core/module.ts';

/** A call, and where it is written. */
export interface Site {
  readonly module: ModuleFacts;
  readonly call: CallFact;
}

/** The calls that made a function which stands in the one that gives it back; undefined when others may have, too. */
export type Makers = readonly Site[] | undefined;

interface Made {
  readonly module: ModuleFacts;
  readonly fn: FunctionFact;
  readonly makers?: Makers;
}

/** What a call of the other one gives, with that call when it stands in that one. */
export const madeBy = <T extends Made>(it: T, called: Made, maker: Site): T =>
  it.module === called.module && it.fn.parent === called.fn.id ? { ...it, makers: [maker] } : it;

/** Tells them apart. */
export const makersKey = (makers: Makers = []): string =>
  makers.map(({ module, call }) => `${module.path}()${String(call.id)}`).join(' ');

/** Those of both; the first itself when there are no others. */
export function bothMakers(some: Makers, others: Makers): Makers {
  if (!some || !others) return undefined;
  const known = new Set(some.map(({ call }) => call));
  const further = others.filter(({ call }) => !known.has(call));
  return further.length > 0 ? [...some, ...further] : some;
}
