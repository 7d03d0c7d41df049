/** Which places that outlive a call are meant in a function, by what is read and by what is written to. */
import { isGlobals, isOfRequest } from './asked.ts';
import { isOfClass } from './fields.ts';
import { rootOf } from './flow.ts';
import { withoutCasts } from './plain.ts';
import type { Place } from './places.ts';
import type { Symbols } from './symbols.ts';
import type { Expression, FunctionNode, Target } from './tree.ts';
import { isAround, isModuleLevel } from './walk.ts';

const lasting = (name: string): Place => ({ key: name, name, field: undefined });

/** `updated` is the place of which the function is asked for the next value: its last parameter is the one that it has. */
export function placing(fn: FunctionNode, symbols: Symbols, updated: Place | undefined) {
  const has = updated && fn.parameters.at(-1)?.bindings[0];

  function placesIn(target: Target, within: FunctionNode): readonly Place[] {
    if (target.kind === 'pattern') return target.parts.flatMap((part) => placesIn(part, within));
    const place = placeOf(target.kind === 'name' ? target.name : target.expression, within);
    return place ? [place] : [];
  }

  function placeOf(expression: Expression, within = fn): Place | undefined {
    const field = fieldIn(expression, within);
    if (field) return field;
    if (expression.kind === 'member' && isGlobals(expression.object)) return lasting(expression.property);
    const root = rootOf(expression);
    if (!root) return undefined;
    if (has && root.binding === has) return updated;
    if (!root.binding) return root.name === 'globalThis' || root.name === 'global' ? lasting(root.name) : undefined;
    if (isModuleLevel(root.binding) && !isOfRequest(symbols.of(expression).symbol)) return lasting(root.name);
    const { function: of, kind } = root.binding;
    if (kind !== 'variable' || of.id === 0 || of === within || !isAround(of, within)) return undefined;
    return { key: `${root.name} of ${String(of.id)}`, name: root.name, field: undefined, of };
  }

  /** The field at the bottom of `this.a.b['c']`; one of the class itself outlives its objects. */
  function fieldIn(expression: Expression, within: FunctionNode): Place | undefined {
    const it = withoutCasts(expression);
    if (it.kind !== 'member' && it.kind !== 'index') return undefined;
    const owner = it.kind === 'member' ? symbols.thisClass(it.object, within) : undefined;
    if (!owner || it.kind === 'index') return fieldIn(it.object, within);
    const name = `${owner.name}.${it.property}`;
    return isOfClass(owner, within) ? lasting(name) : { key: `this.${it.property}`, name, field: owner };
  }

  return { placeOf, placesIn };
}
