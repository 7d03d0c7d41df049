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

/** Made once for each argument, and forgotten with the function that is given back: for what does not live long. */
export function forEach<Argument, Result>(make: (argument: Argument) => Result): (argument: Argument) => Result {
  let made: Map<Argument, { readonly result: Result }> | undefined;
  return (argument) => {
    made ??= new Map();
    let its = made.get(argument);
    if (!its) made.set(argument, (its = { result: make(argument) }));
    return its.result;
  };
}

/** Longer lists are worth remembering what was made of them; shorter ones are gone through again. */
export const few = 8;

/** The same as `forEach` for lists: many share a long one, such as all that a variable is given which is set again and again. */
export function forLong<Item, Result>(make: (list: readonly Item[]) => Result): (list: readonly Item[]) => Result {
  const kept = forEach(make);
  return (list) => (list.length > few ? kept(list) : make(list));
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

/**
 * The same as `ofEach` for what is made of one text, such as its tree or its facts: the result is kept on the object itself.
 * What a map holds weakly is let go of only when all memory is looked through; each keystroke has a tree and facts of its own.
 * To be called once, not within a function: results stay for as long as their objects do.
 */
export function keptWith<Argument extends object, Result>(
  make: (argument: Argument) => Result,
): (argument: Argument) => Result {
  class Keeper extends Given {
    readonly #result: Result;

    constructor(argument: Argument, result: Result) {
      super(argument);
      this.#result = result;
    }

    static of(argument: Argument): Result {
      if (#result in argument) return argument.#result;
      const result = make(argument);
      // It may have been asked for the same object meanwhile.
      return #result in argument ? argument.#result : new Keeper(argument, result).#result;
    }
  }
  return (argument) => Keeper.of(argument);
}

/** Fields of a class that extends it come to stand on the object that is given. */
class Given {
  constructor(object: object) {
    return object;
  }
}

/**
 * Makes objects of which some properties are made each time that they are asked for.
 * All of them share their getters: V8 keeps those of a single object with its shape, and what they know with them, until
 * all memory is looked through. Who copies such an object property by property does not copy these.
 */
export function lazily<Whole extends object, Name extends keyof Whole & string>(
  names: readonly Name[],
): (now: Omit<Whole, Name>, later: { readonly [Key in Name]: () => Whole[Key] }) => Whole {
  type Later = { readonly [Key in Name]: () => Whole[Key] };
  class Lazy {
    readonly #later: Later;

    constructor(now: Omit<Whole, Name>, later: Later) {
      Object.assign(this, now);
      this.#later = later;
    }

    static {
      for (const name of names)
        Object.defineProperty(Lazy.prototype, name, {
          get(this: Lazy) {
            return this.#later[name]();
          },
        });
    }
  }
  return (now, later) => new Lazy(now, later) as unknown as Whole;
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
