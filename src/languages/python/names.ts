import type { NameExpression } from '../tree.ts';
import type { Lowering } from './context.ts';
import { resolve } from './scopes.ts';
import { keywords } from './spelling.ts';
import type { SyntaxNode } from '../treeSitter/syntax.ts';

/** A name that is read; undefined for what only stands in for a name: something missing, or a keyword in broken text. */
export function readName(lowering: Lowering, node: SyntaxNode): NameExpression | undefined {
  const name = lowering.text.slice(node.start, node.end);
  if (name === '' || keywords.has(name)) return undefined;
  const binding = resolve(lowering.scope, name);
  const read: NameExpression = { kind: 'name', name, binding, start: node.start, end: node.end };
  if (binding) binding.reads.push(read);
  else lowering.unresolved.add(name);
  return read;
}

/** Every name that is read anywhere in the node. Iterative: it serves where nesting is too deep, and for annotations, whose names alone matter. */
export function namesIn(
  lowering: Lowering,
  node: SyntaxNode,
  isLeftOut: (node: SyntaxNode) => boolean = () => false,
): readonly NameExpression[] {
  const names: NameExpression[] = [];
  const stack = [node];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (at.type === 'identifier') {
      const name = readName(lowering, at);
      if (name) names.push(name);
      continue;
    }
    const inner = at.children.filter(
      (child) =>
        child.named &&
        !isLeftOut(child) &&
        !(at.type === 'attribute' && child.field === 'attribute') &&
        !(at.type === 'keyword_argument' && child.field === 'name'),
    );
    stack.push(...inner.reverse());
  }
  return names;
}
