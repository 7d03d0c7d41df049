/** What calls functions only when it has nothing yet, and keeps what they give: maps, caches, decorators of the project. */
import { addTo } from '../core/groups.ts';
import { keptWith } from '../core/memo.ts';
import type { CallFact, FunctionFact, ModuleFacts, Source } from '../core/module.ts';
import type { Lasting } from './lasting.ts';
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
      case 'import':
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

/** Whether all that a function does with what it is given there is to hand it to what keeps it: `kept.computeIfAbsent(key, make)`. */
export function remembersGiven(
  { module, fn }: Place,
  index: number,
  isShortLived: (module: ModuleFacts, owner: string) => boolean,
): string | undefined {
  const parameter = `${String(fn.id)}:${String(index)}`;
  const takers = takersIn(module).get(parameter) ?? [];
  if (takers.length === 0 || indexOf(module).callsOfParameter(fn.id, index).length > 0) return undefined;
  const reasons = takers.map((call) => call && remembers(call, module, (owner) => isShortLived(module, owner)));
  return reasons.every((it) => it !== undefined) ? reasons[0] : undefined;
}

/** By parameter: the calls that are handed it, and nothing for what else it goes to. */
const takersIn = keptWith((module: ModuleFacts): ReadonlyMap<string, readonly (CallFact | undefined)[]> => {
  const found = new Map<string, (CallFact | undefined)[]>();
  const add = (sources: readonly Source[], taker?: CallFact): void => {
    for (const it of sources)
      if (it.kind === 'parameter') addTo(found, `${String(it.function)}:${String(it.index)}`, taker);
  };
  for (const call of module.calls) for (const { sources } of call.arguments) add(sources, call);
  for (const { writes } of module.variables) for (const { sources } of writes) add(sources);
  for (const { returns } of module.functions) add(returns);
  return found;
});

/**
 * The wrapper that remembers what a function gave, so that it runs no more. What keeps the results of one of the handlers
 * keeps them by the event.
 * A method's memory is its object's, where that is in the key, and a nested function's that of the one around it.
 */
export function memoriesIn(
  sources: Sources,
  lasting: Lasting,
  handlers: readonly Place[],
): (place: Place) => string | undefined {
  const remembering = new Map<FunctionFact, string | undefined>();
  const rememberingFor = (place: Place): string | undefined => {
    if (!remembering.has(place.fn)) remembering.set(place.fn, rememberedBy(place, sources, lasting));
    return remembering.get(place.fn);
  };
  return (place) => {
    const { module, fn, memory } = place;
    if (memory && !lasting.runsAnew(memory.module, memory.call.in)) return memory.call.symbol;
    const { method, parent } = fn;
    if (module.language !== 'java' && handlers.some((it) => it.fn === fn)) return undefined;
    const remembered = rememberingFor(place);
    const memoised = remembered ?? fn.memoised;
    if (memoised === undefined || lasting.isForgotten(module, fn)) return undefined;
    const isShared = module.language === 'java' || (fn.sharesMemory && (remembered === undefined || method?.static));
    const isOfObject = method && !isShared && lasting.isShortLived(module, method.class);
    return isOfObject || (parent !== undefined && parent > 0 && lasting.runsAnew(module, parent))
      ? undefined
      : memoised;
  };
}

/**
 * The decorator that calls a function only where what it keeps is empty: `if not kept: kept.append(make())`.
 * Each call of the function asks for it.
 */
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
