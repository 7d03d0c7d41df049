/** Where text is taken from and put to: comments, blank lines, indentation and line endings as the file has them. */
import { known, unknown, type Known } from '../core/known.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import type { Binding, LanguageFrontend, Range, Statement, Tree } from './tree.ts';
import { allExpressions } from './walk.ts';

export interface InsertionPoint {
  /** The edit that puts these statements there, each on lines of its own. */
  readonly edit: (statements: readonly string[]) => TextEdit;
}

/**
 * The place at module level for what a statement of a function gives up:
 * as late as possible – right before the function – so that whatever the module does before it still comes before it.
 */
export function insertionPoint(
  frontend: LanguageFrontend,
  tree: Tree,
  statement: Statement,
  needed: readonly Binding[],
): Known<InsertionPoint> {
  const body = tree.functions[0]?.body.statements ?? [];
  const index = body.findIndex((it) => it.start <= statement.start && statement.end <= it.end);
  const function_ = body[index];
  if (!function_) return unknown('the function around it could not be found');
  for (const binding of needed) {
    const late = binding.writes.find((write) => write.function.id === 0 && write.range.start >= function_.start);
    const hoisted = tree.language !== 'python' && binding.kind === 'function';
    if (late && !hoisted) return unknown(`\`${binding.name}\`, which it needs, is set only after the function`);
  }
  const previous = body[index - 1];
  const eol = tree.text.includes('\r\n') ? '\r\n' : '\n';
  if (!previous) {
    const start = lineStart(tree.text, leadingComments(tree, function_).start);
    const gap = eol.repeat(frontend.spelling.blankLinesAroundFunctions + 1);
    return known({
      edit: (texts) => ({
        path: tree.path,
        start,
        end: start,
        text: texts.join(eol) + gap,
      }),
    });
  }
  const end = lineEnd(tree.text, previous.end);
  if (end > function_.start) return unknown('the function begins on the line of another statement');
  const before = blankLinesAfter(frontend, tree, previous);
  const after = /^\r?\n\s*\r?\n/.test(tree.text.slice(end))
    ? ''
    : eol.repeat(frontend.spelling.blankLinesAroundFunctions);
  return known({
    edit: (texts) => ({
      path: tree.path,
      start: end,
      end,
      text: eol.repeat(before + 1) + texts.join(eol) + after,
    }),
  });
}

function blankLinesAfter(frontend: LanguageFrontend, tree: Tree, previous: Statement): number {
  if (previous.kind === 'function' || previous.kind === 'class' || isLongDeclaration(tree, previous)) {
    return frontend.spelling.blankLinesAroundFunctions;
  }
  if (previous.kind === 'import') return 1;
  // A docstring or a directive is not code that the new statement continues.
  return previous.kind === 'expression' && previous.value.kind === 'literal' ? 1 : 0;
}

/** A type, or a function that is assigned to a name, over several lines. */
function isLongDeclaration({ text }: Tree, statement: Statement): boolean {
  if (!text.slice(statement.start, statement.end).includes('\n')) return false;
  return (
    statement.kind === 'none' ||
    (statement.kind === 'assign' && statement.declarators.some(({ value }) => value?.kind === 'function'))
  );
}

/** Takes statements out with their comments and lines; a blank line goes along where two would be left. */
export function removals(tree: Tree, statements: readonly Statement[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const run of runsOf(statements)) {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) continue;
    if (run.every((statement) => sharesNoLine(tree, statement))) edits.push(removalOfLines(tree, first, last));
    else edits.push(...run.map((statement) => removalInLine(tree, statement)));
  }
  return edits;
}

/** Statements that follow one another in a block. */
function runsOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const runs: Statement[][] = [];
  for (const statement of statements) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const follows =
      last?.block === statement.block &&
      last.block.statements.indexOf(last) + 1 === last.block.statements.indexOf(statement);
    if (run && follows) run.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

function removalOfLines(tree: Tree, first: Statement, last: Statement): TextEdit {
  const { text } = tree;
  const start = lineStart(text, leadingComments(tree, first).start);
  const end = lineEnd(text, last.end);
  let next = end + (lineBreakAt(text, end)?.length ?? 0);
  const previousLine = text.slice(lineStart(text, Math.max(0, start - 1)), start).trim();
  const blank = /^[ \t]*\r?\n/.exec(text.slice(next))?.[0];
  const opensBlock = first.block.statements[0] === first;
  if (blank !== undefined && (previousLine === '' || opensBlock)) next += blank.length;
  return { path: tree.path, start, end: next, text: '' };
}

function removalInLine(tree: Tree, statement: Statement): TextEdit {
  const separator = /^[ \t]*;?[ \t]*/.exec(tree.text.slice(statement.end))?.[0].length ?? 0;
  return { path: tree.path, start: statement.start, end: statement.end + separator, text: '' };
}

/** The statement or expression as it reads at module level: with its comments, without its indentation, names changed. */
export function statementText(tree: Tree, range: Statement | Range, renames: readonly TextEdit[]): string {
  const isStatement = 'block' in range;
  const start = isStatement ? leadingComments(tree, range).start : range.start;
  const end = isStatement && sharesNoLine(tree, range) ? lineEnd(tree.text, range.end) : range.end;
  const inside = renames.filter((edit) => start <= edit.start && edit.end <= end);
  const indentation = /^[ \t]*/.exec(tree.text.slice(lineStart(tree.text, start)))?.[0] ?? '';
  const edits = [...inside, ...dedents(tree, start, end, indentation)];
  const whole = applyEdits(tree.text.slice(0, end), edits) ?? tree.text.slice(0, end);
  return whole.slice(start).trimEnd();
}

function dedents(tree: Tree, start: number, end: number, indentation: string): readonly TextEdit[] {
  if (indentation === '') return [];
  const edits: TextEdit[] = [];
  const literals = multilineLiterals(tree);
  for (let at = tree.text.indexOf('\n', start); at >= 0 && at < end; at = tree.text.indexOf('\n', at + 1)) {
    const line = at + 1;
    if (line >= end || literals.some((range) => range.start < line && line <= range.end)) continue;
    if (tree.text.startsWith(indentation, line))
      edits.push({
        path: tree.path,
        start: line,
        end: line + indentation.length,
        text: '',
      });
  }
  return edits;
}

const literalCache = new WeakMap<Tree, readonly Range[]>();

function multilineLiterals(tree: Tree): readonly Range[] {
  const cached = literalCache.get(tree);
  if (cached) return cached;
  const ranges: Range[] = [];
  for (const expression of allExpressions(tree)) {
    const isText =
      expression.kind === 'literal' || (expression.kind === 'operation' && expression.operator === 'template');
    if (isText && tree.text.slice(expression.start, expression.end).includes('\n')) ranges.push(expression);
  }
  literalCache.set(tree, ranges);
  return ranges;
}

/** The statement with the comment lines that stand directly above it. */
function leadingComments(tree: Tree, statement: Statement): Range {
  let { start } = statement;
  for (const comment of [...tree.comments].reverse()) {
    if (comment.end > start) continue;
    const between = tree.text.slice(comment.end, start);
    const ownLine = tree.text.slice(lineStart(tree.text, comment.start), comment.start).trim() === '';
    if (!ownLine || !/^[ \t]*\r?\n[ \t]*$/.test(between)) break;
    start = comment.start;
  }
  return { start, end: statement.end };
}

function sharesNoLine(tree: Tree, statement: Statement): boolean {
  const before = tree.text.slice(lineStart(tree.text, statement.start), statement.start).trim();
  const after = tree.text.slice(statement.end, lineEnd(tree.text, statement.end)).trim();
  return (
    before === '' && (after === '' || after.startsWith('#') || after.startsWith('//') || /^\/\*.*\*\/$/.test(after))
  );
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line's text ends, its line break excluded. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' && at - 1 >= offset ? at - 1 : at;
}

const lineBreakAt = (text: string, offset: number): string | undefined =>
  /^\r?\n/.exec(text.slice(offset, offset + 2))?.[0];
