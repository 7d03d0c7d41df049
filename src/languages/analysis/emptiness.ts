/** What a test finds empty, or full: a client that is not there yet, a cache that has nothing. */
import { isEmptyValue, lastNameOf, withoutCasts } from '../plain.ts';
import type { Expression } from '../tree.ts';
import type { Place } from './places.ts';

/** What was asked for, and the place behind it. */
export interface Empty {
  readonly asked: Expression;
  readonly place: Place;
}

/** In order; of several, one that outlives the call is meant. */
export function foundIn(whole: Expression, what: 'empty' | 'full'): readonly Expression[] {
  const test = withoutCasts(whole);
  // `if (db && db.isOpen())`: what is kept may have to be made again, but rarely.
  if (test.kind === 'logical' && /^(&&|\|\||and|or)$/.test(test.operator))
    return [...foundIn(test.left, what), ...foundIn(test.right, what)];
  const emptied = saidEmpty(test) ?? takenOnce(test);
  if (emptied) return what === 'empty' ? [container(emptied)] : [];
  if (test.kind !== 'operation') return what === 'full' ? [container(test)] : [];
  const [first, other] = test.parts;
  const part = first && withoutCasts(first);
  if (!part) return [];
  if (test.operator === '!' || test.operator === 'not') {
    if (part.kind === 'operation' || (saidEmpty(part) ?? takenOnce(part)))
      return foundIn(part, what === 'empty' ? 'full' : 'empty');
    return what === 'empty' ? [container(part)] : [];
  }
  if (!other) return [];
  if (/^(not )?in$/.test(test.operator))
    return (test.operator === 'in') === (what === 'full') ? [container(other)] : [];
  const same = /^(is|===?)$/.test(test.operator);
  const different = /^(is not|!==?|>)$/.test(test.operator);
  const asks = what === 'empty' ? same : different;
  if (!asks) return [];
  const isNone = test.operator === '>' ? isZero(other) : isEmptyValue(other) || (isCount(part) && isZero(other));
  return isNone ? [container(part)] : [];
}

/** `cache` in Java's `cache.isEmpty()` and lodash's `isEmpty(cache)`. */
function saidEmpty(asked: Expression): Expression | undefined {
  if (asked.kind !== 'call' || lastNameOf(asked.callee) !== 'isEmpty') return undefined;
  const [first] = asked.arguments;
  return first?.value ?? (asked.callee.kind === 'member' ? asked.callee.object : undefined);
}

/** `begun` in Java's `begun.compareAndSet(false, true)`, which only the first one finds so. */
function takenOnce(asked: Expression): Expression | undefined {
  if (asked.kind !== 'call' || asked.callee.kind !== 'member' || asked.callee.property !== 'compareAndSet')
    return undefined;
  const [expected] = asked.arguments;
  return expected && isUnset(expected.value) ? asked.callee.object : undefined;
}

/** Nothing, or no. */
export const isUnset = (it: Expression): boolean => isEmptyValue(it) || (it.kind === 'literal' && it.value === false);

/** `cache` in `cache.has(key)`, `cache.get(key)`, `Object.keys(cache).length`, `cache.size()` and `len(cache)`. */
export function container(asked: Expression): Expression {
  const it = withoutCasts(asked);
  if (it.kind === 'member' && isCount(it)) return container(it.object);
  if (it.kind !== 'call') return it;
  const { callee, arguments: given } = it;
  const [first] = given;
  if (callee.kind === 'member' && /^(keys|values|entries)$/.test(callee.property) && isObject(callee.object) && first)
    return first.value;
  if (callee.kind === 'member' && /^(has|get|getAcquire|getAndSet)$/.test(callee.property)) return callee.object;
  if (!isCount(it)) return it;
  return first?.value ?? (callee.kind === 'member' ? callee.object : it);
}

const isObject = (it: Expression): boolean => it.kind === 'name' && it.name === 'Object' && !it.binding;

const isCount = (it: Expression): boolean =>
  it.kind === 'call'
    ? (it.callee.kind === 'name' && it.callee.name === 'len') ||
      (it.callee.kind === 'member' && it.callee.property === 'size' && it.arguments.length === 0)
    : it.kind === 'member' && /^(length|size)$/.test(it.property);

const isZero = (it: Expression): boolean => it.kind === 'literal' && it.value === 0;
