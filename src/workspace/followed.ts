/**
 * What runs when functions are invoked. While the declaration of a function is edited, its code is not followed anew;
 * of all others it is not remembered, since it is as large as their facts.
 */
import type { LambdaFunction } from '../core/application.ts';
import { crashLine } from '../core/crash.ts';
import { unknown, type Known } from '../core/known.ts';
import type { ResolveImport } from '../core/module.ts';
import type { FunctionCode } from '../core/rule.ts';
import { isVolatile } from '../languages/catalogue.ts';
import { reachFrom } from '../reach/invocation.ts';
import { liesBelow, type Files } from './files.ts';
import type { InlineCodes } from './inline.ts';
import { controllersNear } from './java/frameworks.ts';
import { heirsPath, javaHeirs } from './java/heirs.ts';
import type { SourceFiles } from './sources.ts';

export interface Followed {
  readonly code: Known<FunctionCode>;
  readonly crashes: readonly string[];
  /** The source files that it depends on, read or only looked for; what somebody asks later may bring more. */
  readonly paths: ReadonlySet<string>;
}

export interface FollowedCode {
  /** Of a function that is edited the same object, for as long as nothing is forgotten that it depends on. */
  readonly of: (fn: LambdaFunction, resolve: ResolveImport, files: Files) => Followed;
  /** Forgets what depends on classes that other files of Java extend, and gives their path, when that is other than before. */
  readonly refresh: () => string | undefined;
  /** Says that the declaration of the function with this key is edited. */
  readonly edited: (key: string) => void;
  /** What depends on any of the paths, or on what lies below the directories, which end with `/`. */
  readonly forget: (paths: readonly string[], directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
  /** All but those of functions with these keys. */
  readonly keepOnly: (keys: ReadonlySet<string>) => void;
}

interface Surroundings {
  readonly sources: Pick<SourceFiles, 'module' | 'textIfAny'>;
  readonly inline: Pick<InlineCodes, 'analysed'>;
}

export function followedCode({ sources, inline }: Surroundings): FollowedCode {
  const edited = new Set<string>();
  const heirs = javaHeirs();
  const remembered = new Map<
    string,
    { readonly entry: LambdaFunction['entry']; readonly resolve: ResolveImport; readonly followed: Followed }
  >();

  function follow(
    fn: LambdaFunction,
    entry: LambdaFunction['entry'],
    { resolve, files }: { readonly resolve: ResolveImport; readonly files: Files },
  ): Followed {
    const paths = new Set<string>();
    if (!entry.found) return { code: unknown(withoutFullStop(entry.why)), crashes: [], paths };
    const module = (path: string) => {
      paths.add(path);
      return sources.module(path);
    };
    const text = (path: string) => {
      paths.add(path);
      return sources.textIfAny(path);
    };
    const controllers = (path: string) => controllersNear(path, files, text);
    const extending = (name: string) => {
      paths.add(heirsPath);
      return heirs.of(name, files);
    };
    try {
      return {
        code: reachFrom(entry, { module, resolve, controllers, extending, varies: isVolatile }),
        crashes: [],
        paths,
      };
    } catch (error) {
      return { code: unknown('Serverless Lens failed at it'), crashes: [crashLine(fn.key, error)], paths };
    }
  }

  function forget(paths: readonly string[], directories: ReadonlySet<string>): void {
    for (const [key, { followed }] of remembered)
      if (dependsOn(followed.paths, paths, directories)) remembered.delete(key);
  }

  return {
    of: (fn, resolve, files) => {
      const entry = inline.analysed(fn);
      const before = remembered.get(fn.key);
      if (before?.resolve === resolve && isSame(before.entry, entry)) return before.followed;
      const followed = follow(fn, entry, { resolve, files });
      // Inline code changes with its template, whose path is not the one that is followed.
      if (edited.has(fn.key) && !fn.inline) remembered.set(fn.key, { entry, resolve, followed });
      return followed;
    },
    edited: (key) => {
      edited.add(key);
    },
    refresh: () => {
      if (!heirs.isOther()) return undefined;
      forget([heirsPath], none);
      return heirsPath;
    },
    forget: (paths, directories) => {
      heirs.forget(paths);
      forget(paths, directories);
    },
    forgetAll: () => {
      heirs.forgetAll();
      remembered.clear();
      edited.clear();
    },
    keepOnly: (keys) => {
      for (const key of edited)
        if (!keys.has(key)) {
          edited.delete(key);
          remembered.delete(key);
        }
    },
  };
}

const none: ReadonlySet<string> = new Set();

/** Whether any of `its` is one of the paths, or lies below the directories. */
export function dependsOn(
  its: ReadonlySet<string>,
  paths: readonly string[],
  directories: ReadonlySet<string>,
): boolean {
  for (const path of paths) if (its.has(path)) return true;
  if (directories.size > 0) for (const path of its) if (liesBelow(directories, path)) return true;
  return false;
}

const isSame = (a: LambdaFunction['entry'], b: LambdaFunction['entry']): boolean =>
  a.found && b.found ? a.path === b.path && a.symbol === b.symbol : !a.found && !b.found && a.why === b.why;

const withoutFullStop = (text: string): string => text.replace(/\.$/, '');
