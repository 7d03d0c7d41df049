/**
 * What tree-sitter reads as plain objects, for Python and Java.
 * Each look at a tree-sitter node crosses the border to WebAssembly; a tree is walked several times, so it is copied over once.
 */
import type { Language, Tree } from 'web-tree-sitter';
import type { Range } from '../tree.ts';

export interface SyntaxNode extends Range {
  /** The grammar's name of it; for a token its text. */
  readonly type: string;
  /** Tokens such as `=` and `def` are not. */
  readonly named: boolean;
  /** The parser put it in to make sense of the rest; it has no text. */
  readonly missing: boolean;
  readonly field: string | undefined;
  /** Comments and line continuations are left out. */
  readonly children: readonly SyntaxNode[];
}

export interface Syntax {
  readonly root: SyntaxNode;
  readonly comments: readonly Range[];
  readonly broken: boolean;
}

/** What was copied of the text before this one, and where that differs; in offsets of this text. */
export interface Unchanged {
  readonly syntax: Syntax;
  /** What ends before `before` is the same, and what begins after `after`, only that it stood `moved` further to the front. */
  readonly before: number;
  readonly after: number;
  readonly moved: number;
}

interface Copying {
  /** Turns an offset of the parsed text into one of the user's. */
  readonly place?: (offset: number) => number;
  readonly unchanged?: Unchanged;
}

/** Copies the tree, which stays the caller's to delete. */
export function copySyntax(
  tree: Tree,
  grammar: Grammar,
  { place = (offset) => offset, unchanged }: Copying = {},
): Syntax {
  const cursor = tree.walk();
  const broken = tree.rootNode.hasError;
  const comments: Range[] = [];
  const known = unchanged && knownIn(unchanged, comments);

  const read = (): DraftNode => {
    const id = cursor.nodeTypeId;
    const type = grammar.type(id);
    const named = grammar.named(id);
    const start = cursor.startIndex;
    // A token's text is its type, unless broken text made the parser put it in.
    const end = named || broken ? cursor.endIndex : start + type.length;
    return {
      type,
      named,
      missing: broken && start === end && cursor.nodeIsMissing,
      field: punctuation.has(type) ? undefined : grammar.field(cursor.currentFieldId),
      start: place(start),
      end: place(end),
      children: [],
    };
  };

  const root = read();
  const open: DraftNode[] = [root];
  let descending = cursor.gotoFirstChild();
  while (descending) {
    const node = read();
    const parent = open[open.length - 1];
    const same = known?.same(node);
    if (commentTypes.has(node.type)) comments.push({ start: node.start, end: node.end });
    else if (node.type !== 'line_continuation') parent?.children.push(same ?? node);

    if (node.named && !same && !leaves.has(node.type) && cursor.gotoFirstChild()) {
      known?.enter(node);
      open.push(node);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      open.pop();
      known?.leave();
      if (open.length === 0 || !cursor.gotoParent()) {
        descending = false;
        break;
      }
    }
  }
  cursor.delete();
  return { root, comments, broken };
}

/** Goes along with a walk over the new tree through what was copied of the last one. */
function knownIn({ syntax, before, after, moved }: Unchanged, comments: Range[]) {
  /** For each node that the walk is within: the children that stood there, and the first that has not been passed. */
  const open: { readonly children: readonly SyntaxNode[]; next: number }[] = [
    { children: syntax.root.children, next: 0 },
  ];
  let comment = 0;

  function find(start: number, isIt: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
    const level = open[open.length - 1];
    if (!level) return undefined;
    const { children } = level;
    while (level.next < children.length && (children[level.next]?.start ?? start) < start) level.next++;
    for (let index = level.next; children[index]?.start === start; index++) {
      const node = children[index];
      if (node && isIt(node)) return node;
    }
    return undefined;
  }

  return {
    /** What was copied of the node before, moved to where it stands now, when nothing in it has changed. */
    same: (node: SyntaxNode): SyntaxNode | undefined => {
      const by = node.end < before ? 0 : node.start > after ? moved : undefined;
      if (by === undefined || leaves.has(node.type)) return undefined;
      const [start, end] = [node.start - by, node.end - by];
      const its = find(start, (it) => it.end === end && it.type === node.type && it.field === node.field);
      if (!its) return undefined;
      for (; comment < syntax.comments.length; comment++) {
        const range = syntax.comments[comment];
        if (!range || range.start >= end) break;
        if (range.start >= start) comments.push({ start: range.start + by, end: range.end + by });
      }
      return by === 0 ? its : movedBy(its, by);
    },
    enter: ({ type, start }: SyntaxNode): void => {
      const its = start < before ? find(start, (it) => it.type === type) : undefined;
      open.push({ children: its?.children ?? [], next: 0 });
    },
    leave: (): void => void open.pop(),
  };
}

/** A copy that stands `by` further to the back; without going as deep as the tree is. */
function movedBy(top: SyntaxNode, by: number): SyntaxNode {
  const moved = (node: SyntaxNode): DraftNode => ({
    ...node,
    start: node.start + by,
    end: node.end + by,
    children: [],
  });
  const copy = moved(top);
  const open: { readonly from: SyntaxNode; readonly to: DraftNode }[] = [{ from: top, to: copy }];
  for (let it = open.pop(); it; it = open.pop()) {
    for (const child of it.from.children) {
      const to = moved(child);
      it.to.children.push(to);
      if (child.children.length > 0) open.push({ from: child, to });
    }
  }
  return copy;
}

/** Names of the grammar's node types and fields, by id. */
export interface Grammar {
  readonly type: (id: number) => string;
  readonly named: (id: number) => boolean;
  readonly field: (id: number) => string | undefined;
}

export function grammarOf(language: Language): Grammar {
  const named = language.types.map((_, id) => language.nodeTypeIsNamed(id));
  return {
    // Errors have an id far beyond the language's own.
    type: (id) => language.types[id] ?? 'ERROR',
    named: (id) => named[id] ?? true,
    field: (id) => (id === 0 ? undefined : (language.fields[id] ?? undefined)),
  };
}

export const fieldOf = (node: SyntaxNode, name: string): SyntaxNode | undefined =>
  node.children.find((child) => child.field === name);

export const fieldsOf = (node: SyntaxNode, name: string): readonly SyntaxNode[] =>
  node.children.filter((child) => child.field === name && child.named);

/** Children that are neither tokens nor errors. */
export const namedOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.filter((child) => child.named && child.type !== 'ERROR');

export const childOf = (node: SyntaxNode, type: string): SyntaxNode | undefined =>
  node.children.find((child) => child.type === type);

export const hasToken = (node: SyntaxNode, token: string): boolean =>
  node.children.some((child) => !child.named && child.type === token);

type DraftNode = Omit<SyntaxNode, 'children'> & { readonly children: SyntaxNode[] };

/** Nodes without parts, or whose parts are read from the text: asking for each would be a call to WebAssembly. */
const leaves: ReadonlySet<string> = new Set(
  `comment ellipsis escape_interpolation escape_sequence false float identifier import_prefix integer line_continuation none
  string_content string_end string_start true type_conversion
  line_comment block_comment type_identifier null_literal this super decimal_integer_literal decimal_floating_point_literal
  hex_integer_literal octal_integer_literal binary_integer_literal hex_floating_point_literal character_literal void_type
  boolean_type`.split(/\s+/),
);

/** As Python and as Java call them. */
const commentTypes: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment']);

/** Tokens that never are a field. */
const punctuation: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',', '.', ':', '=', ';']);
