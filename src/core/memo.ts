/** What was made once, and need not be made again. */

/** Made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The same result for the same argument as the last time; one alone is kept. */
export function latest<Argument, Result>(make: (argument: Argument) => Result): (argument: Argument) => Result {
  let last: { readonly argument: Argument; readonly result: Result } | undefined;
  return (argument) => {
    if (!last || last.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}

/** Made once for each object, and forgotten with it. */
export function ofEach<Argument extends object, Result>(
  make: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const made = new WeakMap<Argument, { readonly result: Result }>();
  return (argument) => {
    let its = made.get(argument);
    if (!its) made.set(argument, (its = { result: make(argument) }));
    return its.result;
  };
}

/** Whether two lists have the same items. A loop: it is asked thousands of times after each pause in typing. */
export function areSame<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** Whether two sets have the same members. */
export function haveSame<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const it of a) if (!b.has(it)) return false;
  return true;
}

/** Values by a key, of which those are kept that were asked for last. */
export interface Recent<Value> {
  readonly get: (key: string) => Value | undefined;
  /** Lets go of the oldest ones beside it until their sizes come to `most` at most. */
  readonly set: (key: string, value: Value, size: number, most: number) => void;
  readonly delete: (key: string) => void;
  readonly clear: () => void;
  readonly keys: () => Iterable<string>;
}

export function recent<Value>(): Recent<Value> {
  const all = new Map<string, { readonly value: Value; readonly size: number }>();
  let total = 0;
  const remove = (key: string): void => {
    total -= all.get(key)?.size ?? 0;
    all.delete(key);
  };
  return {
    get: (key) => {
      const its = all.get(key);
      if (!its) return undefined;
      all.delete(key);
      all.set(key, its);
      return its.value;
    },
    set: (key, value, size, most) => {
      remove(key);
      all.set(key, { value, size });
      total += size;
      for (const oldest of all.keys()) {
        if (total <= most || oldest === key) break;
        remove(oldest);
      }
    },
    delete: remove,
    clear: () => {
      all.clear();
      total = 0;
    },
    keys: () => all.keys(),
  };
}
