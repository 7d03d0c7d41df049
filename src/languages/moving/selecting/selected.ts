/** What a person selected: whole statements of a function, or one expression in it. */
import type { Analysis } from '../../analysis/analysis.ts';
import { functionOf } from '../../analysis/analysis.ts';
import type { Block, Expression, FunctionNode, Range, Statement, Tree } from '../../tree.ts';
import { allExpressions, blocksOf, statementsWithin } from '../../walk.ts';

export type Selected =
  | { readonly kind: 'statements'; readonly statements: readonly Statement[]; readonly fn: FunctionNode }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly fn: FunctionNode }
  /** Something of a function, but neither whole statements nor one expression. */
  | { readonly kind: 'parts'; readonly fn: FunctionNode }
  /** Nothing that could be moved out of a function. */
  | { readonly kind: 'nothing' };

/** An empty range stands for the statement around it. */
export function selectedIn(analysis: Analysis, range: Range): Selected {
  const { tree } = analysis;
  if (range.start === range.end) return aroundCursor(tree, range.start);
  const selected = trimmed(tree, range);
  if (selected.start >= selected.end) return { kind: 'nothing' };
  for (const block of blocksIn(tree)) {
    const statements = block.statements.filter((it) => covers(tree, selected, it) && !isConcise(tree, it));
    const [first, last] = [statements[0], statements.at(-1)];
    if (!first || !last || first.start !== selected.start || !endsWith(tree, selected, last)) continue;
    return block.function.id === 0 ? { kind: 'nothing' } : { kind: 'statements', statements, fn: block.function };
  }
  const expression = expressionIn(tree, selected);
  if (expression) return ofExpression(analysis, expression);
  return partsIn(tree, selected);
}

function ofExpression(analysis: Analysis, expression: Expression): Selected {
  const fn = functionOf(analysis, expression);
  if (fn.id === 0 || !isWorthAName(analysis.tree, expression)) return { kind: 'nothing' };
  const statement = analysis.statements.get(expression);
  const [declarator, ...others] = statement?.kind === 'assign' ? statement.declarators : [];
  // The value of a variable goes with the variable.
  if (statement && declarator?.value === expression && others.length === 0 && declarator.targets[0]?.kind !== 'member')
    return { kind: 'statements', statements: [statement], fn };
  return { kind: 'expression', expression, fn };
}

function aroundCursor(tree: Tree, offset: number): Selected {
  let found: Statement | undefined;
  for (const block of blocksIn(tree))
    for (const it of block.statements)
      if (it.start <= offset && offset <= it.end && (!found || found.start <= it.start)) found = it;
  return found?.kind === 'assign' && found.function.id !== 0
    ? { kind: 'statements', statements: [found], fn: found.function }
    : { kind: 'nothing' };
}

/** Several statements of which one is cut, or more than a word of one. */
function partsIn(tree: Tree, { start, end }: Range): Selected {
  const isWord =
    /^[\w$.]*$/.test(tree.text.slice(start, end)) ||
    [...tree.comments, ...textsIn(tree)].some((it) => it.start <= start && end <= it.end);
  for (const block of blocksIn(tree)) {
    const touched = block.statements.filter((it) => it.start < end && start < it.end);
    const isCut = touched.length > 1 || (touched.length === 1 && !isWord);
    if (isCut && block.function.id !== 0) return { kind: 'parts', fn: block.function };
  }
  return { kind: 'nothing' };
}

/** A word of a text says nothing by itself. */
const textsIn = (tree: Tree): readonly Range[] =>
  allExpressions(tree).filter((it) => it.kind === 'literal' || (it.kind === 'operation' && it.operator === 'template'));

function* blocksIn(tree: Tree): Generator<Block> {
  for (const { body } of tree.functions) {
    yield body;
    for (const statement of statementsWithin(body)) yield* blocksOf(statement);
  }
}

/** The outermost expression that is selected exactly. */
function expressionIn(tree: Tree, { start, end }: Range): Expression | undefined {
  for (const it of allExpressions(tree)) if (it.start === start && it.end === end) return it;
  const inner = tree.text.charAt(start) === '(' && tree.text.charAt(end - 1) === ')';
  return inner ? expressionIn(tree, trimmed(tree, { start: start + 1, end: end - 1 })) : undefined;
}

/** A name, a number or a text has nothing to gain. */
const isWorthAName = ({ text }: Tree, { kind, start, end }: Expression): boolean =>
  kind !== 'name' &&
  kind !== 'this' &&
  kind !== 'super' &&
  (kind !== 'literal' || text.slice(start, end).startsWith('/'));

const covers = (tree: Tree, range: Range, it: Statement): boolean =>
  range.start <= it.start && (it.end <= range.end || endsWith(tree, range, it));

/** The body of an arrow function that is an expression, and returned for that. */
const isConcise = ({ text }: Tree, { kind, start }: Statement): boolean =>
  kind === 'return' && !text.startsWith('return', start);

/** A semicolon need not be selected. */
const endsWith = ({ text }: Tree, { end }: Range, it: Statement): boolean =>
  it.end === end ||
  (it.end === end + 1 && text.charAt(end) === ';') ||
  (it.end === end - 1 && text.charAt(end - 1) === ';');

/** Without the blanks and comments at both ends. */
function trimmed(tree: Tree, range: Range): Range {
  let { start, end } = range;
  for (;;) {
    while (start < end && /\s/.test(tree.text.charAt(start))) start++;
    while (start < end && /\s/.test(tree.text.charAt(end - 1))) end--;
    const opening = tree.comments.find((it) => it.start === start && it.end <= end);
    const closing = tree.comments.find((it) => it.end === end && it.start >= start);
    if (opening) start = opening.end;
    else if (closing) end = closing.start;
    else return { start, end };
  }
}
