/** What tests in JavaScript and TypeScript replace: with Jest, Vitest, Sinon, aws-sdk-mock, and in the environment. */
import { keptWith } from '../../core/memo.ts';
import type { LoadFact, Moment, ReplacementFact } from '../../core/testFacts.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import { withoutCasts } from '../plain.ts';
import type { Binding, CallExpression, Expression, FunctionNode, Tree } from '../tree.ts';
import { expressionsWithin, holds, resultsOf } from '../walk.ts';
import { momentOf } from './moments.ts';
import { keysOf, textOf } from './texts.ts';

/** https://jestjs.io/docs/mock-function-api, and Vitest's, which has the same. */
const told = /^mock(Implementation|ReturnValue|ResolvedValue|RejectedValue)(Once)?$/;
/** https://jestjs.io/docs/jest-object#jestspyonobject-methodname, https://sinonjs.org/releases/latest/stubs/ */
const spying = /(?:^|\.)(?:jest|vi|vitest)\.spyOn$|(?:^|\.)\w*(?:sinon|sandbox|sb)\w*\.(?:stub|replace|fake)$/i;
/** https://github.com/thlorenz/proxyquire */
const proxying = /^proxyquire\w*(?:\.noCallThru\(\))?(?:\.load)?$/;
const mockingModule = /^(?:jest|vi|vitest)\.(?:mock|doMock)$/;
const mocking = /^(?:jest|vi|vitest)\.mock$/;

/** Vitest, and Babel for Jest, let nothing of a file run before what it imports; a compiler of TypeScript may keep the order. */
export const importsFirst = ({ language, text }: Tree): boolean =>
  language === 'javascript' || /\bvi(test)?\b/.test(text);

export function replacedInJavaScript(analysis: Analysis): readonly ReplacementFact[] {
  const found: ReplacementFact[] = [];
  for (const call of analysis.flow.calls) found.push(...replacedBy(analysis, call));
  for (const { place, value } of assignedIn(analysis.tree)) {
    const { symbol } = analysis.symbols.of(place);
    const variable = /^process\.env\.(\w+)$/.exec(symbol)?.[1];
    const since = momentOf(analysis, place);
    if (variable !== undefined) found.push(ofVariable(variable, since));
    else if (symbol === 'process.env') found.push(...keysOf(analysis, value).map((key) => ofVariable(key, since)));
    else found.push(...ofSymbol(symbol, since));
  }
  return found;
}

function replacedBy(analysis: Analysis, call: CallExpression): readonly ReplacementFact[] {
  const { symbols, tree } = analysis;
  const { callee } = call;
  const code = tree.text.slice(callee.start, callee.end);
  const { symbol } = symbols.of(callee);
  const [one, other] = call.arguments.map(({ value }) => value);
  const since = momentOf(analysis, call);
  if (mockingModule.test(code)) {
    const specifier = textOf(analysis, one);
    const made = mocking.test(code) ? madeByFactory(analysis, specifier, other) : [];
    return [...ofModules([specifier]), ...made];
  }
  if (proxying.test(code)) return ofModules(keysOf(analysis, other));
  if (callee.kind === 'member' && told.test(callee.property)) {
    const object = withoutCasts(callee.object);
    const name = object.kind === 'name' && object.binding ? standsFor(analysis).get(object.binding) : undefined;
    return ofSymbol(name ?? mockedBy(analysis, object), since);
  }
  if (spying.test(code)) {
    const name = textOf(analysis, other);
    return one && name !== undefined ? ofSymbol(memberOf(symbols.of(one).symbol, name), since) : [];
  }
  // https://github.com/dwyl/aws-sdk-mock: the service has to be made in the function that is tested.
  if (symbol === 'aws-sdk-mock#mock') {
    const service = textOf(analysis, one);
    return service === undefined ? [] : ofSymbol(`aws-sdk#${service}`, since);
  }
  if (/^(?:vi|vitest)\.stubEnv$/.test(code)) {
    const name = textOf(analysis, one);
    return name === undefined ? [] : [ofVariable(name, since)];
  }
  if (symbol === 'Object.assign' && one && symbols.of(one).symbol === 'process.env')
    return keysOf(analysis, other).map((key) => ofVariable(key, since));
  return [];
}

/** `S3Client` in `(S3Client as jest.Mock)` and `jest.mocked(S3Client)`. */
function mockedBy({ symbols, tree }: Analysis, given: Expression): string {
  const it = withoutCasts(given);
  const [first] = it.kind === 'call' ? it.arguments : [];
  const isTyped = it.kind === 'call' && /(?:^|\.)mocked$/.test(tree.text.slice(it.callee.start, it.callee.end));
  return symbols.of(isTyped && first ? first.value : it).symbol;
}

const memberOf = (symbol: string, name: string): string =>
  symbol === '' ? '' : symbol + (symbol.includes('#') ? '.' : '#') + name;

/** Of packages alone: what tests replace of the project's own code makes nothing then. */
function ofSymbol(symbol: string, since: Moment): readonly ReplacementFact[] {
  const [, specifier = '', member = ''] = /^([^#.][^#]*)#(.+)$/.exec(symbol) ?? [];
  if (specifier === '') return [];
  return [{ of: 'symbol', name: symbol, code: specifier === 'aws-sdk' ? `AWS.${member}` : member, since }];
}

/** For files that load them, whenever. */
const ofModules = (specifiers: readonly (string | undefined)[]): readonly ReplacementFact[] =>
  specifiers.flatMap((it) =>
    it === undefined || it.startsWith('.') ? [] : [{ of: 'module', name: it, code: it, since: 'later' }],
  );

/** What is loaded with other modules than its own. */
export const loadedInstead = (analysis: Analysis): readonly LoadFact[] =>
  analysis.flow.calls.flatMap(({ callee, arguments: [one] }) => {
    const isProxied = proxying.test(analysis.tree.text.slice(callee.start, callee.end));
    const specifier = isProxied ? textOf(analysis, one?.value) : undefined;
    return specifier === undefined ? [] : [{ specifier, member: '', at: 'later' as const }];
  });

const ofVariable = (name: string, since: Moment): ReplacementFact => ({ of: 'variable', name, code: name, since });

/**
 * `jest.mock('pkg', () => ({ Client: jest.fn(() => ({ send: mockSend })) }))` is moved above all imports, and what it makes
 * asks for `mockSend` when it is made, which has a value only from where it is declared on.
 * https://jestjs.io/docs/es6-class-mocks#calling-jestmock-with-the-module-factory-parameter
 */
function madeByFactory(
  analysis: Analysis,
  specifier: string | undefined,
  factory: Expression | undefined,
): readonly ReplacementFact[] {
  if (factory?.kind !== 'function' || specifier === undefined || specifier.startsWith('.')) return [];
  const fn = factory.function;
  return analysis.tree.bindings.flatMap((binding): readonly ReplacementFact[] => {
    const since = givenSince(analysis, binding);
    if (since === undefined) return [];
    const read = binding.reads.find((it) => holds(fn.range, it) && isAskedWhenMade(analysis, fn, it));
    const path = read && pathTo(read, resultsOf(fn));
    if (path === undefined) return [];
    return ofSymbol(`${specifier}#${path}`, since).map((it) => ({ ...it, by: binding.name }));
  });
}

/** What variables are that factories give for a name of their package: `({ S3Client: mockS3Client })`. */
const standsFor = keptWith((analysis: Analysis): ReadonlyMap<Binding, string> => {
  const found = new Map<Binding, string>();
  for (const { callee, arguments: given } of analysis.flow.calls) {
    const [specifier, factory] = given.map(({ value }) => value);
    if (!mocking.test(analysis.tree.text.slice(callee.start, callee.end)) || factory?.kind !== 'function') continue;
    const results = resultsOf(factory.function);
    for (const read of results.flatMap(expressionsWithin)) {
      if (read.kind !== 'name' || read.binding?.function.id !== 0) continue;
      const path = pathTo(read, results);
      if (path !== undefined && isWhole(read, results))
        found.set(read.binding, `${textOf(analysis, specifier) ?? ''}#${path}`);
    }
  }
  return found;
});

/** Whether it is the whole value of an entry, at whichever depth. */
const isWhole = (read: Expression, values: readonly Expression[]): boolean =>
  values.some((value) => {
    const it = withoutCasts(value);
    return it.kind === 'object' && it.entries.some((its) => its.value === read || isWhole(read, [its.value]));
  });

/** Since when a variable of the file's body has its value; undefined of what has it before anything runs. */
function givenSince({ tree }: Analysis, { kind, function: within, writes }: Binding): Moment | undefined {
  if (kind !== 'variable' || within.id !== 0) return undefined;
  if (writes.some((it) => it.function.id !== 0)) return 'later';
  const [write] = writes;
  const isHoisted = write?.value && /^(?:vi|vitest)\.hoisted\b/.test(tree.text.slice(write.value.start));
  return write?.value && !isHoisted ? write.range.start : undefined;
}

/** In the function that stands for the client's constructor, and not in one that it gives back. */
function isAskedWhenMade(analysis: Analysis, factory: FunctionNode, read: Expression): boolean {
  const around = functionOf(analysis, read);
  if (around.parent === factory) return !around.class || around.name === 'constructor' || around.implied === true;
  return analysis.tree.classes.some(
    ({ parent, fields }) => parent === factory && fields.some((it) => !it.static && holds(it.range, read)),
  );
}

/** The path of the member in which something stands: `DynamoDB.DocumentClient`. */
function pathTo(inner: Expression, values: readonly Expression[]): string | undefined {
  for (const value of values) {
    const it = withoutCasts(value);
    if (it.kind !== 'object') continue;
    const entry = it.entries.find((its) => holds(its.value, inner));
    if (entry?.key === undefined) continue;
    const further = pathTo(inner, [entry.value]);
    if (entry.key === 'default') return further;
    return further === undefined ? entry.key : `${entry.key}.${further}`;
  }
  return undefined;
}
