/** Texts that are written in code, and decide what runs: names of entries of tables, what branches ask for. */

/** A text that a value may be. */
export type Word =
  | { readonly kind: 'written'; readonly text: string }
  /** What a parameter is given that nothing else is written to, or a member of it. */
  | {
      readonly kind: 'parameter';
      /** Index in `ModuleFacts.functions`. */
      readonly function: number;
      readonly index: number;
      readonly member?: string;
    };

/** What a parameter has to be, or not to be, where something runs. */
export interface Asked {
  readonly of: Extract<Word, { kind: 'parameter' }>;
  readonly texts: readonly string[];
  readonly is: boolean;
}
