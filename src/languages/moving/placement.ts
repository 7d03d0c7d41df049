/** Where at module level a person would put what a function gives up, with the blank lines that the file has there. */
import { known, unknown, type Known } from '../../core/known.ts';
import { keptWith } from '../../core/memo.ts';
import type { ResourceKind } from '../../core/module.ts';
import { countBefore } from '../../core/sorted.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { creationsOf, type LocatedCreation } from '../facts/creations.ts';
import { eolOf, leadingComments, lineEnd, lineStart } from '../lines.ts';
import type { Binding, LanguageFrontend, Statement, Tree } from '../tree.ts';
import { indexAround } from '../walk.ts';
import { mayRunBefore } from './earlyCalls.ts';
import { acts } from './inert.ts';

export interface InsertionPoint {
  /**
   * The edits that put these there, each on lines of its own; imports come to the module's own imports.
   * Lines of an initializer, which only a class of Java has, stand in a block behind the rest.
   */
  readonly edits: (
    imports: readonly string[],
    statements: readonly string[],
    initializer?: readonly string[],
  ) => readonly TextEdit[];
  /** What lines begin with there. */
  readonly indent: string;
}

/** What a function gives up. */
export interface GivenUp {
  readonly kind: ResourceKind | undefined;
  /** Where in the function it stands. */
  readonly statement: Statement;
  /** Module-level names that it reads. */
  readonly needed?: Iterable<Binding>;
}

/**
 * The place for what a function gives up.
 * It lies after everything that the creation needs, after all imports and after whatever else might change what it
 * becomes; from there on, with the module's own creations of its kind, else with its constants.
 * Where that leaves no choice it is right above the function.
 */
export function insertionPoint(
  frontend: LanguageFrontend,
  analysis: Analysis,
  { kind, statement, needed = [] }: GivenUp,
): Known<InsertionPoint> {
  const { tree } = analysis;
  const body = tree.functions[0]?.body.statements ?? [];
  const index = indexAround(body, statement);
  const function_ = body[index];
  if (!function_) return unknown('the function around it could not be found');
  if (mayRunBefore(analysis, function_)) return unknown('the function is called while its module is loaded');
  const hoisted = (binding: Binding) => tree.language !== 'python' && binding.kind === 'function';
  for (const binding of needed) {
    const late = binding.writes.find((write) => write.function.id === 0 && write.range.start >= function_.start);
    if (late && !hoisted(binding))
      return unknown(`\`${binding.name}\`, which it needs, is set only after the function`);
  }
  const writing = [...needed]
    .filter((it) => !hoisted(it))
    .flatMap(({ writes }) => writes.map(({ range }) => indexAround(body, range)));
  const above = body.slice(0, index);
  const earliest = 1 + Math.max(lastActing(analysis, index), ...writing.filter((it) => it < index));
  const like = afterItsLike(analysis, kind, above);
  const at =
    like === undefined
      ? afterConstants(tree, above, earliest)
      : like < earliest
        ? afterParagraph(tree, above, earliest)
        : like;
  const next = body[at] ?? function_;
  const previous = body[at - 1];
  if (previous && endOf(tree, previous, next) > next.start)
    return unknown('the function begins on the line of another statement');
  const lastImport = above.slice(0, at).findLast(({ kind }) => kind === 'import');
  return known({
    indent: '',
    edits: (imports, statements) => {
      if (imports.length === 0) return [insertion(frontend, tree, previous, next, statements)];
      if (!lastImport || lastImport === previous)
        return [
          insertion(
            frontend,
            tree,
            previous,
            next,
            [...imports, ...(statements.length > 0 ? [''] : []), ...statements],
            true,
          ),
        ];
      const end = lineEnd(tree.text, lastImport.end);
      const eol = eolOf(tree);
      return [
        { path: tree.path, start: end, end, text: eol + imports.join(eol) },
        insertion(frontend, tree, previous, next, statements),
      ];
    },
  });
}

/** The last one above a statement of the module behind which things have to stay; -1 where there is none. */
function lastActing(analysis: Analysis, index: number): number {
  const all = actingIn(analysis);
  return all[countBefore(all, (it) => it < index) - 1] ?? -1;
}

const actingIn = keptWith((analysis: Analysis): readonly number[] =>
  [...(analysis.tree.functions[0]?.body.statements ?? []).entries()].flatMap(([index, it]) =>
    acts(analysis, it) || isText(it) ? [index] : [],
  ),
);

/** A docstring, or a directive such as 'use strict'. */
const isText = (statement: Statement): boolean =>
  statement.kind === 'expression' && statement.value.kind === 'literal' && typeof statement.value.value === 'string';

/** How many of the statements come before the place behind the module's last creation of the same kind, else of any kind. */
export function afterItsLike(
  analysis: Analysis,
  kind: ResourceKind | undefined,
  statements: readonly Statement[],
): number | undefined {
  let ofKind = -1;
  let ofAny = -1;
  for (const { whole, fact } of madeByModule(analysis)) {
    const index = indexAround(statements, whole);
    if (statements[index]?.kind !== 'assign') continue;
    ofAny = Math.max(ofAny, index);
    if (fact.resource.kind === kind) ofKind = Math.max(ofKind, index);
  }
  const last = ofKind < 0 ? ofAny : ofKind;
  return last < 0 ? undefined : last + 1;
}

/** What constants of the module hold. */
export const madeByModule = keptWith((analysis: Analysis): readonly LocatedCreation[] =>
  creationsOf(analysis).filter(({ fact, holder }) => fact.in === 0 && holder !== undefined),
);

/** Behind the constants that follow, and what they set up; a type among them does not end their row. */
function afterConstants(tree: Tree, above: readonly Statement[], from: number): number {
  let end = from;
  for (const [offset, statement] of above.slice(from).entries()) {
    const plain = statement.kind === 'assign' && !isLongDeclaration(tree, statement) && !givesFunction(statement);
    const line = statement.kind === 'expression' && !tree.text.slice(statement.start, statement.end).includes('\n');
    if (plain || line) end = from + offset + 1;
    else if (statement.kind !== 'none') break;
  }
  return end;
}

/** Behind the constants that stand together with the last one that is needed, on a line each. */
function afterParagraph(tree: Tree, above: readonly Statement[], from: number): number {
  let end = from;
  for (let last = above[end - 1], next = above[end]; last && next; last = next, next = above[end]) {
    const isNext = /^[ \t]*\r?\n[ \t]*$/.test(tree.text.slice(lineEnd(tree.text, last.end), next.start));
    const isOfOne = next.kind === 'assign' && !tree.text.slice(next.start, next.end).includes('\n');
    if (last.kind !== 'assign' || !isNext || !isOfOne || givesFunction(next)) break;
    end++;
  }
  return end;
}

const givesFunction = (statement: Statement): boolean =>
  statement.kind === 'assign' && statement.declarators.some(({ value }) => value?.kind === 'function');

function insertion(
  frontend: LanguageFrontend,
  tree: Tree,
  previous: Statement | undefined,
  next: Statement,
  lines: readonly string[],
  importsFirst = false,
): TextEdit {
  const eol = eolOf(tree);
  const isFunction = isFunctionLike(tree, next);
  if (!previous) {
    const start = aboveFirst(tree, next);
    const gap = isFunction ? frontend.spelling.blankLinesAroundFunctions : 1;
    return { path: tree.path, start, end: start, text: lines.join(eol) + eol.repeat(gap + 1) };
  }
  const end = endOf(tree, previous, next);
  const blank = blankLinesAt(tree.text, end);
  const usual = frontend.spelling.blankLinesAroundFunctions;
  const around = blank === 0 ? usual : Math.min(blank, usual);
  const before = importsFirst && previous.kind === 'import' ? 0 : blankLinesAfter(tree, previous, around);
  const after = blank > 0 ? 0 : isFunction ? usual : Math.min(before, 1);
  return { path: tree.path, start: end, end, text: eol.repeat(before + 1) + lines.join(eol) + eol.repeat(after) };
}

/** How many empty lines follow the line that ends there. */
export const blankLinesAt = (text: string, end: number): number =>
  Math.max(0, (/^(?:[ \t]*\r?\n)*/.exec(text.slice(end))?.[0].split('\n').length ?? 0) - 2);

/** Where the statement's lines end, with the comment lines that close it rather than open what follows. */
function endOf(tree: Tree, statement: Statement, next: Statement): number {
  const end = lineEnd(tree.text, statement.end);
  const closing = /^(?:\r?\n[ \t]*(?:#|\/\/)[^\n]*)+(?=\r?\n[ \t]*\r?\n)/.exec(tree.text.slice(end, next.start))?.[0];
  return end + (closing?.replace(/\r$/, '').length ?? 0);
}

/** Comments at the very beginning of a file may speak of the file: an interpreter, a licence, a check. */
function aboveFirst(tree: Tree, next: Statement): number {
  const { start } = leadingComments(tree, next);
  const header = start === 0 ? tree.text.slice(0, next.start) : '';
  return lineStart(tree.text, /^#!|coding[:=]|copyright|licen[cs]e|@ts-|eslint/i.test(header) ? next.start : start);
}

function blankLinesAfter(tree: Tree, previous: Statement, around: number): number {
  if (isFunctionLike(tree, previous)) return around;
  if (previous.kind === 'import' || isText(previous)) return 1;
  const block = previous.kind !== 'assign' && previous.kind !== 'expression' && previous.kind !== 'none';
  return block || tree.text.slice(previous.start, previous.end).includes('\n') ? 1 : 0;
}

const isFunctionLike = (tree: Tree, statement: Statement): boolean =>
  statement.kind === 'function' || statement.kind === 'class' || isLongDeclaration(tree, statement);

/** A type, or a function that is assigned to a name, over several lines. */
function isLongDeclaration({ text }: Tree, statement: Statement): boolean {
  if (!text.slice(statement.start, statement.end).includes('\n')) return false;
  return statement.kind === 'none' || givesFunction(statement);
}
