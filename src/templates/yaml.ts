import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type ParsedNode,
} from 'yaml';
import { deepest, mapOrIntrinsic, mostNodes, type MapEntry, type Node, type Parsed, type Range } from './node.ts';

/** Reads what can be read; errors of the text are problems at their places. */
export function parseYaml(text: string): Parsed {
  const document = parse(text);
  const problems = document.errors.map(({ message, pos: [start, end] }) => ({
    start,
    end,
    message: message.split('\n')[0] ?? message,
  }));
  const reader = { document, left: mostNodes, problems: [...problems] };
  const root = document.contents ? nodeOf(document.contents, reader, 0) : undefined;
  if (reader.left < 0)
    reader.problems.push({
      start: 0,
      end: 0,
      message: 'The template is too large once its aliases are expanded; a part of it was not read.',
    });
  return { root, problems: reader.problems };
}

/** Unknown tags are CloudFormation's; their warnings are not of interest. */
export const parse = (text: string): Document.Parsed =>
  parseDocument(text, {
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: new LineCounter(),
    merge: true,
  });

interface Reader {
  readonly document: Document.Parsed;
  left: number;
  readonly problems: (Range & { readonly message: string })[];
}

const nothing = (range: Range): Node => ({ kind: 'scalar', value: null, ...range });

function nodeOf(node: ParsedNode | null, reader: Reader, depth: number): Node {
  const range = rangeOf(node);
  if (!node || depth > deepest || --reader.left < 0) return nothing(range);
  const tag = 'tag' in node && typeof node.tag === 'string' ? node.tag : undefined;
  const name = tag && /^![A-Za-z]/.test(tag) ? tag.slice(1) : undefined;
  const plain = untagged(node, range, reader, depth);
  if (name === undefined) return plain;
  // `!GetAtt A.B` is short for the list `[A, B]`.
  const argument: Node =
    name === 'GetAtt' && plain.kind === 'scalar' && typeof plain.value === 'string'
      ? { kind: 'list', items: splitOnce(plain.value).map((value) => ({ kind: 'scalar', value, ...range })), ...range }
      : plain;
  return { kind: 'intrinsic', name, argument, ...range };
}

const splitOnce = (value: string): readonly string[] =>
  value.includes('.') ? [value.slice(0, value.indexOf('.')), value.slice(value.indexOf('.') + 1)] : [value];

function untagged(node: ParsedNode, range: Range, reader: Reader, depth: number): Node {
  if (isAlias(node)) {
    const target = node.resolve(reader.document) as ParsedNode | undefined;
    return target ? { ...nodeOf(target, reader, depth + 1), ...range } : nothing(range);
  }
  if (isScalar(node)) {
    const { value } = node;
    const known =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
    return { kind: 'scalar', value: known ? value : null, ...range };
  }
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map((item) => nodeOf(item, reader, depth + 1)), ...range };
  }
  return mapOrIntrinsic(range, entriesOf(node, reader, depth));
}

function entriesOf(node: ParsedNode, reader: Reader, depth: number): readonly MapEntry[] {
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return node.items.flatMap((pair): readonly MapEntry[] => {
    if (!isPair(pair) || !isScalar(pair.key)) return [];
    const key = String(pair.key.value);
    const keyRange = rangeOf(pair.key);
    const value = nodeOf(pair.value, reader, depth + 1);
    if (key === '<<') return value.kind === 'map' ? value.entries : [];
    if (seen.has(key))
      reader.problems.push({ ...keyRange, message: `\`${key}\` is written twice; the last one counts.` });
    seen.add(key);
    return [
      { key, keyRange, value: pair.value === null ? nothing({ start: keyRange.end, end: keyRange.end }) : value },
    ];
  });
}

function rangeOf(node: { readonly range?: readonly [number, number, number] | null } | null): Range {
  const [start = 0, end = 0] = node?.range ?? [];
  return { start, end };
}
