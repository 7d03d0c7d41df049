import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Target } from '../tree.ts';
import type { Lowering } from './context.ts';
import { recordExports } from './commonjs.ts';
import { lowerTarget, nameFrom } from './targets.ts';

interface Assignment {
  readonly assign: {
    readonly kind: 'assign';
    readonly targets: readonly Target[];
    readonly value: Expression;
    readonly operator: string;
  };
  /** It is how a CommonJS module says what it offers. */
  readonly exports: boolean;
}

export const isAssignment = (node: TSESTree.Node): node is TSESTree.AssignmentExpression =>
  node.type === 'AssignmentExpression';

/** `a = b = value` gives one value to two targets. */
export function lowerAssignment(lowering: Lowering, node: TSESTree.AssignmentExpression): Assignment {
  const { operator } = node;
  const lefts: TSESTree.Node[] = [node.left];
  let right: TSESTree.Node = node.right;
  if (operator === '=') {
    for (; right?.type === 'AssignmentExpression' && right.operator === '='; right = right.right)
      lefts.push(right.left);
  }
  const value = lowering.expression(right, nameFrom(lefts[0]));
  const targets = lefts.flatMap((left) => {
    const what = { value, iterates: undefined, reads: operator !== '=' };
    return lowerTarget(lowering, left, what).target ?? [];
  });
  const exports = operator === '=' && recordExports(lowering, lefts, value, node);
  return { assign: { kind: 'assign', targets, value, operator }, exports };
}
