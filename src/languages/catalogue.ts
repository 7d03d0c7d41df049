/**
 * Which symbols construct something that is meant to be made once and used for long, and what other symbols mean for that.
 * In a pattern `*` stands for one run of characters without `.`, `#` and `/`.
 */
import type { CatalogueEntry } from './catalogue/entry.ts';
import { javascript } from './catalogue/javascript.ts';
import { python } from './catalogue/python.ts';

/** Calls that give back their first argument, wrapped: what they are given stays what it is. */
const transparent: readonly string[] = [
  'aws-xray-sdk#captureAWS',
  'aws-xray-sdk#captureAWSClient',
  'aws-xray-sdk#captureAWSv3Client',
  'aws-xray-sdk-core#captureAWS',
  'aws-xray-sdk-core#captureAWSClient',
  'aws-xray-sdk-core#captureAWSv3Client',
  '@aws-lambda-powertools/tracer#Tracer().captureAWS',
  '@aws-lambda-powertools/tracer#Tracer().captureAWSClient',
  '@aws-lambda-powertools/tracer#Tracer().captureAWSv3Client',
];

/** What differs on each run or is handed out for a limited time, so that it must not be kept. */
const volatile: readonly string[] = [
  'time.time',
  'time.time_ns',
  'time.monotonic',
  'datetime.datetime.now',
  'datetime.datetime.utcnow',
  'datetime.datetime.today',
  'datetime.date.today',
  'uuid.uuid1',
  'uuid.uuid4',
  'random.*',
  'secrets.*',
  'boto3.client().assume_role',
  'boto3.client().assume_role_with_web_identity',
  'boto3.client().get_session_token',
  'boto3.client().generate_db_auth_token',
  'boto3.client().get_credentials_for_identity',
  'boto3.client().get_token',
  'boto3.Session().client().assume_role',
  'boto3.Session().client().generate_db_auth_token',
  'Date',
  'Date.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto#randomUUID',
  'crypto#randomBytes',
  'uuid#v4',
  'uuid#v1',
  'aws-sdk#STS().assumeRole',
  'aws-sdk/clients/sts().assumeRole',
  'aws-sdk#RDS.Signer',
  '@aws-sdk/client-sts#AssumeRoleCommand',
  '@aws-sdk/client-sts#STS().assumeRole',
  '@aws-sdk/rds-signer#Signer',
  'performance.now',
];

/** Decorators that keep a function's first result for given arguments. */
const memoising: readonly string[] = [
  'functools.lru_cache',
  'functools.cache',
  'functools.cached_property',
  'cachetools.cached',
  'cachetools.func.lru_cache',
  'cachetools.func.ttl_cache',
];

/** JS wrappers that do the same: `const getClient = once(() => new S3Client({}))`. */
const memoisingWrappers: readonly string[] = [
  'lodash#memoize',
  'lodash#once',
  'lodash.memoize',
  'lodash.once',
  'lodash/memoize',
  'lodash/once',
  'memoizee',
  'p-memoize',
  'mem',
  'once',
  'fast-memoize',
  'moize',
];

/** The entry for a constructing symbol. `construct` tells whether JS wrote `new`. */
export function resourceOf(
  symbol: string,
  construct: boolean,
  language: 'python' | 'javascript',
): CatalogueEntry | undefined {
  if (symbol === '') return undefined;
  if (language === 'python') return firstMatch(python, symbol);
  const entry = firstMatch(javascript, symbol) ?? aggregatedClient(symbol);
  return entry?.construct && !construct ? undefined : entry;
}

export const isTransparent = (symbol: string): boolean => transparent.includes(symbol);
export const isVolatile = (symbol: string): boolean =>
  symbol !== '' && volatile.some((pattern) => matches(pattern, symbol));
export const isMemoising = (symbol: string): boolean =>
  symbol !== '' && (memoising.includes(symbol) || memoisingWrappers.includes(symbol));

/** `new S3()` of `@aws-sdk/client-s3`: the client that has all commands as methods is named as its package. */
function aggregatedClient(symbol: string): CatalogueEntry | undefined {
  const match = /^@aws-sdk\/client-([a-z0-9-]+)#([A-Za-z0-9]+)$/.exec(symbol);
  const [, suffix, name] = match ?? [];
  if (!suffix || !name || suffix.replaceAll('-', '') !== name.toLowerCase()) return undefined;
  return { symbol, kind: 'sdk-client', name: 'last', construct: true };
}

const compiled = new Map<string, RegExp>();

function matches(pattern: string, symbol: string): boolean {
  if (!pattern.includes('*')) return pattern === symbol;
  let expression = compiled.get(pattern);
  if (!expression) {
    const source = pattern.replace(/[.()+?^${}|[\]\\]/g, '\\$&').replaceAll('*', '[^.#/()]*');
    expression = new RegExp(`^${source}$`);
    compiled.set(pattern, expression);
  }
  return expression.test(symbol);
}

const firstMatch = (entries: readonly CatalogueEntry[], symbol: string): CatalogueEntry | undefined =>
  entries.find((entry) => matches(entry.symbol, symbol) && (entry.among?.has(lastPart(symbol)) ?? true));

export const lastPart = (symbol: string): string => /[^.#/()]*$/.exec(symbol)?.[0] ?? '';
