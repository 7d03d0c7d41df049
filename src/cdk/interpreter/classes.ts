/** Classes of the program and their objects. */
import type { ClassNode } from '../../languages/tree.ts';
import type { Arguments, CdkClass, CdkObject, CdkValue, Construct, LibraryName } from '../value.ts';
import { begin, construct, draftOf, libraryArguments } from './constructs.ts';
import { contextFor } from './context.ts';
import { bindParameters, callFunction, frameOf } from './functions.ts';
import { deeper, isPython, spanOf, type Frame, type Machine, type Method, type Site } from './machine.ts';
import { ancestry, methodOf, rootOf } from './members.ts';
import { frameWith, write } from './state.ts';
import { nothing, unknownValue } from './values.ts';
import { camelCase, isOfLanguage } from './words.ts';

export function defineClass(machine: Machine, node: ClassNode, frame: Frame): CdkClass {
  const before = frame.values.get(node);
  if (before?.kind === 'class') return before;
  const at = spanOf(frame, node.range);
  const [base] = node.bases.map((it) => machine.evaluate(it, frame));
  const made: CdkClass = {
    kind: 'class',
    tree: frame.module.tree,
    node,
    scope: frame,
    base: base?.kind === 'class' || base?.kind === 'library' ? base : undefined,
    statics: new Map(),
    at,
    from: 'resource',
  };
  write(machine, frame.values, node, made);
  const own = frameWith(frame, { self: made, home: made });
  // Python's class body sees what it has set before.
  for (const field of node.fields) {
    if (!field.static || !field.value) continue;
    const value = machine.evaluate(field.value, own);
    if (field.name === '') continue;
    write(machine, made.statics, field.name, value);
    if (!isPython(frame)) continue;
    for (const binding of frame.module.tree.bindings)
      if (
        binding.name === field.name &&
        binding.visible.start >= node.range.start &&
        binding.visible.end <= node.range.end
      )
        write(machine, own.values, binding, value);
  }
  return made;
}

export function instantiateClass(machine: Machine, of: CdkClass, args: Arguments, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  machine.made.add(of.node);
  const root = rootOf(of);
  const self: CdkObject | Construct =
    root && !isOfLanguage(root.name)
      ? { ...draftOf(root.name, site), class: of }
      : { kind: 'object', class: of, fields: new Map(), at, from: 'resource' };
  if (self.kind === 'construct') begin(machine, self, site);
  // A constructor of JavaScript may give something else than its object.
  return deeper(machine, at, 'call', () => initialize(machine, self, of, args, site) ?? self);
}

/** Runs the constructor of a class for an object. */
function initialize(
  machine: Machine,
  self: CdkObject | Construct,
  of: CdkClass,
  args: Arguments,
  site: Site,
): CdkValue | undefined {
  const scope = of.scope as Frame;
  const python = of.tree.language === 'python';
  const own = of.node.methods.find((it) => !it.static && it.name === (python ? '__init__' : 'constructor'));
  if (own && !isImplied(own.function)) {
    const method: Method = { ...functionOf(of, own.function), self, home: of };
    const frame = frameOf(method);
    bindParameters(machine, own.function, args, frame);
    if (!python && !of.base) initializeFields(machine, self, of, frame);
    const ended = machine.run(own.function.body, frame);
    const isOther = ended?.kind === 'return' && /^(class|object|construct|function)$/.test(ended.value.kind);
    return isOther ? ended.value : undefined;
  }
  if (of.base?.kind === 'class') initialize(machine, self, of.base, args, site);
  else if (of.base && self.kind === 'construct') construct(machine, self, python ? libraryArguments(args) : args, site);
  else if (python && self.kind === 'object') dataFields(machine, self, of, args);
  initializeFields(machine, self, of, frameWith(scope, { self, home: of }));
  return undefined;
}

const functionOf = (of: CdkClass, node: Method['node']): Method => ({
  kind: 'function',
  tree: of.tree,
  node,
  scope: of.scope,
  at: of.at,
  from: 'resource',
});

/** The constructor that a class has without saying so: it has no text, and at most hands on all that it is given. */
const isImplied = ({ implied, parameters, body }: Method['node']): boolean =>
  implied === true || (body.range.start === body.range.end && parameters.every(({ rest }) => rest !== undefined));

function initializeFields(machine: Machine, self: CdkObject | Construct, of: CdkClass, frame: Frame): void {
  if (of.tree.language === 'python') return;
  const own = frameWith(frame, { self, home: of });
  // Those that the constructor declares with its parameters are set before all others.
  const isParameter = ({ value }: ClassNode['fields'][number]): boolean =>
    value?.kind === 'name' && value.binding?.kind === 'parameter';
  const { fields } = of.node;
  for (const field of [...fields.filter(isParameter), ...fields.filter((it) => !isParameter(it))]) {
    if (field.static || !field.value || field.name === '') continue;
    const value = machine.evaluate(field.value, own);
    write(machine, self.fields, field.name, value.kind === 'function' ? { ...value, self } : value);
  }
}

/** Python's dataclasses and named tuples take their fields as arguments. */
function dataFields(machine: Machine, self: CdkObject, of: CdkClass, args: Arguments): void {
  const left = [...args.positional];
  for (const field of of.node.fields) {
    if (field.name === '') continue;
    const given = args.named?.entries.get(field.name)?.value ?? left.shift();
    if (given) write(machine, self.fields, field.name, given);
  }
}

/** `super(…)`, `super.method(…)`, `super().__init__(…)`, and `Base.__init__(self, …)` with what it names. */
export function callSuper(
  machine: Machine,
  name: string,
  args: Arguments,
  site: Site,
  named?: CdkValue,
  from?: CdkClass | LibraryName,
): CdkValue {
  const { frame } = site;
  const at = spanOf(frame, site.range);
  const self = named ?? frame.self;
  const home = frame.home;
  const base = from ?? home?.base;
  if (!self || (self.kind !== 'object' && self.kind !== 'construct'))
    return unknownValue('`super` stands outside of a class', at);
  if (name === 'constructor' || name === '__init__') {
    if (base?.kind === 'class') initialize(machine, self, base, args, site);
    else if (base && self.kind === 'construct')
      construct(machine, self, isPython(frame) ? libraryArguments(args) : args, site);
    if (home && !from) initializeFields(machine, self, home, frame);
    return nothing(at);
  }
  const method = base?.kind === 'class' ? methodOf(base, name, undefined) : undefined;
  if (method) return callFunction(machine, { ...method, self }, args, site);
  if (self.kind === 'construct') {
    const own = isPython(frame) ? camelCase(name) : name;
    for (const known of ancestry(machine.library, self.library)) {
      const found = known.methods?.[own];
      if (found)
        return found(contextFor(machine, site), self, isPython(frame) ? libraryArguments(args) : args) ?? nothing(at);
    }
  }
  return unknownValue(`\`${name}\` of the class above is not followed`, at);
}
