/** What code gives to variables of its module by their names: `globals()["region"] = …`, `sys.modules[__name__].region = …`. */
import { type Given, recordWrite } from '../treeSitter/draft.ts';
import type { CallExpression, Expression } from '../tree.ts';
import type { Lowering, Scope } from './context.ts';

/** `place` is assigned to. */
export function writeByName(lowering: Lowering, place: Expression, given: Given): void {
  if (place.kind !== 'member') return;
  const isOwn = place.computed ? isVariables(place.object) : isModule(place.object);
  if (isOwn) write(lowering, place.property, place, given);
}

/** `globals().update(region=region)`, `setattr(sys.modules[__name__], "region", region)`. */
export function writeByCall(lowering: Lowering, { callee, arguments: given }: CallExpression): void {
  if (callee.kind === 'name' && callee.name === 'setattr') {
    const [object, name, value] = given.map((it) => it.value);
    if (object && isModule(object) && name?.kind === 'literal' && typeof name.value === 'string' && value)
      write(lowering, name.value, name, { value, iterates: undefined });
  }
  if (callee.kind !== 'member' || callee.property !== 'update' || !isVariables(callee.object)) return;
  for (const { name, value } of given)
    for (const entry of name === undefined && value.kind === 'object' ? value.entries : [{ key: name, value }])
      for (const variable of entry.key === undefined ? moduleOf(lowering.scope).names.keys() : [entry.key])
        write(lowering, variable, entry.value, { value: entry.value, iterates: undefined });
}

function write(lowering: Lowering, name: string, range: Expression, given: Given): void {
  const binding = moduleOf(lowering.scope).names.get(name);
  if (binding?.kind === 'variable') recordWrite(lowering, binding, range, given);
}

const moduleOf = (scope: Scope): Scope => (scope.parent ? moduleOf(scope.parent) : scope);

/** `globals()` */
const isVariables = (it: Expression): boolean =>
  it.kind === 'call' && it.callee.kind === 'name' && it.callee.name === 'globals' && !it.callee.binding;

/** `sys.modules[__name__]`, or what the module calls itself: `this = sys.modules[__name__]`. */
function isModule(it: Expression): boolean {
  if (it.kind === 'name') {
    const [only, ...others] = it.binding?.function.id === 0 ? it.binding.writes : [];
    return only?.value !== undefined && only.value.kind !== 'name' && others.length === 0 && isModule(only.value);
  }
  return (
    it.kind === 'index' &&
    it.index.kind === 'name' &&
    it.index.name === '__name__' &&
    it.object.kind === 'member' &&
    it.object.property === 'modules'
  );
}
