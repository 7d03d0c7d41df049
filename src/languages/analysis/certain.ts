/** What is certain to be something where it is handed over or kept: `self.s3 = client or boto3.client('s3')`. */
import { isEmptyValue } from '../plain.ts';
import type { Binding, Expression, Statement } from '../tree.ts';
import type { Analysis } from './analysis.ts';
import { isSomething } from './sharing.ts';

/** Whether it is never nothing, whatever the function around it is given. */
export function isCertain(analysis: Analysis, value: Expression): boolean {
  if (value.kind === 'conditional') {
    const is = (it: Expression, holds: boolean): boolean =>
      isSomething(analysis, it) || (it.kind === 'name' && isAskedFor(value.test, it.name, holds));
    return is(value.then, true) && is(value.else, false);
  }
  if (value.kind === 'name' && value.binding?.kind === 'parameter')
    return isFilled(analysis, value.binding, value.start);
  return isSomething(analysis, value);
}

/** Whether the test tells that what has the name is something where it holds, or does not: `client is not None`. */
function isAskedFor(test: Expression, name: string, holds: boolean): boolean {
  if (test.kind === 'name') return holds && test.name === name;
  if (test.kind !== 'operation') return false;
  const [left, right] = test.parts;
  if (!left) return false;
  if (!right) return /^(!|not)$/.test(test.operator) && isAskedFor(left, name, !holds);
  if (left.kind !== 'name' || left.name !== name || !isEmptyValue(right)) return false;
  return holds ? /^(is not|!==?)$/.test(test.operator) : /^(is|===?)$/.test(test.operator);
}

/**
 * Whether a parameter that was nothing was given something before it is read there: `client = client or connect()`,
 * `if client is None: client = connect()`.
 */
function isFilled(analysis: Analysis, binding: Binding, start: number): boolean {
  const { function: fn, name } = binding;
  const given = fn.parameters.find(({ bindings }) => bindings.includes(binding));
  const later = binding.writes.slice(1).filter(({ value }) => value === undefined || value !== given?.default);
  const [write, ...others] = later;
  if (!write?.value || !write.statement || others.length > 0 || write.path.length > 0) return false;
  return (
    write.function === fn &&
    write.statement.end <= start &&
    runsForNothing(write.statement, name) &&
    isSomething(analysis, write.value)
  );
}

/** Whether a statement runs wherever what has the name is nothing. */
function runsForNothing({ block: { owner }, block }: Statement, name: string): boolean {
  if (!owner) return true;
  return owner.kind === 'if' && !owner.block.owner && block === owner.then && isAskedFor(owner.test, name, false);
}
