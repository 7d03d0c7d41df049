/** What calls have called, and with what: themselves, or by handing it on with arguments. */
import type { Analysis } from '../analysis/analysis.ts';
import { writtenOutIn } from '../analysis/writtenOut.ts';
import { isEmptyValue } from '../plain.ts';
import type { Argument, CallExpression, Expression } from '../tree.ts';

export interface Called {
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
}

export interface Applied extends Called {
  /** The function is called later, with more when there is any: `partial(load, s3)`. */
  readonly binds: boolean;
}

/** A call of a function by one of its own methods is a call of the function: `load.call(this, s3)`, `load.apply(null, [s3])`. */
export function calledBy(analysis: Analysis, call: CallExpression): Called {
  const { argumentsOf, itemsOf } = writtenOutIn(analysis.tree);
  const { callee, arguments: given } = call;
  if (callee.kind === 'member' && /script$/.test(analysis.tree.language)) {
    const [first, second, third, ...others] = given;
    const listed = ({ value }: Argument): readonly Argument[] =>
      itemsOf(value) ?? [{ value, name: undefined, spread: true }];
    if (callee.property === 'apply' && analysis.symbols.of(callee).symbol === 'Reflect.apply')
      return first && third && others.length === 0 ? { callee: first.value, arguments: listed(third) } : call;
    if (first && !first.spread && isFunction(analysis, callee.object, first.value)) {
      if (callee.property === 'call') return { callee: callee.object, arguments: argumentsOf(given.slice(1)) };
      if (callee.property === 'apply' && !third)
        return { callee: callee.object, arguments: second ? listed(second) : [] };
    }
  }
  return { callee, arguments: argumentsOf(given) };
}

/** Whether it is called as functions are, with the object that it runs on. */
const isFunction = ({ symbols }: Analysis, it: Expression, object: Expression): boolean =>
  symbols.of(it).functions.length > 0 || object.kind === 'this' || isEmptyValue(object);

/** `load` and what it is called with in `partial(load, s3)`, `load.bind(null, s3)`, `pool.submit(load, s3)`. */
export function appliedBy(analysis: Analysis, call: CallExpression): Applied | undefined {
  const { argumentsOf } = writtenOutIn(analysis.tree);
  if (analysis.tree.language === 'python') {
    const applied = inPython(analysis, call);
    return applied && { ...applied, arguments: argumentsOf(applied.arguments) };
  }
  if (!/script$/.test(analysis.tree.language)) return undefined;
  const { callee, arguments: given } = call;
  if (callee.kind === 'member' && callee.property === 'bind' && given.length > 1)
    return { callee: callee.object, arguments: argumentsOf(given.slice(1)), binds: true };
  const [first] = given;
  const position = scheduling[analysis.symbols.of(callee).symbol];
  return first && position !== undefined
    ? { callee: first.value, arguments: argumentsOf(given.slice(position)), binds: false }
    : undefined;
}

/** Where the arguments begin with which they call what they are given. */
const scheduling: Readonly<Record<string, number>> = { setTimeout: 2, setImmediate: 1, 'process.nextTick': 1 };

/** By their names, what runs a function that it is given there, with what stands behind it. */
const running: Readonly<Record<string, number>> = { submit: 0, to_thread: 0, run_in_executor: 1 };

const starting = /^(threading\.(Thread|Timer)|multiprocessing\.Process)$/;

function inPython(analysis: Analysis, call: CallExpression): Applied | undefined {
  const { arguments: given, callee } = call;
  const { symbol } = analysis.symbols.of(callee);
  if (symbol === 'functools.partial' && given[0] && !given[0].spread && given.length > 1)
    return { callee: given[0].value, arguments: given.slice(1), binds: true };
  if (starting.test(symbol)) return ofThread(symbol, given);
  const name = callee.kind === 'member' ? callee.property : symbol.slice(symbol.lastIndexOf('.') + 1);
  const position = Object.hasOwn(running, name) ? running[name] : undefined;
  const target = position === undefined ? undefined : given[position];
  return target && position !== undefined && target.name === undefined && !target.spread
    ? { callee: target.value, arguments: given.slice(position + 1), binds: false }
    : undefined;
}

/** `Thread(target=load, args=(key,), kwargs={'client': s3})` */
function ofThread(symbol: string, given: readonly Argument[]): Applied | undefined {
  const isTimer = symbol.endsWith('Timer');
  const named = (name: string, position: number): Expression | undefined =>
    (
      given.find((it) => it.name === name) ??
      (isTimer && given[position]?.name === undefined ? given[position] : undefined)
    )?.value;
  const target = named(isTimer ? 'function' : 'target', 1);
  const parts = [named('args', 2), named('kwargs', 3)];
  return target && { callee: target, arguments: parts.flatMap((it) => (it ? [spreading(it)] : [])), binds: false };
}

const spreading = (value: Expression): Argument => ({ value, name: undefined, spread: true });
