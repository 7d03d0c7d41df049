/** How what Java makes is changed after that: what is told to it, added to it, or to a list that it has. */
import type { Changes } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { union } from '../analysis/flow.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import { filling } from '../collections.ts';
import type { CallExpression, Expression } from '../tree.ts';
import { holds } from '../walk.ts';
import type { IsIt } from './listening.ts';

/** Methods that set up what was just made. */
export const settingUp = /^(findAndRegister|register|configure|enable|disable|set[A-Z]|activate|addMixIn)/;

const adding = /^add[A-Z]/;
const telling = /^(?:set[A-Z]|with[A-Z])/;

/** `rest.getInterceptors().add(…)`: what such a call gives is a list that the object has. */
const ownList = /^(?:get[A-Z]\w*(?:s|List|Map|Chain)|interceptors|networkInterceptors)$/;
const changingList: ReadonlySet<string> = new Set([...filling, ...'remove removeIf clear replaceAll sort'.split(' ')]);

/** The object behind a list is not the data that a database or a cache gives. */
const havingLists: ReadonlySet<CatalogueEntry['kind']> = new Set([
  'http-client',
  'compiled',
  'api-client',
  'telemetry',
  'container',
]);

/**
 * `isIt` tells the thing, `whole` is where it is made. What is told to a client is given back as `told`, since only
 * where it comes from tells whether that matters; anything else would be done again to the one that is kept, unless it is
 * the invocation's.
 * Nothing is said of calls that are set `apart`.
 */
export function changedInJava(
  analysis: Analysis,
  isIt: IsIt,
  entry: CatalogueEntry,
  whole: Expression,
  apart: ReadonlySet<CallExpression>,
): { readonly registers?: Changes; readonly told: readonly Expression[] } {
  const { tree, flow } = analysis;
  const told: Expression[] = [];
  const registering: CallExpression[] = [];
  for (const call of flow.calls) {
    if (apart.has(call) || holds(whole, call)) continue;
    const way = wayOf(call, isIt, entry);
    if (way === 'told') told.push(...call.arguments.map(({ value }) => value));
    else if (way !== undefined) registering.push(call);
  }
  const [first] = registering;
  if (!first) return { told };
  const given = [...registering.flatMap((call) => call.arguments.map(({ value }) => value)), ...told];
  const { start, end } = first.callee;
  return {
    registers: { kind: 'registers', call: tree.text.slice(start, end), sources: union(given.map(flow.of)) },
    told,
  };
}

/** The calls that set it up directly: `mapper.registerModule(…)`, the first of several that are called on one another. */
export const setUpInJava = (
  { flow }: Analysis,
  isIt: IsIt,
  entry: CatalogueEntry,
  whole: Expression,
): readonly CallExpression[] =>
  flow.calls.filter((it) => (it.end <= whole.start || whole.end <= it.start) && wayOf(it, isIt, entry) === 'set up');

function wayOf(
  { callee }: CallExpression,
  isIt: IsIt,
  { kind }: CatalogueEntry,
): 'told' | 'set up' | 'listed' | undefined {
  if (callee.kind !== 'member') return undefined;
  const { object, property } = callee;
  if (isIt(object)) {
    if (kind === 'sdk-client' && telling.test(property)) return 'told';
    return adding.test(property) || (kind !== 'sdk-client' && settingUp.test(property)) ? 'set up' : undefined;
  }
  return havingLists.has(kind) && changingList.has(property) && isOwnList(object, isIt) ? 'listed' : undefined;
}

/** Directly, or by the name of a variable that is given nothing else. */
function isOwnList(expression: Expression, isIt: (expression: Expression) => boolean): boolean {
  const given =
    expression.kind === 'name' && expression.binding?.writes.length === 1
      ? expression.binding.writes[0]?.value
      : expression;
  return given?.kind === 'call' && isGetter(given) && isIt(given.callee.object);
}

const isGetter = (
  call: CallExpression,
): call is CallExpression & { readonly callee: Extract<Expression, { kind: 'member' }> } =>
  call.callee.kind === 'member' && call.arguments.length === 0 && ownList.test(call.callee.property);
