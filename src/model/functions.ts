/** The functions that are declared. */
import type { DeclaredFunction, FunctionEvent, Language } from '../core/application.ts';
import type { Setting } from '../core/declared.ts';
import { known, unknown, valueOf, type Known } from '../core/known.ts';
import type { Resource } from '../core/resource.ts';
import type { Span } from '../core/span.ts';
import { itemsOf, scalarOf, valueAt, type MapValue, type Value } from '../core/value.ts';
import { capacityOf } from './capacity.ts';
import { buildOf, codeOf, imageOf, layersOf } from './code.ts';
import type { Index } from './index.ts';
import { numberAt, optional, settingOf, textAt, textsAt } from './settings.ts';

export const isFunction = ({ type }: Resource): boolean =>
  type === 'AWS::Serverless::Function' || type === 'AWS::Lambda::Function';

/** What other resources say about a function. */
export interface Circumstances {
  readonly customResource: Span | undefined;
  readonly edge: Span | undefined;
}

export function functionOf(
  resource: Resource,
  index: Index,
  { customResource, edge }: Circumstances,
): DeclaredFunction {
  const { properties, origin, asset } = resource;
  const isSam = resource.type === 'AWS::Serverless::Function';
  const runtime = textAt(properties, 'Runtime');
  const build = buildOf(resource);
  const inline = valueAt(properties, ...(isSam ? ['InlineCode'] : ['Code', 'ZipFile']));
  // A program may take inline code from a file, which is then where it is read.
  const inlineAt = asset ? (asset.kind === 'inline' ? asset.at : undefined) : inline?.at;
  const handler = textAt(properties, 'Handler');
  const language = isNative(valueOf(runtime?.value), valueOf(handler?.value))
    ? 'java'
    : languageOf(valueOf(runtime?.value), asset, build?.entryPoints ?? []);
  const layers = valueAt(properties, 'Layers');
  const isImage =
    asset?.kind === 'image' ||
    valueOf(textAt(properties, 'PackageType')?.value) === 'Image' ||
    valueAt(properties, 'ImageUri') !== undefined ||
    valueAt(properties, 'Code', 'ImageUri') !== undefined;
  return {
    key: resource.key,
    id: resource.id,
    declared: origin.kind === 'template' ? 'template' : 'cdk',
    application: index.declarations.path,
    origin,
    at: resource.at,
    deployed: resource.included,
    resourceType: resource.type,
    ...optional('language', language),
    ...optional('runtime', runtime),
    packageType: isImage ? 'Image' : 'Zip',
    ...optional('handler', handler),
    ...optional('code', codeOf(resource)),
    ...optional('asset', asset),
    inlineCode: inlineAt !== undefined,
    ...optional('inline', inlineAt),
    ...optional('memory', numberAt(properties, 'MemorySize')),
    ...optional('timeout', numberAt(properties, 'Timeout')),
    ...optional('architectures', textsAt(properties, 'Architectures')),
    environment: environmentOf(properties),
    ...optional('tracing', isSam ? textAt(properties, 'Tracing') : textAt(properties, 'TracingConfig', 'Mode')),
    layers: itemsOf(layers).flatMap((item) => settingOf(item, (it) => known(String(it))) ?? []),
    ...optional('layerCode', layersOf(layers, index)),
    events: isSam ? eventsOf(valueAt(properties, 'Events')) : [],
    ...optional('customResource', customResource),
    ...optional('edge', edge ?? (isMadeForTheEdge(resource) ? resource.at : undefined)),
    ...optional('image', isImage ? imageOf(resource) : undefined),
    ...optional('build', build),
    ...optional('capacity', capacityOf(resource, index)),
  };
}

const isMadeForTheEdge = ({ origin }: Resource): boolean =>
  origin.kind === 'cdk' && origin.construct.endsWith('.EdgeFunction');

function environmentOf(properties: MapValue): Known<ReadonlyMap<string, Setting<string>>> {
  const environment = valueAt(properties, 'Environment');
  const variables = valueAt(environment, 'Variables') ?? environment;
  if (!variables)
    return properties.open === undefined ? known(new Map()) : unknown('the environment is decided at deployment');
  if (variables.kind !== 'map') {
    const scalar = scalarOf(variables);
    return scalar.known || variables.from === undefined
      ? known(new Map())
      : unknown('the environment is decided at deployment');
  }
  if (variables.open !== undefined) return unknown(variables.open);
  const result = new Map<string, Setting<string>>();
  for (const [name, { value }] of variables.entries) {
    const setting = settingOf(value, (it) => known(String(it)));
    if (setting) result.set(name, setting);
  }
  return known(result);
}

function eventsOf(events: Value | undefined): readonly FunctionEvent[] {
  if (events?.kind !== 'map') return [];
  return [...events.entries].map(([id, { key, value }]) => {
    const type = valueAt(value, 'Type');
    return { id, type: type?.kind === 'scalar' ? String(type.value) : '', at: key };
  });
}

/** GraalVM makes a program of a class of Java, whose name stays the handler. */
const isNative = (runtime = '', handler = ''): boolean =>
  runtime.startsWith('provided') && /^([a-z_]\w*\.)+[A-Z]\w*(::\w+)?$/.test(handler);

function languageOf(
  runtime: string | undefined,
  asset: Resource['asset'],
  entryPoints: readonly string[],
): Language | undefined {
  if (runtime?.startsWith('python')) return 'python';
  if (runtime?.startsWith('java')) return 'java';
  if (asset?.kind === 'python') return 'python';
  const isNode = runtime?.startsWith('nodejs') ?? asset?.kind === 'entry';
  if (!isNode) return undefined;
  const entries = asset?.kind === 'entry' && asset.path.known ? [asset.path.value] : entryPoints;
  return entries.some((name) => /\.[mc]?tsx?$/.test(name)) ? 'typescript' : 'javascript';
}
