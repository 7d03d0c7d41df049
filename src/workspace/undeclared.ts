/** Handlers that nothing declares, looked for in all files that may hold one. */
import type { Language, LambdaFunction } from '../core/application.ts';
import { languageOf } from '../languages/frontends.ts';
import { withoutHelpers } from './called.ts';
import { liesBelow, type Files } from './files.ts';
import { resolverFor } from './imports.ts';
import { extendedIn, javaHandlers } from './javaShapes.ts';
import type { Pause } from './pauses.ts';
import { handlersIn, looksLikeHandlerText, mayHoldHandler, shapesOf, type Shapes } from './shapes.ts';
import type { SourceFiles } from './sources.ts';

interface Looked extends Shapes {
  /** Whether the file had to be parsed to know. */
  readonly parsed: boolean;
  /** The names of the classes that those of a file of Java extend, by its text alone. */
  readonly extended: readonly string[];
}

export interface UndeclaredHandlers {
  /**
   * Those that stand in files which no declared function leads to, and that are neither installed nor a layer's.
   * Adds to `used` what was read.
   */
  readonly find: (
    all: Files,
    declared: readonly LambdaFunction[],
    layers: ReadonlySet<string>,
    used: { readonly texts: Set<string>; readonly modules: Set<string> },
    pause: Pause,
  ) => Promise<readonly LambdaFunction[]>;
  readonly forget: (path: string) => void;
  readonly forgetBelow: (directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

export function undeclaredHandlers(sources: Pick<SourceFiles, 'text' | 'module' | 'release'>): UndeclaredHandlers {
  const looked = new Map<string, Looked>();

  function look(path: string, isUsed: boolean): Looked {
    const text = sources.text(path);
    const parsed = text !== undefined && looksLikeHandlerText(path, text);
    const module = parsed ? sources.module(path) : undefined;
    if (!parsed && !isUsed) sources.release(path);
    const extended = path.endsWith('.java') ? extendedIn(text ?? '') : [];
    return { parsed, extended, ...(module ? handlersIn(module) : { named: [], likely: [] }) };
  }

  return {
    find: async (all, declared, layers, used, pause) => {
      const entries = new Set(declared.flatMap(({ entry }) => (entry.found ? [entry.path] : [])));
      const shaped: Shapes[] = [];
      const java = new Map<string, Looked>();
      for (const path of candidatesIn(all)) {
        if (entries.has(path) || liesBelow(layers, path)) continue;
        let file = looked.get(path);
        if (!file) {
          await pause();
          looked.set(path, (file = look(path, used.texts.has(path))));
        }
        used.texts.add(path);
        if (file.parsed) used.modules.add(path);
        if (path.endsWith('.java')) java.set(path, file);
        if (file.named.length + file.likely.length > 0) shaped.push(file);
      }
      await pause();
      const own = { module: sources.module, resolve: resolverFor(all) };
      for (const [path, its] of javaHandlers(java, own)) {
        used.modules.add(path);
        shaped.push(shapesOf(path, its));
      }
      return withoutHelpers(shaped, entries, all, sources.module);
    },
    forget: (path) => void looked.delete(path),
    forgetBelow: (directories) => {
      for (const path of looked.keys()) if (liesBelow(directories, path)) looked.delete(path);
    },
    forgetAll: () => {
      looked.clear();
    },
  };
}

/** Which languages to load: those of entries, and of files that may hold a handler. */
export function languagesOf(declared: readonly LambdaFunction[], files: Files): ReadonlySet<Language> {
  const languages = new Set<Language>();
  for (const { entry, inline, language: its } of declared) {
    const language = entry.found ? (inline ? its : languageOf(entry.path)) : undefined;
    if (language) languages.add(language);
  }
  for (const path of candidatesIn(files)) {
    const language = languageOf(path);
    if (language) languages.add(language);
  }
  return languages;
}

/** Beside the source that it was made from. */
const isCompiled = (path: string, files: Files): boolean => {
  const source = /\.[mc]?js$/.test(path) ? path.replace(/js$/, 'ts') : undefined;
  return source !== undefined && files.has(source);
};

const candidates = new WeakMap<Files, readonly string[]>();

/** Files in which a handler may stand that nothing declares; looked for once in the same list. */
function candidatesIn(files: Files): readonly string[] {
  const before = candidates.get(files);
  if (before) return before;
  const found = files.all
    .filter((file) => mayHoldHandler(file) && !files.isInstalled(file.path) && !isCompiled(file.path, files))
    .map(({ path }) => path);
  candidates.set(files, found);
  return found;
}
