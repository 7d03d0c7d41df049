/** Which variables of the functions around it a function uses. */
import { isOfRuntime } from '../java/made.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Tree } from '../tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from '../walk.ts';
import type { Symbols } from './symbols.ts';

/** The variables of surrounding functions that a function, or one within it, reads. */
export function capturedBy(
  tree: Tree,
  calls: readonly CallExpression[],
  symbols: Symbols,
): ReadonlyMap<FunctionNode, readonly Binding[]> {
  const without: ReadonlySet<Expression> = tree.language === 'java' ? askedForTheirLogger(calls, symbols) : new Set();
  const captured = new Map<FunctionNode, Binding[]>();
  const functionOf = new Map<Expression, FunctionNode>();
  for (const fn of tree.functions) {
    // Only what stands in another function reads the variables of one.
    if (!fn.parent || fn.parent.id === 0) continue;
    for (const statement of statementsWithin(fn.body)) {
      for (const expression of expressionsOf(statement)) {
        for (const inner of expressionsWithin(expression))
          if (inner.kind === 'name' && !without.has(inner)) functionOf.set(inner, fn);
      }
    }
  }
  if (functionOf.size === 0) return captured;
  for (const binding of tree.bindings) {
    if (binding.function.id === 0) continue;
    for (const read of binding.reads) {
      for (let fn = functionOf.get(read); fn && fn !== binding.function; fn = fn.parent) {
        const list = captured.get(fn) ?? [];
        captured.set(fn, list);
        if (!list.includes(binding)) list.push(binding);
      }
    }
  }
  return captured;
}

/** Contexts of which a call only takes the logger. */
const askedForTheirLogger = (calls: readonly CallExpression[], symbols: Symbols): ReadonlySet<Expression> =>
  new Set(
    calls.flatMap(({ callee }) =>
      callee.kind === 'member' && callee.property === 'getLogger' && isOfRuntime(symbols.of(callee).symbol)
        ? [callee.object]
        : [],
    ),
  );
