/**
 * Whose objects methods run on: what a method of a class above calls on itself is what the object's own class has there,
 * and not what others below that class have. Java tells it by its types; see `dispatch.ts`.
 */
import type { CallFact, Value } from './module.ts';
import type { Objects, Reached } from './reached.ts';
import { classKey, isConstructor, keyOf, type ClassPlace, type Place } from './reference.ts';
import type { Things } from './things.ts';

export interface Selves {
  /** Of the places that a call may run those that it runs on the objects of the function that calls. */
  readonly fitting: (places: readonly Place[], call: CallFact, here: Reached) => readonly Place[];
  /** The objects that a call runs a place on. */
  readonly given: (place: Place, call: CallFact, here: Reached) => Objects;
}

export function selvesIn(things: Things): Selves {
  function given({ module, fn }: Place, call: CallFact, here: Reached): Objects {
    if (!fn.method) return module === here.module && fn.parent === here.fn.id ? here.selves : undefined;
    const receivers = isConstructor(fn)
      ? call.callee
      : call.callee.flatMap((it) => (it.kind === 'member' ? it.of : []));
    if (receivers.some(isItself)) return receivers.every(isItself) ? here.selves : undefined;
    const found = new Map<string, ClassPlace>();
    for (const it of things.of(receivers, here.module)) {
      if (it.kind !== (isConstructor(fn) ? 'class' : 'object')) return undefined;
      found.set(classKey(it.of), it.of);
    }
    return found.size > 0 ? found : undefined;
  }

  function fitting(places: readonly Place[], call: CallFact, { selves }: Reached): readonly Place[] {
    const { method = '' } = call;
    if (!selves || places.length < 2 || !isOnItself(call)) return places;
    const own = new Set(
      [...selves.values()].flatMap((it) => things.methodsOf(it, method)).map(({ module, fn }) => keyOf(module, fn.id)),
    );
    const those = places.filter(({ module, fn }) => own.has(keyOf(module, fn.id)));
    return those.length > 0 ? those : places;
  }

  return { fitting, given };
}

/** Whether it calls a method of the object that calls, and not one above it. */
export const isOnItself = ({ callee }: CallFact): boolean =>
  callee.length > 0 && callee.every((it) => it.kind === 'member' && it.of.every(isThis));

/** `this`, or `super`. */
const isItself = ({ kind }: Value): boolean => kind === 'this';
const isThis = (value: Value): boolean => value.kind === 'this' && !value.above;
