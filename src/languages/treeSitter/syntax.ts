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

/** Copies the tree; `place` turns an offset of the parsed text into one of the user's. The tree stays the caller's to delete. */
export function copySyntax(tree: Tree, grammar: Grammar, place: (offset: number) => number): Syntax {
  const cursor = tree.walk();
  const broken = tree.rootNode.hasError;
  const comments: Range[] = [];

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
    if (commentTypes.has(node.type)) comments.push({ start: node.start, end: node.end });
    else if (node.type !== 'line_continuation') parent?.children.push(node);

    if (node.named && !leaves.has(node.type) && cursor.gotoFirstChild()) {
      open.push(node);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      open.pop();
      if (open.length === 0 || !cursor.gotoParent()) {
        descending = false;
        break;
      }
    }
  }
  cursor.delete();
  return { root, comments, broken };
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

type DraftNode = Omit<SyntaxNode, 'children'> & { readonly children: DraftNode[] };

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
