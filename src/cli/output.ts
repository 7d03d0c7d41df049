/** Where the result of a command goes. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { parse, relative, resolve } from 'node:path';
import { writeFilesAtomically, writeTo, type Written } from '../node/write.ts';
import type { Review } from '../workspace/review.ts';
import { CannotWork } from './failure.ts';

/** To the file, or else to whoever reads the output. */
export function put(output: string | undefined, text: string): void {
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  // A link to a file is meant to stay one.
  const path = existsSync(output) ? realpathSync(output) : resolve(output);
  const written = isDevice(path) ? writeTo(path, text) : writeAnew(path, text);
  if (!written.ok) throw new CannotWork(`${output} ${written.because}`);
}

export function tellCrashes({ crashes }: Review): void {
  for (const crash of crashes) process.stderr.write(`serverless-lens: ${crash.split('\n')[0] ?? ''}\n`);
}

function writeAnew(path: string, text: string): Written {
  const { root } = parse(path);
  return writeFilesAtomically(root, [{ path: relative(root, path), before: 'anything', after: text }]);
}

/** A device or a pipe has no text that could be replaced. */
function isDevice(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
