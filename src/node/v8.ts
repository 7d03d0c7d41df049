/** How V8 is to run: with how much memory beside an editor, how soon it compiles, and when it cleans up. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** From this major version on V8 counts calls to tell when to optimize, has no budget, and complains of the setting. */
const countsCalls = 12;

export interface Settings {
  /**
   * How much more than what is in use may be held before it is cleaned up, in percent.
   * Left to itself, V8 waits until it is up to four times as much: a review makes trees of thousands of files and keeps few
   * of them, so most of that would be garbage. The less, the longer it takes.
   */
  readonly percent: number;
  /**
   * How many bytes of a function's code are run before it may be optimized, where V8's own figure is 67,584.
   * A review runs thousands of functions, each of them a little, over trees of four languages. Optimized that early, many are
   * thrown away and compiled again when the nodes of the next language come by: a third of all processor time, on Node.js 20.
   * What runs for long and does the same again and again wants a smaller figure than what runs once.
   */
  readonly budget: number;
}

/** To be called first: it holds for what is allocated and run from then on. */
export function setUpV8({ percent, budget }: Settings): void {
  setFlagsFromString(`--heap-growing-percent=${String(percent)}`);
  // What is in use when memory is cleaned up, V8 would take to last, and put all that is made like it where only a long
  // clean-up gets at it: the trees and facts of each text that somebody types.
  setFlagsFromString('--no-allocation-site-pretenuring');
  // Nor is it to clean up by itself when nothing calls for it yet: who waits for diagnostics would wait for that as well.
  setFlagsFromString('--no-minor-gc-task');
  if (Number.parseInt(process.versions.v8, 10) < countsCalls)
    setFlagsFromString(`--interrupt-budget=${String(budget)}`);
}

type Collect = (how: { readonly type: 'minor' }) => void;

let collect: Collect | undefined;

/**
 * Cleans up what was allocated last and is needed no longer, in some milliseconds, while nobody waits.
 * A review of one edit fills half of the room that V8 has for it and more, so that it would do the same in the middle of most
 * of them, when both the old and the new syntax are there to be copied.
 */
export function cleanUpYoung(): void {
  collect ??= exposed();
  collect({ type: 'minor' });
}

/** V8 gives its collector to contexts that are made after it was told to. */
function exposed(): Collect {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return isCollect(found) ? found : () => {};
}

const isCollect = (value: unknown): value is Collect => typeof value === 'function';
