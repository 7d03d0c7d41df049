import type { Review } from '../workspace/review.ts';
import type { RegionOf } from './project.ts';

/** What every format is made of. */
export interface Printable {
  readonly review: Review;
  readonly regionOf: RegionOf;
  readonly root: string;
  readonly color: boolean;
  /** In characters. */
  readonly width: number;
}
