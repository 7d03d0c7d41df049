/**
 * Java source to the tree of `languages/tree.ts`.
 *
 * What the tree leaves open is decided so:
 * - A class statement has the class's body as a block: static fields, static initializers and nested classes run there.
 * - Static fields are variables of the module, whichever class they stand in; fields of objects are members of `this`,
 *   with the class that `this` is an object of, however the source writes them.
 * - A class has a constructor that is made for it, with what initializes its fields; the written ones come after it.
 * - A name of a class that the file neither declares nor imports is as good as imported from the same package.
 * - An import binds the class as the module itself; a symbol is the class's full name and what is taken of it.
 * - A type's names are among the reads of their bindings, and in no statement.
 */
import { functionDraft, placeStatement, rangeOf, within } from '../treeSitter/draft.ts';
import type { Host } from '../../core/host.ts';
import { loadGrammar, type Parse } from '../treeSitter/grammar.ts';
import { childOf, type Syntax, type SyntaxNode } from '../treeSitter/syntax.ts';
import { withLineFeeds } from '../lines.ts';
import type { ExportNode, LanguageFrontend, Range, Tree } from '../tree.ts';
import { isClass, declareClass, lowerAnonymousClass, lowerClass, lowerNestedClass } from './classes.ts';
import { type Lowering, type Scope } from './context.ts';
import { lowerExpression } from './expressions.ts';
import { lowerImport } from './imports.ts';
import { identifiersIn } from './names.ts';
import { damage, faultsIn, problemsOf, type SyntaxFault } from '../treeSitter/faults.ts';
import { repair } from './repair.ts';
import { spelling } from './spelling.ts';
import { lowerItems, lowerValueSwitch } from './statements.ts';

/** Loads the grammar; the runtime's and the grammar's .wasm come from the Host (`asset('web-tree-sitter.wasm')`, `asset('tree-sitter-java.wasm')`). */
export async function loadJava(host: Pick<Host, 'asset'>): Promise<LanguageFrontend> {
  const parse = await loadGrammar(host, 'tree-sitter-java.wasm');
  return { lower: (path, text) => lower(parse, path, text), spelling };
}

function lower(parse: Parse, path: string, text: string): Tree {
  const { syntax, faults } = read(parse, withLineFeeds(text));
  const { lowering, scope } = startOf(text, syntax.root);
  const items = itemsOf(syntax.root);
  const module = scope.function;
  const block = lowering.functions[0]?.body;
  if (!block) throw new Error('Impossible: the module is the first function.');
  const isImport = ({ type }: SyntaxNode) => type === 'import_declaration';
  // A class may be named before it is declared, and what is imported as a whole decides what any name means.
  const imported = new Map(items.filter(isImport).map((it) => [it, lowerImport(lowering, it)]));
  lowering.pending = [];
  const declared = new Map(items.filter(isClass).map((it) => [it, declareClass(lowering, it, scope)]));
  const exports: ExportNode[] = [];
  within(lowering, scope, () => {
    for (const item of items) {
      const node = imported.get(item);
      const binding = declared.get(item);
      if (node) placeStatement(lowering, block, item, () => ({ kind: 'import', node }));
      else if (isClass(item)) placeStatement(lowering, block, item, () => lowerClass(lowering, item, binding));
      else lowerItems(lowering, block, [item]);
      if (binding)
        exports.push({
          name: binding.name,
          value: { kind: 'name', name: binding.name, binding, ...rangeOf(item) },
          from: undefined,
          range: rangeOf(item),
        });
    }
  });
  return {
    path,
    language: 'java',
    package: lowering.package,
    text,
    functions: lowering.functions,
    classes: lowering.classes,
    bindings: lowering.bindings,
    imports: lowering.imports.filter(({ function: fn }) => fn === module),
    exports,
    unresolved: lowering.unresolved,
    comments: syntax.comments,
    problems: problemsOf('Java', path, text, faults),
  };
}

function startOf(text: string, root: SyntaxNode): { readonly lowering: Lowering; readonly scope: Scope } {
  const visible: Range = { start: 0, end: text.length };
  const functions: Lowering['functions'] = [];
  const module = functionDraft(
    { functions },
    { name: '', at: { start: 0, end: 0 }, range: visible, parent: undefined, class: undefined },
    visible,
  );
  const scope: Scope = {
    function: module,
    visible,
    names: new Map(),
    types: new Map(),
    members: undefined,
    parent: undefined,
  };
  const declaration = childOf(root, 'package_declaration');
  const lowering: Lowering = {
    text,
    package: declaration
      ? identifiersIn(declaration)
          .map((it) => text.slice(it.start, it.end))
          .join('.')
      : '',
    functions,
    classes: [],
    bindings: [],
    imports: [],
    unresolved: new Set(),
    module: scope,
    scope,
    pending: [],
    opened: [],
    depth: 0,
    expression: (node, name) => lowerExpression(lowering, node, name),
    fill: (block, nodes) => {
      const { pending, opened } = lowering;
      lowering.pending = [];
      lowering.opened = [];
      lowerItems(lowering, block, nodes);
      lowering.pending = pending;
      lowering.opened = opened;
    },
    nestedClass: (node) => lowerNestedClass(lowering, node),
    anonymousClass: (node, type) => lowerAnonymousClass(lowering, node, type),
    valueBlock: (node) => lowerValueSwitch(lowering, node),
  };
  return { lowering, scope };
}

/** The file's items, those within what could not be read included. */
const itemsOf = (root: SyntaxNode): readonly SyntaxNode[] =>
  root.children.flatMap((it): readonly SyntaxNode[] =>
    it.type === 'ERROR' ? it.children.filter(({ named }) => named) : it.named ? [it] : [],
  );

/** Broken text is read a second time, with what is missing put in, if that leaves less that cannot be read. */
function read(parse: Parse, text: string): { readonly syntax: Syntax; readonly faults: readonly SyntaxFault[] } {
  const syntax = parse(text);
  if (!syntax.broken) return { syntax, faults: [] };
  const faults = faultsIn(text, syntax);
  const repaired = repair(text);
  if (!repaired) return { syntax, faults };
  const second = parse(repaired.text, repaired.place);
  const left = faultsIn(text, second);
  return damage(left) <= damage(faults) ? { syntax: second, faults: [repaired.fault, ...left] } : { syntax, faults };
}
