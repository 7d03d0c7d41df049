/** Which parameters functions put something into: `cache.host = host`, `cache.set('host', host)`. */
import { keptWith } from '../../core/memo.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { placesAssigned } from '../analysis/assigned.ts';
import { putting } from '../analysis/places.ts';
import { rootOf } from '../plain.ts';
import type { Expression, FunctionNode } from '../tree.ts';

export const filledIn = keptWith(
  ({ tree, flow, symbols }: Analysis): ReadonlyMap<FunctionNode, ReadonlySet<number>> => {
    const found = new Map<FunctionNode, Set<number>>();
    const add = (filled: Expression | undefined): void => {
      const { binding } = (filled && rootOf(filled)) ?? {};
      if (binding?.kind !== 'parameter') return;
      const index = binding.function.parameters.findIndex(({ bindings }) => bindings.includes(binding));
      if (index < 0) return;
      found.set(binding.function, (found.get(binding.function) ?? new Set()).add(index));
    };
    for (const it of placesAssigned(tree)) add(it);
    for (const { callee, arguments: given } of flow.calls) {
      if (callee.kind !== 'member') continue;
      if (callee.property === 'assign' && symbols.of(callee).symbol === 'Object.assign') add(given[0]?.value);
      else if (putting.has(callee.property)) add(callee.object);
    }
    return found;
  },
);
