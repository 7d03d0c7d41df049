/**
 * What calls give is noticed when they are come by, and by then it may not be known yet where that comes from: of
 * `clientFor(await assume())` only the functions that `assume` calls tell that it hands out credentials.
 */
import type { CallFact, Source } from '../core/module.ts';
import type { Taint } from './parts.ts';
import type { Reached } from './reached.ts';
import { indexOf } from './reference.ts';

/** What a call gives to what it runs. */
export interface Giving {
  readonly taints: readonly Taint[];
  /** Why the object that it is made on belongs to the invocation. */
  readonly receiver: string | undefined;
}

export interface Late {
  /** The giving of a call as it is known now, which is kept in mind. */
  readonly giving: (call: CallFact, here: Reached) => Giving;
  /** What is given to a call that runs nothing does not matter. */
  readonly forget: (call: CallFact) => void;
  /** The functions that were reached of which calls give more than was known when they were come by. */
  readonly more: (reached: Iterable<Reached>) => readonly Reached[];
}

/** `changes` grows whenever something was found that may tell more. */
export function lateIn(givingOf: (call: CallFact, here: Reached) => Giving, changes: () => number): Late {
  const known = new Map<CallFact, { readonly reasons: number; readonly asOf: number }>();

  function giving(call: CallFact, here: Reached): Giving {
    const now = givingOf(call, here);
    if (mayTellMore(call)) known.set(call, { reasons: reasonsIn(now), asOf: changes() });
    return now;
  }

  function givesMore(call: CallFact, here: Reached): boolean {
    const before = known.get(call);
    if (!before || before.asOf === changes()) return false;
    const reasons = reasonsIn(givingOf(call, here));
    known.set(call, { reasons, asOf: changes() });
    return reasons > before.reasons;
  }

  return {
    giving,
    forget: (call) => known.delete(call),
    more: (reached) =>
      [...reached].filter((here) =>
        indexOf(here.module)
          .callsIn(here.fn.id)
          .some((call) => givesMore(call, here)),
      ),
  };
}

/** Who is given more of a parameter is looked at again in any case. */
const mayTellMore = ({ arguments: given, receiver }: CallFact): boolean =>
  given.some(({ sources }) => sources.some(isFromElsewhere)) || receiver.some(isFromElsewhere);

const isFromElsewhere = ({ kind }: Source): boolean => kind === 'call' || kind === 'field' || kind === 'variable';

const reasonsIn = ({ taints, receiver }: Giving): number =>
  taints.reduce((sum, it) => sum + reasonsOf(it), receiver === undefined ? 0 : 1);

/** A member of which it is not known any more that it is none of the invocation's counts as well. */
const reasonsOf = ({ why, parts }: Taint): number =>
  why === undefined
    ? 0
    : 1 + [...(parts?.members.values() ?? []), parts?.others].filter((it) => it !== undefined).length;
