/** Whose object `this` is, and what the fields of a class are given. */
import { addTo } from '../../core/groups.ts';
import { lastNameOf } from '../plain.ts';
import type { ClassNode, Expression, FunctionNode, Tree } from '../tree.ts';
import { expressionsOf, expressionsWithin, statementsWithin } from '../walk.ts';
import { assignedIn } from './assigned.ts';

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
  /^__(?:new|init_subclass)__$/.test(fn.name) ||
  (fn.class?.methods.some((it) => it.function === fn && it.static) ?? false);

/** Whether reading a method's name runs it, on an object or on its class; Python's class gives the property itself. */
export const isGetter = (method: FunctionNode, on: 'object' | 'class'): boolean =>
  (method.getter ?? false) && (on === 'object' || isOnClass(method));

/** Whether `this`, or Python's `cls`, means the class in a function. */
export function isOfClass(owner: ClassNode, fn: FunctionNode): boolean {
  let at: FunctionNode | undefined = fn;
  while (at && at.class !== owner) at = at.parent;
  return at !== undefined && isOnClass(at);
}

export const isConstructor = ({ methods }: ClassNode, fn: FunctionNode): boolean =>
  methods.some(({ name, function: its }) => its === fn && (name === 'constructor' || name === '__init__'));

/** What gives the fields of an object their first values: its constructor, or what a data class of Python runs beside it. */
export const initializerOf = ({ methods }: ClassNode): FunctionNode | undefined =>
  methods.find(({ name }) => name === 'constructor' || name === '__post_init__')?.function;

export function fieldsOf(tree: Tree, classOfThis: ClassOfThis) {
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
    const owner = classOfThis(place.object) ?? classMeant(place.object, classOfThis);
    if (owner) add(owner, place.property, { function: fn, value });
  }
  return fields;
}

type ClassOfThis = (expression: Expression) => ClassNode | undefined;

/** The class itself: `Orders` and, in Python, `self.__class__` and `type(self)`. */
export function classMeant(object: Expression, classOfThis: ClassOfThis): ClassNode | undefined {
  switch (object.kind) {
    case 'name': {
      const declared = object.binding?.declares;
      return declared && 'methods' in declared ? declared : undefined;
    }
    case 'member':
      return object.property === '__class__' ? classOfThis(object.object) : undefined;
    case 'call': {
      const [first, ...others] = object.arguments;
      const isType = object.callee.kind === 'name' && object.callee.name === 'type' && !object.callee.binding;
      return isType && first && others.length === 0 ? classOfThis(first.value) : undefined;
    }
    default:
      return undefined;
  }
}

/** What makes fields of objects of what the body of a class says: data classes, models, rows of tables. */
const givesEach =
  /(?:^|\.)(?:dataclass|attrs?|s|define|frozen|mutable|\w*(?:Base|Model|Settings|Schema|Struct|Document|NamedTuple|TypedDict))$/;

/**
 * Python: the fields that all objects of a class have in common. The class has them, and no object of it is given its own:
 * `self.values['a'] = 1` fills what the body of the class made.
 */
export function sharedFieldsOf(tree: Tree, classOfThis: ClassOfThis): ReadonlyMap<ClassNode, ReadonlySet<string>> {
  const shared = new Map<ClassNode, Set<string>>();
  if (tree.language !== 'python' || /\bsetattr\(\s*self\b|\bself\.__dict__[.[]/.test(tree.text)) return shared;
  for (const node of tree.classes) {
    const kinds = [...node.decorators.map((it) => (it.kind === 'call' ? it.callee : it)), ...node.bases];
    if (kinds.some((it) => givesEach.test(lastNameOf(it)))) continue;
    shared.set(node, new Set(node.fields.map(({ name }) => name)));
  }
  const own: (readonly [ClassNode, string])[] = [];
  const borrowing = new Set<ClassNode>();
  for (const { place, value, function: fn } of assignedIn(tree)) {
    if (place.kind !== 'member') continue;
    const ofObject = classOfThis(place.object);
    const owner = ofObject ?? classMeant(place.object, classOfThis);
    if (owner && (owner !== ofObject || (fn && isOfClass(owner, fn)))) shared.get(owner)?.add(place.property);
    else if (owner) own.push([owner, place.property]);
    // `self.__dict__ = self._state`, which the class has: whatever an object is given, all of them have.
    const given = place.property === '__dict__' && value?.kind === 'member' ? value.property : '';
    if (ofObject?.fields.some(({ name }) => name === given)) borrowing.add(ofObject);
  }
  for (const [node, name] of own) {
    if (borrowing.has(node)) shared.get(node)?.add(name);
    else shared.get(node)?.delete(name);
  }
  return shared;
}

/** What the body of a class says of a field that is yes or no: `publishes = False`, `publishes: bool = Field(default=False)`. */
export function flagIn(value: Expression | undefined): boolean | undefined {
  if (value?.kind === 'literal') return typeof value.value === 'boolean' ? value.value : undefined;
  if (value?.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'Field') return undefined;
  const [first] = value.arguments;
  const given =
    value.arguments.find(({ name }) => name === 'default') ?? (first?.name === undefined ? first : undefined);
  return given?.value.kind === 'literal' ? flagIn(given.value) : undefined;
}
