/** Which calls construct a reusable resource, and on what that depends which another file has to tell. */
import type { Creation } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { initializerOf } from '../analysis/fields.ts';
import { variableRead } from '../analysis/inEnvironment.ts';
import { madeByMethod, namedInPackages, resourceOf } from '../catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import { lastNameOf } from '../plain.ts';
import type { CallExpression, ClassNode, Expression } from '../tree.ts';

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
  return (
    constructingOfHeir(analysis, call) ?? constructingByOwnName(analysis, call) ?? constructingByMethod(analysis, call)
  );
}

/** JavaScript: `super()` where a class extends one of a package, as each `new Database()` of `class Database extends PrismaClient` runs it. */
function constructingOfHeir(analysis: Analysis, call: CallExpression): Constructing | undefined {
  if (call.callee.kind !== 'super') return undefined;
  const { symbol } = analysis.symbols.of(call.callee);
  const entry = resourceOf(symbol, true, analysis.tree);
  const heir = entry && analysis.symbols.ownerOf(call.callee)?.class;
  return heir && !remembersUses(analysis, heir) ? { call, entry, symbol } : undefined;
}

/** Whether objects of the class keep something of what they are used for, so that each has its own. */
function remembersUses({ symbols }: Analysis, heir: ClassNode): boolean {
  const initializer = initializerOf(heir);
  return [...symbols.fieldNames(heir)].some(
    (field) =>
      !heir.fields.some((it) => it.static && it.name === field) &&
      symbols.fieldValues(heir, field).some((it) => it.function !== initializer || isBeginning(it.value)),
  );
}

/** Of what is counted on or put into later, more often than not. */
function isBeginning(value: Expression): boolean {
  if (value.kind === 'literal') return typeof value.value !== 'string';
  const collects =
    value.kind === 'call' && value.construct && /^(Map|Set|WeakMap|Array)$/.test(lastNameOf(value.callee));
  return value.kind === 'list' || value.kind === 'object' || collects;
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

/** Asks where the function runs. */
const askingWhere = /process\.env|environ|getenv|local|offline|stage/i;

/**
 * A client of what a developer runs beside the function, where a condition tells that from Lambda. Where only what is
 * meant unless a variable says otherwise is there, the condition has to ask for that: `if os.environ.get("OFFLINE")`.
 */
function isOnlyLocal(analysis: Analysis, call: CallExpression): boolean {
  const values = call.arguments.flatMap(({ value }) => valuesOf(value));
  const asks = (test: Expression): boolean => askingWhere.test(analysis.tree.text.slice(test.start, test.end));
  if (values.some(isLocal)) return conditionsAround(analysis, call).length > 0;
  return values.some((it) => isLocalUnlessSet(analysis, it)) && conditionsAround(analysis, call).some(asks);
}

const valuesOf = (value: Expression): readonly Expression[] =>
  value.kind === 'object' ? value.entries.flatMap((it) => valuesOf(it.value)) : [value];

const isLocal = (value: Expression): boolean =>
  value.kind === 'literal' && typeof value.value === 'string' && local.test(value.value);

/** `os.environ.get("ENDPOINT", "http://localhost:8000")`, `process.env.ENDPOINT || 'http://localhost:8000'` */
function isLocalUnlessSet({ tree, symbols }: Analysis, value: Expression): boolean {
  const [read, otherwise] =
    value.kind === 'call'
      ? [value, value.arguments[1]?.value]
      : value.kind === 'logical'
        ? [value.left, value.right]
        : [];
  return (
    read !== undefined &&
    otherwise !== undefined &&
    isLocal(otherwise) &&
    variableRead(read, tree, symbols) !== undefined
  );
}

/** What decides whether an expression is evaluated at all, by a conditional expression or by `if`. */
function conditionsAround({ parents, statements }: Analysis, expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  for (let at = expression, above = parents.get(at); above; at = above, above = parents.get(at))
    if (above.kind === 'conditional' && above.test !== at) found.push(above.test);
  for (let block = statements.get(expression)?.block; block?.owner; block = block.owner.block)
    if (block.owner.kind === 'if') found.push(block.owner.test);
  return found;
}
