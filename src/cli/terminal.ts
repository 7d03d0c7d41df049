/** What the output is read on. */

/** Where nothing says how many characters fit in a line. */
export const usualWidth = 80;

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** `FORCE_COLOR` and `NO_COLOR` as Node.js takes them: the first one decides, and an empty `NO_COLOR` says nothing. */
export function wantsColor(env: NodeJS.ProcessEnv, { isTTY = false }: Stream): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY && !refused && terminal !== 'dumb';
}

/** In characters. A terminal knows it; elsewhere `COLUMNS` may say it. */
export function widthOf(env: NodeJS.ProcessEnv, { isTTY = false, columns = 0 }: Stream): number {
  const width = isTTY ? columns : Number(env['COLUMNS']);
  return Number.isInteger(width) && width > 0 ? width : usualWidth;
}
