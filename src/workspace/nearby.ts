/** The projects that files belong to, which can be reviewed long before a large workspace as a whole. */
import { ofEach } from '../core/memo.ts';
import { directoriesAbove, directoryOf, inDirectory } from '../core/paths.ts';
import { liesBelow, type Files } from './files.ts';

/** What says, beside the code, which functions there are. */
const declaring = [
  'template.yaml',
  'template.yml',
  'template.json',
  'samconfig.toml',
  'cdk.json',
  'serverless.yml',
  'serverless.yaml',
  'serverless.ts',
  'sst.config.ts',
  'sst.json',
];

/** What says what code is built of; a SAM application may have one for each function. */
const building = ['package.json', 'pyproject.toml', 'requirements.txt', 'pom.xml', 'build.gradle', 'build.gradle.kts'];

/**
 * The same files, of which only those in the projects of `paths` are gone through in search of functions; whatever these
 * ask for is found as ever. Undefined where that spares less than half of the workspace.
 */
export function nearby(files: Files, paths: readonly string[]): Files | undefined {
  const projects = new Set(paths.flatMap((path) => projectOf(path, files) ?? []));
  const key = [...projects].sort().join('\n');
  const before = narrowed(files).get(key);
  if (before) return before;
  const all = files.all.filter(({ path }) => liesBelow(projects, path));
  if (all.length === 0 || all.length > files.all.length / 2) return undefined;
  const its = { ...files, all };
  narrowed(files).set(key, its);
  return its;
}

/** What was found out of a list of files is kept with it: the same one for the same projects. */
const narrowed = ofEach((_: Files) => new Map<string, Files>());

/** With `/` at its end; undefined where that is the workspace itself. */
function projectOf(path: string, files: Files): string | undefined {
  const above = directoriesAbove(directoryOf(path)).filter((directory) => directory !== '');
  const withAny = (names: readonly string[]) =>
    above.find((directory) => names.some((name) => files.has(inDirectory(directory, name))));
  const directory = withAny(declaring) ?? withAny(building) ?? above[0];
  return directory === undefined ? undefined : `${directory}/`;
}
