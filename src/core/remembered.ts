/** Maps and caches that call what they are handed only when they have nothing for a key, and keep what it gives. */
import type { CallFact, ModuleFacts, Source } from './module.ts';

const asks = /(^|\.)(computeIfAbsent|getOrInsertComputed)$|\.cache\.\w+\(\)\.get$/;

/** Whether the call keeps what its functions give; `isShortLived` tells of classes whose objects are made anew. */
export function remembers(
  call: CallFact,
  module: ModuleFacts,
  isShortLived: (owner: string) => boolean,
): string | undefined {
  const method = call.method ?? '';
  if (!asks.test(call.symbol) && !asks.test(method)) return undefined;
  const stays = (source: Source): boolean => {
    switch (source.kind) {
      case 'variable':
        return true;
      case 'field':
        return !isShortLived(source.class);
      case 'call':
        return module.calls[source.call]?.in === 0;
      default:
        return false;
    }
  };
  return call.receiver.length > 0 && call.receiver.every(stays)
    ? `\`${method}\` keeps what it gives for each key`
    : undefined;
}
