/**
 * The project's own tests, as far as an edit could be in their way. Nothing is read of them before an edit is made; then
 * each is looked through once, and the few that may mean the edited file are parsed. What stays are the facts.
 */
import type { Language } from '../core/application.ts';
import { addTo } from '../core/groups.ts';
import { forEach } from '../core/memo.ts';
import type { Importing, ModuleFacts } from '../core/module.ts';
import { isTest } from '../core/ownership.ts';
import { directoriesAbove, directoriesInCommon, directoryOf, fileNameOf, inDirectory } from '../core/paths.ts';
import type { TextEdit } from '../core/span.ts';
import type { TestFacts } from '../core/testFacts.ts';
import { languageOf } from '../languages/frontends.ts';
import { mayReplace, namesIn, namesOfSource, testFactsOf } from '../languages/testing/reading.ts';
import { liesBelow, pathsEndingIn, type Files } from './files.ts';
import { resolverFor } from './imports.ts';
import { isInline } from './inline.ts';
import { movedBy, replacedLater, replacesModule, type Suite } from './replacedLater.ts';
import type { SourceFiles } from './sources.ts';

export interface ProjectTests {
  /**
   * What a test does that would not help any more once the edits are made: a clause.
   * @param ways paths of files that lead to the module, which load it.
   */
  readonly inTheWay: (edits: readonly TextEdit[], module: ModuleFacts, ways: readonly string[]) => string | undefined;
  /** A test that replaces what the module loads by that name, and which would not reach it any more once it loads another one: a clause. */
  readonly replacing: (specifier: string, module: ModuleFacts, ways: readonly string[]) => string | undefined;
  /** The modules of which something else may be said than before, since other tests changed. */
  readonly refresh: () => ReadonlySet<string>;
  readonly forget: (path: string) => void;
  readonly forgetBelow: (directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

interface Surroundings {
  readonly files: () => Files;
  readonly sources: Pick<SourceFiles, 'module' | 'glance'>;
}

/** What is known of a test's text before it is parsed. */
interface Glance {
  readonly mayReplace: boolean;
  readonly names: ReadonlySet<string>;
}

export function projectTests({ files, sources }: Surroundings): ProjectTests {
  const glances = new Map<string, Glance>();
  const facts = new Map<string, TestFacts | undefined>();
  /** Of files that changed since they were asked. */
  const stale = new Map<string, { readonly glance: Glance; readonly facts: TestFacts | undefined }>();
  /** The modules that were asked about. */
  const asked = new Set<string>();
  let index: { readonly of: Files; readonly byName: Map<string, ReadonlyMap<string, readonly string[]>> } | undefined;

  function glanceAt(path: string, language: Language): Glance {
    const before = glances.get(path);
    if (before) return before;
    const seen = sources.glance(path, (text): Glance => {
      const may = mayReplace(language, text);
      const isSeen = may || conftestsAbove(path).some((it) => glanceAt(it, language).mayReplace);
      return { mayReplace: may, names: isSeen ? namesIn(path, language, text) : none };
    });
    const glance = seen ?? { mayReplace: false, names: none };
    glances.set(path, glance);
    return glance;
  }

  function conftestsAbove(path: string): readonly string[] {
    if (!path.endsWith('.py')) return [];
    const above = directoriesAbove(directoryOf(path)).map((it) => inDirectory(it, 'conftest.py'));
    return above.filter((it) => it !== path && files().has(it)).reverse();
  }

  function factsOf(path: string): TestFacts | undefined {
    if (facts.has(path)) return facts.get(path);
    const its = sources.glance(path, (_, tree) => {
      const lowered = tree();
      return lowered && testFactsOf(lowered);
    });
    facts.set(path, its);
    return its;
  }

  /** The tests of a language by the names that they have of source files. */
  function byNameIn(language: Language): ReadonlyMap<string, readonly string[]> {
    const all = files();
    if (index?.of !== all) index = { of: all, byName: new Map() };
    const family = familyOf(language);
    const known = index.byName.get(family);
    if (known) return known;
    const byName = new Map<string, string[]>();
    for (const { path } of all.all) {
      const its = languageOf(path);
      if (its === undefined || familyOf(its) !== family || !isTest(path) || all.isInstalled(path)) continue;
      for (const name of glanceAt(path, its).names) addTo(byName, name, path);
    }
    index.byName.set(family, byName);
    return byName;
  }

  function suiteOf(path: string): Suite | undefined {
    const all = files();
    const own = [...conftestsAbove(path), path].flatMap((it) => {
      const its = factsOf(it);
      return its ? [{ path: it, facts: its }] : [];
    });
    if (own.length === 0) return undefined;
    const searched = [...new Set(own.flatMap((it) => it.facts.searched))];
    const resolve = resolverFor(all);
    const from = forEach((by: string): Importing => ({
      path: by,
      language: languageOf(by) ?? 'python',
      imports: [],
      ...(searched.length > 0 ? { searched } : {}),
    }));
    const placeOf: Suite['placeOf'] = (name, by) => resolve(from(by), name, '') ?? nearest(all, name, by);
    return {
      files: own,
      placeOf,
      sourceOf: ({ specifier, member }, by) => {
        if (by.endsWith('.java')) return ofJava(all, specifier);
        const found = resolve(from(by), specifier, member)?.path;
        return found ?? (by.endsWith('.py') ? nearest(all, `${specifier}.${member}`, by)?.path : undefined);
      },
    };
  }

  function waysTo(module: ModuleFacts, ways: readonly string[]): ReadonlyMap<string, ModuleFacts> {
    const loading = new Map([[module.path, module]]);
    for (const path of ways) {
      const its = isInline(path) ? undefined : sources.module(path);
      if (its) loading.set(path, its);
    }
    return loading;
  }

  /** Those that may mean one of the files. */
  function testsOf(module: ModuleFacts, ways: ReadonlyMap<string, ModuleFacts>): readonly string[] {
    asked.add(module.path);
    const byName = byNameIn(module.language);
    const names = [...ways].flatMap(([path, { language }]) => namesOfSource(path, language));
    return [...new Set(names.flatMap((name) => byName.get(name) ?? []))].sort();
  }

  return {
    inTheWay: (edits, module, ways) => {
      if (isInline(module.path)) return undefined;
      const moved = movedBy(edits, module);
      if (moved.resources.length + moved.variables.size === 0) return undefined;
      const loading = waysTo(module, ways);
      return firstOf(testsOf(module, loading), (path) => {
        const suite = suiteOf(path);
        return suite && replacedLater(suite, moved, loading);
      });
    },
    replacing: (specifier, module, ways) => {
      if (isInline(module.path)) return undefined;
      const loading = waysTo(module, ways);
      return firstOf(testsOf(module, loading), (path) => {
        const suite = suiteOf(path);
        const does = suite && replacesModule(suite, specifier, loading);
        return does ? `\`${path}\` replaces \`${specifier}\`, which the file loads no more` : undefined;
      });
    },
    refresh: () => {
      const isSame = [...stale].every(([path, before]) => {
        const language = languageOf(path);
        return (
          language !== undefined &&
          isAlike(glanceAt(path, language), before.glance) &&
          (!before.facts || JSON.stringify(factsOf(path)) === JSON.stringify(before.facts))
        );
      });
      stale.clear();
      if (isSame) return none;
      index = undefined;
      const changed = new Set(asked);
      asked.clear();
      return changed;
    },
    forget: (path) => {
      const glance = glances.get(path);
      if (!glance) return;
      if (!stale.has(path)) stale.set(path, { glance, facts: facts.get(path) });
      glances.delete(path);
      facts.delete(path);
      // Whether they are looked into depends on it.
      if (fileNameOf(path) === 'conftest.py') forgetBelow(new Set([inDirectory(directoryOf(path), '')]));
    },
    forgetBelow,
    forgetAll: () => {
      for (const map of [glances, facts, stale, asked]) map.clear();
      index = undefined;
    },
  };

  function forgetBelow(directories: ReadonlySet<string>): void {
    for (const [path, glance] of glances) {
      if (!directories.has('') && !liesBelow(directories, path)) continue;
      if (!stale.has(path)) stale.set(path, { glance, facts: facts.get(path) });
      glances.delete(path);
      facts.delete(path);
    }
  }
}

function firstOf<T, Found>(items: readonly T[], find: (item: T) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

const none: ReadonlySet<string> = new Set();

const familyOf = (language: Language): string => (language === 'typescript' ? 'javascript' : language);

const isAlike = (a: Glance, b: Glance): boolean =>
  a.mayReplace === b.mayReplace && a.names.size === b.names.size && [...a.names].every((it) => b.names.has(it));

const ofJava = (files: Files, specifier: string): string | undefined =>
  pathsEndingIn(files, `/${specifier.replaceAll('.', '/')}.java`)[0];

/** The module of a name that the settings of whoever runs the tests lead to: of those that have it, the nearest one. */
function nearest(
  files: Files,
  name: string,
  from: string,
): { readonly path: string; readonly member: string } | undefined {
  const names = name.split('.').filter((it) => it !== '');
  for (let length = names.length; length > 0; length--) {
    const module = names.slice(0, length).join('/');
    const found = [`/${module}.py`, `/${module}/__init__.py`]
      .flatMap((end) => pathsEndingIn(files, end))
      .filter((path) => !files.isInstalled(path))
      .map((path) => ({ path, shared: directoriesInCommon(path, from) }))
      .sort((a, b) => b.shared - a.shared);
    const [first, second] = found;
    if (first && first.shared !== second?.shared) return { path: first.path, member: names.slice(length).join('.') };
  }
  return undefined;
}
