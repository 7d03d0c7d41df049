/** Creations that the module makes already, in the very same way. */
import type { Analysis } from '../analysis.ts';
import { creationsOf, type LocatedCreation } from '../creations.ts';
import type { Binding, Expression, Statement } from '../tree.ts';
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
  return twin?.holder && isVisibleFor(analysis, located, twin.holder) ? twin.holder.name : undefined;
}

/** Whether its name means the twin wherever what is to be moved stands or is used. */
function isVisibleFor({ tree }: Analysis, { whole, holder }: LocatedCreation, twin: Binding): boolean {
  const hiding = tree.bindings.filter((it) => it.name === twin.name && it !== twin && it !== holder);
  const scopes = hiding.map((it) => (it.function.id === 0 ? it.visible : it.function.range));
  return [whole, ...(holder?.reads ?? [])].every(
    (place) => !scopes.some(({ start, end }) => start <= place.start && place.end <= end),
  );
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
