/** Handlers of Java that no template names: by the classes that theirs extend, or by what their methods take. */
import { addTo } from '../../core/groups.ts';
import type { ClassFact, FunctionFact, ModuleFacts } from '../../core/module.ts';
import { classAt, locate, type Sources } from '../../reach/reference.ts';

export interface JavaHandlers {
  /** Of classes that implement one of the runtime's interfaces, by themselves or through a class above. */
  readonly named: readonly JavaHandler[];
  /** That only take what a handler takes. */
  readonly likely: readonly JavaHandler[];
}

export interface JavaHandler {
  readonly symbol: string;
  readonly at: FunctionFact['at'];
}

/** Cheap: whether parsing the text is worthwhile by itself; see `extendedIn` for classes that are handlers by what they extend. */
export const mayHandle = (text: string): boolean =>
  declaredIn(text).some((names) => /\bRequest(Stream)?Handler\b|^\s*MicronautRequest(Stream)?Handler\b/.test(names)) ||
  (text.includes('com.amazonaws.services.lambda.runtime.') &&
    /\bContext\s+\w+\s*\)|(?:\bhandle\w*|[hH]andler)\(\s*(?:final\s+)?\w+Event\s+\w+\s*\)/.test(text));

/** The simple names of the classes and interfaces that what a text declares extends and implements. */
export const extendedIn = (text: string): readonly string[] =>
  declaredIn(text, /\b(?:class|interface|record|enum)\s+\w+/).flatMap((names) =>
    [...names.matchAll(/\b[A-Z]\w*/g)].map(([name]) => name),
  );

/** What follows `extends` or `implements` up to the next brace, each part of the text looked at once. */
function declaredIn(text: string, after = /(?:)/): readonly string[] {
  return text.split('{').flatMap((head) => {
    const declared = after.exec(head);
    const rest = declared ? head.slice(declared.index + declared[0].length) : '';
    const word = /\b(?:extends|implements)\b/.exec(rest);
    return word ? [rest.slice(word.index + word[0].length)] : [];
  });
}

/**
 * The handlers of files of Java by their paths. What a class is depends on the classes above it, so that files are parsed
 * as soon as one of their classes extends one that is a handler, and nothing of it is kept.
 */
export function javaHandlers(
  files: ReadonlyMap<string, { readonly parsed: boolean; readonly extended: readonly string[] }>,
  sources: Sources,
): readonly (readonly [path: string, handlers: JavaHandlers])[] {
  const found: (readonly [string, JavaHandlers])[] = [];
  const queue = [...files].flatMap(([path, { parsed }]) => (parsed ? [path] : []));
  const byBase = new Map<string, string[]>();
  for (const [path, { parsed, extended }] of files) {
    if (parsed) continue;
    for (const base of extended) addTo(byBase, base, path);
  }
  const seen = new Set(queue);
  for (const path of queue) {
    const module = sources.module(path);
    if (!module) continue;
    found.push([path, handlersIn(module, sources)]);
    for (const name of extensibleIn(module, sources)) {
      for (const heir of byBase.get(name) ?? []) {
        if (seen.has(heir)) continue;
        seen.add(heir);
        queue.push(heir);
      }
    }
  }
  return found;
}

function handlersIn(module: ModuleFacts, sources: Sources): JavaHandlers {
  const named = new Map<string, JavaHandler>();
  const likely: JavaHandler[] = [];
  for (const it of module.classes) {
    if (it.kind !== 'class' || it.anonymous) continue;
    const methods = module.functions.filter((fn) => fn.method?.class === it.name);
    if (isHandlerClass(module, it, sources)) {
      if (isPutTogether(it, methods)) continue;
      const symbol = `${it.name}.handleRequest`;
      const own = methods.find((fn) => fn.method?.name === 'handleRequest') ?? methods.find((fn) => fn.implied);
      const runs = locate(sources, module, symbol).length > 0 || methods.some((fn) => fn.method?.name === 'execute');
      if (own && runs) named.set(symbol, { symbol, at: own.at });
      continue;
    }
    const taking = methods.filter((fn) => fn.handlerShape && !fn.wrappers.includes('java.lang.Override'));
    const chosen = taking.length > 1 ? taking.filter((fn) => /handle|lambda/i.test(fn.method?.name ?? '')) : taking;
    likely.push(...chosen.map((fn) => ({ symbol: fn.name, at: fn.at })));
  }
  return { named: [...named.values()], likely };
}

/**
 * The runtime cannot make an object of it: Dagger or Guice does, for the handler. Classes that other frameworks run so have
 * annotations themselves.
 */
const isPutTogether = ({ decorators = [], injection }: ClassFact, methods: readonly FunctionFact[]): boolean =>
  decorators.length === 0 &&
  injection?.providers.some((it) => it.kind === 'constructs' && it.takes.length > 0) === true &&
  !methods.some((fn) => fn.method?.name === 'constructor' && fn.implied !== true && fn.parameters.length === 0);

/** The names of classes that others may extend to become handlers. */
const extensibleIn = (module: ModuleFacts, sources: Sources): readonly string[] =>
  module.classes.filter((it) => isHandlerClass(module, it, sources)).map(({ name }) => name);

/** The runtime's interfaces, and classes of frameworks that have `handleRequest` and leave `execute` to the project. */
const handlers =
  /(^|\.)Request(Stream)?Handler$|^io\.micronaut\.function\.aws\.Micronaut(Request|RequestStream)Handler$/;

function isHandlerClass(module: ModuleFacts, node: ClassFact, sources: Sources, depth = 0): boolean {
  return node.bases.some((base) => {
    const above = classAt(sources, module, base);
    if (!above) return handlers.test(base.specifier ?? '');
    const next = above.module.classes.find(({ name }) => name === above.name);
    return next !== undefined && depth < 20 && isHandlerClass(above.module, next, sources, depth + 1);
  });
}
