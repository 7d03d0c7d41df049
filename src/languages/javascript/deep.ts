/** What is too deep to be walked, known by the names that stand in it. */
import ts from 'typescript';
import type { Expression } from '../tree.ts';
import { nameExpression, rangeOf, type Lowering } from './context.ts';
import { bindingNamed } from './scopes.ts';

const {
  BinaryExpression,
  FirstAssignment,
  FirstTypeNode,
  Identifier,
  LastAssignment,
  LastTypeNode,
  EqualsToken,
  PostfixUnaryExpression,
  PrefixUnaryExpression,
  PropertyAccessExpression,
  PropertyAssignment,
} = ts.SyntaxKind;

interface Use {
  readonly name: ts.Identifier;
  readonly reads: boolean;
  readonly writes: boolean;
}

/** Names that are declared within mean nothing outside, and are left out. */
export function onlyNames(lowering: Lowering, node: ts.Node): Expression {
  const { function: fn, statement } = lowering.place;
  const parts = usesIn(node).map(({ name, reads, writes }) => {
    const binding = bindingNamed(lowering, name.text);
    const expression = nameExpression(lowering, name, binding);
    if (reads) binding?.reads.push(expression);
    if (writes) {
      const write = { range: rangeOf(lowering, name), value: undefined, path: [], iterates: undefined };
      binding?.writes.push({ function: fn, statement, ...write });
    }
    return expression;
  });
  return { kind: 'unknown', parts, ...rangeOf(lowering, node) };
}

/** Every use of a value's name, in order. */
function usesIn(root: ts.Node): readonly Use[] {
  const uses: Use[] = [];
  const declared = new Set<string>();
  const open: { readonly node: ts.Node; readonly set: 'no' | 'only' | 'also' }[] = [{ node: root, set: 'no' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, set } = next;
    if (node.kind >= FirstTypeNode && node.kind <= LastTypeNode) continue;
    if (node.kind === Identifier) {
      const name = node as ts.Identifier;
      if (name.text !== '') uses.push({ name, reads: set !== 'only', writes: set !== 'no' });
      continue;
    }
    const children: { readonly node: ts.Node; readonly set: 'no' | 'only' | 'also' }[] = [];
    ts.forEachChild(node, (child) => {
      if (isDeclaredName(node, child)) declareName(declared, child);
      if (!isOnlyName(node, child)) children.push({ node: child, set: setBy(node, child) });
    });
    open.push(...children.reverse());
  }
  return uses.filter(({ name }) => !declared.has(name.text)).sort((a, b) => a.name.pos - b.name.pos);
}

interface Named extends ts.Node {
  readonly name?: ts.Node;
  readonly propertyName?: ts.Node;
  readonly label?: ts.Node;
}

const isDeclaredName = (node: Named, child: ts.Node): boolean =>
  node.name === child && node.kind !== PropertyAccessExpression && node.kind !== PropertyAssignment;

function declareName(declared: Set<string>, name: ts.Node): void {
  if (name.kind === Identifier) declared.add((name as ts.Identifier).text);
}

/** Names that stand for nothing that has a value: of members, properties, labels, and declarations. */
const isOnlyName = (node: Named, child: ts.Node): boolean =>
  child.kind === Identifier && (node.name === child || node.propertyName === child || node.label === child);

function setBy(node: ts.Node, child: ts.Node): 'no' | 'only' | 'also' {
  if (node.kind === PrefixUnaryExpression || node.kind === PostfixUnaryExpression) {
    const { operator } = node as ts.PrefixUnaryExpression;
    return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken ? 'also' : 'no';
  }
  if (node.kind !== BinaryExpression || (node as ts.BinaryExpression).left !== child) return 'no';
  const { kind } = (node as ts.BinaryExpression).operatorToken;
  if (kind < FirstAssignment || kind > LastAssignment) return 'no';
  return kind === EqualsToken ? 'only' : 'also';
}
