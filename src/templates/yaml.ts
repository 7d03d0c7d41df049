import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Tags,
  type ParsedNode,
} from 'yaml';
import { deepest, mapOrIntrinsic, mostNodes, type MapEntry, type Node, type Parsed, type Range } from './node.ts';

interface Remembered {
  readonly document: Document.Parsed;
  readonly parsed: Parsed;
}

/** A template is asked for again and again while its edits are made and proven; the two last texts are remembered. */
const recent = new Map<string, Remembered>();

/** Reads what can be read; errors of the text are problems at their places. */
export const parseYaml = (text: string): Parsed => remembered(text).parsed;

/** The document of the `yaml` package, for editing; it is never changed. */
export const documentOf = (text: string): Document.Parsed => remembered(text).document;

function remembered(text: string): Remembered {
  const now = recent.get(text) ?? freshly(text);
  recent.delete(text);
  recent.set(text, now);
  for (const oldest of recent.keys()) {
    if (recent.size <= 2) break;
    recent.delete(oldest);
  }
  return now;
}

function freshly(text: string): Remembered {
  const document = parse(text);
  return { document, parsed: read(document) };
}

function read(document: Document.Parsed): Parsed {
  const problems = document.errors.map(({ message, pos: [start, end] }) => ({
    start,
    end,
    // In these words the `yaml` package says that it ran out of stack.
    message: message.startsWith('Maximum call stack')
      ? 'It is nested too deeply to be a template.'
      : (message.split('\n')[0] ?? message),
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

const parse = (text: string): Document.Parsed =>
  parseDocument(text, {
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: new LineCounter(),
    merge: true,
    customTags,
  });

const shortIntrinsics =
  'And Base64 Cidr Condition Equals FindInMap ForEach GetAtt GetAZs If ImportValue Join Length Not Or Ref Select Split Sub ToJsonString Transform';

/** A tag that the parser does not know costs a warning with a stack trace each time, and templates are full of them. */
const customTags: Tags = shortIntrinsics.split(' ').flatMap((name) => [
  { tag: `!${name}`, resolve: (value: string) => value },
  { tag: `!${name}`, collection: 'map' as const },
  { tag: `!${name}`, collection: 'seq' as const },
]);

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
