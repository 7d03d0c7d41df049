/** Where values come from: why they belong to the invocation, through locals, fields, calls and what functions give back. */
import { few } from '../core/memo.ts';
import type { ArgumentFact, CallFact, FunctionFact, ModuleFacts, Source } from '../core/module.ts';
import type { Callees } from './callees.ts';
import { clean, logsIn, memberOf, unquoted, type Taint } from './parts.ts';
import { classKey, indexOf, isConstructor, keyOf, parameterFor, type Place } from './reference.ts';
import type { Variable } from './variables.ts';

export interface Origins {
  /** Why a value belongs to the invocation: 'the event', `\`time.time\` …`; undefined when nothing says so. */
  readonly why: (sources: readonly Source[], within: ModuleFacts) => string | undefined;
}

/** What a function was found to be given: by parameter, why its value belongs to the invocation. */
export interface Taints {
  readonly taint: readonly Taint[];
}

interface Circumstances {
  /** What is only asked for once, though it differs each time. */
  readonly outlives?: (symbol: string) => boolean;
  /** Grows whenever something was found to be given or reached; absent where all of it is known. */
  readonly changes?: () => number;
  /** By `classKey`: why an object of the class belongs to the invocation on which a method is called. */
  readonly objects?: ReadonlyMap<string, string>;
}

/** How far down a question is followed at once; what lies further is asked afterwards, so that no chain is too long. */
const deepest = 200;

export function originsIn(
  reached: ReadonlyMap<string, Taints>,
  callees: Callees,
  { outlives = () => false, changes = () => 0, objects = new Map() }: Circumstances = {},
): Origins {
  /** Reasons stay, whatever is found; that there is none holds until then. */
  const reasons = new Map<string, string>();
  const without = new Set<unknown>();
  let asOf = changes();
  const unfolded = new Map<FunctionFact, { readonly asOf: number; readonly sources: readonly Source[] }>();
  /** What was asked of one question: to come there again tells nothing else. Lists as well, which many calls may share. */
  const seen = new Set<unknown>();
  let depth = 0;
  let further: (() => string | undefined)[] = [];

  function ask(list: readonly Source[], within: ModuleFacts): string | undefined {
    if (asOf !== changes()) without.clear();
    asOf = changes();
    seen.clear();
    let reason = why(list, within);
    for (let next = further.pop(); next && reason === undefined; next = further.pop()) reason = next();
    further = [];
    if (reason === undefined) for (const key of seen) without.add(key);
    return reason;
  }

  const why = (list: readonly Source[], within: ModuleFacts): string | undefined => {
    if (list.length > few && (without.has(list) || seen.has(list))) return undefined;
    if (list.length > few) seen.add(list);
    return firstOf(list, (source) => ofSource(source, within));
  };

  function ofSource(source: Source, within: ModuleFacts): string | undefined {
    switch (source.kind) {
      case 'parameter':
        return ofGiven(reached.get(keyOf(within, source.function))?.taint[source.index] ?? clean, source.member);
      case 'volatile':
        return ofVarying(source.symbol);
      case 'variable':
        return ofVariable({ module: within, name: source.name });
      case 'import': {
        const variable = callees.variables.behind(source, within);
        return variable && ofVariable(variable);
      }
      case 'field':
        return (
          ofVariable({ module: within, name: `${source.class}.${source.name}` }) ??
          ofVariable({ module: within, name: `${source.class}.*` }) ??
          ofObject(source, within)
        );
      case 'call':
        return ofCall(source.call, within);
    }
  }

  function ofGiven(taint: Taint, member: string | undefined): string | undefined {
    const reason = memberOf(taint, member);
    return reason !== undefined && logsIn(reason) && outlives(unquoted(reason)) ? undefined : reason;
  }

  function ofVarying(symbol: string): string | undefined {
    if (outlives(symbol)) return undefined;
    return symbol === 'error' ? 'an error' : `\`${symbol}\``;
  }

  function once(key: string, compute: () => string | undefined): string | undefined {
    const known = reasons.get(key);
    if (known !== undefined || without.has(key) || seen.has(key)) return known;
    seen.add(key);
    const answer = (): string | undefined => {
      depth++;
      const reason = compute();
      depth--;
      if (reason !== undefined) reasons.set(key, reason);
      return reason;
    };
    if (depth < deepest) return answer();
    further.push(answer);
    return undefined;
  }

  const ofVariable = (variable: Variable) =>
    once(`${variable.module.path}:${variable.name} ${variable.member ?? ''}`, () =>
      firstOf(callees.variables.writes(variable), (write) => why(write.sources, write.module)),
    );

  /** A field that nothing writes which runs: whoever makes the object of the event fills it. */
  function ofObject({ class: name, name: field }: Extract<Source, { kind: 'field' }>, within: ModuleFacts) {
    const writes = indexOf(within).variable(`${name}.${field}`)?.writes ?? [];
    const isWritten = writes.some((write) => {
      const fn = within.functions[write.in];
      return reached.has(keyOf(within, write.in)) || (fn !== undefined && isConstructor(fn));
    });
    return isWritten ? undefined : objects.get(classKey({ module: within, name }));
  }

  const ofCall = (id: number, within: ModuleFacts) =>
    once(`${within.path}()${id}`, () => {
      const call = within.calls[id];
      if (!call) return undefined;
      const places = callees.of(call, within).filter(({ fn }) => !isConstructor(fn));
      if (places.length > 0) {
        for (const place of places) {
          // A function that nothing reached from here is followed through its arguments alone.
          const own = reached.has(keyOf(place.module, place.fn.id)) ? ofResults(place, call, within) : undefined;
          // What an object of the event answers of its fields is the event's.
          const ofField = place.fn.returns.some(({ kind }) => kind === 'field')
            ? why(call.receiver, within)
            : undefined;
          if ((own ?? ofField) !== undefined) return own ?? ofField;
        }
        return places.every(({ module: there, fn }) => reached.has(keyOf(there, fn.id)))
          ? undefined
          : ofArguments(call, within);
      }
      const varying = callees.varying(call, within);
      return firstOf(
        [() => (varying === undefined ? undefined : ofVarying(varying)), () => ofArguments(call, within)],
        (it) => it(),
      );
    });

  /** What a function gives back of its parameters is what this call gave it, and not what others did. */
  const ofResults = ({ module: there, fn }: Place, call: CallFact, within: ModuleFacts): string | undefined => {
    return firstOf(returned({ module: there, fn }), (source) => {
      const given =
        source.kind === 'parameter' && source.function === fn.id
          ? call.arguments.filter((it, position) => parameterFor(fn, position, it.name) === source.index)
          : [];
      return given.length > 0
        ? firstOf(given, (it) => why(partOf(it, source), within) ?? ofHanded(it, within))
        : why([source], there);
    });
  };

  /** What a library makes of values is made of them: `JSON.parse(text)` of `text`. */
  function returned({ module: there, fn }: Place): readonly Source[] {
    const before = unfolded.get(fn);
    if (before?.asOf === asOf) return before.sources;
    const sources: Source[] = [];
    const queue = [...fn.returns];
    const calls = new Set<CallFact>();
    for (const source of queue) {
      const call = source.kind === 'call' ? there.calls[source.call] : undefined;
      const isOwn = !call || call.method === 'then' || callees.of(call, there).length > 0;
      if (isOwn || callees.varying(call, there) !== undefined) sources.push(source);
      else if (!calls.has(call)) {
        calls.add(call);
        queue.push(...call.receiver, ...call.arguments.flatMap((it) => it.sources));
      }
    }
    unfolded.set(fn, { asOf, sources });
    return sources;
  }

  const ofArguments = (call: CallFact, within: ModuleFacts) =>
    why(call.receiver, within) ??
    firstOf(call.arguments, ({ sources }) => why(sources, within)) ??
    (isRepeating(call) ? firstOf(call.arguments, (it) => ofHanded(it, within)) : undefined) ??
    ofChain(call, within);

  /** What the functions give that are handed over. */
  const ofHanded = (argument: ArgumentFact, within: ModuleFacts): string | undefined =>
    firstOf(callees.handed(argument, within), ({ module: there, fn }) => why(fn.returns, there));

  /** A promise is made of what the functions give that are chained to it. */
  const ofChain = (call: CallFact, within: ModuleFacts): string | undefined => {
    if (call.method !== 'then') return undefined;
    return firstOf(call.arguments, (it) => ofHanded(it, within));
  };

  return { why: ask };
}

/** `pRetry(load)`, `backOff(load)`: what a library calls again where it failed, and whose answer it gives. */
const isRepeating = ({ symbol }: CallFact): boolean => /retry|back-?off/i.test(symbol);

/** What is needed to log in is a reason only where there is no other. */
function firstOf<Item>(items: readonly Item[], find: (item: Item) => string | undefined): string | undefined {
  let last: string | undefined;
  for (const item of items) {
    const found = find(item);
    if (found !== undefined && !logsIn(found)) return found;
    last ??= found;
  }
  return last;
}

/** What the member that is taken of a parameter is made of, where the argument tells. */
function partOf({ sources, parts }: ArgumentFact, source: Source): readonly Source[] {
  const member = source.kind === 'parameter' ? source.member : undefined;
  if (member === undefined || !parts) return sources;
  return Object.hasOwn(parts.members, member) ? (parts.members[member] ?? []) : parts.others;
}
