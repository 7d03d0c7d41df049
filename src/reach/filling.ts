/** Whether a function that runs while something is empty is what fills it. */
import type { CallFact, Guard, ModuleFacts } from '../core/module.ts';
import { indexOf, parameterFor, type Place } from './reference.ts';

type Empty = Extract<Guard, { kind: 'empty' }>;

/** What the guard of a call turns out to be, when it is known what the call runs. */
export function guardWhenCalled(
  call: CallFact,
  module: ModuleFacts,
  placesOf: (call: CallFact, module: ModuleFacts) => readonly Place[],
): Exclude<Guard, Empty> {
  const { guard } = call;
  if (guard.kind !== 'empty') return guard;
  const places = placesOf(call, module);
  return places.length > 0 && places.every((it) => fills(it, call, guard)) ? guard.of : { kind: 'none' };
}

function fills({ module, fn }: Place, call: CallFact, { argument, member }: Empty): boolean {
  if (argument !== undefined)
    return fn.fills?.includes(parameterFor(fn, argument, call.arguments[argument]?.name)) ?? false;
  const names = [member, ...(fn.method ? [`${fn.method.class}.${member ?? ''}`] : [])];
  return names.some((name = '') =>
    indexOf(module)
      .variable(name)
      ?.writes.some((write) => write.in === fn.id && !write.empties),
  );
}
