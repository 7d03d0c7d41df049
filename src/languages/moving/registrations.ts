/** What is registered with a creation right after it, which goes along with it: `addFormats(ajv);`. */
import { aliasesOf } from '../analysis/aliases.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { changesOf, registrationsWith } from '../facts/changes.ts';
import type { LocatedCreation } from '../facts/creations.ts';
import { settingUp } from '../facts/javaChanges.ts';
import type { Binding, CallExpression, Expression, Statement } from '../tree.ts';
import { expressionsWithin } from '../walk.ts';
import { whyCapturesNot } from './captures.ts';
import { isWholeStatement } from './constant.ts';
import { needsOf, type Moved } from './needs.ts';

export interface Registrations {
  readonly statements: readonly Statement[];
  /** What they need beside the creation. */
  readonly needs: Moved;
  /** Whether something else is set on it, on each run. */
  readonly isSetUp: boolean;
}

/**
 * Undefined where nothing is registered, where something of it stands further away or needs what is not there at module
 * level, and where anything else is done to the creation that may be done only once.
 */
export function registrationsAfter(analysis: Analysis, located: LocatedCreation): Registrations | undefined {
  const { call, whole, entry, fact, holder } = located;
  if (fact.changes.kind !== 'registers' || !holder) return undefined;
  const own = analysis.statements.get(whole);
  if (!own || !isWholeStatement(located, analysis)) return undefined;
  const isIt = aliasesOf(analysis.tree, analysis.symbols).of([call, whole]);
  const calls = new Set<Expression>(registrationsWith(analysis, isIt, entry, whole));
  const after = own.block.statements.slice(own.block.statements.indexOf(own) + 1);
  const end = after.findIndex((it) => !calls.has(rowOf(analysis, it).at(-1) ?? whole));
  const statements = after.slice(0, end < 0 ? after.length : end);
  const rows = statements.map((it) => rowOf(analysis, it));
  const registering = rows.flatMap((row) => row.slice(-1));
  if (registering.length === 0 || registering.length < calls.size) return undefined;
  const others = changesOf(analysis, isIt, entry, whole, new Set(registering));
  if (others.kind !== 'none' && others.kind !== 'set') return undefined;
  const needs = needsOfAll(analysis, rows, holder);
  return needs && { statements, needs, isSetUp: others.kind === 'set' };
}

/** The calls of a statement, the last one first; in Java each may set up what the one before gives back. */
function rowOf({ tree }: Analysis, statement: Statement): readonly CallExpression[] {
  const row: CallExpression[] = [];
  let at: Expression | undefined = statement.kind === 'expression' ? statement.value : undefined;
  while (at?.kind === 'call') {
    row.push(at);
    const { callee }: CallExpression = at;
    at =
      tree.language === 'java' && callee.kind === 'member' && settingUp.test(callee.property)
        ? callee.object
        : undefined;
  }
  return row;
}

function needsOfAll(
  analysis: Analysis,
  rows: readonly (readonly CallExpression[])[],
  holder: Binding,
): Moved | undefined {
  const statements = new Set<Statement>();
  const bindings = new Set<Binding>();
  const callees = rows.flatMap((row) => row.slice(-1)).map(({ callee }) => callee);
  const given = rows.flatMap((row) => row.flatMap((call) => call.arguments.map(({ value }) => value)));
  for (const part of [...callees, ...given]) {
    const needs = needsOf(analysis, part, givenIn(analysis, part, holder));
    if (!needs.known) return undefined;
    for (const it of needs.value.statements) statements.add(it);
    for (const it of needs.value.bindings) bindings.add(it);
  }
  return { statements: [...statements], bindings };
}

/** The creation itself, and functions that need nothing of the ones around them. */
const givenIn = (analysis: Analysis, part: Expression, holder: Binding): ReadonlySet<Expression> =>
  new Set(
    [...expressionsWithin(part)].filter(
      (it) =>
        (it.kind === 'name' && it.binding === holder) ||
        (it.kind === 'function' && whyCapturesNot(analysis, it.function, () => 'it is of the function') === undefined),
    ),
  );
