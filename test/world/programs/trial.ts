/**
 * One program: each fix, and each selection that may be moved, is tried out by itself. Nothing that can be seen of the
 * program may change by a safe fix or a refactoring, and it must parse after any.
 */
import { Script } from 'node:vm';
import ts from 'typescript';
import type { TextEdit } from '../../../src/core/span.ts';
import { createFrontends, languageOf } from '../../../src/languages/frontends.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { entryOf } from '../../executed/fixing.ts';
import { pythonRefusal } from '../../executed/python.ts';
import { behaviour, builtPerInvocation, type Entry, type Run } from '../../executed/run.ts';
import { namesIn, run, type Files } from '../../executed/runner.ts';
import { asset, edited, workspaceOf } from '../../project.ts';
import type { Chance } from '../random.ts';
import { selectionsIn } from './selections.ts';

export interface Failure {
  readonly what: string;
  readonly title: string;
  /** The text that was selected; of a fix its title. */
  readonly selected: string;
  readonly before: Files;
  readonly after: Files | undefined;
  readonly detail: string;
}

export interface Tried {
  readonly failures: readonly Failure[];
  /** How many fixes and selections there were, by what is offered. */
  readonly counts: ReadonlyMap<string, number>;
  readonly refusals: readonly { readonly why: string; readonly selected: string }[];
  /** Why nothing could be tried: the program does not compile, or always fails. */
  readonly invalid?: string;
}

export interface Options {
  readonly chance: Chance;
  /** How many runs of statements are selected in each block. */
  readonly runs?: number;
  /** Only selections of this text, and fixes of this title. */
  readonly only?: string;
}

/** What is offered by a title, and what it changes. */
interface Offer {
  readonly title: string;
  readonly selected: string;
  readonly edits: readonly TextEdit[];
  readonly keeps: boolean;
  /** It says that it fails where a variable of the environment is not set. */
  readonly mayFail: boolean;
}

const events: readonly unknown[] = [
  { id: 'a', n: 1, flag: true },
  { id: 'b', n: 2 },
  { id: 'a', n: 1, flag: true, tenant: 't' },
  { n: 0, id: 'boom' },
  null,
  { id: 'x-1', flag: false },
];

const frontends = createFrontends({ asset });
const loaded = frontends.load(new Set(['typescript', 'javascript', 'python', 'java'] as const));

export async function trial(files: Files, options: Options): Promise<Tried> {
  const { workspace } = workspaceOf(files);
  const review = await workspace.review();
  const failures: Failure[] = review.crashes.map((detail) => ({ ...nothing, what: 'crash', before: files, detail }));
  const counts = new Map<string, number>();
  const refusals: { why: string; selected: string }[] = [];
  const done = (invalid?: string): Tried => ({ failures, counts, refusals, ...(invalid ? { invalid } : {}) });
  const [fn] = review.application.functions;
  if (review.crashes.length > 0) return done();
  if (!fn?.entry.found) return done('there is no handler');
  const runs = await runsOf(files, entryOf(fn));
  if (typeof runs === 'string') return done(runs);

  const text = files.get(fn.entry.path) ?? '';
  for (const offer of [...fixes(), ...refactorings(await treeOf(fn.entry.path, text))]) {
    const failure = await tried(files, offer, runs);
    if (failure) failures.push(failure);
  }
  return done();

  function* fixes(): Generator<Offer> {
    for (const { rule, fixes: offered } of review.findings)
      for (const { title, applicability, edits } of offered) {
        if (rule !== 'startup-time/init-in-handler' || !isWanted(title)) continue;
        count(`${applicability} fix`);
        yield { title, selected: title, edits, keeps: applicability === 'safe', mayFail: false };
      }
  }

  function* refactorings(tree: Tree): Generator<Offer> {
    for (const span of selectionsIn(tree, options.chance, options.runs ?? 6)) {
      const selected = text.slice(span.start, span.end);
      const offered = isWanted(selected) ? workspace.refactoring(span, review) : undefined;
      if (!offered) continue;
      const { kind, title, edits } = offered;
      count(edits.known ? kind : 'refused');
      if (!edits.known) refusals.push({ why: edits.why, selected });
      else yield { title, selected, edits: edits.value.edits, keeps: true, mayFail: title.includes('fails at load') };
    }
  }

  function isWanted(selected: string): boolean {
    const plain = (it: string): string => it.replace(/\s+/g, ' ');
    return options.only === undefined || plain(options.only) === plain(selected);
  }

  function count(what: string): void {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
}

const nothing = { title: '', selected: '', after: undefined };

interface Runs {
  readonly full: Run;
  /** Where no variable of the environment is set; undefined where the program always fails then. */
  readonly empty: Run | undefined;
  readonly again: (files: Files, isFull: boolean) => Promise<Run>;
}

/** What the program does; or why that says nothing. */
async function runsOf(files: Files, entry: Entry): Promise<Runs | string> {
  const refusal = await whyInvalid(files);
  if (refusal !== undefined) return refusal;
  const isJava = entry.path.endsWith('.java');
  const given = isJava ? events.filter((it) => it !== null) : events;
  const environment = Object.fromEntries(Object.entries(namesIn(files)).filter(([name]) => name !== 'NONE'));
  const again = (its: Files, isFull: boolean): Promise<Run> => run(its, entry, given, isFull ? environment : {});
  try {
    const full = await again(files, true);
    if (alwaysFails(full)) return `it always ${full.invocations[0]?.outcome ?? ''}`;
    if (JSON.stringify(full) !== JSON.stringify(await again(files, true))) return 'it differs from run to run';
    // A machine of Java has the environment that it was started with.
    const empty = isJava ? undefined : await again(files, false);
    return { full, empty: empty && alwaysFails(empty) ? undefined : empty, again };
  } catch (error) {
    return String(error);
  }
}

const alwaysFails = ({ invocations }: Run): boolean => invocations.every(({ outcome }) => outcome.startsWith('throws'));

async function tried(before: Files, offer: Offer, { full, empty, again }: Runs): Promise<Failure | undefined> {
  const { title, selected, edits, keeps, mayFail } = offer;
  let after: Files | undefined;
  const failure = (what: string, detail: string): Failure => ({ what, title, selected, before, after, detail });
  try {
    after = edited(before, edits);
    const refusal = await whyInvalid(after);
    if (refusal !== undefined) return failure('does not parse', refusal);
    if (!keeps) return undefined;
    const then = await again(after, true);
    // Its title says so.
    if (mayFail && alwaysFails(then)) return undefined;
    const differs = differenceOf(full, then);
    if (differs !== undefined) return failure('does something else', differs);
    const built = [full, then].map(builtPerInvocation);
    if (built[1]?.some((it, index) => index > 0 && it > (built[0]?.[index] ?? 0)))
      return failure('builds more', built.map((it) => it.join(' ')).join(' → '));
    const unset = empty && !mayFail ? differenceOf(empty, await again(after, false)) : undefined;
    return unset === undefined ? undefined : failure('does something else where nothing is set', unset);
  } catch (error) {
    // A class of Java that cannot be loaded is not even called; its title says that it may fail then.
    if (mayFail && /ExceptionInInitializerError/.test(String(error))) return undefined;
    return failure('cannot be run', String(error));
  }
}

function differenceOf(was: Run, is: Run): string | undefined {
  const after = behaviour(is);
  for (const [index, before] of behaviour(was).entries()) {
    const [one, other] = [before, after[index]].map((it) => withoutNames(JSON.stringify(it)));
    if (one !== other) return `invocation ${String(index)}\n  - ${one}\n  + ${other}`;
  }
  return undefined;
}

/** Java says of which expression nothing came, which an extracted one is called otherwise. */
const withoutNames = (outcome: string | undefined): string | undefined =>
  outcome?.replace(/(throws NullPointerException: )(?:[^"\\]|\\.)*/, '$1…');

async function treeOf(path: string, text: string): Promise<Tree> {
  await loaded;
  const language = languageOf(path);
  const frontend = language && frontends.of(language);
  if (!frontend) throw new Error(`Nothing reads ${path}.`);
  return frontend.lower(path, text);
}

/** What is said against one of the files by those who run it; a compiler of Java says so when it is run. */
async function whyInvalid(files: Files): Promise<string | undefined> {
  for (const [path, text] of files) {
    const refusal = path.endsWith('.py')
      ? await pythonRefusal(path, text)
      : /\.[mc]?[jt]s$/.test(path)
        ? scriptRefusal(path, text)
        : '';
    if (refusal !== '') return refusal;
  }
  return undefined;
}

function scriptRefusal(path: string, text: string): string {
  const isModule = /\.(?:mjs|[mc]?ts)$/.test(path);
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText = text, diagnostics = [] } = isModule
    ? ts.transpileModule(text, { fileName: path.replace(/\.mjs$/, '.js'), compilerOptions, reportDiagnostics: true })
    : {};
  if (diagnostics[0]) return ts.flattenDiagnosticMessageText(diagnostics[0].messageText, ' ');
  try {
    new Script(`(function (exports, require, module) {${outputText}\n})`);
    return '';
  } catch (error) {
    return String(error);
  }
}
