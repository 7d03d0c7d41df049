/**
 * Properties written back into a template's own text: block YAML, flow YAML and JSON, everything else left as it is.
 * Each edit is proven by reading its result: the trees may differ in nothing but the property.
 */
import type { Declared } from '../core/declared.ts';
import { known, unknown, type Known } from '../core/known.ts';
import { latest, once } from '../core/memo.ts';
import { applyEdits, type Span, type TextEdit } from '../core/span.ts';
import { cellsOf, pairOf, within, type Cell, type Cells } from './editCells.ts';
import { areSame, plainOf, withValue, type Plain } from './editPlain.ts';
import { removing, replacing, setting } from './editPlan.ts';
import type { NewValue } from '../core/value.ts';
import type { Replacement } from './replacement.ts';
import { parseJson } from './json.ts';
import { isJson } from './template.ts';
import { editableOf, parsedOnce, resourceAlone } from './yaml.ts';

/** Several edits of one text are made one after the other. */
const templateOf = latest((text: string) => {
  const parsed = once(() => (isJson(text) ? parseJson(text) : editableOf(text).parsed));
  return { cells: once(() => cellsOf(text)), parsed, plain: once(() => plainOf(parsed().root)) };
});

/** A resource of a template; `id` is its logical id. */
export type TemplateResource = Pick<Declared, 'at' | 'id'> & { readonly resourceType?: string };

/**
 * Sets a property at the resource, below `Properties`; keys of lists are indices.
 * What `Globals` sets is overridden there; what an intrinsic decides is refused.
 * Of functions `path` may be in SAM's words, also for `AWS::Lambda::Function`.
 */
export function setProperty(
  text: string,
  resource: TemplateResource,
  path: readonly string[],
  value: NewValue,
): Known<readonly TextEdit[]> {
  return atResource(text, resource, (own) => {
    const cells = templateOf(own).cells();
    if (!cells.known) return cells;
    const keys = keysOf(cells.value, resource, path);
    return set(cells.value, own, { template: resource.at.path, keys, fixed: keys.indexOf('Properties') }, value);
  });
}

/** Reads the resource alone, where that is enough, and the whole text otherwise. */
function atResource(
  text: string,
  { id }: TemplateResource,
  make: (text: string) => Known<readonly TextEdit[]>,
): Known<readonly TextEdit[]> {
  const alone = resourceAlone(text, id);
  if (alone) {
    const { start: from, offset } = alone;
    const made = make(alone.text);
    if (made.known && made.value.every(({ start }) => start >= from))
      return known(made.value.map((it) => ({ ...it, start: it.start + offset, end: it.end + offset })));
  }
  return make(text);
}

/** Sets it for all resources of a kind, `Function` or another section of a SAM template's `Globals`. */
export function setGlobal(
  text: string,
  template: string,
  path: readonly string[],
  value: NewValue,
  section = 'Function',
): Known<readonly TextEdit[]> {
  const cells = templateOf(text).cells();
  if (!cells.known) return cells;
  return set(cells.value, text, { template, keys: ['Globals', section, ...path], fixed: 0 }, value);
}

/** Takes a property out of the resource, and the maps around it that would be empty, except `Properties`. */
export function removeProperty(
  text: string,
  resource: TemplateResource,
  path: readonly string[],
): Known<readonly TextEdit[]> {
  return atResource(text, resource, (own) => {
    const cells = templateOf(own).cells();
    if (!cells.known) return cells;
    const keys = keysOf(cells.value, resource, path);
    const target = keys.slice(0, keys.length - emptied(cells.value, keys));
    const ways = removing(cells.value, target);
    if (!ways.known) return ways;
    const expected = withValue(templateOf(own).plain(), target, undefined);
    return proven(cells.value, own, resource.at.path, ways.value, expected);
  });
}

/**
 * Changes a single value where it is written, whoever inherits it from there: the default of a parameter, an entry of a mapping, `Globals`.
 * `at` is the `at` of a declared value.
 */
export function changeValue(text: string, at: Span, value: NewValue): Known<readonly TextEdit[]> {
  const cells = templateOf(text).cells();
  if (!cells.known) return cells;
  const found = cellAt(cells.value, at);
  if (!found.known) return found;
  const { cell, keys } = found.value;
  const limit = parameterLimit(cells.value, keys, value);
  if (limit !== undefined) return unknown(limit);
  const plan = replacing(cells.value, cell, value, true);
  if (!plan.known) return plan;
  const written = plan.value.value;
  const expected = plainOf(templateOf(text).parsed().root, (node) => (node.start === at.start ? written : undefined));
  return proven(cells.value, text, at.path, plan.value.ways, expected);
}

interface Target {
  readonly template: string;
  readonly keys: readonly string[];
  /** How many of the keys must be there. */
  readonly fixed: number;
}

function set(
  cells: Cells,
  text: string,
  { template, keys, fixed }: Target,
  value: NewValue,
): Known<readonly TextEdit[]> {
  const plan = setting(cells, keys, value, fixed);
  if (!plan.known) return plan;
  const { ways, value: written } = plan.value;
  return proven(cells, text, template, ways, withValue(templateOf(text).plain(), keys, written));
}

/** A file that is included has resources without `Resources` around them. */
function keysOf({ root }: Cells, { id, resourceType }: TemplateResource, path: readonly string[]): readonly string[] {
  const isFragment = root.kind === 'map' && !pairOf(root, 'Resources') && pairOf(root, id);
  const words =
    resourceType === 'AWS::Lambda::Function' && path.join() === 'Tracing' ? ['TracingConfig', 'Mode'] : path;
  return [...(isFragment ? [] : ['Resources']), id, 'Properties', ...words];
}

/** How many of the maps around a property hold nothing else. */
function emptied({ root }: Cells, keys: readonly string[]): number {
  const around: Cell[] = [];
  let cell: Cell | undefined = root;
  for (const key of keys) {
    if (!cell) return 0;
    around.push(cell);
    cell = cell.kind === 'map' ? pairOf(cell, key)?.value : undefined;
  }
  if (!cell) return 0;
  const first = keys.indexOf('Properties') + 2;
  let count = 0;
  for (const map of around.slice(first).reverse()) {
    if (map.kind !== 'map' || map.pairs.length > 1) break;
    count++;
  }
  return count;
}

interface FoundCell {
  readonly cell: Cell;
  readonly keys: readonly string[];
}

function cellAt(cells: Cells, at: Span): Known<FoundCell> {
  let cell = cells.root;
  const keys: string[] = [];
  for (;;) {
    if (cell.anchor !== undefined && cells.shared.has(cell.anchor))
      return unknown(`it is shared with other places (the anchor \`&${cell.anchor}\`)`);
    if (cell.kind !== 'map' && cell.kind !== 'list') break;
    const parts: readonly (readonly [string, Cell])[] =
      cell.kind === 'map'
        ? cell.pairs.map(({ key, value }) => [key, value] as const)
        : cell.items.map((item, index) => [String(index), item] as const);
    const next = parts.find(
      ([, { outer, end }]) => cells.original(outer) <= at.start && at.start < cells.original(end),
    );
    if (!next) return unknown('no value is written there');
    keys.push(next[0]);
    cell = next[1];
  }
  if (cells.original(cell.start) !== at.start || cell.kind === 'empty') return unknown('no value is written there');
  return cell.tag === undefined ? known({ cell, keys }) : unknown(`it is decided by \`${cell.tag}\``);
}

/** Why a parameter may not have a value. */
function parameterLimit({ root }: Cells, keys: readonly string[], value: NewValue): string | undefined {
  const [section, name = '', last] = keys;
  const parameters =
    section === 'Parameters' && last === 'Default' && root.kind === 'map' && pairOf(root, section)?.value;
  const parameter = parameters && parameters.kind === 'map' ? pairOf(parameters, name)?.value : undefined;
  if (parameter?.kind !== 'map' || typeof value === 'object') return undefined;
  const allowed = pairOf(parameter, 'AllowedValues')?.value;
  const values = allowed ? [...within(allowed)].flatMap((it) => (it.kind === 'scalar' ? [String(it.value)] : [])) : [];
  if (values.length > 0 && !values.includes(String(value))) return `the parameter \`${name}\` does not allow it`;
  const limit = (key: string): number => {
    const cell = pairOf(parameter, key)?.value;
    return cell?.kind === 'scalar' ? Number(cell.value) : NaN;
  };
  const isOutside = Number(value) < limit('MinValue') || Number(value) > limit('MaxValue');
  return isOutside ? `the parameter \`${name}\` does not allow it` : undefined;
}

function proven(
  cells: Cells,
  text: string,
  path: string,
  ways: readonly (readonly Replacement[])[],
  expected: Plain,
): Known<readonly TextEdit[]> {
  let why = 'the edit would change something else as well';
  const { problems } = templateOf(text).parsed();
  for (const way of ways) {
    const edits = way.map(({ start, end, text: written }) => ({
      path,
      start: cells.original(start),
      end: cells.original(end),
      text: written,
    }));
    const result = applyEdits(text, edits);
    if (result === undefined || result === text) {
      why = result === undefined ? 'the edits would overlap' : 'nothing would change';
      continue;
    }
    const after = isJson(result) ? parseJson(result) : parsedOnce(result);
    if (after.problems.length > problems.length) why = 'the template would not parse any more';
    else if (areSame(plainOf(after.root), expected)) return known(edits);
  }
  return unknown(why);
}
