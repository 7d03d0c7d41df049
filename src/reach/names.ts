/** What a module has under a name; facts never change, and large projects ask hundreds of thousands of times. */
import { keptWith } from '../core/memo.ts';
import type { ClassFact, ExportFact, FunctionFact, ModuleFacts, Value } from '../core/module.ts';

/** `default`, and `*` for what is given on of another module as a whole. */
export const exportsIn = (module: ModuleFacts, name: string): readonly ExportFact[] => exportsOf(module)(name);

/** What the values are: of a variable that holds something what it holds, of all others themselves. */
export const valuesBehind = (values: readonly Value[], { holders }: Pick<ModuleFacts, 'holders'>): readonly Value[] =>
  values.flatMap((it) => (it.kind === 'holder' ? (holders[it.id] ?? []) : [it]));

/** The first one of the name. */
export const classIn = (module: ModuleFacts, name: string): ClassFact | undefined => classesOf(module)(name)[0];

/** Those of the class itself, its constructors included. */
export const methodsIn = (module: ModuleFacts, className: string): readonly FunctionFact[] =>
  methodsOf(module)(className);

/** Functions of the module that stand in no other function and in no class. */
export const functionsIn = (module: ModuleFacts, name: string): readonly FunctionFact[] => functionsOf(module)(name);

const exportsOf = keptWith(({ exports }: ModuleFacts) => byName(exports, ({ name }) => name));

const classesOf = keptWith(({ classes }: ModuleFacts) => byName(classes, ({ name }) => name));

const methodsOf = keptWith(({ functions }: ModuleFacts) => byName(functions, ({ method }) => method?.class));

const functionsOf = keptWith(({ functions }: ModuleFacts) =>
  byName(functions, ({ id, parent, method, name }) => (id !== 0 && parent === 0 && !method ? name : undefined)),
);

/** Up to here, looking through a list is as quick as looking it up, and takes no memory of its own. */
const few = 12;

function byName<T>(items: readonly T[], nameOf: (item: T) => string | undefined): (name: string) => readonly T[] {
  if (items.length === 0) return nothing;
  if (items.length <= few) return (name) => items.filter((it) => nameOf(it) === name);
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return (name) => groups.get(name) ?? none;
}

const none: readonly never[] = [];
const nothing = (): readonly never[] => none;

/**
 * Whether a member is an object of the class that has it, of which it does not matter which one: what an enum gives for a
 * name, and its only constant, or the only one of another class, `INSTANCE`.
 */
export function isOfItself(module: ModuleFacts, name: string, member: string): boolean {
  const { kind, types = {} } = classIn(module, name) ?? {};
  const isOwn = (it: string): boolean => types[it]?.specifier === undefined && types[it]?.name === name;
  if (!Object.hasOwn(types, member) || !isOwn(member)) return false;
  if (member === 'valueOf' && kind === 'enum') return true;
  const methods = new Set(methodsIn(module, name).map((fn) => fn.method?.name));
  return Object.keys(types).every((it) => it === member || it === 'valueOf' || methods.has(it) || !isOwn(it));
}
