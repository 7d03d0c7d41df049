/**
 * What a library may call back when one of its objects is used: functions and objects of the project that it was handed
 * when that object was made, `buildWithMessageHandler(this::process)` before `processBatch(event)`.
 */
import type { ArgumentFact, CallFact, FunctionFact, ModuleFacts, Source } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import { classIn, methodsIn } from './names.ts';
import {
  classAt,
  type ClassPlace,
  indexOf,
  isConstructor,
  keyOf,
  ownNameOf,
  type Place,
  placesOf,
  type Sources,
} from './reference.ts';
import { isIterating, keeping } from './registering.ts';

/** Methods that keep a function for later; most others, such as `map` and `orElseGet`, call it on the spot. */
const registering =
  /handler|listener|callback|consumer|processor|interceptor|validator|^(on|with|add|register|set|build)[A-Z]/i;

/** What stands above holds data, or is raised: nobody outside calls the methods that a project gives it. */
const ofData = /(^|[.#])(BaseModel|\w*(Exception|Error|Enum)|NamedTuple|TypedDict|Protocol|Generic|ABC|object)$/;

/**
 * The methods of objects of the project that a function of a library is given, as far as they are objects of a class
 * of that library: `process_partial_response(event, handler, OrdersProcessor())`. `given` is what an argument is made
 * of; `classesOf` tells what a call makes.
 */
export function calledBackBy(
  given: readonly Source[],
  module: ModuleFacts,
  sources: Sources,
  classesOf: (call: CallFact, module: ModuleFacts) => readonly ClassPlace[],
): readonly Place[] {
  return given.flatMap((source) => {
    const made = source.kind === 'call' ? module.calls[source.call] : undefined;
    return made ? classesOf(made, module).flatMap((its) => askedOf(its, sources)) : [];
  });
}

/** The methods that a class of the project has because one of a library asks for them. */
export function askedOf({ module, name: own }: ClassPlace, sources: Sources): readonly Place[] {
  const isTheirs = classIn(module, own)?.bases.some(({ specifier, name }) => {
    const above = [specifier ?? '', name].join(module.language === 'python' ? '.' : '#');
    return specifier !== undefined && !ofData.test(above) && !classAt(sources, module, { specifier, name });
  });
  if (!isTheirs) return [];
  return methodsIn(module, own).flatMap((fn) => (fn.method?.static || isConstructor(fn) ? [] : [{ module, fn }]));
}

/** What libraries of Java ask of the objects that they are handed to be run, by the simple names of their types. */
const tasks: Readonly<Record<string, string>> = {
  Runnable: 'run',
  Thread: 'run',
  TimerTask: 'run',
  Callable: 'call',
  RecursiveTask: 'compute',
  RecursiveAction: 'compute',
  Function: 'apply',
  BiFunction: 'apply',
  UnaryOperator: 'apply',
  Supplier: 'get',
  Consumer: 'accept',
  BiConsumer: 'accept',
  Predicate: 'test',
  SqsMessageHandler: 'process',
};

/** What runs of tasks that are objects of the project's classes: `pool.submit(new Upload(key))`, `new Upload(key).start()`. */
export function tasksIn(
  { arguments: given, receiver, method }: CallFact,
  module: ModuleFacts,
  sources: Sources,
  classesOf: (call: CallFact, module: ModuleFacts) => readonly ClassPlace[],
): readonly Place[] {
  const started = method === 'start' || method === 'fork' || method === 'invoke' ? receiver : [];
  const objects = [...started, ...given.flatMap((argument) => argument.sources)];
  return objects
    .flatMap((source) => callsBehind(source, module))
    .flatMap((made) => {
      const classes = classesOf(made, module);
      const asked = classes.flatMap(({ module: there, name }) =>
        (classIn(there, name)?.bases ?? []).flatMap((base) => {
          const last = /\w*$/.exec(base.specifier ?? '')?.[0] ?? '';
          const isTheirs = base.name === '' && Object.hasOwn(tasks, last) && !classAt(sources, there, base);
          return isTheirs ? [tasks[last]] : [];
        }),
      );
      return classes.flatMap(({ module: there, name }) =>
        methodsIn(there, name).flatMap((fn) =>
          fn.method && asked.includes(fn.method.name) ? [{ module: there, fn }] : [],
        ),
      );
    });
}

/** The calls that give a value, or that gave what a field or a variable has. */
function callsBehind(source: Source, module: ModuleFacts): readonly CallFact[] {
  const written =
    source.kind === 'field' ? `${source.class}.${source.name}` : source.kind === 'variable' ? source.name : undefined;
  const sources =
    written === undefined ? [source] : (indexOf(module).variable(written)?.writes ?? []).flatMap((it) => it.sources);
  return sources.flatMap((it) => (it.kind === 'call' ? (module.calls[it.call] ?? []) : []));
}

/** More is not followed that an object is made of. */
const mostFollowed = 200;

/** The functions that calling a method of a library's object may run, by what that is made of. */
export function handedTo(receiver: readonly Source[], module: ModuleFacts, sources: Sources): readonly Place[] {
  const found = new Map<string, Place>();
  const seen = new Set<string>();
  /** What is given again and again to a variable is a list that all of its readers share. */
  const lists = new Set<readonly Source[]>();
  follow(receiver, module);
  return [...found.values()];

  function follow(list: readonly Source[], within: ModuleFacts): void {
    if (lists.has(list)) return;
    lists.add(list);
    for (const source of list) {
      if (seen.size > mostFollowed) return;
      const key = `${within.path} ${JSON.stringify(source)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (source.kind === 'call') {
        const made = within.calls[source.call];
        if (made) followCall(made, within);
      } else if (source.kind === 'variable' || source.kind === 'field') {
        const name = source.kind === 'field' ? `${source.class}.${source.name}` : source.name;
        for (const write of indexOf(within).variable(name)?.writes ?? []) follow(write.sources, within);
      }
    }
  }

  function followCall(made: CallFact, within: ModuleFacts): void {
    const places = placesOf(made.targets, within, sources);
    if (places.length > 0) {
      for (const place of places) follow(place.fn.returns, place.module);
      return;
    }
    if (keeping.test(ownNameOf(made, within, sources))) return;
    const registers = registering.test(made.method ?? '');
    for (const argument of made.arguments) {
      if (registers) add(placesOf(argument.functions, within, sources));
      add(callbacksOf(argument, within));
      follow(argument.sources, within);
    }
    follow(made.receiver, within);
  }

  function add(places: readonly Place[]): void {
    for (const place of places) found.set(keyOf(place.module, place.fn.id), place);
  }

  /** The methods that an object of the project has because a class from outside asks for them. */
  function callbacksOf(argument: ArgumentFact, within: ModuleFacts): readonly Place[] {
    return argument.sources.flatMap((source) => {
      const made = source.kind === 'call' ? within.calls[source.call] : undefined;
      const [constructor] = made ? placesOf(made.targets, within, sources) : [];
      const name = constructor?.fn.method?.name === 'constructor' ? constructor.fn.method.class : undefined;
      if (!constructor || name === undefined) return [];
      const node = classIn(constructor.module, name);
      const isAsked = node?.bases.some((base) => !classAt(sources, constructor.module, base));
      if (!isAsked) return [];
      return constructor.module.functions
        .filter(({ method }) => method?.class === name && !method.static && method.name !== 'constructor')
        .map((fn) => ({ module: constructor.module, fn }));
    });
  }
}

/** The functions that one gives back which a library is given, and that the library then calls: `scope((metrics) => async (event) => …)`. */
export const givenBack = ({ module, fn }: Place): readonly Place[] =>
  fn.values.flatMap((value) => {
    const given = value.kind === 'function' ? module.functions[value.id] : undefined;
    const isIt = module.language === 'java' ? isBean(fn) : given?.parent === fn.id;
    return given && isIt ? [{ module, fn: given }] : [];
  });

/** Spring runs the function that a bean is. */
const isBean = ({ wrappers }: FunctionFact): boolean =>
  wrappers.includes('org.springframework.context.annotation.Bean');

/** Whether functions are called with what the call is made on, whatever they use besides: `options.then((its) => …)`. */
export const isGivenReceivers = ({ method, arguments: [first] }: CallFact, { language }: ModuleFacts): boolean =>
  (language === 'javascript' || language === 'typescript') &&
  (method === 'then' || isIterating(method)) &&
  (first?.functions.length ?? 0) > 0;

/** Python: what runs a function, which it is handed with all that it is to be called with. */
const running = /^(submit|run_in_executor|to_thread)$/;

export const runsTasks = ({ method, symbol }: CallFact): boolean => running.test(method ?? lastPart(symbol));
