/**
 * Properties written back into a template's own text: block YAML, flow YAML and JSON, everything else left as it is.
 * Each edit is proven by reading its result: the trees may differ in nothing but the property.
 */
import type { LambdaFunction } from '../core/application.ts';
import { known, unknown, type Known } from '../core/known.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import { removeInJson, setInJson } from './edit-json.ts';
import { removeInYaml, setInYaml } from './edit-yaml.ts';
import type { Node } from './node.ts';
import type { Replacement, Scalar } from './replacement.ts';
import { isJson, parseTemplate } from './template.ts';

type Declared = Pick<LambdaFunction, 'at' | 'id' | 'resourceType'>;

/** Sets a property of a function; `path` is in SAM's words, also for `AWS::Lambda::Function`. */
export function setProperty(
  text: string,
  fn: Declared,
  path: readonly string[],
  value: Scalar,
): Known<readonly TextEdit[]> {
  return set(text, fn.at.path, ['Resources', fn.id, 'Properties', ...inWordsOf(fn, path)], value);
}

/** Sets it for all functions of a SAM template. */
export function setGlobal(
  text: string,
  template: string,
  path: readonly string[],
  value: Scalar,
): Known<readonly TextEdit[]> {
  return set(text, template, ['Globals', 'Function', ...path], value);
}

/** Takes a property out, and the maps around it that would be empty. */
export function removeProperty(text: string, fn: Declared, path: readonly string[]): Known<readonly TextEdit[]> {
  const keys = ['Resources', fn.id, 'Properties', ...inWordsOf(fn, path)];
  const edits = (isJson(text) ? removeInJson : removeInYaml)(text, keys);
  return proven(text, fn.at.path, edits, (before) => without(before, keys));
}

const inWordsOf = (fn: Declared, path: readonly string[]): readonly string[] =>
  fn.resourceType === 'AWS::Lambda::Function' && path.join() === 'Tracing' ? ['TracingConfig', 'Mode'] : path;

function set(text: string, template: string, keys: readonly string[], value: Scalar): Known<readonly TextEdit[]> {
  const edits = (isJson(text) ? setInJson : setInYaml)(text, keys, value);
  return proven(text, template, edits, (before) => withValue(before, keys, value));
}

function proven(
  text: string,
  path: string,
  replacements: Known<readonly Replacement[]>,
  expected: (before: Plain) => Plain,
): Known<readonly TextEdit[]> {
  if (!replacements.known) return replacements;
  const edits = replacements.value.map((it) => ({ path, ...it }));
  const result = applyEdits(text, edits);
  if (result === undefined) return unknown('the edits would overlap');
  const [before, after] = [parseTemplate(text), parseTemplate(result)];
  if (after.problems.length > before.problems.length) return unknown('the template would not parse any more');
  const same = JSON.stringify(expected(plainOf(before.root))) === JSON.stringify(sorted(plainOf(after.root)));
  return same ? known(edits) : unknown('the edit would change something else as well');
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

function plainOf(node: Node | undefined): Plain {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'intrinsic':
      return { [`!${node.name}`]: plainOf(node.argument) };
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
  }
}

const isMap = (it: Plain | undefined): it is { readonly [key: string]: Plain } =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

/** Keys in order, so that where a property is written makes no difference. */
function sorted(it: Plain): Plain {
  if (Array.isArray(it)) return (it as readonly Plain[]).map(sorted);
  if (!isMap(it)) return it;
  return Object.fromEntries(
    Object.keys(it)
      .sort()
      .map((key) => [key, sorted(it[key] ?? null)]),
  );
}

function withValue(before: Plain, keys: readonly string[], value: Scalar): Plain {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const map = isMap(before) ? before : {};
  return sorted({ ...map, [key]: withValue(map[key] ?? null, rest, value) });
}

function without(before: Plain, keys: readonly string[]): Plain {
  const [key, ...rest] = keys;
  if (key === undefined || !isMap(before)) return sorted(before);
  const { [key]: inner, ...others } = before;
  if (rest.length === 0) return sorted(others);
  const left = without(inner ?? null, rest);
  const emptied = isMap(left) && Object.keys(left).length === 0;
  return sorted(emptied && rest.length <= 2 ? others : { ...others, [key]: left });
}
