/** Members of objects that functions are given: what they put there, and of which member something is that is ended. */
import { keptWith } from '../../core/memo.ts';
import type { PutFact } from '../../core/module.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import { rootOf, withoutCasts } from '../plain.ts';
import type { CallExpression, Expression } from '../tree.ts';

const deepest = 3;

/** `request.context.db = connect()`, `Object.assign(context, { db })` */
export const putMembersIn = keptWith((analysis: Analysis): readonly PutFact[] => {
  const { tree, flow, symbols } = analysis;
  const found: PutFact[] = [];
  const add = (object: Expression, name: string | undefined, value: Expression): void => {
    if (name === undefined || !isGiven(object)) return;
    const sources = flow.ofGiven(value);
    if (sources.length > 0) found.push({ name, in: functionOf(analysis, object).id, sources });
  };
  for (const { place, value } of assignedIn(tree)) if (value) add(place, memberNamed(place), value);
  for (const { callee, arguments: given } of flow.calls) {
    if (callee.kind !== 'member' || callee.property !== 'assign') continue;
    const [into, ...parts] = given.map(({ value }) => withoutCasts(value));
    if (!into || symbols.of(callee).symbol !== 'Object.assign') continue;
    for (const part of parts)
      if (part.kind === 'object') for (const { key, value } of part.entries) add(into, key, value);
  }
  return found;
});

/** The name of the member that a call is made on, as of `request.context.db.end()`; also where a name was given to it before. */
export const memberCalledOn = ({ callee }: CallExpression): string | undefined =>
  callee.kind === 'member' ? memberBehind(callee.object) : undefined;

function memberBehind(expression: Expression, depth = 0): string | undefined {
  const it = withoutCasts(expression);
  if (it.kind === 'await') return memberBehind(it.value, depth);
  if (it.kind !== 'name') return memberNamed(it);
  const [write, ...others] = it.binding?.writes ?? [];
  if (!write || others.length > 0 || depth > deepest) return undefined;
  return write.path.at(-1) ?? (write.value && memberBehind(write.value, depth + 1));
}

function memberNamed(expression: Expression): string | undefined {
  const it = withoutCasts(expression);
  if (it.kind === 'member') return it.property;
  return it.kind === 'index' && it.index.kind === 'literal' && typeof it.index.value === 'string'
    ? it.index.value
    : undefined;
}

/** Whether it is an object that a parameter is, or a part of one; not the one that a method runs on. */
function isGiven(expression: Expression): boolean {
  const binding = rootOf(expression)?.binding;
  return binding?.kind === 'parameter' && binding.function.selfBinding !== binding;
}
