/**
 * Web applications behind a handler, of Java and of NestJS: a framework finds their controllers by annotations, so that
 * no code calls them, and makes one object of each.
 */
import type { CallFact, FunctionFact, ModuleFacts } from '../core/module.ts';
import { loadedFrom, type Loaded } from './loaded.ts';
import { keyOf, type Place, type Sources } from './reference.ts';

const routing =
  /^@nestjs\/(?:common#(?:Get|Post|Put|Delete|Patch|All|Head|Options|Search)|graphql#(?:Query|Mutation|ResolveField)|microservices#(?:Message|Event)Pattern)$|^org\.springframework\.web\.bind\.annotation\.(?:Request|Get|Post|Put|Delete|Patch)Mapping$|^(?:javax|jakarta)\.ws\.rs\.(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)$|^io\.micronaut\.http\.annotation\.(?:Get|Post|Put|Delete|Patch|Head|Options)$/;

/** Whether a framework runs the method for requests. */
export const isRoute = ({ wrappers }: FunctionFact): boolean => wrappers.some((it) => routing.test(it));

/** `handler.proxyStream(input, output, context)`, which hands the event to the application, whatever class keeps the handler. */
export const isProxying = ({ symbol, method }: CallFact): boolean =>
  method === 'proxyStream' || (isOfContainer(symbol) && /\.proxy(?:Stream)?$/.test(symbol));

const isOfContainer = (symbol: string): boolean =>
  /^(?:com\.amazonaws\.serverless|io\.micronaut\.function\.aws)\.proxy\./.test(symbol);

/** It makes an application of NestJS, which answers whatever the handler hands to its server. */
export const isFounding = ({ symbol }: CallFact): boolean =>
  /^@nestjs\/core#NestFactory\.create(?:Microservice)?$/.test(symbol);

/** Whether a function that runs, by `keyOf`, makes an application. */
export const foundsApplication = (modules: readonly ModuleFacts[], runs: (key: string) => boolean): boolean =>
  modules.some((module) => module.calls.some((call) => isFounding(call) && runs(keyOf(module, call.in))));

export const routesIn = (modules: readonly ModuleFacts[]): readonly Place[] =>
  modules.flatMap((module) => module.functions.filter(isRoute).map((fn) => ({ module, fn })));

const hasCall = ({ modules }: Loaded, is: (call: CallFact) => boolean): boolean =>
  modules.some(({ calls }) => calls.some(is));

/** What the entry loads, with the controllers of the application that it runs. */
export function loadedWithControllers(entry: ModuleFacts, first: ModuleFacts, sources: Sources): Loaded {
  const loaded = loadedFrom([entry, first], sources);
  const isWeb =
    entry.language === 'java' &&
    (entry.functions.some(isRoute) ||
      (hasCall(loaded, isProxying) && hasCall(loaded, (it) => isOfContainer(it.symbol))));
  const controllers = isWeb ? (sources.controllers?.(entry.path) ?? []) : [];
  const modules = controllers.flatMap((path) => sources.module(path) ?? []);
  return modules.length === 0 ? loaded : loadedFrom([entry, first, ...modules], sources);
}

/** The application that an entry stands for by the name of one of its controllers. */
export function applicationBehind(entry: ModuleFacts, symbol: string, sources: Sources): Loaded | undefined {
  const isController = entry.functions.some((fn) => fn.method?.class === symbol && isRoute(fn));
  return isController ? loadedWithControllers(entry, entry, sources) : undefined;
}
