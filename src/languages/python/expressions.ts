import { operation, logical, lowerChain, memberNamed } from '../treeSitter/operations.ts';
import { deepest, unknownExpression, lowerPart } from '../treeSitter/draft.ts';
import type { Argument, CallExpression, Expression, ImportNode, Range } from '../tree.ts';
import { type Lowering } from './context.ts';
import { lowerComprehension } from './comprehensions.ts';
import { lowerLambda, type NameHint } from './lambdas.ts';
import { namesIn, readName } from './names.ts';
import { writeByCall } from './ownModule.ts';
import { numberValue, stringValue } from './strings.ts';
import { fieldOf, fieldsOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import { lowerTarget } from './targets.ts';

/** `hint` names a lambda after what it is assigned to. */
export function lowerExpression(lowering: Lowering, node: SyntaxNode, hint?: NameHint): Expression {
  if (lowering.depth >= deepest) return unknownExpression(node, namesIn(lowering, node));
  lowering.depth += 1;
  const expression =
    node.type === 'parenthesized_expression' ? inParentheses(lowering, node, hint) : lower(lowering, node, hint);
  lowering.depth -= 1;
  return expression;
}

/** Several expressions without brackets around are a tuple. */
export function lowerList(lowering: Lowering, nodes: readonly SyntaxNode[], around: Range): Expression {
  const [first] = nodes;
  if (nodes.length <= 1) return lowerPart(lowering, first, around);
  return listOf(nodes.map(lowering.expression), around);
}

/**
 * What is in parentheses, with their range: text that spans lines can be moved only together with them.
 * A name keeps its own range.
 */
function inParentheses(lowering: Lowering, node: SyntaxNode, hint: NameHint | undefined): Expression {
  let inner: SyntaxNode | undefined = node;
  while (inner?.type === 'parenthesized_expression') inner = namedOf(inner)[0];
  if (!inner) return unknownExpression(node, []);
  const expression = lower(lowering, inner, hint);
  return expression.kind === 'name' ? expression : { ...expression, start: node.start, end: node.end };
}

function lower(lowering: Lowering, node: SyntaxNode, hint: NameHint | undefined): Expression {
  const { text } = lowering;
  const at = { start: node.start, end: node.end };
  const all = () => namedOf(node).map(lowering.expression);
  const of = (operator: string, parts: readonly Expression[]) => operation(operator, parts, at);

  switch (node.type) {
    case 'identifier':
      return readName(lowering, node) ?? unknownExpression(at, []);
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.type === 'true', ...at };
    case 'none':
      return { kind: 'literal', value: null, ...at };
    case 'ellipsis':
      return { kind: 'literal', value: undefined, ...at };
    case 'integer':
    case 'float':
      return { kind: 'literal', value: numberValue(text.slice(node.start, node.end)), ...at };
    case 'string':
    case 'concatenated_string':
      return lowerString(lowering, node);
    case 'attribute':
      return lowerAttribute(lowering, node);
    case 'dotted_name':
      return lowerDottedName(lowering, node);
    case 'subscript':
      return lowerSubscript(lowering, node);
    case 'slice':
      return of('slice', all());
    case 'call':
      return lowerCall(lowering, node);
    case 'await':
      return { kind: 'await', value: lowerPart(lowering, namedOf(node)[0], at), ...at };
    case 'yield':
      return of('yield', all());
    case 'lambda':
      return { kind: 'function', function: lowerLambda(lowering, node, hint), ...at };
    case 'named_expression': {
      const value = lowerPart(lowering, fieldOf(node, 'value'), at);
      const name = fieldOf(node, 'name');
      const targets = name ? [lowerTarget(lowering, name, { value, iterates: undefined, path: [] })] : [];
      return { kind: 'assign', targets, value, operator: ':=', ...at };
    }
    case 'conditional_expression': {
      const [then, test, otherwise] = namedOf(node);
      const lowered = {
        test: lowerPart(lowering, test, at),
        then: lowerPart(lowering, then, at),
        else: lowerPart(lowering, otherwise, at),
      };
      return { kind: 'conditional', ...lowered, ...at };
    }
    case 'boolean_operator':
      return logical(lowering, fieldOf(node, 'operator')?.type === 'and' ? '&&' : '||', node);
    case 'not_operator':
      return of('not', all());
    case 'unary_operator':
      return of(fieldOf(node, 'operator')?.type ?? '-', all());
    case 'binary_operator':
      return lowerChain(lowering, node);
    case 'comparison_operator': {
      const operators = node.children.filter((child) => child.field === 'operators').map(({ type }) => type);
      return of(operators.join(' '), all());
    }
    case 'list_splat':
    case 'dictionary_splat':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return of('spread', all());
    case 'parenthesized_list_splat':
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return { kind: 'list', items: all(), ...at };
    case 'dictionary':
      return lowerDictionary(lowering, node);
    case 'list_comprehension':
    case 'set_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return of('comprehension', lowerComprehension(lowering, node));
    case 'as_pattern':
      // Only `with` and `except` give it a meaning, and they look at its parts themselves.
      return unknownExpression(
        at,
        namedOf(node)
          .filter(({ type }) => type !== 'as_pattern_target')
          .map(lowering.expression),
      );
    default:
      return unknownExpression(at, all());
  }
}

function lowerString(lowering: Lowering, node: SyntaxNode): Expression {
  const at = { start: node.start, end: node.end };
  const strings = node.type === 'string' ? [node] : namedOf(node);
  const values = strings.map((string) => stringValue(lowering.text, string));
  if (values.every((value) => value !== undefined)) return { kind: 'literal', value: values.join(''), ...at };
  return {
    kind: 'operation',
    operator: 'template',
    parts: strings.flatMap((string) => holesOf(lowering, string)),
    ...at,
  };
}

/** The expressions in an f-string, those within format specifiers included. */
function holesOf(lowering: Lowering, string: SyntaxNode): readonly Expression[] {
  return string.children.flatMap((child): readonly Expression[] => {
    if (child.type === 'format_specifier') return holesOf(lowering, child);
    if (child.type !== 'interpolation' && child.type !== 'format_expression') return [];
    const value = fieldOf(child, 'expression');
    const specifier = fieldOf(child, 'format_specifier');
    return [...(value ? [lowering.expression(value)] : []), ...(specifier ? holesOf(lowering, specifier) : [])];
  });
}

function lowerAttribute(lowering: Lowering, node: SyntaxNode): Expression {
  const object = lowerPart(lowering, fieldOf(node, 'object'), node);
  const name = fieldOf(node, 'attribute');
  if (!name || name.start === name.end) return unknownExpression(node, [object]);
  return memberNamed(lowering, object, name, node);
}

function lowerDottedName(lowering: Lowering, node: SyntaxNode): Expression {
  const [first, ...rest] = namedOf(node);
  if (!first) return unknownExpression(node, []);
  return rest.reduce(
    (object, name) => memberNamed(lowering, object, name, { start: node.start, end: name.end }),
    lowering.expression(first),
  );
}

function lowerSubscript(lowering: Lowering, node: SyntaxNode): Expression {
  const at = { start: node.start, end: node.end };
  const object = lowerPart(lowering, fieldOf(node, 'value'), node);
  const keys = fieldsOf(node, 'subscript');
  const comma = node.children.some(({ type }) => type === ',');
  const index = comma ? listOf(keys.map(lowering.expression), at) : lowerPart(lowering, keys[0], node);
  const key = literalKey(index);
  if (key === undefined) return { kind: 'index', object, index, ...at };
  return {
    kind: 'member',
    object,
    property: key,
    propertyRange: { start: index.start, end: index.end },
    computed: true,
    ...at,
  };
}

function listOf(items: readonly Expression[], around: Range): Expression {
  return { kind: 'list', items, start: items[0]?.start ?? around.start, end: items.at(-1)?.end ?? around.end };
}

/** `'x'`, `0` and `-1` as the name of a member. */
function literalKey(key: Expression): string | undefined {
  if (key.kind === 'literal')
    return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
  if (key.kind !== 'operation' || key.operator !== '-') return undefined;
  const [number] = key.parts;
  return key.parts.length === 1 && number?.kind === 'literal' && typeof number.value === 'number'
    ? `-${number.value}`
    : undefined;
}

function lowerCall(lowering: Lowering, node: SyntaxNode): Expression {
  const at = { start: node.start, end: node.end };
  const callee = lowerPart(lowering, fieldOf(node, 'function'), node);
  const list = fieldOf(node, 'arguments');
  const lowered = list ? lowerArguments(lowering, list) : [];

  if (callee.kind === 'name' && callee.name === 'super' && !callee.binding) return { kind: 'super', ...at };
  const specifier = importedBy(callee, lowered);
  if (specifier) {
    const imported: ImportNode = {
      specifier: specifier.value,
      form: 'dynamic',
      typeOnly: false,
      names: [],
      specifierRange: specifier.range,
      range: at,
      function: lowering.scope.function,
    };
    lowering.imports.push(imported);
    return { kind: 'import', node: imported, ...at };
  }
  const call: CallExpression = { kind: 'call', callee, arguments: lowered, construct: false, optional: false, ...at };
  writeByCall(lowering, call);
  return call;
}

export function lowerArguments(lowering: Lowering, list: SyntaxNode): readonly Argument[] {
  if (list.type === 'generator_expression')
    return [{ value: lowering.expression(list), name: undefined, spread: false }];
  return list.children.flatMap((child): readonly Argument[] => {
    switch (child.type) {
      case 'keyword_argument': {
        const name = fieldOf(child, 'name');
        const value = lowerPart(lowering, fieldOf(child, 'value'), child);
        return [{ value, name: name && lowering.text.slice(name.start, name.end), spread: false }];
      }
      case 'list_splat':
      case 'dictionary_splat':
        return [{ value: lowerPart(lowering, namedOf(child)[0], child), name: undefined, spread: true }];
      case 'ERROR': {
        const parts = namedOf(child).map(lowering.expression);
        return parts.length > 0 ? [{ value: unknownExpression(child, parts), name: undefined, spread: false }] : [];
      }
      default:
        return child.named && !child.missing
          ? [{ value: lowering.expression(child), name: undefined, spread: false }]
          : [];
    }
  });
}

/** The module that `importlib.import_module('x')` or `__import__('x')` loads. */
function importedBy(
  callee: Expression,
  lowered: readonly Argument[],
): { readonly value: string; readonly range: Range } | undefined {
  const [first] = lowered;
  if (first?.value.kind !== 'literal' || typeof first.value.value !== 'string' || first.name !== undefined)
    return undefined;
  const imports =
    callee.kind === 'name'
      ? (callee.name === '__import__' && !callee.binding) || isImportModule(callee.binding?.import)
      : callee.kind === 'member' &&
        callee.property === 'import_module' &&
        callee.object.kind === 'name' &&
        callee.object.binding?.import?.node.specifier === 'importlib';
  return imports ? { value: first.value.value, range: { start: first.value.start, end: first.value.end } } : undefined;
}

const isImportModule = (it: { readonly node: ImportNode; readonly imported: string } | undefined): boolean =>
  it?.node.specifier === 'importlib' && it.imported === 'import_module';

function lowerDictionary(lowering: Lowering, node: SyntaxNode): Expression {
  const entries = namedOf(node).map((child) => {
    if (child.type === 'pair') {
      const key = lowerPart(lowering, fieldOf(child, 'key'), child);
      const value = lowerPart(lowering, fieldOf(child, 'value'), child);
      const literal = literalKey(key);
      return { key: literal, dynamicKey: literal === undefined ? key : undefined, value };
    }
    const value =
      child.type === 'dictionary_splat' ? lowerPart(lowering, namedOf(child)[0], child) : lowering.expression(child);
    return { key: undefined, dynamicKey: undefined, value };
  });
  return { kind: 'object', entries, start: node.start, end: node.end };
}
