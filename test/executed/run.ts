/** What a program was seen to do: the currency in which it is compared before and after a fix. */
export interface Run {
  readonly loading: Observed;
  readonly invocations: readonly Invocation[];
  /** Packages that were loaded, as they were named. */
  readonly loaded: readonly string[];
}

export interface Observed {
  /** Clients, connections and sessions that were built, each with what it was built of. */
  readonly constructions: readonly string[];
  /** Everything else that was called on what is not the program's own, with receiver, arguments and order. */
  readonly calls: readonly string[];
}

export interface Invocation extends Observed {
  /** What the handler returned, or `throws Name: message`. */
  readonly outcome: string;
}

export interface Program {
  readonly files: ReadonlyMap<string, string>;
  readonly entry: Entry;
  /** One for each invocation. */
  readonly events: readonly unknown[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface Entry {
  /** The directory that the function's code lies in; '' is the project itself. */
  readonly root: string;
  readonly path: string;
  readonly symbol: string;
}

/** What must be the same before and after a fix; calls that `keeping` matches are about the connection, not the program. */
export const behaviour = ({ invocations }: Run, keeping?: RegExp) =>
  invocations.map(({ calls, outcome }) => ({ calls: calls.filter((it) => keeping?.test(it) !== true), outcome }));

export const builtPerInvocation = ({ invocations }: Run): readonly number[] =>
  invocations.map(({ constructions }) => constructions.length);
