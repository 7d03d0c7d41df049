/** Which file of the project an import names. */
import { directoryOf, join } from '../../core/paths.ts';
import { aliasedFile, directoriesAbove, inDirectory, javascriptFile } from '../aliases.ts';
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
  return undefined;
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
