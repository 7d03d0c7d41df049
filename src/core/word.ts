/** Texts that are written in code, and decide what runs: names of entries of tables, what branches ask for. */

/** A text, a number, yes or no, or nothing: `None`, `null`. */
export type Text = string | number | boolean | null;

/** A text that a value may be. */
export type Word = { readonly kind: 'written'; readonly text: Text } | ParameterWord | Constant;

/** What a parameter is given that nothing else is written to, or a member of it. */
export interface ParameterWord {
  readonly kind: 'parameter';
  /** Index in `ModuleFacts.functions`. */
  readonly function: number;
  readonly index: number;
  /** `s3`, or `deps.s3` of an object within it. */
  readonly member?: string;
}

/** What another file has under a name that is never given anything else: the member of an enum, `Kind.Create`. */
export interface Constant {
  readonly kind: 'constant';
  readonly specifier: string;
  /** As in a target. */
  readonly member: string;
}

/** What has to hold of parameters where something runs. */
export type Asked =
  | AskedText
  /** Whether a field is set of the object that the method runs on. */
  | { readonly kind: 'flag'; readonly name: string; readonly is: boolean }
  /** The object that the method runs on has nothing in that field. */
  | { readonly kind: 'empty-field'; readonly name: string }
  /** What Lambda never is: a developer's machine, a test. */
  | { readonly kind: 'elsewhere' }
  /** All of one of these. */
  | { readonly kind: 'any'; readonly of: readonly (readonly Asked[])[] };

/** What a parameter has to be, or not to be. */
export interface AskedText {
  readonly kind: 'text';
  readonly of: ParameterWord;
  readonly texts: readonly Text[];
  /** Those of the texts that other files tell. */
  readonly constants?: readonly Constant[];
  readonly is: boolean;
}

/** All of what has to hold where something runs; what it stands within is the same object for all that does. */
export interface When {
  readonly asked: readonly Asked[];
  readonly within?: When;
}
