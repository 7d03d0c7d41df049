/**
 * What values are made of: the parameters, calls, variables and fields that flow into an expression,
 * within one function and the functions around it.
 */
import type { Source } from '../core/module.ts';
import { isVolatile } from './catalogue.ts';
import { isBuilder } from './java/made.ts';
import type { Symbols } from './symbols.ts';
import type { Binding, Expression, FunctionNode, NameExpression, Target, Tree } from './tree.ts';
import { allExpressions, expressionsOf, expressionsWithin, isModuleLevel, partsOf, statementsWithin } from './walk.ts';

export interface Flow {
  readonly of: (expression: Expression) => readonly Source[];
  readonly ofBinding: (binding: Binding) => readonly Source[];
  readonly callId: (call: CallExpression) => number;
  readonly calls: readonly CallExpression[];
}

export type CallExpression = Extract<Expression, { kind: 'call' }>;

/** Methods that put what they are given into the object that they are called on. */
export const mutators: ReadonlySet<string> = new Set(
  'append extend insert update add push unshift splice set setdefault put putAll addAll setProperty concat merge assign'.split(
    ' ',
  ),
);

export function flowOf(tree: Tree, symbols: Symbols): Flow {
  const calls: CallExpression[] = [];
  const ids = new Map<CallExpression, number>();
  for (const expression of allExpressions(tree)) {
    if (expression.kind !== 'call') continue;
    ids.set(expression, calls.length);
    calls.push(expression);
  }
  const added = whatIsAddedTo(tree, symbols);
  const captured = capturedBy(tree);
  const expressionCache = new Map<Expression, readonly Source[]>();
  const bindingCache = new Map<Binding, readonly Source[]>();
  const underWay = new Set<object>();

  function of(expression: Expression): readonly Source[] {
    const cached = expressionCache.get(expression);
    if (cached) return cached;
    const sources = compute(expression);
    // What was computed inside of a cycle is not complete, so it is not kept.
    if (underWay.size === 0) expressionCache.set(expression, sources);
    return sources;
  }

  function compute(expression: Expression): readonly Source[] {
    switch (expression.kind) {
      case 'name':
        return expression.binding ? ofBinding(expression.binding) : [];
      case 'member': {
        const getter = getterOf(expression);
        if (getter) return ofResults(getter);
        const owner = isThis(expression.object);
        if (owner) return [{ kind: 'field', class: owner.name, name: expression.property }];
        return of(expression.object);
      }
      case 'call': {
        const own: Source = { kind: 'call', call: ids.get(expression) ?? -1 };
        const { symbol } = symbols.of(expression.callee);
        return isVolatile(symbol, tree) ? [own, { kind: 'volatile', symbol }] : [own];
      }
      case 'function':
        return union((captured.get(expression.function) ?? []).map(ofBinding));
      default:
        return union(partsOf(expression).map(of));
    }
  }

  function getterOf({ object, property }: Extract<Expression, { kind: 'member' }>): FunctionNode | undefined {
    const method = symbols.of(object).instance?.methods.find(({ name }) => name === property)?.function;
    return method?.getter ? method : undefined;
  }

  function ofResults(fn: FunctionNode): readonly Source[] {
    if (underWay.has(fn)) return [];
    underWay.add(fn);
    const returned = [...statementsWithin(fn.body)].flatMap((it) =>
      it.kind === 'return' && it.value ? [of(it.value)] : [],
    );
    underWay.delete(fn);
    return union(returned);
  }

  function isThis(expression: Expression) {
    return symbols.of(expression).symbol === '' ? symbols.of(expression).instance : undefined;
  }

  function ofBinding(binding: Binding): readonly Source[] {
    const cached = bindingCache.get(binding);
    if (cached) return cached;
    if (underWay.has(binding)) return [];
    underWay.add(binding);
    const sources = computeBinding(binding);
    underWay.delete(binding);
    if (underWay.size === 0) bindingCache.set(binding, sources);
    return sources;
  }

  function computeBinding(binding: Binding): readonly Source[] {
    switch (binding.kind) {
      case 'import':
      case 'function':
      case 'class':
      case 'type':
        return [];
      case 'catch':
        return [{ kind: 'volatile', symbol: 'error' }];
      case 'parameter':
        return union([parameterSources(binding), writtenTo(binding)]);
      case 'variable':
        if (isModuleLevel(binding) && binding.writes.some((write) => write.function.id !== 0)) {
          return [{ kind: 'variable', name: binding.name }];
        }
        return writtenTo(binding);
    }
  }

  function writtenTo(binding: Binding): readonly Source[] {
    return union([
      ...binding.writes.map((write) =>
        union([write.value ? of(write.value) : [], write.iterates ? of(write.iterates) : []]),
      ),
      ...(added.get(binding) ?? []).map(of),
    ]);
  }

  return { of, ofBinding, callId: (call) => ids.get(call) ?? -1, calls };
}

function parameterSources(binding: Binding): readonly Source[] {
  const fn = binding.function;
  const index = fn.parameters.findIndex((parameter) => parameter.bindings.includes(binding));
  return index < 0 ? [] : [{ kind: 'parameter', function: fn.id, index }];
}

export function union(lists: readonly (readonly Source[])[]): readonly Source[] {
  const present = lists.filter((list) => list.length > 0);
  if (present.length < 2) return present[0] ?? [];
  const result = new Map<string, Source>();
  for (const list of present) for (const source of list) result.set(JSON.stringify(source), source);
  return [...result.values()];
}

/** What is put into a variable's value after it was made: `config['x'] = y`, `items.append(y)`. */
function whatIsAddedTo(tree: Tree, symbols: Symbols): ReadonlyMap<Binding, readonly Expression[]> {
  const added = new Map<Binding, Expression[]>();
  const add = (binding: Binding | undefined, value: Expression | undefined) => {
    if (!binding || !value) return;
    const list = added.get(binding);
    if (list) list.push(value);
    else added.set(binding, [value]);
  };
  const addTargets = (targets: readonly Target[], value: Expression | undefined) => {
    for (const target of targets) {
      if (target.kind === 'member') add(rootOf(target.expression)?.binding, value);
      else if (target.kind === 'pattern') addTargets(target.parts, value);
    }
  };
  for (const fn of tree.functions) {
    for (const statement of statementsWithin(fn.body)) {
      if (statement.kind === 'assign') for (const it of statement.declarators) addTargets(it.targets, it.value);
    }
  }
  for (const expression of allExpressions(tree)) {
    if (expression.kind === 'assign') addTargets(expression.targets, expression.value);
    if (expression.kind !== 'call' || expression.callee.kind !== 'member') continue;
    const { object, property } = expression.callee;
    const builder = tree.language === 'java' ? startOfChain(object) : undefined;
    if (builder?.binding && isBuilder(symbols.of(builder).symbol))
      for (const argument of expression.arguments) add(builder.binding, argument.value);
    if (!mutators.has(property)) continue;
    const isAssign = object.kind === 'name' && object.name === 'Object' && property === 'assign';
    const receiver = isAssign ? expression.arguments[0]?.value : object;
    for (const argument of expression.arguments) if (receiver) add(rootOf(receiver)?.binding, argument.value);
  }
  return added;
}

/** The name at the bottom of `name.a.b['c']`. */
export function rootOf(expression: Expression): NameExpression | undefined {
  if (expression.kind === 'name') return expression;
  return expression.kind === 'member' || expression.kind === 'index' ? rootOf(expression.object) : undefined;
}

/** The name that `name.a().b()` begins with. */
function startOfChain(expression: Expression): NameExpression | undefined {
  let at = expression;
  while (at.kind === 'call' && at.callee.kind === 'member') at = at.callee.object;
  return at.kind === 'name' ? at : undefined;
}

/** The variables of surrounding functions that a function, or one within it, reads. */
function capturedBy(tree: Tree): ReadonlyMap<FunctionNode, readonly Binding[]> {
  const captured = new Map<FunctionNode, Binding[]>();
  const functionOf = new Map<Expression, FunctionNode>();
  for (const fn of tree.functions) {
    for (const statement of statementsWithin(fn.body)) {
      for (const expression of expressionsOf(statement)) {
        for (const inner of expressionsWithin(expression)) if (inner.kind === 'name') functionOf.set(inner, fn);
      }
    }
  }
  for (const binding of tree.bindings) {
    if (binding.function.id === 0) continue;
    for (const read of binding.reads) {
      for (let fn = functionOf.get(read); fn && fn !== binding.function; fn = fn.parent) {
        const list = captured.get(fn) ?? [];
        captured.set(fn, list);
        if (!list.includes(binding)) list.push(binding);
      }
    }
  }
  return captured;
}
