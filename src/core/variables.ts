/** Variables of modules and fields of their classes, which other modules read and write as well. */
import { addTo } from './groups.ts';
import { forEach, once } from './memo.ts';
import type { FunctionId, ModuleFacts, Source } from './module.ts';
import { classIn, exportsIn } from './names.ts';
import { indexOf, type Sources } from './reference.ts';

/** `name` is that of its `VariableFact`, where it has one. */
export interface Variable {
  readonly module: ModuleFacts;
  readonly name: string;
}

/** `module` is where it is written. */
export interface VariableWrite {
  readonly module: ModuleFacts;
  readonly in: FunctionId;
  readonly sources: readonly Source[];
}

export interface Variables {
  /** Where what is imported leads to in the project; undefined when outside of it, or to something else. */
  readonly behind: (source: Extract<Source, { kind: 'import' }>, module: ModuleFacts) => Variable | undefined;
  /** What other files give it, or a part of it. */
  readonly outsideWrites: (variable: Variable) => readonly VariableWrite[];
  /** The variable of which a value is made, and that functions write to, of which its own file does not tell. */
  readonly changing: (sources: readonly Source[], module: ModuleFacts) => Variable | undefined;
}

/** How many files may give on what another has. */
const deepest = 8;

/** `modules` are those that may write something. */
export function variablesIn(modules: readonly ModuleFacts[], sources: Sources): Variables {
  const behind = forEach((module: ModuleFacts) =>
    forEach(({ specifier, member }: Extract<Source, { kind: 'import' }>) => importedBy(module, specifier, member, 0)),
  );

  function importedBy(from: ModuleFacts, specifier: string, member: string, depth: number): Variable | undefined {
    const there = depth < deepest ? sources.resolve(from, specifier, member) : undefined;
    const module = there && sources.module(there.path);
    return module && variableAt(module, there.member, depth);
  }

  function variableAt(module: ModuleFacts, path: string, depth: number): Variable | undefined {
    const [head = '', field] = path.split('.');
    if (classIn(module, head)) return field === undefined ? undefined : { module, name: `${head}.${field}` };
    const own = exportsIn(module, head === '' ? 'default' : head);
    const [exported] = own.length > 0 ? own : [...exportsIn(module, 'default'), ...exportsIn(module, '*')];
    const rest = path.slice(head.length + 1);
    for (const it of exported?.targets ?? [])
      if (it.kind === 'import')
        return importedBy(module, it.specifier, dotted(it.member, own.length > 0 ? rest : path), depth + 1);
    const passedOn = own.length > 0 ? undefined : importNamed(module, head);
    if (passedOn) return importedBy(module, passedOn.specifier, dotted(passedOn.member, rest), depth + 1);
    return { module, name: exported?.variable ?? (head === '' ? 'default' : head) };
  }

  const written = once((): ReadonlyMap<string, readonly VariableWrite[]> => {
    const found = new Map<string, VariableWrite[]>();
    for (const module of modules)
      for (const { specifier, member, ...write } of module.outside ?? []) {
        const variable = importedBy(module, specifier, member, 0);
        if (variable) addTo(found, keyOf(variable), { module, ...write });
      }
    return found;
  });

  const outsideWrites = (variable: Variable): readonly VariableWrite[] => written().get(keyOf(variable)) ?? [];

  const isWritten = (variable: Variable): boolean => outsideWrites(variable).some((write) => write.in !== 0);

  return {
    behind: (source, module) => behind(module)(source),
    outsideWrites,
    changing: (list, module) => {
      for (const source of list) {
        const variable = variableOf(source, module);
        if (!variable) continue;
        const ownWrites =
          source.kind === 'import' ? (indexOf(variable.module).variable(variable.name)?.writes ?? []) : [];
        if (ownWrites.some((write) => write.in !== 0) || isWritten(variable)) return variable;
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
