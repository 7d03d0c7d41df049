import ts from 'typescript';
import type { Argument, Expression } from '../tree.ts';
import { isAssignment, isUpdate, lowerAssignment } from './assignments.ts';
import { lowerClass } from './classes.ts';
import { bare, deepest, nothingAt, rangeOf, readName, type Child, type Lowering, type Named } from './context.ts';
import { onlyNames } from './deep.ts';
import { hasBody, headOf, lowerFunction, nameOr, withoutName } from './functions.ts';
import { jsxParts } from './jsx.ts';
import { isMember, keyOf, memberKey, propertyOf } from './keys.ts';
import { dynamicImport, requiredBy, requireOfEither } from './modules.ts';
import { lowerTarget } from './targets.ts';

const {
  AmpersandAmpersandToken,
  ArrayLiteralExpression,
  ArrowFunction,
  AsExpression,
  AwaitExpression,
  BarBarToken,
  BigIntLiteral,
  BinaryExpression,
  CallExpression,
  ClassExpression,
  CommaToken,
  ComputedPropertyName,
  ConditionalExpression,
  DeleteExpression,
  ElementAccessExpression,
  ExpressionWithTypeArguments,
  FalseKeyword,
  FunctionExpression,
  GetAccessor,
  Identifier,
  ImportKeyword,
  JsxElement,
  JsxFragment,
  JsxSelfClosingElement,
  MetaProperty,
  NewExpression,
  NonNullExpression,
  NoSubstitutionTemplateLiteral,
  NullKeyword,
  NumericLiteral,
  ObjectLiteralExpression,
  OmittedExpression,
  PostfixUnaryExpression,
  PrefixUnaryExpression,
  PrivateIdentifier,
  PropertyAccessExpression,
  PropertyAssignment,
  QuestionQuestionToken,
  RegularExpressionLiteral,
  SatisfiesExpression,
  ShorthandPropertyAssignment,
  SpreadAssignment,
  SpreadElement,
  StringLiteral,
  SuperKeyword,
  TaggedTemplateExpression,
  TemplateExpression,
  ThisKeyword,
  TrueKeyword,
  TypeAssertionExpression,
  TypeOfExpression,
  VoidExpression,
  YieldExpression,
} = ts.SyntaxKind;

/** `name` is what an anonymous function or class is called where it stands. */
export function lowerExpression(lowering: Lowering, child: Child, name?: Named): Expression {
  if (!child) return nothingAt(lowering, lowering.around.start);
  const node = bare(child);
  if (node.kind === Identifier && (node as ts.Identifier).text === '') return nothingAt(lowering, node.pos);
  if (lowering.depth >= deepest) return onlyNames(lowering, node);
  const { around } = lowering;
  lowering.around = rangeOf(lowering, node);
  lowering.depth++;
  const expression = ofNode(lowering, node as ExpressionNode, name);
  lowering.depth--;
  lowering.around = around;
  return expression;
}

type ExpressionNode =
  | ts.Identifier
  | ts.StringLiteral
  | ts.NumericLiteral
  | ts.BigIntLiteral
  | ts.RegularExpressionLiteral
  | ts.NoSubstitutionTemplateLiteral
  | ts.TrueLiteral
  | ts.FalseLiteral
  | ts.NullLiteral
  | ts.ThisExpression
  | ts.SuperExpression
  | ts.TemplateExpression
  | ts.PropertyAccessExpression
  | ts.ElementAccessExpression
  | ts.CallExpression
  | ts.NewExpression
  | ts.TaggedTemplateExpression
  | ts.ArrowFunction
  | ts.FunctionExpression
  | ts.ClassExpression
  | ts.AwaitExpression
  | ts.ConditionalExpression
  | ts.BinaryExpression
  | ts.ObjectLiteralExpression
  | ts.ArrayLiteralExpression
  | ts.PrefixUnaryExpression
  | ts.PostfixUnaryExpression
  | ts.DeleteExpression
  | ts.TypeOfExpression
  | ts.VoidExpression
  | ts.SpreadElement
  | ts.YieldExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.ExpressionWithTypeArguments
  | ts.JsxElement
  | ts.JsxFragment
  | ts.JsxSelfClosingElement;

function ofNode(lowering: Lowering, node: ExpressionNode, name: Named | undefined): Expression {
  const range = lowering.around;
  const { start, end } = range;
  const lower = (child: Child) => lowering.expression(child);
  switch (node.kind) {
    case Identifier:
      return readName(lowering, node);
    case StringLiteral:
    case NoSubstitutionTemplateLiteral:
      return { kind: 'literal', value: node.text, start, end };
    case NumericLiteral:
      return { kind: 'literal', value: Number(node.text), start, end };
    case BigIntLiteral:
    case RegularExpressionLiteral:
      return { kind: 'literal', value: undefined, start, end };
    case TrueKeyword:
      return { kind: 'literal', value: true, start, end };
    case FalseKeyword:
      return { kind: 'literal', value: false, start, end };
    case NullKeyword:
      return { kind: 'literal', value: null, start, end };
    case ThisKeyword:
      return { kind: 'this', start, end };
    case SuperKeyword:
      return { kind: 'super', start, end };
    case TemplateExpression:
      return {
        kind: 'operation',
        operator: 'template',
        parts: node.templateSpans.map((it) => lower(it.expression)),
        start,
        end,
      };
    case PropertyAccessExpression:
    case ElementAccessExpression:
      return lowerMember(lowering, node);
    case CallExpression:
      return lowerCall(lowering, node);
    case NewExpression:
      return {
        kind: 'call',
        callee: lower(node.expression),
        arguments: lowerArguments(lowering, node.arguments ?? []),
        construct: true,
        optional: false,
        start,
        end,
      };
    case TaggedTemplateExpression: {
      const { template } = node;
      const spans = template.kind === TemplateExpression ? template.templateSpans.map((it) => it.expression) : [];
      const holes = lowerArguments(lowering, spans);
      return {
        kind: 'call',
        callee: lower(node.tag),
        arguments: holes,
        construct: false,
        optional: false,
        start,
        end,
      };
    }
    case ArrowFunction:
    case FunctionExpression: {
      if (!hasBody(node)) return { kind: 'unknown', parts: [], start, end };
      const own = nameOr(lowering, node.name, name) ?? { name: '', at: headOf(lowering, start, node) };
      return {
        kind: 'function',
        function: lowerFunction(lowering, node, { ...own, range, visible: range }),
        start,
        end,
      };
    }
    case ClassExpression:
      return { kind: 'class', class: lowerClass(lowering, node, name?.name ?? ''), start, end };
    case AwaitExpression:
      return { kind: 'await', value: lower(node.expression), start, end };
    case ConditionalExpression:
      return {
        kind: 'conditional',
        test: lower(node.condition),
        then: lowering.expression(node.whenTrue, name),
        else: lowering.expression(node.whenFalse, name),
        start,
        end,
      };
    case BinaryExpression:
      return lowerBinary(lowering, node, name);
    case ObjectLiteralExpression:
      return { kind: 'object', entries: node.properties.map((it) => lowerEntry(lowering, it)), start, end };
    case ArrayLiteralExpression:
      return {
        kind: 'list',
        items: node.elements.filter((it) => it.kind !== OmittedExpression).map(lower),
        start,
        end,
      };
    case PrefixUnaryExpression:
    case PostfixUnaryExpression: {
      const operator = ts.tokenToString(node.operator) ?? '';
      if (isUpdate(node)) return lowerUpdate(lowering, node, operator);
      return { kind: 'operation', operator, parts: [lower(node.operand)], start, end };
    }
    case DeleteExpression:
      return { kind: 'operation', operator: 'delete', parts: [lower(node.expression)], start, end };
    case TypeOfExpression:
      return { kind: 'operation', operator: 'typeof', parts: [lower(node.expression)], start, end };
    case VoidExpression:
      return { kind: 'operation', operator: 'void', parts: [lower(node.expression)], start, end };
    case SpreadElement:
      return { kind: 'operation', operator: 'spread', parts: [lower(node.expression)], start, end };
    case YieldExpression:
      return {
        kind: 'operation',
        operator: 'yield',
        parts: node.expression ? [lower(node.expression)] : [],
        start,
        end,
      };
    case AsExpression:
    case SatisfiesExpression:
    case NonNullExpression:
    case TypeAssertionExpression:
    case ExpressionWithTypeArguments:
      return { kind: 'operation', operator: 'as', parts: [lowering.expression(node.expression, name)], start, end };
    case JsxElement:
    case JsxFragment:
    case JsxSelfClosingElement:
      return { kind: 'operation', operator: 'jsx', parts: jsxParts(node).map(lower), start, end };
    default:
      return { kind: 'unknown', parts: [], start, end };
  }
}

function lowerMember(lowering: Lowering, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Expression {
  const range = lowering.around;
  const object = lowering.expression(node.expression);
  const property = memberKey(node);
  const at = propertyOf(node);
  if (property === undefined) return { kind: 'index', object, index: lowering.expression(at), ...range };
  const computed = node.kind === ElementAccessExpression;
  return { kind: 'member', object, property, propertyRange: rangeOf(lowering, at), computed, ...range };
}

function lowerCall(lowering: Lowering, node: ts.CallExpression): Expression {
  const range = lowering.around;
  if (isImport(node.expression)) {
    const parts = node.arguments[0] ? [node.arguments[0]] : [];
    return (
      dynamicImport(lowering, node) ?? { kind: 'unknown', parts: parts.map((it) => lowering.expression(it)), ...range }
    );
  }
  const required = requiredBy(lowering, node, range);
  if (required) return { kind: 'import', node: required, ...range };
  const chosen = requireOfEither(lowering, node);
  if (chosen) return chosen;
  const callee = bare(node.expression);
  return {
    kind: 'call',
    callee: lowering.expression(callee),
    arguments: lowerArguments(lowering, node.arguments),
    construct: false,
    optional: node.questionDotToken !== undefined || (isMember(callee) && callee.questionDotToken !== undefined),
    ...range,
  };
}

/** `import(…)` and `import.defer(…)`. */
const isImport = (node: ts.Expression): boolean =>
  node.kind === ImportKeyword ||
  (node.kind === MetaProperty &&
    (node as ts.MetaProperty).keywordToken === ImportKeyword &&
    (node as ts.MetaProperty).name.text === 'defer');

const lowerArguments = (lowering: Lowering, nodes: readonly ts.Expression[]): readonly Argument[] =>
  nodes.map((node) =>
    node.kind === SpreadElement
      ? { value: lowering.expression((node as ts.SpreadElement).expression), name: undefined, spread: true }
      : { value: lowering.expression(node), name: undefined, spread: false },
  );

type Entry = Extract<Expression, { kind: 'object' }>['entries'][number];

function lowerEntry(lowering: Lowering, node: ts.ObjectLiteralElementLike): Entry {
  if (node.kind === SpreadAssignment)
    return { key: undefined, dynamicKey: undefined, value: lowering.expression(node.expression) };
  if (node.kind === ShorthandPropertyAssignment) return lowerShorthand(lowering, node);
  const key = keyOf(node.name);
  const name = node.name.kind === ComputedPropertyName ? node.name.expression : node.name;
  const dynamicKey = key === undefined ? lowering.expression(name) : undefined;
  const named = key === undefined ? undefined : { name: key, at: rangeOf(lowering, bare(name)) };
  if (node.kind === PropertyAssignment) return { key, dynamicKey, value: lowering.expression(node.initializer, named) };
  const range = rangeOf(lowering, node);
  const visible = withoutName(node);
  if (!hasBody(node)) return { key, dynamicKey, value: { kind: 'unknown', parts: [], ...visible } };
  const method = {
    ...(named ?? { name: '', at: headOf(lowering, visible.start, node) }),
    range,
    visible,
    getter: node.kind === GetAccessor,
  };
  return { key, dynamicKey, value: { kind: 'function', function: lowerFunction(lowering, node, method), ...range } };
}

function lowerShorthand(lowering: Lowering, node: ts.ShorthandPropertyAssignment): Entry {
  const { name, objectAssignmentInitializer: missing } = node;
  const value = lowering.expression(name);
  if (!missing) return { key: name.text, dynamicKey: undefined, value };
  // `{ a = 1 }` where a value should be.
  const parts = [value, lowering.expression(missing)];
  return { key: name.text, dynamicKey: undefined, value: { kind: 'unknown', parts, ...rangeOf(lowering, node) } };
}

function lowerUpdate(
  lowering: Lowering,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  operator: string,
): Expression {
  const parts: Expression[] = [];
  const expression: Expression = { kind: 'operation', operator, parts, ...lowering.around };
  const { target } = lowerTarget(lowering, node.operand, { value: expression, iterates: undefined, reads: true });
  if (target?.kind === 'name') parts.push(target.name);
  else if (target?.kind === 'member') parts.push(target.expression);
  return expression;
}

function lowerBinary(lowering: Lowering, node: ts.BinaryExpression, name: Named | undefined): Expression {
  const range = lowering.around;
  if (isAssignment(node)) return { ...lowerAssignment(lowering, node).assign, ...range };
  const { kind } = node.operatorToken;
  const logical = logicalOperators.get(kind);
  if (logical)
    return {
      kind: 'logical',
      operator: logical,
      left: lowering.expression(node.left, name),
      right: lowering.expression(node.right, name),
      ...range,
    };
  const operands = kind === CommaToken ? chained(node, (left) => left) : chained(node, bare);
  const parts = operands.map((it) => lowering.expression(it));
  return { kind: 'operation', operator: ts.tokenToString(kind) ?? '', parts, ...range };
}

const logicalOperators: ReadonlyMap<ts.SyntaxKind, '&&' | '||' | '??'> = new Map([
  [AmpersandAmpersandToken, '&&'],
  [BarBarToken, '||'],
  [QuestionQuestionToken, '??'],
]);

/** The operands of `a + b + c`, however many, without going as deep as they are many. */
function chained(node: ts.BinaryExpression, inner: (left: ts.Node) => ts.Node): readonly ts.Node[] {
  const { kind } = node.operatorToken;
  const operands: ts.Node[] = [node.right];
  let left = inner(node.left);
  while (left.kind === BinaryExpression && (left as ts.BinaryExpression).operatorToken.kind === kind) {
    operands.push((left as ts.BinaryExpression).right);
    left = inner((left as ts.BinaryExpression).left);
  }
  // `#field in object` evaluates the object alone.
  if (left.kind !== PrivateIdentifier) operands.push(left);
  return operands.reverse();
}
