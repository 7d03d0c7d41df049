/** A map at module level, which is asked where the creation stands and given what it had not. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { indents, unitOf } from '../../edits/excerpts.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { endOf } from '../../javascript/spelling.ts';
import { eolOf, lineEnd, sharesNoLine } from '../../lines.ts';
import type { LanguageFrontend, Range, Statement, Tree } from '../../tree.ts';
import { pointFor } from '../insertion.ts';
import { freeName, wordsFor } from '../naming.ts';
import type { InsertionPoint } from '../placement.ts';
import * as fields from '../staticFields.ts';
import { typeOf } from '../typescript.ts';
import type { Key } from './keys.ts';
import { declaredType, indentOf, mayFollow } from './lazyInBlock.ts';

export interface Keyed {
  readonly frontend: LanguageFrontend;
  readonly analysis: Analysis;
  readonly located: LocatedCreation;
  readonly statement: Statement;
  readonly key: Key;
}

interface Parts extends Keyed {
  readonly point: InsertionPoint;
  /** Of the map. */
  readonly name: string;
  /** Of the variable. */
  readonly variable: string;
  /** The variable's annotation, as it is written. */
  readonly annotation: string;
  /** What the map is asked for: the key itself, or the name that it is given first. */
  readonly asked: string;
  /** Whether it is returned at once. */
  readonly isGivenBack: boolean;
}

export function keyedEdits(keyed: Keyed): Known<readonly TextEdit[]> {
  const { frontend, analysis, located, statement } = keyed;
  const { tree } = analysis;
  const [declarator] = statement.kind === 'assign' ? statement.declarators : [];
  const { whole, holder } = located;
  const isGivenBack = statement.kind === 'return';
  if (!(isGivenBack || (declarator && holder)) || !followsAlone(tree, statement))
    return unknown('it shares its line or has no block');
  const annotation = declarator?.annotation;
  const written = annotation ? tree.text.slice(annotation.start, annotation.end) : '';
  if (!isRead(tree, statement, whole, written)) return unknown('its statement could not be read');
  const point = pointFor(frontend, analysis, { kind: located.fact.resource.kind, statement });
  if (!point.known) return point;
  const name = nameFor(frontend, analysis, located);
  const taken = new Set([name]);
  const variable =
    holder && !isGivenBack ? holder.name : freeName(frontend, analysis, wordsFor(analysis, located), taken);
  const words = tree.language === 'java' ? undefined : keyed.key.name;
  const key = words ? freeName(frontend, analysis, words, new Set([name, variable]), 'value') : keyed.key.text;
  const parts = { ...keyed, point: point.value, name, variable, annotation: written, asked: key, isGivenBack };
  if (tree.language === 'python') return inPython(parts);
  return tree.language === 'java' ? inJava(parts) : inJavaScript(parts);
}

/** Whether it says no more than how the variable is declared and what it is given: no comment, no parentheses. */
function isRead({ text }: Tree, statement: Statement, whole: Range, annotation: string): boolean {
  const head = text.slice(statement.start, whole.start).replace(annotation, '');
  const rest = text.slice(whole.end, statement.end);
  return /^(?:return\s+|(?:(?:const|let|var|final)\s+)*\s*[\w$]+\s*=\s*)$/.test(head) && /^\s*;?$/.test(rest);
}

/** A statement in a block with braces, on lines of its own. */
const followsAlone = (tree: Tree, statement: Statement): boolean =>
  /^(?:python|java)$/.test(tree.language)
    ? mayFollow(tree, statement)
    : sharesNoLine(tree, statement) &&
      (statement.block.owner === undefined || tree.text.charAt(statement.block.range.start) === '{');

/** `s3Clients`, in Java `S3_CLIENTS`. */
function nameFor(frontend: LanguageFrontend, analysis: Analysis, located: LocatedCreation): string {
  const words = wordsFor(analysis, located);
  const last = words.at(-1) ?? '';
  const isNoun = /^(?:client|resource|session|connection|pool|database)$/i.test(last);
  const plural = isNoun ? [...words.slice(0, -1), `${last}s`] : [...words, 'clients'];
  const { spelling } = frontend;
  const identifier = (given: readonly string[]): string => constantName(spelling.identifier(given));
  const spelt = analysis.tree.language === 'java' ? { ...frontend, spelling: { ...spelling, identifier } } : frontend;
  return freeName(spelt, analysis, plural, new Set(), 'cache');
}

const constantName = (name: string): string => name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase();

function inJavaScript(parts: Parts): Known<readonly TextEdit[]> {
  const { frontend, analysis, located, statement, key, point, name, variable, asked, isGivenBack } = parts;
  const { tree } = analysis;
  if (tree.bindings.some((it) => it.name === 'Map')) return unknown('`Map` means something else in the file');
  const type = typeOf(analysis, located);
  if (!type.known) return type;
  const { path, text } = tree;
  const { whole } = located;
  const [unit, indent, eol, end] = [unitOf(tree), indentOf(tree, statement), eolOf(tree), endOf(tree)];
  const types = type.value === '' ? '' : `<${key.type}, ${type.value}>`;
  const declared = point.edits([], [frontend.spelling.declare(tree, name, '', `new Map${types}()`)]);
  const got = `${name}.get(${asked})`;
  const put = `${name}.set(${asked}, ${variable})${end}`;
  const naming = asked === key.text ? [] : [`const ${asked} = ${key.text}${end}`];
  const uses = asked === key.text ? [] : key.uses.map((it) => ({ path, start: it.start, end: it.end, text: asked }));
  const after = lineEnd(text, statement.end);
  const word = isGivenBack ? 'const' : /^(?:const|let|var)\b/.exec(text.slice(statement.start))?.[0];
  if (word === undefined) return unknown('its variable is declared elsewhere');
  // What functions within see of a variable that may change is not narrowed to what it holds.
  if (tree.language === 'typescript' && !isReadHereAlone(parts)) {
    return known([
      ...declared,
      ...naming.map((line) => ({ path, start: statement.start, end: statement.start, text: line + eol + indent })),
      ...uses,
      { path, start: whole.start, end: whole.start, text: `${got} ?? ` },
      { path, start: after, end: after, text: eol + indent + put },
    ]);
  }
  const lines = [
    ...naming,
    `${word === 'var' ? 'var' : 'let'} ${variable} = ${got}${end}`,
    `if (!${variable}) {`,
    `${unit}${variable} = `,
  ];
  const rest = [`${unit}${put}`, '}', ...(isGivenBack ? [`return ${variable}${end}`] : [])]
    .map((line) => eol + indent + line)
    .join('');
  return known([
    ...declared,
    { path, start: statement.start, end: whole.start, text: lines.join(eol + indent) },
    ...indents(tree, statement.start, statement.end, unit),
    ...uses,
    { path, start: after, end: after, text: rest },
  ]);
}

const isReadHereAlone = ({ analysis, located, statement }: Parts): boolean =>
  (located.holder?.reads ?? []).every((read) => analysis.statements.get(read)?.function === statement.function);

function inPython(parts: Parts): Known<readonly TextEdit[]> {
  const { frontend, analysis, located, statement, key, point, name, variable, annotation, asked, isGivenBack } = parts;
  const { tree } = analysis;
  const { path } = tree;
  const [unit, indent, eol] = [unitOf(tree), indentOf(tree, statement), eolOf(tree)];
  const annotates = (tree.functions[0]?.body.statements ?? []).some(
    (it) => it.kind === 'assign' && it.declarators.some((one) => one.annotation),
  );
  const isNamed = asked !== key.text;
  const lines = [
    ...(isNamed ? [`${asked} = ${key.text}`] : []),
    `${variable}${annotation} = ${name}.get(${asked})`,
    `if ${variable} is None:`,
    `${unit}${variable} = ${name}[${asked}] = `,
  ];
  const after = lineEnd(tree.text, statement.end);
  return known([
    ...point.edits([], [frontend.spelling.declare(tree, name, annotates ? ': dict' : '', '{}')]),
    { path, start: statement.start, end: located.whole.start, text: lines.join(eol + indent) },
    ...indents(tree, statement.start, statement.end, unit),
    ...(isNamed ? key.uses.map(({ start, end }) => ({ path, start, end, text: asked })) : []),
    ...(isGivenBack ? [{ path, start: after, end: after, text: `${eol}${indent}return ${variable}` }] : []),
  ]);
}

/** `computeIfAbsent` with the key for what it stands for, so that no variable has to be final. */
function inJava({ frontend, analysis, located, statement, key, point, name }: Parts): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const { path } = tree;
  const { whole } = located;
  const type = declaredType(analysis, located, statement) ?? fields.typeOf(analysis, whole);
  if (!type.known) return type;
  const map = fields.spelling(tree, 'java.util.Map', undefined);
  const hash = fields.spelling(tree, `java.util.${key.needed ? 'concurrent.Concurrent' : ''}HashMap`, undefined);
  // One that is asked for by several threads, and by nothing.
  const shared = key.needed ? undefined : fields.spelling(tree, 'java.util.Collections', undefined);
  const made = `new ${hash.type}<>()`;
  const value = shared ? `${shared.type}.synchronizedMap(${made})` : made;
  const imports = [...type.value.imports, ...hash.imports, ...map.imports, ...(shared?.imports ?? [])];
  const parameter = freeName(frontend, analysis, ['key'], new Set(), 'value');
  return known([
    ...point.edits([...imports].sort(), [
      frontend.spelling.declare(tree, name, `${map.type}<String, ${type.value.type}>`, value),
    ]),
    {
      path,
      start: whole.start,
      end: whole.start,
      text: `${name}.computeIfAbsent(${key.text}, ${parameter} -> `,
    },
    ...key.uses.map(({ start, end }) => ({ path, start, end, text: parameter })),
    { path, start: whole.end, end: whole.end, text: ')' },
  ]);
}
