/** What is put into members of objects that have a name: `context.s3 = s3`, `Object.assign(context, { s3 })`, `deps.update(s3=s3)`. */
import { addTo } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import { isEmptyValue, rootOf, withoutCasts, writtenText } from '../plain.ts';
import type { Binding, CallExpression, Expression, Range, Statement } from '../tree.ts';
import { holds, parentsIn } from '../walk.ts';
import type { Analysis } from './analysis.ts';
import { assignedIn } from './assigned.ts';
import { isCertain } from './certain.ts';
import { argumentEntries, entriesIn, isAssign, type Entries } from './merged.ts';

export interface MemberPut {
  /** The object, and the name at the bottom of it. */
  readonly object: Expression;
  readonly root: Binding;
  /** `ctx`, and `ctx.s3` of what an object has that is put there. */
  readonly name: string;
  readonly value: Expression;
}

export const memberPutsIn = keptWith((analysis: Analysis): readonly MemberPut[] => {
  const { tree, flow } = analysis;
  const found: MemberPut[] = [];
  const add = (object: Expression | undefined, entries: Entries): void => {
    const root = object && rootOf(object)?.binding;
    if (root) found.push(...putsOfEntries(object, root, entries));
  };
  for (const { place, value } of assignedIn(tree))
    if (value && (place.kind === 'member' || place.kind === 'index'))
      add(place.object, [{ key: memberNamed(place), dynamicKey: undefined, value }]);
  for (const call of flow.calls) for (const { object, entries } of filledBy(call)) add(object, entries);
  return found;
});

export const putsOfEntries = (object: Expression, root: Binding, entries: Entries): readonly MemberPut[] =>
  entries.flatMap(({ key, value }) => {
    if (key === undefined) return [];
    const own: MemberPut = { object, root, name: key, value };
    const inner = (entriesIn(value) ?? []).flatMap((it) =>
      it.key === undefined ? [] : [{ object, root, name: `${key}.${it.key}`, value: it.value }],
    );
    return [own, ...inner];
  });

/** The object that a call puts something into, and what. */
function filledBy({ callee, arguments: given }: CallExpression) {
  const [into, name, value] = given.map((it) => withoutCasts(it.value));
  if (isAssign(callee)) return [{ object: into, entries: argumentEntries(given.slice(1)) }];
  if (callee.kind === 'member' && callee.property === 'update')
    return [{ object: callee.object, entries: argumentEntries(given) }];
  if (callee.kind === 'member' && callee.property === 'set' && into?.kind === 'literal' && name)
    return [{ object: callee.object, entries: [{ key: writtenText(into), dynamicKey: undefined, value: name }] }];
  const isSetting = callee.kind === 'name' && callee.name === 'setattr' && name?.kind === 'literal' && value;
  return isSetting ? [{ object: into, entries: [{ key: writtenText(name), dynamicKey: undefined, value }] }] : [];
}

export function memberNamed(expression: Expression): string | undefined {
  const it = withoutCasts(expression);
  if (it.kind === 'member') return it.property;
  return it.kind === 'index' ? writtenText(it.index) : undefined;
}

const putsByRoot = keptWith((analysis: Analysis): ReadonlyMap<Binding, readonly MemberPut[]> => {
  const found = new Map<Binding, MemberPut[]>();
  for (const it of memberPutsIn(analysis)) if (it.object.kind === 'name') addTo(found, it.root, it);
  return found;
});

/** More than these are put into a collection, and not by the names of members. */
const mostPuts = 30;

/** The members that what has a name certainly has where it is handed over there, since the same function put them there before. */
export function filledBefore(analysis: Analysis, handed: Expression, call: Range): readonly string[] {
  const binding = handed.kind === 'name' ? handed.binding : undefined;
  const puts = (binding && putsByRoot(analysis).get(binding)) ?? [];
  if (!binding || puts.length === 0 || puts.length > mostPuts) return [];
  const { statements } = analysis;
  const here = statements.get(handed);
  const isBefore = ({ value }: MemberPut): boolean => {
    const at = statements.get(value);
    if (!at || !here || at.function !== here.function || !holds(at.block.range, call) || at.end > call.start)
      return false;
    return isPlainStatement(at) && isUnconditional(analysis, value) && !isReplaced(binding, at, call);
  };
  const names = new Set(puts.filter((it) => isBefore(it) && isGivenSomething(analysis, it)).map(({ name }) => name));
  for (const it of puts) if (it.value.start < call.start && !isGivenSomething(analysis, it)) names.delete(it.name);
  return [...names];
}

const isReplaced = ({ writes }: Binding, put: Range, call: Range): boolean =>
  writes.some(({ range }) => range.start >= put.end && range.start < call.start);

export const isGivenSomething = (analysis: Analysis, { value }: MemberPut): boolean =>
  value.kind !== 'literal' && !isEmptyValue(value) && isCertain(analysis, value);

const isPlainStatement = ({ kind }: Statement): boolean => kind === 'assign' || kind === 'expression';

/** Whether the statement around does it whatever it finds: not `ready && (deps.s3 = s3)`. */
export function isUnconditional({ tree }: Analysis, value: Expression): boolean {
  const parents = parentsIn(tree);
  for (let at = parents.get(value); at; at = parents.get(at))
    if (at.kind === 'logical' || at.kind === 'conditional') return false;
  return true;
}
