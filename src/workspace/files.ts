import { grouped } from '../core/groups.ts';
import type { FileEntry, Host } from '../core/host.ts';
import { ofEach } from '../core/memo.ts';
import { ownershipOf } from '../core/ownership.ts';
import { fileNameOf, join } from '../core/paths.ts';
import { countBefore } from '../core/sorted.ts';

/** The workspace's files, for looking paths up; links of the workspace may lie on the way. */
export interface Files {
  readonly has: (path: string) => boolean;
  readonly isDirectory: (path: string) => boolean;
  /** Every file below a directory; '' is the workspace itself. */
  readonly under: (directory: string) => Iterable<string>;
  /** None of them lies behind a link. */
  readonly all: readonly FileEntry[];
  /** The path without links on the way: what is said of a file is said of that one. */
  readonly real: (path: string) => string;
  /** What is linked, in a line each: other files are the same ones only when the links are, too. */
  readonly links: string;
  /** Of a file that says something about the others, such as a `tsconfig.json`. */
  readonly text: (path: string) => string | undefined;
  /** Whether a file was installed rather than written. */
  readonly isInstalled: (path: string) => boolean;
}

export function filesOf(entries: readonly FileEntry[], read: Host['read']): Files {
  const all = entries.filter(({ leadsTo }) => leadsTo === undefined);
  const links = new Map(
    entries.flatMap(({ path, leadsTo }) => (leadsTo === undefined ? [] : [[path, leadsTo] as const])),
  );
  const paths = new Set(all.map(({ path }) => path));
  const directories = new Set<string>(['']);
  for (const { path } of all) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  const sorted = [...paths].sort();
  const real = (path: string): string => (links.size === 0 ? path : withoutLinks(path, links));
  // Most of what is looked for is not there, and most workspaces have no links.
  const isIn = (set: ReadonlySet<string>, path: string): boolean =>
    set.has(path) || (links.size > 0 && set.has(withoutLinks(path, links)));
  return {
    has: (path) => isIn(paths, path),
    isDirectory: (path) => isIn(directories, path),
    under: (directory) => below(sorted, real(directory)),
    all,
    real,
    links: [...links].map((link) => link.join(' ')).join('\n'),
    text: (path) => {
      const result = read(real(path));
      return result.kind === 'text' ? result.text : undefined;
    },
    isInstalled: ownershipOf(sorted, read).isInstalled,
  };
}

/** Where a link leads is no link, so that each turn leaves one behind, and fewer parts after it. */
function withoutLinks(path: string, links: ReadonlyMap<string, string>): string {
  for (let slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
    const leadsTo = links.get(slash < 0 ? path : path.slice(0, slash));
    if (leadsTo !== undefined)
      return slash < 0 ? leadsTo : withoutLinks(join(leadsTo, path.slice(slash + 1)) ?? '', links);
    if (slash < 0) return path;
  }
}

function* below(sorted: readonly string[], directory: string): Generator<string> {
  const prefix = directory === '' ? '' : `${directory}/`;
  let index = countBefore(sorted, (path) => path < prefix);
  for (let path = sorted[index]; path?.startsWith(prefix); path = sorted[++index]) yield path;
}

/** The files whose paths end like `/orders/index.ts`, or are that without its slash. */
export function pathsEndingIn(files: Files, end: string): readonly string[] {
  const last = lastTwo(end);
  const among = last.includes('/') ? byLastTwo(files) : byFileName(files);
  return (among.get(last) ?? []).map(({ path }) => path).filter((path) => `/${path}`.endsWith(end));
}

const byFileName = ofEach(({ all }: Files) => grouped(all, ({ path }) => fileNameOf(path)));

/** Thousands of files may be called `index.ts` or `__init__.py`. */
const byLastTwo = ofEach(({ all }: Files) => grouped(all, ({ path }) => lastTwo(path)));

/** The name of a file with that of the directory which it lies in, if it lies in one. */
const lastTwo = (path: string): string => path.slice(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1);

/** The directories end with `/`. */
export function liesBelow(directories: ReadonlySet<string>, path: string): boolean {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    if (directories.has(path.slice(0, slash + 1))) return true;
  return false;
}
