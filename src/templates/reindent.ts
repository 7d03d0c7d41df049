/**
 * Quoted texts and flow collections that go on in a line which is indented less than they began.
 * Other parsers of YAML, CloudFormation's among them, take them; the `yaml` package loses the structure there.
 */
import { countBefore } from '../core/sorted.ts';

export interface Reindented {
  readonly text: string;
  /** The offset in the text as it is written. */
  readonly original: (offset: number) => number;
}

interface Shift {
  /** In the new text, where the spaces stand. */
  readonly at: number;
  readonly spaces: number;
}

/** Undefined when there is no such line. */
export function reindented(text: string): Reindented | undefined {
  const shifts: Shift[] = [];
  let result = '';
  let open: Open = { kind: 'none' };
  let indent = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const own = indentOf(line);
    const isEmpty = line.trim() === '';
    if (open.kind === 'block' && !isEmpty && own <= indent) open = { kind: 'none' };
    if (open.kind === 'none' && !isEmpty) indent = own;
    const continues = open.kind === 'quoted' || open.kind === 'flow';
    if (continues && !isEmpty && own <= indent) {
      const spaces = indent + 2 - own;
      shifts.push({ at: result.length, spaces });
      result += ' '.repeat(spaces);
    }
    result += line;
    open = openAfter(line, open);
  }
  if (shifts.length === 0) return undefined;
  return { text: result, original: (offset) => originalOf(offset, shifts) };
}

function originalOf(offset: number, shifts: readonly Shift[]): number {
  const passed = countBefore(shifts, ({ at }) => at < offset);
  let before = 0;
  for (const { at, spaces } of shifts.slice(0, passed)) before += Math.min(spaces, offset - at);
  return offset - before;
}

/** What a line leaves unfinished. */
type Open =
  | { readonly kind: 'none' }
  | { readonly kind: 'block' }
  | { readonly kind: 'quoted'; readonly quote: string }
  | { readonly kind: 'flow'; readonly depth: number; readonly quote: string | undefined };

/** Indentation, dashes, a key, and what may stand before a value: tags and anchors. */
const head =
  /^\s*(?:-\s+)*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@-][^#:]*(?::\S[^#:]*)*)\s*:(?=\s|$))?\s*(?:[!&][^\s[\]{}]*\s+)*/;

function openAfter(line: string, open: Open): Open {
  switch (open.kind) {
    case 'block':
      return open;
    case 'quoted':
      return closes(line, 0, open.quote) === undefined ? open : { kind: 'none' };
    case 'flow':
      return flow(line, 0, open.depth, open.quote);
    case 'none':
      break;
  }
  const start = head.exec(line)?.[0].length ?? 0;
  const first = line[start];
  if (first === '"' || first === "'")
    return closes(line, start + 1, first) === undefined ? { kind: 'quoted', quote: first } : { kind: 'none' };
  if (first === '[' || first === '{') return flow(line, start, 0, undefined);
  return (first === '|' || first === '>') && /^[|>][-+0-9]*\s*(#.*)?$/.test(line.slice(start))
    ? { kind: 'block' }
    : { kind: 'none' };
}

/** Where a quoted text ends in a line. */
function closes(line: string, from: number, quote: string): number | undefined {
  for (let index = from; index < line.length; index++) {
    if (quote === '"' && line[index] === '\\') index++;
    else if (line[index] === quote) {
      if (quote === "'" && line[index + 1] === "'") index++;
      else return index;
    }
  }
  return undefined;
}

function flow(line: string, from: number, outer: number, inside: string | undefined): Open {
  let depth = outer;
  let index = from;
  if (inside !== undefined) {
    const end = closes(line, 0, inside);
    if (end === undefined) return { kind: 'flow', depth, quote: inside };
    index = end + 1;
  }
  for (; index < line.length; index++) {
    const char = line[index] ?? '';
    if (char === '#' && /\s/.test(line[index - 1] ?? ' ')) break;
    if (char === '[' || char === '{') depth++;
    if (char === ']' || char === '}') depth--;
    if (depth <= 0) return { kind: 'none' };
    if ((char === '"' || char === "'") && /[\s,:[{(!]/.test(line[index - 1] ?? ' ')) {
      const end = closes(line, index + 1, char);
      if (end === undefined) return { kind: 'flow', depth, quote: char };
      index = end;
    }
  }
  return { kind: 'flow', depth, quote: undefined };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
