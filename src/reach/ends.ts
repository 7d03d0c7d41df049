/**
 * What is done to objects by whoever got them: `connection = connect()` here, `connection.close()` there;
 * `wrap(new S3Client())` here, `client.middlewareStack.add(…)` there.
 * What is put into a member of an object that others have as well is ended wherever a member of that name is.
 */
import { addTo } from '../core/groups.ts';
import type { CallFact, FunctionFact, ModuleFacts, Source } from '../core/module.ts';
import type { Span } from '../core/span.ts';
import type { Callees } from './callees.ts';
import type { Reach, Reached } from './reached.ts';
import { indexOf, keyOf, type Place } from './reference.ts';
import { surelyRun } from './surely.ts';

export interface Ends {
  /** Whether what the expression makes is ended. */
  readonly includes: (made: Span) => boolean;
  /** Whether the package of the symbol is told to end what it keeps itself: `mongoose.disconnect()`, `mongoose.connection.close()`. */
  readonly ofPackage: (symbol: string) => boolean;
  /** Whether a package is told so on each invocation. */
  readonly eachTime: (name: string) => boolean;
  /** What ends it on each invocation, though it may be kept for the next one. */
  readonly ending: (made: Span) => Ending | undefined;
  /** What registers something with it in another file or function, each time that it runs. */
  readonly registering: (made: Span) => string | undefined;
}

/** A call that ends something, and the function in which it stands. */
export interface Ending {
  readonly here: Running;
  readonly call: CallFact;
}

interface Use {
  /** The callee. */
  readonly by: string;
  /** What it is done to, by place. */
  readonly made: Map<string, Use>;
  readonly ending?: Ending;
}

/** What a parameter, or an element of what is gone through, is given. */
interface Gift {
  readonly module: ModuleFacts;
  readonly sources: readonly Source[];
  /** On each invocation. */
  readonly isSure: boolean;
}

type Running = Pick<Reached, 'module' | 'fn' | 'mode' | 'trace'>;

const ending: ReadonlySet<string> = new Set(
  'close end quit disconnect destroy $disconnect dispose free aclose'.split(' '),
);

/** `connections.forEach((it) => it.end())`, `connecting.then((it) => it.end())` */
const ofElements = /^(forEach|map|flatMap|filter|then)$/;

/** `running` are the functions that an invocation reaches, `begun` those of them with which it begins. */
export function endsOf(running: readonly Running[], begun: Reach['begun'], callees: Callees): Ends {
  const ended = new Map<string, Use>();
  const registering = new Map<string, Use>();
  /** What is ended on each invocation. */
  const each = new Map<string, Use>();
  const sure = surelyRun(running, begun, callees);
  const seen = new Map<string, Set<Use['made']>>();
  const given = new Map<string, Gift[]>();
  const packages = new Set<string>();
  /** By the name of a member: what it is ended by. */
  const members = new Map<string, string>();
  const eachTime = new Set<string>();
  const uses: { readonly module: ModuleFacts; readonly receiver: readonly Source[]; readonly use: Use }[] = [];

  for (const here of running) {
    const { module, fn, mode } = here;
    for (const call of indexOf(module).callsIn(fn.id)) {
      const { receiver, symbol, method = '', on, registers, always } = call;
      if (on !== undefined && ending.has(method)) members.set(on, method);
      const isOfPackage = receiver.every((it) => it.kind === 'import' && !callees.variables.behind(it, module));
      if (ending.has(method) && receiver.some(({ kind }) => kind === 'import')) addMade(call, here);
      if (isOfPackage && ending.has(method)) packages.add(packageOf(symbol));
      if (isOfPackage && always && mode.kind === 'always') eachTime.add(packageOf(symbol));
      if (isOfPackage) continue;
      if (ending.has(method)) uses.push({ module, receiver, use: { by: method, made: ended } });
      if (ending.has(method) && isEachTime(call, here))
        uses.push({ module, receiver, use: { by: method, made: each, ending: { here, call } } });
      const others = registers === undefined ? [] : receiver.filter((it) => !knowsItself(it, module, fn));
      if (registers !== undefined && others.length > 0)
        uses.push({ module, receiver: others, use: { by: registers, made: registering } });
    }
  }
  if (members.size > 0)
    for (const { module, fn } of running)
      for (const { name, in: at, sources } of module.puts ?? []) {
        const by = at === fn.id ? members.get(name) : undefined;
        if (by !== undefined) uses.push({ module, receiver: sources, use: { by, made: ended } });
      }
  packages.delete('');
  const ofPackage = (symbol: string): boolean => packages.has(packageOf(symbol));
  const told = { ofPackage, eachTime: (name: string) => eachTime.has(name) };
  if (uses.length + ended.size === 0)
    return { ...told, includes: () => false, ending: () => undefined, registering: () => undefined };
  for (const { module, fn } of running) {
    for (const call of indexOf(module).callsIn(fn.id)) {
      const isSure = call.sure === true && sure().has(fn);
      for (const it of elementsIn(call, module)) addTo(given, it, { module, sources: call.receiver, isSure });
      for (const place of callees.of(call, module)) {
        for (const [position, argument] of call.arguments.entries()) {
          const index = argument.name === undefined ? position : place.fn.parameters.indexOf(argument.name);
          addTo(given, parameterOf(place, index), { module, sources: argument.sources, isSure });
        }
      }
      for (const { place, given: givers } of callees.injection?.providedFor(call, module) ?? [])
        for (const [index, giver] of givers.entries())
          if (giver)
            addTo(given, parameterOf(place, index), { module: giver.module, sources: giver.fn.returns, isSure });
    }
  }
  for (const { module, receiver, use } of uses) follow(receiver, module, use);
  return {
    ...told,
    includes: (made) => ended.has(placeOf(made)),
    ending: (made) => each.get(placeOf(made))?.ending,
    registering: (made) => registering.get(placeOf(made))?.by,
  };

  /** Whether each invocation comes to it, and it is none of the project's own methods, which say themselves what they end. */
  function isEachTime(call: CallFact, { module, fn, mode }: Running): boolean {
    return call.always === true && mode.kind === 'always' && sure().has(fn) && callees.of(call, module).length === 0;
  }

  /** What another file makes at load and gives to others, `export const prisma = new PrismaClient()`. */
  function addMade(call: CallFact, here: Running): void {
    const { method: by = '', callee } = call;
    for (const { call: made, depth } of callees.made(callee, here.module)) {
      if (depth !== 1) continue;
      ended.set(placeOf(made.at), { by, made: ended });
      if (isEachTime(call, here)) each.set(placeOf(made.at), { by, made: each, ending: { here, call } });
    }
  }

  function follow(list: readonly Source[], module: ModuleFacts, use: Use): void {
    for (const source of list) {
      const key = `${module.path} ${JSON.stringify(source)}`;
      const before = seen.get(key) ?? new Set();
      if (before.has(use.made)) continue;
      seen.set(key, before.add(use.made));
      followOne(source, module, use);
    }
  }

  function followVariable(name: string, module: ModuleFacts, use: Use): void {
    for (const write of indexOf(module).variable(name)?.writes ?? []) follow(write.sources, module, use);
  }

  function followOne(source: Source, module: ModuleFacts, use: Use): void {
    switch (source.kind) {
      case 'call': {
        const call = module.calls[source.call];
        if (!call) return;
        use.made.set(placeOf(call.at), use);
        for (const place of callees.of(call, module)) follow(place.fn.returns, place.module, use);
        // What a component is asked for runs last, after what that is made of.
        const provided = callees.injection?.providedFor(call, module).at(-1);
        if (provided) follow(provided.place.fn.returns, provided.place.module, use);
        return;
      }
      case 'parameter': {
        const fn = module.functions[source.function];
        const its = fn && given.get(parameterOf({ module, fn }, source.index));
        for (const it of its ?? []) if (!use.ending || it.isSure) follow(it.sources, it.module, use);
        return;
      }
      case 'variable':
      case 'field':
        followVariable(source.kind === 'field' ? `${source.class}.${source.name}` : source.name, module, use);
        return;
      case 'import': {
        const variable = callees.variables.behind(source, module);
        if (variable) followVariable(variable.name, variable.module, use);
        return;
      }
      case 'volatile':
        return;
    }
  }
}

/** The parameters of functions that are given one after another what the object holds. */
function elementsIn({ method = '', arguments: handed }: CallFact, module: ModuleFacts): readonly string[] {
  if (!ofElements.test(method)) return [];
  return handed.flatMap(({ functions }) =>
    functions.flatMap((it) => {
      const fn = it.kind === 'function' ? module.functions[it.id] : undefined;
      return fn ? [parameterOf({ module, fn }, 0)] : [];
    }),
  );
}

/** What is made in the same function says itself what is registered with it there. */
function knowsItself(source: Source, module: ModuleFacts, { id }: FunctionFact): boolean {
  const made = source.kind === 'call' ? module.calls[source.call]?.at : undefined;
  return (
    made !== undefined &&
    indexOf(module)
      .creationsIn(id)
      .some(({ at, changes }) => changes.kind === 'registers' && at.start === made.start && at.end === made.end)
  );
}

/** Of JavaScript; '' where the symbol is no member of one. */
const packageOf = (symbol: string): string => /^[^.#]*(?=#)/.exec(symbol)?.[0] ?? '';

const parameterOf = ({ module, fn }: Place, index: number): string => `${keyOf(module, fn.id)}:${String(index)}`;

const placeOf = ({ path, start, end }: Span): string => `${path}:${String(start)}-${String(end)}`;
