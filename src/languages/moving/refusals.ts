/** Why a creation stays where it is. */
import { keptWith } from '../../core/memo.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { isOnPurpose } from '../edits/comments.ts';
import { closingsOf, creationsOf, type LocatedCreation } from '../facts/creations.ts';
import type { Binding, CallExpression, Expression, NameExpression } from '../tree.ts';
import { partsOf } from '../walk.ts';
import { isRenewed, tellingOf } from './keeping/connections.ts';

/** Why it may neither be made before nor be kept; `together` with what is registered with it. */
export function whyNot(located: LocatedCreation, analysis: Analysis, together = false): string | undefined {
  const { fact, entry } = located;
  if (fact.guard.kind === 'rare' && fact.guard.replaces !== undefined)
    return `it takes the place of what \`${fact.guard.replaces}\` had, which failed`;
  if (isHandedOver(located, analysis)) return 'it is made by what its maker is handed to';
  if (entry.needsLoop) return 'it must be made where an event loop runs';
  if (fact.resource.kind === 'container' && analysis.tree.language !== 'java')
    return 'what is registered with it would have to move as well';
  if (fact.changes.kind === 'registers' && !together)
    return `\`${fact.changes.call}\` would register again on each invocation; move that as well`;
  if (fact.changes.kind === 'ends' && !isRenewed(located))
    return `\`${fact.changes.call}\` ends it when an error is caught; make a new one there first`;
  if (fact.changes.kind === 'opens' && !tellingOf(located))
    return `\`${fact.changes.call}\` may run only once on it; move that as well`;
  if (fact.in === 0) return 'it is at module level';
  const cookies = cookiesAskedFor(located, analysis);
  if (cookies !== undefined) return `\`${cookies}\` would have those of earlier invocations`;
  const whole = closedWith(located, analysis);
  if (whole !== undefined) return `it is a part of \`${whole}\`, which is closed at the end of each invocation`;
  if (analysis.tree.problems.length > 0) return 'the file has a syntax error';
  const statement = analysis.statements.get(located.whole);
  return statement && isOnPurpose(analysis.tree, statement)
    ? 'a comment beside it says that it is made there on purpose'
    : undefined;
}

/** What the cookies are read of that a session was given by those that it asked: `session.cookies`. */
function cookiesAskedFor({ entry, holder }: LocatedCreation, { parents }: Analysis): string | undefined {
  if (!entry.remembers) return undefined;
  const isAsked = holder?.reads.some((read) => {
    const member = parents.get(read);
    if (member?.kind !== 'member' || member.object !== read || member.property !== 'cookies') return false;
    const call = parents.get(parents.get(member) ?? member);
    const method = parents.get(member);
    const sets = call?.kind === 'call' && method?.kind === 'member' && settingCookies.test(method.property);
    return !sets;
  });
  return isAsked ? `${holder?.name ?? ''}.cookies` : undefined;
}

const settingCookies = /^(?:set|update|set_cookie|clear\w*|set_policy)$/;

/** Python: no call of it is written, as in `field(default_factory=Session)`. */
const isHandedOver = ({ call }: LocatedCreation, { tree }: Analysis): boolean =>
  tree.language === 'python' && !/^[(\s]*$/.test(tree.text.slice(call.start, call.callee.start));

/** What is made of it and closed, which may close it as well. */
function closedWith({ holder, fact }: LocatedCreation, analysis: Analysis): string | undefined {
  if (!holder) return undefined;
  return creationsOf(analysis).find(
    (other) => other.fact.closed && other.fact.in === fact.in && isMadeOf(other.call, holder, new Set()),
  )?.fact.resource.code;
}

/** Whether an expression has what a variable holds, by its name, through other variables or within an object; a call gives something else. */
function isMadeOf(expression: Expression, holder: Binding, seen: Set<Binding>): boolean {
  if (expression.kind === 'name') {
    const { binding } = expression;
    if (!binding || seen.has(binding)) return false;
    if (binding === holder) return true;
    seen.add(binding);
    return binding.writes.some(({ value }) => value && value.kind !== 'call' && isMadeOf(value, holder, seen));
  }
  return partsOf(expression).some((part) => part.kind !== 'call' && isMadeOf(part, holder, seen));
}

/** Why it may not be made before an invocation asks for it. */
export function whyNotBefore(located: LocatedCreation, analysis: Analysis): string | undefined {
  const { fact, entry, call } = located;
  if (fact.closed && analysis.tree.language !== 'python' && closingsOf(analysis, located).entered)
    return 'it is closed where the statement that it opens ends';
  if (fact.awaited) return 'its construction is awaited';
  if (entry.throws !== undefined)
    return `it may throw the checked \`${entry.throws}\`, which the initializer of a field may not`;
  if (entry.reads && !isShipped(call, analysis)) return 'the file that it reads may not be there before an invocation';
  return fact.guard.kind === 'rare' ? 'it is made only on a rare path' : undefined;
}

/** Whether a file that is read is a part of the package: `/tmp` is filled by an invocation. */
function isShipped({ arguments: given }: CallExpression, { tree }: Analysis): boolean {
  const [first] = given;
  const isPlain = first?.value.kind === 'literal' || given.length === 0;
  return isPlain && !/\/tmp\b|tempfile|tmpdir/.test(tree.text);
}

/** The builtin by which a function, or one around or within it, may see the variables that would be gone. */
export function looksAtVariables(id: number, analysis: Analysis): string | undefined {
  const { tree, statements } = analysis;
  for (const callee of lookersIn(analysis)) {
    const own = statements.get(callee)?.function;
    for (let fn = own; fn && fn.id !== 0; fn = fn.parent) if (fn.id === id) return callee.name;
    for (let fn = tree.functions[id]; fn && fn.id !== 0; fn = fn.parent) if (fn === own) return callee.name;
  }
  return undefined;
}

const lookersIn = keptWith(({ flow }: Analysis): readonly NameExpression[] =>
  flow.calls.flatMap(({ callee, arguments: given }) => {
    if (callee.kind !== 'name' || callee.binding || !lookers.has(callee.name)) return [];
    const looksElsewhere = (callee.name === 'vars' || callee.name === 'dir') && given.length > 0;
    return looksElsewhere ? [] : [callee];
  }),
);

const lookers: ReadonlySet<string> = new Set(['locals', 'vars', 'dir', 'eval', 'exec']);
