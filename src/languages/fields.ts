/** Whose object `this` is, and what the fields of a class are given. */
import { addTo } from '../core/groups.ts';
import { assignedIn } from './assigned.ts';
import type { ClassNode, Expression, FunctionNode, Tree } from './tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from './walk.ts';

export interface FieldWrite {
  readonly function: FunctionNode;
  readonly value: Expression;
}

export interface Owner {
  readonly class: ClassNode;
  /** It stands for the class itself. */
  readonly static: boolean;
}

/**
 * Which class each `this` and `super` belongs to: arrow functions take it from the function around them.
 * In Python that is `super` alone, since `self` is a parameter.
 */
export function ownersOfThis(tree: Tree): ReadonlyMap<Expression, Owner> {
  const owners = new Map<Expression, Owner>();
  for (const fn of tree.functions) {
    let around: FunctionNode | undefined = fn;
    while (around && !around.class) around = around.parent;
    if (!around?.class) continue;
    const owner: Owner = { class: around.class, static: isOnClass(around) };
    for (const statement of statementsWithin(fn.body)) {
      for (const expression of expressionsOf(statement)) {
        for (const inner of expressionsWithin(expression))
          if (inner.kind === 'this') owners.set(inner, inner.class ? { class: inner.class, static: false } : owner);
          else if (inner.kind === 'super' || isSuper(tree, inner)) owners.set(inner, owner);
      }
    }
  }
  return owners;
}

const isSuper = ({ language }: Tree, expression: Expression): boolean =>
  language === 'python' && expression.kind === 'name' && expression.name === 'super' && !expression.binding;

/** Whether a method runs on its class instead of an object of it. */
export const isOnClass = (fn: FunctionNode): boolean =>
  fn.name === '__new__' || (fn.class?.methods.some((it) => it.function === fn && it.static) ?? false);

/** Whether `this`, or Python's `cls`, means the class in a function. */
export function isOfClass(owner: ClassNode, fn: FunctionNode): boolean {
  let at: FunctionNode | undefined = fn;
  while (at && at.class !== owner) at = at.parent;
  return at !== undefined && isOnClass(at);
}

/** What gives the fields of an object their first values: its constructor, or what a data class of Python runs beside it. */
export const initializerOf = ({ methods }: ClassNode): FunctionNode | undefined =>
  methods.find(({ name }) => name === 'constructor' || name === '__post_init__')?.function;

export function fieldsOf(tree: Tree, classOfThis: (expression: Expression) => ClassNode | undefined) {
  const fields = new Map<ClassNode, Map<string, FieldWrite[]>>();
  const add = (node: ClassNode, name: string, write: FieldWrite) => {
    const ofClass = fields.get(node) ?? new Map<string, FieldWrite[]>();
    fields.set(node, ofClass);
    addTo(ofClass, name, write);
  };
  for (const node of tree.classes) {
    for (const field of node.fields) {
      const initializer = field.static && tree.language === 'python' ? undefined : initializerOf(node);
      if (field.value) add(node, field.name, { function: initializer ?? node.parent, value: field.value });
    }
  }
  for (const { place, value, isPart, function: fn } of assignedIn(tree)) {
    if (place.kind !== 'member' || !value || isPart || !fn) continue;
    const owner = classOfThis(place.object) ?? classNamed(place.object);
    if (owner) add(owner, place.property, { function: fn, value });
  }
  return fields;
}

/** `Orders.client = …`. */
const classNamed = (object: Expression): ClassNode | undefined => {
  const declared = object.kind === 'name' ? object.binding?.declares : undefined;
  return declared && 'methods' in declared ? declared : undefined;
};

/** What the body of a class says of a field that is yes or no: `publishes = False`, `publishes: bool = Field(default=False)`. */
export function flagIn(value: Expression | undefined): boolean | undefined {
  if (value?.kind === 'literal') return typeof value.value === 'boolean' ? value.value : undefined;
  if (value?.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'Field') return undefined;
  const [first] = value.arguments;
  const given =
    value.arguments.find(({ name }) => name === 'default') ?? (first?.name === undefined ? first : undefined);
  return given?.value.kind === 'literal' ? flagIn(given.value) : undefined;
}
