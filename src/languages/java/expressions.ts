import { lowerInstanceOf, lowerSwitchValue } from './patterns.ts';
import { lastNameOf } from '../plain.ts';
import { operation, logical, lowerChain, memberNamed } from '../treeSitter/operations.ts';
import {
  type Given,
  deepest,
  nothingGiven,
  rangeOf,
  recordWrite,
  textOf,
  unknownExpression,
  lowerPart,
} from '../treeSitter/draft.ts';
import { childOf, fieldOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Argument, Expression, Range, Target } from '../tree.ts';
import { type Lowering } from './context.ts';
import { lowerLambda, lowerMaker } from './functions.ts';
import { literalValue } from './literals.ts';
import { makesObjects, makesOfNothing } from './made.ts';
import {
  dottedNames,
  findVariable,
  lowerDotted,
  lowerMethodName,
  lowerName,
  lowerType,
  membersAround,
} from './names.ts';

/** `name` is that of the variable which a lambda is assigned to. */
export function lowerExpression(lowering: Lowering, node: SyntaxNode, name?: string): Expression {
  if (lowering.depth >= deepest) return unknownExpression(node, []);
  lowering.depth += 1;
  const expression = lower(lowering, node, name);
  lowering.depth -= 1;
  return expression;
}

function lower(lowering: Lowering, node: SyntaxNode, name: string | undefined): Expression {
  const at = rangeOf(node);
  const all = () => namedOf(node).map((it) => lowering.expression(it));
  const of = (operator: string, parts: readonly Expression[]) => operation(operator, parts, at);
  switch (node.type) {
    case 'identifier':
      return lowerName(lowering, node);
    case 'this':
      return thisExpression(lowering, at);
    case 'super':
      return { kind: 'super', ...at };
    case 'parenthesized_expression': {
      const inner = lowerPart(lowering, namedOf(node)[0], node);
      return inner.kind === 'name' ? inner : { ...inner, ...at };
    }
    case 'field_access':
      return lowerFieldAccess(lowering, node);
    case 'method_invocation':
      return lowerInvocation(lowering, node);
    case 'object_creation_expression':
      return lowerConstruction(lowering, node);
    case 'explicit_constructor_invocation':
      return lowerConstructorCall(lowering, node);
    case 'array_access':
      return lowerIndex(lowering, node);
    case 'array_creation_expression': {
      const type = fieldOf(node, 'type');
      if (type) lowerType(lowering, type);
      return {
        kind: 'list',
        items: namedOf(node)
          .filter(({ type: of }) => of === 'dimensions_expr' || of === 'array_initializer')
          .map((it) => lowering.expression(it)),
        ...at,
      };
    }
    case 'dimensions_expr':
      return of('size', all());
    case 'array_initializer':
    case 'element_value_array_initializer':
      return { kind: 'list', items: all(), ...at };
    case 'assignment_expression':
      return { kind: 'assign', ...lowerAssignment(lowering, node), ...at };
    case 'update_expression': {
      const [operand] = namedOf(node);
      const operator = childOf(node, '--') ? '--' : '++';
      if (operand?.type === 'identifier') lowerTarget(lowering, operand, nothingGiven);
      return of(operator, all());
    }
    case 'unary_expression':
      return of(fieldOf(node, 'operator')?.type ?? '!', [lowerPart(lowering, fieldOf(node, 'operand'), node)]);
    case 'binary_expression':
      return lowerBinary(lowering, node);
    case 'ternary_expression':
      return {
        kind: 'conditional',
        test: lowerPart(lowering, fieldOf(node, 'condition'), node),
        then: lowerPart(lowering, fieldOf(node, 'consequence'), node),
        else: lowerPart(lowering, fieldOf(node, 'alternative'), node),
        ...at,
      };
    case 'cast_expression': {
      const type = fieldOf(node, 'type');
      if (type) lowerType(lowering, type);
      return of('as', [lowerPart(lowering, fieldOf(node, 'value'), node)]);
    }
    case 'instanceof_expression':
      return lowerInstanceOf(lowering, node);
    case 'lambda_expression':
      return { kind: 'function', function: lowerLambda(lowering, node, name), ...at };
    case 'method_reference':
      return lowerMethodReference(lowering, node, name);
    case 'class_literal': {
      const [named] = namedOf(node);
      const type = named && lowerType(lowering, named);
      return { kind: 'literal', value: undefined, ...(type ? { type } : {}), ...at };
    }
    case 'switch_expression':
      return lowerSwitchValue(lowering, node);
    case 'template_expression':
      return of('template', all());
    default: {
      const value = literalValue(node.type, textOf(lowering, node));
      return value ? { kind: 'literal', value: value.value, ...at } : unknownExpression(at, all());
    }
  }
}

function thisExpression(lowering: Lowering, at: Range): Expression {
  const owner = membersAround(lowering)[0]?.node;
  return { kind: 'this', ...(owner ? { class: owner } : {}), ...rangeOf(at) };
}

function lowerFieldAccess(lowering: Lowering, node: SyntaxNode): Expression {
  const packaged = dottedNames(lowering, node);
  const dotted = packaged && lowerDotted(lowering, packaged);
  if (dotted) return dotted;
  const objectNode = fieldOf(node, 'object');
  const field = fieldOf(node, 'field');
  if (!field || field.start === field.end)
    return unknownExpression(node, objectNode ? [lowering.expression(objectNode)] : []);
  const name = textOf(lowering, field);
  if (field.type === 'this') return outerThis(lowering, objectNode, node);
  const own = objectNode && staticField(lowering, objectNode, name);
  if (own) {
    const read: Expression = { kind: 'name', name, binding: own, ...rangeOf(node) };
    if (read.kind === 'name') own.reads.push(read);
    return read;
  }
  return memberNamed(lowering, lowerPart(lowering, objectNode, node), field, node);
}

/** `Outer.this`. */
function outerThis(lowering: Lowering, object: SyntaxNode | undefined, at: Range): Expression {
  const name = object && textOf(lowering, object);
  const owner = membersAround(lowering).find(({ node }) => node.name === name)?.node;
  return { kind: 'this', ...(owner ? { class: owner } : {}), ...rangeOf(at) };
}

/** The static field that `this.name` or `Handler.name` means in a class around. */
function staticField(lowering: Lowering, object: SyntaxNode, name: string) {
  if (object.type !== 'this' && object.type !== 'identifier') return undefined;
  const around = membersAround(lowering);
  const spelt = textOf(lowering, object);
  const owner = object.type === 'this' ? around[0] : around.find(({ node }) => node.name === spelt);
  if (!owner || (object.type === 'identifier' && findVariable(lowering, spelt))) return undefined;
  for (let scope: Lowering['scope'] | undefined = lowering.scope; scope; scope = scope.parent)
    if (scope.members === owner) return scope.names.get(name);
  return undefined;
}

function lowerInvocation(lowering: Lowering, node: SyntaxNode): Expression {
  const object = fieldOf(node, 'object');
  const name = fieldOf(node, 'name');
  const list = fieldOf(node, 'arguments');
  if (!name || name.start === name.end) {
    return unknownExpression(node, [
      ...(object ? [lowering.expression(object)] : []),
      ...argumentValues(lowering, list),
    ]);
  }
  const callee: Expression = object
    ? memberNamed(lowering, lowering.expression(object), name, { start: node.start, end: name.end })
    : lowerMethodName(lowering, name);
  const given = lowerArguments(lowering, list);
  const compared = nullComparison(callee, given);
  if (compared) return { ...compared, ...rangeOf(node) };
  const objects = makesObjects(textOf(lowering, name)) ? given.map(objectOf) : given;
  return { kind: 'call', callee, arguments: objects, construct: false, optional: false, ...rangeOf(node) };
}

/** `Worker.class` where an object of it is made is `new Worker()`. */
function objectOf(argument: Argument): Argument {
  const { value } = argument;
  if (value.kind !== 'literal' || !value.type) return argument;
  const made = { kind: 'call' as const, callee: value.type, arguments: [], construct: true, optional: false };
  return { ...argument, value: { ...made, ...rangeOf(value) } };
}

/** `Objects.isNull(x)` is `x == null`. */
function nullComparison(callee: Expression, given: readonly Argument[]): Expression | undefined {
  const name = lastNameOf(callee);
  const [first] = given;
  if ((name !== 'isNull' && name !== 'nonNull') || !first || given.length !== 1) return undefined;
  const isObjects =
    callee.kind === 'member'
      ? callee.object.kind === 'name' && callee.object.binding?.import?.node.specifier === 'java.util.Objects'
      : callee.kind === 'name' && callee.binding?.import?.node.specifier === 'java.util.Objects';
  const { start, end } = callee;
  const nothing: Expression = { kind: 'literal', value: null, start: end, end };
  const operator = name === 'isNull' ? '==' : '!=';
  return isObjects ? { kind: 'operation', operator, parts: [first.value, nothing], start, end } : undefined;
}

function lowerConstruction(lowering: Lowering, node: SyntaxNode): Expression {
  const type = fieldOf(node, 'type');
  const body = childOf(node, 'class_body');
  // `outer.new Inner()`
  const [first] = namedOf(node);
  const outer = first && first !== type && isValue(first) ? [lowering.expression(first)] : [];
  const args = lowerArguments(lowering, fieldOf(node, 'arguments'));
  const given = [...outer.map((value): Argument => ({ value, name: undefined, spread: false })), ...args];
  const range = type ? rangeOf(type) : { start: node.end, end: node.end };
  const callee: Expression = body
    ? { kind: 'class', class: lowering.anonymousClass(body, type), ...range }
    : ((type && lowerType(lowering, type)) ?? unknownExpression(range, []));
  return { kind: 'call', callee, arguments: given, construct: true, optional: false, ...rangeOf(node) };
}

const isValue = ({ type }: SyntaxNode): boolean =>
  /^(identifier|this|field_access|method_invocation|parenthesized_expression)$/.test(type);

/** `this(…)` and `super(…)`. */
function lowerConstructorCall(lowering: Lowering, node: SyntaxNode): Expression {
  const word = fieldOf(node, 'constructor');
  const object: Expression =
    word?.type === 'super' ? { kind: 'super', ...rangeOf(word) } : thisExpression(lowering, word ?? node);
  const callee: Expression = {
    kind: 'member',
    object,
    property: 'constructor',
    propertyRange: rangeOf(object),
    computed: false,
    ...rangeOf(object),
  };
  return {
    kind: 'call',
    callee,
    arguments: lowerArguments(lowering, fieldOf(node, 'arguments')),
    construct: false,
    optional: false,
    ...rangeOf(node),
  };
}

export const lowerArguments = (lowering: Lowering, list: SyntaxNode | undefined): readonly Argument[] =>
  argumentValues(lowering, list).map((value) => ({ value, name: undefined, spread: false }));

const argumentValues = (lowering: Lowering, list: SyntaxNode | undefined): readonly Expression[] =>
  list ? list.children.filter((it) => it.named && it.start < it.end).map((it) => lowering.expression(it)) : [];

function lowerIndex(lowering: Lowering, node: SyntaxNode): Expression {
  const object = lowerPart(lowering, fieldOf(node, 'array'), node);
  const index = lowerPart(lowering, fieldOf(node, 'index'), node);
  if (index.kind !== 'literal' || typeof index.value !== 'number')
    return { kind: 'index', object, index, ...rangeOf(node) };
  return {
    kind: 'member',
    object,
    property: String(index.value),
    propertyRange: rangeOf(index),
    computed: true,
    ...rangeOf(node),
  };
}

/** `a = b = value` nests to the right. */
export function lowerAssignment(lowering: Lowering, node: SyntaxNode) {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const operator = node.children.find((it) => !it.named && it.type.endsWith('='))?.type ?? '=';
  const value = lowerPart(lowering, right, node);
  const targets = left ? [lowerTarget(lowering, left, { value, iterates: undefined })] : [];
  const [target] = targets;
  // `x += 1` reads it, too.
  if (operator !== '=' && target?.kind === 'name') readAgain(target, lowering);
  return { targets, value, operator };
}

function readAgain(target: Extract<Target, { kind: 'name' }>, lowering: Lowering): void {
  const binding = lowering.bindings.find((it) => it === target.name.binding);
  binding?.reads.push(target.name);
}

function lowerTarget(lowering: Lowering, node: SyntaxNode, given: Given): Target {
  const owned =
    node.type === 'field_access'
      ? ownStaticOf(lowering, node)
      : node.type === 'identifier'
        ? findVariable(lowering, textOf(lowering, node))
        : undefined;
  if (owned) {
    recordWrite(lowering, owned, node, given);
    return { kind: 'name', name: { kind: 'name', name: owned.name, binding: owned, ...rangeOf(node) } };
  }
  const expression = lowering.expression(node);
  return expression.kind === 'name' ? { kind: 'name', name: expression } : { kind: 'member', expression };
}

function ownStaticOf(lowering: Lowering, node: SyntaxNode) {
  const object = fieldOf(node, 'object');
  const field = fieldOf(node, 'field');
  return object && field ? staticField(lowering, object, textOf(lowering, field)) : undefined;
}

function lowerBinary(lowering: Lowering, node: SyntaxNode): Expression {
  const operator = fieldOf(node, 'operator')?.type ?? '+';
  if (operator === '&&' || operator === '||') return logical(lowering, operator, node);
  return lowerChain(lowering, node);
}

/** `this::load`, `Orders::load`, `Orders::new`. */
function lowerMethodReference(lowering: Lowering, node: SyntaxNode, name: string | undefined): Expression {
  const [first, second] = namedOf(node);
  if (!first) return unknownExpression(node, []);
  const isType = /type$|type_identifier$/.test(first.type);
  const object = isType ? lowerType(lowering, first) : lowering.expression(first);
  if (!object) return { kind: 'literal', value: undefined, ...rangeOf(node) };
  // A class that is constructed by it.
  if (!second || second.type !== 'identifier') return object;
  const method = memberNamed(lowering, object, second, node);
  const full = object.kind === 'name' ? object.binding?.import?.node.specifier : undefined;
  const makes = full !== undefined && makesOfNothing(`${full}.${textOf(lowering, second)}`);
  return makes ? { kind: 'function', function: lowerMaker(lowering, node, method, name), ...rangeOf(node) } : method;
}
