/** The bundles as they ship, for tests that run them as processes. */
import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildLock } from './host/package.ts';
import { run } from './host/programs.ts';
import { discard, root, scratch } from './host/scratch.ts';

const dist = join(root, 'dist');

/** All that the tests need of `dist/`; what is built last stands last. */
const needed = ['server.js', 'cli.js', 'web-tree-sitter.wasm', 'tree-sitter-python.wasm'];

const inputs = ['src', 'package.json', 'package-lock.json', '.config/build.mjs'];

/** Parts of `src/` that these bundles have nothing of. */
const others: ReadonlySet<string> = new Set(['client', 'webview'].map((name) => join(root, 'src', name)));

let copied: Promise<string> | undefined;

/**
 * A directory with `server.js`, `cli.js` and their grammars, built from the sources as they are.
 * It is a copy that lasts as long as this process, since whoever builds next empties `dist/`.
 */
export const bundles = (): Promise<string> => (copied ??= copyBundles());

async function copyBundles(): Promise<string> {
  const release = await buildLock();
  try {
    if (!isFresh()) await run(process.execPath, [join(root, '.config', 'build.mjs')], root);
    const directory = scratch();
    process.once('exit', () => discard(directory));
    for (const name of needed) copyFileSync(join(dist, name), join(directory, name));
    return directory;
  } finally {
    release();
  }
}

function isFresh(): boolean {
  const built = needed.map((name) => join(dist, name));
  if (!built.every((path) => existsSync(path))) return false;
  return Math.min(...built.map(modified)) > Math.max(...inputs.map((input) => lastChange(join(root, input))));
}

const modified = (path: string): number => statSync(path).mtimeMs;

/** Directories count: theirs is the time at which a file came or went. */
function lastChange(path: string): number {
  if (others.has(path)) return 0;
  if (!statSync(path).isDirectory()) return modified(path);
  return Math.max(modified(path), ...readdirSync(path).map((name) => lastChange(join(path, name))));
}
