import type { LambdaFunction } from '../core/application.ts';
import { accuses, type Finding } from '../core/finding.ts';
import { listingOf, type Listed } from '../core/listing.ts';
import type { Span } from '../core/span.ts';
import type { FindingView, FolderView, FunctionView, Place } from '../protocol/messages.ts';
import type { Folder } from './folder.ts';

/** What the client shows of a folder; undefined before its first review. */
export function viewOf(folder: Folder): FolderView | undefined {
  const review = folder.review();
  if (!review) return undefined;
  const placeOf = (span: Span): Place => placeIn(folder, span);
  const counts = countsOf(review.findings);
  return {
    folder: folder.uri,
    name: folder.name,
    open: review.findings.filter(accuses).length,
    checklist: {
      ...review.checklist,
      practices: review.checklist.practices.map((practice) => ({
        ...practice,
        checks: practice.checks.map((check) => ({
          ...check,
          evidence: check.evidence.map(({ at, ...rest }) => (at ? { ...rest, place: placeOf(at) } : rest)),
        })),
      })),
    },
    functions: review.application.functions.map((fn): FunctionView => {
      const handler = review.handlers.get(fn.key);
      return {
        key: fn.key,
        id: fn.id,
        declared: fn.declared,
        ...(fn.application === undefined ? {} : { application: fn.application }),
        ...settingsOf(fn),
        findings: counts.get(fn.key)?.findings ?? 0,
        open: counts.get(fn.key)?.open ?? 0,
        place: placeOf(fn.at),
        ...(handler ? { entry: placeOf(handler) } : {}),
        ...(fn.entry.found ? { symbol: fn.entry.symbol } : { why: fn.entry.why }),
      };
    }),
    problems: review.problems.map(({ path, message, at }) => ({
      path,
      message,
      ...(at ? { place: placeOf(at) } : {}),
    })),
  };
}

/** What is known of them as it is, and of the others why not. */
function settingsOf(fn: LambdaFunction): Pick<FunctionView, keyof FunctionView['unknown'] | 'unknown'> {
  const settings: readonly (readonly [string, Listed<unknown>])[] = Object.entries(listingOf(fn));
  return {
    ...Object.fromEntries(settings.flatMap(([name, { value }]) => (value.known ? [[name, value.value]] : []))),
    unknown: Object.fromEntries(settings.flatMap(([name, { value }]) => (value.known ? [] : [[name, value.why]]))),
  };
}

/** By function key. */
function countsOf(findings: readonly Finding[]): ReadonlyMap<string, { findings: number; open: number }> {
  const counts = new Map<string, { findings: number; open: number }>();
  for (const finding of findings) {
    for (const key of finding.functions) {
      const count = counts.get(key) ?? { findings: 0, open: 0 };
      counts.set(key, count);
      count.findings++;
      if (accuses(finding)) count.open++;
    }
  }
  return counts;
}

/** The findings of a function, in the order of their places. */
export const findingsOf = (folder: Folder, key: string): readonly FindingView[] =>
  (folder.review()?.findings ?? [])
    .filter(({ functions }) => functions.includes(key))
    .map(({ rule, severity, message, at }) => ({ rule, severity, message, place: placeIn(folder, at) }));

const placeIn = (folder: Folder, span: Span): Place => ({
  uri: folder.uriOf(span.path),
  path: span.path,
  ...folder.rangeOf(span).start,
});
