/** What handlers run that frameworks of Java bring: the project's function, where its name or its being the only one tells. */
import type { DeclaredFunction, Entry } from '../core/application.ts';
import type { Host } from '../core/host.ts';
import { valueOf } from '../core/known.ts';
import { directoryOf } from '../core/paths.ts';
import type { Files } from './files.ts';
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
  if (handler.startsWith('org.springframework.cloud.function.adapter.aws.'))
    return springFunction(variable('SPRING_CLOUD_FUNCTION_DEFINITION'), module, files, read);
  if (/^io\.quarkus\.amazon\.lambda\./.test(handler))
    return (
      quarkusHandler(variable('QUARKUS_LAMBDA_HANDLER'), module, files, read) ?? controllerBelow(module, files, read)
    );
  return servingWeb.test(handler) ? controllerBelow(module, files, read) : undefined;
}

/** Handlers that frameworks bring for web applications. */
const servingWeb =
  /^io\.micronaut\.function\.aws\.proxy\.|^com\.amazonaws\.serverless\.proxy\.spring\.SpringDelegatingLambdaContainerHandler$/;

const interfaces: Readonly<Record<string, string>> = { Function: 'apply', Consumer: 'accept', Supplier: 'get' };

/**
 * https://docs.spring.io/spring-cloud-function/reference/adapters/aws-intro.html: a bean's name is its class's, begun small,
 * or that of the method that gives it.
 */
function springFunction(
  definition: string | undefined,
  module: string,
  files: Files,
  read: Host['read'],
): Entry | undefined {
  if (definition !== undefined && !/^\w+$/.test(definition)) return undefined;
  const named = definition && definition.charAt(0).toUpperCase() + definition.slice(1);
  const found = sourcesBelow(module, files).flatMap((path) => {
    const name = nameOf(path);
    const text = textOf(read(path));
    const beans = functionBeansIn(text).filter((it) => definition === undefined || it === definition);
    if (beans.length > 0) return beans.map((it) => ({ path, symbol: `${name}.${it}` }));
    if (named && name !== named) return [];
    const implemented = extendedIn(text).find((it) => Object.hasOwn(interfaces, it));
    const isBean = named !== undefined || /@(Component|Service|Bean|Named)\b/.test(text);
    return implemented !== undefined && isBean ? [{ path, symbol: `${name}.${interfaces[implemented] ?? ''}` }] : [];
  });
  return onlyOf(found);
}

/** The methods that give functions as beans, `@Bean public Function<Order, Bill> bill() { … }`, each part of the text looked at once. */
const functionBeansIn = (text: string): readonly string[] =>
  text.split(/[;{}]/).flatMap((head) => {
    const declared = head.slice(head.lastIndexOf('@Bean'));
    const isFunction = declared.startsWith('@Bean') && /\b(?:Function|Consumer|Supplier)\s*</.test(declared);
    const name = isFunction ? /(\w+)\s*\([^()]*\)\s*$/.exec(declared.slice(declared.lastIndexOf('>')))?.[1] : undefined;
    return name === undefined ? [] : [name];
  });

/** https://quarkus.io/guides/aws-lambda#choose: the handler of the name, or the only one. */
function quarkusHandler(
  chosen: string | undefined,
  module: string,
  files: Files,
  read: Host['read'],
): Entry | undefined {
  const found = sourcesBelow(module, files).flatMap((path) => {
    const text = textOf(read(path));
    if (!extendedIn(text).some((it) => /^Request(Stream)?Handler$/.test(it))) return [];
    const name = /@Named\(\s*"([^"]*)"\s*\)/.exec(text)?.[1];
    return [{ path, symbol: `${nameOf(path)}.handleRequest`, name }];
  });
  const named = found.filter(({ name }) => name !== undefined && name === chosen);
  return onlyOf(named.length > 0 ? named : found);
}

/** The application is known by the first of its controllers, which leads to the others. */
function controllerBelow(module: string, files: Files, read: Host['read']): Entry | undefined {
  const isRouted = (text: string): boolean =>
    isController(text) && /@(?:\w+Mapping|Get|Post|Put|Delete|GET|POST|PUT|DELETE)\b/.test(text);
  const path = sourcesBelow(module, files)
    .toSorted()
    .find((it) => isRouted(textOf(read(it))));
  return path === undefined ? undefined : { found: true, path, symbol: nameOf(path) };
}

const isController = (text: string): boolean => /@(?:RestController|Controller|Path)\b/.test(text);

/** The files of controllers that an application finds which is started in the file. */
export function controllersNear(
  path: string,
  files: Files,
  text: (path: string) => string | undefined,
): readonly string[] {
  const root = /^(?:.*\/)?src\/main\/java(?=\/)/.exec(path)?.[0] ?? directoryOf(path);
  return sourcesBelow(root, files).filter((it) => isController(text(it) ?? ''));
}

/** An application has few files; a module with more is not looked through at each change. */
const most = 300;

function sourcesBelow(module: string, files: Files): readonly string[] {
  const found = [...files.under(module)].filter(
    (path) =>
      path.endsWith('.java') && !/(^|\/)src\/(test|it|integrationTest)\//.test(path) && !files.isInstalled(path),
  );
  return found.length > most ? [] : found;
}

function onlyOf(found: readonly { readonly path: string; readonly symbol: string }[]): Entry | undefined {
  const [first] = found;
  return first && found.length === 1 ? { found: true, path: first.path, symbol: first.symbol } : undefined;
}

const nameOf = (path: string): string => /([^/]+)\.java$/.exec(path)?.[1] ?? '';

const textOf = (result: ReturnType<Host['read']>): string => (result.kind === 'text' ? result.text : '');
