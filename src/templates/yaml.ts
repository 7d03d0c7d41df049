import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  parseDocument,
  Schema,
  visit,
  type Alias,
  type Document,
  type DocumentOptions,
  type SchemaOptions,
  type Tags,
  type YAMLParseError,
  type ParsedNode,
} from 'yaml';
import { recent } from '../core/memo.ts';
import { deepest, mapOrIntrinsic, mostNodes, type MapEntry, type Node, type Parsed, type Range } from './node.ts';
import { reindented } from './reindent.ts';
import { entryAlone, readInParts, type Alone, type Part } from './yamlParts.ts';

/** What edits are made in. */
export interface Editable {
  /** Of the `yaml` package; it is never changed. */
  readonly document: Document.Parsed;
  /** The text that the document was read from: the one that is written, or the same with continuation lines indented. */
  readonly text: string;
  /** The offset in the text as it is written. */
  readonly original: (offset: number) => number;
}

export interface Whole {
  readonly editable: Editable;
  readonly parsed: Parsed;
}

/** A template is asked for again and again while its edits are made and proven; the two last texts are remembered. */
const inParts = remembering(2, (text: string) => readInParts(text, (part, depth) => readPart(part, depth, text)));
const asWhole = remembering(2, freshly);

/** Reads what can be read; errors of the text are problems at their places. */
export function parseYaml(text: string): Parsed {
  if (inParts(text)) divisible.set(text, true, text.length, ofDivisible);
  return parsedOnce(text);
}

/** The same of a text that is tried out, and not asked for again. */
export const parsedOnce = (text: string): Parsed => inParts(text) ?? asWhole(text).parsed;

/** What edits are made in, and what is read in it. */
export const editableOf = (text: string): Whole => asWhole(text);

/** Texts that were read part by part. */
const divisible = recent<true>();

/** In characters. */
const ofDivisible = 4 * 1024 * 1024;

/** A resource by itself; undefined where it is not known to mean the same without what stands around it. */
export const resourceAlone = (text: string, id: string): Alone | undefined =>
  divisible.get(text) ? entryAlone(text, 'Resources', id) : undefined;

function remembering<Made>(most: number, make: (text: string) => Made): (text: string) => Made {
  const made = recent<{ readonly made: Made }>();
  return (text) => {
    const before = made.get(text);
    if (before) return before.made;
    const its = { made: make(text) };
    made.set(text, its, 1, most);
    return its.made;
  };
}

/** Those of the template that was read last, and of several that are edited beside it. */
const parts = recent<{ readonly part: Part | undefined; readonly depth: number }>();

/** In characters. */
const ofOthers = 256 * 1024;

function readPart(text: string, depth: number, whole: string): Part | undefined {
  const before = parts.get(text);
  if (before?.depth === depth) return before.part;
  const part = partOf(text, depth);
  parts.set(text, { part, depth }, text.length, whole.length + ofOthers);
  return part;
}

function partOf(text: string, depth: number): Part | undefined {
  const document = parse(text, ofParts);
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return undefined;
  const reader: Reader = { document, left: mostNodes, problems: [], linked: false };
  const [entry] = entriesOf(contents, reader, depth);
  if (!entry || entry.key === '<<' || reader.linked || reader.problems.length > 0 || reader.left < 0) return undefined;
  return { entry, map: rangeOf(contents), nodes: mostNodes - reader.left };
}

function freshly(text: string): Whole {
  const document = parse(text);
  const parsed = read(document, text);
  const editable = { document, text, original: (offset: number) => offset };
  if (document.errors.length === 0) return { editable, parsed };
  const other = reindented(text);
  if (!other) return { editable, parsed };
  const again = parse(other.text);
  // Of a text that has other slips as well, the way it is written is told.
  if (again.errors.length > 0) return { editable, parsed };
  return { editable: { document: again, ...other }, parsed: moved(read(again, other.text), other.original) };
}

/** To where it all stands in the text as it is written. */
function moved({ root, problems }: Parsed, original: (offset: number) => number): Parsed {
  const place = <T extends Range>(it: T): T => ({ ...it, start: original(it.start), end: original(it.end) });
  const node = (it: Node): Node => {
    switch (it.kind) {
      case 'scalar':
        return place(it);
      case 'list':
        return { ...place(it), items: it.items.map(node) };
      case 'intrinsic':
        return { ...place(it), argument: node(it.argument) };
      case 'map':
        return {
          ...place(it),
          entries: it.entries.map(({ key, keyRange, value }) => ({
            key,
            keyRange: place(keyRange),
            value: node(value),
          })),
        };
    }
  };
  return { root: root && node(root), problems: problems.map(place) };
}

function read(document: Document.Parsed, text: string): Parsed {
  const problems = causes(document, text).map(({ message, pos: [start, end] }) => ({
    start,
    end,
    message: inWords(message),
  }));
  const reader: Reader = { document, left: mostNodes, problems: [...problems], linked: false };
  const root = document.contents ? nodeOf(document.contents, reader, 0) : undefined;
  if (reader.left < 0)
    reader.problems.push({
      start: 0,
      end: 0,
      message: 'The template is too large once its aliases are expanded; a part of it was not read.',
    });
  return { root, problems: reader.problems };
}

/** One line that is indented wrongly makes an error of each that follows; the first of such a series says where to look. */
function causes(document: Document.Parsed, text: string): readonly YAMLParseError[] {
  let line = 0;
  let position = 0;
  let last = -Infinity;
  let isLost = false;
  return [...document.errors]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .filter(({ message, pos: [start] }) => {
      for (; position < start; position++) if (text[position] === '\n') line++;
      const follows = line - last <= 1 || (isLost && message.includes(lost));
      last = line;
      isLost ||= message.includes(lost);
      return !follows;
    });
}

/** From here on the parser does not find back into the structure. */
const lost = 'in YAML stream';

function inWords(message: string): string {
  // In these words the `yaml` package says that it ran out of stack.
  if (message.startsWith('Maximum call stack')) return 'It is nested too deeply to be a template.';
  if (/^Implicit (map )?keys need/.test(message))
    return 'A key with its `:` is expected here. Is this line indented less than the text that it continues?';
  return message.split('\n')[0] ?? message;
}

export const parse = (
  text: string,
  more: DocumentOptions & SchemaOptions = { merge: true, customTags },
): Document.Parsed => parseDocument(text, { ...forgiving, lineCounter: new LineCounter(), ...more });

/** Each of the documents that a text has, one after the other: `---` stands between them. */
export const parseDocuments = (text: string): readonly Parsed[] =>
  [...parseAllDocuments(text, { ...forgiving, merge: true, customTags })].map((document) => read(document, text));

const forgiving = { uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'silent' } as const;

const shortIntrinsics =
  'And Base64 Cidr Condition Equals FindInMap ForEach GetAtt GetAZs If ImportValue Join Length Not Or Ref Select Split Sub ToJsonString Transform';

/** A tag that the parser does not know costs a warning with a stack trace each time, and templates are full of them. */
const customTags: Tags = shortIntrinsics.split(' ').flatMap((name) => [
  { tag: `!${name}`, resolve: (value: string) => value },
  { tag: `!${name}`, collection: 'map' as const },
  { tag: `!${name}`, collection: 'seq' as const },
]);

/** Making the schema takes longer than reading a small part. */
const ofParts = { schema: new Schema({ schema: 'core', merge: true, customTags, resolveKnownTags: true }) };

interface Reader {
  readonly document: Document.Parsed;
  /** Looked for at the first alias. */
  targets?: ReadonlyMap<Alias, ParsedNode>;
  left: number;
  /** Whether something is an alias, or can be the target of one. */
  linked: boolean;
  readonly problems: (Range & { readonly message: string })[];
}

/** What each alias stands for: the last node before it with its anchor. */
function targetsIn(document: Document.Parsed): ReadonlyMap<Alias, ParsedNode> {
  const targets = new Map<Alias, ParsedNode>();
  const anchors = new Map<string, ParsedNode>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node as ParsedNode);
    },
  });
  return targets;
}

const nothing = (range: Range): Node => ({ kind: 'scalar', value: null, ...range });

function nodeOf(node: ParsedNode | null, reader: Reader, depth: number): Node {
  const range = rangeOf(node);
  if (!node || depth > deepest || --reader.left < 0) return nothing(range);
  if (isAlias(node) || node.anchor !== undefined) reader.linked = true;
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
    const target = (reader.targets ??= targetsIn(reader.document)).get(node);
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
  const merged: MapEntry[] = [];
  // What nobody reads may use up all that is read.
  const items = depth > 0 ? node.items : node.items.toSorted((a, b) => Number(isSection(b)) - Number(isSection(a)));
  const values = new Map(items.map((pair) => [pair, nodeOf(pair.value, reader, depth + 1)]));
  const own = node.items.flatMap((pair): readonly MapEntry[] => {
    const value = values.get(pair);
    if (!value || !isPair(pair) || !isScalar(pair.key)) return [];
    if (isMergeKey(pair.key.value)) {
      const sources = value.kind === 'list' ? value.items.toReversed() : [value];
      merged.push(...sources.flatMap((source) => (source.kind === 'map' ? source.entries : [])));
      return [];
    }
    const key = String(pair.key.value);
    const keyRange = rangeOf(pair.key);
    if (seen.has(key))
      reader.problems.push({ ...keyRange, message: `\`${key}\` is written twice; the last one counts.` });
    seen.add(key);
    return [
      { key, keyRange, value: pair.value === null ? nothing({ start: keyRange.end, end: keyRange.end }) : value },
    ];
  });
  // What is written here counts before what is merged in, wherever the `<<` stands.
  return merged.concat(own);
}

/** Of a template, with what functions depend on. */
const sections = /^(Conditions|Globals|Mappings|Outputs|Parameters|Resources|Transform)$/;

const isSection = (pair: unknown): boolean =>
  isPair(pair) && isScalar(pair.key) && typeof pair.key.value === 'string' && sections.test(pair.key.value);

/** The `yaml` package gives the key of a merge, `<<`, a symbol as its value. */
const isMergeKey = (value: unknown): boolean =>
  value === '<<' || (typeof value === 'symbol' && value.description === '<<');

function rangeOf(node: { readonly range?: readonly [number, number, number] | null } | null): Range {
  const [start = 0, end = 0] = node?.range ?? [];
  return { start, end };
}
