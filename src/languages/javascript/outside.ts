import type { Range, Statement } from '../tree.ts';

/** What stands around a statement in the source and belongs to it. */
export interface Outside {
  /** The range with `export` and labels. */
  readonly range?: Range;
  readonly exported?: 'named' | 'default';
  /** It is the head of a loop. */
  readonly inHead?: boolean;
}

/** What makes one kind of statement, without its place. */
export type Fields = FieldsOf<Statement>;

type FieldsOf<S> = S extends unknown ? Omit<S, 'start' | 'end' | 'block' | 'function'> : never;
