import { sdkV2Clients } from '../../core/sdkV2.ts';
import { entries, type CatalogueEntry } from './entry.ts';
import { javascriptServices } from './javascriptServices.ts';

const construct = { construct: true };
const constructAndConnect = { construct: true, opens: 'connect' };
const connects = { connects: true };
const resolves = { connects: true, resolves: true };

const sdk: readonly CatalogueEntry[] = [
  ...entries('sdk-client', ['Document', 'Client'], ['aws-sdk#DynamoDB.DocumentClient'], construct),
  ...entries('sdk-client', 'last', ['aws-sdk#*'], { construct: true, among: sdkV2Clients }),
  ...entries('sdk-client', ['Document', 'Client'], ['aws-sdk/clients/dynamodb#DocumentClient'], construct),
  ...entries(
    'sdk-client',
    'last',
    ['aws-sdk/clients/*', 'aws-sdk/clients/all#*', '@aws-sdk/client-*#*Client'],
    construct,
  ),
  ...entries(
    'sdk-client',
    ['Document', 'Client'],
    ['@aws-sdk/lib-dynamodb#DynamoDBDocumentClient.from', '@aws-sdk/lib-dynamodb#DynamoDBDocument.from'],
  ),
  ...entries('sdk-client', ['presigner'], ['@aws-sdk/s3-request-presigner#S3RequestPresigner'], construct),
  ...entries('sdk-client', ['dax', 'Client'], ['amazon-dax-client', '@amazon-dax-sdk/lib-dax#DaxDocument'], construct),
  ...entries(
    'sdk-client',
    'last',
    [
      '@aws-lambda-powertools/parameters/ssm#SSMProvider',
      '@aws-lambda-powertools/parameters/secrets#SecretsProvider',
      '@aws-lambda-powertools/parameters/appconfig#AppConfigProvider',
      '@aws-lambda-powertools/parameters/dynamodb#DynamoDBProvider',
    ],
    construct,
  ),
  ...entries(
    'sdk-client',
    ['persistence', 'Layer'],
    ['@aws-lambda-powertools/idempotency/dynamodb#DynamoDBPersistenceLayer'],
    construct,
  ),
  ...entries(
    'sdk-client',
    ['persistence', 'Layer'],
    ['@aws-lambda-powertools/idempotency/cache#CachePersistenceLayer'],
    construct,
  ),
  ...entries('sdk-client', ['signer'], ['@aws-sdk/dsql-signer#DsqlSigner'], construct),
  ...entries('sdk-client', ['aws', 'Client'], ['aws4fetch#AwsClient'], construct),
  ...entries('sdk-client', ['appsync'], ['aws-appsync', 'aws-appsync#AWSAppSyncClient'], construct),
];

const databases: readonly CatalogueEntry[] = [
  ...entries('database', ['pool'], ['pg#Pool', '@neondatabase/serverless#Pool'], construct),
  ...entries('database', ['pg', 'Client'], ['pg#Client', '@neondatabase/serverless#Client'], {
    ...constructAndConnect,
    exclusive: true,
  }),
  ...entries('database', ['sql'], ['postgres', '@neondatabase/serverless#neon']),
  ...entries('database', ['connection'], ['mysql#createConnection'], {
    opens: 'connect',
    exclusive: true,
  }),
  ...entries(
    'database',
    ['pool'],
    [
      'mysql#createPool',
      'mysql2#createPool',
      'mysql2/promise#createPool',
      'mysql2#createPoolCluster',
      'mysql2/promise#createPoolCluster',
    ],
  ),
  ...entries('database', ['connection'], ['mysql2#createConnection'], { connects: true, exclusive: true }),
  ...entries('database', ['connection'], ['mysql2/promise#createConnection'], { ...resolves, exclusive: true }),
  ...entries('database', ['mysql'], ['serverless-mysql'], { staysOpen: true }),
  ...entries('database', ['planetscale'], ['@planetscale/database#connect']),
  ...entries('database', ['planetscale'], ['@planetscale/database#Client'], construct),
  ...entries('database', ['pool'], ['mssql#connect', 'oracledb#createPool'], resolves),
  ...entries('database', ['connection'], ['oracledb#getConnection'], { ...resolves, exclusive: true }),
  ...entries('database', ['pool'], ['mssql#ConnectionPool'], constructAndConnect),
  ...entries('database', ['mongo', 'Client'], ['mongodb#MongoClient'], construct),
  ...entries('database', ['mongo', 'Client'], ['mongodb#MongoClient.connect'], resolves),
  ...entries('database', ['connection'], ['mongoose#connect'], resolves),
  ...entries('database', ['connection'], ['mongoose#createConnection'], connects),
  ...entries('database', ['prisma'], ['@prisma/client#PrismaClient'], construct),
  ...entries('database', ['data', 'Source'], ['typeorm#DataSource'], { construct: true, opens: 'initialize' }),
  ...entries('database', ['connection'], ['typeorm#createConnection'], resolves),
  ...entries(
    'database',
    ['sequelize'],
    ['sequelize', 'sequelize#Sequelize', 'sequelize-typescript#Sequelize'],
    construct,
  ),
  ...entries('database', ['knex', 'Client'], ['knex', 'knex#knex']),
  ...entries('database', ['kysely'], ['kysely#Kysely'], construct),
  ...entries('database', ['orm'], ['@mikro-orm/core#MikroORM.init'], resolves),
  ...entries('database', ['data', 'Api'], ['data-api-client']),
  ...entries(
    'database',
    ['search', 'Client'],
    ['@opensearch-project/opensearch#Client', '@elastic/elasticsearch#Client'],
    construct,
  ),
  ...entries('database', ['driver'], ['neo4j-driver#driver']),
  ...entries('database', ['graph', 'Connection'], ['gremlin#driver.DriverRemoteConnection'], {
    construct: true,
    connects: true,
  }),
  ...entries('database', ['graph', 'Client'], ['gremlin#driver.Client'], construct),
  ...entries('database', ['cassandra', 'Client'], ['cassandra-driver#Client'], constructAndConnect),
  ...entries('database', ['fauna', 'Client'], ['fauna#Client', 'faunadb#Client'], construct),
  ...entries('database', ['snowflake', 'Connection'], ['snowflake-sdk#createConnection'], { opens: 'connect' }),
  ...entries('database', ['supabase'], ['@supabase/supabase-js#createClient']),
  ...entries(
    'database',
    'last',
    [
      '@google-cloud/bigquery#BigQuery',
      '@google-cloud/firestore#Firestore',
      '@google-cloud/storage#Storage',
      '@azure/cosmos#CosmosClient',
      '@azure/storage-blob#BlobServiceClient',
    ],
    construct,
  ),
  ...entries('database', ['blob', 'Service'], ['@azure/storage-blob#BlobServiceClient.fromConnectionString']),
  ...entries('database', ['pool'], ['pg-pool'], construct),
  ...entries('database', ['db'], ['pg-promise()']),
  ...entries('database', ['client'], ['serverless-postgres'], { construct: true, opens: 'connect', exclusive: true }),
  ...entries('database', ['pool'], ['slonik#createPool'], resolves),
  ...entries('database', ['db'], ['drizzle-orm/*#drizzle'], { unlessGiven: true }),
  ...entries('database', ['pool'], ['@vercel/postgres#createPool']),
  ...entries('database', ['clickhouse'], ['@clickhouse/client#createClient']),
  ...entries('database', ['libsql'], ['@libsql/client#createClient', '@libsql/client/web#createClient']),
  ...entries('database', ['influx', 'Client'], ['@influxdata/influxdb-client#InfluxDB'], construct),
  ...entries('database', ['orm'], ['@mikro-orm/*#MikroORM.init'], resolves),
  ...entries('database', ['search', 'Client'], ['meilisearch#MeiliSearch', 'typesense#Client'], construct),
  ...entries('database', 'last', ['@azure/data-tables#TableClient'], construct),
];

const caches: readonly CatalogueEntry[] = [
  ...entries('cache', ['redis'], ['ioredis', 'ioredis#Redis', 'ioredis#Cluster', '@upstash/redis#Redis'], construct),
  ...entries('cache', ['redis'], ['@upstash/redis#Redis.fromEnv']),
  ...entries(
    'cache',
    ['redis', 'Client'],
    ['redis#createClient', 'redis#createCluster', '@redis/client#createClient'],
    { opens: 'connect' },
  ),
  ...entries('cache', ['memcached'], ['memcached'], construct),
  ...entries('cache', ['memcached'], ['memjs#Client.create']),
  ...entries(
    'cache',
    ['valkey', 'Client'],
    ['@valkey/valkey-glide#GlideClient.createClient', '@valkey/valkey-glide#GlideClusterClient.createClient'],
    resolves,
  ),
  ...entries('cache', ['kv'], ['@vercel/kv#createClient']),
];

const http: readonly CatalogueEntry[] = [
  ...entries('http-client', ['http', 'Client'], ['axios#create', 'got#extend', 'ky#create', 'ky#extend']),
  ...entries(
    'http-client',
    ['agent'],
    [
      'http#Agent',
      'https#Agent',
      'undici#Agent',
      'undici#ProxyAgent',
      'agentkeepalive',
      'agentkeepalive#HttpAgent',
      'agentkeepalive#HttpsAgent',
      'http-proxy-agent#HttpProxyAgent',
      'https-proxy-agent#HttpsProxyAgent',
    ],
    construct,
  ),
  ...entries('http-client', ['pool'], ['undici#Pool'], construct),
  ...entries('http-client', ['graphql', 'Client'], ['graphql-request#GraphQLClient'], construct),
  ...entries('http-client', ['soap', 'Client'], ['soap#createClientAsync'], resolves),
  ...entries('http-client', ['http', 'Client'], ['axios#Axios', 'undici#Client', 'undici#RetryAgent'], construct),
  ...entries('http-client', ['http', 'Session'], ['http2#connect'], connects),
  ...entries('http-client', ['http', 'Agent'], ['superagent#agent'], { remembers: true }),
  ...entries(
    'http-client',
    ['apollo'],
    ['@apollo/client#ApolloClient', '@apollo/client/core#ApolloClient', '@apollo/client/core/index.js#ApolloClient'],
    { construct: true, remembers: true },
  ),
  ...entries('http-client', ['urql'], ['@urql/core#Client'], construct),
  ...entries('http-client', ['urql'], ['@urql/core#createClient']),
];

export const javascript: readonly CatalogueEntry[] = [...sdk, ...databases, ...caches, ...http, ...javascriptServices];
