/** The resources and outputs of one template. */
import { known, unknown, type Known } from '../../core/known.ts';
import type { Resource } from '../../core/resource.ts';
import type { MapValue, Value } from '../../core/value.ts';
import { at, entryOf, type Node, type Range } from '../node.ts';
import { includedBy, valueOf } from './evaluate.ts';
import { expandedEntries, type ExpandedEntry } from './forEach.ts';
import { globalSections, withGlobals } from './globals.ts';
import type { Scope, Where } from './scope.ts';

export const keyIn = (path: string, logicalId: string): string => `${path}#${logicalId}`;

/** What the template names as a resource; of one that is written twice the last. */
export function resourceEntries(
  root: Node | undefined,
  where: Where,
  scope: Scope,
): ReadonlyMap<string, ExpandedEntry> {
  const result = new Map<string, ExpandedEntry>();
  const add = (node: Node, there: Where): void => {
    // Alone, it is all that the map is.
    if (node.kind === 'intrinsic' && node.name === 'Transform') include(node.argument, there);
    if (node.kind !== 'map') return;
    for (const entry of expandedEntries(node, there, scope.tell, (it, its) => valueOf(it, its, scope))) {
      result.delete(entry.key);
      if (entry.key === 'Fn::Transform') include(entry.value, entry.where);
      else if (entry.value.kind === 'map') result.set(entry.key, entry);
    }
  };
  const include = (argument: Node, there: Where): void => {
    if (--scope.budget.left < 0) return;
    const included = includedBy(argument, there, scope);
    if (included && 'node' in included) add(included.node, included.where);
    else if (included && there.depth === 0)
      scope.tell('includes', `What is included here is not found: ${included.why}.`, argument, there.path);
  };
  const resources = at(root, 'Resources');
  if (resources) add(resources, where);
  return result;
}

export function resourcesOf(
  root: Node | undefined,
  entries: ReadonlyMap<string, ExpandedEntry>,
  where: Where,
  scope: Scope,
): readonly Resource[] {
  const globals = new Map<string, MapValue | undefined>();
  const globalsOf = (type: string): MapValue | undefined => {
    const section = globalSections[type];
    if (section === undefined) return undefined;
    if (!globals.has(section)) globals.set(section, globalsIn(root, section, where, scope));
    return globals.get(section);
  };
  return [...entries.values()].flatMap((entry) => resourceOf(entry, globalsOf, scope) ?? []);
}

function globalsIn(root: Node | undefined, section: string, where: Where, scope: Scope): MapValue | undefined {
  const node = at(root, 'Globals', section);
  const value = node && valueOf(node, { ...where, from: 'globals' }, scope);
  return value?.kind === 'map' ? value : undefined;
}

function resourceOf(
  { key, keyRange, value, where, looped }: ExpandedEntry,
  globalsOf: (type: string) => MapValue | undefined,
  scope: Scope,
): Resource | undefined {
  const type = entryOf(value, 'Type')?.value;
  if (type?.kind !== 'scalar' || typeof type.value !== 'string') return undefined;
  const place = spanOf(where.path, keyRange);
  const own = withDocument(type.value, mapAt(value, 'Properties', place, where, scope), where, scope);
  const globals = globalsOf(type.value);
  const metadata = entryOf(value, 'Metadata')?.value;
  const read = metadata && valueOf(metadata, where, scope);
  return {
    key: keyIn(scope.path, key),
    id: key,
    type: type.value,
    at: place,
    properties: globals ? withGlobals(globals, own) : own,
    ...(read?.kind === 'map' ? { metadata: read } : {}),
    included: isIncluded(value, scope),
    origin: {
      kind: 'template',
      path: where.path,
      logicalId: key,
      ...(looped ? { fixed: 'it is one of those that `Fn::ForEach` makes' } : {}),
    },
  };
}

function mapAt(node: Node, name: string, place: MapValue['at'], where: Where, scope: Scope): MapValue {
  const found = entryOf(node, name)?.value;
  const value = found && !(found.kind === 'scalar' && found.value === null) ? valueOf(found, where, scope) : undefined;
  if (value?.kind === 'map') return value;
  const empty: MapValue = { kind: 'map', entries: new Map(), at: place, from: 'resource' };
  return value ? { ...empty, open: value.kind === 'unknown' ? value.why : 'they are not a map' } : empty;
}

/** A default says what happens where nobody says anything else; conditions are there for those who do. */
function isIncluded(resource: Node, scope: Scope): Known<boolean> {
  const condition = entryOf(resource, 'Condition')?.value;
  if (condition?.kind !== 'scalar' || condition.value === null) return known(true);
  const name = String(condition.value);
  const decided = scope.decide(name);
  const parameter = decided.known && !decided.value ? scope.defaultBehind(name) : undefined;
  return parameter === undefined
    ? decided
    : unknown(
        `its condition \`${name}\` depends on the parameter \`${parameter}\`, of which only the default is known`,
      );
}

export function outputsOf(root: Node | undefined, where: Where, scope: Scope): ReadonlyMap<string, Value> {
  const outputs = at(root, 'Outputs');
  const result = new Map<string, Value>();
  if (outputs?.kind !== 'map') return result;
  for (const entry of expandedEntries(outputs, where, scope.tell, (node, there) => valueOf(node, there, scope))) {
    const node = entryOf(entry.value, 'Value')?.value;
    const value = node && valueOf(node, entry.where, scope);
    if (value) result.set(entry.key, value);
  }
  return result;
}

/** By type, the property that names a file, and the one that has what such a file holds. */
const documents: Readonly<Partial<Record<string, readonly [location: string, content: string]>>> = {
  'AWS::Serverless::Api': ['DefinitionUri', 'DefinitionBody'],
  'AWS::Serverless::HttpApi': ['DefinitionUri', 'DefinitionBody'],
  'AWS::ApiGateway::RestApi': ['BodyS3Location', 'Body'],
  'AWS::ApiGatewayV2::Api': ['BodyS3Location', 'Body'],
  'AWS::Serverless::StateMachine': ['DefinitionUri', 'Definition'],
  'AWS::StepFunctions::StateMachine': ['DefinitionS3Location', 'Definition'],
};

/** Characters; what is read of it counts with the template that it belongs to. */
const longestDocument = 200_000;

/** With what a local file holds: `sam package` and `aws cloudformation package` upload it. */
function withDocument(type: string, properties: MapValue, where: Where, scope: Scope): MapValue {
  const [location = '', content = ''] = documents[type] ?? [];
  const written = properties.entries.get(location);
  if (written?.value.kind !== 'scalar' || properties.entries.has(content)) return properties;
  const { path } = written.value.at;
  const document = scope.include(String(written.value.value), { ...where, path });
  if (!document || document.node.end - document.node.start > longestDocument) return properties;
  const value = valueOf(document.node, document.where, scope);
  if (value?.kind !== 'map') return properties;
  return { ...properties, entries: new Map([...properties.entries, [content, { key: written.key, value }]]) };
}

const spanOf = (path: string, { start, end }: Range) => ({ path, start, end });
