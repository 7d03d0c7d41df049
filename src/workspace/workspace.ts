/** The engine behind one door: discovery, facts, rules and checklist, analysed anew only where something changed. */
import type { Application, LambdaFunction, Language } from '../core/application.ts';
import { sortedByFunction } from '../core/byFunction.ts';
import { defaultConfiguration, type Configuration } from '../core/configuration.ts';
import { crashLine } from '../core/crash.ts';
import type { Host } from '../core/host.ts';
import { latest, lazily, once } from '../core/memo.ts';
import { findingsMerger } from '../core/merge.ts';
import type { Refactoring } from '../core/refactoring.ts';
import type { Problem, Span } from '../core/span.ts';
import { createFrontends, languageOf } from '../languages/frontends.ts';
import { answersPath, readAnswers } from '../review/answers.ts';
import { configurationPath, readConfiguration } from '../review/configuration.ts';
import type { Answers } from '../review/checklist.ts';
import { judging } from '../review/judge.ts';
import { declarationReader } from './declared.ts';
import { editsIn } from './edits.ts';
import { functionsWithEntries } from './entered.ts';
import { liesBelow, type Files } from './files.ts';
import { isDockerfile } from './imageEntries.ts';
import { resolverFor, saysWhereImportsLead } from './imports.ts';
import { inlineCodes } from './inline.ts';
import { listedFiles } from './listed.ts';
import { nearby } from './nearby.ts';
import { pauses, type Pause } from './pauses.ts';
import { absentCodesOf, isOurs, isRead } from './relevance.ts';
import type { Review, Signal, Workspace } from './review.ts';
import { projectTests } from './projectTests.ts';
import { refactoringIn } from './selections.ts';
import { sourceFiles, tooMuch, type Used } from './sources.ts';
import { languagesOf, undeclaredHandlers } from './undeclared.ts';
import { rememberedVerdicts, rests, type Judged, type JudgeFunction } from './verdicts.ts';

/** Something changed while a review let others run. */
class Outdated extends Error {}

interface Moment {
  /** In ms. */
  readonly started: number;
  readonly pause: Pause;
}

interface Scope {
  /** What is wrong with the configuration. */
  readonly slips: readonly Problem[];
  readonly all: Files;
  /** What is gone through in search of functions. What these ask for is looked up in all files. */
  readonly searched: Files;
}

export interface WorkspaceOptions {
  /** For those who look at every fix: each is made while what is known of its text is at hand. */
  readonly makesFixes?: boolean;
}

export function openWorkspace(host: Host, { makesFixes = false }: WorkspaceOptions = {}): Workspace {
  const frontends = createFrontends(host);
  const inline = inlineCodes((path) => sources.textIfAny(path));
  const sources = sourceFiles({ ...host, read: inline.reading(host.read) }, frontends);
  const tests = projectTests({ files: () => listed.last() ?? listed.list(configuration.exclude), sources });
  const edit = editsIn(sources, tests);
  const verdicts = rememberedVerdicts({ sources, inline, edit, makesFixes });
  /** By what failed. */
  const crashes = new Map<string, string>();
  const listed = listedFiles(host, verdicts.forgetAll);
  const withEntries = functionsWithEntries(host.read, inline.entry);
  const { declarations, undeclared } = searches();
  const merge = findingsMerger();
  const byFunction = sortedByFunction();
  const judge = judging();
  const configured = latest((text: string | undefined) => readConfiguration(configurationPath, text));
  const answered = latest((text: string | undefined) => readAnswers(answersPath, text));
  /** The code locations that hold nothing. */
  let absent: readonly string[] = [];
  let configuration: Configuration = defaultConfiguration;
  let last: Review | undefined;
  let changes = 0;

  /** What finds functions, and remembers what it found in the files that it was given last. */
  function searches() {
    const ofPaths = (paths: readonly string[]) => new Set(paths.flatMap((path) => languageOf(path) ?? []));
    const declarations = declarationReader({
      sources,
      load: async (paths) => void (await load(ofPaths(paths))),
      contained,
    });
    return { declarations, undeclared: undeclaredHandlers(sources) };
  }

  function changed(paths: readonly string[] | undefined): boolean {
    changes++;
    if (paths === undefined) {
      for (const it of [listed, sources, inline, declarations, undeclared, verdicts, tests]) it.forgetAll();
      crashes.clear();
      return true;
    }
    const single: string[] = [];
    const directories = new Set<string>();
    /** May be directories that are left out, and so do not stand in the list. */
    const others = new Set<string>();
    for (const path of paths) {
      const directory = path.endsWith('/') ? path : listed.last()?.isDirectory(path) ? `${path}/` : undefined;
      if (directory === undefined && saysWhereImportsLead(path)) {
        listed.outdate();
        verdicts.forgetAll();
        single.push(path);
      }
      if (directory !== undefined) directories.add(directory);
      else if (isRead(path) || isDockerfile(path)) {
        // What is left out now may be let in again.
        forget(path);
        if (listed.comesOrGoes(path) || isOurs(path) || listed.last()?.has(path)) single.push(path);
      } else if (listed.isOrWasLink(path)) {
        listed.outdate();
        single.push(path);
      } else others.add(`${path}/`);
      if (absent.some((code) => `${path}/`.startsWith(`${code}/`) || code.startsWith(`${path}/`))) {
        listed.outdate();
        single.push(path);
      }
    }
    if (directories.size > 0) listed.outdate();
    if (directories.size + others.size > 0) forgetBelow(new Set([...directories, ...others]));
    const touched = [...single, ...directories];
    verdicts.forget(single, directories);
    return touched.length > 0;
  }

  function forget(path: string): void {
    for (const it of [path, ...inline.forget(path)]) sources.forget(it);
    declarations.forget(path);
    undeclared.forget(path);
    tests.forget(path);
    crashes.delete(path);
  }

  /** Once for all of them: when dependencies are installed, thousands of files come that no review reads. */
  function forgetBelow(directories: ReadonlySet<string>): void {
    sources.forgetBelow(directories);
    inline.forgetAll();
    declarations.forgetBelow(directories);
    undeclared.forgetBelow(directories);
    tests.forgetBelow(directories);
    listed.forgetBelow(directories);
    for (const key of crashes.keys()) if (liesBelow(directories, key)) crashes.delete(key);
  }

  /** Of one moment: what changes while others run makes it begin anew, with all that was found out until then. */
  async function ofOneMoment<T>(signal: Signal | undefined, attempt: (moment: Moment) => Promise<T>): Promise<T> {
    const started = host.now();
    const pause = pauses(host, signal);
    for (;;) {
      const before = changes;
      try {
        const inTime = (): void => {
          if (before !== changes) throw new Outdated();
        };
        return await attempt({
          started,
          pause: () => {
            inTime();
            return pause()?.then(inTime);
          },
        });
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
      }
    }
  }

  const review = (signal?: Signal): Promise<Review> =>
    ofOneMoment(signal, async (moment) => (last = await reviewOf(scope(), moment)));

  const reviewNear = (paths: readonly string[], signal?: Signal): Promise<Review | undefined> =>
    ofOneMoment(signal, async (moment) => {
      const whole = scope();
      const searched = nearby(whole.all, paths);
      return searched && reviewOf({ ...whole, searched }, moment);
    });

  function scope(): Scope {
    const slips = configure();
    const all = listed.list(configuration.exclude);
    return { slips, all, searched: all };
  }

  async function reviewOf({ slips, all, searched }: Scope, { started, pause }: Moment): Promise<Review> {
    const isWhole = searched === all;
    const { declarations: declaring, undeclared: others } = isWhole ? { declarations, undeclared } : searches();
    const { functions: declared, layers, reads, ...told } = await declaring.read(searched, pause);
    const isWanted = (path: string): boolean => reads.has(path) || isOurs(path);
    const inTemplates = withEntries(declared, all);
    if (isWhole) absent = absentCodesOf(all)(declared);
    const unloaded = await load(languagesOf(inTemplates, searched));
    await pause();
    const found = await others.find(searched, inTemplates, layers, isWanted, pause);
    const problems = [...slips, ...told.problems];
    const application: Application = { ...told, functions: [...inTemplates, ...found.functions], problems };
    await pause();
    verdicts.forgetFixes(tests.refresh());
    const judgeFunction = (isWhole ? verdicts.within : verdicts.ahead)(application, configuration);
    const own = await judgeAll(application.functions, judgeFunction, all, pause);
    const used: Used = {
      text: (path) => isWanted(path) || found.texts.has(path),
      module: (path) => found.modules.has(path) || own.some((it) => rests(it, [path])),
    };
    const said = own.flatMap((it) => it.verdicts.crashes);
    for (const [path, line] of crashes) if (used.text(path)) said.push(line);
    const answers = contained(answersPath, () => answered(sources.textIfAny(answersPath))) ?? {
      answers: new Map(),
      problems: [{ path: answersPath, message: tooMuch }],
    };
    return assemble(own, answers.answers, {
      application,
      problems: [...problems, ...answers.problems, ...sources.problems(used).map(inline.problem)],
      crashes: [...new Set([...sources.crashes(used), ...unloaded, ...said])],
      textOf: sources.snapshot(),
      stats: {
        files: all.all.length,
        functions: application.functions.length,
        ms: Math.round(host.now() - started),
      },
    });
  }

  /** Takes over what the configuration says now. Returns what is wrong with it. */
  function configure(): readonly Problem[] {
    const { configuration: now, problems } = contained(configurationPath, () =>
      configured(sources.textIfAny(configurationPath)),
    ) ?? { configuration: defaultConfiguration, problems: [{ path: configurationPath, message: tooMuch }] };
    if (JSON.stringify([...now.rules]) !== JSON.stringify([...configuration.rules])) verdicts.forgetAll();
    if (JSON.stringify(now.symbols) !== JSON.stringify(configuration.symbols)) {
      frontends.use(now.symbols);
      sources.forgetFacts();
      verdicts.forgetAll();
    }
    configuration = now;
    return problems;
  }

  async function judgeAll(
    functions: readonly LambdaFunction[],
    judgeFunction: JudgeFunction,
    all: Files,
    pause: Pause,
  ): Promise<readonly Judged[]> {
    const own: Judged[] = [];
    for (const fn of functions) {
      // Waiting for nothing a thousand times takes long, too.
      const other = verdicts.knows(fn) ? undefined : pause();
      if (other) await other;
      own.push(judgeFunction(fn, () => resolverFor(all, fn.layerCode), all));
    }
    return own;
  }

  /** Marks in the text are shown at once; what goes over all functions, when it is asked for. */
  function assemble(
    own: readonly Judged[],
    answers: Answers,
    rest: Pick<Review, 'application' | 'problems' | 'crashes' | 'textOf' | 'stats'>,
  ): Review {
    const byPath = merge(
      own.map((it) => it.verdicts.findings),
      rest.application.functions,
    );
    const findingsByFunction = once(() => byFunction(byPath));
    return reviewWith(
      { ...rest, findingsByPath: byPath },
      {
        findings: once(() => [...byPath.values()].flat()),
        findingsByFunction,
        outcomes: once(() => own.flatMap((it) => it.verdicts.outcomes)),
        checklist: once(() => {
          const all = findingsByFunction();
          const said = own.map(({ fn, verdicts: { outcomes } }) => ({
            fn,
            outcomes,
            findings: all.get(fn.key) ?? none,
          }));
          return judge(said, answers);
        }),
        handlers: once(() => byKey(own, ({ handler }) => handler)),
        unfollowed: once(() => byKey(own, ({ why }) => why)),
      },
    );
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
    const all = listed.list(configuration.exclude);
    if (!all.has(selection.path) || all.isInstalled(selection.path)) return undefined;
    return contained(selection.path, () => refactoringIn(sources, review, resolverFor(all), selection, tests));
  }

  return {
    review,
    reviewNear,
    changed,
    refactoring,
    textOf: (path) => last?.textOf(path) ?? (listed.last()?.has(path) ? sources.textIfAny(path) : undefined),
  };
}

const reviewWith = lazily<
  Review,
  'findings' | 'findingsByFunction' | 'outcomes' | 'checklist' | 'handlers' | 'unfollowed'
>(['findings', 'findingsByFunction', 'outcomes', 'checklist', 'handlers', 'unfollowed']);

const none: readonly never[] = [];

function byKey<T>(own: readonly Judged[], of: (judged: Judged) => T | undefined): ReadonlyMap<string, T> {
  const all = new Map<string, T>();
  for (const judged of own) {
    const its = of(judged);
    if (its !== undefined) all.set(judged.fn.key, its);
  }
  return all;
}
