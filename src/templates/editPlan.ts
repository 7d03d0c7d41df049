/** What is to be written to set or remove the value at a path of keys, and what stands in the way. */
import { known, unknown, type Known } from '../core/known.ts';
import { beforeResources, belowKey, intoBlock, removalOfLines } from './editBlock.ts';
import {
  intrinsicOf,
  pairOf,
  within,
  type Cell,
  type Cells,
  type ListCell,
  type MapCell,
  type PairCell,
} from './editCells.ts';
import { flowMap, intoFlow, removalInFlow } from './editFlow.ts';
import { blockStyle, inQuotesOf, isList, spelled } from './editSpelling.ts';
import type { NewValue } from '../core/value.ts';
import type { Replacement } from './replacement.ts';

export interface Plan {
  /** Each is enough; the first that proves right is taken. Offsets are those of the cells' text. */
  readonly ways: readonly (readonly Replacement[])[];
  /** What will be read there. */
  readonly value: NewValue;
}

const only = (way: readonly Replacement[], value: NewValue): Known<Plan> => known({ ways: [way], value });

/** Keys of lists are indices: `'0'`. The first `fixed` keys must be there. */
export function setting(cells: Cells, keys: readonly string[], value: NewValue, fixed: number): Known<Plan> {
  let cell = cells.root;
  for (const [index, key] of keys.entries()) {
    const rest = keys.slice(index + 1);
    if (cell.kind === 'list') {
      const item: Cell | undefined = cell.items[Number(key)];
      if (!item) return unknown('there is no such item in the list');
      const why = obstacle(cells, item, key, rest.length === 0);
      if (why !== undefined) return unknown(why);
      if (rest.length === 0) return replacing(cells, item, value, cell.flow);
      cell = item;
      continue;
    }
    if (cell.kind !== 'map') return unknown(`\`${keys[index - 1] ?? key}\` is not a map`);
    const pair = pairOf(cell, key);
    if (!pair)
      return index < fixed ? unknown(`\`${key}\` is not written there`) : adding(cells, cell, keys, index, value);
    const why = obstacle(cells, pair.value, key, rest.length === 0);
    if (why !== undefined) return unknown(why);
    if (rest.length === 0) return replacing(cells, pair.value, value, cell.flow);
    if (isNothing(pair.value)) return filling(cells, cell, pair, rest, value);
    cell = pair.value;
  }
  return unknown('there is nothing to set');
}

/** Takes a property out where it is written, and nothing around it. */
export function removing(cells: Cells, keys: readonly string[]): Known<readonly (readonly Replacement[])[]> {
  let cell = cells.root;
  let parent: PairCell | undefined;
  for (const [index, key] of keys.entries()) {
    const isLast = index === keys.length - 1;
    if (cell.kind === 'list' && !isLast && cell.items[Number(key)]) {
      cell = cell.items[Number(key)] ?? cell;
      parent = undefined;
      continue;
    }
    const pair = cell.kind === 'map' ? pairOf(cell, key) : undefined;
    if (cell.kind !== 'map' || !pair) {
      const isMerged = cell.kind === 'map' && cell.merged.has(key);
      return unknown(isMerged ? `\`${key}\` is merged from elsewhere (\`<<\`)` : 'it is not written there');
    }
    if (isLast) return withoutPair(cells, cell, pair, parent);
    const why = obstacle(cells, pair.value, key, false);
    if (why !== undefined) return unknown(why);
    parent = pair;
    cell = pair.value;
  }
  return unknown('there is nothing to remove');
}

/** New text for a single value, whatever stands around it. */
export function replacing(cells: Cells, cell: Cell, value: NewValue, inFlow: boolean): Known<Plan> {
  const { text, json } = cells;
  const old = text.slice(cell.start, cell.end);
  const style = json ? { ...blockStyle, quoted: true } : blockStyle;
  switch (cell.kind) {
    case 'empty':
      return only([{ start: cell.start, end: cell.end, text: ` ${spelled(value, style)}` }], value);
    case 'alias':
      return only([{ start: cell.start, end: cell.end, text: spelled(value, style) }], value);
    case 'scalar': {
      if (/^[|>]/.test(old) && /^.*\s#/.test(old)) return unknown('a comment stands within the value');
      const quoted = inQuotesOf(old, value);
      const written = quoted?.text ?? spelled(value, style);
      return only([{ start: cell.start, end: cell.end, text: written }], quoted?.value ?? value);
    }
    case 'list':
      return isList(value)
        ? replacingList(cells, cell, value, inFlow)
        : unknown('there is more than one value to replace');
    case 'map':
      return unknown('there is more than one value to replace');
  }
}

function replacingList(cells: Cells, list: ListCell, value: readonly NewValue[], inFlow: boolean): Known<Plan> {
  const style = cells.json ? { ...blockStyle, quoted: true } : blockStyle;
  if (
    list.items.length === value.length &&
    list.items.every(({ kind, tag }) => kind === 'scalar' && tag === undefined)
  ) {
    const plans = list.items.map((item, index) => replacing(cells, item, value[index] ?? '', true));
    const way = plans.flatMap((plan) => (plan.known ? (plan.value.ways[0] ?? []) : []));
    return only(
      way,
      plans.map((plan, index) => (plan.known ? plan.value.value : (value[index] ?? ''))),
    );
  }
  if (/(^|\s)#|\/\//.test(cells.text.slice(list.start, list.end))) return unknown('a comment stands within the list');
  if (list.flow || inFlow) return only([{ start: list.start, end: list.end, text: spelled(value, style) }], value);
  const start = cells.text.slice(0, list.outer).trimEnd().length;
  return only([{ start, end: list.end, text: ` ${spelled(value, style)}` }], value);
}

function adding(cells: Cells, map: MapCell, keys: readonly string[], index: number, value: NewValue): Known<Plan> {
  const [key = '', ...rest] = keys.slice(index);
  if (map.merged.has(key) && rest.length > 0) return unknown(`\`${key}\` is merged from elsewhere (\`<<\`)`);
  const resources = index === 0 ? pairOf(map, 'Resources') : undefined;
  if (resources && !map.flow) return only(beforeResources(cells, resources, keys, value), value);
  const ways = map.flow ? [intoFlow(cells, map, [key, ...rest], value)] : intoBlock(cells, map, [key, ...rest], value);
  return ways.length > 0 ? known({ ways, value }) : unknown(`where \`${key}\` belongs is not understood`);
}

/** A key without a value, or with an empty map, becomes a map. */
function filling(cells: Cells, map: MapCell, pair: PairCell, keys: readonly string[], value: NewValue): Known<Plan> {
  const { value: cell } = pair;
  if (cell.kind === 'map') {
    if (/#|\/\/|\/\*/.test(cells.text.slice(cell.start, cell.end)))
      return unknown('a comment stands between its braces');
    return only(intoFlow(cells, cell, keys, value), value);
  }
  if (!map.flow) return only(belowKey(cells, pair, keys, value), value);
  const space = cell.kind === 'empty' ? ' ' : '';
  return only([{ start: cell.start, end: cell.end, text: `${space}${flowMap(cells, map, pair, keys, value)}` }], value);
}

function withoutPair(
  cells: Cells,
  map: MapCell,
  pair: PairCell,
  parent: PairCell | undefined,
): Known<readonly (readonly Replacement[])[]> {
  for (const { anchor } of within(pair.value))
    if (anchor !== undefined && cells.shared.has(anchor))
      return unknown(`others use what is written there (\`&${anchor}\`)`);
  const way = map.flow ? removalInFlow(cells, map, pair) : removalOfLines(cells, map, pair, parent);
  return way.length > 0 ? known([way]) : unknown('nothing would be left in its place');
}

const isNothing = (cell: Cell): boolean =>
  cell.kind === 'empty' ||
  (cell.kind === 'scalar' && cell.value === null) ||
  (cell.kind === 'map' && cell.pairs.length === 0);

/** Why nothing can be set in a value, or in its place. */
function obstacle({ shared }: Cells, cell: Cell, key: string, isLast: boolean): string | undefined {
  if (cell.kind === 'alias') return isLast ? undefined : `\`${key}\` is shared with other places (an alias)`;
  const intrinsic = intrinsicOf(cell);
  if (intrinsic !== undefined) return `\`${key}\` is decided by \`${intrinsic}\``;
  if (cell.anchor !== undefined && shared.has(cell.anchor))
    return `\`${key}\` is shared with other places (the anchor \`&${cell.anchor}\`)`;
  return undefined;
}
