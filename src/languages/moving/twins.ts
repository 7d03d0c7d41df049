/** Creations that the module makes already, in the very same way. */
import type { Analysis } from '../analysis.ts';
import { creationsOf, type LocatedCreation } from '../creations.ts';
import type { Expression, Statement } from '../tree.ts';
import { expressionsWithin, isModuleLevel } from '../walk.ts';
import { isInScope } from './staticFields.ts';

/** A module-level constant, set before the function, that is made in the very same way. */
export function sameCreation(analysis: Analysis, located: LocatedCreation, statement: Statement): string | undefined {
  const { text } = analysis.tree;
  const wanted = text.slice(located.whole.start, located.whole.end).replace(/\s+/g, ' ');
  const twin = creationsOf(analysis).find(
    ({ fact, holder, whole }) =>
      fact.in === 0 &&
      holder !== undefined &&
      isModuleLevel(holder) &&
      holder.writes.length === 1 &&
      fact.changes.kind === 'none' &&
      whole.end < statement.start &&
      (analysis.tree.language !== 'java' || isInScope(analysis.tree, holder, statement)) &&
      text.slice(whole.start, whole.end).replace(/\s+/g, ' ') === wanted &&
      sameNames(analysis, whole, located.whole),
  );
  const name = twin?.holder?.name;
  const shadowed = analysis.tree.bindings.some(
    (it) => it.name === name && it !== twin?.holder && it !== located.holder,
  );
  return shadowed ? undefined : name;
}

/** Whether what two expressions of the same text name is the same, or made of the same text. */
function sameNames({ tree }: Pick<Analysis, 'tree'>, a: Expression, b: Expression): boolean {
  const namesIn = (it: Expression) => [...expressionsWithin(it)].filter((part) => part.kind === 'name');
  const theirs = namesIn(b);
  return namesIn(a).every(({ binding }, index) => {
    const other = theirs[index]?.binding;
    if (binding === other) return true;
    const [value, same] = [binding, other].map((it) => (it?.writes.length === 1 ? it.writes[0]?.value : undefined));
    return (
      value?.kind !== 'name' &&
      value !== undefined &&
      same !== undefined &&
      tree.text.slice(value.start, value.end) === tree.text.slice(same.start, same.end) &&
      sameNames({ tree }, value, same)
    );
  });
}
