/**
 * What a framework of Java runs and no template names: functions of Spring, and the controllers of Quarkus and Micronaut,
 * in modules that are built with the framework's adapter for Lambda.
 */
import { locate, type Sources } from '../../reach/reference.ts';
import { isRoute } from '../../reach/routes.ts';
import type { Files } from '../files.ts';
import { isBuiltWith, moduleAround } from './builds.ts';
import { isRouted, sourcesBelow } from './frameworks.ts';
import type { JavaHandler } from './shapes.ts';
import { mayBeSpringFunction, nameOf, springFunctionsAmong, type FrameworkFunction } from './springFunctions.ts';
import { springSettings } from './springSettings.ts';

export type Applied = 'function' | 'controller';

const adapters: Readonly<Record<Applied, RegExp>> = {
  function: /\bspring-cloud-function-adapter-aws\b/,
  controller: /\b(?:quarkus-amazon-lambda-(?:rest|http)|micronaut-function-aws-api-proxy)\b/,
};

/** Cheap: what a framework may run of a file. */
export function appliedIn(text: string): Applied | undefined {
  if (mayBeSpringFunction(text)) return 'function';
  return isRouted(text) ? 'controller' : undefined;
}

/** `entries` are the files that templates lead to; `text` is asked for everything that the answer depends on. */
export function handlersOfApplications(
  applied: readonly (readonly [path: string, what: Applied])[],
  entries: ReadonlySet<string>,
  { files, text, sources }: { files: Files; text: (path: string) => string; sources: Sources },
): readonly (readonly [path: string, handlers: readonly JavaHandler[]])[] {
  const asked = new Map<string, boolean>();
  const wanted = applied.flatMap(([path, what]) => {
    const module = moduleAround(path, files);
    if (module === undefined) return [];
    const key = `${what} ${module}`;
    const isApplied = asked.get(key) ?? isBuiltWith(adapters[what], module, files, text);
    asked.set(key, isApplied);
    return isApplied ? [{ path, what, module }] : [];
  });
  const known = new Map<string, readonly FrameworkFunction[]>();
  /** The functions of Spring in a module. */
  const functionsIn = (module: string): readonly FrameworkFunction[] => {
    const its =
      known.get(module) ??
      springFunctionsAmong(sourcesBelow([module], files), text, springSettings(module, files, text));
    known.set(module, its);
    return its;
  };
  /** An application is known by the first of its controllers, unless a template leads to one of them. */
  const applications = new Set<string | undefined>(
    wanted.length > 0 ? [...entries].map((path) => moduleAround(path, files)) : [],
  );
  return wanted.flatMap(({ path, what, module }) => {
    if (what === 'controller') {
      if (applications.has(module)) return [];
      applications.add(module);
    }
    const its = sources.module(path);
    if (!its) return [];
    const found =
      what === 'controller'
        ? [{ symbol: nameOf(path), fn: its.functions.find(isRoute) }]
        : functionsIn(module)
            .filter((it) => it.path === path)
            .map(({ symbol }) => ({ symbol, fn: locate(sources, its, symbol)[0]?.fn }));
    return [[path, found.flatMap(({ symbol, fn }) => (fn ? [{ symbol, at: fn.at }] : []))] as const];
  });
}
