/**
 * Python: what a framework gives to parameters that ask for it, `orders=Depends(make_orders)`: it belongs to the request
 * only where what makes it is given something of that.
 */
import type { CallFact, ModuleFacts, Source } from '../core/module.ts';
import type { Callees } from './callees.ts';
import type { Taint } from './parts.ts';
import type { Place } from './reference.ts';

/** Deeper than dependencies ask for others. */
const deepest = 8;

/** The classes and functions that a framework runs for what is asked. */
export const runsFor = (call: CallFact, module: ModuleFacts, callees: Callees): readonly Place[] =>
  call.arguments.flatMap((argument) => [
    ...callees.handed(argument, module),
    ...callees.classesNamed(argument.values, module).flatMap(callees.constructorsOf),
  ]);

/** By parameter, for a function that is called with something of the request, `why`; `whyOf` tells of other values. */
export function givenByFramework(
  place: Place,
  why: string,
  callees: Callees,
  whyOf: (sources: readonly Source[], module: ModuleFacts) => string | undefined,
): readonly Taint[] {
  const ofParameter = ({ module, fn }: Place, index: number, depth: number): string | undefined => {
    const asks = fn.asks?.[index];
    const call = asks === undefined ? undefined : module.calls[asks];
    const places = call && depth < deepest ? runsFor(call, module, callees) : [];
    if (places.length === 0) return why;
    for (const it of places) {
      const reason =
        it.fn.parameters.map((_, at) => ofParameter(it, at, depth + 1)).find((its) => its !== undefined) ??
        whyOf(it.fn.returns, it.module);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
  return place.fn.parameters.map((_, index) => ({ why: ofParameter(place, index, 0) }));
}
