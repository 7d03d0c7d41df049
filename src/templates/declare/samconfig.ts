/** Parameters that a `samconfig.toml` gives: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
import { parse, TomlError } from 'smol-toml';
import { directoryOf, join } from '../../core/paths.ts';
import type { Problem, Span } from '../../core/span.ts';

export interface Override {
  readonly value: string;
  readonly at: Span;
}

export interface SamConfig {
  /** By parameter, for the environment `default`. */
  readonly overrides: ReadonlyMap<string, Override>;
  /** The template that it is for, relative to the workspace; undefined when it names none. */
  readonly template: string | undefined;
  readonly problems: readonly Problem[];
}

export function readSamConfig(path: string, text: string): SamConfig {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    // Whatever else goes wrong in a parser that recurses is a text that nobody wrote as a configuration.
    const why = error instanceof TomlError ? (error.message.split('\n')[0] ?? '') : 'It cannot be read.';
    return { overrides: new Map(), template: undefined, problems: [{ path, message: `Not valid TOML: ${why}` }] };
  }
  const tables = ['deploy', 'global'].map((command) => tableAt(document, 'default', command, 'parameters'));
  const written = tables.map((table) => table?.['parameter_overrides']).find((it) => it !== undefined);
  const template = tables
    .map((table) => table?.['template_file'] ?? table?.['template'])
    .find((it) => typeof it === 'string');
  const overrides = new Map<string, Override>();
  for (const [name, value] of pairsIn(written)) overrides.set(name, { value, at: placeOf(name, path, text) });
  return { overrides, template: template === undefined ? undefined : join(directoryOf(path), template), problems: [] };
}

function tableAt(document: unknown, ...keys: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  let found = document;
  for (const key of keys) found = isTable(found) ? found[key] : undefined;
  return isTable(found) ? found : undefined;
}

const isTable = (it: unknown): it is Readonly<Record<string, unknown>> =>
  typeof it === 'object' && it !== null && !Array.isArray(it) && !(it instanceof Date);

/** `A=1 B="two words"`, `ParameterKey=A,ParameterValue=1`, or a list of these. */
function* pairsIn(written: unknown): Generator<readonly [string, string]> {
  if (Array.isArray(written)) {
    for (const item of written) yield* pairsIn(item);
    return;
  }
  if (typeof written !== 'string') return;
  const pair =
    /ParameterKey=([^\s,]+),ParameterValue=("(?:[^"\\]|\\.)*"|\S*)|([A-Za-z0-9]+)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g;
  for (const [, longKey, longValue, key = longKey, value = longValue] of written.matchAll(pair))
    if (key !== undefined && value !== undefined)
      yield [key, value.replace(/^(["'])([^]*)\1$/, '$2').replaceAll('\\"', '"')];
}

function placeOf(name: string, path: string, text: string): Span {
  const found = new RegExp(`(?:\\b|=)${name}\\\\?["']?(?:=|,ParameterValue=)`).exec(text);
  return found ? { path, start: found.index, end: found.index + found[0].length } : { path, start: 0, end: 0 };
}
