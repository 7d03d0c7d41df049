/** What a tree tells only from the side of its names, turned around: which names a value is given to. */
import { addTo } from '../../core/groups.ts';
import { keptWith } from '../../core/memo.ts';
import type { Binding, Expression, Range, Tree, Write } from '../../languages/tree.ts';

export interface Given {
  readonly binding: Binding;
  readonly write: Write;
  /** What it gets where that part of the value is missing. */
  readonly default: Expression | undefined;
}

export interface TreeIndex {
  /** Names that are given a value, or a part of it. */
  readonly byValue: ReadonlyMap<Expression, readonly Given[]>;
  /** Names that are given the elements of a value. */
  readonly byIterated: ReadonlyMap<Expression, readonly Given[]>;
  /** Names of the module. */
  readonly names: ReadonlyMap<string, Binding>;
  /** What a loop over something, or a declaration in the head of one, is followed by. */
  readonly text: string;
}

export const indexOf = keptWith((tree: Tree): TreeIndex => {
  const byValue = new Map<Expression, Given[]>();
  const byIterated = new Map<Expression, Given[]>();
  const names = new Map<string, Binding>();
  for (const binding of tree.bindings) {
    if (binding.function.id === 0 && !names.has(binding.name)) names.set(binding.name, binding);
    for (const given of givenTo(binding)) {
      if (given.write.iterates) addTo(byIterated, given.write.iterates, given);
      else if (given.write.value) addTo(byValue, given.write.value, given);
    }
  }
  return { byValue, byIterated, names, text: tree.text };
});

/** What is given to a name, each time; a default is not a time of its own, but stands beside what it is for. */
export function givenTo(binding: Binding): readonly Given[] {
  const all: { binding: Binding; write: Write; default: Expression | undefined }[] = [];
  for (const write of binding.writes) {
    const last = all.at(-1);
    const isDefault =
      last !== undefined &&
      last.write.range.start === write.range.start &&
      last.write.value !== write.value &&
      write.value !== undefined &&
      write.iterates === undefined;
    if (isDefault) last.default ??= write.value;
    else all.push({ binding, write, default: undefined });
  }
  return all;
}

export const within = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;
