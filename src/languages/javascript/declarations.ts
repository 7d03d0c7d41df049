/** `const`, `let`, `var` and `using`. */
import type ts from 'typescript';
import type { Declarator, Expression } from '../tree.ts';
import { namesIn } from '../walk.ts';
import { block, rangeOf, type Lowering } from './context.ts';
import { bindImport, exportValue, namesOfRequire, requiredBy, requireIn } from './modules.ts';
import type { Fields, Outside } from './outside.ts';
import { declarationOf } from './scopes.ts';
import { given, lowerTarget, nameFrom } from './targets.ts';

export function lowerDeclaration(lowering: Lowering, node: ts.VariableDeclarationList, outside: Outside): Fields {
  const declaration = declarationOf(node);
  const required = outside.exported || outside.inHead ? undefined : lowerRequire(lowering, node);
  if (required) return required;
  const declarators = node.declarations.map((it) => lowerDeclarator(lowering, it));
  if (declaration === 'using')
    return lowerUsing(lowering, declarators, outside.inHead ? node.end : lowering.around.end);
  if (outside.exported && !lowering.place.function.parent && !lowering.place.block.owner) {
    for (const [index, declarator] of declarators.entries())
      exportNames(lowering, declarator, node.declarations[index] ?? node);
  }
  return { kind: 'assign', declarators, declaration, exported: outside.exported !== undefined };
}

/** A statement that does nothing but give names to a required module is an import. */
function lowerRequire(lowering: Lowering, node: ts.VariableDeclarationList): Fields | undefined {
  const [declarator] = node.declarations;
  if (!declarator || node.declarations.length !== 1 || declarationOf(node) === 'using') return undefined;
  const required = requireIn(lowering, declarator.initializer);
  if (!required) return undefined;
  const names = namesOfRequire(lowering, declarator.name, required.member);
  if (names.includes(undefined)) return undefined;
  const range = lowering.place.statement ?? rangeOf(lowering, node);
  const made = requiredBy(lowering, required.call, { start: range.start, end: range.end });
  if (!made) return undefined;
  made.names = names.flatMap((it) => (it ? bindImport(lowering, made, it.imported, it.local, it.range) : []));
  return { kind: 'import', node: made };
}

function lowerDeclarator(lowering: Lowering, node: ts.VariableDeclaration): Declarator {
  const { name, initializer, type } = node;
  const value = initializer ? lowering.expression(initializer, nameFrom(lowering, name)) : undefined;
  if (value) bindRequired(lowering, node, value);
  const { target } = lowerTarget(lowering, name, given(value));
  return {
    targets: target ? [target] : [],
    value,
    operator: '=',
    annotation: type && { start: type.pos - 1, end: type.end },
    ...rangeOf(lowering, node),
  };
}

/** The names are the module's all the same where the declaration declares others too, or takes the module further apart. */
function bindRequired(lowering: Lowering, node: ts.VariableDeclaration, value: Expression): void {
  const required = requireIn(lowering, node.initializer);
  const imported = value.kind === 'member' ? value.object : value;
  const made = imported.kind === 'import' && lowering.imports.find((it) => it === imported.node);
  if (!required || !made) return;
  const names = namesOfRequire(lowering, node.name, required.member);
  made.names = names.flatMap((it) =>
    it ? bindImport(lowering, made, it.imported, it.local, it.range, 'elsewhere') : [],
  );
}

/** The value is ended with the block around, so nothing follows that could be the statement's own. */
function lowerUsing(lowering: Lowering, declarators: readonly Declarator[], end: number): Fields {
  const items = declarators.flatMap(({ value, targets }) => (value ? [{ value, targets }] : []));
  return { kind: 'with', items, body: block(lowering, [], { start: end, end }) };
}

function exportNames(lowering: Lowering, { targets, value }: Declarator, node: ts.Node): void {
  const range = rangeOf(lowering, node);
  for (const target of targets) {
    // A constant is the value that it was given; of other names only the name says what they are.
    if (target.kind === 'name') {
      const constant = target.name.binding?.declaration === 'const';
      exportValue(lowering, target.name.name, constant ? value : target.name, range);
    } else for (const name of namesIn(target)) exportValue(lowering, name.name, name, range);
  }
}
