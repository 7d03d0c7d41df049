/** Handlers that nothing declares, looked for in all files that may hold one. */
import type { Language, LambdaFunction } from '../core/application.ts';
import { haveSame, ofEach } from '../core/memo.ts';
import { languageOf } from '../languages/frontends.ts';
import { locate } from '../reach/reference.ts';
import { importsTheSame, withoutHelpers, type Imports } from './called.ts';
import { liesBelow, type Files } from './files.ts';
import { resolverFor } from './imports.ts';
import { appliedIn, handlersOfApplications, type Applied } from './java/applications.ts';
import { saysOfModule } from './java/builds.ts';
import { extendedIn, javaHandlers } from './java/shapes.ts';
import { isHandler, madeHandlersIn, type MadeHandler } from './madeHandlers.ts';
import { handlersNamedIn, namesHandlers, type NamedHandlers } from './namedHandlers.ts';
import type { Pause } from './pauses.ts';
import {
  handlersIn,
  looksLikeHandlerText,
  mayHoldHandler,
  isMadeAsWhole,
  passedOnBy,
  shapesOf,
  type Shapes,
} from './shapes.ts';
import type { SourceFiles } from './sources.ts';

interface Looked extends Shapes {
  /** Whether the file had to be parsed to know. */
  readonly parsed: boolean;
  /** The names of the classes that those of a file of Java extend, by its text alone. */
  readonly extended: readonly string[];
  /** What a framework of Java may run of it. */
  readonly applied: Applied | undefined;
  readonly made: readonly MadeHandler[];
  /** Of what something names in the file: what may be given on of another. */
  readonly passedOn: readonly LambdaFunction[];
}

export interface Undeclared {
  readonly functions: readonly LambdaFunction[];
  /** What was read to know, and of which of these facts were made. */
  readonly texts: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;
}

export interface UndeclaredHandlers {
  /**
   * Those that stand in files which no declared function leads to, and that are neither installed nor a layer's.
   * `isUsed` tells which texts are wanted for something else.
   */
  readonly find: (
    all: Files,
    declared: readonly LambdaFunction[],
    layers: ReadonlySet<string>,
    isUsed: (path: string) => boolean,
    pause: Pause,
  ) => Promise<Undeclared>;
  readonly forget: (path: string) => void;
  readonly forgetBelow: (directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

/** What was found, and what it depends on. */
interface Found {
  readonly all: Files;
  readonly entries: ReadonlySet<string>;
  readonly layers: ReadonlySet<string>;
  readonly named: NamedHandlers;
  /** Files that were asked for functions which make handlers of other files. */
  readonly makers: ReadonlySet<string>;
  readonly imports: ReadonlyMap<string, Imports>;
  readonly undeclared: Undeclared;
}

export function undeclaredHandlers(sources: Pick<SourceFiles, 'text' | 'module' | 'release'>): UndeclaredHandlers {
  const looked = new Map<string, Looked>();
  /** Source files that changed since the last time, with what was seen in them then. */
  const stale = new Map<string, Looked | undefined>();
  let last: Found | undefined;
  let lastNamed: NamedHandlers | undefined;

  function look(path: string, isUsed: boolean, named: ReadonlySet<string> | undefined): Looked {
    const text = sources.text(path);
    const parsed = text !== undefined && (named !== undefined || looksLikeHandlerText(path, text));
    const module = parsed ? sources.module(path) : undefined;
    if (!parsed && !isUsed) sources.release(path);
    const isJava = path.endsWith('.java');
    const extended = isJava ? extendedIn(text ?? '') : [];
    const applied = isJava ? appliedIn(text ?? '') : undefined;
    const made = module ? madeHandlersIn(module) : [];
    const passedOn = module ? passedOnBy(module, named) : [];
    const shapes = module ? handlersIn(module, named) : { named: [], likely: [] };
    return { parsed, extended, applied, made, passedOn, ...shapes };
  }

  /** Most of what is typed changes neither which handlers a file has nor what it imports. */
  function stands(path: string, before: Looked | undefined, found: Found, isUsed: boolean): boolean {
    if (path.endsWith('.java') || found.makers.has(path)) return false;
    if (before && before.made.length + before.passedOn.length > 0) return false;
    if (before) {
      const now = look(path, isUsed, found.named.names.get(path));
      if (JSON.stringify(now) !== JSON.stringify(before)) return false;
      looked.set(path, now);
    } else if (!found.entries.has(path) && candidatesIn(found.all).paths.includes(path)) return false;
    const imports = found.imports.get(path);
    const module = imports && sources.module(path);
    return !imports || (module !== undefined && importsTheSame(imports, module, found.all));
  }

  return {
    find: async (all, declared, layers, isUsed, pause) => {
      const entries = entriesOf(declared);
      if (last?.all === all && haveSame(last.entries, entries) && haveSame(last.layers, layers)) {
        const found = last;
        if ([...stale].every(([path, before]) => stands(path, before, found, isUsed(path)))) {
          stale.clear();
          return found.undeclared;
        }
      }
      last = undefined;
      stale.clear();
      const named = handlersNamedIn(all, sources.text);
      // What was seen in files that are named otherwise may be another function than before.
      if (!isSame(named, lastNamed)) looked.clear();
      lastNamed = named;
      const texts = new Set(named.by);
      const modules = new Set<string>();
      const makers = new Set<string>();
      const own = { module: sources.module, resolve: resolverFor(all) };
      const asked = {
        ...own,
        module: (path: string) => {
          makers.add(path);
          return sources.module(path);
        },
      };
      const shaped: Shapes[] = [];
      const java = new Map<string, Looked>();
      for (const path of candidatesIn(all).paths) {
        if (entries.has(path) || liesBelow(layers, path)) continue;
        let file = looked.get(path);
        if (!file) {
          await pause();
          looked.set(path, (file = look(path, isUsed(path), named.names.get(path))));
        }
        texts.add(path);
        if (file.parsed) modules.add(path);
        if (path.endsWith('.java')) java.set(path, file);
        const made = file.made.filter(({ fn, values }) => {
          const module = file.named.every(({ id }) => id !== fn.id) ? sources.module(path) : undefined;
          return module !== undefined && isHandler(values, module, asked);
        });
        const passedOn = file.passedOn.filter(({ id }) => {
          const module = sources.module(path);
          return module !== undefined && (isMadeAsWhole(module) || locate(asked, module, id).length > 0);
        });
        const called = [...file.named, ...made.map(({ fn }) => fn), ...passedOn];
        if (called.length + file.likely.length > 0) shaped.push({ named: called, likely: file.likely });
      }
      await pause();
      for (const [path, its] of javaHandlers(java, own)) {
        modules.add(path);
        shaped.push(shapesOf(path, its));
      }
      const applied = [...java].flatMap(([path, it]) =>
        it.applied && !it.parsed ? [[path, it.applied] as const] : [],
      );
      const text = (path: string): string => {
        texts.add(path);
        return sources.text(path) ?? '';
      };
      for (const [path, named] of handlersOfApplications(applied, entries, { files: all, text, sources: own })) {
        modules.add(path);
        shaped.push(shapesOf(path, { named, likely: [] }));
      }
      const isNamed = (path: string, symbol: string) => named.names.get(path)?.has(symbol) ?? false;
      const { functions, imports } = withoutHelpers(shaped, entries, all, sources.module, isNamed);
      for (const path of makers) modules.add(path);
      const undeclared = { functions, texts, modules };
      last = { all, entries, layers, named, makers, imports, undeclared };
      return undeclared;
    },
    forget: (path) => {
      if (namesHandlers(path) || saysOfModule(path) || lastNamed?.by.has(path)) last = undefined;
      if (languageOf(path) !== undefined && !stale.has(path)) stale.set(path, looked.get(path));
      looked.delete(path);
    },
    forgetBelow: (directories) => {
      for (const path of looked.keys()) if (liesBelow(directories, path)) looked.delete(path);
      last = undefined;
    },
    forgetAll: () => {
      looked.clear();
      last = undefined;
    },
  };
}

const entriesOf = ofEach(
  (declared: readonly LambdaFunction[]): ReadonlySet<string> =>
    new Set(declared.flatMap(({ entry }) => (entry.found ? [entry.path] : []))),
);

const isSame = ({ names }: NamedHandlers, before: NamedHandlers | undefined): boolean =>
  names.size === before?.names.size &&
  [...names].every(([path, its]) => {
    const others = before.names.get(path);
    return others !== undefined && haveSame(its, others);
  });

/** Which languages to load: those of entries, and of files that may hold a handler. */
export function languagesOf(declared: readonly LambdaFunction[], files: Files): ReadonlySet<Language> {
  const languages = new Set(candidatesIn(files).languages);
  for (const { entry, language } of declared) if (entry.found && language) languages.add(language);
  return languages;
}

/** Beside the source that it was made from. */
const isCompiled = (path: string, files: Files): boolean => {
  const source = /\.[mc]?js$/.test(path) ? path.replace(/js$/, 'ts') : undefined;
  return source !== undefined && files.has(source);
};

/** Files in which a handler may stand that nothing declares; looked for once in the same list. */
const candidatesIn = ofEach((files: Files) => {
  const paths = files.all
    .filter((file) => mayHoldHandler(file) && !files.isInstalled(file.path) && !isCompiled(file.path, files))
    .map(({ path }) => path);
  return { paths, languages: new Set(paths.flatMap((path) => languageOf(path) ?? [])) };
});
