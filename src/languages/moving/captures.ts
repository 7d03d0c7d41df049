/** Whether a function that is declared in another one may be declared outside of it: its body runs later, as it did before. */
import type { Analysis } from '../analysis/analysis.ts';
import type { Binding, FunctionNode, Range } from '../tree.ts';
import { allExpressions, isModuleLevel } from '../walk.ts';
import { onItsObject } from './needs.ts';

/** `ofOuter` says why a variable of the functions around is not there at module level. */
export function whyCapturesNot(
  { tree }: Analysis,
  inner: FunctionNode,
  ofOuter: (binding: Binding) => string | undefined,
): string | undefined {
  const within = ({ start, end }: Range): boolean => inner.range.start <= start && end <= inner.range.end;
  for (const binding of tree.bindings) {
    if (within(binding.visible) || binding.declares === inner) continue;
    const sets = binding.writes.some(({ range }) => within(range));
    if (!sets && !binding.reads.some(within)) continue;
    if (isModuleLevel(binding)) continue;
    if (sets) return `it sets \`${binding.name}\`, which lies outside of it`;
    const why = ofOuter(binding);
    if (why !== undefined) return why;
  }
  for (const it of allExpressions(tree)) {
    if (!within(it)) continue;
    const text = tree.text.slice(it.start, it.end);
    if (it.kind === 'this' || it.kind === 'super') return onItsObject;
    if (it.kind === 'unknown' && text.startsWith('new.target')) return '`new.target` is not understood';
    if (it.kind === 'name' && it.name === 'arguments' && !it.binding && tree.language !== 'python')
      return 'it depends on the arguments of the call';
  }
  return undefined;
}
