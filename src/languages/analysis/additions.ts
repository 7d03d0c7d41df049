/** What is put into variables and fields after they were written: `table.get = load`, `table[path] = load`, `this.steps.push(step)`. */
import { addTo } from '../../core/groups.ts';
import { filling } from '../collections.ts';
import type { Binding, ClassNode, Expression, Tree } from '../tree.ts';
import { allExpressions } from '../walk.ts';
import { assignedIn } from './assigned.ts';
import type { Symbols } from './symbols.ts';
import { textAlone } from './words.ts';

const adding: ReadonlySet<string> = new Set([...filling, 'assign']);

export interface Added {
  readonly key: string | undefined;
  readonly value: Expression;
}

/** What is put into variables, and into fields of objects. */
export interface Additions {
  readonly ofBindings: ReadonlyMap<Binding, readonly Added[]>;
  readonly ofFields: ReadonlyMap<ClassNode, ReadonlyMap<string, readonly Added[]>>;
}

/** The class of `this`, or of `self` in Python. */
function classOfItself(object: Expression, symbols: Symbols): ClassNode | undefined {
  if (object.kind === 'this') return object.class ?? symbols.ownerOf(object)?.class;
  if (object.kind !== 'name' || !object.binding) return undefined;
  const { selfBinding, class: owner } = object.binding.function;
  return selfBinding === object.binding ? owner : undefined;
}

/** `table.get = load`, `table[path] = load`, `table.set(path, load)`. */
export function whatIsAdded(tree: Tree, symbols: Symbols): Additions {
  const ofBindings = new Map<Binding, Added[]>();
  const ofFields = new Map<ClassNode, Map<string, Added[]>>();
  const add = (object: Expression, it: Added) => {
    if (object.kind === 'name' && object.binding) {
      addTo(ofBindings, object.binding, it);
      return;
    }
    const owner = object.kind === 'member' ? classOfItself(object.object, symbols) : undefined;
    if (object.kind !== 'member' || !owner) return;
    const fields = ofFields.get(owner) ?? new Map<string, Added[]>();
    ofFields.set(owner, fields);
    addTo(fields, object.property, it);
  };
  for (const { place, value, isPart } of assignedIn(tree)) {
    if (isPart || !value) continue;
    if (place.kind === 'member') add(place.object, { key: place.property, value });
    else if (place.kind === 'index') add(place.object, { key: undefined, value });
  }
  for (const expression of allExpressions(tree)) {
    if (expression.kind !== 'call' || expression.callee.kind !== 'member') continue;
    const { object, property } = expression.callee;
    if (!adding.has(property)) continue;
    const [key, value, ...others] = expression.arguments.map((it) => it.value);
    const isKeyed = others.length === 0 && /^(set|put)$/.test(property);
    const written = isKeyed && key ? textAlone(key, tree) : undefined;
    if (value && written !== undefined) add(object, { key: written, value });
    else for (const { value: it } of expression.arguments) add(object, { key: undefined, value: it });
  }
  return { ofBindings, ofFields };
}
