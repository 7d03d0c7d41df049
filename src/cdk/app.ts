/** The CDK apps of a workspace, and what their source declares. */
import type { Problem } from '../core/span.ts';
import type { Declarations, Resource } from '../core/resource.ts';
import { directoryOf, inDirectory } from '../core/paths.ts';
import { packedIn } from '../languages/python/packages.ts';
import type { Tree } from '../languages/tree.ts';
import { parseJson } from '../templates/json.ts';
import { at } from '../templates/node.ts';
import { packagesIn } from './aliases.ts';
import { directoriesAbove, entryOf } from './commands.ts';
import { constructClasses, constructClassOf, valueClasses } from './constructs/library.ts';
import type { ConstructClass } from './library.ts';
import { valueOfNode } from './interpreter/json.ts';
import type { Draft, Library } from './interpreter/machine.ts';
import { libraryOf, load, makeStacks, programOf } from './interpreter/program.ts';
import type { CdkValue } from './value.ts';
import { foreignLanguage, type SynthesizedApp } from './withAssembly.ts';

/** An app whose source is read. */
export interface CdkApp extends SynthesizedApp {
  /** The file that is run first. */
  readonly entry: string;
  /** `stacks`: a file whose stacks and constructs no app makes, so that they are made as if one did. */
  readonly kind: 'program' | 'stacks';
}

export interface CdkApps {
  readonly apps: readonly CdkApp[];
  /** Apps in other languages, and those whose command cannot be followed to a file. */
  readonly foreign: readonly SynthesizedApp[];
  /** Files with stacks and constructs; those that no app has read are apps of their own. */
  readonly stacks: readonly CdkApp[];
}

export interface AppSearch {
  readonly read: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
}

/** `roleIn` tells what a file is to an app by its text; a caller may remember it. */
export function cdkApps(paths: readonly string[], search: AppSearch, roleIn: typeof roleOf = roleOf): CdkApps {
  const apps: CdkApp[] = [];
  const foreign: SynthesizedApp[] = [];
  const owned = new Set<string>();
  for (const path of paths) {
    if (path !== 'cdk.json' && !path.endsWith('/cdk.json')) continue;
    const found = appOf(path, search);
    if (!found) continue;
    owned.add(directoryOf(path));
    if ('entry' in found) apps.push(found);
    else foreign.push(found);
  }
  const entries = new Set(apps.map(({ entry }) => entry));
  const usesCdk = manifests(search);
  const stacks: CdkApp[] = [];
  /** Beside the source that it was made from. */
  const isCompiled = (path: string): boolean => /\.[mc]?js$/.test(path) && search.exists(path.replace(/js$/, 'ts'));
  for (const path of paths) {
    if (
      !/\.([mc]?[jt]s|py)$/.test(path) ||
      path.endsWith('.d.ts') ||
      entries.has(path) ||
      isTest(path) ||
      isCompiled(path)
    )
      continue;
    const directories = directoriesAbove(path);
    if (!isNamedSo.test(path) && !directories.some((it) => owned.has(it) || usesCdk(it))) continue;
    const role = roleIn(search.read(path) ?? '', path);
    if (role === undefined) continue;
    const app = { path, entry: path, command: path, at: { path, start: 0, end: 0 }, kind: role } as const;
    const isOwned = directories.some((it) => owned.has(it));
    if (role === 'program' && !isOwned) apps.push(app);
    else stacks.push({ ...app, kind: 'stacks' });
  }
  return { apps, foreign, stacks };
}

/** Of examples that list no packages, those are opened whose names say what they are. */
const isNamedSo = /cdk|stack|infra|(^|\/)app\.(py|ts|js)$/i;

const isTest = (path: string): boolean =>
  /(^|\/)(tests?|__tests__|spec)\/|\.(test|spec)\.[mc]?[jt]s$|(^|\/)test_[^/]*\.py$/.test(path);

function appOf(path: string, search: AppSearch): CdkApp | SynthesizedApp | undefined {
  const text = search.read(path);
  if (text === undefined) return undefined;
  const { root } = parseJson(text);
  const command = at(root, 'app');
  if (command?.kind !== 'scalar' || typeof command.value !== 'string') return undefined;
  const output = at(root, 'output');
  const app: SynthesizedApp = {
    path,
    command: command.value,
    at: { path, start: command.start, end: command.end },
    ...(output?.kind === 'scalar' && typeof output.value === 'string' ? { output: output.value } : {}),
  };
  if (foreignLanguage(app.command) !== undefined) return app;
  const entry = entryOf(app.command, directoryOf(path), search);
  return entry === undefined ? app : { ...app, entry, kind: 'program' };
}

/** Whether a directory has a list of packages with the construct library in it. */
function manifests({ read, exists }: AppSearch): (directory: string) => boolean {
  const known = new Map<string, boolean>();
  const names = ['package.json', 'requirements.txt', 'pyproject.toml', 'setup.py', 'Pipfile'];
  return (directory) => {
    const before = known.get(directory);
    if (before !== undefined) return before;
    const found = names.some((name) => {
      const path = inDirectory(directory, name);
      return exists(path) && /aws-cdk|aws_cdk/.test(read(path) ?? '');
    });
    known.set(directory, found);
    return found;
  };
}

/** By a look at the text: reading a file in full is for those that may be of an app. */
export function roleOf(text: string, path: string): CdkApp['kind'] | undefined {
  if (!/aws-cdk|aws_cdk|monocdk/.test(text)) return undefined;
  const isPython = path.endsWith('.py');
  if ((isPython ? /(^|[\s=.])App\s*\(/ : /new\s+([\w$]+\.)?App\s*\(/).test(text)) return 'program';
  const extendsStack = isPython
    ? /^class\s+\w+\s*\([^)]*\b(Stack|NestedStack|Stage|Construct)\b/m
    : /\bextends\s+([\w$]+\.)*(Stack|NestedStack|Stage|Construct)\b/;
  return extendsStack.test(text) ? 'stacks' : undefined;
}

export interface DeclareContext extends AppSearch {
  /** A file's tree; undefined when it cannot be read. */
  readonly tree: (path: string) => Tree | undefined;
  /** Every file of the workspace, among which packages of its own are found. */
  readonly paths?: readonly string[];
  /** Tables of the construct library in the place of those that the program has. */
  readonly library?: ReadonlyMap<string, ConstructClass>;
}

/** What the source of an app declares, as far as it can be followed without running it. */
export function declareApp(app: CdkApp, context: DeclareContext): Declarations {
  const reads = new Set<string>([app.path]);
  const looked = <T>(look: (path: string) => T) => {
    return (path: string): T => {
      reads.add(path);
      return look(path);
    };
  };
  const project = {
    tree: looked(context.tree),
    read: looked(context.read),
    exists: looked(context.exists),
    packageOf: (name: string) => context.paths && packagesIn(context.paths, context.read).get(name),
    packed: (name: string) => (context.paths && packedIn(context.paths).get(name)) ?? [],
  };
  const library = context.library ? tablesOf(context.library) : standardLibrary;
  const machine = programOf({ app: app.path, project, library, context: contextOf(app, project) });
  if (app.kind === 'stacks') makeStacks(machine, app.entry);
  else if (!load(machine, app.entry)) machine.problems.push(unreadable(app));
  // A program that makes its stacks in a way that cannot be followed has them all the same.
  else if (machine.resources.size === 0) for (const path of [...machine.modules.keys()]) makeStacks(machine, path);
  return {
    path: app.path,
    kind: 'cdk',
    resources: [...machine.resources.values()].map(finished),
    outputs: new Map(),
    problems: machine.problems,
    reads,
  };
}

const standardLibrary: Library = libraryOf(constructClassOf, constructClasses.keys(), valueClasses);

const tablesOf = (classes: ReadonlyMap<string, ConstructClass>): Library =>
  libraryOf((name) => classes.get(name), classes.keys(), valueClasses);

const finished = ({ conditions: _, ...resource }: Draft): Resource => resource;

const unreadable = (app: CdkApp): Problem => ({
  path: app.path,
  at: app.at,
  message: `\`${app.entry}\`, which the app starts with, cannot be read, so its functions are not found.`,
});

function contextOf(app: CdkApp, { read, exists }: AppSearch): ReadonlyMap<string, CdkValue> {
  const values = new Map<string, CdkValue>();
  const take = (path: string, ...keys: readonly string[]): void => {
    const text = exists(path) ? read(path) : undefined;
    const node = text === undefined ? undefined : at(parseJson(text).root, ...keys);
    for (const { key, value } of node?.kind === 'map' ? node.entries : []) values.set(key, valueOfNode(value, path));
  };
  const directory = directoryOf(app.path);
  take(inDirectory(directory, 'cdk.context.json'));
  if (app.path.endsWith('cdk.json')) take(app.path, 'context');
  return values;
}
