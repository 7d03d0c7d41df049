/** Where an import leads: to a file of the workspace and a member of it, or out of the project. */
import {
  aliasedFile,
  decidesAliases,
  fileOfPackage,
  isWorkspaceRoot,
  packagesIn,
  type Surroundings,
} from '../cdk/aliases.ts';
import type { LayerCode } from '../core/application.ts';
import { ofEach } from '../core/memo.ts';
import type { Importing, ResolveImport } from '../core/module.ts';
import { unlisted } from '../core/ownership.ts';
import { directoriesAbove, directoryOf, fileNameOf, join } from '../core/paths.ts';
import { holderOf, packedIn } from '../languages/python/packages.ts';
import { pathsEndingIn, type Files } from './files.ts';
import { isInline } from './inline.ts';
import { javaClass, openPackages } from './java/classes.ts';

/** A file of the project, whose text decides where others' imports lead. */
export const saysWhereImportsLead = (path: string): boolean =>
  decidesAliases(path) && !path.split('/').some((name) => unlisted.has(name));

const resolvers = new WeakMap<Files, Map<string, ResolveImport>>();

/**
 * The same for the same files and layers, with what was found out before: every call that a function makes is asked for.
 * Without `layers` it is not known which ones there are, and what is laid out like one counts.
 */
export function resolverFor(files: Files, layers?: readonly LayerCode[]): ResolveImport {
  const byLayers = resolvers.get(files) ?? new Map<string, ResolveImport>();
  resolvers.set(files, byLayers);
  const of = layers?.map(({ directory, built }) => `${directory}${built ? ' built' : ''}`).join('\n') ?? 'unknown';
  const before = byLayers.get(of);
  if (before) return before;
  /** By module, specifier and member; what a module's text has changed since is of no account, unless it opens other packages. */
  const known = new Map<string, Map<string, Map<string, ReturnType<ResolveImport>>>>();
  const knownOf = ofEach((from: Importing) =>
    inner(
      known,
      [from.path, ...(from.language === 'java' ? [from.package, ...openPackages(from)] : (from.searched ?? []))].join(
        ' ',
      ),
    ),
  );
  const resolve: ResolveImport = (from, specifier, member) => {
    const its = inner(knownOf(from), specifier);
    if (its.has(member)) return its.get(member);
    const found =
      from.language === 'java'
        ? javaClass(files, from, specifier, member)
        : (from.language === 'python' ? python : javascript)(files, from, specifier, member, layers);
    // What was installed is not followed, wherever it lies.
    const path = found && files.real(found.path);
    const own = found && path !== undefined && !files.isInstalled(path) ? { ...found, path } : undefined;
    its.set(member, own);
    return own;
  };
  byLayers.set(of, resolve);
  return resolve;
}

function inner<Key, Value>(maps: Map<Key, Map<Key, Value>>, key: Key): Map<Key, Value> {
  let its = maps.get(key);
  if (!its) maps.set(key, (its = new Map<Key, Value>()));
  return its;
}

/** Where a layer's own directory of a language is taken from: `/opt/python`, `/opt/nodejs`. */
const layerRoots = ({ directory, built }: LayerCode, name: 'python' | 'nodejs'): readonly string[] =>
  [...(built ? [directory] : []), join(directory, name)].filter((it) => it !== undefined);

const sourceEndings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

function javascript(files: Files, from: Importing, specifier: string, member: string, layers?: readonly LayerCode[]) {
  const inLayer = /^\/opt\/(.*)$/.exec(specifier)?.[1];
  const bases =
    inLayer !== undefined
      ? (layers ?? []).flatMap((layer) => placesInLayer(layer, inLayer))
      : specifier.startsWith('.') && !isInline(from.path)
        ? [join(directoryOf(from.path), specifier)]
        : isInNodePath(specifier)
          ? (layers ?? []).flatMap((layer) => layerRoots(layer, 'nodejs').map((root) => join(root, specifier)))
          : [];
  for (const base of bases) {
    const path =
      base === undefined
        ? undefined
        : (javascriptModule(files, base) ?? packageAt(files, base) ?? compiledTo(files, base));
    if (path !== undefined) return { path, member };
  }
  if (inLayer !== undefined) {
    // One that the template only has a parameter for is not known.
    const path = laidOut(files, inLayer);
    return path === undefined ? undefined : { path, member };
  }
  if ((bases.length > 0 && !isInNodePath(specifier)) || isInline(from.path)) return undefined;
  const aliased = aliasedFile(surroundingsOf(files), from.path, specifier);
  const path = aliased ?? inLayerOfName(files, specifier, layers ?? []);
  return path === undefined || !sourceEndings.some((ending) => path.endsWith(ending)) || path === from.path
    ? undefined
    : { path, member };
}

/** `shared/db` of a layer that is built of `layers/shared`, which its build puts below `nodejs/node_modules` by that name. */
function inLayerOfName(files: Files, specifier: string, layers: readonly LayerCode[]): string | undefined {
  const [, name, inner = ''] = /^([\w-][\w.-]*)(?:\/(.+))?$/.exec(specifier) ?? [];
  const layer = layers.find(({ directory, built }) => built && fileNameOf(directory) === name);
  if (!layer) return undefined;
  return inner === ''
    ? (packageAt(files, layer.directory) ?? javascriptModule(files, layer.directory))
    : javascriptModule(files, `${layer.directory}/${inner}`);
}

/** `aws/put-item`, which Node.js finds in a layer where the variable `NODE_PATH` has `/opt/nodejs`. */
const isInNodePath = (specifier: string): boolean => /^[a-z][\w-]*\//i.test(specifier);

/** Packages are neighbours when something above both of them says so; the name alone may be that of a published one. */
const surroundingsOf = ofEach((files: Files): Surroundings => {
  const paths = files.all.map(({ path }) => path);
  const roots = new Map<string, boolean>();
  const isRoot = (directory: string): boolean => {
    const known = roots.get(directory) ?? isWorkspaceRoot(around, directory);
    roots.set(directory, known);
    return known;
  };
  const around: Surroundings = {
    exists: files.has,
    read: files.text,
    packageOf: (name, directory) => {
      const root = directoriesAbove(directory).find(isRoot);
      if (root === undefined) return undefined;
      const there = packagesIn(paths, files.text).get(name);
      return there !== undefined && (root === '' || `${there}/`.startsWith(`${root}/`)) ? there : undefined;
    },
  };
  return around;
});

/** Where a layer has what lies at `/opt/nodejs/orders`, or at `/opt/orders`. */
function placesInLayer(layer: LayerCode, inner: string): readonly (string | undefined)[] {
  const ofLanguage = /^nodejs\/(.*)$/.exec(inner)?.[1];
  return ofLanguage === undefined
    ? [join(layer.directory, inner)]
    : layerRoots(layer, 'nodejs').map((root) => join(root, ofLanguage));
}

/** The only source that ends like what a layer has below `/opt`, in a directory of that name or not, as it is or before it was compiled. */
function laidOut(files: Files, inLayer: string): string | undefined {
  const inner = inLayer.replace(/^nodejs\//, '').replace(/\.[mc]?js$/, '');
  return onlyOne(files, `opt/${inLayer.replace(/\.[mc]?js$/, '')}`) ?? onlyOne(files, inner);
}

function onlyOne(files: Files, base: string): string | undefined {
  const ends = new Set([base, base.replace(/(^|\/)(dist|build|lib|out)\//, '$1src/')]);
  const names = [...ends].flatMap((it) =>
    sourceEndings.flatMap((ending) => [`/${it}${ending}`, `/${it}/index${ending}`]),
  );
  const found = new Set(names.flatMap((name) => pathsEndingIn(files, name).filter((path) => !path.endsWith('.d.ts'))));
  const [path] = found;
  return found.size === 1 ? path : undefined;
}

/** `require('./orders')` of a directory whose `package.json` names its main file. */
const packageAt = (files: Files, directory: string): string | undefined =>
  files.has(`${directory}/package.json`)
    ? fileOfPackage({ exists: files.has, read: files.text }, directory, '')
    : undefined;

/** The source of what is not there since it is compiled first: `dist/orders` of `src/orders.ts`, or of `orders.ts`. */
function compiledTo(files: Files, base: string): string | undefined {
  const [, before = '', inner] = /^(|.*\/)(?:dist|build|built|lib|out)\/(.+)$/.exec(base) ?? [];
  if (inner === undefined) return undefined;
  const found = [`${before}src/${inner}`, before + inner].map((it) => javascriptModule(files, it));
  return found.find((it) => it !== undefined && /\.[cm]?tsx?$/.test(it));
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
 * so the nearest directory above the importing file that has the module is taken, its own before those that the file
 * itself adds to `sys.path`, then what a directory for packages there has that people wrote. The layers come after it, then what the workspace packs for others to install, what is laid
 * out like a layer, and last the only package of that name, which a build puts beside the code.
 */
function python(files: Files, from: Importing, specifier: string, member: string, layers?: readonly LayerCode[]) {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const names = [...specifier.slice(dots).split('.'), ...member.split('.')].filter((name) => name !== '');
  if (dots > 0) {
    if (isInline(from.path)) return undefined;
    let directory: string | undefined = directoryOf(from.path);
    for (let up = 1; up < dots; up++)
      directory = directory === '' || directory === undefined ? undefined : directoryOf(directory);
    return directory === undefined ? undefined : pythonModule(files, directory, names);
  }
  const [own, ...above] = isInline(from.path) ? [] : directoriesAbove(directoryOf(from.path));
  const [first = ''] = names;
  // A package of that name that lacks the module, such as a nearer `utils`, is another one.
  const whole = specifier.split('.').length;
  const holds = (root: string): boolean => (pythonModule(files, root, names)?.length ?? 0) >= whole;
  const packed = holderOf(packagesOf(files).get(first), holds);
  const installed = packed ?? (layers ? undefined : layoutsOf(files).get(first));
  const roots = [
    ...(own === undefined ? [] : [own]),
    ...(from.searched ?? []),
    ...above,
    ...ownPackages(files).filter((it) => own !== undefined && [own, ...above].includes(directoryOf(it) ?? '')),
    ...(layers ?? []).flatMap((it) => layerRoots(it, 'python').flatMap((root) => withPackages(files, root))),
    ...(installed === undefined ? [] : [installed]),
  ];
  let part: ReturnType<typeof pythonModule>;
  for (const root of roots) {
    const found = pythonModule(files, root, names);
    if (!found || found.path === from.path) continue;
    if (found.length >= whole) return found;
    part ??= found;
  }
  return (own === undefined ? undefined : builtInto(files, names, whole, layers !== undefined)) ?? part;
}

/** The directories for packages in which people of the project have theirs: others are not listed. */
const ownPackages = ofEach((files: Files): readonly string[] => {
  const found = new Set<string>();
  for (const { path } of files.all) {
    const at = /(^|\/)(site|dist)-packages\//.exec(path);
    if (at) found.add(path.slice(0, at.index + at[0].length - 1));
  }
  return [...found];
});

/** A layer may have them in `python/lib/python3.13/site-packages` as well. */
const withPackages = (files: Files, root: string): readonly string[] => [
  root,
  ...ownPackages(files).filter((it) => it.startsWith(`${root}/lib/`)),
];

/**
 * A module of a package that one directory of the workspace alone has, which holds packages and nothing else. Where modules
 * lie beside it, it is a function's own. The directory of a layer is known to be one when the layers are.
 * A package that is called `src` has the name of the directory around it when a build copies it to where it is imported.
 */
function builtInto(files: Files, names: readonly string[], whole: number, isLayerKnown: boolean) {
  for (let length = names.length; length >= whole; length--) {
    const [first = '', ...inner] = names.slice(0, length);
    const inSource = shelved(files, [first, 'src', ...inner], isLayerKnown).filter((path) =>
      files.has(`${path.slice(0, path.lastIndexOf(`/${first}/src/`))}/${first}/src/__init__.py`),
    );
    const found = shelved(files, [first, ...inner], isLayerKnown);
    const [path, ...others] = found.length > 0 ? found : inSource;
    if (others.length > 0) return undefined;
    if (path !== undefined) return { path, member: names.slice(length).join('.'), length };
  }
  return undefined;
}

/** The files of a module that are in directories which hold packages and nothing else. */
function shelved(files: Files, names: readonly string[], isLayerKnown: boolean): readonly string[] {
  const module = names.join('/');
  const ends = [`/${module}/__init__.py`, ...(names.length > 1 ? [`/${module}.py`] : [])];
  return ends.flatMap((end) =>
    pathsEndingIn(files, end).filter((path) => {
      const root = path.slice(0, -end.length);
      return (
        !files.isInstalled(path) &&
        !holdsModules(files).has(root) &&
        !noShelf.test(root) &&
        !(isLayerKnown && /(^|\/)(python|layers?)(\/|$)/.test(root))
      );
    }),
  );
}

/** Where nothing lies that is built into something else. */
const noShelf = /(^|\/)(tests?|examples?|fixtures|\{\{[^/]*)(\/|$)/;

/** Directories with modules that are in no package, or with those of a package. */
const holdsModules = ofEach(
  (files: Files): ReadonlySet<string> =>
    new Set(
      files.all.flatMap(({ path }) =>
        path.endsWith('.py') && !/(^|\/)setup\.py$/.test(path) ? [directoryOf(path)] : [],
      ),
    ),
);

const packagesOf = ofEach((files: Files) =>
  packedIn(files.all.map(({ path }) => path).filter((path) => !files.isInstalled(path))),
);

/**
 * What lies in a directory `python` as layers do, by its name: the directory, or undefined where there are several.
 * A layer that no template of the workspace declares, such as one of Terraform, is known by that alone.
 */
const layoutsOf = ofEach((files: Files): ReadonlyMap<string, string | undefined> => {
  const found = new Map<string, string | undefined>();
  for (const { path } of files.all) {
    const [, directory, name] = /^((?:.*\/)?python)\/(\w+)(?:\/.*)?\.py$/.exec(path) ?? [];
    if (directory === undefined || name === undefined || files.isInstalled(path)) continue;
    found.set(name, found.has(name) && found.get(name) !== directory ? undefined : directory);
  }
  return found;
});

/** `length` is how many of the names lead to the file. */
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
    if (files.has(`${base}.py`)) return { path: `${base}.py`, member, length };
    if (files.has(`${base}/__init__.py`)) return { path: `${base}/__init__.py`, member, length };
  }
  return undefined;
}
