/** Functions that put another in their own place when they run, so that they run only once. */
import { keptWith } from '../../core/memo.ts';
import { withoutCasts } from '../plain.ts';
import type { Binding, Expression, FunctionNode, Statement, Tree } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';
import { objectOfThis } from './objectsOfThis.ts';

/**
 * What puts it there: `Object.defineProperty(this, 's3', { value: s3 })` in a getter `s3`, or the variable in
 * `load = () => client` within `load`; undefined where nothing surely does.
 */
export function replacedBy(tree: Tree, fn: FunctionNode): string | undefined {
  if (!fn.getter) return variablesReplaced(tree).get(fn);
  const surely = fn.body.statements.flatMap(evaluatedIn);
  const defines = surely.some((it) =>
    expressionsWithin(it).some((part) => definesIn(part, fn, objectOfThis(tree, fn)?.binding)),
  );
  return defines ? 'Object.defineProperty' : undefined;
}

/** What a statement of the body evaluates whenever it is reached. */
function evaluatedIn(statement: Statement): readonly Expression[] {
  if (statement.kind === 'expression') return [statement.value];
  if (statement.kind === 'return') return statement.value ? [statement.value] : [];
  return statement.kind === 'assign' ? statement.declarators.flatMap(({ value }) => value ?? []) : [];
}

function definesIn(it: Expression, fn: FunctionNode, own: Binding | undefined): boolean {
  if (it.kind !== 'call' || it.callee.kind !== 'member' || it.callee.property !== 'defineProperty') return false;
  const [object, name] = it.arguments.map(({ value }) => withoutCasts(value));
  const isOwn = object?.kind === 'this' || (object?.kind === 'name' && own !== undefined && object.binding === own);
  return isOwn && name?.kind === 'literal' && name.value === fn.name.slice(fn.name.lastIndexOf('.') + 1);
}

/** The variables by the functions that they hold at first, and no more when these have run. */
const variablesReplaced = keptWith((tree: Tree): ReadonlyMap<FunctionNode, string> => {
  const found = new Map<FunctionNode, string>();
  for (const { name, declares, writes } of tree.bindings) {
    const held = [declares, ...writes.map(({ value }) => (value?.kind === 'function' ? value.function : undefined))];
    for (const { function: fn, value, statement } of writes)
      if (value?.kind === 'function' && statement?.block === fn.body && held.includes(fn)) found.set(fn, name);
  }
  return found;
});
