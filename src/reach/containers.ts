/**
 * JavaScript: what containers of inversify and tsyringe run when they are asked for an object, which no code calls:
 * constructors and factories of what is asked for, and of what that asks for in turn; and what they give.
 */
import { addTo } from '../core/groups.ts';
import { once } from '../core/memo.ts';
import type { ArgumentFact, CallFact, FunctionId, ModuleFacts, Value } from '../core/module.ts';
import type { Symbol } from '../core/symbol.ts';
import { eachCallOnce, type Injection, type Provided } from './injection.ts';
import { classIn } from './names.ts';
import { classKey, keyOf, passedOnBy, type ClassPlace, type Place, type Sources } from './reference.ts';
import type { Contained, Made, Thing } from './thing.ts';
import type { Given, Things } from './things.ts';

/** What a container was told to give for a token. */
interface Giving {
  readonly scoped: boolean;
  readonly runs: readonly Place[];
  /** What it gives instead: a class, another token. */
  readonly instead?: Given;
  /** What it gives as it is. */
  readonly gives?: Given;
}

export interface Containers extends Injection, Contained {
  /** The classes of which they may make objects. */
  readonly classes: () => readonly ClassPlace[];
  /** What they give to a parameter of a function that they call. */
  readonly given?: (module: ModuleFacts, id: FunctionId, index: number) => readonly Given[];
}

/** What is asked about calls and values. */
export interface Asked {
  readonly symbolOf: (call: CallFact, module: ModuleFacts) => Symbol;
  readonly classesNamed: (values: readonly Value[], module: ModuleFacts) => readonly ClassPlace[];
  readonly constructorsOf: (of: ClassPlace) => readonly Place[];
  readonly handed: (argument: ArgumentFact, module: ModuleFacts) => readonly Place[];
  readonly made: (values: readonly Value[], module: ModuleFacts) => readonly Made[];
  readonly things: Things;
}

/** Deeper than objects are put together. */
const deepest = 30;

/** Undefined where no module speaks of them, so that nothing is asked of calls. */
export function containersIn(
  modules: readonly ModuleFacts[],
  sources: Sources,
  asked: () => Asked,
): Containers | undefined {
  const speaks = ({ imports }: ModuleFacts) => imports.some(({ specifier }) => packages.test(specifier));
  if (!modules.some(speaks)) return undefined;

  const symbolsOf = (call: CallFact, module: ModuleFacts): readonly string[] => [
    asked().symbolOf(call, module),
    ...call.targets.flatMap((it) => passedOnBy(it, module, sources)),
  ];

  let known: ReadonlyMap<string, readonly Giving[]> | undefined;

  /** Nothing is known of it while it is being looked for. */
  function givers(): ReadonlyMap<string, readonly Giving[]> {
    if (known) return known;
    const all = new Map<string, Giving[]>();
    known = new Map();
    for (const module of modules)
      for (const call of module.calls) {
        const [token, giving] = (givingOf(call, module) ?? []) as readonly [Given?, Giving?];
        const key = token && keyOfToken(token);
        if (key !== undefined && giving) addTo(all, key, giving);
      }
    known = all;
    return all;
  }

  /** `container.bind(Orders).to(DynamoOrders)`, `container.register('Orders', { useClass: DynamoOrders })`. */
  function givingOf(call: CallFact, module: ModuleFacts): readonly [Given, Giving] | undefined {
    const { method = '', arguments: given } = call;
    if (bindings.test(method)) {
      const [source] = call.receiver;
      const bind = source?.kind === 'call' ? module.calls[source.call] : undefined;
      if (bind?.method !== 'bind' || !symbolsOf(bind, module).some((it) => inversify.test(it))) return undefined;
      const token = tokenOf(bind, module);
      const [argument] = given;
      return [
        token,
        {
          scoped: isKeptByBinding(call, module) || isKeptByContainer(bind, module),
          runs: method === 'toDynamicValue' && argument ? asked().handed(argument, module) : [],
          ...(method === 'toSelf' ? { instead: token } : {}),
          ...(argument && /^to(Service)?$/.test(method) ? { instead: { module, values: argument.values } } : {}),
          ...(argument && method === 'toConstantValue' ? { gives: { module, values: argument.values } } : {}),
        },
      ];
    }
    if (!isRegistering(call, module)) return undefined;
    const token = tokenOf(call, module);
    const values = given[1]?.values ?? [];
    if (method === 'registerInstance') return [token, { scoped: true, runs: [], gives: { module, values } }];
    if (method !== 'register')
      return [token, { scoped: true, runs: [], instead: values.length > 0 ? { module, values } : token }];
    const [provider] = values.flatMap((it) => (it.kind === 'record' ? [it.members] : []));
    const instead = provider?.useClass ?? provider?.useToken ?? values.filter(({ kind }) => kind !== 'record');
    const factories = (provider?.useFactory ?? []).filter(({ kind }) => kind === 'function' || kind === 'import');
    const runs = asked().handed({ sources: [], functions: functionsIn(factories), values: factories }, module);
    return [
      token,
      {
        scoped: given.length > 2,
        runs,
        ...(instead.length > 0 ? { instead: { module, values: instead } } : {}),
        ...(provider?.useValue ? { gives: { module, values: provider.useValue } } : {}),
      },
    ];
  }

  /** It gives back the container, to be told more. */
  function isRegistering(call: CallFact, module: ModuleFacts): boolean {
    if (!registering.test(call.method ?? '')) return false;
    if (symbolsOf(call, module).some((it) => tsyringe.test(it))) return true;
    const [source] = call.receiver;
    const before = source?.kind === 'call' ? module.calls[source.call] : undefined;
    return before !== undefined && isRegistering(before, module);
  }

  const isKeptByBinding = (call: CallFact, { calls }: ModuleFacts): boolean =>
    calls.some(
      ({ method = '', receiver }) =>
        /^inSingletonScope$/.test(method) && receiver.some((it) => it.kind === 'call' && it.call === call.id),
    );

  /** The container may say itself that it keeps what it makes. */
  const isKeptByContainer = ({ callee }: CallFact, module: ModuleFacts): boolean =>
    asked()
      .made(
        callee.flatMap((it) => (it.kind === 'member' ? it.of : [])),
        module,
      )
      .some(({ call }) => call.arguments.length > 0);

  const tokenOf = (call: CallFact, module: ModuleFacts): Given & { readonly word?: string } => {
    const [token] = call.arguments;
    const [word] = token?.words ?? [];
    return { module, values: token?.values ?? [], ...(word?.kind === 'written' ? { word: String(word.text) } : {}) };
  };

  function keyOfToken({ module, values, word }: Given & { readonly word?: string }): string | undefined {
    const [of, ...others] = asked().classesNamed(values, module);
    if (of) return others.length === 0 ? classKey(of) : undefined;
    const [value] = values;
    return word === undefined ? value && keyOfValue(value, module) : `'${word}'`;
  }

  function keyOfValue(value: Value, module: ModuleFacts): string | undefined {
    if (value.kind === 'import') {
      const there = sources.resolve(module, value.specifier, value.member);
      return there ? `${there.path}#${there.member}` : `${value.specifier}#${value.member}`;
    }
    if (value.kind === 'holder') return `${module.path}#${String(value.id)}`;
    const [of] = value.kind === 'member' ? value.of : [];
    const object = of && keyOfValue(of, module);
    return value.kind === 'member' && object !== undefined ? `${object}.${value.name}` : undefined;
  }

  function provided(token: Given, makesAny: boolean): readonly Provided[] {
    const found = new Map<string, Provided>();

    function visit(token: Given & { readonly word?: string }, scoped: boolean, depth: number): void {
      const key = keyOfToken(token);
      if (key === undefined || depth > deepest) return;
      const [giving, ...others] = givers().get(key) ?? [];
      const [of] = asked().classesNamed(token.values, token.module);
      if (!giving) {
        if (of && makesAny) make(of, scoped, depth);
        return;
      }
      // Which one of several it is, the order tells in which they were registered, or a condition.
      if (others.length > 0) return;
      const isKept = scoped || giving.scoped;
      for (const place of giving.runs) run(place, isKept);
      if (!giving.instead) return;
      const [instead] = asked().classesNamed(giving.instead.values, giving.instead.module);
      if (instead) make(instead, isKept, depth);
      else visit(giving.instead, isKept, depth + 1);
    }

    function make(of: ClassPlace, scoped: boolean, depth: number): void {
      const node = classIn(of.module, of.name);
      const isKept = scoped || node?.single !== undefined || saysItsScope(of);
      const places = asked().constructorsOf(of);
      const isNew = places.map((place) => run(place, isKept)).some(Boolean);
      if (places.length > 0 && !isNew) return;
      for (const it of wantedBy(of)) visit(it, isKept, depth + 1);
    }

    /** Whether it was not known to run, or only to be kept. */
    function run(place: Place, scoped: boolean): boolean {
      const key = keyOf(place.module, place.fn.id);
      const before = found.get(key);
      if (before && (!before.scoped || scoped)) return false;
      found.set(key, { place, given: [], scoped, container });
      return true;
    }

    visit(token, false, 0);
    return [...found.values()];
  }

  const decoratorsOf = ({ module, name }: ClassPlace): readonly CallFact[] =>
    (classIn(module, name)?.decorators ?? []).flatMap((it) =>
      it.kind === 'result' && it.call !== undefined ? (module.calls[it.call] ?? []) : [],
    );

  /** `@scoped(Lifecycle.ContainerScoped)`, `@injectable('Singleton')`. */
  const saysItsScope = (of: ClassPlace): boolean =>
    decoratorsOf(of).some(
      (call) =>
        /#(scoped|injectable)$/.test(call.symbol) &&
        packages.test(call.symbol.split('#')[0] ?? '') &&
        call.arguments.length > 0,
    );

  /** What is put into it: what its decorators ask for or, where they name nothing, the classes of its constructor's parameters. */
  function wantedBy(of: ClassPlace): readonly Given[] {
    const { module } = of;
    const tokens = decoratorsOf(of).filter((call) => injects.test(call.symbol));
    if (tokens.length > 0) return tokens.map((call) => tokenOf(call, module));
    const fields = Object.values(classIn(module, of.name)?.fields ?? {}).flat();
    return fields.flatMap((it) => (it.kind === 'parameter' ? [{ module, values: it.declared }] : []));
  }

  /** What a token stands for, as far as it is one thing. */
  function thingsFor(token: Given & { readonly word?: string }, makesAny: boolean, depth: number): readonly Thing[] {
    const key = keyOfToken(token);
    if (key === undefined || depth > deepest) return [];
    const [giving, ...others] = givers().get(key) ?? [];
    if (others.length > 0) return [];
    if (!giving) return makesAny ? objectsOf(token) : [];
    const { runs, gives, instead } = giving;
    const { things } = asked();
    const given = [
      ...runs.flatMap((place) => things.resultOf({ kind: 'function', place })),
      ...(gives ? things.of(gives.values, gives.module) : []),
    ];
    if (!instead) return given;
    const objects = objectsOf(instead);
    return [...given, ...(objects.length > 0 ? objects : thingsFor(instead, makesAny, depth + 1))];
  }

  const objectsOf = ({ values, module }: Given): readonly Thing[] =>
    asked()
      .classesNamed(values, module)
      .map((of) => ({ kind: 'object', of, above: false }));

  /** Whether it asks a container, which may make what it was told nothing of. */
  function askingOf(call: CallFact, module: ModuleFacts): { readonly makesAny: boolean } | undefined {
    if (!/^(get|resolve)(Async)?$/.test(call.method ?? '')) return undefined;
    const symbols = symbolsOf(call, module);
    const makesAny = symbols.some((it) => tsyringe.test(it));
    return makesAny || symbols.some((it) => inversify.test(it)) ? { makesAny } : undefined;
  }

  const classes = (): readonly ClassPlace[] => [
    ...[...givers().values()]
      .flat()
      .flatMap(({ instead }) => (instead ? asked().classesNamed(instead.values, instead.module) : [])),
    ...modules.flatMap((module) =>
      module.classes.map(({ name }) => ({ module, name })).filter((of) => decoratorsOf(of).some(makes)),
    ),
  ];

  /** Of several, nothing tells which one is asked. */
  const isOnlyOne = once(
    () => modules.flatMap(({ calls }) => calls.filter(({ symbol }) => symbol === 'inversify#Container')).length === 1,
  );

  function find(call: CallFact, module: ModuleFacts): readonly Provided[] {
    const asking = askingOf(call, module);
    return asking ? provided(tokenOf(call, module), asking.makesAny) : [];
  }

  return {
    classes,
    remadeBy: ({ symbol }) => (symbol === 'inversify#Container' && isOnlyOne() ? [container] : []),
    providedFor: eachCallOnce(find),
    things: (call, module) => {
      const asking = injects.test(call.symbol)
        ? { makesAny: call.symbol.startsWith('tsyringe') }
        : askingOf(call, module);
      return asking && thingsFor(tokenOf(call, module), asking.makesAny, 0);
    },
  };
}

/** Stands for all of them. */
const container = 'a container';

const packages = /^(inversify|tsyringe)$/;

const inversify = /^inversify#Container\(\)\.(bind|get|getAsync)$/;

const tsyringe = /^tsyringe#container\.(register|registerInstance|registerSingleton|registerType|resolve)$/;

const makes = ({ symbol }: CallFact): boolean => /^(inversify|tsyringe)#(injectable|singleton|scoped)$/.test(symbol);

const injects = /^(inversify|tsyringe)#inject$/;

const bindings = /^to(Self|DynamicValue|Service|ConstantValue)?$/;

const registering = /^register(Instance|Singleton|Type)?$/;

const functionsIn = (values: readonly Value[]) =>
  values.flatMap((it) => (it.kind === 'function' ? [{ kind: 'function' as const, id: it.id }] : []));
