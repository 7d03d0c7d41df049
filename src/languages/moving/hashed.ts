/** What Python's dictionaries and sets take as keys and elements: a list, a dictionary or a set is refused. */
import type { Expression, Tree } from '../tree.ts';

export function hashedIn({ language, text }: Pick<Tree, 'language' | 'text'>, it: Expression): readonly Expression[] {
  if (language !== 'python') return [];
  if (it.kind === 'object') return it.entries.flatMap(({ dynamicKey }) => dynamicKey ?? []);
  return it.kind === 'list' && text.charAt(it.start) === '{' ? it.items : [];
}
