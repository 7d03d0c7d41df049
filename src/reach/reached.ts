/** What is known of a function that an invocation reaches: the way there, how surely it runs, and what it is given. */
import type { TraceStep } from '../core/finding.ts';
import type { CallFact, FunctionFact, Lazy, ModuleFacts } from '../core/module.ts';
import type { When } from '../core/word.ts';
import { isBorrowed } from './borrowed.ts';
import { guardWhenCalled } from './filling.ts';
import type { Lasting } from './lasting.ts';
import type { Taint } from './parts.ts';
import type { ClassPlace, Place } from './reference.ts';
import { bothMakers, type Makers } from './site.ts';
import { runsOnce, unsaid, untold, type Told } from './told.ts';

/** How surely a piece of code runs on each invocation; a surer way in wins. */
export type Mode =
  | { readonly kind: 'always' }
  /** Under a condition that asks for more than the function was given: a cache, the clock, a file. */
  | { readonly kind: 'sometimes' }
  /** Where a package was asked what it has already: what it keeps itself is not made again. */
  | { readonly kind: 'asked'; readonly package: string }
  | { readonly kind: 'rare'; readonly because: string }
  | { readonly kind: 'kept'; readonly because: string }
  /** The team says that all of it belongs to the invocation. */
  | { readonly kind: 'of-the-event'; readonly because: string };

/** A class of objects, with the calls that made them, where all are known. */
export interface Self extends ClassPlace {
  readonly makers?: Makers;
}

/** The classes of objects by `classKey`; undefined when not all of them are known. */
export type Objects = ReadonlyMap<string, Self> | undefined;

/** Those of both; the first itself when there are no others. */
export function bothObjects(some: Objects, others: Objects): Objects {
  if (!some || !others) return undefined;
  let both: Map<string, Self> | undefined;
  for (const [key, it] of others) {
    const before = some.get(key);
    const makers = before && bothMakers(before.makers, it.makers);
    if (before && makers === before.makers) continue;
    both ??= new Map(some);
    both.set(key, before ? { ...before, makers } : it);
  }
  return both ?? some;
}

export interface Reached {
  readonly module: ModuleFacts;
  readonly fn: FunctionFact;
  mode: Mode;
  /** By parameter: why its value belongs to the invocation. */
  readonly taint: Taint[];
  trace: readonly TraceStep[];
  /** Of a method: the objects that it is called on. */
  selves: Objects;
  /** What texts its parameters are given on each of the ways there. */
  told: Told;
  /** What puts objects together runs it, and gives it its arguments. */
  readonly provided?: true;
  makers: Makers;
}

export interface Reach {
  readonly reached: ReadonlyMap<string, Reached>;
  /** Of them those with which it begins: handlers, what a framework runs for a request, decorators. */
  readonly begun: ReadonlySet<FunctionFact>;
  /** What does not outlive an invocation; see `lastingBeside`. */
  readonly passing: ReadonlySet<string>;
  /** By `classKey`: why an object of the class belongs to the invocation on which a method is called. */
  readonly objects: ReadonlyMap<string, string>;
  /** Whether something may run in the function that asks for this. */
  readonly mayRun: (here: Reached, when: When | undefined) => boolean;
  /** The same of a method, where the objects that are made at load do not count. */
  readonly mayRunAnew: (here: Reached, when: When | undefined) => boolean;
}

/**
 * Whether what is guarded is made once: what keeps it outlives the invocation, or is a field of objects of which the
 * invocation makes none that may lack it.
 */
export const isKeptBy = (
  guard: Lazy,
  { when }: { readonly when?: When },
  here: Reached,
  lasting: Pick<Lasting, 'isKept'>,
  mayRunAnew: Reach['mayRunAnew'],
): boolean =>
  lasting.isKept(guard, here.module) ||
  isBorrowed(guard, here, lasting) ||
  (guard.class !== undefined && when !== undefined && !mayRunAnew(here, when));

export const rank = (mode: Mode): number =>
  ({ kept: 0, 'of-the-event': 0, rare: 1, asked: 2, sometimes: 3, always: 4 })[mode.kind];

/** Whether nothing on the way from there can be accused. */
export const isSettled = ({ kind }: Mode): boolean => kind === 'kept' || kind === 'of-the-event';

/** Whether what is made there is another one on each invocation. */
export const isAnew = ({ kind }: Mode): boolean => /^(always|sometimes|asked)$/.test(kind);

/** Of what a function makes only when it is not given what it gave before. */
export const byCaller = { kind: 'kept', because: 'whoever calls it keeps what it gives, and hands that over' } as const;

/** How surely a call in it runs. */
export function modeOf(
  call: CallFact,
  here: Reached,
  lasting: Pick<Lasting, 'isKept'>,
  mayRunAnew: Reach['mayRunAnew'],
  placesOf: (call: CallFact, module: ModuleFacts) => readonly Place[],
): Mode {
  const { mode: outer, module, fn, told } = here;
  if (isSettled(outer)) return outer;
  if (call.declared === 'per-invocation') return { kind: 'of-the-event', because: saidByTheTeam(call.symbol) };
  const guard = guardWhenCalled(call, module, placesOf);
  if (guard.kind === 'lazy' && isKeptBy(guard, call, here, lasting, mayRunAnew))
    return {
      kind: 'kept',
      because: `\`${guard.variable}\` is set only once`,
    };
  if (runsOnce(call.when, fn, told)) return byCaller;
  if (outer.kind === 'rare') return outer;
  if (guard.kind === 'rare') return guard;
  if (outer.kind === 'asked') return outer;
  if (guard.kind === 'library') return { kind: 'asked', package: guard.package };
  return call.conditional ? { kind: 'sometimes' } : outer;
}

/** Completes "It is rightly made per invocation: …". */
export const saidByTheTeam = (symbol: string): string => `\`config.yaml\` says so of \`${symbol}\``;

/** The functions that no decorator was seen to call which tells what they are given, so that this is not known. */
export function neverTold(all: Iterable<Reached>): readonly Reached[] {
  const left = [...all].filter(({ told }) => told === unsaid);
  for (const it of left) it.told = untold;
  return left;
}
