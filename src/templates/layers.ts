/** Layers that a template makes of directories, and the functions that use them. */
import type { LayerCode } from '../core/application.ts';
import { directoryOf, join } from '../core/paths.ts';
import { namedIn } from './customResources.ts';
import type { Evaluator } from './evaluate.ts';
import { at, entryOf, type Node } from './node.ts';

/** By logical id. */
export function layersIn(path: string, root: Node | undefined, evaluator: Evaluator): ReadonlyMap<string, LayerCode> {
  const layers = new Map<string, LayerCode>();
  const resources = at(root, 'Resources');
  if (resources?.kind !== 'map') return layers;
  for (const { key, value } of resources.entries) {
    const type = at(value, 'Type');
    const name = type?.kind === 'scalar' ? type.value : undefined;
    const isSam = name === 'AWS::Serverless::LayerVersion';
    if (!isSam && name !== 'AWS::Lambda::LayerVersion') continue;
    const content = at(value, 'Properties', isSam ? 'ContentUri' : 'Content');
    const written = content && evaluator.text(content)?.value;
    if (written?.known !== true || /^s3:\/\/|^\/|\.(zip|jar)$/.test(written.value)) continue;
    const directory = join(directoryOf(path), written.value);
    if (directory === undefined) continue;
    layers.set(key, { directory, built: at(value, 'Metadata', 'BuildMethod') !== undefined });
  }
  return layers;
}

/** Those that a function names, in its own properties or in SAM's `Globals`. */
export function layerCodeOf(
  layers: ReadonlyMap<string, LayerCode>,
  sources: readonly (Node | undefined)[],
): readonly LayerCode[] {
  if (layers.size === 0) return [];
  const named = sources.flatMap((source) => {
    const list = entryOf(source, 'Layers')?.value;
    return list ? namedIn(list).map(({ id }) => id) : [];
  });
  return [...new Set(named)].flatMap((id) => layers.get(id) ?? []);
}
