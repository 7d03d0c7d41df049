/** Writes several files so that either all of them change or none does, as far as a file system allows. */
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

export interface FileChange {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** The text that the change was made from, without a byte order mark; undefined for a new file. A report replaces `anything`. */
  readonly before: { readonly text: string } | undefined | 'anything';
  readonly after: string;
}

export type Written =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** A sentence. */
      readonly why: string;
      /** The same without the path that it begins with. */
      readonly because: string;
    };

interface Staged {
  readonly path: string;
  readonly target: string;
  readonly temporary: string;
  readonly original: Original | undefined;
}

interface Original {
  readonly bytes: Buffer;
  readonly stats: Stats;
}

const mark = Buffer.from('\uFEFF');

/**
 * Refuses, and leaves everything as it is, when a file has changed since it was read, may not be written, or is or lies behind a link out of the root.
 * Owners, modes and byte order marks are kept.
 */
export function writeFilesAtomically(root: string, changes: readonly FileChange[]): Written {
  const staged: Staged[] = [];
  const made: { readonly from: string; readonly to: string }[] = [];
  const refuse = (path: string, because: string): Written => {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    for (const { from, to } of made.reverse()) removeEmpty(from, to);
    return refused(path, because);
  };
  for (const { path, before, after } of changes) {
    const target = join(root, path);
    const directory = dirname(target);
    try {
      if (isLink(target)) return refuse(path, 'is a link, and links are not followed.');
      if (!isInside(root, target)) return refuse(path, 'leads out of the folder.');
      const original = originalOf(target);
      if (before !== 'anything' && !isAs(original?.bytes, before?.text))
        return refuse(path, 'has changed on disk meanwhile.');
      const first = mkdirSync(directory, { recursive: true });
      if (first !== undefined) made.push({ from: directory, to: first });
      const hasMark = original?.bytes.subarray(0, mark.length).equals(mark) ?? false;
      const text = Buffer.from(after);
      const temporary = temporaryIn(directory);
      staged.push({ path, target, temporary, original });
      writeThrough(temporary, hasMark ? Buffer.concat([mark, text]) : text, original?.stats);
    } catch (error) {
      return refuse(path, whyNotWritten(error));
    }
  }
  const done: Staged[] = [];
  for (const it of staged) {
    try {
      renameSync(it.temporary, it.target);
      done.push(it);
    } catch (error) {
      const lost = done.filter((other) => !restore(other)).map(({ path }) => ` ${path} could not be set back.`);
      return refuse(it.path, whyNotWritten(error) + lost.join(''));
    }
  }
  return { ok: true };
}

/** Writes to what is no file that could be replaced: a device, a pipe. */
export function writeTo(path: string, text: string): Written {
  try {
    writeFileSync(path, text);
    return { ok: true };
  } catch (error) {
    return refused(path, whyNotWritten(error));
  }
}

const refused = (path: string, because: string): Written => ({ ok: false, why: `${path} ${because}`, because });

/** Undefined when there is no such file; one that cannot be read or written must not be taken for absent, and replaced. */
function originalOf(path: string): Original | undefined {
  try {
    const original = { bytes: readFileSync(path), stats: statSync(path) };
    // Renaming asks for the right to write to the directory alone.
    accessSync(path, constants.W_OK);
    return original;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Compared as bytes: those that are no UTF-8 would not survive being written as text. */
function isAs(bytes: Buffer | undefined, text: string | undefined): boolean {
  if (bytes === undefined || text === undefined) return bytes === undefined && text === undefined;
  const expected = Buffer.from(text);
  return bytes.equals(expected) || bytes.equals(Buffer.concat([mark, expected]));
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** What exists of its directory is really below the root. */
function isInside(root: string, target: string): boolean {
  let directory = dirname(target);
  while (!existsSync(directory) && dirname(directory) !== directory) directory = dirname(directory);
  const real = realpathSync(directory);
  const realRoot = realpathSync(root);
  return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

/** Short, since the target's own name may already be as long as names may be. */
const temporaryIn = (directory: string): string => join(directory, `.${randomBytes(8).toString('hex')}.tmp`);

/** A new file, with the owner and the mode of the one that it will replace. */
function writeThrough(path: string, bytes: Buffer, like: Stats | undefined): void {
  const file = openSync(path, 'wx', like ? like.mode & 0o777 : 0o666);
  try {
    writeFileSync(file, bytes);
    if (like) {
      giveTo(file, like);
      fchmodSync(file, like.mode & 0o7777);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Only a superuser may give files away; for all others a file that they may write becomes theirs. */
function giveTo(file: number, { uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
  }
}

function restore({ target, original }: Staged): boolean {
  const temporary = temporaryIn(dirname(target));
  try {
    if (original === undefined) rmSync(target, { force: true });
    else {
      writeThrough(temporary, original.bytes, original.stats);
      renameSync(temporary, target);
    }
    return true;
  } catch {
    rmSync(temporary, { force: true });
    return false;
  }
}

function removeEmpty(from: string, to: string): void {
  try {
    for (let directory = from; ; directory = dirname(directory)) {
      rmdirSync(directory);
      if (directory === to) return;
    }
  } catch {
    // Somebody else put something there.
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Completes a sentence that begins with the path. */
export function whyNotWritten(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'may not be written.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'cannot be written: the disk is full.';
    case 'EISDIR':
      return 'cannot be written: it is a directory.';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'cannot be written: a file stands where its directory should.';
    case 'ENAMETOOLONG':
      return 'cannot be written: its name is too long.';
    case 'ELOOP':
      return 'cannot be written: its links form a loop.';
    default:
      return `cannot be written (${code === '' ? String(error) : code}).`;
  }
}
