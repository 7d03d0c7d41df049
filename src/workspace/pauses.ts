import type { Host } from '../core/host.ts';
import { Cancelled, type Signal } from './review.ts';

/** How long a review runs before it lets others run, in ms. */
const slice = 30;

/** To be awaited wherever others may run; undefined while it is not yet time for that. */
export type Pause = () => Promise<void> | undefined;

/** Rejects with `Cancelled` when the signal is aborted. */
export function pauses(host: Host, signal: Signal | undefined): Pause {
  let last = host.now();
  const pause = async (): Promise<void> => {
    await host.pause();
    last = host.now();
    if (signal?.aborted) throw new Cancelled();
  };
  return () => (!signal?.aborted && host.now() - last < slice ? undefined : pause());
}
