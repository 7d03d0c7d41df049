/** How much memory the process takes beside an editor, or beside the other steps of a build. */
import { setFlagsFromString } from 'node:v8';

/**
 * How much more than what is in use may be held before it is cleaned up, in percent.
 * Left to itself, V8 waits until it is up to four times as much: a review makes trees of thousands of files and keeps
 * few of them, so most of that would be garbage. Below this, cleaning takes time and frees little.
 */
const percent = 30;

/** To be called first: it holds for what is allocated from then on. */
export function cleansUpEarly(): void {
  setFlagsFromString(`--heap-growing-percent=${String(percent)}`);
}
