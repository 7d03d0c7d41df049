/** The functions that an invocation is known to reach so far, and those of them that are to be looked at. */
import type { TraceStep } from '../core/finding.ts';
import { innerOf } from './captured.ts';
import { constructorsAmong, type Constructors, type MadeAtLoad } from './constructors.ts';
import { nameOf, shortName } from './labels.ts';
import { clean, merged, type Taint } from './parts.ts';
import { bothObjects, isSettled, rank, type Mode, type Objects, type Reached } from './reached.ts';
import { classKey, isConstructor, keyOf, type Place } from './reference.ts';
import { isRoute } from './routes.ts';
import { bothMakers } from './site.ts';
import { bothTold, untold, type Told } from './told.ts';

const mostFunctions = 5000;

/** What is known of one way to a function. */
export interface Way {
  readonly place: Place;
  /** By parameter: why what it is given belongs to the invocation; clean where there is none. */
  readonly taint: readonly Taint[];
  readonly mode: Mode;
  /** As far as to whoever calls it. */
  readonly trace: readonly TraceStep[];
  readonly selves?: Objects;
  readonly told?: Told;
  readonly provided?: true;
}

export interface Frontier {
  /** By `keyOf`. */
  readonly reached: ReadonlyMap<string, Reached>;
  /** What is to be looked at, each once however often more is found out about it. */
  readonly waiting: Set<Reached>;
  /** By `classKey`: why an object of the class belongs to the invocation on which a method is called. */
  readonly objects: ReadonlyMap<string, string>;
  /** Takes over what a way adds to what is known of its function, which is to be looked at again then. */
  readonly enter: (way: Way) => void;
  /** The object on which a method of Java is called is one of the event, or whatever else `why` says. */
  readonly belongs: (method: Place, why: string) => void;
  /** Grows with whatever becomes known. */
  readonly changes: () => number;
  /** How often something was entered, whether or not that told anything. */
  readonly timesEntered: () => number;
  readonly constructors: Constructors;
}

/** @param memoryOf the wrapper, if any, that remembers what a function gave. */
export function frontierOf(
  symbol: string,
  memoryOf: (place: Place) => string | undefined,
  madeAtLoad: MadeAtLoad,
): Frontier {
  const reached = new Map<string, Reached>();
  const waiting = new Set<Reached>();
  const objects = new Map<string, string>();
  const constructors = constructorsAmong(reached, madeAtLoad);
  let changes = 0;
  let timesEntered = 0;

  function enter(way: Way): void {
    timesEntered++;
    const { module, fn } = way.place;
    const memory = isSettled(way.mode) || way.provided ? undefined : memoryOf(way.place);
    const own: Way =
      memory === undefined
        ? way
        : { ...way, mode: { kind: 'kept', because: `\`${nameOf(way.place)}\` remembers its result (\`${memory}\`)` } };
    const key = keyOf(module, fn.id);
    const before = reached.get(key);
    if (before) {
      if (!addTo(before, own)) return;
      toLookAt(before, key);
      return;
    }
    if (reached.size >= mostFunctions) return;
    const now = firstOf(own);
    reached.set(key, now);
    toLookAt(now, key);
  }

  function toLookAt(it: Reached, key: string): void {
    waiting.add(it);
    for (const asker of constructors.askers(key)) waiting.add(asker);
    changes++;
  }

  function firstOf({ place, taint, mode, trace, selves, told = untold, provided }: Way): Reached {
    const { module, fn, makers } = place;
    return {
      module,
      fn,
      mode,
      taint: fn.parameters.map((_, index) => taint[index] ?? clean),
      trace: traceTo(place, trace),
      selves,
      told,
      ...(provided ? { provided } : {}),
      makers,
    };
  }

  /** Whether that tells anything new. */
  function addTo(before: Reached, { place, taint, mode, trace, selves, told = untold }: Way): boolean {
    let changed = false;
    // On a way on which it is kept, it is told what decides nothing about the others, and runs on objects that they do not.
    const isAlike = isSettled(mode) === isSettled(before.mode);
    const texts = isAlike ? bothTold(before.told, told) : isSettled(mode) ? before.told : told;
    const runsOn = isAlike ? bothObjects(before.selves, selves) : isSettled(mode) ? before.selves : selves;
    if (rank(mode) > rank(before.mode)) {
      // The way on which it is kept is none to tell.
      if (isSettled(before.mode)) before.trace = traceTo(place, trace);
      before.mode = mode;
      changed = true;
    }
    for (const [index, it] of taint.entries()) {
      const known = before.taint[index];
      const both = known && merged(known, it);
      if (!both || both === known) continue;
      before.taint[index] = both;
      changed = true;
    }
    if (before.selves !== runsOn) {
      before.selves = runsOn;
      changed = true;
    }
    const makers = bothMakers(before.makers, place.makers);
    if (texts !== before.told || makers !== before.makers) {
      before.told = texts;
      before.makers = makers;
      changed = true;
      const { module, fn } = place;
      for (const it of reached.values()) if (it.module === module && innerOf(fn, module, it.fn)) waiting.add(it);
    }
    return changed;
  }

  /** A function without a name is part of the one that it stands in. */
  function traceTo(place: Place, trace: readonly TraceStep[]): readonly TraceStep[] {
    const { fn } = place;
    if (fn.name === '' && trace.length > 0) return trace;
    const label = trace.length === 0 && !isRoute(fn) ? shortName(symbol) : nameOf(place);
    return [...trace, { at: fn.at, label }];
  }

  return {
    reached,
    waiting,
    objects,
    enter,
    belongs: ({ module, fn }, why) => {
      if (module.language !== 'java' || !fn.method || isConstructor(fn)) return;
      const key = classKey({ module, name: fn.method.class });
      if (objects.has(key)) return;
      objects.set(key, why);
      changes++;
    },
    changes: () => changes,
    timesEntered: () => timesEntered,
    constructors,
  };
}
