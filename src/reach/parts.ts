/** Which members of what a function is given belong to the invocation, where not all of them do: `{ region, key: event.key }`. */
import type { ArgumentFact, FunctionFact, Source } from '../core/module.ts';
import { isLoginToken } from '../core/symbol.ts';
import type { Gift } from './binding.ts';

export interface Parts {
  readonly members: ReadonlyMap<string, string | undefined>;
  /** Why the rest of it does. */
  readonly others: string | undefined;
}

/** What belongs to the invocation at all: by parameter, why, and by member where not all of it does. */
export interface Taint {
  readonly why: string | undefined;
  readonly parts?: Parts | undefined;
}

export const clean: Taint = { why: undefined };

/** Whether a reason is a token that whoever has it logs in with: what is made of it may outlive it. */
export const logsIn = (why: string): boolean => isLoginToken(unquoted(why));

/** The symbol that is a reason. */
export const unquoted = (why: string): string => why.replaceAll('`', '');

/** `inherited` is what is known of a parameter that is handed on as it is. */
export function taintOf(
  { sources, parts }: ArgumentFact,
  why: (sources: readonly Source[]) => string | undefined,
  inherited: (sources: readonly Source[]) => Taint | undefined,
): Taint {
  const whole = why(sources);
  if (whole === undefined) return clean;
  if (!parts) return inherited(sources) ?? { why: whole };
  const members = new Map(Object.entries(parts.members).map(([key, its]) => [key, why(its)]));
  const rest = inherited(parts.others) ?? { why: why(parts.others) };
  if (!rest.parts) return { why: whole, parts: { members, others: rest.why } };
  return { why: whole, parts: { members: new Map([...rest.parts.members, ...members]), others: rest.parts.others } };
}

export function memberOf({ why, parts }: Taint, member: string | undefined): string | undefined {
  if (why === undefined || member === undefined || !parts) return why;
  return parts.members.has(member) ? parts.members.get(member) : parts.others;
}

/** Both of them, as different calls give; the same one when the second adds nothing. */
export function merged(a: Taint, b: Taint): Taint {
  if (b.why === undefined) return a;
  if (a.why === undefined || (logsIn(a.why) && !logsIn(b.why))) return b;
  if (!a.parts) return a;
  if (!b.parts) return { why: a.why };
  const keys = new Set([...a.parts.members.keys(), ...b.parts.members.keys()]);
  const members = new Map([...keys].map((key) => [key, memberOf(a, key) ?? memberOf(b, key)]));
  const others = a.parts.others ?? b.parts.others;
  const isSame =
    others === a.parts.others &&
    [...members].every(([key, it]) => (it === undefined) === (memberOf(a, key) === undefined));
  return isSame ? a : { why: a.why, parts: { members, others } };
}

/** Each parameter of a function, where whoever calls it is not seen. */
export const eachOf = ({ parameters }: FunctionFact, why: string | undefined): readonly Taint[] =>
  parameters.map(() => ({ why }));

/** What each parameter of a function is given of the invocation. */
export function argumentsByParameter(
  { parameters }: FunctionFact,
  gifts: ReadonlyMap<number, readonly Gift[]>,
  taintOfGift: (gift: Gift) => Taint | undefined,
): readonly Taint[] {
  return parameters.map((_, index) =>
    (gifts.get(index) ?? []).reduce((before, gift) => {
      const it = taintOfGift(gift);
      return it ? (before.why === undefined ? it : { why: merged(before, it).why }) : before;
    }, clean),
  );
}

/** What is known of a parameter that a call hands on as it is. */
export function handedOn(
  sources: readonly Source[],
  { fn, taint }: { readonly fn: FunctionFact; readonly taint: readonly Taint[] },
): Taint | undefined {
  const [only] = sources;
  const isWhole = sources.length === 1 && only?.kind === 'parameter' && only.member === undefined;
  return isWhole && only.function === fn.id ? taint[only.index] : undefined;
}
