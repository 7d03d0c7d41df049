/** Objects that are written out, which `this` stands for in their methods. */
import { keptWith } from '../../core/memo.ts';
import { withoutCasts } from '../plain.ts';
import type { Binding, Expression, FunctionNode, Tree } from '../tree.ts';
import { allExpressions } from '../walk.ts';

export interface ObjectOfThis {
  /** Where it is written. */
  readonly start: number;
  /** The function that evaluates it. */
  readonly in: FunctionNode;
  /** The variable that it is the value of. */
  readonly binding: Binding | undefined;
}

/** The object whose method the function is, or stands in; undefined within a class. */
export function objectOfThis(tree: Tree, within: FunctionNode): ObjectOfThis | undefined {
  const objects = objectsByMethod(tree);
  for (let at: FunctionNode | undefined = within; at && !at.class; at = at.parent) {
    const object = objects.get(at);
    if (object) return object;
  }
  return undefined;
}

const objectsByMethod = keptWith((tree: Tree): ReadonlyMap<FunctionNode, ObjectOfThis> => {
  const found = new Map<FunctionNode, ObjectOfThis>();
  const variables = new Map<Expression, Binding>();
  for (const binding of tree.bindings)
    for (const { value, path } of binding.writes)
      if (value && path.length === 0) variables.set(withoutCasts(value), binding);
  for (const object of allExpressions(tree)) {
    if (object.kind !== 'object') continue;
    const binding = variables.get(object);
    for (const { value } of object.entries)
      if (value.kind === 'function' && value.function.parent)
        found.set(value.function, { start: object.start, in: value.function.parent, binding });
  }
  return found;
});
