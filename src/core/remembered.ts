/** What calls functions only when it has nothing yet, and keeps what they give: maps, caches, decorators of the project. */
import type { Lasting } from './lasting.ts';
import type { CallFact, FunctionFact, ModuleFacts, Source } from './module.ts';
import { builtBy, indexOf, type Place, type Sources } from './reference.ts';

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

/**
 * The decorator that calls a function only where what it keeps is empty: `if not kept: kept.append(make())`.
 * Each call of the function asks for it.
 */
export function rememberingIn(sources: Sources, lasting: Lasting): (place: Place) => string | undefined {
  const known = new Map<FunctionFact, string | undefined>();
  return (place) => {
    if (!known.has(place.fn)) known.set(place.fn, rememberedBy(place, sources, lasting));
    return known.get(place.fn);
  };
}

function rememberedBy({ module, fn }: Place, sources: Sources, { isKept }: Lasting): string | undefined {
  const decorator = fn.wrappers.find((it) => {
    const guards = builtBy(it, module, sources).flatMap((inner) =>
      indexOf(inner.module)
        .callsIn(inner.fn.id)
        .filter(({ callee }) => callee.some((of) => of.kind === 'parameter' && of.function !== inner.fn.id))
        .map(({ guard }) => isKept(guard, inner.module)),
    );
    return guards.length > 0 && guards.every((is) => is);
  });
  return decorator?.replace(/^\./, '');
}
