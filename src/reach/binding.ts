/** Functions that are bound to some of their arguments: `handle.bind(null, services)`. */
import type { CallFact, FunctionFact, ModuleFacts, Target, Value } from '../core/module.ts';
import { placesOf, type Place, type Sources } from './reference.ts';

/** Whether it binds a function to more than the object on which that runs. */
export const isBinding = ({ method, arguments: { length }, callee }: CallFact): boolean =>
  method === 'bind' && length > 1 && callee.some(({ kind }) => kind === 'member');

/** What stands for a call of the function that is bound, which gives it the arguments that it is bound to. */
export const handingOver = (binding: CallFact): CallFact => ({ ...binding, arguments: binding.arguments.slice(1) });

/** The functions that are bound, where they are told by their names. */
export const boundBy = ({ callee }: CallFact, module: ModuleFacts, sources: Sources): readonly Place[] =>
  placesOf(
    callee.flatMap((it) => (it.kind === 'member' ? it.of.filter(isName) : [])),
    module,
    sources,
  );

const isName = (value: Value): value is Value & Target => value.kind === 'function' || value.kind === 'import';

/** How many of its first arguments a handler is bound to when its module is loaded, so that Lambda gives the others. */
export function boundArguments(fn: FunctionFact, modules: readonly ModuleFacts[], sources: Sources): number {
  for (const module of modules)
    for (const call of module.calls)
      if (call.in === 0 && isBinding(call) && boundBy(call, module, sources).some((it) => it.fn === fn))
        return call.arguments.length - 1;
  return 0;
}
