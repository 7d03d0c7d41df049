/** What functions write to the variables of a module and to fields, and when those are empty again. */
import type { VariableFact } from '../../core/module.ts';
import { functionOf, type Analysis } from '../analysis/analysis.ts';
import { isCertain, isGivenAnew } from '../analysis/certain.ts';
import { union } from '../analysis/flow.ts';
import type { Binding, ClassNode } from '../tree.ts';
import { isModuleLevel } from '../walk.ts';
import { clearedIn, empties, lowers, removedFrom } from './emptied.ts';
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
      empties:
        write.value !== undefined &&
        (empties(analysis, write.value, binding.name) || lowers(analysis, write, binding.writes, binding.name)),
    }));
    return [{ name: binding.name, writes: [...writes, ...added, ...clears] }];
  });
  const changes = fieldChanges(analysis);
  const removed = removedFrom(analysis);
  const fields = tree.classes.flatMap((node) =>
    [...fieldsWith(symbols.fieldNames(node), node, changes)].map((field): VariableFact => {
      const writes = [
        ...symbols.fieldValues(node, field),
        ...changes.filter((it) => it.class === node && it.field === field),
      ];
      return {
        name: `${node.name}.${field}`,
        writes: [
          ...writes.map((write) => ({
            in: write.function.id,
            sources: flow.of(write.value),
            ...(isCertain(analysis, write.value) ? { certain: true as const } : {}),
            ...(isGivenAnew(analysis, write, field) ? { always: true as const } : {}),
            empties: empties(analysis, write.value, field) || lowers(analysis, write, writes, field),
          })),
          ...removed(node).flatMap(({ member, ...write }) => (member === field ? [write] : [])),
        ],
      };
    }),
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
