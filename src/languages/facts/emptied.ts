/** When variables and what they hold are empty again: whenever the function runs that empties them. */
import { addTo } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import type { VariableFact } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { asksElsewhere, leaves, type IfStatement } from '../analysis/conditions.ts';
import { isUnset } from '../analysis/emptiness.ts';
import type { Symbols } from '../analysis/symbols.ts';
import { isEmptyValue } from '../plain.ts';
import type {
  Binding,
  CallExpression,
  ClassNode,
  Expression,
  FunctionNode,
  NameExpression,
  Statement,
} from '../tree.ts';
import { allExpressions } from '../walk.ts';

type Write = VariableFact['writes'][number];

/** What is given somewhere. */
interface Given {
  readonly function: FunctionNode;
  readonly value?: Expression | undefined;
}

/** Whether nothing, or something with nothing in it, is what a variable or a field is given whenever the function runs. */
export function empties({ statements, symbols }: Analysis, value: Expression, name: string): boolean {
  const isNew =
    value.kind === 'call' && value.arguments.length === 0 && /^(Map|dict)$/.test(symbols.of(value.callee).symbol);
  const isEmpty = isEmptyValue(value) || isNew || (value.kind === 'object' && value.entries.length === 0);
  const statement = statements.get(value);
  return isEmpty && statement !== undefined && alwaysRuns(statement, symbols, name);
}

/**
 * Whether a flag says again whenever the function runs that something is still to be done, which another function says
 * is done: `started = false`. One that begins with yes says something else.
 */
export function lowers(
  { statements, symbols }: Analysis,
  { value, function: by }: Given,
  all: readonly Given[],
  name: string,
): boolean {
  const statement = value && isAnswer(value, false) ? statements.get(value) : undefined;
  if (!statement || by.id === 0 || !alwaysRuns(statement, symbols, name)) return false;
  const raising = all.filter((it) => it.value && isAnswer(it.value, true));
  return raising.length > 0 && raising.every((it) => it.function.id !== 0 && it.function !== by && !isInitializer(it));
}

const isAnswer = (value: Expression, answer: boolean): boolean => value.kind === 'literal' && value.value === answer;

const isInitializer = ({ function: { name } }: Given): boolean => /^(constructor|__init__)$/.test(name);

/** The variables of which functions take everything out whenever they run, `clients.clear()`, or one member. */
export function clearedIn(analysis: Analysis): ReadonlyMap<Binding, readonly Write[]> {
  const found = new Map<Binding, Write[]>();
  for (const { of, member, by } of removalsIn(analysis)) {
    const statement = analysis.statements.get(by);
    if (of.kind !== 'name' || !of.binding || !statement || statement.function.id === 0) continue;
    if (!alwaysRuns(statement, analysis.symbols, member)) continue;
    const its = { in: statement.function.id, sources: [], empties: true };
    addTo(found, of.binding, member === undefined ? its : { ...its, member });
  }
  return found;
}

const ending = /^(cache_clear|a?close|destroy|\$?disconnect|end|quit|dispose)$/;

/** Whether what the call ends or has forgotten, `mongoose.disconnect()`, `connect.cache_clear()`, is so whenever its function runs. */
export function endsAlways({ statements, symbols }: Analysis, { callee }: CallExpression): boolean {
  const statement = callee.kind === 'member' && ending.test(callee.property) ? statements.get(callee) : undefined;
  if (!statement || callee.kind !== 'member') return false;
  const { object } = callee;
  const owner = asksWhetherOpen(statement, object) ? statement.block.owner : undefined;
  return alwaysRuns(owner ?? statement, symbols);
}

/** Whether nothing decides on the statement but that what it ends is there and open. */
const asksWhetherOpen = ({ block }: Statement, object: Expression): boolean =>
  block.owner?.kind === 'if' &&
  block === block.owner.then &&
  object.kind === 'name' &&
  isOpen(block.owner.test, object);

/** `dataSource.isInitialized`, `conn is not None and not conn.closed` */
function isOpen(test: Expression, object: NameExpression): boolean {
  const isIt = (it: Expression | undefined): boolean => it?.kind === 'name' && it.binding === object.binding;
  const answers = (it: Expression | undefined, name: RegExp): boolean =>
    it?.kind === 'call'
      ? it.arguments.length === 0 && answers(it.callee, name)
      : it?.kind === 'member' && isIt(it.object) && name.test(it.property);
  if (test.kind === 'logical')
    return test.operator === '&&' && [test.left, test.right].every((it) => isOpen(it, object));
  if (test.kind !== 'operation') return isIt(test) || answers(test, /^(is_?)?(open|initiali[sz]ed|connected|ready)$/i);
  const [part, other] = test.parts;
  if (/^(!|not)$/.test(test.operator)) return answers(part, /^(is_?)?(closed|ended|destroyed)$/i);
  return /^(is not|!==?)$/.test(test.operator) && isIt(part) && other !== undefined && isEmptyValue(other);
}

/** The same as of variables of a class's fields, by name: `del self.client`. */
export function removedFrom(analysis: Analysis): (node: ClassNode) => readonly (Write & { readonly member: string })[] {
  const found = new Map<ClassNode, (Write & { readonly member: string })[]>();
  for (const { of, member, by } of removalsIn(analysis)) {
    const statement = analysis.statements.get(by);
    const owner = statement && analysis.symbols.thisClass(of, statement.function);
    if (!owner || member === undefined || !alwaysRuns(statement, analysis.symbols, member)) continue;
    addTo(found, owner, { in: statement.function.id, sources: [], empties: true, member });
  }
  return (node) => found.get(node) ?? [];
}

interface Removal {
  readonly of: Expression;
  /** Where that alone is taken out. */
  readonly member?: string;
  readonly by: Expression;
}

const removalsIn = keptWith(({ tree, flow, statements }: Analysis): readonly Removal[] => {
  const found = flow.calls.flatMap(removedBy);
  for (const by of allExpressions(tree)) {
    const place = by.kind === 'operation' && by.operator === 'delete' ? by.parts[0] : by;
    const isDeleted = place !== by || isOfDel(by, statements.get(by), tree.text);
    if (isDeleted && place?.kind === 'member') found.push({ of: place.object, member: place.property, by });
  }
  return found;
});

/** `clients.clear()`, `begun.set(false)`, `clients.delete('s3')`, `clients.pop("s3", None)`. */
function removedBy(by: CallExpression): readonly Removal[] {
  const { callee, arguments: given } = by;
  if (callee.kind !== 'member') return [];
  const [key] = given;
  const isUnsetting = callee.property === 'set' && key !== undefined && given.length === 1 && isUnset(key.value);
  if (callee.property === 'clear' || isUnsetting) return [{ of: callee.object, by }];
  const isOne = /^(delete|pop)$/.test(callee.property) && key?.value.kind === 'literal';
  return isOne && typeof key.value.value === 'string' ? [{ of: callee.object, member: key.value.value, by }] : [];
}

/** Python's `del clients["s3"]`. */
const isOfDel = ({ kind }: Expression, statement: Statement | undefined, text: string): boolean =>
  kind === 'member' && statement?.kind === 'other' && /^del\s/.test(text.slice(statement.start, statement.start + 4));

/**
 * Also where it is asked first whether `name` is full: otherwise there is nothing to take out. Where the function may leave
 * before, since it found something or it is not the time yet, it does not always run.
 */
function alwaysRuns(statement: Statement, symbols: Symbols, name?: string): boolean {
  const { block } = statement;
  const { owner } = block;
  const before = block.statements.slice(0, Math.max(0, block.statements.indexOf(statement)));
  if (before.some((it) => it.kind === 'if' && mayLeave(it, symbols, name))) return false;
  if (!owner) return true;
  const isPlain = owner.kind === 'with' || (owner.kind === 'try' && (block === owner.body || block === owner.finally));
  const isAsked = owner.kind === 'if' && block === owner.then && name !== undefined && asksJustForIt(owner.test, name);
  return (isPlain || isAsked) && alwaysRuns(owner, symbols, name);
}

/** `if (client) return client`, and not `if (!client) return`, where there is nothing to take out. */
const mayLeave = ({ test, then }: IfStatement, symbols: Symbols, name?: string): boolean =>
  leaves(then) && asksElsewhere(test, symbols) && !(name !== undefined && asksWhetherEmpty(test, name));

function asksWhetherEmpty(test: Expression, name: string): boolean {
  if (test.kind !== 'operation') return false;
  const [part, other] = test.parts;
  if (!part) return false;
  if (/^(!|not)$/.test(test.operator)) return asksJustForIt(part, name);
  return /^(is|===?)$/.test(test.operator) && other !== undefined && isEmptyValue(other) && asksJustForIt(part, name);
}

/**
 * Whether the test holds just when `name` is set. `foundIn` finds that as well in a test that asks for more, or for one
 * entry of it, after which something may be left.
 */
function asksJustForIt(test: Expression, name: string): boolean {
  if (test.kind === 'name') return test.name === name;
  if (test.kind === 'member')
    return test.property === name && (test.object.kind === 'this' || test.object.kind === 'name');
  if (test.kind !== 'operation' || !/^(is not|!==?)$/.test(test.operator)) return false;
  const [part, other] = test.parts;
  return part !== undefined && other !== undefined && isEmptyValue(other) && asksJustForIt(part, name);
}
