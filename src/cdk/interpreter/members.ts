/** Members of values: read and set. */
import type { Expression } from '../../languages/tree.ts';
import type { ConstructClass } from '../library.ts';
import type { CdkClass, CdkValue, Construct, LibraryName, Made } from '../value.ts';
import { valueOfName } from '../words.ts';
import { contextFor } from './context.ts';
import { exportOf, offeredBy } from './imports.ts';
import { isPython, spanOf, type Frame, type Library, type Machine, type Method, type Site } from './machine.ts';
import { languageMember } from './languageMembers.ts';
import { nodeMember } from './nodeCalls.ts';
import { nodeOf, ownerOf } from './nodes.ts';
import { parentOf } from './operators.ts';
import { write, writeEntry, writeItems } from './state.ts';
import { isNothing, listOf, nothing, partAt, scalar, unknownValue, whyOf } from './values.ts';
import { camelCase, isOfLanguage } from './words.ts';

export function readMember(machine: Machine, expression: Expression & { kind: 'member' }, frame: Frame): CdkValue {
  const site = { frame, range: expression };
  const object = machine.evaluate(expression.object, frame);
  // `a?.b.c` ends where a part of it is not there.
  if (
    isNothing(object) &&
    frame.module.tree.text.slice(expression.start, expression.propertyRange.start).includes('?.')
  )
    return nothing(spanOf(frame, expression));
  return memberOf(machine, object, expression.property, site);
}

export function memberOf(machine: Machine, object: CdkValue, name: string, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  switch (object.kind) {
    case 'unknown':
      return unknownValue(object.why, at);
    case 'map': {
      const found = partAt(object, name);
      return found ?? (isPython(site.frame) ? (partAt(object, camelCase(name)) ?? nothing(at)) : nothing(at));
    }
    case 'list':
      if (name === 'length')
        return object.open === undefined ? scalar(object.items.length, at) : unknownValue(object.open, at);
      return partAt(object, name) ?? nothing(at);
    case 'scalar':
      return scalarMember(object, name, at);
    case 'object':
    case 'construct':
      return ofObject(machine, object, name, site);
    case 'class':
      return staticMember(machine, object, name, site);
    case 'library':
      return ofLibrary(machine, object, name, site);
    case 'made':
      return ofMade(machine, object, name, site);
    case 'token':
      return unknownValue(whyOf(object), at);
    case 'function':
      return unknownValue('it is a member of a function', at);
  }
}

function scalarMember(object: CdkValue & { kind: 'scalar' }, name: string, at: CdkValue['at']): CdkValue {
  const { value } = object;
  if (value === null) return unknownValue('it is a member of something that is not set', at);
  if (typeof value === 'string' && at.path.endsWith('.py')) {
    const path = memberOfPath(value, name, at);
    if (path) return path;
  }
  // A member of an enum of Python: `Stage.PROD.value`.
  if (name === 'value' || name === 'name') return object;
  if (typeof value !== 'string') return unknownValue('it is a member of a plain value', at);
  if (name === 'length') return scalar(value.length, at);
  const char = /^-?\d+$/.test(name) ? value.at(Number(name)) : undefined;
  return char === undefined ? unknownValue('it is a part of a text', at) : scalar(char, at);
}

/** Paths of Python's pathlib are texts here. */
function memberOfPath(path: string, name: string, at: CdkValue['at']): CdkValue | undefined {
  const isPath = path.includes('/') || path === '.';
  if (name === 'parent') return scalar(parentOf(path), at);
  if (name === 'parents') {
    const all: CdkValue[] = [];
    for (let next = parentOf(path); all.length < 30; next = parentOf(next)) {
      all.push(scalar(next, at));
      if (next === '/' || next === '.') break;
    }
    return listOf(all, at);
  }
  const own = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'name' && isPath) return scalar(own, at);
  if (name === 'stem') return scalar(own.replace(/\.[^.]*$/, ''), at);
  return undefined;
}

function ofObject(
  machine: Machine,
  object: CdkValue & { kind: 'object' | 'construct' },
  name: string,
  site: Site,
): CdkValue {
  const at = spanOf(site.frame, site.range);
  const field = object.fields.get(name);
  if (field) return field;
  const method = object.class && methodOf(object.class, name, false);
  if (method) {
    const bound: Method = { ...method, self: object };
    return isGetter(method) ? machine.call(bound, { positional: [], named: undefined }, site) : bound;
  }
  const held = object.class && staticOf(object.class, name);
  if (held) return held;
  if (object.kind === 'object') return nothing(at);
  const own = isPython(site.frame) ? camelCase(name) : name;
  if (own === 'node') return nodeOf(object, at);
  const context = contextFor(machine, site);
  for (const known of ancestry(machine.library, object.library)) {
    const found = known.properties?.[own]?.(context, object) ?? known.property?.(context, object, own);
    if (found) return found;
  }
  const kept = object.state.get(own);
  if (kept) return kept;
  if (own === 'env' || own === 'region' || own === 'account' || own === 'stack')
    return own === 'stack'
      ? (stackOf(object) ?? unknownValue('it is of no stack', at))
      : unknownValue('it is decided at deployment', at);
  if (own === 'stackName') return scalar(object.id, at);
  const why = `\`${name}\` of \`${object.library}\` is decided at deployment`;
  if (object.main === undefined) return unknownValue(why, at);
  // What it is of is known all the same.
  const part = { kind: 'unknown', why, mentions: [object.main], at, from: 'resource' } as const;
  return { kind: 'token', value: { kind: 'text', parts: [part], at, from: 'resource' }, at, from: 'resource' };
}

/** The class of the library and those that it inherits from, as far as they are known. */
export function ancestry(library: Library, name: string): readonly ConstructClass[] {
  const classes: ConstructClass[] = [];
  for (let next: string | undefined = name; next !== undefined && classes.length < 20;) {
    const found = library.classOf(next);
    if (!found || classes.includes(found)) break;
    classes.push(found);
    next = found.extends;
  }
  return classes;
}

export function stackOf(construct: Construct): Construct | undefined {
  for (let at: Construct | undefined = construct; at; at = at.scope)
    if (/^core\.(Stack|NestedStack)$|\.GuStack\w*$/.test(at.library)) return at;
  return undefined;
}

/** The method of a class or of the nearest one that it extends; `isStatic` undefined for either. */
export function methodOf(of: CdkClass, name: string, isStatic: boolean | undefined): Method | undefined {
  for (let at: CdkClass | LibraryName | undefined = of; at?.kind === 'class'; at = at.base) {
    const found = at.node.methods.find((it) => it.name === name && (isStatic === undefined || it.static === isStatic));
    if (found)
      return {
        kind: 'function',
        tree: at.tree,
        node: found.function,
        scope: at.scope,
        home: at,
        at: at.at,
        from: 'resource',
      };
  }
  return undefined;
}

export function staticOf(of: CdkClass, name: string): CdkValue | undefined {
  for (let at: CdkClass | LibraryName | undefined = of; at?.kind === 'class'; at = at.base) {
    const found = at.statics.get(name);
    if (found) return found;
  }
  return undefined;
}

export function rootOf(of: CdkClass): LibraryName | undefined {
  let at: CdkClass | LibraryName | undefined = of;
  for (let depth = 0; at?.kind === 'class' && depth < 50; depth++) at = at.base;
  return at?.kind === 'library' ? at : undefined;
}

function isGetter({ tree, node }: Method): boolean {
  if (tree.language !== 'python')
    return /^(?:(?:public|private|protected|static|override|readonly)\s+)*get\s+[\w$#[]/.test(
      tree.text.slice(node.range.start, node.at.end + 1),
    );
  return node.decorators.some(
    (it) =>
      (it.kind === 'name' && /^(property|cached_property)$/.test(it.name)) ||
      (it.kind === 'member' && it.property === 'cached_property'),
  );
}

function staticMember(machine: Machine, of: CdkClass, name: string, site: Site): CdkValue {
  const held = staticOf(of, name);
  if (held) return held;
  const method = methodOf(of, name, isPython(site.frame) ? undefined : true);
  if (method) {
    const bound: Method = { ...method, self: of };
    return isGetter(method) ? machine.call(bound, { positional: [], named: undefined }, site) : bound;
  }
  if (name === '__name__' || name === 'name') return scalar(of.node.name, spanOf(site.frame, site.range));
  const root = rootOf(of);
  return root ? memberOf(machine, root, name, site) : nothing(spanOf(site.frame, site.range));
}

function ofLibrary(machine: Machine, object: LibraryName, name: string, site: Site): CdkValue {
  const at = spanOf(site.frame, site.range);
  if (isOfLanguage(object.name)) return languageMember(object.name, name, at);
  const value = valueOfName({ name: `${object.name}.${name}`, at, from: 'resource' });
  if (value?.kind === 'unknown')
    return { kind: 'token', value: { kind: 'text', parts: [value], at, from: 'resource' }, at, from: 'resource' };
  const found = exportOf(machine, object, name, site);
  if (found) return found;
  if (name === 'default') return offeredBy(machine, object, site) ?? nothing(at);
  return unknownValue(`\`${name}\` is not found in \`${object.name.replace(/^\w+:/, '')}\``, at);
}

function ofMade(machine: Machine, object: Made, name: string, site: Site): CdkValue {
  const own = isPython(site.frame) ? camelCase(name) : name;
  const owner = ownerOf(object);
  const ofNode = owner && nodeMember(machine, owner, name, site);
  if (ofNode) return ofNode;
  const context = contextFor(machine, site);
  const known = machine.library.valueClassOf(object.name)?.properties?.[own]?.(context, object);
  if (known) return known;
  return unknownValue(`\`${name}\` of \`${object.name}\` is decided by the library`, spanOf(site.frame, site.range));
}

export function writeMember(machine: Machine, target: Expression, value: CdkValue, frame: Frame): void {
  if (target.kind !== 'member' && target.kind !== 'index') return;
  const object = machine.evaluate(target.object, frame);
  const key = target.kind === 'member' ? target.property : keyOf(machine.evaluate(target.index, frame));
  const at = spanOf(frame, target.kind === 'member' ? target.propertyRange : target.index);
  if (key === undefined) {
    if (object.kind === 'map') object.open ??= 'the name of an entry is computed';
    return;
  }
  setMember(machine, object, key, value, { frame, range: target }, at);
}

const keyOf = (value: CdkValue): string | undefined =>
  value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;

function setMember(
  machine: Machine,
  object: CdkValue,
  key: string,
  value: CdkValue,
  site: Site,
  at: CdkValue['at'],
): void {
  switch (object.kind) {
    case 'map':
      writeEntry(machine, object, key, at, value);
      return;
    case 'list': {
      const index = Number(key);
      if (!Number.isInteger(index) || index < 0 || index > object.items.length) return;
      writeItems(machine, object, [...object.items.slice(0, index), value, ...object.items.slice(index + 1)]);
      return;
    }
    case 'object':
      write(machine, object.fields, key, value);
      return;
    case 'class':
      write(machine, object.statics, key, value);
      return;
    case 'construct': {
      const own = isPython(site.frame) ? camelCase(key) : key;
      const assigned = ancestry(machine.library, object.library).find((it) => it.assigned)?.assigned;
      const isOwn = object.class !== undefined && !object.fields.has(own);
      if (assigned && !isOwn) assigned(contextFor(machine, site), object, own, value);
      write(machine, object.fields, key, value);
      return;
    }
    default:
      return;
  }
}

export const lengthOf = (value: CdkValue, at: CdkValue['at']): CdkValue => {
  if (value.kind === 'list' && value.open === undefined) return scalar(value.items.length, at);
  if (value.kind === 'map' && value.open === undefined) return scalar(value.entries.size, at);
  if (value.kind === 'scalar' && typeof value.value === 'string') return scalar(value.value.length, at);
  return unknownValue(isNothing(value) ? 'it is not set' : whyOf(value), at);
};
