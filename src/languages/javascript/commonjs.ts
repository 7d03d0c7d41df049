/** What a CommonJS module offers: `module.exports = …`, `module.exports.x = …`, `exports.x = …`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../tree.ts';
import { rangeOf, type Lowering } from './context.ts';
import { keyOf } from './keys.ts';

/** Whether one of the targets is an export; each is recorded with the value. */
export function recordExports(
  lowering: Lowering,
  targets: readonly TSESTree.Node[],
  value: Expression,
  node: TSESTree.Node,
): boolean {
  if (lowering.place.function.parent) return false;
  const names = new Set(targets.flatMap((target) => exportedName(lowering, target) ?? []));
  for (const name of names) {
    // Compilers announce all exports with `exports.a = exports.b = void 0` before they give them values.
    if (value.kind === 'operation' && value.operator === 'void') continue;
    if (name === '*') exportWhole(lowering, value, node);
    else lowering.exports.push({ name, value, from: undefined, range: rangeOf(node) });
  }
  return names.size > 0;
}

/** All of what the module offers, and each property of an object that is written there. */
export function exportWhole(lowering: Lowering, value: Expression, node: TSESTree.Node): void {
  lowering.exports.push({ name: '*', value, from: undefined, range: rangeOf(node) });
  const object = value.kind === 'operation' && value.operator === 'as' ? (value.parts[0] ?? value) : value;
  if (object.kind !== 'object') return;
  for (const { key, value: entry } of object.entries) {
    if (key === undefined) continue;
    const range = { start: entry.start, end: entry.end };
    lowering.exports.push({ name: key, value: entry, from: undefined, range });
  }
}

/** `*` for the module as a whole. */
function exportedName(lowering: Lowering, node: TSESTree.Node): string | undefined {
  if (isModuleExports(lowering, node)) return '*';
  if (node.type !== 'MemberExpression') return undefined;
  const { object } = node;
  return isModuleExports(lowering, object) || isGlobal(lowering, object, 'exports')
    ? keyOf(node.property, node.computed)
    : undefined;
}

const isModuleExports = (lowering: Lowering, node: TSESTree.Node): boolean =>
  node.type === 'MemberExpression' &&
  isGlobal(lowering, node.object, 'module') &&
  keyOf(node.property, node.computed) === 'exports';

const isGlobal = (lowering: Lowering, node: TSESTree.Node, name: string): boolean =>
  node.type === 'Identifier' && node.name === name && !lowering.names.of(node);
