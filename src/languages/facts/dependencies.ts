/** Python: what FastAPI makes for a function that asks for it, by the default or the annotation of a parameter. */
import { keptWith } from '../../core/memo.ts';
import type { ArgumentFact, CallId, FunctionFact, Value } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { isAsking, writtenAt } from '../analysis/dependencyCalls.ts';
import type { CallExpression, Expression, FunctionNode, Parameter, Tree } from '../tree.ts';

/** What parameters are when nothing is given, and what their annotations ask for. */
export const defaultsOf = ({ tree, values }: Analysis, { parameters }: FunctionNode): readonly Value[] =>
  parameters.flatMap((it) => [
    ...writtenAt(it).flatMap(values.of),
    ...it.bindings.flatMap(({ type }) => (isAlias(tree, type) ? values.of(type) : [])),
  ]);

/** `S3 = Annotated[S3Client, Depends(make_s3)]`, in this file or another. */
const isAlias = (tree: Tree, type: Expression | undefined): type is Expression =>
  type?.kind === 'name' &&
  (type.binding?.kind === 'variable' || (tree.language === 'python' && type.binding?.import !== undefined));

/** By parameter: the call that asks for what it is given. */
export function asksOf({ tree, symbols, flow }: Analysis, fn: FunctionNode): Pick<FunctionFact, 'asks'> {
  if (tree.language !== 'python' || !tree.text.includes('fastapi')) return {};
  const found: Record<number, CallId> = {};
  for (const [index, parameter] of fn.parameters.entries())
    for (const it of writtenAt(parameter))
      if (it.kind === 'call' && isAsking(symbols.of(it.callee).symbol)) found[index] = flow.callId(it);
  return Object.keys(found).length > 0 ? { asks: found } : {};
}

/** `orders: Orders = Depends()` asks for what the parameter is annotated with. */
export function askedByType(analysis: Analysis, call: CallExpression): readonly ArgumentFact[] {
  if (call.arguments.length > 0 || !isAsking(analysis.symbols.of(call.callee).symbol)) return [];
  const [type] =
    parametersIn(analysis)
      .get(call)
      ?.bindings.flatMap((it) => it.type ?? []) ?? [];
  const values: readonly Value[] = type ? analysis.values.of(type) : [];
  return [{ sources: [], functions: [], values }];
}

const parametersIn = keptWith(({ tree }: Analysis): ReadonlyMap<Expression, Parameter> => {
  const all = new Map<Expression, Parameter>();
  for (const fn of tree.functions)
    for (const parameter of fn.parameters) for (const it of writtenAt(parameter)) all.set(it, parameter);
  return all;
});
