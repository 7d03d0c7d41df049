/** Python source to the tree of `languages/tree.ts`. */
import type { Host } from '../../core/host.ts';
import type { LanguageFrontend, Tree } from '../tree.ts';
import { functionDraft, type Lowering, type Scope } from './context.ts';
import { exportsOf } from './exports.ts';
import { lowerExpression } from './expressions.ts';
import { loadParser, type Parse } from './parser.ts';
import { problemsOf } from './problems.ts';
import { declare, globalNames, openScope } from './scopes.ts';
import { spelling } from './spelling.ts';
import { lowerBody } from './statements.ts';

/** Loads the grammar; the runtime's and the grammar's .wasm come from the Host (`asset('web-tree-sitter.wasm')`, `asset('tree-sitter-python.wasm')`). */
export async function loadPython(host: Pick<Host, 'asset'>): Promise<LanguageFrontend> {
  const parse = await loadParser(host);
  return { lower: (path, text) => lower(parse, path, text), spelling };
}

function lower(parse: Parse, path: string, text: string): Tree {
  const syntax = parse(text);
  const visible = { start: 0, end: text.length };
  const module = functionDraft(
    {
      id: 0,
      name: '',
      at: { start: 0, end: 0 },
      range: visible,
      parent: undefined,
      class: undefined,
      async: false,
      generator: false,
    },
    visible,
  );
  const scope: Scope = { kind: 'module', function: module, names: new Map(), globals: new Set(), parent: undefined };
  const lowering: Lowering = {
    text,
    functions: [module],
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
    comments: syntax.comments,
    problems: problemsOf(path, text, syntax),
  };
}
