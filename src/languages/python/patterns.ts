/** The patterns of `match`. */
import { namedOf, type SyntaxNode } from '../treeSitter/syntax.ts';
import { stringValue } from './strings.ts';

export interface Capture {
  /** The identifier that is bound. */
  readonly name: SyntaxNode;
  /** Which part of the subject it is bound to; see `Write.path`. */
  readonly path: readonly string[];
}

/** The names that a pattern binds. Iterative, since broken text can nest without end. */
export function capturesOf(text: string, pattern: SyntaxNode): readonly Capture[] {
  const captures: Capture[] = [];
  const stack: { readonly node: SyntaxNode; readonly path: readonly string[] }[] = [{ node: pattern, path: [] }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node, path } = at;
    const inner: { readonly node: SyntaxNode; readonly path: readonly string[] }[] = [];
    switch (node.type) {
      case 'identifier':
        captures.push({ name: node, path });
        break;
      case 'dotted_name': {
        const [name] = node.children;
        // A dotted one is a value to compare with.
        if (name && node.children.length === 1) captures.push({ name, path });
        break;
      }
      case 'splat_pattern':
        for (const name of namedOf(node)) captures.push({ name, path: [...path, '*'] });
        break;
      case 'list_pattern':
      case 'tuple_pattern': {
        const parts = namedOf(node);
        // Brackets around one pattern without a comma only group.
        const grouping =
          node.type === 'tuple_pattern' && parts.length === 1 && !node.children.some(({ type }) => type === ',');
        parts.forEach((part, index) => {
          const splat = part.children[0]?.type === 'splat_pattern';
          inner.push({ node: part, path: grouping || splat ? path : [...path, String(index)] });
        });
        break;
      }
      case 'dict_pattern':
        node.children.forEach((child, index) => {
          if (child.type === 'splat_pattern') inner.push({ node: child, path });
          if (child.field !== 'value') return;
          const key = node.children.slice(0, index).findLast((sibling) => sibling.field === 'key');
          inner.push({ node: child, path: [...path, (key?.type === 'string' && stringValue(text, key)) || '*'] });
        });
        break;
      case 'class_pattern':
        for (const part of namedOf(node).slice(1)) {
          const keyword = part.children[0];
          inner.push({ node: part, path: keyword?.type === 'keyword_pattern' ? path : [...path, '*'] });
        }
        break;
      case 'keyword_pattern': {
        const [name, ...values] = namedOf(node);
        if (!name) break;
        for (const value of values) inner.push({ node: value, path: [...path, text.slice(name.start, name.end)] });
        break;
      }
      case 'as_pattern':
      case 'union_pattern':
      case 'case_pattern':
        for (const part of namedOf(node)) inner.push({ node: part, path });
        break;
    }
    stack.push(...inner.reverse());
  }
  return captures;
}

/** What a pattern compares with: dotted names, classes and literals, in order. */
export function comparedIn(pattern: SyntaxNode): readonly SyntaxNode[] {
  const compared: SyntaxNode[] = [];
  const stack = [pattern];
  for (let node = stack.pop(); node; node = stack.pop()) {
    switch (node.type) {
      case 'dotted_name':
        if (node.children.length > 1) compared.push(node);
        break;
      case 'class_pattern':
        compared.push(...namedOf(node).slice(0, 1));
        stack.push(...[...namedOf(node).slice(1)].reverse());
        break;
      case 'keyword_pattern':
        stack.push(...[...namedOf(node).slice(1)].reverse());
        break;
      case 'identifier':
      case 'splat_pattern':
        break;
      case 'case_pattern':
      case 'as_pattern':
      case 'union_pattern':
      case 'list_pattern':
      case 'tuple_pattern':
      case 'dict_pattern':
        stack.push(...[...namedOf(node)].reverse());
        break;
      default:
        compared.push(node);
    }
  }
  return compared;
}
