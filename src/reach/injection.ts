/**
 * Java: what Dagger and Guice run, which no code calls: the methods of modules and the constructors that give what a
 * component or an injector is asked for, and what these ask for in turn.
 */
import type { ProviderFact, Wanted } from '../core/injected.ts';
import { once } from '../core/memo.ts';
import type { CallFact, ClassReference, ModuleFacts } from '../core/module.ts';
import { classIn, methodsIn } from './names.ts';
import { classAt, classKey, isConstructor, placesOf, type ClassPlace, type Place, type Sources } from './reference.ts';

/** A function that runs for a call. */
export interface Provided {
  readonly place: Place;
  /** By parameter: what gives it, if that is known. */
  readonly given: readonly (Place | undefined)[];
  /** It, or what asks for it, is kept by whoever puts the objects together. */
  readonly scoped: boolean;
  readonly container: string;
}

export interface Injection {
  /** The keys of what the call makes anew, a component or an injector, or has forget what it keeps. */
  readonly remadeBy: (call: CallFact, module: ModuleFacts) => readonly string[];
  /** In the order in which they run. */
  readonly providedFor: (call: CallFact, module: ModuleFacts) => readonly Provided[];
}

/** A call is come by again whenever something comes to the function that it stands in. */
export function eachCallOnce(find: Injection['providedFor']): Injection['providedFor'] {
  const known = new Map<CallFact, readonly Provided[]>();
  return (call, module) => {
    const its = known.get(call) ?? find(call, module);
    known.set(call, its);
    return its;
  };
}

/** What gives objects of a class. */
interface Giving {
  readonly module: ModuleFacts;
  readonly scoped: boolean;
  readonly by: ProviderFact | ClassReference;
}

interface Typed {
  readonly module: ModuleFacts;
  readonly type: ClassReference;
}

interface Container {
  readonly key: string;
  readonly givers: ReadonlyMap<string, readonly Giving[]>;
  /** It makes objects of classes that nothing is said of. */
  readonly makesAny: boolean;
}

const injector = 'com.google.inject.Injector';

/** Deeper than objects are put together. */
const deepest = 30;

/** Undefined where no module says anything, so that nothing is asked of calls. */
export function injectionIn(modules: readonly ModuleFacts[], sources: Sources): Injection | undefined {
  const speaking = modules.filter((module) => module.classes.some(({ injection }) => injection));
  if (speaking.length === 0) return undefined;
  const components = new Map<string, Container>();

  const keyOfType = (module: ModuleFacts, type: ClassReference): string => {
    const place = classAt(sources, module, type);
    return place ? classKey(place) : `${type.specifier ?? ''}.${type.name}`;
  };
  const keyOfWanted = (module: ModuleFacts, { type, qualifier }: Wanted): string =>
    `${keyOfType(module, type)} ${qualifier}`;

  const injectionAt = (place: ClassPlace) => classIn(place.module, place.name)?.injection;

  /** What the modules give, those included that they include. */
  function giversIn(list: readonly ClassPlace[]): Container['givers'] {
    const givers = new Map<string, Giving[]>();
    const add = (key: string, it: Giving) => givers.set(key, [...(givers.get(key) ?? []), it]);
    const queue = [...list];
    const seen = new Set<string>();
    for (const place of queue) {
      const its = injectionAt(place);
      if (!its || seen.has(classKey(place))) continue;
      seen.add(classKey(place));
      const { module } = place;
      for (const by of its.providers)
        if (by.kind === 'provides' && by.gives) add(keyOfWanted(module, by.gives), { module, scoped: by.scoped, by });
      for (const { type, to, scoped } of its.bound)
        add(keyOfWanted(module, { type, qualifier: '' }), { module, scoped, by: to });
      queue.push(...its.modules.flatMap((it) => classAt(sources, module, it) ?? []));
    }
    return givers;
  }

  const ofInjector = once((): Container => ({
    key: injector,
    givers: giversIn(speaking.flatMap((module) => module.classes.map(({ name }) => ({ module, name })))),
    makesAny: true,
  }));

  function ofComponent(place: ClassPlace): Container {
    const key = classKey(place);
    const container = components.get(key) ?? { key, givers: giversIn([place]), makesAny: false };
    components.set(key, container);
    return container;
  }

  function provided(container: Container, module: ModuleFacts, wanted: readonly Wanted[], filled?: ClassPlace) {
    const found = new Map<string, Provided>();

    function visit(wanted: Wanted, from: ModuleFacts, scoped: boolean, depth: number): Place | undefined {
      if (depth > deepest) return undefined;
      const [giver, ...others] = container.givers.get(keyOfWanted(from, wanted)) ?? [];
      if (!giver) return wanted.qualifier === '' ? ofClass(wanted, from, scoped, depth) : undefined;
      // Which one of several it is, their types' arguments tell, or what the component was made with.
      if (others.length > 0) return undefined;
      const isKept = scoped || giver.scoped;
      const { by, module: there } = giver;
      if (!('kind' in by)) {
        const to = { type: by, qualifier: '' };
        return keyOfWanted(there, to) === keyOfWanted(from, wanted)
          ? ofClass(to, there, isKept, depth)
          : visit(to, there, isKept, depth + 1);
      }
      const fn = there.functions[by.function];
      if (!fn) return undefined;
      if (fn.abstract) return by.takes[0] && visit(by.takes[0], there, isKept, depth + 1);
      return run({ module: there, fn }, by.takes, isKept, depth);
    }

    /** An object of the class itself, by the constructor that asks for something, or one that takes nothing. */
    function ofClass({ type }: Wanted, from: ModuleFacts, scoped: boolean, depth: number): Place | undefined {
      const place = classAt(sources, from, type);
      const node = place && classIn(place.module, place.name);
      if (!place || !node) return undefined;
      const [instead] = node.kind === 'class' ? [] : (node.injection?.modules ?? []);
      if (instead && container.makesAny)
        return visit({ type: instead, qualifier: '' }, place.module, scoped, depth + 1);
      if (node.kind !== 'class') return undefined;
      const constructor = node.injection?.providers.find(({ kind }) => kind === 'constructs');
      if (!constructor && !container.makesAny) return undefined;
      const isKept = scoped || constructor?.scoped === true || node.single !== undefined;
      const makers = methodsIn(place.module, place.name).filter(
        (fn) =>
          isConstructor(fn) &&
          (fn.implied === true || (constructor ? fn.id === constructor.function : fn.parameters.length === 0)),
      );
      const [first] = makers.map((fn) =>
        run({ module: place.module, fn }, fn.implied ? [] : (constructor?.takes ?? []), isKept, depth),
      );
      fill(place, isKept, depth);
      return first;
    }

    /** What is put into the fields of an object. */
    function fill(of: ClassPlace, scoped: boolean, depth: number): void {
      for (const at of withAbove(of))
        for (const it of injectionAt(at)?.fields ?? []) visit(it, at.module, scoped, depth + 1);
    }

    function run(place: Place, takes: ProviderFact['takes'], scoped: boolean, depth: number): Place {
      const key = `${place.module.path}#${String(place.fn.id)}`;
      const before = found.get(key);
      if (before && (!before.scoped || scoped)) return place;
      // It is there before what it asks for, since objects may be put together in a circle.
      found.set(key, { place, given: [], scoped, container: container.key });
      const given = takes.map((it) => it && visit(it, place.module, scoped, depth + 1));
      found.delete(key);
      found.set(key, { place, given, scoped, container: container.key });
      return place;
    }

    for (const it of wanted) visit(it, module, false, 0);
    if (filled) fill(filled, false, 0);
    return [...found.values()];
  }

  function find(call: CallFact, module: ModuleFacts): readonly Provided[] {
    if (call.wanted && call.symbol.startsWith(`${injector}`)) {
      const isFilled = call.method === 'injectMembers';
      return isFilled
        ? provided(ofInjector(), module, [], classAt(sources, module, call.wanted))
        : provided(ofInjector(), module, [{ type: call.wanted, qualifier: '' }]);
    }
    return placesOf(call.targets, module, sources).flatMap(({ module: there, fn }) => {
      const name = fn.method?.class ?? '';
      const its = classIn(there, name)?.injection;
      if (!its?.component) return [];
      const asked = its.providers.find((it) => it.kind === 'asked' && it.function === fn.id);
      if (!asked) return [];
      const container = ofComponent({ module: there, name });
      const [object] = asked.takes;
      if (object && call.wanted && !isOrAbove({ module: there, type: object.type }, { module, type: call.wanted }))
        return [];
      if (object) return provided(container, there, [], classAt(sources, there, object.type));
      return asked.gives ? provided(container, there, [asked.gives]) : [];
    });
  }

  /** Whether an object of the other class is one of the first. */
  function isOrAbove(above: Typed, { module, type }: Typed): boolean {
    const key = keyOfType(above.module, above.type);
    return withAbove(classAt(sources, module, type)).some((it) => classKey(it) === key);
  }

  /** The class, and those that each extends. */
  function withAbove(of: ClassPlace | undefined): readonly ClassPlace[] {
    const all: ClassPlace[] = [];
    for (let at = of; at && all.length < deepest;) {
      all.push(at);
      const [base]: readonly ClassReference[] = classIn(at.module, at.name)?.bases ?? [];
      at = base && classAt(sources, at.module, base);
    }
    return all;
  }

  return {
    remadeBy: ({ symbol }) => {
      if (symbol === 'com.google.inject.Guice.createInjector') return [injector];
      const name = /(?:^|\.)Dagger([A-Z]\w*)\.(?:create|(?:builder|factory)\(\).*\.?(?:build|create))$/.exec(
        symbol,
      )?.[1];
      const module = name === undefined ? undefined : speaking.find((it) => classIn(it, name)?.injection?.component);
      return module && name !== undefined ? [classKey({ module, name })] : [];
    },
    providedFor: eachCallOnce(find),
  };
}
