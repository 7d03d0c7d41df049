/** What operators make of values. */
import type { Span } from '../../core/span.ts';
import type { CdkValue } from '../value.ts';
import { isEqual, isText, listOf, partsOf, scalar, textFrom, truthOf, unknownValue, whyOf } from './values.ts';

export function operate(operator: string, values: readonly CdkValue[], at: Span, python: boolean): CdkValue {
  const [first, ...rest] = values;
  if (!first) return unknownValue('it cannot be followed', at);
  if (rest.length === 0) return unary(operator, first, at, python);
  if (rest.length > 1 && !arithmetic.has(operator)) return unknownValue('it cannot be followed', at);
  return rest.reduce((left, right) => binary(operator, left, right, at, python), first);
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '//', '|', '&', '**']);

function unary(operator: string, value: CdkValue, at: Span, python: boolean): CdkValue {
  switch (operator) {
    case '!':
    case 'not': {
      const truth = truthOf(value, python);
      return truth === undefined ? unknownValue(whyOf(value), at) : scalar(!truth, at);
    }
    case '-':
      return value.kind === 'scalar' && typeof value.value === 'number'
        ? scalar(-value.value, at)
        : unknownValue(whyOf(value), at);
    case '+':
      return value.kind === 'scalar' && !Number.isNaN(Number(value.value))
        ? scalar(Number(value.value), at)
        : unknownValue(whyOf(value), at);
    case 'void':
      return scalar(null, at);
    case 'spread':
    case 'default':
      return value;
    default:
      return unknownValue('it cannot be followed', at);
  }
}

function binary(operator: string, left: CdkValue, right: CdkValue, at: Span, python: boolean): CdkValue {
  const unknown = () => unknownValue(whyOf(left.kind === 'unknown' ? left : right), at);
  switch (operator) {
    case '==':
    case '===':
    case 'is':
    case '!=':
    case '!==':
    case 'is not': {
      const equal = isEqual(left, right);
      if (equal === undefined) return unknown();
      return scalar(equal === !(operator.startsWith('!') || operator === 'is not'), at);
    }
    case 'in':
    case 'not in': {
      const found = includes(right, left);
      return found === undefined ? unknown() : scalar(found === (operator === 'in'), at);
    }
    case 'instanceof':
      return unknown();
    case '%':
      // Python formats texts with it.
      if (isText(left)) return unknownValue('it is a formatted text', at);
      break;
    case '/':
      // `Path(__file__).parent / 'src'`
      if (python && isText(left) && isText(right)) return scalar(joinPath(left.value, right.value), at);
      break;
    case '|':
      if (left.kind === 'map' && right.kind === 'map')
        return { ...left, at, entries: new Map([...left.entries, ...right.entries]) };
      break;
  }
  if (operator === '+') {
    if (left.kind === 'list' && right.kind === 'list')
      return listOf([...left.items, ...right.items], at, left.open ?? right.open);
    const numbers = numbersOf(left, right);
    if (numbers) return scalar(numbers[0] + numbers[1], at);
    const isTextual = [left, right].some((it) => isText(it) || it.kind === 'token');
    return isTextual ? textFrom([...partsOf(left), ...partsOf(right)], at) : unknown();
  }
  if (operator === '*' && python && isText(left) && right.kind === 'scalar' && Number(right.value) <= 1000)
    return scalar(left.value.repeat(Math.max(0, Number(right.value))), at);
  const numbers = numbersOf(left, right);
  if (numbers) {
    const result = calculated(operator, numbers[0], numbers[1]);
    return result === undefined ? unknown() : scalar(result, at);
  }
  if (isText(left) && isText(right)) {
    if (operator === '<') return scalar(left.value < right.value, at);
    if (operator === '>') return scalar(left.value > right.value, at);
  }
  return unknown();
}

function numbersOf(left: CdkValue, right: CdkValue): readonly [number, number] | undefined {
  if (left.kind !== 'scalar' || right.kind !== 'scalar') return undefined;
  return typeof left.value === 'number' && typeof right.value === 'number' ? [left.value, right.value] : undefined;
}

function calculated(operator: string, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '//':
      return b === 0 ? undefined : Math.floor(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    case '**':
      return a ** b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** Whether something is in a list or a text, or is a key of a map; undefined when it is not known. */
export function includes(container: CdkValue, item: CdkValue): boolean | undefined {
  switch (container.kind) {
    case 'map':
      if (item.kind !== 'scalar') return undefined;
      return container.entries.has(String(item.value)) || (container.open === undefined ? false : undefined);
    case 'list': {
      let sure = container.open === undefined;
      for (const one of container.items) {
        const equal = isEqual(one, item);
        if (equal) return true;
        if (equal === undefined) sure = false;
      }
      return sure ? false : undefined;
    }
    case 'scalar':
      return isText(container) && isText(item) ? container.value.includes(item.value) : undefined;
    case 'object':
    case 'construct':
      return item.kind === 'scalar' && container.fields.has(String(item.value)) ? true : undefined;
    default:
      return undefined;
  }
}

/** As `path.join`: what the program gives as `/…` starts at the workspace. */
export function joinPath(...parts: readonly string[]): string {
  const joined = parts.filter((part) => part !== '').join('/');
  const kept: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else kept.push(part);
  }
  const path = kept.join('/');
  return joined.startsWith('/') ? `/${path}` : path === '' ? '.' : path;
}

export function parentOf(path: string): string {
  const slash = path.replace(/\/+$/, '').lastIndexOf('/');
  if (slash < 0) return path === '.' ? '..' : '.';
  return slash === 0 ? '/' : path.slice(0, slash);
}
