/** Where statements put the value of a local: `c = connect(); client = c`, `cached = { client: c }`, `pools.set(key, c)`. */
import type { Binding, Block, CallExpression, Expression, Statement, Target } from '../tree.ts';
import { heldBy } from '../walk.ts';
import { asksModuleAlone } from './conditions.ts';
import { putBy, type Place } from './places.ts';

export interface PassedOn {
  readonly place: Place;
  /** The index of a statement in its block. */
  readonly last: number;
}

interface Placing {
  readonly placesOf: (target: Target) => readonly Place[];
  readonly putInto: (call: CallExpression) => Place | undefined;
  /** What the function's result goes into. */
  readonly updated: Place | undefined;
}

/** Each place once, with the last statement of the block that puts something there. */
export function passedOnIn(
  block: Block,
  { placesOf, putInto, updated }: Placing,
): ReadonlyMap<Binding, readonly PassedOn[]> {
  const found = new Map<Binding, Map<string, PassedOn>>();

  function pass(value: Expression | undefined, places: readonly Place[], last: number): void {
    for (const binding of value ? heldBy(value) : []) {
      const its = found.get(binding) ?? new Map<string, PassedOn>();
      for (const place of places) its.set(place.key, { place, last });
      found.set(binding, its);
    }
  }

  function passBy(statement: Statement, last: number): void {
    if (statement.kind === 'assign')
      for (const { value, targets } of statement.declarators) pass(value, targets.flatMap(placesOf), last);
    for (const put of putBy(statement)) {
      const into = putInto(put);
      if (into) for (const { value } of put.arguments) pass(value, [into], last);
    }
    if (statement.kind === 'return' && updated) pass(statement.value, [updated], last);
    if (statement.kind === 'if' && !statement.else && asksModuleAlone(statement.test))
      for (const it of statement.then.statements) passBy(it, last);
  }

  for (const [last, statement] of block.statements.entries()) passBy(statement, last);
  return new Map([...found].map(([binding, its]) => [binding, [...its.values()]]));
}
