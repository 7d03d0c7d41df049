/** What tests in Python replace: with `unittest.mock`, pytest's `monkeypatch` and `mocker`, moto, and in the environment. */
import { withShortSession } from '../../core/symbol.ts';
import type { FixtureFact, Moment, ReplacementFact } from '../../core/testFacts.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import type { CallExpression, Expression, FunctionNode } from '../tree.ts';
import { allExpressions } from '../walk.ts';
import { first, momentOf, momentStarted, outermostAround } from './moments.ts';
import { keysOf, textOf } from './texts.ts';

/** https://docs.python.org/3/library/unittest.mock.html#the-patchers, and pytest-mock's `mocker`, which has the same. */
const patcher = /^(?:unittest\.)?mock\.patch(?:\.(object|dict))?$/;
const mocker = /^(?:self\.)?\w*mocker\.patch(?:\.(object|dict))?$/;
/** https://docs.pytest.org/en/stable/how-to/monkeypatch.html */
const monkeypatch = /^(?:self\.)?(?:\w*monkeypatch|mp)\.(setattr|setenv|setitem)$/i;
const environment = /^os\.(?:environ\.(update|setdefault)|putenv)$/;
const moto = /^moto\.(?:\w+\.)*mock_(\w+)$/;
/** Run before files of tests are loaded. */
const hooks = /^pytest_(configure|sessionstart|load_initial_conftests|addoption)$/;
const fixture = /^pytest(?:_asyncio)?\.(?:yield_)?fixture(?:\(\))?$/;

export function replacedInPython(analysis: Analysis): readonly ReplacementFact[] {
  const found: ReplacementFact[] = [];
  for (const call of analysis.flow.calls) found.push(...replacedBy(analysis, call));
  for (const expression of allExpressions(analysis.tree)) found.push(...mockedBy(analysis, expression));
  for (const { place } of assignedIn(analysis.tree)) {
    const { symbol } = analysis.symbols.of(place);
    const variable = /^os\.environ\.(\w+)$/.exec(symbol)?.[1];
    const placed = placedIn(analysis, place, momentOf(analysis, place));
    if (variable !== undefined) found.push({ ...ofVariable(variable), ...placed });
    else if (isOutside(symbol)) found.push({ ...ofSymbol(symbol), ...placed });
  }
  return found;
}

/** Not of the file itself, and not what a call gave. */
const isOutside = (symbol: string): boolean => /^\w+(\.\w+)+$/.test(symbol) && !/^(self|sys|os)\./.test(symbol);

function replacedBy(analysis: Analysis, call: CallExpression): readonly ReplacementFact[] {
  const { symbols, tree } = analysis;
  const { symbol } = symbols.of(call.callee);
  const code = tree.text.slice(call.callee.start, call.callee.end);
  const [one, other] = call.arguments.map(({ value }) => value);
  const patched = patcher.exec(symbol) ?? mocker.exec(code);
  if (patched) {
    const placed = placedIn(
      analysis,
      call,
      mocker.test(code) ? momentOf(analysis, call) : momentStarted(analysis, call),
    );
    if (patched[1] === 'dict') return isEnvironment(analysis, one) ? variablesOf(analysis, call, other, placed) : [];
    return namedBy(analysis, one, patched[1] === 'object' ? other : undefined, placed);
  }
  const placed = (): Placed => placedIn(analysis, call, momentOf(analysis, call));
  switch (monkeypatch.exec(code)?.[1]?.toLowerCase()) {
    case 'setattr':
      return namedBy(analysis, one, textOf(analysis, one) === undefined ? other : undefined, placed());
    case 'setenv':
      return variableNamed(analysis, one, placed());
    case 'setitem':
      return isEnvironment(analysis, one) ? variableNamed(analysis, other, placed()) : [];
    default: {
      if (!environment.test(symbol)) return [];
      return symbol.endsWith('.update')
        ? variablesOf(analysis, call, one, placed())
        : variableNamed(analysis, one, placed());
    }
  }
}

/** By a text, `patch("orders.boto3.client")`, or by the name of a member, `patch.object(boto3, "client")`. */
function namedBy(
  analysis: Analysis,
  one: Expression | undefined,
  member: Expression | undefined,
  placed: Placed,
): readonly ReplacementFact[] {
  if (!one) return [];
  const whole = member ? analysis.symbols.of(one).symbol : textOf(analysis, one);
  const name = member ? textOf(analysis, member) : '';
  if (whole === undefined || whole === '' || name === undefined || !/^\.*\w[\w.]*$/.test(whole)) return [];
  return [{ ...ofSymbol(name === '' ? whole : `${whole}.${name}`), ...placed }];
}

/** moto has a function for AWS as a whole, and used to have one for each service. */
function mockedBy(analysis: Analysis, expression: Expression): readonly ReplacementFact[] {
  if (expression.kind !== 'name' && expression.kind !== 'member') return [];
  const service = moto.exec(analysis.symbols.of(expression).symbol)?.[1];
  if (service === undefined) return [];
  const around = analysis.parents.get(expression);
  const call = around?.kind === 'call' && around.callee === expression ? around : undefined;
  const since = call ? momentStarted(analysis, call) : momentOf(analysis, expression);
  const by = `mock_${service}`;
  const name = /^(aws|all)$/.test(service) ? '' : service;
  return [{ of: 'service', name, code: 'AWS', by, ...placedIn(analysis, expression, since) }];
}

type Placed = Pick<ReplacementFact, 'since' | 'in'>;

function placedIn(analysis: Analysis, expression: Expression, since: Moment): Placed {
  const around = since === 'later' ? outermostAround(analysis, expression) : undefined;
  if (!around) return { since };
  return hooks.test(around.name) ? { since: first } : { since, in: around.name };
}

const ofSymbol = (symbol: string) => {
  const name = withShortSession(symbol);
  return { of: 'symbol' as const, name, code: name };
};

const ofVariable = (name: string) => ({ of: 'variable' as const, name, code: name });

const isEnvironment = (analysis: Analysis, expression: Expression | undefined): boolean =>
  expression !== undefined &&
  (analysis.symbols.of(expression).symbol === 'os.environ' || textOf(analysis, expression) === 'os.environ');

const variableNamed = (
  analysis: Analysis,
  expression: Expression | undefined,
  placed: Placed,
): readonly ReplacementFact[] => {
  const name = textOf(analysis, expression);
  return name === undefined ? [] : [{ ...ofVariable(name), ...placed }];
};

/** `{"TABLE": "orders"}`, and `TABLE="orders"` beside it. */
const variablesOf = (
  analysis: Analysis,
  call: CallExpression,
  values: Expression | undefined,
  placed: Placed,
): readonly ReplacementFact[] =>
  [...keysOf(analysis, values), ...call.arguments.flatMap(({ name }) => name ?? [])].map((name) => ({
    ...ofVariable(name),
    ...placed,
  }));

/** What pytest hands to functions that name it as a parameter, or that are marked to use it. */
export function asksOf({ tree }: Analysis): readonly string[] {
  const marked = [...tree.text.matchAll(/\busefixtures\(([^)]*)\)/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/["'](\w+)["']/g)].map(([, name = '']) => name),
  );
  return [...new Set([...tree.functions.flatMap(namesAsked), ...marked])];
}

const namesAsked = ({ parameters }: FunctionNode): readonly string[] => parameters.map(({ name }) => name);

export const fixturesOf = ({ tree, symbols }: Analysis): readonly FixtureFact[] =>
  tree.functions.flatMap((fn) => {
    const decorator = fn.decorators.find((it) => fixture.test(symbols.of(it).symbol));
    if (!decorator) return [];
    const given = tree.text.slice(decorator.start, decorator.end);
    const name = /\bname\s*=\s*["'](\w+)["']/.exec(given)?.[1];
    const always = /\bautouse\s*=\s*True\b/.test(given);
    const its = { asks: namesAsked(fn), always };
    // What is replaced in it is told by the name of the function.
    return name === undefined
      ? [{ name: fn.name, ...its }]
      : [
          { name: fn.name, ...its },
          { name, asks: [fn.name], always: false },
        ];
  });
