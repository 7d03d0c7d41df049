/**
 * What runs when an invocation begins: from the handler through calls, other files, callbacks and decorators,
 * with what is known of each value's origin on the way.
 */
import type { TraceStep } from '../core/finding.ts';
import { forEach, forLong, once } from '../core/memo.ts';
import type { CallFact, FunctionFact, ModuleFacts, Source } from '../core/module.ts';
import type { Span } from '../core/span.ts';
import { bindingOf, giftsOf, type Gift } from './binding.ts';
import { branchesIn } from './branches.ts';
import { distinctPlaces, type Callees } from './callees.ts';
import { makersIn, ofMakers } from './captured.ts';
import type { MadeAtLoad } from './constructors.ts';
import { givenByFramework } from './dependencies.ts';
import { membersAskedIn } from './demanded.ts';
import type { Dispatch } from './dispatch.ts';
import { askedFields, type AskedFields } from './filled.ts';
import { frontierOf, type Way } from './frontier.ts';
import { calledBackBy, givenBack, handedTo, isGivenReceivers, runsTasks, tasksIn } from './handed.ts';
import { callsIts, isByWrapper, isGivenByWrappers, isHandedOn, wrappedCallsIn } from './handingOn.ts';
import type { Provided } from './injection.ts';
import { nameOf, shortName } from './labels.ts';
import { handedByLambda } from './lambda.ts';
import { forgotten, lastingBeside, passingWith } from './lasting.ts';
import { lateIn } from './late.ts';
import { requestRunsIn } from './nest.ts';
import { originsIn } from './origins.ts';
import { argumentsByParameter, eachOf, handedOn, taintOf, type Taint } from './parts.ts';
import { askedMembers, type AskedMembers, type Before } from './putBefore.ts';
import { isAnew, isSettled, modeOf, type Mode, type Reach, type Reached, neverTold } from './reached.ts';
import {
  builtBy,
  classKey,
  indexOf,
  isConstructor,
  keyOf,
  parameterFor,
  type Place,
  type Sources,
} from './reference.ts';
import type { Run } from './registered.ts';
import { isForErrors } from './registering.ts';
import { memoriesIn, remembers, remembersGiven } from './remembered.ts';
import { foundsApplication, isFounding, isProxying, routesIn } from './routes.ts';
import { isOnItself } from './selves.ts';
import { singlesIn } from './singles.ts';
import type { Site } from './site.ts';
import { unsaid, untold, textsBy, toldBy, toldByLambda, type FieldsOf, type Told, type ToldIn } from './told.ts';

/** Where an invocation begins. */
export interface Start {
  readonly module: ModuleFacts;
  readonly symbol: string;
  readonly at: Span;
  readonly handlers: readonly Place[];
}

/** What is followed, and what is known of its calls. */
export interface Project {
  readonly sources: Sources;
  readonly modules: readonly ModuleFacts[];
  readonly dispatch: Dispatch;
  readonly callees: Callees;
  /** The functions that run before a handler does, by `keyOf`. */
  readonly atLoad: () => ReadonlySet<string>;
  readonly madeAtLoad: MadeAtLoad;
}

export interface Followed extends Reach {
  /** Of what was asked whether it outlives an invocation; see `lastingBeside`. */
  readonly asked: ReadonlySet<string>;
  /** The fields of which it was asked whether they have something. */
  readonly fields: AskedFields;
  /** The same of members of what belongs to the invocation. */
  readonly members: AskedMembers;
  /** The functions that are called by the name of a parameter which may be one of several, by `keyOf`. */
  readonly chosen: ReadonlyMap<string, Place>;
}

export function follow(
  { module: entry, symbol, at, handlers }: Start,
  { sources, modules, dispatch, callees, atLoad, madeAtLoad }: Project,
  { passed, filled, put }: Before,
): Followed {
  const fields = askedFields();
  const members = askedMembers(put);
  const begun = new Set<FunctionFact>();
  const passing = new Set<string>();
  const asked = new Set<string>();
  const chosen = new Map<string, Place>();
  const lasting = lastingBeside(passed, asked);
  const frontier = frontierOf(symbol, memoriesIn(sources, lasting, handlers), madeAtLoad);
  const { reached, waiting, objects, enter, belongs, changes } = frontier;
  const origins = originsIn(reached, callees, { objects, changes });
  const late = lateIn(
    (call, here) => ({
      taints: call.arguments.map((argument) =>
        taintOf(
          argument,
          (from) => origins.why(from, here.module),
          (it) => handedOn(it, here),
        ),
      ),
      receiver: origins.why(call.receiver, here.module),
    }),
    changes,
  );
  const { textsIn, toldIn, mayRun, mayRunAnew } = branchesIn(
    reached,
    frontier.constructors,
    callees,
    { fields, filled, members },
    atLoad,
  );
  const fieldsOf: FieldsOf = {
    asked: once(() => new Set(modules.flatMap((it) => [...membersAskedIn(it)]))),
    filledIn: (values, module) => {
      const classes = callees.classesNamed(values, module);
      const objects = classes.length > 0 ? new Map(classes.map((it) => [classKey(it), it])) : undefined;
      return objects && ((name) => fields.ask(objects, name, filled));
    },
  };
  const beside = { classes: callees.classesNamed, areMade: callees.areMade, sources, fields: fieldsOf };
  const behindReceiver = forEach((module: ModuleFacts) =>
    forLong((it: readonly Source[]) => handedTo(it, module, sources)),
  );
  const behindArgument = forEach((module: ModuleFacts) =>
    forLong((it: readonly Source[]) => calledBackBy(it, module, sources, callees.classesOf)),
  );

  const singles = singlesIn(sources);
  const { injection } = callees;
  /** What is put together for calls, which is known when everything else is that it may be made of. */
  const puttingTogether = new Map<CallFact | FunctionFact, () => void>();

  const behind = entry.language === 'java' ? [] : callees.registered.behind(entry, symbol);
  const rarely = new Map(behind.map((it) => [it.place.fn, it.rarely]));
  for (const handler of handlers) {
    const because = rarely.get(handler.fn);
    for (const place of [handler, ...givenBack(handler)]) {
      begun.add(place.fn);
      enter({
        place,
        taint: handedByLambda(place, modules, sources),
        mode: because === undefined ? { kind: 'always' } : { kind: 'rare', because },
        trace: [],
        told: toldWhenStarted(place),
        selves: callees.selves.ofHandler(place, entry, symbol),
      });
    }
  }
  enterRuns(behind, { kind: 'always' }, [{ at, label: shortName(symbol) }]);
  if (foundsApplication(modules, (key) => atLoad().has(key))) enterApplication();
  for (const here of waiting) {
    waiting.delete(here);
    enterWrappers(here);
    for (const call of indexOf(here.module).callsIn(here.fn.id)) if (mayRun(here, call.when)) followCall(call, here);
    if (waiting.size === 0) for (const putTogether of puttingTogether.values()) putTogether();
    if (waiting.size === 0) for (const it of late.more(reached.values())) waiting.add(it);
    if (waiting.size === 0)
      for (const it of [...frontier.constructors.decide(), ...neverTold(reached.values())]) waiting.add(it);
  }
  frontier.constructors.end();
  for (const { module, fn, mode } of reached.values())
    if (mode.kind === 'always') for (const key of passingWith(module, fn)) passing.add(key);
  return { reached, begun, passing, objects, asked, chosen, fields, members, mayRun, mayRunAnew };

  function followCall(call: CallFact, here: Reached): void {
    const mode = modeOf(call, here, lasting, mayRunAnew, callees.of);
    if (isAnew(mode))
      for (const it of callees.classesOf(call, here.module)) if (!singles.isSingle(it)) passing.add(classKey(it));
    if (call.method === 'cache_clear' && call.always && mode.kind === 'always')
      for (const it of callees.asked(call, here.module)) passing.add(forgotten(it.module, it.fn.id));
    const { taints, receiver } = late.giving(call, here);
    const before = frontier.timesEntered();
    const places = enterCalled(call, here, mode, taints, receiver);
    if (isAnew(mode)) for (const it of injection?.remadeBy(call, here.module) ?? []) passing.add(it);
    const provided = injection?.providedFor(call, here.module) ?? [];
    if (provided.length > 0) puttingTogether.set(call, () => enterProvided(provided, call, here));
    const any = taints.find(({ why }) => why !== undefined)?.why ?? receiver;
    if (places.length === 0) enterCalledBack(call, here, mode, any);
    if (isFounding(call)) enterApplication();
    if (here.module.language === 'java' && isProxying(call))
      for (const place of routesIn(modules))
        enter({ place, taint: eachOf(place.fn, 'the event'), mode, trace: here.trace });
    enterHanded(call, here, mode, places, isGivenReceivers(call, here.module) ? receiver : any);
    if (frontier.timesEntered() === before) late.forget(call);
  }

  /** The functions that a call runs. */
  function enterCalled(
    call: CallFact,
    here: Reached,
    mode: Mode,
    taints: readonly Taint[],
    receiver: string | undefined,
  ): readonly Place[] {
    const texts = textsIn(here);
    const chosenOf = callees.tables.chosen(callees.of(call, here.module), call, here.module, texts);
    const surroundings = { ...here, makersIn: (around: FunctionFact) => makersIn(here, around, reached) };
    const fitting = callees.selves.fitting(chosenOf, call, surroundings);
    const named = ofMakers(fitting, call, here, reached, callees.handed);
    const places = dispatch(named, call.arguments.length, here, isOnItself(call));
    const isChosen = places.length > 1 && call.callee.some(({ kind }) => kind === 'parameter');
    for (const place of places) {
      if (isChosen) chosen.set(keyOf(place.module, place.fn.id), place);
      const once: Mode =
        !isSettled(mode) && singles.isMadeOnce(place, () => callees.classesOf(call, here.module))
          ? { kind: 'kept', because: 'there is one object of its class' }
          : mode;
      const selves = callees.selves.given(place, call, surroundings);
      const told =
        handedOnBy(call, here, place) ??
        toldBy(call, here.module, place, texts, {
          ...beside,
          lasting,
          toldIn: toldIn(here),
          toldAt,
        });
      const taint = argumentsByParameter(place.fn, giftsOf(place, { module: here.module, call }), (gift) =>
        gift.site.call === call ? taints[gift.position] : taintWhenBound(gift),
      );
      enter({ place, taint, mode: once, trace: here.trace, selves, told });
      if (receiver !== undefined) belongs(place, receiver);
    }
    return places;
  }

  /** A handler that its module binds to arguments is told of these, another one what Lambda tells it. */
  function toldWhenStarted(place: Place): Told {
    if (isGivenByWrappers(place, sources)) return unsaid;
    const binding = bindingOf(place.fn, modules, sources);
    return binding ? toldBy(binding.call, binding.module, place, () => undefined) : toldByLambda(place, symbol);
  }

  /** What a decorated function was told by whoever called it, where the decorator hands on that alone; another one tells it itself. */
  function handedOnBy(call: CallFact, here: Reached, place: Place): Told | undefined {
    const { module, fn } = place;
    if (isGivenByWrappers(place, sources) && !isByWrapper(call, here.module, place, sources)) return unsaid;
    const its = fn.wrappers.length > 0 && isHandedOn(call, here) ? reached.get(keyOf(module, fn.id)) : undefined;
    return its?.told;
  }

  /** What the function was told that binds another one to arguments. */
  function toldAt({ module, call }: Site): ToldIn {
    const around = reached.get(keyOf(module, call.in));
    return around ? toldIn(around) : () => undefined;
  }

  /** What a function is given that others call: what it is bound to, and whatever else, which belongs to the invocation by `why`. */
  function givenByOthers(place: Place, why: string | undefined): Pick<Way, 'taint' | 'told'> {
    const taint = eachOf(place.fn, why);
    const last = place.bound?.at(-1);
    if (!last) return { taint };
    const before = { ...place, bound: place.bound?.slice(0, -1) ?? [] };
    const gifts = giftsOf(before, last);
    const own = argumentsByParameter(place.fn, gifts, taintWhenBound);
    return {
      taint: taint.map((it, index) => (gifts.has(index) ? (own[index] ?? it) : it)),
      told: toldBy(last.call, last.module, before, textsBy(toldAt(last)), {
        ...beside,
        toldIn: toldAt(last),
        toldAt,
      }),
    };
  }

  function taintWhenBound({ argument, site: { module } }: Gift): Taint {
    return taintOf(
      argument,
      (from) => origins.why(from, module),
      () => undefined,
    );
  }

  /** What a library runs that is called, with `why` of the invocation. */
  function enterCalledBack(call: CallFact, here: Reached, mode: Mode, why: string | undefined): void {
    const calledBack =
      here.module.language === 'java'
        ? [...behindReceiver(here.module)(call.receiver), ...tasksIn(call, here.module, sources, callees.classesOf)]
        : distinctPlaces(call.arguments.flatMap((it) => behindArgument(here.module)(it.sources)));
    // What dispatches an event is handed it, or something of it, and is no class of the project, which only holds it.
    const isHeld = why === undefined || runsTasks(call) || callees.classesOf(call, here.module).length > 0;
    const used = isHeld || here.module.language === 'java' ? [] : callees.registered.usedBy(call, here.module);
    enterRuns([...calledBack.map((place) => ({ place })), ...used], mode, here.trace, why);
  }

  /** The functions that a call is handed, which runs `places`. */
  function enterHanded(
    call: CallFact,
    here: Reached,
    mode: Mode,
    places: readonly Place[],
    why: string | undefined,
  ): void {
    const remembered =
      call.declared === 'memoises'
        ? `\`${call.symbol}\` remembers its result`
        : remembers(call, here.module, (owner) => lasting.isShortLived(here.module, owner));
    const own: Mode = remembered !== undefined && !isSettled(mode) ? { kind: 'kept', because: remembered } : mode;
    for (const [position, argument] of call.arguments.entries()) {
      const found = !argument.isApplied && mayRun(here, argument.when) ? callees.handed(argument, here.module) : [];
      if (found.length === 0) continue;
      const handed = isSettled(own) ? own : (keptByEach(places, position, argument.name) ?? own);
      const isCaught = isForErrors(call.method, position) && !isSettled(handed);
      // What it is called with is known where it is called.
      const isCalled = places.length > 0 && places.every((it) => callsIts(it, position, argument.name));
      for (const place of found
        .flatMap((it) => dispatch([it], it.fn.parameters.length, here))
        .flatMap((it) => (places.length === 0 ? [it, ...givenBack(it)] : it))) {
        if (places.length > 0 && places.every((it) => entersIts(it, position, argument.name, place))) continue;
        if (isConstructor(place.fn) && place.fn.method && !isSettled(handed))
          passing.add(classKey({ module: place.module, name: place.fn.method.class }));
        enter({
          place,
          ...givenByOthers(place, isCalled ? undefined : why),
          mode: isCaught ? { kind: 'rare', because: 'when an error is caught' } : handed,
          trace: here.trace,
          ...(place.fn.parent === here.fn.id && place.module === here.module ? { selves: here.selves } : {}),
        });
      }
    }
  }

  /** What the functions do that a call runs with the one that they are given there, if that is to have it kept. */
  function keptByEach(places: readonly Place[], position: number, name: string | undefined): Mode | undefined {
    const reasons = places.map((it) => remembersGiven(it, parameterFor(it.fn, position, name), lasting.isShortLived));
    const [because] = reasons;
    return because !== undefined && reasons.every((it) => it !== undefined) ? { kind: 'kept', because } : undefined;
  }

  /** Whether a function itself calls the one that it is given there, so that its call tells when that runs. */
  function entersIts({ module, fn }: Place, position: number, name: string | undefined, given: Place): boolean {
    const ways = indexOf(module).callsOfParameter(fn.id, parameterFor(fn, position, name));
    return ways.some((call) => callees.of(call, module).some((it) => it.fn === given.fn));
  }

  /** What nothing gives is what the component was made with. */
  function enterProvided(provided: readonly Provided[], call: CallFact, here: Reached): void {
    const mode = modeOf(call, here, lasting, mayRunAnew, callees.of);
    for (const { place, given, scoped, container } of provided) {
      const taint = given.map((it) => ({
        why: it ? origins.why(it.fn.returns, it.module) : origins.why(call.receiver, here.module),
      }));
      const isKept = scoped && !isSettled(mode) && !lasting.isRemade(container);
      const own: Mode = isKept ? { kind: 'kept', because: `\`${nameOf(place)}\` runs once for what keeps it` } : mode;
      if (isConstructor(place.fn) && place.fn.method && isAnew(own))
        passing.add(classKey({ module: place.module, name: place.fn.method.class }));
      enter({ place, taint, mode: own, trace: here.trace, provided: true });
    }
  }

  /** However rarely it is made, it answers each request. */
  function enterApplication(): void {
    const routes = routesIn(modules).map((place) => ({ place }));
    enterRuns([...routes, ...requestRunsIn(modules, callees)], { kind: 'always' }, [{ at, label: shortName(symbol) }]);
  }

  /** A library calls these with what it makes of the event. */
  function enterRuns(runs: readonly Run[], mode: Mode, trace: readonly TraceStep[], why = 'the event'): void {
    for (const { place, rarely } of runs)
      for (const it of [place, ...givenBack(place)]) {
        const own: Mode = rarely === undefined || isSettled(mode) ? mode : { kind: 'rare', because: rarely };
        begun.add(it.fn);
        if (isConstructor(it.fn) && it.fn.method && isAnew(own))
          passing.add(classKey({ module: it.module, name: it.fn.method.class }));
        enter({ place: it, ...(it.fn.asks ? { taint: [] } : givenByOthers(it, why)), mode: own, trace });
        if (it.fn.asks)
          puttingTogether.set(it.fn, () => {
            enter({ place: it, taint: givenByFramework(it, why, callees, origins.why), mode: own, trace });
          });
      }
  }

  function toldByDecorator(call: CallFact, { module, fn }: Place, decorated: Place): Told {
    const here = reached.get(keyOf(module, fn.id));
    return here ? toldBy(call, module, decorated, textsIn(here), { ...beside, toldIn: toldIn(here), toldAt }) : untold;
  }

  /** A decorator of the project runs the functions that it builds around the decorated one, one of a library what it is handed. */
  function enterWrappers(here: Reached): void {
    enterRuns(callees.registered.beside(here.fn.decorators ?? [], here.module), here.mode, here.trace);
    // It is called with what the function that it stands for is called with.
    const why = here.fn.parameters.length === 0 ? 'the event' : here.taint.find((it) => it.why !== undefined)?.why;
    for (const wrapper of here.fn.wrappers)
      for (const built of builtBy(wrapper, here.module, sources)) {
        // The wrapper's name tells nothing new of who made it.
        const place = { ...built, makers: reached.get(keyOf(built.module, built.fn.id))?.makers };
        begun.add(place.fn);
        enter({ place, taint: eachOf(place.fn, why), mode: here.mode, trace: here.trace });
        for (const call of isGivenByWrappers(here, sources) ? wrappedCallsIn(place) : [])
          enter({ ...here, place: here, told: toldByDecorator(call, place, here) });
      }
  }
}
