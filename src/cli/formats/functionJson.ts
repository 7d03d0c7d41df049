import type { LambdaFunction } from '../../core/application.ts';
import { listingOf, type Listed } from '../../core/listing.ts';
import { valueOf } from '../../core/known.ts';
import type { Span } from '../../core/span.ts';
import type { Review } from '../../workspace/review.ts';
import type { RegionOf } from '../project.ts';

/** `function` of `docs/functions.schema.json` and `docs/review.schema.json`. */
export function functionJson(
  fn: LambdaFunction,
  { handlers, unfollowed }: Pick<Review, 'handlers' | 'unfollowed'>,
  regionOf: RegionOf,
): Readonly<Record<string, unknown>> {
  const why = unfollowed.get(fn.key);
  const { runtime, architecture, memory, timeout } = listingOf(fn);
  const settings: Readonly<Record<string, Listed<unknown>>> = { runtime, architecture, memory, timeout };
  const placeOf = (span: Span) => ({ path: span.path, line: regionOf(span).startLine });
  const each = <T>(make: (it: Listed<unknown>) => T | undefined): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(settings).flatMap(([name, it]) => {
        const made = make(it);
        return made === undefined ? [] : [[name, made]];
      }),
    );
  return {
    id: fn.id,
    application: fn.application ?? null,
    declared: fn.declared,
    at: placeOf(fn.at),
    runtime: valueOf(runtime.value) ?? null,
    architecture: valueOf(architecture.value) ?? null,
    memory: valueOf(memory.value) ?? null,
    timeout: valueOf(timeout.value) ?? null,
    unknown: each(({ value }) => (value.known ? undefined : value.why)),
    written: each(({ at }) => at && placeOf(at)),
    packageType: fn.packageType,
    language: fn.language ?? null,
    template: fn.declared === 'template' ? placeOf(fn.at) : null,
    entry: fn.entry.found ? entryJson(fn.entry, handlers.get(fn.key), regionOf) : null,
    ...(fn.entry.found ? (why === undefined ? {} : { why }) : { why: fn.entry.why, lookedFor: fn.entry.lookedFor }),
  };
}

/** The line is that of the entry's own file, which may only pass the handler on. */
const entryJson = (
  { path, symbol }: { path: string; symbol: string },
  handler: Span | undefined,
  regionOf: RegionOf,
) => ({
  path,
  symbol,
  ...(handler?.path === path ? { line: regionOf(handler).startLine } : {}),
});
