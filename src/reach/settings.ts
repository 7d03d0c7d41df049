/** What decides, somewhere else in the program, what a construction becomes. */
import type { Creation, FunctionId, ModuleFacts, SettingFact } from '../core/module.ts';
import { loadedFrom } from './loaded.ts';
import type { Origins } from './origins.ts';
import { keyOf, type Sources } from './reference.ts';

interface Program {
  readonly sources: Sources;
  /** All that the entry loads, its own module first. */
  readonly modules: readonly ModuleFacts[];
  /** Whether an invocation reaches a function. */
  readonly runs: (module: ModuleFacts, id: FunctionId) => boolean;
  /** The functions that run when the modules are loaded, by `keyOf`: all of them, or those of one that is loaded alone. */
  readonly atLoad: (alone?: ModuleFacts) => ReadonlySet<string>;
}

interface Before {
  /** Completes "No automatic fix: …". */
  readonly why: string;
  /** When an invocation makes the creation, all of it has taken effect, and in the same way each time. */
  readonly isOver: boolean;
}

/** Why the creation would become something else at module level: code that runs between there and here decides it. */
export function settingBefore(creation: Creation, module: ModuleFacts, program: Program): Before | undefined {
  const around = outermost(module, creation.in);
  const isSeen = module.language === 'java' || isOfPackages(creation, module, program);
  const found = program.modules.flatMap((other) =>
    other.settings
      .filter(
        (it) =>
          concerns(it, creation, other === module || isSeen) &&
          (other === module
            ? it.in !== 0 || it.at.start > around
            : it.in === 0
              ? !imports(module, other, program)
              : program.runs(other, it.in) || runsAtLoad(it, other, module, program)),
      )
      .map((it) => ({ it, isOver: isOver(it, other, creation, module, program) })),
  );
  const first = found.find(({ isOver }) => !isOver) ?? found[0];
  return (
    first && {
      why: `\`${first.it.code}\` may take effect before it and change what it becomes`,
      isOver: first.isOver,
    }
  );
}

/** Whether a function runs at load that sets it, other than where the module itself imports what runs it. */
function runsAtLoad({ in: id }: SettingFact, other: ModuleFacts, module: ModuleFacts, program: Program): boolean {
  const key = keyOf(other, id);
  return program.atLoad().has(key) && !(imports(module, other, program) && program.atLoad(other).has(key));
}

/** In Java it is not told here when a class is loaded. */
function isOver(
  it: SettingFact,
  other: ModuleFacts,
  creation: Creation,
  module: ModuleFacts,
  { modules, sources, runs, atLoad }: Program,
): boolean {
  if (other.language === 'java') return false;
  if (it.in === 0) return other === modules[0] || modules.some((by) => imports(by, other, { sources }));
  if (other === module && it.in === creation.in)
    return it.always === true && it.sources.length === 0 && it.at.start < creation.at.start;
  return !runs(other, it.in) && atLoad().has(keyOf(other, it.in));
}

/**
 * What else changes a variable of the environment, where one of the entries loads it together with the module;
 * without a name it is any variable.
 */
export function environmentSetBeside(
  module: ModuleFacts,
  variable: string | undefined,
  entries: readonly ModuleFacts[],
  sources: Sources,
): SettingFact | undefined {
  const isOf = (it: SettingFact): boolean =>
    it.of === 'environment' && (it.variable === undefined || variable === undefined || it.variable === variable);
  for (const entry of entries) {
    const { modules } = loadedFrom([entry], sources);
    if (!modules.includes(module)) continue;
    for (const other of modules) {
      if (other === module) continue;
      const setting = other.settings.find((it) => isOf(it) && (it.in !== 0 || !imports(module, other, { sources })));
      if (setting) return setting;
    }
  }
  return undefined;
}

/** What an SDK of AWS is made of looks at no other variables, and in Java at no other system properties, by itself. */
const ofSdk =
  /^(_?AWS|BOTO|https?[_.](proxy|nonProxy)|no_proxy|all_proxy|socksProxy|\w*CA_BUNDLE|SSL_|NODE_|PYTHON|HOME$|USERPROFILE$|user\.home$|_X_AMZN|javax\.net\.|(software|com)\.amazon)/i;

/** `isSeen`: that the creation reads no other variable than those that are known of it. */
function concerns({ of, variable }: SettingFact, { resource, environment }: Creation, isSeen: boolean): boolean {
  if (of !== 'environment')
    return of === 'aws-sdk' ? resource.symbol.startsWith('aws-sdk') : /^boto3\.(client|resource)/.test(resource.symbol);
  const isOfSdk = /^(boto3\.|@?aws-sdk|(software|com)\.amazon)/.test(resource.symbol);
  if (!isOfSdk || !isSeen || variable === undefined) return true;
  return ofSdk.test(variable) || (environment?.includes(variable) ?? false);
}

/** Whether it is made of nothing but what packages have under a name, and what is written there. */
const isOfPackages = ({ sources: madeOf }: Creation, module: ModuleFacts, { sources }: Program): boolean =>
  madeOf.every((it) => it.kind === 'import' && sources.resolve(module, it.specifier, it.member) === undefined);

/** What an invocation sets to what is its own, such as the region that the event names. */
export function settingsOfTheEvent(
  modules: readonly ModuleFacts[],
  runs: Program['runs'],
  { why }: Pick<Origins, 'why'>,
): (creation: Creation) => SettingFact | undefined {
  const found = modules.flatMap((module) =>
    module.settings.filter((it) => it.in !== 0 && runs(module, it.in) && why(it.sources, module) !== undefined),
  );
  // Of a variable with another name that the creation does not read, it is not known whether it looks at it.
  const concerning = found.filter(({ of, variable }) => of !== 'environment' || ofSdk.test(variable ?? 'AWS'));
  return (creation) =>
    concerning.find((it) => concerns(it, creation, false)) ??
    found.find(({ named }) => named !== undefined && creation.environment?.includes(named));
}

/** Where the outermost function around begins. */
function outermost(module: ModuleFacts, id: FunctionId): number {
  let fn = module.functions[id];
  while (fn?.parent !== undefined && fn.parent !== 0) fn = module.functions[fn.parent];
  return fn?.span.start ?? 0;
}

/** What a module imports itself has run before anything of its own. */
const imports = (module: ModuleFacts, other: ModuleFacts, { sources }: Pick<Program, 'sources'>): boolean =>
  module.imports.some(
    (it) =>
      it.in === 0 &&
      [{ imported: '*' }, ...it.names].some(
        ({ imported }) => sources.resolve(module, it.specifier, imported === '*' ? '' : imported)?.path === other.path,
      ),
  );
