/** What the `app` of a cdk.json runs. */
import { directoryOf, inDirectory, join } from '../core/paths.ts';
import { parseJson } from '../templates/json.ts';
import { at } from '../templates/node.ts';

export interface Lookup {
  readonly read: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
}

/** The file that a command starts, relative to the workspace; undefined when it starts something else. */
export function entryOf(command: string, directory: string, { read, exists }: Lookup, depth = 0): string | undefined {
  // Of several commands the last one that runs a program is the app.
  for (const part of command.split(/&&|;|\|\|/).reverse()) {
    const words = wordsOf(part);
    const script = depth < 3 ? scriptOf(words, directory, read) : undefined;
    if (script !== undefined) {
      const found = entryOf(script, directory, { read, exists }, depth + 1);
      if (found !== undefined) return found;
      continue;
    }
    const found = fileIn(words, directory, exists);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Without what is set for the command alone: `NODE_OPTIONS=… npx …`. */
function wordsOf(command: string): readonly string[] {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const first = words.findIndex((word) => !/^\w+=/.test(word) && word !== 'cross-env' && word !== 'env');
  return first < 0 ? [] : words.slice(first);
}

/** `npm run app`, `yarn app`: what package.json says that it is. */
function scriptOf(words: readonly string[], directory: string, read: Lookup['read']): string | undefined {
  const [tool, ...rest] = words;
  if (tool === undefined || !/^(npm|yarn|pnpm|bun)$/.test(tool)) return undefined;
  const name = rest.filter((it) => !it.startsWith('-') && it !== 'run' && it !== 'run-script')[0];
  const text = name === undefined ? undefined : read(inDirectory(directory, 'package.json'));
  const script = text === undefined || name === undefined ? undefined : at(parseJson(text).root, 'scripts', name);
  return script?.kind === 'scalar' && typeof script.value === 'string' ? script.value : undefined;
}

function fileIn(words: readonly string[], directory: string, exists: Lookup['exists']): string | undefined {
  for (const [index, word] of words.entries()) {
    if (word === '-m') {
      const module = words[index + 1]?.replaceAll('.', '/');
      const base = module === undefined ? undefined : join(directory, module);
      const found = [`${base}.py`, `${base}/__main__.py`].find(exists);
      if (found !== undefined) return found;
    }
    if (word.startsWith('-')) continue;
    const path = join(directory, word.replaceAll('\\', '/'));
    if (path === undefined) continue;
    const found = /\.py$/.test(path) ? (exists(path) ? path : undefined) : javascriptOf(path, directory, exists);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is compiled is followed where it is written: `dist/bin/app.js` of `bin/app.ts` or `src/bin/app.ts`. */
function javascriptOf(path: string, directory: string, exists: Lookup['exists']): string | undefined {
  const isFile = /\.[mc]?[jt]sx?$/.test(path);
  const bases = isFile
    ? [path.replace(/\.[mc]?[jt]sx?$/, '')]
    : path === directory
      ? []
      : [path, inDirectory(path, 'index')];
  const inside = path.slice(directory === '' ? 0 : directory.length + 1).split('/');
  if (isFile && inside.length > 1) {
    const rest = inside
      .slice(1)
      .join('/')
      .replace(/\.[mc]?[jt]sx?$/, '');
    bases.push(inDirectory(directory, rest), inDirectory(directory, `src/${rest}`));
  }
  const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'];
  const own = isFile && /\.[mc]?tsx?$/.test(path) && exists(path) ? path : undefined;
  return own ?? bases.flatMap((base) => endings.map((ending) => base + ending)).find(exists);
}

/** Directories from that of a file up to the workspace. */
export function directoriesAbove(path: string): readonly string[] {
  const directories = [directoryOf(path)];
  for (let last = directories[0] ?? ''; last !== ''; directories.push(last)) last = directoryOf(last);
  return directories;
}
