/** When something happens that stands in a file of tests. */
import { keptWith } from '../../core/memo.ts';
import type { Moment } from '../../core/testFacts.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import type { CallExpression, Expression, FunctionNode } from '../tree.ts';
import { holds } from '../walk.ts';

/** Where it stands, for what runs when the file is loaded. Before all that stands in it: `first`. */
export const first = -1;

/** A decorator is put around its function when the file is loaded, and does its work when that is called. */
export function momentOf(analysis: Analysis, expression: Expression): Moment {
  const isDecorator = decoratorsIn(analysis).some((it) => holds(it, expression));
  return isDecorator || functionOf(analysis, expression).id !== 0 ? 'later' : expression.start;
}

/** The same of what is in force only once it is started: `patch(…).start()`, `with patch(…):`. */
export function momentStarted(analysis: Analysis, call: CallExpression): Moment {
  const moment = momentOf(analysis, call);
  if (moment === 'later' || analysis.statements.get(call)?.kind === 'with') return moment;
  const around = analysis.parents.get(call);
  if (around?.kind === 'member' && around.property === 'start') return moment;
  const started = analysis.flow.calls.find(
    ({ callee }) =>
      callee.kind === 'member' &&
      callee.property === 'start' &&
      callee.object.kind === 'name' &&
      callee.object.binding?.writes.some(({ value }) => value === call),
  );
  return started ? momentOf(analysis, started) : 'later';
}

/** The function of the file's body in which an expression stands, at whichever depth. */
export function outermostAround(analysis: Analysis, expression: Expression): FunctionNode | undefined {
  let fn: FunctionNode | undefined = functionOf(analysis, expression);
  while (fn?.parent && fn.parent.id !== 0) fn = fn.parent;
  return fn?.id === 0 ? undefined : fn;
}

const decoratorsIn = keptWith(({ tree }: Analysis): readonly Expression[] =>
  [...tree.functions, ...tree.classes].flatMap(({ decorators }) => decorators),
);
