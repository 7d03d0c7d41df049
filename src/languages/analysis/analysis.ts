/** A tree with everything that is asked about its expressions: symbols, flow, circumstances, parents. */
import { keptWith } from '../../core/memo.ts';
import type { Span } from '../../core/span.ts';
import type { CallExpression, Expression, FunctionNode, Range, Statement, Tree } from '../tree.ts';
import { parentsIn } from '../walk.ts';
import { visitFunction, type Circumstances } from './circumstances.ts';
import { initializerOf } from './fields.ts';
import { flowOf, type Flow } from './flow.ts';
import type { Updaters } from './places.ts';
import { symbolsOf, type Symbols } from './symbols.ts';
import { valuesOf, type Values } from './values.ts';

export interface Analysis {
  readonly tree: Tree;
  readonly symbols: Symbols;
  readonly flow: Flow;
  readonly values: Values;
  readonly circumstances: ReadonlyMap<Expression, Circumstances>;
  readonly statements: ReadonlyMap<Expression, Statement>;
  readonly parents: ReadonlyMap<Expression, Expression>;
}

/** Trees never change, so neither does this. */
export const analyse = keptWith(analysed);

function analysed(tree: Tree): Analysis {
  const symbols = symbolsOf(tree);
  const flow = flowOf(tree, symbols);
  const values = valuesOf(tree, symbols, flow.callId);
  const circumstances = new Map<Expression, Circumstances>();
  const statements = new Map<Expression, Statement>();
  const updaters: Updaters = new Map();
  for (const fn of tree.functions) {
    visitFunction(fn, symbols, updaters, (expression, statement, here) => {
      circumstances.set(expression, here);
      statements.set(expression, statement);
    });
  }
  return { tree, symbols, flow, values, circumstances, statements, parents: parentsIn(tree) };
}

export const spanOf = (tree: Tree, { start, end }: Range): Span => ({
  path: tree.path,
  start,
  end,
});

/**
 * The function that an expression is evaluated in.
 * A field's initializer belongs to the constructor, or else to the class's surroundings; a decorator, and in Python
 * a parameter's default and annotation, to the surroundings of its function.
 */
export function functionOf(analysis: Analysis, expression: Expression): FunctionNode {
  const { tree, statements } = analysis;
  const statement = statements.get(expression);
  if (statement) return statement.function;
  const holds = ({ start, end }: Range) => start <= expression.start && expression.end <= end;
  let best = tree.functions[0];
  for (const fn of tree.functions) {
    if (fn.id === 0 || !holds(fn.range)) continue;
    const before =
      fn.decorators.some(holds) ||
      (tree.language === 'python' &&
        fn.parameters.some(({ default: value, asks = [] }) => [...asks, ...(value ? [value] : [])].some(holds)));
    best = before ? fn.parent : fn;
  }
  for (const node of tree.classes) {
    const field = node.fields.find(({ range }) => holds(range));
    if (field) best = field.static ? node.parent : (initializerOf(node) ?? node.parent);
  }
  if (!best) throw new Error('Impossible: a tree always has function 0.');
  return best;
}

/** Whether nothing is made of what a call gives: it is a statement of its own, and no callback gets it either. */
export function isForgotten({ tree, statements }: Analysis, call: CallExpression): boolean {
  const statement = statements.get(call);
  if (statement?.kind !== 'expression') return false;
  const { value } = statement;
  const mayCallBack = /script$/.test(tree.language) && call.arguments.length > 1;
  return (value.kind === 'await' ? value.value : value) === call && !mayCallBack;
}
