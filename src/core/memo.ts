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
  if (a.size !== b.size) return false;
  for (const it of a) if (!b.has(it)) return false;
  return true;
}
