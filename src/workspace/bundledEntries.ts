/** The entry of a function whose construct names its source: `NodejsFunction`, `PythonFunction`. */
import type { Entry } from '../core/application.ts';
import type { Known } from '../core/known.ts';
import { join } from '../core/paths.ts';
import type { Asset } from '../core/resource.ts';
import type { Files } from './files.ts';

/** Undefined for what is packaged as it is, where the handler string says which file it is. */
export function bundledEntry(asset: Asset, files: Files, whyMissing: (path: string) => string): Entry | undefined {
  switch (asset.kind) {
    case 'entry':
      return entryAt(asset.path, asset.symbol, files, whyMissing);
    case 'python': {
      const { directory, index, symbol } = asset;
      if (!directory.known) return entryAt(directory, symbol, files, whyMissing);
      if (!index.known) return entryAt(index, symbol, files, whyMissing);
      const path = join(directory.value, index.value);
      return path === undefined
        ? notFound(`Its code \`${index.value}\` lies out of the workspace.`)
        : entryAt({ known: true, value: path }, symbol, files, whyMissing);
    }
    default:
      return undefined;
  }
}

function entryAt(
  path: Known<string>,
  symbol: Known<string>,
  files: Files,
  whyMissing: (path: string) => string,
): Entry {
  if (!path.known) return notFound(`Its code cannot be found: ${path.why}.`);
  if (!symbol.known) return notFound(`Its handler is not known: ${symbol.why}.`);
  if (!files.has(path.value)) return notFound(`Its code \`${path.value}\` ${whyMissing(path.value)}.`, [path.value]);
  return { found: true, path: path.value, symbol: symbol.value };
}

const notFound = (why: string, lookedFor: readonly string[] = []): Entry => ({ found: false, why, lookedFor });
