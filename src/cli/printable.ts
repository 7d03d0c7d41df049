import type { Review } from '../workspace/review.ts';
import { regionsOf, type Project, type RegionOf } from './project.ts';
import { usualWidth, wantsColor, widthOf } from './terminal.ts';

/** What every format is made of. */
export interface Printable {
  readonly review: Review;
  readonly regionOf: RegionOf;
  readonly root: string;
  readonly color: boolean;
  /** In characters. */
  readonly width: number;
}

/** For the file `output`, or else for the standard output as it is. */
export const printableOf = ({ root, workspace }: Project, review: Review, output: string | undefined): Printable => ({
  review,
  regionOf: regionsOf(workspace),
  root,
  color: output === undefined && wantsColor(process.env, process.stdout),
  width: output === undefined ? widthOf(process.env, process.stdout) : usualWidth,
});
