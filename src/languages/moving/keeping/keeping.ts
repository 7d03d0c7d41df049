import type { Analysis } from '../../analysis/analysis.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import type { LanguageFrontend, Statement } from '../../tree.ts';
import type { Held } from './held.ts';

/** A creation that is to be kept where it stands. */
export interface Keeping {
  readonly frontend: LanguageFrontend;
  readonly analysis: Analysis;
  readonly located: LocatedCreation;
  readonly statement: Statement;
  /** The object that keeps it, when it is made of that object's fields; else the module does. */
  readonly held: Held | undefined;
}
