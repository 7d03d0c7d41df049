/** Block scalars of YAML: `|` line by line, `>` folded; with chomping and indentation indicators. */
import { known } from '../../core/known.ts';
import type { Range } from '../node.ts';
import type { Replacement } from '../replacement.ts';
import { decoding, notEncoded, type Builder, type Decoded } from './decoded.ts';

interface Line {
  /** Where the line begins, where its text does behind its spaces, and where it ends before the line break. */
  readonly start: number;
  readonly text: number;
  readonly end: number;
  /** Behind the line break. */
  readonly next: number;
}

/** `range` is from the `|` or `>` to the end of its lines; `value` is what it must come to. */
export function blockScalar(source: string, range: Range, value: string): Decoded | undefined {
  const header = /^[|>]([-+0-9]*)[^\n]*(?:\n|$)/.exec(source.slice(range.start, range.end));
  if (!header) return undefined;
  const indicators = header[1] ?? '';
  const chomp = indicators.includes('-') ? 'strip' : indicators.includes('+') ? 'keep' : 'clip';
  const lines = linesIn(source, range.start + header[0].length, range.end);
  const first = lines.find((line) => line.text < line.end) ?? lines[0];
  const detected = first ? first.text - first.start : 0;
  const decode = source.charAt(range.start) === '>' ? folded : literal;
  // With an indentation indicator the text's own first line may be indented, too: less than that is taken off.
  for (let indent = detected; indent >= 0; indent--) {
    const decoded = decode({ source, lines, indent, chomp, end: range.end });
    if (decoded.text === value) return decoded;
  }
  return undefined;
}

interface Block {
  readonly source: string;
  readonly lines: readonly Line[];
  readonly indent: number;
  readonly chomp: 'strip' | 'keep' | 'clip';
  readonly end: number;
}

function linesIn(source: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start <= to;) {
    const newline = source.indexOf('\n', start);
    const isLast = newline < 0 || newline >= to;
    const next = isLast ? to + 1 : newline + 1;
    let end = isLast ? to : newline;
    if (!isLast && end > start && source.charAt(end - 1) === '\r') end--;
    let text = start;
    while (text < end && source.charAt(text) === ' ') text++;
    lines.push({ start, text, end, next: Math.min(next, to) });
    start = next;
  }
  return lines;
}

/** How many of the lines are content; after them only chomping counts. */
function contentOf({ lines, indent }: Block): number {
  let count = lines.length;
  while (count > 0 && isBlank(lines[count - 1])) count--;
  if (count === 0) return 0;
  for (let index = lines.length - 1; index >= count; index--) {
    const line = lines[index];
    if (line && line.text - line.start > indent) return index + 1;
  }
  return count;
}

const isBlank = (line: Line | undefined): boolean => line !== undefined && line.text === line.end;

/** Where the content of a line begins: behind the indentation, or less when it is shorter. */
const contentStart = (line: Line, indent: number): number => Math.min(line.start + indent, line.text);

function literal(block: Block): Decoded {
  const { source, lines, indent, chomp, end } = block;
  const builder = decoding(source);
  const count = contentOf(block);
  lines.slice(0, count).forEach((line, index) => {
    builder.copy(contentStart(line, indent), line.end);
    if (index < count - 1) builder.put('\n', line.end, line.next);
  });
  chompInto(builder, block, count);
  const last = chomp === 'keep' ? lines.at(-1) : lines[count - 1];
  const after = chomp === 'strip' ? (last?.end ?? end) : (last?.next ?? end);
  return builder.done(
    after,
    ({ text }) =>
      (edits) =>
        known(encode(block, text, edits)),
  );
}

function chompInto(builder: Builder, { lines, indent, chomp }: Block, count: number): void {
  const last = lines[count - 1];
  if (chomp === 'strip') return;
  if (chomp === 'clip') {
    if (last) builder.put('\n', last.end, last.next);
    return;
  }
  let before = last;
  for (const line of lines.slice(count)) {
    builder.put('\n', before?.end ?? line.start, before?.next ?? line.start);
    builder.copy(contentStart(line, indent), line.end);
    before = line;
  }
  // A last line that does not end in the file ends in the text.
  if (last && count === lines.length) builder.put('\n', last.end, last.next);
}

/** A line break between lines of the same indentation is a space: https://yaml.org/spec/1.2.2/#813-folded-style */
function folded(block: Block): Decoded {
  const { source, lines, indent, end } = block;
  const builder = decoding(source);
  const count = contentOf(block);
  const first = lines.findIndex((line) => !isBlank(line));
  let gap: '' | ' ' | '\n' | '\n\n' = '';
  let wasIndented = false;
  let from = lines[0]?.start ?? end;
  lines.slice(0, count).forEach((line, index) => {
    const begin = contentStart(line, indent);
    if (index < first) {
      builder.copy(begin, line.end);
      builder.put('\n', line.end, line.next);
    } else if (line.text - line.start > indent || source.charAt(begin) === '\t') {
      if (gap === ' ') gap = '\n';
      else if (!wasIndented && gap === '\n') gap = '\n\n';
      builder.put(gap, from, begin);
      builder.copy(begin, line.end);
      gap = '\n';
      wasIndented = true;
      from = line.end;
    } else if (isBlank(line)) {
      if (gap !== '\n') gap = '\n';
      else {
        builder.put('\n', from, line.end);
        from = line.end;
      }
    } else {
      builder.put(gap, from, begin);
      builder.copy(begin, line.end);
      gap = ' ';
      wasIndented = false;
      from = line.end;
    }
  });
  chompInto(builder, block, count);
  return builder.done(lines[count - 1]?.end ?? end, notEncoded('the template folds its lines (`>`)'));
}

/** Each line of the result is indented as the block is, and an empty one not at all. */
function encode(block: Block, text: string, edits: readonly Replacement[]): readonly Replacement[] {
  const { source, lines, indent, end } = block;
  const margin = ' '.repeat(indent);
  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number): number => {
    let line = starts.length - 1;
    while (line > 0 && (starts[line] ?? 0) > offset) line--;
    return line;
  };
  const place = (offset: number): number => {
    const index = lineOf(offset);
    const line = lines[index];
    return line ? contentStart(line, indent) + offset - (starts[index] ?? 0) : end;
  };
  return joined(text, edits, lineOf).map((edit) => {
    const index = lineOf(edit.start);
    const line = lines[index];
    const until = text.indexOf('\n', edit.end);
    const [head = '', ...rest] = (edit.text + text.slice(edit.end, until < 0 ? text.length : until)).split('\n');
    const behind = (until < 0 ? text.length : until) - edit.end;
    let start = place(edit.start);
    let before = '';
    if (edit.start === starts[index]) {
      const wanted = head === '' ? '' : margin;
      const from = line?.start ?? end;
      if (source.slice(from, start) !== wanted) {
        before = wanted;
        start = from;
      }
      // The block's last line has no line break in the file.
      const isOpen = from > 0 && from === start && !/\n$/.test(source.slice(0, from)) && index > 0;
      if (isOpen) before = lineBreak + before;
    }
    const body = [head, ...rest.map((it) => (it === '' ? '' : margin + it))].join(lineBreak);
    return { start, end: place(edit.end), text: before + body.slice(0, body.length - behind) };
  });
}

/** Edits that touch one line are one. */
function joined(
  text: string,
  edits: readonly Replacement[],
  lineOf: (offset: number) => number,
): readonly Replacement[] {
  const result: Replacement[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (!last || lineOf(edit.start) > lineOf(last.end)) result.push(edit);
    else {
      const both = { start: last.start, end: edit.end, text: last.text + text.slice(last.end, edit.start) + edit.text };
      result[result.length - 1] = both;
    }
  }
  return result;
}
