/**
 * What texts the parameters of functions are given on the ways from a handler: `run('create', event)`.
 * One of which something else is given on any of them, or by whoever is not seen to, is not known.
 */
import type { CallFact, FunctionFact, ModuleFacts, Value } from '../core/module.ts';
import type { Asked, AskedText, Constant, ParameterWord, Text, When, Word } from '../core/word.ts';
import { giftsOf, type Gift } from './binding.ts';
import { isByName } from './byName.ts';
import { askedIn, isOfNothing, parameterIn, passedIn, slotOf, spreadIn, wholeIn, type Slot } from './demanded.ts';
import type { Lasting } from './lasting.ts';
import { parameterFor, type Place, type Sources } from './reference.ts';
import type { Site } from './site.ts';
import {
  givenTo,
  isLeftOut,
  isSomething,
  isTrueValue,
  recordIn,
  type AreMade,
  type ClassesNamed,
} from './something.ts';

/** By parameter, and by member of one: all the texts that it is given. */
export type Told = ReadonlyMap<string, ReadonlySet<Text>>;

/** What texts a parameter is given, or a constant is, as far as that is known. */
export type TextsOf = (word: ParameterWord | Constant) => ReadonlySet<Text> | undefined;

/** Something else may be given to any of them. */
export const untold: Told = new Map();

/** What a function is given is told where the decorator calls it around which that is. */
export const unsaid: Told = new Map([[' unsaid', new Set<Text>()]]);

/** More than these are as good as any. */
const mostTexts = 12;

/** Under this it is told that a parameter, or a member of one, is given something, whatever that is: no text that is nothing. */
const given = ' given';
/** The same where it is no answer of yes or no either. */
const trueValue = ' true';
const something: ReadonlySet<Text> = new Set(['']);
const nothing: ReadonlySet<Text> = new Set([null]);
/** Under this it is told that what the function gives is what the parameter is given next time, so that it is nothing only once. */
const refilled = ' refilled';

const toldOf = <S extends Slot>(of: S, what: string): S & { readonly member: string } => ({
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

/** The object on which a method runs. */
export interface Own {
  /** Whether a field is set of which the body of its class alone decides. */
  readonly flagOf: (name: string) => boolean | undefined;
  /** Whether a field certainly has something. */
  readonly isFilled: (name: string) => boolean;
  /** Whether a member of what the invocation belongs to was certainly put there before. */
  readonly isPutOn: (of: ParameterWord) => boolean;
}

/** One of which nothing is known. */
export const anyObject: Own = { flagOf: () => undefined, isFilled: () => false, isPutOn: () => false };

/** Whether all of it may hold. */
export const holds = (all: readonly Asked[], textsIn: TextsOf, own: Own): boolean => {
  for (const asked of all) if (!mayHold(asked, textsIn, own)) return false;
  return true;
};

function mayHold(asked: Asked, textsIn: TextsOf, own: Own): boolean {
  if (asked.kind === 'elsewhere') return false;
  if (asked.kind === 'any') return asked.of.some((its) => holds(its, textsIn, own));
  if (asked.kind === 'flag') return (own.flagOf(asked.name) ?? asked.is) === asked.is;
  if (asked.kind === 'empty-field') return !own.isFilled(asked.name);
  const whatever = asked.texts.includes(false) ? trueValue : given;
  const its = textsIn(asked.of) ?? (isOfNothing(asked) ? textsIn(toldOf(asked.of, whatever)) : undefined);
  const texts = its && textsAskedFor(asked, textsIn);
  if (!its) return !(asked.is && isOfNothing(asked) && own.isPutOn(asked.of));
  if (!texts) return true;
  for (const text of its) if (texts.includes(text) === asked.is) return true;
  return false;
}

/** Undefined where one of them is another file's that is not known. */
function textsAskedFor({ texts, constants = [] }: AskedText, textsIn: TextsOf): readonly Text[] | undefined {
  if (constants.length === 0) return texts;
  const others = constants.map(textsIn);
  return others.every((it) => it !== undefined) ? [...texts, ...others.flatMap((it) => [...it])] : undefined;
}

/** Whether something in the function runs only the first time, since a parameter is then given what the function gave. */
export function runsOnce(when: When | undefined, { id }: FunctionFact, told: Told): boolean {
  if (told.size === 0) return false;
  for (let at = when; at; at = at.within)
    for (const asked of at.asked)
      if (asked.kind === 'text' && asked.is && asked.of.function === id && isOfNothing(asked))
        if (told.has(slotOf(toldOf(asked.of, refilled)))) return true;
  return false;
}

/** What is known beside the call. */
interface Beside {
  readonly classes?: ClassesNamed;
  readonly areMade?: AreMade;
  readonly sources?: Sources;
  readonly lasting?: Pick<Lasting, 'isKept'>;
  /** Of the objects that values are. */
  readonly fields?: FieldsOf;
  /** What the function was told that calls, or one around it, by its id. */
  readonly toldIn?: ToldIn;
  /** The same of a function that binds another one to arguments. */
  readonly toldAt?: (binding: Site) => ToldIn;
}

export interface FieldsOf {
  /** The names of members of which anybody asks whether they are given. */
  readonly asked: () => ReadonlySet<string>;
  /** Whether the objects have something in a field; undefined where the values are none of classes of the project. */
  readonly filledIn: (values: readonly Value[], module: ModuleFacts) => ((name: string) => boolean) | undefined;
}

const noFields: FieldsOf = { asked: () => new Set(), filledIn: () => undefined };

/** What functions of a module were told, by their ids. */
export type ToldIn = (id: number) => Told | undefined;

const nobody: ToldIn = () => undefined;

/** What texts parameters are given by what their functions were told. */
export const textsBy =
  (toldIn: ToldIn): TextsOf =>
  (word) =>
    word.kind === 'parameter' ? toldIn(word.function)?.get(slotOf(word)) : undefined;

/** What a call tells a function that it runs; `textsIn` is what the function was told that calls. */
export function toldBy(
  call: CallFact,
  module: ModuleFacts,
  place: Place,
  textsIn: TextsOf,
  {
    classes = () => [],
    areMade = () => false,
    sources,
    lasting,
    fields = noFields,
    toldIn = nobody,
    toldAt = () => nobody,
  }: Beside = {},
): Told {
  const { module: there, fn } = place;
  const isRefilling = fn.returns.length > 0 && call.refills && lasting?.isKept(call.refills.of, module);
  const refills = isRefilling ? call.refills : undefined;
  const given = [...(place.bound ?? []).map((it) => it.call), call].flatMap((it) => it.arguments);
  const passed = passedIn(there).get(fn.id);
  const isTelling =
    given.some((it) => it.words ?? it.wordsByMember) || fn.defaultWords || refills || (passed && given.length > 0);
  const asked = [...(askedIn(there).get(fn.id)?.values() ?? [])];
  if (!isTelling && (asked.length === 0 || (given.length === 0 && !fn.mayLack))) return untold;
  if (!isByName(call, module, place, sources)) return untold;
  const told = new Map<string, ReadonlySet<Text>>();
  const add = (slot: string, texts: ReadonlySet<Text> | undefined) => texts && told.set(slot, texts);
  const gifts = giftsOf(place, { module, call });
  if (refills) {
    const index = parameterFor(fn, refills.argument, call.arguments[refills.argument]?.name);
    add(slotOf(toldOf({ index }, refilled)), something);
  }
  // Where more may be handed over than is seen, what is not seen may be given as well.
  const isAll = call.applied?.binds !== true && !given.some(({ spread }) => spread);
  const knownTo = (gift: Gift): Known =>
    gift.site.call === call
      ? { classes, areMade, fields, toldIn, textsIn }
      : { classes, areMade, fields, toldIn: toldAt(gift.site), textsIn: textsBy(toldAt(gift.site)) };
  const spread = [...gifts.values()].flat().filter(({ argument }) => argument.spread);
  for (const index of fn.parameters.keys()) {
    const [gift, ...others] = (gifts.get(index) ?? []).filter(({ argument }) => !argument.spread);
    const its = asked.filter((it) => it.index === index);
    const names = [gift, ...others].map((it) => it?.argument.name ?? '');
    if (index === fn.rest && gifts.has(index)) {
      // What stands where one that is given is written is known by its place: `fn(...args)` hands it on.
      for (const [place, it] of [gift, ...others].entries())
        for (const [slot, texts] of it?.isSure
          ? toldByGift(it, { index, member: String(place) }, its, true, knownTo(it))
          : untold)
          add(slot, texts);
    } else if (!gift) {
      for (const it of spread) for (const [slot, texts] of toldBySpread(it, fn, index, knownTo(it))) add(slot, texts);
      if (!isAll) continue;
      add(slotOf({ index }), textsByDefault(fn, index));
      if (fn.mayLack && !told.has(slotOf({ index }))) for (const parameter of its) add(slotOf(parameter), nothing);
    } else if (names.every((name) => name !== '' && !fn.parameters.includes(name))) {
      // `**options` takes what no other parameter has the name of.
      for (const it of [gift, ...others])
        for (const [slot, texts] of toldByGift(it, { index, member: it.argument.name }, its, true, knownTo(it)))
          add(slot, texts);
    } else if (others.length === 0 && gift.isSure)
      for (const [slot, texts] of toldByGift(gift, { index }, its, passed?.has(index) === true, knownTo(gift)))
        add(slot, texts);
  }
  return told.size === 0 ? untold : told;
}

interface Known {
  readonly classes: ClassesNamed;
  readonly areMade: AreMade;
  readonly fields: FieldsOf;
  readonly toldIn: ToldIn;
  readonly textsIn: TextsOf;
}

/** What an argument tells of what it is `to`, and of those members that are `asked` for, or of all where it is `passed` on. */
function toldByGift(
  { argument, site: { module, call } }: Gift,
  to: Slot,
  asked: readonly ParameterWord[],
  passed: boolean,
  { classes, areMade, fields, toldIn, textsIn }: Known,
): Told {
  const told = new Map<string, ReadonlySet<Text>>();
  const add = (slot: string, texts: ReadonlySet<Text> | undefined) => texts && told.set(slot, texts);
  for (const name of argument.filled ?? [])
    for (const what of [given, trueValue])
      add(slotOf(toldOf({ index: to.index, member: within(to.member, name) }, what)), something);
  const whole = wholeIn(argument.values);
  const own = passed || whole ? Object.keys(recordIn(argument.values, module)?.members ?? {}) : [];
  for (const [slot, texts] of whole ? membersOf(whole, toldIn) : [])
    if (!own.includes(slot.split(/[. ]/, 1)[0] ?? '')) add(`${slotOf(to)}.${slot}`, texts);
  add(slotOf(to), textsOf(argument.words, textsIn));
  const wanted = membersAsked(asked, to);
  const isAsked = passed || wanted.some((it) => it !== undefined);
  const filled = isAsked ? fields.filledIn(argument.values, module) : undefined;
  const ofObject = filled && passed ? [...fields.asked()] : [];
  const areFilled = (member: string | undefined): boolean =>
    member === undefined
      ? argument.values.length > 0 &&
        argument.values.every((it) => it.kind === 'member' && fields.filledIn(it.of, module)?.(it.name) === true)
      : filled?.(member) === true;
  for (const member of new Set([...wanted, ...own, ...ofObject, ...(to.member === undefined ? [] : [undefined])])) {
    const slot = { index: to.index, member: within(to.member, member) };
    if (isLeftOut(member, argument)) add(slotOf(slot), nothing);
    const value = givenTo(member, argument, module);
    // `let client; client = connect(client)` is nothing at first.
    const isOwn =
      value?.sources.length !== 0 && value?.sources.every((it) => it.kind === 'call' && it.call === call.id);
    if (value && !isOwn && isSomething(value, module, classes, areMade))
      for (const what of isTrueValue(value, module) ? [given, trueValue] : [given])
        add(slotOf(toldOf(slot, what)), something);
    if (areFilled(member)) for (const what of [given, trueValue]) add(slotOf(toldOf(slot, what)), something);
    const from = parameterIn(member === undefined ? argument.words : argument.wordsByMember?.[member]);
    if (from) for (const what of [given, trueValue]) add(slotOf(toldOf(slot, what)), textsIn(toldOf(from, what)));
  }
  for (const [member, words] of Object.entries(argument.wordsByMember ?? {}))
    add(slotOf({ index: to.index, member: within(to.member, member) }), textsOf(words, textsIn));
  return told;
}

const within = (outer: string | undefined, inner: string | undefined): string | undefined =>
  outer === undefined ? inner : inner === undefined ? outer : `${outer}.${inner}`;

/** The members of it that are asked for, by what they are within it. */
const membersAsked = (asked: readonly ParameterWord[], { member: outer }: Slot): readonly (string | undefined)[] =>
  asked.flatMap(({ member }) =>
    outer === undefined || member === outer
      ? [outer === undefined ? member : undefined]
      : member?.startsWith(`${outer}.`)
        ? [member.slice(outer.length + 1)]
        : [],
  );

/** What is told of the members of a parameter, by their names. */
const membersOf = ({ function: id, index }: Pick<ParameterWord, 'function' | 'index'>, toldIn: ToldIn) =>
  [...(toldIn(id) ?? untold)].flatMap(([slot, texts]) => {
    const prefix = `${String(index)}.`;
    return slot.startsWith(prefix) && slot.charAt(prefix.length) !== ' '
      ? [[slot.slice(prefix.length), texts] as const]
      : [];
  });

/**
 * What `**options` tells of a parameter that has the name of one of its members, and `...args`, where nobody bound the
 * function to others, of one by its place.
 */
function toldBySpread(
  { argument, position, site: { call } }: Gift,
  { parameters }: FunctionFact,
  index: number,
  { toldIn }: Known,
): Told {
  const whole = spreadIn(argument.values);
  const isFirst = !call.arguments.slice(0, position).some(({ spread }) => spread);
  const its = whole ? membersOf(whole, toldIn) : [];
  const names = [parameters[index] ?? '', ...(isFirst && index >= position ? [String(index - position)] : [])];
  return new Map(
    its.flatMap(([slot, texts]) => {
      const [own = '', ...rest] = slot.split(/(?=[. ])/);
      if (own === '' || !names.includes(own)) return [];
      const [next = ''] = rest;
      return [[`${String(index)}${next.startsWith(' ') ? '.' : ''}${rest.join('')}`, texts] as const];
    }),
  );
}

/** Whether a parameter, or a member of one, is given something on each of the ways. */
export function isGivenBy(told: Told, slot: Slot): boolean {
  const texts = told.get(slotOf(slot));
  return texts && texts.size > 0 ? !texts.has(null) : told.has(slotOf(toldOf(slot, given)));
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
  if (a.size === 0 || b === unsaid) return a;
  if (a === unsaid) return b;
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
