/** What gives something else from time to time, so that what is made of it once would go on with what is old. */
import type { CallFact, Creation, ModuleFacts, Source } from '../core/module.ts';
import type { Callees } from './callees.ts';
import { indexOf, keyOf, type Place } from './reference.ts';

const farthest = 4;

/** A cache that lets go of things asks what time it is. */
const clock =
  /^(Date(\.now)?|performance\.now|moment|dayjs|time\.(time|monotonic)(_ns)?|datetime\.(datetime\.)?(now|utcnow|today)|java\.lang\.System\.(currentTimeMillis|nanoTime)|java\.time\.\w+\.now)$/;

/** Libraries that let go of what they keep. */
const renewing =
  /^(node-cache|lru-cache|@isaacs\/ttlcache|memoizee|p-memoize|mem|moize|cachetools|com\.google\.common\.(cache|base\.Suppliers\.memoizeWithExpiration)|com\.github\.benmanes\.caffeine)\b/;

/** Why the first one may not be kept: what it is made of is renewed by a cache. Such a connection is opened, and asks, anew. */
export function renewalBefore(
  { sources, resource }: Creation,
  module: ModuleFacts,
  callees: Callees,
): string | undefined {
  if (resource.kind === 'database' && resource.sharing === 'unsafe') return undefined;
  const renewed = renewedOf(sources, module, callees);
  return renewed === undefined ? undefined : `what \`${renewed}\` gives may be renewed from time to time`;
}

/** The function that gives it, as the code calls it: `getCredentials`. */
function renewedOf(sources: readonly Source[], module: ModuleFacts, callees: Callees): string | undefined {
  const seen = new Set<string>();
  return among(sources, module, 0);

  function among(list: readonly Source[], within: ModuleFacts, depth: number): string | undefined {
    for (const source of list) {
      const call = source.kind === 'call' ? within.calls[source.call] : undefined;
      const key = call ? `${within.path}()${String(call.id)}` : '';
      if (!call || seen.has(key)) continue;
      seen.add(key);
      const found = ofCall(call, within, depth);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function ofCall(call: CallFact, within: ModuleFacts, depth: number): string | undefined {
    if (isOfRenewing(call)) return call.method ?? call.symbol;
    const place = callees.of(call, within).find((it) => renews(it, depth));
    if (place) return place.fn.name;
    return among([...call.receiver, ...call.arguments.flatMap((it) => it.sources)], within, depth);
  }

  function renews({ module: there, fn }: Place, depth: number): boolean {
    const key = keyOf(there, fn.id);
    if (depth > farthest || seen.has(key)) return false;
    seen.add(key);
    if (fn.memoised !== undefined && renewing.test(fn.memoised)) return true;
    const calls = indexOf(there).callsIn(fn.id);
    return (
      calls.some((it) => clock.test(it.symbol) || isOfRenewing(it)) ||
      calls.some((it) => callees.of(it, there).some((place) => renews(place, depth + 1)))
    );
  }
}

const isOfRenewing = ({ symbol }: CallFact): boolean => renewing.test(symbol);
