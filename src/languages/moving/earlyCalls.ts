/** Functions that run while their module or class is loaded, before the place where something of theirs would be put. */
import { functionOf, type Analysis } from '../analysis.ts';
import { rootOf } from '../plain.ts';
import type { Binding, Block, CallExpression, ClassNode, Expression, FunctionNode, Range, Statement } from '../tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from '../walk.ts';

/**
 * Whether something above the statement may call a function that lies in it: in JavaScript a declaration is known above of where
 * it stands, and a constant is not.
 */
export function mayRunBefore(analysis: Analysis, top: Statement): boolean {
  const { tree } = analysis;
  if (tree.language === 'python' || tree.language === 'java' || top.kind !== 'function') return false;
  const above = (tree.functions[0]?.body.statements ?? []).filter(({ end }) => end <= top.start);
  const waiting: (FunctionNode | ClassNode)[] = above.flatMap((it) =>
    it.kind === 'function' || it.kind === 'class' ? [] : [...runBy(analysis, it)],
  );
  const reached = new Set<FunctionNode | ClassNode>();
  for (let it = waiting.pop(); it; it = waiting.pop()) {
    if (reached.has(it)) continue;
    reached.add(it);
    const { range } = it;
    for (const binding of tree.bindings)
      if (binding.reads.some((read) => holds(range, read))) waiting.push(...heldBy(binding));
  }
  return [...reached].some(({ range }) => holds(top, range));
}

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
export function mayRunAtLoad(analysis: Analysis, body: Block, statement: Statement): boolean {
  const { flow, symbols, tree } = analysis;
  const callsIn = (isThere: (fn: FunctionNode, place: Range) => boolean): readonly FunctionNode[] =>
    flow.calls
      .filter((call) => isThere(functionOf(analysis, call), call))
      .flatMap(({ callee }) => {
        const { functions, class: made } = symbols.of(callee);
        if (functions.length === 0 && !made) return tree.functions.filter(({ name }) => name === ownMethod(callee));
        const constructors = made?.methods.filter(({ name }) => name === 'constructor') ?? [];
        return [...functions, ...constructors.map((it) => it.function)];
      });
  const initializers = body.statements.filter(({ kind }) => kind === 'assign' || kind === 'other');
  const waiting = [...callsIn((fn, place) => fn.id === 0 && initializers.some((it) => holds(it, place)))];
  const reached = new Set<FunctionNode>();
  for (let fn = waiting.pop(); fn; fn = waiting.pop()) {
    if (reached.has(fn)) continue;
    const running = fn;
    reached.add(fn);
    waiting.push(...tree.functions.filter(({ parent }) => parent === running), ...callsIn((it) => it === running));
  }
  return reached.has(statement.function);
}

/** `load()` and `this.load()`: static initializers know no object, so that the name is all there is. */
const ownMethod = (callee: Expression): string | undefined =>
  callee.kind === 'name' && !callee.binding
    ? callee.name
    : callee.kind === 'member' && callee.object.kind === 'this'
      ? callee.property
      : undefined;

const holds = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;
