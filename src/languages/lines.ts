/** Lines of a source text, and the comments on them. */
import { countBefore } from '../core/sorted.ts';
import type { Range, Statement, Tree } from './tree.ts';

/** As long as the given text: Python and Java end a line with `\r` alone as well, which their grammars do not. */
export const withLineFeeds = (text: string): string => text.replace(/\r(?!\n)/g, '\n');

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line's text ends, its line break excluded. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' && at - 1 >= offset ? at - 1 : at;
}

/** What stands there, on one line, as far as it fits into a message. */
export function shortText({ text: all }: Tree, { start, end }: Range): string {
  const text = all.slice(start, end).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 38)}…` : text;
}

export const lineBreakAt = (text: string, offset: number): string | undefined =>
  /^\r?\n/.exec(text.slice(offset, offset + 2))?.[0];

export const eolOf = ({ text }: Tree): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Whether nothing else but a comment stands on the statement's lines. */
export function sharesNoLine(tree: Tree, statement: Statement): boolean {
  const before = tree.text.slice(lineStart(tree.text, statement.start), statement.start).trim();
  const after = tree.text.slice(statement.end, lineEnd(tree.text, statement.end)).trim();
  return (
    before === '' && (after === '' || after.startsWith('#') || after.startsWith('//') || /^\/\*.*\*\/$/.test(after))
  );
}

/** The statement with the comment lines that stand directly above it. */
export function leadingComments(tree: Tree, statement: Statement): Range {
  return { start: commentsAbove(tree, statement).at(-1)?.start ?? statement.start, end: statement.end };
}

/** The comments on lines of their own directly above the statement, the nearest first. */
export function commentsAbove(tree: Tree, statement: Statement): readonly Range[] {
  const above: Range[] = [];
  let { start } = statement;
  for (let index = countBefore(tree.comments, ({ end }) => end <= start) - 1; index >= 0; index--) {
    const comment = tree.comments[index];
    if (!comment) break;
    const between = tree.text.slice(comment.end, start);
    const ownLine = tree.text.slice(lineStart(tree.text, comment.start), comment.start).trim() === '';
    if (!ownLine || !/^[ \t]*\r?\n[ \t]*$/.test(between)) break;
    above.push(comment);
    start = comment.start;
  }
  return above;
}
