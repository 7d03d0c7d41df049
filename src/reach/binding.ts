/** What functions are given: by whoever calls them, and before that by what binds them, `handle.bind(null, services)`. */
import { keptWith } from '../core/memo.ts';
import type { ArgumentFact, CallFact, CallId, FunctionFact, ModuleFacts } from '../core/module.ts';
import { parameterFor, placesOf, type Place, type Sources } from './reference.ts';
import type { Site } from './site.ts';

/** An argument, and where it is written. */
export interface Gift {
  readonly argument: ArgumentFact;
  readonly site: Site;
  /** In the call there. */
  readonly position: number;
  /** For the parameter that it is taken for, which is not known where others are handed over one by one before it. */
  readonly isSure: boolean;
}

/** By parameter: what a call gives to the function that it runs, in order. */
export function giftsOf({ fn, bound = [] }: Place, call: Site): ReadonlyMap<number, readonly Gift[]> {
  const found = new Map<number, Gift[]>();
  let before = 0;
  let isSure = true;
  for (const site of [...bound, call])
    for (const [position, argument] of site.call.arguments.entries()) {
      const isNamed = argument.name !== undefined;
      if (argument.spread) isSure = false;
      const index = parameterFor(fn, isNamed ? before : before++, argument.name);
      const its = found.get(index) ?? [];
      found.set(index, [...its, { argument, site, position, isSure: isNamed || isSure }]);
    }
  return found;
}

/** How calls have functions called that they bind to arguments, by the ids of these calls. */
export const bindingsIn = keptWith(
  ({ calls }: ModuleFacts): ReadonlyMap<CallId, CallFact> =>
    new Map(calls.flatMap((it) => (it.applied?.binds ? [[it.applied.by, it] as const] : []))),
);

/** How many of its first arguments a handler is bound to when its module is loaded, so that Lambda gives the others. */
export function boundArguments(fn: FunctionFact, modules: readonly ModuleFacts[], sources: Sources): number {
  return bindingOf(fn, modules, sources)?.call.arguments.filter(({ name }) => name === undefined).length ?? 0;
}

/** What binds a function when its module is loaded. */
export function bindingOf(fn: FunctionFact, modules: readonly ModuleFacts[], sources: Sources): Site | undefined {
  for (const module of modules)
    for (const call of bindingsIn(module).values())
      if (call.in === 0 && placesOf(call.targets, module, sources).some((it) => it.fn === fn)) return { module, call };
  return undefined;
}
