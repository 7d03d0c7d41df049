/**
 * Which fields of objects are certainly given something wherever an invocation comes to what asks for them: by what makes
 * the objects, by a method that it calls on each invocation, `service.setClient(s3)`, by what it assigns to them.
 */
import { once } from '../core/memo.ts';
import type { CallFact, FunctionFact, ModuleFacts, VariableFact } from '../core/module.ts';
import type { Objects, Reached } from './reached.ts';
import { classKey, indexOf, isConstructor, keyOf, type ClassPlace, type Place } from './reference.ts';
import type { Things } from './thing.ts';
import { calledSurely } from './surely.ts';
import { bothTold, isGivenBy, type Told } from './told.ts';

/** Whether objects of the class have something in the field. */
export type Filled = (of: ClassPlace, name: string) => boolean;

export const nothingFilled: Filled = () => false;

/** Fields that were asked for, by the class of the objects and their names. */
export interface AskedFields {
  readonly ask: (objects: Objects, name: string, filled: Filled) => boolean;
  readonly all: () => Iterable<AskedField>;
}

interface AskedField {
  readonly of: ClassPlace;
  readonly name: string;
}

/** Of more classes than these nobody is certain. */
const mostClasses = 8;

export function askedFields(): AskedFields {
  const asked = new Map<string, AskedField>();
  return {
    ask: (objects, name, filled) => {
      if (!objects || objects.size === 0 || objects.size > mostClasses) return false;
      let isFull = true;
      for (const of of objects.values()) {
        asked.set(fieldKey({ of, name }), { of, name });
        isFull &&= filled(of, name);
      }
      return isFull;
    },
    all: () => asked.values(),
  };
}

const fieldKey = ({ of, name }: AskedField): string => `${classKey(of)}.${name}`;

/** Those of the fields that an invocation which reaches these functions fills. */
export function filledAmong(
  fields: Iterable<AskedField>,
  reached: ReadonlyMap<string, Reached>,
  toldAtLoad: (constructor: string) => Told | undefined,
  things: Pick<Things, 'withAbove' | 'runBy'>,
  placesOf: (call: CallFact, module: ModuleFacts) => readonly Place[],
): { readonly filled: Filled; readonly keys: ReadonlySet<string> } {
  const keys = new Set<string>();
  const calledEachTime = once(() => calledSurely(reached.values(), placesOf));
  for (const it of fields) if (isFilled(it)) keys.add(fieldKey(it));
  return { keys, filled: (of, name) => keys.has(fieldKey({ of, name })) };

  function isFilled({ of, name }: AskedField): boolean {
    const writes = things.withAbove([of]).flatMap((it) => writesIn(it, name));
    if (writes.some(isEmptying)) return false;
    const filling = writes.filter(isFilling);
    const makers = things.runBy({ kind: 'class', of }).filter((it) => !it.fn.implied && toldTo(it) !== undefined);
    // Of several constructors that make such objects each has to give it something.
    const isByAll =
      of.module.language !== 'java' ||
      makers.length < 2 ||
      makers.every(({ fn }) => filling.some((it) => it.fn === fn));
    return filling.some(({ fn }) => !isMaking(fn) || fn.implied === true || isByAll);
  }

  /** Whether something may empty it again when the object was made. */
  function isEmptying({ module, fn, write }: Write): boolean {
    const here = isMaking(fn) ? undefined : reached.get(keyOf(module, fn.id));
    if (!here) return false;
    return write.empties || (isOfParameter(write, fn) && !isSomething(write, fn, here.told));
  }

  function isFilling({ module, fn, write }: Write): boolean {
    if (!write.always || write.empties) return false;
    if (isMaking(fn)) return isSomething(write, fn, toldTo({ module, fn }));
    const here = reached.get(keyOf(module, fn.id));
    return here?.mode.kind === 'always' && isSomething(write, fn, here.told) && isSure({ module, fn });
  }

  function toldTo({ module, fn }: Place): Told | undefined {
    const key = keyOf(module, fn.id);
    return together(reached.get(key)?.told, toldAtLoad(key));
  }

  function isSure({ module, fn }: Place): boolean {
    return reached.get(keyOf(module, fn.id))?.trace.length === 1 || calledEachTime().has(fn);
  }
}

interface Write {
  readonly module: ModuleFacts;
  readonly fn: FunctionFact;
  readonly write: VariableFact['writes'][number];
}

const writesIn = ({ module, name: owner }: ClassPlace, name: string): readonly Write[] =>
  (indexOf(module).variable(`${owner}.${name}`)?.writes ?? []).flatMap((write) => {
    const fn = module.functions[write.in];
    return fn ? [{ module, fn, write }] : [];
  });

/** Whether it runs when an object is made, or before. */
const isMaking = (fn: FunctionFact): boolean => fn.id === 0 || fn.implied === true || isConstructor(fn);

function isSomething(write: Write['write'], fn: FunctionFact, told: Told | undefined): boolean {
  const [from] = write.sources;
  return (
    write.certain === true ||
    (told !== undefined && isOfParameter(write, fn) && from?.kind === 'parameter' && isGivenBy(told, from))
  );
}

/** Whether it is what a parameter of the function is given. */
const isOfParameter = ({ sources: [from, ...others] }: Write['write'], { id }: FunctionFact): boolean =>
  from?.kind === 'parameter' && from.function === id && others.length === 0;

const together = (now: Told | undefined, before: Told | undefined): Told | undefined =>
  now && before ? bothTold(now, before) : (now ?? before);
