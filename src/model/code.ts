/** Where the code of functions and layers lies. */
import type { Build, Image, LayerCode } from '../core/application.ts';
import type { Setting } from '../core/declared.ts';
import { known, unknown, valueOf, type Known } from '../core/known.ts';
import { directoryOf } from '../core/paths.ts';
import type { Resource } from '../core/resource.ts';
import { itemsOf, mentionsOf, scalarOf, valueAt, type Value } from '../core/value.ts';
import type { Index } from './index.ts';
import { settingOf, textAt } from './settings.ts';

/** As a path relative to the workspace. Without `CodeUri`, SAM takes the template's directory. */
export function codeOf(resource: Resource): Setting<string> | undefined {
  if (resource.asset) return assetCode(resource.asset);
  const isSam = resource.type === 'AWS::Serverless::Function';
  const name = isSam ? 'CodeUri' : 'Code';
  const value = valueAt(resource.properties, name);
  if (!value) {
    if (!isSam) return undefined;
    return { value: known(directoryOf(resource.at.path)), at: resource.at, from: 'resource' };
  }
  const place = { at: value.at, from: value.from };
  if (value.kind === 'map') {
    const inS3 = value.entries.has('Bucket') || value.entries.has('S3Bucket');
    const image = value.entries.has('ImageUri');
    return {
      value: unknown(inS3 ? 'its code lies in S3' : image ? 'it is a container image' : 'its code is not a directory'),
      ...place,
    };
  }
  const written = scalarOf(value);
  return { value: written.known ? locate(value.at.path, String(written.value), name) : written, ...place };
}

function assetCode(asset: NonNullable<Resource['asset']>): Setting<string> | undefined {
  switch (asset.kind) {
    case 'path':
    case 'entry':
      return { value: asset.kind === 'path' ? asset.path : directoryIn(asset.path), at: asset.at, from: 'resource' };
    case 'python':
    case 'image':
      return { value: asset.directory, at: asset.at, from: 'resource' };
    case 'inline':
      return undefined;
  }
}

const directoryIn = (path: Known<string>): Known<string> => (path.known ? known(directoryOf(path.value)) : path);

function locate(template: string, written: string, name: string): Known<string> {
  if (/^s3:\/\//.test(written)) return unknown('its code lies in S3');
  if (written.startsWith('/')) return unknown(`\`${name}\` is an absolute path`);
  const directory = directoryOf(template);
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of written.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return unknown(`\`${name}\` leads out of the workspace`);
  }
  return known(parts.join('/'));
}

export function buildOf({ metadata }: Resource): Build | undefined {
  const method = textAt(metadata, 'BuildMethod');
  if (!method) return undefined;
  const entryPoints = itemsOf(valueAt(metadata, 'BuildProperties', 'EntryPoints')).map(scalarOf);
  return {
    method: valueOf(method.value) ?? '',
    entryPoints: entryPoints.flatMap((it) => (it.known ? [String(it.value)] : [])),
  };
}

/** Of SAM's `Metadata`, and of what CDK builds. */
export function imageOf({ properties, metadata, asset }: Resource): Image | undefined {
  const context = valueAt(metadata, 'DockerContext');
  const written = context && scalarOf(context);
  const directory =
    asset?.kind === 'image'
      ? asset.directory
      : context && written?.known
        ? locate(context.at.path, String(written.value), 'DockerContext')
        : written;
  if (!directory) return undefined;
  const named = textAt(metadata, 'Dockerfile')?.value;
  const file = asset?.kind === 'image' ? asset.file : named && valueOf(named);
  const [first] = itemsOf(valueAt(properties, 'ImageConfig', 'Command'));
  const command = first && settingOf(first, (it) => known(String(it)));
  return {
    directory: directory.known ? known(String(directory.value)) : directory,
    file: file ?? 'Dockerfile',
    ...(command ? { command } : {}),
  };
}

/** What becomes a layer, when it is a directory of the workspace. */
export function layerCodeOf(resource: Resource): LayerCode | undefined {
  const isSam = resource.type === 'AWS::Serverless::LayerVersion';
  if (!isSam && resource.type !== 'AWS::Lambda::LayerVersion') return undefined;
  const built = valueAt(resource.metadata, 'BuildMethod') !== undefined;
  const { asset } = resource;
  if (asset) {
    const directory = asset.kind === 'path' ? asset.path : asset.kind === 'python' ? asset.directory : undefined;
    if (!directory?.known || /\.(zip|jar)$/.test(directory.value)) return undefined;
    return { directory: directory.value, built: asset.kind === 'python' };
  }
  const content = valueAt(resource.properties, isSam ? 'ContentUri' : 'Content');
  const written = content && scalarOf(content);
  if (!written?.known || /^s3:\/\/|\.(zip|jar)$/.test(String(written.value))) return undefined;
  const directory = locate(content?.at.path ?? resource.at.path, String(written.value), 'ContentUri');
  return directory.known ? { directory: directory.value, built } : undefined;
}

/** The layers of the application that a function names; undefined when it names others alone, which may be the project's as well. */
export function layersOf(layers: Value | undefined, index: Index): readonly LayerCode[] | undefined {
  if (!layers || (layers.kind === 'list' && layers.items.length === 0)) return [];
  const named = [...new Set(mentionsOf(layers))].flatMap((key) => {
    const it = index.byKey.get(key);
    return it && isLayer(it) ? [it] : [];
  });
  return named.length > 0 ? named.flatMap((it) => layerCodeOf(it) ?? []) : undefined;
}

const isLayer = ({ type }: Resource): boolean => /^AWS::(Serverless|Lambda)::LayerVersion$/.test(type);
