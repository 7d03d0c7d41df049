/** What other names than the handler's are made of, `export const other = withServices(handleOther, …)`. */
import type { CallFact, ExportFact, ModuleFacts } from '../core/module.ts';
import { valuesBehind } from './names.ts';
import { keyOf, locate, placesOf, type Sources } from './reference.ts';

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

/**
 * The functions that only other names are made of by a function of the project that makes this one as well, by `keyOf`:
 * what it does with its parameter is seen once, `const wrap = (handle) => middy(handle)`.
 */
export function givenForOthers(
  module: ModuleFacts,
  name: string,
  modules: readonly ModuleFacts[],
  sources: Sources,
): ReadonlySet<string> {
  const others = new Set<string>();
  const own = module.exports.filter((it) => it.name === name).flatMap((it) => makingOf(it, module));
  const makers = new Set(own.flatMap((call) => makersOf(call, module, sources)));
  if (makers.size === 0) return others;
  for (const there of modules)
    for (const call of there.exports.flatMap((it) => makingOf(it, there)))
      if (makersOf(call, there, sources).some((it) => makers.has(it)))
        for (const it of givenTo(call, there, sources)) others.add(it);
  for (const call of own) for (const it of givenTo(call, module, sources)) others.delete(it);
  return others;
}

const makingOf = ({ values }: ExportFact, module: ModuleFacts): readonly CallFact[] =>
  valuesBehind(values, module).flatMap((it) =>
    it.kind === 'result' && it.call !== undefined ? (module.calls[it.call] ?? []) : [],
  );

const makersOf = ({ targets }: CallFact, module: ModuleFacts, sources: Sources): readonly string[] =>
  placesOf(targets, module, sources).map((it) => keyOf(it.module, it.fn.id));

const givenTo = (call: CallFact, module: ModuleFacts, sources: Sources): readonly string[] =>
  call.arguments
    .flatMap(({ functions }) => placesOf(functions, module, sources))
    .map((it) => keyOf(it.module, it.fn.id));
