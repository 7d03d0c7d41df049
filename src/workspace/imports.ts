/** Where an import leads: to a file of the workspace and a member of it, or out of the project. */
import type { ModuleFacts, ResolveImport } from '../core/module.ts';
import type { LayerCode } from '../core/application.ts';
import { directoryOf, join } from '../core/paths.ts';
import { isInline } from './inline.ts';
import { javaClass } from './javaClasses.ts';
import type { Files } from './files.ts';

const resolvers = new WeakMap<Files, Map<string, ResolveImport>>();

/** The same for the same files and layers, with what was found out before: every call that a function makes is asked for. */
export function resolverFor(files: Files, layers: readonly LayerCode[] = []): ResolveImport {
  const byLayers = resolvers.get(files) ?? new Map<string, ResolveImport>();
  resolvers.set(files, byLayers);
  const of = layers.map(({ directory, built }) => `${directory}${built ? ' built' : ''}`).join('\n');
  const before = byLayers.get(of);
  if (before) return before;
  const known = new Map<string, ReturnType<ResolveImport>>();
  const resolve: ResolveImport = (from, specifier, member) => {
    const key = `${from.path}\n${specifier}\n${member}`;
    if (known.has(key)) return known.get(key);
    const found =
      from.language === 'java'
        ? javaClass(files, from.path, specifier, member)
        : (from.language === 'python' ? python : javascript)(files, from, specifier, member, layers);
    // What was installed is not followed, wherever it lies.
    const own = found && files.isInstalled(found.path) ? undefined : found;
    known.set(key, own);
    return own;
  };
  byLayers.set(of, resolve);
  return resolve;
}

/** Where a layer's own directory of a language is taken from: `/opt/python`, `/opt/nodejs`. */
const layerRoots = ({ directory, built }: LayerCode, name: 'python' | 'nodejs'): readonly string[] =>
  [...(built ? [directory] : []), join(directory, name)].filter((it) => it !== undefined);

const sourceEndings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

function javascript(files: Files, from: ModuleFacts, specifier: string, member: string, layers: readonly LayerCode[]) {
  const inLayer = /^\/opt\/nodejs\/(.*)$/.exec(specifier)?.[1];
  const bases =
    inLayer !== undefined
      ? layers.flatMap((layer) => layerRoots(layer, 'nodejs').map((root) => join(root, inLayer)))
      : specifier.startsWith('.') && !isInline(from.path)
        ? [join(directoryOf(from.path), specifier)]
        : [];
  for (const base of bases) {
    const path = base === undefined ? undefined : javascriptModule(files, base);
    if (path !== undefined) return { path, member };
  }
  return undefined;
}

function javascriptModule(files: Files, base: string): string | undefined {
  // TypeScript writes the name of the output, `./db.js`, for the source `./db.ts`.
  const asSource = base.replace(/\.(m|c)?js$/, '.$1ts').replace(/\.jsx$/, '.tsx');
  const candidates = [
    ...(asSource === base ? [] : [asSource]),
    base,
    ...sourceEndings.map((ending) => base + ending),
    ...sourceEndings.map((ending) => (base === '' ? `index${ending}` : `${base}/index${ending}`)),
  ];
  return candidates.find(
    (candidate) => files.has(candidate) && sourceEndings.some((ending) => candidate.endsWith(ending)),
  );
}

/**
 * Python looks absolute names up from the entry's directory; which one that is depends on how the code is packaged,
 * so the nearest directory above the importing file that has the module is taken. The layers come after it.
 */
function python(files: Files, from: ModuleFacts, specifier: string, member: string, layers: readonly LayerCode[]) {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const names = [...specifier.slice(dots).split('.'), ...member.split('.')].filter((name) => name !== '');
  if (dots > 0) {
    if (isInline(from.path)) return undefined;
    let directory: string | undefined = directoryOf(from.path);
    for (let up = 1; up < dots; up++)
      directory = directory === '' || directory === undefined ? undefined : directoryOf(directory);
    return directory === undefined ? undefined : pythonModule(files, directory, names);
  }
  for (const directory of [...directoriesAbove(from.path), ...layers.flatMap((it) => layerRoots(it, 'python'))]) {
    const found = pythonModule(files, directory, names);
    if (found && found.path !== from.path) return found;
  }
  return undefined;
}

function directoriesAbove(path: string): readonly string[] {
  if (isInline(path)) return [];
  const directories = [directoryOf(path)];
  for (let last = directories[0] ?? ''; last !== ''; directories.push(last)) last = directoryOf(last);
  return directories;
}

function pythonModule(files: Files, directory: string, names: readonly string[]) {
  const prefix = directory === '' ? '' : `${directory}/`;
  for (let length = names.length; length > 0; length--) {
    const base =
      prefix +
      names
        .slice(0, length)
        .map((name) => name.replace(/\(\)$/, ''))
        .join('/');
    const member = names.slice(length).join('.');
    if (files.has(`${base}.py`)) return { path: `${base}.py`, member };
    if (files.has(`${base}/__init__.py`)) return { path: `${base}/__init__.py`, member };
  }
  return undefined;
}
