import type { Application } from '../../core/application.ts';
import type { ResourceFact, Settings } from '../../core/facts.ts';
import { valueOf } from '../../core/known.ts';
import { byApplication } from '../../core/listing.ts';
import type { Span } from '../../core/span.ts';
import type { Printable } from '../printable.ts';
import { functionJson } from './functionJson.ts';
import { problemsJson } from './json.ts';

/** The contract of `docs/functions.schema.json`. */
export function functionsAsJson(it: Printable): string {
  const { review, regionOf } = it;
  const { application } = review;
  const placeOf = (at: Span) => ({ path: at.path, line: regionOf(at).startLine });
  const result = {
    version: 1,
    functions: byApplication(application.functions).flatMap(({ functions }) =>
      functions.map((fn) => functionJson(fn, review, regionOf)),
    ),
    resources: application.resources.map((resource) => resourceJson(resource, placeOf)),
    relations: relationsJson(application, placeOf),
    problems: problemsJson(it),
    stats: review.stats,
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}

const resourceJson = (
  { id, resourceType, application, at, settings, parts }: ResourceFact,
  placeOf: (at: Span) => object,
): object => ({
  id,
  type: resourceType,
  application,
  at: placeOf(at),
  settings: settingsJson(settings),
  parts: parts.map((part) => ({
    kind: part.kind,
    id: part.id,
    at: placeOf(part.at),
    settings: settingsJson(part.settings),
  })),
});

/** What is not known is null. */
const settingsJson = (settings: Settings): object =>
  Object.fromEntries([...settings].map(([name, { value }]) => [name, valueOf(value) ?? null]));

function relationsJson(
  { functions, resources, relations }: Application,
  placeOf: (at: Span) => object,
): readonly object[] {
  const names = new Map(
    [...functions, ...resources].map(({ key, id, resourceType }) => [key, { id, type: resourceType ?? null }]),
  );
  const named = (key: string) => names.get(key) ?? { id: key.slice(key.indexOf('#') + 1), type: null };
  return relations.map(({ kind, from, to, how, at }) => ({
    kind,
    from: named(from),
    to: to.kind === 'resource' ? named(to.key) : { id: valueOf(to.text) ?? null, type: null },
    ...(how === undefined ? {} : { how }),
    at: placeOf(at),
  }));
}
