/** Places that outlive a call, and how values get there. */
import { filling } from '../collections.ts';
import { isEmptyValue } from '../plain.ts';
import type { Binding, CallExpression, ClassNode, FunctionNode, Statement, Target } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';

/** A place that outlives a call: a variable of the module or of a function around, or a field of an object; `field` names the class. */
export interface Place {
  readonly key: string;
  readonly name: string;
  readonly field: ClassNode | undefined;
  /** The function around whose variable it is: it outlives this call, and not that one's. */
  readonly of?: FunctionNode;
  /** The member of the variable that is meant. */
  readonly member?: string;
  /** Something was made for it when the module was loaded, or with its object. */
  readonly hasFirst?: boolean;
}

/** A place that nothing but its name tells apart. */
export const lasting = (name: string): Place => ({ key: name, name, field: undefined });

/** The functions that are asked for the next value of a place, and given the one that it has: `clients.compute(key, (_, kept) => …)`. */
export type Updaters = Map<FunctionNode, Place>;

/** Methods that keep what they are given in the place that they are called on. */
export const putting: ReadonlySet<string> = new Set([...filling, 'compareAndSet', 'getAndSet']);

/** Methods of Java's maps and references that keep what a function makes of what they have. */
export const updating: ReadonlySet<string> = new Set(['compute', 'updateAndGet', 'getAndUpdate']);

/** They close what they are handed when the block ends that they are entered for. */
export const closesIt: ReadonlySet<string> = new Set(['contextlib.closing', 'contextlib.aclosing']);

/** Whether the statement gives one of the targets a value. */
export const gives = (statement: Statement, isIt: (target: Target) => boolean): boolean =>
  statement.kind === 'assign' &&
  statement.declarators.some(({ targets, value }) => value && !isEmptyValue(value) && targets.some(isIt));

export const isAt = (target: Target, { key, name }: Place, placesOf: (target: Target) => readonly Place[]): boolean =>
  placesOf(target).some((it) => it.key === key && it.name === name);

export const bindingsOf = (targets: readonly Target[]): readonly Binding[] =>
  targets.flatMap((target) => (target.kind === 'name' && target.name.binding ? [target.name.binding] : []));

/** Calls that may put something somewhere: the whole statement is one, or a test, `if (!kept.compareAndSet(null, made))`. */
export function putBy(statement: Statement): readonly CallExpression[] {
  if (statement.kind === 'expression') return statement.value.kind === 'call' ? [statement.value] : [];
  if (statement.kind !== 'if') return [];
  return expressionsWithin(statement.test).filter((it) => it.kind === 'call');
}
