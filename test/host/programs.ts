import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill();
});

/**
 * Runs a program to its end; it does not outlive this process.
 * @returns what it wrote to both outputs.
 * @throws Error with what it wrote when it fails, or with the system's words when it cannot be started.
 */
export function run(command: string, args: readonly string[], cwd: string, env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    // On Windows npm, npx and code are scripts, which only a shell starts.
    const child = spawn(command, args, { cwd, env, shell: process.platform === 'win32' });
    running.add(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new Error(output.trim() === '' ? `${command} failed with code ${String(code)}` : output.trim()));
    });
  });
}

/** The first of the names that the PATH has, as an absolute path. */
export function onPath(names: readonly string[], env: NodeJS.ProcessEnv = process.env): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .flatMap((directory) => names.flatMap((name) => endings.map((ending) => join(directory, `${name}${ending}`))))
    .find((path) => existsSync(path));
}
