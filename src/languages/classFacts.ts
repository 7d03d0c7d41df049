import type { ClassFact, ClassReference } from '../core/module.ts';
import type { Analysis } from './analysis.ts';
import { isEmptyValue } from './symbols.ts';
import type { ClassNode, Expression } from './tree.ts';

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
    if (analysis.tree.language !== 'java')
      for (const [member, reference] of heldBy(analysis, node)) types[member] = reference;
    return {
      name,
      kind: kind ?? 'class',
      bases: bases.flatMap((base) => referenceTo(analysis, base) ?? []),
      types,
    };
  });

/** The classes of what the fields are given, `this.orders = new Orders()`, where it is always the same one. */
function* heldBy({ symbols }: Analysis, node: ClassNode): Generator<readonly [string, ClassReference]> {
  for (const field of symbols.fieldNames(node)) {
    const values = symbols.fieldValues(node, field).filter(({ value }) => !isEmptyValue(value));
    const made = values.map(({ value }) => symbols.of(value));
    const [first] = made;
    if (!first || made.some(({ symbol }) => symbol !== first.symbol)) continue;
    if (first.instance) yield [field, { name: first.instance.name }];
    const { specifier, member = '' } = first.imported ?? {};
    if (specifier !== undefined && member.endsWith('()')) yield [field, { specifier, name: member.slice(0, -2) }];
  }
}

function referenceTo({ symbols }: Analysis, type: Expression): ClassReference | undefined {
  const reference = symbols.of(type);
  if (reference.class) return { name: reference.class.name };
  return reference.imported && { specifier: reference.imported.specifier, name: reference.imported.member };
}
