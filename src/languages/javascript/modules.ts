/** Imports and exports in all their forms. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, ImportNode, Range } from '../tree.ts';
import { exportWhole } from './commonjs.ts';
import { nameExpression, rangeOf, type Child, type Lowering } from './context.ts';
import type { Draft } from '../draft.ts';
import { keyOf, textOf } from './keys.ts';
import { recordWrite } from './targets.ts';

type ImportName = ImportNode['names'][number];

/** `import x, { a as b } from 'm'`. */
export function lowerImport(lowering: Lowering, node: TSESTree.ImportDeclaration): ImportNode {
  const inlineTypes = node.specifiers.filter((it) => it.type === 'ImportSpecifier' && it.importKind === 'type');
  const onlyTypes = node.specifiers.length > 0 && inlineTypes.length === node.specifiers.length;
  const typeOnly = node.importKind === 'type' || onlyTypes;
  const made = addImport(lowering, node.source, 'import', rangeOf(node), typeOnly);
  // A type among the names is not loaded, so it is none of them.
  const named = typeOnly ? node.specifiers : node.specifiers.filter((it) => !inlineTypes.includes(it));
  made.names = named.map((it) => bindImport(lowering, made, importedName(it), it.local, rangeOf(it)));
  return made;
}

function importedName(node: TSESTree.ImportClause): string {
  if (node.type === 'ImportNamespaceSpecifier') return '*';
  return node.type === 'ImportDefaultSpecifier' ? 'default' : (keyOf(node.imported, false) ?? '');
}

/** `import x = require('m')`; undefined for `import x = Namespace.member`. */
export function lowerImportEquals(
  lowering: Lowering,
  node: TSESTree.TSImportEqualsDeclaration,
  range: Range,
): ImportNode | undefined {
  if (node.moduleReference.type !== 'TSExternalModuleReference') return undefined;
  const made = addImport(lowering, node.moduleReference.expression, 'require', range, node.importKind === 'type');
  made.names = [bindImport(lowering, made, '*', node.id, rangeOf(node.id))];
  return made;
}

/** `import('m')`; undefined when the module is not named there. */
export function dynamicImport(lowering: Lowering, node: TSESTree.ImportExpression): Expression | undefined {
  if (textOf(node.source) === undefined) return undefined;
  const range = rangeOf(node);
  return { kind: 'import', node: addImport(lowering, node.source, 'dynamic', range, false), ...range };
}

/** The import of `require('m')`; undefined when the call is something else. */
export function requiredBy(
  lowering: Lowering,
  node: TSESTree.CallExpression,
  range: Range,
): Draft<ImportNode> | undefined {
  const [specifier] = node.arguments;
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || node.optional) return undefined;
  if (textOf(specifier) === undefined || !specifier || !isRequire(lowering, node.callee)) return undefined;
  return addImport(lowering, specifier, 'require', range, false);
}

/** `require(isLambda ? 'a' : b)` as `isLambda ? require('a') : require(b)`; undefined where no branch names a module. */
export function requireOfEither(lowering: Lowering, node: TSESTree.CallExpression): Expression | undefined {
  const [specifier] = node.arguments;
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || node.optional) return undefined;
  if (specifier?.type !== 'ConditionalExpression' || !isRequire(lowering, node.callee)) return undefined;
  const branches = [specifier.consequent, specifier.alternate];
  if (branches.every((it) => textOf(it) === undefined)) return undefined;
  const required = (it: TSESTree.Node): Expression =>
    textOf(it) === undefined
      ? { kind: 'unknown', parts: [lowering.expression(it)], ...rangeOf(it) }
      : { kind: 'import', node: addImport(lowering, it, 'require', rangeOf(it), false), ...rangeOf(it) };
  return {
    kind: 'conditional',
    test: lowering.expression(specifier.test),
    then: required(specifier.consequent),
    else: required(specifier.alternate),
    ...rangeOf(node),
  };
}

/** Node's own, or what `createRequire` makes. */
function isRequire(lowering: Lowering, callee: TSESTree.Identifier): boolean {
  if (!lowering.names.of(callee)) return true;
  const made = lowering.names.declarator(callee)?.init;
  if (made?.type !== 'CallExpression') return false;
  const maker = made.callee.type === 'MemberExpression' ? made.callee.property : made.callee;
  return maker.type === 'Identifier' && maker.name === 'createRequire';
}

export interface RequireDeclaration {
  readonly call: TSESTree.CallExpression;
  /** The member in `require('m').member`. */
  readonly member: string | undefined;
}

/** `require('m')` or `require('m').x` as the whole of a declared value. */
export function requireIn(lowering: Lowering, node: Child): RequireDeclaration | undefined {
  const member = node?.type === 'MemberExpression' && !node.computed ? keyOf(node.property, false) : undefined;
  const call = node?.type === 'MemberExpression' && member !== undefined ? node.object : node;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'require')
    return undefined;
  return textOf(call.arguments[0]) !== undefined && isRequire(lowering, call.callee) ? { call, member } : undefined;
}

export interface RequiredName {
  readonly imported: string;
  readonly local: TSESTree.Identifier;
  readonly range: Range;
}

/** The names that a declaration gives to a required module and its members; undefined for each part of a pattern that does more than that. */
export function namesOfRequire(node: TSESTree.Node, member: string | undefined): readonly (RequiredName | undefined)[] {
  if (node.type === 'Identifier') return [{ imported: member ?? '*', local: node, range: rangeOf(node) }];
  if (node.type !== 'ObjectPattern') return [undefined];
  return node.properties.map((property) => {
    const key = property.type === 'Property' ? keyOf(property.key, property.computed) : undefined;
    if (key === undefined || property.type !== 'Property' || property.value.type !== 'Identifier') return undefined;
    const imported = member === undefined ? key : `${member}.${key}`;
    return { imported, local: property.value, range: rangeOf(property) };
  });
}

/** Tells a name's binding that it is an import. The names of an import statement get their value by it, other ones by their declaration. */
export function bindImport(
  lowering: Lowering,
  node: ImportNode,
  imported: string,
  local: TSESTree.Identifier,
  range: Range,
  written: 'here' | 'elsewhere' = 'here',
): ImportName {
  const binding = lowering.names.of(local);
  if (binding) {
    binding.import = { node, imported };
    if (binding.kind === 'variable') binding.kind = 'import';
    if (written === 'here') recordWrite(lowering, binding, rangeOf(local), {});
  }
  return { imported, local: local.name, binding, range };
}

function addImport(
  lowering: Lowering,
  source: TSESTree.Node,
  form: ImportNode['form'],
  range: Range,
  typeOnly: boolean,
): Draft<ImportNode> {
  const made: Draft<ImportNode> = {
    specifier: textOf(source) ?? '',
    form,
    typeOnly,
    names: [],
    specifierRange: rangeOf(source),
    range,
    function: lowering.place.function,
  };
  lowering.imports.push(made);
  return made;
}

/** `export { a as b }`, `export { a as b } from 'm'`. */
export function exportSpecifiers(lowering: Lowering, node: TSESTree.ExportNamedDeclaration): void {
  if (node.exportKind === 'type') return;
  const values = node.specifiers.filter(({ exportKind }) => exportKind !== 'type');
  if (node.source && (values.length > 0 || node.specifiers.length === 0)) {
    const made = addImport(lowering, node.source, 'import', rangeOf(node), false);
    made.names = values.map((it) => passedOn(keyOf(it.local, false) ?? '', rangeOf(it)));
  }
  for (const specifier of values) {
    const name = keyOf(specifier.exported, false) ?? '';
    const imported = keyOf(specifier.local, false) ?? '';
    const range = rangeOf(specifier);
    if (node.source) {
      lowering.exports.push({
        name,
        value: undefined,
        from: { specifier: textOf(node.source) ?? '', imported },
        range,
      });
    } else if (imported !== '') {
      const binding = lowering.names.of(specifier.local);
      const value = nameExpression(lowering, specifier.local, imported);
      binding?.reads.push(value);
      lowering.exports.push({ name, value, from: undefined, range });
    }
  }
}

/** `export * from 'm'`, `export * as name from 'm'`. */
export function exportAll(lowering: Lowering, node: TSESTree.ExportAllDeclaration): void {
  if (node.exportKind === 'type') return;
  const name = node.exported ? (keyOf(node.exported, false) ?? '') : '*';
  const from = { specifier: textOf(node.source) ?? '', imported: '*' };
  lowering.exports.push({ name, value: undefined, from, range: rangeOf(node) });
  addImport(lowering, node.source, 'import', rangeOf(node), false).names = [passedOn('*', rangeOf(node))];
}

/** What is exported from another module loads that module, and has no name in this one. */
const passedOn = (imported: string, range: Range): ImportName => ({ imported, local: '', binding: undefined, range });

/** A module-level `export` of what a declaration or expression gives. */
export function exportValue(
  lowering: Lowering,
  name: string,
  value: Expression | undefined,
  node: TSESTree.Node,
): void {
  if (name === '*' && value) exportWhole(lowering, value, node);
  else lowering.exports.push({ name, value, from: undefined, range: rangeOf(node) });
}

/**
 * An import statement whose names no value uses loads nothing: TypeScript, and bundlers with it, leave it out of the output.
 * JSX uses `React` without naming it.
 */
export function markTypeImports(imports: readonly Draft<ImportNode>[]): void {
  for (const node of imports) {
    const unused = node.names.every(({ binding, local }) => binding?.reads.length === 0 && local !== 'React');
    if (node.form === 'import' && node.names.length > 0 && unused) node.typeOnly = true;
  }
}
