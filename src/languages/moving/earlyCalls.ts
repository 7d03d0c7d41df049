/** Functions that run while their module or class is loaded, before the place where something of theirs would be put. */
import { functionOf, type Analysis } from '../analysis.ts';
import type { Binding, Block, Expression, FunctionNode, Range, Statement } from '../tree.ts';

/**
 * Whether something above the statement may call a function that lies in it: a declaration is known above of where it stands,
 * and a constant is not.
 */
export function mayRunBefore(analysis: Analysis, top: Statement): boolean {
  const { tree } = analysis;
  if (tree.language === 'python' || tree.language === 'java') return false;
  const declared = tree.bindings.filter((it) => it.kind === 'function' && it.function.id === 0);
  const above = (tree.functions[0]?.body.statements ?? []).filter(({ end }) => end <= top.start);
  const runs = above.filter(({ kind }) => kind !== 'function' && kind !== 'import' && kind !== 'none');
  const reached = new Set<Binding>();
  const waiting = declared.filter(({ reads }) =>
    reads.some((read) => runs.some((it) => holds(it, read)) && isUsed(read)),
  );
  for (let binding = waiting.pop(); binding; binding = waiting.pop()) {
    if (reached.has(binding)) continue;
    reached.add(binding);
    const { declares } = binding;
    if (declares) waiting.push(...declared.filter(({ reads }) => reads.some((read) => holds(declares.range, read))));
  }
  return [...reached].some(({ declares }) => declares !== undefined && holds(top, declares.range));

  /** Called, or handed to somebody who may call it; `exports.handler = handler` does neither. */
  function isUsed(read: Expression): boolean {
    if (analysis.statements.get(read)?.function.id !== 0) return true;
    for (let at = analysis.parents.get(read); at; at = analysis.parents.get(at))
      if (at.kind === 'call' || at.kind === 'operation') return true;
    return false;
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
        return [
          ...functions,
          ...(made?.methods.filter(({ name }) => name === 'constructor').map((it) => it.function) ?? []),
        ];
      });
  const initializers = body.statements.filter(({ kind }) => kind === 'assign' || kind === 'other');
  const waiting = [...callsIn((fn, place) => fn.id === 0 && initializers.some((it) => holds(it, place)))];
  const reached = new Set<FunctionNode>();
  for (let fn = waiting.pop(); fn; fn = waiting.pop()) {
    if (reached.has(fn)) continue;
    reached.add(fn);
    waiting.push(...tree.functions.filter(({ parent }) => parent === fn), ...callsIn((it) => it === fn));
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
