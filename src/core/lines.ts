/** Offsets to lines and columns, for the faces; nothing else in the engine speaks of lines. */
import { countBefore } from './sorted.ts';

/** Both zero-based, in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Lines {
  readonly positionAt: (offset: number) => Position;
  readonly offsetAt: (position: Position) => number;
}

/** Lines end with `\n`, `\r\n` or `\r`, as in LSP. What lies beyond the text counts as its end, a column beyond a line as the line's. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    if (code === 10 || code === 13) starts.push(index + 1);
  }
  return {
    positionAt: (offset) => {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const line = countBefore(starts, (start) => start <= bounded) - 1;
      return { line, character: bounded - (starts[line] ?? 0) };
    },
    offsetAt: ({ line, character }) => {
      const start = starts[line];
      if (start === undefined) return text.length;
      const next = starts[line + 1];
      if (next === undefined) return Math.min(start + character, text.length);
      const end = next - (text.startsWith('\r\n', next - 2) ? 2 : 1);
      return Math.min(start + character, end);
    },
  };
}
