/** Variables of modules and fields of their classes, which other modules read and write as well. */
import { addTo } from '../core/groups.ts';
import { forEach, once } from '../core/memo.ts';
import { globals, type FunctionId, type ModuleFacts, type Source } from '../core/module.ts';
import { classIn, exportsIn } from './names.ts';
import { indexOf, type Sources } from './reference.ts';

/** `name` is that of its `VariableFact`, where it has one. */
export interface Variable {
  readonly module: ModuleFacts;
  readonly name: string;
  /** Where only that member of its value is meant. */
  readonly member?: string | undefined;
}

/** `module` is where it is written. */
export interface VariableWrite {
  readonly module: ModuleFacts;
  readonly in: FunctionId;
  readonly sources: readonly Source[];
  readonly member?: string | undefined;
}

export interface Variables {
  /** Where what is imported leads to in the project; undefined when outside of it, or to something else. */
  readonly behind: (source: Extract<Source, { kind: 'import' }>, module: ModuleFacts) => Variable | undefined;
  /** What it may be given, in its own file and in others. */
  readonly writes: (variable: Variable) => readonly VariableWrite[];
  /** The variable of which a value is made, and that functions write to, of which its own file does not tell. */
  readonly changing: (sources: readonly Source[], module: ModuleFacts) => Variable | undefined;
}

/** How many files may give on what another has. */
const deepest = 8;

/** `modules` are those that may write something. */
export function variablesIn(modules: readonly ModuleFacts[], sources: Sources): Variables {
  /** What all files have in common is said to be one's. */
  const [home] = modules;
  const behind = forEach((module: ModuleFacts) =>
    forEach(({ specifier, member }: Extract<Source, { kind: 'import' }>) => importedBy(module, specifier, member, 0)),
  );

  function importedBy(from: ModuleFacts, specifier: string, member: string, depth: number): Variable | undefined {
    if (specifier === globals) return home && { module: home, name: `${globals}.${member}` };
    const there = depth < deepest ? sources.resolve(from, specifier, member) : undefined;
    const module = there && sources.module(there.path);
    return module && variableAt(module, there.member, depth);
  }

  function variableAt(module: ModuleFacts, path: string, depth: number): Variable | undefined {
    const [head = '', field] = path.split('.');
    if (classIn(module, head))
      return field === undefined ? undefined : { module, name: fieldName(module, head, field) };
    const own = exportsIn(module, head === '' ? 'default' : head);
    const [exported] = own.length > 0 ? own : [...exportsIn(module, 'default'), ...exportsIn(module, '*')];
    const rest = path.slice(head.length + 1);
    for (const it of exported?.targets ?? [])
      if (it.kind === 'import')
        return importedBy(module, it.specifier, dotted(it.member, own.length > 0 ? rest : path), depth + 1);
    const passedOn = own.length > 0 ? undefined : importNamed(module, head);
    if (passedOn) return importedBy(module, passedOn.specifier, dotted(passedOn.member, rest), depth + 1);
    const isOfWhole = own.length === 0 && exported !== undefined;
    const member = isOfWhole ? head : field;
    const [, owner] = member ? (/^\.(\w+)\(\)$/.exec(exported?.symbol ?? '') ?? []) : [];
    if (member && owner) return { module, name: `${owner}.${member}` };
    return { module, name: exported?.variable ?? (isOfWhole || head === '' ? 'default' : head), member };
  }

  const written = once((): ReadonlyMap<string, readonly VariableWrite[]> => {
    const found = new Map<string, VariableWrite[]>();
    for (const module of modules)
      for (const { specifier, member, ...write } of module.outside ?? []) {
        const variable = importedBy(module, specifier, member, 0);
        if (variable) addTo(found, keyOf(variable), { module, ...write, member: variable.member });
      }
    return found;
  });

  const ownWrites = ({ module, name }: Variable): readonly VariableWrite[] =>
    indexOf(module)
      .variable(name)
      ?.writes.map((write) => ({ module, ...write })) ?? [];

  const outsideWrites = (variable: Variable): readonly VariableWrite[] => written().get(keyOf(variable)) ?? [];

  return {
    behind: (source, module) => behind(module)(source),
    writes: (variable) => [...ownWrites(variable), ...outsideWrites(variable)].filter(concerns(variable)),
    changing: (list, module) => {
      for (const source of list) {
        const variable = variableOf(source, module);
        if (!variable) continue;
        const writes = [...(source.kind === 'import' ? ownWrites(variable) : []), ...outsideWrites(variable)];
        if (writes.filter(concerns(variable)).some((write) => write.in !== 0)) return variable;
      }
      return undefined;
    },
  };

  function variableOf(source: Source, module: ModuleFacts): Variable | undefined {
    if (source.kind === 'import') return behind(module)(source);
    if (source.kind === 'variable') return { module, name: source.name };
    return source.kind === 'field' ? { module, name: `${source.class}.${source.name}` } : undefined;
  }
}

/** What is put into another member than is meant changes nothing about that. */
const concerns =
  ({ member }: Variable) =>
  (write: VariableWrite): boolean =>
    member === undefined || write.member === undefined || write.member === member;

/** Static fields of Java are names of their file. */
function fieldName(module: ModuleFacts, owner: string, field: string): string {
  const own = `${owner}.${field}`;
  const isOfFile = !indexOf(module).variable(own) && indexOf(module).variable(field) !== undefined;
  return module.language === 'java' && isOfFile ? field : own;
}

const keyOf = ({ module, name }: Variable): string => `${module.path}:${name}`;

const dotted = (member: string, rest: string): string => [member, rest].filter((it) => it !== '').join('.');

/** Modules of Python give on what they import. */
function importNamed(module: ModuleFacts, name: string) {
  if (module.language !== 'python') return undefined;
  for (const { specifier, names } of module.imports) {
    const found = names.find(({ local }) => local === name);
    if (found) return { specifier, member: found.imported === '*' ? '' : found.imported };
  }
  return undefined;
}
