import type { TSESTree } from '@typescript-eslint/types';
import type { Argument, Expression, NameExpression } from '../tree.ts';
import { isAssignment, lowerAssignment } from './assignments.ts';
import { lowerClass } from './classes.ts';
import { deepest, nameExpression, nothingAt, rangeOf, type Child, type Lowering, type Named } from './context.ts';
import { headOf, lowerFunction, nameOr } from './functions.ts';
import { keyOf } from './keys.ts';
import { dynamicImport, requiredBy, requireOfEither } from './modules.ts';
import { lowerTarget } from './targets.ts';

/** `name` is what an anonymous function or class is called where it stands. */
export function lowerExpression(lowering: Lowering, node: Child, name?: Named): Expression {
  if (!node) return nothingAt(lowering, lowering.around.start);
  if (node.type === 'Identifier' && node.name === '') return nothingAt(lowering, node.range[0]);
  if (lowering.depth >= deepest) return onlyNames(lowering, node);
  const { around } = lowering;
  lowering.around = rangeOf(node);
  lowering.depth++;
  const expression = ofNode(lowering, node, name);
  lowering.depth--;
  lowering.around = around;
  return expression;
}

function ofNode(lowering: Lowering, node: TSESTree.Node, name: Named | undefined): Expression {
  const range = rangeOf(node);
  const lower = (child: Child) => lowering.expression(child);
  const unknown = (...parts: readonly Child[]): Expression => ({
    kind: 'unknown',
    parts: parts.filter(isPresent).map(lower),
    ...range,
  });
  if (isAssignment(node)) return { ...lowerAssignment(lowering, node).assign, ...range };
  switch (node.type) {
    case 'Identifier':
      return lowerName(lowering, node, node.name);
    case 'Literal':
      return { kind: 'literal', value: valueOf(node), ...range };
    case 'TemplateLiteral':
      return lowerTemplate(lowering, node);
    case 'ThisExpression':
      return { kind: 'this', ...range };
    case 'Super':
      return { kind: 'super', ...range };
    case 'ChainExpression':
      return lowering.expression(node.expression, name);
    case 'MemberExpression':
      return lowerMember(lowering, node);
    case 'CallExpression':
      return lowerCall(lowering, node);
    case 'NewExpression':
      return {
        kind: 'call',
        callee: lower(node.callee),
        arguments: lowerArguments(lowering, node.arguments),
        construct: true,
        optional: false,
        ...range,
      };
    case 'TaggedTemplateExpression': {
      const holes = lowerArguments(lowering, node.quasi.expressions);
      return { kind: 'call', callee: lower(node.tag), arguments: holes, construct: false, optional: false, ...range };
    }
    case 'ImportExpression':
      return dynamicImport(lowering, node) ?? unknown(node.source);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': {
      const own = nameOr(node.id, name) ?? { name: '', at: headOf(lowering, node) };
      return { kind: 'function', function: lowerFunction(lowering, node, { ...own, range }), ...range };
    }
    case 'ClassExpression':
      return { kind: 'class', class: lowerClass(lowering, node, name?.name ?? ''), ...range };
    case 'AwaitExpression':
      return { kind: 'await', value: lower(node.argument), ...range };
    case 'ConditionalExpression':
      return {
        kind: 'conditional',
        test: lower(node.test),
        then: lowering.expression(node.consequent, name),
        else: lowering.expression(node.alternate, name),
        ...range,
      };
    case 'LogicalExpression':
      return {
        kind: 'logical',
        operator: node.operator,
        left: lowering.expression(node.left, name),
        right: lowering.expression(node.right, name),
        ...range,
      };
    case 'ObjectExpression':
      return { kind: 'object', entries: node.properties.map((it) => lowerEntry(lowering, it)), ...range };
    case 'ArrayExpression':
      return { kind: 'list', items: node.elements.filter(isPresent).map(lower), ...range };
    case 'UpdateExpression':
      return lowerUpdate(lowering, node);
    case 'BinaryExpression':
      return { kind: 'operation', operator: node.operator, parts: operandsOf(node).map(lower), ...range };
    case 'UnaryExpression':
      return { kind: 'operation', operator: node.operator, parts: [lower(node.argument)], ...range };
    case 'SequenceExpression':
      return { kind: 'operation', operator: ',', parts: node.expressions.map(lower), ...range };
    case 'SpreadElement':
      return { kind: 'operation', operator: 'spread', parts: [lower(node.argument)], ...range };
    case 'YieldExpression':
      return { kind: 'operation', operator: 'yield', parts: node.argument ? [lower(node.argument)] : [], ...range };
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return { kind: 'operation', operator: 'as', parts: [lowering.expression(node.expression, name)], ...range };
    case 'JSXElement':
    case 'JSXFragment':
      return { kind: 'operation', operator: 'jsx', parts: jsxParts(node).map(lower), ...range };
    case 'JSXIdentifier':
      return node.name === 'this' ? { kind: 'this', ...range } : lowerName(lowering, node, node.name);
    case 'JSXMemberExpression':
      return {
        kind: 'member',
        object: lower(node.object),
        property: node.property.name,
        propertyRange: rangeOf(node.property),
        computed: false,
        ...range,
      };
    // `{ a = 1 }` where a value should be.
    case 'AssignmentPattern':
      return unknown(node.left, node.right);
    default:
      return unknown();
  }
}

function lowerName(lowering: Lowering, node: TSESTree.Node, name: string): NameExpression {
  const expression = nameExpression(lowering, node, name);
  lowering.names.of(node)?.reads.push(expression);
  return expression;
}

/** What is too deep to be walked is known by the names that stand in it. */
function onlyNames(lowering: Lowering, node: TSESTree.Node): Expression {
  const range = rangeOf(node);
  const { function: fn, statement } = lowering.place;
  const parts = lowering.names.usesIn(range).map(({ identifier, reads, writes }) => {
    const expression = nameExpression(lowering, identifier, identifier.name);
    const binding = lowering.names.of(identifier);
    if (reads) binding?.reads.push(expression);
    if (writes) {
      const write = { range: rangeOf(identifier), value: undefined, path: [], iterates: undefined };
      binding?.writes.push({ function: fn, statement, ...write });
    }
    return expression;
  });
  return { kind: 'unknown', parts, ...range };
}

function valueOf(node: TSESTree.Literal): string | number | boolean | null | undefined {
  return 'regex' in node || 'bigint' in node ? undefined : node.value;
}

function lowerTemplate(lowering: Lowering, node: TSESTree.TemplateLiteral): Expression {
  const range = rangeOf(node);
  if (node.expressions.length === 0) {
    const [quasi] = node.quasis;
    return { kind: 'literal', value: quasi?.value.cooked ?? quasi?.value.raw ?? '', ...range };
  }
  const parts = node.expressions.map((it) => lowering.expression(it));
  return { kind: 'operation', operator: 'template', parts, ...range };
}

function lowerMember(lowering: Lowering, node: TSESTree.MemberExpression): Expression {
  const range = rangeOf(node);
  const object = lowering.expression(node.object);
  const property = keyOf(node.property, node.computed);
  if (property === undefined) return { kind: 'index', object, index: lowering.expression(node.property), ...range };
  const propertyRange = rangeOf(node.property);
  return { kind: 'member', object, property, propertyRange, computed: node.computed, ...range };
}

function lowerCall(lowering: Lowering, node: TSESTree.CallExpression): Expression {
  const range = rangeOf(node);
  const required = requiredBy(lowering, node, range);
  if (required) return { kind: 'import', node: required, ...range };
  const chosen = requireOfEither(lowering, node);
  if (chosen) return chosen;
  const callee = unwrapped(node.callee);
  return {
    kind: 'call',
    callee: lowering.expression(node.callee),
    arguments: lowerArguments(lowering, node.arguments),
    construct: false,
    optional: node.optional || (callee.type === 'MemberExpression' && callee.optional),
    ...range,
  };
}

const unwrapped = (node: TSESTree.Node): TSESTree.Node => (node.type === 'ChainExpression' ? node.expression : node);

const lowerArguments = (lowering: Lowering, nodes: readonly TSESTree.Node[]): readonly Argument[] =>
  nodes.map((node) =>
    node.type === 'SpreadElement'
      ? { value: lowering.expression(node.argument), name: undefined, spread: true }
      : { value: lowering.expression(node), name: undefined, spread: false },
  );

type Entry = Extract<Expression, { kind: 'object' }>['entries'][number];

function lowerEntry(lowering: Lowering, node: TSESTree.Property | TSESTree.SpreadElement): Entry {
  if (node.type === 'SpreadElement')
    return { key: undefined, dynamicKey: undefined, value: lowering.expression(node.argument) };
  const key = keyOf(node.key, node.computed);
  const dynamicKey = key === undefined ? lowering.expression(node.key) : undefined;
  const named = key === undefined ? undefined : { name: key, at: rangeOf(node.key) };
  if ((node.method || node.kind !== 'init') && node.value.type === 'FunctionExpression') {
    const range = rangeOf(node);
    const method = { ...(named ?? { name: '', at: headOf(lowering, node.value) }), range };
    return {
      key,
      dynamicKey,
      value: { kind: 'function', function: lowerFunction(lowering, node.value, method), ...range },
    };
  }
  return { key, dynamicKey, value: lowering.expression(node.value, named) };
}

function lowerUpdate(lowering: Lowering, node: TSESTree.UpdateExpression): Expression {
  const parts: Expression[] = [];
  const expression: Expression = { kind: 'operation', operator: node.operator, parts, ...rangeOf(node) };
  const { target } = lowerTarget(lowering, node.argument, { value: expression, iterates: undefined, reads: true });
  if (target?.kind === 'name') parts.push(target.name);
  else if (target?.kind === 'member') parts.push(target.expression);
  return expression;
}

/** The operands of `a + b + c`, however many, without going as deep as they are many. */
function operandsOf(node: TSESTree.BinaryExpression): readonly TSESTree.Node[] {
  const operands: TSESTree.Node[] = [node.right];
  let left: TSESTree.Node = node.left;
  for (; left.type === 'BinaryExpression' && left.operator === node.operator; left = left.left)
    operands.push(left.right);
  // `#field in object` evaluates the object alone.
  if (left.type !== 'PrivateIdentifier') operands.push(left);
  return operands.reverse();
}

function jsxParts(node: TSESTree.JSXElement | TSESTree.JSXFragment): readonly TSESTree.Node[] {
  const parts: TSESTree.Node[] = [];
  if (node.type === 'JSXElement') {
    const { name, attributes } = node.openingElement;
    // `<div>` is an element of the page's, `<Page>` a variable.
    if (name.type === 'JSXMemberExpression' || (name.type === 'JSXIdentifier' && /^[^a-z]/.test(name.name)))
      parts.push(name);
    for (const attribute of attributes) {
      if (attribute.type === 'JSXSpreadAttribute') parts.push(attribute.argument);
      else if (attribute.value?.type === 'JSXExpressionContainer') parts.push(attribute.value.expression);
      else if (attribute.value) parts.push(attribute.value);
    }
  }
  for (const child of node.children) {
    if (child.type === 'JSXExpressionContainer' || child.type === 'JSXSpreadChild') parts.push(child.expression);
    else if (child.type !== 'JSXText') parts.push(child);
  }
  // The closing tag names it again.
  if (node.type === 'JSXElement' && node.closingElement && parts[0] === node.openingElement.name)
    parts.push(node.closingElement.name);
  return parts.filter((part) => part.type !== 'JSXEmptyExpression');
}

const isPresent = <T>(node: T | null | undefined): node is T => node !== null && node !== undefined;
