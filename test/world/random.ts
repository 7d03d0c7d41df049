/** Chance that can be repeated. */
export interface Chance {
  /** At least 0, less than 1. */
  readonly next: () => number;
  /** A whole number below `limit`. */
  readonly below: (limit: number) => number;
  /** Throws when there is none. */
  readonly of: <T>(items: readonly T[]) => T;
}

export function chanceFrom(seed: number): Chance {
  const next = randomFrom(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    of: (items) => {
      if (items.length === 0) throw new Error('There is nothing to choose from.');
      return items[below(items.length)] as (typeof items)[number];
    },
  };
}

/** Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
