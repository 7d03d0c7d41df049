/** Imports and exports in all their forms. */
import ts from 'typescript';
import type { Expression, ImportNode, Range } from '../tree.ts';
import { exportWhole } from './commonjs.ts';
import { bare, rangeOf, readName, type Child, type Lowering } from './context.ts';
import type { Draft } from '../draft.ts';
import { keyOf, textOf } from './keys.ts';
import { bindingNamed, typeNamed } from './scopes.ts';
import { recordWrite } from './targets.ts';

const {
  CallExpression,
  ConditionalExpression,
  ExternalModuleReference,
  Identifier,
  NamedExports,
  NamespaceExport,
  NamespaceImport,
  ObjectBindingPattern,
  PropertyAccessExpression,
  TypeKeyword,
} = ts.SyntaxKind;

type ImportName = ImportNode['names'][number];

/** `import x, { a as b } from 'm'`. */
export function lowerImport(lowering: Lowering, node: ts.ImportDeclaration): ImportNode {
  const specifiers = node.importClause ? specifiersOf(node.importClause) : [];
  const values = specifiers.filter(({ isTypeOnly }) => !isTypeOnly);
  const onlyTypes = specifiers.length > 0 && values.length === 0;
  const typeOnly = node.importClause?.phaseModifier === TypeKeyword || onlyTypes;
  const made = addImport(lowering, node.moduleSpecifier, 'import', rangeOf(lowering, node), typeOnly);
  // A type among the names is not loaded, so it is none of them.
  made.names = (typeOnly ? specifiers : values).map(({ imported, local, at }) =>
    bindImport(lowering, made, imported, local, rangeOf(lowering, at)),
  );
  return made;
}

interface Specifier {
  readonly imported: string;
  readonly local: ts.Identifier;
  readonly at: ts.Node;
  readonly isTypeOnly: boolean;
}

function specifiersOf({ name, namedBindings }: ts.ImportClause): readonly Specifier[] {
  const first = name ? [{ imported: 'default', local: name, at: name, isTypeOnly: false }] : [];
  if (!namedBindings) return first;
  if (namedBindings.kind === NamespaceImport)
    return [...first, { imported: '*', local: namedBindings.name, at: namedBindings, isTypeOnly: false }];
  const named = namedBindings.elements.map((it) => ({
    imported: (it.propertyName ?? it.name).text,
    local: it.name,
    at: it,
    isTypeOnly: it.isTypeOnly,
  }));
  return [...first, ...named];
}

/** `import x = require('m')`; undefined for `import x = Namespace.member`. */
export function lowerImportEquals(
  lowering: Lowering,
  node: ts.ImportEqualsDeclaration,
  range: Range,
): ImportNode | undefined {
  const { moduleReference, name, isTypeOnly } = node;
  if (moduleReference.kind !== ExternalModuleReference) return undefined;
  const made = addImport(lowering, moduleReference.expression, 'require', range, isTypeOnly);
  made.names = [bindImport(lowering, made, '*', name, rangeOf(lowering, name))];
  return made;
}

/** `import('m')`; undefined when the module is not named there. */
export function dynamicImport(lowering: Lowering, node: ts.CallExpression): Expression | undefined {
  const [specifier] = node.arguments;
  if (!specifier || textOf(specifier) === undefined) return undefined;
  const range = rangeOf(lowering, node);
  return { kind: 'import', node: addImport(lowering, specifier, 'dynamic', range, false), ...range };
}

/** The import of `require('m')`; undefined when the call is something else. */
export function requiredBy(lowering: Lowering, node: ts.CallExpression, range: Range): Draft<ImportNode> | undefined {
  const specifier = requireArgument(lowering, node);
  return specifier && textOf(specifier) !== undefined
    ? addImport(lowering, specifier, 'require', range, false)
    : undefined;
}

/** `require(isLambda ? 'a' : b)` as `isLambda ? require('a') : require(b)`; undefined where no branch names a module. */
export function requireOfEither(lowering: Lowering, node: ts.CallExpression): Expression | undefined {
  const specifier = requireArgument(lowering, node);
  if (specifier?.kind !== ConditionalExpression) return undefined;
  const { condition, whenTrue, whenFalse } = specifier as ts.ConditionalExpression;
  if ([whenTrue, whenFalse].every((it) => textOf(it) === undefined)) return undefined;
  const required = (branch: ts.Expression): Expression => {
    const range = rangeOf(lowering, bare(branch));
    return textOf(branch) === undefined
      ? { kind: 'unknown', parts: [lowering.expression(branch)], ...range }
      : { kind: 'import', node: addImport(lowering, branch, 'require', range, false), ...range };
  };
  return {
    kind: 'conditional',
    test: lowering.expression(condition),
    then: required(whenTrue),
    else: required(whenFalse),
    ...rangeOf(lowering, node),
  };
}

/** What `require` is asked for; undefined when the call is of something else. */
function requireArgument(lowering: Lowering, node: ts.CallExpression): ts.Node | undefined {
  const callee = bare(node.expression);
  if (callee.kind !== Identifier || (callee as ts.Identifier).text !== 'require' || node.questionDotToken)
    return undefined;
  const [specifier] = node.arguments;
  return specifier && isRequire(lowering) ? bare(specifier) : undefined;
}

/** Whether `require` is Node's own, or what `createRequire` makes. */
function isRequire(lowering: Lowering): boolean {
  const binding = bindingNamed(lowering, 'require');
  if (!binding) return true;
  const value = lowering.requires.get(binding);
  const made = value && bare(value);
  if (made?.kind !== CallExpression) return false;
  const maker = bare((made as ts.CallExpression).expression);
  const name = maker.kind === PropertyAccessExpression ? (maker as ts.PropertyAccessExpression).name : maker;
  return name.kind === Identifier && (name as ts.Identifier).text === 'createRequire';
}

export interface RequireDeclaration {
  readonly call: ts.CallExpression;
  /** The member in `require('m').member`. */
  readonly member: string | undefined;
}

/** `require('m')` or `require('m').x` as the whole of a declared value. */
export function requireIn(lowering: Lowering, node: Child): RequireDeclaration | undefined {
  const whole = node && bare(node);
  const access = whole?.kind === PropertyAccessExpression ? (whole as ts.PropertyAccessExpression) : undefined;
  const call = access ? bare(access.expression) : whole;
  if (call?.kind !== CallExpression) return undefined;
  const required = call as ts.CallExpression;
  if (textOf(requireArgument(lowering, required)) === undefined) return undefined;
  return { call: required, member: access && keyOf(access.name) };
}

export interface RequiredName {
  readonly imported: string;
  readonly local: ts.Identifier;
  readonly range: Range;
}

/** The names that a declaration gives to a required module and its members; undefined for each part of a pattern that does more than that. */
export function namesOfRequire(
  lowering: Lowering,
  node: ts.BindingName,
  member: string | undefined,
): readonly (RequiredName | undefined)[] {
  if (node.kind === Identifier) return [{ imported: member ?? '*', local: node, range: rangeOf(lowering, node) }];
  if (node.kind !== ObjectBindingPattern) return [undefined];
  return node.elements.map((element) => {
    const { name, propertyName, initializer, dotDotDotToken } = element;
    if (name.kind !== Identifier || initializer || dotDotDotToken) return undefined;
    const key = propertyName ? keyOf(propertyName) : name.text;
    if (key === undefined) return undefined;
    const imported = member === undefined ? key : `${member}.${key}`;
    return { imported, local: name, range: rangeOf(lowering, element) };
  });
}

/** Tells a name's binding that it is an import. The names of an import statement get their value by it, other ones by their declaration. */
export function bindImport(
  lowering: Lowering,
  node: ImportNode,
  imported: string,
  local: ts.Identifier,
  range: Range,
  written: 'here' | 'elsewhere' = 'here',
): ImportName {
  const binding = bindingNamed(lowering, local.text);
  if (binding) {
    binding.import = { node, imported };
    if (binding.kind === 'variable') binding.kind = 'import';
    if (written === 'here') recordWrite(lowering, binding, rangeOf(lowering, local), {});
  }
  return { imported, local: local.text, binding, range };
}

function addImport(
  lowering: Lowering,
  source: ts.Node,
  form: ImportNode['form'],
  range: Range,
  typeOnly: boolean,
): Draft<ImportNode> {
  const made: Draft<ImportNode> = {
    specifier: textOf(source) ?? '',
    form,
    typeOnly,
    names: [],
    specifierRange: rangeOf(lowering, bare(source)),
    range,
    function: lowering.place.function,
  };
  lowering.imports.push(made);
  return made;
}

/** `export { a as b }`, `export * from 'm'` and all like it. */
export function lowerExport(lowering: Lowering, node: ts.ExportDeclaration): void {
  if (node.isTypeOnly) return;
  const { exportClause } = node;
  if (exportClause?.kind === NamedExports) exportSpecifiers(lowering, node, exportClause.elements);
  else exportAll(lowering, node, exportClause);
}

/** `export { a as b }`, `export { a as b } from 'm'`. */
function exportSpecifiers(
  lowering: Lowering,
  node: ts.ExportDeclaration,
  specifiers: readonly ts.ExportSpecifier[],
): void {
  const { moduleSpecifier: source } = node;
  const values = specifiers.filter(({ isTypeOnly }) => !isTypeOnly);
  const imported = (it: ts.ExportSpecifier) => (it.propertyName ?? it.name).text;
  if (source && (values.length > 0 || specifiers.length === 0)) {
    const made = addImport(lowering, source, 'import', rangeOf(lowering, node), false);
    made.names = values.map((it) => passedOn(imported(it), rangeOf(lowering, it)));
  }
  for (const specifier of values) {
    const name = specifier.name.text;
    const range = rangeOf(lowering, specifier);
    const local = specifier.propertyName ?? specifier.name;
    if (source) {
      const from = { specifier: textOf(source) ?? '', imported: local.text };
      lowering.exports.push({ name, value: undefined, from, range });
    } else if (local.kind === Identifier && local.text !== '')
      lowering.exports.push({ name, value: exportedName(lowering, local), from: undefined, range });
  }
}

/** What is given to others by its name may be a type as well. */
export const exportedName = (lowering: Lowering, node: ts.Identifier): Expression =>
  readName(lowering, node, bindingNamed(lowering, node.text) ?? typeNamed(lowering, node.text));

/** `export * from 'm'`, `export * as name from 'm'`. */
function exportAll(lowering: Lowering, node: ts.ExportDeclaration, clause: ts.NamedExportBindings | undefined): void {
  const { moduleSpecifier: source } = node;
  if (!source) return;
  const name = clause?.kind === NamespaceExport ? clause.name.text : '*';
  const from = { specifier: textOf(source) ?? '', imported: '*' };
  const range = rangeOf(lowering, node);
  lowering.exports.push({ name, value: undefined, from, range });
  addImport(lowering, source, 'import', range, false).names = [passedOn('*', range)];
}

/** What is exported from another module loads that module, and has no name in this one. */
const passedOn = (imported: string, range: Range): ImportName => ({ imported, local: '', binding: undefined, range });

/** A module-level `export` of what a declaration or expression gives. */
export function exportValue(lowering: Lowering, name: string, value: Expression | undefined, range: Range): void {
  if (name === '*' && value) exportWhole(lowering, value, range);
  else lowering.exports.push({ name, value, from: undefined, range });
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
