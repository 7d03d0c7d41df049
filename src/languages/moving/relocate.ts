/** The edits that take statements out of a function and put them to module level, in Java to the class. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { ResourceKind } from '../../core/module.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { removals, statementText } from '../edits/excerpts.ts';
import type { Binding, Expression, LanguageFrontend, Statement } from '../tree.ts';
import { fieldsFor, inserted, pointFor } from './insertion.ts';
import { freeName, renameEdits } from './naming.ts';
import { typeOf } from './staticFields.ts';
import { holds } from '../walk.ts';

export interface Relocation {
  /** Puts it beside the module's own of its kind. */
  readonly kind: ResourceKind | undefined;
  /** The statement that is moved, or that the expression stands in. */
  readonly place: Statement;
  /** All that is moved. */
  readonly statements: readonly Statement[];
  /** Module-level bindings that have to be set before. */
  readonly bindings: ReadonlySet<Binding>;
  /** What to call a variable that clashes. */
  readonly words: readonly string[];
}

export function relocated(
  frontend: LanguageFrontend,
  analysis: Analysis,
  { kind, place, statements, bindings, words }: Relocation,
): Known<readonly TextEdit[]> {
  const moved = [...statements].sort((a, b) => a.start - b.start);
  const renamed = renameEdits(frontend, analysis, moved, words);
  if (!renamed.known) return renamed;
  const point = pointFor(frontend, analysis, { kind, statement: place, needed: bindings });
  if (!point.known) return point;
  const fields = fieldsFor(analysis, moved);
  if (!fields.known) return fields;
  if (emptiedBlock(moved)) return unknown(nothingLeft);
  const { edits } = renamed.value;
  return known([
    ...edits.filter((edit) => !moved.some((it) => holds(it, edit))),
    ...removals(analysis.tree, moved),
    ...inserted(analysis, point.value, moved, edits, fields.value),
  ]);
}

/** The constant's name, and what becomes of the place where the expression stood. */
interface Instead {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The expression becomes a constant; the statements go along. */
export function extracted(
  frontend: LanguageFrontend,
  analysis: Analysis,
  { kind, place, statements, bindings, words }: Relocation,
  whole: Expression,
  own: { readonly suffix: string } | Instead,
): Known<{ readonly name: string; readonly edits: readonly TextEdit[] }> {
  const { tree } = analysis;
  const moved = [...statements].sort((a, b) => a.start - b.start);
  const renamed = renameEdits(frontend, analysis, moved, []);
  if (!renamed.known) return renamed;
  const point = pointFor(frontend, analysis, { kind, statement: place, needed: bindings });
  if (!point.known) return point;
  const fields = fieldsFor(analysis, moved);
  if (!fields.known) return fields;
  const type = tree.language === 'java' ? typeOf(analysis, whole) : known({ type: '', imports: [] });
  if (!type.known) return unknown('its type is not known here; give it to a variable first');
  if (emptiedBlock(moved)) return unknown(nothingLeft);
  const { edits, names } = renamed.value;
  const name = 'name' in own ? own.name : freeName(frontend, analysis, words, names, own.suffix);
  const { declare } = frontend.spelling;
  const column = declare(tree, name, type.value.type, '…').indexOf('…');
  const value = statementText(tree, whole, edits, [], point.value.indent, column);
  return known({
    name,
    edits: [
      ...edits.filter((edit) => !moved.some((it) => holds(it, edit)) && !holds(whole, edit)),
      ...removals(tree, moved),
      ...('name' in own ? own.edits : [{ path: tree.path, start: whole.start, end: whole.end, text: name }]),
      ...inserted(
        analysis,
        point.value,
        moved,
        edits,
        [...fields.value, { edits: [], imports: type.value.imports }],
        declare(tree, name, type.value.type, value),
      ),
    ],
  });
}

export const nothingLeft = 'nothing else would be left in the block';

/** A block must not lose its last statement. */
export const emptiedBlock = (statements: readonly Statement[]): boolean =>
  statements.some(({ block }) => block.statements.every((statement) => statements.includes(statement)));
