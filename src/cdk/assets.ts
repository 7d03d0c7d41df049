/** From what CDK packaged to the source that it was packaged from. */
import { known, unknown, type Known } from '../core/known.ts';
import { directoryOf, join } from '../core/paths.ts';
import type { Asset, Resource } from '../core/resource.ts';
import { valueAt, type MapValue } from '../core/value.ts';
import type { ReadText } from './manifest.ts';

export interface AssetSearch {
  readonly read: ReadText;
  /** Every path of the workspace, `cdk.out` included. */
  readonly paths: readonly string[];
  /** Where the app was synthesized, which a bundler's paths start from or lie above. */
  readonly appDirectory: string;
}

/**
 * What a function of `cdk.out` was packaged from, found by comparing texts: the directory of the workspace
 * whose files are those of `asset.<hash>`. Undefined when the function has no code at all.
 */
export function assetIn(template: string, fn: Resource, search: AssetSearch): Asset | undefined {
  const { at } = fn;
  const inline = valueAt(fn.properties, 'Code', 'ZipFile');
  if (inline) return { kind: 'inline', at: inline.at };
  const packaged = packagedAt(template, fn);
  if (stringAt(fn.metadata, 'aws:asset:property') === 'Code.ImageUri' || valueAt(fn.properties, 'Code', 'ImageUri'))
    return {
      kind: 'image',
      directory: imageDirectory(packaged, fn, search),
      file: stringAt(fn.metadata, 'aws:asset:dockerfile-path') ?? 'Dockerfile',
      at,
    };
  if (!valueAt(fn.properties, 'Code')) return undefined;
  const handler = stringAt(fn.properties, 'Handler');
  const runtime = stringAt(fn.properties, 'Runtime') ?? '';
  if (packaged === undefined)
    return pathOf(unknown('neither its source nor `cdk.out` says what its code was packaged from'), fn);
  if (handler === undefined) return pathOf(unknown('its handler is not known'), fn);
  if (!/^(nodejs|python)/.test(runtime))
    return pathOf(
      unknown(`code of the runtime \`${runtime}\` is built, and \`${packaged}\` does not name its source`),
      fn,
    );

  const name = fileNames(handler, runtime).find((it) => search.read(`${packaged}/${it}`) !== undefined);
  if (name === undefined) return pathOf(unknown(`\`${packaged}\` has no file for the handler \`${handler}\``), fn);
  const text = search.read(`${packaged}/${name}`) ?? '';
  const same = directoriesWith(name, text, packaged, search);
  const found = same.length > 0 ? same : changedSince(name, text, search);
  const [only] = found;
  if (only !== undefined && found.length === 1) return pathOf(known(only), fn);
  if (found.length > 1) {
    const names = found.slice(0, 2).map((directory) => `\`${directory === '' ? '.' : directory}\``);
    return pathOf(unknown(`${names.join(' and ')} hold the same code as \`${packaged}\``), fn);
  }
  const entry = bundledFrom(text, search);
  if (entry !== undefined) return { kind: 'entry', path: known(entry), symbol: known(symbolOf(handler)), at };
  return pathOf(
    unknown(
      `no file of the workspace has the text of \`${packaged}/${name}\`, which was bundled or comes with a library`,
    ),
    fn,
  );
}

const pathOf = (path: Known<string>, { at }: Resource): Asset => ({ kind: 'path', path, at });

/** `asset.<hash>` of the workspace, or a directory of its sources where staging is off. */
function packagedAt(template: string, { metadata, properties }: Resource): string | undefined {
  const directory = directoryOf(template);
  const named = stringAt(metadata, 'aws:asset:path');
  if (named !== undefined && !/^(\/|[A-Za-z]:)/.test(named)) return join(directory, named);
  // Without the command of CDK, synth writes no metadata into templates; the names of assets are their hashes all the same.
  const [, hash] = /^(?:assets\/)?([0-9a-f]{64})\.zip$/.exec(stringAt(properties, 'Code', 'S3Key') ?? '') ?? [];
  return hash === undefined ? undefined : `${directory.replace(/\/assembly-[^/]*$/, '')}/asset.${hash}`;
}

/** In which order Lambda's runtimes look: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
function fileNames(handler: string, runtime: string): readonly string[] {
  const plain = handler.replace(/^(\.\/)+/, '');
  if (runtime.startsWith('python')) {
    const module = plain.slice(0, Math.max(0, plain.lastIndexOf('.'))).replaceAll('.', '/');
    return [`${module}.py`, `${module}/__init__.py`];
  }
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
  const module = dot < 0 ? plain : plain.slice(0, dot);
  return ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'].map((ending) => module + ending);
}

const symbolOf = (handler: string): string => handler.slice(handler.lastIndexOf('.') + 1);

/** More files than this are not compared to tell two directories apart. */
const mostCompared = 200;

function directoriesWith(
  name: string,
  text: string,
  packaged: string,
  { read, paths }: AssetSearch,
): readonly string[] {
  const candidates = named(name, paths).flatMap((path) => (read(path) === text ? [directoryAbove(path, name)] : []));
  if (candidates.length < 2) return candidates;
  const whole = candidates.filter((directory) =>
    paths
      .filter((path) => !isSynthesized(path) && (directory === '' || path.startsWith(`${directory}/`)))
      .slice(0, mostCompared)
      .every((path) => {
        const own = read(path);
        return (
          own === undefined || own === read(`${packaged}/${directory === '' ? path : path.slice(directory.length + 1)}`)
        );
      }),
  );
  return whole.length > 0 ? whole : candidates;
}

const leastAlike = 0.5;
const leastAhead = 0.2;

/** While somebody works on the code it is no longer what was packaged, but most of its lines are. */
function changedSince(name: string, text: string, { read, paths }: AssetSearch): readonly string[] {
  const lines = linesOf(text);
  const candidates = named(name, paths)
    .map((path) => ({ directory: directoryAbove(path, name), alike: alike(lines, linesOf(read(path) ?? '')) }))
    .sort((a, b) => b.alike - a.alike);
  const [best, next] = candidates;
  if (!best || best.alike < leastAlike || (next && best.alike - next.alike < leastAhead)) return [];
  return [best.directory];
}

const linesOf = (text: string): readonly string[] => text.split('\n').flatMap((line) => line.trim() || []);

/** The part of the lines that both have, of 1. */
function alike(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of b) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    common++;
  }
  return common / Math.max(a.length, b.length, 1);
}

const named = (name: string, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !isSynthesized(path) && (path === name || path.endsWith(`/${name}`)));

const directoryAbove = (path: string, name: string): string =>
  path.slice(0, Math.max(0, path.length - name.length - 1));

const isSynthesized = (path: string): boolean => /(^|\/)cdk\.out\//.test(path);

/** esbuild names the files that it puts together, the entry point last, unless it minifies. */
function bundledFrom(bundle: string, { paths, appDirectory }: AssetSearch): string | undefined {
  const names = [...bundle.matchAll(/^\/\/ (\S+\.[mc]?[jt]sx?)$/gm)].map(([, name]) => name ?? '');
  const last = names.findLast((name) => !name.includes('node_modules/'));
  if (last === undefined) return undefined;
  const all = new Set(paths);
  for (let directory = appDirectory; ; directory = directoryOf(directory)) {
    const path = join(directory, last);
    if (path !== undefined && all.has(path)) return path;
    if (directory === '') return undefined;
  }
}

function imageDirectory(
  packaged: string | undefined,
  { metadata }: Resource,
  { read, paths }: AssetSearch,
): Known<string> {
  const file = stringAt(metadata, 'aws:asset:dockerfile-path') ?? 'Dockerfile';
  const text = packaged === undefined ? undefined : read(`${packaged}/${file}`);
  if (packaged === undefined || text === undefined)
    return unknown('`cdk.out` does not say what its image was built from');
  const found = directoriesWith(file, text, packaged, { read, paths, appDirectory: '' });
  const [only] = found;
  return only !== undefined && found.length === 1
    ? known(only)
    : unknown(
        `${found.length === 0 ? 'no directory' : 'more than one directory'} of the workspace has the \`${file}\` of \`${packaged}\``,
      );
}

function stringAt(map: MapValue | undefined, ...path: readonly string[]): string | undefined {
  const value = valueAt(map, ...path);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}
