import ts from 'typescript';
import { bare, type Child } from './context.ts';

const {
  BigIntLiteral,
  ComputedPropertyName,
  ElementAccessExpression,
  FalseKeyword,
  NoSubstitutionTemplateLiteral,
  NullKeyword,
  NumericLiteral,
  PropertyAccessExpression,
  StringLiteral,
  TrueKeyword,
} = ts.SyntaxKind;

/** The name of a property; undefined when only running the code would tell it. */
export const keyOf = (node: ts.PropertyName): string | undefined =>
  node.kind === ComputedPropertyName ? keyOfValue(node.expression) : (keyOfLiteral(node) ?? node.text);

/** The property that an expression in brackets names. */
function keyOfValue(node: ts.Node): string | undefined {
  const inner = bare(node);
  switch (inner.kind) {
    case TrueKeyword:
      return 'true';
    case FalseKeyword:
      return 'false';
    case NullKeyword:
      return 'null';
    default:
      return keyOfLiteral(inner);
  }
}

function keyOfLiteral(node: ts.Node): string | undefined {
  switch (node.kind) {
    case NumericLiteral:
      return String(Number((node as ts.NumericLiteral).text));
    case BigIntLiteral:
      return (node as ts.BigIntLiteral).text.slice(0, -1);
    default:
      return textOf(node);
  }
}

export type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export const isMember = (node: ts.Node): node is Member =>
  node.kind === PropertyAccessExpression || node.kind === ElementAccessExpression;

/** What stands behind the dot or in the brackets. */
export const propertyOf = (node: Member): ts.Node =>
  node.kind === PropertyAccessExpression ? node.name : bare(node.argumentExpression);

/** The property that a member expression names; undefined when only running the code would tell it. */
export const memberKey = (node: Member): string | undefined =>
  node.kind === PropertyAccessExpression ? node.name.text : keyOfValue(node.argumentExpression);

/** The text of a string, or of a template without holes. */
export function textOf(node: Child): string | undefined {
  const inner = node && bare(node);
  return inner?.kind === StringLiteral || inner?.kind === NoSubstitutionTemplateLiteral
    ? (inner as ts.LiteralLikeNode).text
    : undefined;
}
