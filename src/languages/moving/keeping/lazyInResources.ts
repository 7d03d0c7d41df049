/** Java: what `try (S3Client s3 = S3Client.create()) {` would close is taken out of its head, and kept in a static field. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import { dedents, indents, statementText, unitOf } from '../../edits/excerpts.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { eolOf, leadingComments, lineEnd, lineStart } from '../../lines.ts';
import type { Expression, Statement, Tree } from '../../tree.ts';
import { declaredIn, expressionsWithin } from '../../walk.ts';
import { pointFor } from '../insertion.ts';
import { freeName, wordsFor } from '../naming.ts';
import { onItsObject } from '../needs.ts';
import { typeOf } from '../staticFields.ts';
import { keptTwin } from '../twins.ts';
import { renewalOf } from './connections.ts';
import type { Keeping } from './keeping.ts';
import { guardInJava, indentOf } from './lazyInBlock.ts';

type Resources = Extract<Statement, { kind: 'with' }>;

/** One resource of the head: what is written of it, and how much of the head goes with it. */
interface Resource {
  /** `final S3Client s3`. */
  readonly declared: string;
  /** What is left of the head, in its parentheses; '' when nothing is. */
  readonly rest: string;
}

export function keptInResources(keeping: Keeping, statement: Resources): Known<readonly TextEdit[]> {
  const { frontend, analysis, located, held } = keeping;
  const { tree } = analysis;
  if (held) return unknown(onItsObject);
  const [first] = statement.body.statements;
  const resource = resourceIn(tree, statement, located.whole);
  if (!first || !resource) return unknown('its `try` could not be read');
  const other = neededOf(keeping, statement);
  if (other !== undefined) return unknown(`it is made of \`${other}\`, which is closed with it`);
  const { declared, rest } = resource;
  const written = declared.replace(/^final\s+/, '').replace(/\s+\w+$/, '');
  const type = written === 'var' ? typeOf(analysis, located.whole) : known({ type: written, imports: [] });
  if (!type.known) return type;
  const point = pointFor(frontend, analysis, { kind: located.fact.resource.kind, statement });
  if (!point.known) return point;
  // Two who share a connection would end each other's transactions.
  const twin = renewalOf(located) ? undefined : keptTwin(analysis, located, statement);
  const name = twin ?? freeName(frontend, analysis, wordsFor(analysis, located), new Set());
  const indent = indentOf(tree, first);
  if (indent.trim() !== '') return unknown('its `try` stands on one line');
  const lines = (at: string): readonly string[] => [
    ...guardInJava(located, name, unitOf(tree), statementText(tree, located.whole, [], [], at + unitOf(tree))),
    `${declared} = ${name};`,
  ];
  const edits = unwrapped(tree, statement, lines, rest) ?? wrapped(tree, statement, lines, indent, rest);
  const field = frontend.spelling.declareEmpty(tree, name, type.value.type);
  return known([...edits, ...(twin === undefined ? point.value.edits(type.value.imports, [field]) : [])]);
}

/** Handlers stand around it as a `try` of their own in the lowered tree. */
const isHandled = ({ block: { owner }, start }: Resources): boolean => owner?.kind === 'try' && owner.start === start;

/**
 * Nothing is left of the `try` but its body, or the others of its head; undefined where what it declares would then
 * mean something else, or where its lines cannot be told from their braces.
 */
function unwrapped(
  tree: Tree,
  statement: Resources,
  lines: (indent: string) => readonly string[],
  rest: string,
): readonly TextEdit[] | undefined {
  const { path, text } = tree;
  const { body, start } = statement;
  const outer = text.slice(lineStart(text, start), start);
  const isOfBlock = text[statement.block.range.start] === '{' && outer.trim() === '';
  const names = namesBehind(tree, statement, rest === '');
  if (!isOfBlock || isHandled(statement) || names.some((it) => isSaidOutside(tree, statement, it))) return undefined;
  const eol = eolOf(tree);
  const above = lines(outer).join(eol + outer);
  if (rest !== '') return [{ path, start, end: body.range.start + 1, text: `${above}${eol}${outer}try (${rest}) {` }];
  const [first, last] = [body.statements[0], body.statements.at(-1)];
  if (!first || !last) return undefined;
  const from = leadingComments(tree, first).start;
  const until = lineEnd(text, last.end);
  const isPlain =
    /^[ \t]*\r?\n[ \t]*$/.test(text.slice(body.range.start + 1, from)) &&
    /^\s*\}$/.test(text.slice(until, body.range.end)) &&
    /^[ \t]*(?:\r?\n|$)/.test(text.slice(statement.end));
  if (!isPlain) return undefined;
  return [
    { path, start, end: from, text: above + eol + outer },
    ...dedents(tree, from, until, indentOf(tree, first), outer),
    { path, start: until, end: statement.end, text: '' },
  ];
}

/** The names that would be visible behind it: of its resources, and of what its body declares. */
function namesBehind(tree: Tree, { items, body }: Resources, withBody: boolean): readonly string[] {
  const own = items.flatMap(({ targets }) => targets.flatMap((it) => (it.kind === 'name' ? [it.name.name] : [])));
  return withBody ? [...own, ...declaredIn(tree, body).map(({ name }) => name)] : own;
}

/** Whether the function says the name before or behind the statement as well; a field and a local would be one then. */
function isSaidOutside({ text }: Tree, { function: fn, start, end }: Resources, name: string): boolean {
  const said = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return said.test(text.slice(fn.range.start, start)) || said.test(text.slice(end, fn.range.end));
}

/** Where it has to stay a block: with handlers, or for its names. */
const wrapped = (
  tree: Tree,
  statement: Resources,
  lines: (indent: string) => readonly string[],
  indent: string,
  rest: string,
): readonly TextEdit[] =>
  rest === '' ? alone(tree, statement, lines(indent), indent) : amongOthers(tree, statement, lines, rest);

function alone(tree: Tree, statement: Resources, lines: readonly string[], indent: string): readonly TextEdit[] {
  const head = [isHandled(statement) ? 'try {' : '{', ...lines.map((it) => indent + it)].join(eolOf(tree));
  return [{ path: tree.path, start: statement.start, end: statement.body.range.start + 1, text: head }];
}

/** The others stay in a `try` within a block, in which the variable means what it meant. */
function amongOthers(
  tree: Tree,
  statement: Resources,
  lines: (indent: string) => readonly string[],
  rest: string,
): readonly TextEdit[] {
  const { path, text } = tree;
  const unit = unitOf(tree);
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, statement.start)))?.[0] ?? '';
  const inner = outer + unit;
  const eol = eolOf(tree);
  const { start, end } = statement.body.range;
  const head = [
    isHandled(statement) ? 'try {' : '{',
    ...lines(inner).map((it) => inner + it),
    `${inner}try (${rest}) {`,
  ];
  return [
    { path, start: statement.start, end: start + 1, text: head.join(eol) },
    ...indents(tree, start + 1, end, unit),
    { path, start: end, end, text: `${eol}${outer}}` },
  ];
}

/** Undefined where the head is written in a way that cannot be read, or where a comment in it would be lost. */
function resourceIn({ text, comments }: Tree, statement: Resources, whole: Expression): Resource | undefined {
  const { items, body } = statement;
  const index = items.findIndex(({ value }) => value === whole);
  const open = /^try\s*\(/.exec(text.slice(statement.start, whole.end))?.[0].length;
  const close = text.lastIndexOf(')', body.range.start);
  if (index < 0 || open === undefined || comments.some((it) => statement.start < it.start && it.end < body.range.start))
    return undefined;
  const [first, last] = [statement.start + open, items.at(-1)?.value.end ?? close];
  if (!/^\s*;?\s*\)\s*$/.test(text.slice(last, body.range.start))) return undefined;
  const before = items[index - 1]?.value.end;
  const after = items[index + 1];
  const start = before === undefined ? first : before + (/^\s*;/.exec(text.slice(before))?.[0].length ?? 0);
  const declared = /^\s*([^=;()]*?)\s*=\s*$/.exec(text.slice(start, whole.start))?.[1];
  if (declared === undefined) return undefined;
  const others = [text.slice(first, before ?? first), after ? text.slice(whole.end, last).replace(/^\s*;/, '') : ''];
  return {
    declared,
    rest: others
      .map((it) => it.trim())
      .filter((it) => it !== '')
      .join('; '),
  };
}

/** Another resource of the same head that it is made of. */
function neededOf({ located }: { readonly located: LocatedCreation }, { items }: Resources): string | undefined {
  const names = items.flatMap(({ targets }) => targets.flatMap((it) => (it.kind === 'name' ? [it.name.binding] : [])));
  for (const part of expressionsWithin(located.whole))
    if (part.kind === 'name' && part.binding && names.includes(part.binding)) return part.name;
  return undefined;
}
