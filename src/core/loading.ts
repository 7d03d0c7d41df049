/** What a file needs in order to be loaded, by whichever function. */
import type { Application } from './application.ts';

/**
 * Whether each function that loads the file has these environment variables.
 * A file without a handler may be loaded by any of them.
 */
export function haveVariables({ functions }: Application, path: string, names: readonly string[]): boolean {
  if (names.length === 0 || functions.length === 1) return true;
  const own = functions.filter(({ entry }) => entry.found && entry.path === path);
  const loading = own.length > 0 ? own : functions;
  if (own.length === 1) return true;
  return loading.every(({ environment }) => environment.known && names.every((name) => environment.value.has(name)));
}
