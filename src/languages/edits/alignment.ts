/** Lines that are aligned with a bracket above them stay so where the bracket gets to another column. */
import type { TextEdit } from '../../core/span.ts';
import { lineEnd, lineStart } from '../lines.ts';
import type { Range, Tree } from '../tree.ts';

/**
 * The edits by which the lines of a range behind its first go along with the bracket of that line, from `start` on,
 * that they are aligned with; none where they are not, or where they are lines of a text.
 */
export function realigned(
  tree: Tree,
  { start, end }: Range,
  shift: number,
  literals: readonly Range[],
): readonly TextEdit[] {
  const { path, text } = tree;
  const first = lineEnd(text, start);
  const isText = literals.some((it) => start <= it.start && it.end <= end);
  if (shift === 0 || first >= end || isText) return [];
  const column = openedAt(text.slice(lineStart(text, start), first), start - lineStart(text, start));
  if (column === undefined) return [];
  const edits: TextEdit[] = [];
  for (let at = text.indexOf('\n', first); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    const line = at + 1;
    const width = /^ */.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0;
    if (edits.length === 0 && width !== column) return [];
    if (line >= end || width < column) continue;
    edits.push({ path, start: line, end: line + Math.max(0, -shift), text: ' '.repeat(Math.max(0, shift)) });
  }
  return edits;
}

/** The column behind the last bracket from `from` on that the line opens and does not close; undefined where it ends with it. */
function openedAt(line: string, from: number): number | undefined {
  const open: number[] = [];
  for (let at = from; at < line.length; at++) {
    const quote = /['"`]/.exec(line.charAt(at))?.[0];
    if (quote !== undefined) at = closing(line, quote, at);
    else if (/[([{]/.test(line.charAt(at))) open.push(at + 1);
    else if (/[)\]}]/.test(line.charAt(at))) open.pop();
  }
  const last = open.at(-1);
  return last !== undefined && line.slice(last).trim() !== '' ? last : undefined;
}

function closing(line: string, quote: string, from: number): number {
  for (let at = from + 1; at < line.length; at++) {
    if (line.charAt(at) === '\\') at++;
    else if (line.charAt(at) === quote) return at;
  }
  return line.length;
}
