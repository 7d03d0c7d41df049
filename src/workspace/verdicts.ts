/** What the rules say about each function, asked anew only where something changed that it depends on. */
import type { Application, LambdaFunction } from '../core/application.ts';
import { sharesObjects } from '../core/concurrency.ts';
import type { Configuration } from '../core/configuration.ts';
import { crashLine } from '../core/crash.ts';
import { reviewFunction, type Verdicts } from '../core/engine.ts';
import { reachFrom } from '../core/invocation.ts';
import { unknown, type Known } from '../core/known.ts';
import { ofEach } from '../core/memo.ts';
import type { ResolveImport } from '../core/module.ts';
import type { Edits, FunctionCode } from '../core/rule.ts';
import type { Span } from '../core/span.ts';
import { runningForNews } from '../core/triggers.ts';
import { rules } from '../rules/registry.ts';
import { liesBelow } from './files.ts';
import type { InlineCodes } from './inline.ts';
import type { SourceFiles } from './sources.ts';

export interface Judged {
  readonly fn: LambdaFunction;
  readonly verdicts: Verdicts;
  readonly handler: Span | undefined;
  /** Of code whose file was found and that was not looked into. */
  readonly why: string | undefined;
  /** Every path that the verdicts depend on, read or only looked for. */
  readonly paths: ReadonlySet<string>;
}

/** Gives the same object for as long as nothing is forgotten that it depends on, and the function is the same. */
export type JudgeFunction = (fn: LambdaFunction, resolve: () => ResolveImport) => Judged;

export interface RememberedVerdicts {
  /** To judge the functions of an application; of those that went, nothing is remembered. */
  readonly within: (application: Application, configuration: Configuration) => JudgeFunction;
  /** What depends on any of the paths, or on what lies below the directories, which end with `/`. */
  readonly forget: (paths: readonly string[], directories: ReadonlySet<string>) => void;
  readonly forgetAll: () => void;
}

interface Surroundings {
  readonly sources: Pick<SourceFiles, 'module'>;
  readonly inline: Pick<InlineCodes, 'analysed' | 'told' | 'span'>;
  readonly edit: Edits;
  /** Each fix is made while what is known of its text is at hand. */
  readonly makesFixes: boolean;
}

export function rememberedVerdicts({ sources, inline, edit, makesFixes }: Surroundings): RememberedVerdicts {
  const judged = new Map<string, Judged>();
  let others: AskedOfOthers | undefined;

  function judge(
    fn: LambdaFunction,
    resolve: ResolveImport,
    of: { readonly application: Application; readonly configuration: Configuration },
  ): Judged {
    const paths = new Set<string>([fn.at.path, ...(fn.inline ? [fn.inline.path] : [])]);
    const failed: string[] = [];
    let code: Known<FunctionCode> | undefined;
    const codeOf = (): Known<FunctionCode> => {
      if (code) return code;
      const entry = inline.analysed(fn);
      if (!entry.found) return (code = unknown(withoutFullStop(entry.why)));
      const module = (path: string) => {
        paths.add(path);
        return sources.module(path);
      };
      try {
        code = reachFrom(entry, { module, resolve });
      } catch (error) {
        failed.push(crashLine(fn.key, error));
        code = unknown('Serverless Lens failed at it');
      }
      return code;
    };
    const said = reviewFunction(fn, { ...of, rules, codeOf, edit });
    const told = fn.inline ? inline.told(said) : said;
    if (makesFixes) for (const finding of told.findings) void finding.fixes;
    const its = codeOf();
    return {
      fn,
      verdicts: { ...told, crashes: [...failed, ...told.crashes] },
      paths,
      handler: its.known ? inline.span(its.value.entry.at) : undefined,
      why: its.known || !fn.entry.found ? undefined : sentence(its.why),
    };
  }

  return {
    within: (application, configuration) => {
      const before = others;
      others = askedOfOthers(application);
      if (others.sharing !== before?.sharing) judged.clear();
      const isOther = others.variables !== before?.variables;
      for (const [key, { verdicts }] of judged) {
        const mayMove = isOther && verdicts.findings.some(({ resource }) => resource);
        if (mayMove || others.news.has(key) !== before?.news.has(key)) judged.delete(key);
      }
      const live = new Set(application.functions.map(({ key }) => key));
      for (const key of judged.keys()) if (!live.has(key)) judged.delete(key);
      return (fn, resolve) => {
        const last = judged.get(fn.key);
        if (last && sameFunction(last.fn, fn)) return last;
        const its = judge(fn, resolve(), { application, configuration });
        judged.set(fn.key, its);
        return its;
      };
    },
    forget: (paths, directories) => {
      for (const [key, { paths: its }] of judged) {
        const depends =
          paths.some((path) => its.has(path)) ||
          (directories.size > 0 && [...its].some((path) => liesBelow(directories, path)));
        if (depends) judged.delete(key);
      }
    },
    forgetAll: () => {
      judged.clear();
    },
  };
}

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

const withoutFullStop = (text: string): string => text.replace(/\.$/, '');
