/** Calls of the program: of its own functions and classes, of the library and of what languages bring along. */
import type { Expression } from '../../languages/tree.ts';
import type { Arguments, CdkValue, Made } from '../value.ts';
import { wordOf } from '../words.ts';
import { callSuper, instantiateClass } from './classes.ts';
import { instantiateLibrary, libraryArguments, libraryCall } from './constructs.ts';
import { contextFor } from './context.ts';
import { callFunction } from './functions.ts';
import { callLanguage } from './languageCalls.ts';
import { evaluateArguments } from './literals.ts';
import { isPython, spanOf, type Frame, type Machine, type Site } from './machine.ts';
import { ancestry, memberOf, methodOf, staticOf } from './members.ts';
import { callMethodOfValue } from './methods.ts';
import { callNode } from './nodeCalls.ts';
import { ownerOf } from './nodes.ts';
import { branches } from './state.ts';
import { isNothing, nothing, scalar, unknownValue, whyOf } from './values.ts';
import { camelCase, isClassName, isOfLanguage, isStruct } from './words.ts';

export function evaluateCall(machine: Machine, expression: Expression & { kind: 'call' }, frame: Frame): CdkValue {
  const { callee } = expression;
  const at = spanOf(frame, expression);
  if (callee.kind === 'super') {
    const { args, named } = evaluateArguments(machine, expression.arguments, frame);
    return callSuper(machine, 'constructor', args, {
      frame,
      range: expression,
      ...(named === undefined ? {} : { named }),
    });
  }
  if (callee.kind === 'member' && !expression.construct) {
    if (callee.object.kind === 'super') {
      const { args, named } = evaluateArguments(machine, expression.arguments, frame);
      const site = { frame, range: expression, ...(named === undefined ? {} : { named }) };
      return callSuper(machine, callee.property, args, site);
    }
    const object = machine.evaluate(callee.object, frame);
    if (expression.optional && isNothing(object)) return nothing(at);
    const { args, named } = evaluateArguments(machine, expression.arguments, frame);
    const site = { frame, range: expression, ...(named === undefined ? {} : { named }) };
    return callMember(machine, object, callee.property, args, site);
  }
  const called = machine.evaluate(callee, frame);
  if (expression.optional && isNothing(called)) return nothing(at);
  const { args, named } = evaluateArguments(machine, expression.arguments, frame);
  const site: Site = { frame, range: expression, ...(named === undefined ? {} : { named }) };
  return expression.construct ? instantiate(machine, called, args, site) : callValue(machine, called, args, site);
}

export function callValue(machine: Machine, callee: CdkValue, args: Arguments, site: Site): CdkValue {
  switch (callee.kind) {
    case 'function':
      return callFunction(machine, callee, args, site);
    case 'class':
      return instantiateClass(machine, callee, args, site);
    case 'library':
      return callName(machine, callee.name, args, site);
    default:
      return callUnknown(machine, callee, args, site);
  }
}

/** `new` of something, or Python's call of a class. */
export function instantiate(machine: Machine, of: CdkValue, args: Arguments, site: Site): CdkValue {
  if (of.kind === 'class') return instantiateClass(machine, of, args, site);
  if (of.kind !== 'library') return callUnknown(machine, of, args, site);
  return isOfLanguage(of.name)
    ? callLanguage(machine, of.name, args, site)
    : instantiateLibrary(machine, of.name, args, site);
}

function callName(machine: Machine, name: string, args: Arguments, site: Site): CdkValue {
  if (isOfLanguage(name)) return callLanguage(machine, name, args, site);
  if (!isPython(site.frame)) return libraryCall(machine, name, args, site);
  if (!isClassName(name)) return libraryCall(machine, name, libraryArguments(args), site);
  const own = libraryArguments(args);
  if (own.positional.length === 0 && !own.named?.entries.has('scope') && isStructIn(machine, name))
    return own.named ?? { kind: 'map', entries: new Map(), at: spanOf(site.frame, site.range), from: 'resource' };
  return instantiateLibrary(machine, name, args, site);
}

/** What ends like a struct is one, although L1 classes are known by a rule that takes in their structs. */
const isStructIn = ({ library }: Machine, name: string): boolean =>
  isStruct(name) && name !== 'core.App' && (/(Props|Property|Options)$/.test(name) || !library.classOf(name));

function callMember(machine: Machine, object: CdkValue, name: string, args: Arguments, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  switch (object.kind) {
    case 'object':
    case 'construct': {
      const held = object.fields.get(name);
      if (held) return callValue(machine, held, args, site);
      const method = object.class && methodOf(object.class, name, undefined);
      if (method) return callFunction(machine, { ...method, self: object }, args, site);
      const shared = object.class && staticOf(object.class, name);
      if (shared) return callValue(machine, shared, args, site);
      if (object.kind === 'object') return callUnknown(machine, memberOf(machine, object, name, site), args, site);
      return callConstruct(machine, object, name, args, site);
    }
    case 'class':
    case 'library':
      // `Stack.__init__(self, scope, id)`
      if (name === '__init__') {
        const [self, ...rest] = args.positional;
        return callSuper(machine, name, { ...args, positional: rest }, site, self, object);
      }
      return (
        callMethodOfWord(machine, object, name, args, site) ??
        callValue(machine, memberOf(machine, object, name, site), args, site)
      );
    case 'made':
      return callMade(machine, object, name, args, site);
    case 'map': {
      const held = object.entries.get(name)?.value;
      if (held && held.kind !== 'scalar') return callValue(machine, held, args, site);
      return callMethodOfValue(machine, object, name, args, site) ?? callUnknown(machine, held ?? object, args, site);
    }
    case 'function':
      if (name === 'call') return callValue(machine, object, { ...args, positional: args.positional.slice(1) }, site);
      if (name === 'bind') return object;
      return unknownValue('it is a member of a function', at);
    case 'unknown':
      return callUnknown(machine, object, args, site);
    default:
      return callMethodOfValue(machine, object, name, args, site) ?? callUnknown(machine, object, args, site);
  }
}

/** `runtime.name.replace(…)` */
function callMethodOfWord(machine: Machine, object: CdkValue, name: string, args: Arguments, site: Site) {
  const word = object.kind === 'library' && /\.(name|value)$/.test(object.name) ? wordOf(object.name) : undefined;
  return word === undefined ? undefined : callMethodOfValue(machine, scalar(word, object.at), name, args, site);
}

function callConstruct(
  machine: Machine,
  object: CdkValue & { kind: 'construct' },
  name: string,
  args: Arguments,
  site: Site,
): CdkValue {
  const own = isPython(site.frame) ? camelCase(name) : name;
  const given = isPython(site.frame) ? libraryArguments(args) : args;
  const context = contextFor(machine, site);
  for (const known of ancestry(machine.library, object.library)) {
    const method = known.methods?.[own];
    if (method) return method(context, object, given) ?? nothing(spanOf(site.frame, site.range));
  }
  const onNode = callNode(machine, object, own, given, site);
  if (onNode) return onNode;
  const held = memberOf(machine, object, name, site);
  if (held.kind === 'function') return callValue(machine, held, args, site);
  return unknownValue(`\`${name}\` of \`${object.library}\` is not followed`, spanOf(site.frame, site.range));
}

function callMade(machine: Machine, object: Made, name: string, args: Arguments, site: Site): CdkValue {
  const own = isPython(site.frame) ? camelCase(name) : name;
  const given = isPython(site.frame) ? libraryArguments(args) : args;
  const owner = ownerOf(object);
  const ofNode = owner && callNode(machine, owner, own, given, site);
  if (ofNode) return ofNode;
  const context = contextFor(machine, site);
  const method = machine.library.valueClassOf(object.name)?.methods?.[own];
  if (method) return method(context, object, given) ?? nothing(spanOf(site.frame, site.range));
  return unknownValue(`\`${name}\` of \`${object.name}\` is decided by the library`, spanOf(site.frame, site.range));
}

/** Functions that are given to something unknown are followed as if they were called, once. */
function callUnknown(machine: Machine, callee: CdkValue, args: Arguments, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  const why = isNothing(callee) ? 'it is a call of something that is not set' : whyOf(callee);
  for (const given of args.positional) {
    if (given.kind !== 'function') continue;
    const values = given.node.parameters.map(() => unknownValue(why, at));
    branches(machine, why, at, [() => callFunction(machine, given, { positional: values, named: undefined }, site)]);
  }
  return unknownValue(why, at);
}
