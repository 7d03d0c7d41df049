import type { ResourceKind } from '../../core/module.ts';

/** What constructs something that is meant to be made once and used for long. */
export interface CatalogueEntry {
  /** A pattern, in which `*` stands for one run of characters without `.`, `#` and `/`. */
  readonly symbol: string;
  readonly kind: ResourceKind;
  /** JS constructs it with `new`, so that a mere call of the symbol is something else. */
  readonly construct?: boolean;
  /**
   * How its module constant is named: words, or `argument` for its first string argument (`boto3.client('sns')` → `sns`),
   * or `last` for the last part of its symbol (`S3Client` → `s3Client`), in Java for the class that it makes.
   */
  readonly name: readonly string[] | 'argument' | 'last';
  /** It opens a connection at once, which may break while the environment is frozen. */
  readonly connects?: boolean;
  /** JavaScript: its construction gives a promise. */
  readonly resolves?: boolean;
  /** The method that opens it, which may be called only once. */
  readonly opens?: string;
  /** Whoever ends it gives back what it lent, and it keeps its connections. */
  readonly staysOpen?: boolean;
  /** It remembers something from one use to the next, such as cookies. */
  readonly remembers?: boolean;
  /** An application or a bot: it runs functions that it was handed whenever it answers something. */
  readonly answers?: boolean;
  /** It serves one use at a time, so that invocations that run at once may not share it. */
  readonly exclusive?: boolean;
  /** The only last parts of a symbol that the pattern is meant for. */
  readonly among?: ReadonlySet<string>;
  /** A handle on another resource that costs next to nothing by itself. */
  readonly light?: boolean;
  /** It is nothing by itself when it is given what another construction made: `drizzle(pool)`. */
  readonly unlessGiven?: boolean;
  /** What the file has where it is meant to be used for long. */
  readonly inFile?: RegExp;
  /** It must be made where an event loop runs. */
  readonly needsLoop?: boolean;
  /** It reads a file, which must be there before. */
  readonly reads?: boolean;
  /** Java: the class that it makes, where the symbol does not tell. */
  readonly type?: string;
  /** Java: the checked exception that its construction declares, which the initializer of a field may not throw. */
  readonly throws?: string;
}

/** Symbols that are alike in everything else. */
export const entries = (
  kind: ResourceKind,
  name: CatalogueEntry['name'],
  symbols: readonly string[],
  rest: Omit<CatalogueEntry, 'symbol' | 'kind' | 'name'> = {},
): readonly CatalogueEntry[] => symbols.map((symbol) => ({ symbol, kind, name, ...rest }));
