/** What `cdk synth` says of its own output: stacks, their templates, and which construct made which resource. */
import type { Problem } from '../core/span.ts';
import { parseJson } from '../templates/json.ts';
import { at, entryOf, type Node } from '../templates/node.ts';

export interface SynthesizedStack {
  /** Of the workspace. */
  readonly template: string;
  /** The construct path of the stack, `Prod/OrdersStack`; as it is displayed, when metadata is missing. */
  readonly path: string;
  /** Of constructs in the stack and in its nested stacks; read when it is asked for, since it is long. */
  readonly metadata: () => StackMetadata;
}

export interface StackMetadata {
  /** Construct paths by logical id; nested stacks may use the same id for another construct. */
  readonly pathsOf: ReadonlyMap<string, readonly string[]>;
  /** Lines of a stack trace by construct path, innermost first. */
  readonly traces: ReadonlyMap<string, readonly string[]>;
  /** Construct paths of nested stacks by the file name of their template. */
  readonly nested: ReadonlyMap<string, string>;
}

export interface Manifest {
  readonly stacks: readonly SynthesizedStack[];
  readonly problems: readonly Problem[];
}

export type ReadText = (path: string) => string | undefined;

/** Stages in stages; more than that nobody writes. */
const deepestStage = 10;

/** Undefined when `directory` holds no cloud assembly. Never throws. */
export function readManifest(directory: string, read: ReadText): Manifest | undefined {
  const stacks: SynthesizedStack[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();

  function visit(assembly: string, depth: number): boolean {
    const path = `${assembly}/manifest.json`;
    if (seen.has(path) || depth > deepestStage) return false;
    seen.add(path);
    const text = read(path);
    if (text === undefined) return false;
    const { root, problems: slips } = parseJson(text);
    const artifacts = at(root, 'artifacts');
    const [slip] = slips;
    if (slip) problems.push({ path, message: slip.message, at: { path, start: slip.start, end: slip.end } });
    if (artifacts?.kind !== 'map') {
      const message = 'It lists no `artifacts`, so it is no manifest that `cdk synth` wrote.';
      if (!slip) problems.push({ path, message });
      return true;
    }
    for (const { key, value } of artifacts.entries) {
      const kind = stringOf(at(value, 'type'));
      if (kind === 'cdk:cloud-assembly') {
        const name = fileName(stringOf(at(value, 'properties', 'directoryName')));
        if (name !== undefined) visit(`${assembly}/${name}`, depth + 1);
      } else if (kind === 'aws:cloudformation:stack') {
        const name = fileName(stringOf(at(value, 'properties', 'templateFile')));
        if (name !== undefined) stacks.push(stackOf(assembly, key, value, name));
      }
    }
    return true;
  }

  function stackOf(assembly: string, id: string, artifact: Node, name: string): SynthesizedStack {
    let metadata: StackMetadata | undefined;
    return {
      template: `${assembly}/${name}`,
      path: stringOf(at(artifact, 'displayName'))?.replace(/ \(.*\)$/, '') ?? id,
      metadata: () => (metadata ??= metadataOf(assembly, artifact)),
    };
  }

  /** Since 2025 in a file of its own. */
  function metadataOf(assembly: string, artifact: Node): StackMetadata {
    const extra = fileName(stringOf(at(artifact, 'additionalMetadataFile')));
    const text = extra === undefined ? undefined : read(`${assembly}/${extra}`);
    return constructsIn([at(artifact, 'metadata'), text === undefined ? undefined : parseJson(text).root]);
  }

  return visit(directory, 0) ? { stacks, problems } : undefined;
}

function constructsIn(sources: readonly (Node | undefined)[]): StackMetadata {
  const pathsOf = new Map<string, string[]>();
  const traces = new Map<string, readonly string[]>();
  const nested = new Map<string, string>();
  for (const source of sources) {
    if (source?.kind !== 'map') continue;
    for (const { key, value } of source.entries) {
      const path = key.replace(/^\//, '');
      for (const entry of value.kind === 'list' ? value.items : []) {
        const data = entryOf(entry, 'data')?.value;
        const kind = stringOf(at(entry, 'type'));
        const text = stringOf(data);
        if (kind === 'aws:cdk:logicalId' && text !== undefined) {
          pathsOf.set(text, [...(pathsOf.get(text) ?? []), path]);
          // Before creation stacks had entries of their own.
          const trace = linesOf(at(entry, 'trace'));
          if (trace.length > 0 && !traces.has(path)) traces.set(path, trace);
        } else if (kind === 'aws:cdk:creationStack') traces.set(path, linesOf(data));
        else if (kind === 'aws:cdk:templateFile' && text !== undefined) nested.set(text, path);
      }
    }
  }
  return { pathsOf, traces, nested };
}

const linesOf = (node: Node | undefined): readonly string[] =>
  node?.kind === 'list' ? node.items.flatMap((item) => stringOf(item) ?? []) : [];

/** A name that leads out of its directory is none that synth wrote. */
const fileName = (name: string | undefined): string | undefined =>
  name !== undefined && /^[^/\\]+$/.test(name) && name !== '..' && name !== '.' ? name : undefined;

const stringOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
