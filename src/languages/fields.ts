/** Whose object `this` is, and what the fields of a class are given. */
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

export function fieldsOf(tree: Tree, classOfThis: (expression: Expression) => ClassNode | undefined) {
  const fields = new Map<ClassNode, Map<string, FieldWrite[]>>();
  const add = (node: ClassNode, name: string, write: FieldWrite) => {
    const ofClass = fields.get(node) ?? new Map<string, FieldWrite[]>();
    fields.set(node, ofClass);
    ofClass.set(name, [...(ofClass.get(name) ?? []), write]);
  };
  for (const node of tree.classes) {
    for (const field of node.fields) {
      const constructor = node.methods.find(({ name }) => name === 'constructor')?.function;
      if (field.value)
        add(node, field.name, {
          function: constructor ?? node.parent,
          value: field.value,
        });
    }
  }
  for (const fn of tree.functions) {
    for (const statement of statementsWithin(fn.body)) {
      if (statement.kind === 'assign') {
        for (const declarator of statement.declarators) {
          for (const target of declarator.targets) {
            if (target.kind !== 'member' || target.expression.kind !== 'member' || !declarator.value) continue;
            const owner = classOfThis(target.expression.object);
            if (owner)
              add(owner, target.expression.property, {
                function: fn,
                value: declarator.value,
              });
          }
        }
      }
      for (const expression of expressionsOf(statement)) {
        for (const inner of expressionsWithin(expression)) {
          if (inner.kind !== 'assign') continue;
          for (const target of inner.targets) {
            if (target.kind !== 'member' || target.expression.kind !== 'member') continue;
            const owner = classOfThis(target.expression.object);
            if (owner)
              add(owner, target.expression.property, {
                function: fn,
                value: inner.value,
              });
          }
        }
      }
    }
  }
  return fields;
}
