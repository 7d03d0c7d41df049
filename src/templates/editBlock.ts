/** Entries of YAML's block maps: lines. */
import type { Cell, Cells, MapCell, PairCell } from './editCells.ts';
import { blockStyle, beginsLine, eolOf, lineEnd, lineStart, spelled, spelledKey, stepOf } from './editSpelling.ts';
import type { NewValue } from '../core/value.ts';
import type { Replacement } from './replacement.ts';

/** Behind the last entry; and before the first one, since a text that keeps its last line breaks would take in what is behind it. */
export function intoBlock(
  cells: Cells,
  map: MapCell,
  keys: readonly string[],
  value: NewValue,
): readonly (readonly Replacement[])[] {
  const { text } = cells;
  const [first, last] = [map.pairs[0], map.pairs.at(-1)];
  if (!first || !last) return [];
  const indent = ' '.repeat(columnOf(text, first.start));
  const end = lineEnd(text, last.end);
  const lines = linesOf(cells, keys, value, indent);
  const before = [
    { start: first.start, end: first.start, text: `${lines.slice(indent.length)}${eolOf(text)}${indent}` },
  ];
  // A text in lines would get a line break at its end, where the file has none.
  if (end === text.length && isText(text, last.value)) return [before];
  return [[{ start: end, end, text: `${eolOf(text)}${lines}` }], before];
}

function isText(text: string, cell: Cell): boolean {
  const inner = cell.kind === 'map' ? cell.pairs.at(-1)?.value : cell.kind === 'list' ? cell.items.at(-1) : undefined;
  return inner ? isText(text, inner) : /^[|>]/.test(text.slice(cell.start, cell.end));
}

/** Below a key that has no value, or `null`. */
export function belowKey(
  cells: Cells,
  pair: PairCell,
  keys: readonly string[],
  value: NewValue,
): readonly Replacement[] {
  const { text } = cells;
  const end = lineEnd(text, pair.end);
  const indent = ' '.repeat(columnOf(text, pair.start)) + stepOf(cells);
  const lines = { start: end, end, text: `${eolOf(text)}${linesOf(cells, keys, value, indent)}` };
  if (pair.value.kind === 'empty') return [lines];
  const colon = pair.keyEnd + (/^\s*:/.exec(text.slice(pair.keyEnd))?.[0].length ?? 0);
  return [{ start: colon, end: pair.value.end, text: '' }, lines];
}

/** A section stands before `Resources` and the comment above it. */
export function beforeResources(
  cells: Cells,
  resources: PairCell,
  keys: readonly string[],
  value: NewValue,
): readonly Replacement[] {
  const { text } = cells;
  let at = lineStart(text, resources.start);
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^\s*#/.test(text.slice(above, at))) break;
    at = above;
  }
  const bom = at === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const eol = eolOf(text);
  return [{ start: at + bom, end: at + bom, text: linesOf(cells, keys, value, '') + eol + eol }];
}

export function removalOfLines(
  { text }: Cells,
  map: MapCell,
  pair: PairCell,
  parent: PairCell | undefined,
): readonly Replacement[] {
  const end = lineEnd(text, pair.end);
  if (map.pairs.length === 1) {
    if (!parent || !beginsLine(text, pair.start)) return [];
    const start = lineEnd(text, lineStart(text, pair.start) - 1);
    const colon = parent.keyEnd + (/^\s*:/.exec(text.slice(parent.keyEnd))?.[0].length ?? 0);
    return [
      { start: colon, end: colon, text: ' {}' },
      { start, end, text: '' },
    ];
  }
  if (!beginsLine(text, pair.start)) {
    const next = map.pairs[map.pairs.indexOf(pair) + 1];
    return [{ start: pair.start, end: next?.start ?? end, text: '' }];
  }
  const lineBreak = /^\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  return [{ start: lineStart(text, pair.start), end: end + lineBreak, text: '' }];
}

function linesOf(cells: Cells, keys: readonly string[], value: NewValue, indent: string): string {
  const step = stepOf(cells);
  return keys
    .map((key, index) => {
      const isLast = index === keys.length - 1;
      return `${indent}${step.repeat(index)}${spelledKey(key, blockStyle)}:${isLast ? ` ${spelled(value, blockStyle)}` : ''}`;
    })
    .join(eolOf(cells.text));
}

function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (start === 0 && text.startsWith('\uFEFF') ? 1 : 0);
}
