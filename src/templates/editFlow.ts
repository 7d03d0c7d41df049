/** Entries of maps in braces: JSON, and YAML's flow maps. */
import {
  indentOf,
  beginsLine,
  blockStyle,
  eolOf,
  lineEnd,
  lineStart,
  spelled,
  spelledKey,
  stepOf,
  type Style,
} from './editSpelling.ts';
import type { Cells, MapCell, PairCell } from './editCells.ts';
import type { NewValue } from '../core/value.ts';
import type { Replacement } from './replacement.ts';

export function intoFlow(cells: Cells, map: MapCell, keys: readonly string[], value: NewValue): readonly Replacement[] {
  const { text } = cells;
  const style = styleOf(cells, map);
  const last = map.pairs.at(-1);
  if (!last)
    return [{ start: map.start, end: map.end, text: braces(cells, keys, value, { style, ...layoutIn(cells, map) }) }];
  const comma = /^\s*,/.exec(text.slice(last.end, map.end))?.[0].length ?? 0;
  const end = lineEnd(text, last.end + comma);
  if (!beginsLine(text, last.start) || end >= map.end) {
    const item = entry(cells, keys, value, { style, lines: undefined });
    return [{ start: last.end, end: last.end, text: `${style.comma}${item}` }];
  }
  const indent = indentOf(text, last.start);
  const item = entry(cells, keys, value, { style, lines: indent });
  // What is written behind the last entry in its line stays with it.
  const line = { start: end, end, text: `${eolOf(text)}${indent}${item}${comma > 0 ? ',' : ''}` };
  return comma > 0 ? [line] : [{ start: last.end, end: last.end, text: ',' }, line];
}

/** A map around `keys`, where there is none; `at` is where it will be written. */
export function flowMap(cells: Cells, around: MapCell, at: PairCell, keys: readonly string[], value: NewValue): string {
  const lines =
    cells.json && around.flow && beginsLine(cells.text, at.start) ? indentOf(cells.text, at.start) : undefined;
  return braces(cells, keys, value, { style: around.flow ? styleOf(cells, around) : blockStyle, lines });
}

export function removalInFlow({ text }: Cells, map: MapCell, pair: PairCell): readonly Replacement[] {
  const index = map.pairs.indexOf(pair);
  const previous = map.pairs[index - 1];
  const next = map.pairs[index + 1];
  const comma = /^\s*,/.exec(text.slice(pair.end, map.end))?.[0].length ?? 0;
  const end = lineEnd(text, pair.end + comma);
  const isAlone =
    beginsLine(text, pair.start) && end < map.end && /^[ \t]*(#.*|\/\/.*)?$/.test(text.slice(pair.end + comma, end));
  if (!previous && !next) return [{ start: map.start + 1, end: map.end - 1, text: '' }];
  if (isAlone) {
    const lines = {
      start: lineStart(text, pair.start),
      end: end + (/^\r?\n/.exec(text.slice(end))?.[0].length ?? 0),
      text: '',
    };
    if (next || comma > 0 || !previous) return [lines];
    const before = /^\s*,/.exec(text.slice(previous.end))?.[0].length ?? 0;
    return [{ start: previous.end, end: previous.end + before, text: '' }, lines];
  }
  if (next) return [{ start: pair.start, end: next.start, text: '' }];
  return [{ start: previous?.end ?? pair.start, end: pair.end, text: '' }];
}

interface Layout {
  readonly style: Style;
  /** The indentation of the line that it begins in, when it is spread over lines. */
  readonly lines: string | undefined;
}

function entry(cells: Cells, [key = '', ...rest]: readonly string[], value: NewValue, layout: Layout): string {
  const { style } = layout;
  // A list or map as the value is short, and stays in one line.
  const inner = rest.length === 0 ? spelled(value, style) : braces(cells, rest, value, layout);
  return `${spelledKey(key, style)}${style.colon}${inner}`;
}

function braces(cells: Cells, keys: readonly string[], value: NewValue, { style, lines }: Layout): string {
  if (lines === undefined || !cells.json)
    return `{${style.padding}${entry(cells, keys, value, { style, lines: undefined })}${style.padding}}`;
  const [eol, inside] = [eolOf(cells.text), lines + stepOf(cells)];
  return `{${eol}${inside}${entry(cells, keys, value, { style, lines: inside })}${eol}${lines}}`;
}

const layoutIn = ({ text, json }: Cells, map: MapCell) => ({
  lines: json && text.includes('\n') && !isInRow(text, map.start) ? indentOf(text, map.start) : undefined,
});

/** Whether its line goes on from another brace. */
const isInRow = (text: string, offset: number): boolean => text.slice(lineStart(text, offset), offset).includes('{');

function styleOf({ text, json }: Cells, map: MapCell): Style {
  const last = map.pairs.at(-1);
  const quoted = json || (last !== undefined && text.charAt(last.start) === '"');
  const isDense = json && !/":\s/.test(text.slice(0, 4000));
  const isPadded = last ? /\s/.test(text.charAt(map.start + 1)) : !isDense;
  return {
    quoted,
    colon: isDense ? ':' : ': ',
    comma: isDense ? ',' : ', ',
    padding: isPadded ? ' ' : '',
  };
}
