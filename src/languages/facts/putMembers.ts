/** Members of objects that functions are given: what they put there, and of which member something is that is ended. */
import { keptWith } from '../../core/memo.ts';
import type { PutFact } from '../../core/module.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import {
  isGivenSomething,
  isUnconditional,
  memberNamed,
  memberPutsIn,
  putsOfEntries,
  type MemberPut,
} from '../analysis/memberPuts.ts';
import { entriesIn } from '../analysis/merged.ts';
import { ofImport } from '../analysis/references.ts';
import { runsSurely } from '../analysis/surely.ts';
import { isEmptyValue, rootOf, withoutCasts, writtenText } from '../plain.ts';
import type { Binding, CallExpression, Expression, Tree } from '../tree.ts';

const deepest = 3;

/** `request.context.db = connect()`, `Object.assign(context, { db })`, `handle(event, { ...context, db })` */
export const putMembersIn = keptWith((analysis: Analysis): readonly PutFact[] => {
  const { flow, tree } = analysis;
  return [...memberPutsIn(analysis), ...handedOnIn(analysis)].flatMap((put): readonly PutFact[] => {
    const { object, root, name, value } = put;
    const isRequest = isOfRequest(root, tree);
    if (!isRequest && !isGiven(root)) return [];
    const sources = flow.ofGiven(value);
    if (isRequest) return [{ name, in: functionOf(analysis, object).id, sources }];
    const state = isEmptyValue(value) ? { empties: true as const } : isSure(analysis, put) ? { from: value.end } : {};
    if (sources.length === 0 && !('empties' in state)) return [];
    return [{ name, in: functionOf(analysis, object).id, sources, ...state }];
  });
});

/** What functions that were given one hand over beside what that had: `handle(event, { ...context, db })`. */
function handedOnIn({ flow }: Analysis): readonly MemberPut[] {
  const found: MemberPut[] = [];
  for (const { callee, arguments: given } of flow.calls) {
    if (callee.kind !== 'name' || !callee.binding || !isGiven(callee.binding)) continue;
    for (const { value } of given)
      for (const spread of value.kind === 'object' ? value.entries : []) {
        const root = spread.key === undefined ? rootOf(spread.value)?.binding : undefined;
        if (root) found.push(...putsOfEntries(spread.value, root, entriesIn(value) ?? []));
      }
  }
  return found;
}

function isSure(analysis: Analysis, put: MemberPut): boolean {
  const statement = analysis.statements.get(put.value);
  return (
    statement !== undefined &&
    runsSurely(analysis)(statement) &&
    isUnconditional(analysis, put.value) &&
    isGivenSomething(analysis, put)
  );
}

/** The name of the member that a call is made on, as of `request.context.db.end()`; also where a name was given to it before. */
export const memberCalledOn = ({ callee }: CallExpression): string | undefined =>
  callee.kind === 'member' ? memberBehind(callee.object) : undefined;

function memberBehind(expression: Expression, depth = 0): string | undefined {
  const it = withoutCasts(expression);
  if (it.kind === 'await') return memberBehind(it.value, depth);
  if (it.kind === 'call') return memberTakenOut(it);
  if (it.kind !== 'name') return memberNamed(it);
  const [write, ...others] = it.binding?.writes ?? [];
  if (!write || others.length > 0 || depth > deepest) return undefined;
  return write.path.at(-1) ?? (write.value && memberBehind(write.value, depth + 1));
}

/** `g.pop("db", None)`, `getattr(g, "db", None)` */
function memberTakenOut({ callee, arguments: [first, second] }: CallExpression): string | undefined {
  if (callee.kind === 'name') return callee.name === 'getattr' ? writtenText(second?.value) : undefined;
  return callee.kind === 'member' && /^(pop|get)$/.test(callee.property) ? writtenText(first?.value) : undefined;
}

/** Whether it is what a parameter has; not the object that a method runs on. */
const isGiven = (root: Binding): boolean => root.kind === 'parameter' && root.function.selfBinding !== root;

/** Flask's `g`, which lasts as long as a request. */
const isOfRequest = ({ import: from }: Binding, tree: Tree): boolean =>
  from !== undefined && from.imported === 'g' && ofImport(tree, from.node, from.imported).symbol === 'flask.g';
