/** Loops, followed turn by turn as long as it is known what they go through. */
import type { Expression, Statement } from '../../languages/tree.ts';
import type { CdkValue } from '../value.ts';
import { bindAll } from './assignments.ts';
import { elementsOf, mostTurns } from './iteration.ts';
import { isPython, spanOf, step, type Completion, type Frame, type Machine } from './machine.ts';
import { branches, frameWith } from './state.ts';
import { truthOf, unknownValue, whyOf } from './values.ts';

type Loop = Statement & { kind: 'loop' };

export function runLoop(machine: Machine, loop: Loop, frame: Frame): Completion | undefined {
  const { index } = frame.module;
  const iterated = loop.head.find((it) => index.byIterated.has(it));
  const outer = machine.mayBeLeft;
  machine.mayBeLeft = false;
  const ended = iterated ? overElements(machine, loop, iterated, frame) : whileTrue(machine, loop, frame);
  machine.mayBeLeft = outer;
  if (ended) return ended.kind === 'break' ? undefined : ended;
  return loop.else ? machine.run(loop.else, frame) : undefined;
}

function overElements(machine: Machine, loop: Loop, iterated: Expression, frame: Frame): Completion | undefined {
  const { text } = frame.module.tree;
  const given = frame.module.index.byIterated.get(iterated) ?? [];
  const keys = isPython(frame) || /\sin\s*\(*$/.test(text.slice(loop.start, iterated.start));
  const { elements, open } = elementsOf(machine.evaluate(iterated, frame), keys);
  const turn = (item: CdkValue): Completion | undefined => {
    const own = isPython(frame) ? frame : frameWith(frame, {});
    bindAll(machine, given, item, own, isPython(frame) ? 'assign' : 'declare');
    const ended = machine.run(loop.body, own);
    return ended?.kind === 'continue' ? undefined : ended;
  };
  for (const item of elements) {
    if (!step(machine, frame, loop)) return undefined;
    const ended = turn(item);
    if (ended) return ended;
  }
  // What it goes through beside is followed once, as if it were there.
  if (open !== undefined) {
    const at = spanOf(frame, iterated);
    branches(machine, open, at, [() => turn(unknownValue(open, at)), undefined]);
  }
  return undefined;
}

function whileTrue(machine: Machine, loop: Loop, frame: Frame): Completion | undefined {
  const { index, tree } = frame.module;
  const own = isPython(frame) ? frame : frameWith(frame, {});
  // `i++` gives the name a value as well, but with each turn.
  const isSet = (it: Expression): boolean =>
    it.kind !== 'operation' || !/^(\+\+|--)$/.test(it.operator) ? index.byValue.has(it) : false;
  const isFor = tree.text.startsWith('for', loop.start) && !isPython(frame);
  const set = isFor ? loop.head.filter(isSet) : [];
  for (const value of set)
    bindAll(machine, index.byValue.get(value) ?? [], machine.evaluate(value, own), own, 'declare');
  const [first, second] = loop.head.filter((it) => !set.includes(it));
  const isUpdate =
    isFor &&
    first !== undefined &&
    second === undefined &&
    !tree.text.slice(first.end, loop.body.range.start).includes(';');
  const [test, update] = isUpdate ? [undefined, first] : [first, second];
  for (let turns = 0; turns < mostTurns; turns++) {
    if (!step(machine, frame, loop)) return undefined;
    const tested = test && machine.evaluate(test, own);
    const truth = tested ? truthOf(tested, isPython(frame)) : true;
    if (truth === false) return undefined;
    if (truth === undefined && tested) {
      branches(machine, whyOf(tested), spanOf(frame, test ?? loop), [() => machine.run(loop.body, own), undefined]);
      return undefined;
    }
    const ended = machine.run(loop.body, isPython(frame) ? own : frameWith(own, {}));
    if (ended && ended.kind !== 'continue') return ended;
    // What ends it is not known, so neither is how often it turns: `while (true) { …; if (done) break; }`.
    if (machine.mayBeLeft && (!test || test.kind === 'literal')) return undefined;
    if (update) machine.evaluate(update, own);
  }
  return undefined;
}
