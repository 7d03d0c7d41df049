/** What a person might select in the functions of a file: statements, several of them, and expressions. */
import type { Span } from '../../../src/core/span.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { allExpressions, blocksOf, statementsWithin } from '../../../src/languages/walk.ts';
import type { Chance } from '../random.ts';

/** All statements and expressions, and of each block so many runs of statements. */
export function selectionsIn(tree: Tree, chance: Chance, runs: number): readonly Span[] {
  const found = new Map<string, Span>();
  const add = (start: number, end: number): void =>
    void found.set(`${String(start)}-${String(end)}`, { path: tree.path, start, end });
  const functions = tree.functions.slice(1);
  for (const { body } of functions)
    for (const { statements } of [body, ...statementsWithin(body).flatMap((it) => [...blocksOf(it)])]) {
      for (const { start, end } of statements) add(start, end);
      for (let n = 0; n < runs && statements.length > 1; n++) {
        const from = chance.below(statements.length);
        const [first, last] = [statements[from], statements[from + chance.below(statements.length - from)]];
        if (first && last) add(first.start, last.end);
      }
    }
  for (const { kind, start, end } of allExpressions(tree)) {
    const isWithin = functions.some(({ body: { range } }) => range.start <= start && end <= range.end);
    if (isWithin && kind !== 'name' && (kind !== 'literal' || chance.next() < 0.1)) add(start, end);
  }
  return [...found.values()];
}
