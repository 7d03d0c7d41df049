/** Finds the functions that a dotted name means in a module's facts, across files. */
import { addTo } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import type {
  CallFact,
  ClassReference,
  Creation,
  ExportFact,
  FunctionFact,
  FunctionId,
  ModuleFacts,
  Target,
  Value,
  VariableFact,
} from '../core/module.ts';
import type { Symbol } from '../core/symbol.ts';
import { classIn, exportsIn, functionsIn, methodsIn } from './names.ts';
import { sharedAnswers } from './shared.ts';
import type { Makers, Site } from './site.ts';
import type { Sources } from './sources.ts';

export type { Sources };

export interface Place {
  readonly module: ModuleFacts;
  readonly fn: FunctionFact;
  /** It is asked by what remembers its result, `once(connect)`, which that call made. */
  readonly memory?: Site;
  readonly makers?: Makers;
  /** The calls that bound it to some of its arguments, in order. */
  readonly bound?: readonly Site[];
}

/** Tells functions of all modules apart. */
export function keyOf(module: ModuleFacts, id: FunctionId): string {
  const its = keys(module);
  return (its[id] ??= `${module.path}#${String(id)}`);
}

/** Asked for so often that putting them together anew would take a good part of a review. */
const keys = keptWith((_: ModuleFacts): string[] => []);

/** The functions that calling any of the targets may run. */
export const placesOf = (targets: readonly Target[], module: ModuleFacts, sources: Sources): readonly Place[] =>
  targets.flatMap((target) =>
    target.kind === 'function' ? placeAt(module, target.id) : placesImported(target, module, sources),
  );

const imported = keptWith((_: ModuleFacts) => sharedAnswers<readonly Place[]>());

function placesImported(
  target: Extract<Target, { kind: 'import' }>,
  module: ModuleFacts,
  sources: Sources,
): readonly Place[] {
  const found = sources.resolve(module, target.specifier, target.member);
  if (!found) return [];
  return imported(module)(`${target.specifier} ${target.member}`, sources, (asking) => {
    const other = asking.module(found.path);
    return other ? locate(asking, other, found.member) : [];
  });
}

/** The symbol of a call without the names of the project's own files, which say nothing of what it does. */
export function ownNameOf({ targets, symbol }: CallFact, module: ModuleFacts, sources: Sources): string {
  for (const it of targets)
    if (it.kind === 'import' && sources.resolve(module, it.specifier, it.member) !== undefined) return it.member;
  return symbol;
}

const constructors: ReadonlySet<string> = new Set(['constructor', '__new__', '__init__', '__post_init__']);

/** What runs when an object is made. */
export const isConstructor = ({ method }: FunctionFact): boolean =>
  method !== undefined && constructors.has(method.name);

/** A class of the project. */
export interface ClassPlace {
  readonly module: ModuleFacts;
  readonly name: string;
}

export const classKey = ({ module, name }: ClassPlace): string => `${module.path}#${name}`;

interface Index {
  readonly callsIn: (fn: FunctionId) => readonly CallFact[];
  readonly creationsIn: (fn: FunctionId) => readonly Creation[];
  readonly variable: (name: string) => VariableFact | undefined;
  /** Whether the function, or one within it, calls what that parameter is given. */
  readonly callsParameter: (fn: FunctionId, index: number) => boolean;
  /** The calls in the function, and in those within it, of what that parameter is given, or of a member of it. */
  readonly callsOfParameter: (fn: FunctionId, index: number) => readonly CallFact[];
}

/** Facts by function. Facts never change, so neither does this. */
export const indexOf = keptWith((module: ModuleFacts): Index => {
  const calls = byFunction(module.calls);
  const creations = byFunction(module.creations);
  const variables = new Map(module.variables.map((variable) => [variable.name, variable]));
  const called = new Set(
    module.calls.flatMap(({ callee }) =>
      callee.flatMap((it) => (it.kind === 'parameter' ? [`${String(it.function)}:${String(it.index)}`] : [])),
    ),
  );
  const byParameter = new Map<string, CallFact[]>();
  for (const call of module.calls)
    for (const parameter of new Set(call.callee.flatMap(parametersIn))) addTo(byParameter, parameter, call);
  return {
    callsIn: (fn) => calls.get(fn) ?? [],
    creationsIn: (fn) => creations.get(fn) ?? [],
    variable: (name) => variables.get(name),
    callsParameter: (fn, index) => called.has(`${String(fn)}:${String(index)}`),
    callsOfParameter: (fn, index) => byParameter.get(`${String(fn)}:${String(index)}`) ?? [],
  };
});

/** The parameters that a value is one of, or a member of one. */
const parametersIn = (value: Value): readonly string[] =>
  value.kind === 'member'
    ? value.of.flatMap(parametersIn)
    : value.kind === 'parameter'
      ? [`${String(value.function)}:${String(value.index)}`]
      : [];

function byFunction<T extends { readonly in: FunctionId }>(items: readonly T[]): ReadonlyMap<FunctionId, readonly T[]> {
  const groups = new Map<FunctionId, T[]>();
  for (const item of items) addTo(groups, item.in, item);
  return groups;
}

/**
 * The functions that a name means in a module:
 * `handler`, `handlers.create` (a member of an export), `Service` (its constructor), `Service().load` (a method of an instance).
 */
export const locate = (sources: Sources, module: ModuleFacts, name: string): readonly Place[] =>
  located(sources, module, name, 0);

/** `asked` is what was asked before: there may be many ways to the same name of a module. */
function located(
  sources: Sources,
  module: ModuleFacts,
  name: string,
  depth: number,
  asked = new Set<string>(),
): readonly Place[] {
  // What calling a function gives is not named; see `calleesOf`.
  const key = `${module.path} ${name}`;
  if (depth > 12 || name.endsWith('()') || asked.has(key)) return [];
  asked.add(key);
  const dot = name.indexOf('.');
  const head = (dot < 0 ? name : name.slice(0, dot)).replace(/\(\)$/, '');
  const rest = dot < 0 ? '' : name.slice(dot + 1);
  const local = [
    ...inClass(sources, module, head, rest, depth, asked),
    ...(rest === '' ? functionsIn(module, head).map((fn) => ({ module, fn })) : []),
  ];
  if (local.length > 0) return local;
  const exported = exportsIn(module, head === '' ? 'default' : head);
  const found = exported.flatMap((it) => {
    if (rest === '' && it.functions.length > 0) return it.functions.flatMap((id) => placeAt(module, id));
    const own = it.symbol.startsWith('.') ? it.symbol.slice(1) : '';
    const isClass = classIn(module, own) !== undefined;
    if (own !== '' && own !== head && (rest !== '' || isClass))
      return located(sources, module, rest === '' ? own : `${own}.${rest}`, depth + 1, asked);
    return targetsOf(it).flatMap((target) => {
      if (target.kind === 'function') return placeAt(module, target.id);
      const member = [target.member, rest].filter((part) => part !== '').join('.');
      const there = sources.resolve(module, target.specifier, member);
      const other = there && sources.module(there.path);
      return other ? located(sources, other, there.member, depth + 1, asked) : [];
    });
  });
  if (found.length > 0) return found;
  // `module.exports = { create }` of an object, or of the function itself.
  const whole = head === '' ? module.exports.filter((it) => /^(\*|default)$/.test(it.name)) : exportsIn(module, '*');
  return whole.flatMap((it) => {
    if (name === '' && it.functions.length > 0) return it.functions.flatMap((id) => placeAt(module, id));
    return targetsOf(it).flatMap((target) => {
      if (target.kind === 'function') return [];
      const there = sources.resolve(
        module,
        target.specifier,
        [target.member, name].filter((part) => part !== '').join('.'),
      );
      const other = there && sources.module(there.path);
      return other ? located(sources, other, there.member, depth + 1, asked) : [];
    });
  });
}

/** What is exported under the name; `module.exports = require('./app')` says it in its symbol alone. */
function targetsOf({ targets, symbol }: ExportFact): readonly Target[] {
  if (targets.length > 0 || !/^\.\.?\//.test(symbol)) return targets;
  const [specifier = '', member = ''] = symbol.split('#');
  return [{ kind: 'import', specifier, member }];
}

/**
 * The functions that a decorator or wrapper, `.traced` or `./tools.mjs#traced`, puts around what it is given.
 * Its own body runs when the module is loaded, and so does that of a decorator which `@traced('x')` makes.
 */
export function builtBy(symbol: string, module: ModuleFacts, sources: Sources): readonly Place[] {
  return wrapperPlaces(symbol, module, sources).flatMap((place) =>
    isMadeDecorator(place, sources) ? [place] : builtIn(place.module, place.fn),
  );
}

/** A library makes a decorator of it, `@lambda_handler_decorator`, and gives it what it decorates beside its arguments. */
const isMadeDecorator = ({ module, fn }: Place, sources: Sources): boolean =>
  fn.parameters.length > 1 &&
  fn.wrappers.some((it) => /decorat|middleware/i.test(it) && wrapperPlaces(it, module, sources).length === 0);

function wrapperPlaces(symbol: string, module: ModuleFacts, sources: Sources): readonly Place[] {
  if (/^\.[^./]/.test(symbol)) return locate(sources, module, symbol.slice(1));
  const separator = module.language === 'python' ? '.' : '#';
  const specifiers = new Set(module.imports.map(({ specifier }) => specifier));
  return [...specifiers].flatMap((specifier) => {
    const rest = symbol.startsWith(specifier + separator) ? symbol.slice(specifier.length + 1) : undefined;
    return rest === undefined ? [] : placesOf([{ kind: 'import', specifier, member: rest }], module, sources);
  });
}

function builtIn(module: ModuleFacts, fn: FunctionFact): readonly Place[] {
  const given = new Set(functionsAmong(fn.values, module));
  const within = module.functions.filter((it) => it.parent === fn.id && given.has(it.id));
  return within.flatMap((it) => {
    const isDecorator =
      !it.async && it.parameters.length === 1 && module.functions.some(({ parent }) => parent === it.id);
    return isDecorator ? builtIn(module, it) : [{ module, fn: it }];
  });
}

/** The functions of the module that values are, or have as their parts. */
function functionsAmong(values: readonly Value[], { holders }: ModuleFacts): readonly FunctionId[] {
  const seen = new Set<number>();
  const among = (list: readonly Value[]): readonly FunctionId[] =>
    list.flatMap((it) => {
      switch (it.kind) {
        case 'function':
          return [it.id];
        case 'holder':
          if (seen.has(it.id)) return [];
          seen.add(it.id);
          return among(holders[it.id] ?? []);
        case 'record':
          return among([...Object.values(it.members).flat(), ...it.others]);
        case 'memory':
        case 'bound':
          return among(it.of);
        default:
          return [];
      }
    });
  return among(values);
}

/**
 * What a name means in a class: a constructor, a method, a member of a nested class, or a method of what a field or a
 * method is declared to be. What the class does not have is looked for in the classes above it.
 */
function inClass(
  sources: Sources,
  module: ModuleFacts,
  name: string,
  rest: string,
  depth: number,
  asked: Set<string>,
): readonly Place[] {
  const node = name === '' ? undefined : classIn(module, name);
  const key = `${module.path} class ${name} ${rest}`;
  if (!node || depth > 12 || asked.has(key)) return [];
  asked.add(key);
  const constructs = rest === '' || constructors.has(rest);
  const methods = methodsIn(module, name).filter((fn) => (constructs ? isConstructor(fn) : fn.method?.name === rest));
  // Java's classes do not inherit constructors.
  if (methods.length > 0 || (constructs && module.language === 'java')) return methods.map((fn) => ({ module, fn }));
  const dot = rest.indexOf('.');
  if (dot >= 0) {
    const step = rest.slice(0, dot).replace(/\(\)$/, '');
    const after = rest.slice(dot + 1);
    const type = node.types[step];
    const found = classIn(module, step)
      ? inClass(sources, module, step, after, depth + 1, asked)
      : type
        ? inReferred(sources, module, type, after, depth, asked)
        : [];
    if (found.length > 0) return found;
  } else if (classIn(module, rest)) return inClass(sources, module, rest, '', depth + 1, asked);
  for (const base of node.bases) {
    const found = inReferred(sources, module, base, rest, depth, asked);
    if (found.length > 0) return found;
  }
  return [];
}

function inReferred(
  sources: Sources,
  module: ModuleFacts,
  { specifier, name }: ClassReference,
  rest: string,
  depth: number,
  asked: Set<string>,
): readonly Place[] {
  if (specifier === undefined) return inClass(sources, module, name, rest, depth + 1, asked);
  const there = sources.resolve(module, specifier, [name, rest].filter((part) => part !== '').join('.'));
  const other = there && sources.module(there.path);
  return other ? located(sources, other, there.member, depth + 1, asked) : [];
}

const referred = keptWith((_: ModuleFacts) => sharedAnswers<ClassPlace | undefined>());

/** The class that a reference means, in the project. */
export function classAt(
  sources: Sources,
  module: ModuleFacts,
  { specifier, name }: ClassReference,
): ClassPlace | undefined {
  if (specifier === undefined) return { module, name };
  if (sources.resolve(module, specifier, name) === undefined) return undefined;
  return referred(module)(`${specifier} ${name}`, sources, (asking) =>
    classImported(asking, module, specifier, name, 0),
  );
}

function classImported(
  sources: Sources,
  module: ModuleFacts,
  specifier: string,
  name: string,
  depth: number,
): ClassPlace | undefined {
  const there = sources.resolve(module, specifier, name);
  const other = there && sources.module(there.path);
  if (!other || depth > 12) return undefined;
  const last = there.member.split('.').at(-1) ?? '';
  if (other.language === 'java' || classIn(other, last)) return { module: other, name: last };
  for (const it of other.exports) {
    if (it.name !== '*' && it.name !== (there.member === '' ? 'default' : there.member)) continue;
    const own = other.classes.find((node) => it.symbol === `.${node.name}`);
    if (own) return { module: other, name: own.name };
    for (const target of it.targets) {
      if (target.kind !== 'import') continue;
      const member =
        it.name === '*' ? [target.member, there.member].filter((part) => part !== '').join('.') : target.member;
      const found = classImported(sources, other, target.specifier, member, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/** The symbols of packages that a name of a file of the project means, which imports them itself. */
export const passedOnBy = (target: Target, module: ModuleFacts, sources: Sources): readonly Symbol[] => [
  ...new Set(passedOn(target, module, sources, 0, new Set())),
];

/** `asked` is what was asked before: there may be many ways to the same name of a module. */
function passedOn(
  target: Target,
  module: ModuleFacts,
  sources: Sources,
  depth: number,
  asked: Set<string>,
): readonly Symbol[] {
  if (target.kind !== 'import' || depth > 12) return [];
  const there = sources.resolve(module, target.specifier, target.member);
  const other = there && sources.module(there.path);
  const key = there ? `${there.path} ${there.member}` : '';
  if (!other || asked.has(key)) return [];
  asked.add(key);
  const [head = '', ...rest] = there.member.split('.');
  const named = exportsIn(other, head);
  return (named.length > 0 ? named : exportsIn(other, '*')).flatMap((it) =>
    it.targets.flatMap((from): readonly Symbol[] => {
      if (from.kind !== 'import') return [];
      const member = [from.member, ...(it.name === '*' ? [head, ...rest] : rest)]
        .filter((part) => part !== '')
        .join('.');
      if (sources.resolve(other, from.specifier, member) !== undefined)
        return passedOn({ ...from, member }, other, sources, depth + 1, asked);
      return [`${from.specifier}${other.language === 'python' ? '.' : '#'}${member}`];
    }),
  );
}

function placeAt(module: ModuleFacts, id: FunctionId): readonly Place[] {
  const fn = module.functions[id];
  return fn ? [{ module, fn }] : [];
}

/** The parameter that an argument is for; what has no place of its own goes to the last one. */
export function parameterFor(fn: FunctionFact, position: number, name: string | undefined): number {
  const last = fn.parameters.length - 1;
  if (name === undefined) return Math.min(position, fn.rest ?? last);
  const named = fn.parameters.indexOf(name);
  return named < 0 ? last : named;
}
