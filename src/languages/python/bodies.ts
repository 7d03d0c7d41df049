import type { Range } from '../tree.ts';
import { childOf, fieldOf, type SyntaxNode } from '../treeSitter/syntax.ts';

/** What stands in the block of a compound statement or clause; in broken text a part of it can lie between the head and the block. */
export function bodyOf(node: SyntaxNode): readonly SyntaxNode[] {
  const block = fieldOf(node, 'body') ?? fieldOf(node, 'consequence') ?? childOf(node, 'block');
  if (!block) return [];
  const index = node.children.indexOf(block);
  const colon = node.children.findIndex((child) => child.type === ':');
  const strays = node.children.filter((child, at) => child.type === 'ERROR' && at > colon && at < index && colon >= 0);
  return [...strays, ...block.children];
}

/** From the first to the last of the nodes; `around` when there are none. */
export function extent(nodes: readonly SyntaxNode[], around: Range): Range {
  const [first] = nodes;
  if (!first) return { start: around.end, end: around.end };
  return { start: first.start, end: nodes.reduce((end, node) => Math.max(end, node.end), first.end) };
}

export const isStatement = (node: SyntaxNode): boolean => /_(?:statement|definition)$/.test(node.type);
