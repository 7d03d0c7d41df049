/** The distributions of Python that a workspace itself holds: what a `pyproject.toml` or `setup.py` beside them packs. */
import { ofEach } from '../core/memo.ts';
import { directoryOf, join } from '../core/paths.ts';
import type { Files } from './files.ts';

const manifest = /(^|\/)(pyproject\.toml|setup\.(py|cfg))$/;

/** What lies beside a package under these names is not part of it. */
const beside = /^(tests?|docs?|examples?|scripts?|src)$/;

/**
 * Where names are looked up that other code installs from the workspace, by the first part of a name: the directory, or
 * undefined where several hold one of that name.
 */
export const packagesOf = ofEach((files: Files): ReadonlyMap<string, string | undefined> => {
  const projects = new Set(files.all.flatMap(({ path }) => (manifest.test(path) ? [directoryOf(path)] : [])));
  const found = new Map<string, string | undefined>();
  if (projects.size === 0) return found;
  for (const { path } of files.all) {
    const [, above, name] = /^(?:(.*)\/)?([A-Za-z_]\w*)\/__init__\.py$/.exec(path) ?? [];
    if (name === undefined || beside.test(name)) continue;
    const root = above ?? '';
    const isOwn = projects.has(root) || (/(^|\/)src$/.test(root) && projects.has(join(root, '..') ?? ''));
    if (!isOwn || files.isInstalled(path)) continue;
    found.set(name, found.has(name) && found.get(name) !== root ? undefined : root);
  }
  return found;
});
