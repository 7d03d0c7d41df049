/** Which file of the project an import names. */
import { directoryOf, join } from '../../core/paths.ts';
import { parseJson } from '../../templates/json.ts';
import { at, entryOf, type Node } from '../../templates/node.ts';
import type { Machine, Project } from './machine.ts';
import { directoryPrefix, filePrefix } from './words.ts';

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];

type Search = Pick<Machine, 'project' | 'appDirectory'>;

export function fileOfJavascript({ project }: Search, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const base = join(directoryOf(from), specifier);
    return base === undefined ? undefined : javascriptFile(project.exists, base);
  }
  for (const directory of directoriesAbove(from)) {
    const config = inDirectory(directory, 'tsconfig.json');
    const text = project.exists(config) ? project.read(config) : undefined;
    if (text === undefined) continue;
    const found = byPaths(project.exists, directory, text, specifier);
    if (found !== undefined) return found;
  }
  return inPackage(project, specifier);
}

/** A package beside this one, as workspaces of npm, pnpm and yarn have them: its source, wherever it is compiled to. */
function inPackage({ packageOf, read, exists }: Project, specifier: string): string | undefined {
  const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(specifier) ?? [];
  const directory = packageOf?.(name);
  if (directory === undefined) return undefined;
  const { root } = parseJson(read(inDirectory(directory, 'package.json')) ?? '');
  const main = ['source', 'main', 'module'].map((key) => textOf(entryOf(root, key)?.value));
  const wanted = rest === '' ? [...main, 'index', 'src/index', 'lib/index'] : [rest, `src/${rest}`, `lib/${rest}`];
  for (const path of wanted) {
    if (path === undefined) continue;
    // `dist/index.js` was made from `src/index.ts`, or from `index.ts`.
    const inner = path.replace(/^(?:\.\/)?[^/]+\//, '');
    for (const own of new Set([path, `src/${inner}`, inner])) {
      const base = join(directory, own);
      const found = base === undefined ? undefined : javascriptFile(exists, base);
      if (found !== undefined && !/\.[cm]?js$/.test(found)) return found;
    }
  }
  const [first] = main.flatMap((path) => (path === undefined || rest !== '' ? [] : [join(directory, path)]));
  return first === undefined ? undefined : javascriptFile(exists, first);
}

const packages = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** Directories of the packages of a workspace by their names, looked for once for a list of paths. */
export function packagesIn(
  paths: readonly string[],
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const known = packages.get(paths);
  if (known) return known;
  const found = new Map<string, string>();
  for (const path of paths) {
    if (path !== 'package.json' && !path.endsWith('/package.json')) continue;
    const name = textOf(entryOf(parseJson(read(path) ?? '').root, 'name')?.value);
    if (name !== undefined && !found.has(name)) found.set(name, directoryOf(path));
  }
  packages.set(paths, found);
  return found;
}

export function javascriptFile(exists: (path: string) => boolean, base: string): string | undefined {
  // TypeScript writes the name of the output, `./stack.js`, for the source `./stack.ts`.
  const asSource = base.replace(/\.(m|c)?js$/, '.$1ts');
  const candidates = [
    ...(endings.some((ending) => base.endsWith(ending)) ? [asSource, base] : []),
    ...endings.map((ending) => base + ending),
    ...endings.map((ending) => inDirectory(base, `index${ending}`)),
  ];
  return candidates.find((path) => !path.endsWith('.d.ts') && exists(path));
}

/** `paths` and `baseUrl` of a tsconfig.json. */
function byPaths(
  exists: (path: string) => boolean,
  directory: string,
  text: string,
  specifier: string,
): string | undefined {
  const options = at(parseJson(text).root, 'compilerOptions');
  const baseUrl = textOf(entryOf(options, 'baseUrl')?.value);
  const base = join(directory, baseUrl ?? '.');
  if (base === undefined) return undefined;
  const paths = entryOf(options, 'paths')?.value;
  for (const { key, value } of paths?.kind === 'map' ? paths.entries : []) {
    const [before = '', after] = key.split('*');
    const matches = after === undefined ? specifier === key : specifier.startsWith(before) && specifier.endsWith(after);
    if (!matches) continue;
    const middle = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
    for (const target of value.kind === 'list' ? value.items : []) {
      const path = join(base, (textOf(target) ?? '').replace('*', middle));
      const found = path === undefined ? undefined : javascriptFile(exists, path);
      if (found !== undefined) return found;
    }
  }
  const path = baseUrl === undefined ? undefined : join(base, specifier);
  return path === undefined ? undefined : javascriptFile(exists, path);
}

const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;

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
  const directories = [appDirectory, ...directoriesAbove(from)];
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

function directoriesAbove(path: string): readonly string[] {
  const directories = [directoryOf(path)];
  for (let last = directories[0] ?? ''; last !== ''; directories.push(last)) last = directoryOf(last);
  return directories;
}

export const inDirectory = (directory: string, name: string): string =>
  directory === '' ? name : `${directory}/${name}`;
