/** The classes below others of which a project makes objects, or on which it calls methods that they inherit. */
import { once } from '../core/memo.ts';
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import { methodsIn } from './names.ts';
import { classKey, type ClassPlace } from './reference.ts';
import type { Things } from './things.ts';

export interface Heirs {
  /** Those of which objects are made. */
  readonly made: (above: ClassPlace) => readonly ClassPlace[];
  /** Those on which methods are called that run on classes, `Orders.handler()`, and that are inherited. */
  readonly called: (above: ClassPlace) => readonly ClassPlace[];
}

/** By the class above, each by its own key. */
type Classes = Map<string, Map<string, ClassPlace>>;

/** `contained` are the classes of which containers make objects. */
export function heirsIn(
  modules: readonly ModuleFacts[],
  things: () => Things,
  contained: () => readonly ClassPlace[] = () => [],
): Heirs {
  const ofClasses = once(
    () => new Set(modules.flatMap((it) => it.functions.flatMap(({ method }) => (method?.static ? [method.name] : [])))),
  );

  let found: Record<keyof Heirs, Classes> | undefined;

  /** What is asked for while it is put together is answered by what is known until then. */
  function gathered(): Record<keyof Heirs, Classes> {
    if (found) return found;
    const its: Record<keyof Heirs, Classes> = { made: new Map(), called: new Map() };
    found = its;
    for (const it of contained()) add(its.made, it);
    for (const it of initialised()) add(its.called, it);
    for (const module of modules) {
      // `handler = Orders.handler` is called by Lambda.
      const given = module.exports.flatMap(({ values }) => values.filter((it) => it.kind === 'member'));
      for (const it of given.flatMap((value) => classesCalled({ callee: [value], method: value.name }, module))) {
        add(its.made, it);
        add(its.called, it);
      }
      for (const call of module.calls) {
        for (const it of named(call.callee, module)) add(its.made, it);
        for (const it of classesCalled(call, module)) {
          // What such a method makes is most often an object of the class that it is called on.
          add(its.made, it);
          add(its.called, it);
        }
      }
    }
    return its;
  }

  /** Python: the classes of which one above hears when they are defined, by `__init_subclass__`. */
  function initialised(): readonly ClassPlace[] {
    const hears = ({ module, name }: ClassPlace): boolean =>
      methodsIn(module, name).some(({ method }) => method?.name === '__init_subclass__');
    const anyHears = modules.some((it) => it.functions.some(({ method }) => method?.name === '__init_subclass__'));
    const all = anyHears
      ? modules.flatMap((module) => module.classes.map(({ name }): ClassPlace => ({ module, name })))
      : [];
    return all.filter((it) => things().withAbove([it]).slice(1).some(hears));
  }

  function add(to: Classes, it: ClassPlace): void {
    for (const parent of things().withAbove([it])) {
      const key = classKey(parent);
      if (key === classKey(it)) continue;
      const list = to.get(key) ?? new Map<string, ClassPlace>();
      to.set(key, list.set(classKey(it), it));
    }
  }

  function classesCalled(
    { callee, method = '' }: Pick<CallFact, 'callee' | 'method'>,
    module: ModuleFacts,
  ): readonly ClassPlace[] {
    if (module.language === 'java' || !ofClasses().has(method)) return [];
    const owners = callee.flatMap((it) => (it.kind === 'member' ? named(it.of, module) : []));
    return owners.filter((owner) => {
      const having = things()
        .withAbove([owner])
        .find((it) => methodsIn(it.module, it.name).some((fn) => fn.method?.name === method));
      return having !== undefined && classKey(having) !== classKey(owner);
    });
  }

  /** A class that stands for those below it is no name of one of them. */
  const named = (values: readonly Value[], module: ModuleFacts): readonly ClassPlace[] =>
    values.flatMap((it) => {
      if (it.kind === 'class') return [{ module, name: it.name }];
      if (it.kind !== 'import') return [];
      return things()
        .of([it], module)
        .flatMap((thing) => (thing.kind === 'class' ? [thing.of] : []));
    });

  return {
    made: (above) => [...(gathered().made.get(classKey(above))?.values() ?? [])],
    called: (above) => [...(gathered().called.get(classKey(above))?.values() ?? [])],
  };
}
