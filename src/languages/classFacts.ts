import type { ClassFact, ClassReference } from '../core/module.ts';
import type { Analysis } from './analysis.ts';
import { guardOf } from './guards.ts';
import type { ClassNode, Expression } from './tree.ts';

/** The classes of a file, and what a call of their members may run. */
export const classFacts = (analysis: Analysis): readonly ClassFact[] =>
  analysis.tree.classes.map((node): ClassFact => {
    const { name, kind, bases, fields, methods } = node;
    const types: Record<string, ClassReference> = {};
    const add = (member: string, type: Expression | undefined) => {
      const reference = type && referenceTo(analysis, type);
      if (reference) types[member] = reference;
    };
    for (const it of methods) add(it.name, it.function.returns);
    for (const it of fields) add(it.name, it.type);
    return {
      name,
      kind: kind ?? 'class',
      bases: bases.flatMap((base) => referenceTo(analysis, base) ?? []),
      types,
      fields: analysis.values.ofFields(node),
      single: isSingle(analysis, node),
    };
  });

/** By its metaclass, its decorator, or a `__new__` that keeps what it made. */
const isSingle = ({ tree, symbols, circumstances, statements }: Analysis, node: ClassNode): boolean => {
  if (node.single) return true;
  if (node.decorators.some((it) => /singleton$/i.test(symbols.of(it.kind === 'call' ? it.callee : it).symbol)))
    return true;
  const maker = tree.language === 'python' ? node.methods.find(({ name }) => name === '__new__') : undefined;
  if (!maker) return false;
  return [...circumstances].some(
    ([expression, here]) =>
      expression.kind === 'call' &&
      statements.get(expression)?.function === maker.function &&
      guardOf(here).kind === 'lazy',
  );
};

function referenceTo({ symbols }: Analysis, type: Expression): ClassReference | undefined {
  const reference = symbols.of(type);
  if (reference.class) return { name: reference.class.name };
  return reference.imported && { specifier: reference.imported.specifier, name: reference.imported.member };
}
