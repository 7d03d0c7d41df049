import { addTo } from '../../core/groups.ts';
import { entries, type CatalogueEntry } from './entry.ts';
import { pythonServices } from './pythonServices.ts';

const sessionMakers = ['boto3.Session', 'boto3.session.Session'];
const botocoreSessions = ['botocore.session.get_session', 'botocore.session.Session'];
const sessions = sessionMakers.map((maker) => `${maker}()`);
const resources = ['boto3.resource()', ...sessions.map((session) => `${session}.resource()`)];
const connects = { connects: true };
const needsLoop = { needsLoop: true };
const remembers = { remembers: true };

const sdk: readonly CatalogueEntry[] = [
  ...entries('sdk-client', 'argument', [
    'boto3.client',
    'boto3.resource',
    ...sessions.flatMap((session) => [`${session}.client`, `${session}.resource`]),
    ...botocoreSessions.map((session) => `${session}().create_client`),
  ]),
  ...entries('sdk-client', ['session'], sessionMakers),
  ...['Table', 'Queue', 'Bucket', 'Topic'].flatMap((part) =>
    entries(
      'sdk-client',
      [part.toLowerCase()],
      resources.map((resource) => `${resource}.${part}`),
      { light: true },
    ),
  ),
  ...entries('sdk-client', ['botocore', 'session'], botocoreSessions),
  ...entries(
    'sdk-client',
    ['session'],
    [
      'aioboto3.Session',
      'aioboto3.session.Session',
      'aiobotocore.session.get_session',
      'aiobotocore.session.AioSession',
      'aiobotocore.get_session',
    ],
  ),
  ...entries('sdk-client', ['dax'], ['amazondax.AmazonDaxClient', 'amazondax.AmazonDaxClient.resource']),
  ...entries('sdk-client', ['s3', 'filesystem'], ['s3fs.S3FileSystem']),
  ...entries(
    'sdk-client',
    ['secret', 'cache'],
    ['aws_secretsmanager_caching.SecretCache', 'aws_secretsmanager_caching.secret_cache.SecretCache'],
  ),
  ...entries('sdk-client', ['encryption', 'client'], ['aws_encryption_sdk.EncryptionSDKClient']),
  ...entries(
    'sdk-client',
    ['encryption', 'provider'],
    [
      'aws_lambda_powertools.utilities.data_masking.provider.kms.AWSEncryptionSDKProvider',
      'aws_lambda_powertools.utilities.data_masking.provider.kms.aws_encryption_sdk.AWSEncryptionSDKProvider',
    ],
  ),
  ...entries('sdk-client', ['data', 'masking'], ['aws_lambda_powertools.utilities.data_masking.DataMasking']),
  ...entries(
    'sdk-client',
    ['parameters', 'provider'],
    [
      'aws_lambda_powertools.utilities.parameters.SSMProvider',
      'aws_lambda_powertools.utilities.parameters.SecretsProvider',
      'aws_lambda_powertools.utilities.parameters.AppConfigProvider',
      'aws_lambda_powertools.utilities.parameters.DynamoDBProvider',
    ],
  ),
  ...entries(
    'sdk-client',
    ['persistence', 'layer'],
    [
      'aws_lambda_powertools.utilities.idempotency.DynamoDBPersistenceLayer',
      'aws_lambda_powertools.utilities.idempotency.persistence.dynamodb.DynamoDBPersistenceLayer',
    ],
  ),
  ...entries('sdk-client', ['feature', 'store'], ['aws_lambda_powertools.utilities.feature_flags.AppConfigStore']),
  ...entries(
    'sdk-client',
    ['persistence', 'layer'],
    [
      'aws_lambda_powertools.utilities.idempotency.persistence.redis.RedisCachePersistenceLayer',
      'aws_lambda_powertools.utilities.idempotency.persistence.cache.CachePersistenceLayer',
    ],
  ),
];

const databases: readonly CatalogueEntry[] = [
  ...entries(
    'database',
    ['catalog'],
    [
      'pyiceberg.catalog.load_catalog',
      'pyiceberg.catalog.rest.RestCatalog',
      'pyiceberg.catalog.glue.GlueCatalog',
      'pyiceberg.catalog.sql.SqlCatalog',
    ],
    connects,
  ),
  ...entries(
    'database',
    ['connection'],
    [
      'psycopg2.connect',
      'psycopg.connect',
      'psycopg.Connection.connect',
      'aurora_dsql_psycopg2.connect',
      'aurora_dsql_psycopg.connect',
      'pymysql.connect',
      'pymysql.Connect',
      'pymysql.connections.Connection',
      'MySQLdb.connect',
      'mysql.connector.connect',
      'mariadb.connect',
      'pg8000.connect',
      'pg8000.dbapi.connect',
      'pg8000.native.Connection',
      'pyodbc.connect',
      'pymssql.connect',
      'oracledb.connect',
      'cx_Oracle.connect',
      'snowflake.connector.connect',
      'redshift_connector.connect',
      'aurora_data_api.connect',
      'trino.dbapi.connect',
      'pyathena.connect',
      'vertica_python.connect',
      'teradatasql.connect',
      'ibm_db.connect',
      'hdbcli.dbapi.connect',
      'impala.dbapi.connect',
      ...['postgresql', 'mysql', 'redshift', 'sqlserver', 'oracle', 'data_api.rds', 'data_api.redshift'].map(
        (database) => `awswrangler.${database}.connect`,
      ),
    ],
    connects,
  ),
  ...entries(
    'database',
    ['pool'],
    [
      'psycopg2.pool.*',
      'psycopg_pool.ConnectionPool',
      'mysql.connector.pooling.MySQLConnectionPool',
      'oracledb.create_pool',
      'cx_Oracle.SessionPool',
    ],
    connects,
  ),
  ...entries(
    'database',
    ['connection'],
    [
      'asyncpg.connect',
      'asyncpg.create_pool',
      'aiomysql.connect',
      'aiomysql.create_pool',
      'psycopg.AsyncConnection.connect',
    ],
    needsLoop,
  ),
  ...entries('database', ['pool'], ['psycopg_pool.AsyncConnectionPool'], needsLoop),
  ...entries(
    'database',
    ['engine'],
    [
      'sqlalchemy.create_engine',
      'sqlalchemy.engine.create_engine',
      'sqlalchemy.engine_from_config',
      'sqlmodel.create_engine',
    ],
  ),
  ...entries('database', ['engine'], ['sqlalchemy.ext.asyncio.create_async_engine'], needsLoop),
  ...entries(
    'database',
    ['session', 'factory'],
    ['sqlalchemy.orm.sessionmaker', 'sqlalchemy.orm.scoped_session', 'sqlalchemy.ext.asyncio.async_sessionmaker'],
    { light: true },
  ),
  ...entries('database', ['connection'], ['sqlite3.connect', 'mongoengine.connect'], connects),
  ...entries('database', ['database'], ['peewee.PostgresqlDatabase', 'peewee.MySQLDatabase', 'peewee.SqliteDatabase']),
  ...entries('database', ['database'], ['playhouse.pool.*'], { staysOpen: true }),
  ...entries('database', ['mongo', 'client'], ['pymongo.MongoClient', 'pymongo.mongo_client.MongoClient']),
  ...entries(
    'database',
    ['mongo', 'client'],
    ['motor.motor_asyncio.AsyncIOMotorClient', 'pymongo.AsyncMongoClient'],
    needsLoop,
  ),
  ...entries(
    'database',
    ['search', 'client'],
    [
      'opensearchpy.OpenSearch',
      'elasticsearch.Elasticsearch',
      'opensearchpy.client.OpenSearch',
      'awswrangler.opensearch.connect',
      ...['elasticsearch_dsl', 'elasticsearch_dsl.connections', 'opensearch_dsl', 'opensearch_dsl.connections'].map(
        (where) => `${where}.connections.create_connection`,
      ),
    ],
  ),
  ...entries('database', ['driver'], ['neo4j.GraphDatabase.driver']),
  ...entries('database', ['driver'], ['neo4j.AsyncGraphDatabase.driver'], needsLoop),
  ...entries(
    'database',
    ['graph', 'connection'],
    ['gremlin_python.driver.driver_remote_connection.DriverRemoteConnection'],
    connects,
  ),
  ...entries('database', ['graph', 'client'], ['gremlin_python.driver.client.Client']),
  ...entries('database', ['cluster'], ['cassandra.cluster.Cluster']),
  ...entries('database', ['clickhouse'], ['clickhouse_connect.get_client'], connects),
  ...entries(
    'database',
    ['influx', 'client'],
    [
      'influxdb_client.InfluxDBClient',
      'influxdb_client.InfluxDBClient.from_env_properties',
      'influxdb_client_3.InfluxDBClient3',
      'influxdb.InfluxDBClient',
    ],
  ),
  ...entries('database', ['pgstac'], ['pypgstac.db.PgstacDB']),
  ...entries('database', ['arango', 'client'], ['arango.ArangoClient']),
  ...entries('database', ['clickhouse'], ['clickhouse_driver.Client', 'clickhouse_driver.client.Client']),
  ...entries('database', ['prisma'], ['prisma.Prisma'], { needsLoop: true, opens: 'connect' }),
  ...entries('database', ['supabase'], ['supabase.create_client']),
  ...entries('database', ['firestore', 'client'], ['google.cloud.firestore.Client']),
  ...entries('database', ['bigquery', 'client'], ['google.cloud.bigquery.Client']),
  ...entries('database', ['storage', 'client'], ['google.cloud.storage.Client']),
  ...entries(
    'database',
    ['blob', 'service'],
    ['azure.storage.blob.BlobServiceClient', 'azure.storage.blob.BlobServiceClient.from_connection_string'],
  ),
  ...entries('database', ['connection'], ['mysql.connector.MySQLConnection', 'databricks.sql.connect'], connects),
  ...entries('database', ['connection'], ['mysql.connector.aio.connect', 'aiopg.create_pool'], needsLoop),
  ...entries(
    'database',
    ['search', 'client'],
    ['opensearchpy.AsyncOpenSearch', 'elasticsearch.AsyncElasticsearch'],
    needsLoop,
  ),
  ...entries('database', ['chroma', 'client'], ['chromadb.HttpClient', 'chromadb.PersistentClient'], connects),
  ...entries(
    'database',
    ['cosmos', 'client'],
    ['azure.cosmos.CosmosClient', 'azure.cosmos.CosmosClient.from_connection_string'],
  ),
];

const caches: readonly CatalogueEntry[] = [
  ...entries(
    'cache',
    ['redis', 'client'],
    [
      'redis.Redis',
      'redis.StrictRedis',
      'redis.from_url',
      'redis.Redis.from_url',
      'redis.StrictRedis.from_url',
      'redis.client.Redis',
      'upstash_redis.Redis',
      'upstash_redis.Redis.from_env',
    ],
  ),
  ...entries(
    'cache',
    ['redis', 'client'],
    ['redis.cluster.RedisCluster', 'redis.RedisCluster', 'rediscluster.RedisCluster'],
    connects,
  ),
  ...entries(
    'cache',
    ['redis', 'client'],
    ['redis.asyncio.Redis', 'redis.asyncio.from_url', 'redis.asyncio.Redis.from_url'],
    needsLoop,
  ),
  ...entries('cache', ['sentinel'], ['redis.sentinel.Sentinel', 'redis.Sentinel']),
  ...entries(
    'cache',
    ['memcached'],
    [
      'pymemcache.Client',
      'pymemcache.client.base.Client',
      'pymemcache.client.base.PooledClient',
      'pymemcache.client.hash.HashClient',
      'pymemcache.HashClient',
    ],
  ),
  ...entries(
    'cache',
    ['redis', 'pool'],
    [
      'redis.ConnectionPool',
      'redis.ConnectionPool.from_url',
      'redis.BlockingConnectionPool',
      'redis.connection.ConnectionPool',
    ],
  ),
  ...entries('cache', ['valkey', 'client'], ['valkey.Valkey', 'valkey.from_url', 'valkey.Valkey.from_url']),
  ...entries('cache', ['redis', 'client'], ['aioredis.from_url', 'redis.asyncio.RedisCluster'], needsLoop),
];

const http: readonly CatalogueEntry[] = [
  ...entries(
    'http-client',
    ['http', 'session'],
    [
      'requests.Session',
      'requests.session',
      'requests.sessions.Session',
      'botocore.vendored.requests.Session',
      'botocore.vendored.requests.session',
      'requests_oauthlib.OAuth2Session',
      'requests_oauthlib.OAuth1Session',
      'requests_html.HTMLSession',
      'requests_toolbelt.sessions.BaseUrlSession',
      'requests_futures.sessions.FuturesSession',
      'requests_cache.CachedSession',
      'authlib.integrations.requests_client.OAuth2Session',
      'curl_cffi.requests.Session',
      'cloudscraper.create_scraper',
    ],
    remembers,
  ),
  ...entries('http-client', ['http', 'client'], ['httpx.Client'], remembers),
  ...entries('http-client', ['http', 'client'], ['httpx.AsyncClient'], { needsLoop: true, remembers: true }),
  ...entries('http-client', ['http', 'session'], ['aiohttp.ClientSession'], { needsLoop: true, remembers: true }),
  ...entries(
    'http-client',
    ['http'],
    ['urllib3.PoolManager', 'urllib3.ProxyManager', 'urllib3.HTTPSConnectionPool', 'urllib3.HTTPConnectionPool'],
  ),
  ...entries('http-client', ['http', 'session'], ['botocore.httpsession.URLLib3Session']),
  ...entries('http-client', ['soap', 'client'], ['zeep.Client', 'suds.client.Client'], connects),
  ...entries('http-client', ['graphql', 'client'], ['gql.Client']),
];

export const python: readonly CatalogueEntry[] = [...sdk, ...databases, ...caches, ...http, ...pythonServices];

/** What methods construct by whose object they are called on, where the file does not tell what that object is. */
export const pythonMethods: ReadonlyMap<string, { readonly makers: readonly string[]; readonly symbol: string }> =
  new Map(
    ['client', 'resource'].map((method) => [method, { makers: sessionMakers, symbol: `boto3.Session().${method}` }]),
  );

/** What a last name of a symbol may stand for, or a whole one, in a file that has it from another one that imports it. */
export const pythonNames: ReadonlyMap<string, readonly string[]> = namesIn(python);

function namesIn(entries: readonly CatalogueEntry[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    if (entry.symbol.includes('*')) continue;
    const last = entry.symbol.slice(entry.symbol.lastIndexOf('.') + 1);
    for (const name of entry.symbol.includes('()') ? [entry.symbol] : [entry.symbol, last]) addTo(found, name, entry);
  }
  // One name of different things tells nothing.
  const alike = [...found].filter(([, its]) => its.every(({ kind }) => kind === its[0]?.kind));
  return new Map(alike.map(([name, its]) => [name, its.map(({ symbol }) => symbol)]));
}
