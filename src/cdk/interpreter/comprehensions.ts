/** Python's comprehensions. */
import type { Expression } from '../../languages/tree.ts';
import type { CdkValue } from '../value.ts';
import { bindAll } from './assignments.ts';
import { keyFrom } from './expressionKeys.ts';
import { elementsOf } from './iteration.ts';
import { spanOf, type Frame, type Machine } from './machine.ts';
import { branches, frameWith } from './state.ts';
import { listOf, truthOf, unknownValue, whyOf } from './values.ts';

export function comprehension(
  machine: Machine,
  expression: Expression & { kind: 'operation' },
  frame: Frame,
): CdkValue {
  const { tree, index } = frame.module;
  const at = spanOf(frame, expression);
  const iterated = expression.parts.filter((part) => index.byIterated.has(part));
  const rest = expression.parts.slice(iterated.length);
  const [last, value] = [rest.at(-2), rest.at(-1)];
  const isDict =
    tree.text[expression.start] === '{' &&
    last !== undefined &&
    value !== undefined &&
    /^\s*:\s*$/.test(tree.text.slice(last.end, value.start));
  const conditions = rest.slice(0, isDict ? -2 : -1);
  const items: CdkValue[] = [];
  const entries = new Map<string, { readonly key: typeof at; readonly value: CdkValue }>();
  let open: string | undefined;

  const element = (own: Frame): void => {
    for (const test of conditions) {
      const tested = machine.evaluate(test, own);
      const truth = truthOf(tested, true);
      if (truth === false) return;
      if (truth === undefined) open ??= whyOf(tested);
    }
    if (!value) return;
    if (!isDict || !last) {
      items.push(machine.evaluate(value, own));
      return;
    }
    const key = machine.evaluate(last, own);
    const name = keyFrom(key);
    const held = machine.evaluate(value, own);
    if (name === undefined) open ??= 'the name of an entry is computed';
    else entries.set(name, { key: key.at, value: held });
  };
  const turn = (level: number, own: Frame): void => {
    const iterable = iterated[level];
    if (!iterable) {
      element(own);
      return;
    }
    const given = index.byIterated.get(iterable) ?? [];
    const { elements, open: more } = elementsOf(machine.evaluate(iterable, own), true);
    open ??= more;
    const each = (item: CdkValue): void => {
      const inner = frameWith(own, {});
      // Its names are its own, although the tree has them in the function around.
      bindAll(machine, given, item, inner, 'here');
      turn(level + 1, inner);
    };
    for (const item of elements) {
      if (machine.halted) return;
      each(item);
    }
    if (more !== undefined && elements.length === 0) branches(machine, more, at, [() => each(unknownValue(more, at))]);
  };
  turn(0, frame);
  if (isDict) return { kind: 'map', entries, at, from: 'resource', ...(open === undefined ? {} : { open }) };
  return listOf(items, at, open);
}
