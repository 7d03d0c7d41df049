/**
 * What a call runs, where its name alone does not tell: methods of what a parameter is given, entries of a table,
 * functions that functions give back, methods of the classes above and below, getters.
 */
import { addTo } from '../core/groups.ts';
import { once } from '../core/memo.ts';
import type { ArgumentFact, CallFact, Creation, FunctionFact, ModuleFacts, Target, Value } from '../core/module.ts';
import type { Symbol } from '../core/symbol.ts';
import { awilixIn } from './awilix.ts';
import { bindingsIn } from './binding.ts';
import { constantsIn, type Constants } from './constants.ts';
import { containersIn, type Asked } from './containers.ts';
import { contextsIn } from './contexts.ts';
import { overridersIn } from './dispatch.ts';
import { flagsIn, type Flags } from './flags.ts';
import { giversIn } from './given.ts';
import { heirsIn } from './heirs.ts';
import { injectionIn, type Injection } from './injection.ts';
import { methodsIn } from './names.ts';
import {
  builtBy,
  classAt,
  indexOf,
  isConstructor,
  keyOf,
  passedOnBy,
  placesOf,
  type ClassPlace,
  type Place,
  type Sources,
} from './reference.ts';
import { registeredIn, type Registered } from './registered.ts';
import { isContinuing, isFolding, isInstalling, isIterating } from './registering.ts';
import { selvesIn, type Selves } from './selves.ts';
import { bothMakers, makersKey } from './site.ts';
import type { AreMade } from './something.ts';
import { tablesIn, type Tables } from './tables.ts';
import type { Made, Thing } from './thing.ts';
import { thingsIn, type Things } from './things.ts';
import { variablesIn, type Variables } from './variables.ts';

export interface Callees {
  readonly of: (call: CallFact, module: ModuleFacts) => readonly Place[];
  /** The classes of whose objects a call makes one, those above included. */
  readonly classesOf: (call: CallFact, module: ModuleFacts) => readonly ClassPlace[];
  /** The classes that values are, or are objects of. */
  readonly classesNamed: (values: readonly Value[], module: ModuleFacts) => readonly ClassPlace[];
  /** Whether what values are is known, and what packages made, or objects of classes. */
  readonly areMade: AreMade;
  /** What making an object of the class runs. */
  readonly constructorsOf: (of: ClassPlace) => readonly Place[];
  readonly classes: Pick<Things, 'withAbove' | 'runBy'>;
  readonly flags: Flags;
  /** Which entries of tables a call runs, where the names are known. */
  readonly tables: Tables;
  /** On which objects a call runs the methods that it runs. */
  readonly selves: Selves;
  /** The functions that a name of a module means by its value, `makeHandler(…)`. */
  readonly at: (module: ModuleFacts, name: string) => readonly Place[];
  /** The functions that an argument is, by its own name or by that of another file. */
  readonly handed: (argument: ArgumentFact, module: ModuleFacts) => readonly Place[];
  /** The functions that what a method is called on may be: `connect.cache_clear()`. */
  readonly asked: (call: CallFact, module: ModuleFacts) => readonly Place[];
  /** The calls of packages that gave what values are. */
  readonly made: (values: readonly Value[], module: ModuleFacts) => readonly Made[];
  readonly registered: Registered;
  /** What puts objects together that no code makes; undefined where nothing says that there is any. */
  readonly injection: Injection | undefined;
  readonly variables: Variables;
  readonly constantIn: Constants;
  /** The symbol of a call, also where what it is called on was made in another file or handed over. */
  readonly symbolOf: (call: CallFact, module: ModuleFacts) => Symbol;
  /** The symbol of a call that gives something else each time, which only other files or callers tell. */
  readonly varying: (call: CallFact, module: ModuleFacts) => Symbol | undefined;
  /** Whether a call constructs what it seems to: it does unless it asks something that was made otherwise. */
  readonly constructs: (creation: Creation, module: ModuleFacts) => boolean;
  /** Whether a function that does not run was asked what it gives to others, or registers. */
  readonly isMisled: (runs: (key: string) => boolean) => boolean;
}

/** Deeper than clients are made of what makes them. */
const deepest = 4;

/** `modules` are those whose calls may give something to what an invocation reaches; `runs` tells which functions run, by `keyOf`. */
export function calleesOf(
  modules: readonly ModuleFacts[],
  sources: Sources,
  runs: (key: string) => boolean = () => true,
): Callees {
  const calls = new Map<CallFact, readonly Place[]>();
  const givers = giversIn(modules, sources, (): Things => things, runs);
  // It is asked while things are being looked for, when a symbol may not be known for good.
  const asked = (): Asked => ({ ...callees, things, symbolOf: (call, module) => computeSymbol(call, module, 0) });
  const containers = containersIn(modules, sources, asked) ?? awilixIn(modules, asked);
  const heirs = heirsIn(modules, () => things, containers?.classes);
  const byFrameworks = [containers?.given, contextsIn(modules)].flatMap((it) => it ?? []);
  const givenTo: typeof givers.to = (module, id, index, isPut) => {
    const given = givers.to(module, id, index, isPut);
    return byFrameworks.length === 0 ? given : [...given, ...byFrameworks.flatMap((it) => it(module, id, index))];
  };
  const things = thingsIn(sources, givenTo, overridersIn(modules, sources), heirs.called, containers);
  const registered = registeredIn(modules, sources, things, runs);

  function of(call: CallFact, module: ModuleFacts): readonly Place[] {
    const cached = calls.get(call);
    if (cached) return cached;
    const named = call.implied ? [] : placesOf(call.targets, module, sources);
    // One of several that a variable may hold has the name, as in `table[key] ?? fallback`; an interface has none of them.
    const mayBeOther =
      named.every(({ fn }) => fn.abstract) ||
      (module.language !== 'java' &&
        (call.callee.some(({ kind }) => kind === 'holder' || kind === 'bound') ||
          named.some(({ fn }) => isGivenBack(fn, call))));
    const found = mayBeOther
      ? unlessBound(named, things.of(call.callee, module).flatMap(things.runBy))
      : wrapped(instead(named, call, module), call, module);
    const places = distinctPlaces(
      call.implied ? found.filter(({ fn }) => fn.getter || fn.method?.name === '__enter__') : found,
    );
    const written = [...places, ...(call.implied ? [] : overriding(call, module))];
    const run = written.flatMap((it) => patched().get(keyOf(it.module, it.fn.id)) ?? [it]);
    const all = distinctPlaces([...run, ...run.flatMap((it) => byType().get(keyOf(it.module, it.fn.id)) ?? [])]);
    calls.set(call, all);
    return all;
  }

  /** What another file gives by that name may be what a wrapper of the project made of the function: `export const load = traced(() => …)`. */
  function wrapped(named: readonly Place[], call: CallFact, module: ModuleFacts): readonly Place[] {
    const isBinding = named.length > 0 && call.callee.some((it) => it.kind === 'import' && bindsIn(it, module));
    const built = new Set(
      named.flatMap((it) => it.fn.wrappers.flatMap((by) => builtBy(by, it.module, sources).map(({ fn }) => fn))),
    );
    if (built.size === 0 && !isBinding) return named;
    const found = things.of(call.callee, module).flatMap(things.runBy);
    if (isBinding && found.some(({ bound }) => bound)) return unlessBound(named, found);
    return found.length > 0 && found.every(({ fn }) => built.has(fn)) ? found : named;
  }

  /** Whether the file that it comes from binds functions to arguments. */
  function bindsIn({ specifier, member }: Extract<Value, { kind: 'import' }>, module: ModuleFacts): boolean {
    const there = sources.resolve(module, specifier, member);
    const other = there && sources.module(there.path);
    return other !== undefined && bindingsIn(other).size > 0;
  }

  /** Java names the method of a variable's class; that of a class below runs where only its objects are known to be there. */
  function instead(named: readonly Place[], call: CallFact, module: ModuleFacts): readonly Place[] {
    const below = named.flatMap(({ module: there, fn: { method } }) =>
      method ? heirs.made({ module: there, name: method.class }).flatMap((it) => methodsOf(it, method.name)) : [],
    );
    if (module.language !== 'java' || below.length === 0) return named;
    const found = things.of(call.callee, module).flatMap(things.runBy);
    const fitting = new Set([...named, ...below].map(({ fn }) => fn));
    return found.length > 0 && found.every(({ fn }) => fitting.has(fn)) ? found : named;
  }

  const methodsOf = ({ module, name }: ClassPlace, method: string): readonly Place[] =>
    methodsIn(module, name).flatMap((fn) => (fn.method?.name === method ? [{ module, fn }] : []));

  /** A method that an object calls on itself may be one that a class below has, or inherits on the way, of which an object is made. */
  function overriding({ callee, method }: CallFact, module: ModuleFacts): readonly Place[] {
    const owners = callee.flatMap((it) =>
      it.kind === 'member'
        ? it.of.flatMap((object) => (object.kind === 'this' && !object.above ? [object.class] : []))
        : [],
    );
    return owners
      .flatMap((name) => heirs.made({ module, name }))
      .flatMap((heir) => (method === undefined ? [] : things.methodsOf(heir, method)));
  }

  /** What runs instead of methods that a module replaces when it is loaded, by `keyOf` of these. */
  const patched = once((): ReadonlyMap<string, readonly Place[]> => {
    const all = new Map<string, readonly Place[]>();
    for (const module of modules)
      for (const { of: reference, method, values } of module.patches ?? []) {
        const owner = classAt(sources, module, reference);
        const instead = owner ? things.of(values, module).flatMap(things.runBy) : [];
        if (!owner || instead.length === 0) continue;
        for (const it of things.methodsOf(owner, method)) all.set(keyOf(it.module, it.fn.id), instead);
      }
    return all;
  });

  /** What may run instead of functions of `functools.singledispatch`, by `keyOf` of these: `@process.register`. */
  const byType = once((): ReadonlyMap<string, readonly Place[]> => {
    const found = new Map<string, Place[]>();
    for (const module of modules)
      for (const fn of module.language === 'python' ? module.functions : []) {
        const called = (fn.decorators ?? []).flatMap((it) => (it.kind === 'result' ? it.of : [it]));
        const owners = called.flatMap((it) => (it.kind === 'member' && it.name === 'register' ? it.of : []));
        for (const it of owners.length > 0 ? things.of(owners, module) : [])
          if (it.kind === 'function' && it.place.fn.wrappers.some((by) => /(^|\.)singledispatch(method)?$/.test(by)))
            addTo(found, keyOf(it.place.module, it.place.fn.id), { module, fn });
      }
    return found;
  });

  function classesCalled(call: CallFact, module: ModuleFacts): readonly ClassPlace[] {
    if (call.implied) return [];
    const byName = placesOf(call.targets, module, sources).flatMap(({ module: there, fn }) =>
      fn.method && isConstructor(fn) ? [{ module: there, name: fn.method.class }] : [],
    );
    if (module.language === 'java') return byName;
    const its = things.of(call.callee, module).flatMap((it) => (it.kind === 'class' ? [it.of] : []));
    return its.length > 0 ? its : byName;
  }

  const symbols = new Map<CallFact, Symbol>();

  function symbolOf(call: CallFact, module: ModuleFacts, depth = 0): Symbol {
    const known = symbols.get(call);
    if (known !== undefined) return known;
    const symbol = computeSymbol(call, module, depth);
    symbols.set(call, symbol);
    return symbol;
  }

  function computeSymbol(call: CallFact, module: ModuleFacts, depth: number): Symbol {
    const { symbol, method, targets } = call;
    if (call.implied || depth > deepest) return symbol;
    const elsewhere = targets.filter((it) => it.kind === 'import' && isInProject(it, module));
    if (symbol !== '' && elsewhere.length === 0) return symbol;
    if (method === undefined) return onlyOne(elsewhere.flatMap((it) => passedOnBy(it, module, sources))) ?? symbol;
    const makers = things
      .of(call.callee, module)
      .map((it) => (it.kind === 'made' && it.depth === 1 ? symbolOf(it.call, it.module, depth + 1) : ''));
    const [maker = ''] = makers;
    return maker !== '' && makers.every((it) => it === maker) ? `${maker}().${method}` : symbol;
  }

  const isInProject = ({ specifier, member }: Extract<Target, { kind: 'import' }>, module: ModuleFacts): boolean =>
    sources.resolve(module, specifier, member) !== undefined;

  const variables = variablesIn(modules, sources);
  const callees: Callees = {
    of,
    injection: containers ?? injectionIn(modules, sources),
    classesOf: (call, module) => things.withAbove(classesCalled(call, module)),
    classesNamed: (values, module) =>
      things.of(values, module).flatMap((it) => (it.kind === 'class' || it.kind === 'object' ? [it.of] : [])),
    areMade: (values, module) => {
      const all = things.of(values, module);
      return all.length > 0 && all.every((it) => it.kind === 'object' || (it.kind === 'made' && it.depth === 0));
    },
    constructorsOf: (of) => things.runBy({ kind: 'class', of }),
    classes: things,
    flags: flagsIn(modules, sources, things),
    tables: tablesIn(things),
    selves: selvesIn(modules, things),
    at: (module, name) => distinctPlaces(things.at(module, name).flatMap(things.runBy)),
    handed: (argument, module) => {
      const byValue =
        module.language === 'java' ? [] : argument.values.filter((it) => isElsewhere(it) || isBound(it, module));
      if (argument.functions.length + byValue.length === 0) return [];
      const found = things.of(byValue, module).flatMap((it) => (it.kind === 'function' ? [it.place] : []));
      return distinctPlaces(unlessBound(placesOf(argument.functions, module, sources), found));
    },
    asked: ({ callee }, module) =>
      things
        .of(
          callee.flatMap((it) => (it.kind === 'member' ? it.of : [])),
          module,
        )
        .flatMap((it) => (it.kind === 'function' ? [it.place] : [])),
    made: (values, module) => things.of(values, module).filter((it): it is Made => it.kind === 'made'),
    registered,
    variables,
    constantIn: constantsIn(variables),
    symbolOf,
    varying: (call, module) => {
      const symbol = symbolOf(call, module);
      return symbol !== call.symbol && sources.varies?.(symbol, module) ? symbol : undefined;
    },
    constructs: ({ onlyOf }, module) => {
      if (!onlyOf) return true;
      if ('by' in onlyOf) {
        const passed = onlyOf.by.flatMap((it) => passedOnBy(it, module, sources));
        return passed.length > 0 && passed.every((it) => onlyOf.passedOn.includes(it));
      }
      const made = things.of(onlyOf.receiver, module);
      return made.length > 0 && made.every((it) => isMadeBy(it, onlyOf.makers));
    },
    isMisled: (isRun) => [...givers.asked, ...registered.asked].some((key) => !isRun(key)),
  };
  return callees;
}

const onlyOne = (symbols: readonly Symbol[]): Symbol | undefined =>
  new Set(symbols).size === 1 ? symbols[0] : undefined;

const isMadeBy = (it: Thing, makers: readonly Symbol[]): boolean =>
  it.kind === 'made' && it.depth === 0 && makers.includes(it.call.symbol);

/** Whether it is imported, or a member of what is: `handlers.load`. */
const isElsewhere = (value: Value): boolean =>
  value.kind === 'import' || (value.kind === 'member' && value.of.some(isElsewhere));

/** Whether it stands in another function than the call does, so that what made it tells what that was given: `store.load()`. */
const isGivenBack = ({ parent, method }: FunctionFact, call: CallFact): boolean =>
  parent !== undefined && parent !== 0 && parent !== call.in && !method && call.callee.length > 0;

/** Whether it is a function that is bound to arguments, or a variable that has one. */
const isBound = (value: Value, { holders }: ModuleFacts): boolean =>
  value.kind === 'bound' || (value.kind === 'holder' && (holders[value.id] ?? []).some(({ kind }) => kind === 'bound'));

/** Those that a name means, and those that values are: the name of one does not tell what bound it to arguments, or made it. */
const unlessBound = (named: readonly Place[], byValue: readonly Place[]): readonly Place[] => [
  ...named.filter(({ fn }) => !byValue.some((it) => (it.bound ?? it.makers) && it.fn === fn)),
  ...byValue,
];

/** The functions that run when the modules are loaded, by `keyOf`; those among them that are called for each element, or as plugins. */
export function runWhenLoaded(modules: readonly ModuleFacts[], callees: Callees): ReadonlySet<string> {
  const found = new Set<string>();
  // In Java, objects that outlive an invocation are made by whoever makes the handler.
  const queue = modules.flatMap((module) =>
    module.functions
      .filter((fn) => fn.id === 0 || (module.language === 'java' && isConstructor(fn)))
      .map((fn): Place => ({ module, fn })),
  );
  for (const { module, fn } of queue) {
    const key = keyOf(module, fn.id);
    if (found.has(key)) continue;
    found.add(key);
    for (const call of indexOf(module).callsIn(fn.id)) {
      if (call.applied?.binds) continue;
      queue.push(...callees.of(call, module));
      queue.push(...(callees.injection?.providedFor(call, module) ?? []).map(({ place }) => place));
      if (isIterating(call.method) || isFolding(call.method) || isInstalling(call.method) || isContinuing(call))
        for (const argument of call.arguments) queue.push(...callees.handed(argument, module));
    }
  }
  return found;
}

/** What is asked by itself as well as through a memory is not remembered, and who made a function may be one of several. */
export function distinctPlaces(places: readonly Place[]): readonly Place[] {
  if (places.length < 2) return places;
  const byKey = new Map<string, Place>();
  for (const it of places) {
    const key = `${keyOf(it.module, it.fn.id)} ${makersKey(it.bound)}`;
    const before = byKey.get(key);
    const one = before && it.memory !== undefined ? before : it;
    byKey.set(key, before ? { ...one, makers: bothMakers(before.makers, it.makers) } : it);
  }
  return [...byKey.values()];
}
