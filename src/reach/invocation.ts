/** From the handler of a function to what its invocation reaches, and what is to be said of it. */
import type { Known } from '../core/known.ts';
import { known, unknown } from '../core/known.ts';
import { once } from '../core/memo.ts';
import type { ModuleFacts } from '../core/module.ts';
import type { FunctionCode } from '../core/rule.ts';
import type { Span } from '../core/span.ts';
import { calleesOf, runWhenLoaded } from './callees.ts';
import { madeAtLoad } from './constructors.ts';
import { dispatcherFor, overridingMethods } from './dispatch.ts';
import { filledAmong, nothingFilled } from './filled.ts';
import { follow, type Followed, type Project, type Start } from './following.ts';
import { givenBack } from './handed.ts';
import { loadedFrom } from './loaded.ts';
import { givenForExports } from './others.ts';
import { putAmong, type Before } from './putBefore.ts';
import { indexOf, keyOf, locate, parameterFor, placesOf, type Place, type Sources } from './reference.ts';
import { applicationBehind, loadedWithControllers, routesIn } from './routes.ts';
import { verdictsOn } from './verdicts.ts';

/** `symbol` is what the handler string names in the entry's module: `lambda_handler`, `handler`, `app.run`. */
export function reachFrom(
  entry: { readonly path: string; readonly symbol: string },
  sources: Sources,
): Known<FunctionCode> {
  const module = sources.module(entry.path);
  if (!module) return unknown(`\`${entry.path}\` cannot be read`);
  const application = applicationBehind(module, entry.symbol, sources);
  const own = application ? routesIn(application.modules) : locate(sources, module, entry.symbol);
  const inherited = own.length > 0 ? undefined : overridingMethods(module, entry.symbol, sources);
  const byName = inherited && inherited.places.length > 0 ? inherited.places : own;
  const handlers = byName.length > 0 ? byName : byValue(module, entry.symbol, sources);
  const [first] = handlers;
  if (!first && inherited?.base !== undefined)
    return unknown(`its \`handleRequest\` is that of \`${inherited.base}\`, which is not in the project`);
  const loaded = application ?? loadedWithControllers(module, first?.module ?? module, sources);
  const { modules, imports, gaps } = loaded;
  const callees = calleesOf(modules, sources);
  if (!first && callees.registered.behind(module, entry.symbol).length === 0)
    return unknown(`\`${entry.path}\` has no function \`${entry.symbol}\``);
  const at = first?.fn.at ?? exportedAt(module, entry.symbol);
  const dispatch = dispatcherFor(module, entry.symbol, modules, sources);
  const reach = reachOf(
    { module, symbol: entry.symbol, at, handlers },
    projectOf({ sources, modules, dispatch, callees }),
  );
  return known({
    entry: { path: first?.module.path ?? module.path, symbol: entry.symbol, at },
    modules,
    imports,
    ...verdictsOn(reach, reach.project),
    initialised: modules.flatMap((it) =>
      it.creations
        .filter((creation) => creation.in === 0 && callees.constructs(creation, it))
        .map((creation) => ({ module: it, creation })),
    ),
    gaps,
  });
}

/**
 * Where a function of the project makes the handler of others, `handler = withServices(handle, buildServices)`, what it
 * gives back is the handler, if that is seen to lead to one of them and to nothing that the function is given elsewhere.
 */
function reachOf(start: Start, project: Project): Settled {
  const { module, symbol, handlers } = start;
  const own = new Set(handlers.map((it) => keyOf(it.module, it.fn.id)));
  const all = module.language === 'java' ? [] : project.callees.at(module, symbol);
  // Where a list of layers is put around it one by one, it may also be that there is none.
  const made = all.filter((it) => !own.has(keyOf(it.module, it.fn.id)));
  if (made.length > 0 && own.size > 0) {
    const reach = settled({ ...start, handlers: made }, project);
    const others = [...reach.chosen].filter(([key]) => !own.has(key));
    const foreign = others.length > 0 ? givenForExports(project.modules, project.sources) : undefined;
    const isForeign = others.some(([key, it]) => foreign?.has(key) || isNested(it));
    if (!isForeign && [...own].some((key) => reach.reached.has(key))) return reach;
    const handling = handlers.filter((it) => !isBuilder(it, start, project));
    if (handling.length > 0) return settled({ ...start, handlers: handling }, project);
    if (!isForeign) return reach;
  }
  return settled(start, project);
}

/** What they are named that a handler's wrapper makes services with, most often once: `withServices(handle, buildServices)`. */
const building = /^(build|make|create|init|set_?up)|(factory|builder)$/i;

/** Whether the function of the project that makes the handler takes it by such a name, or calls it while it makes that. */
function isBuilder({ fn }: Place, { module, symbol }: Start, { sources, callees }: Project): boolean {
  const makers = module.exports
    .filter(({ name }) => name === symbol)
    .flatMap(({ values }) => values.flatMap((it) => (it.kind === 'result' ? [it.call] : [])))
    .flatMap((call) => (call === undefined ? [] : (module.calls[call] ?? [])));
  return makers.some((call) =>
    call.arguments.some(
      (argument, position) =>
        placesOf(argument.functions, module, sources).some((it) => it.fn === fn) &&
        callees.of(call, module).some((maker) => takesBuilder(maker, parameterFor(maker.fn, position, argument.name))),
    ),
  );
}

const takesBuilder = ({ module, fn }: Place, index: number): boolean =>
  building.test(fn.parameters[index] ?? '') ||
  indexOf(module)
    .callsOfParameter(fn.id, index)
    .some((call) => call.in === fn.id && call.callee.some(({ kind }) => kind === 'parameter'));

/** Whether it stands in another function that does not give it back, as a layer around a handler is. */
function isNested({ module, fn }: Place): boolean {
  const around = fn.parent === undefined || fn.parent === 0 ? undefined : module.functions[fn.parent];
  return around !== undefined && !givenBack({ module, fn: around }).some((it) => it.fn === fn);
}

/** `handler = makeHandler(…)`, `handler = Orders.asHandler()`. */
function byValue(module: ModuleFacts, symbol: string, sources: Sources): readonly Place[] {
  if (module.language === 'java') return [];
  return calleesOf(loadedFrom([module], sources).modules, sources).at(module, symbol);
}

/** Where a handler stands that is no function of the project, `handler = Mangum(app)`. */
function exportedAt(module: ModuleFacts, symbol: string): Span {
  const [name] = symbol.split('.');
  return module.exports.find((it) => it.name === name)?.at ?? { path: module.path, start: 0, end: 0 };
}

function projectOf(followed: Omit<Project, 'atLoad' | 'madeAtLoad'>): Project {
  const { modules, callees } = followed;
  const atLoad = once(() => runWhenLoaded(modules, callees));
  return { ...followed, atLoad, madeAtLoad: madeAtLoad(modules, callees, atLoad) };
}

interface Settled extends Omit<Followed, 'asked' | 'fields' | 'members'> {
  readonly project: Project;
}

/**
 * What an object keeps is kept as long as the object, and what runs decides what others are given: what is followed
 * depends on what was found, so that it is followed again where that says something else.
 */
function settled(start: Start, project: Project): Settled {
  let at = project;
  let known: Before = { passed: new Set(), filled: nothingFilled, put: new Set() };
  let filledBefore = 0;
  for (let round = 1; ; round++) {
    const { reached, begun, passing, objects, asked, chosen, fields, members, mayRun, mayRunAnew } = follow(
      start,
      at,
      known,
    );
    const atLoad = at.modules.some(({ language }) => language !== 'java') ? at.atLoad() : undefined;
    const runs = (key: string) => reached.has(key) || !atLoad || atLoad.has(key);
    const isMisled = at.callees.isMisled(runs);
    const { filled, keys } = filledAmong(fields.all(), reached, at.madeAtLoad, at.callees.classes, at.callees.of);
    const put = putAmong(members.all, reached);
    const isOther =
      keys.size > filledBefore ||
      put.size > known.put.size ||
      [...asked].some((key) => known.passed.has(key) !== passing.has(key));
    if (round === mostRounds || !(isMisled || isOther))
      return { reached, begun, passing, objects, project: at, chosen, mayRun, mayRunAnew };
    known = { passed: passing, filled, put };
    filledBefore = keys.size;
    if (isMisled) at = projectOf({ ...at, callees: calleesOf(at.modules, at.sources, runs) });
  }
}

const mostRounds = 3;
