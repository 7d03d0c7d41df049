/** Methods of clients that Python hands on to be called with what stands behind them: `with_retry(ssm.get_parameter, Name=name)`. */
import type { CallFact } from '../../core/module.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { lastNameOf } from '../plain.ts';
import type { CallExpression } from '../tree.ts';

/** How functions are called that try something again; they are taken at their word. */
const trying = /retry|retries|back_?off|attempt/i;

const calling = /^asyncio\.to_thread$|\.run_in_executor$|^concurrent\.futures\.\w*Executor\(\)\.submit$/;

/** `written` are the facts of the calls that are written, by their ids; these follow from `first` on. */
export function handedCalls(analysis: Analysis, written: readonly CallFact[], first: number): readonly CallFact[] {
  const { tree, flow, symbols, values } = analysis;
  if (tree.language !== 'python') return [];
  return flow.calls
    .flatMap((call): readonly Omit<CallFact, 'id'>[] => {
      if (!callsBack(analysis, call)) return [];
      const index = call.arguments.findIndex(({ value, name }) => value.kind === 'member' && name === undefined);
      const value = call.arguments[index]?.value;
      const fact = written[flow.callId(call)];
      const given = fact?.arguments.slice(index + 1, call.arguments.length) ?? [];
      if (value?.kind !== 'member' || !fact || given.length === 0) return [];
      const { symbol, imported, functions, targets } = symbols.of(value);
      if (!imported || functions.length > 0) return [];
      const { at, guard, conditional, when } = fact;
      return [
        {
          symbol,
          method: value.property,
          targets,
          callee: values.of(value),
          implied: true,
          in: functionOf(analysis, call).id,
          at,
          arguments: given,
          receiver: flow.of(value.object),
          guard,
          conditional,
          ...(when ? { when } : {}),
        },
      ];
    })
    .map((it, index) => ({ id: first + index, ...it }));
}

const callsBack = ({ symbols }: Analysis, { callee }: CallExpression): boolean =>
  trying.test(lastNameOf(callee)) || calling.test(symbols.of(callee).symbol);
