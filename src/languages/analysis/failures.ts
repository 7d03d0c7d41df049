/** What a function notes only when something fails: `errors = []`, which nothing but `except` and `catch` fill. */
import { filling } from '../collections.ts';
import { isEmptyValue, lastNameOf } from '../plain.ts';
import type { Binding, Block, Expression, FunctionNode, Range, Statement } from '../tree.ts';
import { expressionsOf, expressionsWithin, holds, statementsWithin } from '../walk.ts';

/** What only looks at a collection that it is handed. */
const looking = /^(len|str|print|list|bool|any|size|isEmpty|length|log|info|warn|warning|debug|error|stringify|dumps)$/;

/** A variable of a function that is filled bit by bit, or a member of one: `results["failed"]`. */
interface Collection {
  readonly binding: Binding;
  readonly member?: string;
}

/** Whether what stands under the condition only runs when something failed before it. */
export const isForFailures = ({ test, then }: Extract<Statement, { kind: 'if' }>, fn: FunctionNode): boolean =>
  asksForFailures(test, fn) || (then.statements.at(-1)?.kind === 'throw' && asksWhetherAllFailed(test, fn));

/** Whether the test asks whether anything failed before it: `if errors:`, `if (failed.length > 0)`. */
function asksForFailures(test: Expression, fn: FunctionNode): boolean {
  if (test.kind === 'logical' && test.operator === '&&')
    return asksForFailures(test.left, fn) || asksForFailures(test.right, fn);
  const asked = collectionOf(collectionIn(test), fn);
  return asked !== undefined && isFilledWhenCaught(asked, fn, test.start);
}

/** Whether the test asks whether nothing succeeded before it, of what each turn of a loop may fill or fail: `if not results["success"]`. */
function asksWhetherAllFailed(test: Expression, fn: FunctionNode): boolean {
  const asked = collectionOf(emptyCollectionIn(test), fn);
  if (!asked) return false;
  const { given, changes, handlers } = changesOf(asked, fn, test.start) ?? {};
  if (!given || !changes || !handlers) return false;
  const loops = statementsWithin(fn.body).filter(({ kind }) => kind === 'loop');
  // Beside each attempt that may fail, and not because of a failure.
  const isOfAttempt = (it: Range): boolean =>
    loops.some((loop) => holds(loop, it) && handlers.some(({ range }) => holds(loop, range)));
  return changes.length > 0 && changes.every((it) => isOfAttempt(it) && !isWithinAny(handlers, it));
}

function collectionOf(asked: Expression | undefined, fn: FunctionNode): Collection | undefined {
  if (asked?.kind === 'member') {
    const whole = collectionOf(asked.object, fn);
    return whole && whole.member === undefined ? { ...whole, member: asked.property } : undefined;
  }
  if (asked?.kind !== 'name' || asked.binding?.kind !== 'variable' || asked.binding.function !== fn) return undefined;
  return { binding: asked.binding };
}

/** `not results`, `len(results) == 0`, `results.length === 0`, `results.isEmpty()` */
function emptyCollectionIn(test: Expression): Expression | undefined {
  if (test.kind === 'call') return isEmptyAsked(test);
  if (test.kind !== 'operation') return undefined;
  const [left, right] = test.parts;
  if (/^(!|not)$/.test(test.operator)) return left && collectionIn(left);
  const isNone = right?.kind === 'literal' && right.value === 0;
  return left && isNone && /^===?$/.test(test.operator) ? collectionIn(left) : undefined;
}

function collectionIn(test: Expression): Expression | undefined {
  if (test.kind === 'name') return test;
  if (test.kind === 'member') return /^(length|size)$/.test(test.property) ? test.object : test;
  if (test.kind === 'call') {
    const { callee, arguments: given } = test;
    if (callee.kind === 'name') return callee.name === 'len' ? given[0]?.value : undefined;
    return callee.kind === 'member' && callee.property === 'size' ? callee.object : undefined;
  }
  if (test.kind !== 'operation') return undefined;
  const [left, right] = test.parts;
  if (test.operator === '!') return isEmptyAsked(left);
  const isNone = right?.kind === 'literal' && right.value === 0;
  return left && isNone && /^(>|!==?)$/.test(test.operator) ? collectionIn(left) : undefined;
}

/** Java's `!failed.isEmpty()` */
const isEmptyAsked = (asked: Expression | undefined): Expression | undefined =>
  asked?.kind === 'call' && asked.callee.kind === 'member' && asked.callee.property === 'isEmpty'
    ? asked.callee.object
    : undefined;

function isFilledWhenCaught(asked: Collection, fn: FunctionNode, before: number): boolean {
  const { given, changes, handlers } = changesOf(asked, fn, before) ?? {};
  if (!given || !changes || !handlers) return false;
  const isChanged = changes.length > 0 || asked.binding.writes.length > given.length;
  return isChanged && changes.every((it) => isWithinAny(handlers, it));
}

/** What fills a collection that is empty at first, and the blocks in which errors are caught; undefined when others may. */
function changesOf(asked: Collection, fn: FunctionNode, before: number) {
  const { binding } = asked;
  const statements = statementsWithin(fn.body);
  const handlers = statements.flatMap((it) => (it.kind === 'try' ? it.handlers : []));
  if (handlers.length === 0) return undefined;
  const given = binding.writes.filter(({ range }) => !isWithinAny(handlers, range));
  if (given.length === 0 || !given.every(({ value }) => value !== undefined && startsEmpty(value, asked.member)))
    return undefined;
  const all = statements.flatMap((it) => expressionsOf(it).flatMap(expressionsWithin));
  const own = new Set(all.filter((it) => it.kind === 'name' && it.binding === binding));
  // What another function reads it may fill as well.
  if (binding.reads.some((read) => !own.has(read))) return undefined;
  const changes: readonly Range[] = [
    ...all.filter((it) => mayFill(it, asked, before)),
    ...statements.filter((it) => sets(it, asked)),
  ];
  return { given, changes, handlers };
}

const isWithinAny = (blocks: readonly Block[], { start, end }: Range): boolean =>
  blocks.some((it) => contains(it, start, end));

const contains = ({ range }: Block, start: number, end: number): boolean => range.start <= start && end <= range.end;

function startsEmpty(value: Expression, member?: string): boolean {
  if (member !== undefined) {
    if (value.kind !== 'object' || value.entries.some(({ key }) => key === undefined)) return false;
    return value.entries.some(({ key, value: part }) => key === member && startsEmpty(part));
  }
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'object') return value.entries.length === 0;
  if (value.kind === 'literal') return !value.value;
  if (value.kind !== 'call' || value.arguments.length > 0) return isEmptyValue(value);
  return value.callee.kind === 'name' && /^(list|dict|set|Set|Map|\w+List|\w+Map|\w+Set)$/.test(value.callee.name);
}

/** `errors.append(error)`, and what is handed it before it is asked. */
function mayFill(it: Expression, asked: Collection, before: number): boolean {
  if (it.kind !== 'call') return false;
  const { callee } = it;
  const name = lastNameOf(callee);
  if (callee.kind === 'member' && isOf(callee.object, asked)) return filling.includes(name);
  return it.start < before && !looking.test(name) && it.arguments.some(({ value }) => isOf(value, asked));
}

/** `errors[key] = error`, and another name for it. */
function sets(it: Statement, asked: Collection): boolean {
  if (it.kind !== 'assign') return false;
  return it.declarators.some(
    ({ targets, value }) =>
      (value !== undefined && isOf(value, asked)) ||
      targets.some((target) => target.kind === 'member' && isOf(target.expression, asked)),
  );
}

/** Whether it is the collection, a part of it, or something that has it. */
function isOf(it: Expression, asked: Collection): boolean {
  if (it.kind === 'member' && it.object.kind === 'name' && it.object.binding === asked.binding)
    return asked.member === undefined || asked.member === it.property;
  if (it.kind === 'member' || it.kind === 'index') return isOf(it.object, asked);
  return it.kind === 'name' && it.binding === asked.binding;
}
