/**
 * A YAML template read part by part: a part is an entry at the top, or one below `Resources:` and its like.
 * After an edit only the parts that it touches are parsed. What is not written in plain blocks, or means something
 * beyond its own part, such as an anchor, is left to those who read the text as a whole.
 */
import { forEach, latest } from '../core/memo.ts';
import { mapOrIntrinsic, mostNodes, type MapEntry, type Node, type Parsed, type Range } from './node.ts';

/** One entry, with the offsets that it has in the part's own text. */
export interface Part {
  readonly entry: MapEntry;
  /** What a map of this entry alone would span. */
  readonly map: Range;
  readonly nodes: number;
}

/** `depth` is that of the map around it; undefined for what cannot be understood by itself. */
export type ReadPart = (text: string, depth: number) => Part | undefined;

/** Undefined for a text that has to be read as a whole. */
export function readInParts(text: string, read: ReadPart): Parsed | undefined {
  if (unfit.test(text)) return undefined;
  const sections = split(text, start(text), text.length, 0);
  if (!sections) return undefined;
  const entries: MapEntry[] = [];
  const parts: (Range & { readonly nodes: number })[] = [];
  for (const section of sections) {
    const read1 = within(text, section, read) ?? whole(text, section, 0, read);
    if (!read1) return undefined;
    entries.push(read1.entry);
    parts.push(read1);
  }
  const root = mapOf(entries, parts);
  const nodes = parts.reduce((sum, part) => sum + part.nodes, 1);
  if (!root || nodes > mostNodes) return undefined;
  return { root: mapOrIntrinsic(root, entries), problems: [] };
}

/** A byte order mark, a line break of old, and white space that is no space. */
const unfit = /^\uFEFF|\r(?!\n)|^ *\t/m;

/** Behind the line that starts the document. */
function start(text: string): number {
  return /^(?:[ ]*(?:#.*)?\r?\n)*---[ ]*\r?\n/.exec(text)?.[0].length ?? 0;
}

/** The lines that start an entry, each with all that follow until the next; undefined when others stand as far left. */
function split(text: string, from: number, to: number, indent: number): readonly Range[] | undefined {
  const starts: number[] = [];
  for (let at = from; at < to;) {
    const end = text.indexOf('\n', at);
    const next = end < 0 || end >= to ? to : end + 1;
    const line = text.slice(at, next);
    const space = line.length - line.trimStart().length;
    const isEmpty = space === line.length || line.charAt(space) === '#';
    if (!isEmpty && space <= indent) {
      if (space < indent || !isKey.test(line)) return undefined;
      starts.push(at);
    }
    at = next;
  }
  return starts.length === 0 ? undefined : starts.map((it, index) => ({ start: it, end: starts[index + 1] ?? to }));
}

const isKey = /^ *[A-Za-z][\w:.-]*:(?=\s|$)/;

interface Placed extends Range {
  readonly entry: MapEntry;
  readonly nodes: number;
}

/** The entries below a section whose value is a map in a block below it. */
function entriesBelow(
  text: string,
  section: Range,
): { readonly key: string; readonly below: number; readonly parts: readonly Range[] } | undefined {
  const head = /^([A-Za-z]\w*):[ ]*(?:#.*)?\r?\n/.exec(text.slice(section.start, section.end));
  const [line, key = ''] = head ?? [''];
  const below = section.start + line.length;
  const first = /^( *)[^\s#]/m.exec(text.slice(below, section.end));
  const indent = first?.[1]?.length ?? 0;
  const parts = head && indent > 0 ? split(text, below, section.end, indent) : undefined;
  return parts && { key, below, parts };
}

/** One entry of a section with the line that starts the section, which means there what it means in the whole text. */
export interface Alone {
  readonly text: string;
  /** Where the entry starts in it. */
  readonly start: number;
  /** What offsets in it are less than those of the whole text. */
  readonly offset: number;
}

/** Asked for each resource of a template, one after the other. */
const sectionsOf = latest((text: string) => {
  const sections = split(text, start(text), text.length, 0);
  return forEach((section: string) => {
    const its = sections?.find((range) => text.startsWith(`${section}:`, range.start));
    const found = its && entriesBelow(text, its);
    if (!found) return undefined;
    const byKey = new Map<string, Range>();
    for (const range of found.parts) {
      const key = /^\s*(.*?):(?=\s|$)/.exec(text.slice(range.start, range.end))?.[1] ?? '';
      if (!byKey.has(key)) byKey.set(key, range);
    }
    return { its, below: found.below, byKey };
  });
});

/** Of a text that `readInParts` can read. */
export function entryAlone(text: string, section: string, key: string): Alone | undefined {
  const found = sectionsOf(text)(section);
  const part = found?.byKey.get(key);
  if (!found || !part) return undefined;
  const { its } = found;
  const head = text.slice(its.start, found.below);
  return { text: head + text.slice(part.start, part.end), start: head.length, offset: part.start - head.length };
}

function within(text: string, section: Range, read: ReadPart): Placed | undefined {
  const found = entriesBelow(text, section);
  if (!found || found.parts.length < 2) return undefined;
  const placed: Placed[] = [];
  for (const range of found.parts) {
    const part = whole(text, range, 1, read);
    if (!part) return undefined;
    placed.push(part);
  }
  const entries = placed.map(({ entry }) => entry);
  const map = mapOf(entries, placed);
  if (!map) return undefined;
  const keyRange = { start: section.start, end: section.start + found.key.length };
  return {
    entry: { key: found.key, keyRange, value: mapOrIntrinsic(map, entries) },
    start: section.start,
    end: map.end,
    nodes: placed.reduce((sum, { nodes }) => sum + nodes, 1),
  };
}

function whole(text: string, { start: from, end }: Range, depth: number, read: ReadPart): Placed | undefined {
  const part = read(text.slice(from, end), depth);
  if (!part) return undefined;
  const { entry, map, nodes } = part;
  return {
    entry: { key: entry.key, keyRange: moved(entry.keyRange, from), value: movedNode(entry.value, from) },
    start: map.start + from,
    end: map.end + from,
    nodes,
  };
}

/** Undefined when a key is written twice. */
function mapOf(entries: readonly MapEntry[], parts: readonly Range[]): Range | undefined {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last || new Set(entries.map(({ key }) => key)).size < entries.length) return undefined;
  return { start: first.start, end: last.end };
}

const moved = ({ start: from, end }: Range, by: number): Range => ({ start: from + by, end: end + by });

function movedNode(node: Node, by: number): Node {
  const range = moved(node, by);
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', value: node.value, ...range };
    case 'list':
      return { kind: 'list', items: node.items.map((item) => movedNode(item, by)), ...range };
    case 'intrinsic':
      return { kind: 'intrinsic', name: node.name, argument: movedNode(node.argument, by), ...range };
    case 'map':
      return {
        kind: 'map',
        entries: node.entries.map(({ key, keyRange, value }) => ({
          key,
          keyRange: moved(keyRange, by),
          value: movedNode(value, by),
        })),
        ...range,
      };
  }
}
