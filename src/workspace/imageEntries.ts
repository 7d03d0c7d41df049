/** The entry of a function that is a container image: by its Dockerfile, which says what is copied and run. */
import type { DeclaredFunction, Entry } from '../core/application.ts';
import { valueOf } from '../core/known.ts';
import { join } from '../core/paths.ts';
import { filesOfHandler, parseDockerfile, sourcesIn } from '../templates/dockerfile.ts';
import type { Files } from './files.ts';

export const isDockerfile = (path: string): boolean => /(^|[/.])[Dd]ockerfile[^/]*$/.test(path);

/** Undefined where the image is not built from the workspace, or runs something else than a handler of a file in it. */
export function imageEntry({ image }: DeclaredFunction, files: Files): Entry | undefined {
  if (!image?.directory.known) return undefined;
  const directory = image.directory.value;
  const path = join(directory, image.file);
  const text = path === undefined ? undefined : files.text(path);
  if (text === undefined) return undefined;
  const dockerfile = parseDockerfile(text);
  const handler = image.command ? valueOf(image.command.value) : dockerfile.command;
  const [, symbol] = /^[\w./-]+\.(\w+)$/.exec(handler ?? '') ?? [];
  if (handler === undefined || symbol === undefined) return undefined;
  for (const target of filesOfHandler(dockerfile.directory, handler))
    for (const source of sourcesIn(dockerfile, target)) {
      const found = join(directory, source);
      if (found !== undefined && files.has(found)) return { found: true, path: found, symbol };
    }
  return undefined;
}
