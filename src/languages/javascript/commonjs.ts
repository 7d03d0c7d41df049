/** What a CommonJS module offers: `module.exports = …`, `module.exports.x = …`, `exports.x = …`. */
import ts from 'typescript';
import type { Expression, Range } from '../tree.ts';
import { bare, type Lowering } from './context.ts';
import { isMember, memberKey } from './keys.ts';
import { bindingNamed } from './scopes.ts';

const { Identifier } = ts.SyntaxKind;

/** Whether one of the targets is an export; each is recorded with the value. */
export function recordExports(
  lowering: Lowering,
  targets: readonly ts.Node[],
  value: Expression,
  range: Range,
): boolean {
  if (lowering.place.function.parent) return false;
  const names = new Set(targets.flatMap((target) => exportedName(lowering, target) ?? []));
  for (const name of names) {
    // Compilers announce all exports with `exports.a = exports.b = void 0` before they give them values.
    if (value.kind === 'operation' && value.operator === 'void') continue;
    if (name === '*') exportWhole(lowering, value, range);
    else lowering.exports.push({ name, value, from: undefined, range });
  }
  return names.size > 0;
}

/** All of what the module offers, and each property of an object that is written there. */
export function exportWhole(lowering: Lowering, value: Expression, range: Range): void {
  lowering.exports.push({ name: '*', value, from: undefined, range });
  const object = value.kind === 'operation' && value.operator === 'as' ? (value.parts[0] ?? value) : value;
  if (object.kind !== 'object') return;
  for (const { key, value: entry } of object.entries) {
    if (key === undefined) continue;
    const at = { start: entry.start, end: entry.end };
    lowering.exports.push({ name: key, value: entry, from: undefined, range: at });
  }
}

/** `*` for the module as a whole. */
function exportedName(lowering: Lowering, node: ts.Node): string | undefined {
  if (isModuleExports(lowering, node)) return '*';
  if (!isMember(node)) return undefined;
  const object = bare(node.expression);
  return isModuleExports(lowering, object) || isGlobal(lowering, object, 'exports') ? memberKey(node) : undefined;
}

const isModuleExports = (lowering: Lowering, node: ts.Node): boolean =>
  isMember(node) && isGlobal(lowering, bare(node.expression), 'module') && memberKey(node) === 'exports';

const isGlobal = (lowering: Lowering, node: ts.Node, name: string): boolean =>
  node.kind === Identifier && (node as ts.Identifier).text === name && !bindingNamed(lowering, name);
