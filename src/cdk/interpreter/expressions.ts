/** Expressions of the program. */
import type { Expression } from '../../languages/tree.ts';
import type { CdkValue } from '../value.ts';
import { assign } from './assignments.ts';
import { evaluateCall } from './calls.ts';
import { defineClass } from './classes.ts';
import { comprehension } from './comprehensions.ts';
import { functionValue } from './functions.ts';
import { valueOfImport } from './imports.ts';
import { listValue, objectValue } from './literals.ts';
import { deeper, isPython, spanOf, step, type Frame, type Machine } from './machine.ts';
import { readMember } from './members.ts';
import { nameValue } from './names.ts';
import { operate } from './operators.ts';
import { branches } from './state.ts';
import { patternPrefix } from './patterns.ts';
import { templateText } from './templates.ts';
import {
  either,
  isNothing,
  libraryName,
  listOf,
  nothing,
  numberIn,
  scalar,
  truthOf,
  unknownValue,
  whyOf,
} from './values.ts';

export function evaluate(machine: Machine, expression: Expression, frame: Frame): CdkValue {
  const at = spanOf(frame, expression);
  if (!step(machine, frame, expression)) return unknownValue('the program is not followed so far', at);
  return deeper(machine, at, 'expression', () => valueOf(machine, expression, frame));
}

function valueOf(machine: Machine, expression: Expression, frame: Frame): CdkValue {
  const at = spanOf(frame, expression);
  switch (expression.kind) {
    case 'literal':
      if (expression.value === undefined) {
        const text = frame.module.tree.text.slice(expression.start, expression.end);
        return text.startsWith('/')
          ? libraryName(patternPrefix + text, at)
          : unknownValue('it is not a plain value', at);
      }
      return scalar(expression.value, at);
    case 'name':
      return nameValue(machine, expression, frame);
    case 'this':
      return frame.self ?? unknownValue('`this` stands outside of a class', at);
    case 'super':
      return frame.self ?? unknownValue('`super` stands outside of a class', at);
    case 'member':
      return readMember(machine, expression, frame);
    case 'index': {
      const object = machine.evaluate(expression.object, frame);
      const index = machine.evaluate(expression.index, frame);
      if (index.kind === 'scalar' && index.value !== null)
        return machine.member(object, String(index.value), { frame, range: expression });
      if (expression.index.kind === 'operation' && expression.index.operator === 'slice')
        return sliced(machine, object, expression.index, frame, at);
      return unknownValue(index.kind === 'unknown' ? index.why : 'it is looked up by something that is computed', at);
    }
    case 'call':
      return evaluateCall(machine, expression, frame);
    case 'function':
      return functionValue(expression.function, frame, expression);
    case 'class':
      return defineClass(machine, expression.class, frame);
    case 'await':
      return machine.evaluate(expression.value, frame);
    case 'assign': {
      const value = machine.evaluate(expression.value, frame);
      return assign(machine, expression, value, expression.value, frame);
    }
    case 'conditional':
      return conditional(machine, expression, frame);
    case 'logical':
      return logical(machine, expression, frame);
    case 'object':
      return objectValue(machine, expression, frame);
    case 'list':
      return listValue(machine, expression.items, frame, expression);
    case 'operation':
      return operation(machine, expression, frame);
    case 'import':
      return valueOfImport(machine, expression.node, '*', { frame, range: expression });
    case 'unknown':
      if (frame.module.tree.text.slice(expression.start, expression.end) === 'import.meta')
        return libraryName('js:import.meta', at);
      for (const part of expression.parts) machine.evaluate(part, frame);
      return unknownValue('it cannot be followed', at);
  }
}

/** `name[:10]` of Python, whose parts the tree has without the colons between them. */
function sliced(
  machine: Machine,
  object: CdkValue,
  slice: Expression & { kind: 'operation' },
  frame: Frame,
  at: CdkValue['at'],
): CdkValue {
  const text = frame.module.tree.text.slice(slice.start, slice.end);
  const colon = slice.start + text.indexOf(':');
  const numbers = slice.parts.map((part) => numberIn(machine.evaluate(part, frame)));
  if (numbers.includes(undefined) || numbers.length > 2 || text.split(':').length > 2)
    return unknownValue('it is a part of something', at);
  const [first, second] = slice.parts;
  const from = first && first.end <= colon ? numbers[0] : 0;
  const to = second ? numbers[1] : first && first.start > colon ? numbers[0] : undefined;
  if (object.kind === 'list') return listOf(object.items.slice(from, to), at, object.open);
  if (object.kind === 'scalar' && typeof object.value === 'string') return scalar(object.value.slice(from, to), at);
  return unknownValue(whyOf(object), at);
}

function conditional(machine: Machine, expression: Expression & { kind: 'conditional' }, frame: Frame): CdkValue {
  const test = machine.evaluate(expression.test, frame);
  const truth = truthOf(test, isPython(frame));
  if (truth !== undefined) return machine.evaluate(truth ? expression.then : expression.else, frame);
  const at = spanOf(frame, expression);
  const why = whyOf(test);
  const [then, otherwise] = branches(machine, why, at, [
    () => machine.evaluate(expression.then, frame),
    () => machine.evaluate(expression.else, frame),
  ]);
  return either(then, otherwise, why, at);
}

function logical(machine: Machine, expression: Expression & { kind: 'logical' }, frame: Frame): CdkValue {
  const { operator } = expression;
  const left = machine.evaluate(expression.left, frame);
  const truth = truthOf(left, isPython(frame));
  const at = spanOf(frame, expression);
  const right = () => machine.evaluate(expression.right, frame);
  if (operator === '??') {
    if (left.kind !== 'unknown') return isNothing(left) ? right() : left;
  } else if (truth !== undefined) return truth === (operator === '||') ? left : right();
  const why = whyOf(left);
  const [other] = branches(machine, why, at, [right, undefined]);
  // `unknown && false` is false whatever the first one is, and so is `unknown || true` true.
  const otherTruth = other && truthOf(other, isPython(frame));
  if (other && operator !== '??' && other.kind === 'scalar' && typeof other.value === 'boolean') {
    if (otherTruth === (operator === '||')) return other;
  }
  if (operator === '&&' && other && (other.kind === 'map' || other.kind === 'list')) {
    const empty: CdkValue = other.kind === 'map' ? { ...other, entries: new Map() } : { ...other, items: [] };
    return either(other, empty, why, at);
  }
  if (operator === '&&' && other?.kind === 'construct') return other;
  return unknownValue(why, at);
}

function operation(machine: Machine, expression: Expression & { kind: 'operation' }, frame: Frame): CdkValue {
  const { operator, parts } = expression;
  const at = spanOf(frame, expression);
  const [first] = parts;
  switch (operator) {
    case 'template':
      return templateText(machine, expression, frame);
    case 'as':
    case 'yield':
    case 'from':
      return first ? machine.evaluate(first, frame) : nothing(at);
    case ',': {
      const values = parts.map((part) => machine.evaluate(part, frame));
      return values.at(-1) ?? nothing(at);
    }
    case 'comprehension':
      return comprehension(machine, expression, frame);
    case 'typeof': {
      const value = first && machine.evaluate(first, frame);
      if (value?.kind === 'scalar') return scalar(value.value === null ? 'undefined' : typeof value.value, at);
      if (value?.kind === 'function' || value?.kind === 'class') return scalar('function', at);
      return value && value.kind !== 'unknown' && value.kind !== 'token'
        ? scalar('object', at)
        : unknownValue('the type of it is decided elsewhere', at);
    }
    case '++':
    case '--': {
      const value = first && machine.evaluate(first, frame);
      const next =
        value?.kind === 'scalar' && typeof value.value === 'number'
          ? scalar(value.value + (operator === '++' ? 1 : -1), at)
          : unknownValue('it is counted', at);
      if (first?.kind === 'name')
        assign(machine, { targets: [{ kind: 'name', name: first }], operator: '=' }, next, first, frame);
      else if (first?.kind === 'member')
        assign(machine, { targets: [{ kind: 'member', expression: first }], operator: '=' }, next, first, frame);
      return next;
    }
    default: {
      const values = parts.map((part) => machine.evaluate(part, frame));
      return operate(operator, values, at, isPython(frame));
    }
  }
}
