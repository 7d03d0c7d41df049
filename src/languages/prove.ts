import { known, unknown, type Known } from '../core/known.ts';
import { applyEdits, type TextEdit } from '../core/span.ts';
import type { LanguageFrontend, Tree } from './tree.ts';

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
  for (const name of after.unresolved) {
    if (!tree.unresolved.has(name)) return unknown(`\`${name}\` would not be bound any more`);
  }
  return known(edits);
}
