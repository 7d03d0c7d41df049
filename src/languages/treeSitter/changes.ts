/**
 * Texts that are read one after the other are often one text: somebody types in it, or an edit of it is tried out.
 * What the parser made of the last one is handed to it for the next, and what did not change is copied over no more.
 */
import { Edit, type Parser, type Point, type Tree } from 'web-tree-sitter';
import { copySyntax, type Grammar, type Syntax, type Unchanged } from './syntax.ts';

interface Kept {
  readonly text: string;
  readonly tree: Tree;
  readonly syntax: Syntax;
}

/** How much of both texts has to be the same, so that it is worthwhile. */
const share = 0.5;

/** In characters; the tree of one text is kept in the parser's memory, which never shrinks. */
const largest = 300_000;

/** Reads texts of one language; those that are broken are read by themselves, since how they are mended depends on what was there before. */
export function readingChanges(parser: Parser, grammar: Grammar): (text: string) => Syntax {
  let last: Kept | undefined;

  const keep = (kept: Kept): Syntax => {
    last?.tree.delete();
    last = kept;
    return kept.syntax;
  };

  return (text) => {
    const changed = last && changedFrom(last, text, parser, grammar);
    if (changed) return keep(changed);
    const tree = treeOf(parser, text);
    const syntax = copySyntax(tree, grammar);
    if (!syntax.broken && text.length <= largest) return keep({ text, tree, syntax });
    tree.delete();
    return syntax;
  };
}

/** What is never cancelled always ends. */
export function treeOf(parser: Parser, text: string, before?: Tree): Tree {
  const tree = parser.parse(text, before);
  if (!tree) throw new Error('Impossible: parsing ends early only when it is cancelled, and nothing cancels it.');
  return tree;
}

function changedFrom(last: Kept, text: string, parser: Parser, grammar: Grammar): Kept | undefined {
  const edit = editBetween(last.text, text);
  if (!edit) return undefined;
  // What is known of the last text stays known, should the new one be broken.
  const before = last.tree.copy();
  before.edit(edit);
  const tree = treeOf(parser, text, before);
  try {
    if (tree.rootNode.hasError) {
      tree.delete();
      return undefined;
    }
    const ranges = before.getChangedRanges(tree);
    const unchanged: Unchanged = {
      syntax: last.syntax,
      before: Math.min(edit.startIndex, ...ranges.map(({ startIndex }) => startIndex)),
      after: Math.max(edit.newEndIndex, ...ranges.map(({ endIndex }) => endIndex)),
      moved: edit.newEndIndex - edit.oldEndIndex,
    };
    return { text, tree, syntax: copySyntax(tree, grammar, { unchanged }) };
  } finally {
    before.delete();
  }
}

/** Undefined where the texts are rather two than one. */
function editBetween(before: string, text: string): Edit | undefined {
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === text.charCodeAt(text.length - 1 - same)
  )
    same++;
  if (start + same < share * Math.max(before.length, text.length)) return undefined;
  const [oldEnd, newEnd] = [before.length - same, text.length - same];
  return new Edit({
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(text, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(text, newEnd),
  });
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    line = at + 1;
  }
  return { row, column: offset - line };
}
