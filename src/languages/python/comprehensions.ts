import { within } from '../treeSitter/draft.ts';
import type { Expression } from '../tree.ts';
import { type Lowering, type Scope } from './context.ts';
import { openScope } from './scopes.ts';
import { fieldOf, fieldsOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import { lowerTarget } from './targets.ts';

/** The parts of a comprehension: what is iterated over, then conditions, then the element (a dictionary's key and value). */
export function lowerComprehension(lowering: Lowering, node: SyntaxNode): readonly Expression[] {
  const clauses = namedOf(node).filter((child) => child.type === 'for_in_clause' || child.type === 'if_clause');
  const [first, ...rest] = clauses;
  const body = fieldOf(node, 'body');
  // The first iterable is evaluated outside, before the comprehension's own scope begins.
  const outermost = first ? fieldsOf(first, 'right').map(lowering.expression) : [];
  const scope: Scope = openScope(lowering, lowering.scope, clauses, {
    kind: 'comprehension',
    function: lowering.scope.function,
    visible: { start: node.start, end: node.end },
  });

  return within(lowering, scope, () => {
    const iterables = [...outermost];
    const conditions: Expression[] = [];
    const target = (clause: SyntaxNode, iterated: readonly Expression[]) => {
      const left = fieldOf(clause, 'left');
      if (left) lowerTarget(lowering, left, { value: undefined, iterates: iterated[0], path: [] });
    };
    if (first) target(first, outermost);
    for (const clause of rest) {
      if (clause.type === 'if_clause') {
        conditions.push(...namedOf(clause).map(lowering.expression));
        continue;
      }
      const iterated = fieldsOf(clause, 'right').map(lowering.expression);
      iterables.push(...iterated);
      target(clause, iterated);
    }
    const elements = body?.type === 'pair' ? namedOf(body) : body ? [body] : [];
    return [...iterables, ...conditions, ...elements.map(lowering.expression)];
  });
}
