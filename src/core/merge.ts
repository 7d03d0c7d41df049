import type { LambdaFunction } from './application.ts';
import { withFix, type Finding } from './finding.ts';
import { known, unknown } from './known.ts';

/** In order of their paths; what is said of a file in order of its text. */
export type FindingsByPath = ReadonlyMap<string, readonly Finding[]>;

/**
 * Findings at one place that say the same are one finding, which names all functions that it concerns.
 * Its fix changes what all of them run, so there is none when there is none for one of them.
 */
export const mergeFindings = (findings: readonly Finding[], functions: readonly LambdaFunction[]): readonly Finding[] =>
  [...findingsMerger()(findings, functions).values()].flat();

/** Merges again and again; a file of which nothing else is said than the last time keeps its list. */
export function findingsMerger(): (
  findings: readonly Finding[],
  functions: readonly LambdaFunction[],
) => FindingsByPath {
  let before = new Map<string, { readonly own: readonly Finding[]; readonly merged: readonly Finding[] }>();
  return (findings, functions) => {
    const byPath = new Map<string, Finding[]>();
    for (const finding of findings) {
      const list = byPath.get(finding.at.path);
      if (list) list.push(finding);
      else byPath.set(finding.at.path, [finding]);
    }
    let byKey: ReadonlyMap<string, LambdaFunction> | undefined;
    const functionOf = (key: string) => (byKey ??= new Map(functions.map((fn) => [fn.key, fn]))).get(key);
    const now: typeof before = new Map();
    for (const path of [...byPath.keys()].sort()) {
      const own = byPath.get(path) ?? [];
      const last = before.get(path);
      now.set(path, last && areSame(last.own, own) ? last : { own, merged: mergedInFile(own, functionOf) });
    }
    before = now;
    return new Map([...now].map(([path, { merged: list }]) => [path, list]));
  };
}

const areSame = (a: readonly Finding[], b: readonly Finding[]): boolean =>
  a.length === b.length && a.every((finding, index) => finding === b[index]);

type FunctionOf = (key: string) => LambdaFunction | undefined;

function mergedInFile(findings: readonly Finding[], functionOf: FunctionOf): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.messageId} ${finding.at.start} ${finding.at.end}`;
    const group = groups.get(key);
    if (!group) groups.set(key, [finding]);
    else if (!finding.functions.every((it) => group.some((other) => other.functions.includes(it)))) group.push(finding);
  }
  return [...groups.values()]
    .flatMap((group) => merged(group, functionOf) ?? [])
    .sort((a, b) => a.at.start - b.at.start || (a.rule < b.rule ? -1 : 1));
}

function merged(group: readonly Finding[], functionOf: FunctionOf): Finding | undefined {
  const [first] = group;
  if (!first || group.length === 1) return first;
  const { rule, practice, severity, messageId, outcome, at, trace, resource } = first;
  const concerned = group.flatMap((it) => it.functions);
  const others = concerning(
    first.message,
    concerned.flatMap((key) => functionOf(key) ?? []),
  );
  return withFix(
    {
      ...{ rule, practice, severity, messageId, outcome, at, trace },
      ...(resource ? { resource } : {}),
      functions: concerned,
      message: `${first.message} ${others}`,
    },
    () => {
      const refusal = group.find(({ noFix }) => noFix !== undefined)?.noFix;
      if (refusal !== undefined) return unknown(refusal);
      const [fix] = first.fixes;
      return fix && known(fix);
    },
  );
}

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
