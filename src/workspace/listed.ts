/** The list of a workspace's files, kept until one comes or goes: walking a large directory takes long. */
import type { Host } from '../core/host.ts';
import { filesOf, liesBelow, type Files } from './files.ts';
import { globs } from './globs.ts';

export interface ListedFiles {
  /** Without what the globs exclude. */
  readonly list: (exclude: readonly string[]) => Files;
  /** The list that was made last, if any. */
  readonly last: () => Files | undefined;
  /** The next list is made anew. */
  readonly outdate: () => void;
  /** Whether a path that changed is there now and was not, or the other way round; the next list is made anew then. */
  readonly comesOrGoes: (path: string) => boolean;
  readonly isOrWasLink: (path: string) => boolean;
  /** What was known of single paths below the directories, which end with `/`. */
  readonly forgetBelow: (directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

/** @param areOthers is called when the list has other files than the one before. */
export function listedFiles(host: Host, areOthers: () => void): ListedFiles {
  let files: Files | undefined;
  let last: Files | undefined;
  let excluded = '';
  /** Whether a path that changed was there then; those that the list does not have come and go unseen otherwise. */
  const present = new Map<string, boolean>();

  return {
    last: () => last,
    outdate: () => void (files = undefined),
    list: (exclude) => {
      const key = JSON.stringify(exclude);
      if (files && key === excluded) return files;
      excluded = key;
      files = filesOf(without(exclude, host.files()), host.read);
      if (last && !sameFiles(last, files)) areOthers();
      last = files;
      for (const [path, was] of present) if (!was || files.has(path)) present.delete(path);
      return files;
    },
    comesOrGoes: (path) => {
      const before = present.get(path) ?? last?.has(path);
      const now = host.read(path).kind !== 'missing';
      present.set(path, now);
      if (before !== now) files = undefined;
      return before !== now;
    },
    isOrWasLink: (path) => {
      const now = host.read(path);
      return (last !== undefined && last.real(path) !== path) || (now.kind === 'missing' && now.what === 'link');
    },
    forgetBelow: (directories) => {
      for (const path of present.keys()) if (liesBelow(directories, path)) present.delete(path);
    },
    forgetAll: () => {
      files = undefined;
      present.clear();
    },
  };
}

function without(exclude: readonly string[], entries: ReturnType<Host['files']>): ReturnType<Host['files']> {
  if (exclude.length === 0) return entries;
  const isExcluded = globs(exclude);
  return entries.filter(({ path }) => !isExcluded(path));
}

function sameFiles(a: Files, b: Files): boolean {
  return a.links === b.links && a.all.length === b.all.length && a.all.every(({ path }) => b.has(path));
}
