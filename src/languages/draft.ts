/**
 * A part of the tree while it is built.
 * The parts point at each other – a block at its statement, the statement at its block – so none can be made whole at once.
 */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
