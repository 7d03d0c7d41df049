import { fingerprint } from '../review/fingerprint.ts';
import type { Review } from '../workspace/review.ts';

/** The fingerprint of the evidence that a check has now. */
export function fingerprintOf(review: Review | undefined, check: string): { readonly evidence?: string } {
  const state = review?.checklist.practices.flatMap(({ checks }) => checks).find(({ id }) => id === check);
  return state ? { evidence: fingerprint(state.evidence) } : {};
}
