import type { Finding } from './finding.ts';
import type { FindingsByPath } from './merge.ts';

/** By function key: what concerns a function, in the order of paths. */
export type FindingsByFunction = ReadonlyMap<string, readonly Finding[]>;

/**
 * Sorts findings by function again and again: only files of which something else is said than the last time are looked at,
 * and a function of which nothing else is said keeps its list.
 */
export function sortedByFunction(): (findings: FindingsByPath) => FindingsByFunction {
  const inFiles = new Map<string, Map<string, Finding[]>>();
  let before: FindingsByPath = new Map();
  let sorted: FindingsByFunction = new Map();

  function add(path: string, finding: Finding, key: string): void {
    let its = inFiles.get(key);
    if (!its) inFiles.set(key, (its = new Map<string, Finding[]>()));
    const list = its.get(path);
    if (!list) its.set(path, [finding]);
    // Of twins that have the same key it concerns both.
    else if (list.at(-1) !== finding) list.push(finding);
  }

  return (now) => {
    const touched = new Set<string>();
    for (const path of pathsOfDifference(before, now)) {
      for (const key of concerned(before.get(path))) {
        inFiles.get(key)?.delete(path);
        touched.add(key);
      }
      for (const finding of now.get(path) ?? [])
        for (const key of finding.functions) {
          add(path, finding, key);
          touched.add(key);
        }
    }
    before = now;
    if (touched.size === 0) return sorted;
    const next = new Map(sorted);
    for (const key of touched) {
      const its = [...(inFiles.get(key) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      if (its.length > 0)
        next.set(
          key,
          its.flatMap(([, list]) => list),
        );
      else {
        next.delete(key);
        inFiles.delete(key);
      }
    }
    return (sorted = next);
  };
}

const concerned = (findings: readonly Finding[] = []): ReadonlySet<string> =>
  new Set(findings.flatMap(({ functions }) => functions));

/** The keys of two maps by which they do not have the same object. */
export function* pathsOfDifference<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): Generator<string> {
  if (before === now) return;
  for (const [path, its] of now) if (before.get(path) !== its) yield path;
  for (const path of before.keys()) if (!now.has(path)) yield path;
}
