/** What runs without being called by its name: properties that are getters, and what a block is entered or left with. */
import type { CallFact, Source, Value } from '../../core/module.ts';
import { functionOf, spanOf, type Analysis } from '../analysis/analysis.ts';
import { whenOf } from '../analysis/decided.ts';
import { isConstructor, isGetter } from '../analysis/fields.ts';
import { guardOf } from '../analysis/guards.ts';
import type { Binding, Expression, FunctionNode, Range, Write } from '../tree.ts';

/** Their ids follow those of the calls that are written. */
export function impliedCalls(analysis: Analysis, first: number): readonly CallFact[] {
  const { tree, statements, values, flow } = analysis;
  const isJava = tree.language === 'java';
  const found: CallFact[] = [];

  /** `where` is evaluated where it is read, at `at`. */
  function add(where: Expression, object: Expression, name: string, at: Range = where): void {
    const here = analysis.circumstances.get(where);
    const fn = functionOf(analysis, where);
    const when = whenOf(analysis, fn, where);
    found.push({
      ...reading(fn, values.of(object), name, at),
      receiver: flow.of(object),
      guard: here ? guardOf(here) : { kind: 'none' },
      conditional: here?.conditional ?? false,
      ...(when ? { when } : {}),
    });
  }

  const reading = (
    { id }: FunctionNode,
    of: readonly Value[],
    name: string,
    at: Range,
    receiver: readonly Source[] = [],
  ): CallFact => ({
    id: first + found.length,
    symbol: '',
    method: name,
    targets: [],
    callee: [{ kind: 'member', of, name }],
    implied: true,
    in: id,
    at: spanOf(tree, at),
    arguments: [],
    receiver,
    guard: { kind: 'none' },
    conditional: false,
  });

  for (const [expression, statement] of statements) {
    if (isJava) {
      if (statement.kind === 'with' && statement.items.some(({ value }) => value === expression))
        add(expression, expression, 'close');
      continue;
    }
    if (expression.kind === 'member' && mayRunGetter(analysis, expression))
      add(expression, expression.object, expression.property);
    const isEntered = statement.kind === 'with' && statement.items.some(({ value }) => value === expression);
    if (isEntered && values.of(expression).length > 0) add(expression, expression, '__enter__');
  }
  for (const { function: fn, value, name, at, index } of tree.language === 'python' || isJava ? [] : takenOut(tree)) {
    if (value && statements.has(value) && mayBeGetter(analysis, value, name)) add(value, value, name, at);
    if (index !== undefined && isCalledByContainer(analysis, fn)) {
      const given: Value = { kind: 'parameter', function: fn.id, index, declared: [] };
      found.push(reading(fn, [given], name, at, [{ kind: 'parameter', function: fn.id, index }]));
    }
  }
  return found;
}

/** What a pattern takes out of an object: `const { store } = services`, `constructor({ store })`. */
interface Taken {
  readonly function: FunctionNode;
  readonly value: Expression | undefined;
  readonly name: string;
  readonly at: Range;
  /** Of the parameter. */
  readonly index?: number;
}

const takenOut = ({ bindings }: Analysis['tree']): readonly Taken[] =>
  bindings.flatMap((binding) => binding.writes.flatMap((write) => takenBy(binding, write)));

function takenBy({ kind, function: fn, ...binding }: Binding, write: Write): readonly Taken[] {
  const [name] = write.path;
  if (name === undefined || !/^[A-Za-z_$][\w$]*$/.test(name) || write.iterates) return [];
  const taken = { function: write.function, value: write.value, name, at: write.range };
  if (write.value) return [taken];
  if (kind !== 'parameter') return [];
  const index = fn.parameters.findIndex(({ bindings }) => bindings.some(({ writes }) => writes === binding.writes));
  return index < 0 ? [] : [{ ...taken, function: fn, index }];
}

/** Whether a container may call it, with what has a getter for all that it makes: a constructor, a factory `({ store }) => …`. */
function isCalledByContainer({ symbols, flow }: Analysis, fn: FunctionNode): boolean {
  if (fn.class ? isConstructor(fn.class, fn) : fn.parent?.id === 0 && fn.parameters.length === 1) return true;
  return flow.calls.some(
    ({ callee, arguments: [argument] }) =>
      argument?.value.kind === 'function' &&
      argument.value.function === fn &&
      symbols.of(callee).symbol === 'awilix#asFunction',
  );
}

function mayRunGetter(analysis: Analysis, expression: Extract<Expression, { kind: 'member' }>): boolean {
  const own = ownMethod(analysis, expression.object, expression.property);
  const parent = analysis.parents.get(expression);
  const isCalled = parent?.kind === 'call' && parent.callee === expression;
  return (own !== undefined || !isCalled) && mayBeGetter(analysis, expression.object, expression.property);
}

function mayBeGetter(analysis: Analysis, object: Expression, property: string): boolean {
  const { instance, class: itself } = analysis.symbols.of(object);
  const own = ownMethod(analysis, object, property);
  if (own) return isGetter(own.function, instance ? 'object' : 'class');
  return (instance ?? itself)?.bases.length !== 0 && analysis.values.of(object).some(mayBeObject);
}

function ownMethod({ symbols }: Analysis, object: Expression, property: string) {
  const { instance, class: itself } = symbols.of(object);
  return (instance ?? itself)?.methods.find(({ name }) => name === property);
}

/** Whether it may be an object of a class of another file, or a class with one above it. */
function mayBeObject(value: Value): boolean {
  switch (value.kind) {
    case 'function':
    case 'record':
    case 'bound':
    case 'memory':
      return false;
    case 'import':
      return value.member !== '';
    case 'parameter':
      return value.declared.length > 0;
    case 'class':
    case 'this':
    case 'holder':
    case 'result':
      return true;
    case 'member':
      return value.of.some(mayBeObject);
  }
}
