import type { Child } from './context.ts';

/** The name of a property; undefined when only running the code would tell it. */
export function keyOf(node: Child, computed: boolean): string | undefined {
  if (node?.type === 'Literal') return node.value instanceof RegExp ? undefined : String(node.value);
  if (node?.type === 'TemplateLiteral') return textOf(node);
  if (node?.type === 'PrivateIdentifier') return `#${node.name}`;
  return node?.type === 'Identifier' && !computed ? node.name : undefined;
}

/** The text of a string, or of a template without holes. */
export function textOf(node: Child): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? node.quasis[0]?.value.raw;
}
