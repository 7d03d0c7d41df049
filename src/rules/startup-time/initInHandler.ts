import type { ExamplesOf } from '../../core/examples.ts';
import type { Application } from '../../core/application.ts';
import type { Fix } from '../../core/finding.ts';
import { anySharesObjects, sharesObjects } from '../../core/concurrency.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { ResourceKind } from '../../core/module.ts';
import { rule, type Edits, type FunctionCode, type ReachedCreation } from '../../core/rule.ts';

export const initInHandler = rule({
  id: 'startup-time/init-in-handler',
  practice: 'startup-time',
  check: 'startup-time/reuse-environment',
  summary: 'A client, a connection, a model or the like is built on each invocation instead of once.',
  why: `Lambda keeps an execution environment and sends it many invocations, one after another.
What is built at module level is built once, during the cold start, and every warm invocation finds it ready, with its connections open.
What is built in the handler, or in a function that the handler calls, is built again each time: credentials, endpoints and service models are loaded, and TLS connections are opened anew.`,
  silent: [
    "The resource is made from the event or the context (a tenant's credentials or region), or from the clock or assumed-role credentials.",
    'A cache keeps it: a module-level variable that is set only once, `functools.lru_cache`, a field of an object that lives as long as the module.',
    'No handler reaches it.',
    'The function answers custom resources of CloudFormation and nothing else, so that it runs only while a stack is deployed.',
  ],
  fixes: `Moves the construction to module level, with the local statements that it needs, or gives an inline one a module-level constant.
It is \`safe\` when construction does nothing but build, and \`suggested\` when it opens a connection at once or reads a file, keeps cookies or other state, stands in a \`try\`, runs only under a condition or after what it needs was checked, needs an import that stands in the function, or is handed to a function of another package that may change it.
It is \`suggested\`, too, where a function of the project runs on Lambda Managed Instances and invocations that run at once would share something that is not known to allow it.`,
  references: [
    {
      title: 'Best practices for working with AWS Lambda functions',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
    },
    {
      title: 'Lambda execution environment lifecycle',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
    },
  ],
  severity: 'warning',
  messages: {
    inHandler: '`{code}` is {built} on each invocation of `{function}`. {Build} it once, {where}.',
    viaHelper: '`{code}` is {built} on each invocation of `{function}` ({way}). {Build} it once, {where}.',
    closed: '`{code}` is built and closed on each invocation of `{function}`. Open it once, {where}, and keep it open.',
    ofLoop:
      '`{code}` is built on each invocation of `{function}`. It lives with an event loop: to keep its connections, keep the loop as well, in a module variable.',
    shared:
      '`{code}` is {built} on each invocation of `{function}` ({way}). {Build} it once, {where}, if it may be shared: an environment of this function serves several invocations at once.',
    exclusive:
      '`{code}` is {built} on each invocation of `{function}` ({way}). Invocations that run at once in one environment may not share it: could they share a pool?',
    rare: '`{code}` is {built} anew {because} ({way}). Keep the first one, if that can happen often.',
  },
  review({ fn, application, code, edit, report, ask, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined) wonder(`The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const accused = code.value.reached.filter(({ verdict }) => verdict.kind === 'per-invocation');
    for (const it of accused) {
      const way = it.trace.map(({ label }) => label).join(' → ');
      const data = {
        code: it.creation.resource.code,
        function: fn.id,
        way,
        where: it.module.language === 'java' ? 'in a static field' : 'at module level',
        ...verbFor(it.creation.resource.kind),
      };
      const place = {
        at: it.creation.at,
        trace: it.trace,
        resource: {
          kind: it.creation.resource.kind,
          symbol: it.creation.resource.symbol,
        },
      };
      const rest = { ...place, fix: () => fixOf(it, edit, application) };
      const sharing = sharesObjects(fn, it.module.language) ? it.creation.resource.sharing : 'safe';
      if (sharing === 'unsafe')
        ask({
          message: 'exclusive',
          severity: 'information',
          data,
          ...place,
          question: `Could invocations of \`${fn.id}\` that run at once share a pool in place of \`${data.code}\`?`,
        });
      else if (sharing === 'unknown') report({ message: 'shared', data, ...rest });
      else if (it.creation.resource.ofLoop) report({ message: 'ofLoop', severity: 'information', data, ...rest });
      else if (it.closed) report({ message: 'closed', data, ...rest });
      else if (it.trace.length > 2) report({ message: 'viaHelper', data, ...rest });
      else report({ message: 'inHandler', data, ...rest });
    }
    for (const it of code.value.reached) {
      if (it.verdict.kind !== 'rare') continue;
      const way = it.trace.map(({ label }) => label).join(' → ');
      report({
        message: 'rare',
        severity: 'hint',
        data: {
          code: it.creation.resource.code,
          because: it.verdict.because,
          way,
          built: verbFor(it.creation.resource.kind).built,
        },
        at: it.creation.at,
        trace: it.trace,
      });
    }
    if (accused.length === 0) pass(evidence(code.value), placeOf(code.value));
  },
});

function verbFor(kind: ResourceKind): { readonly built: string; readonly Build: string } {
  if (kind === 'model') return { built: 'loaded', Build: 'Load' };
  if (kind === 'compiled') return { built: 'compiled', Build: 'Compile' };
  return { built: 'built', Build: 'Build' };
}

function fixOf(it: ReachedCreation, edit: Edits, application: Application): Known<Fix> {
  if (it.creation.resource.ofLoop) return unknown('it must be made where an event loop runs');
  if (it.closed) return unknown('it is closed at the end of each invocation; keep it open first');
  if (it.stays !== undefined) return unknown(it.stays);
  const fix = edit.hoist(it.module, it.creation);
  const isShared = it.creation.resource.sharing !== 'safe' && anySharesObjects(application, it.module.language);
  return fix.known && (isShared || it.handed) ? known({ ...fix.value, applicability: 'suggested' }) : fix;
}

function evidence(code: FunctionCode): string {
  const once = [...code.initialised.map(({ creation }) => creation), ...kept(code).map(({ creation }) => creation)];
  const own = code.reached.filter(({ verdict }) => verdict.kind === 'of-the-event');
  const parts: string[] = [];
  if (once.length > 0)
    parts.push(
      `${list(once.map(({ resource }) => `\`${resource.code}\``))} ${once.length === 1 ? 'is' : 'are'} built once`,
    );
  if (own.length > 0)
    parts.push(
      `${list(own.map(({ creation }) => `\`${creation.resource.code}\``))} rightly ${own.length === 1 ? 'belongs' : 'belong'} to the invocation`,
    );
  return parts.length === 0 ? 'It builds no client or connection.' : `${parts.join('; ')}.`;
}

const kept = (code: FunctionCode): readonly ReachedCreation[] =>
  code.reached.filter(({ verdict }) => verdict.kind === 'kept');

const placeOf = (code: FunctionCode) => code.initialised[0]?.creation.at ?? kept(code)[0]?.creation.at ?? code.entry.at;

function list(items: readonly string[]): string {
  const unique = [...new Set(items)];
  if (unique.length > 3) return `${unique.slice(0, 2).join(', ')} and ${unique.length - 2} more`;
  return unique.length < 2 ? unique.join('') : `${unique.slice(0, -1).join(', ')} and ${unique.at(-1) ?? ''}`;
}

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

export const examples: ExamplesOf<typeof initInHandler> = {
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

client = boto3.client("s3")
sns = boto3.client("sns")


def load(key):
    return client.get_object(Bucket="b", Key=key)


def tell(text):
    sns.publish(TopicArn="t", Message=text)


def handler(event, context):
    tell(load(event["key"]))
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
      title: 'a connection that is closed at the end',
      message: 'closed',
      project: `${template('app.handler')}//- src/app.py
import pymysql


def handler(event, context):
    connection = ⟦pymysql.connect(host="db")⟧
    try:
        connection.ping()
    finally:
        connection.close()
`,
      noFix: 'it is closed at the end of each invocation; keep it open first',
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
        return event["id"]
    except KeyError:
        return ⟦boto3.client("sns")⟧.publish(TopicArn="errors", Message="no id")
`,
    },
  ],
  good: [
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
