/** What is handed to functions that are not in the project, so that nobody knows what becomes of it. */
import type { Creation, Source } from '../core/module.ts';
import { indexOf, placesOf, type Place, type Sources } from './reference.ts';

/** Packages that leave alone what they are handed, or care for its being handed twice. */
const harmless = /^(@aws-sdk|@smithy|@aws-lambda-powertools|aws-sdk|aws-xray-sdk)\b/;

/**
 * Whether a function of another package is handed it by the function that makes it.
 * Python's and Java's clients are hardly ever changed by whom they are handed to.
 */
export function isHandedOut({ at, within }: Creation, { module, fn }: Place, sources: Sources): boolean {
  if (within !== undefined || module.language === 'python' || module.language === 'java') return false;
  const isIt = (source: Source): boolean => {
    const made = source.kind === 'call' ? module.calls[source.call] : undefined;
    return made?.at.start === at.start && made.at.end === at.end;
  };
  return indexOf(module)
    .callsIn(fn.id)
    .some(
      ({ symbol, targets, arguments: given }) =>
        symbol.includes('#') &&
        !harmless.test(symbol) &&
        given.some(({ sources: made }) => made.some(isIt)) &&
        placesOf(targets, module, sources).length === 0,
    );
}
