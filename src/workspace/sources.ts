/** The source files of a workspace as facts: read once, kept until they change. */
import { crashLine } from '../core/crash.ts';
import type { Host, ReadResult } from '../core/host.ts';
import { known, unknown, type Known } from '../core/known.ts';
import { recent } from '../core/memo.ts';
import type { ModuleFacts } from '../core/module.ts';
import { whyGenerated } from '../core/ownership.ts';
import type { Problem } from '../core/span.ts';
import { factsOf } from '../languages/facts/facts.ts';
import { languageOf, type Frontends } from '../languages/frontends.ts';
import type { LanguageFrontend, Tree } from '../languages/tree.ts';
import { liesBelow } from './files.ts';
import { keptTexts } from './texts.ts';

export interface SourceFiles {
  /** Undefined for what cannot be read; `problems` says why. */
  readonly module: (path: string) => ModuleFacts | undefined;
  readonly text: (path: string) => string | undefined;
  /** The same for a file that need not be there. */
  readonly textIfAny: (path: string) => string | undefined;
  /** The tree that the facts came from, for editing. */
  readonly tree: (path: string) => Known<{ readonly tree: Tree; readonly frontend: LanguageFrontend }>;
  /** Makes something of a file's text and tree, of which nothing else is kept; undefined for what cannot be read. */
  readonly glance: <T>(path: string, make: (text: string, tree: () => Tree | undefined) => T) => T | undefined;
  /** Lets go of a text that nothing was made of; many a workspace has more data than code. */
  readonly release: (path: string) => void;
  readonly forget: (path: string) => void;
  /** All files below directories, which end with `/`. */
  readonly forgetBelow: (directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
  /** What was made of the texts, which stay. */
  readonly forgetFacts: () => void;
  /** Gives the text of all that something was made of, as it is at this moment. */
  readonly snapshot: () => (path: string) => string | undefined;
  /** What is wrong with the files that a review used; what was read for an earlier one is remembered, and says nothing. */
  readonly problems: (used: Used) => readonly Problem[];
  readonly crashes: (used: Used) => readonly string[];
}

/** What was wanted of a path: its text, or the facts in it. */
export interface Used {
  readonly text: (path: string) => boolean;
  readonly module: (path: string) => boolean;
}

/** What a user can do nothing about; the log says more. */
export const tooMuch = 'Serverless Lens failed to read it, and its log says why; everything else was reviewed.';

/** How many characters the trees that are kept for edits may have come from: those of one function with its modules. */
const mostOfTrees = 40_000;

/** More than Python's own limit, since lines within brackets and strings are counted, too. */
const mostLevels = 250;

export function sourceFiles(host: Host, frontends: Frontends): SourceFiles {
  const modules = new Map<string, ModuleFacts | undefined>();
  const texts = keptTexts();
  const trees = recent<Tree>();
  /** With texts, and with what was made of them. */
  const unread = new Map<string, Problem>();
  const skipped = new Map<string, Problem>();
  const crashes = new Map<string, string>();

  function text(path: string, expected = true): string | undefined {
    if (texts.has(path)) return texts.get(path);
    const result = host.read(path);
    texts.set(path, result.kind === 'text' ? result.text : undefined);
    const why = whyNot(result);
    if (why !== undefined && (expected || result.kind !== 'missing')) unread.set(path, { path, message: why });
    return texts.get(path);
  }

  function module(path: string): ModuleFacts | undefined {
    if (modules.has(path)) return modules.get(path);
    const facts = read(path);
    modules.set(path, facts);
    return facts;
  }

  function read(path: string): ModuleFacts | undefined {
    const lowered = tree(path);
    if (!lowered.known) return undefined;
    try {
      return factsOf(lowered.value.tree);
    } catch (error) {
      crashed(path, error);
      return undefined;
    }
  }

  function crashed(path: string, error: unknown): void {
    crashes.set(path, crashLine(path, error));
    skipped.set(path, { path, message: tooMuch });
  }

  function tree(path: string): Known<{ readonly tree: Tree; readonly frontend: LanguageFrontend }> {
    const language = languageOf(path);
    const frontend = language && frontends.of(language);
    if (!frontend) return unknown(`\`${path}\` is in a language that is not read`);
    const source = text(path);
    if (source === undefined) return unknown(`\`${path}\` cannot be read`);
    const before = trees.get(path);
    if (before) return known({ tree: before, frontend });
    const lowered = treeOf(path, source, frontend);
    if (!lowered.known) return lowered;
    trees.set(path, lowered.value, source.length, mostOfTrees);
    return known({ tree: lowered.value, frontend });
  }

  function treeOf(path: string, source: string, frontend: LanguageFrontend): Known<Tree> {
    const generated = whyGenerated(path, source);
    if (generated !== undefined) {
      skipped.set(path, { path, message: generated });
      return unknown(`\`${path}\` was not written by a person`);
    }
    if (languageOf(path) === 'python' && isIndentedTooDeeply(source)) {
      skipped.set(path, { path, message: 'It is indented more deeply than Python allows and was skipped.' });
      return unknown(`\`${path}\` is indented too deeply`);
    }
    try {
      return known(frontend.lower(path, source));
    } catch (error) {
      crashed(path, error);
      return unknown(`\`${path}\` could not be parsed`);
    }
  }

  function glance<T>(path: string, make: (text: string, tree: () => Tree | undefined) => T): T | undefined {
    const language = languageOf(path);
    const frontend = language && frontends.of(language);
    const result = host.read(path);
    if (!frontend || result.kind !== 'text') return undefined;
    try {
      return make(result.text, () => {
        const lowered = treeOf(path, result.text, frontend);
        return lowered.known ? lowered.value : undefined;
      });
    } catch (error) {
      crashed(path, error);
      return undefined;
    }
  }

  return {
    module,
    glance,
    text: (path) => text(path),
    textIfAny: (path) => text(path, false),
    tree,
    release: (path) => texts.delete(path),
    forget: (path) => {
      for (const map of [modules, texts, trees, unread, skipped, crashes]) map.delete(path);
    },
    forgetBelow: (directories) => {
      for (const map of [modules, texts, trees, unread, skipped, crashes])
        for (const key of map.keys()) if (liesBelow(directories, key)) map.delete(key);
    },
    forgetAll: () => {
      for (const map of [modules, texts, trees, unread, skipped, crashes]) map.clear();
    },
    forgetFacts: () => {
      for (const map of [modules, trees, skipped, crashes]) map.clear();
    },
    snapshot: texts.snapshot,
    problems: (used) => [
      ...[...unread].flatMap(([path, problem]) => (used.text(path) || used.module(path) ? [problem] : [])),
      ...[...skipped].flatMap(([path, problem]) => (used.module(path) ? [problem] : [])),
    ],
    crashes: (used) => [...crashes].flatMap(([path, line]) => (used.module(path) ? [line] : [])),
  };
}

/**
 * Python has at most 100 levels of indentation.
 * The grammar's scanner has room for about 380, and writes past it without a look: after that it fails at every file.
 */
function isIndentedTooDeeply(text: string): boolean {
  const levels: number[] = [];
  for (const [, space = ''] of text.matchAll(/^([ \t\f]*)(?=[^\s#])/gm)) {
    while (levels.length > 0 && (levels.at(-1) ?? 0) >= space.length) levels.pop();
    levels.push(space.length);
    if (levels.length > mostLevels) return true;
  }
  return false;
}

function whyNot(result: ReadResult): string | undefined {
  switch (result.kind) {
    case 'text':
      return undefined;
    case 'too-large':
      return `It has ${(result.bytes / 1024 / 1024).toFixed(1)} MB, which is more than a source file should have, and was skipped.`;
    case 'binary':
      return 'It is not text and was skipped.';
    case 'missing':
      return `It cannot be read: ${result.why}.`;
  }
}
