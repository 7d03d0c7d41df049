/** What the interpreter of CDK sources knows while it follows a program. Nothing of the program is ever executed. */
import type { Resource } from '../../core/resource.ts';
import type { Problem, Span } from '../../core/span.ts';
import type { Block, ClassNode, Expression, FunctionNode, Range, Statement, Tree } from '../../languages/tree.ts';
import { synthAdvice } from '../advice.ts';
import type { ConstructClass, ValueClass } from '../library.ts';
import type { Arguments, CdkClass, CdkFunction, CdkList, CdkValue, Construct, Scope } from '../value.ts';
import type { TreeIndex } from './treeIndex.ts';
import { unknownValue } from './values.ts';

/** More than any app needs; a program that does not end is left there. */
const mostSteps = 200_000;
const deepestExpressions = 400;
const mostCalls = 60;
export const mostResources = 3_000;
const mostProblems = 20;

/** What an app may look at. Paths are relative to the workspace. */
export interface Project {
  readonly tree: (path: string) => Tree | undefined;
  readonly read: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** The directory of a package of the workspace itself, by its name. */
  readonly packageOf?: (name: string) => string | undefined;
  /** The directories of the workspace from which a package of Python with this name is installed. */
  readonly packed?: (name: string) => readonly string[];
}

export interface Library {
  readonly classOf: (name: string) => ConstructClass | undefined;
  /** Of what a call gave: `core.Duration` for `core.Duration.seconds`. */
  readonly valueClassOf: (name: string) => ValueClass | undefined;
  /** Whether anything is known of a module: `aws-lambda-python-alpha`. */
  readonly knows: (module: string) => boolean;
}

/** A file of the program, which runs once. */
export interface Module {
  readonly tree: Tree;
  readonly index: TreeIndex;
  readonly frame: Frame;
  state: 'new' | 'running' | 'done';
}

/** What names mean at a place of the program. */
export interface Frame extends Scope {
  readonly parent: Frame | undefined;
  readonly module: Module;
  /** Whose bindings it holds; undefined for one turn of a loop. */
  readonly function: FunctionNode | undefined;
  readonly self: CdkValue | undefined;
  /** The class whose method is followed, for `super`. */
  readonly home: CdkClass | undefined;
  /** What may have been returned where a condition is not known. */
  readonly returned: CdkValue[];
}

/** A method, bound or not, of a class of the project. */
export interface Method extends CdkFunction {
  readonly home?: CdkClass;
}

/** How a block ends, when it does not run to its end. */
export type Completion =
  | { readonly kind: 'return'; readonly value: CdkValue }
  | { readonly kind: 'throw' }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' };

/** Where the program makes a construct. */
export interface Creation {
  /** The expression that gives the library its props: `new Function(…)`, or `super(…)` in a class that extends one. */
  readonly call: Span;
  readonly at: Span;
  /** `super(…)`: its values belong to every object of the class. */
  readonly shared: boolean;
  readonly tree: Tree;
}

/** The resource while the program goes on changing it. */
export type Draft = { -readonly [Key in keyof Resource]: Resource[Key] } & { readonly conditions: number };

/** What was overwritten since a condition that is not known, so that the other branch starts from the same state. */
export interface Journal {
  readonly maps: Map<Map<unknown, unknown>, Map<unknown, unknown>>;
  readonly lists: Map<CdkList, readonly CdkValue[]>;
}

export interface Machine {
  readonly project: Project;
  readonly library: Library;
  /** The path that names the app. */
  readonly app: string;
  readonly appDirectory: string;
  readonly context: ReadonlyMap<string, CdkValue>;
  readonly modules: Map<string, Module>;
  readonly resources: Map<string, Draft>;
  readonly problems: Problem[];
  readonly creations: WeakMap<Construct, Creation>;
  /** The L1 construct below one. */
  readonly children: WeakMap<Construct, Construct>;
  /** The constructs that the program places in one, by their ids. */
  readonly placed: WeakMap<Construct, Map<string, CdkValue>>;
  /** Modules of others whose constructs were told to be unread. */
  readonly told: Set<string>;
  /** Classes of which the program made something. */
  readonly made: Set<ClassNode>;
  /** Functions of the program that are being called. */
  readonly running: Set<FunctionNode>;
  /** Why it is not known that what is followed runs at all; innermost last. */
  readonly conditions: string[];
  journal: Journal | undefined;
  steps: number;
  depth: number;
  calls: number;
  /** What cannot be followed further: everything that is asked for is unknown from then on. */
  halted: boolean;
  /** Whether the loop that is followed may have been left before, where a condition is not known. */
  mayBeLeft: boolean;
  // Expressions contain calls, calls blocks and blocks expressions; the ring is closed here and not by imports.
  readonly evaluate: (expression: Expression, frame: Frame) => CdkValue;
  readonly run: (block: Block, frame: Frame) => Completion | undefined;
  readonly call: (callee: CdkValue, args: Arguments, site: Site) => CdkValue;
  readonly instantiate: (of: CdkValue, args: Arguments, site: Site) => CdkValue;
  readonly member: (object: CdkValue, name: string, site: Site) => CdkValue;
  readonly load: (path: string) => Module | undefined;
}

/** Where in the program something happens. */
export interface Site {
  readonly frame: Frame;
  readonly range: Range;
  /** `new X(…)`, as opposed to a call; in Python a call of a class. */
  readonly construct?: boolean;
  /** Of a call: the end of the argument that names the construct. */
  readonly named?: number;
}

export const spanOf = (frame: Frame, { start, end }: Range): Span => ({ path: frame.module.tree.path, start, end });

export const isPython = (frame: Frame): boolean => frame.module.tree.language === 'python';

/** One step further; false where the program is too long to be followed. */
export function step(machine: Machine, frame: Frame, range: Range): boolean {
  if (machine.halted) return false;
  machine.steps += 1;
  if (machine.steps <= mostSteps) return true;
  halt(machine, spanOf(frame, range), 'The app does more here than is followed');
  return false;
}

export function halt(machine: Machine, at: Span, what: string): void {
  if (machine.halted) return;
  machine.halted = true;
  machine.problems.push({
    path: at.path,
    at,
    message: `${what}, so functions that it declares later are not found. ${synthAdvice}`,
  });
}

/** A sentence that the user can act on, once. */
export function gap(machine: Machine, at: Span, message: string): void {
  const { problems } = machine;
  if (problems.length >= mostProblems) return;
  if (problems.some((it) => it.message === message && it.path === at.path)) return;
  problems.push({ path: at.path, at, message });
}

/** Does the work one level deeper, unless the program nests or recurses more than is followed. */
export function deeper(machine: Machine, at: Span, kind: 'expression' | 'call', work: () => CdkValue): CdkValue {
  const tooDeep = kind === 'call' ? machine.calls >= mostCalls : machine.depth >= deepestExpressions;
  if (tooDeep || machine.halted) return unknownValue('it is computed more deeply than is followed', at);
  machine.depth += 1;
  if (kind === 'call') machine.calls += 1;
  const value = work();
  machine.depth -= 1;
  if (kind === 'call') machine.calls -= 1;
  return value;
}

/** Why it is not known whether this runs; undefined when it does. */
export const condition = ({ conditions }: Machine): string | undefined => conditions.at(-1);

export const isBreak = (statement: Statement, text: string): boolean => wordAt(statement, text) === 'break';
export const isContinue = (statement: Statement, text: string): boolean => wordAt(statement, text) === 'continue';

const wordAt = ({ start }: Range, text: string): string | undefined => /^\w+/.exec(text.slice(start, start + 10))?.[0];
