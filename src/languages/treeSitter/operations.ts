/** Expressions that Python and Java lower alike. */
import type { Expression, Range } from '../tree.ts';
import { lowerPart, rangeOf } from './draft.ts';
import { fieldOf, type SyntaxNode } from './syntax.ts';

interface Lowering {
  readonly expression: (node: SyntaxNode) => Expression;
}

export const operation = (operator: string, parts: readonly Expression[], at: Range): Expression => ({
  kind: 'operation',
  operator,
  parts,
  ...rangeOf(at),
});

/** `&&`, `||`, `and`, `or`. */
export const logical = (lowering: Lowering, operator: '&&' | '||', node: SyntaxNode): Expression => ({
  kind: 'logical',
  operator,
  left: lowerPart(lowering, fieldOf(node, 'left'), node),
  right: lowerPart(lowering, fieldOf(node, 'right'), node),
  ...rangeOf(node),
});

/** `a.name`. */
export const memberNamed = (
  { text }: { readonly text: string },
  object: Expression,
  name: Range,
  at: Range,
): Expression => ({
  kind: 'member',
  object,
  property: text.slice(name.start, name.end),
  propertyRange: rangeOf(name),
  computed: false,
  ...rangeOf(at),
});

/** `a + b + c` nests to the left, thousands deep where a program wrote it; with one operator it is one operation. */
export function lowerChain(lowering: Lowering, node: SyntaxNode): Expression {
  const operator = operatorOf(node);
  const operands: (SyntaxNode | undefined)[] = [];
  let left: SyntaxNode | undefined = node;
  while (left?.type === node.type && operatorOf(left) === operator) {
    operands.push(fieldOf(left, 'right'));
    left = fieldOf(left, 'left');
  }
  operands.push(left);
  return operation(
    operator,
    operands.reverse().map((it) => lowerPart(lowering, it, node)),
    node,
  );
}

const operatorOf = (node: SyntaxNode): string => fieldOf(node, 'operator')?.type ?? '+';
