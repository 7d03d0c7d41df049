/** JavaScript and TypeScript: `(client ??= new Client())`, and a promise where the construction is awaited. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { unitOf } from '../../edits/excerpts.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { endOf, keyword } from '../../javascript/spelling.ts';
import { eolOf, lineEnd, lineStart } from '../../lines.ts';
import type { Statement, Tree } from '../../tree.ts';
import { freeName, wordsFor } from '../naming.ts';
import { onItsObject } from '../needs.ts';
import { blankLinesAt, insertionPoint } from '../placement.ts';
import { keptTwin } from '../twins.ts';
import { promiseTypeOf, typeOf } from '../typescript.ts';
import type { Held } from './held.ts';
import type { Keeping } from './keeping.ts';

export function keptInExpression({
  frontend,
  analysis,
  located,
  statement,
  held,
}: Keeping): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const { whole, fact, entry } = located;
  const asPromise = entry.resolves ?? false;
  if (fact.awaited && !asPromise && !entry.construct) return unknown('it is not known what its construction gives');
  if (entry.exclusive) return unknown('a kept one that breaks would have to be replaced');
  const words = wordsFor(analysis, located);
  const twin = held ? undefined : keptTwin(analysis, located, statement, asPromise ? 'promise' : 'itself');
  const name = twin ?? freeName(frontend, analysis, asPromise ? [...words, 'promise'] : words, new Set());
  const type = (asPromise ? promiseTypeOf : typeOf)(analysis, located);
  if (!type.known) return type;
  const insert = (at: number, text: string): TextEdit => ({ path: tree.path, start: at, end: at, text });
  const head = opensLine(tree, statement, whole.start) ? ';(' : '(';
  if (held) {
    if (asPromise || keyword(tree) === 'var') return unknown(onItsObject);
    const taken = new Set([...analysis.symbols.fieldNames(held.class), ...held.class.methods.map((it) => it.name)]);
    const field = freeName(frontend, analysis, words, taken);
    const declared = type.value === '' ? known([]) : fieldEdits(tree, held, field, type.value);
    if (!declared.known) return declared;
    return known([insert(whole.start, `${head}this.${field} ??= `), insert(whole.end, ')'), ...declared.value]);
  }
  const point = insertionPoint(frontend, analysis, { kind: fact.resource.kind, statement });
  if (!point.known) return point;
  const gets = keyword(tree) === 'var' ? `${name} = ${name} || ` : `${name} ??= `;
  const declared =
    twin === undefined ? point.value.edits([], [frontend.spelling.declareEmpty(tree, name, type.value)]) : [];
  if (!asPromise) return known([insert(whole.start, head + gets), insert(whole.end, ')'), ...declared]);
  if (keyword(tree) === 'var') return unknown('its promise would have to be kept, which the file has no words for');
  return known([...declared, ...promiseEdits(analysis, located, statement, { name, gets, insert })]);
}

/** TypeScript wants a field to be declared: above the others, or first. */
function fieldEdits(tree: Tree, { class: owner }: Held, name: string, type: string): Known<readonly TextEdit[]> {
  const ranges = [...owner.fields.map(({ range }) => range), ...owner.methods.map((it) => it.function.range)];
  const first = Math.min(...ranges.map(({ start }) => start));
  const open = tree.text.indexOf('{', Math.max(owner.range.start, ...owner.bases.map(({ end }) => end)));
  const end = lineEnd(tree.text, open);
  const head = tree.text.slice(owner.range.start, open);
  if (open < 0 || open > first || head.includes('<') || tree.text.slice(open + 1, end).trim() !== '')
    return unknown('its class could not be read');
  const indent = /^[ \t]*/.exec(tree.text.slice(lineStart(tree.text, first)))?.[0] ?? '';
  const isField = owner.fields.some(({ range }) => range.start === first);
  const gap = isField || blankLinesAt(tree.text, end) > 0 ? '' : eolOf(tree);
  const text = `${eolOf(tree)}${indent}private ${name}?: ${type}${endOf(tree)}${gap}`;
  return known([{ path: tree.path, start: end, end, text }]);
}

interface Promised {
  readonly name: string;
  readonly gets: string;
  readonly insert: (at: number, text: string) => TextEdit;
}

/** The promise is kept, so that nobody connects twice meanwhile, and dropped when it fails, so that the next one tries again. */
function promiseEdits(
  { tree, parents }: Analysis,
  { whole }: LocatedCreation,
  statement: Statement,
  { name, gets, insert }: Promised,
): readonly TextEdit[] {
  const eol = eolOf(tree);
  const indent = /^[ \t]*/.exec(tree.text.slice(lineStart(tree.text, statement.start)))?.[0] ?? '';
  const unit = unitOf(tree);
  const end = endOf(tree);
  const retry = [
    '.catch((error) => {',
    `${indent}${unit}${name} = undefined${end}`,
    `${indent}${unit}throw error${end}`,
    `${indent}})`,
  ].join(eol);
  const awaited = parents.get(whole);
  if (!awaited || !standsAlone(tree, statement, awaited))
    return [insert(whole.start, `(${gets}`), insert(whole.end, `${retry})`)];
  const head = tree.text.slice(statement.start, whole.start);
  return [
    { path: tree.path, start: statement.start, end: whole.start, text: gets },
    insert(whole.end, `${retry}${end}${eol}${indent}${head}${name}`),
  ];
}

/** `const x = await …;` or `await …;` in a block with braces, where a statement may come before it. */
function standsAlone(tree: Tree, statement: Statement, awaited: { readonly start: number; readonly end: number }) {
  const { block } = statement;
  const before = tree.text.slice(lineStart(tree.text, statement.start), statement.start);
  const rest = tree.text.slice(awaited.end, statement.end).trim();
  const head = tree.text.slice(statement.start, awaited.start);
  const plain = statement.kind === 'expression' || (statement.kind === 'assign' && statement.declarators.length === 1);
  const braces = block.owner === undefined || tree.text.charAt(block.range.start) === '{';
  return plain && braces && before.trim() === '' && /^;?$/.test(rest) && !/[\n(]/.test(head);
}

/** Whether what stands there would be read as arguments of the line before. */
const opensLine = (tree: Tree, statement: Statement, start: number): boolean =>
  statement.start === start && endOf(tree) === '';
