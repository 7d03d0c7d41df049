/** Projects on the disk, for tests that run the program on them. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { project } from './project.ts';

export const projects = join(__dirname, 'projects');

/** A directory of its own for a test; `discardFolders` removes all of them. */
export function folder(files: string | ReadonlyMap<string, string>, name = 'project'): string {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'serverless-lens-'))), name);
  folders.push(dirname(root));
  mkdirSync(root);
  for (const [path, text] of typeof files === 'string' ? project(files).files : files) write(root, path, text);
  return root;
}

/** A copy of a project below `test/projects/`. */
export function copyOf(name: string): string {
  const root = folder(new Map(), name);
  cpSync(join(projects, name), root, { recursive: true });
  return root;
}

export function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const folders: string[] = [];

export function discardFolders(): void {
  for (const it of folders.splice(0)) rmSync(it, { recursive: true, force: true });
}
