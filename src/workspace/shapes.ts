/** Handlers that no template names, found by what they look like. */
import type { LambdaFunction } from '../core/application.ts';
import type { FileEntry } from '../core/host.ts';
import { known } from '../core/known.ts';
import type { ExportFact, FunctionFact, ModuleFacts } from '../core/module.ts';
import { isTest } from '../core/ownership.ts';
import { valuesBehind } from '../reach/names.ts';
import { isDeployedAlone } from '../reach/registering.ts';
import { mayHandle, type JavaHandler, type JavaHandlers } from './java/shapes.ts';

/** Functions of a module that a Lambda runtime could be pointed at. */
export interface Shapes {
  /** By the names that Lambda's runtimes conventionally look for. */
  readonly named: readonly LambdaFunction[];
  /** By parameters alone, under any name: handlers as long as no other code calls them. */
  readonly likely: readonly LambdaFunction[];
}

/** Names under which Lambda's runtimes conventionally look a handler up. */
export const exportedNames: ReadonlySet<string> = new Set(['handler', 'lambdaHandler', 'lambda_handler']);

/** What these decorate is called by a web framework, a command line or a queue's worker. */
const othersDecorators = /^(flask|quart|fastapi|starlette|django|bottle|sanic|aiohttp|click|typer|celery|pytest)\b/;

/** What makes a handler of an app, of routes or of resolvers, whatever name it is then exported by. */
const adapters =
  /^(serverless-http|(@vendia|@codegenie)\/serverless-express|@fastify\/aws-lambda|@middy\/core|lambda-api)(#(default|configure))?\(\)(\.(use|before|after|onError|handler)\(\))*$|^hono\/aws-lambda#(handle|streamHandle)\(\)$|^graphql-yoga#GraphQLServerLambda\(\)\.\w+[hH]andler$|^apollo-server-lambda#ApolloServer\(\)\.createHandler\(\)$|^@as-integrations\/aws-lambda#startServerAndCreateLambdaHandler\(\)$/;

/** The same in Python. */
const pythonAdapters = /^(mangum\.Mangum|apig_wsgi\.make_lambda_handler)$/;

/**
 * What Chalice runs: its app, and functions that are registered with it or with what it includes. An app of Flask that takes
 * events itself is named like it.
 */
const apps = /(^|\.)\w*Chalice\w*\(\)$|^flask_lambda\.FlaskLambda\(\)$/;
const chaliceFunction = /^chalice\.(?:Chalice|Blueprint)\(\)\.(\w+)$/;
const isChaliceFunction = (symbol: string): boolean => isDeployedAlone(chaliceFunction.exec(symbol)?.[1] ?? '');

/** Decorators that register a function with something that calls it: a router, a helper of custom resources. */
const registering =
  /\.(route|get|post|put|patch|delete|any|attach|register|resolver|create|update|on_\w+|exception_handler)$/;

/** Parameters that tell whose convention it is: that of Express and Next.js, that of yargs. */
const othersParameters = /^_?req(uest)?,_?(res|response|reply)\b|^(argv|args)$/;

const event = /^_*(lambda_?)?(event|evt)$/i;
const context = /^_*(lambda_?)?(context|ctx|c)$/i;

/** Cheap: whether reading the file is worthwhile at all. */
export const mayHoldHandler = ({ path }: Pick<FileEntry, 'path'>): boolean =>
  /\.(py|java|js|mjs|cjs|ts|mts|cts|tsx)$/.test(path) &&
  !isTest(path) &&
  !/\.d\.[mc]?ts$|(^|\/)(__mocks__|fixtures|layers?|vendor|site-packages|dist|build|out|coverage|cdk\.out|\.[^/]+)\//.test(
    path,
  );

/** Cheap: whether parsing the text is worthwhile at all. */
export const looksLikeHandlerText = (path: string, text: string): boolean =>
  path.endsWith('.java')
    ? mayHandle(text)
    : path.endsWith('.py')
      ? /^(async )?def (lambda_handler\b|\w*handler\s*\((\s|#.*\n)*_*(event|evt|e)\b|handler\s*\((\s|#.*\n)*_+\s*[:,]|\w+\s*\((\s|#.*\n)*_*(lambda_)?(event|evt)\b[^)]{0,200},\s*_*(lambda_)?(context|ctx|c)\b)|^\w*handler\s*(:[^=\n]{0,80})?=\s*[\w.(]*(Mangum|make_lambda_handler)\(|^(lambda_)?handler\s*=\s*[A-Z]\w*\.\w*[hH]andle|^(from|import) (chalice|flask_lambda)\b/m.test(
          text,
        )
      : /\bexports\.(handler|lambdaHandler)\b|\bexport\s+(const|let|var|async function|function)\s+(\{[^}]{0,200}\b)?(handler|lambdaHandler)\b|\b(export|module\.exports\s*=)\s*\{[^}]{0,2000}\b(handler|lambdaHandler)\b/.test(
          text,
        ) || mayExportHandler(path, text);

/** An event with a context behind it, or on its own where the function or the file is called a handler. */
const mayExportHandler = (path: string, text: string): boolean =>
  !/\.[jt]sx$/.test(path) &&
  /\bexports?\b/.test(text) &&
  (/[(\s]_?event\b[^)=]{0,200},\s*_?(context|ctx)\b/.test(text) ||
    /\b\w*[hH]andler\b[^;]{0,200}\(\s*_?event\b|(\b(serverless-http|serverless-express|aws-lambda|GraphQLServerLambda|apollo-server-lambda|lambda-api)|@middy\/core)\b/.test(
      text,
    ) ||
    (isHandlerFile(path) && /\(\s*_?event\b|\bexport\s+const\s+main\s*=\s*\w+\(/.test(text)));

const isHandlerFile = (path: string): boolean =>
  /(^|\/)(\w*[-.])?handlers?([-.]\w+)*\.\w+$|(^|\/)(handlers|lambdas)\/[\w.-]+$/.test(path);

/** `wanted` are names by which something else than a template asks for a function of the module. */
export function handlersIn(module: ModuleFacts, wanted: ReadonlySet<string> = new Set()): Shapes {
  // Those of Java depend on the classes above theirs.
  if (module.language === 'java') return { named: [], likely: [] };
  const { named, likely } = module.language === 'python' ? pythonHandlers(module) : exportedHandlers(module);
  const others = [...wanted]
    .filter((name) => named.every(({ id }) => id !== name))
    .flatMap((name) => calledBy(name, module));
  return {
    named: [...named, ...others],
    likely: likely.filter(({ id }) => others.every((other) => other.id !== id)),
  };
}

/** `name` may be a member of what is exported, `orders.get`. */
function calledBy(name: string, module: ModuleFacts): readonly LambdaFunction[] {
  const [whole, ...members] = name.split('.');
  const exported = module.exports.find((it) => it.name === whole);
  const fn = exported
    ? module.functions[(members.length === 0 && exported.functions[0]) || 0]
    : module.functions.findLast((it) => it.name === name && it.parent === 0 && !it.method && it.id !== 0);
  // What JavaScript does not export is not there for Lambda.
  if (!exported && module.language !== 'python') return [];
  const at = fn?.at ?? exported?.at;
  return at ? [declaredByShape(module, name, at)] : [];
}

/** What something names in a file that gives on all of another, `export * from './orders'`, which may have it. */
export function passedOnBy(module: ModuleFacts, wanted: ReadonlySet<string> = new Set()): readonly LambdaFunction[] {
  if (module.language !== 'javascript' && module.language !== 'typescript') return [];
  const whole = module.exports.find(({ name }) => name === '*');
  return [...wanted]
    .filter((name) => module.exports.every((it) => it.name !== name))
    .flatMap((name) => (whole ? declaredByShape(module, name, whole.at) : []));
}

/** `module.exports = makeHandlers(useCases)`, of which only running it tells the members. */
export const isMadeAsWhole = (module: ModuleFacts): boolean =>
  module.exports.some(
    ({ name, values }) => name === '*' && valuesBehind(values, module).some(({ kind }) => kind === 'result'),
  );

function pythonHandlers(module: ModuleFacts): Shapes {
  const own = module.functions.filter((fn) => !fn.wrappers.some((symbol) => othersDecorators.test(symbol)));
  // Of a name that is defined twice the last one counts.
  const byName = (list: readonly FunctionFact[]) =>
    [...new Map(list.map((fn) => [fn.name, fn])).values()].map((fn) => declaredByShape(module, fn.name, fn.at));
  return {
    named: [
      ...byName(own.filter(({ handlerShape }) => handlerShape)),
      ...byName(own.filter((fn) => !fn.handlerShape && fn.wrappers.some(isChaliceFunction))),
      ...module.exports
        .filter((it) =>
          it.name === 'app'
            ? isApp(module, it)
            : /handler$/.test(it.name) && (isOfAdapter(module, it) || isOfClass(module, it)),
        )
        .map((it) => declaredByShape(module, it.name, it.at)),
    ],
    likely: byName(
      own.filter(
        (fn) =>
          !fn.handlerShape &&
          fn.parent === 0 &&
          !fn.method &&
          fn.id !== 0 &&
          hasEventAndContext(fn) &&
          !fn.wrappers.some(isChaliceFunction) &&
          !fn.wrappers.some((symbol) => registering.test(symbol)) &&
          !isUsedIn(module, fn),
      ),
    ),
  };
}

/** Also an object of a class below that of Chalice, which may stand in another file: `class Shop(OurChaliceApp)`. */
const isApp = ({ classes }: ModuleFacts, { symbol }: ExportFact): boolean =>
  apps.test(symbol) ||
  classes.some(({ name, bases }) => symbol === `.${name}()` && bases.some((base) => /chalice/i.test(base.name)));

/** `handler = Mangum(app)`, also with a decorator around it. */
const isOfAdapter = (module: ModuleFacts, { values }: ExportFact): boolean =>
  values.some((value) => {
    const call = value.kind === 'result' && value.call !== undefined ? module.calls[value.call] : undefined;
    const wrapped = call?.arguments.flatMap(({ sources }) =>
      sources.flatMap((it) => (it.kind === 'call' ? (module.calls[it.call] ?? []) : [])),
    );
    return [...(call ? [call] : []), ...(wrapped ?? [])].some(({ symbol }) => pythonAdapters.test(symbol));
  });

/** `lambda_handler = Orders.get_handler()`, `handler = Orders.handle`, of a class that stands in the file. */
const isOfClass = ({ classes }: ModuleFacts, { name, values }: ExportFact): boolean =>
  exportedNames.has(name) &&
  values.some((value) =>
    (value.kind === 'result' ? value.of : [value]).some(
      (it) =>
        it.kind === 'member' &&
        /handle/i.test(it.name) &&
        it.of.some((of) => of.kind === 'class' && classes.some((its) => its.name === of.name)),
    ),
  );

function exportedHandlers(module: ModuleFacts): Shapes {
  const functionOf = (it: ExportFact) => module.functions[it.functions[0] ?? 0];
  const declared = (it: ExportFact) => declaredByShape(module, it.name, functionOf(it)?.at ?? it.at);
  const named = module.exports.filter((it) =>
    exportedNames.has(it.name) && (it.typed || adapters.test(it.symbol))
      ? true
      : (exportedNames.has(it.name) || isWrappedMain(module, it)) &&
        it.functions.some((id) => takesAnEvent(module, id)),
  );
  const taken = new Set(named.flatMap((it) => it.functions));
  const likely = module.exports.filter((it) => {
    if (exportedNames.has(it.name) || it.name === '*' || it.functions.some((id) => taken.has(id))) return false;
    if (it.typed || adapters.test(it.symbol)) return true;
    return it.functions.some((id) => isLikely(module, it, module.functions[id]));
  });
  // What is exported by its name and as the default is one function.
  const byFunction = new Map(likely.map((it) => [it.functions[0] ?? it.name, it]));
  return {
    named: named.map(declared),
    likely: /\.[jt]sx$/.test(module.path) ? [] : [...byFunction.values()].map(declared),
  };
}

/** `export const main = middyfy(listOrders)` in `handler.ts`: what the Serverless Framework's template for TypeScript begins with. */
const isWrappedMain = (module: ModuleFacts, { name, wrappers }: ExportFact): boolean =>
  name === 'main' && wrappers.length > 0 && isHandlerFile(module.path);

function isLikely(module: ModuleFacts, { name }: ExportFact, fn: FunctionFact | undefined): boolean {
  if (!fn || fn.parameters.length > 3 || !event.test(fn.parameters[0] ?? '') || isUsedIn(module, fn)) return false;
  if (hasEventAndContext(fn)) return true;
  const called = /handler/i.test(name) || /handler/i.test(fn.name) || isHandlerFile(module.path);
  return fn.parameters.length === 1 && called;
}

/** Whether a function takes what Lambda gives a handler, by the names of its parameters. */
export const takesAnEventByName = (fn: FunctionFact): boolean =>
  event.test(fn.parameters[0] ?? '') || hasEventAndContext(fn);

const hasEventAndContext = ({ parameters: [first = '', second = ''] }: FunctionFact): boolean =>
  event.test(first) && context.test(second);

/** Whether other code of the file calls it. */
const isUsedIn = (module: ModuleFacts, fn: FunctionFact): boolean =>
  module.calls.some(
    (call) =>
      call.in !== 0 &&
      (call.targets.some((target) => target.kind === 'function' && target.id === fn.id) ||
        (call.targets.length > 0 &&
          call.targets.every(({ kind }) => kind === 'function') &&
          call.arguments.some(({ functions }) => functions.some((it) => it.kind === 'function' && it.id === fn.id)))),
  );

function takesAnEvent(module: ModuleFacts, id: number): boolean {
  const parameters = module.functions[id]?.parameters ?? [];
  return parameters.length <= 3 && !othersParameters.test(parameters.join(','));
}

/** The same for handlers of a file of Java. */
export const shapesOf = (path: string, { named, likely }: JavaHandlers): Shapes => {
  const declared = ({ symbol, at }: JavaHandler) => declaredByShape({ path, language: 'java' }, symbol, at);
  return { named: named.map(declared), likely: likely.map(declared) };
};

export const declaredByShape = (
  module: Pick<ModuleFacts, 'path' | 'language'>,
  symbol: string,
  at: LambdaFunction['at'],
): LambdaFunction => ({
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
