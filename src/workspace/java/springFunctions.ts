/**
 * Functions of Spring Cloud Function, by texts alone.
 * https://docs.spring.io/spring-cloud-function/reference/adapters/aws-intro.html: a bean's name is its class's, begun small,
 * or that of the method that gives it.
 */
import { extendedIn } from './shapes.ts';
import type { SpringSettings, TextOf } from './springSettings.ts';

export interface FrameworkFunction {
  readonly path: string;
  readonly symbol: string;
}

const interfaces: Readonly<Record<string, string>> = { Function: 'apply', Consumer: 'accept', Supplier: 'get' };

/** All that the files have of what the settings let run; nothing where several are composed to one. */
export function springFunctionsAmong(
  paths: readonly string[],
  text: TextOf,
  settings: SpringSettings,
): readonly FrameworkFunction[] {
  if (settings.definition !== undefined && !/^\w+$/.test(settings.definition)) return [];
  const beans = paths.flatMap((path) => beansIn(text(path)));
  return paths.flatMap((path) => functionsIn(path, text(path), settings, beans));
}

function functionsIn(
  path: string,
  text: string,
  { definition, scanned }: SpringSettings,
  beans: readonly Bean[],
): readonly FrameworkFunction[] {
  const name = nameOf(path);
  const isMeant = (bean: string): boolean => definition === undefined || bean === definition;
  const own = beansIn(text).filter((it) => it.type === undefined && isMeant(it.name));
  if (own.length > 0) return own.map((it) => ({ path, symbol: `${name}.${it.name}` }));
  const implemented = functionIn(text);
  if (implemented === undefined) return [];
  const isNamed = definition !== undefined && name === definition.charAt(0).toUpperCase() + definition.slice(1);
  const isFound = definition === undefined && (annotated.test(text) || isWithin(text, scanned));
  const isBean = isNamed || isFound || beans.some((it) => it.type === name && isMeant(it.name));
  return isBean ? [{ path, symbol: `${name}.${interfaces[implemented] ?? ''}` }] : [];
}

const annotated = /@(Component|Service|Bean|Named)\b/;

/** Whether the text is one of a package, or of one below it. */
function isWithin(text: string, packages: readonly string[]): boolean {
  const own = /^\s*package\s+([\w.]+)/m.exec(text)?.[1] ?? '';
  return packages.some((it) => own === it || own.startsWith(`${it}.`));
}

/** The interface of functions that a class of the text implements. */
const functionIn = (text: string): string | undefined => extendedIn(text).find((it) => Object.hasOwn(interfaces, it));

/** Whether the text is one of a function of Spring, or of a class of which another file may make one. */
export const mayBeSpringFunction = (text: string): boolean =>
  text.includes('java.util.function') &&
  (functionIn(text) !== undefined || beansIn(text).some((it) => it.type === undefined));

interface Bean {
  readonly name: string;
  /** The class of what it is; undefined of a function that is written in place. */
  readonly type: string | undefined;
}

/** Longer than the head of a method. */
const longest = 2000;

/**
 * The methods that give beans, as far as these may be functions, `@Bean public Function<Order, Bill> bill() { … }`,
 * `@Bean Bills bill() { … }`, each part of the text looked at once.
 */
function beansIn(text: string): readonly Bean[] {
  if (!text.includes('@Bean')) return [];
  return text.split(/[;{}]/).flatMap((head): readonly Bean[] => {
    const declared = head.slice(Math.max(0, head.lastIndexOf('@Bean'))).slice(0, longest);
    if (!declared.startsWith('@Bean')) return [];
    if (/\b(?:Function|Consumer|Supplier)\s*</.test(declared)) {
      const name = /(\w+)\s*\([^()]*\)\s*$/.exec(declared.slice(declared.lastIndexOf('>')))?.[1];
      return name === undefined ? [] : [{ name, type: undefined }];
    }
    const [, type, name] = /([A-Z]\w*)\s+(\w+)\s*\([^()]*\)\s*$/.exec(declared) ?? [];
    return type === undefined || name === undefined ? [] : [{ name, type }];
  });
}

/** The class that a file of Java is named after. */
export const nameOf = (path: string): string => /([^/]+)\.java$/.exec(path)?.[1] ?? '';
