/** What is made for a place when the module is loaded, or with the object whose field it is. */
import { keptWith } from '../../core/memo.ts';
import { withoutCasts } from '../plain.ts';
import type { Binding, ClassNode, Expression, FunctionNode } from '../tree.ts';
import { initializerOf, type FieldWrite } from './fields.ts';
import { lasting, type Place } from './places.ts';
import type { Symbols } from './symbols.ts';

export const beginning = (place: Place, hasFirst: boolean): Place => (hasFirst ? { ...place, hasFirst } : place);

/** A place in what is made first, such as a map, which has nothing yet. */
export function inside(place: Place): Place {
  const { hasFirst: _, ...rest } = place;
  return rest;
}

/** A variable of the module, or the member of it that is asked for. */
export function variableMeant(binding: Binding, asked: Expression): Place {
  const variable = lasting(binding.name);
  const { isWhole, members } = madeAtLoad(binding);
  if (asked.kind !== 'member') return beginning(variable, asked.kind === 'name' && isWhole);
  if (withoutCasts(asked.object).kind !== 'name') return variable;
  return { ...beginning(variable, members.has(asked.property)), member: asked.property };
}

const madeAtLoad = keptWith(({ writes }: Binding) => {
  const values = writes.flatMap(({ function: of, value }) => (of.id === 0 && value ? [withoutCasts(value)] : []));
  const members = values.flatMap((it) =>
    it.kind === 'object'
      ? it.entries.flatMap(({ key, value }) => (key !== undefined && isMade(value) ? [key] : []))
      : [],
  );
  return { isWhole: values.some(isMade), members: new Set(members) };
});

export function fieldHasFirst(owner: ClassNode, field: string, symbols: Symbols): boolean {
  const makers = makersOf(symbols.fieldValues(owner, field));
  const initializer = initializerOf(owner);
  return makers.has(owner.parent) || (initializer !== undefined && makers.has(initializer));
}

/** The functions that make something for a field. */
const makersOf = keptWith(
  (values: readonly FieldWrite[]): ReadonlySet<FunctionNode> =>
    new Set(values.flatMap(({ function: of, value }) => (isMade(value) ? [of] : []))),
);

function isMade(value: Expression): boolean {
  const it = withoutCasts(value);
  return it.kind === 'await' ? isMade(it.value) : it.kind === 'call';
}
