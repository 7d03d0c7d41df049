import { accuses } from '../core/finding.ts';
import type { Span } from '../core/span.ts';
import { valueOf } from '../core/known.ts';
import type { FindingView, FolderView, FunctionView, Place } from '../protocol/messages.ts';
import type { Folder } from './folder.ts';

/** What the client shows of a folder; undefined before its first review. */
export function viewOf(folder: Folder): FolderView | undefined {
  const review = folder.review();
  if (!review) return undefined;
  const placeOf = (span: Span): Place => placeIn(folder, span);
  const accusing = review.findings.filter(accuses);
  return {
    folder: folder.uri,
    name: folder.name,
    open: accusing.length,
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
      const runtime = valueOf(fn.runtime?.value);
      const memory = valueOf(fn.memory?.value);
      const handler = review.handlers.get(fn.key);
      return {
        key: fn.key,
        id: fn.id,
        declared: fn.declared,
        ...(runtime === undefined ? {} : { runtime }),
        ...(memory === undefined ? {} : { memory }),
        findings: review.findings.filter(({ functions }) => functions.includes(fn.key)).length,
        open: accusing.filter(({ functions }) => functions.includes(fn.key)).length,
        place: placeOf(fn.at),
        ...(handler ? { entry: placeOf(handler) } : {}),
        ...(fn.entry.found ? {} : { why: fn.entry.why }),
      };
    }),
    problems: review.problems.map(({ path, message, at }) => ({
      path,
      message,
      ...(at ? { place: placeOf(at) } : {}),
    })),
  };
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
