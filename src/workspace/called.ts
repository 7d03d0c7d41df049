/** What the code of the project itself calls: a function that looks like a handler and is imported by one is its helper. */
import type { LambdaFunction } from '../core/application.ts';
import { areSame, haveSame, keptWith, latest } from '../core/memo.ts';
import type { ModuleFacts } from '../core/module.ts';
import type { Files } from './files.ts';
import { resolverFor } from './imports.ts';
import type { Shapes } from './shapes.ts';

/** `path#name` of every function that a module imports; `path#*` when it takes all of them. */
type Taken = ReadonlySet<string>;

export interface Imports {
  readonly taken: Taken;
  readonly paths: readonly string[];
}

export interface Called {
  readonly functions: readonly LambdaFunction[];
  /** What was asked of others' imports, by the path of the module. */
  readonly imports: ReadonlyMap<string, Imports>;
}

/**
 * What is only likely to be a handler is none when the code of one imports it, and what is called one is none when the
 * code of a declared one does: a web framework's functions are called handlers as well. `entries` are those of templates;
 * `isNamed` tells what else names as one.
 */
export function withoutHelpers(
  shaped: readonly Shapes[],
  entries: ReadonlySet<string>,
  files: Files,
  module: (path: string) => ModuleFacts | undefined,
  isNamed: (path: string, symbol: string) => boolean,
): Called {
  const imports = new Map<string, Imports>();
  const isDeclaredHelper = importedFrom(entries, files, module, imports);
  const called = shaped.map(({ named, likely }) => ({
    named: named.filter(({ at, id }) => isNamed(at.path, id) || !isDeclaredHelper(at.path, id)),
    likely,
  }));
  if (called.every(({ likely }) => likely.length === 0))
    return { functions: called.flatMap(({ named }) => named), imports };
  const starts = new Set(entries);
  for (const { named, likely } of called) for (const { at } of [...named, ...likely]) starts.add(at.path);
  const isHelper = importedFrom(starts, files, module, imports);
  const functions = called.flatMap(({ named, likely }) => [
    ...named,
    ...likely.filter(({ at, id }) => !isHelper(at.path, id)),
  ]);
  return { functions, imports };
}

/** Whether what was asked of a module's imports has the same answer as before. */
export function importsTheSame(before: Imports, now: ModuleFacts, files: Files): boolean {
  const { taken, paths } = importsOf(now)(files);
  return areSame(before.paths, paths) && haveSame(before.taken, taken);
}

/** Whether one of the modules, or what they load, imports the function; `asked` takes up what they import. */
function importedFrom(
  starts: Iterable<string>,
  files: Files,
  moduleAt: (path: string) => ModuleFacts | undefined,
  asked: Map<string, Imports>,
): (path: string, name: string) => boolean {
  const taken = new Set<string>();
  const seen = new Set<string>(starts);
  for (const path of seen) {
    const module = moduleAt(path);
    if (!module) continue;
    const its = importsOf(module)(files);
    asked.set(path, its);
    for (const it of its.taken) taken.add(it);
    for (const next of its.paths) seen.add(next);
  }
  return (path, name) => taken.has(`${path}#${name}`) || taken.has(`${path}#*`);
}

/** Facts never change, and neither does where they lead among the same files. */
const importsOf = keptWith((module: ModuleFacts) => latest((files: Files) => importsAmong(module, files)));

function importsAmong(module: ModuleFacts, files: Files): Imports {
  const resolve = resolverFor(files);
  const taken = new Set<string>();
  const paths = new Set<string>();
  for (const { specifier, names, uses } of module.imports) {
    for (const { imported, local } of names) {
      const whole = imported === '*' || imported === '';
      const there = resolve(module, specifier, whole ? '' : imported);
      if (!there) continue;
      paths.add(there.path);
      // What is only passed on has no name here.
      if (local === '' && module.language !== 'python') continue;
      if (!whole) taken.add(`${there.path}#${there.member === '' ? 'default' : there.member}`);
      for (const { path } of uses) taken.add(`${there.path}#${path === '' ? '*' : (path.split('.')[0] ?? '')}`);
      // A class of Java is used as a whole.
      if (module.language === 'java' && uses.length > 0) taken.add(`${there.path}#*`);
      if (whole && local === '') taken.add(`${there.path}#*`);
    }
  }
  return { taken, paths: [...paths] };
}
