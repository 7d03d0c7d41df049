/** Branches that a function seldom takes. */
import type { Binding, Block, FunctionNode, Statement } from '../tree.ts';
import { expressionsWithin, statementsWithin } from '../walk.ts';
import { branchOfLarge, type IfStatement } from './conditions.ts';
import { isForFailures } from './failures.ts';

/** How connections and sessions are asked whether they still work. */
const asking = /^(is_?)?(valid|closed|open|connected|alive|usable|healthy)$/i;

const ofRenewal = 'when what the function was given cannot be used any more';

/** Which branch of a condition is seldom taken; `because` completes "only …". */
export function seldomTaken(
  statement: IfStatement,
  fn: FunctionNode,
): { readonly branch: 'then' | 'else'; readonly because: string } | undefined {
  if (isForFailures(statement, fn)) return { branch: 'then', because: 'when something failed' };
  const renewed = renewedIn(statement, fn);
  if (renewed) return { branch: givesBack(statement.then, renewed) ? 'else' : 'then', because: ofRenewal };
  const ofLarge = branchOfLarge(statement.test);
  return ofLarge && { branch: ofLarge, because: 'when something large comes' };
}

/** Why what follows a statement seldom runs, which leaves with what can still be used. */
export function seldomAfter(statement: IfStatement, fn: FunctionNode): string | undefined {
  const renewed = renewedIn(statement, fn);
  return renewed && givesBack(statement.then, renewed) ? ofRenewal : undefined;
}

/**
 * What a function is given and gives back as long as it can be used:
 * `if (connection == null || !connection.isValid(1)) …; return connection;`.
 */
function renewedIn({ test }: IfStatement, fn: FunctionNode): Binding | undefined {
  const asked = [...expressionsWithin(test)].flatMap((part): readonly Binding[] => {
    if (part.kind !== 'call' || part.callee.kind !== 'member' || !asking.test(part.callee.property)) return [];
    const { object } = part.callee;
    const binding = object.kind === 'name' ? object.binding : undefined;
    return binding?.kind === 'parameter' && binding.function === fn ? [binding] : [];
  });
  if (asked.length === 0) return undefined;
  const statements = [...statementsWithin(fn.body)];
  return asked.find((binding) => statements.some((it) => isGivenBack(it, binding)));
}

const givesBack = ({ statements }: Block, binding: Binding): boolean =>
  statements.some((it) => isGivenBack(it, binding));

const isGivenBack = (it: Statement, binding: Binding): boolean =>
  it.kind === 'return' && it.value?.kind === 'name' && it.value.binding === binding;
