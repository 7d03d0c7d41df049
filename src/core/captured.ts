/**
 * What a function calls that was given to the one around it, as the wrapper does of `traced(load)`: not whatever is
 * given to that one somewhere, but what was given by the calls that made the function.
 */
import type { Callees } from './callees.ts';
import type { CallFact, FunctionFact, ModuleFacts } from './module.ts';
import type { Reached } from './reached.ts';
import { keyOf, parameterFor, type Place } from './reference.ts';

/** Of the places that a call may run those that the makers gave, where the call runs what a function around was given. */
export function ofMakers(
  places: readonly Place[],
  call: CallFact,
  { module, fn }: Reached,
  reached: ReadonlyMap<string, Reached>,
  handed: Callees['handed'],
): readonly Place[] {
  const [callee] = call.callee;
  if (places.length < 2 || call.callee.length !== 1 || callee?.kind !== 'parameter') return places;
  const around = module.functions[callee.function];
  const inner = around && innerOf(around, module, fn);
  const makers = inner && reached.get(keyOf(module, inner.id))?.makers;
  if (!makers) return places;
  const given = makers.map((maker) =>
    maker.call.arguments
      .filter((it, position) => parameterFor(around, position, it.name) === callee.index)
      .flatMap((it) => handed(it, maker.module)),
  );
  if (given.some(({ length }) => length === 0)) return places;
  const theirs = new Set(given.flat().map((it) => it.fn));
  const those = places.filter((it) => theirs.has(it.fn));
  return those.length > 0 ? those : places;
}

/** The function in which the other one stands, or that one itself, and that stands in the outer one itself. */
export function innerOf(outer: FunctionFact, { functions }: ModuleFacts, fn: FunctionFact): FunctionFact | undefined {
  let at: FunctionFact | undefined = fn;
  while (at && at.parent !== outer.id) at = at.parent === undefined ? undefined : functions[at.parent];
  return at;
}
