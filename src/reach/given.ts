/** What calls give to the parameters of functions, `new Orders(repository)`. */
import { addTo } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import type { ArgumentFact, CallFact, FunctionFact, FunctionId, ModuleFacts, Value } from '../core/module.ts';
import { giftsOf } from './binding.ts';
import { isConstructor, keyOf, parameterFor, placesOf, type Place, type Sources } from './reference.ts';
import { isFolding, isInstalling, isIterating } from './registering.ts';
import type { Site } from './site.ts';
import { isRest } from './thing.ts';
import { anyName, type Given, type Things } from './things.ts';

export interface Givers {
  /** `isPut` tells that the parameter is put into something, so that what decorators hand over counts as well. */
  readonly to: (module: ModuleFacts, id: number, index: number, isPut: boolean) => readonly Given[];
  /** The functions whose calls were asked for, by `keyOf`. */
  readonly asked: ReadonlySet<string>;
}

/** `runs` tells whether a function runs at all, by `keyOf`. */
export function giversIn(
  modules: readonly ModuleFacts[],
  sources: Sources,
  things: () => Things,
  runs: (key: string) => boolean,
): Givers {
  const asked = new Set<string>();
  let found: Gathered | undefined;
  let decorated: ReadonlyMap<string, readonly Decorated[]> | undefined;

  function to(module: ModuleFacts, id: number, index: number, isPut: boolean): readonly Given[] {
    const fn = module.functions[id];
    if (!fn) return [];
    found ??= gather();
    const { direct, open, curried, handed } = found;
    const own = direct.get(`${keyOf(module, id)}:${String(index)}`) ?? [];
    const byValue = [
      ...(open.get(fn.method?.name ?? fn.name) ?? []),
      ...(isNested(fn) ? curried : []),
      ...(isConstructor(fn) || isWrapper(fn) || isGivenBack(module, fn) ? handed : []),
    ];
    // What a function is given may decide what is called in it, which therefore cannot be asked for that.
    const later = byValue.flatMap((site) => {
      if (site.call.in === id && site.module === module) return [];
      const its = things()
        .of(site.call.callee, site.module)
        .flatMap((it) => (it.kind === 'function' || it.kind === 'class' ? things().runBy(it) : []))
        .filter((it) => it.fn === fn && it.module === module);
      return its.map((place) => ({ site, place }));
    });
    for (const { site } of own) asked.add(keyOf(site.module, site.call.in));
    for (const { site } of later) asked.add(keyOf(site.module, site.call.in));
    return [
      ...own.map(({ given }) => given),
      ...later.flatMap(({ site, place }) => ownGifts(place, site).get(index) ?? []),
      ...(isPut && parameterFor(fn, 0, undefined) === index ? decoratedBy({ module, fn }) : []),
    ];
  }

  /** `@register` and `@routes.get('/orders')` hand over what stands below them. */
  function decoratedBy({ module, fn }: Place): readonly Given[] {
    decorated ??= gatherDecorated();
    const names = namesAround(module, fn);
    return [...names].flatMap((name) =>
      (decorated?.get(name) ?? []).flatMap((it) => {
        const isIt = things()
          .of(it.decorators, it.module)
          .flatMap(things().runBy)
          .some((place) => place.fn === fn && place.module === module);
        if (isIt) asked.add(keyOf(it.module, it.in));
        return isIt ? [{ module: it.module, values: [it.value] }] : [];
      }),
    );
  }

  function gatherDecorated(): ReadonlyMap<string, readonly Decorated[]> {
    const all = new Map<string, Decorated[]>();
    const add = (its: Decorated): void => {
      if (!runs(keyOf(its.module, its.in))) return;
      for (const decorator of its.decorators)
        for (const name of namesOf(decorator, its.module)) addTo(all, name, { ...its, decorators: [decorator] });
    };
    for (const module of modules) {
      if (module.language === 'java') continue;
      // In JavaScript a decorator of a method is handed the object that it is a method of.
      for (const { id, parent = 0, decorators = [] } of module.language === 'python' ? module.functions : [])
        add({ module, in: parent, decorators, value: { kind: 'function', id } });
      for (const { name, decorators = [] } of module.classes)
        add({ module, in: 0, decorators, value: { kind: 'class', name } });
    }
    return all;
  }

  function gather(): Gathered {
    const direct = new Map<string, { readonly site: Site; readonly given: Given }[]>();
    const open = new Map<string, Site[]>();
    const curried: Site[] = [];
    const handed: Site[] = [];
    const add = ({ module, fn }: Place, index: number, site: Site, list: readonly Given[]) => {
      for (const given of list) addTo(direct, `${keyOf(module, fn.id)}:${String(index)}`, { site, given });
    };
    for (const module of modules) {
      for (const call of module.calls) {
        if (call.arguments.length === 0 || !runs(keyOf(module, call.in))) continue;
        const site: Site = { call, module };
        const places = named(site);
        for (const place of places) for (const [index, given] of ownGifts(place, site)) add(place, index, site, given);
        if (places.length === 0 && call.method !== undefined && call.callee.length > 0) addTo(open, call.method, site);
        if (places.length === 0 && call.method === undefined && call.callee.some(({ kind }) => kind === 'result'))
          curried.push(site);
        if (places.length === 0 && isOfAnyName(call)) handed.push(site);
        const installs = isInstalling(call.method);
        if (isFolding(call.method))
          for (const [place, index, values] of foldedBy(site)) add(place, index, site, [{ module, values }]);
        if (!installs && !isIterating(call.method)) continue;
        const values = call.callee.flatMap((it): readonly Value[] =>
          it.kind === 'member' ? (installs ? it.of : [{ kind: 'member', of: it.of, name: anyName }]) : [],
        );
        for (const argument of call.arguments) {
          const byName = argument.values.filter(
            ({ kind }) => kind === 'import' || (installs && (kind === 'holder' || kind === 'function')),
          );
          const places = [...placesOf(argument.functions, module, sources), ...functionsOf(byName, module)];
          for (const place of places) add(place, 0, site, [{ module, values }]);
        }
      }
    }
    return { direct, open, curried, handed };
  }

  /** `layers.reduce((inner, layer) => layer(inner), handler)`: what it is begun with or came to, and each element. */
  function foldedBy({ call, module }: Site): readonly (readonly [Place, number, readonly Value[]])[] {
    const [first, begun] = call.arguments;
    if (!first) return [];
    const elements = call.callee.flatMap((it) =>
      it.kind === 'member' ? [{ kind: 'member', of: it.of, name: anyName } as const] : [],
    );
    const before: readonly Value[] = [...(begun?.values ?? elements), { kind: 'result', of: first.values }];
    const byName = first.values.filter(({ kind }) => kind === 'import');
    return [...placesOf(first.functions, module, sources), ...functionsOf(byName, module)].flatMap((place) => [
      [place, 0, before] as const,
      [place, 1, elements] as const,
    ]);
  }

  const functionsOf = (values: readonly Value[], module: ModuleFacts): readonly Place[] =>
    things()
      .of(values, module)
      .flatMap((it) => (it.kind === 'function' ? [it.place] : []));

  /** What a call runs by its name, or because a class is called that says so itself. */
  function named({ call, module }: Site): readonly Place[] {
    const places = placesOf(call.targets, module, sources);
    if (places.length > 0) return places;
    const simple = call.callee.filter(({ kind }) => kind === 'class' || kind === 'import' || kind === 'this');
    return simple.length === 0 ? [] : things().of(simple, module).flatMap(things().runBy);
  }

  return { to, asked };
}

interface Gathered {
  readonly direct: ReadonlyMap<string, readonly { readonly site: Site; readonly given: Given }[]>;
  /** By the method's name: calls that only values tell the functions of. */
  readonly open: ReadonlyMap<string, readonly Site[]>;
  /** Calls of what a call gives: `traced('orders')(load)`. */
  readonly curried: readonly Site[];
  /** Calls of what a function is given or has in a list, which may be a class: `new UseCase(orders)`, `layer(handler)`. */
  readonly handed: readonly Site[];
}

/** Whether it stands in another function, which may give it back. */
const isNested = ({ parent = 0 }: FunctionFact): boolean => parent !== 0;

/** Whether the function around it gives it back: `(...layers) => (handler) => …`. */
const isGivenBack = ({ functions }: ModuleFacts, { id, parent = 0 }: FunctionFact): boolean =>
  parent !== 0 && (functions[parent]?.values.some((it) => it.kind === 'function' && it.id === id) ?? false);

/** Whether no name tells what it runs, since it is an element of a list or a parameter as a whole: `layer(handler)`, `layers[0](handler)`. */
const isOfAnyName = ({ method, callee }: CallFact): boolean =>
  method === undefined
    ? callee.some((it) => it.kind === 'parameter' || it.kind === 'holder' || (it.kind === 'member' && isPlace(it.name)))
    : isPlace(method);

const isPlace = (name: string): boolean => name === anyName || /^\d+$/.test(name);

/** Whether it gives a function back, as what puts something around a handler does: `(next) => async (event) => next(event)`. */
const isWrapper = ({ values }: FunctionFact): boolean => values.some(({ kind }) => kind === 'function');

/** What stands below a decorator, and the function in which it stands. */
interface Decorated {
  readonly module: ModuleFacts;
  readonly in: FunctionId;
  readonly decorators: readonly Value[];
  readonly value: Value;
}

const called = '__call__';

/** The names by which a decorator may come to a function: its own, those of the functions around it, or that of its object. */
function namesAround({ functions }: ModuleFacts, fn: FunctionFact): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: FunctionFact | undefined = fn; at && at.id !== 0; at = functions[at.parent ?? 0])
    names.add(at.method?.name ?? at.name);
  return names;
}

/** The last names by which a decorator calls something; an object is called as well. */
function namesOf(decorator: Value, module: Pick<ModuleFacts, 'functions' | 'holders'>): readonly string[] {
  switch (decorator.kind) {
    case 'function':
      return [module.functions[decorator.id]?.name ?? ''];
    case 'import':
      return [decorator.member.slice(decorator.member.lastIndexOf('.') + 1), called];
    case 'member':
      return [decorator.name];
    case 'result':
      return decorator.of.flatMap((it) => namesOf(it, module));
    case 'holder':
      return [
        called,
        ...(module.holders[decorator.id] ?? []).flatMap((it) => (it.kind === 'function' ? namesOf(it, module) : [])),
      ];
    default:
      return [];
  }
}

/** By parameter: the values of the arguments of the call itself; what is handed over to be kept is none of them. */
function ownGifts(place: Place, site: Site): ReadonlyMap<number, readonly Given[]> {
  if (site.call.declared === 'memoises') return new Map();
  return new Map(
    [...giftsOf(place, site)].map(([index, gifts]) => [
      index,
      gifts.flatMap(({ argument, site: { module, call } }) => {
        const isOfItems = index === place.fn.rest || isRest(argument.values[0], module);
        const values = argument.spread && isOfItems ? elementsOf(argument) : argument.values;
        return call === site.call && values.length > 0 ? [{ module, values }] : [];
      }),
    ]),
  );
}

/** What is handed over one by one, `compose(...layers)`. */
const elementsOf = keptWith(({ values }: ArgumentFact): readonly Value[] =>
  values.length === 0 ? [] : [{ kind: 'member', of: values, name: anyName }],
);
