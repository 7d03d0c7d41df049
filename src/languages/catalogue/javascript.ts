import { sdkV2Clients } from '../../core/sdkV2.ts';
import { entries, type CatalogueEntry } from './entry.ts';

const construct = { construct: true };
const constructAndConnect = { construct: true, opens: 'connect' };
const connects = { connects: true };
const resolves = { connects: true, resolves: true };
const readsAndResolves = { reads: true, resolves: true };

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
  ...entries('database', ['mysql'], ['serverless-mysql']),
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
];

const apis: readonly CatalogueEntry[] = [
  ...entries('api-client', ['stripe'], ['stripe', 'stripe#Stripe']),
  ...entries('api-client', ['twilio', 'Client'], ['twilio', 'twilio#Twilio']),
  ...entries('api-client', ['slack'], ['@slack/web-api#WebClient', '@slack/webhook#IncomingWebhook'], construct),
  ...entries(
    'api-client',
    ['openai'],
    ['openai', 'openai#OpenAI', 'openai#AzureOpenAI', 'openai#OpenAIApi'],
    construct,
  ),
  ...entries(
    'api-client',
    ['anthropic'],
    [
      '@anthropic-ai/sdk',
      '@anthropic-ai/sdk#Anthropic',
      '@anthropic-ai/bedrock-sdk',
      '@anthropic-ai/bedrock-sdk#AnthropicBedrock',
    ],
    construct,
  ),
  ...entries(
    'api-client',
    'last',
    [
      '@google/generative-ai#GoogleGenerativeAI',
      '@google/genai#GoogleGenAI',
      '@mistralai/mistralai#Mistral',
      'cohere-ai#CohereClient',
      '@langchain/openai#ChatOpenAI',
      '@langchain/openai#OpenAIEmbeddings',
      '@langchain/aws#ChatBedrockConverse',
      '@langchain/aws#BedrockEmbeddings',
      '@pinecone-database/pinecone#Pinecone',
      'resend#Resend',
      '@octokit/rest#Octokit',
      '@octokit/core#Octokit',
      'octokit#Octokit',
      'octokit#App',
      '@octokit/app#App',
      'auth0#ManagementClient',
      'auth0#AuthenticationClient',
      'plaid#PlaidApi',
      'braintree#BraintreeGateway',
      'square#SquareClient',
      'googleapis#google.auth.GoogleAuth',
      'googleapis#google.auth.JWT',
      'google-auth-library#GoogleAuth',
      'google-auth-library#JWT',
    ],
    construct,
  ),
  ...entries('api-client', ['groq'], ['groq-sdk', 'groq-sdk#Groq'], construct),
  ...entries('api-client', ['notion'], ['@notionhq/client#Client'], construct),
  ...entries('api-client', ['hubspot'], ['@hubspot/api-client#Client'], construct),
  ...entries('api-client', ['square'], ['square#Client'], construct),
  ...entries(
    'api-client',
    ['line', 'Client'],
    ['@line/bot-sdk#Client', '@line/bot-sdk#messagingApi.MessagingApiClient'],
    construct,
  ),
  ...entries('api-client', ['bot'], ['telegraf#Telegraf', 'node-telegram-bot-api'], construct),
  ...entries('api-client', ['postmark'], ['postmark#ServerClient'], construct),
  ...entries('api-client', ['mailer'], ['nodemailer#createTransport']),
  ...entries('api-client', ['algolia'], ['algoliasearch', 'algoliasearch#algoliasearch', 'algoliasearch/lite']),
  ...entries('api-client', ['contentful'], ['contentful#createClient', 'contentful-management#createClient']),
  ...entries('api-client', ['clerk', 'Client'], ['@clerk/backend#createClerkClient']),
  ...entries(
    'api-client',
    ['launch', 'Darkly'],
    ['launchdarkly-node-server-sdk#init', '@launchdarkly/node-server-sdk#init'],
    connects,
  ),
  ...entries(
    'api-client',
    ['feature', 'Store'],
    [
      '@launchdarkly/node-server-sdk-dynamodb#DynamoDBFeatureStore',
      'launchdarkly-node-server-sdk-dynamodb#DynamoDBFeatureStore',
    ],
  ),
  ...entries('api-client', ['translator'], ['deepl-node#Translator', 'deepl-node#DeepLClient'], construct),
  ...entries('api-client', ['pusher'], ['pusher'], construct),
  ...entries('api-client', ['ably'], ['ably#Rest'], construct),
];

const others: readonly CatalogueEntry[] = [
  ...entries('messaging', ['kafka'], ['kafkajs#Kafka'], construct),
  ...entries('messaging', ['pub', 'Sub'], ['@google-cloud/pubsub#PubSub'], construct),
  ...entries('messaging', ['connection'], ['amqplib#connect'], resolves),
  ...entries('messaging', ['mqtt', 'Client'], ['mqtt#connect'], connects),
  ...entries('messaging', ['mqtt', 'Client'], ['mqtt#connectAsync'], resolves),
  ...entries('key-set', ['jwks', 'Client'], ['jwks-rsa', 'jwks-rsa#JwksClient']),
  ...entries('key-set', ['key', 'Set'], ['jose#createRemoteJWKSet']),
  ...entries(
    'key-set',
    ['verifier'],
    [
      'aws-jwt-verify#CognitoJwtVerifier.create',
      'aws-jwt-verify#JwtVerifier.create',
      'aws-jwt-verify#JwtRsaVerifier.create',
      'aws-jwt-verify#AlbJwtVerifier.create',
    ],
  ),
  ...entries('compiled', ['ajv'], ['ajv', 'ajv#Ajv', 'ajv#default', 'ajv/dist/2019', 'ajv/dist/2020', 'ajv/dist/jtd'], {
    construct: true,
    remembers: true,
  }),
  ...entries(
    'compiled',
    ['template'],
    ['handlebars#compile', 'ejs#compile', 'pug#compile', 'hogan.js#compile', 'nunjucks#compile', 'lodash#template'],
  ),
  ...entries('compiled', ['template'], ['pug#compileFile'], { reads: true }),
  ...entries('compiled', ['stringify'], ['fast-json-stringify']),
  ...entries('compiled', ['schema'], ['graphql#buildSchema', '@graphql-tools/schema#makeExecutableSchema']),
  ...entries('model', ['classify'], ['@xenova/transformers#pipeline', '@huggingface/transformers#pipeline'], resolves),
  ...entries('model', ['inference', 'Session'], ['onnxruntime-node#InferenceSession.create'], readsAndResolves),
  ...entries(
    'model',
    ['model'],
    [
      '@tensorflow/tfjs#loadLayersModel',
      '@tensorflow/tfjs#loadGraphModel',
      '@tensorflow/tfjs-node#loadLayersModel',
      '@tensorflow/tfjs-node#loadGraphModel',
      '@tensorflow/tfjs-node#node.loadSavedModel',
    ],
    readsAndResolves,
  ),
  ...entries(
    'model',
    ['encoding'],
    ['tiktoken#get_encoding', 'tiktoken#encoding_for_model', 'js-tiktoken#getEncoding', 'js-tiktoken#encodingForModel'],
  ),
  ...entries('rpc-channel', ['grpc', 'Client'], ['@grpc/grpc-js#Client'], construct),
  ...entries(
    'telemetry',
    'last',
    [
      '@aws-lambda-powertools/logger#Logger',
      '@aws-lambda-powertools/tracer#Tracer',
      '@aws-lambda-powertools/metrics#Metrics',
    ],
    { construct: true, remembers: true },
  ),
  ...entries('telemetry', ['logger'], ['winston#createLogger', 'bunyan#createLogger', 'pino', 'pino#pino'], {
    remembers: true,
  }),
];

export const javascript: readonly CatalogueEntry[] = [...sdk, ...databases, ...caches, ...http, ...apis, ...others];
