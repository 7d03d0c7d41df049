/** The distributions of Python that a workspace itself holds: what a `pyproject.toml` or `setup.py` beside them packs. */
import { ofEach } from '../../core/memo.ts';
import { directoryOf } from '../../core/paths.ts';

const manifest = /(^|\/)(pyproject\.toml|setup\.(py|cfg))$/;

/** What lies beside a package under these names is not part of it. */
const beside = /^(tests?|docs?|examples?|scripts?|src)$/;

/**
 * The directories in which a name is looked up that other code installs from the workspace, by its first part. Several
 * distributions may hold parts of one package, where its own directory has no `__init__.py`.
 */
export const packedIn = ofEach((paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const projects = new Set(paths.filter((path) => manifest.test(path)).map(directoryOf));
  const found = new Map<string, string[]>();
  if (projects.size === 0) return found;
  for (const path of paths) {
    if (!path.endsWith('/__init__.py')) continue;
    const parts = directoryOf(path).split('/');
    for (let length = 0; length < parts.length; length++) {
      const root = parts.slice(0, length).join('/');
      const isPacked = projects.has(root) || (parts[length - 1] === 'src' && projects.has(directoryOf(root)));
      const name = parts[length] ?? '';
      if (!isPacked || beside.test(name) || !/^[A-Za-z_]\w*$/.test(name)) continue;
      const roots = found.get(name);
      if (!roots) found.set(name, [root]);
      else if (!roots.includes(root)) roots.push(root);
    }
  }
  return found;
});

/** The one of these directories that holds a module; where there is only one anyway, that. */
export function holderOf(roots: readonly string[] = [], holds: (root: string) => boolean): string | undefined {
  const [only, ...others] = roots.length > 1 ? roots.filter(holds) : roots;
  return others.length > 0 ? undefined : only;
}
