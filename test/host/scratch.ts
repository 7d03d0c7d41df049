import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');
export const cache = join(root, '.cache');

const form = /^scratch-(\d+)-/;

/** A new directory for this process. Those that killed processes left are removed on the way. */
export function scratch(): string {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const owner = form.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) discard(join(cache, name));
  }
  return mkdtempSync(join(cache, `scratch-${String(process.pid)}-`));
}

/** Removes a directory that a dying process may still write to. */
export function discard(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
