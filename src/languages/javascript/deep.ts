/** What is too deep to be walked, known by the names that stand in it. */
import ts from 'typescript';
import type { Expression } from '../tree.ts';
import { isAssignment, isUpdate } from './assignments.ts';
import { nameExpression, rangeOf, type Lowering } from './context.ts';
import { bindingNamed } from './scopes.ts';

const {
  ArrayLiteralExpression,
  BindingElement,
  ClassDeclaration,
  ClassExpression,
  EnumDeclaration,
  EqualsToken,
  FirstTypeNode,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
  JsxClosingElement,
  JsxOpeningElement,
  JsxSelfClosingElement,
  LastTypeNode,
  ObjectLiteralExpression,
  Parameter,
  ParenthesizedExpression,
  PropertyAssignment,
  ShorthandPropertyAssignment,
  SpreadAssignment,
  SpreadElement,
  VariableDeclaration,
} = ts.SyntaxKind;

/** Whether a name is read, set, or both. */
type Use = 'read' | 'set' | 'changed';

/** Names that are declared within mean nothing outside, and are left out. */
export function onlyNames(lowering: Lowering, node: ts.Node): Expression {
  const { function: fn, statement } = lowering.place;
  const parts = usesIn(node).map(({ name, use }) => {
    const binding = bindingNamed(lowering, name.text);
    const expression = nameExpression(lowering, name, binding);
    if (use !== 'set') binding?.reads.push(expression);
    if (use !== 'read') {
      const write = { range: rangeOf(lowering, name), value: undefined, path: [], iterates: undefined };
      binding?.writes.push({ function: fn, statement, ...write });
    }
    return expression;
  });
  return { kind: 'unknown', parts, ...rangeOf(lowering, node) };
}

/** Every use of a value's name, in order. */
function usesIn(root: ts.Node): readonly { readonly name: ts.Identifier; readonly use: Use }[] {
  const uses: { readonly name: ts.Identifier; readonly use: Use }[] = [];
  const declared = new Set<string>();
  const open: { readonly node: ts.Node; readonly use: Use }[] = [{ node: root, use: 'read' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, use } = next;
    if (node.kind >= FirstTypeNode && node.kind <= LastTypeNode) continue;
    if (node.kind === Identifier) {
      const name = node as ts.Identifier;
      if (name.text !== '') uses.push({ name, use });
      continue;
    }
    ts.forEachChild(node, (child) => {
      if (!isOnlyName(node, child)) open.push({ node: child, use: useOf(node, child, use) });
      else if (declaring.has(node.kind)) declared.add((child as ts.Identifier).text);
    });
  }
  return uses.filter(({ name }) => !declared.has(name.text)).sort((a, b) => a.name.pos - b.name.pos);
}

const declaring: ReadonlySet<ts.SyntaxKind> = new Set([
  BindingElement,
  ClassDeclaration,
  ClassExpression,
  EnumDeclaration,
  FunctionDeclaration,
  FunctionExpression,
  Parameter,
  VariableDeclaration,
]);

interface Named extends ts.Node {
  readonly name?: ts.Node;
  readonly propertyName?: ts.Node;
  readonly label?: ts.Node;
  readonly tagName?: ts.Node;
}

/** Names that stand for no value: of declarations, members, properties, labels and elements of a page. */
function isOnlyName(node: Named, child: ts.Node): boolean {
  if (child.kind !== Identifier) return false;
  if (tagged.has(node.kind) && node.tagName === child) return /^[a-z]/.test((child as ts.Identifier).text);
  if (node.kind === ShorthandPropertyAssignment) return false;
  return node.name === child || node.propertyName === child || node.label === child;
}

const tagged: ReadonlySet<ts.SyntaxKind> = new Set([JsxOpeningElement, JsxSelfClosingElement, JsxClosingElement]);

/** What happens to a part of what is read or set. */
function useOf(node: ts.Node, child: ts.Node, around: Use): Use {
  if (isUpdate(node)) return 'changed';
  if (!isAssignment(node)) return patterns.has(node.kind) ? around : 'read';
  if (node.left !== child) return 'read';
  return node.operatorToken.kind === EqualsToken ? 'set' : 'changed';
}

/** What has its parts set where it is set itself. */
const patterns: ReadonlySet<ts.SyntaxKind> = new Set([
  ArrayLiteralExpression,
  ObjectLiteralExpression,
  ParenthesizedExpression,
  PropertyAssignment,
  ShorthandPropertyAssignment,
  SpreadAssignment,
  SpreadElement,
]);
