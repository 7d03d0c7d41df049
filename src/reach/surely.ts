/** Which functions run whenever an invocation does that comes to where they are called. */
import { once } from '../core/memo.ts';
import type { CallFact, FunctionFact, ModuleFacts } from '../core/module.ts';
import type { Callees } from './callees.ts';
import type { Reached } from './reached.ts';
import { indexOf, type Place } from './reference.ts';

type Running = Pick<Reached, 'module' | 'fn' | 'mode'>;

/** What functions that run on each invocation call whenever they run. */
export function calledSurely(
  running: Iterable<Running>,
  placesOf: (call: CallFact, module: ModuleFacts) => readonly Place[],
): ReadonlySet<FunctionFact> {
  const found = new Set<FunctionFact>();
  for (const here of running)
    for (const call of surelyCalledIn(here)) for (const it of placesOf(call, here.module)) found.add(it.fn);
  return found;
}

const surelyCalledIn = ({ module, fn, mode }: Running): readonly CallFact[] =>
  mode.kind === 'always'
    ? indexOf(module)
        .callsIn(fn.id)
        .filter((it) => it.sure && it.guard.kind === 'none')
    : [];

/** `connected.then(…)`, `answered.finally(…)` */
const ofPromise = /^(then|finally)$/;

/** What an invocation begins with, what is called surely, and what promises run; not what is registered for a signal. */
export const surelyRun = (
  running: readonly Running[],
  begun: ReadonlySet<FunctionFact>,
  callees: Callees,
): (() => ReadonlySet<FunctionFact>) =>
  once(() => {
    const found = new Set(calledSurely(running, callees.of));
    for (const here of running) {
      if (here.mode.kind === 'always' && begun.has(here.fn)) found.add(here.fn);
      for (const call of surelyCalledIn(here))
        for (const it of ofPromise.test(call.method ?? '') ? call.arguments.slice(0, 1) : [])
          for (const { fn } of callees.handed(it, here.module)) found.add(fn);
    }
    return found;
  });
