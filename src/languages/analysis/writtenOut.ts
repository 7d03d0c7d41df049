/** Lists and objects whose parts are written out, also where they have a name or are spread into others: `load(*args)`, `{ ...deps, key }`. */
import { forEach, keptWith } from '../../core/memo.ts';
import { withoutCasts } from '../plain.ts';
import type { Argument, Binding, Expression, Tree } from '../tree.ts';
import { parentsIn } from '../walk.ts';
import { placesAssigned } from './assigned.ts';

type ObjectExpression = Extract<Expression, { kind: 'object' }>;
type ListExpression = Extract<Expression, { kind: 'list' }>;
export type Entry = ObjectExpression['entries'][number];

interface WrittenOut {
  /** What calls give, one by one. */
  readonly argumentsOf: (given: readonly Argument[]) => readonly Argument[];
  /** With those of what is spread into it; a spread is left that is not written out. */
  readonly entriesOf: (object: ObjectExpression) => readonly Entry[];
  readonly itemsOf: (expression: Expression) => readonly Argument[] | undefined;
}

/** Further than people spread one into another. */
const deepest = 4;

/** Methods that leave what they are called on as it is. */
const reading = /^(get|items|keys|values|copy|map|forEach|has|includes|index|count)$/;

export const writtenOutIn = keptWith((tree: Tree): WrittenOut => {
  /** What stands behind a name to which nothing else is given, and of which nothing is changed. */
  function behind(expression: Expression): ObjectExpression | ListExpression | undefined {
    const it = withoutCasts(expression);
    if (it.kind === 'object' || it.kind === 'list') return it;
    return it.kind === 'name' && it.binding ? behindName(it.binding) : undefined;
  }

  const behindName = forEach((binding: Binding): ObjectExpression | ListExpression | undefined => {
    const [write, ...others] = binding.writes;
    if (binding.kind !== 'variable' || others.length > 0 || !write?.value || write.iterates) return undefined;
    const { value, path, statement } = write;
    const it = withoutCasts(value);
    const isAtOnce =
      statement?.kind === 'assign' &&
      statement.function === binding.function &&
      (!statement.block.owner || /^(const|let)$/.test(statement.declaration));
    if (path.length > 0 || !isAtOnce || (it.kind !== 'object' && it.kind !== 'list')) return undefined;
    return binding.reads.every(isLeft) ? it : undefined;
  });

  /** Whether what reads it leaves its parts as they are. */
  function isLeft(read: Expression): boolean {
    const around = parentsIn(tree).get(read);
    if (!around || (around.kind !== 'member' && around.kind !== 'index') || around.object !== read) return true;
    const outer = parentsIn(tree).get(around);
    const isCalled = outer?.kind === 'call' && outer.callee === around;
    return (
      !placesAssigned(tree).has(around) && (!isCalled || (around.kind === 'member' && reading.test(around.property)))
    );
  }

  function argumentsOf(given: readonly Argument[], depth = 0): readonly Argument[] {
    if (depth > deepest || !given.some(({ spread }) => spread)) return given;
    return given.flatMap((it): readonly Argument[] => {
      const whole = it.spread ? behind(it.value) : undefined;
      if (whole?.kind === 'list') return argumentsOf(whole.items.map(asArgument), depth + 1);
      if (whole?.kind !== 'object' || tree.language !== 'python') return [it];
      const entries = entriesOf(whole);
      if (entries.some(({ dynamicKey }) => dynamicKey)) return [it];
      return entries.map(({ key, value }) => ({ value, name: key, spread: key === undefined }));
    });
  }

  function entriesOf({ entries }: ObjectExpression, depth = 0): readonly Entry[] {
    if (depth > deepest || entries.every(isPlain)) return entries;
    const found: Entry[] = [];
    for (const it of entries) {
      const whole = isPlain(it) ? undefined : behind(it.value);
      const its = whole?.kind === 'object' ? entriesOf(whole, depth + 1) : [it];
      const keys = new Set(its.flatMap(({ key }) => key ?? []));
      // What is spread in takes the place of what has the same name before it.
      const before = whole ? found.filter(({ key }) => key === undefined || !keys.has(key)) : found.slice();
      found.splice(0, found.length, ...before, ...its);
    }
    return found;
  }

  return {
    argumentsOf: (given) => argumentsOf(given),
    entriesOf: (object) => entriesOf(object),
    itemsOf: (expression) => {
      const whole = behind(expression);
      return whole?.kind === 'list' ? argumentsOf(whole.items.map(asArgument), 1) : undefined;
    },
  };
});

const isPlain = ({ key, dynamicKey }: Entry): boolean => key !== undefined || dynamicKey !== undefined;

const asArgument = (item: Expression): Argument => {
  const [spread] = item.kind === 'operation' && item.operator === 'spread' ? item.parts : [];
  return { value: spread ?? item, name: undefined, spread: spread !== undefined };
};
