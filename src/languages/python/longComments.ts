/**
 * At each line of a comment the grammar looks where the code goes on, past all the others, so that a comment takes time
 * with the square of its length. Of a long one, lines are read as empty.
 */
import type { Range } from '../tree.ts';

/** As long as the given text, so that every place in it is the same; `comments` are those that it lacks, in order. */
export function withoutLongComments(text: string): { readonly text: string; readonly comments: readonly Range[] } {
  const comments: Range[] = [];
  let strings: readonly Range[] | undefined;
  const shorter = text.replace(long, (lines, at: number) => {
    strings ??= stringsOverLines(text);
    if (strings.some(({ start, end }) => start < at && at < end)) return lines;
    return lines.replace(comment, (line, inside: number) => {
      comments.push({ start: at + inside, end: at + inside + line.length });
      return ' '.repeat(line.length);
    });
  });
  return { text: shorter, comments };
}

/** For the grammar a line ends with `\n` alone: a `\r` before anything else is of the comment. */
const long = /^(?:[ \t]*#(?:[^\r\n]|\r(?!\n))*\r?\n){64,}/gm;
const comment = /#(?:[^\r\n]|\r(?!\n))*/g;

/** Within them, `#` begins no comment. */
function stringsOverLines(text: string): readonly Range[] {
  const strings: Range[] = [];
  const mark = /#[^\n]*|"""|'''|["']/g;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const end = ends.get(found[0]);
    if (!end) continue;
    mark.lastIndex = endOf(text, mark.lastIndex, end);
    const its = { start: found.index, end: mark.lastIndex };
    if (text.slice(its.start, its.end).includes('\n')) strings.push(its);
  }
  return strings;
}

/** What ends a string that begins with it; a short one ends with its line at the latest, unless the line goes on. */
const ends: ReadonlyMap<string, RegExp> = new Map([
  ['"""', /\\[^]|"""/g],
  ["'''", /\\[^]|'''/g],
  ['"', /\\\r?[^]|["\n]/g],
  ["'", /\\\r?[^]|['\n]/g],
]);

function endOf(text: string, from: number, end: RegExp): number {
  end.lastIndex = from;
  for (let found = end.exec(text); found; found = end.exec(text))
    if (!found[0].startsWith('\\')) return found[0] === '\n' ? found.index : end.lastIndex;
  return text.length;
}
