/** A creation as a constant: the statement that holds it moves as it is, any other becomes a constant of its own. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis.ts';
import type { LocatedCreation } from '../creations.ts';
import type { LanguageFrontend, Statement } from '../tree.ts';
import { removals, statementText } from './excerpts.ts';
import { fieldsFor, inserted, pointFor } from './insertion.ts';
import { freeName, renamedReads, renameEdits, wordsFor } from './naming.ts';
import type { Moved } from './needs.ts';
import { fieldText } from './staticFields.ts';
import { sameCreation } from './twins.ts';

/** `name = creation` and nothing else, where the name is set nowhere else. */
export function isWholeStatement({ whole, holder }: LocatedCreation, analysis: Analysis): boolean {
  const statement = analysis.statements.get(whole);
  if (statement?.kind !== 'assign' || statement.declarators.length !== 1 || !holder) return false;
  return (
    statement.declarators[0]?.value === whole && holder.function === statement.function && holder.writes.length === 1
  );
}

export function moveStatement(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  needs: Moved,
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const statement = analysis.statements.get(located.whole);
  if (!statement) return unknown('the statement that it stands in could not be found');
  const twin = sameCreation(analysis, located, statement);
  if (twin !== undefined && located.holder) {
    if (emptiedBlock([statement])) return unknown('nothing else would be left in the block');
    const uses = twin === located.holder.name ? [] : renamedReads(analysis, located.holder, twin);
    return known([...uses, ...removals(tree, [statement])]);
  }
  const statements = [...needs.statements.filter((it) => it !== statement), statement].sort(
    (a, b) => a.start - b.start,
  );
  const renamed = renameEdits(frontend, analysis, statements, wordsFor(analysis, located));
  if (!renamed.known) return renamed;
  const point = pointFor(frontend, analysis, located.fact.resource.kind, statement, needs);
  if (!point.known) return point;
  const fields = fieldsFor(analysis, statements);
  if (!fields.known) return fields;
  const emptied = emptiedBlock(statements);
  if (emptied) return unknown('nothing else would be left in the block');
  return known([
    ...renamed.value.edits.filter((edit) => !statements.some((it) => it.start <= edit.start && edit.end <= it.end)),
    ...removals(tree, statements),
    ...inserted(analysis, point.value, statements, renamed.value.edits, fields.value),
  ]);
}

export function extract(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  needs: Moved,
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const statement = analysis.statements.get(located.whole);
  if (!statement) return unknown('it stands in a field or a default value');
  const twin = sameCreation(analysis, located, statement);
  if (twin !== undefined) {
    return known([{ path: tree.path, start: located.whole.start, end: located.whole.end, text: twin }]);
  }
  const renamed = renameEdits(frontend, analysis, needs.statements, []);
  if (!renamed.known) return renamed;
  const point = pointFor(frontend, analysis, located.fact.resource.kind, statement, needs);
  if (!point.known) return point;
  const fields = fieldsFor(analysis, needs.statements);
  if (!fields.known) return fields;
  const own = tree.language === 'java' ? fieldText(analysis, located) : known({ type: '', imports: [] });
  if (!own.known) return own;
  if (emptiedBlock(needs.statements)) return unknown('nothing else would be left in the block');
  const name = freeName(frontend, analysis, wordsFor(analysis, located), renamed.value.names, suffixFor(located));
  const value = statementText(tree, located.whole, renamed.value.edits, [], point.value.indent);
  const moved = [...needs.statements].sort((a, b) => a.start - b.start);
  return known([
    ...renamed.value.edits.filter(
      (edit) =>
        !moved.some((it) => it.start <= edit.start && edit.end <= it.end) &&
        !(located.whole.start <= edit.start && edit.end <= located.whole.end),
    ),
    ...removals(tree, moved),
    {
      path: tree.path,
      start: located.whole.start,
      end: located.whole.end,
      text: name,
    },
    ...inserted(
      analysis,
      point.value,
      moved,
      renamed.value.edits,
      [...fields.value, { edits: [], imports: own.value.imports }],
      frontend.spelling.declare(tree, name, own.value.type, value),
    ),
  ]);
}

const suffixFor = ({ fact }: LocatedCreation): string =>
  fact.resource.symbol.endsWith('resource') ? 'resource' : 'client';

/** A block must not lose its last statement. */
const emptiedBlock = (statements: readonly Statement[]): boolean =>
  statements.some(({ block }) => block.statements.every((statement) => statements.includes(statement)));
