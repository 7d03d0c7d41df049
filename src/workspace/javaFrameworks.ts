/** What handlers run that frameworks of Java bring: the project's function, where its name or its being the only one tells. */
import type { DeclaredFunction, Entry } from '../core/application.ts';
import type { Host } from '../core/host.ts';
import { valueOf } from '../core/known.ts';
import { directoryOf } from '../core/paths.ts';
import type { Files } from './files.ts';
import { builtTogether } from './javaBuilds.ts';
import { extendedIn } from './javaShapes.ts';

/** Undefined where only the running application could tell. */
export function frameworkEntry(
  fn: DeclaredFunction,
  handler: string,
  module: string,
  files: Files,
  read: Host['read'],
): Entry | undefined {
  const variable = (name: string) => valueOf(valueOf(fn.environment)?.get(name)?.value);
  const text = (path: string) => textOf(read(path));
  const sources = (): readonly string[] => sourcesBelow(builtTogether(module, files, text), files);
  if (handler.startsWith(springAdapter)) {
    const named = variable('SPRING_CLOUD_FUNCTION_DEFINITION') ?? variable('FUNCTION_NAME');
    return springFunction(named ?? definitionIn(module, files, text), sources(), text);
  }
  if (/^io\.quarkus\.amazon\.lambda\./.test(handler))
    return quarkusHandler(variable('QUARKUS_LAMBDA_HANDLER'), sources(), text) ?? controllerAmong(sources(), text);
  return servingWeb.test(handler) ? controllerAmong(sources(), text) : undefined;
}

const springAdapter = 'org.springframework.cloud.function.adapter.aws.';

/** The class of Spring's adapter that one of the project only gives another name: `class Handler extends FunctionInvoker { }`. */
export function adapterIn(text: string): string | undefined {
  if (!text.includes(springAdapter)) return undefined;
  const name = extendedIn(text).find((it) => /^(?:FunctionInvoker|SpringBoot\w*Handler)$/.test(it));
  return name === undefined ? undefined : springAdapter + name;
}

/** Handlers that frameworks bring for web applications. */
const servingWeb =
  /^io\.micronaut\.function\.aws\.proxy\.|^com\.amazonaws\.serverless\.proxy\.spring\.SpringDelegatingLambdaContainerHandler$/;

const interfaces: Readonly<Record<string, string>> = { Function: 'apply', Consumer: 'accept', Supplier: 'get' };

/**
 * https://docs.spring.io/spring-cloud-function/reference/adapters/aws-intro.html: a bean's name is its class's, begun small,
 * or that of the method that gives it.
 */
function springFunction(definition: string | undefined, paths: readonly string[], text: TextOf): Entry | undefined {
  if (definition !== undefined && !/^\w+$/.test(definition)) return undefined;
  const beans = paths.flatMap((path) => beansIn(text(path)));
  return onlyOf(paths.flatMap((path) => springFunctionsIn(path, text(path), { definition, beans })));
}

/** The functions of Spring that a file has: those of beans, or the one of that name; `beans` are those of other files. */
export function springFunctionsIn(
  path: string,
  text: string,
  { definition, beans = [] }: { readonly definition?: string | undefined; readonly beans?: readonly Bean[] } = {},
): readonly FrameworkFunction[] {
  const name = nameOf(path);
  const isMeant = (it: Bean): boolean => definition === undefined || it.name === definition;
  const own = beansIn(text).filter((it) => it.type === undefined && isMeant(it));
  if (own.length > 0) return own.map((it) => ({ path, symbol: `${name}.${it.name}` }));
  const implemented = functionIn(text);
  if (implemented === undefined) return [];
  const isNamed = definition !== undefined && name === definition.charAt(0).toUpperCase() + definition.slice(1);
  const isAnnotated = definition === undefined && /@(Component|Service|Bean|Named)\b/.test(text);
  const isBean = isNamed || isAnnotated || beans.some((it) => it.type === name && isMeant(it));
  return isBean ? [{ path, symbol: `${name}.${interfaces[implemented] ?? ''}` }] : [];
}

/** The interface of functions that a class of the text implements. */
const functionIn = (text: string): string | undefined => extendedIn(text).find((it) => Object.hasOwn(interfaces, it));

/** Whether the text is one of a function of Spring, or of a class of which another file may make one. */
export const mayBeSpringFunction = (path: string, text: string): boolean =>
  text.includes('java.util.function') && (functionIn(text) !== undefined || springFunctionsIn(path, text).length > 0);

/** The beans that files of a module give. */
export const beansBelow = (module: string, files: Files, text: TextOf): readonly Bean[] =>
  sourcesBelow([module], files).flatMap((path) => beansIn(text(path)));

/** `spring.cloud.function.definition` in the settings of the application. */
export function definitionIn(module: string, files: Files, text: TextOf): string | undefined {
  const resources = `${module === '' ? '' : `${module}/`}src/main/resources`;
  for (const name of ['application.properties', 'application.yml', 'application.yaml']) {
    const path = `${resources}/${name}`;
    const found = files.has(path) ? propertyIn(text(path), 'spring.cloud.function.definition') : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A property that is written in one line, or in YAML over several. */
function propertyIn(text: string, name: string): string | undefined {
  const around: { readonly indent: number; readonly key: string }[] = [];
  for (const line of text.split('\n')) {
    const [, space = '', key, value = ''] = /^(\s*)([\w.-]+)\s*[:=]\s*(.*)$/.exec(line) ?? [];
    if (key === undefined) continue;
    while ((around.at(-1)?.indent ?? -1) >= space.length) around.pop();
    const path = [...around.map((it) => it.key), key].join('.');
    if (path === name) return value.trim().replace(/^(["'])(.*)\1$/, '$2');
    around.push({ indent: space.length, key });
  }
  return undefined;
}

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

/** https://quarkus.io/guides/aws-lambda#choose: the handler of the name, or the only one. */
function quarkusHandler(chosen: string | undefined, paths: readonly string[], textOf: TextOf): Entry | undefined {
  const found = paths.flatMap((path) => {
    const text = textOf(path);
    if (!extendedIn(text).some((it) => /^Request(Stream)?Handler$/.test(it))) return [];
    const name = /@Named\(\s*"([^"]*)"\s*\)/.exec(text)?.[1];
    return [{ path, symbol: `${nameOf(path)}.handleRequest`, name }];
  });
  const named = found.filter(({ name }) => name !== undefined && name === chosen);
  return onlyOf(named.length > 0 ? named : found);
}

/** The application is known by the first of its controllers, which leads to the others. */
function controllerAmong(paths: readonly string[], text: TextOf): Entry | undefined {
  const path = paths.toSorted().find((it) => isRouted(text(it)));
  return path === undefined ? undefined : { found: true, path, symbol: nameOf(path) };
}

/** Whether the text is one of a controller that has routes. */
export const isRouted = (text: string): boolean =>
  isController(text) && /@(?:\w+Mapping|Get|Post|Put|Delete|GET|POST|PUT|DELETE)\b/.test(text);

const isController = (text: string): boolean => /@(?:RestController|Controller|Path)\b/.test(text);

/** The files of controllers that an application finds which is started in the file. */
export function controllersNear(
  path: string,
  files: Files,
  text: (path: string) => string | undefined,
): readonly string[] {
  const root = /^(?:(.*)\/)?src\/main\/java\//.exec(path);
  const textIn = (it: string): string => text(it) ?? '';
  const roots = root
    ? builtTogether(root[1] ?? '', files, textIn).map((it) => (it === '' ? '' : `${it}/`) + 'src/main/java')
    : [directoryOf(path)];
  return sourcesBelow(roots, files).filter((it) => isController(textIn(it)));
}

/** An application has few files; a module with more is not looked through at each change. */
const most = 300;

function sourcesBelow(directories: readonly string[], files: Files): readonly string[] {
  const found = new Set<string>();
  for (const directory of directories)
    for (const path of files.under(directory))
      if (path.endsWith('.java') && !isTest.test(path) && !files.isInstalled(path)) found.add(path);
  return found.size > most ? [] : [...found];
}

const isTest = /(^|\/)src\/(test|it|integrationTest)\//;

type TextOf = (path: string) => string;

export interface FrameworkFunction {
  readonly path: string;
  readonly symbol: string;
}

function onlyOf(found: readonly FrameworkFunction[]): Entry | undefined {
  const [first] = found;
  return first && found.length === 1 ? { found: true, path: first.path, symbol: first.symbol } : undefined;
}

export const nameOf = (path: string): string => /([^/]+)\.java$/.exec(path)?.[1] ?? '';

const textOf = (result: ReturnType<Host['read']>): string => (result.kind === 'text' ? result.text : '');
