/** What values turn out to be, across files: functions, classes, objects of them, what is written out, modules. */
import { few } from '../core/memo.ts';
import type { ModuleFacts, Value } from '../core/module.ts';
import { bindingsIn } from './binding.ts';
import { classIn, exportsIn, functionsIn, isOfItself, methodsIn } from './names.ts';
import { givenOn } from './reexports.ts';
import { classAt, classKey, isConstructor, type ClassPlace, type Place, type Sources } from './reference.ts';
import {
  boundBy,
  asDeclared,
  distinct,
  isNamedAsApp,
  remembered,
  restIn,
  sizeOf,
  thatMayHave,
  withMaker,
  withMakersOf,
  type Contained,
  type Given,
  type Thing,
  type Things,
} from './thing.ts';

export type { Given, Things };

/** Stands for a member or an element whose key is not known. */
export const anyName = '*';

/** Deeper than people nest what they mean. */
const deepest = 24;

/** How many classes are looked at above one. */
const mostAbove = 100;

/** How often a cycle is gone through until nothing comes to it any more. */
const mostTurns = 8;

/**
 * `givenTo` tells what calls give to a parameter of a function, and decorators to one that is put into something,
 * `heirsCalled` on which classes below one its methods are called, `contained` what containers give.
 */
export function thingsIn(
  sources: Sources,
  givenTo: (module: ModuleFacts, id: number, index: number, isPut: boolean) => readonly Given[],
  overridersOf: (place: Place) => readonly Place[],
  heirsCalled: (of: ClassPlace) => readonly ClassPlace[],
  contained?: Contained,
): Things {
  const cache = new Map<Value, readonly Thing[]>();
  /** Values that are being looked at, with how far down they are and what is known of them so far. */
  const underWay = new Map<Value, { readonly place: number; things: readonly Thing[] }>();
  /** Values within a cycle whose beginning is still under way, with how far down that is. */
  const tentative = new Map<Value, { readonly place: number; readonly things: readonly Thing[] }>();
  /** How far down the values that are under way a cycle led that was just met. */
  let cycle = Infinity;
  /** What long lists of values are, and the variables that are given them, when all of it is known for good. */
  const ofLists = new Map<readonly Value[], readonly Thing[]>();
  const ofHolders = new Map<readonly Value[], readonly Thing[]>();
  /** Members of long lists that were found for good, by how far down they were asked for. */
  const membersOfLists = new Map<readonly Thing[], Map<string, readonly Thing[]>>();
  /** How often something was answered that may be more when it is asked for again. */
  let unsure = 0;

  function thingsOf(values: readonly Value[], module: ModuleFacts, depth = 0): readonly Thing[] {
    const [only] = values;
    if (values.length < 2) return only ? thingsOfOne(only, module, depth) : [];
    const known = values.length > few ? ofLists.get(values) : undefined;
    if (known) return known;
    const things = values.flatMap((value) => thingsOfOne(value, module, depth));
    if (areKnown(values)) ofLists.set(values, things);
    return things;
  }

  /** Whether it is a long list of which nothing changes any more. */
  const areKnown = (values: readonly Value[]): boolean => values.length > few && values.every((it) => cache.has(it));

  function thingsOfOne(value: Value, module: ModuleFacts, depth: number): readonly Thing[] {
    const cached = cache.get(value);
    if (cached) return cached;
    const held = value.kind === 'holder' ? module.holders[value.id] : undefined;
    const same = held && held.length > few ? ofHolders.get(held) : undefined;
    if (same) {
      cache.set(value, same);
      return same;
    }
    const begun = underWay.get(value) ?? tentative.get(value);
    if (begun !== undefined) {
      cycle = Math.min(cycle, begun.place);
      unsure++;
      return begun.things;
    }
    if (isTooDeep(depth)) return [];
    const outer = cycle;
    const own = { place: underWay.size, things: [] as readonly Thing[] };
    underWay.set(value, own);
    for (let turn = 0; turn < mostTurns; turn++) {
      cycle = Infinity;
      const things = distinct(compute(value, module, depth + 1));
      const grew = sizeOf(things) > sizeOf(own.things);
      own.things = things;
      // Only what a cycle begins with can know that all of it was seen, which it did when nothing came to it any more.
      if (cycle !== own.place || !grew) break;
      settle(own.place, false);
    }
    underWay.delete(value);
    if (cycle < own.place) tentative.set(value, { place: cycle, things: own.things });
    else {
      settle(own.place, true);
      cache.set(value, own.things);
      if (held && areKnown(held)) ofHolders.set(held, own.things);
      cycle = Infinity;
    }
    cycle = Math.min(cycle, outer);
    return own.things;
  }

  /** What lies in the cycles that began there is known for good, or has to be looked at again. */
  function settle(place: number, isKnown: boolean): void {
    for (const [value, it] of tentative) {
      if (it.place < place) continue;
      tentative.delete(value);
      if (isKnown) cache.set(value, it.things);
    }
  }

  function compute(value: Value, module: ModuleFacts, depth: number): readonly Thing[] {
    switch (value.kind) {
      case 'function': {
        const fn = module.functions[value.id];
        return fn ? [{ kind: 'function', place: { module, fn } }] : [];
      }
      case 'class':
        return classesOf(value, { module, name: value.name }).map((of) => ({ kind: 'class', of }));
      case 'import': {
        const there = sources.resolve(module, value.specifier, value.member);
        const other = there && sources.module(there.path);
        return other ? named(other, there.member, depth) : [];
      }
      case 'record':
        return [{ kind: 'record', module, value }];
      case 'parameter': {
        const given = givenTo(module, value.function, value.index, value.isPut ?? false).flatMap((it) =>
          thingsOf(it.values, it.module, depth),
        );
        return asDeclared(given, value.declared, (its) => thingsOf(its, module, depth), withAbove);
      }
      case 'this':
        return [{ kind: 'object', of: { module, name: value.class }, above: value.above }];
      case 'holder':
        return thingsOf(module.holders[value.id] ?? [], module, depth);
      case 'member':
        return restIn(value, module) ?? membersOf(value, module, depth);
      case 'bound':
        return thingsOf(value.of, module, depth).map((it) => boundBy(it, module, bindingsIn(module).get(value.call)));
      case 'memory':
        return thingsOf(value.of, module, depth).map((it) => remembered(it, module, module.calls[value.call]));
      case 'result': {
        const called = thingsOf(value.of, module, depth);
        const call = value.call === undefined ? undefined : module.calls[value.call];
        const given = call && contained?.things(call, module);
        if (given) return given;
        const made: readonly Thing[] = call ? [{ kind: 'made', module, call, depth: 0 }] : [];
        if (call && called.every(({ kind }) => kind === 'made')) return made;
        const own = called.flatMap((thing) =>
          resultOf(thing, depth).map((it) => withMaker(it, thing, call && { module, call })),
        );
        return distinct(called.some(isApp) ? [...own, ...made] : own);
      }
    }
  }

  function isTooDeep(depth: number): boolean {
    if (depth > deepest) unsure++;
    return depth > deepest;
  }

  /** Found once of what many share, such as a table that thousands of lines put something into. */
  function membersOf({ of, name }: Extract<Value, { kind: 'member' }>, module: ModuleFacts, depth: number) {
    const list = thingsOf(of, module, depth);
    const isShared = list.length > few && (of.length < 2 || ofLists.has(of));
    const key = isShared ? `${String(depth)} ${name}` : '';
    const known = isShared ? membersOfLists.get(list)?.get(key) : undefined;
    if (known) return known;
    const before = unsure;
    const having = isShared && name !== anyName ? thatMayHave(list)(name) : list;
    const found = distinct(having.flatMap((thing) => memberOf(thing, name, depth)));
    if (!isShared || unsure > before) return found;
    const its = membersOfLists.get(list) ?? new Map<string, readonly Thing[]>();
    membersOfLists.set(list, its.set(key, found));
    return found;
  }

  const classesOf = ({ below }: Extract<Value, { kind: 'class' }>, of: ClassPlace): readonly ClassPlace[] =>
    below ? [of, ...heirsCalled(of)] : [of];

  /** `Service().load`, `handlers.create`, or '' for the module itself. */
  function named(module: ModuleFacts, path: string, depth: number, asked?: Set<string>): readonly Thing[] {
    const [head = '', ...rest] = path === '' ? [] : path.split('.');
    let things = nameIn(module, head.replace(/(\(\))+$/, ''), depth, asked);
    if (head.endsWith('()')) things = things.flatMap((thing) => resultOf(thing, depth));
    for (const step of rest) {
      things = things.flatMap((thing) => memberOf(thing, step.replace(/(\(\))+$/, ''), depth));
      if (step.endsWith('()')) things = things.flatMap((thing) => resultOf(thing, depth));
    }
    return things;
  }

  /** `asked` are the modules that were asked for it before: one may give on all of another in many ways. */
  function nameIn(module: ModuleFacts, name: string, depth: number, asked = new Set<string>()): readonly Thing[] {
    const key = `${module.path} ${name}`;
    if (isTooDeep(depth) || asked.has(key)) return [];
    asked.add(key);
    const exported = exportsIn(module, name === '' ? 'default' : name);
    const whole = exportsIn(module, '*');
    if (name === '') {
      const defaults = [...exported, ...whole.filter(({ values }) => values.length > 0)];
      return [
        { kind: 'module', module },
        ...(module.language === 'python' ? [] : defaults.flatMap((it) => exportedBy(it, module, depth))),
      ];
    }
    if (classIn(module, name)) return [{ kind: 'class', of: { module, name } }];
    const [fn] = functionsIn(module, name);
    if (fn) return [{ kind: 'function', place: { module, fn } }];
    const found = exported.flatMap((it) => exportedBy(it, module, depth));
    return found.length > 0
      ? found
      : [
          ...whole.flatMap((it) =>
            thingsOf(it.values, module, depth).flatMap((thing) => memberOf(thing, name, depth, asked)),
          ),
          ...givenOn(module, name, sources).flatMap((it) => named(it.module, it.path, depth + 1, asked)),
        ];
  }

  function exportedBy(
    { values, targets }: ModuleFacts['exports'][number],
    module: ModuleFacts,
    depth: number,
  ): readonly Thing[] {
    if (values.length > 0) return thingsOf(values, module, depth);
    return targets.flatMap((target) => {
      if (target.kind === 'function') return compute(target, module, depth);
      const there = sources.resolve(module, target.specifier, target.member);
      const other = there && sources.module(there.path);
      return other ? named(other, there.member, depth + 1) : [];
    });
  }

  /** `asked` are the modules that were asked for it before. */
  function memberOf(thing: Thing, name: string, depth: number, asked?: Set<string>): readonly Thing[] {
    if (isTooDeep(depth)) return [];
    switch (thing.kind) {
      case 'function':
        if (isJava(thing.place)) return name === anyName ? [] : [thing];
        return /^(call|apply|delay|__wrapped__)$/.test(name) ? [thing] : [];
      case 'record': {
        const { members, others } = thing.value;
        const known = Object.hasOwn(members, name) ? members[name] : undefined;
        const values = name === anyName ? [...Object.values(members).flat(), ...others] : (known ?? others);
        const found = thingsOf(values, thing.module, depth);
        return thing.made ? found.map((it) => withMakersOf(it, thing)) : found;
      }
      case 'module':
        return name === anyName
          ? thing.module.exports.flatMap((it) => exportedBy(it, thing.module, depth))
          : nameIn(thing.module, name, depth, asked);
      case 'class':
        return memberOfClass(thing.of, name, false, depth);
      case 'object':
        if (name === '__class__') return [{ kind: 'class', of: thing.of }];
        return memberOfClass(thing.of, name, thing.above, depth);
      case 'made':
        return contained?.membersOf?.(thing, name) ?? (thing.depth < 2 ? [{ ...thing, depth: thing.depth + 1 }] : []);
    }
  }

  /** `asked` are the classes that were asked for it before: one may be above another in many ways. */
  function memberOfClass(
    of: ClassPlace,
    name: string,
    above: boolean,
    depth: number,
    asked = new Set<string>(),
  ): readonly Thing[] {
    if (isTooDeep(depth) || asked.has(classKey(of))) return [];
    asked.add(classKey(of));
    // What was taken out of a collection of Java may be taken again: of a stream, of an optional.
    if (isJava(of) && name === anyName) return [{ kind: 'object', of, above }];
    const node = classIn(of.module, of.name);
    if (!above) {
      const methods = methodsIn(of.module, of.name).filter((fn) =>
        name === anyName ? !isConstructor(fn) : fn.method?.name === name,
      );
      const places = methods.map((fn): Thing => ({ kind: 'function', place: { module: of.module, fn } }));
      if (places.length > 0)
        return places.flatMap((it) =>
          it.kind === 'function' && it.place.fn.getter ? [it, ...resultOf(it, depth)] : [it],
        );
      const values = node && Object.hasOwn(node.fields, name) ? (node.fields[name] ?? []) : [];
      if (values.length > 0) return thingsOf(values, of.module, depth);
      if (isJava(of) && isOfItself(of.module, of.name, name)) return [{ kind: 'object', of, above: false }];
    }
    return (node?.bases ?? []).flatMap((base) => {
      const parent = classAt(sources, of.module, base);
      const there = parent && classNamed(parent, depth);
      return there ? memberOfClass(there, name, false, depth + 1, asked) : [];
    });
  }

  /** A class that another file only passes on. */
  function classNamed({ module, name }: ClassPlace, depth: number): ClassPlace | undefined {
    if (classIn(module, name)) return { module, name };
    return named(module, name, depth).flatMap((it) => (it.kind === 'class' ? [it.of] : []))[0];
  }

  function resultOf(thing: Thing, depth: number): readonly Thing[] {
    if (isTooDeep(depth)) return [];
    switch (thing.kind) {
      case 'function':
        return [thing.place, ...(isJava(thing.place) ? overridersOf(thing.place) : [])].flatMap(({ module, fn }) =>
          thingsOf(fn.values, module, depth),
        );
      case 'class':
        return [{ kind: 'object', of: thing.of, above: false }];
      case 'object':
        // Nobody calls a constant of an enum: it is what a method gives that nobody wrote, `Op.valueOf(name)`.
        if (classIn(thing.of.module, thing.of.name)?.kind === 'enum') return [thing];
        return memberOfClass(thing.of, '__call__', false, depth).flatMap((it) => resultOf(it, depth + 1));
      case 'record':
      case 'module':
      case 'made':
        return [];
    }
  }

  /** A class below one of a framework, whose objects take routes as that does. */
  const isApp = (thing: Thing): boolean =>
    thing.kind === 'class' &&
    withAbove([thing.of]).some(({ module, name }) =>
      module.classes
        .find((it) => it.name === name)
        ?.bases.some((base) => isNamedAsApp(base.name) && !classAt(sources, module, base)),
    );

  /** The functions that run when a thing is called. */
  function runBy(thing: Thing): readonly Place[] {
    switch (thing.kind) {
      case 'function':
        return [thing.place];
      case 'class':
        return constructorsOf(thing.of).map((it) => (thing.bound ? { ...it, bound: thing.bound } : it));
      case 'object':
        return (thing.above ? constructorsAbove(thing.of) : memberOfClass(thing.of, '__call__', false, 0)).flatMap(
          (it) => ('kind' in it ? runBy(it) : [it]),
        );
      case 'record':
      case 'module':
      case 'made':
        return [];
    }
  }

  function constructorsOf(of: ClassPlace, asked = new Set<string>()): readonly Place[] {
    if (asked.has(classKey(of)) || asked.size > mostAbove) return [];
    asked.add(classKey(of));
    const own = methodsIn(of.module, of.name).filter(isConstructor);
    return own.length > 0 ? own.map((fn) => ({ module: of.module, fn })) : constructorsAbove(of, asked);
  }

  const constructorsAbove = (of: ClassPlace, asked = new Set<string>()): readonly Place[] =>
    parentsOf(of).flatMap((it) => constructorsOf(it, asked));

  const parentsOf = (of: ClassPlace): readonly ClassPlace[] =>
    (classIn(of.module, of.name)?.bases ?? []).flatMap((base) => {
      const parent = classAt(sources, of.module, base);
      return (parent && classNamed(parent, 0)) ?? [];
    });

  const withAbove = (list: readonly ClassPlace[]): readonly ClassPlace[] => {
    const all = new Map<string, ClassPlace>();
    const add = (it: ClassPlace) => (all.has(classKey(it)) ? [] : (all.set(classKey(it), it), parentsOf(it)));
    let next = list;
    for (let depth = 0; next.length > 0 && depth < mostAbove; depth++) next = next.flatMap(add);
    return [...all.values()];
  };

  return {
    of: thingsOf,
    at: (module, path) => named(module, path, 0),
    memberOf: (thing, name) => memberOf(thing, name, 0),
    resultOf: (thing) => resultOf(thing, 0),
    runBy,
    methodsOf: (of, name) => memberOfClass(of, name, false, 0).flatMap(runBy),
    withAbove,
  };
}

/** There an object that a lambda makes has one method, whatever it is called. */
const isJava = ({ module }: Pick<Place, 'module'>): boolean => module.language === 'java';
