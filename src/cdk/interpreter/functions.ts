/** Functions of the program, called. */
import type { FunctionNode, Parameter, Range } from '../../languages/tree.ts';
import type { Arguments, CdkFunction, CdkMap, CdkValue } from '../value.ts';
import { bindAll } from './assignments.ts';
import { deeper, isPython, spanOf, type Frame, type Machine, type Method, type Site } from './machine.ts';
import { frameWith, write } from './state.ts';
import { givenTo } from './treeIndex.ts';
import { either, isNothing, listOf, nothing, unknownValue } from './values.ts';

export function functionValue(node: FunctionNode, frame: Frame, range: Range): CdkFunction {
  const at = spanOf(frame, range);
  return { kind: 'function', tree: frame.module.tree, node, scope: frame, at, from: 'resource' };
}

export function callFunction(machine: Machine, callee: Method, args: Arguments, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  const isAgain = machine.running.has(callee.node);
  if (isAgain && isAllUnknown(args)) return unknownValue('it calls itself with what is not known', at);
  return deeper(machine, at, 'call', () => {
    const frame = frameOf(callee);
    bindParameters(machine, callee.node, args, frame);
    machine.running.add(callee.node);
    const ended = machine.run(callee.node.body, frame);
    if (!isAgain) machine.running.delete(callee.node);
    const value = ended?.kind === 'return' ? ended.value : nothing(at);
    return frame.returned.reduce((result, other) => returned(result, other, at), value);
  });
}

/** Nothing that it is given tells a function that calls itself where to end. */
const isAllUnknown = ({ positional, named }: Arguments): boolean => {
  const given = [...positional, ...[...(named?.entries.values() ?? [])].map(({ value }) => value)];
  return given.length > 0 && given.every(({ kind }) => kind === 'unknown');
};

/** What is returned on one way alone is what the function gives, when it is something to go on with. */
const returned = (value: CdkValue, other: CdkValue, at: CdkValue['at']): CdkValue =>
  either(isNothing(value) ? other : value, other, 'it depends on a condition that is not known', at);

export function frameOf(callee: Method): Frame {
  return frameWith(callee.scope as Frame, {
    function: callee.node,
    returned: [],
    ...(callee.self ? { self: callee.self } : {}),
    ...(callee.home ? { home: callee.home } : {}),
  });
}

export function bindParameters(machine: Machine, fn: FunctionNode, args: Arguments, frame: Frame): void {
  const left = [...args.positional];
  const named = new Map(args.named?.entries ?? []);
  const at = spanOf(frame, fn.at);
  if (fn.selfBinding && frame.self) write(machine, frame.values, fn.selfBinding, frame.self);
  for (const parameter of fn.parameters) {
    const splat = splatOf(parameter, frame);
    const [binding] = parameter.bindings;
    if (splat === '**') {
      const rest: CdkMap = {
        kind: 'map',
        entries: named,
        at: args.named?.at ?? at,
        from: 'resource',
        ...(args.named?.open === undefined ? {} : { open: args.named.open }),
      };
      if (binding) write(machine, frame.values, binding, rest);
      continue;
    }
    if (splat === '*') {
      if (binding) write(machine, frame.values, binding, listOf(left.splice(0), at));
      continue;
    }
    const keyword = named.get(parameter.name)?.value;
    if (keyword) named.delete(parameter.name);
    const given = keyword ?? left.shift();
    bindParameter(machine, parameter, given, args, frame);
  }
}

function bindParameter(
  machine: Machine,
  parameter: Parameter,
  given: CdkValue | undefined,
  args: Arguments,
  frame: Frame,
): void {
  const missing = (): CdkValue =>
    args.named?.open === undefined
      ? nothing(spanOf(frame, frame.function?.at ?? { start: 0, end: 0 }))
      : unknownIn(args);
  const [only] = parameter.bindings;
  const isPlain = only !== undefined && parameter.bindings.length === 1 && only.name === parameter.name;
  if (isPlain) {
    // In Python, None is a value like others.
    const isGiven = given !== undefined && (isPython(frame) || !isNothing(given));
    const value = isGiven
      ? given
      : parameter.default
        ? machine.evaluate(parameter.default, frame)
        : (given ?? missing());
    write(machine, frame.values, only, value);
    return;
  }
  // `({ a, b = 1 }: Props = {})`: the defaults within stand with the names.
  const value = given ?? missing();
  bindAll(machine, parameter.bindings.flatMap(givenTo), value, frame, 'here');
}

const unknownIn = ({ named }: Arguments): CdkValue =>
  unknownValue(named?.open ?? 'it is not given', named?.at ?? { path: '', start: 0, end: 0 });

/** `...rest`, `*args`, `**kwargs`. */
function splatOf({ bindings, name }: Parameter, frame: Frame): '*' | '**' | undefined {
  const [binding] = bindings;
  const [written] = binding?.writes ?? [];
  if (!binding || !written || bindings.length !== 1) return undefined;
  if (!isPython(frame)) return written.path[0] === '*' && binding.name === name ? '*' : undefined;
  const before = frame.module.tree.text.slice(Math.max(0, written.range.start - 2), written.range.start);
  if (before === '**') return '**';
  return before.endsWith('*') ? '*' : undefined;
}
