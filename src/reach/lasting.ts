/**
 * What does not outlive an invocation, though it looks kept: fields of objects that the invocation makes, variables of
 * functions that it calls, what it empties each time.
 */
import type { FunctionFact, Guard, ModuleFacts } from '../core/module.ts';
import { classKey, keyOf } from './reference.ts';

export interface Lasting {
  /** Whether what a guard keeps is still there when the next invocation comes. */
  readonly isKept: (guard: Guard, module: ModuleFacts) => boolean;
  /** Whether what a function remembers is forgotten each time. */
  readonly isForgotten: (module: ModuleFacts, fn: FunctionFact) => boolean;
  readonly isShortLived: (module: ModuleFacts, className: string) => boolean;
  /** Whether a component or an injector, by its key, is made on each invocation, so that what it keeps is not kept. */
  readonly isRemade: (container: string) => boolean;
  /** Whether the function runs on each invocation. */
  readonly runsAnew: (module: ModuleFacts, id: number) => boolean;
}

/** By keys of classes, functions and variables: what an invocation was found to make, call and empty. `asked` takes note. */
export function lastingBeside(passing: ReadonlySet<string>, asked: Set<string> = new Set()): Lasting {
  const has = (key: string): boolean => {
    asked.add(key);
    return passing.has(key);
  };
  const isShortLived = (module: ModuleFacts, name: string) => has(classKey({ module, name }));
  const runsAnew = (module: ModuleFacts, id: number) => has(keyOf(module, id));
  return {
    isShortLived,
    isRemade: has,
    runsAnew,
    isForgotten: (module, { id }) => has(forgotten(module, id)),
    isKept: (guard, module) =>
      guard.kind === 'lazy' &&
      !(guard.class !== undefined && isShortLived(module, guard.class)) &&
      !(guard.of !== undefined && runsAnew(module, guard.of)) &&
      !has(emptied(module, guard.variable)) &&
      !(guard.member !== undefined && has(emptied(module, guard.variable, guard.member))),
  };
}

/** What an invocation has forgotten that a function remembers: `connect.cache_clear()`. */
export const forgotten = (module: ModuleFacts, id: number): string => `${keyOf(module, id)} is forgotten`;

const emptied = (module: ModuleFacts, variable: string, member?: string): string =>
  `${module.path}#${variable}${member === undefined ? '' : ` ${member}`} is emptied`;

/** What functions that run on each invocation stand for, and the variables that they empty. */
export function* passingWith(module: ModuleFacts, fn: FunctionFact): Generator<string> {
  yield keyOf(module, fn.id);
  for (const { name, writes } of module.variables)
    for (const write of writes) if (write.empties && write.in === fn.id) yield emptied(module, name, write.member);
}
