/** Where classes of Java lie in a workspace: below the source roots of Maven and Gradle, or simply by their packages. */
import { keptWith } from '../../core/memo.ts';
import type { Importing } from '../../core/module.ts';
import { directoriesInCommon, directoryOf, inDirectory, join } from '../../core/paths.ts';
import { pathsEndingIn, type Files } from '../files.ts';

/**
 * The file and the member of it that a class's full name means, with what is taken of the class:
 * `com.x.Orders` and `().load` give `…/com/x/Orders.java` and `Orders().load`.
 * The source root of the importing file comes first, then the nearest other one.
 */
export function javaClass(
  files: Files,
  module: Importing,
  specifier: string,
  member: string,
): { readonly path: string; readonly member: string } | undefined {
  const { path: from } = module;
  const own = classNamed(files, from, specifier, member) ?? classBeside(files, module, specifier, member);
  const name = ofSamePackage(from, specifier);
  if (own || name === undefined) return own;
  for (const it of openPackages(module)) {
    const found = classNamed(files, from, `${it}.${name}`, member);
    if (found) return found;
  }
  return undefined;
}

/** The packages that a file imports as a whole. */
export const openPackages = keptWith((module: Importing): readonly string[] => {
  return module.imports.flatMap(({ form, names, specifier }) =>
    form === 'import' && names.some(({ local }) => local === '*') ? [specifier] : [],
  );
});

/** The name of a class that is looked for in the file's own package, since the file does not say where it comes from. */
function ofSamePackage(from: string, specifier: string): string | undefined {
  const end = specifier.lastIndexOf('.');
  const directory = specifier.slice(0, Math.max(end, 0)).replaceAll('.', '/');
  return `/${directoryOf(from)}`.endsWith(directory === '' ? '' : `/${directory}`)
    ? specifier.slice(end + 1)
    : undefined;
}

function classNamed(
  files: Files,
  from: string,
  specifier: string,
  member: string,
): { readonly path: string; readonly member: string } | undefined {
  const names = specifier.split('.');
  for (let length = names.length; length > 0; length--) {
    const name = names[length - 1] ?? '';
    if (!/^[A-Z]/.test(name)) break;
    const path = fileOf(files, from, `${names.slice(0, length).join('/')}.java`);
    if (path === undefined) continue;
    const taken = [...names.slice(length - 1)].join('.');
    return { path, member: withMember(taken, member) };
  }
  return undefined;
}

/** A folder need not be called like the package of what lies in it. */
function classBeside(files: Files, { path: from, package: its }: Importing, specifier: string, member: string) {
  const start = its === undefined || its === '' ? '' : `${its}.`;
  if (!specifier.startsWith(start)) return undefined;
  const [name = ''] = specifier.slice(start.length).split('.');
  const path = join(directoryOf(from), `${name}.java`);
  if (!/^[A-Z]/.test(name) || path === undefined || path === from || !files.has(path)) return undefined;
  const taken = specifier.slice(start.length);
  return { path, member: withMember(taken, member) };
}

const withMember = (taken: string, member: string): string =>
  member === '' ? taken : taken + (member.startsWith('(') ? '' : '.') + member;

function fileOf(files: Files, from: string, path: string): string | undefined {
  for (let directory = directoryOf(from); ; directory = directoryOf(directory)) {
    const candidate = inDirectory(directory, path);
    if (files.has(candidate)) return candidate;
    if (directory === '') break;
  }
  const roots = pathsEndingIn(files, `/${path}`)
    .map((it) => it.slice(0, -path.length))
    .filter(isSourceRoot);
  return nearest(roots, from, builds.some(files.has))?.concat(path);
}

/** What makes modules at the top of a workspace parts of one build, and not projects that know nothing of each other. */
const builds: readonly string[] = ['pom.xml', 'settings.gradle', 'settings.gradle.kts', 'MODULE.bazel', 'WORKSPACE'];

/** The root with the longest way in common; undefined when others are as near. */
function nearest(roots: readonly string[], from: string, isOneBuild: boolean): string | undefined {
  const byNearness = [...roots].sort((a, b) => directoriesInCommon(b, from) - directoriesInCommon(a, from));
  const [first, second] = byNearness;
  if (first === undefined || (directoriesInCommon(first, from) === 0 && !isOneBuild)) return undefined;
  return second !== undefined && directoriesInCommon(second, from) === directoriesInCommon(first, from)
    ? undefined
    : first;
}

const isSourceRoot = (directory: string): boolean => /(^|\/)src\/main\/java\/$/.test(directory);
