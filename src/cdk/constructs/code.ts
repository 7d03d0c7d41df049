/** What a function's code is: `Code.fromAsset(…)`, `Code.fromInline(…)`, images. */
import { known, unknown, type Known } from '../../core/known.ts';
import { directoryOf } from '../../core/paths.ts';
import type { Asset } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue, Made } from '../value.ts';
import { builtHandler } from './dockerBuild.ts';
import {
  argumentOf,
  attributeOf,
  listOf,
  optionsOf,
  plain,
  propOf,
  setProperty,
  textIn,
  unknownValue,
  workspacePath,
} from './props.ts';

export interface Code {
  /** Properties of the function, by path. */
  readonly properties: ReadonlyMap<string, Value>;
  readonly asset?: Asset;
}

/** Of the prop `code`; undefined when none is given. `handler` tells what inline code that was read from a file exports. */
export function codeOf(context: BuildContext, value: CdkValue | undefined, handler?: CdkValue): Code | undefined {
  if (!value) return undefined;
  if (value.kind !== 'made') {
    const why = value.kind === 'unknown' ? value.why : 'which code it has is not decided in the source';
    return { properties: new Map(), asset: { kind: 'path', path: unknown(why), at: value.at } };
  }
  const properties = new Map<string, Value>();
  const [, method = ''] = /^aws-lambda\.(?:\w+\.)?(\w+)$/.exec(value.name) ?? [];
  switch (method) {
    case 'fromAsset':
    case 'asset':
    case 'AssetCode':
      return { properties, asset: assetAt(context, value) };
    case 'fromInline':
    case 'inline':
    case 'InlineCode': {
      const code = argumentOf(value.arguments, 0, 'code');
      if (!code) return undefined;
      setProperty(properties, 'Code.ZipFile', plain(context, code) ?? context.toValue(code));
      return { properties, asset: fileOf(code, value, handler) ?? { kind: 'inline', at: code.at } };
    }
    case 'fromBucket':
    case 'fromBucketV2':
    case 'bucket':
    case 'S3Code': {
      const [bucket, key] = [argumentOf(value.arguments, 0, 'bucket'), argumentOf(value.arguments, 1, 'key')];
      if (bucket) setProperty(properties, 'Code.S3Bucket', attributeOf(context, bucket, undefined, 'bucketName'));
      if (key) setProperty(properties, 'Code.S3Key', plain(context, key) ?? context.toValue(key));
      const version = argumentOf(value.arguments, 2, 'objectVersion');
      if (version && method !== 'fromBucketV2')
        setProperty(properties, 'Code.S3ObjectVersion', plain(context, version) ?? context.toValue(version));
      return { properties };
    }
    case 'fromCfnParameters':
    case 'cfnParameters':
    case 'CfnParametersCode':
      setProperty(properties, 'Code.S3Bucket', unknownValue('a parameter of the stack says where it is', value));
      setProperty(properties, 'Code.S3Key', unknownValue('a parameter of the stack says where it is', value));
      return { properties };
    case 'fromDockerBuild':
      return { properties, asset: dockerBuilt(context, value, handler) };
    case 'fromCustomCommand': {
      const output = argumentOf(value.arguments, 0, 'output');
      return { properties, asset: { kind: 'path', path: workspacePath(context, output), at: output?.at ?? value.at } };
    }
    case 'fromAssetImage':
    case 'fromImageAsset':
    case 'AssetImageCode':
      return { properties: imageConfig(context, value, properties), asset: imageAt(context, value) };
    case 'fromEcr':
    case 'fromEcrImage':
    case 'EcrImageCode':
      setProperty(properties, 'Code.ImageUri', unknownValue('it is an image of a registry', value));
      return { properties: imageConfig(context, value, properties) };
    default: {
      const why = 'which code it has is not read from the source';
      return { properties, asset: { kind: 'path', path: unknown(why), at: value.at } };
    }
  }
}

function dockerBuilt(context: BuildContext, made: Made, handler: CdkValue | undefined): Asset {
  const text = textIn(handler);
  const built = text === undefined ? undefined : builtHandler(context, made, text);
  return built
    ? assetOfFile(built.path, known(built.symbol), made.at)
    : { kind: 'path', path: unknown('Docker builds its code'), at: made.at };
}

function assetOfFile(path: string, symbol: Known<string>, at: Asset['at']): Asset {
  if (!path.endsWith('.py')) return { kind: 'entry', path: known(path), symbol, at };
  const directory = directoryOf(path);
  const index = directory === '' ? path : path.slice(directory.length + 1);
  return { kind: 'python', directory: known(directory), index: known(index), symbol, at };
}

/** Inline code that the program reads from a file: the file is where it is reviewed. */
function fileOf(code: CdkValue, made: Made, handler: CdkValue | undefined): Asset | undefined {
  const text = textIn(code);
  const { path, start, end } = code.at;
  if (text === undefined || path === made.path || start !== 0 || end !== text.length) return undefined;
  return assetOfFile(path, symbolOf(handler, 'handler'), made.at);
}

function assetAt(context: BuildContext, made: Made): Asset {
  const path = argumentOf(made.arguments, 0, 'path');
  return { kind: 'path', path: workspacePath(context, path), at: path?.at ?? made.at };
}

function imageAt(context: BuildContext, made: Made): Asset {
  const directory = argumentOf(made.arguments, 0, 'directory');
  const file = textIn(propOf(optionsOf(made.arguments, 1, made), 'file'));
  return {
    kind: 'image',
    directory: workspacePath(context, directory),
    ...(file === undefined ? {} : { file }),
    at: directory?.at ?? made.at,
  };
}

function imageConfig(context: BuildContext, made: Made, properties: Map<string, Value>): ReadonlyMap<string, Value> {
  const options = optionsOf(made.arguments, 1, made);
  const rows = [
    ['cmd', 'ImageConfig.Command'],
    ['entrypoint', 'ImageConfig.EntryPoint'],
    ['workingDirectory', 'ImageConfig.WorkingDirectory'],
  ] as const;
  for (const [name, property] of rows) {
    const given = propOf(options, name);
    const value = given && (given.kind === 'list' ? listOf(plain)(context, given) : plain(context, given));
    if (value) setProperty(properties, property, value);
  }
  return properties;
}

/** The file that a bundler starts at: what is given, or what lies beside the file that makes the construct. */
export function entryOf(context: BuildContext, id: string, entry: CdkValue | undefined): Known<string> {
  if (entry) return workspacePath(context, entry);
  const stem = context.path.replace(/\.\w+$/, '');
  const found = ['ts', 'js', 'mjs', 'mts', 'cts', 'cjs']
    .map((ending) => `${stem}.${id}.${ending}`)
    .find(context.exists);
  return found === undefined ? unknown(`\`${stem}.${id}.ts\` is not there`) : known(found);
}

export const symbolOf = (handler: CdkValue | undefined, standard: string): Known<string> => {
  if (!handler) return known(standard);
  const text = textIn(handler);
  if (text === undefined) return unknown(handler.kind === 'unknown' ? handler.why : 'it is not decided in the source');
  return known(text.slice(text.lastIndexOf('.') + 1));
};
