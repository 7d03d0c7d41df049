/** What runs without being called by its name: properties that are getters, and what a block is entered or left with. */
import type { CallFact, Value } from '../../core/module.ts';
import { functionOf, spanOf, type Analysis } from '../analysis/analysis.ts';
import { whenOf } from '../analysis/decided.ts';
import { isGetter } from '../analysis/fields.ts';
import { guardOf } from '../analysis/guards.ts';
import type { Expression } from '../tree.ts';

/** Their ids follow those of the calls that are written. */
export function impliedCalls(analysis: Analysis, first: number): readonly CallFact[] {
  const isJava = analysis.tree.language === 'java';
  const found: CallFact[] = [];
  const add = (at: Expression, object: Expression, name: string) => {
    const here = analysis.circumstances.get(at);
    const fn = functionOf(analysis, at);
    const when = whenOf(analysis, fn, at);
    found.push({
      id: first + found.length,
      symbol: '',
      method: name,
      targets: [],
      callee: [{ kind: 'member', of: analysis.values.of(object), name }],
      implied: true,
      in: fn.id,
      at: spanOf(analysis.tree, at),
      arguments: [],
      receiver: analysis.flow.of(object),
      guard: here ? guardOf(here) : { kind: 'none' },
      conditional: here?.conditional ?? false,
      ...(when ? { when } : {}),
    });
  };
  for (const [expression, statement] of analysis.statements) {
    if (isJava) {
      if (statement.kind === 'with' && statement.items.some(({ value }) => value === expression))
        add(expression, expression, 'close');
      continue;
    }
    if (expression.kind === 'member' && mayBeGetter(analysis, expression))
      add(expression, expression.object, expression.property);
    const isEntered = statement.kind === 'with' && statement.items.some(({ value }) => value === expression);
    if (isEntered && analysis.values.of(expression).length > 0) add(expression, expression, '__enter__');
  }
  return found;
}

function mayBeGetter(analysis: Analysis, expression: Extract<Expression, { kind: 'member' }>): boolean {
  const { instance, class: itself } = analysis.symbols.of(expression.object);
  const own = (instance ?? itself)?.methods.find(({ name }) => name === expression.property);
  if (own) return isGetter(own.function, instance ? 'object' : 'class');
  const parent = analysis.parents.get(expression);
  if (parent?.kind === 'call' && parent.callee === expression) return false;
  if ((instance ?? itself)?.bases.length === 0) return false;
  return analysis.values.of(expression.object).some(mayBeObject);
}

/** Whether it may be an object of a class of another file, or a class with one above it. */
function mayBeObject(value: Value): boolean {
  switch (value.kind) {
    case 'function':
    case 'record':
    case 'bound':
    case 'memory':
      return false;
    case 'import':
      return value.member !== '';
    case 'parameter':
      return value.declared.length > 0;
    case 'class':
    case 'this':
    case 'holder':
    case 'result':
      return true;
    case 'member':
      return value.of.some(mayBeObject);
  }
}
