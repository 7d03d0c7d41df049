/** What runs whenever its function does, as far as conditions, loops and what leaves before tell. */
import { forEach, keptWith } from '../../core/memo.ts';
import type { Block, Statement } from '../tree.ts';
import type { Analysis } from './analysis.ts';
import { asksElsewhere, leaves } from './conditions.ts';

export const runsSurely = keptWith(({ symbols }: Analysis) => {
  /** Where the function may first leave the block since it found something: `if (cached) return cached`. */
  const leaving = forEach(({ statements }: Block): number => {
    const first = statements.find((it) => it.kind === 'if' && leaves(it.then) && asksElsewhere(it.test, symbols));
    return first?.start ?? Infinity;
  });

  const runs = forEach((statement: Statement): boolean => {
    const { block } = statement;
    const { owner } = block;
    if (statement.start > leaving(block)) return false;
    if (!owner) return true;
    const isPlain =
      owner.kind === 'with' || (owner.kind === 'try' && (block === owner.body || block === owner.finally));
    return isPlain && runs(owner);
  });
  return runs;
});
