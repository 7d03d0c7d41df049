/** A text as it is written in another file: with indentation, quotes and escapes; and the way back for edits. */
import { known, unknown, type Known } from '../../core/known.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Range } from '../node.ts';
import type { Replacement } from '../replacement.ts';

/** A stretch of the decoded text, and where it is written. */
export interface Piece {
  /** In the decoded text. */
  readonly at: number;
  readonly length: number;
  /** In the file. */
  readonly start: number;
  readonly end: number;
  /** Written character by character; otherwise it is one thing, such as an escape or the end of a line. */
  readonly verbatim: boolean;
}

export interface Decoded {
  readonly text: string;
  /** In order; what lies between two of them in the file, such as indentation, is not of the text. */
  readonly pieces: readonly Piece[];
  /** Where what is put at the end of the text goes. */
  readonly end: number;
  /** Edits of the text, in order and apart from each other, as edits of the file. Why there are none completes "No automatic fix: …". */
  readonly encode: (edits: readonly Replacement[]) => Known<readonly Replacement[]>;
}

export interface Builder {
  /** The file's own characters. */
  readonly copy: (start: number, end: number) => void;
  /** What is written in another way between `start` and `end`. */
  readonly put: (text: string, start: number, end: number) => void;
  readonly done: (end: number, encode: (decoded: Pieces) => Decoded['encode']) => Decoded;
}

type Pieces = Pick<Decoded, 'text' | 'pieces' | 'end'>;

export function decoding(source: string): Builder {
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let at = 0;
  const add = (text: string, start: number, end: number, verbatim: boolean) => {
    if (text === '') return;
    const last = pieces.at(-1);
    if (verbatim && last?.verbatim && last.end === start)
      pieces[pieces.length - 1] = { ...last, length: last.length + text.length, end };
    else pieces.push({ at, length: text.length, start, end, verbatim });
    parts.push(text);
    at += text.length;
  };
  return {
    copy: (start, end) => {
      add(source.slice(start, end), start, end, true);
    },
    put: (text, start, end) => {
      add(text, start, end, false);
    },
    done: (end, encode) => {
      const decoded = { text: parts.join(''), pieces, end };
      return { ...decoded, encode: encode(decoded) };
    },
  };
}

/** Where the character at an offset of the text is written; at its end, where the next one would be. */
function placeOf({ pieces, end }: Pieces, offset: number): number {
  const piece = pieces[indexOf(pieces, offset)];
  if (!piece || offset >= piece.at + piece.length) return end;
  return piece.verbatim ? piece.start + offset - piece.at : piece.start;
}

/** Where the characters of a stretch of the text are written. */
export function rangeOf(decoded: Pieces, { start, end }: Range): Range {
  const from = placeOf(decoded, start);
  if (end <= start) return { start: from, end: from };
  const last = decoded.pieces[indexOf(decoded.pieces, end - 1)];
  if (!last) return { start: from, end: from };
  return { start: from, end: last.verbatim ? last.start + end - last.at : last.end };
}

/** The last piece that begins at or before an offset. */
const indexOf = (pieces: readonly Piece[], offset: number): number =>
  Math.max(0, countBefore(pieces, ({ at }) => at <= offset) - 1);

/** For a text whose lines are not written as lines: each inserted character by itself, as `spell` writes it. */
export const encodedBy =
  (spell: (text: string) => string | undefined, refusal: string) =>
  (decoded: Pieces): Decoded['encode'] =>
  (edits) => {
    const result: Replacement[] = [];
    for (const edit of edits) {
      const text = spell(edit.text);
      if (text === undefined) return unknown(refusal);
      result.push({ ...rangeOf(decoded, edit), text });
    }
    return known(result);
  };

export const notEncoded =
  (why: string): (() => Decoded['encode']) =>
  () =>
  () =>
    unknown(why);
