/** Which files of Java extend or implement what, by their texts alone: a container hands out classes that no other code names. */
import { addTo } from '../../core/groups.ts';
import { areSame } from '../../core/memo.ts';
import type { Files } from '../files.ts';
import { isOwnJava } from './builds.ts';
import { extendedIn } from './shapes.ts';

/** Stands among the paths that something depends on for what all files of Java extend. */
export const heirsPath = '*.java';

export interface JavaHeirs {
  /** The files with a class that extends or implements something of that simple name. */
  readonly of: (name: string, files: Files) => readonly string[];
  readonly forget: (paths: readonly string[]) => void;
  readonly forgetAll: () => void;
  /** Whether any of the files that were forgotten extends something else than before. */
  readonly isOther: () => boolean;
}

/** A workspace with more of them is not looked through. */
const most = 5000;

export function javaHeirs(): JavaHeirs {
  const stale = new Set<string>();
  let known:
    | {
        readonly files: Files;
        readonly extended: Map<string, readonly string[]>;
        readonly byName: ReadonlyMap<string, readonly string[]>;
      }
    | undefined;

  function look(files: Files): NonNullable<typeof known> {
    const paths = files.all.flatMap(({ path }) => (isOwnJava(path, files) ? [path] : []));
    const extended = new Map<string, readonly string[]>();
    const byName = new Map<string, string[]>();
    for (const path of paths.length > most ? [] : paths) {
      const names = extendedIn(files.text(path) ?? '');
      extended.set(path, names);
      for (const name of new Set(names)) addTo(byName, name, path);
    }
    return { files, extended, byName };
  }

  return {
    of: (name, files) => {
      if (known?.files !== files) known = look(files);
      return known.byName.get(name) ?? [];
    },
    forget: (paths) => {
      for (const path of paths) if (known?.extended.has(path)) stale.add(path);
    },
    forgetAll: () => {
      known = undefined;
      stale.clear();
    },
    isOther: () => {
      const it = known;
      const others = [...stale].filter(
        (path) => it && !areSame(it.extended.get(path) ?? [], extendedIn(it.files.text(path) ?? '')),
      );
      stale.clear();
      if (others.length > 0) known = undefined;
      return others.length > 0;
    },
  };
}
