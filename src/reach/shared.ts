/**
 * What is found out of modules and of where their imports lead is the same for every function that loads them; only a
 * module that changed makes it another thing.
 */
import type { ModuleFacts, ResolveImport } from '../core/module.ts';

/** What is asked for modules, and for where their imports lead. */
interface Asked {
  readonly module: (path: string) => ModuleFacts | undefined;
  readonly resolve: ResolveImport;
}

interface Remembered<Result> {
  readonly resolve: ResolveImport;
  /** Those that were looked at; who is told of the answer depends on them as well. */
  readonly modules: readonly (readonly [path: string, module: ModuleFacts | undefined])[];
  readonly result: Result;
}

/** Answers questions of one module, each told by its key, and remembers them. */
export function sharedAnswers<Result>() {
  const known = new Map<string, Remembered<Result>>();
  return <Sources extends Asked>(key: string, sources: Sources, find: (sources: Sources) => Result): Result => {
    const { resolve } = sources;
    const before = known.get(key);
    if (before?.resolve === resolve && before.modules.every(([path, its]) => sources.module(path) === its))
      return before.result;
    const modules = new Map<string, ModuleFacts | undefined>();
    const module = (path: string): ModuleFacts | undefined => {
      const its = sources.module(path);
      modules.set(path, its);
      return its;
    };
    const result = find({ ...sources, module });
    known.set(key, { resolve, modules: [...modules], result });
    return result;
  };
}
