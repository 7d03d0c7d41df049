import ts from 'typescript';
import type { Expression, Target } from '../tree.ts';
import { bare, rangeOf, type Lowering } from './context.ts';
import { recordExports } from './commonjs.ts';
import { lowerTarget, nameFrom } from './targets.ts';

const {
  BinaryExpression,
  EqualsToken,
  FirstAssignment,
  LastAssignment,
  MinusMinusToken,
  PlusPlusToken,
  PostfixUnaryExpression,
  PrefixUnaryExpression,
} = ts.SyntaxKind;

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

export function isAssignment(node: ts.Node): node is ts.AssignmentExpression<ts.AssignmentOperatorToken> {
  if (node.kind !== BinaryExpression) return false;
  const { kind } = (node as ts.BinaryExpression).operatorToken;
  return kind >= FirstAssignment && kind <= LastAssignment;
}

/** `a++`, `--a`. */
export function isUpdate(node: ts.Node): boolean {
  if (node.kind !== PrefixUnaryExpression && node.kind !== PostfixUnaryExpression) return false;
  const { operator } = node as ts.PrefixUnaryExpression;
  return operator === PlusPlusToken || operator === MinusMinusToken;
}

/** `a = b = value` gives one value to two targets. */
export function lowerAssignment(lowering: Lowering, node: ts.BinaryExpression): Assignment {
  const operator = ts.tokenToString(node.operatorToken.kind) ?? '=';
  const lefts: ts.Node[] = [bare(node.left)];
  let right = bare(node.right);
  if (operator === '=') {
    for (; isAssignment(right) && right.operatorToken.kind === EqualsToken; right = bare(right.right))
      lefts.push(bare(right.left));
  }
  const value = lowering.expression(right, nameFrom(lowering, lefts[0]));
  const targets = lefts.flatMap((left) => {
    const what = { value, iterates: undefined, reads: operator !== '=' };
    return lowerTarget(lowering, left, what).target ?? [];
  });
  const exports = operator === '=' && recordExports(lowering, lefts, value, rangeOf(lowering, node));
  return { assign: { kind: 'assign', targets, value, operator }, exports };
}
