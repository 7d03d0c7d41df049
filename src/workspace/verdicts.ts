/** What the rules say about each function, asked anew only where something changed that it depends on. */
import type { Application, LambdaFunction } from '../core/application.ts';
import { sharesObjects } from '../core/concurrency.ts';
import type { Configuration } from '../core/configuration.ts';
import { reviewFunction, type Verdicts } from '../core/engine.ts';
import { areSame, keptWith, ofEach } from '../core/memo.ts';
import type { ResolveImport } from '../core/module.ts';
import type { Edits } from '../core/rule.ts';
import type { Span } from '../core/span.ts';
import { runningForNews } from '../core/triggers.ts';
import { rules } from '../rules/registry.ts';
import { liesBelow, type Files } from './files.ts';
import { dependsOn, followedCode } from './followed.ts';
import type { InlineCodes } from './inline.ts';
import type { SourceFiles } from './sources.ts';

export interface Judged {
  readonly fn: LambdaFunction;
  readonly verdicts: Verdicts;
  readonly handler: Span | undefined;
  /** Of code whose file was found and that was not looked into. */
  readonly why: string | undefined;
  /** The source files that the verdicts depend on, read or only looked for. */
  readonly paths: ReadonlySet<string>;
}

/** Gives the same object for as long as nothing is forgotten that it depends on, and the function is the same. */
export type JudgeFunction = (fn: LambdaFunction, resolve: () => ResolveImport, files: Files) => Judged;

export interface RememberedVerdicts {
  /** To judge the functions of an application; of those that went, nothing is remembered. */
  readonly within: (application: Application, configuration: Configuration) => JudgeFunction;
  /** To judge functions before all of them are known. Nothing is remembered of it, since the others may change it. */
  readonly ahead: (application: Application, configuration: Configuration) => JudgeFunction;
  /** Whether nothing has to be found out to judge the function. */
  readonly knows: (fn: LambdaFunction) => boolean;
  /** What depends on any of the paths, or on what lies below the directories, which end with `/`. */
  readonly forget: (paths: readonly string[], directories: ReadonlySet<string>) => void;
  /** What offers an edit in any of the files. */
  readonly forgetFixes: (paths: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

/** What is remembered of a function, with itself: a thousand are asked for after each keystroke, most of them as they were. */
const lastOf = keptWith((_: LambdaFunction): { judged: Judged | undefined } => ({ judged: undefined }));

interface Surroundings {
  readonly sources: Pick<SourceFiles, 'module' | 'textIfAny'>;
  readonly inline: Pick<InlineCodes, 'analysed' | 'told' | 'span'>;
  readonly edit: Edits;
  /** Each fix is made while what is known of its text is at hand. */
  readonly makesFixes: boolean;
}

export function rememberedVerdicts({ sources, inline, edit, makesFixes }: Surroundings): RememberedVerdicts {
  const judged = new Map<string, Judged>();
  const followed = followedCode({ sources, inline });
  let others: AskedOfOthers | undefined;
  let last: Application | undefined;

  function drop(key: string): void {
    const its = judged.get(key);
    if (!its) return;
    lastOf(its.fn).judged = undefined;
    judged.delete(key);
  }

  function dropAll(): void {
    for (const key of judged.keys()) drop(key);
  }

  /** Lets go of what depended on others, where something else is to be said of them now. */
  function forgetOthers(application: Application): void {
    const isSame =
      last !== undefined &&
      areSame(last.functions, application.functions) &&
      last.relations === application.relations &&
      last.resources === application.resources;
    last = application;
    if (isSame) return;
    const before = others;
    others = askedOfOthers(application);
    if (others.sharing !== before?.sharing) dropAll();
    const isOther = others.variables !== before?.variables;
    for (const [key, { verdicts }] of judged) {
      const mayMove = isOther && verdicts.findings.some(({ resource }) => resource);
      if (mayMove || others.news.has(key) !== before?.news.has(key)) drop(key);
    }
    const live = new Set<string>();
    for (const { key } of application.functions) live.add(key);
    for (const key of judged.keys()) if (!live.has(key)) drop(key);
    followed.keepOnly(live);
  }

  function judge(
    fn: LambdaFunction,
    resolve: ResolveImport,
    of: { readonly application: Application; readonly configuration: Configuration; readonly files: Files },
  ): Judged {
    const { files, ...rest } = of;
    const { code, crashes, paths } = followed.of(fn, resolve, files);
    const said = reviewFunction(fn, { ...rest, rules, code, edit });
    const told = fn.inline ? inline.told(said) : said;
    if (makesFixes) for (const finding of told.findings) void finding.fixes;
    return {
      fn,
      verdicts: { ...told, crashes: [...crashes, ...told.crashes] },
      paths,
      handler: code.known ? inline.span(code.value.entry.at) : undefined,
      why: code.known || !fn.entry.found ? undefined : sentence(code.why),
    };
  }

  return {
    within: (application, configuration) => {
      forgetOthers(application);
      const changed = followed.refresh();
      if (changed !== undefined) for (const [key, { paths }] of judged) if (paths.has(changed)) drop(key);
      return (fn, resolve, files) => {
        const last = lastOf(fn).judged ?? judged.get(fn.key);
        if (last && sameFunction(last.fn, fn)) return last;
        drop(fn.key);
        const its = judge(fn, resolve(), { application, configuration, files });
        judged.set(fn.key, its);
        lastOf(fn).judged = its;
        return its;
      };
    },
    ahead: (application, configuration) => (fn, resolve, files) =>
      lastOf(fn).judged ?? judge(fn, resolve(), { application, configuration, files }),
    knows: (fn) => lastOf(fn).judged !== undefined,
    forget: (paths, directories) => {
      followed.forget(paths, directories);
      for (const its of judged.values()) {
        if (!rests(its, paths, directories)) continue;
        const { key } = its.fn;
        drop(key);
        if (!dependsOn(its.paths, paths, directories)) followed.edited(key);
      }
    },
    forgetFixes: (paths) => {
      if (paths.size === 0) return;
      for (const [key, { verdicts }] of judged) if (verdicts.findings.some(({ at }) => paths.has(at.path))) drop(key);
    },
    forgetAll: () => {
      followed.forgetAll();
      dropAll();
    },
  };
}

/** Whether the verdicts depend on any of the paths, read or only looked for, or on what lies below the directories. */
export function rests(
  { fn, paths: followed }: Judged,
  paths: readonly string[],
  directories: ReadonlySet<string> = none,
): boolean {
  if (paths.includes(fn.at.path) || dependsOn(followed, paths, directories)) return true;
  if (fn.inline && paths.includes(fn.inline.path)) return true;
  return directories.size > 0 && [fn.at, fn.inline].some((it) => it && liesBelow(directories, it.path));
}

const none: ReadonlySet<string> = new Set();

/** What rules ask about the whole application. That some function comes or goes says nothing by itself. */
interface AskedOfOthers {
  /** What one function shares among invocations, others that run the same code may not be told to keep. */
  readonly sharing: string;
  /** What one lacks in its environment, nothing that others move may read while it is loaded. */
  readonly variables: string;
  /** The functions that run because something may be there that was not before; what runs them may be declared elsewhere. */
  readonly news: ReadonlySet<string>;
}

function askedOfOthers(application: Application): AskedOfOthers {
  const { functions } = application;
  const together = (texts: readonly string[]): string => [functions.length > 1, ...new Set(texts)].join('\n');
  return {
    sharing: together(functions.map(sharingOf)),
    variables: together(functions.map(variablesOf)),
    news: runningForNews(application),
  };
}

const sharingOf = ofEach((fn: LambdaFunction): string =>
  fn.language !== undefined && sharesObjects(fn, fn.language) ? fn.language : '',
);

const variablesOf = ofEach(({ language, environment, entry }: LambdaFunction): string =>
  environment.known && entry.found
    ? `${String(language)} ${entry.path} ${[...environment.value.keys()].join()}`
    : `${String(language)} unknown`,
);

/** Both `entry` and everything else are plain data. */
const sameFunction = (a: LambdaFunction, b: LambdaFunction): boolean =>
  a === b || fingerprintOf(a) === fingerprintOf(b);

const fingerprintOf = (fn: LambdaFunction): string =>
  JSON.stringify(fn, (_, value: unknown) => (value instanceof Map ? [...(value as Map<string, unknown>)] : value));

const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
