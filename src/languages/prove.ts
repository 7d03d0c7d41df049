import { known, unknown, type Known } from '../core/known.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import { lineStart } from './lines.ts';
import type { Block, LanguageFrontend, Tree } from './tree.ts';
import { blocksOf, statementsWithin } from './walk.ts';

/** Lets edits of one source file pass only if the result parses as well as before and leaves every name bound. */
export function provenEdits(
  frontend: LanguageFrontend,
  tree: Tree,
  edits: readonly TextEdit[],
): Known<readonly TextEdit[]> {
  const text = applyEdits(tree.text, edits);
  if (text === undefined) return unknown('the edits would overlap');
  if (text === tree.text) return unknown('nothing would change');
  const after = frontend.lower(tree.path, text);
  if (after.problems.length > tree.problems.length) return unknown('the result would not parse');
  if (tree.language === 'python' && outOfLine(after) > outOfLine(tree))
    return unknown('the result would be indented wrongly');
  for (const name of after.unresolved) {
    if (!tree.unresolved.has(name)) return unknown(`\`${name}\` would not be bound any more`);
  }
  return known(edits);
}

/** How many statements are not indented as their block is, which the grammar forgives and Python does not. */
function outOfLine(tree: Tree): number {
  let count = 0;
  const blocks = tree.functions.flatMap(({ body }): readonly Block[] => [
    body,
    ...[...statementsWithin(body)].flatMap(blocksOf),
  ]);
  for (const { statements } of blocks) {
    const indentations = statements
      .map(({ start }) => tree.text.slice(lineStart(tree.text, start), start))
      .filter((before) => before.trim() === '');
    count += indentations.filter((it) => it !== indentations[0]).length;
  }
  return count;
}
