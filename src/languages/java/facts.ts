import type { ClassFact, ClassReference } from '../../core/module.ts';
import type { Analysis } from '../analysis.ts';
import type { Expression } from '../tree.ts';

export const classFacts = (analysis: Analysis): readonly ClassFact[] =>
  analysis.tree.classes.map(({ name, kind, bases, fields, methods }): ClassFact => {
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
    };
  });

function referenceTo({ symbols }: Analysis, type: Expression): ClassReference | undefined {
  const reference = symbols.of(type);
  if (reference.class) return { name: reference.class.name };
  return reference.imported && { specifier: reference.imported.specifier, name: reference.imported.member };
}
