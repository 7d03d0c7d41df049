/** What functions write to the variables of a module and to fields, and when those are empty again. */
import { addTo } from '../../core/groups.ts';
import type { VariableFact } from '../../core/module.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { isCertain } from '../analysis/certain.ts';
import { isUnset } from '../analysis/emptiness.ts';
import { union } from '../analysis/flow.ts';
import { isEmptyValue, lastNameOf } from '../plain.ts';
import type { Binding, CallExpression, ClassNode, Expression, Statement } from '../tree.ts';
import { isModuleLevel } from '../walk.ts';
import { fieldChanges, type FieldChange } from './fieldChanges.ts';

export function variableFacts(analysis: Analysis): readonly VariableFact[] {
  const { tree, flow, symbols } = analysis;
  const cleared = clearedIn(analysis);
  const variables = tree.bindings.flatMap((binding): readonly VariableFact[] => {
    if (!isModuleLevel(binding) || binding.kind !== 'variable') return [];
    const clears = cleared.get(binding) ?? [];
    const added = addedIn(analysis, binding);
    if (clears.length + added.length === 0 && !binding.writes.some((write) => write.function.id !== 0)) return [];
    const writes = binding.writes.map((write) => ({
      in: write.function.id,
      sources: union([write.value ? flow.of(write.value) : [], write.iterates ? flow.of(write.iterates) : []]),
      empties: write.value !== undefined && empties(analysis, write.value, binding.name),
    }));
    return [{ name: binding.name, writes: [...writes, ...added, ...clears] }];
  });
  const changes = fieldChanges(analysis);
  const fields = tree.classes.flatMap((node) =>
    [...fieldsWith(symbols.fieldNames(node), node, changes)].map((field): VariableFact => ({
      name: `${node.name}.${field}`,
      writes: [
        ...symbols.fieldValues(node, field),
        ...changes.filter((it) => it.class === node && it.field === field),
      ].map((write) => ({
        in: write.function.id,
        sources: flow.of(write.value),
        ...(isCertain(analysis, write.value) ? { certain: true as const } : {}),
        empties: empties(analysis, write.value, field),
      })),
    })),
  );
  return [...variables, ...fields];
}

const fieldsWith = (named: Iterable<string>, node: ClassNode, changes: readonly FieldChange[]): ReadonlySet<string> =>
  new Set([...named, ...changes.flatMap((it) => (it.class === node ? [it.field] : []))]);

/** What functions put into what the variable holds. */
function addedIn(analysis: Analysis, binding: Binding): VariableFact['writes'] {
  const { flow } = analysis;
  return (flow.added.get(binding) ?? []).flatMap(({ key, value, replaces }) => {
    const { id } = functionOf(analysis, value);
    const member = key === undefined ? {} : { member: key };
    const isEmpty = replaces === true && key !== undefined && empties(analysis, value, key);
    return id === 0 ? [] : [{ in: id, sources: flow.of(value), ...member, empties: isEmpty }];
  });
}

/** The variables of which functions take everything out whenever they run: `clients.clear()`, `begun.set(false)`. */
function clearedIn(analysis: Analysis): ReadonlyMap<Binding, VariableFact['writes']> {
  const found = new Map<Binding, VariableFact['writes'][number][]>();
  for (const call of analysis.flow.calls) {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.object.kind !== 'name' || !takesOut(call)) continue;
    const { binding } = callee.object;
    const statement = analysis.statements.get(call);
    if (!binding || !statement || statement.function.id === 0 || !alwaysRuns(statement)) continue;
    addTo(found, binding, { in: statement.function.id, sources: [], empties: true });
  }
  return found;
}

function takesOut({ callee, arguments: [first, ...others] }: CallExpression): boolean {
  const name = lastNameOf(callee);
  return name === 'clear' || (name === 'set' && first !== undefined && others.length === 0 && isUnset(first.value));
}

/** Whether nothing, or something with nothing in it, is what a variable or a field is given whenever the function runs. */
function empties({ statements, symbols }: Analysis, value: Expression, name: string): boolean {
  const isNew =
    value.kind === 'call' && value.arguments.length === 0 && /^(Map|dict)$/.test(symbols.of(value.callee).symbol);
  const isEmpty = isEmptyValue(value) || isNew || (value.kind === 'object' && value.entries.length === 0);
  const statement = statements.get(value);
  return isEmpty && statement !== undefined && alwaysRuns(statement, name);
}

/** Also where it is asked first whether `name` is full: otherwise there is nothing to take out. */
function alwaysRuns({ block }: Statement, name?: string): boolean {
  const { owner } = block;
  if (!owner) return true;
  const isPlain = owner.kind === 'with' || (owner.kind === 'try' && (block === owner.body || block === owner.finally));
  const isAsked = owner.kind === 'if' && block === owner.then && name !== undefined && asksJustForIt(owner.test, name);
  return (isPlain || isAsked) && alwaysRuns(owner, name);
}

/**
 * Whether the test holds just when `name` is set. `foundIn` finds that as well in a test that asks for more, or for one
 * entry of it, after which something may be left.
 */
function asksJustForIt(test: Expression, name: string): boolean {
  if (test.kind === 'name') return test.name === name;
  if (test.kind === 'member')
    return test.property === name && (test.object.kind === 'this' || test.object.kind === 'name');
  if (test.kind !== 'operation' || !/^(is not|!==?)$/.test(test.operator)) return false;
  const [part, other] = test.parts;
  return part !== undefined && other !== undefined && isEmptyValue(other) && asksJustForIt(part, name);
}
