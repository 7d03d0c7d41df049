/** Which objects are ended by whoever got them: `connection = connect()` here, `connection.close()` there. */
import type { FunctionFact, ModuleFacts, Source } from './module.ts';
import { indexOf, keyOf, placesOf, type Sources } from './reference.ts';
import type { Span } from './span.ts';

export interface Ends {
  /** Whether what the expression makes is ended. */
  readonly includes: (made: Span) => boolean;
}

interface Running {
  readonly module: ModuleFacts;
  readonly fn: FunctionFact;
}

const ending: ReadonlySet<string> = new Set('close end quit disconnect destroy $disconnect dispose aclose'.split(' '));

/** `running` are the functions that an invocation reaches. */
export function endsOf(running: readonly Running[], sources: Sources): Ends {
  const ended = new Set<string>();
  const given = new Map<string, { readonly module: ModuleFacts; readonly sources: readonly Source[] }[]>();
  const seen = new Set<string>();
  const closings: { readonly module: ModuleFacts; readonly receiver: readonly Source[] }[] = [];

  for (const { module, fn } of running) {
    for (const call of indexOf(module).callsIn(fn.id)) {
      if (call.receiver.length > 0 && ending.has(call.method ?? '')) closings.push({ module, receiver: call.receiver });
    }
  }
  if (closings.length === 0) return { includes: () => false };
  for (const { module, fn } of running) {
    for (const call of indexOf(module).callsIn(fn.id)) {
      for (const place of placesOf(call.targets, module, sources)) {
        for (const [position, argument] of call.arguments.entries()) {
          const index = argument.name === undefined ? position : place.fn.parameters.indexOf(argument.name);
          const key = `${keyOf(place.module, place.fn.id)}:${String(index)}`;
          given.set(key, [...(given.get(key) ?? []), { module, sources: argument.sources }]);
        }
      }
    }
  }
  for (const { module, receiver } of closings) follow(receiver, module);
  return { includes: ({ path, start, end }) => ended.has(`${path}:${String(start)}-${String(end)}`) };

  function follow(list: readonly Source[], module: ModuleFacts): void {
    for (const source of list) {
      const key = `${module.path} ${JSON.stringify(source)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      followOne(source, module);
    }
  }

  function followOne(source: Source, module: ModuleFacts): void {
    switch (source.kind) {
      case 'call': {
        const call = module.calls[source.call];
        if (!call) return;
        ended.add(`${call.at.path}:${String(call.at.start)}-${String(call.at.end)}`);
        for (const place of placesOf(call.targets, module, sources)) follow(place.fn.returns, place.module);
        return;
      }
      case 'parameter':
        for (const it of given.get(`${keyOf(module, source.function)}:${String(source.index)}`) ?? [])
          follow(it.sources, it.module);
        return;
      case 'variable':
      case 'field': {
        const name = source.kind === 'field' ? `${source.class}.${source.name}` : source.name;
        for (const write of indexOf(module).variable(name)?.writes ?? []) follow(write.sources, module);
        return;
      }
      case 'volatile':
        return;
    }
  }
}
