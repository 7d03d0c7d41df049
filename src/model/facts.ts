/** Resources besides functions, with the settings that question PERF 1 asks about. */
import type { Setting } from '../core/declared.ts';
import type { Part, ResourceFact, SettingValue, Settings } from '../core/facts.ts';
import type { Resource } from '../core/resource.ts';
import { scalarOf, valueAt, type Value } from '../core/value.ts';
import type { Index } from './index.ts';
import { definitionIn, operationsIn } from './definitions.ts';
import { scalarAt, textsAt } from './settings.ts';
import { events, tables, type PartTable } from './tables.ts';

export function factOf(resource: Resource, { declarations }: Index): ResourceFact | undefined {
  const table = tables[resource.type];
  if (!table) return undefined;
  const { key, id, type, at, properties, origin, included } = resource;
  return {
    key,
    id,
    resourceType: type,
    at,
    application: declarations.path,
    origin,
    deployed: included,
    settings: settingsOf(properties, table.settings ?? []),
    parts: [
      ...(table.parts ?? []).flatMap((part) => partsOf(properties, part)),
      ...states(resource),
      ...operations(resource),
    ],
  };
}

/** What SAM makes of a function's events. */
export function eventFacts(resource: Resource, { declarations }: Index): readonly ResourceFact[] {
  const list = resource.type.startsWith('AWS::Serverless::') ? valueAt(resource.properties, 'Events') : undefined;
  if (list?.kind !== 'map') return [];
  return [...list.entries].flatMap(([name, { key: place, value }]) => {
    const type = valueAt(value, 'Type');
    const table = type?.kind === 'scalar' ? events[String(type.value)] : undefined;
    if (!table) return [];
    return {
      key: `${resource.key}/Events/${name}`,
      id: `${resource.id}/${name}`,
      resourceType: table.type,
      at: place,
      application: declarations.path,
      origin: resource.origin,
      deployed: resource.included,
      settings: settingsOf(valueAt(value, 'Properties'), table.settings),
      parts: [],
    };
  });
}

function settingsOf(properties: Value | undefined, paths: readonly string[]): Settings {
  const settings = new Map<string, Setting<SettingValue>>();
  for (const path of paths) {
    const keys = path.split('.');
    const value = valueAt(properties, ...keys);
    if (!value || value.kind === 'map') continue;
    const setting = value.kind === 'list' ? textsAt(value) : scalarAt(value);
    if (setting) settings.set(path, setting);
  }
  return settings;
}

function partsOf(properties: Value, { kind, path, name, settings }: PartTable): readonly Part[] {
  const list = valueAt(properties, ...path.split('.'));
  if (list?.kind !== 'list') return [];
  return list.items.map((item, index): Part => {
    const own = name === undefined ? undefined : valueAt(item, name);
    const named = own && scalarOf(own);
    return {
      kind,
      id: named?.known ? String(named.value) : String(index),
      at: item.at,
      settings: settingsOf(item, settings),
    };
  });
}

/** The states of a definition that is written in the template: https://states-language.net */
function states({ type, properties }: Resource): readonly Part[] {
  if (!type.endsWith('::StateMachine')) return [];
  const found: Part[] = [];
  const visit = (definition: Value | undefined): void => {
    const list = valueAt(definition, 'States');
    if (list?.kind !== 'map') return;
    for (const [id, { key, value }] of list.entries) {
      found.push({
        kind: 'state',
        id,
        at: key,
        settings: settingsOf(value, [
          'Type',
          'Resource',
          'TimeoutSeconds',
          'HeartbeatSeconds',
          'Seconds',
          'MaxConcurrency',
        ]),
      });
      const branches = valueAt(value, 'Branches');
      for (const branch of branches?.kind === 'list' ? branches.items : []) visit(branch);
      visit(valueAt(value, 'Iterator') ?? valueAt(value, 'ItemProcessor'));
    }
  };
  visit(definitionIn(properties));
  return found;
}

const operations = ({ properties }: Resource): readonly Part[] =>
  operationsIn(properties).map(({ id, at, integration }) => ({
    kind: 'route',
    id,
    at,
    settings: settingsOf(integration, ['type', 'payloadFormatVersion', 'timeoutInMillis', 'cacheKeyParameters']),
  }));
