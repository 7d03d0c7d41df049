/** Python: the `with` statement that closes what a function makes, and what becomes of it when that stays open. */
import { known, unknown, type Known } from '../../../core/known.ts';
import type { TextEdit } from '../../../core/span.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { dedents, statementText, unitOf } from '../../edits/excerpts.ts';
import type { LocatedCreation } from '../../facts/creations.ts';
import { eolOf, leadingComments, lineEnd } from '../../lines.ts';
import type { Binding, CallExpression, Expression, LanguageFrontend, Statement, Tree } from '../../tree.ts';
import { expressionsWithin, statementsWithin } from '../../walk.ts';
import { pointFor } from '../insertion.ts';
import { clashes, freeName, renamedReads, wordsFor } from '../naming.ts';
import { onItsObject, type Moved } from '../needs.ts';
import { extracted } from '../relocate.ts';
import { keptTwin, sameCreation } from '../twins.ts';
import { renewalOf, type Renewal } from './connections.ts';
import type { Keeping } from './keeping.ts';
import { globalFor, guardInPython, indentOf } from './lazyInBlock.ts';

type With = Extract<Statement, { kind: 'with' }>;

export interface Entering {
  readonly statement: With;
  readonly index: number;
  /** The variable that has it in the block: that of the head, else the one which it was given to before. */
  readonly variable: Binding;
  /** Whether it is made in the head itself. */
  readonly isMade: boolean;
}

/** Whether it is made in the head of a `with` statement that closes it. */
export const isEntered = ({ tree, statements }: Analysis, { whole, fact }: LocatedCreation): boolean =>
  tree.language === 'python' && fact.closed && statements.get(whole)?.kind === 'with';

export function enteringOf(analysis: Analysis, { whole, holder, fact }: LocatedCreation): Known<Entering> {
  const { tree } = analysis;
  const fn = tree.functions[fact.in];
  const found = [...(fn ? statementsWithin(fn.body) : [])].flatMap((statement) => {
    if (statement.kind !== 'with') return [];
    return statement.items.flatMap(({ value, targets }, index) => {
      const entered = value.kind === 'call' && value !== whole ? value.arguments[0]?.value : value;
      const isMade = entered === whole;
      if (!isMade && !(holder && entered?.kind === 'name' && entered.binding === holder)) return [];
      const [target] = targets;
      const variable = target?.kind === 'name' ? target.name.binding : isMade ? undefined : holder;
      return [{ statement, index, variable, isMade }];
    });
  });
  const [only, ...others] = found;
  if (!only || others.length > 0) return unknown('a `with` statement closes it');
  const { statement, variable } = only;
  if (!variable) return unknown('a `with` statement closes it, and it has no name');
  if (tree.text.startsWith('async', statement.start))
    return unknown('an `async with` closes it, in an event loop that may end');
  if (variable.writes.length !== 1) return unknown(`\`${variable.name}\` is set elsewhere as well`);
  const names = statement.items.flatMap(({ targets }) =>
    targets.flatMap((it) => (it.kind === 'name' ? [it.name.binding] : [])),
  );
  for (const part of expressionsWithin(whole))
    if (part.kind === 'name' && part.binding && names.includes(part.binding))
      return unknown(`it is made of \`${part.name}\`, which is closed with it`);
  return known({ ...only, variable });
}

/** Its name outside of the function: its own, unless that means something else there. */
function nameOutside(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  variable: Binding,
): string {
  return clashes(analysis, variable)
    ? freeName(frontend, analysis, wordsFor(analysis, located), new Set())
    : variable.name;
}

/** At module level, with what it needs. */
export function constantOfHead(
  frontend: LanguageFrontend,
  analysis: Analysis,
  located: LocatedCreation,
  { statements, bindings }: Moved,
  entering: Entering,
): Known<readonly TextEdit[]> {
  const { statement, variable } = entering;
  const { kind } = located.fact.resource;
  const twin = sameCreation(analysis, located, statement);
  const name = twin ?? nameOutside(frontend, analysis, located, variable);
  const left = leftOf(analysis, entering, name, undefined);
  if (!left.known || twin !== undefined) return left;
  const relocation = { kind, place: statement, statements, bindings, words: [] };
  const result = extracted(frontend, analysis, relocation, located.whole, { name, edits: left.value });
  return result.known ? known(result.value.edits) : result;
}

/** In a module variable from the first time on. */
export function keptOfHead(
  { frontend, analysis, located, held }: Keeping,
  entering: Entering,
): Known<readonly TextEdit[]> {
  if (held) return unknown(onItsObject);
  const { tree } = analysis;
  const { statement, variable } = entering;
  const renewal = renewalOf(located);
  const point = pointFor(frontend, analysis, { kind: located.fact.resource.kind, statement });
  if (!point.known) return point;
  const twin = renewal ? undefined : keptTwin(analysis, located, statement);
  const name = twin ?? nameOutside(frontend, analysis, located, variable);
  const [unit, indent] = [unitOf(tree), indentOf(tree, statement)];
  const value = statementText(tree, located.whole, [], [], indent + unit);
  const before = [...guardInPython(located, name, unit, value), ''].join(eolOf(tree) + indent);
  const left = leftOf(analysis, entering, name, renewal, before);
  if (!left.known) return left;
  return known([
    ...left.value,
    ...globalFor(tree, statement.function, name),
    ...(twin === undefined ? point.value.edits([], [frontend.spelling.declareEmpty(tree, name, '')]) : []),
  ]);
}

/** What is left of the statement when the variable outlives it; `before` comes before it. */
export function leftOf(
  analysis: Analysis,
  entering: Entering,
  name: string,
  renewal: Renewal | undefined,
  before = '',
): Known<readonly TextEdit[]> {
  const { tree } = analysis;
  const { path, text } = tree;
  const { statement, index, variable } = entering;
  const item = statement.items[index];
  const end = item && endOf(tree, item.value);
  if (!item || end === undefined || indentOf(tree, statement).trim() !== '') return unknown(unreadable);
  const uses = name === variable.name ? [] : renamedReads(analysis, variable, name);
  const edit = (start: number, until: number, given: string): TextEdit => ({ path, start, end: until, text: given });
  const above = before === '' ? [] : [edit(statement.start, statement.start, before)];
  if (renewal?.entered !== undefined) {
    const { range } = statement.body;
    const getting = variable.reads.flatMap((read) => analysis.parents.get(read) ?? []).filter(isCall);
    const doing = getting.length > 0 ? text : text.slice(statement.start, range.end);
    if (renewal.entered.unless?.test(doing) === true) return unknown('its transactions are ended by hand');
    const elsewhere = getting.find(({ callee }) => analysis.symbols.of(callee).functions.length === 0);
    if (renewal.entered.unless && elsewhere)
      return unknown(
        `\`${text.slice(elsewhere.callee.start, elsewhere.callee.end)}\` may end its transactions by hand`,
      );
    const entered = renewal.entered.by.replaceAll('{}', name);
    return known([...above, edit(item.value.start, end, entered), ...uses]);
  }
  const others = statement.items.length > 1;
  if (renewal && variable.reads.some((read) => isCursor(analysis, read)))
    return unknown('what its `with` gives is used as a cursor');
  if (renewal) return others ? unknown('several resources are closed together') : known([...finished(), ...uses]);
  if (!others) {
    const body = unwrapped(tree, statement, before);
    return body.known
      ? known([...body.value, ...uses.filter(({ start }) => start >= statement.body.range.start)])
      : body;
  }
  const [previous, next] = [statement.items[index - 1], statement.items[index + 1]];
  const [from, until] = next
    ? [item.value.start, next.value.start]
    : [previous ? (endOf(tree, previous.value) ?? previous.value.end) : item.value.start, end];
  if (tree.comments.some((it) => from <= it.start && it.end <= until)) return unknown('a comment would be lost');
  return known([...above, edit(from, until, ''), ...uses.filter(({ start }) => start < from || until <= start)]);

  /** What closing it ended is ended in another way. */
  function finished(): readonly TextEdit[] {
    const last = statement.body.statements.at(-1);
    const [eol, indent] = [eolOf(tree), indentOf(tree, statement)];
    const at = lineEnd(text, last?.end ?? statement.end);
    const lines = ['', 'finally:', `${unitOf(tree)}${name}.${renewal?.insteadOfClosing ?? 'rollback'}()`];
    const head = /^[ \t]*:/.exec(text.slice(end))?.[0].length ?? 0;
    return [
      edit(statement.start, (end ?? statement.start) + head, `${before}try:`),
      edit(at, at, lines.join(eol + indent)),
    ];
  }
}

const isCall = (it: Expression): it is CallExpression => it.kind === 'call';

/** Drivers of long ago entered a cursor. */
function isCursor({ parents }: Analysis, read: Expression): boolean {
  const member = parents.get(read);
  return (
    member?.kind === 'member' && member.object === read && /^(?:execute\w*|fetch\w+|callproc)$/.test(member.property)
  );
}

const unreadable = 'its `with` could not be read';

/** Where an item of the head ends, with the name that it is given. */
const endOf = ({ text }: Tree, value: Expression): number | undefined => {
  const rest = /^(?:\s+as\s+\w+)?(?=\s*[,:)])/.exec(text.slice(value.end))?.[0];
  return rest === undefined ? undefined : value.end + rest.length;
};

/** The body in the place of the statement. */
function unwrapped(tree: Tree, statement: With, before: string): Known<readonly TextEdit[]> {
  const { path, text } = tree;
  const [first, last, item] = [statement.body.statements[0], statement.body.statements.at(-1), statement.items[0]];
  const end = item && endOf(tree, item.value);
  if (!first || !last || end === undefined) return unknown(unreadable);
  const start = leadingComments(tree, first).start;
  if (!/^\s*,?\s*\)?[ \t]*:[ \t]*\r?\n[ \t]*$/.test(text.slice(end, start))) return unknown(unreadable);
  return known([
    { path, start: statement.start, end: start, text: before },
    ...dedents(tree, start, lineEnd(text, last.end), unitOf(tree), ''),
  ]);
}
