/**
 * What a function calls that was given to the one around it, as the wrapper does of `traced(load)`: not whatever is
 * given to that one somewhere, but what was given by the calls that made the function.
 */
import { forEach, keptWith } from '../core/memo.ts';
import type { CallFact, FunctionFact, FunctionId, ModuleFacts } from '../core/module.ts';
import type { Callees } from './callees.ts';
import type { Reached } from './reached.ts';
import { keyOf, parameterFor, type Place } from './reference.ts';
import type { Makers, Site } from './site.ts';
import { anyObject, bothTold, holds, textsBy, toldBy, type Told } from './told.ts';

/** Of the places that a call may run those that the makers gave, where the call runs what a function around was given. */
export function ofMakers(
  places: readonly Place[],
  call: CallFact,
  here: Reached,
  reached: ReadonlyMap<string, Reached>,
  handed: Callees['handed'],
): readonly Place[] {
  const [callee] = call.callee;
  if (places.length < 2 || call.callee.length !== 1 || callee?.kind !== 'parameter') return places;
  const around = here.module.functions[callee.function];
  const makers = around && makersIn(here, around, reached);
  if (!makers) return places;
  const given = makers
    .filter(runningBy(call, around, here.module))
    .map((maker) =>
      maker.call.arguments
        .filter((it, position) => parameterFor(around, position, it.name) === callee.index)
        .flatMap((it) => handed(it, maker.module)),
    );
  if (given.some(({ length }) => length === 0)) return places;
  const theirs = new Set(given.flat().map((it) => it.fn));
  const those = places.filter((it) => theirs.has(it.fn));
  return those.length > 0 ? those : places;
}

/** The calls that made the function there which stands in that one. */
export function makersIn({ module, fn }: Reached, around: FunctionFact, reached: ReadonlyMap<string, Reached>): Makers {
  const inner = innerOf(around, module, fn);
  return inner && reached.get(keyOf(module, inner.id))?.makers;
}

/** What a function around was told that ran before: by the calls that made what stands in it. */
export function toldByMakers(here: Reached, id: FunctionId, reached: ReadonlyMap<string, Reached>): Told | undefined {
  const around = here.module.functions[id];
  const its = around && makersIn(here, around, reached)?.map((maker) => toldByMaker(maker)(around)(here.module));
  return its?.reduce(bothTold);
}

/** What a call tells the function that it runs, whatever is told where it stands. */
const toldByMaker = keptWith((maker: Site) =>
  forEach((fn: FunctionFact) =>
    forEach((module: ModuleFacts) => toldBy(maker.call, maker.module, { module, fn }, () => undefined)),
  ),
);

/** Whether the call in it may run of a function that the maker made, by what that one gave. */
const runningBy =
  ({ when }: CallFact, around: FunctionFact, module: ModuleFacts) =>
  (maker: Site): boolean => {
    const texts = textsBy(() => toldByMaker(maker)(around)(module));
    for (let at = when; at; at = at.within) if (!holds(at.asked, texts, anyObject)) return false;
    return true;
  };

/** The function in which the other one stands, or that one itself, and that stands in the outer one itself. */
export function innerOf(outer: FunctionFact, { functions }: ModuleFacts, fn: FunctionFact): FunctionFact | undefined {
  let at: FunctionFact | undefined = fn;
  while (at && at.parent !== outer.id) at = at.parent === undefined ? undefined : functions[at.parent];
  return at;
}
