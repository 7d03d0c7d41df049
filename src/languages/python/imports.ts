import type { Draft } from '../draft.ts';
import { nothingGiven, recordWrite } from '../treeSitter/draft.ts';
import type { Lowering } from './context.ts';
import { importedNames } from './imported.ts';
import { resolveTarget } from './scopes.ts';
import type { SyntaxNode } from '../treeSitter/syntax.ts';
import type { ImportNode } from '../tree.ts';

/**
 * The imports of a statement, one for each module that it loads; they share the statement's range.
 *
 * `import a.b` makes two: `a`, which the name `a` is bound to, so that `a.b.f` resolves by plain member access,
 * and `a.b` without names, which is loaded as well.
 * `from m import *` has one name, imported and local `*`, without a binding.
 */
export function lowerImports(lowering: Lowering, statement: SyntaxNode): readonly ImportNode[] {
  const imports: Draft<ImportNode>[] = [];
  const range = { start: statement.start, end: statement.end };
  const from = statement.type !== 'import_statement';

  for (const imported of importedNames(lowering.text, statement)) {
    const last = imports.at(-1);
    const node: Draft<ImportNode> = (from && last) || {
      specifier: imported.specifier,
      form: from ? 'from' : 'import',
      typeOnly: lowering.typeOnly,
      names: [],
      specifierRange: { start: imported.specifierNode.start, end: imported.specifierNode.end },
      range,
      function: lowering.scope.function,
    };
    if (node !== last) imports.push(node);
    if (imported.imported === undefined) continue;

    const local = imported.local && lowering.text.slice(imported.local.start, imported.local.end);
    const binding = local === undefined ? undefined : resolveTarget(lowering.scope, local);
    const at = { start: imported.node.start, end: imported.node.end };
    node.names = [...node.names, { imported: imported.imported, local: local ?? '*', binding, range: at }];
    if (binding && imported.local) {
      binding.import ??= { node, imported: imported.imported };
      recordWrite(lowering, binding, imported.local, nothingGiven);
    }
  }
  lowering.imports.push(...imports);
  return imports;
}
