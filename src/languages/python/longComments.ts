/**
 * At each line of a comment the grammar looks where the code goes on, past all the others, so that a comment takes time
 * with the square of its length. Of a long one, lines are read as empty.
 */
import type { Range } from '../tree.ts';

/** As long as the given text, so that every place in it is the same; `comments` are those that it lacks, in order. */
export function withoutLongComments(text: string): { readonly text: string; readonly comments: readonly Range[] } {
  const comments: Range[] = [];
  const shorter = text.replace(long, (lines, at: number) =>
    lines.replace(comment, (line, inside: number) => {
      comments.push({ start: at + inside, end: at + inside + line.length });
      return ' '.repeat(line.length);
    }),
  );
  return { text: shorter, comments };
}

/** What has quotes or braces may be a part of a string. */
const long = /^(?:[ \t]*#[^\r\n"'{}\\]*\r?\n){64,}/gm;
const comment = /#[^\r\n]*/g;
