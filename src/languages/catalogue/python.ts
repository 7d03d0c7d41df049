import { entries, type CatalogueEntry } from './entry.ts';

const sessions = ['boto3.Session()', 'boto3.session.Session()'];
const resources = ['boto3.resource()', ...sessions.map((session) => `${session}.resource()`)];
const connects = { connects: true };
const needsLoop = { needsLoop: true };
const remembers = { remembers: true };
const reads = { reads: true };

const sdk: readonly CatalogueEntry[] = [
  ...entries('sdk-client', 'argument', [
    'boto3.client',
    'boto3.resource',
    ...sessions.flatMap((session) => [`${session}.client`, `${session}.resource`]),
    'botocore.session.get_session().create_client',
  ]),
  ...entries('sdk-client', ['session'], ['boto3.Session', 'boto3.session.Session']),
  ...['Table', 'Queue', 'Bucket', 'Topic'].flatMap((part) =>
    entries(
      'sdk-client',
      [part.toLowerCase()],
      resources.map((resource) => `${resource}.${part}`),
      { light: true },
    ),
  ),
  ...entries('sdk-client', ['botocore', 'session'], ['botocore.session.get_session']),
  ...entries('sdk-client', ['session'], ['aioboto3.Session', 'aiobotocore.session.get_session']),
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
];

const databases: readonly CatalogueEntry[] = [
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
    ['sqlalchemy.create_engine', 'sqlalchemy.engine.create_engine', 'sqlmodel.create_engine'],
  ),
  ...entries('database', ['engine'], ['sqlalchemy.ext.asyncio.create_async_engine'], needsLoop),
  ...entries(
    'database',
    ['session', 'factory'],
    ['sqlalchemy.orm.sessionmaker', 'sqlalchemy.orm.scoped_session', 'sqlalchemy.ext.asyncio.async_sessionmaker'],
    { light: true },
  ),
  ...entries('database', ['connection'], ['sqlite3.connect', 'mongoengine.connect'], connects),
  ...entries(
    'database',
    ['database'],
    ['peewee.PostgresqlDatabase', 'peewee.MySQLDatabase', 'peewee.SqliteDatabase', 'playhouse.pool.*'],
  ),
  ...entries('database', ['mongo', 'client'], ['pymongo.MongoClient', 'pymongo.mongo_client.MongoClient']),
  ...entries(
    'database',
    ['mongo', 'client'],
    ['motor.motor_asyncio.AsyncIOMotorClient', 'pymongo.AsyncMongoClient'],
    needsLoop,
  ),
  ...entries('database', ['search', 'client'], ['opensearchpy.OpenSearch', 'elasticsearch.Elasticsearch']),
  ...entries('database', ['driver'], ['neo4j.GraphDatabase.driver']),
  ...entries(
    'database',
    ['graph', 'connection'],
    ['gremlin_python.driver.driver_remote_connection.DriverRemoteConnection'],
    connects,
  ),
  ...entries('database', ['graph', 'client'], ['gremlin_python.driver.client.Client']),
  ...entries('database', ['cluster'], ['cassandra.cluster.Cluster']),
  ...entries('database', ['clickhouse'], ['clickhouse_connect.get_client'], connects),
  ...entries('database', ['influx', 'client'], ['influxdb_client.InfluxDBClient']),
  ...entries('database', ['supabase'], ['supabase.create_client']),
  ...entries('database', ['firestore', 'client'], ['google.cloud.firestore.Client']),
  ...entries('database', ['bigquery', 'client'], ['google.cloud.bigquery.Client']),
  ...entries('database', ['storage', 'client'], ['google.cloud.storage.Client']),
  ...entries(
    'database',
    ['blob', 'service'],
    ['azure.storage.blob.BlobServiceClient', 'azure.storage.blob.BlobServiceClient.from_connection_string'],
  ),
];

const caches: readonly CatalogueEntry[] = [
  ...entries(
    'cache',
    ['redis', 'client'],
    ['redis.Redis', 'redis.StrictRedis', 'redis.from_url', 'redis.Redis.from_url', 'redis.StrictRedis.from_url'],
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
];

const http: readonly CatalogueEntry[] = [
  ...entries(
    'http-client',
    ['http', 'session'],
    [
      'requests.Session',
      'requests.session',
      'requests.sessions.Session',
      'requests_oauthlib.OAuth2Session',
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
  ...entries('http-client', ['soap', 'client'], ['zeep.Client'], connects),
  ...entries('http-client', ['graphql', 'client'], ['gql.Client']),
];

const apis: readonly CatalogueEntry[] = [
  ...entries('api-client', ['stripe', 'client'], ['stripe.StripeClient']),
  ...entries('api-client', ['twilio', 'client'], ['twilio.rest.Client']),
  ...entries(
    'api-client',
    ['slack', 'client'],
    ['slack_sdk.WebClient', 'slack_sdk.web.WebClient', 'slack_sdk.webhook.WebhookClient', 'slack.WebClient'],
  ),
  ...entries('api-client', ['slack', 'app'], ['slack_bolt.App', 'slack_bolt.app.App'], remembers),
  ...entries('api-client', ['openai', 'client'], ['openai.OpenAI', 'openai.AzureOpenAI']),
  ...entries('api-client', ['openai', 'client'], ['openai.AsyncOpenAI', 'openai.AsyncAzureOpenAI'], needsLoop),
  ...entries('api-client', ['anthropic', 'client'], ['anthropic.Anthropic', 'anthropic.AnthropicBedrock']),
  ...entries('api-client', ['groq', 'client'], ['groq.Groq']),
  ...entries('api-client', ['cohere', 'client'], ['cohere.Client', 'cohere.ClientV2']),
  ...entries('api-client', ['mistral', 'client'], ['mistralai.Mistral']),
  ...entries(
    'api-client',
    ['sendgrid', 'client'],
    ['sendgrid.SendGridAPIClient', 'sendgrid.sendgrid.SendGridAPIClient'],
  ),
  ...entries('api-client', ['github', 'client'], ['github.Github', 'github.MainClass.Github']),
  ...entries('api-client', ['gitlab', 'client'], ['gitlab.Gitlab']),
  ...entries('api-client', ['jira', 'client'], ['jira.JIRA', 'jira.client.JIRA'], connects),
  ...entries('api-client', ['twitter', 'client'], ['tweepy.Client', 'tweepy.API']),
  ...entries('api-client', ['bot'], ['telegram.Bot', 'linebot.LineBotApi']),
  ...entries('api-client', ['google', 'service'], ['googleapiclient.discovery.build'], connects),
  ...entries(
    'api-client',
    ['sheets', 'client'],
    ['gspread.authorize', 'gspread.service_account', 'gspread.service_account_from_dict'],
  ),
  ...entries('api-client', ['salesforce'], ['simple_salesforce.Salesforce'], connects),
  ...entries('api-client', ['hubspot', 'client'], ['hubspot.HubSpot']),
  ...entries('api-client', ['notion', 'client'], ['notion_client.Client']),
  ...entries('api-client', ['pinecone', 'client'], ['pinecone.Pinecone']),
  ...entries('api-client', ['qdrant', 'client'], ['qdrant_client.QdrantClient']),
  ...entries('api-client', ['weaviate', 'client'], ['weaviate.Client'], connects),
  ...entries(
    'api-client',
    ['chat', 'model'],
    [
      'langchain_aws.ChatBedrock',
      'langchain_aws.ChatBedrockConverse',
      'langchain_openai.ChatOpenAI',
      'langchain_openai.AzureChatOpenAI',
    ],
  ),
  ...entries('api-client', ['embeddings'], ['langchain_aws.BedrockEmbeddings', 'langchain_openai.OpenAIEmbeddings']),
  ...entries('api-client', ['auth', 'app'], ['msal.ConfidentialClientApplication']),
  ...entries('api-client', ['vault', 'client'], ['hvac.Client']),
  ...entries('api-client', ['translator'], ['deepl.Translator', 'deepl.DeepLClient']),
  ...entries('api-client', ['datadog', 'client'], ['datadog_api_client.ApiClient']),
];

const others: readonly CatalogueEntry[] = [
  ...entries('messaging', ['producer'], ['kafka.KafkaProducer'], connects),
  ...entries('messaging', ['producer'], ['confluent_kafka.Producer']),
  ...entries('messaging', ['connection'], ['pika.BlockingConnection'], connects),
  ...entries('messaging', ['publisher'], ['google.cloud.pubsub_v1.PublisherClient']),
  ...entries('key-set', ['jwks', 'client'], ['jwt.PyJWKClient', 'jwt.jwks_client.PyJWKClient']),
  ...entries('compiled', ['environment'], ['jinja2.Environment', 'jinja2.environment.Environment'], remembers),
  ...entries('compiled', ['template'], ['jinja2.Template', 'mako.template.Template']),
  ...entries(
    'compiled',
    ['validator'],
    [
      'jsonschema.Draft7Validator',
      'jsonschema.Draft202012Validator',
      'jsonschema.validators.Draft7Validator',
      'jsonschema.validators.Draft202012Validator',
      'fastjsonschema.compile',
      'pydantic.TypeAdapter',
    ],
  ),
  ...entries(
    'model',
    ['model'],
    [
      'joblib.load',
      'tensorflow.keras.models.load_model',
      'keras.models.load_model',
      'tensorflow.saved_model.load',
      'torch.load',
      'torch.jit.load',
      'fasttext.load_model',
      'ultralytics.YOLO',
      'whisper.load_model',
      'llama_cpp.Llama',
      'transformers.*.from_pretrained',
      'sentence_transformers.SentenceTransformer',
      'spacy.load',
    ],
    reads,
  ),
  ...entries('model', ['pipeline'], ['transformers.pipeline'], reads),
  ...entries('model', ['interpreter'], ['tensorflow.lite.Interpreter', 'tflite_runtime.interpreter.Interpreter'], {
    reads: true,
    remembers: true,
  }),
  ...entries('model', ['inference', 'session'], ['onnxruntime.InferenceSession'], reads),
  ...entries('model', ['reader'], ['easyocr.Reader'], reads),
  ...entries('model', ['encoding'], ['tiktoken.get_encoding', 'tiktoken.encoding_for_model'], connects),
  ...entries('rpc-channel', ['channel'], ['grpc.insecure_channel', 'grpc.secure_channel']),
  ...entries('rpc-channel', ['channel'], ['grpc.aio.insecure_channel', 'grpc.aio.secure_channel'], needsLoop),
  ...entries(
    'telemetry',
    ['logger'],
    ['aws_lambda_powertools.Logger', 'aws_lambda_powertools.logging.Logger'],
    remembers,
  ),
  ...entries(
    'telemetry',
    ['tracer'],
    ['aws_lambda_powertools.Tracer', 'aws_lambda_powertools.tracing.Tracer'],
    remembers,
  ),
  ...entries(
    'telemetry',
    ['metrics'],
    ['aws_lambda_powertools.Metrics', 'aws_lambda_powertools.metrics.Metrics'],
    remembers,
  ),
];

export const python: readonly CatalogueEntry[] = [...sdk, ...databases, ...caches, ...http, ...apis, ...others];
