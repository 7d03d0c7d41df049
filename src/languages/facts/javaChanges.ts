/** How what Java makes is changed after that: what is told to it, added to it, or to a list that it has. */
import type { Changes } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import { filling } from '../collections.ts';
import type { CallExpression, Expression } from '../tree.ts';

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
 * where it comes from tells whether that matters; anything else would be done again to the one that is kept.
 */
export function changedInJava(
  { tree, flow }: Analysis,
  isIt: (expression: Expression) => boolean,
  { kind }: CatalogueEntry,
  whole: Expression,
): { readonly registers?: Changes; readonly told: readonly Expression[] } {
  const told: Expression[] = [];
  for (const call of flow.calls) {
    if (call.callee.kind !== 'member' || (whole.start <= call.start && call.end <= whole.end)) continue;
    const { object, property } = call.callee;
    const registers: Changes = { kind: 'registers', call: tree.text.slice(call.callee.start, call.callee.end) };
    if (isIt(object)) {
      if (kind === 'sdk-client' && telling.test(property)) told.push(...call.arguments.map(({ value }) => value));
      else if (adding.test(property) || (kind !== 'sdk-client' && settingUp.test(property))) return { registers, told };
    } else if (havingLists.has(kind) && changingList.has(property) && isOwnList(object, isIt))
      return { registers, told };
  }
  return { told };
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
