/** Java: a creation that a reference to a method makes, `S3Client::create`, is moved as the lambda that it stands for. */
import type { Fix } from '../../core/finding.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { Creation } from '../../core/module.ts';
import { applyEdits, type TextEdit } from '../../core/span.ts';
import type { LanguageFrontend, Tree } from '../tree.ts';

const head = '() -> ';

/** What the reference is as a lambda; undefined for a creation that is written as a call. */
export function unfoldedReference({ text }: Tree, { at }: Creation): string | undefined {
  const [, type, method] = /^([\w.]+)\s*::\s*(\w+)$/.exec(text.slice(at.start, at.end)) ?? [];
  return type === undefined || method === undefined ? undefined : `${head}${type}.${method}()`;
}

/** `fixOf` makes the fix of the text with the lambda, which is then one of the text with the reference. */
export function fixOfReference(
  frontend: LanguageFrontend,
  tree: Tree,
  { at }: Creation,
  lambda: string,
  fixOf: (tree: Tree, at: Creation['at']) => Known<Fix>,
): Known<Fix> {
  const { path } = tree;
  const text = applyEdits(tree.text, [{ ...at, text: lambda }]);
  if (text === undefined) return unknown('the file has changed');
  const made = { path, start: at.start + head.length, end: at.start + lambda.length };
  const fix = fixOf(frontend.lower(path, text), made);
  if (!fix.known) return fix;
  const edits = fix.value.edits.map((edit): TextEdit => {
    if (edit.start === made.start && edit.end === made.end) return { ...at, text: head + edit.text };
    const shift = edit.start >= made.end ? at.end - made.end : 0;
    return { ...edit, start: edit.start + shift, end: edit.end + shift };
  });
  return applyEdits(tree.text, edits) === applyEdits(text, fix.value.edits)
    ? known({ ...fix.value, edits })
    : unknown('it is made by a reference to a method');
}
