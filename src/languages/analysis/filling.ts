/** Whether statements give a value to a place that was found empty, whichever of their branches is taken. */
import { isEmptyValue } from '../plain.ts';
import type { Binding, Expression, FunctionNode, Statement, Target } from '../tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin, variablesIn } from '../walk.ts';
import { leaves } from './conditions.ts';
import { gives, isAt, putting, type Place } from './places.ts';
import type { Symbols } from './symbols.ts';

interface Placing {
  readonly placesIn: (target: Target, within: FunctionNode) => readonly Place[];
  readonly placeOf: (expression: Expression, within: FunctionNode) => Place | undefined;
}

/** Through more functions nobody follows what they are called for. */
const deepest = 2;

export function fillings(symbols: Symbols, fn: FunctionNode, { placesIn, placeOf }: Placing) {
  /** The place, when the statements give it a value, or call a function that does. */
  function filled(place: Place | undefined, statements: readonly Statement[]): Place | undefined {
    return place && fills(statements, place) ? place : undefined;
  }

  /** The place, when one of the expressions calls or hands over a function of the file that gives it a value. */
  function filledBy(place: Place | undefined, expressions: readonly Expression[]): Place | undefined {
    if (!place) return undefined;
    const called = expressions
      .flatMap(expressionsWithin)
      .flatMap((part) =>
        part.kind === 'function'
          ? [part.function]
          : part.kind === 'call'
            ? [part.callee, ...part.arguments.map(({ value }) => value)].flatMap(functionsNamed)
            : [],
      );
    return called.some((callee) => fillsIn(callee, place)) ? place : undefined;
  }

  const functionsNamed = (it: Expression): readonly FunctionNode[] =>
    it.kind === 'name' || it.kind === 'member' ? symbols.of(it).functions : [];

  function fills(statements: readonly Statement[], place: Place): boolean {
    const isIt = (target: Target) => isAt(target, place, (it) => placesIn(it, fn));
    const made = new Set<Binding>();
    return statements.some((statement) => {
      const expressions = expressionsOf(statement);
      if (gives(statement, isIt) || putsInto(place, expressions, fn) || filledBy(place, expressions)) return true;
      // A loop without a turn found nothing to put there.
      if (statement.kind === 'try' || statement.kind === 'with' || statement.kind === 'loop')
        return fills(statement.body.statements, place);
      if (statement.kind === 'assign')
        for (const { targets } of statement.declarators)
          for (const binding of targets.flatMap(variablesIn)) made.add(binding);
      if (statement.kind !== 'if') return false;
      if (!statement.else) return asksAbout(statement.test, made) && fills(statement.then.statements, place);
      return [statement.then, statement.else].every((it) => fills(it.statements, place) || leaves(it));
    });
  }

  function fillsIn(callee: FunctionNode, place: Place, depth = 0): boolean {
    const isIt = (target: Target) => isAt(target, place, (it) => placesIn(it, callee));
    for (const statement of statementsWithin(callee.body)) {
      if (gives(statement, isIt)) return true;
      const expressions = expressionsOf(statement);
      if (putsInto(place, expressions, callee)) return true;
      for (const expression of expressions)
        for (const part of expressionsWithin(expression))
          if (part.kind === 'assign' && !isEmptyValue(part.value) && part.targets.some(isIt)) return true;
          else if (part.kind === 'call' && depth < deepest && callee.body.statements.length === 1)
            if (functionsNamed(part.callee).some((it) => fillsIn(it, place, depth + 1))) return true;
    }
    return false;
  }

  /** `values.update(loaded)`, `clients.append(client)` */
  function putsInto({ key, name }: Place, expressions: readonly Expression[], within: FunctionNode): boolean {
    return expressions.some((expression) =>
      expressionsWithin(expression).some((part) => {
        if (part.kind !== 'call' || part.callee.kind !== 'member' || !putting.has(part.callee.property)) return false;
        const into = placeOf(part.callee.object, within);
        return into?.key === key && into.name === name;
      }),
    );
  }

  /** The same, also when the test that comes before them does: `if (begun.compareAndSet(false, true))`. */
  function filledAfter(
    test: Expression,
    place: Place | undefined,
    statements: readonly Statement[],
  ): Place | undefined {
    return place && (fills(statements, place) || putsInto(place, [test], fn)) ? place : undefined;
  }

  return { filled, filledBy, filledAfter };
}

/** Whether a test looks at what was made just before: what is kept only when it was got at all. */
const asksAbout = (test: Expression, made: ReadonlySet<Binding>): boolean =>
  expressionsWithin(test).some((part) => part.kind === 'name' && part.binding !== undefined && made.has(part.binding));
