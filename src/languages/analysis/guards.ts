/** Why a piece of code does not run on each call: lazy singletons, and paths that are rarely taken. */
import type { Guard, Lazy } from '../../core/module.ts';
import { withoutCasts } from '../plain.ts';
import type { CallExpression, ClassNode, Expression } from '../tree.ts';
import type { Circumstances } from './circumstances.ts';
import type { Empty } from './emptiness.ts';
import type { Place } from './places.ts';

export function guardOf(circumstances: Circumstances): Guard {
  const asked = circumstances.receivers.filter(({ key }) => circumstances.tested.has(key));
  // Of `this.client = client ??= connect()`, what lasts longest keeps it.
  const place = asked.find(({ field, of }) => !field && !of) ?? asked[0] ?? circumstances.filling;
  if (place) return lazily(place);
  const [kept] = circumstances.receivers;
  if (kept && (circumstances.renewing || isFilledWhenRare(circumstances, kept))) return lazily(kept);
  if (circumstances.rare === undefined) return { kind: 'none' };
  return { kind: 'rare', because: circumstances.rare, ...(kept?.hasFirst ? { replaces: kept.name } : {}) };
}

/** `except NameError: client = boto3.client(…)` keeps it as well, where there was none before. */
const isFilledWhenRare = ({ rare, tried }: Circumstances, kept: Place): boolean =>
  rare !== undefined && (!tried || (tried(kept) && !kept.hasFirst));

/** What a call runs may fill what was found empty, or make what a package was asked about. */
export function guardOfCall(circumstances: Circumstances, call: CallExpression): Guard {
  const guard = guardOf(circumstances);
  if (guard.kind !== 'none') return guard;
  const { empty } = circumstances;
  const filler = empty && fillerOf(call, empty);
  if (filler) return { kind: 'empty', of: lazily(empty.place), ...filler };
  const asked = [...circumstances.libraries].at(-1);
  return asked === undefined ? guard : { kind: 'library', package: asked };
}

export const lazily = ({ name, member, field, of }: Place): Lazy => ({
  kind: 'lazy',
  variable: name,
  ...(member === undefined ? {} : { member }),
  ...(field ? { class: field.name } : {}),
  ...(of ? { of: of.id } : {}),
});

type Filler = Pick<Extract<Guard, { kind: 'empty' }>, 'argument' | 'member'>;

/** How the function that is called may come to what was asked for: it is handed over, or is beside the function. */
function fillerOf({ callee, arguments: given }: CallExpression, { asked }: Empty): Filler | undefined {
  for (let at: Expression | undefined = asked; at; at = around(at)) {
    const it = at;
    const argument = given.findIndex(({ value, spread }) => !spread && isSamePlace(value, it));
    if (argument >= 0) return { argument };
  }
  const object = around(asked);
  if (asked.kind === 'member' && callee.kind === 'member' && object && isOfSame(callee.object, object))
    return { member: asked.property };
  const [own, other] = [importOf(asked), importOf(callee)];
  return own && own.node.specifier === other?.node.specifier ? { member: own.imported } : undefined;
}

const importOf = (it: Expression) => (it.kind === 'name' ? it.binding?.import : undefined);

const around = (it: Expression): Expression | undefined =>
  it.kind === 'member' || it.kind === 'index' ? withoutCasts(it.object) : undefined;

/** Whether both are the same object, or mean the same class: `cls` and `Orders`. */
function isOfSame(a: Expression, b: Expression): boolean {
  const own = classNamed(a);
  return isSamePlace(a, b) || (own !== undefined && own === classNamed(b));
}

function classNamed(it: Expression): ClassNode | undefined {
  const binding = it.kind === 'name' ? it.binding : undefined;
  if (binding?.declares && 'methods' in binding.declares) return binding.declares;
  return binding && binding.function.selfBinding === binding ? binding.function.class : undefined;
}

/** Whether both name the same variable, or the same member of it, whatever it holds then. */
function isSamePlace(a: Expression, b: Expression): boolean {
  if (a.kind === 'name') return b.kind === 'name' && a.binding !== undefined && a.binding === b.binding;
  if (a.kind === 'this') return b.kind === 'this';
  return a.kind === 'member' && b.kind === 'member' && a.property === b.property && isSamePlace(a.object, b.object);
}
