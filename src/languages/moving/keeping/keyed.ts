/**
 * Keeps one of what a function makes for each value that it is made of: `new S3Client({ region: event.region })`.
 * It is rightly made where it stands, so nothing is wrong with it; who invokes the function with a few values only
 * saves the construction by a map of what was made before.
 */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { Refactoring } from '../../../core/refactoring.ts';
import type { TextEdit } from '../../../core/span.ts';
import { provenEdits } from '../../edits/prove.ts';
import { creationsOf, type LocatedCreation } from '../../facts/creations.ts';
import { settingsOf } from '../../facts/settings.ts';
import type { LanguageFrontend, Statement } from '../../tree.ts';
import { expressionsWithin } from '../../walk.ts';
import { isWholeStatement } from '../constant.ts';
import { needsOf } from '../needs.ts';
import { whyNot } from '../refusals.ts';
import { whereItGoes, whyNotGivenBack } from '../selecting/handedOn.ts';
import type { Question } from '../selecting/question.ts';
import { isRenewed } from './connections.ts';
import { keyedEdits } from './keyedEdits.ts';
import { inputsOf, keyOf } from './keys.ts';
import { secretIn } from './secrets.ts';
import { whatVaries } from './steady.ts';

/** Undefined where the statement makes nothing that is worth keeping and differs. */
export function keyedAt(frontend: LanguageFrontend, question: Question, statement: Statement): Refactoring | undefined {
  const { analysis } = question;
  const located = creationsOf(analysis).find((it) => isMadeBy(statement, it));
  if (!located || !isWorthKeeping(located)) return undefined;
  const inputs = inputsOf(analysis, located);
  const [first] = inputs;
  if (!first) return undefined;
  const key = keyOf(analysis, located, inputs);
  const { text } = analysis.tree;
  const named = new Set((key.known ? inputs : [first]).map(({ start, end }) => `\`${text.slice(start, end)}\``));
  const title = `Keep a \`${located.fact.resource.code}\` for each ${[...named].join(' and ')}`;
  const edits = edited();
  return { kind: 'keep', title, edits: edits.known ? known({ edits: edits.value }) : edits };

  function edited(): Known<readonly TextEdit[]> {
    if (!located) return unknown('nothing is made here');
    const given = new Set(inputs.flatMap((it) => [...expressionsWithin(it)]));
    const why = whyNotKept(question, located);
    if (why !== undefined) return unknown(why);
    if (!key.known) return key;
    const needs = needsOf(analysis, located.whole, given);
    if (!needs.known) return needs;
    const varies = whatVaries(analysis, located.whole, { held: given });
    if (varies !== undefined) return unknown(varies);
    const result = keyedEdits({ frontend, analysis, located, statement, key: key.value });
    return result.known ? provenEdits(frontend, analysis.tree, result.value) : result;
  }
}

/** Whether a variable is given it, or it is given back, and nothing else happens. */
function isMadeBy(statement: Statement, { whole, holder }: LocatedCreation): boolean {
  if (statement.kind === 'return') return statement.value === whole;
  const [declarator, ...others] = statement.kind === 'assign' ? statement.declarators : [];
  const value = declarator?.value;
  return holder !== undefined && others.length === 0 && (value?.kind === 'await' ? value.value : value) === whole;
}

/** What is kept costs memory for each value; a handle or a compiled text is not worth that, and the team may know better. */
const isWorthKeeping = ({ fact }: LocatedCreation): boolean =>
  fact.in !== 0 &&
  !fact.resource.light &&
  fact.resource.perInvocation !== true &&
  /^(?:sdk-client|database|cache|http-client|messaging|rpc-channel)$/.test(fact.resource.kind);

function whyNotKept(question: Question, located: LocatedCreation): string | undefined {
  const { analysis } = question;
  const { fact, entry, holder } = located;
  const secret = secretIn(located);
  if (secret !== undefined) return `it is made of credentials (\`${secret}\`), which may expire`;
  const why = whyNot(located, analysis);
  if (why !== undefined) return why;
  if (fact.awaited) return 'its construction is awaited';
  if (fact.closed) return 'it is closed at the end of each invocation';
  const setting = settingsOf(analysis).find((it) => it.in !== 0);
  if (setting) return `\`${setting.code}\` may change what it becomes`;
  if (fact.changes.kind === 'set') return 'it is changed after it is made';
  if ((entry.connects ?? false) || isRenewed(located))
    return 'a kept one whose connection breaks would have to be replaced';
  if (fact.resource.sharing === 'unsafe')
    return 'it serves one use at a time, or remembers something from one to the next';
  if (entry.throws !== undefined) return `it may throw the checked \`${entry.throws}\``;
  if (analysis.statements.get(located.whole)?.kind === 'return') return whyNotGivenBack(question);
  if (!holder || !isWholeStatement(located, analysis)) return 'its variable is set elsewhere as well';
  return whereItGoes(question, holder);
}
