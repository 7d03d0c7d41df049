/** Each family of what is meant to be made once, as people write it: found in a handler, and nothing at module level. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { java } from '../../src/languages/catalogue/java.ts';
import { javascript } from '../../src/languages/catalogue/javascript.ts';
import { python } from '../../src/languages/catalogue/python.ts';
import type { CatalogueEntry } from '../../src/languages/catalogue/entry.ts';
import { workspaceOf } from '../project.ts';

type Row = readonly [family: string, imports: string, expression: string];

interface Dialect {
  readonly runtime: string;
  readonly path: (name: string) => string;
  readonly handler: (name: string) => string;
  /** The file with the construction in its handler, or before it. */
  readonly text: (name: string, imports: string, expression: string, inHandler: boolean) => string;
}

const inPython: Dialect = {
  runtime: 'python3.13',
  path: (name) => `${name}.py`,
  handler: (name) => `${name}.handler`,
  text: (_, imports, expression, inHandler) =>
    inHandler
      ? `${imports}\n\n\ndef handler(event, context):\n    it = ${expression}\n    return it.use(event)\n`
      : `${imports}\n\nit = ${expression}\n\n\ndef handler(event, context):\n    return it.use(event)\n`,
};

const inJavaScript: Dialect = {
  runtime: 'nodejs22.x',
  path: (name) => `${name}.mjs`,
  handler: (name) => `${name}.handler`,
  text: (_, imports, expression, inHandler) =>
    inHandler
      ? `${imports}\n\nexport const handler = async (event) => {\n  const it = ${expression};\n  return it.use(event);\n};\n`
      : `${imports}\n\nconst it = ${expression};\n\nexport const handler = async (event) => it.use(event);\n`,
};

const inTypeScript: Dialect = {
  ...inJavaScript,
  path: (name) => `${name}.ts`,
  text: (...given) => inJavaScript.text(...given).replace('(event)', '(event: { id: string })'),
};

const inJava: Dialect = {
  runtime: 'java21',
  path: (name) => `src/main/java/${name}.java`,
  handler: (name) => `${name}::handleRequest`,
  text: (name, imports, expression, inHandler) => `${imports}

public class ${name} {
${inHandler ? '' : `    private static final Object IT = ${expression};\n`}
    public Object handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) throws Exception {
        ${inHandler ? `var it = ${expression};\n        return it.use(event)` : 'return IT'};
    }
}
`,
};

const rows = (text: string): readonly Row[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [family = '', imports = '', expression = ''] = line.split(' | ').map((part) => part.trim());
      return [family, imports, expression];
    });

const pythonRows = rows(`
sdk | import boto3 | boto3.resource("dynamodb").Table("orders")
sdk session | import boto3 | boto3.Session().client("s3")
paginator of a client | import boto3 | boto3.client("s3").get_paginator("list_objects_v2")
DAX | from amazondax import AmazonDaxClient | AmazonDaxClient()
Powertools parameters | from aws_lambda_powertools.utilities import parameters | parameters.SSMProvider()
Powertools idempotency | from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer | DynamoDBPersistenceLayer(table_name="t")
Powertools data masking | from aws_lambda_powertools.utilities.data_masking import DataMasking | DataMasking()
Powertools feature flags | from aws_lambda_powertools.utilities.feature_flags import AppConfigStore | AppConfigStore(environment="e", application="a", name="n")
psycopg | import psycopg | psycopg.connect("dbname=orders")
psycopg2 | from psycopg2 import connect | connect(host="db")
asyncpg | import asyncpg | asyncpg.create_pool("postgres://db")
pymysql | import pymysql.cursors | pymysql.connect(host="db")
mysql.connector | import mysql.connector | mysql.connector.connect(host="db")
sqlalchemy | from sqlalchemy import create_engine | create_engine("postgresql://db")
pymongo | from pymongo import MongoClient | MongoClient("mongodb://db")
motor | from motor.motor_asyncio import AsyncIOMotorClient | AsyncIOMotorClient("mongodb://db")
redis-py | from redis import Redis | Redis(host="cache")
redis pool | import redis | redis.ConnectionPool(host="cache")
elasticsearch | from elasticsearch import Elasticsearch | Elasticsearch("https://search")
opensearch | from opensearchpy import OpenSearch | OpenSearch(hosts=["search"])
requests | from requests import Session | Session()
httpx | import httpx | httpx.Client(timeout=5)
aiohttp | import aiohttp | aiohttp.ClientSession()
urllib3 | import urllib3 | urllib3.PoolManager()
Stripe | from stripe import StripeClient | StripeClient("key")
Slack | from slack_sdk import WebClient | WebClient(token="t")
Twilio | from twilio.rest import Client | Client("a", "b")
OpenAI | from openai import OpenAI | OpenAI()
Anthropic | import anthropic | anthropic.Anthropic()
GOV.UK Notify | from notifications_python_client.notifications import NotificationsAPIClient | NotificationsAPIClient("key")
SendGrid | from sendgrid import SendGridAPIClient | SendGridAPIClient("key")
Algolia | from algoliasearch.search_client import SearchClient | SearchClient.create("a", "b")
Pinecone | from pinecone import Pinecone | Pinecone(api_key="k")
Pinecone before version 3 | import pinecone | pinecone.Index('orders')
Supabase | from supabase import create_client | create_client("u", "k")
Auth0 | from auth0.authentication import GetToken | GetToken("domain", "id")
Contentful | import contentful | contentful.Client("space", "token")
PagerDuty | import pdpyras | pdpyras.EventsAPISession("key")
DeepL | import deepl | deepl.Translator("key")
LaunchDarkly | from ldclient import LDClient | LDClient(config="c")
torch | import torch | torch.load("model.pt")
transformers | from transformers import pipeline | pipeline("sentiment-analysis")
tokenizer | from transformers import AutoTokenizer | AutoTokenizer.from_pretrained("bert")
sentence_transformers | from sentence_transformers import SentenceTransformer | SentenceTransformer("model")
spacy | import spacy | spacy.load("en_core_web_sm")
joblib | import joblib | joblib.load("model.joblib")
pickle | import pickle | pickle.load(open("model.pkl", "rb"))
onnxruntime | import onnxruntime as ort | ort.InferenceSession("model.onnx")
keras | from tensorflow import keras | keras.models.load_model("model.keras")
xgboost | import xgboost as xgb | xgb.Booster(model_file="model.ubj")
jinja2 | from jinja2 import Environment | Environment()
jsonschema | from jsonschema import Draft7Validator | Draft7Validator({"type": "object"})
GraphQL | from ariadne import make_executable_schema | make_executable_schema("type Query { a: Int }")
JWKS | from jwt import PyJWKClient | PyJWKClient("https://keys")
gRPC | import grpc | grpc.secure_channel("host:443", grpc.ssl_channel_credentials())
`);

const javascriptRows = rows(`
sdk v3 | import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; | new DynamoDBClient({})
sdk v3 document client | import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'; | DynamoDBDocumentClient.from(new DynamoDBClient({}))
sdk v3 aggregated | import { S3 } from '@aws-sdk/client-s3'; | new S3({})
sdk v2 | import AWS from 'aws-sdk'; | new AWS.DynamoDB.DocumentClient()
X-Ray | import { captureAWSv3Client } from 'aws-xray-sdk-core'; import { SQSClient } from '@aws-sdk/client-sqs'; | captureAWSv3Client(new SQSClient({}))
presigner | import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner'; | new S3RequestPresigner({ region: 'eu-west-1' })
Powertools parameters | import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets'; | new SecretsProvider()
Powertools idempotency | import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'; | new DynamoDBPersistenceLayer({ tableName: 't' })
pg | import pg from 'pg'; | new pg.Pool()
pg promise | import pgPromise from 'pg-promise'; | pgPromise()('postgres://db')
mysql2 | import mysql from 'mysql2/promise'; | mysql.createPool({ host: 'db' })
mongodb | import { MongoClient } from 'mongodb'; | new MongoClient('mongodb://db')
mongoose | import mongoose from 'mongoose'; | mongoose.createConnection('mongodb://db')
prisma | import { PrismaClient } from '@prisma/client'; | new PrismaClient()
typeorm | import { DataSource } from 'typeorm'; | new DataSource({ type: 'postgres' })
sequelize | import { Sequelize } from 'sequelize'; | new Sequelize('postgres://db')
knex | import knex from 'knex'; | knex({ client: 'pg' })
drizzle | import { drizzle } from 'drizzle-orm/node-postgres'; | drizzle(process.env.DATABASE_URL)
ioredis | import Redis from 'ioredis'; | new Redis('redis://cache')
redis | import { createClient } from 'redis'; | createClient({ url: 'redis://cache' })
serverless-mysql | import serverlessMysql from 'serverless-mysql'; | serverlessMysql({ config: {} })
planetscale | import { connect } from '@planetscale/database'; | connect({ url: 'mysql://db' })
neon | import { neon } from '@neondatabase/serverless'; | neon('postgres://db')
opensearch | import { Client } from '@opensearch-project/opensearch'; | new Client({ node: 'https://search' })
axios | import axios from 'axios'; | axios.create({ baseURL: 'https://api' })
got | import got from 'got'; | got.extend({ prefixUrl: 'https://api' })
undici | import { Agent } from 'undici'; | new Agent()
undici pool | import { Pool } from 'undici'; | new Pool('https://api')
https agent | import https from 'node:https'; | new https.Agent({ keepAlive: true })
Stripe | import Stripe from 'stripe'; | new Stripe('key')
Slack | import { WebClient } from '@slack/web-api'; | new WebClient('token')
Slack app | import bolt from '@slack/bolt'; | new bolt.App({ token: 't' })
Twilio | import twilio from 'twilio'; | twilio('a', 'b')
OpenAI | import OpenAI from 'openai'; | new OpenAI()
Anthropic | import Anthropic from '@anthropic-ai/sdk'; | new Anthropic()
GOV.UK Notify | import { NotifyClient } from 'notifications-node-client'; | new NotifyClient('key')
SendGrid | import { Client } from '@sendgrid/client'; | new Client()
Algolia | import { algoliasearch } from 'algoliasearch'; | algoliasearch('a', 'b')
Pinecone | import { Pinecone } from '@pinecone-database/pinecone'; | new Pinecone()
Supabase | import { createClient } from '@supabase/supabase-js'; | createClient('u', 'k')
Auth0 | import { ManagementClient } from 'auth0'; | new ManagementClient({ domain: 'd' })
Contentful | import contentful from 'contentful'; | contentful.createClient({ space: 's' })
PagerDuty | import { api } from '@pagerduty/pdjs'; | api({ token: 't' })
nodemailer | import nodemailer from 'nodemailer'; | nodemailer.createTransport({ host: 'mail' })
DeepL | import * as deepl from 'deepl-node'; | new deepl.Translator('key')
LaunchDarkly | import { init } from '@launchdarkly/node-server-sdk'; | init('key')
model | import { InferenceSession } from 'onnxruntime-node'; | await InferenceSession.create('model.onnx')
tokenizer | import { get_encoding } from 'tiktoken'; | get_encoding('cl100k_base')
ajv | import Ajv from 'ajv'; | new Ajv()
Handlebars | import Handlebars from 'handlebars'; | Handlebars.compile('Dear {{name}}')
ejs | import ejs from 'ejs'; | ejs.compile('Dear <%= name %>')
GraphQL | import { buildSchema } from 'graphql'; | buildSchema('type Query { a: Int }')
executable schema | import { makeExecutableSchema } from '@graphql-tools/schema'; | makeExecutableSchema({ typeDefs: '' })
Apollo | import { ApolloServer } from '@apollo/server'; | new ApolloServer({ typeDefs: '' })
JWKS | import jwksClient from 'jwks-rsa'; | jwksClient({ jwksUri: 'https://keys' })
JWT verifier | import { CognitoJwtVerifier } from 'aws-jwt-verify'; | CognitoJwtVerifier.create({ userPoolId: 'p' })
gRPC | import grpc from '@grpc/grpc-js'; | new grpc.Client('host', grpc.credentials.createSsl())
`);

const javaRows = rows(`
sdk v2 | import software.amazon.awssdk.services.dynamodb.DynamoDbClient; | DynamoDbClient.create()
sdk v2 builder | import software.amazon.awssdk.services.s3.S3Client; import software.amazon.awssdk.regions.Region; | S3Client.builder().region(Region.EU_WEST_1).build()
sdk v1 | import com.amazonaws.services.s3.AmazonS3ClientBuilder; | AmazonS3ClientBuilder.standard().withRegion("eu-west-1").build()
enhanced client | import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient; | DynamoDbEnhancedClient.create()
mapper | import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder; import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper; | new DynamoDBMapper(AmazonDynamoDBClientBuilder.defaultClient())
presigner | import software.amazon.awssdk.services.s3.presigner.S3Presigner; | S3Presigner.create()
transfer manager | import software.amazon.awssdk.transfer.s3.S3TransferManager; | S3TransferManager.create()
Powertools parameters | import software.amazon.lambda.powertools.parameters.ssm.SSMProvider; | SSMProvider.builder().build()
JDBC | import java.sql.DriverManager; | DriverManager.getConnection("jdbc:x")
HikariCP | import com.zaxxer.hikari.HikariDataSource; | new HikariDataSource()
Hibernate | import org.hibernate.cfg.Configuration; | new Configuration().configure().buildSessionFactory()
JPA | import jakarta.persistence.Persistence; | Persistence.createEntityManagerFactory("orders")
MyBatis | import org.apache.ibatis.session.SqlSessionFactoryBuilder; | new SqlSessionFactoryBuilder().build("config")
Mongo | import com.mongodb.client.MongoClients; | MongoClients.create("mongodb://db")
Jedis | import redis.clients.jedis.Jedis; | new Jedis("cache")
Lettuce | import io.lettuce.core.RedisClient; | RedisClient.create("redis://cache")
OkHttp | import okhttp3.OkHttpClient; | new OkHttpClient()
Apache HttpClient | import org.apache.http.impl.client.HttpClients; | HttpClients.createDefault()
java.net.http | import java.net.http.HttpClient; | HttpClient.newHttpClient()
RestTemplate | import org.springframework.web.client.RestTemplate; | new RestTemplate()
WebClient | import org.springframework.web.reactive.function.client.WebClient; | WebClient.create()
Stripe | import com.stripe.StripeClient; | new StripeClient("key")
GOV.UK Notify | import uk.gov.service.notify.NotificationClient; | new NotificationClient("key")
SendGrid | import com.sendgrid.SendGrid; | new SendGrid("key")
OpenAI | import com.openai.client.okhttp.OpenAIOkHttpClient; | OpenAIOkHttpClient.fromEnv()
Auth0 | import com.auth0.client.auth.AuthAPI; | AuthAPI.newBuilder("d", "i").build()
DeepL | import com.deepl.api.Translator; | new Translator("key")
LaunchDarkly | import com.launchdarkly.sdk.server.LDClient; | new LDClient("key")
Jackson | import com.fasterxml.jackson.databind.ObjectMapper; | new ObjectMapper()
Gson | import com.google.gson.Gson; | new Gson()
GraphQL | import graphql.GraphQL; | GraphQL.newGraphQL("schema").build()
JSON schema | import org.everit.json.schema.loader.SchemaLoader; | SchemaLoader.load("schema")
ONNX | import ai.onnxruntime.OrtEnvironment; | OrtEnvironment.getEnvironment().createSession("model.onnx")
JWKS | import com.auth0.jwk.JwkProviderBuilder; | new JwkProviderBuilder("https://keys").build()
gRPC | import io.grpc.ManagedChannelBuilder; | ManagedChannelBuilder.forTarget("host").build()
`);

/** Code that uses the symbol of an entry as it is listed; a part that is left open becomes a name. */
function rowOf({ symbol, construct }: CatalogueEntry, dialect: Dialect): Row {
  const whole = symbol.replace('**', 'com.acme.').replaceAll('*', 'Part');
  const head = construct === true ? 'new ' : '';
  if (dialect === inJava) {
    const type = /^(?:[a-z_0-9]+\.)+(?:Part\.)*[A-Z]\w*/.exec(whole)?.[0] ?? whole;
    const constructed = whole.startsWith(`${type}().`) || whole.includes('Builder()') ? 'new ' : head;
    return [symbol, '', `${constructed}${whole}()`];
  }
  if (dialect === inPython) return [symbol, `import ${whole.replace(/\(.*$/, '').replace(/\.\w+$/, '')}`, `${whole}()`];
  const [specifier = '', member] = whole.split('#');
  const [module, called = ''] = /^(.*?)((?:\(\).*)?)$/.exec(specifier)?.slice(1) ?? [specifier];
  const path = member === undefined ? called : `.${member}`;
  // A class that a call gives: `new (store(session))()`.
  const made = head !== '' && called.endsWith(')') ? `(it_${path})` : `it_${path}`;
  return [symbol, `import * as it_ from '${module ?? ''}';`, `${head}${made}()`];
}

describe('in a handler, and not at module level, stands', () => {
  const dialects: readonly (readonly [string, Dialect, readonly Row[]])[] = [
    ['Python', inPython, pythonRows],
    ['JavaScript', inJavaScript, javascriptRows],
    ['TypeScript', inTypeScript, javascriptRows],
    ['Java', inJava, javaRows],
  ];
  for (const [language, dialect, own] of dialects) describe(language, () => each(dialect, own));

  const catalogues: readonly (readonly [string, Dialect, readonly CatalogueEntry[]])[] = [
    ['Python', inPython, python],
    ['JavaScript', inJavaScript, javascript.filter(({ among, inFile }) => !among && !inFile)],
    ['Java', inJava, java],
  ];
  for (const [language, dialect, entries] of catalogues)
    describe(`what the catalogue lists for ${language}:`, () =>
      each(
        dialect,
        entries.map((entry) => rowOf(entry, dialect)),
      ));
});

/** All rows in one project, which is reviewed once. */
function each(dialect: Dialect, own: readonly Row[]): void {
  const nameOf = (index: number, inHandler: boolean) => `${inHandler ? 'In' : 'Out'}${String(index)}`;
  let accused: ReadonlySet<string> = new Set();
  before(async () => {
    const files = new Map<string, string>();
    const functions = own.flatMap(([, imports, expression], index) =>
      [true, false].map((inHandler) => {
        const name = nameOf(index, inHandler);
        files.set(dialect.path(name), dialect.text(name, imports.replaceAll('; ', ';\n'), expression, inHandler));
        return `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: ${dialect.runtime}, Handler: '${dialect.handler(name)}', CodeUri: . }\n`;
      }),
    );
    files.set('template.yaml', `Transform: AWS::Serverless-2016-10-31\nResources:\n${functions.join('')}`);
    const { findings, crashes } = await workspaceOf(files).workspace.review();
    assert.deepEqual(crashes, []);
    accused = new Set(
      findings.flatMap(({ rule, functions: its }) =>
        rule === 'startup-time/init-in-handler' ? its.map((key) => key.replace(/^.*[#/:]/, '')) : [],
      ),
    );
  });
  for (const [index, [family, , expression]] of own.entries())
    it(`${family}: ${expression}`, () => {
      assert.deepEqual([accused.has(nameOf(index, true)), accused.has(nameOf(index, false))], [true, false]);
    });
}
