/** What an application or a bot is told to run when it answers: listeners, commands, middleware. */
import { keptWith } from '../../core/memo.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CallExpression, Expression } from '../tree.ts';

/** Whether an expression gives the resource. */
export type IsIt = (expression: Expression) => boolean;

/** `app.command('/order', answer)`, `@app.event('message')`, `bot.use(session())` */
export function addsListeners(analysis: Analysis, isIt: IsIt, call: CallExpression): boolean {
  const { callee } = call;
  if (isMethodOf(callee, isIt))
    return (
      (callee.property === 'use' && isStatement(analysis, call)) ||
      isDecorator(analysis, call) ||
      call.arguments.some(({ value }) => runs(value))
    );
  // `app.command('/order')(ack=answer, lazy=[order])`
  return callee.kind === 'call' && isMethodOf(callee.callee, isIt);

  function runs(value: Expression): boolean {
    if (value.kind === 'list') return value.items.some(runs);
    return value.kind === 'function' || analysis.symbols.of(value).functions.length > 0;
  }
}

/** What else may do that, as it is written: `@bot.middleware`, and `addListeners(app)`, which does it elsewhere. */
export function listensOtherwise(analysis: Analysis, isIt: IsIt): string | undefined {
  const { tree, flow } = analysis;
  const decorator = [...decoratorsIn(tree)].find((it) => isMethodOf(it, isIt));
  const call = flow.calls.find((it) => it.arguments.some(({ value }) => isIt(value)) && isStatement(analysis, it));
  const found = decorator ?? call?.callee;
  return found && tree.text.slice(found.start, found.end);
}

const isMethodOf = (callee: Expression, isIt: IsIt): callee is Extract<Expression, { kind: 'member' }> =>
  callee.kind === 'member' && isIt(callee.object);

const isDecorator = ({ tree }: Analysis, call: CallExpression): boolean => decoratorsIn(tree).has(call);

const decoratorsIn = keptWith(
  (tree: Analysis['tree']): ReadonlySet<Expression> => new Set(tree.functions.flatMap(({ decorators }) => decorators)),
);

function isStatement({ statements, parents }: Analysis, call: CallExpression): boolean {
  const statement = statements.get(call);
  const around = parents.get(call);
  return statement?.kind === 'expression' && (statement.value === call || around === statement.value);
}
