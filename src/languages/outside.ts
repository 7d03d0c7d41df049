/** What the file puts into what other files have, and what others may put into its own. */
import { keptWith } from '../core/memo.ts';
import type { OutsideWrite, Source } from '../core/module.ts';
import { functionOf, type Analysis } from './analysis.ts';
import type { Added } from './added.ts';
import { ofImport } from './references.ts';
import type { Binding, Expression, Tree } from './tree.ts';
import { expressionsWithin, isModuleLevel } from './walk.ts';

/** `config.region = region`, `STATE['region'] = region`, `settings.update(values)`. */
export function outsideWrites(analysis: Analysis): readonly OutsideWrite[] {
  const { tree, flow } = analysis;
  if (tree.language === 'java') return [];
  return [...flow.added].flatMap(([{ import: imported }, added]) => {
    const of = imported && ofImport(tree, imported.node, imported.imported).imported;
    return of ? added.map(({ key, value }) => write(of, key, value)) : [];
  });

  function write(
    { specifier, member }: { readonly specifier: string; readonly member: string },
    key: string | undefined,
    value: Added['value'],
  ): OutsideWrite {
    const path = [member, key].filter((it) => it !== undefined && it !== '').join('.');
    return { specifier, member: path, in: functionOf(analysis, value).id, sources: flow.of(value) };
  }
}

/** How many names are followed. */
const deepest = 4;

/** The variables of the module that expressions read, also through locals, and that its own functions leave alone. */
export function openVariables({ tree }: Analysis, expressions: readonly Expression[]): readonly Source[] {
  if (tree.language === 'java') return [];
  const found = new Set<Binding>();
  const seen = new Set<Binding>();
  for (const it of expressions) look(it, 0);
  return [...found].map(({ name }) => ({ kind: 'variable', name }));

  function look(expression: Expression, depth: number): void {
    for (const part of expressionsWithin(expression)) {
      const binding = part.kind === 'name' ? part.binding : undefined;
      if (!binding || seen.has(binding)) continue;
      seen.add(binding);
      if (isOpen(tree, binding)) found.add(binding);
      else if (depth < deepest && binding.function.id !== 0)
        for (const { value } of binding.writes) if (value) look(value, depth + 1);
    }
  }
}

/** In Python whatever is written out; in JavaScript what is given on and has parts, since a name is set by its module alone. */
function isOpen(tree: Tree, binding: Binding): boolean {
  if (binding.kind !== 'variable' || !isModuleLevel(binding)) return false;
  if (tree.language !== 'python' && !givenOn(tree).has(binding.name)) return false;
  const kinds = tree.language === 'python' ? /^(literal|object|list|operation)$/ : /^(object|list)$/;
  return binding.writes.every((write) => write.function.id === 0 && write.value && kinds.test(write.value.kind));
}

/** The names of variables that the module gives to others. */
const givenOn = keptWith(
  ({ exports }: Tree): ReadonlySet<string> =>
    new Set(exports.flatMap(({ name, value }) => (value?.kind === 'name' ? [value.name] : [name]))),
);
