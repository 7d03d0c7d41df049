/**
 * Python source to the tree of `languages/tree.ts`.
 *
 * What the tree leaves open is decided so:
 * - A write's range is the name that is written; a function's or class's name is written with the function or class as value.
 * - Names of a class body are bindings of the function around it, visible in the class alone; statements of a class body
 *   that bind no name are fields without a name.
 * - Annotations and the types that `except` catches are in no statement, but their names are among the reads.
 * - A statement that imports several modules has the first as its `node`; `tree.imports` has all (see `imports.ts`).
 * - `with a as b` gives `b` the value of `a`; `async` on `with` and `for` is told by the function alone.
 */
import { functionDraft } from '../treeSitter/draft.ts';
import type { Host } from '../../core/host.ts';
import { loadGrammar, type Parse } from '../treeSitter/grammar.ts';
import { withLineFeeds } from '../lines.ts';
import type { LanguageFrontend, Tree } from '../tree.ts';
import { type Lowering, type Scope } from './context.ts';
import { exportsOf } from './exports.ts';
import { lowerExpression } from './expressions.ts';
import { damage, faultsIn, problemsOf, type SyntaxFault } from '../treeSitter/faults.ts';
import { withoutLongComments } from './longComments.ts';
import { repair } from './repair.ts';
import type { Syntax } from '../treeSitter/syntax.ts';
import { declare, globalNames, openScope } from './scopes.ts';
import { withoutSoftKeywords } from './softKeywords.ts';
import { spelling } from './spelling.ts';
import { lowerBody } from './statements.ts';

/** Loads the grammar; the runtime's and the grammar's .wasm come from the Host (`asset('web-tree-sitter.wasm')`, `asset('tree-sitter-python.wasm')`). */
export async function loadPython(host: Pick<Host, 'asset'>): Promise<LanguageFrontend> {
  const parse = await loadGrammar(host, 'tree-sitter-python.wasm');
  return { lower: (path, text) => lower(parse, path, text), spelling };
}

function lower(parse: Parse, path: string, text: string): Tree {
  const { text: readable, comments } = withoutLongComments(withLineFeeds(text));
  const { syntax, faults } = read(parse, withoutSoftKeywords(readable));
  const visible = { start: 0, end: text.length };
  const functions: Lowering['functions'] = [];
  const module = functionDraft(
    { functions },
    { name: '', at: { start: 0, end: 0 }, range: visible, parent: undefined, class: undefined },
    visible,
  );
  const scope: Scope = { kind: 'module', function: module, names: new Map(), globals: new Set(), parent: undefined };
  const lowering: Lowering = {
    text,
    functions,
    classes: [],
    bindings: [],
    imports: [],
    unresolved: new Set(),
    scope,
    pending: [],
    opened: [],
    depth: 0,
    typeOnly: false,
    expression: (node) => lowerExpression(lowering, node),
    fill: (block, inner, nodes) => lowerBody(lowering, block, inner, nodes),
  };
  const items = syntax.root.type === 'module' ? syntax.root.children : [syntax.root];
  lowering.scope = openScope(lowering, undefined, items, { kind: 'module', function: module, visible });
  for (const name of globalNames(text, syntax.root)) declare(lowering, lowering.scope, name, 'variable', visible);
  lowering.fill(module.body, lowering.scope, items);

  return {
    path,
    language: 'python',
    text,
    functions: lowering.functions,
    classes: lowering.classes,
    bindings: lowering.bindings,
    imports: lowering.imports,
    exports: exportsOf(lowering.scope, lowering.imports),
    unresolved: lowering.unresolved,
    comments:
      comments.length === 0 ? syntax.comments : [...syntax.comments, ...comments].sort((a, b) => a.start - b.start),
    problems: problemsOf('Python', path, text, faults),
  };
}

/** Broken text is read a second time, with what is missing put in, if that leaves less that cannot be read. */
function read(parse: Parse, text: string): { readonly syntax: Syntax; readonly faults: readonly SyntaxFault[] } {
  const syntax = parse(text);
  if (!syntax.broken && !halfTyped.test(text)) return { syntax, faults: [] };
  const faults = faultsIn(text, syntax);
  const repaired = repair(text);
  if (repaired.faults.length === 0) return { syntax, faults };
  const second = parse(repaired.text, repaired.place);
  const left = faultsIn(text, second);
  const isBetter = syntax.broken
    ? damage(left) <= damage(faults)
    : left.length === 0 && repaired.faults.every(({ operand }) => operand);
  return isBetter ? { syntax: second, faults: [...repaired.faults, ...left] } : { syntax, faults };
}

/** `client = boto3.` before a line with a name: the grammar reads on over the line break and sees nothing wrong. */
const halfTyped = /[.=][ \t]*\r?\n\s*[A-Za-z_][\w.]*[ \t]*(?:[=([]|\r?\n)/;
