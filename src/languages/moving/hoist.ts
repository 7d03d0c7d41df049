/**
 * Moves a creation out of a function, to module level.
 *
 * Two forms: a statement that does nothing but give the creation to a variable moves as it is, with the local
 * statements that it needs; any other creation is extracted to a module-level constant of its own.
 * What cannot be shown to behave as before is refused with the reason; `provenEdits` then has the last word on the text.
 */
import type { Fix } from '../../core/finding.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { Creation } from '../../core/module.ts';
import { applyEdits, type TextEdit } from '../../core/span.ts';
import { analyse } from '../analysis.ts';
import { creationsOf } from '../creations.ts';
import { provenEdits } from '../prove.ts';
import type { LanguageFrontend, Tree } from '../tree.ts';
import { isModuleLevel } from '../walk.ts';
import { applicabilityOf } from './applicability.ts';
import { extract, isWholeStatement, moveStatement } from './constant.ts';
import { needsOf } from './needs.ts';
import { looksAtVariables, whyNot } from './refusals.ts';

/** `tree` is lowered from the very text that the creation's facts came from. */
export function hoist(frontend: LanguageFrontend, tree: Tree, creation: Creation): Known<Fix> {
  const analysis = analyse(tree);
  const located = creationsOf(analysis).find(
    ({ fact }) => fact.at.start === creation.at.start && fact.at.end === creation.at.end,
  );
  if (!located) return unknown('the file has changed');
  const refusal = whyNot(located, analysis);
  if (refusal !== undefined) return unknown(refusal);
  const needs = needsOf(analysis, located.whole);
  if (!needs.known) return needs;
  const whole = isWholeStatement(located, analysis);
  const looking = whole || needs.value.statements.length > 0 ? looksAtVariables(located, analysis) : undefined;
  if (looking !== undefined) return unknown(`the function looks at all of its variables (\`${looking}\`)`);
  const edits = whole
    ? moveStatement(frontend, analysis, located, needs.value)
    : extract(frontend, analysis, located, needs.value);
  if (!edits.known) return edits;
  const proven = provenEdits(frontend, tree, edits.value);
  if (!proven.known) return proven;
  return known({
    title: `Move \`${located.fact.resource.code}\` to ${tree.language === 'java' ? 'a static field' : 'module level'}`,
    applicability: applicabilityOf(located, analysis, needs.value),
    edits: proven.value,
    introduces: namesBrought(frontend, tree, proven.value),
  });
}

/** The module-level names that the edited text has and the present one has not. */
function namesBrought(frontend: LanguageFrontend, tree: Tree, edits: readonly TextEdit[]): readonly string[] {
  const after = frontend.lower(tree.path, applyEdits(tree.text, edits) ?? tree.text);
  const before = new Set(tree.bindings.filter(isModuleLevel).map(({ name }) => name));
  return after.bindings
    .filter((it) => isModuleLevel(it) && !before.has(it.name))
    .map(({ name }) => `${tree.path}#${name}`);
}
