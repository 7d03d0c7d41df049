/**
 * Moves a creation out of a function, so that it is made once.
 *
 * At first as a constant: a statement that does nothing but give the creation to a variable moves as it is, with the local
 * statements that it needs; any other creation becomes a constant of its own.
 * What must be made where it stands is kept in a module variable from the first time on (`lazy.ts`).
 * What cannot be shown to behave as before is refused with the reason; `proofOf` then has the last word on the text.
 */
import type { Fix } from '../../core/finding.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { Creation } from '../../core/module.ts';
import type { TextEdit } from '../../core/span.ts';
import { analyse, type Analysis } from '../analysis/analysis.ts';
import { proofOf } from '../edits/prove.ts';
import { possibleCreationsOf, type LocatedCreation } from '../facts/creations.ts';
import type { LanguageFrontend, Tree } from '../tree.ts';
import { holds, isModuleLevel } from '../walk.ts';
import { cautionAbout } from './applicability.ts';
import { extract, isWholeStatement, moveStatement } from './constant.ts';
import { askedBefore, demandsOf } from './demands.ts';
import { leftOpen } from './keeping/closing.ts';
import { isRenewed } from './keeping/connections.ts';
import { constantOfHead, enteringOf, isEntered } from './keeping/entering.ts';
import { heldBy } from './keeping/held.ts';
import { keptEdits } from './keeping/lazy.ts';
import { askedFor } from './keeping/steady.ts';
import { leftUnused, saidUnused } from './leftUnused.ts';
import { needsOf, type Moved } from './needs.ts';
import { fixOfReference, unfoldedReference } from './references.ts';
import { looksAtVariables, whyNot, whyNotBefore } from './refusals.ts';
import { registrationsAfter, type Registrations } from './registrations.ts';

/** `tree` is lowered from the very text that the creation's facts came from. */
export function hoist(frontend: LanguageFrontend, tree: Tree, creation: Creation): Known<Fix> {
  const analysis = analyse(tree);
  const located = locatedIn(analysis, creation);
  if (!located) return unknown('the file has changed');
  const lambda = unfoldedReference(tree, creation);
  if (lambda !== undefined)
    return fixOfReference(frontend, tree, creation, lambda, (it, at) => hoist(frontend, it, { ...creation, at }));
  const isKept = isRenewed(located);
  const along = isKept ? undefined : registrationsAfter(analysis, located);
  const refusal = whyNot(located, analysis, along !== undefined);
  if (refusal !== undefined) return unknown(refusal);
  if (along) return asConstant(frontend, analysis, located, along);
  const constant = isKept ? undefined : asConstant(frontend, analysis, located);
  // What hinders keeping it hinders the most that can be done.
  return constant?.known ? constant : asKept(frontend, analysis, located);
}

/** Keeps a creation that is needed rarely in a module variable, from the first time on. */
export function keep(frontend: LanguageFrontend, tree: Tree, creation: Creation): Known<Fix> {
  const analysis = analyse(tree);
  const located = locatedIn(analysis, creation);
  if (!located) return unknown('the file has changed');
  if (unfoldedReference(tree, creation) !== undefined) return unknown('it is made by a reference to a method');
  const refusal = whyNot(located, analysis);
  return refusal === undefined ? asKept(frontend, analysis, located) : unknown(refusal);
}

const locatedIn = (analysis: Analysis, { at }: Creation): LocatedCreation | undefined =>
  possibleCreationsOf(analysis).find(({ fact }) => fact.at.start === at.start && fact.at.end === at.end);

/** @param along what is registered with it, which moves as well. */
function asConstant(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  along?: Registrations,
): Known<Fix> {
  const { tree } = analysis;
  const refusal = whyNotBefore(located, analysis);
  if (refusal !== undefined) return unknown(refusal);
  const its = needsOf(analysis, located.whole);
  if (!its.known) return its;
  const needs = along ? bothOf(its.value, along.needs) : its.value;
  const whole = isWholeStatement(located, analysis);
  const looking = whole || needs.statements.length > 0 ? looksAtVariables(located.fact.in, analysis) : undefined;
  if (looking !== undefined) return unknown(`the function looks at all of its variables (\`${looking}\`)`);
  const demands = demandsOf(analysis, located, needs);
  const [demanded] = demands;
  if (demanded !== undefined && isWaitedFor(analysis, located))
    return unknown(`it fails without \`${demanded}\`, which is caught where it stands`);
  const asked = askedBefore(analysis, located, demands);
  if (asked !== undefined) return unknown(`it fails without \`${asked}\`, which is asked about where it stands`);
  const open = leftOpen(frontend, analysis, located);
  if (!open.known) return open;
  const entering = isEntered(analysis, located) ? enteringOf(analysis, located) : undefined;
  const edits = entering
    ? entering.known
      ? constantOfHead(frontend, analysis, located, needs, entering.value)
      : entering
    : whole
      ? moveStatement(frontend, analysis, located, needs, along?.statements)
      : extract(frontend, analysis, located, needs);
  const { closed, resource } = located.fact;
  const place = tree.language === 'java' ? 'a static field' : 'module level';
  const caution = closed
    ? 'it stays open between invocations'
    : (cautionAbout(located, analysis, needs) ?? (along && cautionOf(along, tree)));
  return fixOf(frontend, tree, edits.known ? known([...withoutGone(edits.value, open.value), ...open.value]) : edits, {
    title: `Move \`${resource.code}\`${along ? ` and ${whatGoesAlong(tree)}` : ''} to ${place}${closed ? ' and keep it open' : ''}`,
    ...(caution === undefined ? { applicability: 'safe' } : { applicability: 'suggested', caution }),
    demands,
  });
}

const bothOf = (a: Moved, b: Moved): Moved => ({
  statements: [...new Set([...a.statements, ...b.statements])],
  bindings: new Set([...a.bindings, ...b.bindings]),
});

const whatGoesAlong = ({ language }: Tree): string =>
  language === 'java' ? 'what sets it up' : 'what is registered with it';

const cautionOf = ({ isSetUp }: Registrations, tree: Tree): string =>
  isSetUp
    ? 'it is set up anew on each invocation'
    : `${whatGoesAlong(tree)} ${tree.language === 'java' ? 'runs' : 'is registered'} at load`;

/** What is closed by a line that goes has no new name there. */
const withoutGone = (edits: readonly TextEdit[], others: readonly TextEdit[]): readonly TextEdit[] =>
  edits.filter((edit) => !others.some((it) => it.text === '' && holds(it, edit)));

/** Whether a handler catches what goes wrong where it is made. */
function isWaitedFor({ statements }: Analysis, { whole }: LocatedCreation): boolean {
  for (let block = statements.get(whole)?.block; block?.owner; block = block.owner.block)
    if (block.owner.kind === 'try' && block.owner.body === block && block.owner.handlers.length > 0) return true;
  return false;
}

/** Always to be looked at: what is kept was made anew until then. */
function asKept(frontend: LanguageFrontend, analysis: Analysis, located: LocatedCreation): Known<Fix> {
  const { closed, resource, changes } = located.fact;
  const held = heldBy(analysis, located.whole);
  const shared = analysis.tree.language === 'java' ? 'a static field' : 'a module variable';
  const place = held ? `a field of \`${held.class.name}\`` : shared;
  const asked = isRenewed(located) ? undefined : askedFor(located.call);
  const first = asked === undefined ? '' : `, made of the first \`${asked}\``;
  return fixOf(frontend, analysis.tree, keptEdits(frontend, analysis, located), {
    title: `Keep \`${resource.code}\` ${closed ? 'open, ' : ''}in ${place}${first}`,
    applicability: 'suggested',
    caution: `later invocations use the first one again${changes.kind === 'set' ? ', and set it up anew' : ''}`,
    waits: true,
  });
}

function fixOf(
  frontend: LanguageFrontend,
  tree: Tree,
  edits: Known<readonly TextEdit[]>,
  rest: Pick<Fix, 'title' | 'applicability' | 'caution' | 'demands' | 'waits'>,
): Known<Fix> {
  if (!edits.known) return edits;
  const proof = proofOf(frontend, tree, edits.value);
  if (!proof.known) return proof;
  const { before, after } = proof.value;
  const title = rest.title + saidUnused(leftUnused(before, after));
  return known({ ...rest, title, edits: edits.value, introduces: namesBrought(before, after) });
}

/** The module-level names that the edited text has and the present one has not. */
function namesBrought(tree: Tree, after: Tree): readonly string[] {
  const before = new Set(tree.bindings.filter(isModuleLevel).map(({ name }) => name));
  return after.bindings
    .filter((it) => isModuleLevel(it) && !before.has(it.name))
    .map(({ name }) => `${tree.path}#${name}`);
}
