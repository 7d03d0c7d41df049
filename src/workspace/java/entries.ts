/** From a handler of Java, `com.example.Orders::handleRequest`, to the source file and the method that it names. */
import type { DeclaredFunction, Entry } from '../../core/application.ts';
import type { Host } from '../../core/host.ts';
import { valueOf } from '../../core/known.ts';
import { directoryOf, inDirectory } from '../../core/paths.ts';
import type { Files } from '../files.ts';
import { isOwnJava } from './builds.ts';
import { adapterIn, frameworkEntry } from './frameworks.ts';

/** Handlers that frameworks bring, and what they run. */
const frameworks: readonly (readonly [RegExp, string])[] = [
  [
    /^org\.springframework\.cloud\.function\.adapter\.aws\./,
    'Spring Cloud Function, which runs the functions that the application registers',
  ],
  [/^io\.quarkus\.(amazon\.lambda|funqy)\./, 'Quarkus, which finds the handler when the application is built'],
  [/^io\.micronaut\.function\.aws\./, 'Micronaut, which finds the handler in the application'],
  [/^com\.amazonaws\.serverless\.proxy\./, 'the AWS Serverless Java Container, which runs a web application'],
  [/^io\.helidon\./, 'Helidon'],
  [/^org\.http4k\./, 'http4k'],
  [/^com\.datadoghq\./, 'Datadog, which wraps the real handler'],
  [/^com\.newrelic\./, 'New Relic, which wraps the real handler'],
];

/** What a build makes, next to the sources that it is made of. */
const output = /(^|\/)(target|build|out|bin|\.aws-sam)(\/.*)?$/;

export function javaEntry(fn: DeclaredFunction, files: Files, read: Host['read']): Entry {
  const handler = valueOf(fn.handler?.value) ?? '';
  const [full = '', method = 'handleRequest'] = handler.trim().split('::');
  if (!/^[\w$.]+$/.test(full) || !/^[\w$]+$/.test(method))
    return notFound(`Its handler \`${handler}\` does not name a class.`);
  const [outer = '', ...nested] = full.split('$');
  const path = outer.replaceAll('.', '/');
  const name = path.split('/').at(-1) ?? '';
  const symbol = [...nested.slice(-1), ...(nested.length === 0 ? [name] : []), method].join('.');
  const code = valueOf(fn.code?.value);
  const around = directoryOf(fn.at.path);
  const module = code === undefined ? around : moduleOf(code, files);
  const lookedFor = [`src/main/java/${path}.java`, `src/${path}.java`, `${path}.java`].map((it) =>
    inDirectory(module, it),
  );
  const found =
    lookedFor.find(files.has) ??
    only(files, module, `${path}.java`) ??
    only(files, around, `${path}.java`) ??
    // A name with its package is one of its own, wherever what it is packaged in was copied to.
    (code === undefined || outer.includes('.') ? only(files, '', `${path}.java`) : undefined);
  if (found !== undefined) {
    const adapter = adapterOf(found, read);
    const run = adapter === undefined ? undefined : frameworkEntry(fn, adapter, projectOf(found), files, read);
    return run ?? { found: true, path: found, symbol };
  }
  const framework = frameworks.find(([pattern]) => pattern.test(full))?.[1];
  if (framework !== undefined)
    return frameworkEntry(fn, full, module, files, read) ?? notFound(`Its handler \`${full}\` is of ${framework}.`);
  const other = otherLanguage(files, module, path) ?? otherLanguage(files, around, path);
  if (other !== undefined) return notFound(other);
  if (fn.code && !fn.code.value.known) return notFound(`Its code cannot be found: ${fn.code.value.why}.`);
  return notFound(`No source for its handler \`${handler}\` was found.`, lookedFor);
}

function adapterOf(path: string, read: Host['read']): string | undefined {
  const result = read(path);
  return result.kind === 'text' ? adapterIn(result.text) : undefined;
}

/** The directory of the module whose sources a file is among. */
const projectOf = (path: string): string =>
  /^(?:(.*)\/)?src\/main\/java\//.exec(path)?.[1] ?? (path.startsWith('src/') ? '' : directoryOf(path));

const notFound = (why: string, lookedFor: readonly string[] = []): Entry => ({ found: false, why, lookedFor });

/** The directory whose sources a code location is built from: itself, or what lies above `target/x.jar`, `build/distributions/x.zip`. */
function moduleOf(code: string, files: Files): string {
  const source = output.test(code)
    ? code.replace(output, '')
    : /\.(zip|jar)$/.test(code) || files.has(code)
      ? directoryOf(code)
      : code;
  return source;
}

/** The one file of Java below the directory whose path ends so; tests are none. */
function only(files: Files, directory: string, ending: string): string | undefined {
  const found = [...files.under(directory)].filter(
    (path) => (path === ending || path.endsWith(`/${ending}`)) && isOwnJava(path, files),
  );
  const [first] = found;
  return found.length === 1 ? first : undefined;
}

function otherLanguage(files: Files, directory: string, path: string): string | undefined {
  for (const it of files.under(directory)) {
    if (it.endsWith(`/${path}.kt`)) return `Its handler is written in Kotlin (\`${it}\`), which is not read.`;
    if (it.endsWith(`/${path}.scala`)) return `Its handler is written in Scala (\`${it}\`), which is not read.`;
    if (it.endsWith(`/${path}.groovy`)) return `Its handler is written in Groovy (\`${it}\`), which is not read.`;
  }
  return undefined;
}
