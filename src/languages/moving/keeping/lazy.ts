/**
 * Keeps what a function makes: it is made where it stands, the first time, and found in a module variable from then on.
 * Nothing has to move for that, so it also fits what is made rarely, asynchronously or of values that are asked for.
 */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { lineStart } from '../../lines.ts';
import type { LanguageFrontend, Tree } from '../../tree.ts';
import { looksAtVariables } from '../refusals.ts';
import { leftOpen } from './closing.ts';
import { isRenewed, tellingOf, whyNotRenewed } from './connections.ts';
import { enteringOf, isEntered, keptOfHead } from './entering.ts';
import { heldBy } from './held.ts';
import type { Keeping } from './keeping.ts';
import { keptWhileOpen } from './lazyConnection.ts';
import { keptInBlock } from './lazyInBlock.ts';
import { keptInExpression } from './lazyInExpression.ts';
import { keptInResources } from './lazyInResources.ts';
import { whatVaries } from './steady.ts';

export function keptEdits(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
): Known<readonly TextEdit[]> {
  const renewed = isRenewed(located);
  const mixed = renewed ? whyNotRenewed(analysis, located) : undefined;
  if (mixed !== undefined) return unknown(mixed);
  const held = heldBy(analysis, located.whole);
  const varies = whatVaries(analysis, located.whole, {
    renewed,
    ...(held ? { held: held.uses } : {}),
  });
  if (varies !== undefined) return unknown(varies);
  const statement = analysis.statements.get(located.whole);
  if (!statement) return unknown('it stands in a field or a default value');
  const looking = looksAtVariables(located.fact.in, analysis);
  if (looking !== undefined) return unknown(`the function looks at all of its variables (\`${looking}\`)`);
  const open = leftOpen(frontend, analysis, located);
  if (!open.known) return open;
  const kept = keptBy({ frontend, analysis, located, statement, held });
  return kept.known ? known([...goingAlong(analysis.tree, kept.value, open.value), ...open.value]) : kept;
}

/** What is put into a line that goes to the left, as the body of a `try` does that closes nothing more, goes there as well. */
function goingAlong({ text }: Tree, edits: readonly TextEdit[], others: readonly TextEdit[]): readonly TextEdit[] {
  const indentAt = (at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
  return edits.map((edit) => {
    const own = indentAt(edit.start);
    const start = lineStart(text, edit.start);
    const left = others.find((it) => it.text === '' && start <= it.end && it.end <= start + own.length);
    if (!left) return edit;
    const then = left.start === start ? own.slice(left.end - start) : indentAt(left.start);
    // Of a text on several lines, each blank counts.
    const goes = own.length > then.length && own.startsWith(then) && !edit.text.includes('`');
    return goes ? { ...edit, text: edit.text.replaceAll(`\n${own}`, `\n${then}`) } : edit;
  });
}

/** JavaScript assigns within any expression; the others need a statement of their own. */
function keptBy(keeping: Keeping): Known<readonly TextEdit[]> {
  const { analysis, located, statement } = keeping;
  const { language } = analysis.tree;
  if (language === 'java' && statement.kind === 'with') return keptInResources(keeping, statement);
  if (isEntered(analysis, located)) {
    const entering = enteringOf(analysis, located);
    return entering.known ? keptOfHead(keeping, entering.value) : entering;
  }
  if (language === 'java' || language === 'python') return keptInBlock(keeping);
  return tellingOf(located) ? keptWhileOpen(keeping) : keptInExpression(keeping);
}
