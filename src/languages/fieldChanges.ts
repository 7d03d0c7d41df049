/** What is put into a field's value after it was made: `self.order.id = id`, `this.items.push(item)`. */
import { functionOf, type Analysis } from './analysis.ts';
import { mutators } from './flow.ts';
import type { ClassNode, Expression, FunctionNode, Target } from './tree.ts';
import { allExpressions, statementsWithin } from './walk.ts';

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
  function add(within: Expression, fn: FunctionNode, value: Expression | undefined): void {
    if (within.kind !== 'member' && within.kind !== 'index') return;
    const owner = within.kind === 'member' ? symbols.thisClass(within.object, fn) : undefined;
    if (!owner || within.kind !== 'member') add(within.object, fn, value);
    else if (value) changes.push({ class: owner, field: within.property, function: fn, value });
  }

  function addTargets(targets: readonly Target[], fn: FunctionNode, value: Expression | undefined): void {
    for (const target of targets)
      if (target.kind === 'pattern') addTargets(target.parts, fn, value);
      else if (target.kind === 'member' && (target.expression.kind === 'member' || target.expression.kind === 'index'))
        add(target.expression.object, fn, value);
  }

  for (const fn of tree.functions)
    for (const statement of statementsWithin(fn.body))
      if (statement.kind === 'assign') for (const it of statement.declarators) addTargets(it.targets, fn, it.value);
  for (const expression of allExpressions(tree)) {
    if (expression.kind === 'assign')
      addTargets(expression.targets, functionOf(analysis, expression), expression.value);
    if (expression.kind !== 'call' || expression.callee.kind !== 'member' || !mutators.has(expression.callee.property))
      continue;
    const { object } = expression.callee;
    if (object.kind !== 'member' && object.kind !== 'index') continue;
    const fn = functionOf(analysis, expression);
    for (const { value } of expression.arguments) add(object, fn, value);
  }
  return changes;
}
