/** What TypeScript has beside JavaScript that runs: enums, namespaces, and imports with `=`. */
import ts from 'typescript';
import type { Expression } from '../tree.ts';
import { block, has, inScope, rangeOf, type Lowering } from './context.ts';
import { exportValue, lowerImportEquals } from './modules.ts';
import { declarationRange, isModuleExport, type Fields, type Outside } from './outside.ts';
import { bindingNamed, declare, declareBody, declaresNamespace, scopeIn } from './scopes.ts';
import { given, lowerTarget } from './targets.ts';

const {
  ComputedPropertyName,
  DeclareKeyword,
  ExportKeyword,
  ModuleBlock,
  ModuleDeclaration,
  QualifiedName,
  VariableStatement,
} = ts.SyntaxKind;

/** `import x = require('m')` and `import x = Namespace.member`. */
export function lowerImportEqualsStatement(
  lowering: Lowering,
  node: ts.ImportEqualsDeclaration,
  outside: Outside,
): Fields {
  const bareRange = declarationRange(lowering, node);
  const range = outside.range ?? bareRange;
  const { name, moduleReference } = node;
  const imported = lowerImportEquals(lowering, node, range);
  if (imported) {
    if (isModuleExport(lowering, outside))
      lowering.exports.push({
        name: name.text,
        value: undefined,
        from: { specifier: imported.specifier, imported: '*' },
        range,
      });
    return { kind: 'import', node: imported };
  }
  if (node.isTypeOnly) return { kind: 'none' };
  const value = qualifiedName(lowering, moduleReference);
  const { target } = lowerTarget(lowering, name, given(value));
  const declarator = { targets: target ? [target] : [], value, operator: '=', annotation: undefined, ...bareRange };
  if (isModuleExport(lowering, outside)) exportValue(lowering, name.text, value, bareRange);
  return { kind: 'assign', declarators: [declarator], declaration: 'const', exported: outside.exported !== undefined };
}

function qualifiedName(lowering: Lowering, node: ts.Node): Expression {
  if (node.kind !== QualifiedName) return lowering.expression(node);
  const { left, right } = node as ts.QualifiedName;
  const range = rangeOf(lowering, node);
  const object = qualifiedName(lowering, left);
  const propertyRange = rangeOf(lowering, right);
  return { kind: 'member', object, property: right.text, propertyRange, computed: false, ...range };
}

export function lowerEnum(lowering: Lowering, node: ts.EnumDeclaration, outside: Outside): Fields {
  if (has(node, DeclareKeyword)) return { kind: 'none' };
  const range = declarationRange(lowering, node);
  lowerTarget(lowering, node.name, given(membersOfEnum(lowering, node)));
  if (isModuleExport(lowering, outside)) exportValue(lowering, node.name.text, undefined, range);
  const { scope: around } = lowering;
  const scope = scopeIn(around, around.function, range);
  for (const { name } of node.members) {
    const named = name.kind === ComputedPropertyName ? undefined : name.text;
    if (named !== undefined) declare(lowering, scope, named, 'variable');
  }
  const values = inScope(lowering, scope, () =>
    node.members.flatMap(({ initializer }) => (initializer ? [lowering.expression(initializer)] : [])),
  );
  return { kind: 'other', values, blocks: [] };
}

/** An enum as the object that it becomes; what a member is that is computed is not known. */
function membersOfEnum(lowering: Lowering, { members, name }: ts.EnumDeclaration): Expression {
  let next: number | undefined = 0;
  const entries = members.map(({ name: key, initializer }) => {
    const constant: string | number | undefined = initializer ? constantIn(initializer) : next;
    next = typeof constant === 'number' ? constant + 1 : undefined;
    const range = rangeOf(lowering, key);
    const value: Expression =
      constant === undefined
        ? { kind: 'unknown', parts: [], ...range }
        : { kind: 'literal', value: constant, ...range };
    return { key: key.kind === ComputedPropertyName ? undefined : key.text, dynamicKey: undefined, value };
  });
  return { kind: 'object', entries, ...rangeOf(lowering, name) };
}

function constantIn(initializer: ts.Expression): string | number | undefined {
  if (ts.isNumericLiteral(initializer)) return Number(initializer.text);
  return ts.isStringLiteralLike(initializer) ? initializer.text : undefined;
}

export function lowerNamespace(lowering: Lowering, node: ts.ModuleDeclaration, outside: Outside): Fields {
  const body = bodyOfNamespace(node);
  if (!body) return { kind: 'none' };
  const range = declarationRange(lowering, node);
  const { scope: around } = lowering;
  const scope = scopeIn(around, around.function, range);
  declareBody(lowering, scope, body.statements);
  const { inner, value } = inScope(lowering, scope, () => ({
    inner: block(lowering, body.statements, rangeOf(lowering, body), scope),
    value: membersOf(lowering, body),
  }));
  if (declaresNamespace(node)) {
    lowerTarget(lowering, node.name, given(value));
    if (isModuleExport(lowering, outside)) exportValue(lowering, node.name.text, value, range);
  }
  return { kind: 'other', values: [], blocks: [inner] };
}

/** That of the innermost one in `namespace A.B`; undefined where nothing runs. */
function bodyOfNamespace(node: ts.ModuleDeclaration): ts.ModuleBlock | undefined {
  let inner = node;
  for (;;) {
    if (has(inner, DeclareKeyword)) return undefined;
    const { body } = inner;
    if (body?.kind !== ModuleDeclaration) return body?.kind === ModuleBlock ? body : undefined;
    inner = body;
  }
}

/** What a namespace offers, as the object that it becomes; asked in its scope. */
function membersOf(lowering: Lowering, body: ts.ModuleBlock): Expression {
  const entries = body.statements.flatMap(namesExportedBy).flatMap((name) => {
    const binding = bindingNamed(lowering, name.text);
    if (!binding) return [];
    const value: Expression = { kind: 'name', name: name.text, binding, ...rangeOf(lowering, name) };
    return [{ key: name.text, dynamicKey: undefined, value }];
  });
  return { kind: 'object', entries, ...rangeOf(lowering, body) };
}

function namesExportedBy(node: ts.Statement): readonly ts.Identifier[] {
  if (!has(node, ExportKeyword)) return [];
  const named = node.kind === VariableStatement ? (node as ts.VariableStatement).declarationList.declarations : [node];
  return named.flatMap((it) => ts.getNameOfDeclaration(it as ts.Declaration) ?? []).filter(ts.isIdentifier);
}
