/** One line for the log: what failed, with which error, and the first place in the program that it came from. */
export function crashLine(what: string, error: unknown): string {
  if (!(error instanceof Error)) return `${what}: ${String(error)}`;
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  const message = `${error.name}: ${error.message}`.replaceAll(/\s+/g, ' ');
  return `${what}: ${message}${place === undefined ? '' : ` ${place.trim()}`}`;
}
