import type { FileEntry, Host } from '../core/host.ts';
import { ownershipOf } from '../core/ownership.ts';

/** The workspace's files, for looking paths up. */
export interface Files {
  readonly has: (path: string) => boolean;
  readonly isDirectory: (path: string) => boolean;
  /** Every file below a directory; '' is the workspace itself. */
  readonly under: (directory: string) => Iterable<string>;
  readonly all: readonly FileEntry[];
  /** Of a file that says something about the others, such as a `tsconfig.json`. */
  readonly text: (path: string) => string | undefined;
  /** Whether a file was installed rather than written. */
  readonly isInstalled: (path: string) => boolean;
}

export function filesOf(entries: readonly FileEntry[], read: Host['read']): Files {
  const paths = new Set(entries.map(({ path }) => path));
  const directories = new Set<string>(['']);
  for (const { path } of entries) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  const sorted = [...paths].sort();
  return {
    has: (path) => paths.has(path),
    isDirectory: (path) => directories.has(path),
    under: (directory) => below(sorted, directory),
    all: entries,
    text: (path) => {
      const result = read(path);
      return result.kind === 'text' ? result.text : undefined;
    },
    isInstalled: ownershipOf(sorted, read).isInstalled,
  };
}

function* below(sorted: readonly string[], directory: string): Generator<string> {
  const prefix = directory === '' ? '' : `${directory}/`;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  for (let path = sorted[low]; path?.startsWith(prefix); path = sorted[++low]) yield path;
}

/** The directories end with `/`. */
export function liesBelow(directories: ReadonlySet<string>, path: string): boolean {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    if (directories.has(path.slice(0, slash + 1))) return true;
  return false;
}
