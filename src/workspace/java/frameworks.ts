/** What handlers run that frameworks of Java bring: the project's function, where its name or its being the only one tells. */
import type { DeclaredFunction, Entry } from '../../core/application.ts';
import type { Host } from '../../core/host.ts';
import { valueOf } from '../../core/known.ts';
import { directoryOf, inDirectory } from '../../core/paths.ts';
import type { Files } from '../files.ts';
import { builtTogether, isOwnJava } from './builds.ts';
import { extendedIn } from './shapes.ts';
import { nameOf, springFunctionsAmong, type FrameworkFunction } from './springFunctions.ts';
import { springSettings, type TextOf } from './springSettings.ts';

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
  if (handler.startsWith(springAdapter))
    return onlyOf(springFunctionsAmong(sources(), text, springSettings(module, files, text, variable)));
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
    ? builtTogether(root[1] ?? '', files, textIn).map((it) => inDirectory(it, 'src/main/java'))
    : [directoryOf(path)];
  return sourcesBelow(roots, files).filter((it) => isController(textIn(it)));
}

/** An application has few files; a module with more is not looked through at each change. */
const most = 300;

export function sourcesBelow(directories: readonly string[], files: Files): readonly string[] {
  const found = new Set<string>();
  for (const directory of directories)
    for (const path of files.under(directory)) if (isOwnJava(path, files)) found.add(path);
  return found.size > most ? [] : [...found];
}

function onlyOf(found: readonly FrameworkFunction[]): Entry | undefined {
  const [first] = found;
  return first && found.length === 1 ? { found: true, path: first.path, symbol: first.symbol } : undefined;
}

const textOf = (result: ReturnType<Host['read']>): string => (result.kind === 'text' ? result.text : '');
