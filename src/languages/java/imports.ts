import type { Draft } from '../draft.ts';
import { nothingGiven, rangeOf, recordWrite, textOf } from '../treeSitter/draft.ts';
import { childOf, hasToken, type SyntaxNode } from '../treeSitter/syntax.ts';
import type { ImportNode } from '../tree.ts';
import { bind, type Lowering } from './context.ts';
import { identifiersIn } from './names.ts';

/**
 * `import a.b.C;` makes `C` the module `a.b.C` itself, `import static a.b.C.d;` makes `d` a member of it.
 * One that ends with `*` has one name, `*`, and binds none.
 */
export function lowerImport(lowering: Lowering, node: SyntaxNode): ImportNode | undefined {
  const path = childOf(node, 'scoped_identifier') ?? childOf(node, 'identifier');
  if (!path || path.start === path.end) return undefined;
  const parts = identifiersIn(path).filter(({ start, end }) => start < end);
  const names = parts.map((it) => textOf(lowering, it));
  const last = parts.at(-1);
  const local = names.at(-1);
  if (!last || local === undefined) return undefined;
  const isStatic = hasToken(node, 'static');
  const all = childOf(node, 'asterisk');
  const imported: Draft<ImportNode> = {
    specifier: (isStatic && !all ? names.slice(0, -1) : names).join('.'),
    form: isStatic ? 'from' : 'import',
    typeOnly: false,
    names: [],
    specifierRange: rangeOf(path),
    range: rangeOf(node),
    function: lowering.module.function,
  };
  lowering.imports.push(imported);
  if (all) {
    imported.names = [{ imported: '*', local: '*', binding: undefined, range: rangeOf(all) }];
    return imported;
  }
  const member = isStatic ? local : '*';
  const binding = bind(lowering, lowering.module, local, 'import');
  // A field or a method that is imported is looked up with the variables.
  if (isStatic) lowering.module.names.set(local, binding);
  binding.import = { node: imported, imported: member };
  recordWrite(lowering, binding, last, nothingGiven);
  imported.names = [{ imported: member, local, binding, range: rangeOf(last) }];
  return imported;
}
