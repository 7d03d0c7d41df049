/**
 * The resource catalogue: which symbols construct something that is meant to be made once and used for long.
 * Data only. A symbol is matched against `symbol`, in which `*` stands for one run of characters without `.`, `#` and `/`.
 */
import type { ResourceKind } from '../core/module.ts';
import { sdkV2Clients } from '../core/sdkV2.ts';

export interface CatalogueEntry {
  readonly symbol: string;
  readonly kind: ResourceKind;
  /** JS constructs it with `new`, so that a mere call of the symbol is something else. */
  readonly construct?: boolean;
  /**
   * How its module constant is named: words, or `argument` for its first string argument (`boto3.client('sns')` → `sns`),
   * or `last` for the last part of its symbol (`S3Client` → `s3Client`).
   */
  readonly name: readonly string[] | 'argument' | 'last';
  /** It opens a connection at once, which may break while the environment is frozen. */
  readonly connects?: boolean;
  /** The method that opens it, which may be called only once. */
  readonly opens?: string;
  /** It remembers something from one use to the next, such as cookies. */
  readonly remembers?: boolean;
  /** The only last parts of a symbol that the pattern is meant for. */
  readonly among?: ReadonlySet<string>;
  /** A handle on another resource that costs next to nothing by itself. */
  readonly light?: boolean;
  /** It must be made where an event loop runs. */
  readonly needsLoop?: boolean;
}

const python: readonly CatalogueEntry[] = [
  { symbol: 'boto3.client', kind: 'sdk-client', name: 'argument' },
  { symbol: 'boto3.resource', kind: 'sdk-client', name: 'argument' },
  { symbol: 'boto3.Session', kind: 'sdk-client', name: ['session'] },
  { symbol: 'boto3.session.Session', kind: 'sdk-client', name: ['session'] },
  { symbol: 'boto3.Session().client', kind: 'sdk-client', name: 'argument' },
  { symbol: 'boto3.Session().resource', kind: 'sdk-client', name: 'argument' },
  {
    symbol: 'boto3.session.Session().client',
    kind: 'sdk-client',
    name: 'argument',
  },
  {
    symbol: 'boto3.session.Session().resource',
    kind: 'sdk-client',
    name: 'argument',
  },
  ...['boto3.resource()', 'boto3.Session().resource()', 'boto3.session.Session().resource()'].flatMap((resource) =>
    ['Table', 'Queue', 'Bucket', 'Topic'].map((part): CatalogueEntry => ({
      symbol: `${resource}.${part}`,
      kind: 'sdk-client',
      name: [part.toLowerCase()],
      light: true,
    })),
  ),
  {
    symbol: 'botocore.session.get_session',
    kind: 'sdk-client',
    name: ['botocore', 'session'],
  },
  {
    symbol: 'botocore.session.get_session().create_client',
    kind: 'sdk-client',
    name: 'argument',
  },
  { symbol: 'aioboto3.Session', kind: 'sdk-client', name: ['session'] },
  ...['aurora_dsql_psycopg2.connect', 'aurora_dsql_psycopg.connect'].map((symbol): CatalogueEntry => ({
    symbol,
    kind: 'database',
    name: ['connection'],
    connects: true,
  })),
  {
    symbol: 'psycopg2.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'psycopg2.pool.*',
    kind: 'database',
    name: ['pool'],
    connects: true,
  },
  {
    symbol: 'psycopg.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'psycopg_pool.ConnectionPool',
    kind: 'database',
    name: ['pool'],
    connects: true,
  },
  {
    symbol: 'pymysql.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'pymysql.connections.Connection',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'MySQLdb.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'mysql.connector.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'pg8000.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'pg8000.dbapi.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'pg8000.native.Connection',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'pyodbc.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'oracledb.connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  { symbol: 'sqlalchemy.create_engine', kind: 'database', name: ['engine'] },
  {
    symbol: 'sqlalchemy.engine.create_engine',
    kind: 'database',
    name: ['engine'],
  },
  {
    symbol: 'pymongo.MongoClient',
    kind: 'database',
    name: ['mongo', 'client'],
  },
  { symbol: 'redis.Redis', kind: 'cache', name: ['redis', 'client'] },
  { symbol: 'redis.StrictRedis', kind: 'cache', name: ['redis', 'client'] },
  { symbol: 'redis.from_url', kind: 'cache', name: ['redis', 'client'] },
  { symbol: 'redis.Redis.from_url', kind: 'cache', name: ['redis', 'client'] },
  {
    symbol: 'redis.cluster.RedisCluster',
    kind: 'cache',
    name: ['redis', 'client'],
    connects: true,
  },
  {
    symbol: 'requests.Session',
    kind: 'http-client',
    name: ['http', 'session'],
    remembers: true,
  },
  {
    symbol: 'requests.session',
    kind: 'http-client',
    name: ['http', 'session'],
    remembers: true,
  },
  {
    symbol: 'requests.sessions.Session',
    kind: 'http-client',
    name: ['http', 'session'],
    remembers: true,
  },
  { symbol: 'httpx.Client', kind: 'http-client', name: ['http', 'client'], remembers: true },
  {
    symbol: 'httpx.AsyncClient',
    kind: 'http-client',
    name: ['http', 'client'],
    needsLoop: true,
    remembers: true,
  },
  {
    symbol: 'aiohttp.ClientSession',
    kind: 'http-client',
    name: ['http', 'session'],
    needsLoop: true,
    remembers: true,
  },
  { symbol: 'urllib3.PoolManager', kind: 'http-client', name: ['http'] },
];

const javascript: readonly CatalogueEntry[] = [
  {
    symbol: 'aws-sdk#DynamoDB.DocumentClient',
    kind: 'sdk-client',
    name: ['Document', 'Client'],
    construct: true,
  },
  {
    symbol: 'aws-sdk#*',
    kind: 'sdk-client',
    name: 'last',
    construct: true,
    among: sdkV2Clients,
  },
  {
    symbol: 'aws-sdk/clients/dynamodb#DocumentClient',
    kind: 'sdk-client',
    name: ['Document', 'Client'],
    construct: true,
  },
  {
    symbol: 'aws-sdk/clients/*',
    kind: 'sdk-client',
    name: 'last',
    construct: true,
  },
  {
    symbol: 'aws-sdk/clients/all#*',
    kind: 'sdk-client',
    name: 'last',
    construct: true,
  },
  {
    symbol: '@aws-sdk/client-*#*Client',
    kind: 'sdk-client',
    name: 'last',
    construct: true,
  },
  {
    symbol: '@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from',
    kind: 'sdk-client',
    name: ['Document', 'Client'],
  },
  {
    symbol: '@aws-sdk/lib-dynamodb#DynamoDBDocument.from',
    kind: 'sdk-client',
    name: ['Document', 'Client'],
  },
  { symbol: 'pg#Pool', kind: 'database', name: ['pool'], construct: true },
  {
    symbol: 'pg#Client',
    kind: 'database',
    name: ['pg', 'Client'],
    construct: true,
    opens: 'connect',
  },
  { symbol: 'mysql#createConnection', kind: 'database', name: ['connection'], opens: 'connect' },
  { symbol: 'mysql#createPool', kind: 'database', name: ['pool'] },
  {
    symbol: 'mysql2#createConnection',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  { symbol: 'mysql2#createPool', kind: 'database', name: ['pool'] },
  {
    symbol: 'mysql2/promise#createConnection',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  { symbol: 'mysql2/promise#createPool', kind: 'database', name: ['pool'] },
  { symbol: 'serverless-mysql', kind: 'database', name: ['mysql'] },
  {
    symbol: 'mongodb#MongoClient',
    kind: 'database',
    name: ['mongo', 'Client'],
    construct: true,
  },
  {
    symbol: 'mongodb#MongoClient.connect',
    kind: 'database',
    name: ['mongo', 'Client'],
    connects: true,
  },
  {
    symbol: 'mongoose#connect',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: 'mongoose#createConnection',
    kind: 'database',
    name: ['connection'],
    connects: true,
  },
  {
    symbol: '@prisma/client#PrismaClient',
    kind: 'database',
    name: ['prisma'],
    construct: true,
  },
  {
    symbol: 'typeorm#DataSource',
    kind: 'database',
    name: ['data', 'Source'],
    construct: true,
    opens: 'initialize',
  },
  {
    symbol: 'sequelize',
    kind: 'database',
    name: ['sequelize'],
    construct: true,
  },
  {
    symbol: 'sequelize#Sequelize',
    kind: 'database',
    name: ['sequelize'],
    construct: true,
  },
  { symbol: 'knex', kind: 'database', name: ['knex', 'Client'] },
  { symbol: 'knex#knex', kind: 'database', name: ['knex', 'Client'] },
  { symbol: 'ioredis', kind: 'cache', name: ['redis'], construct: true },
  { symbol: 'ioredis#Redis', kind: 'cache', name: ['redis'], construct: true },
  {
    symbol: 'ioredis#Cluster',
    kind: 'cache',
    name: ['redis'],
    construct: true,
  },
  { symbol: 'redis#createClient', kind: 'cache', name: ['redis', 'Client'], opens: 'connect' },
  { symbol: 'axios#create', kind: 'http-client', name: ['http', 'Client'] },
  {
    symbol: 'http#Agent',
    kind: 'http-client',
    name: ['agent'],
    construct: true,
  },
  {
    symbol: 'https#Agent',
    kind: 'http-client',
    name: ['agent'],
    construct: true,
  },
  {
    symbol: 'undici#Pool',
    kind: 'http-client',
    name: ['pool'],
    construct: true,
  },
  {
    symbol: 'undici#Agent',
    kind: 'http-client',
    name: ['agent'],
    construct: true,
  },
];

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
