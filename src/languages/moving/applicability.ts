/** Whether a move keeps behaviour for certain. */
import type { Applicability } from '../../core/finding.ts';
import type { Analysis } from '../analysis.ts';
import type { LocatedCreation } from '../creations.ts';
import { setsWhenAlone } from '../settings.ts';
import type { Binding } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';
import { namesOf, type Moved } from './needs.ts';

/** Building eagerly what was built only under a condition, or what opens a connection, is a change that a person should see. */
export function applicabilityOf(located: LocatedCreation, analysis: Analysis, needs: Moved): Applicability {
  const { call, entry, fact } = located;
  if (entry.connects || entry.reads || entry.remembers || fact.changes.kind === 'set') return 'suggested';
  // An import inside a function may have been put there to be loaded late.
  if (needs.statements.some(({ kind }) => kind === 'import')) return 'suggested';
  if (isAskedAbout(located, analysis, needs)) return 'suggested';
  if (fact.resource.kind === 'sdk-client' && setsWhenAlone(analysis)) return 'suggested';
  for (let block = analysis.statements.get(call)?.block; block?.owner; block = block.owner.block) {
    if (block.owner.kind !== 'loop') return 'suggested';
  }
  const around = analysis.parents;
  for (let expression = around.get(call); expression; expression = around.get(expression)) {
    if (expression.kind === 'conditional' || expression.kind === 'logical') return 'suggested';
  }
  return 'safe';
}

/** Whether the function leaves, before it makes the thing, when something that is needed for it is not right. */
function isAskedAbout({ call, whole }: LocatedCreation, analysis: Analysis, needs: Moved): boolean {
  const needed = new Set<Binding>([...needs.bindings].filter(({ kind }) => kind === 'variable'));
  for (const { targets } of needs.statements.flatMap((it) => (it.kind === 'assign' ? it.declarators : [])))
    for (const target of targets) for (const name of namesOf(target) ?? []) needed.add(name);
  const own = analysis.statements.get(call);
  return (own?.block.statements ?? []).some(
    (it) =>
      it.kind === 'if' &&
      it.end <= whole.start &&
      /^(return|throw)$/.test(it.then.statements.at(-1)?.kind ?? '') &&
      [...expressionsWithin(it.test)].some((part) => part.kind === 'name' && part.binding && needed.has(part.binding)),
  );
}
