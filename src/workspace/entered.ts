/** The functions that templates declare, each with the code that its handler names, found anew only where it may be another. */
import type { DeclaredFunction, Entry, LambdaFunction } from '../core/application.ts';
import type { Host } from '../core/host.ts';
import { languageOf } from '../languages/frontends.ts';
import { findEntry } from './entries.ts';
import type { Files } from './files.ts';

/** The same list, and the same objects in it, as the last time, where nothing about them has changed. */
export type WithEntries = (declared: readonly DeclaredFunction[], all: Files) => readonly LambdaFunction[];

/** @param inline as `findEntry` asks for it. */
export function functionsWithEntries(
  read: Host['read'],
  inline: (fn: DeclaredFunction) => Entry | undefined,
): WithEntries {
  /** By what the template declares, for as long as it is remembered. */
  const found = new WeakMap<DeclaredFunction, { readonly fn: LambdaFunction; readonly files: Files }>();
  let last:
    | {
        readonly declared: readonly DeclaredFunction[];
        readonly all: Files;
        readonly functions: readonly LambdaFunction[];
        /** Those of which another entry may be found without another list of files. */
        readonly open: readonly { readonly index: number; readonly fn: DeclaredFunction }[];
      }
    | undefined;

  function withEntry(declared: DeclaredFunction, all: Files): LambdaFunction {
    const before = found.get(declared);
    if (before?.files === all && !mayFindOther(declared, before.fn)) return before.fn;
    const entry = findEntry(declared, all, read, inline);
    // Comparing all of the function takes longer.
    const same = before && JSON.stringify(before.fn.entry) === JSON.stringify(entry);
    const fn = same ? before.fn : withLanguage({ ...declared, entry });
    found.set(declared, { fn, files: all });
    return fn;
  }

  return (declared, all) => {
    const before = last?.declared === declared && last.all === all ? last : undefined;
    const isOther = before?.open.some(({ index, fn }) => withEntry(fn, all) !== before.functions[index]) ?? true;
    if (before && !isOther) return before.functions;
    const functions = declared.map((fn) => withEntry(fn, all));
    const open = declared.flatMap((fn, index) => (mayFindOther(fn, functions[index]) ? [{ index, fn }] : []));
    last = { declared, all, functions, open };
    return functions;
  };
}

/** Why there is no entry may change without the list of files: a link or a directory that holds nothing else. */
const mayFindOther = ({ inline, image }: DeclaredFunction, fn: LambdaFunction | undefined): boolean =>
  fn?.entry.found !== true || inline !== undefined || image !== undefined;

function withLanguage(fn: LambdaFunction): LambdaFunction {
  const language = fn.entry.found && !fn.inline ? languageOf(fn.entry.path) : undefined;
  return language === undefined || language === fn.language ? fn : { ...fn, language };
}
