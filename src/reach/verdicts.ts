/** What an invocation makes and what it calls, each with the verdict whether it has to be made or asked for then. */
import { addTo } from '../core/groups.ts';
import { forEach, keptWith, once } from '../core/memo.ts';
import type { ArgumentFact, CallFact, Creation, FunctionId, ModuleFacts, Source } from '../core/module.ts';
import type { FunctionCode, ReachedCall, ReachedCreation, Verdict } from '../core/rule.ts';
import { isLoginToken, packageIn } from '../core/symbol.ts';
import { runWhenLoaded, type Callees } from './callees.ts';
import { endsOf, type Ending, type Ends } from './ends.ts';
import { isHandedOut } from './handedOut.ts';
import { lastingBeside, type Lasting } from './lasting.ts';
import { originsIn, type Origins } from './origins.ts';
import { byCaller, isKeptBy, modeOf, saidByTheTeam, type Reach, type Reached } from './reached.ts';
import { indexOf, keyOf, type Sources } from './reference.ts';
import { renewalBefore } from './renewing.ts';
import { settingBefore, settingsOfTheEvent } from './settings.ts';
import { runsOnce } from './told.ts';
import { variantsOf } from './variants.ts';

/** What was followed. */
interface Followed {
  readonly sources: Sources;
  readonly modules: readonly ModuleFacts[];
  readonly callees: Callees;
  readonly atLoad: () => ReadonlySet<string>;
}

export function verdictsOn(reach: Reach, followed: Followed): Pick<FunctionCode, 'reached' | 'calls'> {
  const { callees } = followed;
  const { reached, objects } = reach;
  const all = [...reached.values()];
  const ends = endsOf(all, reach.begun, callees);
  const origins = {
    usual: originsIn(reached, callees, { objects }),
    ofConnections: originsIn(reached, callees, { objects, outlives: isLoginToken }),
  };
  const settings = settingsAmong(reach, followed, origins.usual);
  const calling = once(() => all.map((here) => ({ here, calls: callsIn(here, reach, callees) })));
  return {
    reached: outermost([
      ...all.flatMap((it) => creationsIn(it, reach, followed, ends, origins, settings)),
      ...keptInVain(reach, followed, ends),
    ]),
    calls: (isWanted) =>
      calling().flatMap(({ here, calls }) => {
        const wanted = calls.filter(({ symbol, method }) => isWanted(symbol, method));
        return wanted.length === 0 ? [] : judged(wanted, here, reach, callees, origins.usual);
      }),
  };
}

/** What is set that decides what is made, by the invocation for each event or by any code before. */
function settingsAmong({ reached }: Reach, { sources, modules, callees, atLoad }: Followed, origins: Origins) {
  const runs = (module: ModuleFacts, id: FunctionId): boolean => reached.has(keyOf(module, id));
  const alone = forEach((module: ModuleFacts) => runWhenLoaded([module], callees));
  const program = {
    sources,
    modules,
    runs,
    atLoad: (module?: ModuleFacts) => (module ? alone(module) : atLoad()),
  };
  return {
    ofTheEvent: once(() => settingsOfTheEvent(modules, runs, origins)),
    before: (creation: Creation, module: ModuleFacts) => settingBefore(creation, module, program),
  };
}

function creationsIn(
  here: Reached,
  reach: Reach,
  { sources, callees }: Followed,
  ends: Ends,
  { usual, ofConnections }: Readonly<Record<'usual' | 'ofConnections', Origins>>,
  settings: ReturnType<typeof settingsAmong>,
): readonly ReachedCreation[] {
  const lasting = lastingBeside(reach.passing);
  return indexOf(here.module)
    .creationsIn(here.fn.id)
    .filter((creation) => reach.mayRun(here, creation.when) && callees.constructs(creation, here.module))
    .map((creation) => {
      const origins = /^(database|cache)$/.test(creation.resource.kind) ? ofConnections : usual;
      const plain = verdictOn(creation, here, origins, { ...reach, lasting }, ends);
      const ending = plain.kind === 'kept' ? endingOf(creation, ends) : undefined;
      const own: Verdict = ending ? { kind: 'per-invocation' } : plain;
      const set = own.kind === 'per-invocation' ? settings.ofTheEvent()(creation) : undefined;
      const verdict: Verdict = set ? { kind: 'of-the-event', because: `\`${set.code}\` is set for it` } : own;
      const accused = verdict.kind === 'per-invocation' || verdict.kind === 'rare';
      const registering = ends.registering(creation.at);
      const setting = settings.before(creation, here.module);
      const stays =
        registering === undefined
          ? ((setting?.isOver === false ? setting.why : undefined) ??
            changing(creation, here.module, callees) ??
            (accused ? (renewalBefore(creation, here.module, callees) ?? puttingTogether(creation, here)) : undefined))
          : `\`${registering}\` would register again on each invocation; move that as well`;
      return {
        module: here.module,
        creation,
        trace: [...here.trace, { at: creation.at, label: withoutPackage(creation.resource.symbol, here.module) }],
        verdict,
        closed: creation.closed || isEnded(creation, ends),
        ...(ending ? { ended: ending.call.method ?? '' } : {}),
        ...(stays === undefined ? {} : { stays }),
        ...(setting?.isOver === true ? { waits: setting.why } : {}),
        variants: accused && !here.provided ? variantsOf(creation, here.module, callees) : [],
        handed: isHandedOut(creation, here, sources),
      };
    });
}

/** What ends a connection on each invocation that something keeps, so that it is of no use to the next one. */
const endingOf = ({ at, resource }: Creation, ends: Ends): Ending | undefined =>
  /^(database|cache)$/.test(resource.kind) && !resource.light && !resource.staysOpen ? ends.ending(at) : undefined;

/** What is made before an invocation does anything, and ended by it: where it is made again, that is said there. */
function keptInVain(reach: Reach, { modules, callees }: Followed, ends: Ends): readonly ReachedCreation[] {
  const found = modules.flatMap((module) =>
    module.creations.flatMap((creation) => {
      const ending = endingOf(creation, ends);
      return ending ? [{ module, creation, ending }] : [];
    }),
  );
  return found.flatMap(({ module, creation, ending }) => {
    const isOther = reach.reached.has(keyOf(module, creation.in)) || !callees.constructs(creation, module);
    if (isOther || found.some((it) => it.ending.call === ending.call && it.creation !== creation)) return [];
    const { here, call } = ending;
    return {
      module,
      creation,
      trace: [...here.trace, { at: call.at, label: withoutPackage(call.symbol, here.module) || (call.method ?? '') }],
      verdict: { kind: 'per-invocation' },
      closed: true,
      ended: call.method ?? '',
      variants: [],
      handed: false,
    };
  });
}

/** Of a variable of its own file, who moves it finds out. */
function changing({ sources }: Creation, module: ModuleFacts, { variables }: Callees): string | undefined {
  const variable = variables.changing([...withArguments(sources, module)], module);
  return variable && `it depends on \`${variable.name}\`, which functions change`;
}

/** What is made of something depends on it as well: `URI.create(settings.current)`. */
function withArguments(sources: readonly Source[], { calls }: ModuleFacts): ReadonlySet<Source> {
  const all = new Set(sources);
  const seen = new Set<CallFact>();
  for (const source of all) {
    const call = source.kind === 'call' ? calls[source.call] : undefined;
    if (!call || seen.has(call)) continue;
    seen.add(call);
    for (const it of [...call.receiver, ...call.arguments.flatMap((argument) => argument.sources)]) all.add(it);
  }
  return all;
}

/** Why what a provider makes of what it is given stays there. */
const puttingTogether = ({ sources }: Creation, { provided }: Reached): string | undefined =>
  provided && sources.some(({ kind }) => kind === 'parameter')
    ? 'it is made of what it is given by what puts the objects together; keep that, or give it a scope'
    : undefined;

/** Whether whoever gets it ends it, or the package that keeps it is told to. */
const isEnded = ({ at, changes, resource }: Creation, ends: Ends): boolean =>
  (changes.kind !== 'ends' && ends.includes(at)) || (resource.kind === 'database' && ends.ofPackage(resource.symbol));

function verdictOn(
  creation: Creation,
  here: Reached,
  origins: Origins,
  { lasting, mayRunAnew }: Pick<Reach, 'mayRunAnew'> & { readonly lasting: Lasting },
  ends: Ends,
): Verdict {
  if (here.mode.kind === 'kept' || here.mode.kind === 'of-the-event') return here.mode;
  if (creation.resource.perInvocation)
    return { kind: 'of-the-event', because: saidByTheTeam(creation.resource.symbol) };
  const { guard } = creation;
  if (guard.kind === 'lazy' && isKeptBy(guard, creation, here, lasting, mayRunAnew))
    return { kind: 'kept', because: `\`${guard.variable}\` is set only once` };
  if (runsOnce(creation.when, here.fn, here.told)) return byCaller;
  const asked = guard.kind === 'library' ? guard.package : ofAsked(creation, here);
  if (asked !== undefined && !ends.eachTime(asked))
    return { kind: 'kept', because: `\`${asked}\` is asked whether it has one` };
  const made = origins.why(creation.sources, here.module);
  if (made !== undefined) return { kind: 'of-the-event', because: `it is made from ${made}` };
  const set = [creation, ...partsOf(creation, here.module)]
    .map(({ changes }) => ('sources' in changes ? origins.why(changes.sources ?? [], here.module) : undefined))
    .find((it) => it !== undefined);
  if (set !== undefined) return { kind: 'of-the-event', because: `${set} is set on it` };
  if (creation.resource.light && creation.sources.some(({ kind }) => kind === 'parameter')) {
    return { kind: 'of-the-event', because: 'it is a light handle on what its caller asks for' };
  }
  if (here.mode.kind === 'rare') return here.mode;
  return guard.kind === 'rare' ? guard : { kind: 'per-invocation' };
}

/** The other creations that it is made of: `google.drive({ auth })`. */
const partsOf = ({ sources }: Creation, { calls, creations }: ModuleFacts): readonly Creation[] =>
  sources.flatMap((source) => {
    const made = source.kind === 'call' ? calls[source.call] : undefined;
    return made ? creations.filter(({ at }) => at.start === made.at.start && at.end === made.at.end) : [];
  });

/** The package that was asked whether it has the connection that it keeps, before the function was called. */
const ofAsked = ({ resource }: Creation, { mode }: Reached): string | undefined =>
  mode.kind === 'asked' && resource.kind === 'database' && packageIn(resource.symbol) === mode.package
    ? mode.package
    : undefined;

/** What a function calls, by the names that are known of it. */
const callsIn = (here: Reached, { mayRun }: Reach, callees: Callees): readonly CallFact[] =>
  indexOf(here.module)
    .callsIn(here.fn.id)
    .filter(({ when }) => mayRun(here, when))
    .map((call) => named(call, callees.symbolOf(call, here.module)));

function judged(
  calls: readonly CallFact[],
  here: Reached,
  { passing, mayRunAnew }: Reach,
  callees: Callees,
  origins: Origins,
): readonly ReachedCall[] {
  const verdictOf = (call: CallFact): ReachedCall['verdict'] => {
    const mode = modeOf(call, here, lastingBeside(passing), mayRunAnew, callees.of);
    if (mode.kind === 'kept' || mode.kind === 'of-the-event') return mode;
    const asking = call.arguments.filter((it) => !isCallback(it, here.module));
    const asked = [...call.receiver, ...senders(call, here.module), ...asking.flatMap((it) => it.sources)];
    const made = origins.why(asked, here.module);
    if (made !== undefined) return { kind: 'of-the-event', because: `it is asked with ${made}` };
    if (mode.kind === 'asked') return { kind: 'sometimes' };
    return mode.kind === 'always' ? { kind: 'per-invocation' } : mode;
  };
  return calls.map((call) => ({
    module: here.module,
    call,
    trace: [...here.trace, { at: call.at, label: withoutPackage(call.symbol, here.module) || (call.method ?? '') }],
    verdict: verdictOf(call),
  }));
}

/** The clients that send a command of the SDK for JavaScript v3 which the call makes. */
const senders = ({ symbol, id }: CallFact, module: ModuleFacts): readonly Source[] =>
  symbol.endsWith('Command') ? (sendersIn(module).get(id) ?? []) : [];

/** By the call that makes what is sent. */
const sendersIn = keptWith(({ calls }: ModuleFacts): ReadonlyMap<number, readonly Source[]> => {
  const found = new Map<number, Source[]>();
  for (const {
    method,
    receiver,
    arguments: [first],
  } of calls)
    for (const it of method === 'send' && first ? first.sources : [])
      if (it.kind === 'call') for (const from of receiver) addTo(found, it.call, from);
  return found;
});

/** What is told the answer decides nothing about what is asked; Java's `request -> request.name(name)` asks. */
const isCallback = ({ values }: ArgumentFact, { language }: ModuleFacts): boolean =>
  language !== 'java' && values.length > 0 && values.every(({ kind }) => kind === 'function');

const named = (call: CallFact, symbol: string): CallFact => (symbol === call.symbol ? call : { ...call, symbol });

/** A client that is only a part of another creation is told with it, unless that one is not accused. */
function outermost(creations: readonly ReachedCreation[]): readonly ReachedCreation[] {
  const accused = (it: ReachedCreation) => it.verdict.kind === 'per-invocation' || it.verdict.kind === 'rare';
  return creations.filter((it) => {
    const outer = creations.find((other) => other.module === it.module && other.creation.id === it.creation.within);
    return !outer || (accused(it) && !accused(outer) && outer.verdict.kind === 'of-the-event');
  });
}

/** `@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from` as it stands in the code. */
const withoutPackage = (symbol: string, { language }: ModuleFacts): string =>
  language === 'java' ? symbol.replace(/^(?:[a-z_$][\w$]*\.)+(?=[A-Z])/, '') : symbol.slice(symbol.indexOf('#') + 1);
