/**
 * What is registered with an object of a library, and runs when a handler uses that object or is made of it: routes of
 * an app, of routers that it includes, middleware, resolvers. An object is told by the call that makes it.
 */
import { addTo } from '../core/groups.ts';
import { few, forLong, once } from '../core/memo.ts';
import type { CallFact, FunctionId, ModuleFacts, Value } from '../core/module.ts';
import { lastPart } from '../core/symbol.ts';
import { isAnswering, isClient } from './answering.ts';
import { gathering } from './gathering.ts';
import { askedOf } from './handed.ts';
import { classIn } from './names.ts';
import { givenForOthers } from './others.ts';
import { type ClassPlace, keyOf, ownNameOf, type Place, placesOf, type Sources } from './reference.ts';
import {
  isAskedFor,
  isFactory,
  isForLater,
  isOfCommandLine,
  isInstalling,
  isOfResolvers,
  isOfData,
  isOfEnvironment,
  isWrapping,
  keeping,
  rarelyUnder,
  withReceivers,
} from './registering.ts';
import { areOfAllSorts, madeKey, type Made, type Thing } from './thing.ts';
import type { Things } from './things.ts';

export interface Run {
  readonly place: Place;
  /** Completes "only …". */
  readonly rarely?: string;
}

export interface Registered {
  /** By the objects that a call uses, `app.resolve(event)`, or hands over, `awsgi.response(app, event)`. */
  readonly usedBy: (call: CallFact, module: ModuleFacts) => readonly Run[];
  /** By what a name of a module is made of: `handler = Mangum(app)`. */
  readonly behind: (module: ModuleFacts, name: string) => readonly Run[];
  /** By what decorators were handed beside the function: `@batch_processor(record_handler=…)`. */
  readonly beside: (decorators: readonly Value[], module: ModuleFacts) => readonly Run[];
  /** The functions that were found to register something, by `keyOf`. */
  readonly asked: ReadonlySet<string>;
}

/** What is handed over to be registered, by a call or by standing under a decorator. */
interface Site {
  readonly module: ModuleFacts;
  readonly in: FunctionId;
  readonly method: string;
  readonly call?: CallFact;
  readonly decorated?: Thing;
}

/**
 * How an object comes into it: it is called, or the handler is made of it; it is registered with another one, or a
 * part of it; one of its methods is called.
 */
type Way = 'called' | 'part' | 'used';

interface Coming {
  readonly made: Made;
  readonly way: Way;
  /** Tells both; put together once, since large applications come by the same objects hundreds of thousands of times. */
  readonly key: string;
}

const coming = (made: Made, way: Way): Coming => ({ made, way, key: `${madeKey(made)} ${way}` });

interface Step {
  readonly runs: readonly Run[];
  /** Lists of objects, of which many steps share some. */
  readonly next: readonly (readonly Coming[])[];
}

/** By the function that runs. */
type Runs = ReadonlyMap<string, Run>;

const noRuns: Runs = new Map();

/** More entries than tables are written with. */
const most = 2000;

const isMember = (value: Value): value is Extract<Value, { kind: 'member' }> => value.kind === 'member';

/** `runs` tells whether a function runs at all, by `keyOf`. */
export function registeredIn(
  modules: readonly ModuleFacts[],
  sources: Sources,
  things: Things,
  runs: (key: string) => boolean,
): Registered {
  const asked = new Set<string>();
  const steps = new Map<string, Step>();
  let sites: ReadonlyMap<string, readonly Site[]> | undefined;

  /** `Mangum(app, lifespan='off')`, which otherwise begins and ends it with each event. */
  const isWithoutLifespan = once(() =>
    modules.some((module) =>
      module.calls.some(
        ({ symbol, arguments: given }) =>
          /(^|\.)Mangum$/.test(symbol) &&
          given.some(
            ({ name, words }) => name === 'lifespan' && words?.some((it) => it.kind === 'written' && it.text === 'off'),
          ),
      ),
    ),
  );

  function usedBy(call: CallFact, module: ModuleFacts): readonly Run[] {
    // What no import and no object leads to is built in.
    if (call.implied || call.callee.length === 0 || isOfData(call.symbol)) return [];
    const objects = objectsOf(call, module);
    const called = call.method === undefined ? callableOf(things.of(call.callee, module)) : [];
    const handed = call.arguments.flatMap(({ values }) => insideOf(things.of(values, module)));
    if (objects.length + called.length + handed.length === 0) return [];
    const used = comingAs.used(objects);
    if (called.length + handed.length === 0) return runsOf(used);
    return runsOf([...comingAs.called(called), ...used, ...comingAs.used(handed)]);
  }

  /** The objects that are handed over by themselves or by name, `serverlessExpress({ app })`. */
  const insideOf = (list: readonly Thing[]): readonly Made[] =>
    list.flatMap((it) =>
      it.kind === 'record'
        ? madeOf(Object.values(it.value.members).flat(), it.module)
        : it.kind === 'made' && it.depth === 0
          ? [it]
          : [],
    );

  const madeOf = (values: readonly Value[], module: ModuleFacts): readonly Made[] => wholeOf(things.of(values, module));

  /** Those whose method is called. */
  function objectsOf({ callee }: CallFact, module: ModuleFacts): readonly Made[] {
    const [only, ...others] = callee.filter(isMember);
    if (!only) return [];
    return others.length > 0
      ? [only, ...others].flatMap((it) => madeOf(it.of, module))
      : wholeOf(things.of(only.of, module));
  }

  const madeIn = forLong((list: readonly Thing[]) => list.filter((it): it is Made => it.kind === 'made'));
  const wholeOf = forLong((list: readonly Thing[]) => madeIn(list).filter(({ depth }) => depth === 0));
  /** Whole ones, and members of such, which may be called. */
  const callableOf = forLong((list: readonly Thing[]) => madeIn(list).filter(({ depth }) => depth <= 1));

  const comingAs: Readonly<Record<Way, (objects: readonly Made[]) => readonly Coming[]>> = {
    called: forLong((objects) => objects.map((it) => coming(it, 'called'))),
    part: forLong((objects) => objects.map((it) => coming(it, 'part'))),
    used: forLong((objects) => objects.map((it) => coming(it, 'used'))),
  };

  /** By what tells both, so that each is one object. */
  const comings = new Map<string, Coming>();
  const oneOf = (it: Coming): Coming => comings.get(it.key) ?? comings.set(it.key, it).get(it.key) ?? it;

  /** The functions that run by an object, or by any of a list of them. */
  const runsBy = gathering<Coming | readonly Coming[], Runs>({
    next: (it): readonly (Coming | readonly Coming[])[] =>
      'key' in it
        ? stepOf(it).next.flatMap((list): readonly (Coming | readonly Coming[])[] =>
            list.length > few ? [list] : list.map(oneOf),
          )
        : it.map(oneOf),
    gather: (nodes, behind) => {
      const own = nodes.flatMap((it) => ('key' in it ? stepOf(it).runs : []));
      const [only = noRuns, ...others] = behind;
      return own.length + others.length === 0 ? only : together([own, ...[...behind].map((it) => [...it.values()])]);
    },
  });

  /** The functions that run when the objects are used. */
  const runsOf = forLong((start: readonly Coming[]): readonly Run[] => {
    const [first = noRuns, ...others] = new Set(start.map((it) => runsBy(oneOf(it))));
    return [...(others.length === 0 ? first : together([first, ...others].map((it) => [...it.values()]))).values()];
  });

  /** What runs because an object comes into it in a way, and which others come into it then; the same for whoever asks. */
  function stepOf({ key, made, way }: Coming): Step {
    const before = steps.get(key);
    if (before) return before;
    const runs: Run[] = [];
    const next: (readonly Coming[])[] = [];
    const records = new Set<unknown>();
    const { call, module } = made;
    const isNone = isClient(made) || isOfData(call.symbol) || isOfCommandLine(call.symbol);
    if (!isNone && !keeping.test(ownNameOf(call, module, sources))) leave();
    const step = { runs, next };
    steps.set(key, step);
    return step;

    function leave(): void {
      const objects = objectsOf(call, module);
      if (way === 'called' && isWrapping(call.method ?? '')) {
        // What it wraps is called in its place, and the object beside only looks on.
        for (const it of call.arguments.flatMap(({ values }) => insideOf(things.of(values, module))))
          next.push([coming(it, way)]);
        return;
      }
      take(call, module, objects.length > 0 ? 'part' : way);
      next.push(comingAs[way](objects));
      sites ??= gather();
      for (const site of sites.get(madeKey(made)) ?? []) {
        asked.add(keyOf(site.module, site.in));
        if (site.call) take(site.call, site.module, 'part');
        if (site.decorated) takeOne(site.decorated, [site.method], () => true);
      }
    }

    /** What a call is handed. */
    function take(call: CallFact, module: ModuleFacts, way: Way): void {
      const name = call.method ?? lastPart(call.symbol);
      const objects = objectsOf(call, module);
      if (!isForLaterOn(objects, name, call.arguments.length) && way !== 'called') return;
      const words = call.arguments.flatMap(({ word }) => word ?? []);
      if (words.some(isOfEnvironment)) return;
      // `Orders.as_view('orders')` stands for the class.
      const classes = name === 'as_view' ? call.callee.filter(isMember).flatMap((it) => it.of) : [];
      takeAll(things.of(classes, module), [name], () => true);
      for (const argument of call.arguments) {
        if (argument.isApplied || (argument.name === 'lifespan' && isWithoutLifespan())) continue;
        takeAll(things.of(argument.values, module), [name, argument.name ?? '', ...words], (place) => {
          if (isInstalling(name) && objects.length > 0) return false;
          if (way === 'called' || objects.length > 0) return true;
          return (way === 'part' || /^[A-Z]/.test(name)) && !isPutOff(place);
        });
      }
    }

    function takeAll(list: readonly Thing[], names: readonly string[], isRun: (place: Place) => boolean): void {
      const objects = wholeOf(list);
      if (objects.length > 0) next.push(comingAs.part(objects));
      for (const it of beyondObjects(list)) takeOne(it, names, isRun);
    }

    function takeOne(thing: Thing, names: readonly string[], isRun: (place: Place) => boolean): void {
      switch (thing.kind) {
        case 'function':
          if (isRun(thing.place)) add(thing.place, names);
          return;
        case 'record': {
          const { members, others } = thing.value;
          if (records.has(thing.value) || records.size > most) return;
          records.add(thing.value);
          for (const [key, values] of [...Object.entries(members), ['', others] as const]) {
            if (isFactory(key) && !names.some(isOfResolvers)) continue;
            takeAll(things.of(values, thing.module), [...names, key], () => true);
          }
          return;
        }
        case 'class':
        case 'object':
          if (isAskedFor(names[0]) || (thing.kind === 'class' && isMadeForRequests(thing.of, things)))
            for (const place of things.runBy(thing)) add(place, names);
          for (const place of askedOf(thing.of, sources)) add(place, names);
          return;
        case 'made':
        case 'module':
          return;
      }
    }

    function add(place: Place, names: readonly string[]): void {
      const isOfErrors = place.module.language !== 'python' && place.fn.parameters.length === 4 && names[0] === 'use';
      const rarely = isOfErrors ? 'when an error is caught' : names.flatMap((it) => rarelyUnder(it) ?? [])[0];
      runs.push(rarely === undefined ? { place } : { place, rarely });
      // A library that calls a function also makes what its defaults ask for: `s3=Depends(make_s3)`.
      for (const it of things.of(place.fn.defaults ?? [], place.module))
        for (const asks of askedIn(it)) next.push([coming(asks, 'part')]);
    }
  }

  /** `Depends(make_s3)`, also beside a type, `Annotated[S3Client, Depends(make_s3)]`. */
  const askedIn = (thing: Thing): readonly Made[] =>
    thing.kind === 'record'
      ? madeOf([...Object.values(thing.value.members).flat(), ...thing.value.others], thing.module)
      : thing.kind === 'made' && thing.depth === 0
        ? [thing]
        : [];

  function gather(): ReadonlyMap<string, readonly Site[]> {
    const all = new Map<string, Site[]>();
    const put = (objects: readonly Made[], site: Site) => {
      for (const object of withOrigins(objects)) addTo(all, madeKey(object), site);
    };
    for (const module of modules) {
      if (module.language === 'java') continue;
      for (const call of module.calls) {
        const method = call.method ?? '';
        const isHanded = call.arguments.some(({ values }) => values.length > 0);
        if (!isHanded || call.implied || !runs(keyOf(module, call.in))) continue;
        const objects = objectsOf(call, module);
        if (isForLaterOn(objects, method, call.arguments.length))
          put(objects.length > 0 ? objects : listeningWith(call, module), { module, in: call.in, method, call });
      }
      const decorate = (decorators: readonly Value[], within: FunctionId, decorated: Thing) => {
        if (!runs(keyOf(module, within))) return;
        for (const { objects, method } of decoratedWith(decorators, module))
          if (isForLater(method)) put(objects, { module, in: within, method, decorated });
      };
      for (const fn of module.functions)
        if (fn.decorators) decorate(fn.decorators, fn.parent ?? 0, { kind: 'function', place: { module, fn } });
      for (const { name, decorators } of module.classes)
        if (decorators) decorate(decorators, 0, { kind: 'class', of: { module, name } });
    }
    return all;
  }

  /** `app.command('/order')(ack=…, lazy=[…])`, by a call of what a method of an application gives. */
  const listeningWith = ({ callee: [only, ...others] }: CallFact, module: ModuleFacts): readonly Made[] => {
    const call = only?.kind === 'result' && others.length === 0 ? module.calls[only.call ?? -1] : undefined;
    return call ? objectsOf(call, module).filter(isAnswering) : [];
  };

  /** The objects, those whose methods gave them, and those that they were made for: `Api(app)`. */
  const withOrigins = forLong((objects: readonly Made[]): readonly Made[] => {
    const all = new Map<string, Made>();
    const queue = [...objects];
    for (const it of queue) {
      if (all.size > 20) break;
      if (all.has(madeKey(it))) continue;
      all.set(madeKey(it), it);
      const objects = objectsOf(it.call, it.module);
      queue.push(...objects);
      if (objects.length === 0 && /^[A-Z]/.test(lastPart(it.call.symbol)))
        queue.push(...it.call.arguments.flatMap(({ values }) => madeOf(withReceivers(values), it.module)));
    }
    return [...all.values()];
  });

  /** `@app.get('/orders')`, `@helper.create`. */
  const decoratedWith = (decorators: readonly Value[], module: ModuleFacts) =>
    decorators.flatMap((it): readonly { readonly objects: readonly Made[]; readonly method: string }[] => {
      if (it.kind === 'member') return [{ objects: madeOf(it.of, module), method: it.name }];
      const call = it.kind === 'result' && it.call !== undefined ? module.calls[it.call] : undefined;
      return call?.method === undefined ? [] : [{ objects: objectsOf(call, module), method: call.method }];
    });

  function beside(decorators: readonly Value[], module: ModuleFacts): readonly Run[] {
    return decorators.flatMap((it) => {
      const call = it.kind === 'result' && it.call !== undefined ? module.calls[it.call] : undefined;
      if (!call || keeping.test(ownNameOf(call, module, sources)) || placesOf(call.targets, module, sources).length > 0)
        return [];
      return call.arguments.flatMap((argument) =>
        placesOf(argument.functions, module, sources).map((place): Run => {
          const rarely = rarelyUnder(argument.name ?? '');
          return rarely === undefined ? { place } : { place, rarely };
        }),
      );
    });
  }

  return {
    usedBy,
    beside,
    behind: (module, name) => {
      const found = runsOf(comingAs.called(callableOf(things.at(module, name))));
      const others = found.length > 0 ? givenForOthers(module, name, modules, sources) : undefined;
      return others?.size ? found.filter(({ place }) => !others.has(keyOf(place.module, place.fn.id))) : found;
    },
    asked,
  };
}

/** A function that runs rarely by one object and otherwise by another runs as the other says. */
function together(lists: readonly (readonly Run[])[]): Runs {
  const found = new Map<string, Run>();
  for (const run of lists.flat()) {
    const of = keyOf(run.place.module, run.place.fn.id);
    const before = found.get(of);
    if (!before || (before.rarely !== undefined && run.rarely === undefined)) found.set(of, run);
  }
  return found;
}

/** What is none of a library's objects. What comes out of what keeps all sorts of things is no object at all for sure. */
const beyondObjects = forLong((list: readonly Thing[]): readonly Thing[] => {
  const areSome = !areOfAllSorts(list);
  return list.filter(({ kind }) => kind !== 'made' && (areSome || kind !== 'object'));
});

/** Flask and Django make an object of such a class for each request, unless it says otherwise. */
const isMadeForRequests = (of: ClassPlace, { withAbove }: Things): boolean => {
  const classes = withAbove([of]).flatMap((it) => classIn(it.module, it.name) ?? []);
  return (
    classes.some(({ bases }) =>
      bases.some(({ specifier = '' }) => /^(flask\w*|django|rest_framework)\b/.test(specifier)),
    ) && classes.every(({ flags }) => flags?.['init_every_request'] !== false)
  );
};

const isForLaterOn = (objects: readonly Made[], method: string, count: number): boolean =>
  isForLater(method, count) || (isForLater(method, count, true) && objects.some(isAnswering));

/** A function that takes nothing and has no name is a way to put something off: `retry(() => connect())`. */
const isPutOff = ({ fn }: Place): boolean => fn.name === '' && fn.parameters.length === 0;
