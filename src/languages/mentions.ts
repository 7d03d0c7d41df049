/** Where a file says the names of its variables, in order. */
import { keptWith } from '../core/memo.ts';
import { countBefore } from '../core/sorted.ts';
import type { Binding, Range, Tree } from './tree.ts';

/** A place where a name is said, as its tree tells. */
export interface Mention extends Range {
  readonly binding: Binding;
  readonly kind: 'read' | 'write';
}

const mentionsIn = keptWith(({ bindings }: Tree): readonly Mention[] =>
  bindings
    .flatMap((binding): readonly Mention[] => [
      ...binding.reads.map(({ start, end }) => ({ start, end, binding, kind: 'read' as const })),
      ...binding.writes.map(({ range: { start, end } }) => ({ start, end, binding, kind: 'write' as const })),
    ])
    .sort((a, b) => a.start - b.start),
);

/** Those that begin in a stretch of the file. */
export function mentionsWithin(tree: Tree, { start, end }: Range): readonly Mention[] {
  const all = mentionsIn(tree);
  return all.slice(
    countBefore(all, (it) => it.start < start),
    countBefore(all, (it) => it.start < end),
  );
}
