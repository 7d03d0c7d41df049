/** How what a method gives up becomes a static field of the class around it. */
import { known, unknown, type Known } from '../../core/known.ts';
import { forEach, keptWith } from '../../core/memo.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { creationsOf } from '../facts/creations.ts';
import { madeBy } from '../java/made.ts';
import { eolOf, lineEnd, lineStart } from '../lines.ts';
import type { Binding, Block, CallExpression, Expression, Statement, Tree } from '../tree.ts';
import { bindingsIn, indexAround, isModuleLevel } from '../walk.ts';
import { mayRunAtLoad } from './earlyCalls.ts';
import { acts } from './inert.ts';
import { afterItsLike, blankLinesAt, type GivenUp, type InsertionPoint } from './placement.ts';

export interface Field {
  /** What makes the statement's text one of a field. */
  readonly edits: readonly TextEdit[];
  /** Statements that bring classes which the file does not know yet. */
  readonly imports: readonly string[];
}

interface TypeText {
  readonly type: string;
  readonly imports: readonly string[];
}

type ClassStatement = Extract<Statement, { kind: 'class' }> & { readonly body: Block };

/** The class of the file's own level that holds the place. */
function topClass(tree: Tree, at: number): ClassStatement | undefined {
  const found = tree.functions[0]?.body.statements.find(
    (it): it is ClassStatement => it.kind === 'class' && it.body !== undefined && it.start <= at && at < it.end,
  );
  return found;
}

/** Whether the class at the file's own level around the place has the field itself. */
export function isInScope(tree: Tree, binding: Binding, place: { readonly start: number }): boolean {
  const body = topClass(tree, place.start)?.body;
  return body !== undefined && binding.writes.some(({ statement }) => statement?.block === body);
}

/** Whether both places stand in the same class at the file's own level. */
export const isSameClass = (tree: Tree, one: number, other: number): boolean =>
  topClass(tree, one) !== undefined && topClass(tree, one) === topClass(tree, other);

/** A private field of objects that is set by what moves alone, as a static one; undefined where it has to stay one of objects. */
export function madeStatic(analysis: Analysis, whole: Expression, place: Statement): readonly TextEdit[] | undefined {
  const { tree } = analysis;
  const top = topClass(tree, place.start);
  const [declarator, ...others] = place.kind === 'assign' ? place.declarators : [];
  const [target] = declarator?.targets ?? [];
  if (!declarator?.annotation || declarator.value !== whole || others.length > 0 || target?.kind !== 'member')
    return undefined;
  const modifiers = tree.text.slice(place.start, declarator.annotation.start);
  const isPrivate = /^private\s+(?:final\s+)?$/.test(modifiers) && place.function.class === top?.declared;
  const name = target.expression.kind === 'member' ? target.expression.property : '';
  // Whatever has that name is taken for the field.
  const isSet = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\s*=(?!=)`).test(
    tree.text.slice(0, place.start) + tree.text.slice(place.end),
  );
  if (!top || !isPrivate || isSet || mayRunAtLoad(analysis, top.body, place)) return undefined;
  return [{ path: tree.path, start: place.start, end: declarator.annotation.start, text: 'private static final ' }];
}

/** A local variable as a field: `private static final` before its type, which must be told. */
export function fieldOf(analysis: Analysis, statement: Statement): Known<Field> {
  const { tree } = analysis;
  const [declarator] = statement.kind === 'assign' ? statement.declarators : [];
  if (!declarator?.annotation) return unknown('it is given to a variable that is declared elsewhere');
  const { annotation } = declarator;
  const before = tree.text.slice(statement.start, annotation.start);
  if (before.includes('@')) return unknown('its variable has an annotation');
  const head: TextEdit = {
    path: tree.path,
    start: statement.start,
    end: annotation.start,
    text: 'private static final ',
  };
  if (tree.text.slice(annotation.start, annotation.end) !== 'var') return known({ edits: [head], imports: [] });
  const type = declarator.value ? typeOf(analysis, declarator.value) : unknown('it has no value');
  if (!type.known) return type;
  const spelt = { path: tree.path, start: annotation.start, end: annotation.end, text: type.value.type };
  return known({ edits: [head, spelt], imports: type.value.imports });
}

/** The type of the field that a value is put into. */
export function typeOf(analysis: Analysis, value: Expression): Known<TypeText> {
  const located = creationsOf(analysis).find(({ whole, call }) => whole === value || call === value);
  const symbol = analysis.symbols.of(value.kind === 'call' ? value.callee : value).symbol;
  if (isText(analysis, value)) return known({ type: 'String', imports: [] });
  const own = ownFactories.exec(symbol)?.[1];
  if (own !== undefined && value.kind === 'call' && !value.construct)
    return known(spelling(analysis.tree, own, undefined));
  if (!located) return unknown('the type of a variable that it needs is not written');
  const { call, entry } = located;
  const made = analysis.symbols.of(call.callee).symbol;
  const schema = tableSchemaType(analysis, call, made);
  if (schema) return known(schema);
  const full = entry.type ?? (call.construct ? made : madeBy(made));
  const written = analysis.tree.text.slice(call.callee.start, call.callee.end);
  const generic = call.construct && /^\s*</.test(analysis.tree.text.slice(call.callee.end, call.end));
  if (full === undefined || generic || genericTypes.test(full)) return unknown('the type of its field is not known');
  return known(spelling(analysis.tree, full, call.construct ? written : undefined));
}

/** Static methods that give an object of their class. */
const ownFactories =
  /^(java\.(?:util\.regex\.Pattern|net\.URI|time\.(?:Duration|Period|ZoneId|ZoneOffset|format\.DateTimeFormatter)|nio\.charset\.Charset|nio\.file\.Path|util\.Locale|math\.Big\w+))\.[a-z]\w*$/;

/** Text that is written, comes from the environment, or is put together of something and text. */
function isText(analysis: Analysis, value: Expression): boolean {
  if (value.kind === 'literal')
    return typeof value.value === 'string' && analysis.tree.text.charAt(value.start) === '"';
  if (value.kind === 'operation') return value.operator === '+' && value.parts.some((part) => isText(analysis, part));
  if (value.kind !== 'call' || value.arguments.length === 0) return false;
  return /^java\.lang\.(?:System\.(?:getenv|getProperty)|String\.(?:format|join|valueOf))$/.test(
    analysis.symbols.of(value.callee).symbol,
  );
}

/** `TableSchema.fromBean(Order.class)` is a `TableSchema<Order>`. */
function tableSchemaType({ tree }: Analysis, call: CallExpression, symbol: string): TypeText | undefined {
  const full = /^(software\.amazon\.awssdk\.enhanced\.dynamodb\.TableSchema)\.from\w+$/.exec(symbol)?.[1];
  const [only, ...others] = call.arguments;
  if (full === undefined || !only || others.length > 0) return undefined;
  const bean = /^([\w.]+)\.class$/.exec(tree.text.slice(only.value.start, only.value.end))?.[1];
  const { type, imports } = spelling(tree, full, undefined);
  return bean === undefined ? undefined : { type: `${type}<${bean}>`, imports };
}

/** A field of these needs type arguments, which the construction does not tell. */
const genericTypes = /\.(TableSchema|KafkaProducer|KafkaConsumer|RemoteJWKSet|JWKSource)$/;

/** How the file spells a class by its full name, with the import that it lacks. */
export function spelling(tree: Tree, full: string, written: string | undefined): TypeText {
  if (written !== undefined) return { type: written.replace(/\s+/g, ''), imports: [] };
  const name = full.split('.').at(-1) ?? full;
  const binding = tree.imports
    .flatMap(({ specifier, names }) => (specifier === full ? names : []))
    .find(({ imported }) => imported === '*')?.binding;
  if (binding) return { type: binding.name, imports: [] };
  const isBound = bindingsIn(tree).has(name);
  // A class of the same package needs no import, and is what the name means where nothing else has it.
  if (!isBound && full.slice(0, -name.length) === (tree.package ? `${tree.package}.` : ''))
    return { type: name, imports: [] };
  const taken = isBound || tree.unresolved.has(name);
  return taken ? { type: full, imports: [] } : { type: name, imports: [`import ${full};`] };
}

/**
 * The place in the class: after what the field needs and after what may change what it becomes; from there on with the
 * class's own creations of its kind, else with its static fields, else first.
 */
export function fieldPoint(
  analysis: Analysis,
  { kind, statement, needed: bindings = [] }: GivenUp,
): Known<InsertionPoint> {
  const { tree } = analysis;
  const needed = [...bindings];
  const top = topClass(tree, statement.start);
  if (!top) return unknown('the class around it could not be found');
  if (top.declared.kind === 'interface') return unknown('an interface has no private fields');
  if (top.declared.kind === 'enum') return unknown('it stands in an enum');
  const { body } = top;
  if (mayRunAtLoad(analysis, body, statement)) return unknown('the method is called while its class is loaded');
  const outside = needed.find((it) => isModuleLevel(it) && it.kind === 'variable' && !isInScope(tree, it, statement));
  if (outside) return unknown(`it depends on \`${outside.name}\` of another class`);
  const { statements } = body;
  const writing = needed.flatMap(({ writes }) => writes.map(({ range }) => indexAround(statements, range)));
  const earliest = 1 + Math.max(lastActing(analysis)(body), ...writing);
  const at = Math.max(earliest, afterItsLike(analysis, kind, statements) ?? afterStatics(statements));
  const previous = statements[at - 1];
  const next = statements[at];
  const open = body.range.start + 1;
  const end = lineEnd(tree.text, previous?.end ?? open);
  const rest = tree.text.slice(previous?.end ?? open, end).trim();
  if (rest !== '' && !rest.startsWith('//')) return unknown('several members of the class share a line');
  const indent = indentOf(tree, top, previous ?? next);
  const eol = eolOf(tree);
  return known({
    indent,
    edits: (imports, lines, initializer = []) => [
      ...(imports.length > 0 ? [importing(tree, imports)] : []),
      {
        path: tree.path,
        start: end,
        end,
        text:
          gapBefore(tree, previous, end, eol) +
          lines.map((it) => eol + indent + it).join('') +
          (initializer.length > 0 ? ['', '', `${indent}static {`, ...initializer, `${indent}}`].join(eol) : '') +
          gapAfter(tree, next, end, eol, initializer.length > 0),
      },
    ],
  });
}

/** The last static field or initializer of a class behind which things have to stay; -1 where there is none. */
const lastActing = keptWith((analysis: Analysis) =>
  forEach(({ statements }: Block): number =>
    statements.findLastIndex((it) => (it.kind === 'assign' || it.kind === 'other') && acts(analysis, it)),
  ),
);

const isField = (it: Statement | undefined): boolean => it?.kind === 'assign' || it?.kind === 'none';

/** A blank line before it: after what is no field, or where the class begins with one. */
function gapBefore(tree: Tree, previous: Statement | undefined, end: number, eol: string): string {
  if (previous) return isField(previous) ? '' : eol;
  return blankLinesAt(tree.text, end) > 0 ? eol : '';
}

/** Fields stand together, but no field right behind a block. */
const gapAfter = (tree: Tree, next: Statement | undefined, end: number, eol: string, isBlock: boolean): string =>
  next && (isBlock || !isField(next)) && blankLinesAt(tree.text, end) === 0 ? eol : '';

/** Behind the static fields that stand before any method. */
function afterStatics(statements: readonly Statement[]): number {
  const methods = statements.findIndex(({ kind }) => kind === 'function' || kind === 'class');
  const above = methods < 0 ? statements : statements.slice(0, methods);
  return 1 + above.findLastIndex(({ kind }) => kind === 'assign');
}

function indentOf({ text }: Tree, top: Statement, member: Statement | undefined): string {
  const of = (offset: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
  if (member && text.slice(lineStart(text, member.start), member.start).trim() === '') return of(member.start);
  return `${of(top.start)}    `;
}

/** With the file's own imports, or below its package. */
function importing(tree: Tree, imports: readonly string[]): TextEdit {
  const eol = eolOf(tree);
  const last = tree.functions[0]?.body.statements.findLast(({ kind }) => kind === 'import');
  if (last) {
    const end = lineEnd(tree.text, last.end);
    return { path: tree.path, start: end, end, text: eol + imports.join(eol) };
  }
  const after = /^\s*package\s[^;]*;[^\n]*/m.exec(tree.text);
  const end = after ? lineEnd(tree.text, after.index + after[0].trimEnd().length) : 0;
  const text = after ? eol + eol + imports.join(eol) : imports.join(eol) + eol + eol;
  return { path: tree.path, start: end, end, text };
}
