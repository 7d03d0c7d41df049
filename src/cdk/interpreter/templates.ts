/** Texts with values in them: template literals and f-strings. The tree has the values, the file the text between them. */
import type { Expression } from '../../languages/tree.ts';
import type { CdkValue } from '../value.ts';
import { isPython, spanOf, type Frame, type Machine } from './machine.ts';
import { partsOf, textFrom } from './values.ts';

type Template = Expression & { kind: 'operation' };

export function templateText(machine: Machine, expression: Template, frame: Frame): CdkValue {
  const { text } = frame.module.tree;
  const pieces = isPython(frame) ? pythonPieces(text, expression) : javascriptPieces(text, expression);
  const parts = pieces.flatMap((piece) =>
    typeof piece === 'string' ? [piece] : partsOf(machine.evaluate(piece, frame)),
  );
  return textFrom(parts, spanOf(frame, expression));
}

function javascriptPieces(text: string, { start, end, parts }: Template): readonly (string | Expression)[] {
  const pieces: (string | Expression)[] = [];
  let position = start + 1;
  for (const part of parts) {
    const hole = text.slice(position, part.start).lastIndexOf('${');
    pieces.push(unescaped(text.slice(position, hole < 0 ? part.start : position + hole)), part);
    const close = text.indexOf('}', part.end);
    position = close < 0 ? part.end : close + 1;
  }
  pieces.push(unescaped(text.slice(position, end - 1)));
  return pieces;
}

/** One string or several in a row, in parentheses or not, of which some are f-strings. */
function pythonPieces(text: string, { start, end, parts }: Template): readonly (string | Expression)[] {
  const pieces: (string | Expression)[] = [];
  const left = [...parts];
  let position = start;
  while (position < end) {
    const open = /[a-zA-Z]{0,2}("""|'''|"|')/y;
    open.lastIndex = position;
    const found = open.exec(text);
    if (!found) {
      position += 1;
      continue;
    }
    const [whole, quote = ''] = found;
    const prefix = whole.slice(0, -quote.length).toLowerCase();
    position += whole.length;
    let literal = '';
    const flush = () => {
      pieces.push(prefix.includes('r') ? literal : unescaped(literal));
      literal = '';
    };
    while (position < end && !text.startsWith(quote, position)) {
      const char = text[position] ?? '';
      const next = text[position + 1] ?? '';
      if (char === '\\') {
        literal += char + next;
        position += 2;
      } else if (prefix.includes('f') && (char === '{' || char === '}') && next === char) {
        literal += char;
        position += 2;
      } else if (prefix.includes('f') && char === '{') {
        flush();
        const part = left.shift();
        if (part) pieces.push(part);
        position = closing(text, part?.end ?? position + 1, end);
        // What stands in the format is formatted with, and no part of the text.
        while (left[0] && left[0].start < position) left.shift();
      } else {
        literal += char;
        position += 1;
      }
    }
    position += quote.length;
    flush();
  }
  return pieces;
}

function closing(text: string, from: number, end: number): number {
  let depth = 0;
  for (let position = from; position < end; position++) {
    if (text[position] === '{') depth += 1;
    if (text[position] === '}' && depth-- === 0) return position + 1;
  }
  return end;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' };

const unescaped = (text: string): string =>
  text.includes('\\') ? text.replace(/\\([\s\S])/g, (_, char: string) => escapes[char] ?? char) : text;
