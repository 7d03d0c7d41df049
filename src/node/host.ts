/** The Host port on Node: a directory as a workspace. */
import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  type Dirent,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { largestSourceBytes, type FileEntry, type Host, type ReadResult } from '../core/host.ts';
import { areInstalled, forPackages, unlisted } from '../core/ownership.ts';

export interface NodeHostOptions {
  /** Where the program's own files lie: the grammars' `.wasm`. */
  readonly assets: string;
  /** Text that stands before the disk's: an editor's unsaved document, or an edit that is tried out. */
  readonly overlay?: (path: string) => string | undefined;
}

/** What `cdk synth` writes. */
const synthesized = 'cdk.out';

/** Of it, what it says of the application; its `asset.*` are copies of code, and built code. */
const descriptions = /^manifest\.json$|\.template\.json$/;

/** Longer than sources are: a large application has some megabytes of metadata. */
const largestDescriptionBytes = 32 * 1024 * 1024;

/** `root` is an absolute path. Links are not followed, so that a loop of them has no effect. */
export function nodeHost(root: string, { assets, overlay }: NodeHostOptions): Host {
  /** The directories that were found without following a link. */
  let walked: ReadonlySet<string> = new Set(['']);
  return {
    files: () => {
      const { entries, directories } = walk(root);
      walked = directories;
      return entries;
    },
    read: (path) => {
      const directories = path.split('/').slice(0, -1);
      const directory = directories.join('/');
      const isWalked = walked.has(directory);
      if (!isWalked && directories.some((name) => unlisted.has(name) || forPackages.has(name)))
        return { kind: 'missing', why: 'it lies in a folder that is not reviewed' };
      if (!isWalked && leavesBehind(root, directory))
        return { kind: 'missing', what: 'link', why: 'it lies behind a link that leads out of the folder' };
      const text = overlay?.(path);
      if (text === undefined)
        return readText(
          join(root, path),
          directories.includes(synthesized) && path.endsWith('.json') ? largestDescriptionBytes : largestSourceBytes,
        );
      const bytes = Buffer.byteLength(text);
      return bytes > largestSourceBytes ? { kind: 'too-large', bytes } : { kind: 'text', text };
    },
    now: () => performance.now(),
    asset: async (name) => new Uint8Array(await readFile(join(assets, name))),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

function walk(root: string): { readonly entries: readonly FileEntry[]; readonly directories: ReadonlySet<string> } {
  const entries: FileEntry[] = [];
  const directories = new Set<string>();
  const visit = (directory: string, isSynthesized: boolean): void => {
    const found = sortedEntries(join(root, directory));
    if (forPackages.has(basename(directory)) && areInstalled(found.map(({ name }) => name))) return;
    directories.add(directory);
    for (const entry of found) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) {
        const isWanted = isSynthesized ? entry.name.startsWith('assembly-') : !unlisted.has(entry.name);
        if (isWanted) visit(path, isSynthesized || entry.name === synthesized);
      } else if (entry.isSymbolicLink()) {
        const leadsTo = placeWithin(root, path);
        if (leadsTo !== undefined) entries.push({ path, leadsTo });
      } else if (entry.isFile() && (!isSynthesized || descriptions.test(entry.name))) entries.push({ path });
    }
  };
  visit('', false);
  return { entries, directories };
}

/** Where a path really leads, relative to the root; undefined out of it, and where it leads to nothing. */
function placeWithin(root: string, path: string): string | undefined {
  try {
    const place = relative(realpathSync(root), realpathSync(join(root, path)));
    const isOutside = place === '..' || place.startsWith(`..${sep}`) || isAbsolute(place);
    return isOutside ? undefined : place.replaceAll(sep, '/');
  } catch {
    return undefined;
  }
}

/** Of what is not there, reading tells more. */
const leavesBehind = (root: string, directory: string): boolean =>
  lstatSync(join(root, directory), { throwIfNoEntry: false }) !== undefined &&
  placeWithin(root, directory) === undefined;

/** A directory that may not be read has nothing to review. */
function sortedEntries(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/**
 * UTF-8 without its byte order mark, as editors show it.
 * Errors of the file system are answers, not exceptions.
 */
export function readText(path: string, largest: number = largestSourceBytes): ReadResult {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink())
      return { kind: 'missing', what: 'link', why: 'it is a link, and links are not followed' };
    if (stats.isDirectory()) return { kind: 'missing', what: 'directory', why: 'it is a directory' };
    // Reading a pipe would wait for somebody to write to it.
    if (!stats.isFile()) return { kind: 'missing', why: 'it is no regular file' };
    const { size } = stats;
    if (size > largest) return { kind: 'too-large', bytes: size };
    const bytes = readFileSync(path);
    // What is no UTF-8 would come back from an edit as something else.
    if (bytes.includes(0) || !isUtf8(bytes)) return { kind: 'binary' };
    const text = bytes.toString('utf8');
    return { kind: 'text', text: text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text };
  } catch (error) {
    return { kind: 'missing', why: reason(error) };
  }
}

const byteOrderMark = '\uFEFF';

/** The mark that `readText` leaves out, or nothing. Throws when the file cannot be read. */
export function markOf(path: string): string {
  const start = Buffer.alloc(Buffer.byteLength(byteOrderMark));
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start.toString('utf8') === byteOrderMark ? byteOrderMark : '';
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'it does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read';
    case 'ENOTDIR':
      return 'a file stands where its directory should';
    case 'ELOOP':
      return 'its links form a loop';
    default:
      return code === '' ? 'it cannot be opened' : code;
  }
}
