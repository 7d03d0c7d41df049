/** What a call of a library gives, as far as its name and arguments tell: builders, and what they build; containers. */
import { lastPart } from '../../core/symbol.ts';
import type { CallExpression, Expression } from '../tree.ts';

/** What libraries call otherwise. */
const otherBuilders: ReadonlySet<string> = new Set([
  'org.hibernate.cfg.Configuration()',
  'org.hibernate.boot.MetadataSources()',
  'org.apache.tinkerpop.gremlin.driver.Cluster.build()',
]);

/** `X.builder()`, `new X.Builder()`, `XBuilder.standard()`. */
export const isBuilder = (symbol: string): boolean =>
  otherBuilders.has(symbol) ||
  /(?:^|\.)(?:builder|newBuilder|custom|crtBuilder|newChannelBuilder)\(\)$|Builder\(\)$|Builder\.[a-z]\w*\(\)$/.test(
    symbol,
  );

export const builds = (method: string): boolean => /^(?:build|create)/.test(method);

/** Whether calling the symbol gives a builder: `S3Client.builder`, `S3Client.builder().region`. */
export const givesBuilder = (symbol: string): boolean =>
  isBuilder(`${symbol}()`) || (isBuilder(symbol.replace(/\.\w+$/, '')) && !builds(lastPart(symbol)));

/** They make an object of the class that they are given: `SqsUtils.batchProcessor(event, Worker.class)`. */
export const makesObjects = (method: string): boolean => method === 'batchProcessor';

/** How containers and injectors are asked for an object of a class: `getBean(Orders.class)`, `getInstance(Orders.class)`. */
const asking = /^(?:get(?:Instance|Bean|Object|Service)?|lookup|resolve|select|provide|instance|create|cast|unwrap)$/;

/** The class of what the call gives, where its argument says so. */
export function classAskedFor(call: CallExpression): Expression | undefined {
  if (call.callee.kind !== 'member' || !asking.test(call.callee.property)) return undefined;
  const types = call.arguments.flatMap(({ value }) => (value.kind === 'literal' && value.type ? [value.type] : []));
  return types.length === 1 ? types[0] : undefined;
}

/** The full name of the class whose object calling the symbol gives; undefined where the name does not tell. */
export function madeBy(symbol: string): string | undefined {
  // Dagger names what it makes of a component after it.
  const component = /^((?:[\w]+\.)*)Dagger([A-Z][A-Za-z0-9]*)\.(?:create|builder\(\)\.build)$/.exec(symbol);
  if (component) return `${component[1] ?? ''}${component[2] ?? ''}`;
  const built = /^(.*?)\.(?:(?:builder|newBuilder|crtBuilder)\(\)|Builder\(\))\.build$/.exec(symbol)?.[1];
  if (built !== undefined) return built;
  const version1 = /^(com\.amazonaws\..*?)(?:Client)?Builder\.(?:standard\(\)\.build|default\w+)$/.exec(symbol)?.[1];
  if (version1 !== undefined) return version1;
  const builder = /^(.*)Builder(?:\.\w+)?\(\)\.(?:build|create)$/.exec(symbol)?.[1];
  if (builder !== undefined && /[a-z]$/i.test(builder) && !builder.endsWith('.')) return builder;
  // A class of the project may create whatever it likes.
  return libraries.test(symbol)
    ? /^(.*[A-Z]\w*)(?<!Builder)\.(?:create|crtCreate|newHttpClient)$/.exec(symbol)?.[1]
    : undefined;
}

/** Factories of libraries that take nothing, so that a reference to one, `S3Client::create`, is `() -> S3Client.create()`. */
export const makesOfNothing = (symbol: string): boolean =>
  /^software\.amazon\.awssdk\..*[A-Z]\w*\.(?:create|crtCreate)$|^com\.amazonaws\.services\..*Builder\.default\w+$|^java\.net\.http\.HttpClient\.newHttpClient$|^org\.apache\.(?:http|hc)\..*HttpClients\.create(?:Default|System)$/.test(
    symbol,
  );

/** Lambda's logger, which is the same for all invocations. */
export const isOfRuntime = (symbol: string): boolean =>
  symbol === 'com.amazonaws.services.lambda.runtime.Context().getLogger';

const plain = new RegExp(
  '^java\\.lang\\.(?:System\\.(?:getenv|getProperty)|(?:String|Integer|Long|Boolean|Double|Float|Math)\\.\\w+)$' +
    '|^java\\.net\\.URI\\.create$|^java\\.time\\.(?:Duration|ZoneId)\\.\\w+$|^java\\.time\\.format\\.' +
    '|^java\\.util\\.(?:List|Map|Set|Arrays|Optional|Objects|Collections)\\.\\w+$' +
    '|^software\\.amazon\\.awssdk\\.(?:regions|core|auth|http|utils|awscore|retries|identity|endpoints)\\.' +
    '|^com\\.amazonaws\\.(?:regions|auth|client|retry|ClientConfiguration|Protocol)\\b' +
    '|^com\\.fasterxml\\.jackson\\.' +
    '|^com\\.amazonaws\\.xray\\.interceptors\\.|^com\\.amazonaws\\.xray\\.handlers\\.',
);

/** Whose builders only gather what they are given. */
const libraries =
  /^(?:java\.net\.http|software\.amazon\.awssdk|software\.amazon\.lambda|com\.amazonaws|okhttp3|org\.apache\.(?:http|hc)|com\.google\.gson|com\.squareup|io\.grpc|com\.auth0|retrofit2|com\.stripe|com\.openai|com\.anthropic)\./;

/** Whether the call only computes from what it is given. */
export function computesInJava(symbol: string): boolean {
  if (plain.test(symbol)) return true;
  if (!libraries.test(symbol)) return false;
  if (/^com\.amazonaws\.services\..*Client\(\)\.with[A-Z]/.test(symbol)) return true;
  return isBuilder(`${symbol}()`) || isBuilder(symbol.replace(/\.\w+$/, ''));
}
