/** Handlers that no template names, found by what they look like. */
import type { LambdaFunction } from '../core/application.ts';
import { known } from '../core/known.ts';
import type { ModuleFacts } from '../core/module.ts';
import type { FileEntry } from '../core/host.ts';

/** Names under which Lambda's runtimes conventionally look a handler up. */
const exportedNames: ReadonlySet<string> = new Set(['handler', 'lambdaHandler', 'lambda_handler']);

/** What these decorate is called by a web framework, a command line or a queue's worker. */
const othersDecorators = /^(flask|quart|fastapi|starlette|django|bottle|sanic|aiohttp|click|typer|celery|pytest)\b/;

/** Parameters that tell whose convention it is: that of Express and Next.js, that of yargs. */
const othersParameters = /^_?req(uest)?,_?(res|response|reply)\b|^(argv|args)$/;

/** Cheap: whether reading the file is worthwhile at all. */
export const mayHoldHandler = ({ path }: FileEntry): boolean =>
  /\.(py|java|js|mjs|cjs|ts|mts|cts|tsx)$/.test(path) &&
  !/\.d\.[mc]?ts$|\.(test|spec)\.[a-z]+$|(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$|(^|\/)(src\/(?:it|integrationTest)|tests?|__tests__|__mocks__|spec|fixtures|layers?|vendor|site-packages|dist|build|out|coverage|cdk\.out|\.[^/]+)\//.test(
    path,
  );

/** Cheap: whether parsing the text is worthwhile at all. */
export const looksLikeHandlerText = (path: string, text: string): boolean =>
  path.endsWith('.java')
    ? /\bimplements\b[^{]*\bRequest(Stream)?Handler\b/.test(text)
    : path.endsWith('.py')
      ? /^(async )?def (lambda_)?\w*handler\s*\(\s*_*(event|evt|e)\b/m.test(text)
      : /\bexports\.(handler|lambdaHandler)\b|\bexport\s+(const|let|var|async function|function)\s+(handler|lambdaHandler)\b|\b(export|module\.exports\s*=)\s*\{[^}]{0,2000}\b(handler|lambdaHandler)\b/.test(
          text,
        );

/** The functions of a module that a Lambda runtime could be pointed at. */
export function handlersIn(module: ModuleFacts): readonly LambdaFunction[] {
  if (module.language === 'java') {
    return module.functions
      .filter(({ handlerShape, method, abstract }) => handlerShape && method && !abstract)
      .map((fn) => declaredByShape(module, fn.name, fn.at));
  }
  if (module.language !== 'python') {
    return module.exports
      .filter((it) => exportedNames.has(it.name) && it.functions.some((id) => takesAnEvent(module, id)))
      .map((it) => declaredByShape(module, it.name, module.functions[it.functions[0] ?? 0]?.at ?? it.at));
  }
  const handlers = module.functions.filter(
    (fn) => fn.handlerShape && !fn.wrappers.some((symbol) => othersDecorators.test(symbol)),
  );
  // Of a name that is defined twice the last one counts.
  const byName = new Map(handlers.map((fn) => [fn.name, fn]));
  return [...byName.values()].map((fn) => declaredByShape(module, fn.name, fn.at));
}

function takesAnEvent(module: ModuleFacts, id: number): boolean {
  const parameters = module.functions[id]?.parameters ?? [];
  return parameters.length <= 3 && !othersParameters.test(parameters.join(','));
}

const declaredByShape = (module: ModuleFacts, symbol: string, at: LambdaFunction['at']): LambdaFunction => ({
  key: `${module.path}#${symbol}`,
  id: symbol,
  declared: 'shape',
  at,
  language: module.language,
  packageType: 'Zip',
  inlineCode: false,
  environment: known(new Map()),
  layers: [],
  events: [],
  entry: { found: true, path: module.path, symbol },
});
