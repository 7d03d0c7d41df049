/** Writes several files so that either all of them change or none does, as far as a file system allows. */
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

export interface FileChange {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** The text that the change was made from, without a byte order mark; undefined for a new file. A report replaces `anything`. */
  readonly before: { readonly text: string } | undefined | 'anything';
  readonly after: string;
}

export type Written = { readonly ok: true } | { readonly ok: false; readonly why: string };

const mark = '\uFEFF';

/**
 * Refuses, and leaves everything as it is, when a file has changed since it was read, or is or lies behind a link out of the root.
 * File modes and byte order marks are kept.
 */
export function writeFilesAtomically(root: string, changes: readonly FileChange[]): Written {
  let path = '';
  const staged: { readonly target: string; readonly temporary: string; readonly original: Buffer | undefined }[] = [];
  try {
    for (const change of changes) {
      path = change.path;
      const target = join(root, change.path);
      const original = contentOf(target);
      const text = original?.toString('utf8');
      const hasMark = text?.startsWith(mark) ?? false;
      if (change.before !== 'anything' && (hasMark ? text?.slice(1) : text) !== change.before?.text)
        return undo(staged, `${change.path} has changed on disk meanwhile.`);
      mkdirSync(dirname(target), { recursive: true });
      if (!isInside(root, target)) return undo(staged, `${change.path} leads out of the folder.`);
      const temporary = `${target}.${String(process.pid)}.tmp`;
      staged.push({ target, temporary, original });
      writeThrough(
        temporary,
        (hasMark ? mark : '') + change.after,
        original === undefined ? 0o644 : statSync(target).mode,
      );
    }
  } catch (error) {
    return undo(staged, reason(path, error));
  }
  const done: typeof staged = [];
  try {
    for (const it of staged) {
      renameSync(it.temporary, it.target);
      done.push(it);
    }
    return { ok: true };
  } catch (error) {
    for (const { target, original } of done) restore(target, original);
    return undo(staged, reason(changes[done.length]?.path ?? '', error));
  }
}

/** Undefined when there is no such file; one that cannot be read must not be taken for absent, and replaced. */
function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

function reason(path: string, error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path} may not be written.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `${path} cannot be written: the disk is full.`;
    case 'EISDIR':
      return `${path} cannot be written: it is a directory.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path} cannot be written: a file stands where its directory should.`;
    default:
      return `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** The target is no link itself, and its directory is really below the root. */
function isInside(root: string, target: string): boolean {
  const link = lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  const real = realpathSync(dirname(target));
  const realRoot = realpathSync(root);
  return !link && (real === realRoot || real.startsWith(realRoot + sep));
}

function writeThrough(path: string, text: string, mode: number): void {
  const file = openSync(path, 'w', mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function undo(staged: readonly { readonly temporary: string }[], why: string): Written {
  for (const { temporary } of staged) rmSync(temporary, { force: true });
  return { ok: false, why };
}

function restore(target: string, original: Buffer | undefined): void {
  if (original === undefined) rmSync(target, { force: true });
  else writeThrough(target, original.toString('utf8'), statSync(target).mode);
}
