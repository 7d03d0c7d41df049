/**
 * What texts the parameters of functions are given on the ways from a handler: `run('create', event)`.
 * One of which something else is given on any of them, or by whoever is not seen to, is not known.
 */
import { keptWith } from '../core/memo.ts';
import type { ArgumentFact, CallFact, FunctionFact, ModuleFacts, Value } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import type { Asked, Constant, Text, When, Word } from '../core/word.ts';
import type { Lasting } from './lasting.ts';
import { byParameter } from './parts.ts';
import { indexOf, isConstructor, parameterFor, type ClassPlace, type Place } from './reference.ts';

type AskedText = Extract<Asked, { kind: 'text' }>;
type Parameter = Extract<Word, { kind: 'parameter' }>;

/** By parameter, and by member of one: all the texts that it is given. */
export type Told = ReadonlyMap<string, ReadonlySet<Text>>;

/** What texts a parameter is given, or a constant is, as far as that is known. */
export type TextsOf = (word: Parameter | Constant) => ReadonlySet<Text> | undefined;

/** Something else may be given to any of them. */
export const untold: Told = new Map();

/** More than these are as good as any. */
const mostTexts = 12;

export const slotOf = ({ index, member }: Pick<Parameter, 'index' | 'member'>): string =>
  member === undefined ? String(index) : `${String(index)}.${member}`;

/** Under this it is told that a parameter, or a member of one, is given something, whatever that is: no text that is nothing. */
const given = ' given';
/** The same where it is no answer of yes or no either. */
const trueValue = ' true';
const something: ReadonlySet<Text> = new Set(['']);
const nothing: ReadonlySet<Text> = new Set([null]);
/** Under this it is told that what the function gives is what the parameter is given next time, so that it is nothing only once. */
const refilled = ' refilled';

const toldOf = <P extends Pick<Parameter, 'index' | 'member'>>(of: P, what: string): P => ({
  ...of,
  member: `${of.member ?? ''}${what}`,
});

/** All the texts that a value may be. */
export function textsOf(words: readonly Word[] | undefined, of: TextsOf): ReadonlySet<Text> | undefined {
  if (!words) return undefined;
  const all = new Set<Text>();
  for (const word of words) {
    const its = word.kind === 'written' ? [word.text] : of(word);
    if (!its) return undefined;
    for (const text of its) all.add(text);
  }
  return all.size > mostTexts ? undefined : all;
}

/** Whether all of it may hold; `flagOf` tells whether a field is set of the object on which a method runs. */
export const holds = (
  all: readonly Asked[],
  textsIn: TextsOf,
  flagOf: (name: string) => boolean | undefined,
): boolean => {
  for (const asked of all) if (!mayHold(asked, textsIn, flagOf)) return false;
  return true;
};

function mayHold(asked: Asked, textsIn: TextsOf, flagOf: (name: string) => boolean | undefined): boolean {
  if (asked.kind === 'elsewhere') return false;
  if (asked.kind === 'any') return asked.of.some((its) => holds(its, textsIn, flagOf));
  if (asked.kind === 'flag') return (flagOf(asked.name) ?? asked.is) === asked.is;
  const whatever = asked.texts.includes(false) ? trueValue : given;
  const its = textsIn(asked.of) ?? (isOfNothing(asked) ? textsIn(toldOf(asked.of, whatever)) : undefined);
  const texts = its && textsAskedFor(asked, textsIn);
  if (!its || !texts) return true;
  for (const text of its) if (texts.includes(text) === asked.is) return true;
  return false;
}

/** Undefined where one of them is another file's that is not known. */
function textsAskedFor({ texts, constants = [] }: AskedText, textsIn: TextsOf): readonly Text[] | undefined {
  if (constants.length === 0) return texts;
  const others = constants.map(textsIn);
  return others.every((it) => it !== undefined) ? [...texts, ...others.flatMap((it) => [...it])] : undefined;
}

/** Whether it asks for no more than whether anything is given: `client is None`, `client or connect()`, `options.client ?? connect()`. */
const isOfNothing = ({ texts, constants = [] }: AskedText): boolean =>
  constants.length === 0 && texts.includes(null) && texts.every((it) => !it);

/** Whether something in the function runs only the first time, since a parameter is then given what the function gave. */
export function runsOnce(when: When | undefined, { id }: FunctionFact, told: Told): boolean {
  if (told.size === 0) return false;
  for (let at = when; at; at = at.within)
    for (const asked of at.asked)
      if (asked.kind === 'text' && asked.is && asked.of.function === id && isOfNothing(asked))
        if (told.has(slotOf(toldOf(asked.of, refilled)))) return true;
  return false;
}

/** Of which parameters, and of which members of them, a module's functions ask whether they are given anything, by function. */
const askedIn = keptWith((module: ModuleFacts): ReadonlyMap<number, ReadonlyMap<string, Parameter>> => {
  const found = new Map<number, Map<string, Parameter>>();
  const addParameter = (of: Parameter): void => {
    const its = found.get(of.function) ?? new Map<string, Parameter>();
    found.set(of.function, its.set(slotOf(of), of));
  };
  const add = (all: readonly Asked[]): void => {
    for (const asked of all)
      if (asked.kind === 'any') asked.of.forEach(add);
      else if (asked.kind === 'text' && isOfNothing(asked)) addParameter(asked.of);
  };
  const seen = new Set<When>();
  const handed = module.calls.flatMap((call) => call.arguments.filter(({ when }) => when));
  for (const { when } of [...module.calls, ...module.creations, ...handed])
    for (let at = when; at && !seen.has(at); at = at.within) {
      seen.add(at);
      add(at.asked);
    }
  // Whoever it is handed on to may ask; in another file that is only looked for where nothing need be given.
  const own = new Map(found);
  const asks = ({ targets }: CallFact, index: number, { name }: ArgumentFact): boolean =>
    targets.some((it) => {
      const fn = it.kind === 'function' ? module.functions[it.id] : undefined;
      return fn && own.get(fn.id)?.has(slotOf({ index: parameterFor(fn, index, name) }));
    });
  for (const call of module.calls)
    for (const [index, argument] of call.arguments.entries()) {
      const of = handedOn(argument);
      if (of && (isNothingByDefault(of, module) || isConstructing(call) || asks(call, index, argument)))
        addParameter(of);
    }
  return found;
});

/** The parameter of the function around that an argument is. */
function handedOn({ words = [] }: ArgumentFact): Parameter | undefined {
  const [only, ...others] = words;
  return only?.kind === 'parameter' && only.member === undefined && others.length === 0 ? only : undefined;
}

/** `new Store(client)`, `super(client)`, `super().__init__(client)`: any method of the object may ask for it. */
const isConstructing = ({ callee }: CallFact): boolean =>
  callee.some((it) => isClass(it) || isAbove(it) || (it.kind === 'member' && it.of.some(isAbove)));

const isAbove = (value: Value): boolean => value.kind === 'this' && value.above;

const isNothingByDefault = (of: Parameter, { functions }: ModuleFacts): boolean =>
  functions[of.function]?.defaultWords?.[of.index]?.some((it) => it.kind === 'written' && it.text === null) === true;

type Given = Pick<ArgumentFact, 'sources' | 'values' | 'certain'>;

/** The classes that values are, or are objects of. */
type ClassesNamed = (values: readonly Value[], module: ModuleFacts) => readonly ClassPlace[];

/** What is known beside the call. */
interface Beside {
  readonly classes?: ClassesNamed;
  readonly lasting?: Pick<Lasting, 'isKept'>;
}

/** What an argument gives to a parameter, or to that member of it where it is an object that is written out. */
function givenTo({ member }: Parameter, argument: ArgumentFact, module: ModuleFacts): Given | undefined {
  if (member === undefined) return argument;
  const [first = '', ...steps] = member.split('.');
  const values = steps.reduce<readonly Value[] | undefined>(
    (its, step) => its && memberWritten(its, step, module),
    memberWritten(argument.values, first, module),
  );
  if (!values) return undefined;
  if (argument.values.every(({ kind }) => kind === 'holder')) return { values, sources: [] };
  const { members, others: unknown } = argument.parts ?? { members: {}, others: argument.sources };
  const sources = Object.hasOwn(members, first) ? members[first] : [];
  return sources && unknown.length === 0 ? { values, sources } : undefined;
}

/** What an object has there that is written out, in the call or in a variable of the module. */
function memberWritten(
  values: readonly Value[],
  name: string,
  { holders, assigned }: ModuleFacts,
): readonly Value[] | undefined {
  const [record, ...others] = values.flatMap((it) => (it.kind === 'holder' ? (holders[it.id] ?? []) : [it]));
  if (record?.kind !== 'record' || others.length > 0 || record.others.length > 0) return undefined;
  const isKept = values.every(({ kind }) => kind === 'record') || assigned?.includes(name) !== true;
  return isKept && Object.hasOwn(record.members, name) ? record.members[name] : undefined;
}

/** Whether the argument is an object that is written out, and has no such member. */
function isLeftOut({ member }: Parameter, { values, parts }: ArgumentFact): boolean {
  const [record, ...others] = values;
  if (member === undefined || record?.kind !== 'record' || others.length + record.others.length > 0) return false;
  const [first = ''] = member.split('.');
  return parts?.others.length === 0 && !Object.hasOwn(record.members, first) && !Object.hasOwn(parts.members, first);
}

/** Whether it is what something made, or what a module gives to others, or a field that has such: none is nothing. */
const isSomething = ({ sources, values, certain }: Given, module: ModuleFacts, classes: ClassesNamed): boolean =>
  certain === true ||
  (values.length > 0 &&
    ((sources.every(({ kind }) => kind === 'call' || kind === 'import') && values.every((it) => isMade(it, module))) ||
      values.every((it) => it.kind === 'member' && isFull(it, module, classes))));

/** Further than objects are written out within others. */
const deepest = 4;

function isMade(value: Value, module: ModuleFacts, depth = 0): boolean {
  if (depth > deepest) return false;
  const all = (its: readonly Value[] = []): boolean =>
    its.length > 0 && its.every((it) => isMade(it, module, depth + 1));
  if (value.kind === 'holder') return all(module.holders[value.id]);
  if (value.kind !== 'member') return value.kind === 'result' || value.kind === 'record' || value.kind === 'import';
  const objects = value.of.flatMap((it) => (it.kind === 'holder' ? (module.holders[it.id] ?? []) : [it]));
  return (
    objects.length > 0 &&
    module.assigned?.includes(value.name) !== true &&
    objects.every((it) => it.kind === 'record' && Object.hasOwn(it.members, value.name) && all(it.members[value.name]))
  );
}

/** Whether a field is only ever given something, of whichever class the object is that has it. */
function isFull({ of, name }: Extract<Value, { kind: 'member' }>, module: ModuleFacts, classes: ClassesNamed): boolean {
  const owners = classes(of, module);
  return (
    owners.length > 0 &&
    owners.every((owner) => {
      const writes = indexOf(owner.module).variable(`${owner.name}.${name}`)?.writes ?? [];
      return writes.length > 0 && writes.every((it) => it.certain === true && !it.empties);
    })
  );
}

/** How functions and variables are called that answer yes or no. */
const answering =
  /^(?:is|are|was|has|had|can|may|must|should|uses?|needs?|wants?|allows?|enabled?|disabled?|skip|dry|debug|verbose|local|not?|with|without)(?![a-z])|[bB]ool|[eE]xists|[eE]quals|[cC]ontains|[iI]ncludes|[sS]tarts_?[wW]ith|[eE]nds_?[wW]ith|^(?:test|some|every|any|all|match(?:es)?|get|getenv)$/;

/** Whether something that is given is also no answer of yes or no, as far as its name tells. */
const isTrueValue = ({ sources, values }: Given, { calls }: ModuleFacts): boolean =>
  !sources.some(
    (it) => it.kind === 'call' && answering.test(calls[it.call]?.method ?? lastPart(calls[it.call]?.symbol ?? '')),
  ) && !values.some((it) => it.kind === 'import' && answering.test(lastPart(it.member)));

/** What a call tells a function that it runs; `textsIn` is what the function was told that calls. */
export function toldBy(
  call: CallFact,
  module: ModuleFacts,
  { module: there, fn }: Place,
  textsIn: TextsOf,
  { classes = () => [], lasting }: Beside = {},
): Told {
  const isRefilling = fn.returns.length > 0 && call.refills && lasting?.isKept(call.refills.of, module);
  const refills = isRefilling ? call.refills : undefined;
  const isTelling =
    call.arguments.some((it) => it.words ?? it.wordsByMember) || fn.defaultWords !== undefined || refills !== undefined;
  const asked = [...(askedIn(there).get(fn.id)?.values() ?? [])];
  if (!isTelling && (asked.length === 0 || (call.arguments.length === 0 && !fn.mayLack))) return untold;
  if (call.arguments.some(({ spread }) => spread) || !isByName(call, module, { module: there, fn })) return untold;
  const told = new Map<string, ReadonlySet<Text>>();
  const add = (slot: string, texts: ReadonlySet<Text> | undefined) => texts && told.set(slot, texts);
  const byIndex = byParameter(call, fn);
  if (refills) {
    const index = parameterFor(fn, refills.argument, call.arguments[refills.argument]?.name);
    add(slotOf(toldOf({ index }, refilled)), something);
  }
  for (const index of fn.parameters.keys()) {
    const [argument, ...others] = byIndex.get(index) ?? [];
    if (others.length > 0) continue;
    const its = asked.filter((it) => it.index === index);
    add(slotOf({ index }), argument ? textsOf(argument.words, textsIn) : textsByDefault(fn, index));
    if (!argument && fn.mayLack && !told.has(slotOf({ index })))
      for (const parameter of its) add(slotOf(parameter), nothing);
    for (const parameter of argument ? its : []) {
      if (argument && isLeftOut(parameter, argument)) add(slotOf(parameter), nothing);
      const value = argument && givenTo(parameter, argument, module);
      // `let client; client = connect(client)` is nothing at first.
      const isOwn =
        value?.sources.length !== 0 && value?.sources.every((it) => it.kind === 'call' && it.call === call.id);
      if (!value || isOwn) continue;
      if (isSomething(value, module, classes))
        for (const what of isTrueValue(value, module) ? [given, trueValue] : [given])
          add(slotOf(toldOf(parameter, what)), something);
      const from = parameter.member === undefined ? handedOn(argument) : undefined;
      if (from)
        for (const what of [given, trueValue]) add(slotOf(toldOf(parameter, what)), textsIn(toldOf(from, what)));
    }
    for (const [member, words] of Object.entries(argument?.wordsByMember ?? {}))
      add(slotOf({ index, member }), textsOf(words, textsIn));
  }
  return told.size === 0 ? untold : told;
}

/** What it is given where a call gives nothing. */
export const textsByDefault = ({ defaultWords }: FunctionFact, index: number): ReadonlySet<Text> | undefined =>
  textsOf(defaultWords?.[index], () => undefined);

/** What Lambda tells a handler that it calls by its name: nothing beyond what it gives to each. */
export function toldByLambda({ module, fn }: Place, symbol: string): Told {
  const given = module.language === 'python' ? 2 : 3;
  if (module.language === 'java' || fn.wrappers.length > 0 || fn.name !== symbol) return untold;
  const told = new Map<string, ReadonlySet<Text>>();
  for (const index of fn.parameters.keys()) {
    const texts = index < given ? undefined : textsByDefault(fn, index);
    if (texts) told.set(slotOf({ index }), texts);
  }
  return told;
}

/** What is told by both of them; the same one when the second tells nothing else. */
export function bothTold(a: Told, b: Told): Told {
  if (a.size === 0) return a;
  const both = new Map<string, ReadonlySet<Text>>();
  let isSame = true;
  for (const [slot, texts] of a) {
    const others = b.get(slot);
    const all = others && new Set([...texts, ...others]);
    if (all && all.size <= mostTexts) both.set(slot, all.size === texts.size ? texts : all);
    if (both.get(slot) !== texts) isSame = false;
  }
  return isSame ? a : both;
}

/**
 * Whether the function is called by its own name, so that its arguments are for its parameters: one that was bound to
 * some of them, or put into a table, has another one, and a decorator may give it more.
 */
function isByName(call: CallFact, module: ModuleFacts, { module: there, fn }: Place): boolean {
  if (there.language === 'python' && fn.wrappers.some((it) => !/^(static|class)method$/.test(it))) return false;
  const isTarget = call.targets.length === 1 && call.targets.some((it) => it.kind === 'function' && it.id === fn.id);
  return call.callee.length === 0
    ? isTarget && module === there && call.method === lastPart(fn.name)
    : call.callee.every((it) => isNameOf({ module: there, fn }, it, module));
}

function isNameOf(place: Place, value: Value, module: ModuleFacts, depth = 0): boolean {
  const { module: there, fn } = place;
  const own = lastPart(fn.name);
  const areNames = (values: readonly Value[], of: ModuleFacts): boolean =>
    depth < 3 && values.length === 1 && values.every((it) => isNameOf(place, it, of, depth + 1));
  switch (value.kind) {
    case 'function':
      return module === there && value.id === fn.id;
    case 'class':
      return isConstructor(fn);
    case 'import':
      // In Java the class itself is what is imported.
      if (value.member !== '' || there.language === 'java')
        return isConstructor(fn) || (own !== '' && own === lastPart(value.member));
      return there.exports.some(({ name, values }) => /^(default|\*)$/.test(name) && areNames(values, there));
    case 'this':
      return value.above && isConstructor(fn);
    case 'member':
      return value.name === own ? !isOfClassAlone(value.of, place) : isConstructor(fn);
    case 'holder':
      return areNames(module.holders[value.id] ?? [], module);
    default:
      return false;
  }
}

/** `Orders.load(orders, key)` and `Base.__init__(self, key)` give the object, too. */
const isOfClassAlone = (of: readonly Value[], { module, fn }: Place): boolean =>
  module.language === 'python' && fn.method !== undefined && fn.wrappers.length === 0 && of.some(isClass);

const isClass = (value: Value): boolean =>
  value.kind === 'class' || (value.kind === 'import' && /^[A-Z]/.test(lastPart(value.member)));
