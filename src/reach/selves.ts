/**
 * Whose objects methods run on: what a method of a class above calls on itself is what the object's own class has there,
 * and not what others below that class have. Java tells it by its types; see `dispatch.ts`.
 */
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import { objectFieldsIn, type Surroundings } from './objectFields.ts';
import type { Objects, Self } from './reached.ts';
import { classKey, isConstructor, keyOf, type Place } from './reference.ts';
import { bothMakers } from './site.ts';
import type { Thing } from './thing.ts';
import type { Things } from './things.ts';

export interface Selves {
  /** Of the places that a call may run those that it runs on the objects of the function that calls. */
  readonly fitting: (places: readonly Place[], call: CallFact, here: Surroundings) => readonly Place[];
  /** The objects that a call runs a place on. */
  readonly given: (place: Place, call: CallFact, here: Surroundings) => Objects;
  /** Those that a handler runs on which a call made, or that is a method of a class. */
  readonly ofHandler: (place: Place, module: ModuleFacts, symbol: string) => Objects;
}

export function selvesIn(modules: readonly ModuleFacts[], things: Things): Selves {
  const fields = objectFieldsIn(modules, things);

  function given(place: Place, call: CallFact, here: Surroundings): Objects {
    const { module, fn } = place;
    if (!fn.method && module === here.module && fn.parent === here.fn.id) return here.selves;
    if (!fn.method && !isOfField(place)) return ofMakers(place);
    const receivers = isConstructor(fn) ? call.callee : receiversOf(call, here.module);
    if (receivers.some(isItself)) return receivers.every(isItself) ? here.selves : undefined;
    const isOnClass = isConstructor(fn) || fn.method?.static === true;
    return among(fields.of(receivers, here) ?? things.of(receivers, here.module), isOnClass ? 'class' : 'object');
  }

  const named = (receivers: readonly Value[], kind: 'class' | 'object', module: ModuleFacts): Objects =>
    among(things.of(receivers, module), kind);

  function among(list: readonly Thing[], kind: 'class' | 'object'): Objects {
    const found = new Map<string, Self>();
    for (const it of list) {
      if ((it.kind !== 'class' && it.kind !== 'object') || it.kind !== kind) return undefined;
      const key = classKey(it.of);
      const makers = it.kind === 'object' ? it.makers : undefined;
      const before = found.get(key);
      found.set(key, { ...it.of, makers: before ? bothMakers(before.makers, makers) : makers });
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

  function fitting(places: readonly Place[], call: CallFact, here: Surroundings): readonly Place[] {
    const run = places.length < 2 ? undefined : runOnOwn(call, here);
    if (!run) return places;
    const own = new Set(run.map((it) => keyOf(it.module, it.fn.id)));
    const those = places.filter((it) => own.has(keyOf(it.module, it.fn.id)));
    return those.length > 0 ? those : places;
  }

  /** What a call runs of the objects, or of what their fields are. */
  function runOnOwn(call: CallFact, here: Surroundings): readonly Place[] | undefined {
    const { selves, module } = here;
    const { method = '' } = call;
    if (selves && call.callee.length > 0 && call.callee.every(isItsClass))
      return [...selves.values()].flatMap((of) => things.runBy({ kind: 'class', of }));
    const own = fields.of(call.callee, here);
    if (own) return own.flatMap(things.runBy);
    return selves && isOnOwn(call, module)
      ? [...selves.values()].flatMap((of) => things.methodsOf(of, method))
      : undefined;
  }

  /** `handler = Orders.handler` runs for that class, though one above may have the method, `handler = orders.handle.bind(orders)` on that object. */
  function ofHandler(place: Place, module: ModuleFacts, symbol: string): Objects {
    if (!place.fn.method && !isOfField(place)) return ofMakers(place);
    const values = module.exports.flatMap((it) => (it.name === symbol ? it.values : []));
    const owners = place.fn.method?.name === '__call__' ? values : values.flatMap(ownersIn);
    return owners.length === 0 ? undefined : named(owners, place.fn.method?.static ? 'class' : 'object', module);
  }

  return { fitting, given, ofHandler };
}

/** Whether it stands in what makes an object, so that it runs on that: `handle = async (event) => this.orders.load(event)`. */
const isOfField = ({ module, fn }: Place): boolean => {
  const around = fn.parent === undefined ? undefined : module.functions[fn.parent];
  return around !== undefined && isConstructor(around);
};

/** What a method was taken of, or bound to. */
const ownersIn = (value: Value): readonly Value[] => {
  if (value.kind === 'result')
    return value.of.flatMap((it) => (it.kind === 'member' && it.name === 'bind' ? it.of : [])).flatMap(ownersIn);
  return value.kind === 'member' ? value.of : [];
};

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
