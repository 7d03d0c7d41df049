import { childOf, fieldOf, fieldsOf, type SyntaxNode } from '../treeSitter/syntax.ts';

/** One module that a statement loads, and at most one name that it binds to it or to a part of it. */
export interface ImportedName {
  readonly specifier: string;
  readonly specifierNode: SyntaxNode;
  /** `*` is the module itself; undefined when only loaded. */
  readonly imported: string | undefined;
  /** The identifier that is bound; undefined for `*`. */
  readonly local: SyntaxNode | undefined;
  /** What to point at. */
  readonly node: SyntaxNode;
}

/** What the `import` or `from … import` statement names, in order. */
export function importedNames(text: string, statement: SyntaxNode): readonly ImportedName[] {
  const of = (node: SyntaxNode) => text.slice(node.start, node.end).replaceAll(/\s|\\/g, '');
  if (statement.type === 'import_statement') {
    return fieldsOf(statement, 'name').flatMap((node): ImportedName[] => {
      const path = node.type === 'aliased_import' ? fieldOf(node, 'name') : node;
      if (!path || path.start === path.end) return [];
      // `import a.` is half typed.
      const whole = { specifier: of(path).replace(/\.+$/, ''), specifierNode: path, node };
      if (node.type === 'aliased_import') return [{ ...whole, imported: '*', local: fieldOf(node, 'alias') }];
      const first = path.children[0];
      if (!first || first.end - first.start === whole.specifier.length)
        return [{ ...whole, imported: '*', local: first }];
      return [
        { specifier: of(first), specifierNode: first, imported: '*', local: first, node: first },
        { ...whole, imported: undefined, local: undefined },
      ];
    });
  }

  const module = fieldOf(statement, 'module_name') ?? childOf(statement, '__future__');
  if (!module) return [];
  const from = { specifier: of(module), specifierNode: module };
  const all = childOf(statement, 'wildcard_import');
  if (all) return [{ ...from, imported: '*', local: undefined, node: all }];
  return fieldsOf(statement, 'name').flatMap((node): ImportedName[] => {
    const name = node.type === 'aliased_import' ? fieldOf(node, 'name') : node;
    if (!name || name.start === name.end) return [];
    const local = node.type === 'aliased_import' ? fieldOf(node, 'alias') : name.children[0];
    return local ? [{ ...from, imported: of(name), local, node }] : [];
  });
}
