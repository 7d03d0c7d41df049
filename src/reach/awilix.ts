/**
 * JavaScript: what containers of awilix run when they are asked for an object, which no code calls, and what they give.
 * Whatever asks for a name is answered by what the name was registered with: a container, its cradle, the constructors
 * and factories that it runs, by what they take out of the cradle or by the names of their parameters.
 */
import { once } from '../core/memo.ts';
import type { ArgumentFact, CallFact, ModuleFacts, Value } from '../core/module.ts';
import type { Asked, Containers } from './containers.ts';
import { eachCallOnce, type Provided } from './injection.ts';
import { keyOf, type ClassPlace, type Place } from './reference.ts';
import type { Thing } from './thing.ts';
import type { Given } from './things.ts';

/** What is registered in one go, by name. */
interface Registration {
  readonly module: ModuleFacts;
  readonly value: Extract<Value, { kind: 'record' }>;
}

/** `asClass(Orders)`, with what it is told afterwards: `.singleton()`. */
interface Resolver {
  readonly module: ModuleFacts;
  readonly by: CallFact;
  readonly lifetime: 'transient' | 'scoped' | 'singleton';
}

/** Deeper than objects are put together. */
const deepest = 30;

/** Undefined where no module speaks of them, so that nothing is asked of calls. */
export function awilixIn(modules: readonly ModuleFacts[], asked: () => Asked): Containers | undefined {
  const speaking = modules.filter(({ imports }) => imports.some(({ specifier }) => specifier === 'awilix'));
  if (speaking.length === 0) return undefined;

  /** `container.register({ orders: asClass(Orders) })`, `container.register('orders', asClass(Orders))`, on whatever stands for the container. */
  const registrations = once((): readonly Registration[] =>
    speaking.flatMap((module) =>
      module.calls.filter(({ method }) => method === 'register').flatMap((call) => registrationOf(call, module)),
    ),
  );

  function registrationOf({ arguments: given }: CallFact, module: ModuleFacts): readonly Registration[] {
    const [first, second] = given;
    const [word] = first?.words ?? [];
    const values = second?.values ?? [];
    if (word?.kind === 'written' && values.some((it) => resolverOf(it, module)))
      return [{ module, value: { kind: 'record', members: { [String(word.text)]: values }, others: [] } }];
    return (first?.values ?? []).flatMap((value) =>
      value.kind === 'record' &&
      Object.values(value.members).some((its) => its.some((it) => resolverOf(it, module) !== undefined))
        ? [{ module, value }]
        : [],
    );
  }

  /** Looks through what a resolver is told, each of which gives it back. */
  function resolverOf(value: Value, module: ModuleFacts): Resolver | undefined {
    const call = value.kind === 'result' && value.call !== undefined ? module.calls[value.call] : undefined;
    return call && resolverBy(call, module);
  }

  function resolverBy(call: CallFact, module: ModuleFacts): Resolver | undefined {
    if (!resolving.test(call.symbol)) return undefined;
    const told: string[] = [];
    let by: CallFact | undefined = call;
    while (by && by.symbol.endsWith(`().${by.method ?? ''}`)) {
      told.push(by.method ?? '', ...namesIn(by.arguments));
      const [source]: CallFact['receiver'] = by.receiver;
      by = source?.kind === 'call' ? module.calls[source.call] : undefined;
    }
    if (!by) return undefined;
    told.push(...namesIn(by.arguments.slice(1)));
    const said = (word: RegExp) => told.some((it) => word.test(it));
    return { module, by, lifetime: said(/singleton$/i) ? 'singleton' : said(/scoped$/i) ? 'scoped' : 'transient' };
  }

  /** By name; nothing where several are registered, of which a condition or the order tells which one it is. */
  const byName = once((): ReadonlyMap<string, Given | undefined> => {
    const found = new Map<string, Given | undefined>();
    for (const { module, value } of registrations())
      for (const [name, values] of Object.entries(value.members))
        found.set(name, found.has(name) ? undefined : { module, values });
    return found;
  });

  const registered = (name: string): readonly Given[] => {
    const its = byName().get(name);
    return its ? [its] : [];
  };

  const resolversOf = (name: string): readonly Resolver[] =>
    registered(name).flatMap(({ module, values }) => values.flatMap((it) => resolverOf(it, module) ?? []));

  const classesOf = ({ module, by }: Resolver): readonly ClassPlace[] =>
    /asClass$/.test(by.symbol) ? asked().classesNamed(by.arguments[0]?.values ?? [], module) : [];

  /** What runs for it. */
  function runsOf(resolver: Resolver): readonly Place[] {
    const [argument] = resolver.by.arguments;
    if (/asFunction$/.test(resolver.by.symbol)) return argument ? asked().handed(argument, resolver.module) : [];
    return classesOf(resolver).flatMap(asked().constructorsOf);
  }

  const thingsOf = (resolver: Resolver): readonly Thing[] => {
    const { module, by } = resolver;
    const { things } = asked();
    if (/asValue$/.test(by.symbol)) return things.of(by.arguments[0]?.values ?? [], module);
    if (/asFunction$/.test(by.symbol))
      return runsOf(resolver).flatMap((place) => things.resultOf({ kind: 'function', place }));
    return classesOf(resolver).map((of) => ({ kind: 'object', of, above: false }));
  };

  const resolvers = (): readonly Resolver[] => [...byName().keys()].flatMap(resolversOf);

  /** The functions that a container calls, by `keyOf`. Nothing is known of them while they are being looked for. */
  let called: ReadonlySet<string> | undefined;
  function calledByContainers(): ReadonlySet<string> {
    if (called) return called;
    called = new Set();
    called = new Set(
      resolvers()
        .flatMap(runsOf)
        .map(({ module, fn }) => keyOf(module, fn.id)),
    );
    return called;
  }

  /** What can be asked for by name, in one record for each that was registered in one go. */
  const records = once((): readonly Registration[] =>
    registrations().map(({ module, value }) => {
      const known = Object.entries(value.members).filter(([name]) => byName().get(name) !== undefined);
      return { module, value: { ...value, members: Object.fromEntries(known) } };
    }),
  );

  const cradle = (): readonly Given[] => records().map(({ module, value }) => ({ module, values: [value] }));

  /** The cradle, of which it takes members, or what is registered by the name of the parameter. */
  function given(module: ModuleFacts, id: number, index: number): readonly Given[] {
    const name = module.functions[id]?.parameters[index] ?? '';
    if (!calledByContainers().has(keyOf(module, id))) return [];
    const own = registered(name);
    return own.length > 0 || index > 0 ? own : cradle();
  }

  function provided(name: string): readonly Provided[] {
    const found = new Map<string, Provided>();

    function visit(asking: string, above: Resolver['lifetime'], depth: number): void {
      const [resolver] = depth > deepest ? [] : resolversOf(asking);
      if (!resolver) return;
      const lifetime = longer(above, resolver.lifetime);
      for (const place of runsOf(resolver)) {
        const key = keyOf(place.module, place.fn.id);
        if (found.has(key)) continue;
        const keeper = lifetime === 'scoped' ? scope : container;
        found.set(key, { place, given: [], scoped: lifetime !== 'transient', container: keeper });
        for (const parameter of place.fn.parameters) visit(parameter, lifetime, depth + 1);
      }
    }

    visit(name, 'transient', 0);
    return [...found.values()];
  }

  /** The name for which a call asks a container, or a member that is read of its cradle. */
  function askedFor(call: CallFact, module: ModuleFacts): string | undefined {
    const { method } = call;
    if (method === undefined) return undefined;
    if (method === 'resolve' && asking.test(asked().symbolOf(call, module))) {
      const [word] = call.arguments[0]?.words ?? [];
      return word?.kind === 'written' ? String(word.text) : undefined;
    }
    if (registered(method).length === 0) return undefined;
    const owners = call.callee.flatMap((it) => (it.kind === 'member' ? it.of : []));
    return asked().things.of(owners, module).some(isCradle) ? method : undefined;
  }

  const isCradle = (it: Thing): boolean => it.kind === 'record' && records().some(({ value }) => value === it.value);

  /** Of several, nothing tells which one is asked. */
  const isOnlyOne = once(
    () =>
      speaking.flatMap(({ calls }) => calls.filter(({ symbol }) => symbol === 'awilix#createContainer')).length === 1,
  );

  function find(call: CallFact, module: ModuleFacts): readonly Provided[] {
    const name = askedFor(call, module);
    return name === undefined ? [] : provided(name);
  }

  return {
    classes: () => resolvers().flatMap(classesOf),
    given,
    remadeBy(call, module) {
      const symbol = call.implied ? '' : asked().symbolOf(call, module);
      if (symbol === 'awilix#createContainer' ? isOnlyOne() : symbol === 'awilix#createContainer().dispose')
        return [container, scope];
      return /^awilix#createContainer\(\)\.(createScope\(\)\.)*createScope$/.test(symbol) ? [scope] : [];
    },
    providedFor: eachCallOnce(find),
    things: (call, module) => {
      const resolver = resolverBy(call, module);
      if (resolver) return thingsOf(resolver);
      const name = call.method === 'resolve' ? askedFor(call, module) : undefined;
      return name === undefined ? undefined : resolversOf(name).flatMap(thingsOf);
    },
    membersOf: ({ call, depth }, name) =>
      depth === 0 && name === 'cradle' && /^awilix#createContainer(\(\)\.createScope)*$/.test(call.symbol)
        ? cradle().flatMap(({ module, values }) => asked().things.of(values, module))
        : undefined,
  };
}

/** Stands for all containers, and for all scopes of theirs. */
const container = 'a container of awilix';
const scope = 'a scope of awilix';

/** What a kept object asks for is kept with it. */
const longer = (above: Resolver['lifetime'], own: Resolver['lifetime']): Resolver['lifetime'] =>
  above === 'singleton' || own === 'singleton' ? 'singleton' : above === 'scoped' ? above : own;

const resolving = /^awilix#as(Class|Function|Value)(\(\)\.\w+)*$/;

const asking = /^awilix#createContainer\(\)(\.createScope\(\))*\.resolve$/;

/** `setLifetime(Lifetime.SINGLETON)`, `asClass(Orders, { lifetime: 'SINGLETON' })` */
const namesIn = (given: readonly ArgumentFact[]): readonly string[] =>
  given.flatMap(({ words = [], wordsByMember = {}, values }) => [
    ...[...words, ...Object.values(wordsByMember).flat()].map((it) => (it.kind === 'written' ? String(it.text) : '')),
    ...values.flatMap((it) => [it, ...(it.kind === 'record' ? (it.members.lifetime ?? []) : [])]).map(nameOf),
  ]);

const nameOf = (value: Value): string =>
  value.kind === 'import' ? value.member : value.kind === 'member' ? value.name : '';
