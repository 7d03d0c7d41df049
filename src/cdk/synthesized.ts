/** A template that `cdk synth` wrote, with those nested in it: JSON without parameters that a person gives. */
import { known, unknown } from '../core/known.ts';
import { directoryOf, fileNameOf, join } from '../core/paths.ts';
import type { Problem, Span } from '../core/span.ts';
import type { Resource } from '../core/resource.ts';
import {
  mentionsOf,
  type MapEntry,
  type MapValue,
  type ReferenceValue,
  type UnknownValue,
  type Value,
} from '../core/value.ts';
import { parseJson } from '../templates/json.ts';
import { at, entryOf, type IntrinsicNode, type Node, type Range } from '../templates/node.ts';
import type { ReadText, StackMetadata } from './manifest.ts';

export interface Synthesized {
  readonly resources: readonly Resource[];
  readonly outputs: ReadonlyMap<string, Value>;
  readonly problems: readonly Problem[];
}

export interface StackContext {
  /** Of `<app>#<construct path>`. */
  readonly app: string;
  /** Construct path of the stack. */
  readonly stack: string;
  readonly metadata: () => StackMetadata;
  readonly read: ReadText;
}

/** Nested stacks in nested stacks; CDK itself has no limit. */
const deepestStack = 20;

export function readSynthesized(path: string, context: StackContext): Synthesized {
  const resources: Resource[] = [];
  const problems: Problem[] = [];
  const outputs = readStack(path, context, new Map(), resources, problems, [path]);
  return { resources, outputs, problems };
}

function readStack(
  path: string,
  context: StackContext,
  given: ReadonlyMap<string, Value>,
  resources: Resource[],
  problems: Problem[],
  within: readonly string[],
): ReadonlyMap<string, Value> {
  const text = context.read(path);
  if (text === undefined) {
    problems.push({ path, message: 'It cannot be read, although the output of `cdk synth` names it.' });
    return new Map();
  }
  const { root, problems: slips } = parseJson(text);
  const [slip] = slips;
  if (slip) problems.push({ path, message: slip.message, at: { path, start: slip.start, end: slip.end } });
  const declared = at(root, 'Resources');
  const entries = declared?.kind === 'map' ? declared.entries : [];
  const constructs = new Map(entries.map(({ key, value }) => [key, constructPathOf(path, key, value, context)]));
  const convert = converterFor(path, context, constructs, new Map([...defaultsIn(root, path), ...given]));

  for (const { key: logicalId, keyRange, value } of entries) {
    const constructPath = constructs.get(logicalId) ?? `${context.stack}/${logicalId}`;
    const metadata = at(value, 'Metadata');
    const properties = at(value, 'Properties');
    const resource: Resource = {
      key: `${context.app}#${constructPath}`,
      id: constructPath.replace(/\/Resource$/, ''),
      type: textOf(at(value, 'Type')) ?? '',
      at: { path, start: keyRange.start, end: keyRange.end },
      properties: mapOf(properties && convert(properties), path, value),
      ...(metadata ? { metadata: mapOf(convert(metadata), path, metadata) } : {}),
      included: entryOf(value, 'Condition') ? unknown('its condition is decided at deployment') : known(true),
      origin: { kind: 'assembly', path, logicalId, constructPath },
    };
    resources.push(resource);
    if (resource.type !== 'AWS::CloudFormation::Stack') continue;
    const nested = textOf(at(metadata, 'aws:asset:path')) ?? nestedAt(constructPath, context.metadata());
    const child = nested === undefined ? undefined : join(directoryOf(path), nested);
    if (child === undefined || within.includes(child) || within.length > deepestStack) continue;
    const parameters = resource.properties.entries.get('Parameters')?.value;
    const passed = parameters?.kind === 'map' ? [...parameters.entries] : [];
    const values = new Map(passed.map(([name, entry]) => [name, entry.value]));
    readStack(child, context, values, resources, problems, [...within, child]);
  }
  const outputs = at(root, 'Outputs');
  return new Map(
    (outputs?.kind === 'map' ? outputs.entries : []).flatMap(({ key, value }) => {
      const output = at(value, 'Value');
      return output ? [[key, convert(output)] as const] : [];
    }),
  );
}

/** What parameters are when nobody gives them; those that Parameter Store has are not among them. */
function defaultsIn(root: Node | undefined, path: string): ReadonlyMap<string, Value> {
  const parameters = at(root, 'Parameters');
  const defaults = new Map<string, Value>();
  for (const { key, value } of parameters?.kind === 'map' ? parameters.entries : []) {
    const type = textOf(at(value, 'Type')) ?? 'String';
    const written = at(value, 'Default');
    if (written?.kind !== 'scalar' || written.value === null || type.startsWith('AWS::SSM::')) continue;
    const place = { at: { path, start: written.start, end: written.end }, from: 'assembly' } as const;
    const scalar = (own: string | number | boolean): Value => ({ kind: 'scalar', value: own, ...place });
    const isList = /^(CommaDelimitedList$|List<)/.test(type);
    const items = (): Value[] =>
      String(written.value)
        .split(',')
        .map((item) => scalar(item.trim()));
    defaults.set(key, isList ? { kind: 'list', items: items(), ...place } : scalar(written.value));
  }
  return defaults;
}

/** `Orders/Reports.NestedStack/Reports.NestedStackResource` deploys the template of `Orders/Reports`. */
function nestedAt(constructPath: string, { nested }: StackMetadata): string | undefined {
  const scope = constructPath.replace(/\.NestedStack\/[^/]*$/, '');
  return [...nested].find(([, path]) => path === scope)?.[0];
}

/** From the template itself, as the command of CDK has it written there, else from the metadata beside it. */
function constructPathOf(path: string, logicalId: string, resource: Node, context: StackContext): string {
  const written = textOf(at(resource, 'Metadata', 'aws:cdk:path'));
  if (written !== undefined) return written;
  const { pathsOf, nested } = context.metadata();
  const scope = nested.get(fileNameOf(path));
  const candidates = pathsOf.get(logicalId) ?? [];
  const inScope = candidates.filter((it) => scope !== undefined && it.startsWith(`${scope}/`));
  // What lies in a stack that is nested deeper has a longer scope of its own.
  const deeper = [...nested.values()].filter((it) => scope !== undefined && it.length > scope.length);
  const own = inScope.find((it) => !deeper.some((other) => it.startsWith(`${other}/`)));
  return own ?? inScope[0] ?? candidates[0] ?? `${scope ?? context.stack}/${logicalId}`;
}

function converterFor(
  path: string,
  { app, stack }: StackContext,
  constructs: ReadonlyMap<string, string>,
  given: ReadonlyMap<string, Value>,
): (node: Node) => Value {
  const written = ({ start, end }: Range) => ({ at: { path, start, end } as Span, from: 'assembly' }) as const;

  const refer = (name: string, attribute: string | undefined, range: Range): Value => {
    const passed = attribute === undefined ? given.get(name) : undefined;
    if (passed) return passed;
    const construct = constructs.get(name);
    if (construct === undefined) {
      const why = name.startsWith('AWS::')
        ? `it is \`${name}\`, which is decided at deployment`
        : `it is the parameter \`${name}\` of the stack \`${stack}\``;
      return { kind: 'unknown', why, mentions: [], ...written(range) };
    }
    const to = `${app}#${construct}`;
    return { kind: 'reference', to, ...(attribute === undefined ? {} : { attribute }), ...written(range) };
  };

  function convert(node: Node): Value {
    switch (node.kind) {
      case 'scalar':
        return node.value === null
          ? { kind: 'unknown', why: 'nothing is written there', mentions: [], ...written(node) }
          : { kind: 'scalar', value: node.value, ...written(node) };
      case 'list':
        return { kind: 'list', items: node.items.map(convert), ...written(node) };
      case 'map': {
        const entries = node.entries.map(({ key, keyRange, value }): readonly [string, MapEntry] => [
          key,
          { key: { path, start: keyRange.start, end: keyRange.end }, value: convert(value) },
        ]);
        return { kind: 'map', entries: new Map(entries), ...written(node) };
      }
      case 'intrinsic':
        return intrinsic(node);
    }
  }

  function intrinsic(node: IntrinsicNode): Value {
    const { name, argument } = node;
    const items = argument.kind === 'list' ? argument.items : [];
    switch (name) {
      case 'Ref':
        return refer(textOf(argument) ?? '', undefined, node);
      case 'GetAtt': {
        const [target, ...attribute] = items.length > 0 ? items.map(textOf) : (textOf(argument) ?? '').split('.');
        return refer(target ?? '', attribute.join('.'), node);
      }
      case 'Join': {
        const [separator, list] = items;
        if (separator?.kind !== 'scalar' || list?.kind !== 'list') break;
        const values = list.items.map(convert);
        const parts = values.flatMap((value, index) => [
          ...(index > 0 ? [String(separator.value)] : []),
          ...partsOf(value),
        ]);
        return textFrom(parts, node);
      }
      case 'Sub': {
        const template = textOf(argument);
        if (template === undefined) break;
        const pieces = template.split(/\$\{([^}]*)\}/);
        return textFrom(
          pieces.flatMap((piece, index) => {
            if (index % 2 === 0) return [piece];
            const [target = '', ...attribute] = piece.split('.');
            return partsOf(refer(target, attribute.length > 0 ? attribute.join('.') : undefined, node));
          }),
          node,
        );
      }
    }
    return {
      kind: 'unknown',
      why: `it is decided at deployment (\`${name}\`)`,
      mentions: [...new Set(mentionsOf(convert(argument)))],
      ...written(node),
    };
  }

  function textFrom(parts: readonly TextPart[], range: Range): Value {
    const joined: TextPart[] = [];
    for (const part of parts) {
      const last = joined.at(-1);
      if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
      else if (part !== '') joined.push(part);
    }
    const [only] = joined;
    if (joined.length === 0) return { kind: 'scalar', value: '', ...written(range) };
    if (joined.length === 1 && only !== undefined)
      return typeof only === 'string' ? { kind: 'scalar', value: only, ...written(range) } : only;
    return { kind: 'text', parts: joined, ...written(range) };
  }

  return convert;
}

type TextPart = string | ReferenceValue | UnknownValue;

function partsOf(value: Value): readonly TextPart[] {
  switch (value.kind) {
    case 'scalar':
      return [String(value.value)];
    case 'text':
      return value.parts;
    case 'reference':
    case 'unknown':
      return [value];
    default:
      return [
        {
          kind: 'unknown',
          why: 'it is not a single value',
          mentions: [...mentionsOf(value)],
          at: value.at,
          from: value.from,
        },
      ];
  }
}

const mapOf = (value: Value | undefined, path: string, range: Range): MapValue =>
  value?.kind === 'map'
    ? value
    : { kind: 'map', entries: new Map(), at: { path, start: range.start, end: range.end }, from: 'assembly' };

const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
