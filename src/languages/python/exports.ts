import { isEmptyValue } from '../plain.ts';
import type { BindingDraft } from '../treeSitter/draft.ts';
import type { ExportNode, Expression, ImportNode } from '../tree.ts';
import type { Scope } from './context.ts';

/**
 * Every module-level name with what it was given last at module level, the star imports, and what a module's own
 * `__getattr__` imports when somebody asks for it.
 */
export function exportsOf(module: Scope, imports: readonly ImportNode[]): readonly ExportNode[] {
  const named = [...module.names.values()].map((binding) => exportOf(module, binding));
  const everything = imports.flatMap((node): readonly ExportNode[] => {
    const all = node.function === module.function ? node.names.find(({ local }) => local === '*') : undefined;
    return all
      ? [{ name: '*', value: undefined, from: { specifier: node.specifier, imported: '*' }, range: all.range }]
      : [];
  });
  const lazily = imports.flatMap(({ function: fn, specifier, names }): readonly ExportNode[] =>
    fn.name === '__getattr__' && fn.parent === module.function && !fn.class
      ? names.flatMap(({ local, imported, range }) =>
          local === '*' || module.names.has(local)
            ? []
            : [{ name: local, value: undefined, from: { specifier, imported }, range }],
        )
      : [],
  );
  return [...named, ...everything, ...lazily].sort((a, b) => a.range.start - b.range.start);
}

function exportOf(module: Scope, binding: BindingDraft): ExportNode {
  const writes = binding.writes.filter((it) => it.function === module.function);
  // `client = None` below `except` says nothing about what the name is otherwise.
  const filling = writes.filter(({ value }) => value !== undefined && !isEmptyValue(value));
  const write = filling.at(-1) ?? writes.at(-1);
  const earlier = filling.slice(0, -1).flatMap(({ value, path }) => (value && path.length === 0 ? [value] : []));
  const range = write?.range ?? { start: 0, end: 0 };
  const imported = binding.import;
  const from = imported && { specifier: imported.node.specifier, imported: imported.imported };
  const given = write?.value && part(write.value, write.path);
  const defined =
    given?.kind === 'function' || given?.kind === 'class'
      ? write?.value === given && binding.declares !== undefined
      : false;
  const value: Expression | undefined = defined ? { kind: 'name', name: binding.name, binding, ...range } : given;
  return { name: binding.name, value, from, range, ...(earlier.length > 0 ? { earlier } : {}) };
}

/** The part of a tuple that is written out; undefined when only running it would tell. */
function part(value: Expression, path: readonly string[]): Expression | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const item = value.kind === 'list' ? value.items[Number(step)] : undefined;
  return item && part(item, rest);
}
