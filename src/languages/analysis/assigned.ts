/** What members and elements are assigned: `config.host = host`, `table[path] = load`, `[this.a, this.b] = pair`. */
import { keptWith } from '../../core/memo.ts';
import type { Expression, FunctionNode, Target, Tree } from '../tree.ts';
import { allExpressions, expressionsOf, expressionsWithin, statementsWithin } from '../walk.ts';

export interface Assigned {
  readonly place: Expression;
  /** Undefined where only running it tells. */
  readonly value: Expression | undefined;
  /** Whether the place is given a part of the value. */
  readonly isPart: boolean;
  /** Whose body it stands in; undefined in what is evaluated outside of bodies, such as the default of a parameter. */
  readonly function: FunctionNode | undefined;
}

/** In the order of functions, and of statements within them. */
export const assignedIn = keptWith((tree: Tree): readonly Assigned[] => {
  const found: Assigned[] = [];
  const seen = new Set<Expression>();

  function add(targets: readonly Target[], value: Expression | undefined, fn?: FunctionNode, isPart = false): void {
    for (const target of targets) {
      if (target.kind === 'pattern') add(target.parts, value, fn, true);
      if (target.kind === 'member') found.push({ place: target.expression, value, isPart, function: fn });
    }
  }

  for (const fn of tree.functions)
    for (const statement of statementsWithin(fn.body)) {
      if (statement.kind === 'assign') for (const { targets, value } of statement.declarators) add(targets, value, fn);
      if (statement.kind === 'loop' && statement.sets) add([statement.sets], undefined, fn, true);
      if (statement.kind === 'with') for (const { targets } of statement.items) add(targets, undefined, fn, true);
      for (const expression of expressionsOf(statement).flatMap(expressionsWithin)) {
        if (expression.kind !== 'assign') continue;
        seen.add(expression);
        add(expression.targets, expression.value, fn);
      }
    }
  for (const expression of allExpressions(tree))
    if (expression.kind === 'assign' && !seen.has(expression)) add(expression.targets, expression.value);
  return found;
});

/** The members and elements that something is assigned to. */
export const placesAssigned = keptWith(
  (tree: Tree): ReadonlySet<Expression> => new Set(assignedIn(tree).map(({ place }) => place)),
);
