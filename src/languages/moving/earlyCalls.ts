/** Functions that run while their module or class is loaded, before the place where something of theirs would be put. */
import { grouped } from '../../core/groups.ts';
import { forEach, keptWith } from '../../core/memo.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { mentionsWithin } from '../mentions.ts';
import { rootOf } from '../plain.ts';
import type { Binding, Block, CallExpression, ClassNode, Expression, FunctionNode, Statement } from '../tree.ts';
import { expressionsOf, expressionsWithin, indexAround, statementsWithin } from '../walk.ts';

/**
 * Whether something above the statement may call a function that lies in it: in JavaScript a declaration is known above of where
 * it stands, and a constant is not.
 */
export function mayRunBefore(analysis: Analysis, top: Statement): boolean {
  const { language } = analysis.tree;
  if (language === 'python' || language === 'java' || top.kind !== 'function') return false;
  const first = firstToRun(analysis).get(top);
  return first !== undefined && first.end <= top.start;
}

/** By the statement of the module that functions lie in: the first one that may run any of them. */
const firstToRun = keptWith((analysis: Analysis): ReadonlyMap<Statement, Statement> => {
  const { tree } = analysis;
  const statements = tree.functions[0]?.body.statements ?? [];
  const first = new Map<Statement, Statement>();
  const reached = new Set<FunctionNode | ClassNode>();
  for (const statement of statements) {
    if (statement.kind === 'function' || statement.kind === 'class') continue;
    const waiting = [...runBy(analysis, statement)];
    for (let it = waiting.pop(); it; it = waiting.pop()) {
      if (reached.has(it)) continue;
      reached.add(it);
      const around = statements[indexAround(statements, it.range)];
      if (around && !first.has(around)) first.set(around, statement);
      for (const { binding, kind } of mentionsWithin(tree, it.range))
        if (kind === 'read') waiting.push(...heldBy(binding));
    }
  }
  return first;
});

/** What the statement calls, or hands to who may call it at once. */
function* runBy(analysis: Analysis, statement: Statement): Generator<FunctionNode | ClassNode> {
  const { body } = statement.function;
  const within = { statements: [statement], range: body.range, function: statement.function, owner: undefined };
  for (const inner of statementsWithin(within))
    for (const expression of expressionsOf(inner))
      for (const call of expressionsWithin(expression)) {
        if (call.kind !== 'call') continue;
        yield* functionsIn(call.callee);
        if (!keepsForLater(analysis, call)) for (const { value } of call.arguments) yield* functionsIn(value);
      }
}

/** A library that is handed a function, such as a handler or a route, calls it when there is something to handle. */
function keepsForLater(analysis: Analysis, { callee }: CallExpression): boolean {
  const { imported, functions } = analysis.symbols.of(callee);
  if (functions.length > 0) return false;
  const specifier = imported?.specifier ?? rootOf(callee)?.binding?.import?.node.specifier;
  const isRoute =
    callee.kind === 'member' && /^(get|post|put|delete|patch|all|use|on|once|route|then|catch)$/.test(callee.property);
  return isRoute || (specifier !== undefined && !specifier.startsWith('.'));
}

function* functionsIn(expression: Expression): Generator<FunctionNode | ClassNode> {
  for (const part of expressionsWithin(expression)) {
    if (part.kind === 'function') yield part.function;
    else if (part.kind === 'name' && part.binding) yield* heldBy(part.binding);
  }
}

/** The functions that a variable may hold. */
function* heldBy({ declares, writes }: Binding): Generator<FunctionNode | ClassNode> {
  if (declares) yield declares;
  for (const { value } of writes) {
    if (value?.kind === 'function') yield value.function;
    else if (value?.kind === 'class') yield value.class;
    else if (value) for (const part of expressionsWithin(value)) if (part.kind === 'function') yield part.function;
  }
}

/** Whether static fields and initializers of Java's class may call the function that the statement stands in. */
export const mayRunAtLoad = (analysis: Analysis, body: Block, statement: Statement): boolean =>
  runAtLoad(analysis)(body).has(statement.function);

const runAtLoad = keptWith((analysis: Analysis) => {
  const { flow, symbols, tree } = analysis;
  const calls = grouped(flow.calls, (call) => functionOf(analysis, call));
  const byName = grouped(tree.functions, ({ name }) => name);
  const within = grouped(tree.functions, ({ parent }) => parent);
  const called = (name: string | undefined) => (name === undefined ? undefined : byName.get(name)) ?? [];
  function calledBy({ callee }: CallExpression): readonly FunctionNode[] {
    const { functions, class: made } = symbols.of(callee);
    if (functions.length === 0 && !made) return called(ownMethod(callee));
    const constructors = made?.methods.filter(({ name }) => name === 'constructor') ?? [];
    return [...functions, ...constructors.map((it) => it.function)];
  }
  return forEach(({ statements, function: module }: Block): ReadonlySet<FunctionNode> => {
    const initializes = (call: CallExpression): boolean => {
      const kind = statements[indexAround(statements, call)]?.kind;
      return kind === 'assign' || kind === 'other';
    };
    const waiting = [...(calls.get(module) ?? [])].filter(initializes).flatMap(calledBy);
    const reached = new Set<FunctionNode>();
    for (let fn = waiting.pop(); fn; fn = waiting.pop()) {
      if (reached.has(fn)) continue;
      reached.add(fn);
      waiting.push(...(within.get(fn) ?? []), ...(calls.get(fn) ?? []).flatMap(calledBy));
    }
    return reached;
  });
});

/** `load()` and `this.load()`: static initializers know no object, so that the name is all there is. */
const ownMethod = (callee: Expression): string | undefined =>
  callee.kind === 'name' && !callee.binding
    ? callee.name
    : callee.kind === 'member' && callee.object.kind === 'this'
      ? callee.property
      : undefined;
