import { parseTree, printParseErrorCode, type Node as JsonNode, type ParseError } from 'jsonc-parser';
import { deepest, mapOrIntrinsic, type MapEntry, type Node, type Parsed } from './node.ts';

export function parseJson(text: string): Parsed {
  const errors: ParseError[] = [];
  // The parser recurses; a text that nests deeper than any template is not handed to it.
  if (nesting(text) > deepest * 2)
    return { root: undefined, problems: [{ start: 0, end: 0, message: 'It is nested too deeply to be a template.' }] };
  const root = parseTree(withoutMark(text), errors, { allowTrailingComma: true });
  const problems = errors.map(({ error, offset, length }) => ({
    start: offset,
    end: offset + length,
    message: `Not valid JSON: ${printParseErrorCode(error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()}.`,
  }));
  return { root: root ? nodeOf(root, 0) : undefined, problems };
}

/** A byte order mark is no part of the text, but counts in offsets. */
export const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);

function nodeOf(node: JsonNode, depth: number): Node {
  const range = { start: node.offset, end: node.offset + node.length };
  if (depth > deepest) return { kind: 'scalar', value: null, ...range };
  switch (node.type) {
    case 'object': {
      const entries = (node.children ?? []).flatMap((property): readonly MapEntry[] => {
        const [key, value] = property.children ?? [];
        if (!key) return [];
        const keyRange = { start: key.offset + 1, end: key.offset + key.length - 1 };
        const absent: Node = { kind: 'scalar', value: null, start: keyRange.end, end: keyRange.end };
        return [{ key: String(key.value), keyRange, value: value ? nodeOf(value, depth + 1) : absent }];
      });
      return mapOrIntrinsic(range, entries);
    }
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map((item) => nodeOf(item, depth + 1)), ...range };
    default:
      return { kind: 'scalar', value: node.value as string | number | boolean | null, ...range };
  }
}

function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (const char of text) {
    if (char === '{' || char === '[') most = Math.max(most, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return most;
}
