/**
 * Where an import without a dot leads within the workspace: by `paths` and `baseUrl` of a `tsconfig.json` or
 * `jsconfig.json`, by `imports`, `_moduleAliases` or a local dependency of a `package.json`, or to a package that is another
 * one's neighbour.
 */
import { directoriesAbove, directoryOf, inDirectory, join } from '../core/paths.ts';
import { parseJson } from '../templates/json.ts';
import { at, entryOf, type Node } from '../templates/node.ts';

export interface Surroundings {
  readonly read: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** The directory of a package of the workspace itself, by its name, for code of a directory. */
  readonly packageOf?: (name: string, directory: string) => string | undefined;
}

/** The files whose text decides it. */
export const decidesAliases = (path: string): boolean => /(^|\/)((ts|js)config[^/]*|package)\.json$/.test(path);

interface Pattern {
  readonly key: string;
  /** Paths in the workspace, with the `*` of the pattern. */
  readonly targets: readonly string[];
}

interface Config {
  readonly patterns: readonly Pattern[];
  readonly baseUrl: string | undefined;
  /** Directories of packages that lie in the workspace, by the names under which this one depends on them. */
  readonly linked?: ReadonlyMap<string, string>;
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];
const none: Config = { patterns: [], baseUrl: undefined };

/** Nx has the paths of all projects in the last one, which those of projects extend. */
const configurations = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json', 'package.json'];

const configs = new WeakMap<Surroundings, Map<string, Config | undefined>>();

/** What was read for the same surroundings is not read again. */
export function aliasedFile(around: Surroundings, from: string, specifier: string): string | undefined {
  const known = configs.get(around) ?? new Map<string, Config | undefined>();
  configs.set(around, known);
  for (const directory of directoriesAbove(directoryOf(from))) {
    for (const name of configurations) {
      const path = inDirectory(directory, name);
      if (!known.has(path)) known.set(path, configAt(around, path, 0));
      const config = known.get(path);
      const found = config && (byConfig(around, config, specifier) ?? inLinked(around, config, specifier));
      if (found !== undefined) return found;
    }
  }
  return inPackage(around, directoryOf(from), specifier);
}

/** Of an extended configuration its paths count where it has none itself; those of the ones it refers to come last. */
function configAt(around: Surroundings, path: string, depth: number): Config | undefined {
  const text = around.exists(path) ? around.read(path) : undefined;
  if (text === undefined || depth > 5) return undefined;
  const directory = directoryOf(path);
  if (path.endsWith('package.json')) return configOfPackage(text, directory);
  const { root } = parseJson(text);
  const options = at(root, 'compilerOptions');
  const baseUrl = textOf(entryOf(options, 'baseUrl')?.value);
  const base = baseUrl === undefined ? undefined : join(directory, baseUrl);
  const configOf = (name: string): Config | undefined => {
    const there = join(directory, name);
    if (there === undefined) return undefined;
    const names = there.endsWith('.json') ? [there] : [there, `${there}.json`, inDirectory(there, 'tsconfig.json')];
    return names.map((it) => configAt(around, it, depth + 1)).find((it) => it !== undefined);
  };
  const inherited =
    extendedBy(root)
      .map(configOf)
      .findLast((it) => it !== undefined) ?? none;
  const paths = entryOf(options, 'paths')?.value;
  const own = paths ? patternsIn(paths, base ?? inherited.baseUrl ?? directory) : inherited.patterns;
  return {
    patterns: [...own, ...referredTo(root).flatMap((name) => configOf(name)?.patterns ?? [])],
    baseUrl: base ?? inherited.baseUrl,
  };
}

const saysWhere = /"imports"|"_moduleAliases"|"(?:file|link|portal):/;

/** https://nodejs.org/api/packages.html#imports, https://docs.npmjs.com/cli/configuring-npm/package-json#local-paths */
function configOfPackage(text: string, directory: string): Config {
  if (!saysWhere.test(text)) return none;
  const { root } = parseJson(text);
  const aliases = patternsIn(entryOf(root, '_moduleAliases')?.value, directory);
  const within = aliases.map(({ key, targets }) => ({ key: `${key}/*`, targets: targets.map((it) => `${it}/*`) }));
  const linked = new Map<string, string>();
  for (const kind of ['devDependencies', 'dependencies']) {
    const node = entryOf(root, kind)?.value;
    for (const { key, value } of node?.kind === 'map' ? node.entries : []) {
      const local = /^(?:file|link|portal):(.+)$/.exec(textOf(value) ?? '')?.[1];
      const there = local === undefined ? undefined : join(directory, local);
      if (there !== undefined) linked.set(key, there);
    }
  }
  return {
    patterns: [...patternsIn(entryOf(root, 'imports')?.value, directory), ...aliases, ...within],
    baseUrl: undefined,
    linked,
  };
}

/** The configurations of the workspace itself; those of packages are not there to be read. */
function extendedBy(root: Node | undefined): readonly string[] {
  const node = entryOf(root, 'extends')?.value;
  const names = node?.kind === 'list' ? node.items.map(textOf) : [textOf(node)];
  return names.filter((name) => name !== undefined).filter((name) => name.startsWith('.'));
}

/** Of a configuration of a whole solution, those of its parts: https://www.typescriptlang.org/tsconfig/#references */
function referredTo(root: Node | undefined): readonly string[] {
  const node = entryOf(root, 'references')?.value;
  return (node?.kind === 'list' ? node.items : []).flatMap((it) => textOf(at(it, 'path')) ?? []);
}

const patternsIn = (node: Node | undefined, base: string): readonly Pattern[] =>
  (node?.kind === 'map' ? node.entries : []).map(({ key, value }) => ({
    key,
    targets: (value.kind === 'list' ? value.items : [value]).flatMap((it) => {
      const target = textOf(it) ?? textOf(at(it, 'default')) ?? textOf(at(it, 'import'));
      return target === undefined ? [] : (join(base, target) ?? []);
    }),
  }));

/** The pattern with the longest beginning counts first: https://www.typescriptlang.org/tsconfig/#paths */
function byConfig({ exists }: Surroundings, { patterns, baseUrl }: Config, specifier: string): string | undefined {
  const matching = patterns.flatMap(({ key, targets }) => {
    const [before = '', after] = key.split('*');
    if (after === undefined) return specifier === key ? [{ length: Infinity, middle: '', targets }] : [];
    const matches =
      specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
    const middle = specifier.slice(before.length, specifier.length - after.length);
    return matches ? [{ length: before.length, middle, targets }] : [];
  });
  for (const { middle, targets } of [...matching].sort((a, b) => b.length - a.length)) {
    for (const target of targets) {
      const found = javascriptFile(
        exists,
        target.replace('*', () => middle),
      );
      if (found !== undefined) return found;
    }
  }
  const path = baseUrl === undefined ? undefined : join(baseUrl, specifier);
  return path === undefined ? undefined : javascriptFile(exists, path);
}

/** A package beside this one, as workspaces of npm, pnpm and yarn have them: its source, wherever it is compiled to. */
const inPackage = (around: Surroundings, from: string, specifier: string): string | undefined =>
  inDirectoryOf(around, (name) => around.packageOf?.(name, from), specifier);

const inLinked = (around: Surroundings, { linked }: Config, specifier: string): string | undefined =>
  linked && inDirectoryOf(around, (name) => linked.get(name), specifier);

function inDirectoryOf(
  around: Surroundings,
  directoryOfPackage: (name: string) => string | undefined,
  specifier: string,
): string | undefined {
  const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(specifier) ?? [];
  const directory = directoryOfPackage(name);
  return directory === undefined ? undefined : fileOfPackage(around, directory, rest);
}

/** What the package in a directory, or a file in it, is loaded from; `rest` is '' for the package itself. */
export function fileOfPackage(
  { read, exists }: Pick<Surroundings, 'read' | 'exists'>,
  directory: string,
  rest: string,
): string | undefined {
  const { root } = parseJson(read(inDirectory(directory, 'package.json')) ?? '');
  const offered = offeredBy(root, rest);
  const main = ['source', 'main', 'module'].map((key) => textOf(entryOf(root, key)?.value));
  const wanted =
    rest === ''
      ? [...main, ...offered, 'index', 'src/index', 'lib/index']
      : [...offered, rest, `src/${rest}`, `lib/${rest}`];
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
  for (const path of wanted) {
    const base = path === undefined ? undefined : join(directory, path);
    const found = base === undefined ? undefined : javascriptFile(exists, base);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `exports` says of the package itself, or of a file in it. */
function offeredBy(root: Node | undefined, rest: string): readonly string[] {
  const node = entryOf(root, 'exports')?.value;
  const wanted = rest === '' ? '.' : `./${rest}`;
  const conditions = (it: Node | undefined): readonly string[] => {
    const text = textOf(it);
    if (text !== undefined) return [text];
    return it?.kind === 'map' ? it.entries.flatMap(({ value }) => conditions(value)) : [];
  };
  if (node?.kind !== 'map' || !node.entries.some(({ key }) => key.startsWith('.')))
    return rest === '' ? conditions(node) : [];
  return node.entries.flatMap(({ key, value }) => {
    const [before = '', after] = key.split('*');
    if (after === undefined) return key === wanted ? conditions(value) : [];
    if (!wanted.startsWith(before) || !wanted.endsWith(after)) return [];
    const middle = wanted.slice(before.length, wanted.length - after.length);
    return conditions(value).map((it) => it.replace('*', () => middle));
  });
}

const packages = new WeakMap<readonly unknown[], ReadonlyMap<string, string>>();

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

/** Whether packages below the directory are each other's neighbours, by the words of npm and yarn, pnpm, lerna, nx or Rush. */
export function isWorkspaceRoot({ read, exists }: Surroundings, directory: string): boolean {
  if (
    ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'].some((name) =>
      exists(inDirectory(directory, name)),
    )
  )
    return true;
  const path = inDirectory(directory, 'package.json');
  return exists(path) && entryOf(parseJson(read(path) ?? '').root, 'workspaces') !== undefined;
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

const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
