/** Where text is taken from: statements with their comments and lines, as they read at module level. */
import { keptWith } from '../../core/memo.ts';
import { applyEdits, type TextEdit } from '../../core/span.ts';
import { realigned } from './alignment.ts';
import { nextInBlock, ownComments } from './comments.ts';
import { leadingComments, lineBreakAt, lineEnd, lineStart, sharesNoLine } from '../lines.ts';
import type { Range, Statement, Tree } from '../tree.ts';
import { allExpressions } from '../walk.ts';

/** Takes statements out with their comments and lines; a blank line goes along where two would be left. */
export function removals(tree: Tree, statements: readonly Statement[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const run of runsOf(tree, statements)) {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) continue;
    if (run.every((statement) => sharesNoLine(tree, statement)))
      edits.push(removalOfLines(tree, first, last, statements));
    else edits.push(...run.map((statement) => removalInLine(tree, statement)));
  }
  return edits;
}

/** Statements that follow one another in a block, with no comment between them that stays. */
function runsOf(tree: Tree, statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const runs: Statement[][] = [];
  for (const statement of statements) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && nextInBlock(last) === statement && !commentStays(tree, last, statement, statements))
      run.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

function commentStays(tree: Tree, last: Statement, next: Statement, moving: readonly Statement[]): boolean {
  const [from, to] = [lineEnd(tree.text, last.end), ownComments(tree, next, moving).start];
  return tree.comments.some(({ start, end }) => from <= start && end <= to);
}

function removalOfLines(tree: Tree, first: Statement, last: Statement, moving: readonly Statement[]): TextEdit {
  const { text } = tree;
  const start = lineStart(text, ownComments(tree, first, moving).start);
  const end = lineEnd(text, last.end);
  let next = end + (lineBreakAt(text, end)?.length ?? 0);
  const previousLine = text.slice(lineStart(text, Math.max(0, start - 1)), start).trim();
  const blank = /^[ \t]*\r?\n/.exec(text.slice(next))?.[0];
  const opensBlock = first.block.statements[0] === first && leadingComments(tree, first).start >= start;
  // A comment that stays heads what follows, unless that has a comment of its own.
  const behind = next + (blank?.length ?? 0);
  const headed =
    leadingComments(tree, first).start < start &&
    !tree.comments.some((it) => behind <= it.start && text.slice(behind, it.start).trim() === '');
  if (blank !== undefined && (previousLine === '' || opensBlock || headed)) next += blank.length;
  return { path: tree.path, start, end: next, text: '' };
}

function removalInLine({ path, text }: Tree, statement: Statement): TextEdit {
  const end = statement.end + (/^[ \t]*;?[ \t]*/.exec(text.slice(statement.end))?.[0].length ?? 0);
  const before = text.slice(lineStart(text, statement.start), statement.start);
  const isLast = lineBreakAt(text, end) !== undefined && before.trim() !== '';
  const separator = isLast ? (/[ \t]*$/.exec(before)?.[0].length ?? 0) : 0;
  return { path, start: statement.start - separator, end, text: '' };
}

/**
 * The statement or expression as it reads at module level: with its comments, without its indentation, names changed.
 * `indent` is what its lines after the first begin with instead.
 * `moving` are the statements that are taken out together; `column` is where an expression will stand behind `indent`.
 */
export function statementText(
  tree: Tree,
  range: Statement | Range,
  renames: readonly TextEdit[],
  moving: readonly Statement[],
  indent = '',
  column?: number,
): string {
  const isStatement = 'block' in range;
  const start = isStatement ? ownComments(tree, range, moving).start : range.start;
  const isAlone = isStatement && sharesNoLine(tree, range);
  const end = isAlone ? lineEnd(tree.text, range.end) : range.end;
  const inside = renames.filter((edit) => start <= edit.start && edit.end <= end);
  const indentation = /^[ \t]*/.exec(tree.text.slice(lineStart(tree.text, range.start)))?.[0] ?? '';
  const before = range.start - lineStart(tree.text, range.start) - indentation.length;
  const shift = isStatement ? shiftBefore(tree, range, inside) : (column ?? before) - before;
  const aligned = realigned(tree, range, shift, multilineLiterals(tree));
  const edits = [...inside, ...merged(dedents(tree, start, end, indentation, indent), aligned)];
  const whole = applyEdits(tree.text.slice(0, end), edits) ?? tree.text.slice(0, end);
  const result = whole.slice(start).trimEnd();
  // In Python a semicolon parts statements of one line.
  return isStatement && !isAlone && tree.language === 'python' ? result.replace(/;$/, '') : result;
}

/** How far the names that are changed before the first bracket of a statement put it. */
function shiftBefore({ text }: Tree, { start, end }: Range, renames: readonly TextEdit[]): number {
  const bracket = /^[^([{\n]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return renames
    .filter((it) => start <= it.start && it.end <= start + bracket)
    .reduce((sum, it) => sum + it.text.length - (it.end - it.start), 0);
}

/** Both at the beginnings of lines: what is put there by the second is put behind what the first makes of it. */
function merged(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const others = new Map(second.map((it) => [it.start, it]));
  const both = first.map((it) => {
    const other = others.get(it.start);
    others.delete(it.start);
    return other ? { ...it, end: it.end + (other.end - other.start), text: it.text + other.text } : it;
  });
  return [...both, ...others.values()];
}

/** Takes `indentation` from the lines behind the first, and gives them `indent`; the text of literals stays as it is. */
export function dedents(
  tree: Tree,
  start: number,
  end: number,
  indentation: string,
  indent: string,
): readonly TextEdit[] {
  if (indentation === indent) return [];
  const edits: TextEdit[] = [];
  const literals = multilineLiterals(tree);
  for (let at = tree.text.indexOf('\n', start); at >= 0 && at < end; at = tree.text.indexOf('\n', at + 1)) {
    const line = at + 1;
    if (line >= end || literals.some((range) => range.start < line && line <= range.end)) continue;
    const own = /^[ \t]*/.exec(tree.text.slice(line, end))?.[0] ?? '';
    // A comment on a line of its own may stand anywhere.
    const comment = /^(#|\/\/)/.test(tree.text.slice(line + own.length, end));
    const away = comment && !own.startsWith(`${indentation} `) ? own : indentation;
    if (own.startsWith(away)) edits.push({ path: tree.path, start: line, end: line + away.length, text: indent });
  }
  return edits;
}

/** What one more level of indentation is in this file, by the first function whose body begins on a line of its own. */
export function unitOf(tree: Tree): string {
  const indentAt = (offset: number) => /^[ \t]*/.exec(tree.text.slice(lineStart(tree.text, offset)))?.[0] ?? '';
  for (const { body, parent, range } of tree.functions) {
    const [first] = body.statements;
    if (!parent || !first || lineStart(tree.text, first.start) <= range.start) continue;
    const [outer, own] = [indentAt(range.start), indentAt(first.start)];
    if (own.length > outer.length && own.startsWith(outer)) return own.slice(outer.length);
  }
  return tree.language === 'python' || tree.language === 'java' ? '    ' : '  ';
}

/** Indents what follows the first line of a range by `unit` more; the text of literals stays as it is. */
export function indents(tree: Tree, start: number, end: number, unit: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const literals = multilineLiterals(tree);
  for (let at = tree.text.indexOf('\n', start); at >= 0 && at < end; at = tree.text.indexOf('\n', at + 1)) {
    const line = at + 1;
    const isEmpty = /^\r?\n/.test(tree.text.slice(line, line + 2));
    if (isEmpty || literals.some((range) => range.start < line && line <= range.end)) continue;
    edits.push({ path: tree.path, start: line, end: line, text: unit });
  }
  return edits;
}

export const multilineLiterals = keptWith((tree: Tree): readonly Range[] => {
  const ranges: Range[] = [];
  for (const expression of allExpressions(tree)) {
    const isText =
      expression.kind === 'literal' || (expression.kind === 'operation' && expression.operator === 'template');
    if (isText && tree.text.slice(expression.start, expression.end).includes('\n')) ranges.push(expression);
  }
  return ranges;
});
