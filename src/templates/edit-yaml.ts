import { isMap, isScalar, type Document, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import { known, unknown, type Known } from '../core/known.ts';
import type { Replacement, Scalar } from './replacement.ts';
import { emptiedParents } from './edit-json.ts';
import { documentOf, parseYaml } from './yaml.ts';

export function setInYaml(text: string, keys: readonly string[], value: Scalar): Known<readonly Replacement[]> {
  const document = documentOf(text);
  if (!isMap(document.contents)) return unknown('the template is not a map');
  let map = document.contents;
  for (const [index, key] of keys.entries()) {
    const pair = pairOf(map, key);
    const rest = keys.slice(index + 1);
    if (!pair)
      return known([
        index === 0 && key === 'Globals'
          ? beforeResources(text, document, keys, value)
          : insertion(text, map, keys.slice(index), value),
      ]);
    const node = pair.value;
    if (isAnchoredElsewhere(node)) return unknown(`\`${key}\` is shared with other places (an alias)`);
    if (node && 'tag' in node && typeof node.tag === 'string' && node.tag.startsWith('!'))
      return unknown(`\`${key}\` is decided by \`${node.tag}\``);
    if (rest.length === 0) return replacement(text, pair, value);
    if (isMap(node) && node.items.length > 0) {
      if (node.items.some((item) => isScalar(item.key) && item.key.value === '<<'))
        return unknown(`\`${key}\` is merged from elsewhere (\`<<\`)`);
      const [first] = node.items;
      if (node.items.length === 1 && isScalar(first?.key) && String(first.key.value).startsWith('Fn::'))
        return unknown(`\`${key}\` is decided by \`${String(first.key.value)}\``);
      map = node;
      continue;
    }
    return known([intoEmpty(text, pair, map, rest, value)]);
  }
  return unknown('there is nothing to set');
}

export function removeInYaml(text: string, keys: readonly string[]): Known<readonly Replacement[]> {
  const document = documentOf(text);
  const target = keys.slice(0, keys.length - emptiedParents(parseYaml(text).root, keys));
  let map: YAMLMap.Parsed | undefined = isMap(document.contents) ? document.contents : undefined;
  for (const key of target.slice(0, -1)) {
    const node: unknown = map && pairOf(map, key)?.value;
    map = isMap(node) ? (node as YAMLMap.Parsed) : undefined;
  }
  const key = target.at(-1) ?? '';
  const pair = map && pairOf(map, key);
  if (!map || !pair) return unknown('it is not written there');
  return known([map.flow ? removalInFlow(text, map, pair) : removalOfLines(text, map, pair)]);
}

type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

const pairOf = (map: YAMLMap.Parsed, key: string): ParsedPair | undefined =>
  map.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === key);

const isAnchoredElsewhere = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && 'source' in node && !('range' in node && isScalar(node)) && !isMap(node);

const startOf = (pair: ParsedPair): number => pair.key.range[0];

/** Where the pair's own text ends, white space and comments behind it excluded. */
function endOf(text: string, pair: ParsedPair): number {
  let end = pair.value?.range[1] ?? pair.key.range[1];
  while (end > pair.key.range[1] && /\s/.test(text.charAt(end - 1))) end--;
  return Math.max(end, pair.key.range[1]);
}

function replacement(text: string, pair: ParsedPair, value: Scalar): Known<readonly Replacement[]> {
  const node = pair.value;
  if (!isScalar(node)) return unknown('there is more than one value to replace');
  const [start, end] = node.range;
  const empty = start === end;
  const quote = /^["']/.exec(text.slice(start, end))?.[0];
  const written = quote === undefined ? spelt(value) : `${quote}${String(value)}${quote}`;
  return known([{ start, end, text: empty ? ` ${written}` : written }]);
}

/** The last lines of a block map, or the last items of a flow map. */
function insertion(text: string, map: YAMLMap.Parsed, keys: readonly string[], value: Scalar): Replacement {
  const last = map.items.at(-1) as ParsedPair | undefined;
  if (map.flow) {
    const at = last ? endOf(text, last) : map.range[0] + 1;
    const item = flowItem(keys, value);
    return { start: at, end: at, text: last ? `, ${item}` : ` ${item} ` };
  }
  const first = map.items[0] as ParsedPair;
  const at = lineEnd(text, last ? endOf(text, last) : map.range[1]);
  const column = columnOf(text, startOf(first));
  return { start: at, end: at, text: eolOf(text) + blockLines(text, keys, value, column) };
}

/** A key without a value, or with an empty map, becomes a map. */
function intoEmpty(
  text: string,
  pair: ParsedPair,
  map: YAMLMap.Parsed,
  keys: readonly string[],
  value: Scalar,
): Replacement {
  const node = pair.value;
  if (map.flow || (isMap(node) && node.flow)) {
    const [start, end] = node?.range ?? [pair.key.range[1] + 1, pair.key.range[1] + 1];
    return { start, end, text: `${start === end ? ' ' : ''}{ ${flowItem(keys, value)} }` };
  }
  const column = columnOf(text, startOf(pair)) + indentationOf(text);
  const at = lineEnd(text, pair.key.range[1]);
  return { start: at, end: at, text: eolOf(text) + blockLines(text, keys, value, column) };
}

/** `Globals` stands before `Resources` and the comment above it. */
function beforeResources(text: string, document: Document.Parsed, keys: readonly string[], value: Scalar): Replacement {
  const map = document.contents as YAMLMap.Parsed;
  const resources = pairOf(map, 'Resources');
  if (!resources || map.flow) return insertion(text, map, keys, value);
  let at = text.lastIndexOf('\n', startOf(resources) - 1) + 1;
  for (
    let above = text.lastIndexOf('\n', at - 2) + 1;
    at > 0 && /^\s*#/.test(text.slice(above, at));
    above = text.lastIndexOf('\n', at - 2) + 1
  )
    at = above;
  const eol = eolOf(text);
  return { start: at, end: at, text: blockLines(text, keys, value, 0) + eol + eol };
}

function removalOfLines(text: string, map: YAMLMap.Parsed, pair: ParsedPair): Replacement {
  const start = text.lastIndexOf('\n', startOf(pair) - 1) + 1;
  const end = lineEnd(text, endOf(text, pair));
  const isFirstOfItem = text.slice(start, startOf(pair)).trim() !== '';
  if (isFirstOfItem) {
    const next = map.items[map.items.indexOf(pair) + 1] as ParsedPair | undefined;
    return { start: startOf(pair), end: next ? startOf(next) : end, text: '' };
  }
  const lineBreak = /^\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + lineBreak, text: '' };
}

function removalInFlow(text: string, map: YAMLMap.Parsed, pair: ParsedPair): Replacement {
  const index = map.items.indexOf(pair);
  const next = map.items[index + 1] as ParsedPair | undefined;
  if (next) return { start: startOf(pair), end: startOf(next), text: '' };
  const previous = map.items[index - 1] as ParsedPair | undefined;
  return { start: previous ? endOf(text, previous) : startOf(pair), end: endOf(text, pair), text: '' };
}

function blockLines(text: string, keys: readonly string[], value: Scalar, column: number): string {
  const unit = indentationOf(text);
  return keys
    .map(
      (key, index) =>
        `${' '.repeat(column + unit * index)}${key}:${index === keys.length - 1 ? ` ${spelt(value)}` : ''}`,
    )
    .join(eolOf(text));
}

const flowItem = ([key = '', ...rest]: readonly string[], value: Scalar): string =>
  rest.length === 0 ? `${key}: ${spelt(value)}` : `${key}: { ${flowItem(rest, value)} }`;

/** Text that YAML would read as something else is quoted. */
const spelt = (value: Scalar): string =>
  typeof value === 'number' || /^[A-Za-z][\w.-]*$/.test(value) ? String(value) : `'${value.replaceAll("'", "''")}'`;

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text.charAt(at - 1) === '\r' ? at - 1 : at;
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The step of the first indented line below `Resources`, else 2. */
function indentationOf(text: string): number {
  return /^Resources\s*:.*\r?\n(?:\s*(?:#.*)?\r?\n)*( +)\S/m.exec(text)?.[1]?.length ?? 2;
}
