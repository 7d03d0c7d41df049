/** Where entries stand in objects, dicts and calls, and how one is added or taken out. */
import { known, unknown, type Known } from '../core/known.ts';
import type { TextEdit } from '../core/span.ts';
import type { Expression, Range, Tree } from '../languages/tree.ts';

export type Call = Extract<Expression, { kind: 'call' }>;
export type ObjectLiteral = Extract<Expression, { kind: 'object' }>;

/** What has entries by name: an object or a dict, or a call of Python with its keywords. */
export interface Container {
  readonly kind: 'object' | 'call';
  readonly entries: readonly Listed[];
  /** Behind the opening brace or parenthesis, and before the closing one. */
  readonly open: number;
  readonly close: number;
}

export interface Listed {
  /** Undefined for a spread, a computed key, an argument without a name. */
  readonly key: string | undefined;
  readonly spread: boolean;
  readonly value: Expression;
}

export const ofObject = ({ start, end, entries }: ObjectLiteral): Container => ({
  kind: 'object',
  entries: entries.map(({ key, dynamicKey, value }) => ({
    key,
    spread: key === undefined && dynamicKey === undefined,
    value,
  })),
  open: start + 1,
  close: end - 1,
});

export const ofCall = (tree: Tree, call: Call): Container => ({
  kind: 'call',
  entries: call.arguments.map(({ name, spread, value }) => ({ key: name, spread, value })),
  open: call.callee.end + tree.text.slice(call.callee.end).indexOf('(') + 1,
  close: call.end - 1,
});

/** Behind the last entry, in lines as the others are. */
export function added(
  tree: Tree,
  { entries, open, close, kind }: Container,
  entry: string,
): Known<readonly TextEdit[]> {
  const last = entries.at(-1);
  if (last) {
    const start = startBehind(tree, entries.at(-2)?.value.end ?? open);
    return known(behind(tree, last.value.end, close, lineIndent(tree, start, open - 1), entry));
  }
  const inside = tree.text.slice(open, close);
  if (inside.trim() !== '') return unknown('what stands between its braces is not understood');
  const spaced = tree.language === 'python' || kind === 'call' ? entry : ` ${entry} `;
  return known([{ path: tree.path, start: open, end: close, text: spaced }]);
}

/** Where an entry begins behind a place, with its name, which may stand a line above its value. */
const startBehind = ({ text }: Tree, place: number): number =>
  place + (/^(?:[\s,]|\/\/[^\n]*|#[^\n]*|\/\*[^]*?\*\/)*/.exec(text.slice(place))?.[0].length ?? 0);

/** `indent` is that of entries which have lines of their own; a comment behind the last one stays with it. */
export function behind(
  tree: Tree,
  end: number,
  close: number,
  indent: string | undefined,
  entry: string,
): readonly TextEdit[] {
  const comma = /^\s*,/.exec(tree.text.slice(end, close))?.[0];
  const at = end + (comma?.length ?? 0);
  const trailing = comma === undefined ? '' : ',';
  const lead = comma === undefined ? ',' : '';
  if (indent === undefined) return [insert(tree, at, `${lead} ${entry}${trailing}`)];
  const newline = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const comment = /^[ \t]*(\/\/|#)[^\r\n]*|^[ \t]*\/\*[^*\r\n]*\*\/(?=[ \t]*\r?\n)/.exec(
    tree.text.slice(at, close),
  )?.[0];
  if (comment === undefined) return [insert(tree, at, `${lead}${newline}${indent}${entry}${trailing}`)];
  const line = insert(tree, at + comment.length, `${newline}${indent}${entry}${trailing}`);
  return lead === '' ? [line] : [insert(tree, at, lead), line];
}

/** The indentation of the line that something begins, when it begins one behind `from`. */
export function lineIndent(tree: Tree, start: number, from: number): string | undefined {
  const line = tree.text.lastIndexOf('\n', start - 1) + 1;
  if (line <= from) return undefined;
  return /^[ \t]*/.exec(tree.text.slice(line))?.[0] ?? '';
}

/** Takes an entry out with the comma before it, or behind it when it is the first. */
export function without(tree: Tree, { entries, open, close }: Container, own: Listed): Known<readonly TextEdit[]> {
  const { text } = tree;
  const index = entries.indexOf(own);
  const before = entries[index - 1];
  const previous = before?.value.end ?? open;
  const comma = /^\s*,/.exec(text.slice(own.value.end, close))?.[0].length ?? 0;
  const line = text.lastIndexOf('\n', own.value.start) + 1;
  const lineEnd = endOfLine(text, own.value.end + comma);
  const taken = text.slice(Math.max(line, previous), own.value.start);
  const rest = text.slice(own.value.end + comma, lineEnd);
  const isAlone = line > previous && lineEnd < close && /^[ \t]*((\/\/|#).*)?$/.test(rest) && !/\/\*/.test(taken);
  // An entry with lines of its own goes with them; what is said above it, and about others, stays.
  if (isAlone && (comma > 0 || !before)) {
    const lineBreak = /^\r?\n/.exec(text.slice(lineEnd))?.[0].length ?? 0;
    return known([{ path: tree.path, start: line, end: lineEnd + lineBreak, text: '' }]);
  }
  if (/\/\/|\/\*|#/.test(text.slice(previous, own.value.start))) return unknown('a comment stands before it');
  if (before) return known([{ path: tree.path, start: previous, end: own.value.end, text: '' }]);
  const spaces = /^\s*,[ \t]*/.exec(text.slice(own.value.end, close))?.[0].length ?? 0;
  return known([{ path: tree.path, start: open, end: own.value.end + spaces, text: '' }]);
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' ? at - 1 : at;
}

export const replace = ({ path }: Tree, { start, end }: Range, text: string): TextEdit => ({ path, start, end, text });
export const insert = ({ path }: Tree, at: number, text: string): TextEdit => ({ path, start: at, end: at, text });
