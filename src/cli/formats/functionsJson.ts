import { byApplication } from '../../core/listing.ts';
import type { Printable } from '../printable.ts';
import { functionJson } from './functionJson.ts';
import { problemsJson } from './json.ts';

/** The contract of `docs/functions.schema.json`. */
export function functionsAsJson(it: Printable): string {
  const { review, regionOf } = it;
  const result = {
    version: 1,
    functions: byApplication(review.application.functions).flatMap(({ functions }) =>
      functions.map((fn) => functionJson(fn, review.handlers.get(fn.key), regionOf)),
    ),
    problems: problemsJson(it),
    stats: review.stats,
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
