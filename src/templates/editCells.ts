/** A template's text as places to edit, whether it is written in blocks, in braces, or in JSON. */
import { parseTree, type Node as JsonNode } from 'jsonc-parser';
import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type ParsedNode } from 'yaml';
import { known, unknown, type Known } from '../core/known.ts';
import { deepest } from './node.ts';
import { parseJson, withoutMark } from './json.ts';
import { isJson } from './template.ts';
import { editableOf } from './yaml.ts';

export type Cell = MapCell | ListCell | ScalarCell | AliasCell | EmptyCell;

interface Place {
  /** Without tag and anchor, and without white space behind it. */
  readonly start: number;
  readonly end: number;
  /** Where its tag or anchor starts; else `start`. */
  readonly outer: number;
  /** `!Ref` */
  readonly tag?: string;
  readonly anchor?: string;
}

export interface MapCell extends Place {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly PairCell[];
  /** Keys that come from elsewhere, through `<<`. */
  readonly merged: ReadonlySet<string>;
}

export interface PairCell {
  readonly key: string;
  /** Of the key, its quotes included. */
  readonly start: number;
  readonly keyEnd: number;
  /** Behind the value; behind the colon when there is none. */
  readonly end: number;
  readonly value: Cell;
}

export interface ListCell extends Place {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly Cell[];
}

export interface ScalarCell extends Place {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface AliasCell extends Place {
  readonly kind: 'alias';
}

/** Nothing is written behind the colon. */
export interface EmptyCell extends Place {
  readonly kind: 'empty';
}

export interface Cells {
  readonly root: Cell;
  /** The text that the cells stand in. */
  readonly text: string;
  readonly json: boolean;
  /** Names of anchors that some alias means. */
  readonly shared: ReadonlySet<string>;
  /** The offset in the text as it is written. */
  readonly original: (offset: number) => number;
}

/** Of a text with syntax errors nothing can be said for certain, so it is not edited. */
export function cellsOf(text: string): Known<Cells> {
  if (isJson(text)) {
    const { problems } = parseJson(text);
    const root = parseTree(withoutMark(text), [], { allowTrailingComma: true });
    if (problems.length > 0 || !root) return unknown('the template has a syntax error');
    return known({ root: jsonCell(root, 0), text, json: true, shared: new Set(), original: (offset) => offset });
  }
  const { document, text: read, original } = editableOf(text).editable;
  // What follows a second `---` is another document, and stays as it is.
  if (document.errors.some(({ code }) => code !== 'MULTIPLE_DOCS')) return unknown('the template has a syntax error');
  if (!document.contents) return unknown('the template is empty');
  const reader: Reader = { document, text: read, shared: new Set() };
  return known({
    root: yamlCell(document.contents, reader, 0, 0),
    text: read,
    json: false,
    shared: reader.shared,
    original,
  });
}

export const pairOf = (map: MapCell, key: string): PairCell | undefined =>
  map.pairs.findLast((pair) => pair.key === key);

/** The intrinsic that a value is decided by, as it is written. */
export function intrinsicOf(cell: Cell): string | undefined {
  if (cell.tag !== undefined) return cell.tag;
  if (cell.kind !== 'map' || cell.pairs.length !== 1) return undefined;
  const [only] = cell.pairs;
  const isIntrinsic =
    only?.key.startsWith('Fn::') ||
    ((only?.key === 'Ref' || only?.key === 'Condition') && only.value.kind === 'scalar');
  return isIntrinsic ? only?.key : undefined;
}

/** Everything in a cell, itself included. */
export function* within(cell: Cell): Generator<Cell> {
  yield cell;
  if (cell.kind === 'map') for (const { value } of cell.pairs) yield* within(value);
  if (cell.kind === 'list') for (const item of cell.items) yield* within(item);
}

interface Reader {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly shared: Set<string>;
}

/** `from`: where the node's tag or anchor may start. */
function yamlCell(node: ParsedNode | null, reader: Reader, from: number, depth: number): Cell {
  const empty: EmptyCell = { kind: 'empty', start: from, end: from, outer: from };
  if (!node || depth > deepest) return empty;
  const { text } = reader;
  const [start] = node.range;
  const flow = 'flow' in node && node.flow === true;
  const end = trimmed(text, start, node.range[1]);
  if (isAlias(node)) {
    reader.shared.add(node.source);
    return { kind: 'alias', start, end, outer: start };
  }
  const tag = node.tag?.startsWith('!') ? node.tag : undefined;
  const { anchor } = node;
  const outer = tag !== undefined || anchor !== undefined ? markStart(text, from, start) : start;
  const place = {
    start,
    end,
    outer,
    ...(tag === undefined ? {} : { tag }),
    ...(anchor === undefined ? {} : { anchor }),
  };
  if (isScalar(node)) {
    if (start === node.range[1] && tag === undefined && anchor === undefined) return empty;
    return { kind: 'scalar', value: node.value as ScalarCell['value'], ...place };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => yamlCell(item, reader, item.range[0], depth + 1));
    return { kind: 'list', flow, items, ...place };
  }
  const merged = new Set<string>();
  const pairs = node.items.flatMap((pair): readonly PairCell[] => {
    if (!isPair(pair) || !isScalar(pair.key)) return [];
    const [keyStart, keyEnd] = pair.key.range;
    const colon = afterColon(text, keyEnd);
    const value = yamlCell(pair.value, reader, colon, depth + 1);
    if (isMerge(pair.key.value)) for (const key of mergedKeys(pair.value, reader.document)) merged.add(key);
    return [
      { key: keyOf(pair.key.value), start: keyStart, keyEnd, end: value.kind === 'empty' ? colon : value.end, value },
    ];
  });
  return { kind: 'map', flow, pairs, merged, ...place };
}

const isMerge = (key: unknown): boolean => keyOf(key) === '<<';

/** The `yaml` package gives the key of a merge a symbol as its value. */
const keyOf = (key: unknown): string => (typeof key === 'symbol' ? (key.description ?? '') : String(key));

function* mergedKeys(node: unknown, document: Document.Parsed): Generator<string> {
  const source = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(source)) for (const item of source.items) yield* mergedKeys(item, document);
  if (isMap(source)) for (const { key } of source.items) if (isScalar(key)) yield keyOf(key.value);
}

function trimmed(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** Of a tag or an anchor between the colon and the value. */
function markStart(text: string, from: number, start: number): number {
  const at = text
    .slice(from, start)
    .replace(/(^|\s)#.*/g, (comment) => ' '.repeat(comment.length))
    .search(/[!&]/);
  return at < 0 ? start : from + at;
}

function afterColon(text: string, keyEnd: number): number {
  const colon = /^\s*:/.exec(text.slice(keyEnd, keyEnd + 200))?.[0].length ?? 0;
  return keyEnd + colon;
}

function jsonCell(node: JsonNode, depth: number): Cell {
  const place = { start: node.offset, end: node.offset + node.length, outer: node.offset };
  if (depth > deepest * 2) return { kind: 'scalar', value: null, ...place };
  if (node.type === 'array')
    return {
      kind: 'list',
      flow: true,
      items: (node.children ?? []).map((item) => jsonCell(item, depth + 1)),
      ...place,
    };
  if (node.type !== 'object') return { kind: 'scalar', value: node.value as ScalarCell['value'], ...place };
  const pairs = (node.children ?? []).flatMap(({ children }): readonly PairCell[] => {
    const [key, value] = children ?? [];
    if (!key || !value) return [];
    const cell = jsonCell(value, depth + 1);
    return [{ key: String(key.value), start: key.offset, keyEnd: key.offset + key.length, end: cell.end, value: cell }];
  });
  return { kind: 'map', flow: true, pairs, merged: new Set(), ...place };
}
