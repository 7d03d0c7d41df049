/** Edits of any property of any resource in the templates of a directory, chosen at random. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Known } from '../../src/core/known.ts';
import type { Resource } from '../../src/core/resource.ts';
import type { TextEdit } from '../../src/core/span.ts';
import type { Value } from '../../src/core/value.ts';
import { nodeHost } from '../../src/node/host.ts';
import { templateReader } from '../../src/templates/declare/reader.ts';
import { changeValue, removeProperty, setGlobal, setProperty } from '../../src/templates/edit.ts';
import type { NewValue } from '../../src/core/value.ts';
import { at, type Node } from '../../src/templates/node.ts';
import { parseTemplate } from '../../src/templates/template.ts';

export interface TemplateAttempt {
  readonly file: string;
  readonly text: string;
  readonly kind: string;
  /** What is told of it. */
  readonly label: string;
  readonly edits: Known<readonly TextEdit[]>;
  /** From the root of the document, intrinsics as `!Ref`. */
  readonly keys: readonly string[];
  readonly value: NewValue | undefined;
}

interface Place {
  readonly path: readonly string[];
  readonly value: Value;
}

export interface TemplateWorld {
  readonly root: string;
  readonly resources: readonly Resource[];
}

export function templatesIn(root: string): TemplateWorld {
  const files: string[] = [];
  for (const { path } of nodeHost(root, { assets: root }).files()) files.push(path);
  const texts = new Map<string, string | undefined>();
  const text = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, readIfAny(join(root, path)));
    return texts.get(path);
  };
  const reader = templateReader(text);
  const templates = files.filter((path) => /\.(ya?ml|json|template)$/.test(path) && reader.isTemplate(path));
  const resources = reader.roots(templates).flatMap((path) => reader.declare(path).resources);
  return {
    root,
    resources: resources.filter(({ origin }) => origin.kind === 'template' && origin.fixed === undefined),
  };
}

function readIfAny(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const fresh: readonly (readonly [path: readonly string[], value: NewValue])[] = [
  [['LensText'], 'some text: with a colon'],
  [['LensNumber'], 1024],
  [['LensFlag'], true],
  [['LensList'], ['arm64']],
  [['LensMaps', 'Inner', 'Deep'], '1'],
  [['Environment', 'Variables', 'LENS'], '1'],
  [['TracingConfig', 'Mode'], 'Active'],
];

export function templateAttempt({ root, resources }: TemplateWorld, random: () => number): TemplateAttempt | undefined {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const resource = pick(resources);
  if (!resource || resource.origin.kind !== 'template') return undefined;
  const file = join(root, resource.at.path);
  const text = readFileSync(file, 'utf8');
  const own = ['Resources', resource.id, 'Properties'];
  const it = { ...resource, resourceType: resource.type };
  const values = [...placesIn([], resource.properties)];
  const written = values.filter(({ value }) => value.at.path === resource.at.path);
  const label = (path: readonly string[]) => `${resource.id} ${path.join('.')}`;
  const choice = random();
  if (choice < 0.3) {
    const maps = values.filter(({ value }) => value.kind === 'map');
    const [path, value] = pick(fresh) ?? [[], ''];
    const inside = random() < 0.4 ? (pick(maps)?.path ?? []) : [];
    const full = [...inside, ...path];
    return {
      file,
      text,
      kind: 'set',
      label: label(full),
      edits: setProperty(text, it, full, value),
      keys: [...own, ...full],
      value,
    };
  }
  if (choice < 0.6) {
    const scalars = written.filter(({ value }) => value.kind === 'scalar' && value.from === 'resource');
    const place = pick(scalars);
    if (!place) return undefined;
    const value = changed(place.value);
    const edits = setProperty(text, it, place.path, value);
    return { file, text, kind: 'change', label: label(place.path), edits, keys: [...own, ...place.path], value };
  }
  if (choice < 0.8) {
    const inherited = written.filter(({ value }) => value.kind === 'scalar' && value.from !== 'resource');
    const place = pick(inherited.length > 0 ? inherited : written.filter(({ value }) => value.kind === 'scalar'));
    const keys = place && keysAt(parseTemplate(text).root, place.value.at.start);
    if (!place || !keys) return undefined;
    const value = changed(place.value);
    const kind = `change where it is written (${place.value.from})`;
    return { file, text, kind, label: label(place.path), edits: changeValue(text, place.value.at, value), keys, value };
  }
  if (choice < 0.95) {
    const place = pick(written.filter(({ path }) => path.every((key) => !/^\d+$/.test(key))));
    if (!place) return undefined;
    const edits = removeProperty(text, it, place.path);
    return {
      file,
      text,
      kind: 'remove',
      label: label(place.path),
      edits,
      keys: [...own, ...place.path],
      value: undefined,
    };
  }
  const path = ['Tracing'];
  const edits = setGlobal(text, resource.at.path, path, 'Active');
  return {
    file,
    text,
    kind: 'set Globals',
    label: 'Globals.Function',
    edits,
    keys: ['Globals', 'Function', ...path],
    value: 'Active',
  };
}

function changed(value: Value): NewValue {
  if (value.kind !== 'scalar') return 'other';
  if (typeof value.value === 'number') return value.value + 1;
  return typeof value.value === 'boolean' ? !value.value : `${value.value.slice(0, 20)} 'other'`;
}

function* placesIn(path: readonly string[], value: Value): Generator<Place> {
  if (path.length > 0) yield { path, value };
  if (value.kind === 'map') for (const [key, { value: inner }] of value.entries) yield* placesIn([...path, key], inner);
  // Items that conditions take out do not count in the list that is declared.
  if (value.kind === 'list' && value.items.every(({ kind }) => kind === 'scalar'))
    for (const [index, item] of value.items.entries()) yield* placesIn([...path, String(index)], item);
}

function keysAt(node: Node | undefined, start: number): readonly string[] | undefined {
  if (!node || at(node) === undefined) return undefined;
  const parts: readonly (readonly [string, Node])[] =
    node.kind === 'map'
      ? node.entries.map(({ key, value }) => [key, value] as const)
      : node.kind === 'list'
        ? node.items.map((item, index) => [String(index), item] as const)
        : node.kind === 'intrinsic'
          ? [[`!${node.name}`, node.argument]]
          : [];
  if (node.kind === 'scalar') return node.start === start ? [] : undefined;
  for (const [key, inner] of parts) {
    if (start < inner.start || start >= inner.end) continue;
    const rest = keysAt(inner, start);
    if (rest) return [key, ...rest];
  }
  return undefined;
}
