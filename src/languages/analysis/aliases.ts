/** Which expressions may be the very object that another one makes: through names, fields, parameters and results of the file. */
import { isTransparent } from '../catalogue.ts';
import type { Binding, CallExpression, ClassNode, Expression, FunctionNode, Tree } from '../tree.ts';
import { allExpressions, statementsWithin } from '../walk.ts';
import type { Symbols } from './symbols.ts';

export interface Aliases {
  /** Whether an expression may be what any of these make. */
  readonly of: (makers: readonly Expression[]) => (expression: Expression) => boolean;
}

/** Something that holds an object: a call that makes it, a variable, the result of a function, a field. */
type Holder = Expression | Binding | FunctionNode | string;

export function aliasesOf(tree: Tree, symbols: Symbols): Aliases {
  const goesTo = new Map<Holder, Set<Holder>>();
  let ready = false;
  const ids = new Map<ClassNode, number>(tree.classes.map((node, id) => [node, id]));
  const fieldKey = (node: ClassNode, field: string): string => `${String(ids.get(node) ?? -1)}.${field}`;

  function holders(expression: Expression): readonly Holder[] {
    switch (expression.kind) {
      case 'name':
        return expression.binding ? [expression.binding] : [];
      case 'call': {
        const [first] = expression.arguments;
        const wraps = first !== undefined && isTransparent(symbols.of(expression.callee).symbol);
        return wraps ? [expression, ...holders(first.value)] : [expression];
      }
      case 'await':
      case 'assign':
        return holders(expression.value);
      case 'conditional':
        return [...holders(expression.then), ...holders(expression.else)];
      case 'logical':
        return [...holders(expression.left), ...holders(expression.right)];
      case 'operation':
        return expression.operator === 'as' && expression.parts[0] ? holders(expression.parts[0]) : [];
      case 'member': {
        const owner = symbols.of(expression.object).instance;
        return owner ? [fieldKey(owner, expression.property)] : [];
      }
      default:
        return [];
    }
  }

  function flows(value: Expression, to: Holder): void {
    for (const from of holders(value)) {
      const known = goesTo.get(from);
      if (known) known.add(to);
      else goesTo.set(from, new Set([to]));
    }
  }

  function prepare(): void {
    for (const binding of tree.bindings) {
      for (const write of binding.writes) if (write.value && write.path.length === 0) flows(write.value, binding);
    }
    for (const fn of tree.functions) {
      for (const statement of statementsWithin(fn.body)) {
        if (statement.kind === 'return' && statement.value) flows(statement.value, fn);
      }
    }
    for (const node of tree.classes) {
      for (const field of symbols.fieldNames(node)) {
        for (const { value } of symbols.fieldValues(node, field)) flows(value, fieldKey(node, field));
      }
    }
    for (const expression of allExpressions(tree)) if (expression.kind === 'call') throughCall(expression);
  }

  function throughCall(call: CallExpression): void {
    const callee = symbols.of(call.callee);
    for (const fn of callee.functions) {
      if (!callee.class) goesTo.set(fn, (goesTo.get(fn) ?? new Set()).add(call));
      for (const [index, { name, value }] of call.arguments.entries()) {
        const parameter = name === undefined ? fn.parameters[index] : fn.parameters.find((it) => it.name === name);
        const binding = parameter?.bindings.find((it) => it.name === parameter.name);
        if (binding) flows(value, binding);
      }
    }
  }

  return {
    of: (makers) => {
      if (!ready) prepare();
      ready = true;
      const reached = new Set<Holder>(makers);
      for (const holder of reached) for (const next of goesTo.get(holder) ?? []) reached.add(next);
      return (expression) => holders(expression).some((it) => reached.has(it));
    },
  };
}
