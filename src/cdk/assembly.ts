/** The output of `cdk synth` as declarations: what was deployed last, or would be, whoever wrote the program. */
import { directoryOf, join } from '../core/paths.ts';
import type { Asset, Declarations, Resource } from '../core/resource.ts';
import type { Problem, Span } from '../core/span.ts';
import type { Value } from '../core/value.ts';
import { assetIn } from './assets.ts';
import { readManifest, type ReadText, type StackMetadata } from './manifest.ts';
import { readSynthesized } from './synthesized.ts';
import { spanOfTrace } from './traces.ts';

export interface Assembly {
  /** `cdk.out`, of the workspace. */
  readonly directory: string;
  /** Its manifest. */
  readonly at: Span;
  /** Places are those in the templates of `cdk.out`; keys and construct paths are those of the app. */
  readonly declarations: Declarations;
  /** Where a program of the workspace made a resource; undefined when synth was not asked to record it (`--debug`). */
  readonly madeAt: (resource: Resource) => Span | undefined;
  /** What the code of a function was packaged from. It takes a search, so it is asked where the source does not say it. */
  readonly assetOf: (fn: Resource) => Asset | undefined;
}

export interface AssemblySearch {
  readonly read: ReadText;
  /** Every path of the workspace. */
  readonly paths: readonly string[];
}

/**
 * `app` is the path of `cdk.json`, which names the application; `output` the directory that it has synth write to,
 * relative to that of the app. Undefined when nothing was synthesized there.
 */
export function readAssembly(app: string, { read, paths }: AssemblySearch, output = 'cdk.out'): Assembly | undefined {
  const directory = join(directoryOf(app), output);
  if (directory === undefined) return undefined;
  const reads = new Set<string>();
  const textOf: ReadText = (path) => {
    reads.add(path);
    return read(path);
  };
  const manifest = readManifest(directory, textOf);
  if (!manifest) return undefined;

  const resources: Resource[] = [];
  const problems: Problem[] = [...manifest.problems];
  const outputs = new Map<string, Value>();
  const metadataOf = new Map<string, () => StackMetadata>();
  for (const { template, path, metadata } of manifest.stacks) {
    const stack = readSynthesized(template, { app, stack: path, metadata, read: textOf });
    for (const resource of stack.resources) {
      resources.push(resource);
      metadataOf.set(resource.key, metadata);
    }
    problems.push(...stack.problems);
    for (const [name, value] of stack.outputs) outputs.set(`${path}.${name}`, value);
  }

  const appDirectory = directoryOf(app);
  const all = new Set(paths);
  return {
    directory,
    at: { path: `${directory}/manifest.json`, start: 0, end: 0 },
    declarations: { path: app, kind: 'cdk', resources, outputs, problems, reads },
    madeAt: (resource) => {
      if (resource.origin.kind !== 'assembly') return undefined;
      const trace = metadataOf.get(resource.key)?.().traces.get(resource.origin.constructPath);
      return trace && spanOfTrace(trace, all, appDirectory, textOf);
    },
    assetOf: (fn) =>
      fn.origin.kind === 'assembly' ? assetIn(fn.origin.path, fn, { read: textOf, paths, appDirectory }) : undefined,
  };
}
