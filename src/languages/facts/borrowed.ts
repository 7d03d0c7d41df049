/** Fields that are what a constructor was given, which others have as well: `this.clients = clients ?? new Map()`. */
import type { ClassFact } from '../../core/module.ts';
import type { ParameterWord } from '../../core/word.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { isConstructor } from '../analysis/fields.ts';
import { isAskedFor } from '../analysis/merged.ts';
import { wordsIn } from '../analysis/words.ts';
import { isEmptyValue, plainly } from '../plain.ts';
import type { Binding, ClassNode, Expression, Tree } from '../tree.ts';

export function borrowedFields({ tree, symbols }: Analysis, node: ClassNode): ClassFact['borrowed'] {
  const found: Record<string, ParameterWord> = {};
  for (const name of symbols.fieldNames(node)) {
    const [write, ...others] = symbols.fieldValues(node, name).filter(({ value }) => !isEmptyValue(value));
    if (!write || others.length > 0 || !isConstructor(node, write.function)) continue;
    const of = givenTo(write.value, tree);
    if (of?.function === write.function.id) found[name] = of;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The parameter that a value is wherever that is given anything; what is empty is nothing to `or` of Python. */
function givenTo(value: Expression, tree: Tree): ParameterWord | undefined {
  const it = plainly(value);
  if (it.kind === 'logical')
    return it.operator === '??' || (it.operator === '||' && tree.language !== 'python')
      ? givenTo(it.left, tree)
      : undefined;
  if (it.kind === 'conditional') {
    const isTold = tree.language !== 'python' || isComparison(it.test);
    const isIts = (part: Expression, holds: boolean): boolean =>
      isTold && part.kind === 'name' && isAskedFor(it.test, part.name, holds);
    if (isIts(it.then, true)) return givenTo(it.then, tree);
    return isIts(it.else, false) ? givenTo(it.else, tree) : undefined;
  }
  const [only, ...others] = wordsIn(tree).ofGiven(it) ?? [];
  if (only?.kind === 'parameter' && others.length === 0) return only;
  return it.kind === 'name' && it.binding ? givenUnlessNothing(it.binding) : undefined;
}

/** `if clients is None: clients = {}` gives it something only where it is nothing. */
function givenUnlessNothing({ kind, name, writes, function: fn }: Binding): ParameterWord | undefined {
  const index = fn.parameters.findIndex(({ bindings }) => bindings.some((it) => it.name === name));
  const [given, ...later] = writes;
  const byDefault = fn.parameters[index]?.default;
  const isOnlyThen = later.every(({ value, statement }) => {
    if (value === byDefault) return true;
    const { owner } = statement?.block ?? {};
    const isThen = owner?.kind === 'if' && statement?.block === owner.then;
    return isThen && isComparison(owner.test) && isAskedFor(owner.test, name, false);
  });
  const isWhole = kind === 'parameter' && index >= 0 && given?.path.length === 0;
  return isWhole && isOnlyThen ? { kind: 'parameter', function: fn.id, index } : undefined;
}

/** `clients is None`, and not `not clients`, which an empty one is as well. */
const isComparison = (test: Expression): boolean => test.kind === 'operation' && test.parts.length === 2;
