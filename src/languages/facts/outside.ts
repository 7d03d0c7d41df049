/** What the file puts into what other files have, and what others may put into what it reads. */
import { keptWith } from '../../core/memo.ts';
import { globals, type OutsideWrite, type Source } from '../../core/module.ts';
import { mutators, type Added } from '../analysis/added.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { assignedIn } from '../analysis/assigned.ts';
import { variableRead } from '../analysis/inEnvironment.ts';
import { ofImport, type Reference } from '../analysis/references.ts';
import type { Symbols } from '../analysis/symbols.ts';
import { isGlobalObject, namesClass } from '../plain.ts';
import type { Binding, Expression, FunctionNode, Tree } from '../tree.ts';
import { expressionsWithin, isModuleLevel } from '../walk.ts';

/** `config.region = region`, `STATE['region'] = region`, `settings.update(values)`. */
export function outsideWrites(analysis: Analysis): readonly OutsideWrite[] {
  const { tree, flow } = analysis;
  if (tree.language === 'java') return fieldsOfOthers(analysis);
  const imports = [...flow.added].flatMap(([{ import: imported }, added]) => {
    const of = imported && ofImport(tree, imported.node, imported.imported).imported;
    return of ? added.map(({ key, value }) => write(of, key, value)) : [];
  });
  return [...imports, ...globalsSet(analysis)];

  function write(
    { specifier, member }: { readonly specifier: string; readonly member: string },
    key: string | undefined,
    value: Added['value'],
  ): OutsideWrite {
    const path = [member, key].filter((it) => it !== undefined && it !== '').join('.');
    return { specifier, member: path, in: functionOf(analysis, value).id, sources: flow.of(value) };
  }
}

/** `Settings.region = region;`, `Tenant.CURRENT.set(tenant);` */
function fieldsOfOthers(analysis: Analysis): readonly OutsideWrite[] {
  const { tree, symbols, flow } = analysis;
  const writes: OutsideWrite[] = [];
  const add = (place: Expression, value: Expression | undefined, fn: FunctionNode | undefined): void => {
    const { imported } = fieldOfClass(place, symbols) ?? {};
    if (imported && value && fn) writes.push({ ...imported, in: fn.id, sources: flow.of(value) });
  };
  for (const { place, value, function: fn } of assignedIn(tree)) add(place, value, fn);
  for (const call of flow.calls)
    if (call.callee.kind === 'member' && mutators.has(call.callee.property))
      for (const { value } of call.arguments) add(call.callee.object, value, functionOf(analysis, call));
  return writes;
}

/** The field at the bottom of `Settings.field.a.b`. */
function fieldOfClass(place: Expression, symbols: Symbols): Reference | undefined {
  if (place.kind !== 'member' && place.kind !== 'index') return undefined;
  if (place.kind === 'member' && namesClass(place.object)) return symbols.of(place);
  return fieldOfClass(place.object, symbols);
}

/** `globalThis.region = region`, `global.context = { region }`, `global.context.region = region`. */
const globalsSet = ({ tree, flow }: Analysis): readonly OutsideWrite[] =>
  assignedIn(tree).flatMap(({ place, value, function: fn }) => {
    const member = globalIn(place, tree);
    return member !== undefined && value && fn
      ? [{ specifier: globals, member, in: fn.id, sources: flow.of(value) }]
      : [];
  });

function globalIn(place: Expression, tree: Tree): string | undefined {
  if (place.kind !== 'member' && place.kind !== 'index') return undefined;
  return place.kind === 'member' && isGlobalObject(place.object, tree) ? place.property : globalIn(place.object, tree);
}

/** The variables of the module among the parts that its own functions leave alone. */
export function openVariables({ tree }: Analysis, parts: readonly Expression[]): readonly Source[] {
  if (tree.language === 'java') return [];
  const found = new Set<Binding>();
  for (const part of parts)
    if (part.kind === 'name' && part.binding && isOpen(tree, part.binding)) found.add(part.binding);
  return [...found].map(({ name }) => ({ kind: 'variable', name }));
}

/** What the parts read of other files, also where it is given to a call on the way: `boto3.Session(region_name=settings.region)`. */
export function importedAmong({ tree, flow, parents }: Analysis, parts: readonly Expression[]): readonly Source[] {
  if (tree.language === 'java') return [];
  return parts.flatMap((part) => {
    if (part.kind !== 'name' || !part.binding?.import) return [];
    let path: Expression = part;
    for (let up = parents.get(path); up?.kind === 'member' && up.object === path; up = parents.get(path)) path = up;
    const around = parents.get(path);
    return around?.kind === 'call' && around.callee === path
      ? []
      : flow.ofGiven(path).filter(({ kind }) => kind === 'import');
  });
}

/** The variables of the environment among the parts, where their names are written. */
export function environmentIn({ tree, symbols }: Analysis, parts: readonly Expression[]): readonly string[] {
  const found = new Set<string>();
  for (const part of parts) {
    const name = variableRead(part, tree, symbols);
    if (name !== undefined) found.add(name);
  }
  return [...found];
}

/** How many names are followed. */
const deepest = 4;

/** All parts of expressions, and of what the locals in them are given. */
export function partsBehind(expressions: readonly Expression[]): readonly Expression[] {
  const found: Expression[] = [];
  const seen = new Set<Binding>();
  for (const it of expressions) look(it, 0);
  return found;

  function look(expression: Expression, depth: number): void {
    for (const part of expressionsWithin(expression)) {
      found.push(part);
      const binding = part.kind === 'name' ? part.binding : undefined;
      if (!binding || depth >= deepest || binding.function.id === 0 || seen.has(binding)) continue;
      seen.add(binding);
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
