/** Where an import leads: to a file of the workspace and a member of it, or out of the project. */
import type { ModuleFacts, ResolveImport } from '../core/module.ts';
import { isInline } from './inline.ts';
import { directoryOf, join } from '../core/paths.ts';
import type { Files } from './files.ts';

const resolvers = new WeakMap<Files, ResolveImport>();

/** The same for the same files, with what was found out before: every call that a function makes is asked for. */
export function resolverFor(files: Files): ResolveImport {
  const before = resolvers.get(files);
  if (before) return before;
  const known = new Map<string, ReturnType<ResolveImport>>();
  const project: Project = { files, packages: files.all.flatMap(({ path }) => (isOfPackage(path) ? [path] : [])) };
  const resolve: ResolveImport = (from, specifier, member) => {
    if (isInline(from.path)) return undefined;
    const key = `${from.path}\n${specifier}\n${member}`;
    if (known.has(key)) return known.get(key);
    const found =
      from.language === 'python'
        ? python(project, from, specifier, member)
        : javascript(files, from, specifier, member);
    known.set(key, found);
    return found;
  };
  resolvers.set(files, resolve);
  return resolve;
}

interface Project {
  readonly files: Files;
  /** What `pip` writes down of the packages that it puts into a directory. */
  readonly packages: readonly string[];
}

const isOfPackage = (path: string): boolean => path.includes('.dist-info/');

const sourceEndings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

function javascript(files: Files, from: ModuleFacts, specifier: string, member: string) {
  if (!specifier.startsWith('.')) return undefined;
  const base = join(directoryOf(from.path), specifier);
  if (base === undefined) return undefined;
  // TypeScript writes the name of the output, `./db.js`, for the source `./db.ts`.
  const asSource = base.replace(/\.(m|c)?js$/, '.$1ts').replace(/\.jsx$/, '.tsx');
  const candidates = [
    ...(asSource === base ? [] : [asSource]),
    base,
    ...sourceEndings.map((ending) => base + ending),
    ...sourceEndings.map((ending) => (base === '' ? `index${ending}` : `${base}/index${ending}`)),
  ];
  const path = candidates.find(
    (candidate) => files.has(candidate) && sourceEndings.some((ending) => candidate.endsWith(ending)),
  );
  return path === undefined ? undefined : { path, member };
}

/**
 * Python looks absolute names up from the entry's directory; which one that is depends on how the code is packaged,
 * so the nearest directory above the importing file that has the module is taken.
 */
function python(project: Project, from: ModuleFacts, specifier: string, member: string) {
  const { files } = project;
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const names = [...specifier.slice(dots).split('.'), ...member.split('.')].filter((name) => name !== '');
  if (dots > 0) {
    let directory: string | undefined = directoryOf(from.path);
    for (let up = 1; up < dots; up++)
      directory = directory === '' || directory === undefined ? undefined : directoryOf(directory);
    return directory === undefined ? undefined : pythonModule(files, directory, names);
  }
  for (let directory = directoryOf(from.path); ; directory = directoryOf(directory)) {
    const found = isVendored(project, directory, names[0] ?? '') ? undefined : pythonModule(files, directory, names);
    if (found && found.path !== from.path) return found;
    if (directory === '') return undefined;
  }
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

/** A package that `pip install -t` put beside the code: its `.dist-info` stands next to it. */
function isVendored({ files, packages }: Project, directory: string, name: string): boolean {
  const prefix = directory === '' ? '' : `${directory}/`;
  if (!files.isDirectory(`${prefix}${name}`)) return false;
  if (wellKnown.has(name)) return true;
  return packages.some((path) => path.startsWith(`${prefix}${name}-`) && isOfPackage(path.slice(prefix.length)));
}

/** Packages that nobody writes for a project but many copy into it. */
const wellKnown: ReadonlySet<string> = new Set(
  'boto3 botocore requests urllib3 certifi charset_normalizer idna yaml jinja2 pydantic aws_lambda_powertools aws_xray_sdk numpy pandas sqlalchemy redis pymysql psycopg2 jwt cryptography dateutil s3transfer jmespath six'.split(
    ' ',
  ),
);
