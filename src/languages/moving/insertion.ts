/** Puts what moves to its place: at module level, in Java as static fields of the class. */
import { known, type Known } from '../../core/known.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { statementText, unitOf } from '../edits/excerpts.ts';
import type { ImportNode, LanguageFrontend, Statement } from '../tree.ts';
import { isModuleLevel } from '../walk.ts';
import { insertionPoint, type GivenUp, type InsertionPoint } from './placement.ts';
import { fieldOf, fieldPoint, type Field } from './staticFields.ts';

/**
 * Puts the statements, and a declaration after them, to the place; an import that the module has already is not repeated.
 * In Java, what is no field stands in an initializer of the class behind them.
 */
export function inserted(
  analysis: Analysis,
  point: InsertionPoint,
  statements: readonly Statement[],
  renames: readonly TextEdit[],
  fields: readonly Field[],
  ...declarations: readonly string[]
): readonly TextEdit[] {
  const { tree } = analysis;
  const edits = [...renames, ...fields.flatMap((it) => it.edits)];
  const text = (it: Statement) => statementText(tree, it, edits, statements, point.indent);
  const imports = statements.filter((it) => it.kind === 'import' && !isImportedAlready(analysis, it.node));
  const initializing = tree.language === 'java' ? statements.filter(({ kind }) => kind === 'expression') : [];
  const others = statements.filter((it) => it.kind !== 'import' && !initializing.includes(it));
  const brought = new Set(fields.flatMap((it) => it.imports));
  const within = `${point.indent}${unitOf(tree)}`;
  return point.edits(
    [...brought, ...imports.map(text)],
    [...others.map(text), ...declarations],
    initializing.map((it) => within + statementText(tree, it, edits, statements, within)),
  );
}

export const pointFor = (frontend: LanguageFrontend, analysis: Analysis, givenUp: GivenUp): Known<InsertionPoint> =>
  analysis.tree.language === 'java' ? fieldPoint(analysis, givenUp) : insertionPoint(frontend, analysis, givenUp);

/** How Java's local variables become fields; nothing changes elsewhere. */
export function fieldsFor(analysis: Analysis, statements: readonly Statement[]): Known<readonly Field[]> {
  const fields: Field[] = [];
  if (analysis.tree.language !== 'java') return known(fields);
  for (const statement of statements.filter(({ kind }) => kind !== 'expression')) {
    const field = fieldOf(analysis, statement);
    if (!field.known) return field;
    fields.push(field.value);
  }
  return known(fields);
}

/** Whether all of its names are imported at module level under the same names. */
const isImportedAlready = ({ tree }: Analysis, node: ImportNode): boolean =>
  node.names.every(({ imported, local }) =>
    tree.bindings.some(
      (it) =>
        isModuleLevel(it) &&
        it.name === local &&
        it.import?.imported === imported &&
        it.import.node.specifier === node.specifier,
    ),
  );
