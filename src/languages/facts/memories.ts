/** Which functions keep what they give, and for whom. */
import type { FunctionFact } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { isOnClass } from '../analysis/fields.ts';
import { replacedBy } from '../analysis/replacing.ts';
import { isMemoising } from '../catalogue.ts';
import { isNamedAsMemoiser, keepsInObject } from '../catalogue/memoising.ts';
import type { ClassNode, Expression, FunctionNode } from '../tree.ts';

/** `wrappers` are the symbols of its decorators, outermost first, and of what else is around it. */
export function memoryFact(
  analysis: Analysis,
  fn: FunctionNode,
  wrappers: readonly string[],
): Pick<FunctionFact, 'memoised' | 'sharesMemory'> {
  const { tree } = analysis;
  const known = wrappers.find((symbol) => isMemoising(symbol, tree));
  const isJava = tree.language === 'java';
  // A function that is called by such a name of the project is looked into; what a decorator of it builds may be hard to see.
  const memoised = known ?? (isJava ? undefined : wrappers.slice(0, fn.decorators.length).find(isNamedAsMemoiser));
  if (memoised === undefined) return isJava ? {} : replacingFact(analysis, fn);
  const isShared =
    fn.class !== undefined &&
    !isJava &&
    (isOnClass(fn) ||
      (!keepsInObject(memoised) && (known === undefined || isEqualByValue(analysis, fn.class))) ||
      fn.decorators.some((it) => keepsElsewhere(fn, it)));
  return { memoised, ...(isShared ? { sharesMemory: true } : {}) };
}

/** What replaces itself on an object runs once for each of them. */
function replacingFact({ tree }: Analysis, fn: FunctionNode): ReturnType<typeof memoryFact> {
  const memoised = replacedBy(tree, fn);
  if (memoised === undefined) return {};
  return { memoised, ...(fn.class && isOnClass(fn) ? { sharesMemory: true } : {}) };
}

/** Objects that are equal have it in common: their fields are the key. */
const isEqualByValue = ({ symbols }: Analysis, { methods, decorators, bases }: ClassNode): boolean =>
  methods.some(({ name }) => name === '__hash__') ||
  [...decorators.map((it) => (it.kind === 'call' ? it.callee : it)), ...bases].some((it) =>
    /(?:^|\.)(?:dataclass|attrs?\.(?:s|define|frozen|dataclass)|NamedTuple)$/.test(symbols.of(it).symbol),
  );

/** `@cachedmethod(lambda self: clients)`, or a cache that the class has for all of its objects. */
function keepsElsewhere({ class: owner }: FunctionNode, decorator: Expression): boolean {
  const [cache] = decorator.kind === 'call' ? decorator.arguments : [];
  if (cache?.value.kind !== 'function') return false;
  const [body] = cache.value.function.body.statements;
  const kept = body?.kind === 'return' ? body.value : undefined;
  if (kept?.kind === 'name') return true;
  return kept?.kind === 'member' && (owner?.fields.some(({ name }) => name === kept.property) ?? false);
}
