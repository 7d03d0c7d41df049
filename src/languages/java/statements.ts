import {
  type BlockDraft,
  type FunctionDraft,
  type Shape,
  deepest,
  functionDraft,
  lowerPart,
  nothingGiven,
  rangeOf,
  recordWrite,
  textOf,
  unknownExpression,
  within,
  placeStatement,
  openBlock,
} from '../treeSitter/draft.ts';
import { childOf, fieldOf, fieldsOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { Block, Declarator, Expression, Range } from '../tree.ts';
import { bind, innerScope, type Lowering } from './context.ts';
import { lowerAssignment } from './expressions.ts';
import { lowerType } from './names.ts';
import { lowerLabel } from './patterns.ts';

export function lowerItems(lowering: Lowering, block: BlockDraft, nodes: readonly SyntaxNode[]): void {
  for (const node of nodes) {
    if (!node.named || (node.start === node.end && node.children.length === 0)) continue;
    if (node.type === 'ERROR') {
      if (lowering.depth >= deepest) continue;
      lowering.depth += 1;
      lowerItems(lowering, block, node.children);
      lowering.depth -= 1;
    } else placeStatement(lowering, block, node, () => lowerStatement(lowering, node));
  }
}

/** A block, or the one statement that stands in its place, with a scope of its own. */
function blockOf(lowering: Lowering, node: SyntaxNode | undefined, around: Range): Block {
  const range = node ?? { start: around.end, end: around.end };
  return openBlock(lowering, range, (block) => {
    if (!node) return;
    within(lowering, innerScope(lowering, node), () => {
      lowerItems(lowering, block, node.type === 'block' ? node.children : [node]);
    });
  });
}

const optionalBlock = (lowering: Lowering, node: SyntaxNode | undefined, around: Range): Block | undefined =>
  node && blockOf(lowering, node, around);

function lowerStatement(lowering: Lowering, node: SyntaxNode): Shape {
  if (lowering.depth >= deepest) return { kind: 'none' };
  const all = () => namedOf(node).map((it) => lowering.expression(it));
  switch (node.type) {
    case 'local_variable_declaration':
      return {
        kind: 'assign',
        declarators: lowerDeclarators(lowering, node),
        declaration: 'none',
        exported: false,
      };
    case 'expression_statement':
      return lowerExpressionStatement(lowering, node);
    case 'explicit_constructor_invocation':
      return { kind: 'expression', value: lowering.expression(node) };
    case 'if_statement':
      return {
        kind: 'if',
        test: lowerPart(lowering, fieldOf(node, 'condition'), node),
        then: blockOf(lowering, fieldOf(node, 'consequence'), node),
        else: optionalBlock(lowering, fieldOf(node, 'alternative'), node),
      };
    case 'while_statement':
    case 'do_statement':
      return {
        kind: 'loop',
        head: [lowerPart(lowering, fieldOf(node, 'condition'), node)],
        body: blockOf(lowering, fieldOf(node, 'body'), node),
        else: undefined,
      };
    case 'for_statement':
      return within(lowering, innerScope(lowering, node), () => lowerFor(lowering, node));
    case 'enhanced_for_statement':
      return within(lowering, innerScope(lowering, node), () => lowerForEach(lowering, node));
    case 'try_statement':
      return lowerTry(lowering, node, blockOf(lowering, fieldOf(node, 'body'), node));
    case 'try_with_resources_statement':
      return within(lowering, innerScope(lowering, node), () => lowerTryWith(lowering, node));
    case 'switch_expression':
    case 'switch_statement':
      return lowerSwitch(lowering, node);
    case 'synchronized_statement': {
      const lock = childOf(node, 'parenthesized_expression');
      const values = lock ? [lowering.expression(lock)] : [];
      return { kind: 'other', values, blocks: [blockOf(lowering, fieldOf(node, 'body'), node)] };
    }
    case 'labeled_statement': {
      const inner = namedOf(node).at(-1);
      return { kind: 'other', values: [], blocks: inner ? [blockOf(lowering, inner, node)] : [] };
    }
    case 'block':
      return { kind: 'other', values: [], blocks: [blockOf(lowering, node, node)] };
    case 'return_statement':
    case 'yield_statement': {
      const [value] = namedOf(node);
      return { kind: 'return', value: value && lowering.expression(value) };
    }
    case 'throw_statement': {
      const [value] = namedOf(node);
      return { kind: 'throw', value: value && lowering.expression(value) };
    }
    case 'class_declaration':
    case 'interface_declaration':
    case 'enum_declaration':
    case 'record_declaration':
      return lowering.nestedClass(node);
    case 'continue_statement':
      return { kind: 'none', skips: true };
    case 'break_statement':
    case 'import_declaration':
    case 'package_declaration':
      return { kind: 'none' };
    default:
      return { kind: 'other', values: all(), blocks: [] };
  }
}

/** Variables, or fields, that one declaration gives a type. */
export function lowerDeclarators(lowering: Lowering, node: SyntaxNode): readonly Declarator[] {
  const typeNode = fieldOf(node, 'type');
  const type = typeNode && lowerType(lowering, typeNode);
  return fieldsOf(node, 'declarator').map((declarator): Declarator => {
    const name = fieldOf(declarator, 'name');
    const given = fieldOf(declarator, 'value');
    const value = given && lowering.expression(given, name && textOf(lowering, name));
    const at = rangeOf(declarator);
    const annotation = typeNode && rangeOf(typeNode);
    if (!name || name.start === name.end) return { targets: [], value, operator: '=', annotation, ...at };
    const spelt = textOf(lowering, name);
    const isArray = fieldOf(declarator, 'dimensions') !== undefined;
    const binding = bind(lowering, lowering.scope, spelt, 'variable', isArray ? undefined : type);
    if (value) recordWrite(lowering, binding, name, { value, iterates: undefined });
    return {
      targets: [{ kind: 'name', name: { kind: 'name', name: spelt, binding, ...rangeOf(name) } }],
      value,
      operator: '=',
      annotation,
      ...at,
    };
  });
}

function lowerExpressionStatement(lowering: Lowering, node: SyntaxNode): Shape {
  const [first] = namedOf(node);
  if (first?.type === 'assignment_expression') {
    const declarator = { ...lowerAssignment(lowering, first), annotation: undefined, ...rangeOf(first) };
    return { kind: 'assign', declarators: [declarator], declaration: 'none', exported: false };
  }
  if (first?.type === 'switch_expression') return lowerSwitch(lowering, first);
  return { kind: 'expression', value: lowerPart(lowering, first, node) };
}

/** What the head declares lives in a block of its own, and what it evaluates is in the loop's head. */
function lowerFor(lowering: Lowering, node: SyntaxNode): Shape {
  const head: Expression[] = [];
  for (const it of node.children) {
    if (it.field === 'init' && it.type === 'local_variable_declaration') {
      for (const { value } of lowerDeclarators(lowering, it)) if (value) head.push(value);
    } else if (it.named && (it.field === 'init' || it.field === 'condition' || it.field === 'update'))
      head.push(lowering.expression(it));
  }
  return { kind: 'loop', head, body: blockOf(lowering, fieldOf(node, 'body'), node), else: undefined };
}

function lowerForEach(lowering: Lowering, node: SyntaxNode): Shape {
  const iterates = lowerPart(lowering, fieldOf(node, 'value'), node);
  const type = fieldOf(node, 'type');
  const lowered = type && lowerType(lowering, type);
  const name = fieldOf(node, 'name');
  if (name) {
    const binding = bind(lowering, lowering.scope, textOf(lowering, name), 'variable', lowered);
    recordWrite(lowering, binding, name, { value: undefined, iterates });
  }
  return { kind: 'loop', head: [iterates], body: blockOf(lowering, fieldOf(node, 'body'), node), else: undefined };
}

function lowerTry(lowering: Lowering, node: SyntaxNode, body: Block): Extract<Shape, { kind: 'try' }> {
  const handlers = node.children
    .filter(({ type }) => type === 'catch_clause')
    .map((clause) => lowerCatch(lowering, clause));
  const last = childOf(node, 'finally_clause');
  return {
    kind: 'try',
    body,
    handlers,
    else: undefined,
    finally: optionalBlock(lowering, last && (childOf(last, 'block') ?? last), node),
  };
}

function lowerCatch(lowering: Lowering, clause: SyntaxNode): Block {
  return within(lowering, innerScope(lowering, clause), () => {
    const parameter = childOf(clause, 'catch_formal_parameter');
    const type = parameter && childOf(parameter, 'catch_type');
    if (type) lowerType(lowering, type);
    const name = parameter && fieldOf(parameter, 'name');
    if (name) {
      const binding = bind(lowering, lowering.scope, textOf(lowering, name), 'catch');
      recordWrite(lowering, binding, name, nothingGiven);
    }
    return blockOf(lowering, fieldOf(clause, 'body'), clause);
  });
}

/** With handlers or a `finally` it is a `try` around the `with`. */
function lowerTryWith(lowering: Lowering, node: SyntaxNode): Shape {
  const resources = namedOf(fieldOf(node, 'resources') ?? { ...node, children: [] });
  const withResources = (): Extract<Shape, { kind: 'with' }> => {
    const items = resources.map((it) => {
      const name = fieldOf(it, 'name');
      const type = fieldOf(it, 'type');
      const given = fieldOf(it, 'value') ?? (name ? undefined : namedOf(it)[0]);
      const value = lowerPart(lowering, given, it);
      const lowered = type && lowerType(lowering, type);
      if (!name) return { value, targets: [] };
      const spelt = textOf(lowering, name);
      const binding = bind(lowering, lowering.scope, spelt, 'variable', lowered);
      recordWrite(lowering, binding, name, { value, iterates: undefined });
      const target = { kind: 'name', name: { kind: 'name', name: spelt, binding, ...rangeOf(name) } } as const;
      return { value, targets: [target] };
    });
    return { kind: 'with', items, body: blockOf(lowering, fieldOf(node, 'body'), node) };
  };
  if (!childOf(node, 'catch_clause') && !childOf(node, 'finally_clause')) return withResources();
  const range = { start: node.start, end: fieldOf(node, 'body')?.end ?? node.end };
  const body = openBlock(lowering, range, (block) => {
    placeStatement(lowering, block, range, withResources);
  });
  return lowerTry(lowering, node, body);
}

function lowerSwitch(lowering: Lowering, node: SyntaxNode): Extract<Shape, { kind: 'switch' }> {
  const subject = lowerPart(lowering, fieldOf(node, 'condition'), node);
  const tests: Expression[] = [];
  const body = fieldOf(node, 'body');
  const cases = within(lowering, innerScope(lowering, body ?? node), () =>
    (body ? namedOf(body) : []).map((group) => {
      const labels = namedOf(group).filter(({ type }) => type === 'switch_label');
      for (const label of labels) tests.push(...lowerLabel(lowering, label, subject));
      const rest = namedOf(group).filter(({ type }) => type !== 'switch_label');
      return openBlock(lowering, rest[0] ? { start: rest[0].start, end: group.end } : group, (block) => {
        lowerItems(lowering, block, rest);
      });
    }),
  );
  return { kind: 'switch', subject, cases, tests };
}

/** A `switch` that gives a value, as a function without parameters that is one `switch` statement; `yield` is its `return`. */
export function lowerValueSwitch(lowering: Lowering, node: SyntaxNode): FunctionDraft {
  const at = { start: node.start, end: Math.min(node.end, node.start + 'switch'.length) };
  const parent = lowering.scope.function;
  const fn = functionDraft(lowering, { name: '', at, range: rangeOf(node), parent, class: undefined }, node);
  const { pending, opened } = lowering;
  within(lowering, innerScope(lowering, node, { function: fn }), () => {
    lowering.pending = [];
    lowering.opened = [];
    if (lowering.depth < deepest) placeStatement(lowering, fn.body, node, () => lowerSwitch(lowering, node));
    else
      fn.body.statements.push({
        kind: 'expression',
        value: unknownExpression(node, []),
        ...rangeOf(node),
        block: fn.body,
        function: fn,
      });
  });
  lowering.pending = pending;
  lowering.opened = opened;
  return fn;
}
