/** What can be written as a property's value. */
export type NewValue =
  | string
  | number
  | boolean
  | readonly NewValue[]
  | {
      readonly [key: string]: NewValue;
    };

/** New text for a stretch of a template's, in UTF-16 offsets. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
