/** Which calls construct a reusable resource, and on what that depends which another file has to tell. */
import type { Creation } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { madeByMethod, namedInPackages, resourceOf } from '../catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import type { CallExpression, Expression } from '../tree.ts';

export interface Constructing {
  readonly call: CallExpression;
  readonly entry: CatalogueEntry;
  readonly symbol: string;
  readonly onlyOf?: Creation['onlyOf'];
}

export function constructingIn(analysis: Analysis, call: CallExpression): Constructing | undefined {
  const { symbol } = analysis.symbols.of(call.callee);
  const entry = resourceOf(symbol, call.construct, analysis.tree);
  if (entry) {
    if (entry.kind === 'sdk-client' && isOnlyLocal(analysis, call)) return undefined;
    const isOther = entry.inFile?.test(analysis.tree.text) === false || (entry.unlessGiven && isGiven(analysis, call));
    return isOther ? undefined : { call, entry, symbol };
  }
  return constructingByOwnName(analysis, call) ?? constructingByMethod(analysis, call);
}

/** `boto3.client('s3')` where `from .common import boto3` gives it, or everything that a file of the project has. */
function constructingByOwnName({ tree, symbols }: Analysis, call: CallExpression): Constructing | undefined {
  const { targets } = symbols.of(call.callee);
  const [first, ...others] = targets.flatMap((it) => (it.kind === 'import' ? [it.member] : []));
  const passedOn = first === undefined || others.some((it) => it !== first) ? [] : namedInPackages(first, tree);
  const [symbol = ''] = passedOn;
  const entry = resourceOf(symbol, call.construct, tree);
  return entry && { call, entry, symbol, onlyOf: { passedOn, by: targets } };
}

/** `session.client('s3')` of a session that another file makes, or a caller hands over. */
function constructingByMethod({ tree, values }: Analysis, call: CallExpression): Constructing | undefined {
  if (call.callee.kind !== 'member') return undefined;
  const { object, property } = call.callee;
  const method = madeByMethod(property, tree);
  const entry = method && resourceOf(method.symbol, call.construct, tree);
  const receiver = entry ? values.of(object) : [];
  return method && entry && receiver.length > 0
    ? { call, entry, symbol: method.symbol, onlyOf: { makers: method.makers, receiver } }
    : undefined;
}

/** Whether it is handed what another construction made: `drizzle(pool)`, `drizzle({ client: pool })`. */
function isGiven(analysis: Analysis, { arguments: [first] }: CallExpression): boolean {
  const value = first?.value;
  if (value?.kind === 'object') return value.entries.some(({ key }) => key === 'client');
  const isThing = value?.kind === 'name' || value?.kind === 'member' || value?.kind === 'call';
  return isThing && !analysis.symbols.of(value).symbol.startsWith('process.env');
}

const local = /^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal|localstack)([:/]|$)/;

/** A client of what a developer runs beside the function, where a condition tells that from Lambda. */
function isOnlyLocal(analysis: Analysis, call: CallExpression): boolean {
  const isLocal = (value: Expression): boolean =>
    value.kind === 'object'
      ? value.entries.some((it) => isLocal(it.value))
      : value.kind === 'literal' && typeof value.value === 'string' && local.test(value.value);
  if (!call.arguments.some(({ value }) => isLocal(value))) return false;
  for (let at: Expression = call, above = analysis.parents.get(at); above; at = above, above = analysis.parents.get(at))
    if (above.kind === 'conditional' && above.test !== at) return true;
  const statement = analysis.statements.get(call);
  for (let block = statement?.block; block; block = block.owner?.block) if (block.owner?.kind === 'if') return true;
  return false;
}
