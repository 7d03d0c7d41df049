/** Python and Java: `if client is None:` before the statement that the construction stands in. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { indents, statementText, unitOf } from '../../edits/excerpts.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { eolOf, leadingComments, lineEnd, lineStart, sharesNoLine } from '../../lines.ts';
import type { FunctionNode, Statement, Tree } from '../../tree.ts';
import { isWholeStatement } from '../constant.ts';
import { pointFor } from '../insertion.ts';
import { freeName, renameEdits, wordsFor } from '../naming.ts';
import type { InsertionPoint } from '../placement.ts';
import { typeOf } from '../staticFields.ts';
import { keptTwin } from '../twins.ts';
import { renewalOf } from './connections.ts';
import type { Held } from './held.ts';
import type { Keeping } from './keeping.ts';

export function keptInBlock({ frontend, analysis, located, statement, held }: Keeping): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  if (located.fact.awaited) return unknown('its construction is awaited, in an event loop that may end');
  if (!mayFollow(tree, statement)) return unknown('no statement may come before the one that it stands in');
  const skipped = whatMaySkip(analysis, located, statement);
  if (skipped !== undefined) return unknown(skipped);
  const point = pointFor(frontend, analysis, { kind: located.fact.resource.kind, statement });
  if (!point.known) return point;
  // Two who share a connection would end each other's transactions.
  const twin = held || renewalOf(located) ? undefined : keptTwin(analysis, located, statement);
  const parts: Parts = { frontend, analysis, located, statement, held, point: point.value, twin };
  if (tree.language === 'java') return keptInJava(parts);
  if (held) return keptInItsField(parts, held);
  const isByItsName = isWholeStatement(located, analysis) && (twin === undefined || twin === located.holder?.name);
  return isByItsName ? keptByItsName(parts) : keptByANewName(parts);
}

interface Parts extends Keeping {
  readonly point: InsertionPoint;
  /** The variable in which another function keeps the same. */
  readonly twin: string | undefined;
}

/** A statement in a block, on lines of its own; an `elif` and the body of a lambda are none. */
export function mayFollow(tree: Tree, statement: Statement): boolean {
  if (!['assign', 'expression', 'return', 'throw'].includes(statement.kind) || !sharesNoLine(tree, statement))
    return false;
  if (tree.language === 'python') return true;
  const { block } = statement;
  const text = tree.text.slice(statement.start, statement.end);
  const written = statement.kind !== 'return' || /^return\b/.test(text);
  return written && tree.text.charAt(block.range.start) === '{';
}

/** Within the statement, what may keep the construction from being evaluated, or evaluate it later or again. */
function whatMaySkip({ parents }: Analysis, { whole }: LocatedCreation, statement: Statement): string | undefined {
  let inner = whole;
  for (let around = parents.get(whole); around && statement.start <= around.start; around = parents.get(around)) {
    const branch = around.kind === 'conditional' && inner !== around.test;
    const right = around.kind === 'logical' && inner !== around.left;
    if (branch || right) return 'it is made under a condition within an expression';
    if (around.kind === 'operation' && /^(comprehension|lambda)$/.test(around.operator))
      return 'it is made within a comprehension';
    inner = around;
  }
  return undefined;
}

/** The local variable becomes the module's: `global client` makes all of its uses mean that. */
function keptByItsName({ frontend, analysis, located, statement, point, twin }: Parts): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const [declarator] = statement.kind === 'assign' ? statement.declarators : [];
  if (!declarator || declarator.annotation) return unknown('its variable has an annotation');
  const renamed =
    twin === undefined
      ? renameEdits(frontend, analysis, [statement], wordsFor(analysis, located))
      : known({ edits: [], names: new Set([twin]) });
  if (!renamed.known) return renamed;
  const [name] = renamed.value.names;
  if (name === undefined) return unknown('the name of its variable could not be found');
  const unit = unitOf(tree);
  const indent = indentOf(tree, statement);
  const eol = eolOf(tree);
  return known([
    ...renamed.value.edits,
    {
      path: tree.path,
      start: statement.start,
      end: statement.start,
      text: `if ${askedOf(located, name)}:${eol}${indent}${unit}`,
    },
    ...indents(tree, statement.start, statement.end, unit),
    ...renewed(tree, located, name, lineEnd(tree.text, statement.end), indent),
    ...globalFor(tree, statement.function, name),
    ...(twin === undefined ? point.edits([], [frontend.spelling.declareEmpty(tree, name, '')]) : []),
  ]);
}

function keptByANewName({ frontend, analysis, located, statement, point, twin }: Parts): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const name = twin ?? freeName(frontend, analysis, wordsFor(analysis, located), new Set());
  return known([
    ...guarded(tree, located, statement, name),
    ...globalFor(tree, statement.function, name),
    ...(twin === undefined ? point.edits([], [frontend.spelling.declareEmpty(tree, name, '')]) : []),
  ]);
}

/** Python: a field that the constructor leaves empty. */
function keptInItsField(
  { frontend, analysis, located, statement }: Parts,
  { class: owner, self }: Held,
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const constructor = owner.methods.find((it) => it.name === '__init__' && !it.function.implied)?.function;
  const last = constructor?.body.statements.at(-1);
  const object = constructor?.selfBinding?.name;
  if (!last || object === undefined || last.kind === 'return' || !sharesNoLine(tree, last))
    return unknown('its class has no constructor that could take it');
  const taken = new Set([...analysis.symbols.fieldNames(owner), ...owner.methods.map(({ name }) => name)]);
  const name = freeName(frontend, analysis, wordsFor(analysis, located), taken);
  const at = lineEnd(tree.text, last.end);
  const line = `${eolOf(tree)}${indentOf(tree, last)}${object}.${frontend.spelling.declareEmpty(tree, name, '')}`;
  return known([
    ...guarded(tree, located, statement, `${self}.${name}`),
    { path: tree.path, start: at, end: at, text: line },
  ]);
}

/** Python: the construction before its statement, where nothing is kept yet, and `name` in its place. */
function guarded(tree: Tree, located: LocatedCreation, statement: Statement, name: string): readonly TextEdit[] {
  const unit = unitOf(tree);
  const indent = indentOf(tree, statement);
  const eol = eolOf(tree);
  const value = statementText(tree, located.whole, [], [], indent + unit, name.length + ' = '.length);
  const { start, end } = located.whole;
  return [
    {
      path: tree.path,
      start: statement.start,
      end: statement.start,
      text: [...guardInPython(located, name, unit, value), ''].join(eol + indent),
    },
    { path: tree.path, start, end, text: name },
  ];
}

function keptInJava({ frontend, analysis, located, statement, held, point, twin }: Parts): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const own = held && fieldGiven(analysis, located, statement, held);
  if (own !== undefined) return known(guardedGiving(tree, located, statement, own));
  const type = declaredType(analysis, located, statement) ?? typeOf(analysis, located.whole);
  if (!type.known) return type;
  const name = twin ?? freeName(frontend, analysis, wordsFor(analysis, located), new Set());
  const unit = unitOf(tree);
  const indent = indentOf(tree, statement);
  const eol = eolOf(tree);
  const value = statementText(tree, located.whole, [], [], indent + unit, name.length + ' = '.length);
  const { start, end } = located.whole;
  const declared = held
    ? `private ${type.value.type} ${name};`
    : frontend.spelling.declareEmpty(tree, name, type.value.type);
  return known([
    {
      path: tree.path,
      start: statement.start,
      end: statement.start,
      text: guardInJava(located, name, unit, value).join(eol + indent) + eol + indent,
    },
    { path: tree.path, start, end, text: name },
    ...(twin === undefined ? point.edits(type.value.imports, [declared]) : []),
  ]);
}

/** The lasting object's field that the statement gives it to, and nothing else anything: `this.client = …`. */
function fieldGiven(
  { tree, symbols }: Analysis,
  { whole }: LocatedCreation,
  statement: Statement,
  { class: owner }: Held,
): string | undefined {
  const [declarator, other] = statement.kind === 'assign' ? statement.declarators : [];
  const [target, further] = declarator?.targets ?? [];
  if (declarator?.value !== whole || other || further || target?.kind !== 'member') return undefined;
  const { expression } = target;
  if (expression.kind !== 'member' || expression.object.kind !== 'this' || expression.object.class !== owner)
    return undefined;
  const isDeclared = owner.fields.some((it) => it.name === expression.property && !it.static);
  const isGivenOnce = symbols.fieldValues(owner, expression.property).length === 1;
  return isDeclared && isGivenOnce ? tree.text.slice(expression.start, expression.end) : undefined;
}

/** Java: the statement as it is, where the field that it gives to is empty, or what the field holds is broken. */
function guardedGiving(tree: Tree, located: LocatedCreation, statement: Statement, field: string): readonly TextEdit[] {
  const { path } = tree;
  const { start, end } = statement;
  const unit = unitOf(tree);
  const lineBreak = eolOf(tree) + indentOf(tree, statement);
  const [head = ''] = guardInJava(located, field, unit, '');
  return [
    { path, start, end: start, text: head + lineBreak + unit },
    ...indents(tree, start, end, unit),
    { path, start: end, end, text: `${lineBreak}}` },
  ];
}

/** Python: makes it where the variable is empty, or what it holds is broken. */
export const guardInPython = (
  located: LocatedCreation,
  name: string,
  unit: string,
  value: string,
): readonly string[] => [
  `if ${askedOf(located, name)}:`,
  `${unit}${name} = ${value}`,
  ...renewalLines(located, name, unit),
];

/** Python: `client is None`, or that a connection is broken. */
function askedOf(located: LocatedCreation, name: string): string {
  const renewal = renewalOf(located);
  return `${name} is None${renewal ? ` or ${renewal.broken.replaceAll('{}', name)}` : ''}`;
}

function renewalLines(located: LocatedCreation, name: string, unit: string): readonly string[] {
  const renew = renewalOf(located)?.renew ?? [];
  return renew.length === 0 ? [] : ['else:', ...renew.map((it) => unit + it.replaceAll('{}', name))];
}

function renewed(tree: Tree, located: LocatedCreation, name: string, at: number, indent: string): readonly TextEdit[] {
  const eol = eolOf(tree);
  const lines = renewalLines(located, name, unitOf(tree));
  const text = lines.map((it) => eol + indent + it).join('');
  return lines.length === 0 ? [] : [{ path: tree.path, start: at, end: at, text }];
}

/** Java: makes it where the field is empty, or what it holds is broken. */
export function guardInJava(located: LocatedCreation, name: string, unit: string, value: string): readonly string[] {
  const renewal = renewalOf(located);
  const broken = renewal ? ` || ${renewal.broken.replaceAll('{}', name)}` : '';
  return [`if (${name} == null${broken}) {`, `${unit}${name} = ${value};`, '}'];
}

/** The type that the variable is declared with, unless it is left to the compiler. */
export function declaredType({ tree }: Analysis, { whole }: LocatedCreation, statement: Statement) {
  const [declarator] = statement.kind === 'assign' ? statement.declarators : [];
  if (declarator?.value !== whole || !declarator.annotation) return undefined;
  const type = tree.text.slice(declarator.annotation.start, declarator.annotation.end);
  return type === 'var' ? undefined : known({ type, imports: [] });
}

export const indentOf = ({ text }: Tree, { start }: Statement): string => text.slice(lineStart(text, start), start);

/** `global name` at the head of the function, behind its docstring. */
export function globalFor(tree: Tree, { body }: FunctionNode, name: string): readonly TextEdit[] {
  const [first] = body.statements;
  if (!first) return [];
  const line = indentOf(tree, first) + `global ${name}`;
  const isDocstring = first.kind === 'expression' && first.value.kind === 'literal';
  const eol = eolOf(tree);
  const at = isDocstring ? lineEnd(tree.text, first.end) : bodyStart(tree, first);
  return [{ path: tree.path, start: at, end: at, text: isDocstring ? eol + line : line + eol }];
}

/** The line of the first comment of a body, or of its first statement; what tells the types of a function stays first. */
function bodyStart(tree: Tree, first: Statement): number {
  const { text, comments } = tree;
  let at = lineStart(text, leadingComments(tree, first).start);
  for (let above = at; above > 0;) {
    above = lineStart(text, above - 1);
    const line = text.slice(above, lineEnd(text, above)).trim();
    const isComment = line.startsWith('#') && comments.some(({ start }) => lineStart(text, start) === above);
    if (/^#\s*type:/.test(line) || (line !== '' && !isComment)) break;
    if (isComment) at = above;
  }
  return at;
}
