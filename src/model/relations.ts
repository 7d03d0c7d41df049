/** How what is declared hangs together, with the place that says so. */
import type { Target } from '../core/declared.ts';
import type { Relation, RelationKind } from '../core/facts.ts';
import type { Resource } from '../core/resource.ts';
import { itemsOf, mentionsOf, scalarOf, valueAt, type Value } from '../core/value.ts';
import type { Index } from './index.ts';
import { targetOf } from './settings.ts';
import { routesOf } from './routes.ts';
import { events, tables } from './tables.ts';

export function relationsOf(index: Index): readonly Relation[] {
  const { declarations } = index;
  const policies = policiesByRole(index);
  return declarations.resources.flatMap((resource) => [
    ...byTable(resource, index),
    ...byEvents(resource, index),
    ...routesOf(resource, index, (value, how) => relation('invokes', resource.key, value, index, how)),
    ...byDefinition(resource, index),
    ...(isFunction(resource) ? [...byEnvironment(resource, index), ...byPolicies(resource, index, policies)] : []),
  ]);
}

const isFunction = ({ type }: Resource): boolean => /^AWS::(Lambda|Serverless)::Function$/.test(type);

/** A version or an alias stands for its function. */
function behind(target: Target, { byKey }: Index): Target {
  let now = target;
  for (let step = 0; step < 3 && now.kind === 'resource'; step++) {
    const resource = byKey.get(now.key);
    if (resource?.type !== 'AWS::Lambda::Version' && resource?.type !== 'AWS::Lambda::Alias') break;
    const [owner] = mentionsOf(valueAt(resource.properties, 'FunctionName') ?? resource.properties);
    if (owner === undefined) break;
    now = { kind: 'resource', key: owner, qualifier: now.qualifier ?? resource.key, at: now.at };
  }
  return now;
}

function relation(
  kind: RelationKind,
  from: string,
  value: Value | undefined,
  index: Index,
  how?: string,
): readonly Relation[] {
  const target = targetOf(value, index.keys);
  if (!value || !target) return [];
  return [{ kind, from, to: behind(target, index), at: value.at, ...(how === undefined ? {} : { how }) }];
}

function byTable({ key, type, properties }: Resource, index: Index): readonly Relation[] {
  return (tables[type]?.relations ?? []).flatMap(([path, kind]) =>
    valuesAt(properties, path.split('.')).flatMap((value) => relation(kind, key, value, index)),
  );
}

/** The values at a path in which `[]` stands for every item and `{}` for every entry. */
function valuesAt(value: Value | undefined, path: readonly string[]): readonly Value[] {
  if (!value) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (step === '{}')
    return value.kind === 'map' ? [...value.entries.values()].flatMap((it) => valuesAt(it.value, rest)) : [];
  const found = valueAt(value, step.replace(/\[\]$/, ''));
  return step.endsWith('[]') ? itemsOf(found).flatMap((item) => valuesAt(item, rest)) : valuesAt(found, rest);
}

function byEvents(resource: Resource, index: Index): readonly Relation[] {
  const list = resource.type.startsWith('AWS::Serverless::') ? valueAt(resource.properties, 'Events') : undefined;
  if (list?.kind !== 'map') return [];
  return [...list.entries].flatMap(([name, { key: at, value }]): readonly Relation[] => {
    const type = valueAt(value, 'Type');
    const table = type?.kind === 'scalar' ? events[String(type.value)] : undefined;
    if (!table) return [];
    const from = `${resource.key}/Events/${name}`;
    const properties = valueAt(value, 'Properties');
    const own: Relation = { kind: 'invokes', from, to: { kind: 'resource', key: resource.key, at }, at };
    const sources = (table.source ?? []).flatMap(([path, kind]) =>
      valuesAt(properties, path.split('.')).flatMap((it) => relation(kind, from, it, index)),
    );
    const path = valueAt(properties, 'Path');
    const method = valueAt(properties, 'Method');
    const words = [method, path].map((it) => (it ? scalarOf(it) : undefined));
    const how = words.map((word) => (word?.known ? String(word.value) : '*')).join(' ');
    const serves: readonly Relation[] =
      table.type === 'Route'
        ? [{ kind: 'serves', from: resource.key, to: { kind: 'resource', key: from, at }, how, at }]
        : [];
    return [own, ...sources, ...serves];
  });
}

/** What a state machine names in its definition or its substitutions. */
function byDefinition({ key, type, properties }: Resource, { byKey }: Index): readonly Relation[] {
  if (!type.endsWith('::StateMachine')) return [];
  const named = ['Definition', 'DefinitionString', 'DefinitionSubstitutions'].flatMap((name) => {
    const value = valueAt(properties, name);
    return value ? [value] : [];
  });
  const found = new Map<string, Relation>();
  for (const value of named)
    for (const { to, at } of referencesIn(value)) {
      const resource = byKey.get(to);
      if (!resource || found.has(to)) continue;
      const kind = isFunction(resource) ? 'invokes' : 'uses';
      found.set(to, { kind, from: key, to: { kind: 'resource', key: to, at }, at });
    }
  return [...found.values()];
}

function* referencesIn(value: Value): Generator<{ readonly to: string; readonly at: Value['at'] }> {
  switch (value.kind) {
    case 'list':
      for (const item of value.items) yield* referencesIn(item);
      return;
    case 'map':
      for (const entry of value.entries.values()) yield* referencesIn(entry.value);
      return;
    default:
      for (const to of mentionsOf(value)) yield { to, at: value.at };
  }
}

function byEnvironment({ key, properties }: Resource, index: Index): readonly Relation[] {
  const variables = valueAt(properties, 'Environment', 'Variables');
  if (variables?.kind !== 'map') return [];
  return [...variables.entries].flatMap(([name, { value }]) =>
    [...new Set(mentionsOf(value))].flatMap((to): readonly Relation[] =>
      index.byKey.has(to)
        ? [{ kind: 'names', from: key, to: { kind: 'resource', key: to, at: value.at }, how: name, at: value.at }]
        : [],
    ),
  );
}

// Policies: SAM's own, those of a role, and those that are attached to one.

type Statements = readonly { readonly resources: Value; readonly how: string }[];

function byPolicies(resource: Resource, index: Index, policies: ReadonlyMap<string, Statements>): readonly Relation[] {
  const role = valueAt(resource.properties, 'Role');
  const roles = role ? [...mentionsOf(role)] : [];
  const own = valueAt(resource.properties, 'Policies');
  const statements = [...roles.flatMap((key) => policies.get(key) ?? []), ...(own ? samPolicies(own) : [])];
  const found = new Map<string, Relation>();
  for (const { resources, how } of statements)
    for (const { to, at } of referencesIn(resources))
      if (index.byKey.has(to) && !found.has(`${to} ${how}`))
        found.set(`${to} ${how}`, { kind: 'may', from: resource.key, to: { kind: 'resource', key: to, at }, how, at });
  return [...found.values()];
}

/** `DynamoDBCrudPolicy: { TableName: … }`, a policy document, or a list of both. */
function samPolicies(value: Value): Statements {
  if (value.kind === 'list') return value.items.flatMap(samPolicies);
  if (value.kind !== 'map') return [];
  if (value.entries.has('Statement')) return statementsIn(value);
  return [...value.entries].map(([how, { value: parameters }]) => ({ resources: parameters, how }));
}

function statementsIn(document: Value | undefined): Statements {
  const statements = valueAt(document, 'Statement');
  const list = statements?.kind === 'map' ? [statements] : itemsOf(statements);
  return list.flatMap((statement) => {
    const resources = valueAt(statement, 'Resource');
    const effect = valueAt(statement, 'Effect');
    if (!resources || (effect?.kind === 'scalar' && effect.value === 'Deny')) return [];
    const action = valueAt(statement, 'Action');
    const actions = action?.kind === 'list' ? action.items : action ? [action] : [];
    const how = actions.flatMap((it) => (it.kind === 'scalar' ? [String(it.value)] : [])).join(', ');
    return [{ resources, how }];
  });
}

function policiesByRole({ declarations }: Index): ReadonlyMap<string, Statements> {
  const result = new Map<string, Statements>();
  const add = (role: string, statements: Statements) => result.set(role, [...(result.get(role) ?? []), ...statements]);
  for (const { key, type, properties } of declarations.resources) {
    if (type === 'AWS::IAM::Role')
      for (const policy of itemsOf(valueAt(properties, 'Policies')))
        add(key, statementsIn(valueAt(policy, 'PolicyDocument')));
    if (type !== 'AWS::IAM::Policy' && type !== 'AWS::IAM::ManagedPolicy') continue;
    const statements = statementsIn(valueAt(properties, 'PolicyDocument'));
    const roles = valueAt(properties, 'Roles');
    for (const role of roles ? new Set(mentionsOf(roles)) : []) add(role, statements);
  }
  return result;
}
