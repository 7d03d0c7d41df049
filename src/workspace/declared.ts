/** What the templates and CDK apps of a workspace declare; read anew only where something changed. */
import { cdkApps } from '../cdk/app.ts';
import { dedupe } from '../cdk/committed.ts';
import { readAssembly, type Assembly } from '../cdk/assembly.ts';
import { createCdkReader, type ReadApp } from '../cdk/reader.ts';
import { withAssembly } from '../cdk/withAssembly.ts';
import type { DeclaredFunction } from '../core/application.ts';
import type { Relation, ResourceFact } from '../core/facts.ts';
import type { Declarations } from '../core/resource.ts';
import { ofEach, once } from '../core/memo.ts';
import type { Problem } from '../core/span.ts';
import { applicationOf } from '../model/application.ts';
import { templateReader } from '../templates/declare/reader.ts';
import { liesBelow, type Files } from './files.ts';
import type { Pause } from './pauses.ts';
import { looksLikeHandlerText, mayHoldHandler } from './shapes.ts';
import { tooMuch, type SourceFiles } from './sources.ts';

export interface Declared {
  /** Each once, whoever declares it. */
  readonly functions: readonly DeclaredFunction[];
  readonly resources: readonly ResourceFact[];
  readonly relations: readonly Relation[];
  /** Directories, with `/` at their end, of which layers are made. */
  readonly layers: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  /** Paths of which problems of reading are to be told. */
  readonly reads: ReadonlySet<string>;
}

export interface DeclarationReader {
  /** The same object for as long as nothing that it was read from changes. */
  readonly read: (files: Files, pause: Pause) => Promise<Declared>;
  readonly forget: (path: string) => void;
  /** All files below directories, which end with `/`. */
  readonly forgetBelow: (directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

interface Surroundings {
  readonly sources: Pick<SourceFiles, 'text' | 'textIfAny' | 'tree' | 'module' | 'release'>;
  /** Loads the parsers of files' languages. */
  readonly load: (paths: readonly string[]) => Promise<void>;
  /** What a crash takes with it is this result alone; undefined then. */
  readonly contained: <T>(path: string, work: () => T) => T | undefined;
}

interface Synthesized {
  readonly source: Declarations | undefined;
  readonly assembly: Assembly | undefined;
  readonly declarations: Declarations;
}

export function declarationReader({ sources, load, contained }: Surroundings): DeclarationReader {
  /** Files of the list that may be templates: that one of them cannot be read is told. */
  const seen = new Set<string>();
  /** What was asked for its text. */
  const asked = new Set<string>();
  const templates = templateReader((path) => {
    asked.add(path);
    return seen.has(path) ? sources.text(path) : sources.textIfAny(path);
  });
  const readApps = createCdkReader(contained);
  const synthesized = new Map<string, Synthesized>();
  /** What the reading of CDK apps looked at. */
  let looked = new Set<string>();
  let apps: { readonly files: Files; readonly read: readonly ReadApp[] } | undefined;
  let last: { readonly files: Files; readonly declared: Declared } | undefined;

  async function read(files: Files, pause: Pause): Promise<Declared> {
    if (last?.files === files) return last.declared;
    const reads = new Set<string>();
    const problems: Problem[] = [];
    const all = [...(await readTemplates(files, reads, problems, pause)), ...(await readCdk(files, problems, pause))];
    const functions = new Map<string, DeclaredFunction>();
    const resources: ResourceFact[] = [];
    const relations: Relation[] = [];
    const layers = new Set<string>();
    for (const declarations of contained('declarations', () => dedupe(all)) ?? all) {
      const application = contained(declarations.path, () => applicationOf(declarations));
      for (const fn of application?.functions ?? []) if (!functions.has(fn.key)) functions.set(fn.key, fn);
      resources.push(...(application?.resources ?? []));
      relations.push(...(application?.relations ?? []));
      for (const { directory } of application?.layers ?? [])
        if (!declarations.path.startsWith(`${directory}/`)) layers.add(`${directory}/`);
      problems.push(...declarations.problems);
      for (const path of declarations.reads) reads.add(path);
    }
    const declared: Declared = { functions: [...functions.values()], resources, relations, layers, problems, reads };
    last = { files, declared };
    return declared;
  }

  async function readTemplates(
    files: Files,
    reads: Set<string>,
    problems: Problem[],
    pause: Pause,
  ): Promise<readonly Declarations[]> {
    const found: string[] = [];
    for (const path of templatesAmong(files)) {
      reads.add(path);
      const isNew = !seen.has(path);
      if (isNew) await pause();
      seen.add(path);
      const is = contained(path, () => templates.isTemplate(path));
      if (is === undefined) problems.push({ path, message: tooMuch });
      else if (is) found.push(path);
      else if (isNew && !isKept(path)) sources.release(path);
    }
    const declarations: Declarations[] = [];
    for (const root of templates.roots(found)) {
      const read = contained(root, () => templates.declare(root));
      if (read) declarations.push(read);
      else problems.push({ path: root, message: tooMuch });
    }
    return declarations;
  }

  async function readCdk(files: Files, problems: Problem[], pause: Pause): Promise<readonly Declarations[]> {
    if (apps?.files !== files) {
      looked = new Set();
      const look = <T>(ask: (path: string) => T) => {
        return (path: string): T => {
          looked.add(path);
          return ask(path);
        };
      };
      const paths = files.all.map(({ path }) => path).filter((path) => !files.isInstalled(path));
      const search = {
        read: look((path) => sources.textIfAny(path)),
        exists: look((path) => files.has(path) || files.isDirectory(path)),
      };
      const found = contained('CDK', () => cdkApps(paths, search));
      await load([...(found?.apps ?? []), ...(found?.stacks ?? [])].map(({ entry }) => entry));
      await pause();
      const tree = look((path) => {
        const lowered = sources.tree(path);
        if (!lowered.known) return undefined;
        // Who looks for handlers asks for its facts, and until then its tree would be gone.
        if (mayHoldHandler({ path }) && looksLikeHandlerText(path, lowered.value.tree.text)) sources.module(path);
        return lowered.value.tree;
      });
      const its = contained('CDK', () => readApps({ paths, ...search, tree }));
      apps = { files, read: its ?? [] };
    }
    const paths = once(() => files.all.map(({ path }) => path));
    return apps.read.flatMap(({ app, source }) => {
      const declared = contained(app.path, () => unite({ app, source }, paths));
      if (!declared) problems.push({ path: app.path, message: tooMuch });
      return declared ?? [];
    });
  }

  function unite({ app, source }: ReadApp, paths: () => readonly string[]): Declarations {
    const before = synthesized.get(app.path);
    if (before && before.source === source) return before.declarations;
    const read = (path: string): string | undefined => {
      asked.add(path);
      return sources.textIfAny(path);
    };
    const assembly = readAssembly(app.path, { read, paths: paths() }, app.output);
    const declarations = withAssembly(app, source, assembly);
    synthesized.set(app.path, { source, assembly, declarations });
    return declarations;
  }

  function forget(path: string): void {
    if (seen.has(path) || asked.has(path) || looked.has(path)) last = undefined;
    seen.delete(path);
    templates.forget(path);
    if (looked.has(path)) apps = undefined;
    for (const [app, { declarations }] of synthesized) if (declarations.reads.has(path)) synthesized.delete(app);
  }

  return {
    read,
    forget,
    forgetBelow: (directories) => {
      for (const path of [...seen, ...looked]) if (liesBelow(directories, path)) forget(path);
      synthesized.clear();
      last = undefined;
    },
    forgetAll: () => {
      templates.forgetAll();
      for (const set of [seen, asked]) set.clear();
      synthesized.clear();
      apps = undefined;
      last = undefined;
    },
  };
}

/** Files that may be templates, and are the user's own. */
const templatesAmong = ofEach((files: Files) =>
  files.all.map(({ path }) => path).filter((path) => mayBeTemplate(path) && !files.isInstalled(path)),
);

export const mayBeTemplate = (path: string): boolean => /\.(ya?ml|json|template)$/.test(path);

/** Files that declare nothing by themselves, and that what is declared depends on. */
export const belongsToTemplate = (path: string): boolean => /(^|\/)samconfig\.toml$/.test(path);

/** Files of our own, which are read for other reasons. */
const isKept = (path: string): boolean => path.startsWith('.serverless-lens/');
