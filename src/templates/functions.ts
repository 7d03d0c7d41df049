/** The functions that a template declares, with SAM's `Globals` applied. */
import type { Build, FunctionEvent, LayerCode, LambdaFunction, Language, Setting } from '../core/application.ts';
import { known, unknown, type Known } from '../core/known.ts';
import { valueOf } from '../core/known.ts';
import { customResourceOf } from './customResources.ts';
import type { Evaluated, Evaluator } from './evaluate.ts';
import { layerCodeOf } from './layers.ts';
import { at, entryOf, type MapEntry, type Node, type Range } from './node.ts';

type Declared = Omit<LambdaFunction, 'entry'>;

const types = ['AWS::Serverless::Function', 'AWS::Lambda::Function'] as const;

/** Undefined when the resource is something else. */
export function functionOf(
  path: string,
  root: Node | undefined,
  resource: MapEntry,
  evaluator: Evaluator,
  layers: ReadonlyMap<string, LayerCode>,
): Declared | undefined {
  const type = at(resource.value, 'Type');
  const resourceType = types.find((name) => type?.kind === 'scalar' && type.value === name);
  if (!resourceType) return undefined;
  const isSam = resourceType === 'AWS::Serverless::Function';
  const globals = isSam ? at(root, 'Globals', 'Function') : undefined;
  const properties = at(resource.value, 'Properties');
  const find = finder(path, properties, globals, evaluator);
  const runtime = find.text('Runtime');
  const build = buildOf(at(resource.value, 'Metadata'), evaluator);
  const inline = isSam ? find.node('InlineCode') : at(properties, 'Code', 'ZipFile');
  const language = languageOf(valueOf(runtime?.value), build);
  return {
    key: `${path}#${resource.key}`,
    id: resource.key,
    declared: 'template',
    at: { path, start: resource.keyRange.start, end: resource.keyRange.end },
    resourceType,
    ...(language ? { language } : {}),
    ...optional('runtime', runtime),
    packageType: valueOf(find.text('PackageType')?.value) === 'Image' || find.node('ImageUri') ? 'Image' : 'Zip',
    ...optional('handler', find.text('Handler')),
    ...optional('code', codeOf(path, resource, isSam, find)),
    inlineCode: inline !== undefined,
    ...optional('inline', inline && inlineAt(path, inline, evaluator)),
    ...optional('memory', find.number('MemorySize')),
    ...optional('timeout', find.number('Timeout')),
    ...optional('architectures', listOf(find.node('Architectures'), path, evaluator)),
    environment: environmentOf(path, properties, globals, evaluator),
    ...optional(
      'tracing',
      isSam ? find.text('Tracing') : nested(path, at(properties, 'TracingConfig', 'Mode'), evaluator),
    ),
    layers: layersOf(path, [globals, properties], evaluator),
    layerCode: layerCodeOf(layers, [globals, properties]),
    events: isSam ? eventsOf(path, at(properties, 'Events')) : [],
    ...optional('customResource', customResourceOf(path, root, resource.key)),
    ...(build ? { build } : {}),
  };
}

/** Of a text that a condition decides on, the one that is deployed. */
function inlineAt(path: string, node: Node, evaluator: Evaluator) {
  const resolved = evaluator.resolve(node);
  const { start, end } = resolved && 'start' in resolved ? resolved : node;
  return { path, start, end };
}

const optional = <Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };

interface Finder {
  readonly node: (name: string) => Node | undefined;
  readonly text: (name: string) => Setting<string> | undefined;
  readonly number: (name: string) => Setting<number> | undefined;
}

/** A property of the function, else of `Globals`. */
function finder(path: string, properties: Node | undefined, globals: Node | undefined, evaluator: Evaluator): Finder {
  function setting<T>(name: string, evaluate: (node: Node) => Evaluated<T> | undefined): Setting<T> | undefined {
    for (const [source, from] of [
      [properties, 'resource'],
      [globals, 'globals'],
    ] as const) {
      const value = entryOf(source, name)?.value;
      const evaluated = value && evaluate(value);
      if (evaluated) return settingOf(path, evaluated, from);
    }
    return undefined;
  }
  return {
    node: (name) => entryOf(properties, name)?.value ?? entryOf(globals, name)?.value,
    text: (name) => setting(name, evaluator.text),
    number: (name) => setting(name, evaluator.number),
  };
}

const settingOf = <T>(path: string, it: Evaluated<T>, from: 'resource' | 'globals'): Setting<T> => ({
  value: it.value,
  at: { path, start: it.start, end: it.end },
  from: it.from === 'resource' ? from : it.from,
});

function nested(path: string, node: Node | undefined, evaluator: Evaluator): Setting<string> | undefined {
  const evaluated = node && evaluator.text(node);
  return evaluated && settingOf(path, evaluated, 'resource');
}

/** Where the code lies, relative to the workspace. Without `CodeUri`, SAM takes the template's directory. */
function codeOf(path: string, resource: MapEntry, isSam: boolean, find: Finder): Setting<string> | undefined {
  const directory = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const name = isSam ? 'CodeUri' : 'Code';
  const node = find.node(name);
  const place = (range: Range) => ({ path, start: range.start, end: range.end });
  if (!node) return isSam ? { value: known(directory), at: place(resource.keyRange), from: 'resource' } : undefined;
  if (node.kind === 'map') {
    const inS3 = entryOf(node, 'Bucket') ?? entryOf(node, 'S3Bucket');
    const image = entryOf(node, 'ImageUri');
    return {
      value: unknown(inS3 ? 'its code lies in S3' : image ? 'it is a container image' : 'its code is not a directory'),
      at: place(node),
      from: 'resource',
    };
  }
  const written = find.text(name);
  if (!written?.value.known) return written;
  return { ...written, value: locate(directory, written.value.value, name) };
}

function locate(directory: string, written: string, name: string): Known<string> {
  if (/^s3:\/\//.test(written)) return unknown('its code lies in S3');
  if (written.startsWith('/')) return unknown(`\`${name}\` is an absolute path`);
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of written.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return unknown(`\`${name}\` leads out of the workspace`);
  }
  return known(parts.join('/'));
}

function environmentOf(
  path: string,
  properties: Node | undefined,
  globals: Node | undefined,
  evaluator: Evaluator,
): LambdaFunction['environment'] {
  const variables = new Map<string, Setting<string>>();
  for (const [source, from] of [
    [globals, 'globals'],
    [properties, 'resource'],
  ] as const) {
    const node = at(source, 'Environment', 'Variables') ?? at(source, 'Environment');
    const resolved = node && evaluator.resolve(node);
    if (!resolved) continue;
    if (resolved.kind === 'unknown' || resolved.kind === 'intrinsic')
      return unknown('the environment is decided at deployment');
    if (resolved.kind !== 'map') continue;
    for (const { key, value } of resolved.entries) {
      const evaluated = evaluator.text(value);
      if (evaluated) variables.set(key, settingOf(path, evaluated, from));
    }
  }
  return known(variables);
}

function listOf(node: Node | undefined, path: string, evaluator: Evaluator): Setting<readonly string[]> | undefined {
  if (!node) return undefined;
  const place = { path, start: node.start, end: node.end };
  if (node.kind !== 'list') return { value: unknown('it is decided at deployment'), at: place, from: 'resource' };
  const items = node.items.flatMap((item) => evaluator.text(item)?.value ?? []);
  const open = items.find((item) => !item.known);
  return {
    value: open ?? known(items.flatMap((item) => (item.known ? [item.value] : []))),
    at: place,
    from: 'resource',
  };
}

/** SAM adds a function's layers to those of `Globals`: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html */
function layersOf(
  path: string,
  sources: readonly (Node | undefined)[],
  evaluator: Evaluator,
): readonly Setting<string>[] {
  return sources.flatMap((source, index) => {
    const layers = at(source, 'Layers');
    if (layers?.kind !== 'list') return [];
    return layers.items.flatMap((item) => {
      const evaluated = evaluator.text(item);
      return evaluated ? [settingOf(path, evaluated, index === 0 ? 'globals' : 'resource')] : [];
    });
  });
}

function eventsOf(path: string, events: Node | undefined): readonly FunctionEvent[] {
  if (events?.kind !== 'map') return [];
  return events.entries.map(({ key, keyRange, value }) => {
    const type = at(value, 'Type');
    return {
      id: key,
      type: type?.kind === 'scalar' ? String(type.value) : '',
      at: { path, start: keyRange.start, end: keyRange.end },
    };
  });
}

function buildOf(metadata: Node | undefined, evaluator: Evaluator): Build | undefined {
  const method = at(metadata, 'BuildMethod');
  if (!method) return undefined;
  const entryPoints = at(metadata, 'BuildProperties', 'EntryPoints');
  const names =
    entryPoints?.kind === 'list' ? entryPoints.items.flatMap((item) => valueOf(evaluator.text(item)?.value) ?? []) : [];
  return { method: valueOf(evaluator.text(method)?.value) ?? '', entryPoints: names };
}

function languageOf(runtime: string | undefined, build: Build | undefined): Language | undefined {
  if (runtime?.startsWith('python')) return 'python';
  if (runtime?.startsWith('java')) return 'java';
  if (!runtime?.startsWith('nodejs')) return undefined;
  return build?.entryPoints.some((name) => /\.[mc]?tsx?$/.test(name)) ? 'typescript' : 'javascript';
}
