/** Why a piece of a function does not run on each call of it. */
export type Guard =
  | { readonly kind: 'none' }
  | Lazy
  /** Only while what it is handed there, or what has the function has under that name, is empty: kept, if the function fills it. */
  | { readonly kind: 'empty'; readonly of: Lazy; readonly argument?: number; readonly member?: string }
  /** After its package was asked what it has already: it keeps what it makes itself. */
  | { readonly kind: 'library'; readonly package: string }
  /** Only on a path that is rarely taken; `because` completes "only …". */
  | {
      readonly kind: 'rare';
      readonly because: string;
      /** What had another one when the module was loaded, which this one takes the place of. */
      readonly replaces?: string;
    };

/** Only while a variable that outlives the call is empty, and kept there. */
export interface Lazy {
  readonly kind: 'lazy';
  readonly variable: string;
  /** When it is kept in that member of the variable. */
  readonly member?: string;
  /** The class, when it is kept in a field: then it lives only as long as the object. */
  readonly class?: string;
  /** The id of the function, when it is a variable of one: then it lives only as long as that one's call. */
  readonly of?: number;
}
