/**
 * Whose methods a call runs when no name says it: the classes whose objects flow into what it is called on, through
 * constructors, arguments, fields and results, `Orders(repository)` here and `self.repository.save()` there.
 */
import type { CallFact, FunctionFact, ModuleFacts, Source } from './module.ts';
import { classAt, indexOf, keyOf, locate, placesOf, type ClassPlace, type Place, type Sources } from './reference.ts';

export interface Instances {
  /** Takes note of a call of the place; true when it tells something new. */
  readonly called: (place: Place, call: CallFact, from: ModuleFacts) => boolean;
  /** Whether a class of the project has a method of that name at all, and no declared type says more. */
  readonly mayKnow: (call: CallFact, module: ModuleFacts) => boolean;
  readonly methodsOf: (call: CallFact, module: ModuleFacts) => readonly Place[];
}

interface Given {
  readonly module: ModuleFacts;
  readonly sources: readonly Source[];
}

const mostSteps = 300;

export function instancesIn(modules: readonly ModuleFacts[], sources: Sources): Instances {
  const given = new Map<string, Map<string, Given>>();
  let isLoaded = false;
  let methods: ReadonlySet<string> | undefined;
  const isMethod = (name: string): boolean => {
    methods ??= new Set(modules.flatMap(({ functions }) => functions.flatMap(({ method: its }) => its?.name ?? [])));
    return methods.has(name);
  };

  function called(place: Place, call: CallFact, from: ModuleFacts): boolean {
    let isNew = false;
    for (const [position, argument] of call.arguments.entries()) {
      if (argument.sources.length === 0) continue;
      const key = `${keyOf(place.module, place.fn.id)}:${String(parameterFor(place.fn, position, argument.name))}`;
      const its = given.get(key) ?? new Map<string, Given>();
      given.set(key, its);
      const site = `${from.path}:${String(call.id)}:${String(position)}`;
      isNew ||= !its.has(site);
      its.set(site, { module: from, sources: argument.sources });
    }
    return isNew;
  }

  const mayKnow = ({ method, receiver }: CallFact, { language }: ModuleFacts): boolean =>
    language !== 'java' && receiver.length > 0 && method !== undefined && isMethod(method);

  /** What runs while the modules are loaded makes objects, too; it is only looked at when somebody asks. */
  function load(): void {
    isLoaded = true;
    const queue = modules.flatMap((module) =>
      indexOf(module)
        .callsIn(0)
        .map((call) => ({ module, call })),
    );
    const entered = new Set<string>();
    for (const { module, call } of queue) {
      for (const place of placesOf(call.targets, module, sources)) {
        called(place, call, module);
        const key = keyOf(place.module, place.fn.id);
        if (entered.has(key) || entered.size > mostSteps) continue;
        entered.add(key);
        for (const next of indexOf(place.module).callsIn(place.fn.id)) queue.push({ module: place.module, call: next });
      }
    }
  }

  function methodsOf(call: CallFact, module: ModuleFacts): readonly Place[] {
    const { method } = call;
    if (method === undefined || !mayKnow(call, module)) return [];
    if (!isLoaded) load();
    const found = new Map<string, Place>();
    for (const its of classesOf(call.receiver, module)) {
      for (const place of locate(sources, its.module, `${its.name}.${method}`))
        found.set(keyOf(place.module, place.fn.id), place);
    }
    return [...found.values()];
  }

  function classesOf(list: readonly Source[], module: ModuleFacts): readonly ClassPlace[] {
    const found: ClassPlace[] = [];
    const seen = new Set<string>();
    follow(list, module);
    return found;

    function follow(its: readonly Source[], within: ModuleFacts): void {
      for (const source of its) {
        const key = `${within.path} ${JSON.stringify(source)}`;
        if (seen.has(key) || seen.size > mostSteps) continue;
        seen.add(key);
        followOne(source, within);
      }
    }

    function followOne(source: Source, within: ModuleFacts): void {
      switch (source.kind) {
        case 'call': {
          const call = within.calls[source.call];
          const made = call && classMadeBy(call, within, sources);
          if (made) found.push(made);
          else if (call)
            for (const { module: there, fn } of placesOf(call.targets, within, sources)) follow(fn.returns, there);
          return;
        }
        case 'parameter':
          for (const it of given.get(`${keyOf(within, source.function)}:${String(source.index)}`)?.values() ?? [])
            follow(it.sources, it.module);
          return;
        case 'field':
          followField(within, source.class, source.name);
          return;
        case 'variable':
          for (const { sources: its } of indexOf(within).variable(source.name)?.writes ?? []) follow(its, within);
          return;
        case 'volatile':
      }
    }

    /** What the class itself writes to a field, or else the classes above it. */
    function followField(within: ModuleFacts, name: string, field: string, depth = 0): void {
      const own = indexOf(within).variable(`${name}.${field}`);
      if (own) {
        for (const { sources: its } of own.writes) follow(its, within);
        return;
      }
      for (const base of within.classes.find((node) => node.name === name)?.bases ?? []) {
        const above = classAt(sources, within, base);
        if (above && depth < 10) followField(above.module, above.name, field, depth + 1);
      }
    }
  }

  return { called, mayKnow, methodsOf };
}

/** The class of the project that the call constructs an object of. */
function classMadeBy({ symbol, targets }: CallFact, module: ModuleFacts, sources: Sources): ClassPlace | undefined {
  const own = symbol.startsWith('.') ? module.classes.find(({ name }) => symbol === `.${name}`) : undefined;
  if (own) return { module, name: own.name };
  const [target] = targets;
  if (target?.kind !== 'import') return undefined;
  const there = classAt(sources, module, { specifier: target.specifier, name: target.member });
  return there?.module.classes.some(({ name }) => name === there.name) ? there : undefined;
}

/** The index of the parameter that takes an argument; -1 when there is none. */
export function parameterFor(fn: FunctionFact, position: number, name: string | undefined): number {
  const last = fn.parameters.length - 1;
  if (name === undefined) return Math.min(position, last);
  const named = fn.parameters.indexOf(name);
  return named < 0 ? last : named;
}
