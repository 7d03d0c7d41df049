/** Modules of Maven and Gradle: which one a file belongs to, and which others it is built with. */
import { ofEach } from '../../core/memo.ts';
import { directoryOf, fileNameOf, inDirectory } from '../../core/paths.ts';
import type { Files } from '../files.ts';
import { isSpringSettings } from './springSettings.ts';

const names: ReadonlySet<string> = new Set(['pom.xml', 'build.gradle', 'build.gradle.kts']);

/** A file that says how a module is built, or which function of Spring runs. */
export const saysOfModule = (path: string): boolean => isBuild(path) || isSpringSettings(path);

const isBuild = (path: string): boolean => names.has(fileNameOf(path));

/** A file of Java that is the project's own and no test. */
export const isOwnJava = (path: string, files: Files): boolean =>
  path.endsWith('.java') && !/(^|\/)src\/(test|it|integrationTest)\//.test(path) && !files.isInstalled(path);

/** The file that says how what lies in the directory is built; undefined where there is none. */
const buildIn = (directory: string, files: Files): string | undefined =>
  [...names].map((name) => inDirectory(directory, name)).find(files.has);

function textOf(directory: string, files: Files, text: (path: string) => string): string {
  const path = buildIn(directory, files);
  return path === undefined ? '' : text(path);
}

/** The directory of the module that a file belongs to. */
export function moduleAround(path: string, files: Files): string | undefined {
  for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
    if (buildIn(directory, files) !== undefined) return directory;
    if (directory === '') return undefined;
  }
}

/** The directories of all modules. */
const modulesIn = ofEach((files: Files): readonly string[] => [
  ...new Set(files.all.flatMap(({ path }) => (isBuild(path) && !files.isInstalled(path) ? [directoryOf(path)] : []))),
]);

/** How often what a module is built with is asked for what that is built with. */
const deepest = 3;

/**
 * The directories of a module and of those that it is built with: most are named like their directory by what
 * depends on them.
 */
export function builtTogether(directory: string, files: Files, text: (path: string) => string): readonly string[] {
  const all = modulesIn(files);
  const found = new Set([directory]);
  let last: readonly string[] = all.length > 1 ? [directory] : [];
  for (let depth = 0; depth < deepest && last.length > 0; depth++) {
    const together = last.map((it) => textOf(it, files, text)).join('\n');
    last = all.filter((it) => !found.has(it) && isNamedIn(together, fileNameOf(it)));
    for (const it of last) found.add(it);
  }
  return [...found];
}

/** `<artifactId>store</artifactId>`, `project(':libraries:store')`, `projects.store`. */
const isNamedIn = (text: string, name: string): boolean =>
  name !== '' &&
  [`<artifactId>${name}</artifactId>`, `:${name}'`, `:${name}"`, `projects.${name})`].some((it) => text.includes(it));

/** Whether a module is built with a library, by itself or through what uses the module. */
export function isBuiltWith(library: RegExp, own: string, files: Files, text: (path: string) => string): boolean {
  const name = fileNameOf(own);
  return [own, ...modulesIn(files).filter((it) => it !== own && isNamedIn(textOf(it, files, text), name))].some((it) =>
    library.test(textOf(it, files, text)),
  );
}
