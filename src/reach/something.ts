/** What is certainly something, and not nothing, where it is given: what was made, what a module gives to others. */
import type { ArgumentFact, ModuleFacts, Value } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import { valuesBehind } from './names.ts';
import { indexOf, type ClassPlace } from './reference.ts';

type Given = Pick<ArgumentFact, 'sources' | 'values' | 'certain'>;

/** The classes that values are, or are objects of. */
export type ClassesNamed = (values: readonly Value[], module: ModuleFacts) => readonly ClassPlace[];

/** Whether what something gives is what packages made, or an object of a class, as far as that is known. */
export type AreMade = (values: readonly Value[], module: ModuleFacts) => boolean;

/** The object that values are that is written out, in place or in a variable of the module. */
export function recordIn(
  values: readonly Value[],
  module: ModuleFacts,
): Extract<Value, { kind: 'record' }> | undefined {
  const [record, ...others] = valuesBehind(values, module);
  if (record?.kind !== 'record' || record.others.length > 0) return undefined;
  return others.length === 0 || record.spreads ? record : undefined;
}

/** What an argument gives to a parameter, or to that member of it where it is an object that is written out. */
export function givenTo(member: string | undefined, argument: ArgumentFact, module: ModuleFacts): Given | undefined {
  if (member === undefined) return argument;
  const [first = '', ...steps] = member.split('.');
  const values = steps.reduce<readonly Value[] | undefined>(
    (its, step) => its && memberWritten(its, step, module),
    memberWritten(argument.values, first, module),
  );
  if (!values) return undefined;
  // Of what is spread into it beside that nothing is known.
  if (argument.values.every(({ kind }) => kind === 'holder') || argument.values.length > 1)
    return { values, sources: [] };
  const { members, others: unknown } = argument.parts ?? { members: {}, others: argument.sources };
  const sources = Object.hasOwn(members, first) ? members[first] : [];
  return sources && unknown.length === 0 ? { values, sources } : undefined;
}

function memberWritten(values: readonly Value[], name: string, module: ModuleFacts): readonly Value[] | undefined {
  const record = recordIn(values, module);
  const isKept = values.every(({ kind }) => kind !== 'holder') || module.assigned?.includes(name) !== true;
  return record && isKept && Object.hasOwn(record.members, name) ? record.members[name] : undefined;
}

/** Whether the argument is an object that is written out, and has no such member. */
export function isLeftOut(member: string | undefined, { values, parts }: ArgumentFact): boolean {
  const [record, ...others] = values;
  if (member === undefined || record?.kind !== 'record' || others.length + record.others.length > 0) return false;
  const [first = ''] = member.split('.');
  return parts?.others.length === 0 && !Object.hasOwn(record.members, first) && !Object.hasOwn(parts.members, first);
}

/** Whether it is what something made, or what a module gives to others, or a field that has such: none is nothing. */
export const isSomething = (
  { sources, values, certain }: Given,
  module: ModuleFacts,
  classes: ClassesNamed,
  areMade: AreMade,
): boolean =>
  certain === true ||
  (values.length > 0 && values.every((it) => isOfResult(it, module)) && areMade(values, module)) ||
  (values.length > 0 &&
    ((sources.every(({ kind }) => kind === 'call' || kind === 'import') && values.every((it) => isMade(it, module))) ||
      values.every((it) => it.kind === 'member' && isFull(it, module, classes))));

/** Further than objects are written out within others. */
const deepest = 4;

/** Whether it is a member of what a call gave: `init().client`, `const { client } = init()`. */
const isOfResult = (value: Value, module: ModuleFacts): boolean => {
  const all = valuesBehind([value], module);
  const areResults = (of: readonly Value[]): boolean =>
    of.length > 0 && valuesBehind(of, module).every(({ kind }) => kind === 'result');
  return all.length > 0 && all.every((it) => it.kind === 'member' && areResults(it.of));
};

function isMade(value: Value, module: ModuleFacts, depth = 0): boolean {
  if (depth > deepest) return false;
  const all = (its: readonly Value[] = []): boolean =>
    its.length > 0 && its.every((it) => isMade(it, module, depth + 1));
  if (value.kind === 'holder') return all(module.holders[value.id]);
  if (value.kind !== 'member') return value.kind === 'result' || value.kind === 'record' || value.kind === 'import';
  const objects = valuesBehind(value.of, module);
  return (
    objects.length > 0 &&
    module.assigned?.includes(value.name) !== true &&
    objects.every((it) => it.kind === 'record' && Object.hasOwn(it.members, value.name) && all(it.members[value.name]))
  );
}

/** Whether a field is only ever given something, of whichever class the object is that has it. */
function isFull({ of, name }: Extract<Value, { kind: 'member' }>, module: ModuleFacts, classes: ClassesNamed): boolean {
  const owners = classes(of, module);
  return (
    owners.length > 0 &&
    owners.every((owner) => {
      const writes = indexOf(owner.module).variable(`${owner.name}.${name}`)?.writes ?? [];
      return writes.length > 0 && writes.every((it) => it.certain === true && !it.empties);
    })
  );
}

/** How functions and variables are called that answer yes or no. */
const answering =
  /^(?:is|are|was|has|had|can|may|must|should|uses?|needs?|wants?|allows?|enabled?|disabled?|skip|dry|debug|verbose|local|not?|with|without)(?![a-z])|[bB]ool|[eE]xists|[eE]quals|[cC]ontains|[iI]ncludes|[sS]tarts_?[wW]ith|[eE]nds_?[wW]ith|^(?:test|some|every|any|all|match(?:es)?|get|getenv)$/;

/** Whether something that is given is also no answer of yes or no, as far as its name tells. */
export const isTrueValue = ({ sources, values }: Given, { calls }: ModuleFacts): boolean =>
  !sources.some(
    (it) => it.kind === 'call' && answering.test(calls[it.call]?.method ?? lastPart(calls[it.call]?.symbol ?? '')),
  ) && !values.some((it) => it.kind === 'import' && answering.test(lastPart(it.member)));
