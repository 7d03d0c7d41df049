/** What other names than the handler's are made of, `export const other = withServices(handleOther, …)`. */
import type { ModuleFacts } from './module.ts';
import { keyOf, locate, type Sources } from './reference.ts';

/** The functions that calls are given which make what modules export, by `keyOf`. */
export function givenForExports(modules: readonly ModuleFacts[], sources: Sources): ReadonlySet<string> {
  return new Set(
    modules.flatMap((module) =>
      module.exports
        .filter(({ values }) => values.some(({ kind }) => kind === 'result'))
        .flatMap(({ name }) => locate(sources, module, name).map((it) => keyOf(it.module, it.fn.id))),
    ),
  );
}
