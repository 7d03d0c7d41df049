/** One app, followed from its first file on. */
import { directoryOf } from '../../core/paths.ts';
import type { ConstructClass, ValueClass } from '../library.ts';
import type { CdkClass, CdkValue, Construct } from '../value.ts';
import { callValue, instantiate } from './calls.ts';
import { defineClass, instantiateClass } from './classes.ts';
import { draftOf } from './constructs.ts';
import { evaluate } from './expressions.ts';
import type { Frame, Library, Machine, Module, Project } from './machine.ts';
import { memberOf, rootOf } from './members.ts';
import { run } from './statements.ts';
import { indexOf } from './treeIndex.ts';
import { scalar, unknownValue } from './values.ts';

export interface ProgramOptions {
  /** The path that names the app, in whose directory it is run. */
  readonly app: string;
  readonly project: Project;
  readonly library: Library;
  /** By the names that `tryGetContext` asks for. */
  readonly context: ReadonlyMap<string, CdkValue>;
}

/** A program of which nothing has run yet. */
export function programOf({ app, project, library, context }: ProgramOptions): Machine {
  const machine: Machine = {
    project,
    library,
    app,
    appDirectory: directoryOf(app),
    context: new Map(context),
    modules: new Map(),
    resources: new Map(),
    problems: [],
    creations: new WeakMap(),
    children: new WeakMap(),
    placed: new WeakMap(),
    told: new Set(),
    made: new Set(),
    running: new Set(),
    conditions: [],
    journal: undefined,
    steps: 0,
    depth: 0,
    calls: 0,
    halted: false,
    mayBeLeft: false,
    evaluate: (expression, frame) => evaluate(machine, expression, frame),
    run: (block, frame) => run(machine, block, frame),
    call: (callee, args, site) => callValue(machine, callee, args, site),
    instantiate: (of, args, site) => instantiate(machine, of, args, site),
    member: (object, name, site) => memberOf(machine, object, name, site),
    load: (path) => load(machine, path),
  };
  return machine;
}

/** Runs a file of the program, once. */
export function load(machine: Machine, path: string): Module | undefined {
  const before = machine.modules.get(path);
  if (before) return before;
  const tree = machine.project.tree(path);
  const [body] = tree?.functions ?? [];
  if (!tree || !body) return undefined;
  const frame: { -readonly [Key in keyof Frame]: Frame[Key] } = {
    parent: undefined,
    values: new Map(),
    module: undefined as unknown as Module,
    function: body,
    self: undefined,
    home: undefined,
    returned: [],
  };
  const module: Module = { tree, index: indexOf(tree), frame, state: 'running' };
  frame.module = module;
  machine.modules.set(path, module);
  // A file runs once, whether or not the condition holds that it is first asked for under.
  const { journal, conditions } = machine;
  const held = conditions.splice(0);
  machine.journal = undefined;
  machine.run(body.body, frame);
  machine.journal = journal;
  conditions.push(...held);
  module.state = 'done';
  return module;
}

/** Makes every stack and construct of a file that nothing in it makes, as an app would that nobody has written. */
export function makeStacks(machine: Machine, path: string): void {
  const module = load(machine, path);
  if (!module) return;
  const { frame, tree } = module;
  let app: Construct | undefined;
  // Stacks come first: what they make is made.
  const isStack = (of: CdkClass): boolean => /^core\.(Stack|NestedStack|Stage)$/.test(rootOf(of)?.name ?? '');
  const classes = tree.classes.flatMap((node) => {
    const found = node.parent.id === 0 ? (frame.values.get(node) ?? defineClass(machine, node, frame)) : undefined;
    return found?.kind === 'class' ? [found] : [];
  });
  // What others extend is made with them.
  const bases = new Set(classes.map(({ base }) => base));
  for (const found of [...classes.filter(isStack), ...classes.filter((it) => !isStack(it))]) {
    const { node } = found;
    const root = rootOf(found);
    const isAbstract = /^(export\s+(default\s+)?)?abstract\s/.test(tree.text.slice(node.range.start));
    if (machine.made.has(node) || bases.has(found) || isAbstract || !root) continue;
    if (!/^(core\.(Stack|NestedStack|Stage)|constructs\.Construct|core\.Construct)$/.test(root.name)) continue;
    const site = { frame, range: { start: node.range.start, end: node.range.start } };
    app ??= draftOf('core.App', site);
    const at = { path, ...site.range };
    const given = unknownValue(`it is given by whoever makes a \`${node.name}\``, at);
    const id = scalar(node.name, at);
    instantiateClass(machine, found, { positional: [app, id, given], named: undefined }, site);
  }
}

/** The tables of the construct library, as the interpreter looks things up in them. */
export function libraryOf(
  classOf: (name: string) => ConstructClass | undefined,
  classes: Iterable<string>,
  values: ReadonlyMap<string, ValueClass>,
): Library {
  const modules = new Set([...classes, ...values.keys()].map((name) => name.slice(0, name.lastIndexOf('.'))));
  return {
    classOf,
    valueClassOf: (name) => values.get(name) ?? values.get(name.slice(0, Math.max(0, name.lastIndexOf('.')))),
    knows: (module) => modules.has(module),
  };
}
