/** A creation as a constant: the statement that holds it moves as it is, any other becomes a constant of its own. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { TextEdit } from '../../core/span.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { removals } from '../edits/excerpts.ts';
import type { LocatedCreation } from '../facts/creations.ts';
import type { LanguageFrontend, Range, Statement } from '../tree.ts';
import { renamedReads, wordsFor } from './naming.ts';
import type { Moved } from './needs.ts';
import { emptiedBlock, extracted, nothingLeft, relocated } from './relocate.ts';
import { madeStatic } from './staticFields.ts';
import { sameCreation } from './twins.ts';

/**
 * `name = creation` and nothing else, where the name is set nowhere else; or the creation alone, where nobody wants what
 * it gives: `mongoengine.connect(url)`, which Java has no place for beside its fields.
 */
export function isWholeStatement({ whole, holder }: LocatedCreation, analysis: Analysis): boolean {
  const statement = analysis.statements.get(whole);
  if (statement?.kind === 'expression')
    return statement.value === whole && analysis.tree.language !== 'java' && !emptiedBlock([statement]);
  if (statement?.kind !== 'assign' || statement.declarators.length !== 1 || !holder) return false;
  return (
    statement.declarators[0]?.value === whole && holder.function === statement.function && holder.writes.length === 1
  );
}

/** @param along statements behind it that move as well: then it is like no other of the module. */
export function moveStatement(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  needs: Moved,
  along: readonly Statement[] = [],
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const place = analysis.statements.get(located.whole);
  if (!place) return unknown('the statement that it stands in could not be found');
  const twin = along.length === 0 ? sameCreation(analysis, located, place) : undefined;
  if (twin !== undefined) {
    if (emptiedBlock([place])) return unknown(nothingLeft);
    const { holder } = located;
    const uses = holder && twin !== holder.name ? renamedReads(analysis, holder, twin) : [];
    return known([...uses, ...removals(tree, [place])]);
  }
  return relocated(frontend, analysis, {
    kind: located.fact.resource.kind,
    place,
    statements: [...needs.statements.filter((it) => it !== place), place, ...along],
    bindings: needs.bindings,
    words: wordsFor(analysis, located),
  });
}

export function extract(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  { statements, bindings }: Moved,
): Known<readonly TextEdit[]> {
  const { path } = analysis.tree;
  const { whole } = located;
  const place = analysis.statements.get(whole) ?? statementAround(analysis, whole);
  if (!place) return unknown('it stands in a field or a default value');
  const twin = sameCreation(analysis, located, place);
  if (twin !== undefined) return known([{ path, start: whole.start, end: whole.end, text: twin }]);
  const isAlone =
    statements.length === 0 && [...bindings].every((it) => it.import) && analysis.tree.language === 'java';
  const own = isAlone ? madeStatic(analysis, whole, place) : undefined;
  if (own) return known(own);
  const { kind } = located.fact.resource;
  const relocation = { kind, place, statements, bindings, words: wordsFor(analysis, located) };
  const result = extracted(frontend, analysis, relocation, whole, { suffix: suffixFor(located) });
  return result.known ? known(result.value.edits) : result;
}

/** The statement of the module that has the field or the parameter in whose initializer it stands; Java puts its fields beside others. */
const statementAround = ({ tree }: Analysis, { start, end }: Range): Statement | undefined =>
  tree.language === 'java'
    ? undefined
    : tree.functions[0]?.body.statements.find((it) => it.start <= start && end <= it.end);

const suffixFor = ({ fact }: LocatedCreation): string =>
  fact.resource.symbol.endsWith('resource') ? 'resource' : 'client';
