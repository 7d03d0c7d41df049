import type { LambdaFunction } from './application.ts';
import { withFix, type Finding } from './finding.ts';
import { known, unknown } from './known.ts';
import { areSame, keptWith } from './memo.ts';

/** In order of their paths; what is said of a file in order of its text. */
export type FindingsByPath = ReadonlyMap<string, readonly Finding[]>;

/**
 * Findings at one place that say the same are one finding, which names all functions that it concerns.
 * Its fix changes what all of them run, and what those run of which the rule says something else there: there is none when there is none for one of them.
 */
export const mergeFindings = (findings: readonly Finding[], functions: readonly LambdaFunction[]): readonly Finding[] =>
  [...findingsMerger()([findings], functions).values()].flat();

/** `said` has a list of each function, in the application's order. */
export type Merger = (said: readonly (readonly Finding[])[], functions: readonly LambdaFunction[]) => FindingsByPath;

/**
 * Merges again and again: what is said of a file is put together anew where a function's list is another one than the last time,
 * and a file of which nothing else is said keeps its list.
 */
export function findingsMerger(): Merger {
  /** What was merged, by path. */
  const owns = new Map<string, readonly Finding[]>();
  let last: readonly (readonly Finding[])[] | undefined;
  let before: FindingsByPath = new Map();
  return (said, functions) => {
    const touched = last && pathsOfDifference(last, said);
    last = said;
    let byKey: ReadonlyMap<string, LambdaFunction> | undefined;
    const functionOf = (key: string) => (byKey ??= new Map(functions.map((fn) => [fn.key, fn]))).get(key);
    const files = inFiles(said, touched);
    const now = new Map(before);
    for (const path of touched ?? before.keys()) {
      if (files.has(path)) continue;
      now.delete(path);
      owns.delete(path);
    }
    for (const [path, own] of files) {
      const last = owns.get(path);
      if (last && areSame(last, own)) continue;
      owns.set(path, own);
      now.set(path, mergedInFile(own, functionOf));
    }
    const inOrder = [...files.keys()].every((path) => before.has(path));
    before = inOrder ? now : new Map([...now].sort(([a], [b]) => (a < b ? -1 : 1)));
    return before;
  };
}

/** Looking through the findings of every function after each keystroke would take long. */
const pathsIn = keptWith((list: readonly Finding[]): readonly string[] => [...new Set(list.map(({ at }) => at.path))]);

/** The findings by path, of all paths or of those. */
function inFiles(
  said: readonly (readonly Finding[])[],
  paths: ReadonlySet<string> | undefined,
): ReadonlyMap<string, readonly Finding[]> {
  const byPath = new Map<string, Finding[]>();
  if (paths?.size === 0) return byPath;
  for (const list of said) {
    if (paths && !pathsIn(list).some((path) => paths.has(path))) continue;
    for (const finding of list) {
      const { path } = finding.at;
      if (paths && !paths.has(path)) continue;
      const before = byPath.get(path);
      if (before) before.push(finding);
      else byPath.set(path, [finding]);
    }
  }
  return byPath;
}

/** The paths of which something else may be said; undefined for all of them. */
function pathsOfDifference(
  before: readonly (readonly Finding[])[],
  now: readonly (readonly Finding[])[],
): ReadonlySet<string> | undefined {
  if (before.length !== now.length) return undefined;
  const paths = new Set<string>();
  for (const [index, list] of now.entries()) {
    const last = before[index] ?? [];
    if (last !== list) for (const path of [...pathsIn(last), ...pathsIn(list)]) paths.add(path);
  }
  return paths;
}

type FunctionOf = (key: string) => LambdaFunction | undefined;

function mergedInFile(findings: readonly Finding[], functionOf: FunctionOf): readonly Finding[] {
  const places = new Map<string, Map<string, Finding[]>>();
  for (const finding of findings) {
    const place = `${finding.rule} ${finding.at.start} ${finding.at.end}`;
    let groups = places.get(place);
    if (!groups) places.set(place, (groups = new Map<string, Finding[]>()));
    const group = groups.get(finding.messageId);
    if (!group) groups.set(finding.messageId, [finding]);
    else if (!finding.functions.every((it) => group.some((other) => other.functions.includes(it)))) group.push(finding);
  }
  return [...places.values()]
    .flatMap((groups) => mergedAtPlace([...groups.values()], functionOf))
    .sort((a, b) => a.at.start - b.at.start || (a.rule < b.rule ? -1 : 1));
}

/** The groups say different things of one place, where an edit changes what the functions of all of them run. */
function mergedAtPlace(groups: readonly (readonly Finding[])[], functionOf: FunctionOf): readonly Finding[] {
  const all = groups.length > 1 ? groups.flat() : undefined;
  return groups.flatMap((group) => merged(group, all ?? group, functionOf) ?? []);
}

function merged(group: readonly Finding[], all: readonly Finding[], functionOf: FunctionOf): Finding | undefined {
  const [first] = group;
  if (!first || all.length === 1) return first;
  const { rule, practice, severity, messageId, outcome, at, trace, resource } = first;
  const concerned = group.flatMap((it) => it.functions);
  return withFix(
    {
      ...{ rule, practice, severity, messageId, outcome, at, trace },
      ...(resource ? { resource } : {}),
      functions: concerned,
      message: group.length === 1 ? first.message : `${first.message} ${others(first.message, concerned, functionOf)}`,
    },
    () => {
      const refusal = all.find(({ noFix }) => noFix !== undefined)?.noFix;
      if (refusal !== undefined) return unknown(refusal);
      const fixes = group.flatMap((it) => it.fixes.slice(0, 1));
      // What one of them may not trust, or has to wait for, nobody does.
      const fix =
        fixes.find(({ waits }) => waits) ??
        fixes.find(({ applicability }) => applicability === 'suggested') ??
        fixes[0];
      return fix && known(fix);
    },
  );
}

const others = (message: string, concerned: readonly string[], functionOf: FunctionOf): string =>
  concerning(
    message,
    concerned.flatMap((key) => functionOf(key) ?? []),
  );

const mostNamed = 3;

/** What is said of one function, said of the others. */
function concerning(message: string, functions: readonly LambdaFunction[]): string {
  const named = functions.filter(({ id }, index) => index > 0 || !message.includes(`\`${id}\``));
  const names = named
    .slice(0, named.length > mostNamed ? mostNamed - 1 : mostNamed)
    .map(({ id, at }) =>
      functions.filter((it) => it.id === id).length > 1 ? `\`${id}\` of \`${at.path}\`` : `\`${id}\``,
    );
  const more = named.length - names.length;
  const all = more > 0 ? [...names, `${String(more)} more`] : names;
  const list = all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
  return named.length === functions.length ? `This concerns ${list}.` : `The same holds for ${list}.`;
}
