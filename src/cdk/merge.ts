/** The source of a CDK app and what `cdk synth` made of it, as one. */
import type { Asset, Declarations, Resource } from '../core/resource.ts';
import type { Problem, Span } from '../core/span.ts';
import type { MapEntry, MapValue, Value } from '../core/value.ts';
import { isAnsweredBySynth } from './advice.ts';
import type { Assembly } from './assembly.ts';
import { constructOf, pairsOf } from './pairing.ts';

interface Disagreement {
  readonly at: Span;
  /** Without a full stop. */
  readonly sentence: string;
}

/**
 * Each resource once. What stands in the source keeps its place and its value;
 * what the source does not decide is taken from `cdk.out`, at the same place; what only `cdk.out` knows is added.
 * Where the two disagree `cdk.out` is old, which is said once.
 */
export function mergeDeclarations(source: Declarations, assembly: Assembly): Declarations {
  const { declarations } = assembly;
  const pairs = pairsOf(source.resources, declarations.resources);
  const keys = new Map([...pairs].map(([key, mine]) => [key, mine.key]));
  // Of a program that was followed to its end, everything that it declares is known.
  const isComplete = source.problems.length === 0;
  const disagreements: Disagreement[] = [];

  const counterparts = new Map<string, Resource>();
  for (const theirs of declarations.resources) {
    const mine = pairs.get(theirs.key);
    if (mine) counterparts.set(mine.key, theirs);
  }
  const merged = source.resources.map((mine) => {
    const theirs = counterparts.get(mine.key);
    if (!theirs) {
      if (isComplete && isFunction(mine) && !declarations.problems.length)
        disagreements.push({ at: mine.at, sentence: `\`${mine.id}\` is in the source, but not in \`cdk.out\`` });
      return mine;
    }
    return unite(mine, theirs, { keys, isComplete, disagreements, assembly });
  });

  const called = customResourceHandlers(declarations.resources);
  const places = placesOf(source.resources);
  const added = declarations.resources.flatMap((theirs) => {
    if (pairs.has(theirs.key)) return [];
    if (isComplete && isFunction(theirs) && !isOfLibrary(theirs, called)) {
      const at = assembly.at;
      disagreements.push({ at, sentence: `\`${theirs.id}\` is in \`cdk.out\`, but not in the source` });
      return [];
    }
    return [{ ...placed(assembled(theirs, assembly, keys), assembly, places) }];
  });

  const [first] = disagreements;
  return {
    ...source,
    resources: [...merged, ...added],
    outputs: new Map([...rekeyedOutputs(declarations.outputs, keys), ...source.outputs]),
    problems: [
      ...source.problems.filter((it) => !isAnsweredBySynth(it)),
      ...declarations.problems,
      ...(first ? [stale(first, assembly)] : []),
    ],
    reads: new Set([...source.reads, ...declarations.reads]),
  };
}

/** For an app whose source is not read: what `cdk.out` alone knows, with the places that it tells. */
export function declarationsOf(assembly: Assembly): Declarations {
  const { declarations } = assembly;
  return {
    ...declarations,
    resources: declarations.resources.map((it) => placed(assembled(it, assembly, new Map()), assembly, new Map())),
  };
}

const stale = ({ at, sentence }: Disagreement, { directory }: Assembly): Problem => ({
  path: at.path,
  at,
  message: `\`${directory}\` is older than the source: ${sentence}. What the source leaves open is read from there, so run \`cdk synth\`.`,
});

interface Union {
  readonly keys: ReadonlyMap<string, string>;
  readonly isComplete: boolean;
  readonly disagreements: Disagreement[];
  readonly assembly: Assembly;
}

function unite(mine: Resource, theirs: Resource, union: Union): Resource {
  const asset = assetOf(mine, theirs, union.assembly);
  const properties = uniteMaps(mine.properties, theirs.properties, { ...union, resource: mine, name: '' });
  return {
    ...mine,
    properties: asset ? without(properties, mine.properties, 'Code') : properties,
    ...(mine.metadata || !theirs.metadata ? {} : { metadata: theirs.metadata }),
    ...(asset ? { asset } : {}),
    included: mine.included.known ? mine.included : theirs.included,
  };
}

/** Which bucket the code of an asset is put into is nothing that the source says. */
function without(map: MapValue, written: MapValue, key: string): MapValue {
  if (written.entries.has(key) || !map.entries.has(key)) return map;
  return { ...map, entries: new Map([...map.entries].filter(([name]) => name !== key)) };
}

function assetOf(mine: Resource, theirs: Resource, assembly: Assembly): Asset | undefined {
  if (mine.asset && isDecided(mine.asset)) return mine.asset;
  const found = isFunction(mine) ? assembly.assetOf(theirs) : undefined;
  if (!found || (mine.asset && !isDecided(found))) return mine.asset;
  return { ...found, at: mine.asset?.at ?? mine.at };
}

function isDecided(asset: Asset): boolean {
  switch (asset.kind) {
    case 'path':
    case 'entry':
      return asset.path.known;
    case 'python':
    case 'image':
      return asset.directory.known;
    case 'inline':
      return true;
  }
}

interface Place extends Union {
  readonly resource: Resource;
  /** `TracingConfig.Mode`; of the properties themselves ''. */
  readonly name: string;
}

/** What a person sets on a function, and what no construct of the library adds by itself. */
const ofPersons: ReadonlySet<string> = new Set([
  'MemorySize',
  'Timeout',
  'ReservedConcurrentExecutions',
  'Architectures',
  'EphemeralStorage',
  'SnapStart',
  'TracingConfig',
]);

function uniteMaps(mine: MapValue, theirs: MapValue, place: Place): MapValue {
  const entries = new Map<string, MapEntry>();
  const isDecisive = (key: string): boolean =>
    place.isComplete && place.name === '' && isFunction(place.resource) && ofPersons.has(key);
  for (const [key, entry] of mine.entries) {
    const other = theirs.entries.get(key);
    const name = place.name === '' ? key : `${place.name}.${key}`;
    if (other) entries.set(key, { ...entry, value: uniteValues(entry.value, other.value, { ...place, name }) });
    else {
      entries.set(key, entry);
      if (isDecisive(key) && entry.value.from !== 'default' && entry.value.kind !== 'unknown')
        disagree(place, entry.value.at, `has \`${name}\` in the source, but not in \`cdk.out\``);
    }
  }
  for (const [key, { value }] of theirs.entries) {
    if (mine.entries.has(key)) continue;
    if (mine.open === undefined && isDecisive(key))
      disagree(place, place.resource.at, `has \`${key}\` in \`cdk.out\`, but not in the source`);
    else entries.set(key, { key: mine.at, value: taken(value, place.keys, mine.at) });
  }
  return { kind: 'map', at: mine.at, from: mine.from, entries };
}

function disagree({ resource, disagreements }: Place, at: Span, what: string): void {
  disagreements.push({ at, sentence: `\`${resource.id}\` ${what}` });
}

function uniteValues(mine: Value, theirs: Value, place: Place): Value {
  switch (mine.kind) {
    case 'unknown':
      return theirs.kind === 'unknown' ? mine : taken(theirs, place.keys, mine.at);
    case 'text':
      return mine.parts.some((part) => typeof part !== 'string' && part.kind === 'unknown')
        ? taken(theirs, place.keys, mine.at)
        : mine;
    case 'scalar': {
      if (theirs.kind !== 'scalar' || String(mine.value) === String(theirs.value)) return mine;
      if (mine.from === 'default') return taken(theirs, place.keys, mine.at);
      const [here, there] = [mine.value, theirs.value].map((value) => `\`${shortened(String(value))}\``);
      disagree(place, mine.at, `has ${here} as \`${place.name}\` in the source, and ${there} in \`cdk.out\``);
      return mine;
    }
    case 'map':
      return theirs.kind === 'map' ? uniteMaps(mine, theirs, place) : mine;
    case 'list':
      return theirs.kind === 'list' ? uniteLists(mine, theirs, place) : mine;
    case 'reference':
      return mine;
  }
}

function uniteLists(
  mine: Value & { readonly kind: 'list' },
  theirs: Value & { readonly kind: 'list' },
  place: Place,
): Value {
  // Where something stands in an incomplete list is not known either.
  if (mine.open !== undefined) return taken(theirs, place.keys, mine.at);
  if (mine.items.length !== theirs.items.length) return mine;
  return {
    ...mine,
    items: mine.items.map((item, index) => {
      const other = theirs.items[index];
      return other ? uniteValues(item, other, { ...place, name: `${place.name}.${index}` }) : item;
    }),
  };
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** With the keys of the source; at a place of the source when one is given, and else where `cdk.out` has it. */
function taken(value: Value, keys: ReadonlyMap<string, string>, at?: Span): Value {
  const keyOf = (key: string): string => keys.get(key) ?? key;
  const written = { at: at ?? value.at, from: 'assembly' } as const;
  switch (value.kind) {
    case 'scalar':
      return { ...value, ...written };
    case 'reference':
      return { ...value, ...written, to: keyOf(value.to) };
    case 'unknown':
      return { ...value, ...written, mentions: value.mentions.map(keyOf) };
    case 'text':
      return {
        ...value,
        ...written,
        parts: value.parts.map((part) => {
          if (typeof part === 'string') return part;
          return part.kind === 'reference'
            ? { ...part, ...written, to: keyOf(part.to) }
            : { ...part, ...written, mentions: part.mentions.map(keyOf) };
        }),
      };
    case 'list':
      return { ...value, ...written, items: value.items.map((item) => taken(item, keys, at)) };
    case 'map':
      return takenMap(value, keys, at);
  }
}

function takenMap(map: MapValue, keys: ReadonlyMap<string, string>, at?: Span): MapValue {
  const entries = [...map.entries].map(([name, { key, value }]) => {
    return [name, { key: at ?? key, value: taken(value, keys, at) }] as const;
  });
  return { ...map, at: at ?? map.at, from: 'assembly', entries: new Map(entries) };
}

function assembled(resource: Resource, assembly: Assembly, keys: ReadonlyMap<string, string>): Resource {
  const asset = isFunction(resource) ? assembly.assetOf(resource) : undefined;
  return {
    ...resource,
    properties: takenMap(resource.properties, keys),
    ...(asset ? { asset } : {}),
  };
}

/** Best where the program made it, else at the construct of the source that it lies in, else in the template. */
function placed(resource: Resource, assembly: Assembly, places: ReadonlyMap<string, Span>): Resource {
  const path = constructOf(resource);
  const made = assembly.madeAt(resource);
  if (made) return { ...resource, at: made };
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const at = places.get(path.slice(0, end));
    if (at) return { ...resource, at };
  }
  return resource;
}

const placesOf = (resources: readonly Resource[]): ReadonlyMap<string, Span> =>
  new Map(resources.map((resource) => [constructOf(resource), resource.at]));

const isFunction = ({ type }: Resource): boolean =>
  type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function';

/** Keys of what custom resources are handled by. */
function customResourceHandlers(resources: readonly Resource[]): ReadonlySet<string> {
  const handlers = new Set<string>();
  for (const { properties } of resources) {
    const token = properties.entries.get('ServiceToken')?.value;
    if (token?.kind === 'reference') handlers.add(token.to);
    else if (token?.kind === 'unknown') for (const key of token.mentions) handlers.add(key);
  }
  return handlers;
}

/** Functions that the construct library brings with it, for custom resources and for what they wait for. */
const isOfLibrary = (resource: Resource, handlers: ReadonlySet<string>): boolean =>
  handlers.has(resource.key) || /(^|\/)(Custom::|framework-)|[0-9a-f]{32}(\/|$)/.test(constructOf(resource));

const rekeyedOutputs = (outputs: ReadonlyMap<string, Value>, keys: ReadonlyMap<string, string>) =>
  [...outputs].map(([name, value]) => [name, taken(value, keys)] as const);
