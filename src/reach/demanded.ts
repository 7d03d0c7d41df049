/** What functions want to know of their parameters: whether they are given anything, and what whoever these are handed on to asks. */
import { keptWith } from '../core/memo.ts';
import type { ModuleFacts, Value } from '../core/module.ts';
import type { Asked, AskedText, ParameterWord, When, Word } from '../core/word.ts';

/** A parameter of a function, or a member of one. */
export interface Slot {
  readonly index: number;
  readonly member?: string | undefined;
}

export const slotOf = ({ index, member }: Slot): string =>
  member === undefined ? String(index) : `${String(index)}.${member}`;

/** Whether it asks for no more than whether anything is given: `client is None`, `client or connect()`, `options.client ?? connect()`. */
export const isOfNothing = ({ texts, constants = [] }: AskedText): boolean =>
  constants.length === 0 && texts.includes(null) && texts.every((it) => !it);

/** Of which parameters, and of which members of them, a module's functions ask whether they are given anything, by function. */
export const askedIn = keptWith((module: ModuleFacts): ReadonlyMap<number, ReadonlyMap<string, ParameterWord>> => {
  const found = new Map<number, Map<string, ParameterWord>>();
  const addParameter = (of: ParameterWord): void => {
    const its = found.get(of.function) ?? new Map<string, ParameterWord>();
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
  // Whoever asks for a field asks for what that is given.
  for (const { name, writes } of module.variables)
    for (const { sources, in: writer } of name.includes('.') ? writes : []) {
      const [from, ...others] = sources;
      if (from?.kind === 'parameter' && from.function === writer && others.length === 0) addParameter(from);
    }
  // Whoever it is handed on to may ask.
  for (const { arguments: given } of module.calls)
    for (const { words, wordsByMember = {} } of given)
      for (const its of [words, ...Object.values(wordsByMember)]) {
        const of = parameterIn(its);
        if (of) addParameter(of);
      }
  return found;
});

/** The names of members of which a module asks whether they are given anything. */
export const membersAskedIn = keptWith((module: ModuleFacts): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const its of askedIn(module).values())
    for (const { member } of its.values()) if (member !== undefined && !member.includes('.')) names.add(member);
  return names;
});

/** Which parameters a module's functions hand on as they are, or spread into something, by function. */
export const passedIn = keptWith(({ calls }: ModuleFacts): ReadonlyMap<number, ReadonlySet<number>> => {
  const found = new Map<number, Set<number>>();
  for (const { arguments: given } of calls)
    for (const { values, spread } of given) {
      const of = spread ? spreadIn(values) : wholeIn(values);
      if (of) found.set(of.function, (found.get(of.function) ?? new Set()).add(of.index));
    }
  return found;
});

/** The parameter that values are as a whole, or that is spread into an object. */
export function wholeIn(values: readonly Value[]): Extract<Value, { kind: 'parameter' }> | undefined {
  const [first, second, ...others] = values;
  if (first?.kind === 'parameter') return second ? undefined : first;
  const isSpread = first?.kind === 'record' && first.spreads && others.length === 0;
  return isSpread && second?.kind === 'parameter' ? second : undefined;
}

/** The parameter of which `...args`, `*args` and `**options` hand on what it has. */
export function spreadIn(values: readonly Value[]): Extract<Value, { kind: 'parameter' }> | undefined {
  const [element, ...others] = values;
  return element?.kind === 'member' && element.name === '*' && others.length === 0
    ? wholeIn(element.of)
    : wholeIn(values);
}

/** The parameter that something is, or a member of one. */
export function parameterIn(words: readonly Word[] = []): ParameterWord | undefined {
  const [only, ...others] = words;
  return only?.kind === 'parameter' && others.length === 0 ? only : undefined;
}
