/** Where a fix puts what a function gives up, and which comments go along. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fixed } from '../executed/fixing.ts';

describe('what moves out of a function goes where a person would put it', () => {
  becomes(
    "with the module's own clients, though other functions stand in between",
    'app.py',
    `import boto3

dynamodb = boto3.resource("dynamodb")
TABLE = "orders"


def save(order):
    dynamodb.Table(TABLE).put_item(Item=order)


def handler(event, context):
    sns = boto3.client("sns")
    sns.publish(Message="saved")
`,
    `import boto3

dynamodb = boto3.resource("dynamodb")
sns = boto3.client("sns")
TABLE = "orders"


def save(order):
    dynamodb.Table(TABLE).put_item(Item=order)


def handler(event, context):
    sns.publish(Message="saved")
`,
  );
  becomes(
    'a connection keeps a name that says all there is to say, and is declared above what a comment tells of the body',
    'app.py',
    `import boto3
import pymysql


def handler(event, context):
    # event = event["detail"]

    connection = pymysql.connect(host="db")
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    return cursor.fetchone()


def other(event, context):
    connection = boto3.client("rds")
    return connection.describe_db_instances()
`,
    `import boto3
import pymysql

connection = None
rds = boto3.client("rds")


def handler(event, context):
    global connection
    # event = event["detail"]

    if connection is None or not connection.open:
        connection = pymysql.connect(host="db")
    else:
        connection.ping(reconnect=True)
        connection.rollback()
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    return cursor.fetchone()


def other(event, context):
    return rds.describe_db_instances()
`,
  );
  becomes(
    'and what is aligned with a bracket goes along with it, where names are longer or shorter then',
    'app.py',
    `import boto3


class Mail:
    def __init__(self):
        self.client = boto3.client('ses',
                                   region_name='eu-west-1',  # the only one

                                   use_ssl=True)


def handler(event, context):
    client = boto3.client('sns',
                          region_name='eu-west-1')
    client.publish(TopicArn=event['topic'],
                   Message="""a
                   b""")
    client.publish(TopicArn=event['topic'],
                   Message={'text': 'a',
                            'more': 'b'})
    client.publish(
        TopicArn=event['topic'],
    )
    return Mail().client.send_email(Source='a')


def other(event, context):
    client = Mail()
    return client
`,
    `import boto3

ses = boto3.client('ses',
                   region_name='eu-west-1',  # the only one

                   use_ssl=True)

sns = boto3.client('sns',
                   region_name='eu-west-1')


class Mail:
    def __init__(self):
        self.client = ses


def handler(event, context):
    sns.publish(TopicArn=event['topic'],
                   Message="""a
                   b""")
    sns.publish(TopicArn=event['topic'],
                Message={'text': 'a',
                         'more': 'b'})
    sns.publish(
        TopicArn=event['topic'],
    )
    return Mail().client.send_email(Source='a')


def other(event, context):
    client = Mail()
    return client
`,
  );
  becomes(
    'and leaves the comment of a deed to what is done, also where comments tell of its parts',
    'app.py',
    `import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    # Query the connections table and forget the caller
    connections = dynamodb.Table("connections")
    key = {"id": event["id"]}
    connections.delete_item(Key=key)

    # Step 2: Invoke the state machine
    sfn = boto3.client("stepfunctions")

    # Get its ARN
    arn = event["arn"]
    sfn.start_execution(stateMachineArn=arn)
`,
    `import boto3

dynamodb = boto3.resource("dynamodb")
connections = dynamodb.Table("connections")
sfn = boto3.client("stepfunctions")


def handler(event, context):
    # Query the connections table and forget the caller
    key = {"id": event["id"]}
    connections.delete_item(Key=key)

    # Step 2: Invoke the state machine

    # Get its ARN
    arn = event["arn"]
    sfn.start_execution(stateMachineArn=arn)
`,
  );
  becomes(
    'after the constants and the logger, where the module has no client yet',
    'app.py',
    `import logging
import boto3

TABLE = "orders"
logger = logging.getLogger()
logger.setLevel(logging.INFO)

def clean(order):
    return order

def handler(event, context):
    sns = boto3.client("sns")
    sns.publish(Message=clean(event))
`,
    `import logging
import boto3

TABLE = "orders"
logger = logging.getLogger()
logger.setLevel(logging.INFO)
sns = boto3.client("sns")

def clean(order):
    return order

def handler(event, context):
    sns.publish(Message=clean(event))
`,
  );
  becomes(
    'after what it needs, wherever that stands',
    'app.py',
    `import boto3

s3 = boto3.client("s3")


def clean(order):
    return order


REGION = "eu-west-1"


def handler(event, context):
    sns = boto3.client("sns", region_name=REGION)
    sns.publish(Message=clean(event))
`,
    `import boto3

s3 = boto3.client("s3")


def clean(order):
    return order


REGION = "eu-west-1"
sns = boto3.client("sns", region_name=REGION)


def handler(event, context):
    sns.publish(Message=clean(event))
`,
  );
  becomes(
    'after what decides what it becomes',
    'app.js',
    `const AWS = require('aws-sdk/global');
const S3 = require('aws-sdk/clients/s3');
const SNS = require('aws-sdk/clients/sns');

const s3 = new S3();

function clean(order) {
  return order;
}

AWS.config.update({ region: 'eu-west-1' });

exports.handler = async (event) => {
  const sns = new SNS();
  return sns.publish({ Message: clean(event) }).promise();
};
`,
    `const AWS = require('aws-sdk/global');
const S3 = require('aws-sdk/clients/s3');
const SNS = require('aws-sdk/clients/sns');

const s3 = new S3();

function clean(order) {
  return order;
}

AWS.config.update({ region: 'eu-west-1' });
const sns = new SNS();

exports.handler = async (event) => {
  return sns.publish({ Message: clean(event) }).promise();
};
`,
  );
  becomes(
    'before a route, which runs later',
    'app.js',
    `const express = require('express');
const { S3Client } = require('@aws-sdk/client-s3');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { setUp } = require('other');

const app = express();
const s3 = new S3Client({});
app.get('/', (request, response) => {
  response.send('ok');
});

exports.handler = async (event) => {
  const sns = new SNSClient({});
  return sns.send(new PublishCommand({ Message: event.id }));
};
`,
    `const express = require('express');
const { S3Client } = require('@aws-sdk/client-s3');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { setUp } = require('other');

const app = express();
const s3 = new S3Client({});
const sns = new SNSClient({});
app.get('/', (request, response) => {
  response.send('ok');
});

exports.handler = async (event) => {
  return sns.send(new PublishCommand({ Message: event.id }));
};
`,
  );
  becomes(
    'after a call that nobody knows',
    'app.js',
    `const express = require('express');
const { S3Client } = require('@aws-sdk/client-s3');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { setUp } = require('other');

const s3 = new S3Client({});
const app = express();
setUp();

exports.handler = async (event) => {
  const sns = new SNSClient({});
  return sns.send(new PublishCommand({ Message: event.id }));
};
`,
    `const express = require('express');
const { S3Client } = require('@aws-sdk/client-s3');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');
const { setUp } = require('other');

const s3 = new S3Client({});
const app = express();
setUp();
const sns = new SNSClient({});

exports.handler = async (event) => {
  return sns.send(new PublishCommand({ Message: event.id }));
};
`,
  );
  becomes(
    'before the types, which begin what follows',
    'app.ts',
    `'use strict';
import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

interface Event {
  readonly id: string;
}

export const handler = async (event: Event) => {
  const s3 = new S3Client({});
  return s3.send(new ListBucketsCommand({ Prefix: event.id }));
};
`,
    `'use strict';
import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

interface Event {
  readonly id: string;
}

export const handler = async (event: Event) => {
  return s3.send(new ListBucketsCommand({ Prefix: event.id }));
};
`,
  );
  becomes(
    'apart from a constant of many lines, and after a comment that closes the constants',
    'app.mjs',
    `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

const limits = {
  orders: 3,
};
// Ask before you change these.

const clean = (event) => {
  return event.id;
};

export const handler = async (event) => {
  const s3 = new S3Client({});
  return s3.send(new ListBucketsCommand({ Prefix: clean(event), MaxBuckets: limits.orders }));
};
`,
    `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

const limits = {
  orders: 3,
};
// Ask before you change these.

const s3 = new S3Client({});

const clean = (event) => {
  return event.id;
};

export const handler = async (event) => {
  return s3.send(new ListBucketsCommand({ Prefix: clean(event), MaxBuckets: limits.orders }));
};
`,
  );
  becomes(
    'under a name that says what it is, where its own is taken',
    'app.py',
    `import boto3

s3 = boto3.resource("s3")


def load(bucket):
    return bucket.objects.all()


def handler(event, context):
    return [load(bucket=s3.Bucket("orders")), event]
`,
    `import boto3

s3 = boto3.resource("s3")
shared_bucket = s3.Bucket("orders")


def load(bucket):
    return bucket.objects.all()


def handler(event, context):
    return [load(bucket=shared_bucket), event]
`,
  );
  becomes(
    'where the name of what it needs is taken, which is no client',
    'app.mjs',
    `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

const region = 'eu-west-1';

export const handler = async (event) => {
  const region = process.env.REGION;
  const s3 = new S3Client({ region });
  return [await s3.send(new ListBucketsCommand(event)), label()];
};

const label = () => region;
`,
    `import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';

const region = 'eu-west-1';
const sharedRegion = process.env.REGION;
const s3 = new S3Client({ region: sharedRegion });

export const handler = async (event) => {
  return [await s3.send(new ListBucketsCommand(event)), label()];
};

const label = () => region;
`,
  );
  stays(
    'where the environment is changed before it is read',
    'app.py',
    `import os
import boto3


def handler(event, context):
    os.environ["ENDPOINT"] = event["endpoint"]
    sns = boto3.client("sns", endpoint_url=os.environ["ENDPOINT"])
    sns.publish(Message=event["text"])
`,
  );
  stays(
    'where a comment says why, above what it is made of as well',
    'app.py',
    `import os
import boto3


def handler(event, context):
    # The region may change, so not module-level.
    region = os.environ["REGION"]
    sns = boto3.client("sns", region_name=region)
    sns.publish(Message=event["text"])
`,
  );
  becomes(
    'though a comment reminds of it',
    'app.py',
    `import boto3


def handler(event, context):
    # TODO: do not make a client each time, share it
    sns = boto3.client("sns")
    sns.publish(Message=event["text"])
`,
    `import boto3

# TODO: do not make a client each time, share it
sns = boto3.client("sns")


def handler(event, context):
    sns.publish(Message=event["text"])
`,
  );
  becomes(
    'its import with the imports, and only once',
    'app.py',
    `"""Orders."""
from __future__ import annotations

import json
import os

TABLE = os.environ["TABLE"]


def clean(text):
    import json
    return json.loads(text)


def handler(event, context):
    import boto3
    import os
    sns = boto3.client("sns", region_name=os.environ["REGION"])
    sns.publish(Message=clean(event["text"]))
`,
    `"""Orders."""
from __future__ import annotations

import json
import os
import boto3

TABLE = os.environ["TABLE"]
sns = boto3.client("sns", region_name=os.environ["REGION"])


def clean(text):
    import json
    return json.loads(text)


def handler(event, context):
    sns.publish(Message=clean(event["text"]))
`,
  );
  becomes(
    'its import first, where the module has none',
    'app.py',
    `#!/usr/bin/env python3
# Copyright: nobody.
def handler(event, context):
    import boto3
    sns = boto3.client("sns")
    sns.publish(Message=event["text"])
`,
    `#!/usr/bin/env python3
# Copyright: nobody.
import boto3

sns = boto3.client("sns")


def handler(event, context):
    sns.publish(Message=event["text"])
`,
  );
});

describe('a comment goes along when it speaks of what moves, and of that alone', () => {
  moves('the number of a step heads it', 'stays', '# 1. Discover the topics', 'topics = sns.list_topics()');
  moves('nothing else follows it directly', 'goes', '# Where orders are kept.', '\n    print(event)');
  moves('it tells a step of the function', 'stays', '# Publish the order.', 'sns.publish(Message=event["text"])');
  moves(
    'a step follows behind a blank line',
    'stays',
    '# Publish the order.',
    '\n    sns.publish(Message=event["text"])',
  );
  moves('it tells what is made of the client', 'stays', '# Make an API call', 'sns.publish(Message=event["text"])');
  moves('it tells of making the client', 'goes', '# Make a new client', 'sns.publish(Message=event["text"])');
  moves('it tells what is tried', 'stays', '# Try to publish it once.', 'sns.publish(Message=event["text"])');
  moves(
    'a step tells of instances in the end',
    'stays',
    '# Invoke the lister, which then finds the running instances',
    'sns.publish(Message=event["text"])',
  );
  moves('a step has a word for a name', 'stays', '# Call sns last.', 'sns.publish(Message=event["text"])');
  moves('it tells of the client', 'goes', '# Create an SNS client.', 'sns.publish(Message=event["text"])');
  moves(
    'it tells of the object of a service',
    'goes',
    '# Create the SNS service object',
    'sns.publish(Message=event["text"])',
  );
  moves('it names the variable', 'goes', '# sns is in another region.', 'sns.publish(Message=event["text"])');
  moves('it heads a part of the function', 'stays', '# ------ clients ------', '\n    print(event)');
  moves('it reminds of something', 'stays', '# TODO implement', 'sns.publish(Message=event["text"])');
  moves('it speaks to a tool', 'goes', '# pylint: disable=all', 'sns.publish(Message=event["text"])');

  becomes(
    'the comment of a step stands above the step then',
    'app.py',
    `import boto3


def handler(event, context):
    print(event)

    # Fetch from DynamoDB
    dynamodb = boto3.resource("dynamodb")
    table = dynamodb.Table("orders")

    return table.get_item(Key={"id": event["id"]})
`,
    `import boto3

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table("orders")


def handler(event, context):
    print(event)

    # Fetch from DynamoDB
    return table.get_item(Key={"id": event["id"]})
`,
  );
  becomes(
    'a comment that is indented in another way does not hinder',
    'app.py',
    `import boto3


def handler(event, context):
     # In another region,
   # where our customers are.
    region = "eu-west-1"
    sns = boto3.client(
        "sns",
        # The same region.
      # Really.
        region_name=region,
    )
    sns.publish(Message=event["text"])
`,
    `import boto3

# In another region,
# where our customers are.
region = "eu-west-1"
sns = boto3.client(
    "sns",
    # The same region.
  # Really.
    region_name=region,
)


def handler(event, context):
    sns.publish(Message=event["text"])
`,
  );
  becomes(
    'a comment between two things that move, which speaks of neither, stays',
    'app.py',
    `import boto3


def handler(event, context):
    region = "eu-west-1"
    # Three steps follow.

    sns = boto3.client("sns", region_name=region)

    sns.publish(Message=event["text"])
`,
    `import boto3

region = "eu-west-1"
sns = boto3.client("sns", region_name=region)


def handler(event, context):
    # Three steps follow.

    sns.publish(Message=event["text"])
`,
  );
  becomes(
    'what several functions make in the very same way is made once',
    'app.py',
    `import boto3

steps = ["create", "set"]

def handler(event, context):
    service_client = boto3.client("secretsmanager")
    version = pending(event["arn"])
    return service_client.get_secret_value(SecretId=event["arn"], VersionId=version)

def pending(arn):
    secrets_manager_client = boto3.client("secretsmanager")
    return secrets_manager_client.describe_secret(SecretId=arn)["Version"]

def finish(service_client, arn):
    service_client.update_secret_version_stage(SecretId=arn)
`,
    `import boto3

steps = ["create", "set"]
service_client = boto3.client("secretsmanager")

def handler(event, context):
    version = pending(event["arn"])
    return service_client.get_secret_value(SecretId=event["arn"], VersionId=version)

def pending(arn):
    return service_client.describe_secret(SecretId=arn)["Version"]

def finish(service_client, arn):
    service_client.update_secret_version_stage(SecretId=arn)
`,
  );
  becomes(
    'what is put into the body of a `try` that goes is indented as its lines then are',
    'app.mjs',
    `import pg from 'pg';

export const handler = async (event) => {
  const client = new pg.Client();
  try {
    await client.connect();
    return await client.query('select', [event.id]);
  } finally {
    await client.end();
  }
};
`,
    `import pg from 'pg';

let pgClientPromise;

export const handler = async (event) => {
  pgClientPromise ??= (async () => {
    const client = new pg.Client();
    client.on('error', () => (pgClientPromise = undefined));
    client.on('end', () => (pgClientPromise = undefined));
    await client.connect();
    return client;
  })().catch((error) => {
    pgClientPromise = undefined;
    throw error;
  });
  const client = await pgClientPromise;
  return await client.query('select', [event.id]);
};
`,
  );
  becomes(
    'a package is no type',
    'app.ts',
    `import * as LD from '@launchdarkly/node-server-sdk';

export const handler = async (event: { flag: string }) => {
  const key = process.env.SDK_KEY;
  if (!key) return false;
  const client = LD.init(key);
  return client.variation(event.flag, { key: 'x' }, false);
};
`,
    `import * as LD from '@launchdarkly/node-server-sdk';

let launchDarkly: ReturnType<typeof LD.init> | undefined;

export const handler = async (event: { flag: string }) => {
  const key = process.env.SDK_KEY;
  if (!key) return false;
  const client = (launchDarkly ??= LD.init(key));
  return client.variation(event.flag, { key: 'x' }, false);
};
`,
  );
  becomes(
    'what fails without a setting stays behind the question whether there is one',
    'app.ts',
    `import Stripe from 'stripe';

export const handler = async (event: { id: string }) => {
  const { STRIPE_KEY } = process.env;
  if (!STRIPE_KEY) return { statusCode: 500 };
  const stripe = new Stripe(STRIPE_KEY);
  return stripe.charges.retrieve(event.id);
};
`,
    `import Stripe from 'stripe';

let stripeClient: Stripe | undefined;

export const handler = async (event: { id: string }) => {
  const { STRIPE_KEY } = process.env;
  if (!STRIPE_KEY) return { statusCode: 500 };
  const stripe = (stripeClient ??= new Stripe(STRIPE_KEY));
  return stripe.charges.retrieve(event.id);
};
`,
  );
  becomes(
    'what other functions call the same says at module level what it is',
    'app.mjs',
    `import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

const load = (client, id) => client.send(id);

export const handler = async (event) => {
  const client = new S3Client({});
  await publish(event);
  return load(client, event.id);
};

async function publish(event) {
  const client = new SQSClient({});
  await client.send(event);
}
`,
    `import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

const s3Client = new S3Client({});
const sqsClient = new SQSClient({});

const load = (client, id) => client.send(id);

export const handler = async (event) => {
  await publish(event);
  return load(s3Client, event.id);
};

async function publish(event) {
  await sqsClient.send(event);
}
`,
  );
  becomes(
    'what is no client is not called one',
    'src/Orders.java',
    `import com.google.inject.Guice;
import com.google.inject.Injector;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

public class Orders implements RequestHandler<String, String> {
    public String handleRequest(String event, Context context) {
        Injector injector = Guice.createInjector(new Settings());
        return injector.getInstance(String.class);
    }

    static class Settings {}
}
`,
    `import com.google.inject.Guice;
import com.google.inject.Injector;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

public class Orders implements RequestHandler<String, String> {
    private static Injector sharedInjector;

    public String handleRequest(String event, Context context) {
        if (sharedInjector == null) {
            sharedInjector = Guice.createInjector(new Settings());
        }
        Injector injector = sharedInjector;
        return injector.getInstance(String.class);
    }

    static class Settings {}
}
`,
  );
});

describe('what is moved is named and placed as its neighbours are', () => {
  becomes(
    'behind the constants that stand together, by what each table holds',
    'app.py',
    `import os

import boto3

dynamodb = boto3.resource("dynamodb")
ORDERS_TABLE = os.environ.get("ORDERS_TABLE", "orders")
GUESTS_TABLE = os.environ.get("GUESTS_TABLE", "guests")

LIMIT = 5


class Orders:
    def __init__(self):
        self.table = dynamodb.Table(ORDERS_TABLE)


class Guests:
    def __init__(self):
        self.table = dynamodb.Table(GUESTS_TABLE)


def handler(event, context):
    return Orders().table.scan(Limit=LIMIT), Guests().table.scan(Limit=LIMIT)
`,
    `import os

import boto3

dynamodb = boto3.resource("dynamodb")
ORDERS_TABLE = os.environ.get("ORDERS_TABLE", "orders")
GUESTS_TABLE = os.environ.get("GUESTS_TABLE", "guests")
orders_table = dynamodb.Table(ORDERS_TABLE)
guests_table = dynamodb.Table(GUESTS_TABLE)

LIMIT = 5


class Orders:
    def __init__(self):
        self.table = orders_table


class Guests:
    def __init__(self):
        self.table = guests_table


def handler(event, context):
    return Orders().table.scan(Limit=LIMIT), Guests().table.scan(Limit=LIMIT)
`,
  );
  becomes(
    'as the field that it is in, in Java',
    'src/Orders.java',
    `import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.google.gson.Gson;

public class Orders implements RequestHandler<String, String> {
    public String handleRequest(String event, Context context) {
        return new Converter().convert(event);
    }
}

class Converter {
    private Gson GSON = new Gson();
    private int count;

    String convert(String event) {
        count = event.length();
        return GSON.toJson(event);
    }
}
`,
    `import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.google.gson.Gson;

public class Orders implements RequestHandler<String, String> {
    public String handleRequest(String event, Context context) {
        return new Converter().convert(event);
    }
}

class Converter {
    private static final Gson GSON = new Gson();
    private int count;

    String convert(String event) {
        count = event.length();
        return GSON.toJson(event);
    }
}
`,
  );
  becomes(
    'beside a field that is given another one, in Java',
    'src/Orders.java',
    `import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.google.gson.Gson;

public class Orders implements RequestHandler<String, String> {
    public String handleRequest(String event, Context context) {
        return new Converter().convert(event);
    }
}

class Converter {
    private Gson gson = new Gson();

    void use(Gson other) {
        gson = other;
    }

    String convert(String event) {
        return gson.toJson(event);
    }
}
`,
    `import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.google.gson.Gson;

public class Orders implements RequestHandler<String, String> {
    public String handleRequest(String event, Context context) {
        return new Converter().convert(event);
    }
}

class Converter {
    private static final Gson sharedGson = new Gson();
    private Gson gson = sharedGson;

    void use(Gson other) {
        gson = other;
    }

    String convert(String event) {
        return gson.toJson(event);
    }
}
`,
  );
  moves('what speaks of the lines below as well', 'stays', '# One page is enough.', 'sns.publish(Message="saved")');
  moves(
    'what speaks of a text of the statement',
    'goes',
    '# us-east-1 alone has it.',
    'sns.publish(Message="saved")',
    'boto3.client("sns", region_name="us-east-1")',
  );
  moves('code that was taken out', 'stays', '# print(event)', 'sns.publish(Message="saved")');
  moves(
    'code of another client that was taken out',
    'stays',
    '# sqs = boto3.client("sqs")',
    'sns.publish(Message="saved")',
  );
  moves(
    'what was tried instead',
    'goes',
    '# sns = boto3.client("sns", region_name="eu-west-1")',
    'sns.publish(Message="saved")',
  );
});

function becomes(title: string, path: string, before: string, after: string): void {
  it(title, async () => {
    const { together } = await fixed(new Map([[path, before]]));
    assert.equal(together.get(path), after);
  });
}

function stays(title: string, path: string, text: string): void {
  it(`stays: ${title}`, async () => {
    const { together } = await fixed(new Map([[path, text]]));
    assert.equal(together.get(path) ?? text, text);
  });
}

function moves(
  when: string,
  what: 'goes' | 'stays',
  comment: string,
  next: string,
  made = 'boto3.client("sns")',
): void {
  it(`${what}: ${when}`, async () => {
    const source = `import boto3\n\n\ndef handler(event, context):\n    ${comment}\n    sns = ${made}\n    ${next}\n`;
    const { together } = await fixed(new Map([['app.py', source]]));
    const [above = '', below = ''] = (together.get('app.py') ?? '').split('def handler');
    assert.ok(above.includes(`sns = ${made}`), 'the client did not move');
    assert.deepEqual([above.includes(comment), below.includes(comment)], [what === 'goes', what === 'stays']);
  });
}
