/** What the objects were given on which methods run that ask for it: `if (!this.client)` after `new Store(s3)`. */
import { addTo } from '../core/groups.ts';
import { once } from '../core/memo.ts';
import type { FunctionFact, ModuleFacts } from '../core/module.ts';
import type { Callees } from './callees.ts';
import type { Reached } from './reached.ts';
import { classKey, indexOf, isConstructor, keyOf, type Place } from './reference.ts';
import { bothTold, toldBy, type Told } from './told.ts';

export interface Constructors {
  /** What a constructor was told, by its key; `undecided` while it may still be found to run. `asker` asks for it again. */
  readonly told: (constructor: string, asker: Reached) => Told | 'undecided' | undefined;
  /** The same of the objects alone that the invocation itself makes. */
  readonly toldAnew: (constructor: string, asker: Reached) => Told | 'undecided' | undefined;
  /** The constructors that a function asked for. */
  readonly askedBy: (asker: Reached) => readonly string[];
  /** The functions that asked for a constructor, of which more is known now. */
  readonly askers: (constructor: string) => Iterable<Reached>;
  /** Takes those for what never runs that were not found to, and gives the functions that asked for them. */
  readonly decide: () => Iterable<Reached>;
  /** Nothing more is going to be found. */
  readonly end: () => void;
}

/** What constructors are told by the calls that make objects at load. */
export type MadeAtLoad = (constructor: string) => Told | undefined;

export function constructorsAmong(reached: ReadonlyMap<string, Reached>, madeAtLoad: MadeAtLoad): Constructors {
  const both = new Map<Told, Told>();
  const askers = new Map<string, Set<Reached>>();
  const asked = new Map<Reached, string[]>();
  const neverRun = new Set<string>();
  let isOver = false;

  function note(constructor: string, asker: Reached): void {
    const its = askers.get(constructor) ?? new Set();
    if (its.has(asker)) return;
    askers.set(constructor, its.add(asker));
    addTo(asked, asker, constructor);
  }

  /** The same one for the same. */
  function together(before: Told, now: Told): Told {
    const its = both.get(now) ?? bothTold(now, before);
    both.set(now, its);
    return its;
  }

  return {
    told: (constructor, asker) => {
      note(constructor, asker);
      const before = madeAtLoad(constructor);
      const now = reached.get(constructor)?.told;
      if (now && before) return together(before, now);
      return now ?? before ?? (isOver || neverRun.has(constructor) ? undefined : 'undecided');
    },
    toldAnew: (constructor, asker) => {
      note(constructor, asker);
      const isKnown = isOver || neverRun.has(constructor);
      return reached.get(constructor)?.told ?? (isKnown ? undefined : 'undecided');
    },
    askedBy: (asker) => asked.get(asker) ?? [],
    askers: (constructor) => askers.get(constructor) ?? [],
    decide: () => {
      const left = [...askers].filter(([constructor]) => !reached.has(constructor) && !neverRun.has(constructor));
      for (const [constructor] of left) neverRun.add(constructor);
      return left.flatMap(([, its]) => [...its]);
    },
    end: () => {
      isOver = true;
    },
  };
}

/** `atLoad` tells which functions run when their modules are loaded, in Java all constructors among them. */
export function madeAtLoad(
  modules: readonly ModuleFacts[],
  callees: Callees,
  atLoad: () => ReadonlySet<string>,
): MadeAtLoad {
  /** Constructors that a function calls, with the call. */
  const constructedIn = (module: ModuleFacts, { id }: FunctionFact) =>
    indexOf(module)
      .callsIn(id)
      .filter(({ applied }) => !applied?.binds)
      .flatMap((call) =>
        callees
          .of(call, module)
          .filter((it) => isConstructor(it.fn))
          .map((place) => ({ call, place })),
      );

  /** Java: the classes of which other functions make objects, which nobody else makes then. */
  const madeByOthers = once(() => {
    const found = new Set<string>();
    for (const module of modules)
      for (const fn of module.functions)
        for (const { place } of constructedIn(module, fn))
          if (place.fn.method && fn.method?.class !== place.fn.method.class) found.add(classKeyOf(place));
    return found;
  });

  const runs = (module: ModuleFacts, fn: FunctionFact): boolean =>
    atLoad().has(keyOf(module, fn.id)) &&
    !(module.language === 'java' && isConstructor(fn) && madeByOthers().has(classKeyOf({ module, fn })));

  const all = once(() => {
    const found = new Map<string, Told>();
    for (const module of modules)
      for (const fn of module.functions) {
        if (!runs(module, fn)) continue;
        for (const { call, place } of constructedIn(module, fn)) {
          const key = keyOf(place.module, place.fn.id);
          const told = toldBy(call, module, place, () => undefined, {
            classes: callees.classesNamed,
            areMade: callees.areMade,
          });
          const before = found.get(key);
          found.set(key, before ? bothTold(before, told) : told);
        }
      }
    return found;
  });
  return (constructor) => all().get(constructor);
}

const classKeyOf = ({ module, fn }: Place): string => classKey({ module, name: fn.method?.class ?? '' });
