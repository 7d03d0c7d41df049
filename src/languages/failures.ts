/** What a function notes only when something fails: `errors = []`, which nothing but `except` and `catch` fill. */

import { isEmptyValue } from './plain.ts';
import type { Binding, Block, Expression, FunctionNode, Range, Statement } from './tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from './walk.ts';

/** Methods that fill a collection. */
const adding = /^(append|extend|add|addAll|update|insert|setdefault|push|unshift|set|put|putIfAbsent)$/;

/** What only looks at a collection that it is handed. */
const looking = /^(len|str|print|list|bool|any|size|isEmpty|length|log|info|warn|warning|debug|error|stringify|dumps)$/;

/** Whether the test asks whether anything failed before it: `if errors:`, `if (failed.length > 0)`. */
export function asksForFailures(test: Expression, fn: FunctionNode): boolean {
  if (test.kind === 'logical' && test.operator === '&&')
    return asksForFailures(test.left, fn) || asksForFailures(test.right, fn);
  const asked = collectionIn(test);
  if (asked?.kind !== 'name' || asked.binding?.kind !== 'variable' || asked.binding.function !== fn) return false;
  return isFilledWhenCaught(asked.binding, fn, test.start);
}

function collectionIn(test: Expression): Expression | undefined {
  if (test.kind === 'name') return test;
  if (test.kind === 'member') return /^(length|size)$/.test(test.property) ? test.object : undefined;
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

function isFilledWhenCaught(binding: Binding, fn: FunctionNode, before: number): boolean {
  const statements = statementsWithin(fn.body);
  const handlers = statements.flatMap((it) => (it.kind === 'try' ? it.handlers : []));
  if (handlers.length === 0) return false;
  const isCaught = ({ start, end }: Range): boolean => handlers.some((it) => contains(it, start, end));
  const given = binding.writes.filter(({ range }) => !isCaught(range));
  if (given.length === 0 || !given.every(({ value }) => value !== undefined && startsEmpty(value))) return false;
  const all = statements.flatMap((it) => expressionsOf(it).flatMap(expressionsWithin));
  const own = all.filter((it) => it.kind === 'name' && it.binding === binding);
  // What another function reads it may fill as well.
  if (binding.reads.some((read) => !own.includes(read))) return false;
  const changes = [
    ...all.filter((it) => mayFill(it, binding, before)),
    ...statements.filter((it) => sets(it, binding)),
  ];
  const isChanged = changes.length > 0 || binding.writes.length > given.length;
  return isChanged && changes.every(isCaught);
}

const contains = ({ range }: Block, start: number, end: number): boolean => range.start <= start && end <= range.end;

function startsEmpty(value: Expression): boolean {
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'object') return value.entries.length === 0;
  if (value.kind === 'literal') return !value.value;
  if (value.kind !== 'call' || value.arguments.length > 0) return isEmptyValue(value);
  return value.callee.kind === 'name' && /^(list|dict|set|Set|Map|\w+List|\w+Map|\w+Set)$/.test(value.callee.name);
}

/** `errors.append(error)`, and what is handed it before it is asked. */
function mayFill(it: Expression, binding: Binding, before: number): boolean {
  if (it.kind !== 'call') return false;
  const { callee } = it;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  if (callee.kind === 'member' && isOf(callee.object, binding)) return adding.test(name);
  return it.start < before && !looking.test(name) && it.arguments.some(({ value }) => isOf(value, binding));
}

/** `errors[key] = error`, and another name for it. */
function sets(it: Statement, binding: Binding): boolean {
  if (it.kind !== 'assign') return false;
  return it.declarators.some(
    ({ targets, value }) =>
      (value !== undefined && isOf(value, binding)) ||
      targets.some((target) => target.kind === 'member' && isOf(target.expression, binding)),
  );
}

/** Whether it is the variable, or a part of it. */
function isOf(it: Expression, binding: Binding): boolean {
  if (it.kind === 'member' || it.kind === 'index') return isOf(it.object, binding);
  return it.kind === 'name' && it.binding === binding;
}
