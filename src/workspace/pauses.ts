import type { Host } from '../core/host.ts';
import { Cancelled, type Signal } from './review.ts';

/** How long a review runs before it lets others run, in ms. */
const slice = 30;

/** To be awaited wherever others may run; rejects with `Cancelled` when the signal is aborted. */
export function pauses(host: Host, signal: Signal | undefined): () => Promise<void> {
  let last = host.now();
  return async () => {
    if (!signal?.aborted && host.now() - last < slice) return;
    await host.pause();
    last = host.now();
    if (signal?.aborted) throw new Cancelled();
  };
}
