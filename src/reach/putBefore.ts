/**
 * Which members of what belongs to the invocation have something when a handler runs: what a wrapper or a middleware puts
 * there before it has the handler run, `context.s3 = s3; return handle(event, context)`.
 */
import type { FunctionId, ModuleFacts, PutFact } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import type { Filled } from './filled.ts';
import type { Reached } from './reached.ts';
import { indexOf } from './reference.ts';

/** Members that were asked for, of what belongs to the invocation. */
export interface AskedMembers {
  /** Whether it certainly has something under that name. */
  readonly ask: (name: string) => boolean;
  readonly all: ReadonlySet<string>;
}

export function askedMembers(put: ReadonlySet<string>): AskedMembers {
  const all = new Set<string>();
  return { all, ask: (name) => (all.add(name), put.has(name)) };
}

/** What was found when it was followed before. */
export interface Before {
  /** What does not outlive an invocation. */
  readonly passed: ReadonlySet<string>;
  readonly filled: Filled;
  /** Members that what belongs to the invocation has when a handler runs. */
  readonly put: ReadonlySet<string>;
}

/** Those of the names under which functions that run on each invocation put something, and none of them empties it. */
export function putAmong(names: ReadonlySet<string>, reached: ReadonlyMap<string, Reached>): ReadonlySet<string> {
  const found = new Set<string>();
  if (names.size === 0) return found;
  const emptied = new Set<string>();
  for (const { module, fn, mode } of reached.values())
    for (const put of mode.kind === 'always' ? (module.puts ?? []) : []) {
      if (put.in !== fn.id || !names.has(put.name)) continue;
      if (put.empties) emptied.add(put.name);
      else if (put.from !== undefined && runsBefore(put, put.from, module)) found.add(put.name);
    }
  return new Set([...found].filter((it) => !emptied.has(it)));
}

/** Whether it is there for others: the function goes on to what it was given, or is called before that. */
function runsBefore({ in: id }: PutFact, from: number, module: ModuleFacts): boolean {
  const isGivenTo = ({ callee }: ModuleFacts['calls'][number]): boolean =>
    callee.length > 0 && callee.every(({ kind }) => kind === 'parameter');
  return (
    indexOf(module)
      .callsIn(id)
      .some((call) => call.at.end > from && isGivenTo(call)) || isBeforehand(id, module)
  );
}

/** `before` of a middleware of middy, also where it is handed over: `.before(async (request) => …)`. */
const isBeforehand = (id: FunctionId, { functions, calls }: ModuleFacts): boolean =>
  /^before$|Before$/.test(lastPart(functions[id]?.name ?? '')) ||
  calls.some(
    ({ method, arguments: given }) =>
      method === 'before' &&
      given.some((it) => it.functions.some((target) => target.kind === 'function' && target.id === id)),
  );
