/** Objects that are put together out of others: `{ ...defaults, ...options }`, `Object.assign({}, options)`, `dict(options)`. */
import { isEmptyValue, lastNameOf, plainly } from '../plain.ts';
import type { Argument, Binding, Expression, Write } from '../tree.ts';

export type Entries = Extract<Expression, { kind: 'object' }>['entries'];

/** What it is made of, in order; what later ones have takes the place of what is there before. */
export function entriesIn(expression: Expression): Entries | undefined {
  const it = plainly(expression);
  if (it.kind === 'object') return it.entries.flatMap((entry) => (isSpread(entry) ? inside(entry.value) : [entry]));
  if (it.kind === 'operation' && it.operator === '|') return it.parts.flatMap(inside);
  if (it.kind !== 'call' || it.construct || !isMerging(it.callee)) return undefined;
  return argumentEntries(it.arguments);
}

/** What `Object.assign(object, …)` and `values.update(…)` put there, of all that they are given. */
export const argumentEntries = (given: readonly Argument[]): Entries =>
  given.flatMap(({ value, name }) =>
    name === undefined ? inside(value) : [{ key: name, dynamicKey: undefined, value }],
  );

const inside = (value: Expression): Entries => entriesIn(value) ?? [{ key: undefined, dynamicKey: undefined, value }];

const isSpread = ({ key, dynamicKey }: Entries[number]): boolean => key === undefined && dynamicKey === undefined;

/** `Object.assign`, and Python's `dict`. */
const isMerging = (callee: Expression): boolean =>
  isAssign(callee) || (callee.kind === 'name' && callee.name === 'dict' && !callee.binding);

export const isAssign = (callee: Expression): boolean =>
  callee.kind === 'member' && callee.property === 'assign' && lastNameOf(callee.object) === 'Object';

/** Whether what a parameter is given leaves it the member that it has: `options = options || {}`, `options = { key, ...options }`. */
export function leavesMember(
  { value, path, iterates, statement }: Write,
  binding: Binding,
  lacks: (value: Expression) => boolean,
  lacksEntry: (entry: Entries[number]) => boolean,
): boolean {
  if (!value || path.length > 0 || iterates) return false;
  const isItself = (it: Expression): boolean => it.kind === 'name' && it.binding === binding;
  const given = plainly(value);
  if (given.kind === 'logical') return given.operator !== '&&' && isItself(given.left) && lacks(given.right);
  const entries = entriesIn(given);
  if (!entries) return false;
  const [only, ...others] = entries.filter((it) => !lacksEntry(it));
  if (only) return others.length === 0 && isSpread(only) && isItself(only.value);
  // `if (!options) options = {}`, `options ??= {}`
  const { owner } = statement?.block ?? {};
  const isMissing =
    owner?.kind === 'if' && statement?.block === owner.then && isAskedFor(owner.test, binding.name, false);
  return isMissing || isDefault(statement, binding);
}

const isDefault = (statement: Write['statement'], { name }: Binding): boolean =>
  statement?.kind === 'assign' &&
  statement.declarators.every(
    ({ operator, targets: [target] }) =>
      /^(\?\?|\|\|)=$/.test(operator) && target?.kind === 'name' && target.name.name === name,
  );

/** Whether the test tells that what has the name is something where it holds, or does not: `client is not None`. */
export function isAskedFor(test: Expression, name: string, holds: boolean): boolean {
  if (test.kind === 'name') return holds && test.name === name;
  if (test.kind !== 'operation') return false;
  const [left, right] = test.parts;
  if (!left) return false;
  if (!right) return /^(!|not)$/.test(test.operator) && isAskedFor(left, name, !holds);
  if (left.kind !== 'name' || left.name !== name || !isEmptyValue(right)) return false;
  return holds ? /^(is not|!==?)$/.test(test.operator) : /^(is|===?)$/.test(test.operator);
}
