/** `const`, `let`, `var` and `using`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Declarator, Expression, Range, Target } from '../tree.ts';
import { block, rangeOf, type Lowering } from './context.ts';
import { bindImport, exportValue, namesOfRequire, requiredBy, requireIn } from './modules.ts';
import type { Fields, Outside } from './outside.ts';
import { given, lowerTarget, nameFrom } from './targets.ts';

export function lowerDeclaration(lowering: Lowering, node: TSESTree.VariableDeclaration, outside: Outside): Fields {
  if (node.declare) return { kind: 'none' };
  const required = outside.exported || outside.inHead ? undefined : lowerRequire(lowering, node);
  if (required) return required;
  const declarators = node.declarations.map((it) => lowerDeclarator(lowering, it));
  if (node.kind === 'using' || node.kind === 'await using') return lowerUsing(lowering, declarators, rangeOf(node));
  if (outside.exported && !lowering.place.function.parent && !lowering.place.block.owner) {
    for (const [index, declarator] of declarators.entries())
      exportNames(lowering, declarator, node.declarations[index] ?? node);
  }
  return { kind: 'assign', declarators, declaration: node.kind, exported: outside.exported !== undefined };
}

/** A statement that does nothing but give names to a required module is an import. */
function lowerRequire(lowering: Lowering, node: TSESTree.VariableDeclaration): Fields | undefined {
  const [declarator] = node.declarations;
  if (!declarator || node.declarations.length !== 1 || /using/.test(node.kind)) return undefined;
  const required = requireIn(lowering, declarator.init);
  if (!required) return undefined;
  const names = namesOfRequire(declarator.id, required.member);
  if (names.includes(undefined)) return undefined;
  const range = lowering.place.statement ?? rangeOf(node);
  const made = requiredBy(lowering, required.call, { start: range.start, end: range.end });
  if (!made) return undefined;
  made.names = names.flatMap((it) => (it ? bindImport(lowering, made, it.imported, it.local, it.range) : []));
  return { kind: 'import', node: made };
}

function lowerDeclarator(lowering: Lowering, node: TSESTree.VariableDeclarator): Declarator {
  const value = node.init ? lowering.expression(node.init, nameFrom(node.id)) : undefined;
  if (value) bindRequired(lowering, node, value);
  const { target } = lowerTarget(lowering, node.id, given(value));
  const { typeAnnotation } = node.id;
  return {
    targets: target ? [target] : [],
    value,
    operator: '=',
    annotation: typeAnnotation && rangeOf(typeAnnotation),
    ...rangeOf(node),
  };
}

/** The names are the module's all the same where the declaration declares others too, or takes the module further apart. */
function bindRequired(lowering: Lowering, node: TSESTree.VariableDeclarator, value: Expression): void {
  const required = requireIn(lowering, node.init);
  const imported = value.kind === 'member' ? value.object : value;
  const made = imported.kind === 'import' && lowering.imports.find((it) => it === imported.node);
  if (!required || !made) return;
  const names = namesOfRequire(node.id, required.member);
  made.names = names.flatMap((it) =>
    it ? bindImport(lowering, made, it.imported, it.local, it.range, 'elsewhere') : [],
  );
}

/** The value is ended with the block around, so nothing follows that could be the statement's own. */
function lowerUsing(lowering: Lowering, declarators: readonly Declarator[], { end }: Range): Fields {
  const items = declarators.flatMap(({ value, targets }) => (value ? [{ value, targets }] : []));
  return { kind: 'with', items, body: block(lowering, [], { start: end, end }) };
}

function exportNames(lowering: Lowering, { targets, value }: Declarator, node: TSESTree.Node): void {
  for (const target of targets) {
    // A constant is the value that it was given; of other names only the name says what they are.
    if (target.kind === 'name') {
      const constant = target.name.binding?.declaration === 'const';
      exportValue(lowering, target.name.name, constant ? value : target.name, node);
    } else for (const name of namesIn(target)) exportValue(lowering, name.name, name, node);
  }
}

function namesIn(target: Target): readonly Extract<Target, { kind: 'name' }>['name'][] {
  if (target.kind === 'name') return [target.name];
  return target.kind === 'pattern' ? target.parts.flatMap(namesIn) : [];
}
