/** What values turn out to be, across files: functions, classes, objects of them, what is written out, modules. */
import { addTo } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import type { CallFact, ModuleFacts, Value } from '../core/module.ts';
import { classKey, keyOf, type ClassPlace, type Place } from './reference.ts';
import { bothMakers, madeBy, makersKey, type Makers, type Site } from './site.ts';

/** Values, and the module whose values they are. */
export interface Given {
  readonly module: ModuleFacts;
  readonly values: readonly Value[];
}

export interface Things {
  readonly of: (values: readonly Value[], module: ModuleFacts) => readonly Thing[];
  /** `Service().load`, `handlers.create`, or '' for the module itself. */
  readonly at: (module: ModuleFacts, path: string) => readonly Thing[];
  readonly memberOf: (thing: Thing, name: string) => readonly Thing[];
  /** What calling a thing gives. */
  readonly resultOf: (thing: Thing) => readonly Thing[];
  /** The functions that run when a thing is called. */
  readonly runBy: (thing: Thing) => readonly Place[];
  /** What calling a method of an object of the class runs. */
  readonly methodsOf: (of: ClassPlace, name: string) => readonly Place[];
  /** The classes, and those above them. */
  readonly withAbove: (list: readonly ClassPlace[]) => readonly ClassPlace[];
}

/** What containers give that put objects together, which no code says. */
export interface Contained {
  /** What the call gives, or a decorator, that asks for it: nothing where it is not known, undefined where it asks for nothing. */
  readonly things: (call: CallFact, module: ModuleFacts) => readonly Thing[] | undefined;
  /** What a member is of what a call of theirs gives, where they know it. */
  readonly membersOf?: (made: Made, name: string) => readonly Thing[] | undefined;
}

/** What a value turns out to be. */
export type Thing =
  | { readonly kind: 'function'; readonly place: Place }
  /** An object of the class; `above` when only the classes above it count; `makers` are the calls that made it, where all are known. */
  | { readonly kind: 'object'; readonly of: ClassPlace; readonly above: boolean; readonly makers?: Makers }
  /** `bound` as of a place. */
  | { readonly kind: 'class'; readonly of: ClassPlace; readonly bound?: readonly Site[] }
  /** `made` is the function that gave it, and the calls that had it do so, where all are known. */
  | {
      readonly kind: 'record';
      readonly module: ModuleFacts;
      readonly value: Extract<Value, { kind: 'record' }>;
      readonly made?: { readonly by: Place; readonly makers: Makers };
    }
  | { readonly kind: 'module'; readonly module: ModuleFacts }
  | Made;

/** What a call of something outside of the project gives: `express()`. */
export interface Made {
  readonly kind: 'made';
  readonly module: ModuleFacts;
  readonly call: CallFact;
  /** How many members down, when it is a part of that. */
  readonly depth: number;
}

export const madeKey = ({ module, call }: Made): string => `${module.path}()${String(call.id)}`;

/** Of `...layers`, which collects what is given to it: a list of that, each time the same. */
export const restIn = (value: MemberValue, module: ModuleFacts): readonly Thing[] | undefined =>
  isRest(value, module) ? [{ kind: 'record', module, value: listOf(value) }] : undefined;

/** Whether it is what such a parameter collects. */
export function isRest(value: Value | undefined, { language, functions }: ModuleFacts): boolean {
  const of = value?.kind === 'member' && value.name === '*' ? value.of[0] : undefined;
  return language !== 'java' && of?.kind === 'parameter' && functions[of.function]?.rest === of.index;
}

type MemberValue = Extract<Value, { kind: 'member' }>;

const listOf = keptWith(({ of }: MemberValue) => ({ kind: 'record' as const, members: {}, others: of }));

/** What remembers what the functions give. */
export const remembered = (thing: Thing, module: ModuleFacts, call: CallFact | undefined): Thing =>
  thing.kind === 'function' && call ? { ...thing, place: { ...thing.place, memory: { module, call } } } : thing;

/** With the call that made it, where it is an object of what was called, or stands in that. */
export function withMaker(it: Thing, by: Thing, maker?: Site): Thing {
  if (!maker) return it;
  if (it.kind === 'object' && by.kind === 'class') return { ...it, makers: [maker] };
  if (it.kind === 'record' && by.kind === 'function') return { ...it, made: { by: by.place, makers: [maker] } };
  return it.kind === 'function' && by.kind === 'function' ? { ...it, place: madeBy(it.place, by.place, maker) } : it;
}

/** A member of what is written out in the function that gave it, which the same calls made. */
export function withMakersOf(it: Thing, { made }: Extract<Thing, { kind: 'record' }>): Thing {
  if (!made || it.kind !== 'function') return it.kind === 'record' && made ? { ...it, made } : it;
  const { fn, module } = it.place;
  const stands = module === made.by.module && fn.parent === made.by.fn.id;
  return stands ? { ...it, place: { ...it.place, makers: made.makers } } : it;
}

/** Of more calls than these what they give is as good as any. */
const mostMakers = 12;

/** Both of them, which are the same but for who made them. */
function together(before: Thing | undefined, now: Thing): Thing {
  if (before?.kind === 'record' && now.kind === 'record') return bothRecords(before, now);
  if (before?.kind !== 'object' || now.kind !== 'object') return now;
  const makers = bothMakers(before.makers, now.makers);
  if (makers === before.makers) return before;
  return { ...before, makers: makers && makers.length <= mostMakers ? makers : undefined };
}

type RecordThing = Extract<Thing, { kind: 'record' }>;

function bothRecords({ made: before, ...record }: RecordThing, { made: now }: RecordThing): RecordThing {
  const makers = before?.by.fn === now?.by.fn ? bothMakers(before?.makers, now?.makers) : undefined;
  return before && makers && makers.length <= mostMakers ? { ...record, made: { by: before.by, makers } } : record;
}

/** Grows with whatever is found of them. */
export function sizeOf(things: readonly Thing[]): number {
  let size = things.length;
  for (const it of things)
    if (it.kind === 'object') size += it.makers?.length ?? mostMakers + 1;
    else if (it.kind === 'record') size += it.made?.makers?.length ?? mostMakers + 1;
  return size;
}
/** A function or a class that the call binds to arguments. */
export function boundBy(thing: Thing, module: ModuleFacts, call: CallFact | undefined): Thing {
  if (!call) return thing;
  const after = (bound: readonly Site[] = []): readonly Site[] => [...bound, { module, call }];
  if (thing.kind === 'class') return { ...thing, bound: after(thing.bound) };
  return thing.kind === 'function' ? { ...thing, place: { ...thing.place, bound: after(thing.place.bound) } } : thing;
}

export function distinct(things: readonly Thing[]): readonly Thing[] {
  if (things.length < 2) return things;
  const byKey = new Map<unknown, Thing>();
  for (const it of things) {
    const key =
      it.kind === 'function'
        ? `${keyOf(it.place.module, it.place.fn.id)} ${String(it.place.memory?.call.id)} ${makersKey(it.place.makers)} ${makersKey(it.place.bound)}`
        : it.kind === 'class'
          ? `class ${classKey(it.of)} ${makersKey(it.bound)}`
          : it.kind === 'object'
            ? `object ${classKey(it.of)} ${String(it.above)}`
            : it.kind === 'record'
              ? it.value
              : it.kind === 'made'
                ? `${madeKey(it)} ${String(it.depth)}`
                : it.module;
    byKey.set(key, together(byKey.get(key), it));
  }
  return [...byKey.values()];
}

/** Of a long list, the things that may have a member of that name: all others are written out without one. */
export const thatMayHave = keptWith((list: readonly Thing[]): ((name: string) => readonly Thing[]) => {
  const byName = new Map<string, number[]>();
  const others: number[] = [];
  for (const [index, it] of list.entries()) {
    if (it.kind !== 'record' || it.value.others.length > 0) others.push(index);
    else for (const name of Object.keys(it.value.members)) addTo(byName, name, index);
  }
  return (name) => {
    const having = [...(byName.get(name) ?? []), ...others].sort((a, b) => a - b);
    return having.flatMap((index) => list[index] ?? []);
  };
});

/** Whether it is a class of a framework of Python, with which functions are registered. */
export const isNamedAsApp = (name: string): boolean =>
  /(^|\.)(\w*Chalice\w*|FastAPI|APIRouter|Flask|Quart|Starlette|APIGateway\w*Resolver|ALBResolver|AppSyncResolver)$/.test(
    name,
  );

/** Of more classes than these an object is hardly chosen. */
const mostClasses = 4;

/** Whether they are of so many classes that they come out of what keeps all sorts of things under names. */
export const areOfAllSorts = (list: readonly Thing[]): boolean =>
  list.length > mostClasses &&
  new Set(list.flatMap((it) => (it.kind === 'object' ? [classKey(it.of)] : []))).size > mostClasses;

/** Whether a value is what something is annotated to be, which no call makes: `orders: Orders`. */
const isAnnotation = (value: Value): boolean => value.kind === 'result' && value.call === undefined;

/**
 * What a parameter is that calls give these, and that is declared to be something. Of objects those that are what is
 * declared, where some are: others come out of what keeps all sorts of things, or has another type.
 */
export function asDeclared(
  given: readonly Thing[],
  declared: readonly Value[],
  thingsOf: (values: readonly Value[]) => readonly Thing[],
  withAbove: (list: readonly ClassPlace[]) => readonly ClassPlace[],
): readonly Thing[] {
  if (given.every(({ kind }) => kind === 'made')) return [...given, ...thingsOf(declared)];
  // What is there when nothing is given says nothing of the few that are.
  if (!declared.some(isAnnotation) && !areOfAllSorts(given)) return given;
  const classes = new Set(thingsOf(declared).flatMap((it) => (it.kind === 'object' ? [classKey(it.of)] : [])));
  const isDeclared = (of: ClassPlace): boolean => withAbove([of]).some((it) => classes.has(classKey(it)));
  const fitting = given.filter((it) => it.kind !== 'object' || isDeclared(it.of));
  return fitting.some(({ kind }) => kind === 'object') ? fitting : given;
}
