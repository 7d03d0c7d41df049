/** What is known where an expression is evaluated: what was asked before, and where its value goes. */
import { forEach } from '../../core/memo.ts';
import { withoutCasts } from '../plain.ts';
import type { Binding, Block, CallExpression, Expression, FunctionNode, Statement, Target } from '../tree.ts';
import { blocksOf, eachPart, expressionsOf, expressionsWithin } from '../walk.ts';
import { askingIn, type Tested } from './asking.ts';
import {
  asksClock,
  asksElsewhere,
  asksItselfAlone,
  asksModuleAlone,
  leaves,
  leavesInEach,
  leavesWith,
  returnedBy,
  valueOfOptional,
  type IfStatement,
} from './conditions.ts';
import { foundIn, type Empty } from './emptiness.ts';
import { fillings } from './filling.ts';
import { isEnvironment, isPutIntoEnvironment } from './inEnvironment.ts';
import { passedOnIn } from './passedOn.ts';
import { bindingsOf, closesIt, gives, lasting, updating, type Place, type Updaters } from './places.ts';
import { placing } from './placing.ts';
import { seldomAfter, seldomTaken } from './seldom.ts';
import { asksSetting } from './settings.ts';
import type { Symbols } from './symbols.ts';
import { triedIn } from './tried.ts';

type TryStatement = Extract<Statement, { kind: 'try' }>;
type LoopStatement = Extract<Statement, { kind: 'loop' }>;

export interface Circumstances extends Tested {
  /** Where the value goes. */
  readonly receivers: readonly Place[];
  /** A place that was found empty, and that has been filled when the block ends. */
  readonly filling: Place | undefined;
  /** What was found empty, whatever becomes of it. */
  readonly empty: Empty | undefined;
  /** A place was asked, and gets another value when the block ends: the time at which something was made. */
  readonly renewing: boolean;
  readonly rare: string | undefined;
  /** Where an error was caught: whether what was tried asks for a place. */
  readonly tried?: (place: Place) => boolean;
  /** A condition decides on it that asks for more than the function was given. */
  readonly conditional: boolean;
  readonly ends: boolean;
  /** Of a call, where its value goes that is also an argument, and the index of that: `server = start(server)`. */
  readonly refilled?: { readonly argument: number; readonly place: Place };
}

/** Whether the guard says all that the test asks: whether the object has what it fills its own field with. */
const isGuarded = (test: Expression, filling: Place | undefined): boolean =>
  filling?.field !== undefined && asksItselfAlone(test);

/** What is known to be empty where a value is assigned with `??=` or `||=`. */
const testedByAssigning = (operator: string | undefined, receivers: readonly Place[], { tested }: Circumstances) =>
  operator === '??=' || operator === '||=' ? new Set([...tested, ...receivers.map(({ key }) => key)]) : tested;

const givesAway = ({ statements }: Block): boolean => statements.at(-1)?.kind === 'return';

const plain: Circumstances = {
  tested: new Set(),
  libraries: new Set(),
  receivers: [],
  filling: undefined,
  empty: undefined,
  renewing: false,
  rare: undefined,
  conditional: false,
  ends: false,
};

/**
 * Calls `visit` for every expression that the function's own body evaluates, with its statement and circumstances.
 * Adds the functions in it that update something to `updaters`, where the functions around were before.
 */
export function visitFunction(
  fn: FunctionNode,
  symbols: Symbols,
  updaters: Updaters,
  visit: (expression: Expression, statement: Statement, circumstances: Circumstances) => void,
): void {
  const updated = updaters.get(fn);
  const { placeOf, placesIn, placesOf, putInto, takenFrom } = placing(fn, symbols, updated);
  const { filled, filledBy, filledAfter } = fillings(symbols, fn, { placesIn, placeOf });
  const { testedBy, variablesIn, askedBy, answerOf } = askingIn(fn, symbols, { placeOf, takenFrom });
  const answersHeld = forEach(({ writes }: Binding) =>
    writes.flatMap(({ value }) => {
      const place = value && answered(value.kind === 'await' ? value.value : value);
      return place ? [{ place, end: value.end }] : [];
    }),
  );
  visitBlock(fn.body, plain);

  function visitBlock(block: Block, outer: Circumstances): void {
    let circumstances = outer;
    const passed = passedOnIn(block, { placesOf, putInto, updated });
    for (const [index, statement] of block.statements.entries()) {
      const passedOn = (binding: Binding): readonly Place[] =>
        (passed.get(binding) ?? []).flatMap(({ place, last }) => (last > index ? [place] : []));
      visitStatement(statement, circumstances, passedOn);
      if (statement.kind === 'loop') circumstances = { ...circumstances, ...unlessOneWorked(statement, circumstances) };
      if (statement.kind !== 'try' && statement.kind !== 'if') continue;
      const rest = block.statements.slice(index + 1);
      if (statement.kind === 'try') {
        circumstances = { ...circumstances, ...unlessFoundIn(statement, circumstances, rest) };
        continue;
      }
      // `if (client) return client;` leaves only the case in which there is none.
      const leaving = leavingIn(statement);
      const full = leaving && (asked(statement.test, 'full') ?? asked(leaving.test, 'full'));
      const own = leaving && (filledAfter(leaving.test, full?.place, rest) ?? putIntoEnvironment(statement.test, rest));
      const mayHaveFound = leaving
        ? !isGuarded(leaving.test, own) && leavesWith(leaving.then, leaving.test, symbols)
        : leavesInEach(statement, symbols);
      circumstances = {
        ...circumstances,
        ...(leaving ? testedBy(leaving.test, testedBy(statement.test, circumstances)) : {}),
        conditional: circumstances.conditional || mayHaveFound,
        rare: circumstances.rare ?? seldomAfter(statement, fn),
        filling: own ?? circumstances.filling,
        empty: full ?? circumstances.empty,
      };
    }
  }

  /** After `try: return clients[region]`, `except KeyError: pass`, or `try { if (client) return client }`. */
  function unlessFoundIn(
    { body, handlers }: TryStatement,
    before: Circumstances,
    rest: readonly Statement[],
  ): Partial<Circumstances> {
    if (handlers.length === 0) return {};
    if (leaves(body)) return afterError(body, before);
    const found = body.statements.flatMap((it) =>
      it.kind === 'if' && leavesWith(it.then, it.test, symbols) ? [it] : [],
    );
    return found.reduce<Circumstances>((known, { test }) => {
      const empty = asked(test, 'full') ?? known.empty;
      const filling = filled(empty?.place, rest) ?? known.filling;
      return { ...known, ...testedBy(test, known), conditional: true, filling, empty };
    }, before);
  }

  /** After a loop that leaves with the first attempt that works. */
  function unlessOneWorked({ body }: LoopStatement, before: Circumstances): Partial<Circumstances> {
    const attempt = body.statements.find((it) => it.kind === 'try' && it.handlers.length > 0 && givesAway(it.body));
    return attempt?.kind === 'try' ? afterError(attempt.body, before) : {};
  }

  function afterError(body: Block, { rare }: Circumstances): Partial<Circumstances> {
    if (rare !== undefined) return {};
    return { rare: 'when an error is caught', tried: triedIn(body, symbols, { placeOf, testedBy }) };
  }

  /** What leaves with what was found, also where that is looked at again: `if (client) { if (isYoung) return client; }`, or tried. */
  function leavingIn(statement: IfStatement): IfStatement | undefined {
    if (leaves(statement.then)) return statement;
    const { tested } = testedBy(statement.test, plain);
    const isAbout = (asked: Expression) => [...testedBy(asked, plain).tested].some((key) => tested.has(key));
    const givesIt = (block: Block): boolean => {
      const value = returnedBy(block);
      return value !== undefined && isAbout(value);
    };
    const tried = statement.then.statements.find((it) => it.kind === 'try' && givesIt(it.body));
    if (tried?.kind === 'try') return { ...statement, then: tried.body };
    return statement.then.statements.find(
      (it): it is IfStatement =>
        it.kind === 'if' &&
        leavesWith(it.then, it.test, symbols) &&
        (isAbout(it.test) || givesIt(it.then) || (asksModuleAlone(statement.test) && givesWhatItFound(it))),
    );
  }

  /** `if (entry && entry.expires > now) return entry.pool` */
  function givesWhatItFound({ test, then }: IfStatement): boolean {
    const value = returnedBy(then);
    if (!value) return false;
    const { tested } = testedBy(test, plain);
    return [...testedBy(value, plain).tested].some((key) => tested.has(key));
  }

  function visitStatement(
    statement: Statement,
    circumstances: Circumstances,
    passedOn: (binding: Binding) => readonly Place[],
  ): void {
    if (statement.kind === 'assign') {
      for (const declarator of statement.declarators) {
        const receivers = [
          ...declarator.targets.flatMap(placesOf),
          ...bindingsOf(declarator.targets).flatMap(passedOn),
        ];
        const own = testedByAssigning(declarator.operator, receivers, circumstances);
        for (const target of declarator.targets) visitTarget(target, statement, circumstances);
        if (declarator.value)
          visitExpression(declarator.value, statement, {
            ...circumstances,
            tested: own,
            receivers,
          });
      }
      return;
    }
    const ends = statement.kind === 'with';
    const receivers = statement.kind === 'return' && updated ? [updated] : circumstances.receivers;
    const here =
      ends === circumstances.ends && receivers === circumstances.receivers
        ? circumstances
        : { ...circumstances, ends, receivers };
    for (const expression of expressionsOf(statement)) visitExpression(expression, statement, here);
    if (statement.kind === 'if') {
      const inner = {
        ...circumstances,
        ...testedBy(statement.test, circumstances),
        conditional: circumstances.conditional || asksElsewhere(statement.test, symbols),
      };
      const { statements } = statement.then;
      const empty = asked(statement.test, 'empty');
      const own =
        filledAfter(statement.test, empty?.place, statements) ?? putIntoEnvironment(statement.test, statements);
      const filling = own ?? renewedBy(statement.test, statement.then) ?? circumstances.filling;
      const renewing = circumstances.renewing || renews(statement.then, testedBy(statement.test, plain).tested);
      const rarely = seldomTaken(statement, fn);
      const rare = circumstances.rare ?? rarely?.because;
      visitBlock(statement.then, {
        ...inner,
        filling,
        empty: empty ?? circumstances.empty,
        renewing,
        conditional: asksSetting(statement, fn, symbols)
          ? circumstances.conditional
          : asksMore(statement.test, circumstances, own),
        ...(rarely?.branch === 'then' ? { rare } : {}),
      });
      if (!statement.else) return;
      const full = asked(statement.test, 'full');
      visitBlock(statement.else, {
        ...inner,
        filling: filled(full?.place, statement.else.statements) ?? circumstances.filling,
        empty: full ?? circumstances.empty,
        ...(rarely?.branch === 'else' ? { rare } : {}),
      });
      return;
    }
    if (statement.kind === 'try') {
      visitBlock(statement.body, circumstances);
      const caught = { ...circumstances, ...afterError(statement.body, circumstances) };
      // `except NameError` and `except KeyError` are how Python asks whether a variable is set yet.
      for (const handler of statement.handlers) visitBlock(handler, caught);
      if (statement.else) visitBlock(statement.else, circumstances);
      if (statement.finally) visitBlock(statement.finally, circumstances);
      return;
    }
    const inner =
      statement.kind === 'switch' ? { ...circumstances, ...testedBy(statement.subject, circumstances) } : circumstances;
    for (const block of blocksOf(statement)) visitBlock(block, inner);
  }

  function visitTarget(target: Target, statement: Statement, circumstances: Circumstances): void {
    if (target.kind === 'member') visitExpression(target.expression, statement, circumstances);
    if (target.kind !== 'pattern') return;
    for (const part of target.parts) visitTarget(part, statement, circumstances);
    for (const part of target.evaluated ?? []) visitExpression(part, statement, circumstances);
  }

  function visitExpression(expression: Expression, statement: Statement, outer: Circumstances): void {
    const optional = valueOfOptional(expression);
    const circumstances = optional ? { ...outer, ...unlessHeld(optional, expression, outer) } : outer;
    const refilled = expression.kind === 'call' ? refilledBy(expression, outer.receivers) : undefined;
    visit(expression, statement, refilled ? { ...circumstances, refilled } : circumstances);
    const within = (part: Expression, change: Partial<Circumstances>) =>
      visitExpression(part, statement, { ...circumstances, ...change });
    switch (expression.kind) {
      case 'assign': {
        const receivers = expression.targets.flatMap(placesOf);
        return within(expression.value, {
          receivers: [...circumstances.receivers, ...receivers],
          tested: testedByAssigning(expression.operator, receivers, circumstances),
        });
      }
      case 'logical': {
        visitExpression(expression.left, statement, circumstances);
        const empty = asked(expression.left, expression.operator === '&&' ? 'empty' : 'full');
        const filling = filledBy(empty?.place, [expression.right]);
        return within(expression.right, {
          ...testedBy(expression.left, circumstances),
          conditional: asksMore(expression.left, circumstances, filling),
          filling: filling ?? circumstances.filling,
          empty: empty ?? circumstances.empty,
        });
      }
      case 'conditional': {
        within(expression.test, { receivers: [] });
        const conditional = asksMore(expression.test, circumstances);
        const inner = { ...testedBy(expression.test, circumstances), conditional };
        within(expression.then, inner);
        return within(expression.else, inner);
      }
      case 'call': {
        const put = putInto(expression);
        const receivers = put ? [...circumstances.receivers, put] : circumstances.receivers;
        // A `with` statement ends what it enters, not what that is made of.
        const ends = circumstances.ends && closesIt.has(symbols.of(expression.callee).symbol);
        noteUpdaters(expression);
        visitExpression(
          expression.callee,
          statement,
          circumstances.ends ? { ...circumstances, ends: false } : circumstances,
        );
        const given = put || ends !== circumstances.ends ? { ...circumstances, receivers, ends } : circumstances;
        for (const { value } of expression.arguments) visitExpression(value, statement, given);
        return;
      }
      // What goes through an operator still ends up in the receiver.
      default:
        eachPart(expression, (part) => {
          visitExpression(part, statement, circumstances);
        });
    }
  }

  /** What the function is known to find that runs where an optional of Java has no value. */
  function unlessHeld(optional: Expression, whole: Expression, outer: Circumstances): Partial<Circumstances> {
    const empty = asked(optional, 'full') ?? outer.empty;
    return { ...testedBy(optional, outer), filling: filledBy(empty?.place, [whole]) ?? outer.filling, empty };
  }

  /** Whether the test asks for more than a guard says, as of `this.client = this.client ?? connect()`. */
  function asksMore(test: Expression, { conditional, receivers }: Circumstances, filling?: Place): boolean {
    const { tested } = testedBy(test, plain);
    const own = filling ?? receivers.find(({ key }) => tested.has(key));
    return conditional || (!isGuarded(test, own) && asksElsewhere(test, symbols));
  }

  function noteUpdaters({ callee, arguments: given }: CallExpression): void {
    const last = given.at(-1)?.value;
    if (callee.kind !== 'member' || !updating.has(callee.property) || last?.kind !== 'function') return;
    const place = placeOf(callee.object);
    if (place) updaters.set(last.function, place);
  }

  function refilledBy({ arguments: given }: CallExpression, receivers: readonly Place[]): Circumstances['refilled'] {
    if (receivers.length === 0) return undefined;
    for (const [argument, { value, spread }] of given.entries()) {
      const key = spread ? undefined : placeOf(withoutCasts(value))?.key;
      const place = receivers.find((it) => it.key === key);
      if (place) return { argument, place };
    }
    return undefined;
  }

  /** The place that a test finds empty, or full. */
  function asked(test: Expression, what: 'empty' | 'full'): Empty | undefined {
    for (const it of foundIn(test, what)) {
      // Of the environment it matters which of its variables is asked for; see below.
      const place = isEnvironment(it, symbols)
        ? undefined
        : (placeOf(it) ?? answered(it) ?? answeredBefore(it) ?? takenFrom(it)[0]);
      if (place) return { asked: it, place };
    }
    return undefined;
  }

  /** Where the only function of the file looks that a call runs: `if (client() == null)`. */
  function answered(it: Expression): Place | undefined {
    return it.kind === 'call' ? answerOf(it) : undefined;
  }

  /** The same of what a local was given before: `client = find(region)`. */
  function answeredBefore(it: Expression): Place | undefined {
    const isLocal = it.kind === 'name' && it.binding?.kind === 'variable' && it.binding.function === fn;
    return isLocal ? answersHeld(it.binding).find(({ end }) => end <= it.start)?.place : undefined;
  }

  /** `os.environ`, when one of its variables is asked for, which the statements then set. */
  function putIntoEnvironment(test: Expression, statements: readonly Statement[]): Place | undefined {
    return isPutIntoEnvironment(variablesIn(test), statements, symbols) ? lasting('os.environ') : undefined;
  }

  function renews({ statements }: Block, keys: ReadonlySet<string>): boolean {
    return statements.some((it) => gives(it, (target) => placesOf(target).some(({ key }) => keys.has(key))));
  }

  /** What a test compares with the clock, and a function that the block calls then sets: `if (isOld()) reconnect()`. */
  function renewedBy(test: Expression, then: Block): Place | undefined {
    if (!asksClock(test, symbols)) return undefined;
    const places = [...expressionsWithin(test)].flatMap((part) =>
      part.kind === 'call' ? askedBy(part) : (placeOf(part) ?? []),
    );
    const expressions = then.statements.flatMap(expressionsOf);
    return places.find((place) => filledBy(place, expressions));
  }
}
