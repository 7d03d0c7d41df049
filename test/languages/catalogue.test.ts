import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { workspaceOf } from '../project.ts';

/** What a handler says about a construction within it: `kind symbol fix`. */
async function said(language: 'js' | 'py', imports: string, expression: string): Promise<string> {
  const [runtime, name, source] =
    language === 'py'
      ? [
          'python3.13',
          'app.py',
          `${imports}\n\n\ndef handler(event, context):\n    it = ${expression}\n    return it.use(event)\n`,
        ]
      : [
          'nodejs22.x',
          'app.mjs',
          `${imports}\n\nexport const handler = async (event) => {\n  const it = ${expression};\n  return it.use(event);\n};\n`,
        ];
  const { workspace } = workspaceOf(
    new Map([
      [
        'template.yaml',
        `Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { Runtime: ${runtime}, Handler: app.handler, CodeUri: src/, Tracing: Active, MemorySize: 512 }\n`,
      ],
      [`src/${name}`, source],
    ]),
  );
  const { findings } = await workspace.review();
  return findings
    .filter(({ rule }) => rule === 'startup-time/init-in-handler')
    .map(
      ({ resource, fixes, noFix }) =>
        `${resource?.kind ?? ''} ${resource?.symbol ?? ''}: ${fixes[0]?.applicability ?? noFix ?? ''}`,
    )
    .join('; ');
}

type Row = readonly [imports: string, expression: string, expected: string];

const python: readonly Row[] = [
  [
    'from langchain_aws.chat_models import ChatBedrockConverse',
    'ChatBedrockConverse(model="m")',
    'api-client langchain_aws.chat_models.ChatBedrockConverse: safe',
  ],
  [
    'from langchain_aws.embeddings.bedrock import BedrockEmbeddings',
    'BedrockEmbeddings()',
    'api-client langchain_aws.embeddings.bedrock.BedrockEmbeddings: safe',
  ],
  ['import boto3', 'boto3.client("s3")', 'sdk-client boto3.client: safe'],
  ['from tavily import TavilyClient', 'TavilyClient("k")', 'api-client tavily.TavilyClient: safe'],
  ['from clerk_backend_api import Clerk', 'Clerk(bearer_auth="k")', 'api-client clerk_backend_api.Clerk: safe'],
  [
    'from boto3.session import Session',
    'Session(region_name="eu-west-1").client("s3")',
    'sdk-client boto3.session.Session().client: safe',
  ],
  ['import aioboto3', 'aioboto3.Session()', 'sdk-client aioboto3.Session: safe'],
  ['import psycopg2', 'psycopg2.connect("dbname=x")', 'database psycopg2.connect: suggested'],
  [
    'from psycopg2 import pool',
    'pool.ThreadedConnectionPool(1, 2)',
    'database psycopg2.pool.ThreadedConnectionPool: suggested',
  ],
  [
    'import asyncpg',
    'asyncpg.create_pool("x")',
    'database asyncpg.create_pool: it must be made where an event loop runs',
  ],
  ['from sqlmodel import create_engine', 'create_engine("sqlite://")', 'database sqlmodel.create_engine: safe'],
  ['from opensearchpy import OpenSearch', 'OpenSearch("x")', 'database opensearchpy.OpenSearch: safe'],
  ['import redis', 'redis.Redis()', 'cache redis.Redis: safe'],
  ['from pymemcache.client.base import Client', 'Client("x")', 'cache pymemcache.client.base.Client: safe'],
  ['import requests', 'requests.Session()', 'http-client requests.Session: suggested'],
  ['from slack_sdk import WebClient', 'WebClient(token="x")', 'api-client slack_sdk.WebClient: safe'],
  ['from twilio.rest import Client', 'Client("a", "b")', 'api-client twilio.rest.Client: safe'],
  ['from openai import OpenAI', 'OpenAI()', 'api-client openai.OpenAI: safe'],
  ['from jwt import PyJWKClient', 'PyJWKClient("x")', 'key-set jwt.PyJWKClient: safe'],
  ['from jinja2 import Template', 'Template("Hello")', 'compiled jinja2.Template: safe'],
  ['import joblib', 'joblib.load("model.joblib")', 'model joblib.load: suggested'],
  ['import joblib', 'joblib.load("/tmp/model.joblib")', 'model joblib.load: suggested'],
  ['import joblib\nimport os', 'joblib.load(os.environ["MODEL"])', 'model joblib.load: suggested'],
  [
    'from transformers import AutoTokenizer',
    'AutoTokenizer.from_pretrained("bert")',
    'model transformers.AutoTokenizer.from_pretrained: suggested',
  ],
  ['import grpc', 'grpc.insecure_channel("x")', 'rpc-channel grpc.insecure_channel: safe'],
  ['from aws_lambda_powertools import Logger', 'Logger()', 'telemetry aws_lambda_powertools.Logger: suggested'],
  [
    'from botocore.vendored import requests',
    'requests.Session()',
    'http-client botocore.vendored.requests.Session: suggested',
  ],
  [
    'from flask import Flask',
    'Flask(__name__)',
    'container flask.Flask: what is registered with it would have to move as well',
  ],
  ['from pypgstac.db import PgstacDB', 'PgstacDB(dsn="x")', 'database pypgstac.db.PgstacDB: safe'],
  ['import awswrangler as wr', 'wr.postgresql.connect("x")', 'database awswrangler.postgresql.connect: suggested'],
  [
    'from elasticsearch_dsl.connections import connections',
    'connections.create_connection(hosts=["x"])',
    'database elasticsearch_dsl.connections.connections.create_connection: safe',
  ],
  ['from web3 import Web3', 'Web3(Web3.HTTPProvider("x"))', 'api-client web3.Web3: suggested'],
  ['import spotipy', 'spotipy.Spotify("x")', 'api-client spotipy.Spotify: safe'],
  [
    'from langchain_community.embeddings import BedrockEmbeddings',
    'BedrockEmbeddings()',
    'api-client langchain_community.embeddings.BedrockEmbeddings: safe',
  ],
  [
    'from botocore.httpsession import URLLib3Session',
    'URLLib3Session()',
    'http-client botocore.httpsession.URLLib3Session: safe',
  ],
  ['from timezonefinder import TimezoneFinder', 'TimezoneFinder()', 'model timezonefinder.TimezoneFinder: suggested'],
  ['import botocore.session', 'botocore.session.Session()', 'sdk-client botocore.session.Session: safe'],
  [
    'import botocore.session',
    'botocore.session.Session().create_client("s3")',
    'sdk-client botocore.session.Session().create_client: safe',
  ],
  [
    'from pyiceberg.catalog import load_catalog',
    'load_catalog("glue")',
    'database pyiceberg.catalog.load_catalog: suggested',
  ],
  ['from decimal import Decimal', 'Decimal("1")', ''],
];

const javascript: readonly Row[] = [
  [
    "import Binance from 'node-binance-api';",
    'new Binance().options({ APIKEY: process.env.KEY })',
    'api-client node-binance-api: suggested',
  ],
  ["import { tavily } from '@tavily/core';", "tavily({ apiKey: 'k' })", 'api-client @tavily/core#tavily: safe'],
  ["import Exa from 'exa-js';", "new Exa('k')", 'api-client exa-js: safe'],
  ["import Binance from 'node-binance-api';", 'new Binance()', 'api-client node-binance-api: safe'],
  ["import Octokit from '@octokit/rest';", "new Octokit({ auth: 'x' })", 'api-client @octokit/rest: safe'],
  [
    "import Bot from 'node-telegram-bot-api';",
    'new Bot(process.env.TOKEN)',
    'api-client node-telegram-bot-api: suggested',
  ],
  [
    "import { S3Client } from '@aws-sdk/client-s3';",
    'new S3Client({})',
    'sdk-client @aws-sdk/client-s3#S3Client: safe',
  ],
  [
    "import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';",
    'new SSMProvider()',
    'sdk-client @aws-lambda-powertools/parameters/ssm#SSMProvider: safe',
  ],
  ["import postgres from 'postgres';", "postgres('postgres://x')", 'database postgres: safe'],
  ["import mssql from 'mssql';", "new mssql.ConnectionPool('x')", 'database mssql#ConnectionPool: safe'],
  [
    "import { Client } from '@opensearch-project/opensearch';",
    'new Client({})',
    'database @opensearch-project/opensearch#Client: safe',
  ],
  ["import neo4j from 'neo4j-driver';", "neo4j.driver('x')", 'database neo4j-driver#driver: safe'],
  ["import { Redis } from '@upstash/redis';", 'Redis.fromEnv()', 'cache @upstash/redis#Redis.fromEnv: safe'],
  ["import got from 'got';", "got.extend({ prefixUrl: 'x' })", 'http-client got#extend: safe'],
  ["import Stripe from 'stripe';", "new Stripe('x')", 'api-client stripe: safe'],
  ["import twilio from 'twilio';", "twilio('a', 'b')", 'api-client twilio: safe'],
  ["import { WebClient } from '@slack/web-api';", "new WebClient('x')", 'api-client @slack/web-api#WebClient: safe'],
  ["import OpenAI from 'openai';", 'new OpenAI()', 'api-client openai: safe'],
  [
    "import nodemailer from 'nodemailer';",
    'nodemailer.createTransport({})',
    'api-client nodemailer#createTransport: safe',
  ],
  [
    "import { google } from 'googleapis';",
    "new google.auth.GoogleAuth({ scopes: ['x'] })",
    'api-client googleapis#google.auth.GoogleAuth: safe',
  ],
  ["import jwksClient from 'jwks-rsa';", "jwksClient({ jwksUri: 'x' })", 'key-set jwks-rsa: safe'],
  [
    "import { CognitoJwtVerifier } from 'aws-jwt-verify';",
    "CognitoJwtVerifier.create({ userPoolId: 'x' })",
    'key-set aws-jwt-verify#CognitoJwtVerifier.create: safe',
  ],
  ["import Ajv from 'ajv';", 'new Ajv()', 'compiled ajv: suggested'],
  ["import Handlebars from 'handlebars';", "Handlebars.compile('x')", 'compiled handlebars#compile: safe'],
  ["import { Kafka } from 'kafkajs';", 'new Kafka({})', 'messaging kafkajs#Kafka: safe'],
  [
    "import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({});",
    'kafka.producer()',
    'messaging kafkajs#Kafka().producer: safe',
  ],
  [
    "import { Logger } from '@aws-lambda-powertools/logger';",
    'new Logger()',
    'telemetry @aws-lambda-powertools/logger#Logger: suggested',
  ],
  [
    "import { NestFactory } from '@nestjs/core';",
    'await NestFactory.create({})',
    'container @nestjs/core#NestFactory.create: what is registered with it would have to move as well',
  ],
  [
    "import express from 'express';",
    'express()',
    'container express: what is registered with it would have to move as well',
  ],
  ["import Redis from 'ioredis';", "new Redis.Cluster([{ host: 'x' }])", 'cache ioredis#Cluster: safe'],
  [
    "import { PrismaClient } from '@prisma/client/edge';",
    'new PrismaClient()',
    'database @prisma/client/edge#PrismaClient: safe',
  ],
  [
    "import paypal from '@paypal/checkout-server-sdk';",
    "new paypal.core.PayPalHttpClient(new paypal.core.LiveEnvironment('x', 'y'))",
    'api-client @paypal/checkout-server-sdk#core.PayPalHttpClient: suggested',
  ],
  [
    "import createMollieClient from '@mollie/api-client';",
    "createMollieClient({ apiKey: 'x' })",
    'api-client @mollie/api-client: safe',
  ],
  ["import Twitter from 'twitter';", "new Twitter({ consumer_key: 'x' })", 'api-client twitter: safe'],
  ["import paypal from '@paypal/checkout-server-sdk';", "new paypal.orders.OrdersGetRequest('x')", ''],
  ["import express from 'express';", 'express.Router()', ''],
  ["import { OAuth2Client } from 'google-auth-library';", "new OAuth2Client('x')", ''],
  ["import { z } from 'zod';", 'z.object({})', ''],
];

describe('the catalogue knows of', () => {
  for (const [language, name, rows] of [
    ['py', 'Python', python],
    ['js', 'JavaScript', javascript],
  ] as const)
    for (const [imports, expression, expected] of rows)
      it(`${name}: ${expression}${expected === '' ? ', which is nothing to keep' : ''}`, async () => {
        assert.equal(await said(language, imports, expression), expected);
      });

  it('nothing that is made of the event', async () => {
    assert.equal(await said('py', 'import stripe', 'stripe.StripeClient(event["key"])'), '');
    assert.equal(await said('js', "import Stripe from 'stripe';", 'new Stripe(event.key)'), '');
  });
});
