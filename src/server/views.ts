import type { LambdaFunction } from '../core/application.ts';
import { accuses, type Finding } from '../core/finding.ts';
import { listingOf, type Listed } from '../core/listing.ts';
import type { Span } from '../core/span.ts';
import type { EvidenceView, FindingView, FolderView, FunctionView, Place } from '../protocol/messages.ts';
import type { Evidence } from '../review/checklist.ts';
import type { Folder } from './folder.ts';

/** What the client shows of a folder, again and again: of what is the same, the view is the same object. */
export function viewer(folder: Folder): () => FolderView | undefined {
  const evidences = remembering(folder, ({ at, ...rest }: Evidence): EvidenceView =>
    at ? { ...rest, place: placeIn(folder, at) } : rest,
  );
  const functions = remembering(folder, viewOfFunction);

  function viewOfFunction(
    fn: LambdaFunction,
    entry: Span | undefined,
    why: string | undefined,
    findings: number,
    open: number,
  ): FunctionView {
    return {
      key: fn.key,
      id: fn.id,
      declared: fn.declared,
      ...(fn.application === undefined ? {} : { application: fn.application }),
      ...settingsOf(fn),
      findings,
      open,
      place: placeIn(folder, fn.at),
      ...(entry ? { entry: placeIn(folder, entry) } : {}),
      ...(fn.entry.found ? { symbol: fn.entry.symbol } : {}),
      ...(why === undefined ? {} : { why }),
    };
  }

  return () => {
    const review = folder.review();
    if (!review) return undefined;
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
            evidence: check.evidence.map((it) => evidences(it, [it.at])),
          })),
        })),
      },
      functions: review.application.functions.map((fn) => {
        const handler = review.handlers.get(fn.key);
        const why = fn.entry.found ? review.unfollowed.get(fn.key) : fn.entry.why;
        const { findings, open } = counts.get(fn.key) ?? { findings: 0, open: 0 };
        return functions(fn, [fn.at, handler], handler, why, findings, open);
      }),
      problems: review.problems.map(({ path, message, at }) => ({
        path,
        message,
        ...(at ? { place: placeIn(folder, at) } : {}),
      })),
    };
  };
}

/** What was made of a thing stands for as long as the texts of its places, and what else it is made of, are the same. */
function remembering<Of extends object, Rest extends readonly unknown[], View>(
  folder: Folder,
  make: (of: Of, ...rest: Rest) => View,
): (of: Of, places: readonly (Span | undefined)[], ...rest: Rest) => View {
  const made = new WeakMap<Of, { readonly by: readonly unknown[]; readonly view: View }>();
  return (of, places, ...rest) => {
    const review = folder.review();
    const by = [...places.map((at) => at && review?.textOf(at.path)), ...rest];
    const before = made.get(of);
    if (before?.by.every((it, index) => it === by[index])) return before.view;
    const view = make(of, ...rest);
    made.set(of, { by, view });
    return view;
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
