/** Names, members and patterns that are given values. */
import type { Range, Target } from '../../languages/tree.ts';
import type { Expression } from '../../languages/tree.ts';
import type { CdkValue } from '../value.ts';
import { isPython, spanOf, type Frame, type Machine } from './machine.ts';
import { writeMember } from './members.ts';
import { operate } from './operators.ts';
import { assignName, declareName, lookUp, write } from './state.ts';
import { within, type Given } from './treeIndex.ts';
import { isNothing, listOf, nothing, partAt, truthOf, unknownValue, whyOf } from './values.ts';

interface Assignment {
  readonly targets: readonly Target[];
  readonly operator: string;
}

/** `given` is the expression that the tree knows the value by. Gives what was assigned. */
export function assign(
  machine: Machine,
  { targets, operator }: Assignment,
  value: CdkValue,
  given: Expression | undefined,
  frame: Frame,
  declares = false,
): CdkValue {
  let result = value;
  for (const target of targets) {
    switch (target.kind) {
      case 'name': {
        const { binding } = target.name;
        if (!binding) break;
        result = combined(operator, lookUp(frame, binding), value, frame, target.name);
        if (declares) declareName(machine, frame, binding, result);
        else assignName(machine, frame, binding, result);
        break;
      }
      case 'member': {
        const before = operator === '=' ? undefined : machine.evaluate(target.expression, frame);
        result = combined(operator, before, value, frame, target.expression);
        writeMember(machine, target.expression, result, frame);
        break;
      }
      case 'pattern': {
        const all = (given && frame.module.index.byValue.get(given)) ?? [];
        const own = all.filter(({ write: { range } }) => within(target.range, range));
        bindAll(machine, own, value, frame, declares ? 'declare' : 'assign');
        membersIn(target).forEach(({ expression, index }) => {
          writeMember(machine, expression, partAt(value, String(index)) ?? nothing(value.at), frame);
        });
      }
    }
  }
  return result;
}

/** `[this.a, this.b] = …` */
const membersIn = (target: Target & { kind: 'pattern' }) =>
  target.parts.flatMap((part, index) => (part.kind === 'member' ? [{ expression: part.expression, index }] : []));

function combined(
  operator: string,
  before: CdkValue | undefined,
  value: CdkValue,
  frame: Frame,
  range: Range,
): CdkValue {
  if (operator === '=' || operator === ':=') return value;
  const at = spanOf(frame, range);
  if (!before) return unknownValue('it is computed from what is not known', at);
  switch (operator) {
    case '??=':
      return isNothing(before) ? value : before;
    case '||=':
    case '&&=': {
      const truth = truthOf(before, isPython(frame));
      if (truth === undefined) return unknownValue(whyOf(before), at);
      return truth === (operator === '||=') ? before : value;
    }
    default:
      return operate(operator.slice(0, -1), [before, value], at, isPython(frame));
  }
}

/** Gives names the parts of a value; `here` sets them in this frame, whosever they are. */
export function bindAll(
  machine: Machine,
  all: readonly Given[],
  value: CdkValue,
  frame: Frame,
  how: 'declare' | 'assign' | 'here',
): void {
  for (const given of all) {
    const { binding, write: written } = given;
    const found = valueAt(machine, value, written.path, all, frame, written.range);
    const isMissing = found === undefined || isNothing(found);
    const own = isMissing && given.default ? machine.evaluate(given.default, frame) : (found ?? nothing(value.at));
    if (how === 'here') write(machine, frame.values, binding, own);
    else if (how === 'declare') declareName(machine, frame, binding, own);
    else assignName(machine, frame, binding, own);
  }
}

function valueAt(
  machine: Machine,
  value: CdkValue,
  path: readonly string[],
  all: readonly Given[],
  frame: Frame,
  range: Range,
): CdkValue | undefined {
  let found: CdkValue | undefined = value;
  for (const [depth, key] of path.entries()) {
    if (!found) return undefined;
    if (key === '*') found = restOf(found, siblings(path.slice(0, depth), all));
    else if (found.kind === 'library' || found.kind === 'construct' || found.kind === 'object')
      found = machine.member(found, key, { frame, range });
    else found = partAt(found, key);
  }
  return found;
}

/** What else is taken from the same place. */
const siblings = (prefix: readonly string[], all: readonly Given[]): ReadonlySet<string> =>
  new Set(
    all.flatMap(({ write: { path } }) => {
      const next = path[prefix.length];
      return next !== undefined && next !== '*' && prefix.every((key, index) => key === path[index]) ? [next] : [];
    }),
  );

function restOf(value: CdkValue, taken: ReadonlySet<string>): CdkValue {
  switch (value.kind) {
    case 'map':
      return { ...value, entries: new Map([...value.entries].filter(([key]) => !taken.has(key))) };
    case 'list':
      return listOf(value.items.slice(Math.max(-1, ...[...taken].map(Number)) + 1), value.at, value.open);
    default:
      return value;
  }
}
