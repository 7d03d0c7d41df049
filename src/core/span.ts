/** A stretch of a file's text, in UTF-16 offsets; `end` is exclusive. Lines and columns exist only at the faces. */
export interface Span {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of a span; an empty span inserts. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** Something that could not be read, told where it stands; what could be read goes on. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  /** Where in the file, when a place is known. */
  readonly at?: Span;
}

export const contains = (outer: Span, inner: Span): boolean =>
  outer.path === inner.path && outer.start <= inner.start && inner.end <= outer.end;

/**
 * The text after the edits of its file, which may be given in any order.
 * `undefined` when two of them overlap or one lies outside the text: such edits must never be applied in part.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) return undefined;
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** Whether edits of two fixes touch each other, so that they cannot be applied in one go. */
export function editsCollide(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some((one) =>
    b.some((other) => one.path === other.path && one.start <= other.end && other.start <= one.end),
  );
}
