/** What can be written as a property's value. */
export type Scalar = string | number;

/** New text for a stretch of a template's, in UTF-16 offsets. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
