import type { ClassFact, ClassReference } from '../../core/module.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { placesAssigned } from '../analysis/assigned.ts';
import { flagIn } from '../analysis/fields.ts';
import { guardOf } from '../analysis/guards.ts';
import { isMemoising } from '../catalogue.ts';
import type { ClassNode, Expression } from '../tree.ts';
import { borrowedFields } from './borrowed.ts';
import { injectionOf, referenceTo } from './injection.ts';

/** The classes of a file, and what a call of their members may run. */
export const classFacts = (analysis: Analysis): readonly ClassFact[] =>
  analysis.tree.classes.map((node): ClassFact => {
    const { name, kind, bases, fields, methods } = node;
    const single = singleBy(analysis, node);
    const metaclass = node.metaclass && referenceTo(analysis, node.metaclass);
    const decorators = node.decorators.flatMap(analysis.values.of);
    const flags = flagsOf(analysis, node);
    const injection = injectionOf(analysis, node);
    const borrowed = borrowedFields(analysis, node);
    const types: Record<string, ClassReference> = {};
    const add = (member: string, type: Expression | undefined) => {
      const reference = type && referenceTo(analysis, type);
      if (reference) types[member] = reference;
    };
    for (const it of methods) add(it.name, it.function.returns);
    for (const it of fields) add(it.name, it.type);
    // What Java has without its being written: `Status.valueOf(name)`, and getters that Lombok makes.
    if (kind === 'enum') types['valueOf'] = { name };
    if (node.decorators.length > 0 && analysis.tree.language === 'java')
      for (const it of fields) {
        const getter = `get${it.name.charAt(0).toUpperCase()}${it.name.slice(1)}`;
        if (!Object.hasOwn(types, getter)) add(getter, it.type);
      }
    return {
      name,
      kind: kind ?? 'class',
      bases: bases.flatMap((base) => referenceTo(analysis, base) ?? []),
      types,
      fields: analysis.values.ofFields(node),
      ...(flags ? { flags } : {}),
      ...(borrowed ? { borrowed } : {}),
      ...(decorators.length > 0 ? { decorators } : {}),
      ...(single ? { single } : {}),
      ...(metaclass ? { metaclass } : {}),
      ...(keepsIn(analysis, node, '__call__') ? { keepsObjects: true } : {}),
      ...(node.anonymous ? { anonymous: true } : {}),
      ...(injection ? { injection } : {}),
    };
  });

function flagsOf({ tree, symbols }: Analysis, node: ClassNode): ClassFact['flags'] {
  if (tree.language === 'java') return undefined;
  const flags: Record<string, boolean | null> = {};
  for (const name of symbols.fieldNames(node)) {
    // Who makes an object of data gives it by name what it is not to have of the body.
    const [write, ...others] = symbols.fieldValues(node, name).filter((it) => !it.function.implied);
    const isOfBody = node.fields.some((it) => it.name === name && it.value === write?.value);
    flags[name] = isOfBody && others.length === 0 ? (flagIn(write?.value) ?? null) : null;
  }
  return Object.keys(flags).length > 0 ? flags : undefined;
}

/** The names of members that are assigned to, but those of the object that a method runs on. */
export function assignedElsewhere({ tree, symbols }: Analysis): readonly string[] {
  if (tree.language === 'java') return [];
  const names = new Set<string>();
  const [module] = tree.functions;
  for (const it of placesAssigned(tree))
    if (it.kind === 'member' && module && !symbols.thisClass(it.object, module)) names.add(it.property);
  return [...names];
}

/** By its decorator, or by a `__new__` that keeps what it made. */
function singleBy(analysis: Analysis, node: ClassNode): ClassFact['single'] {
  const { tree, symbols } = analysis;
  const isDeclared = node.decorators.some((it) => {
    const { symbol } = symbols.of(it.kind === 'call' ? it.callee : it);
    return /singleton$/i.test(symbol) || (tree.language === 'python' && isMemoising(symbol, tree));
  });
  if (isDeclared) return 'construction';
  return keepsIn(analysis, node, '__new__') ? 'object' : undefined;
}

/** Whether a method that Python asks for an object keeps what it made. */
function keepsIn({ tree, circumstances, statements }: Analysis, { methods }: ClassNode, name: string): boolean {
  const maker = tree.language === 'python' ? methods.find((it) => it.name === name) : undefined;
  if (!maker) return false;
  return [...circumstances].some(
    ([expression, here]) =>
      expression.kind === 'call' &&
      statements.get(expression)?.function === maker.function &&
      (name === '__new__' || (expression.callee.kind === 'member' && expression.callee.property === name)) &&
      guardOf(here).kind === 'lazy',
  );
}
