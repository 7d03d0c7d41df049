/** Statements of the program. */
import type { Block, Statement } from '../../languages/tree.ts';
import { assign } from './assignments.ts';
import { defineClass } from './classes.ts';
import { enumValue } from './enums.ts';
import { functionValue } from './functions.ts';
import { moduleOf } from './imports.ts';
import { runLoop } from './loops.ts';
import { isBreak, isContinue, isPython, spanOf, step, type Completion, type Frame, type Machine } from './machine.ts';
import { branches, declareName, frameWith, write } from './state.ts';
import { isEqual, nothing, truthOf, whyOf } from './values.ts';
import { filePrefix } from './words.ts';

export function run(machine: Machine, block: Block, frame: Frame): Completion | undefined {
  hoist(machine, block, frame);
  for (const statement of block.statements) {
    if (!step(machine, frame, statement)) return { kind: 'throw' };
    const ended = runStatement(machine, statement, frame);
    if (ended) return ended;
  }
  return undefined;
}

/** Functions can be called before they stand. */
function hoist(machine: Machine, block: Block, frame: Frame): void {
  for (const statement of block.statements) {
    if (statement.kind !== 'function') continue;
    const { declared } = statement;
    const value = functionValue(declared, frame, declared.range);
    write(machine, frame.values, declared, value);
    const binding = bindingOf(frame, declared);
    if (binding) declareName(machine, frame, binding, value);
  }
}

const bindingOf = ({ module }: Frame, declared: object) => module.tree.bindings.find((it) => it.declares === declared);

function runStatement(machine: Machine, statement: Statement, frame: Frame): Completion | undefined {
  const at = spanOf(frame, statement);
  switch (statement.kind) {
    case 'assign':
      for (const declarator of statement.declarators) {
        const value = declarator.value ? machine.evaluate(declarator.value, frame) : nothing(at);
        // `x: int` of Python gives it nothing, and `var x` leaves what it has.
        if (!declarator.value && (isPython(frame) || statement.declaration === 'var')) continue;
        if (declarator.value && frame.parent === undefined) write(machine, frame.values, declarator.value, value);
        assign(machine, declarator, value, declarator.value, frame, statement.declaration !== 'none');
      }
      return undefined;
    case 'expression': {
      const value = machine.evaluate(statement.value, frame);
      if (frame.parent === undefined) {
        write(machine, frame.values, statement.value, value);
        if (statement.value.kind === 'assign') write(machine, frame.values, statement.value.value, value);
      }
      return undefined;
    }
    case 'if':
      return runIf(machine, statement, frame);
    case 'loop':
      return runLoop(machine, statement, frame);
    case 'try': {
      const ended = machine.run(statement.body, frame);
      const after = ended?.kind === 'throw' ? undefined : ended;
      const last = statement.finally ? machine.run(statement.finally, frame) : undefined;
      return last ?? after ?? (statement.else && !ended ? machine.run(statement.else, frame) : undefined);
    }
    case 'with':
      for (const { value: node, targets } of statement.items) {
        const value = machine.evaluate(node, frame);
        assign(machine, { targets, operator: '=' }, value, node, frame);
      }
      return machine.run(statement.body, frame);
    case 'switch':
      return runSwitch(machine, statement, frame);
    case 'return':
      return { kind: 'return', value: statement.value ? machine.evaluate(statement.value, frame) : nothing(at) };
    case 'throw':
      return { kind: 'throw' };
    case 'function':
      return undefined;
    case 'class': {
      const value = defineClass(machine, statement.declared, frame);
      const binding = bindingOf(frame, statement.declared);
      if (binding) declareName(machine, frame, binding, value);
      return undefined;
    }
    case 'import':
      runImports(machine, statement, frame);
      return undefined;
    case 'none': {
      const { text } = frame.module.tree;
      if (isBreak(statement, text)) return { kind: 'break' };
      return isContinue(statement, text) ? { kind: 'continue' } : undefined;
    }
    case 'other': {
      const declared = enumValue(machine, statement, frame);
      if (declared) return undefined;
      for (const value of statement.values) machine.evaluate(value, frame);
      for (const block of statement.blocks) {
        const ended = machine.run(block, isPython(frame) ? frame : frameWith(frame, {}));
        if (ended) return ended;
      }
      return undefined;
    }
  }
}

/** What is imported runs where it is imported; names of it are looked up when they are used. */
function runImports(machine: Machine, statement: Statement & { kind: 'import' }, frame: Frame): void {
  const { tree } = frame.module;
  for (const node of tree.imports) {
    if (node.range.start !== statement.node.range.start || node.typeOnly) continue;
    const module = moduleOf(machine, node, { frame, range: node.range });
    if (module.kind === 'library' && module.name.startsWith(filePrefix))
      machine.load(module.name.slice(filePrefix.length));
  }
}

function runIf(machine: Machine, statement: Statement & { kind: 'if' }, frame: Frame): Completion | undefined {
  const test = machine.evaluate(statement.test, frame);
  const truth = truthOf(test, isPython(frame));
  const inBlock = (block: Block | undefined) => () =>
    block ? machine.run(block, isPython(frame) ? frame : frameWith(frame, {})) : undefined;
  if (truth !== undefined) return inBlock(truth ? statement.then : statement.else)();
  return either(machine, whyOf(test), frame, statement, [inBlock(statement.then), inBlock(statement.else)]);
}

/** Where one of the ways ends the function, the other one goes on. */
function either(
  machine: Machine,
  why: string,
  frame: Frame,
  statement: Statement,
  ways: readonly (() => Completion | undefined)[],
): Completion | undefined {
  const ends = branches(machine, why, spanOf(frame, statement), ways);
  const open = ends.filter((end) => end?.kind !== 'throw');
  if (open.some((end) => end?.kind === 'break' || end?.kind === 'return')) machine.mayBeLeft = true;
  const [first] = open;
  if (open.length === 0) return { kind: 'throw' };
  if (open.length === 1 && first?.kind !== 'break' && first?.kind !== 'continue') return first;
  const values = open.flatMap((end) => (end?.kind === 'return' ? [end.value] : []));
  if (values.length === open.length) {
    const [value, ...others] = values;
    frame.returned.push(...others);
    return value && { kind: 'return', value };
  }
  frame.returned.push(...values);
  return undefined;
}

function runSwitch(machine: Machine, statement: Statement & { kind: 'switch' }, frame: Frame): Completion | undefined {
  const subject = machine.evaluate(statement.subject, frame);
  const { cases, tests } = statement;
  const own = isPython(frame) ? frame : frameWith(frame, {});
  const testOf = new Map(cases.map((block, index) => [block, testBefore(statement, index)] as const));
  let sure = subject.kind !== 'unknown' && tests.length >= cases.length - 1;
  let matched = -1;
  for (const [index, block] of cases.entries()) {
    const test = testOf.get(block);
    const equal = test && isEqual(subject, machine.evaluate(test, own));
    if (test && equal === undefined) sure = false;
    if (equal === true) {
      matched = index;
      break;
    }
  }
  if (sure) {
    if (matched < 0) matched = cases.findIndex((block) => !testOf.get(block));
    for (const block of matched < 0 ? [] : cases.slice(matched)) {
      const ended = machine.run(block, own);
      if (ended?.kind === 'break') return undefined;
      if (ended) return ended;
      if (isPython(frame)) return undefined;
    }
    return undefined;
  }
  const ways = cases.map((block) => () => {
    const ended = machine.run(block, own);
    return ended?.kind === 'break' ? undefined : ended;
  });
  return ways.length === 0 ? undefined : either(machine, whyOf(subject), frame, statement, ways);
}

/** The test of a case stands between the case before and its own statements. */
function testBefore({ cases, tests, subject }: Statement & { kind: 'switch' }, index: number) {
  const block = cases[index];
  const from = cases[index - 1]?.range.end ?? subject.end;
  return block && tests.find((it) => it.start >= from && it.end <= block.range.start);
}
