/** Which file of the project an import names. */
import { directoriesAbove, directoryOf, inDirectory, join } from '../../core/paths.ts';
import { holderOf } from '../../languages/python/packages.ts';
import { aliasedFile, javascriptFile } from '../aliases.ts';
import type { Machine } from './machine.ts';
import { directoryPrefix, filePrefix } from './words.ts';

type Search = Pick<Machine, 'project' | 'appDirectory'>;

export function fileOfJavascript({ project }: Search, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return aliasedFile(project, from, specifier);
  const base = join(directoryOf(from), specifier);
  return base === undefined ? undefined : javascriptFile(project.exists, base);
}

/** `file:…` of a module, `dir:…` of a directory of modules. */
export function fileOfPython({ project, appDirectory }: Search, from: string, specifier: string): string | undefined {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const names = specifier
    .slice(dots)
    .split('.')
    .filter((name) => name !== '');
  if (dots > 0) {
    let directory: string | undefined = directoryOf(from);
    for (let up = 1; up < dots; up++) directory = directory === '' ? undefined : directoryOf(directory ?? '');
    return directory === undefined ? undefined : pythonFile(project.exists, directory, names);
  }
  const directories = [appDirectory, ...directoriesAbove(directoryOf(from))];
  for (const directory of new Set(directories)) {
    const found = pythonFile(project.exists, directory, names);
    if (found !== undefined && found !== filePrefix + from) return found;
  }
  const [first = ''] = names;
  const inRoot = (root: string): string | undefined => pythonFile(project.exists, root, names);
  const holder = holderOf(project.packed?.(first), (root) => inRoot(root)?.startsWith(filePrefix) === true);
  return holder === undefined ? undefined : inRoot(holder);
}

function pythonFile(
  exists: (path: string) => boolean,
  directory: string,
  names: readonly string[],
): string | undefined {
  const base = names.reduce(inDirectory, directory);
  if (names.length > 0 && exists(`${base}.py`)) return `${filePrefix}${base}.py`;
  const init = inDirectory(base, '__init__.py');
  if (exists(init)) return filePrefix + init;
  // Packages need no `__init__.py`.
  return exists(base) ? directoryPrefix + base : undefined;
}

/** Undefined where it is not known whether it is a file or a directory: what is no text may be either. */
export function isThere({ project }: Search, path: string, what: 'exists' | 'is_file' | 'is_dir'): boolean | undefined {
  const exists = path === '' || project.exists(path);
  if (what === 'exists' || !exists) return exists;
  if (project.read(path) !== undefined) return what === 'is_file';
  return /\.\w+$/.test(path) ? undefined : what === 'is_dir';
}
