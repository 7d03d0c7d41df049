/** What a module has under a name; facts never change, and large projects ask hundreds of thousands of times. */
import { ofEach } from './memo.ts';
import type { ClassFact, ExportFact, FunctionFact, ModuleFacts } from './module.ts';

const none: readonly never[] = [];

/** `default`, and `*` for what is given on of another module as a whole. */
export const exportsIn = (module: ModuleFacts, name: string): readonly ExportFact[] =>
  exportsOf(module).get(name) ?? none;

/** The first one of the name. */
export const classIn = (module: ModuleFacts, name: string): ClassFact | undefined => classesOf(module).get(name);

/** Those of the class itself, its constructors included. */
export const methodsIn = (module: ModuleFacts, className: string): readonly FunctionFact[] =>
  methodsByClass(module).get(className) ?? none;

/** Functions of the module that stand in no other function and in no class. */
export const functionsIn = (module: ModuleFacts, name: string): readonly FunctionFact[] =>
  ownFunctions(module).get(name) ?? none;

const exportsOf = ofEach(({ exports }: ModuleFacts) => grouped(exports, ({ name }) => name));

const classesOf = ofEach(({ classes }: ModuleFacts): ReadonlyMap<string, ClassFact> => {
  const byName = new Map<string, ClassFact>();
  for (const it of classes) if (!byName.has(it.name)) byName.set(it.name, it);
  return byName;
});

const methodsByClass = ofEach(({ functions }: ModuleFacts) => grouped(functions, ({ method }) => method?.class));

const ownFunctions = ofEach(({ functions }: ModuleFacts) =>
  grouped(functions, ({ id, parent, method, name }) => (id !== 0 && parent === 0 && !method ? name : undefined)),
);

function grouped<T>(items: readonly T[], nameOf: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
