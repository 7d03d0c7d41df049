/** What is put into a variable's value after it was made: `config['x'] = y`, `items.append(y)`. */
import { addTo } from '../../core/groups.ts';
import { filling } from '../collections.ts';
import { isBuilder } from '../java/made.ts';
import { rootOf } from '../plain.ts';
import type { Binding, CallExpression, Expression, Tree } from '../tree.ts';
import { allExpressions, startOfChain, statementsWithin } from '../walk.ts';
import { memberNamed } from './asked.ts';
import { assignedIn } from './assigned.ts';
import type { Symbols } from './symbols.ts';

/** Methods that put what they are given into the object that they are called on, or into what they give of it. */
export const mutators: ReadonlySet<string> = new Set([
  ...filling,
  ...'splice setProperty concat merge assign'.split(' '),
]);

/** `auth.set_access_token(token)`; what setters of Java's objects do is told apart there. */
const setting = /^set(?:_|[A-Z])/;

/** What a part of a variable's value is given after it was made. */
export interface Added {
  /** The member of the variable that it is put into, or within; undefined when it is not known. */
  readonly key: string | undefined;
  readonly value: Expression;
  /** It takes the place of what the member had. */
  readonly replaces?: true;
}

export function whatIsAddedTo(tree: Tree, symbols: Symbols): ReadonlyMap<Binding, readonly Added[]> {
  const added = new Map<Binding, Added[]>();
  const add = (place: Expression, value: Expression | undefined, replaces = false) => {
    const binding = rootOf(place)?.binding;
    if (!binding || !value) return;
    addTo(added, binding, { key: keyIn(place), value, ...(replaces ? { replaces } : {}) });
  };
  /** A call of which nobody looks at what it gives may put one of its arguments into another: `fill(options, event);`. */
  const addGiven = ({ arguments: given }: CallExpression) => {
    for (const { value } of given) {
      const writes = value.kind === 'name' ? (value.binding?.writes ?? []) : [];
      if (!writes.some((write) => write.value?.kind === 'object' || write.value?.kind === 'list')) continue;
      for (const other of given) if (other.value !== value && !isNodeCallback(other.value)) add(value, other.value);
    }
  };
  for (const { place, value, isPart } of assignedIn(tree))
    add(place, value, !isPart && place.kind === 'member' && place.object.kind === 'name');
  for (const fn of tree.functions) {
    for (const statement of statementsWithin(fn.body)) {
      if (statement.kind !== 'expression') continue;
      const { value } = statement;
      const call = value.kind === 'await' ? value.value : value;
      if (call.kind === 'call') addGiven(call);
    }
  }
  for (const expression of allExpressions(tree)) {
    if (expression.kind !== 'call') continue;
    if (expression.callee.kind === 'name' && expression.callee.name === 'setattr') {
      const [object, , value] = expression.arguments;
      const place = memberNamed(expression) ?? object?.value;
      if (place) add(place, value?.value);
    }
    if (expression.callee.kind !== 'member') continue;
    const { object, property } = expression.callee;
    const builder = tree.language === 'java' ? startOfChain(object) : undefined;
    if (builder?.binding && isBuilder(symbols.of(builder).symbol))
      for (const argument of expression.arguments) add(builder, argument.value);
    if (!mutators.has(property) && !(tree.language !== 'java' && setting.test(property))) continue;
    const isAssign = object.kind === 'name' && object.name === 'Object' && property === 'assign';
    const receiver = isAssign ? expression.arguments[0]?.value : object;
    for (const argument of expression.arguments) if (receiver) add(receiver, argument.value);
  }
  return added;
}

/** `(err, data) => …` is told what became of the call, and gives nothing to it. */
const isNodeCallback = (value: Expression): boolean =>
  value.kind === 'function' && /^_*(e|err|error)$/.test(value.function.parameters[0]?.bindings[0]?.name ?? '');

/** The first key of `name.a.b['c']`. */
function keyIn(place: Expression): string | undefined {
  if (place.kind !== 'member' && place.kind !== 'index') return undefined;
  if (place.object.kind !== 'name') return keyIn(place.object);
  return place.kind === 'member' ? place.property : undefined;
}
