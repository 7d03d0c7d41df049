/** What the rule says of small projects, and what its fixes make of them. */
import type { Examples } from '../../core/examples.ts';

const template = (handler: string, runtime = 'python3.13') => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, CodeUri: src/ }
`;

const managed = (handler: string, most = 10) =>
  template(handler, 'nodejs22.x').replace(
    'CodeUri: src/ }',
    `CodeUri: src/, CapacityProviderConfig: { Arn: !GetAtt Fleet.Arn, PerExecutionEnvironmentMaxConcurrency: ${String(most)} } }`,
  );

export const examples: Examples<
  'inHandler' | 'viaHelper' | 'each' | 'eachOpen' | 'closed' | 'ended' | 'ofLoop' | 'shared' | 'exclusive' | 'rare'
> = {
  bad: [
    {
      title: 'a resource and its table, with what they need',
      message: 'inHandler',
      project: `${template('app.handler')}//- src/app.py
import os

import boto3


def handler(event, context):
    # Where orders are kept.
    name = os.environ["TABLE"]
    dynamodb = ⟦boto3.resource("dynamodb")⟧
    table = ⟦dynamodb.Table(name)⟧

    return table.get_item(Key={"id": event["id"]})
`,
      fixed: `//- src/app.py
import os

import boto3

dynamodb = boto3.resource("dynamodb")
# Where orders are kept.
name = os.environ["TABLE"]
table = dynamodb.Table(name)


def handler(event, context):
    return table.get_item(Key={"id": event["id"]})
`,
    },
    {
      title: 'a connection that nobody has a name for moves with its line',
      message: 'inHandler',
      applicability: 'suggested',
      project: `${template('app.handler')}//- src/app.py
import os

import mongoengine

from orders import Order


def handler(event, context):
    ⟦mongoengine.connect(host=os.environ["ORDERS"])⟧
    return Order.of(event["id"])
//- src/orders.py
class Order:
    @staticmethod
    def of(id):
        return id
`,
      fixed: `//- src/app.py
import os

import mongoengine

from orders import Order

mongoengine.connect(host=os.environ["ORDERS"])


def handler(event, context):
    return Order.of(event["id"])
//- src/orders.py
class Order:
    @staticmethod
    def of(id):
        return id
`,
    },
    {
      title: 'an inline client gets a constant of its own',
      message: 'inHandler',
      project: `${template('app.handler')}//- src/app.py
import boto3


def handler(event, context):
    ⟦boto3.client("sns")⟧.publish(TopicArn=event["topic"], Message="done")
`,
      fixed: `//- src/app.py
import boto3

sns = boto3.client("sns")


def handler(event, context):
    sns.publish(TopicArn=event["topic"], Message="done")
`,
    },
    {
      title: 'two inline clients of one kind share a constant',
      message: 'inHandler',
      project: `${template('app.handler')}//- src/app.py
import boto3


def handler(event, context):
    ⟦boto3.client("sns")⟧.publish(TopicArn="a", Message=event["a"])
    ⟦boto3.client("sns")⟧.publish(TopicArn="b", Message=event["b"])
`,
      fixed: `//- src/app.py
import boto3

sns = boto3.client("sns")


def handler(event, context):
    sns.publish(TopicArn="a", Message=event["a"])
    sns.publish(TopicArn="b", Message=event["b"])
`,
    },
    {
      title: 'two helpers that call different clients by one name',
      message: 'viaHelper',
      project: `${template('app.handler')}//- src/app.py
import boto3


def load(key):
    client = ⟦boto3.client("s3")⟧
    return client.get_object(Bucket="b", Key=key)


def tell(text):
    client = ⟦boto3.client("sns")⟧
    client.publish(TopicArn="t", Message=text)


def handler(event, context):
    tell(load(event["key"]))
`,
      fixed: `//- src/app.py
import boto3

s3 = boto3.client("s3")
sns = boto3.client("sns")


def load(key):
    return s3.get_object(Bucket="b", Key=key)


def tell(text):
    sns.publish(TopicArn="t", Message=text)


def handler(event, context):
    tell(load(event["key"]))
`,
    },
    {
      title: 'a helper that is told the region',
      message: 'each',
      noFix: 'it depends on the parameter `region`',
      project: `${template('app.handler')}//- src/app.py
import boto3


def client_for(region):
    return ⟦boto3.client("s3", region_name=region)⟧


def handler(event, context):
    for region in ("eu-west-1", "us-east-1"):
        client_for(region).put_object(Bucket=region, Key=event["key"])
`,
    },
    {
      title: 'a client of what another file sets first',
      message: 'viaHelper',
      noFix: 'it depends on `region`, which functions change',
      project: `${template('app.handler')}//- src/app.py
from pathlib import Path

import orders


def handler(event, context):
    orders.region = Path("/tmp/region").read_text()
    return orders.load(event["key"])
//- src/orders.py
import boto3

region = None


def load(key):
    return ⟦boto3.client("s3", region_name=region)⟧.get_object(Bucket="orders", Key=key)
`,
    },
    {
      title: 'a connection to a host that a helper is told',
      message: 'eachOpen',
      noFix: 'it depends on the parameter `host`',
      project: `${template('app.handler')}//- src/app.py
import psycopg2


def ask(host, query):
    connection = ⟦psycopg2.connect(host=host)⟧
    cursor = connection.cursor()
    cursor.execute(query)
    connection.close()


def handler(event, context):
    ask("orders.internal", "select 1")
`,
    },
    {
      title: 'a helper in another file',
      message: 'viaHelper',
      project: `${template('app.handler')}//- src/app.py
from orders import load


def handler(event, context):
    return load(event["id"])
//- src/orders.py
import boto3


def load(order_id):
    table = ⟦boto3.resource("dynamodb").Table("orders")⟧
    return table.get_item(Key={"id": order_id})
`,
      fixed: `//- src/orders.py
import boto3

table = boto3.resource("dynamodb").Table("orders")


def load(order_id):
    return table.get_item(Key={"id": order_id})
`,
    },
    {
      title: 'a client of the SDK for JavaScript v3',
      message: 'inHandler',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const handler = async (event) => {
  const client = ⟦DynamoDBDocumentClient.from(new DynamoDBClient({}))⟧;
  return client.send(new GetCommand({ TableName: process.env.TABLE, Key: { id: event.id } }));
};
`,
      fixed: `//- src/app.mjs
import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  return client.send(new GetCommand({ TableName: process.env.TABLE, Key: { id: event.id } }));
};
`,
    },
    {
      title: 'a validator that is given formats, which move along',
      message: 'inHandler',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const schema = { type: 'object' };

export const handler = async (event) => {
  const ajv = ⟦new Ajv({ allErrors: true })⟧;
  addFormats(ajv);

  return ajv.validate(schema, event);
};
`,
      applicability: 'suggested',
      fixed: `//- src/app.mjs
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const schema = { type: 'object' };
const ajv = new Ajv({ allErrors: true });
addFormats(ajv);

export const handler = async (event) => {
  return ajv.validate(schema, event);
};
`,
    },
    {
      title: 'a connection that is closed at the end',
      message: 'closed',
      project: `${template('app.handler')}//- src/app.py
import pymysql


def handler(event, context):
    connection = ⟦pymysql.connect(host="db")⟧
    try:
        return connection.query(event["query"])
    finally:
        connection.close()
`,
      applicability: 'suggested',
      fixed: `//- src/app.py
import pymysql

connection = None


def handler(event, context):
    global connection
    if connection is None or not connection.open:
        connection = pymysql.connect(host="db")
    else:
        connection.ping(reconnect=True)
        connection.rollback()
    try:
        return connection.query(event["query"])
    finally:
        connection.rollback()
`,
    },
    {
      title: 'a client of the module that each invocation closes',
      message: 'ended',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { PrismaClient } from '@prisma/client';

const prisma = ⟦new PrismaClient()⟧;

export const handler = async () => {
  try {
    return await prisma.order.findMany();
  } finally {
    await prisma.$disconnect();
  }
};
`,
      noFix: '`$disconnect()` ends it on each invocation; leave that out',
    },
    {
      title: 'a connection that its caller closes',
      message: 'closed',
      project: `${template('app.handler')}//- src/app.py
from database import connect


def handler(event, context):
    connection = connect()
    try:
        return connection.query(event["query"])
    finally:
        connection.close()
//- src/database.py
import pymysql


def connect():
    return ⟦pymysql.connect(host="db")⟧
`,
      noFix: 'whoever gets it closes it; keep it open first',
    },
    {
      title: 'a custom resource whose function a schedule runs as well',
      message: 'inHandler',
      project: `${template('app.handler')}  Seeds:
    Type: Custom::Seeds
    Properties: { ServiceToken: !GetAtt Orders.Arn }
  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: orders, Arn: !GetAtt Orders.Arn }] }
//- src/app.py
import boto3


def handler(event, context):
    ⟦boto3.client("dynamodb")⟧.put_item(TableName="t", Item={})
`,
      fixed: `//- src/app.py
import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    dynamodb.put_item(TableName="t", Item={})
`,
    },
    {
      title: 'a session of an event loop',
      message: 'ofLoop',
      project: `${template('app.handler')}//- src/app.py
import asyncio

import aiohttp


async def load(url):
    async with ⟦aiohttp.ClientSession()⟧ as session:
        async with session.get(url) as response:
            return await response.text()


def handler(event, context):
    return asyncio.run(load("https://example.com"))
`,
      noFix: 'it must be made where an event loop runs',
    },
    {
      title: 'a client that invocations at once would share',
      message: 'shared',
      project: `${managed('app.handler')}//- src/app.mjs
import Redis from 'ioredis';

export const handler = async (event) => {
  const redis = ⟦new Redis(process.env.CACHE)⟧;
  return redis.get(event.id);
};
`,
      fixed: `//- src/app.mjs
import Redis from 'ioredis';

const redis = new Redis(process.env.CACHE);

export const handler = async (event) => {
  return redis.get(event.id);
};
`,
      applicability: 'suggested',
    },
    {
      title: 'a connection that serves one invocation at a time',
      message: 'exclusive',
      project: `${managed('app.handler')}//- src/app.mjs
import mysql from 'mysql2/promise';

export const handler = async (event) => {
  const connection = await ⟦mysql.createConnection(process.env.DATABASE)⟧;
  return connection.query('select * from orders where id = ?', [event.id]);
};
`,
    },
    {
      title: 'a client for the error path alone',
      message: 'rare',
      project: `${template('app.handler')}//- src/app.py
import boto3


def handler(event, context):
    try:
        return int(event["count"])
    except ValueError:
        return ⟦boto3.client("sns")⟧.publish(TopicArn="errors", Message="no count")
`,
      applicability: 'suggested',
      fixed: `//- src/app.py
import boto3

sns = None


def handler(event, context):
    global sns
    try:
        return int(event["count"])
    except ValueError:
        if sns is None:
            sns = boto3.client("sns")
        return sns.publish(TopicArn="errors", Message="no count")
`,
    },
    {
      title: 'a client of a value that is asked for',
      message: 'inHandler',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.ts
import Stripe from 'stripe';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';

export const handler = async (event: { charge: string }) => {
  const key = await getSecret('stripe');
  const stripe = ⟦new Stripe(String(key))⟧;
  return stripe.charges.retrieve(event.charge);
};
`,
      applicability: 'suggested',
      fixed: `//- src/app.ts
import Stripe from 'stripe';
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';

let stripeClient: Stripe | undefined;

export const handler = async (event: { charge: string }) => {
  const key = await getSecret('stripe');
  const stripe = (stripeClient ??= new Stripe(String(key)));
  return stripe.charges.retrieve(event.charge);
};
`,
    },
    {
      title: 'a connection that is awaited',
      message: 'inHandler',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import mongoose from 'mongoose';
import { Order } from './order.mjs';

export const handler = async (event) => {
  await ⟦mongoose.connect(process.env.URL)⟧;
  return Order.findById(event.id);
};
//- src/order.mjs
import mongoose from 'mongoose';

export const Order = mongoose.model('Order', { name: String });
`,
      applicability: 'suggested',
      fixed: `//- src/app.mjs
import mongoose from 'mongoose';
import { Order } from './order.mjs';

let connectionPromise;

export const handler = async (event) => {
  connectionPromise ??= mongoose.connect(process.env.URL).catch((error) => {
    connectionPromise = undefined;
    throw error;
  });
  await connectionPromise;
  return Order.findById(event.id);
};
`,
    },
  ],
  good: [
    {
      title: 'a client of the module that is closed when the environment ends',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
process.on('SIGTERM', () => prisma.$disconnect());

export const handler = async () => prisma.order.findMany();
`,
    },
    {
      title: 'a client at module level',
      project: `${template('app.handler')}//- src/app.py
import boto3

sns = boto3.client("sns")


def handler(event, context):
    sns.publish(TopicArn="t", Message="m")
`,
    },
    {
      title: 'a lazy singleton',
      project: `${template('app.handler')}//- src/app.py
import boto3

client = None


def get_client():
    global client
    if client is None:
        client = boto3.client("s3")
    return client


def handler(event, context):
    return get_client().list_buckets()
`,
    },
    {
      title: 'a field of a lasting object, found empty and filled at the end',
      project: `${template('app.handler')}//- src/app.py
import boto3


class Gateway:
    def __init__(self):
        self.url = None

    def find(self):
        if self.url:
            return self.url
        client = boto3.client("apigateway")
        found = client.get_rest_apis()["items"]
        self.url = found[0]["id"]
        return self.url


gateway = Gateway()


def handler(event, context):
    return gateway.find()
`,
    },
    {
      title: 'a module variable, found empty and filled at the end',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';

let limit;

export const handler = async () => {
  if (limit === undefined) {
    const ssm = new SSMClient({});
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: 'limit' }));
    limit = Number(Parameter.Value);
  }
  return limit;
};
`,
    },
    {
      title: 'a function that remembers its result',
      project: `${template('app.handler')}//- src/app.py
from functools import lru_cache

import boto3


@lru_cache
def get_client():
    return boto3.client("s3")


def handler(event, context):
    return get_client().list_buckets()
`,
    },
    {
      title: "a tenant's own region",
      project: `${template('app.handler')}//- src/app.py
import boto3


def handler(event, context):
    return boto3.client("s3", region_name=event["region"]).list_buckets()
`,
    },
    {
      title: 'clients with the tokens of customers, which a table has',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import axios from 'axios';

const db = new DynamoDBClient({});

const remind = (customer) =>
  axios.create({ headers: { Authorization: customer.token.S } }).post(customer.url.S, { text: 'Your order' });

export const handler = async () => {
  const { Items } = await db.send(new ScanCommand({ TableName: 'customers' }));
  for (const customer of Items) await remind(customer);
};
`,
    },
    {
      title: 'a function that answers a custom resource, by its template',
      project: `${template('app.handler')}  Seeds:
    Type: Custom::Seeds
    Properties: { ServiceToken: !GetAtt Orders.Arn }
//- src/app.py
import boto3


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName="t", Item={})
`,
      outcome: 'not-applicable',
    },
    {
      title: 'a function that answers a custom resource, by its code',
      project: `${template('app.handler')}//- src/app.py
import boto3
import cfnresponse


def handler(event, context):
    boto3.client("dynamodb").put_item(TableName="t", Item={})
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {})
`,
      outcome: 'not-applicable',
    },
    {
      title: 'a function whose code is not there is a question',
      project: template('app.handler'),
      outcome: 'unknown',
    },
  ],
};
