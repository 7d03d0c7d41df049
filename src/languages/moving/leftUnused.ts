/** What an edit leaves behind that nothing uses any more: it is left alone, and said. */
import type { Binding, Tree } from '../tree.ts';
import { isModuleLevel } from '../walk.ts';

/** Names of functions, imports, parameters and variables that were read before and are not any more. */
export function leftUnused(before: Tree, after: Tree): readonly string[] {
  const used = new Set(before.bindings.filter(({ reads }) => reads.length > 0).map(placeOf));
  const still = new Set(after.bindings.filter(({ reads }) => reads.length > 0).map(placeOf));
  const names = after.bindings
    .filter((it) => used.has(placeOf(it)) && !still.has(placeOf(it)) && !isExported(after, it) && isSaidOnce(after, it))
    .map(({ name }) => name);
  return [...new Set(names)];
}

/** ` (leaves `closing` unused)`, for a title; '' when there is nothing to say. */
export function saidUnused(names: readonly string[]): string {
  const [first, second, ...more] = names.map((name) => `\`${name}\``);
  if (first === undefined) return '';
  if (second === undefined) return ` (leaves ${first} unused)`;
  return ` (leaves ${first} and ${more.length === 0 ? second : `${String(more.length + 1)} others`} unused)`;
}

const placeOf = ({ name, kind, function: fn }: Binding): string => `${kind} ${fn.name} ${name}`;

const isExported = ({ exports }: Tree, binding: Binding): boolean =>
  exports.some(({ value }) => value?.kind === 'name' && value.binding === binding);

/** Types, comments that tools read and text that is evaluated may name it as well. */
function isSaidOnce({ text, language }: Tree, binding: Binding): boolean {
  // Others import what a module of Python declares; a class of Java is looked up by its fields.
  if (isModuleLevel(binding) && binding.kind !== 'import' && language !== 'javascript' && language !== 'typescript')
    return false;
  const { start, end } = isModuleLevel(binding) ? { start: 0, end: text.length } : binding.function.range;
  return (
    text.slice(start, end).split(new RegExp(`(?<![\\w$])${binding.name.replaceAll('$', '\\$')}(?![\\w$])`)).length === 2
  );
}
