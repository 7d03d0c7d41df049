/** Whether a condition asks for more than the function was given: a cache, the clock, a file. */
import { keptWith } from '../../core/memo.ts';
import { isEmptyValue, lastNameOf, withoutCasts } from '../plain.ts';
import type { Binding, Block, Expression, FunctionNode, Statement } from '../tree.ts';
import { expressionsWithin, isModuleLevel, statementsWithin } from '../walk.ts';
import type { Symbols } from './symbols.ts';

const deepest = 5;

export type IfStatement = Extract<Statement, { kind: 'if' }>;

/** What only looks at what it is given. */
const plain =
  /^(len|str|int|float|bool|isinstance|any|all|set|list|dict|sorted|hasattr|getattr|json\.loads|re\.(match|search|fullmatch|sub|split|findall|compile)|base64\.(urlsafe_)?b64decode|urllib\.parse\.(url(parse|split)|parse_qsl?|unquote(_plus)?)|os\.path\.(basename|splitext)|Object\.(keys|values|entries)|Array\.isArray|JSON\.parse|Buffer\.from|atob|decodeURIComponent|Number|String|Boolean|parseInt|isNaN|os\.environ\.get|os\.getenv)$/;

/** Expressions that are what their parts are: `(method or 'GET').upper()`, `'/'.join(parts)`. */
const puttingTogether: ReadonlySet<Expression['kind']> = new Set([
  'literal',
  'logical',
  'conditional',
  'operation',
  'list',
  'object',
]);

export function asksElsewhere(test: Expression, symbols: Symbols): boolean {
  const seen = new Set<Binding>();
  const asks = asksBeside(test, symbols, seen);
  if (!asks) for (const binding of seen) knownBy(symbols).set(binding, false);
  return asks;
}

/** Which bindings are known to remember something, or not to. */
const knownBy = keptWith((_: Symbols) => new Map<Binding, boolean>());

/** `seen` are the bindings that were looked at on the way. */
function asksBeside(test: Expression, symbols: Symbols, seen: Set<Binding>): boolean {
  for (const part of expressionsWithin(test)) {
    if (part.kind === 'this' || part.kind === 'super' || part.kind === 'await') return true;
    if (part.kind === 'name' && part.binding && remembers(part.binding, symbols, seen)) return true;
    if (part.kind !== 'call' || plain.test(symbols.of(part.callee).symbol)) continue;
    // Of a method of what the function was given, or of what is put together there, that is looked at by itself.
    const root = rootOf(part.callee, symbols);
    if (puttingTogether.has(root.kind) || root.kind === 'call') continue;
    if (root.kind !== 'name' || !root.binding || !isLocal(root.binding)) return true;
  }
  return false;
}

/** Whether the test looks at fields of the object that the method runs on, and at nothing else. */
export const asksItselfAlone = (test: Expression): boolean =>
  expressionsWithin(test).every(
    (part) =>
      part.kind !== 'call' &&
      part.kind !== 'await' &&
      (part.kind !== 'name' || !part.binding || part.binding.function.selfBinding === part.binding),
  );

/** Whether the test looks at what the module has, such as a flag that tells whether anything is kept, and at nothing else. */
export const asksModuleAlone = (test: Expression): boolean =>
  expressionsWithin(test).every(
    (part) =>
      part.kind !== 'call' &&
      part.kind !== 'await' &&
      part.kind !== 'this' &&
      (part.kind !== 'name' || !part.binding || part.binding.kind === 'import' || isModuleLevel(part.binding)),
  );

/** What tells the time in each language. */
const clock =
  /^(Date(\.now)?|performance\.now|time\.(time(_ns)?|monotonic)|datetime\.datetime\.(now|utcnow)|java\.lang\.System\.(currentTimeMillis|nanoTime)|java\.time\.\w+\.now)$/;

/** Whether the test, or what a function of the file gives that it calls, depends on the time. */
export function asksClock(test: Expression, symbols: Symbols, isCalled = false): boolean {
  return [...expressionsWithin(test)].some((part) => {
    if (part.kind !== 'call') return false;
    const { symbol, functions } = symbols.of(part.callee);
    if (clock.test(symbol)) return true;
    if (isCalled) return false;
    return functions
      .flatMap(({ body }) => [...statementsWithin(body)])
      .some((it) => it.kind === 'return' && it.value !== undefined && asksClock(it.value, symbols, true));
  });
}

/** Whether control never falls out of the block's end. */
export function leaves(block: Block): boolean {
  const last = block.statements.at(-1);
  if (!last) return false;
  return last.kind === 'return' || last.kind === 'throw' || (last.kind === 'none' && last.skips === true);
}

/** What the block ends with giving back. */
export function returnedBy({ statements }: Block): Expression | undefined {
  const last = statements.at(-1);
  return last?.kind === 'return' ? last.value : undefined;
}

/** Whether what comes after the block may not have to run; whoever throws has found nothing that it could give back instead. */
export function leavesWith(block: Block, test: Expression, symbols: Symbols): boolean {
  const last = block.statements.at(-1);
  return last?.kind === 'return' && mayHaveFound(test, last.value, symbols);
}

/** Whether whoever comes past the branches may have left in each of them with something that was found there. */
export const leavesInEach = (statement: IfStatement, symbols: Symbols): boolean =>
  statement.else !== undefined && [statement.then, statement.else].every((it) => mayLeaveWith(it, symbols));

const mayLeaveWith = ({ statements }: Block, symbols: Symbols): boolean =>
  statements.some(
    (it) =>
      it.kind === 'if' &&
      (leavesWith(it.then, it.test, symbols) || (asksElsewhere(it.test, symbols) && mayLeaveWith(it.then, symbols))),
  );

/**
 * Whether a function that leaves there may have found what it looks for, as in `if (cached) return cached`, or what it
 * needs to know, as opposed to one that refuses what it was given: `if (!isValid(order)) return refusal(order)`.
 */
function mayHaveFound(test: Expression, gives: Expression | undefined, symbols: Symbols): boolean {
  if (!asksElsewhere(test, symbols)) return false;
  // `if not orders: return` has nothing to do where the orders are those of the event, of which any member may be asked.
  if (!gives && asksAboutGiven(test)) return false;
  if (gives && refuses(gives, symbols)) return false;
  const isOfKept = expressionsWithin(test).some(
    (part) =>
      part.kind === 'this' || part.kind === 'super' || (part.kind === 'name' && part.binding && isKept(part.binding)),
  );
  if (!isOfKept && hasFailed(test)) return false;
  if (test.kind !== 'operation' || !(isNegation(test) || isDenied(test))) return true;
  if (!gives || isOfKept) return true;
  const found = new Set(
    [...expressionsWithin(test)].flatMap((part) =>
      part.kind === 'name' && part.binding && remembers(part.binding, symbols, new Set()) ? [part.binding] : [],
    ),
  );
  return [...expressionsWithin(gives)].some((part) => part.kind === 'name' && part.binding && found.has(part.binding));
}

/** Whether it says by its name that something is not as it must be: `!checked.valid`, `signedIn.error`, `problem !== null`. */
function hasFailed(test: Expression): boolean {
  if (test.kind !== 'operation') return failure.test(lastNameOf(test));
  if (isNegation(test)) return test.parts.every((it) => success.test(lastNameOf(it)));
  if (isDenied(test)) return test.parts.some((it) => success.test(lastNameOf(it)));
  return /^(is not|!==?)$/.test(test.operator) && test.parts.some(isEmptyValue) && test.parts.some(hasFailed);
}

const success = /^(is_?)?(valid|ok|success(ful)?|allowed|authori[sz]ed|authenticated|permitted|granted)$/i;

const failure = /(^|[a-z_])(errors?|err|failure|problem)$/i;

const isNegation = ({ operator }: Extract<Expression, { kind: 'operation' }>): boolean => /^(!|not)$/.test(operator);

/** Whether it tells an HTTP status of an error, or is what a function gave that gives such or nothing. */
function refuses(gives: Expression, symbols: Symbols, depth = 0): boolean {
  if (depth > deepest) return false;
  const { binding } = gives.kind === 'name' ? gives : {};
  if (binding?.kind === 'variable' && isLocal(binding))
    return (
      binding.writes.length > 0 && binding.writes.every(({ value }) => value && refuses(value, symbols, depth + 1))
    );
  if (gives.kind === 'await') return refuses(gives.value, symbols, depth);
  if (tellsError(gives)) return true;
  if (gives.kind !== 'call') return false;
  const { functions } = symbols.of(gives.callee);
  return functions.length > 0 && functions.every((fn) => refusesOrNothing(fn, symbols, depth + 1));
}

function refusesOrNothing({ body }: FunctionNode, symbols: Symbols, depth: number): boolean {
  const given = [...statementsWithin(body)].flatMap((it) =>
    it.kind === 'return' && it.value && !isEmptyValue(it.value) ? [it.value] : [],
  );
  return given.length > 0 && given.every((it) => refuses(it, symbols, depth));
}

/** `{ statusCode: 503 }`, `respond(400, …)`, `Response(status=404)` */
const tellsError = (gives: Expression): boolean =>
  expressionsWithin(gives).some((part) => {
    if (part.kind === 'object') return part.entries.some(({ key = '', value }) => status.test(key) && isError(value));
    if (part.kind !== 'call') return false;
    return part.arguments.some(
      ({ name, value }, index) => (name === undefined ? index === 0 : status.test(name)) && isError(value),
    );
  });

const status = /^status(_?code)?$/i;

const isError = (it: Expression): boolean =>
  it.kind === 'literal' && typeof it.value === 'number' && it.value >= 400 && it.value < 600;

/** `isValid(order) == False`, `isValid(order) !== true` */
function isDenied({ operator, parts }: Extract<Expression, { kind: 'operation' }>): boolean {
  const [value] = parts.flatMap((it) => (it.kind === 'literal' && typeof it.value === 'boolean' ? [it.value] : []));
  if (value === undefined) return false;
  return value ? /^(is not|!==?)$/.test(operator) : /^(is|===?)$/.test(operator);
}

/** Whether it only compares what something made of the function's parameters, or members of it, with what is written. */
function asksAboutGiven(test: Expression): boolean {
  switch (test.kind) {
    case 'literal':
      return true;
    case 'name':
      return isMadeOfGiven(test) || (test.name === 'undefined' && !test.binding);
    case 'member':
      return asksAboutGiven(test.object);
    case 'operation':
      return test.parts.every(asksAboutGiven);
    case 'logical':
      return asksAboutGiven(test.left) && asksAboutGiven(test.right);
    default:
      return false;
  }
}

/** A local name for what something made of the function's parameters. */
function isMadeOfGiven(asked: Expression, depth = 0): boolean {
  if (asked.kind !== 'name' || !asked.binding || depth > 2 * deepest) return false;
  if (asked.binding.kind === 'parameter') return asked.binding.function.selfBinding !== asked.binding;
  if (asked.binding.kind !== 'variable' || !isLocal(asked.binding)) return false;
  return asked.binding.writes.every(
    ({ value }) => value !== undefined && [...expressionsWithin(value)].some((it) => isMadeOfGiven(it, depth + 1)),
  );
}

/** Whether functions write to a variable of the module, or what it holds is filled later. */
const isKept = (binding: Binding): boolean =>
  (binding.kind === 'variable' &&
    isModuleLevel(binding) &&
    binding.writes.some(({ function: fn, value }) => fn.id !== 0 || (value !== undefined && mayRemember(value)))) ||
  binding.function.selfBinding === binding;

function remembers(binding: Binding, symbols: Symbols, seen: Set<Binding>): boolean {
  const before = knownBy(symbols).get(binding);
  if (before !== undefined) return before;
  if (seen.has(binding)) return false;
  seen.add(binding);
  const does = isRemembering(binding, symbols, seen);
  if (does) knownBy(symbols).set(binding, true);
  return does;
}

function isRemembering(binding: Binding, symbols: Symbols, seen: Set<Binding>): boolean {
  switch (binding.kind) {
    case 'catch':
      return true;
    case 'variable':
      if (isModuleLevel(binding) && binding.writes.some((write) => write.function.id !== 0)) return true;
      return binding.writes.some(({ value, iterates }) => {
        const of = value ?? iterates;
        return of === undefined ? false : mayRemember(of) || asksBeside(of, symbols, seen);
      });
    default:
      // What `self` remembers.
      return binding.function.selfBinding === binding;
  }
}

/** What Java's `Optional.ofNullable(client).orElseGet(…)` and `Objects.requireNonNullElseGet(client, …)` ask for before they run the function. */
export function valueOfOptional(expression: Expression): Expression | undefined {
  if (expression.kind !== 'call' || expression.callee.kind !== 'member') return undefined;
  const { object, property } = expression.callee;
  if (property === 'requireNonNullElseGet') return expression.arguments[0]?.value;
  if (property !== 'orElseGet' && property !== 'or') return undefined;
  // What gives an optional is asked itself: `find(region).orElseGet(…)`.
  return heldByOptional(object, /^(filter|or)$/) ?? (object.kind === 'call' ? object : undefined);
}

/** The same, where that has to be nothing for the function to run: what is filtered may be something, too. */
export function missedByOptional(expression: Expression): Expression | undefined {
  const value = valueOfOptional(expression);
  if (!value || expression.kind !== 'call' || expression.callee.kind !== 'member') return undefined;
  const { object, property } = expression.callee;
  return property === 'requireNonNullElseGet' ? value : heldByOptional(object, /^or$/);
}

/** `client` in `Optional.ofNullable(client).filter(Client::isOpen)`. */
function heldByOptional(optional: Expression, passing: RegExp): Expression | undefined {
  if (optional.kind !== 'call' || optional.callee.kind !== 'member') return undefined;
  const { object, property } = optional.callee;
  if (property === 'ofNullable') return optional.arguments[0]?.value;
  return passing.test(property) ? heldByOptional(object, passing) : undefined;
}

/** `cache = {}` at module level, which nobody assigns again, and everybody fills. */
const mayRemember = (value: Expression): boolean =>
  (value.kind === 'object' && value.entries.length === 0) || (value.kind === 'list' && value.items.length === 0);

const isLocal = (binding: Binding): boolean => !isModuleLevel(binding) && binding.kind !== 'import';

/** What a chain begins with; a call only of what looks at what it is given: `str(key).lower()`. */
function rootOf(expression: Expression, symbols: Symbols): Expression {
  const at = withoutCasts(expression);
  if (at.kind === 'member' || at.kind === 'index') return rootOf(at.object, symbols);
  return at.kind === 'call' && !plain.test(symbols.of(at.callee).symbol) ? rootOf(at.callee, symbols) : at;
}

/** From here on, something is larger than most: what no queue and no answer takes. */
const large = 100_000;

/** The branch of a condition that only something large takes: `if (size > 256 * 1024)`. */
export function branchOfLarge(test: Expression): 'then' | 'else' | undefined {
  if (test.kind !== 'operation' || test.parts.length !== 2) return undefined;
  const [left, right] = test.parts;
  if (!left || !right || !/^[<>]=?$/.test(test.operator)) return undefined;
  const limit = numberIn(right) ?? 0;
  if (limit < large || !isSize(left)) return undefined;
  return test.operator.startsWith('>') ? 'then' : 'else';
}

const size = /size|length|bytes|^len$/i;

function isSize(it: Expression): boolean {
  if (it.kind === 'call') return isSize(it.callee);
  return (it.kind === 'name' && size.test(it.name)) || (it.kind === 'member' && size.test(it.property));
}

/** A number that is written, or put together of such, also under a name. */
function numberIn(it: Expression, depth = 0): number | undefined {
  if (it.kind === 'literal') return typeof it.value === 'number' ? it.value : undefined;
  if (it.kind === 'name' && depth < deepest) {
    const [write, ...others] = it.binding?.writes ?? [];
    return write?.value && others.length === 0 ? numberIn(write.value, depth + 1) : undefined;
  }
  if (it.kind !== 'operation' || it.operator !== '*') return undefined;
  return it.parts.reduce<number | undefined>((product, part) => {
    const factor = numberIn(part, depth);
    return product === undefined || factor === undefined ? undefined : product * factor;
  }, 1);
}
