import type { Evidence } from './checklist.ts';

/**
 * A short hash of what was found, for telling whether an answer was given on other evidence than there is.
 * Places are left out: the evidence is the same when unrelated lines move.
 * Letters come first, so that it is a string in YAML whatever the digits.
 */
export function fingerprint(evidence: readonly Evidence[]): string {
  const lines = evidence.map((it) => JSON.stringify([it.rule, it.functionId, it.kind, withoutPlaces(it.text)])).sort();
  return `fnv1a-${fnv1a(lines.join('\n')).toString(16).padStart(16, '0')}`;
}

const withoutPlaces = (text: string): string => text.replace(/\blines? \d+|:\d+(?::\d+)?\b/g, '');

const offsetBasis = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** FNV-1a of 64 bits over UTF-16 units: not for security, only for telling texts apart. */
function fnv1a(text: string): bigint {
  let hash = offsetBasis;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * prime);
  }
  return hash;
}
