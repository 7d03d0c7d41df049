/** Functions that are called with arguments which are handed on with them: `partial(load, s3)`, `pool.submit(load, s3)`. */
import type { CallFact } from '../../core/module.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { argumentFacts, orNone } from './argumentFacts.ts';
import { appliedBy } from './called.ts';

/** `written` are the facts of the calls that are written, by their ids; these follow from `first` on. */
export function appliedCalls(analysis: Analysis, written: readonly CallFact[], first: number): readonly CallFact[] {
  const { flow, symbols, values } = analysis;
  return flow.calls
    .flatMap((call): readonly Omit<CallFact, 'id'>[] => {
      const applied = appliedBy(analysis, call);
      const fact = written[flow.callId(call)];
      const callee = applied ? values.of(applied.callee) : [];
      if (!applied || !fact || callee.length === 0) return [];
      const fn = functionOf(analysis, call);
      const { at, guard, conditional, when } = fact;
      return [
        {
          symbol: '',
          targets: orNone(symbols.of(applied.callee).targets),
          callee,
          implied: false,
          in: fn.id,
          at,
          arguments: orNone(argumentFacts(analysis, call, applied, fn)),
          receiver: [],
          guard,
          conditional,
          ...(when ? { when } : {}),
          applied: { by: fact.id, binds: applied.binds },
        },
      ];
    })
    .map((it, index) => ({ id: first + index, ...it }));
}
