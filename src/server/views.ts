import type { LambdaFunction } from '../core/application.ts';
import { accuses, type Finding } from '../core/finding.ts';
import { listingOf, type Listed } from '../core/listing.ts';
import { areSame, keptWith } from '../core/memo.ts';
import type { FindingsByPath } from '../core/merge.ts';
import type { Span } from '../core/span.ts';
import type { EvidenceView, FindingView, FolderView, FunctionView, Place } from '../protocol/messages.ts';
import type { Evidence } from '../review/checklist.ts';
import type { Review } from '../workspace/review.ts';
import type { Folder } from './folder.ts';

/** What the client shows of a folder, again and again: of what is the same, the view is the same object. */
export function viewer(folder: Folder): () => FolderView | undefined {
  /** The texts that places are in, as they were in the last round. */
  const texts = new Map<string, string | undefined>();
  let round = 0;

  function viewOfFunction(
    fn: LambdaFunction,
    entry: Span | undefined,
    why: string | undefined,
    { findings, open }: Counts,
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

  function viewOfEvidence(it: Evidence, textOf: Review['textOf']): EvidenceView {
    const text = it.at && textOf(it.at.path);
    const last = lastOfEvidence(it);
    if (last.made && last.made.text === text) return last.made.view;
    const { at, ...rest } = it;
    if (at && !texts.has(at.path)) texts.set(at.path, text);
    const view = at ? { ...rest, place: placeIn(folder, at) } : rest;
    last.made = { text, view };
    return view;
  }

  /** The paths of places whose texts are others than in the last round. */
  function changedSince(textOf: Review['textOf']): readonly string[] {
    const changed: string[] = [];
    for (const [path, text] of texts) {
      const now = textOf(path);
      if (now === text) continue;
      changed.push(path);
      texts.set(path, now);
    }
    return changed;
  }

  /** Most lists stood in the last round, and no text of theirs has changed since: they need no second look. */
  function viewOfAll(
    list: readonly Evidence[],
    textOf: Review['textOf'],
    changed: readonly string[],
  ): readonly EvidenceView[] {
    // The folders of a window share this one.
    if (list.length === 0) return noEvidence;
    const last = lastOfList(list);
    const before = last.made?.round === round - 1 ? last.made.views : undefined;
    const stands = before && !changed.some((path) => pathsIn(list).has(path));
    const views = stands ? before : list.map((it) => viewOfEvidence(it, textOf));
    last.made = { views, round };
    return views;
  }

  return () => {
    const review = folder.review();
    if (!review) return undefined;
    const { textOf } = review;
    const changed = changedSince(textOf);
    round++;
    return {
      folder: folder.uri,
      name: folder.name,
      open: openIn(review.findingsByPath),
      checklist: {
        ...review.checklist,
        practices: review.checklist.practices.map((practice) => ({
          ...practice,
          checks: practice.checks.map((check) => ({
            ...check,
            evidence: viewOfAll(check.evidence, textOf, changed),
          })),
        })),
      },
      functions: review.application.functions.map((fn) => {
        const handler = review.handlers.get(fn.key);
        const why = fn.entry.found ? review.unfollowed.get(fn.key) : fn.entry.why;
        const count = countsOf(review.findingsByFunction.get(fn.key) ?? none);
        const by = [textOf(fn.at.path), handler && textOf(handler.path), handler, why, count.findings, count.open];
        const last = lastOfFunction(fn);
        if (last.made && areSame(last.made.by, by)) return last.made.view;
        const view = viewOfFunction(fn, handler, why, count);
        last.made = { by, view };
        return view;
      }),
      problems: review.problems.map(({ path, message, at }) => ({
        path,
        message,
        ...(at ? { place: placeIn(folder, at) } : {}),
      })),
    };
  };
}

const noEvidence: readonly EvidenceView[] = [];

interface Last<Made> {
  made: Made | undefined;
}

const lastOfFunction = keptWith(
  (_: LambdaFunction): Last<{ readonly by: readonly unknown[]; readonly view: FunctionView }> => ({ made: undefined }),
);

const lastOfEvidence = keptWith(
  (_: Evidence): Last<{ readonly text: string | undefined; readonly view: EvidenceView }> => ({ made: undefined }),
);

const lastOfList = keptWith(
  (_: readonly Evidence[]): Last<{ readonly views: readonly EvidenceView[]; readonly round: number }> => ({
    made: undefined,
  }),
);

const pathsIn = keptWith(
  (list: readonly Evidence[]): ReadonlySet<string> => new Set(list.flatMap(({ at }) => at?.path ?? [])),
);

/** What is known of them as it is, and of the others why not. */
function settingsOf(fn: LambdaFunction): Pick<FunctionView, keyof FunctionView['unknown'] | 'unknown'> {
  const settings: readonly (readonly [string, Listed<unknown>])[] = Object.entries(listingOf(fn));
  return {
    ...Object.fromEntries(settings.flatMap(([name, { value }]) => (value.known ? [[name, value.value]] : []))),
    unknown: Object.fromEntries(settings.flatMap(([name, { value }]) => (value.known ? [] : [[name, value.why]]))),
  };
}

interface Counts {
  readonly findings: number;
  readonly open: number;
}

const none: readonly Finding[] = [];

const countsOf = keptWith((findings: readonly Finding[]): Counts => ({
  findings: findings.length,
  open: findings.filter(accuses).length,
}));

function openIn(findings: FindingsByPath): number {
  let open = 0;
  for (const list of findings.values()) open += countsOf(list).open;
  return open;
}

/** The findings of a function, in the order of their places. */
export const findingsOf = (folder: Folder, key: string): readonly FindingView[] =>
  (folder.review()?.findingsByFunction.get(key) ?? none).map(({ rule, severity, message, at }) => ({
    rule,
    severity,
    message,
    place: placeIn(folder, at),
  }));

const placeIn = (folder: Folder, span: Span): Place => ({
  uri: folder.uriOf(span.path),
  path: span.path,
  ...folder.rangeOf(span).start,
});
