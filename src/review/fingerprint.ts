import { keptWith } from '../core/memo.ts';
import type { Evidence } from './checklist.ts';

/**
 * A short hash of what was found, for telling whether an answer was given on other evidence than there is.
 * Places are left out: the evidence is the same when unrelated lines move.
 * Letters come first, so that it is a string in YAML whatever the digits.
 */
export function fingerprint(evidence: readonly Evidence[]): string {
  return `fnv1a-${fnv1a(evidence.map(lineOf).sort().join('\n'))}`;
}

/** Whether a fingerprint cannot tell them apart. */
export const isAlike = (a: Evidence, b: Evidence): boolean => a === b || lineOf(a) === lineOf(b);

const lineOf = keptWith(({ rule, functionId, kind, text }: Evidence): string =>
  JSON.stringify([rule, functionId, kind, withoutPlaces(text)]),
);

const withoutPlaces = (text: string): string => text.replace(/\blines? \d+|:\d+(?::\d+)?\b/g, '');

/**
 * FNV-1a of 64 bits over UTF-16 units, in hexadecimal: not for security, only for telling texts apart.
 * In two halves, since `bigint` would take a hundred times as long; the prime is 2^40 + 0x1b3.
 */
function fnv1a(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < text.length; index++) {
    const mixed = (low ^ text.charCodeAt(index)) >>> 0;
    const product = mixed * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + ((mixed << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}
