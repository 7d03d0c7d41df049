/**
 * Whose objects methods run on: what a method of a class above calls on itself is what the object's own class has there,
 * and not what others below that class have. Java tells it by its types; see `dispatch.ts`.
 */
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import type { Objects, Reached } from './reached.ts';
import { classKey, isConstructor, keyOf, type ClassPlace, type Place } from './reference.ts';
import type { Things } from './things.ts';

export interface Selves {
  /** Of the places that a call may run those that it runs on the objects of the function that calls. */
  readonly fitting: (places: readonly Place[], call: CallFact, here: Reached) => readonly Place[];
  /** The objects that a call runs a place on. */
  readonly given: (place: Place, call: CallFact, here: Reached) => Objects;
  /** Those that a handler runs on which a call made, or that is a method of a class. */
  readonly ofHandler: (place: Place, module: ModuleFacts, symbol: string) => Objects;
}

export function selvesIn(things: Things): Selves {
  function given(place: Place, call: CallFact, here: Reached): Objects {
    const { module, fn } = place;
    if (!fn.method) return module === here.module && fn.parent === here.fn.id ? here.selves : ofMakers(place);
    const receivers = isConstructor(fn) ? call.callee : receiversOf(call, here.module);
    if (receivers.some(isItself)) return receivers.every(isItself) ? here.selves : undefined;
    const isOnClass = isConstructor(fn) || fn.method.static === true;
    return named(receivers, isOnClass ? 'class' : 'object', here.module);
  }

  function named(receivers: readonly Value[], kind: 'class' | 'object', module: ModuleFacts): Objects {
    const found = new Map<string, ClassPlace>();
    for (const it of things.of(receivers, module)) {
      if (it.kind !== kind) return undefined;
      found.set(classKey(it.of), it.of);
    }
    return found.size > 0 ? found : undefined;
  }

  /** A function that a method of a class gave runs for the class on which that was called: `Orders.handler()`. */
  function ofMakers({ module, fn, makers }: Place): Objects {
    const around = fn.parent === undefined ? undefined : module.functions[fn.parent];
    if (!makers || !around?.method?.static) return undefined;
    const found = makers.map(({ call, module: there }) =>
      named(
        call.callee.flatMap((it) => (it.kind === 'member' ? it.of : [])),
        'class',
        there,
      ),
    );
    return found.every((it) => it !== undefined) ? new Map(found.flatMap((it) => [...it])) : undefined;
  }

  function fitting(places: readonly Place[], call: CallFact, { selves, module }: Reached): readonly Place[] {
    const { method = '' } = call;
    if (!selves || places.length < 2) return places;
    const makes = call.callee.length > 0 && call.callee.every(isItsClass);
    if (!makes && !isOnOwn(call, module)) return places;
    const own = new Set(
      [...selves.values()]
        .flatMap((of) => (makes ? things.runBy({ kind: 'class', of }) : things.methodsOf(of, method)))
        .map((it) => keyOf(it.module, it.fn.id)),
    );
    const those = places.filter((it) => own.has(keyOf(it.module, it.fn.id)));
    return those.length > 0 ? those : places;
  }

  /** `handler = Orders.handler` runs for that class, though one above may have the method. */
  function ofHandler(place: Place, module: ModuleFacts, symbol: string): Objects {
    if (!place.fn.method?.static) return ofMakers(place);
    const values = module.exports.flatMap((it) => (it.name === symbol ? it.values : []));
    const owners = values.flatMap((it) => (it.kind === 'member' ? it.of : []));
    return owners.length === 0 ? undefined : named(owners, 'class', module);
  }

  return { fitting, given, ofHandler };
}

/** Whether it calls a method of the object that calls, and not one above it. */
export const isOnItself = ({ callee }: CallFact): boolean =>
  callee.length > 0 && callee.every((it) => it.kind === 'member' && it.of.every(isThis));

/** Whether it is a method of the object, of its class, or of another object that the class makes. */
const isOnOwn = (call: CallFact, module: ModuleFacts): boolean =>
  call.callee.length > 0 &&
  call.callee.every(({ kind }) => kind === 'member') &&
  receiversOf(call, module).every((it) => isThis(it) || isOfItsClass(it));

/** The objects on which a method is called, what a variable may be among them: `orders = cls()`. */
const receiversOf = ({ callee }: CallFact, { holders }: ModuleFacts): readonly Value[] =>
  callee
    .flatMap((it) => (it.kind === 'member' ? it.of : []))
    .flatMap((it) => {
      const its = it.kind === 'holder' ? (holders[it.id] ?? []) : [];
      return its.length > 0 && its.every(isOfItsClass) ? its : [it];
    });

/** `this`, `super`, the class on which a method runs, and what it makes. */
const isItself = (value: Value): boolean => value.kind === 'this' || isOfItsClass(value);
const isThis = (value: Value): boolean => value.kind === 'this' && !value.above;
const isItsClass = (value: Value): boolean => value.kind === 'class' && value.below === true;
const isOfItsClass = (value: Value): boolean =>
  isItsClass(value) || (value.kind === 'result' && value.of.length > 0 && value.of.every(isItsClass));
