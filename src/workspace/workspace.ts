/** The engine behind one door: discovery, facts, rules and checklist, analysed anew only where something changed. */
import type { Application, DeclaredFunction, Language, LambdaFunction } from '../core/application.ts';
import { sortedByFunction } from '../core/byFunction.ts';
import { defaultConfiguration, type Configuration } from '../core/configuration.ts';
import { crashLine } from '../core/crash.ts';
import type { Host } from '../core/host.ts';
import { latest, lazily, ofEach, once } from '../core/memo.ts';
import { findingsMerger } from '../core/merge.ts';
import { tellsOfPackages } from '../core/ownership.ts';
import type { Refactoring } from '../core/refactoring.ts';
import type { Problem, Span } from '../core/span.ts';
import { createFrontends, languageOf } from '../languages/frontends.ts';
import { answersPath, readAnswers } from '../review/answers.ts';
import { configurationPath, readConfiguration } from '../review/configuration.ts';
import { judging } from '../review/judge.ts';
import { belongsToTemplate, declarationReader, mayBeTemplate } from './declared.ts';
import { editsIn } from './edits.ts';
import { findEntry } from './entries.ts';
import { filesOf, liesBelow, type Files } from './files.ts';
import { isDockerfile } from './imageEntries.ts';
import { globs } from './globs.ts';
import { resolverFor, saysWhereImportsLead } from './imports.ts';
import { saysOfModule } from './javaBuilds.ts';
import { inlineCodes } from './inline.ts';
import { pauses, type Pause } from './pauses.ts';
import type { Review, Signal, Workspace } from './review.ts';
import { refactoringIn } from './selections.ts';
import { sourceFiles, tooMuch, type Used } from './sources.ts';
import { languagesOf, undeclaredHandlers } from './undeclared.ts';
import { rememberedVerdicts, rests, type Judged } from './verdicts.ts';

/** Something changed while a review let others run. */
class Outdated extends Error {}

export interface WorkspaceOptions {
  /** For those who look at every fix: each is made while what is known of its text is at hand. */
  readonly makesFixes?: boolean;
}

export function openWorkspace(host: Host, { makesFixes = false }: WorkspaceOptions = {}): Workspace {
  const frontends = createFrontends(host);
  const inline = inlineCodes((path) => sources.textIfAny(path));
  const sources = sourceFiles({ ...host, read: inline.reading(host.read) }, frontends);
  const edit = editsIn(sources);
  const undeclared = undeclaredHandlers(sources);
  const verdicts = rememberedVerdicts({ sources, inline, edit, makesFixes });
  /** By what failed. */
  const crashes = new Map<string, string>();
  /** Whether a path that changed was there then; those that the list does not have come and go unseen otherwise. */
  const present = new Map<string, boolean>();
  /** By what the template declares, for as long as it is remembered. */
  const found = new WeakMap<DeclaredFunction, { readonly fn: LambdaFunction; readonly files: Files }>();
  const declarations = declarationReader({
    sources,
    load: async (paths) => void (await load(new Set(paths.flatMap((path) => languageOf(path) ?? [])))),
    contained,
  });
  const merge = findingsMerger();
  const byFunction = sortedByFunction();
  const judge = judging();
  const configured = latest((text: string | undefined) => readConfiguration(configurationPath, text));
  const answered = latest((text: string | undefined) => readAnswers(answersPath, text));
  /** The functions of templates, and those of which another entry may be found without another list of files. */
  let entered:
    | {
        readonly declared: readonly DeclaredFunction[];
        readonly all: Files;
        readonly functions: readonly LambdaFunction[];
        readonly open: readonly { readonly index: number; readonly fn: DeclaredFunction }[];
      }
    | undefined;
  let files: Files | undefined;
  let listed: Files | undefined;
  /** Code locations that hold no file that is read: what is said of them depends on files that otherwise do not matter. */
  let absent: readonly string[] = [];
  let configuration: Configuration = defaultConfiguration;
  let last: Review | undefined;
  let changes = 0;

  function changed(paths: readonly string[] | undefined): boolean {
    changes++;
    if (paths === undefined) {
      files = undefined;
      sources.forgetAll();
      inline.forgetAll();
      declarations.forgetAll();
      undeclared.forgetAll();
      verdicts.forgetAll();
      for (const map of [crashes, present]) map.clear();
      return true;
    }
    const single: string[] = [];
    const directories = new Set<string>();
    /** May be directories that are left out, and so do not stand in the list. */
    const others = new Set<string>();
    for (const path of paths) {
      const directory = path.endsWith('/') ? path : listed?.isDirectory(path) ? `${path}/` : undefined;
      if (directory === undefined && saysWhereImportsLead(path)) {
        files = undefined;
        verdicts.forgetAll();
        single.push(path);
      }
      if (directory !== undefined) directories.add(directory);
      else if (isRead(path) || isDockerfile(path)) {
        // What is left out now may be let in again.
        forget(path);
        const moved = comesOrGoes(path);
        if (moved) files = undefined;
        if (moved || isOurs(path) || listed?.has(path)) single.push(path);
      } else if (isOrWasLink(path)) {
        files = undefined;
        single.push(path);
      } else others.add(`${path}/`);
      if (absent.some((code) => `${path}/`.startsWith(`${code}/`) || code.startsWith(`${path}/`))) {
        files = undefined;
        single.push(path);
      }
    }
    if (directories.size > 0) files = undefined;
    if (directories.size + others.size > 0) forgetBelow(new Set([...directories, ...others]));
    const touched = [...single, ...directories];
    verdicts.forget(single, directories);
    return touched.length > 0;
  }

  function isOrWasLink(path: string): boolean {
    const now = host.read(path);
    return (listed !== undefined && listed.real(path) !== path) || (now.kind === 'missing' && now.what === 'link');
  }

  function comesOrGoes(path: string): boolean {
    const before = present.get(path) ?? listed?.has(path);
    const now = host.read(path).kind !== 'missing';
    present.set(path, now);
    return before !== now;
  }

  /** The list of files; walking a large directory takes long, so it is kept until a file comes or goes. */
  function list(): Files {
    if (files) return files;
    files = filesOf(withoutExcluded(host, configuration), host.read);
    // A file that came or went may be what an import or a handler string leads to now.
    if (listed && !sameFiles(listed, files)) verdicts.forgetAll();
    listed = files;
    for (const [path, was] of present) if (!was || files.has(path)) present.delete(path);
    return files;
  }

  function forget(path: string): void {
    for (const it of [path, ...inline.forget(path)]) sources.forget(it);
    declarations.forget(path);
    undeclared.forget(path);
    crashes.delete(path);
  }

  /** Once for all of them: when dependencies are installed, thousands of files come that no review reads. */
  function forgetBelow(directories: ReadonlySet<string>): void {
    sources.forgetBelow(directories);
    inline.forgetAll();
    declarations.forgetBelow(directories);
    undeclared.forgetBelow(directories);
    for (const map of [crashes, present])
      for (const key of map.keys()) if (liesBelow(directories, key)) map.delete(key);
  }

  /** Of one moment: what changes while others run makes it begin anew, with all that was found out until then. */
  async function review(signal?: Signal): Promise<Review> {
    const started = host.now();
    const pause = pauses(host, signal);
    for (;;) {
      const before = changes;
      try {
        const inTime = (): void => {
          if (before !== changes) throw new Outdated();
        };
        return await attempt(started, () => {
          inTime();
          return pause()?.then(inTime);
        });
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
      }
    }
  }

  async function attempt(started: number, pause: Pause): Promise<Review> {
    const { configuration: present, problems: slips } = contained(configurationPath, () =>
      configured(sources.textIfAny(configurationPath)),
    ) ?? { configuration: defaultConfiguration, problems: [{ path: configurationPath, message: tooMuch }] };
    if (JSON.stringify([...present.rules]) !== JSON.stringify([...configuration.rules])) verdicts.forgetAll();
    if (JSON.stringify(present.symbols) !== JSON.stringify(configuration.symbols)) {
      frontends.use(present.symbols);
      sources.forgetFacts();
      verdicts.forgetAll();
    }
    if (JSON.stringify(present.exclude) !== JSON.stringify(configuration.exclude)) files = undefined;
    configuration = present;
    const all = list();
    const problems: Problem[] = [...slips];

    const {
      functions: declared,
      resources,
      relations,
      layers,
      problems: told,
      reads,
    } = await declarations.read(all, pause);
    problems.push(...told);
    const isWanted = (path: string): boolean => reads.has(path) || isOurs(path);
    const inTemplates = withEntries(declared, all);
    absent = absentCodesOf(all)(declared);
    const unloaded = await load(languagesOf(inTemplates, all));
    await pause();
    const others = await undeclared.find(all, inTemplates, layers, isWanted, pause);
    const functions = [...inTemplates, ...others.functions];
    const application: Application = { functions, resources, relations, problems };

    const own: Judged[] = [];
    await pause();
    const judgeFunction = verdicts.within(application, configuration);
    for (const fn of functions) {
      // Waiting for nothing a thousand times takes long, too.
      const other = verdicts.knows(fn) ? undefined : pause();
      if (other) await other;
      own.push(judgeFunction(fn, () => resolverFor(all, fn.layerCode), all));
    }
    const used: Used = {
      text: (path) => isWanted(path) || others.texts.has(path),
      module: (path) => others.modules.has(path) || own.some((it) => rests(it, [path])),
    };
    const said = own.flatMap((it) => it.verdicts.crashes);
    const unfollowed = once(() => byKey(own, ({ why }) => why));
    for (const [path, line] of crashes) if (used.text(path)) said.push(line);

    const byPath = merge(
      own.map((it) => it.verdicts.findings),
      functions,
    );
    const answers = contained(answersPath, () => answered(sources.textIfAny(answersPath))) ?? {
      answers: new Map(),
      problems: [{ path: answersPath, message: tooMuch }],
    };
    const textOf = sources.snapshot();
    // Marks in the text are shown at once; what goes over all functions, when it is asked for.
    const findings = once(() => [...byPath.values()].flat());
    const outcomes = once(() => own.flatMap((it) => it.verdicts.outcomes));
    const handlers = once(() => byKey(own, ({ handler }) => handler));
    const findingsByFunction = once(() => byFunction(byPath));
    const checklist = once(() => {
      const all = findingsByFunction();
      const said = own.map(({ fn, verdicts: { outcomes } }) => ({ fn, outcomes, findings: all.get(fn.key) ?? none }));
      return judge(said, answers.answers);
    });
    const now = {
      application,
      findingsByPath: byPath,
      problems: [...problems, ...answers.problems, ...sources.problems(used).map(inline.problem)],
      crashes: [...new Set([...sources.crashes(used), ...unloaded, ...said])],
      textOf,
      stats: { files: all.all.length, functions: functions.length, ms: Math.round(host.now() - started) },
    };
    last = reviewWith(now, { findings, findingsByFunction, outcomes, checklist, handlers, unfollowed });
    return last;
  }

  /** The same list as the last time, when nothing about any of them has changed. */
  function withEntries(declared: readonly DeclaredFunction[], all: Files): readonly LambdaFunction[] {
    const before = entered?.declared === declared && entered.all === all ? entered : undefined;
    const isOther = before?.open.some(({ index, fn }) => withEntry(fn, all) !== before.functions[index]) ?? true;
    if (before && !isOther) return before.functions;
    const functions = declared.map((fn) => withEntry(fn, all));
    const open = declared.flatMap((fn, index) => (mayFindOther(fn, functions[index]) ? [{ index, fn }] : []));
    entered = { declared, all, functions, open };
    return functions;
  }

  /** The same object as the last time, when nothing about it has changed: comparing all of it takes longer. */
  function withEntry(declared: DeclaredFunction, all: Files): LambdaFunction {
    const before = found.get(declared);
    if (before?.files === all && !mayFindOther(declared, before.fn)) return before.fn;
    const entry = findEntry(declared, all, host.read, inline.entry);
    const same = before && JSON.stringify(before.fn.entry) === JSON.stringify(entry);
    const fn = same ? before.fn : withLanguage({ ...declared, entry });
    found.set(declared, { fn, files: all });
    return fn;
  }

  /** What a crash takes with it is this result alone; the key is the path that it came of. */
  function contained<T>(path: string, work: () => T): T | undefined {
    try {
      const result = work();
      crashes.delete(path);
      return result;
    } catch (error) {
      crashes.set(path, crashLine(path, error));
      return undefined;
    }
  }

  /** A language whose parser cannot be loaded leaves the others to be reviewed. */
  async function load(languages: ReadonlySet<Language>): Promise<readonly string[]> {
    const failed: string[] = [];
    for (const language of languages) {
      try {
        await frontends.load(new Set([language]));
      } catch (error) {
        failed.push(crashLine(`The parser for ${language}`, error));
      }
    }
    return failed;
  }

  function refactoring(selection: Span, review: Review): Refactoring | undefined {
    const all = list();
    if (!all.has(selection.path) || all.isInstalled(selection.path)) return undefined;
    return contained(selection.path, () => refactoringIn(sources, review, resolverFor(all), selection));
  }

  return {
    review,
    changed,
    refactoring,
    textOf: (path) => last?.textOf(path) ?? (listed?.has(path) ? sources.textIfAny(path) : undefined),
  };
}

const reviewWith = lazily<
  Review,
  'findings' | 'findingsByFunction' | 'outcomes' | 'checklist' | 'handlers' | 'unfollowed'
>(['findings', 'findingsByFunction', 'outcomes', 'checklist', 'handlers', 'unfollowed']);

const isRead = (path: string): boolean =>
  languageOf(path) !== undefined ||
  mayBeTemplate(path) ||
  belongsToTemplate(path) ||
  tellsOfPackages(path) ||
  saysOfModule(path);

function holdsWhatIsRead(files: Files, directory: string): boolean {
  for (const path of files.under(directory)) if (isRead(path)) return true;
  return false;
}

/** The code locations of functions that hold no file that is read. */
const absentCodesOf = ofEach((all: Files) =>
  ofEach((declared: readonly DeclaredFunction[]): readonly string[] =>
    declared.flatMap((fn) => absentCodeOf(all)(fn) ?? []),
  ),
);

const absentCodeOf = ofEach((all: Files) =>
  ofEach(({ code }: DeclaredFunction) =>
    code?.value.known && !holdsWhatIsRead(all, code.value.value) ? code.value.value : undefined,
  ),
);

/** Why there is no entry may change without the list of files: a link or a directory that holds nothing else. */
const mayFindOther = ({ inline, image }: DeclaredFunction, fn: LambdaFunction | undefined): boolean =>
  fn?.entry.found !== true || inline !== undefined || image !== undefined;

const isOurs = (path: string): boolean => path === configurationPath || path === answersPath;

function sameFiles(a: Files, b: Files): boolean {
  return a.links === b.links && a.all.length === b.all.length && a.all.every(({ path }) => b.has(path));
}

const none: readonly never[] = [];

function byKey<T>(own: readonly Judged[], of: (judged: Judged) => T | undefined): ReadonlyMap<string, T> {
  const all = new Map<string, T>();
  for (const judged of own) {
    const its = of(judged);
    if (its !== undefined) all.set(judged.fn.key, its);
  }
  return all;
}

function withLanguage(fn: LambdaFunction): LambdaFunction {
  const language = fn.entry.found && !fn.inline ? languageOf(fn.entry.path) : undefined;
  return language === undefined || language === fn.language ? fn : { ...fn, language };
}

function withoutExcluded(host: Host, configuration: Configuration) {
  const isExcluded = globs(configuration.exclude);
  const entries = host.files();
  return configuration.exclude.length === 0 ? entries : entries.filter(({ path }) => !isExcluded(path));
}
