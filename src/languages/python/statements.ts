import { expressionsOfTarget } from '../walk.ts';
import {
  type BlockDraft,
  deepest,
  lowerPart,
  nothingGiven,
  unknownExpression,
  within,
  placeStatement,
  openBlock,
  type Shape,
} from '../treeSitter/draft.ts';
import type { Block, Expression } from '../tree.ts';
import { lowerAssignment } from './assignments.ts';
import { bodyOf, extent, isStatement } from './bodies.ts';
import { type Lowering, type Scope } from './context.ts';
import { definitionIn, lowerClass, lowerFunction } from './definitions.ts';
import { lowerList } from './expressions.ts';
import { lowerImports } from './imports.ts';
import { namesIn, readName } from './names.ts';
import { capturesOf, comparedIn } from './patterns.ts';
import { aliasOf } from './scopes.ts';
import { childOf, fieldOf, fieldsOf, namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import { lowerTarget, writeName } from './targets.ts';

/** Fills the body of a function, or of the module. */
export function lowerBody(lowering: Lowering, block: BlockDraft, scope: Scope, nodes: readonly SyntaxNode[]): void {
  within(lowering, scope, () => lowerItems(lowering, nodes, block));
}

function lowerItems(lowering: Lowering, nodes: readonly SyntaxNode[], block: BlockDraft): void {
  let strays: Expression[] = [];
  const flush = () => {
    const [first] = strays;
    const last = strays.at(-1);
    if (!first || !last) return;
    const range = { start: first.start, end: last.end };
    placeStatement(lowering, block, range, () => ({ kind: 'expression', value: unknownExpression(range, strays) }));
    strays = [];
  };
  for (const [index, node] of nodes.entries()) {
    if (!node.named) continue;
    if (isStatement(node)) {
      flush();
      const next = nodes[index + 1];
      const end = next?.type === ';' ? next.end : node.end;
      placeStatement(lowering, block, { start: node.start, end }, () => lowerStatement(lowering, node));
    } else if (node.type === 'ERROR' || node.type === 'block') {
      flush();
      if (lowering.depth >= deepest) continue;
      lowering.depth += 1;
      lowerItems(lowering, node.children, block);
      lowering.depth -= 1;
    } else if (node.start < node.end) strays.push(lowering.expression(node));
  }
  flush();
}

function blockOf(lowering: Lowering, node: SyntaxNode): Block {
  const nodes = bodyOf(node);
  return openBlock(lowering, extent(nodes, node), (block) => lowerItems(lowering, nodes, block));
}

const optionalBlock = (lowering: Lowering, node: SyntaxNode | undefined): Block | undefined =>
  node && blockOf(lowering, node);

function lowerStatement(lowering: Lowering, node: SyntaxNode): Shape {
  if (lowering.depth >= deepest)
    return { kind: 'other', values: [unknownExpression(node, namesIn(lowering, node))], blocks: [] };
  const all = () => namedOf(node).map(lowering.expression);

  switch (node.type) {
    case 'expression_statement':
      return lowerExpressionStatement(lowering, node);
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
      return definitionIn(node).type === 'class_definition'
        ? { kind: 'class', declared: lowerClass(lowering, node), exported: false }
        : { kind: 'function', declared: lowerFunction(lowering, node), exported: false };
    case 'if_statement':
      return lowerIf(lowering, node, fieldsOf(node, 'alternative'), 0, node.end);
    case 'for_statement': {
      const right = fieldOf(node, 'right');
      const left = fieldOf(node, 'left');
      const iterates = lowerPart(lowering, right, node);
      const target = left && lowerTarget(lowering, left, { value: undefined, iterates, path: [] });
      const head = [iterates, ...(target ? expressionsOfTarget(target) : [])];
      return {
        kind: 'loop',
        head,
        ...(target && target.kind !== 'name' ? { sets: target } : {}),
        body: blockOf(lowering, node),
        else: optionalBlock(lowering, fieldOf(node, 'alternative')),
      };
    }
    case 'while_statement': {
      const head = [lowerPart(lowering, fieldOf(node, 'condition'), node)];
      return {
        kind: 'loop',
        head,
        body: blockOf(lowering, node),
        else: optionalBlock(lowering, fieldOf(node, 'alternative')),
      };
    }
    case 'try_statement':
      return {
        kind: 'try',
        body: blockOf(lowering, node),
        handlers: node.children
          .filter(({ type }) => type === 'except_clause')
          .map((clause) => lowerHandler(lowering, clause)),
        else: optionalBlock(lowering, childOf(node, 'else_clause')),
        finally: optionalBlock(lowering, childOf(node, 'finally_clause')),
      };
    case 'with_statement':
      return lowerWith(lowering, node);
    case 'match_statement':
      return lowerMatch(lowering, node);
    case 'return_statement': {
      const [value] = namedOf(node);
      return { kind: 'return', value: value && lowering.expression(value) };
    }
    case 'raise_statement': {
      const [value, cause] = all();
      if (!value || !cause) return { kind: 'throw', value };
      return {
        kind: 'throw',
        value: { kind: 'operation', operator: 'from', parts: [value, cause], start: value.start, end: cause.end },
      };
    }
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement': {
      const [first] = lowerImports(lowering, node);
      return first ? { kind: 'import', node: first } : { kind: 'none' };
    }
    case 'delete_statement': {
      const values = namesOrMembers(namedOf(node)).flatMap((it) => {
        if (it.type !== 'identifier') return lowering.expression(it);
        // Without its value, the name is as good as set anew.
        writeName(lowering, it, nothingGiven);
        return readName(lowering, it) ?? [];
      });
      return { kind: 'other', values, blocks: [] };
    }
    case 'type_alias_statement': {
      const name = fieldOf(node, 'left')?.children[0];
      const value = fieldOf(node, 'right');
      if (name?.type === 'identifier') writeName(lowering, name, nothingGiven);
      if (value) namesIn(lowering, value);
      return { kind: 'none' };
    }
    case 'continue_statement':
      return { kind: 'none', skips: true };
    case 'pass_statement':
    case 'break_statement':
    case 'global_statement':
    case 'nonlocal_statement':
      return { kind: 'none' };
    default:
      return { kind: 'other', values: all(), blocks: [] };
  }
}

function lowerExpressionStatement(lowering: Lowering, node: SyntaxNode): Shape {
  const parts = namedOf(node);
  const [first] = parts;
  if (first?.type === 'assignment' || first?.type === 'augmented_assignment') {
    return { kind: 'assign', declarators: [lowerAssignment(lowering, first)], declaration: 'none', exported: false };
  }
  if (parts.length === 1 && first && node.children.some(({ type }) => type === ',')) {
    return {
      kind: 'expression',
      value: { kind: 'list', items: [lowering.expression(first)], start: node.start, end: node.end },
    };
  }
  return { kind: 'expression', value: lowerList(lowering, parts, node) };
}

/** `elif` is an `if` of its own in the `else` block. */
/** `at` is the place of the next alternative: each list that left one out would be a copy, thousands of them for generated code. */
function lowerIf(
  lowering: Lowering,
  head: SyntaxNode,
  alternatives: readonly SyntaxNode[],
  at: number,
  end: number,
): Shape {
  const condition = fieldOf(head, 'condition');
  const test = lowerPart(lowering, condition, head);
  const typeOnly = lowering.typeOnly;
  lowering.typeOnly ||= isTypeChecking(test);
  const then = blockOf(lowering, head);
  lowering.typeOnly = typeOnly;

  const next = alternatives[at];
  if (next?.type !== 'elif_clause') return { kind: 'if', test, then, else: optionalBlock(lowering, next) };
  const range = { start: next.start, end };
  const otherwise = openBlock(lowering, range, (block) =>
    placeStatement(lowering, block, range, () =>
      lowering.depth >= deepest
        ? {
            kind: 'other',
            values: alternatives.slice(at).map((it) => unknownExpression(it, namesIn(lowering, it))),
            blocks: [],
          }
        : lowerIf(lowering, next, alternatives, at + 1, end),
    ),
  );
  return { kind: 'if', test, then, else: otherwise };
}

const isTypeChecking = (test: Expression): boolean =>
  (test.kind === 'name' && test.name === 'TYPE_CHECKING') ||
  (test.kind === 'member' && test.property === 'TYPE_CHECKING');

function lowerHandler(lowering: Lowering, clause: SyntaxNode): Block {
  for (const value of fieldsOf(clause, 'value')) {
    const alias = fieldOf(clause, 'alias') ?? aliasOf(value);
    // A `try` statement has no place for the types that it catches; that their names are read must be known all the same.
    namesIn(lowering, value.type === 'as_pattern' ? (namedOf(value)[0] ?? value) : value);
    if (alias?.type === 'identifier') writeName(lowering, alias, nothingGiven);
  }
  return blockOf(lowering, clause);
}

function lowerWith(lowering: Lowering, node: SyntaxNode): Shape {
  const clause = childOf(node, 'with_clause');
  const items = (clause ? namedOf(clause) : []).map((item) => {
    const managed = fieldOf(item, 'value') ?? item;
    const alias = aliasOf(managed);
    const value = lowerPart(lowering, managed.type === 'as_pattern' ? namedOf(managed)[0] : managed, item);
    return { value, targets: alias ? [lowerTarget(lowering, alias, { value, iterates: undefined, path: [] })] : [] };
  });
  return { kind: 'with', items, body: blockOf(lowering, node) };
}

function lowerMatch(lowering: Lowering, node: SyntaxNode): Shape {
  const subject = lowerList(lowering, fieldsOf(node, 'subject'), node);
  const tests: Expression[] = [];
  const cases = bodyOf(node)
    .filter(({ type }) => type === 'case_clause')
    .map((clause) => {
      for (const pattern of clause.children.filter(({ type }) => type === 'case_pattern')) {
        tests.push(...comparedIn(pattern).map(lowering.expression));
        for (const { name, path } of capturesOf(lowering.text, pattern))
          writeName(lowering, name, { value: subject, iterates: undefined, path });
      }
      const guard = fieldOf(clause, 'guard');
      if (guard) tests.push(...namedOf(guard).map(lowering.expression));
      return blockOf(lowering, clause);
    });
  return { kind: 'switch', subject, cases, tests };
}

/** The parts of what `del` removes. */
const namesOrMembers = (nodes: readonly SyntaxNode[]): readonly SyntaxNode[] =>
  nodes.flatMap((node) =>
    node.type === 'expression_list' || node.type === 'tuple' || node.type === 'list' ? namedOf(node) : [node],
  );
