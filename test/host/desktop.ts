import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { failure } from './failure.ts';
import { onPath, run } from './programs.ts';

/** `code`, where there is a display to open it on. */
export function findDesktop(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const display = process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
  return display ? onPath(['code'], env) : undefined;
}

interface Options {
  /** Where its user data and extensions go; the user's own are left alone. */
  readonly place: string;
  readonly vsix: string;
  readonly folder: string;
  /** `path:line:column`, opened at the start. */
  readonly at?: string;
  /** Whether the folder is known to be harmless; otherwise VS Code asks. */
  readonly trusted: boolean;
}

/**
 * Installs the extension and opens a window of its own on the folder.
 * @throws Failure when the program does not install it.
 */
export async function openDesktop(
  program: string,
  { place, vsix, folder, at, trusted }: Options,
): Promise<{ readonly child: ChildProcess; readonly ended: Promise<void> }> {
  const own = ['--user-data-dir', join(place, 'data'), '--extensions-dir', join(place, 'extensions')];
  await run(program, [...own, '--install-extension', vsix, '--force'], process.cwd()).catch((error: unknown) => {
    throw failure(`${program} could not install the extension`, error);
  });
  // Only a verbose one stays attached, so that ending the group ends the window.
  const child = spawn(
    program,
    [
      ...own,
      ...['--verbose', '--new-window'],
      ...(trusted ? ['--disable-workspace-trust'] : []),
      folder,
      ...(at === undefined ? [] : ['--goto', at]),
    ],
    { detached: true, stdio: 'ignore', shell: process.platform === 'win32' },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { child, ended };
}
