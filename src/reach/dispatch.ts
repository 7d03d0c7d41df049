/** Which methods a call runs: those of the classes below the one that its name means, and in Java by the number of its arguments. */
import type { FunctionFact, ModuleFacts } from '../core/module.ts';
import { classIn, methodsIn } from './names.ts';
import { classAt, classKey, type ClassPlace, type Place, type Sources } from './reference.ts';

/** `toString`, `hashCode` and `equals` are called by whoever likes. */
const ofEverything: ReadonlySet<string> = new Set(['equals', 'hashCode', 'toString', 'compareTo', 'close', 'finalize']);

/**
 * The places that a call with so many arguments may run, of those that its name means; `from` is the function that calls,
 * `isOnItself` whether it calls a method of its own object.
 */
export type Dispatch = (places: readonly Place[], count: number, from: Place, isOnItself?: boolean) => readonly Place[];

/**
 * A method without a body is looked for in every loaded class below; one with a body only in the handler's own class,
 * whose object is the one that is known to run.
 */
export function dispatcherFor(
  entry: ModuleFacts,
  symbol: string,
  modules: readonly ModuleFacts[],
  sources: Sources,
): Dispatch {
  const handler = classKey({ module: entry, name: symbol.split('.').at(-2) ?? '' });
  const below = classesBelow(modules, sources);
  const isHandler = (it: ClassPlace): boolean => classKey(it) === handler;

  /** What the handler has in the place of a method of a class above it: its own, or that of the nearest class between. */
  function ofHandler(heirs: readonly ClassPlace[], fn: FunctionFact): readonly Place[] {
    const having = heirs.filter((it) => (isHandler(it) || below(it).some(isHandler)) && bodiesIn(it, fn).length > 0);
    const nearest = having.find((it) => !below(it).some((heir) => having.some((other) => isSame(heir, other))));
    return nearest ? bodiesIn(nearest, fn) : [];
  }

  /** Whether a method that the function calls on its own object is one of the handler's object. */
  const isOfHandler = (from: Place): boolean => {
    const name = classAround(from);
    const it = name === undefined ? undefined : { module: from.module, name };
    return it !== undefined && (isHandler(it) || below(it).some(isHandler));
  };

  return (places, count, from, isOnItself = false) => {
    const fitting = byCount(places, count);
    const found = new Set<Place>(fitting);
    for (const { module, fn } of fitting) {
      if (!fn.method || fn.method.name === 'constructor') continue;
      const heirs = below({ module, name: fn.method.class });
      // What an object calls on itself is its own, and neither what it overrides nor what others have there.
      const isItsOwn = isOfSameClass(from, { module, fn }) || (isOnItself && isOfHandler(from));
      const own = isItsOwn ? ofHandler(heirs, fn) : [];
      if (own.length > 0) {
        for (const place of fitting) if (place.fn === fn) found.delete(place);
        for (const place of own) found.add(place);
        continue;
      }
      const named =
        fn.abstract && heirs.length === 0 ? implementations({ module, name: fn.method.class }, sources) : [];
      for (const it of [...heirs, ...named])
        if (fn.abstract || isHandler(it)) for (const place of overriding(it, fn)) found.add(place);
    }
    return [...found];
  };
}

/**
 * What a handler runs whose `handleRequest` a framework's class has: the methods that the project's class overrides,
 * as far as they are given anything.
 */
export function overridingMethods(
  module: ModuleFacts,
  symbol: string,
  sources: Sources,
): { readonly places: readonly Place[]; readonly base: string | undefined } {
  const [name = '', method] = symbol.split('.').slice(-2);
  const start = classIn(module, name);
  if (!start || method !== 'handleRequest') return { places: [], base: undefined };
  const found: Place[] = [];
  const queue: ClassPlace[] = [{ module, name }];
  const outside: string[] = [];
  for (const it of queue) {
    const node = classIn(it.module, it.name);
    for (const base of node?.bases ?? []) {
      const above = classAt(sources, it.module, base);
      if (!above) outside.push(base.specifier ?? '');
      else if (queue.length < 20) queue.push(above);
    }
    found.push(
      ...methodsIn(it.module, it.name)
        .filter(
          (fn) =>
            fn.parameters.length > 0 &&
            fn.abstract !== true &&
            (fn.wrappers.includes('java.lang.Override') || fn.method?.name === 'execute') &&
            !ofEverything.has(fn.method?.name ?? '') &&
            !found.some((other) => other.fn.method?.name === fn.method?.name),
        )
        .map((fn) => ({ module: it.module, fn })),
    );
  }
  const base = outside.find((it) => !/\.Request(Stream)?Handler$/.test(it));
  return { places: base === undefined ? [] : found, base };
}

function byCount(places: readonly Place[], count: number): readonly Place[] {
  if (places.length < 2 || places[0]?.module.language !== 'java') return places;
  const fitting = places.filter(({ fn }) => fn.implied === true || fn.parameters.length === count);
  return fitting.some(({ fn }) => fn.implied !== true) ? fitting : places;
}

const isSame = (one: ClassPlace, other: ClassPlace): boolean => classKey(one) === classKey(other);

const bodiesIn = (it: ClassPlace, fn: FunctionFact): readonly Place[] =>
  overriding(it, fn).filter((place) => !place.fn.abstract);

/** Whether a function, or the one that it stands in, is a method of the same class as the other. */
const isOfSameClass = (from: Place, { module, fn }: Place): boolean =>
  from.module === module && classAround(from) === fn.method?.class;

/** The class of the method that a function is, or stands in. */
function classAround({ module, fn }: Place): string | undefined {
  let at: FunctionFact | undefined = fn;
  while (at && !at.method) at = at.parent === undefined ? undefined : module.functions[at.parent];
  return at?.method?.class;
}

const overriding = ({ module, name }: ClassPlace, { method, parameters }: FunctionFact): readonly Place[] =>
  module.functions
    .filter(
      (fn) =>
        fn.method?.class === name &&
        fn.method.name === method?.name &&
        (module.language !== 'java' || fn.parameters.length === parameters.length),
    )
    .map((fn) => ({ module, fn }));

/**
 * Where a container decides which class an interface stands for, no file names it; it is called `OrdersImpl`, mostly, or is
 * the only one.
 */
function implementations(above: ClassPlace, sources: Sources): readonly ClassPlace[] {
  const { module, name } = above;
  const named = [`${name}Impl`, `impl.${name}Impl`, `Default${name}`].flatMap((it) => {
    const there = sources.resolve(module, it, '');
    const other = there && sources.module(there.path);
    const own = it.split('.').at(-1) ?? '';
    return other && classIn(other, own) ? [{ module: other, name: own }] : [];
  });
  if (named.length > 0 || module.language !== 'java') return named;
  const found = directHeirs(above, sources);
  return found.length === 1 ? found : [];
}

/** The classes of all files that extend or implement it, also through other interfaces. */
function directHeirs(above: ClassPlace, sources: Sources, depth = 0): readonly ClassPlace[] {
  const modules = (sources.extending?.(above.name) ?? []).flatMap((path) => sources.module(path) ?? []);
  return modules.flatMap((module) =>
    module.classes.flatMap(({ name, kind, bases }) => {
      const isBelow = bases.some((base) => {
        const it = classAt(sources, module, base);
        return it !== undefined && isSame(it, above);
      });
      if (!isBelow) return [];
      if (kind !== 'interface') return [{ module, name }];
      return depth < deepest ? directHeirs({ module, name }, sources, depth + 1) : [];
    }),
  );
}

/** Deeper than interfaces extend one another. */
const deepest = 4;

/** The methods that the loaded classes below have in the place of one that has no body. */
export function overridersIn(modules: readonly ModuleFacts[], sources: Sources): (place: Place) => readonly Place[] {
  const below = classesBelow(modules, sources);
  const known = new Map<FunctionFact, readonly Place[]>();
  return ({ module, fn }) => {
    if (!fn.abstract || !fn.method) return [];
    const found = known.get(fn) ?? below({ module, name: fn.method.class }).flatMap((it) => bodiesIn(it, fn));
    known.set(fn, found);
    return found;
  };
}

function classesBelow(modules: readonly ModuleFacts[], sources: Sources): (above: ClassPlace) => readonly ClassPlace[] {
  let direct: ReadonlyMap<string, readonly ClassPlace[]> | undefined;
  return (above) => {
    direct ??= directlyBelow(modules, sources);
    const all = new Map<string, ClassPlace>();
    const queue = [above];
    for (const next of queue) {
      for (const it of direct.get(classKey(next)) ?? []) {
        if (all.has(classKey(it))) continue;
        all.set(classKey(it), it);
        queue.push(it);
      }
    }
    return [...all.values()];
  };
}

function directlyBelow(modules: readonly ModuleFacts[], sources: Sources): ReadonlyMap<string, readonly ClassPlace[]> {
  const direct = new Map<string, ClassPlace[]>();
  for (const module of modules) {
    for (const { name, bases } of module.classes) {
      for (const base of bases) {
        const above = classAt(sources, module, base);
        if (!above) continue;
        const list = direct.get(classKey(above)) ?? [];
        direct.set(classKey(above), [...list, { module, name }]);
      }
    }
  }
  return direct;
}
