/** JavaScript: applications that answer requests, and further services and stores. */
import { entries, type CatalogueEntry } from './entry.ts';

const construct = { construct: true };
const connects = { connects: true };
const resolves = { connects: true, resolves: true };
const readsAndResolves = { reads: true, resolves: true };

/** What is made of classes and providers to answer requests. */
const applications: readonly CatalogueEntry[] = [
  ...entries(
    'container',
    ['app'],
    [
      '@nestjs/core#NestFactory.create',
      '@nestjs/core#NestFactory.createApplicationContext',
      '@nestjs/core#NestFactory.createMicroservice',
    ],
    resolves,
  ),
  ...entries('container', ['app'], ['express', 'fastify', 'fastify#fastify'], { remembers: true }),
  ...entries('container', ['app'], ['koa'], { construct: true, remembers: true }),
  ...entries('container', ['server'], ['aws-serverless-express#createServer'], connects),
  ...entries('container', ['container'], ['inversify#Container'], { construct: true, remembers: true }),
  ...entries('container', ['container'], ['awilix#createContainer'], { remembers: true }),
];

const stores: readonly CatalogueEntry[] = [
  ...entries(
    'database',
    ['prisma'],
    ['@prisma/client/*#PrismaClient', '@prisma/client/*/*#PrismaClient', 'prisma/prisma-client#PrismaClient'],
    construct,
  ),
  ...entries('database', ['sequelize'], ['@sequelize/core', '@sequelize/core#Sequelize'], construct),
  ...entries('database', ['session', 'Store'], ['connect-mongodb-session()', 'connect-mongo()'], {
    construct: true,
    connects: true,
  }),
  ...entries('database', ['session', 'Store'], ['connect-mongo.create', 'connect-mongo#MongoStore.create'], {
    connects: true,
    unlessGiven: true,
  }),
  ...entries('database', ['connection'], ['typeorm#createConnections'], resolves),
  ...entries('database', ['connection'], ['typeorm#getConnectionManager().create'], { opens: 'connect' }),
  ...entries('database', ['pool'], ['promise-mysql#createPool'], resolves),
  ...entries('database', ['connection'], ['promise-mysql#createConnection'], { ...resolves, exclusive: true }),
  ...entries('database', ['connection'], ['tedious#Connection'], {
    construct: true,
    opens: 'connect',
    exclusive: true,
  }),
  ...entries('database', ['pg', 'Client'], ['@vercel/postgres#createClient'], { opens: 'connect', exclusive: true }),
  ...entries('database', ['search', 'Client'], ['elasticsearch#Client'], construct),
  ...entries('database', ['monk'], ['monk'], connects),
  ...entries('database', ['couch'], ['nano']),
  ...entries('database', ['arango'], ['arangojs#Database'], construct),
  ...entries('database', ['cluster'], ['couchbase#connect'], resolves),
  ...entries('database', ['sql', 'Client'], ['@databricks/sql#DBSQLClient'], constructAndOpen('connect')),
  ...entries('database', ['vectors'], ['@lancedb/lancedb#connect', 'vectordb#connect'], resolves),
  ...entries('database', ['weaviate'], ['weaviate-ts-client#client']),
  ...entries('database', ['milvus'], ['@zilliz/milvus2-sdk-node#MilvusClient'], construct),
  ...entries(
    'cache',
    ['redis'],
    ['iovalkey', 'iovalkey#Redis', 'iovalkey#Cluster', 'ioredis#Redis.Cluster'],
    construct,
  ),
  ...entries('cache', ['redis', 'Client'], ['redis#createClientPool'], { opens: 'connect' }),
  ...entries('cache', ['cache', 'Client'], ['@gomomento/sdk#CacheClient'], construct),
  ...entries('cache', ['cache', 'Client'], ['@gomomento/sdk#CacheClient.create'], resolves),
];

const services: readonly CatalogueEntry[] = [
  ...entries('sdk-client', ['keyring'], ['@aws-crypto/client-node#KmsKeyringNode'], construct),
  // Of users, whose tokens it is given, it is one for each; of whoever only verifies theirs, it keeps Google's keys.
  ...entries('key-set', ['oauth'], ['google-auth-library#OAuth2Client', 'googleapis#google.auth.OAuth2'], {
    construct: true,
    inFile: /^(?![^]*setCredentials)[^]*verifyIdToken/,
  }),
  ...entries(
    'api-client',
    'last',
    [
      '@azure/openai#OpenAIClient',
      '@langchain/openai#OpenAI',
      '@langchain/aws#BedrockChat',
      '@langchain/groq#ChatGroq',
      '@langchain/mistralai#ChatMistralAI',
      'langchain/llms/*#*',
      '@pinecone-database/pinecone#PineconeClient',
      '@upstash/vector#Index',
      'cohere-ai#CohereClientV2',
      'elevenlabs#ElevenLabsClient',
      'assemblyai#AssemblyAI',
      '@supabase/supabase-js#SupabaseClient',
      '@sendgrid/mail#MailService',
      'mailersend#MailerSend',
      '@getbrevo/brevo#TransactionalEmailsApi',
      '@vonage/server-sdk#Vonage',
      'plivo#Client',
      '@datadog/datadog-api-client#v*.*Api',
      '@maxmind/geoip2-node#WebServiceClient',
      '@azure/event-hubs#EventHubProducerClient',
      '@azure/storage-queue#QueueServiceClient',
      'onesignal-node#Client',
      '@segment/analytics-node#Analytics',
      'alchemy-sdk#Alchemy',
      'apify-client#ApifyClient',
      '@discordjs/rest#REST',
      'discord.js#REST',
      '@linear/sdk#LinearClient',
      'dropbox#Dropbox',
      'shippo#Shippo',
      'livekit-server-sdk#RoomServiceClient',
      '@novu/node#Novu',
      '@paypal/checkout-server-sdk#core.PayPalHttpClient',
      '@paypal/payouts-sdk#core.PayPalHttpClient',
      '@solana/web3.js#Connection',
      'ethers#*Provider',
      'ethers#ethers.*Provider',
      'ethers#providers.*Provider',
      'ethers#ethers.providers.*Provider',
    ],
    construct,
  ),
  ...entries('api-client', ['deepgram'], ['@deepgram/sdk#createClient']),
  ...entries('api-client', ['paypal'], ['@paypal/paypal-server-sdk#Client'], construct),
  ...entries('api-client', ['mollie'], ['@mollie/api-client', '@mollie/api-client#createMollieClient']),
  ...entries('api-client', ['twitter'], ['twitter', 'twitter-lite', 'twit'], construct),
  ...entries('api-client', ['mailjet'], ['node-mailjet'], construct),
  ...entries('api-client', ['mailjet'], ['node-mailjet#apiConnect', 'node-mailjet#connect']),
  ...entries('api-client', ['airtable'], ['airtable'], construct),
  ...entries('api-client', ['nylas'], ['nylas'], construct),
  ...entries('api-client', ['firecrawl'], ['@mendable/firecrawl-js'], construct),
  ...entries('api-client', ['razorpay'], ['razorpay'], construct),
  ...entries('api-client', ['shopify'], ['shopify-api-node'], construct),
  ...entries('api-client', ['shopify'], ['@shopify/shopify-api#shopifyApi']),
  ...entries('api-client', ['web3'], ['web3', 'web3#Web3'], { ...construct, remembers: true }),
  // Accounts and tokens are put into these.
  ...entries('api-client', ['xero'], ['xero-node#XeroClient'], { ...construct, remembers: true }),
  ...entries('api-client', ['viem'], ['viem#createWalletClient']),
  ...entries('api-client', ['caver'], ['caver-js', 'caver-js-ext-kas'], { ...construct, remembers: true }),
  ...entries('api-client', ['flagsmith'], ['flagsmith-nodejs#Flagsmith'], construct),
  ...entries('api-client', ['apns'], ['apn#Provider', '@parse/node-apn#Provider', 'apns2#ApnsClient'], {
    ...construct,
    ...connects,
  }),
  ...entries('http-client', ['http', 'Client'], ['openapi-fetch', 'request#defaults', 'request-promise#defaults']),
  ...entries('http-client', ['apollo'], ['apollo-client', 'apollo-client#ApolloClient', 'apollo-boost'], {
    construct: true,
    remembers: true,
  }),
  ...entries('key-set', ['verifier'], ['cognito-express'], construct),
  ...entries('key-set', ['secret', 'Provider'], ['jwks-rsa#expressJwtSecret', 'jwks-rsa#passportJwtSecret']),
  ...entries(
    'key-set',
    ['verifier'],
    ['aws-jwt-verify/cognito-verifier#CognitoJwtVerifier.create', 'aws-jwt-verify/jwt-verifier#JwtVerifier.create'],
  ),
  ...entries(
    'compiled',
    ['schema'],
    [
      '@apollo/subgraph#buildSubgraphSchema',
      'graphql-tools#makeExecutableSchema',
      'apollo-server-lambda#makeExecutableSchema',
      'graphql-yoga#createSchema',
    ],
  ),
  ...entries('compiled', ['schema'], ['@graphql-tools/load#loadSchemaSync'], { reads: true }),
  ...entries('compiled', ['schema'], ['@graphql-tools/load#loadSchema'], readsAndResolves),
  ...entries('compiled', ['schema'], ['@neo4j/graphql#Neo4jGraphQL'], construct),
  ...entries('compiled', ['gateway'], ['@apollo/gateway#ApolloGateway'], construct),
  ...entries('compiled', ['enforcer'], ['casbin#newEnforcer'], readsAndResolves),
  ...entries('model', ['worker'], ['tesseract.js#createWorker'], resolves),
  ...entries('model', ['model'], ['@tensorflow-models/*#load', 'nsfwjs#load'], resolves),
  ...entries(
    'model',
    ['model'],
    ['@xenova/transformers#Auto*.from_pretrained', '@huggingface/transformers#Auto*.from_pretrained'],
    readsAndResolves,
  ),
];

function constructAndOpen(opens: string) {
  return { construct: true, opens };
}

export const javascriptFurther: readonly CatalogueEntry[] = [...applications, ...stores, ...services];
