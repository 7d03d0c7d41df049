/** What the library's tables may do with the app while the program makes their constructs. */
import { unknown, known } from '../../core/known.ts';
import { contains, type Span } from '../../core/span.ts';
import type { MapEntry, MapValue, Value } from '../../core/value.ts';
import type { BuildContext, NewResource } from '../library.ts';
import type { CdkMap, Construct } from '../value.ts';
import {
  condition,
  gap,
  halt,
  mostResources,
  spanOf,
  type Creation,
  type Draft,
  type Machine,
  type Site,
} from './machine.ts';
import { constructIn } from '../pairing.ts';
import { toValue } from './toValue.ts';
import { tokenOf, unknownValue } from './values.ts';

export function contextFor(machine: Machine, site: Site, creation?: Creation): BuildContext {
  const call = creation?.call ?? spanOf(site.frame, site.range);
  const convert: BuildContext['toValue'] = (value) =>
    toValue(value, creation && !creation.shared ? creation.call : call);
  const placed = (value: Value): Value => inSource(value, creation?.shared === true ? undefined : call);
  return {
    call,
    path: call.path,
    appDirectory: machine.appDirectory,
    declare: (self, resource) => declare(machine, self, resource, placed, site),
    change: (key, path, value) => {
      update(machine, key, (properties, why) =>
        setAt(properties, path, why === undefined ? placed(value) : either(value, why)),
      );
    },
    append: (key, path, value) => {
      update(machine, key, (properties, why) => appendAt(properties, path, placed(value), why));
    },
    create: (name, scope, id, props) => create(machine, site, name, scope, id, props),
    imported: (name, scope, id) => ({ ...bare(name, scope, id, call), imported: true }),
    reference: (key, attribute, at) =>
      tokenOf({ kind: 'reference', to: key, at, from: 'resource', ...(attribute === undefined ? {} : { attribute }) }),
    unknown: (why, at) => unknownValue(why, at),
    exists: machine.project.exists,
    read: machine.project.read,
    toValue: convert,
    apply: (callee, args) => machine.call(callee, { positional: args, named: undefined }, site),
    setting: (name) => machine.context.get(name),
    gap: (at, message) => gap(machine, at, message),
  };
}

const bare = (library: string, scope: Construct | undefined, id: string, at: Span): Construct => ({
  kind: 'construct',
  library,
  class: undefined,
  id,
  scope,
  path: pathIn(scope, id),
  fields: new Map(),
  state: new Map(),
  at,
  from: 'resource',
});

export const pathIn = (scope: Construct | undefined, id: string): string =>
  scope === undefined || scope.path === '' ? id : id === '' ? scope.path : `${scope.path}/${id}`;

function create(machine: Machine, site: Site, name: string, scope: Construct, id: string, props: CdkMap): Construct {
  const self = bare(name, scope, id, spanOf(site.frame, site.range));
  const outer = machine.creations.get(scope);
  const call = spanOf(site.frame, site.range);
  const creation: Creation =
    outer && contains(outer.call, call) ? outer : { call, at: call, shared: false, tree: site.frame.module.tree };
  machine.creations.set(self, creation);
  build(machine, self, props, site, creation);
  return self;
}

/** Declares what the class of the library, or the nearest one that it extends, declares. */
export function build(machine: Machine, self: Construct, props: CdkMap, site: Site, creation: Creation): boolean {
  let name: string | undefined = self.library;
  for (let depth = 0; name !== undefined && depth < 20; depth++) {
    const found = machine.library.classOf(name);
    if (found?.build) {
      found.build(contextFor(machine, site, creation), self, props);
      return true;
    }
    name = found?.extends;
  }
  return false;
}

function declare(
  machine: Machine,
  self: Construct,
  { suffix, type, properties, open, asset }: NewResource,
  placed: (value: Value) => Value,
  site: Site,
): string {
  const creation = machine.creations.get(self);
  const call = creation?.call ?? spanOf(site.frame, site.range);
  const constructPath = suffix === '' ? self.path : `${self.path}/${suffix}`;
  const id = constructIn(constructPath);
  const key = freeKey(machine, `${machine.app}#${id}`);
  const why = condition(machine);
  const entries = new Map<string, MapEntry>();
  for (const [name, value] of properties) entries.set(name, { key: value.at, value: placed(value) });
  const at = creation?.at ?? self.at;
  const resource: Draft = {
    key,
    id,
    type,
    at,
    properties: { kind: 'map', entries, at: call, from: 'resource', ...(open === undefined ? {} : { open }) },
    included: why === undefined ? known(true) : unknown(why),
    origin: {
      kind: 'cdk',
      language: (creation?.tree ?? site.frame.module.tree).language,
      construct: self.library,
      call,
      constructPath,
    },
    conditions: machine.conditions.length,
    ...(asset ? { asset } : {}),
  };
  if (machine.resources.size >= mostResources) halt(machine, call, 'The app declares more than is followed');
  else machine.resources.set(key, resource);
  if (self.main === undefined) self.main = key;
  return key;
}

/** Of one path there is one construct, but what is made under either of two conditions has the same. */
function freeKey({ resources }: Machine, key: string): string {
  if (!resources.has(key)) return key;
  for (let number = 2; ; number++) if (!resources.has(`${key}~${number}`)) return `${key}~${number}`;
}

function update(
  machine: Machine,
  key: string,
  change: (properties: MapValue, why: string | undefined) => MapValue,
): void {
  const resource = machine.resources.get(key);
  if (!resource) return;
  const isSure = machine.conditions.length <= resource.conditions;
  resource.properties = change(resource.properties, isSure ? undefined : condition(machine));
}

const either = (value: Value, why: string): Value => ({
  kind: 'unknown',
  why,
  mentions: [],
  at: value.at,
  from: value.from,
});

function setAt(map: MapValue, [name, ...rest]: readonly string[], value: Value): MapValue {
  if (name === undefined) return map;
  const before = map.entries.get(name);
  const inner: Value =
    rest.length === 0
      ? value
      : setAt(
          before?.value.kind === 'map'
            ? before.value
            : { kind: 'map', entries: new Map(), at: value.at, from: value.from, ...openOf(before?.value) },
          rest,
          value,
        );
  const entries = new Map(map.entries);
  entries.set(name, { key: rest.length === 0 ? value.at : (before?.key ?? value.at), value: inner });
  return { ...map, entries };
}

const openOf = (value: Value | undefined): { readonly open?: string } =>
  value?.kind === 'unknown' ? { open: value.why } : {};

function appendAt(map: MapValue, path: readonly string[], value: Value, why: string | undefined): MapValue {
  const [name, ...rest] = path;
  if (name === undefined) return map;
  const before = map.entries.get(name)?.value;
  if (rest.length > 0) {
    const inner: MapValue =
      before?.kind === 'map' ? before : { kind: 'map', entries: new Map(), at: value.at, from: value.from };
    return setAt(map, [name], appendAt(inner, rest, value, why));
  }
  const items = before?.kind === 'list' ? before.items : [];
  const open = (before?.kind === 'list' ? before.open : before?.kind === 'unknown' ? before.why : undefined) ?? why;
  const list: Value = {
    kind: 'list',
    items: [...items, value],
    at: before?.at ?? value.at,
    from: before?.from ?? value.from,
    ...(open === undefined ? {} : { open }),
  };
  return setAt(map, [name], list);
}

/** What stands in the construct's own call is its own; everything else others may share. */
function inSource(value: Value, call: Span | undefined): Value {
  const from = value.from === 'resource' && (call === undefined || !contains(call, value.at)) ? 'variable' : value.from;
  switch (value.kind) {
    case 'list':
      return { ...value, from, items: value.items.map((item) => inSource(item, call)) };
    case 'map': {
      const entries = new Map<string, MapEntry>();
      for (const [key, entry] of value.entries)
        entries.set(key, { key: entry.key, value: inSource(entry.value, call) });
      return { ...value, from, entries };
    }
    default:
      return from === value.from ? value : { ...value, from };
  }
}
