/** What is put into a field's value after it was made, `self.order.id = id`, `this.items.push(item)`, and into a field by others: `orders.region = region`. */
import { mutators } from '../analysis/added.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import { writtenText } from '../plain.ts';
import type { CallExpression, ClassNode, Expression, FunctionNode } from '../tree.ts';
import { allExpressions } from '../walk.ts';

/** Stands for a field whose name only the invocation tells. */
const anyField = '*';

export interface FieldChange {
  readonly class: ClassNode;
  readonly field: string;
  readonly function: FunctionNode;
  readonly value: Expression;
}

export function fieldChanges(analysis: Analysis): readonly FieldChange[] {
  const { tree, symbols } = analysis;
  const changes: FieldChange[] = [];

  /** The field at the bottom of `self.field.a['b']`. */
  function add(within: Expression, fn: FunctionNode, value: Expression): void {
    if (within.kind !== 'member' && within.kind !== 'index') return;
    const owner = within.kind === 'member' ? symbols.thisClass(within.object, fn) : undefined;
    if (!owner || within.kind !== 'member') add(within.object, fn, value);
    else {
      const field = within.property === '__dict__' ? anyField : within.property;
      changes.push({ class: owner, field, function: fn, value });
    }
  }

  for (const { place, value, function: fn } of assignedIn(tree)) {
    if (!value || (place.kind !== 'member' && place.kind !== 'index')) continue;
    const within = fn ?? functionOf(analysis, place);
    add(place.object, within, value);
    const owner =
      place.kind === 'member' && place.object.kind === 'name' ? symbols.of(place.object).instance : undefined;
    if (owner && place.kind === 'member' && !symbols.thisClass(place.object, within))
      changes.push({ class: owner, field: place.property, function: within, value });
  }
  for (const expression of allExpressions(tree)) {
    if (expression.kind !== 'call') continue;
    const set = fieldSetBy(analysis, expression);
    if (set) changes.push(set);
    if (expression.callee.kind !== 'member' || !mutators.has(expression.callee.property)) continue;
    const { object } = expression.callee;
    if (object.kind !== 'member' && object.kind !== 'index') continue;
    const fn = functionOf(analysis, expression);
    for (const { value } of expression.arguments) add(object, fn, value);
  }
  return changes;
}

/** `setattr(self, name, value)`, `self.__setattr__(name, value)`, `object.__setattr__(self, name, value)` of Python. */
function fieldSetBy(analysis: Analysis, call: CallExpression): FieldChange | undefined {
  const { tree, symbols } = analysis;
  if (tree.language !== 'python') return undefined;
  const { callee } = call;
  const isMethod = callee.kind === 'member' && callee.property === '__setattr__';
  if (!isMethod && !(callee.kind === 'name' && callee.name === 'setattr' && !callee.binding)) return undefined;
  const given = call.arguments.map(({ value }) => value);
  const [object, name, value] = isMethod && given.length === 2 ? [callee.object, ...given] : given;
  const fn = functionOf(analysis, call);
  const owner = object && symbols.thisClass(object, fn);
  if (!owner || !name || !value) return undefined;
  const field = writtenText(name) ?? anyField;
  return { class: owner, field, function: fn, value };
}
