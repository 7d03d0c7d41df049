/** What the rule says of small projects. */
import type { Examples } from '../../core/examples.ts';

const template = (handler: string, runtime = 'python3.13') => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, CodeUri: src/ }
`;

const java = template('com.acme.App::handleRequest', 'java21').replace('CodeUri: src/', 'CodeUri: .');

export const examples: Examples<'anew' | 'provider' | 'forced' | 'rare'> = {
  bad: [
    {
      title: 'a secret, in a helper',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import json
import boto3

secrets = boto3.client("secretsmanager")


def credentials():
    answer = ⟦secrets.get_secret_value(SecretId="orders/database")⟧
    return json.loads(answer["SecretString"])


def handler(event, context):
    return connect(credentials(), event["id"])
`,
    },
    {
      title: 'a parameter, with the SDK for JavaScript v3',
      message: 'anew',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';

const ssm = new SSMClient({});

export const handler = async (event) => {
  const { Parameter } = await ssm.send(⟦new GetParameterCommand({ Name: process.env.LIMIT })⟧);
  return event.total <= Number(Parameter.Value);
};
`,
    },
    {
      title: 'a parameter, with a command that another file gives on',
      message: 'anew',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSMClient, GetParameterCommand } from './aws.mjs';

const ssm = new SSMClient({});

export const handler = async (event) => {
  const { Parameter } = await ssm.send(⟦new GetParameterCommand({ Name: process.env.LIMIT })⟧);
  return event.total <= Number(Parameter.Value);
};
//- src/aws.mjs
export { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
`,
    },
    {
      title: 'a parameter, whose value a callback hands on',
      message: 'anew',
      project: `${template('app.handler', 'nodejs16.x')}//- src/app.js
const SSM = require('aws-sdk/clients/ssm');

const ssm = new SSM();

exports.handler = (event, context, callback) => {
  ⟦ssm.getParameter({ Name: process.env.LIMIT }, (error, data) => callback(error, data && event.total <= Number(data.Parameter.Value)))⟧;
};
`,
    },
    {
      title: 'a parameter, after something was refused',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import boto3
from context import current

ssm = boto3.client("ssm")


def handler(event, context):
    if not current.user():
        raise PermissionError()
    return event["total"] <= ⟦ssm.get_parameter(Name="/orders/limit")⟧
`,
    },
    {
      title: 'a configuration of AppConfig, in a session of its own each time',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import os

import boto3

appconfig = boto3.client("appconfigdata")


def handler(event, context):
    session = ⟦appconfig.start_configuration_session(
        ApplicationIdentifier="orders", EnvironmentIdentifier=os.environ["STAGE"], ConfigurationProfileIdentifier="main"
    )⟧
    return appconfig.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])
`,
    },
    {
      title: 'a secret, in a helper in Java',
      message: 'anew',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

public class App {
    private final SecretsManagerClient secrets = SecretsManagerClient.create();

    private String password() {
        GetSecretValueRequest request = GetSecretValueRequest.builder().secretId(System.getenv("SECRET")).build();
        return ⟦secrets.getSecretValue(request)⟧.secretString();
    }

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return Orders.open(password()).find(event);
    }
}
`,
    },
    {
      title: 'a parameter, with the SDK for Java v1, of which packages are imported as a whole',
      message: 'anew',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import com.amazonaws.services.secretsmanager.*;
import com.amazonaws.services.simplesystemsmanagement.*;

public class App {
    private final AWSSimpleSystemsManagement parameters = AWSSimpleSystemsManagementClientBuilder.defaultClient();

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return ⟦parameters.getParameter(Orders.request())⟧.getParameter().getValue();
    }
}
`,
    },
    {
      title: 'a token, by an object that would remember it and is made anew',
      message: 'anew',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSM } from '@aws-sdk/client-ssm';

const ssm = new SSM({});

class Chat {
  async send(text) {
    this.token = this.token ? this.token : await ⟦ssm.getParameter({ Name: process.env.TOKEN })⟧;
    return fetch(process.env.CHAT, { method: 'POST', headers: { Authorization: this.token }, body: text });
  }
}

export const handler = async (event) => new Chat().send(event.text);
`,
    },
    {
      title: 'a parameter, by a provider of Java that is made anew',
      message: 'provider',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.lambda.powertools.parameters.ssm.SSMProvider;

public class App {
    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return ⟦SSMProvider.builder().build().get("/orders/table")⟧;
    }
}
`,
    },
    {
      title: 'a parameter, by a provider that is made anew',
      message: 'provider',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';

export const handler = async (event) => {
  const provider = new SSMProvider();
  const limit = await ⟦provider.get('/orders/limit', { maxAge: 300 })⟧;
  return event.total <= Number(limit);
};
`,
    },
    {
      title: 'a secret, where the function keeps its own state in a parameter',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")
secrets = boto3.client("secretsmanager")


def handler(event, context):
    last = ssm.get_parameter(Name="/orders/last")
    login = ⟦secrets.get_secret_value(SecretId="orders")⟧
    ssm.put_parameter(Name="/orders/last", Value=event["time"], Overwrite=True)
    return fetch(login, last)
`,
    },
    {
      title: 'a secret, unless only the options of an address are asked for',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import boto3

secrets = boto3.client("secretsmanager")


def handler(event, context):
    method = (event.get("httpMethod") or event.get("method") or "").upper()
    if method == "OPTIONS":
        return allowed()
    return fetch(⟦secrets.get_secret_value(SecretId="orders")⟧)
`,
    },
    {
      title: 'all parameters of a path, page by page',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")
pages = ssm.get_paginator("get_parameters_by_path")


def handler(event, context):
    return [page["Parameters"] for page in ⟦pages.paginate(Path="/orders")⟧]
`,
    },
    {
      title: 'a secret, by what tries again',
      message: 'anew',
      project: `${template('app.handler')}//- src/app.py
import boto3
from tenacity import Retrying

secrets = boto3.client("secretsmanager")
retrying = Retrying()


def handler(event, context):
    return ⟦retrying(secrets.get_secret_value, SecretId="orders/database")⟧
`,
    },
    {
      title: 'a parameter that Powertools may not keep',
      message: 'forced',
      project: `${template('app.handler')}//- src/app.py
from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    return ⟦parameters.get_parameter("/orders/limit", force_fetch=True)⟧
`,
    },
    {
      title: 'a secret that Powertools is to keep for no time',
      message: 'forced',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { getSecret } from '@aws-lambda-powertools/parameters/secrets';

export const handler = async () => connect(await ⟦getSecret('orders/database', { maxAge: 0 })⟧);
`,
    },
    {
      title: 'a parameter that is only needed on errors',
      message: 'rare',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    try:
        return book(event)
    except KeyError:
        return notify(⟦ssm.get_parameter(Name="/orders/owner")⟧)
`,
    },
  ],
  good: [
    {
      title: 'a parameter, by a provider that lasts',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';

const provider = new SSMProvider();

export const handler = async (event) => {
  const limit = await provider.get('/orders/limit', { maxAge: 300 });
  return event.total <= Number(limit);
};
`,
    },
    {
      title: 'a parameter that is kept with a time to live',
      project: `${template('app.handler')}//- src/app.py
import time
import boto3

ssm = boto3.client("ssm")
limit = None
read_at = 0


def current_limit():
    global limit, read_at
    if time.time() - read_at > 300:
        limit = ssm.get_parameter(Name="/orders/limit")["Parameter"]["Value"]
        read_at = time.time()
    return limit


def handler(event, context):
    return event["total"] <= int(current_limit())
`,
    },
    {
      title: 'a dictionary of what was read before',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")
known = {}


def parameter(name):
    if name in known:
        return known[name]
    known[name] = ssm.get_parameter(Name=name)["Parameter"]["Value"]
    return known[name]


def handler(event, context):
    return event["total"] <= int(parameter("/orders/limit"))
`,
    },
    {
      title: 'a parameter of the tenant',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    return ssm.get_parameter(Name=f"/tenants/{event['tenant']}")
`,
    },
    {
      title: 'a parameter that a provider of Java keeps',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.lambda.powertools.parameters.ssm.SSMProvider;

public class App {
    private final SSMProvider parameters = SSMProvider.builder().build();

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return parameters.withDecryption().get("/orders/table");
    }
}
`,
    },
    {
      title: 'a secret whose name a function of Java makes from the event, as its request is built',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

public class App {
    private static final SecretsManagerClient SECRETS = SecretsManagerClient.create();

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return SECRETS.getSecretValue(request -> request.secretId("orders-" + event)).secretString();
    }
}
`,
    },
    {
      title: 'a secret that a handler of Java keeps in a field',
      project: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

public class App {
    private static final SecretsManagerClient SECRETS = SecretsManagerClient.create();
    private static String password;

    private static String password() {
        if (password == null) {
            password = SECRETS.getSecretValue(request -> request.secretId("orders")).secretString();
        }
        return password;
    }

    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return Orders.open(password()).find(event);
    }
}
`,
    },
    {
      title: 'a parameter of the account of the tenant',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSMClient, GetParameterCommand } from '@aws-sdk/client-ssm';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

export const handler = async ({ role, total }) => {
  const ssm = new SSMClient({ credentials: fromTemporaryCredentials({ params: { RoleArn: role } }) });
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/orders/limit' }));
  return total <= Number(Parameter.Value);
};
`,
    },
    {
      title: 'a parameter of the order, with the SDK for JavaScript v2',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.js
const SSM = require('aws-sdk/clients/ssm');

const ssm = new SSM();

exports.handler = async ({ order }) => {
  const name = '/orders/' + order;
  return ssm.getParameter({ Name: name }).promise();
};
`,
    },
    {
      title: 'a parameter of the order, whose value a callback hands on',
      project: `${template('app.handler', 'nodejs16.x')}//- src/app.js
const SSM = require('aws-sdk/clients/ssm');

const ssm = new SSM();

exports.handler = (event, context, callback) => {
  ssm.getParameter({ Name: event.name }, (error, data) => callback(error, data && Number(data.Parameter.Value)));
};
`,
    },
    {
      title: 'the parameters utility of Powertools',
      project: `${template('app.handler')}//- src/app.py
from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    return event["total"] <= int(parameters.get_parameter("/orders/limit", max_age=300))
`,
      outcome: 'not-applicable',
    },
    {
      title: 'what something tries again that the event names',
      project: `${template('app.handler')}//- src/app.py
import boto3
from retrying import retry_call

secrets = boto3.client("secretsmanager")


def handler(event, context):
    return retry_call(secrets.get_secret_value, SecretId=event["secret"])
`,
    },
    {
      title: 'what may keep what it is handed',
      project: `${template('app.handler')}//- src/app.py
import boto3
from shop import kept

secrets = boto3.client("secretsmanager")


def handler(event, context):
    return kept(secrets.get_secret_value, SecretId="orders/database")
`,
      outcome: 'not-applicable',
    },
    {
      title: 'a secret that Powertools keeps until it is refused',
      project: `${template('app.handler')}//- src/app.py
from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    try:
        return connect(parameters.get_secret("orders/database", max_age=300))
    except PermissionError:
        return connect(parameters.get_secret("orders/database", force_fetch=True))
`,
      outcome: 'not-applicable',
    },
    {
      title: 'what parameters there are, page by page',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    return [page["Parameters"] for page in ssm.get_paginator("describe_parameters").paginate()]
`,
      outcome: 'not-applicable',
    },
    {
      title: 'a function that manages parameters',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    if event["method"] == "PUT":
        return ssm.put_parameter(Name="/orders/limit", Value=event["body"], Overwrite=True)
    return ssm.get_parameter(Name="/orders/limit")
`,
    },
    {
      title: 'a secret that is only tried',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});

export const handler = async () => {
  try {
    const command = new GetSecretValueCommand({ SecretId: process.env.SECRET });
    await client.send(command);
    return { statusCode: 200 };
  } catch {
    return { statusCode: 503 };
  }
};
`,
    },
    {
      title: 'a parameter that is only tried',
      project: `${template('app.handler')}//- src/app.py
import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    ssm.get_parameter(Name="/orders/limit", WithDecryption=True)
    return {"statusCode": 200}
`,
    },
    {
      title: 'a token, by an object of the module that remembers it',
      project: `${template('app.handler', 'nodejs22.x')}//- src/app.mjs
import { SSM } from '@aws-sdk/client-ssm';

const ssm = new SSM({});

class Chat {
  async send(text) {
    this.token = this.token ? this.token : await ssm.getParameter({ Name: process.env.TOKEN });
    return fetch(process.env.CHAT, { method: 'POST', headers: { Authorization: this.token }, body: text });
  }
}

const chat = new Chat();

export const handler = async (event) => chat.send(event.text);
`,
    },
    {
      title: 'an object that remembers',
      project: `${template('app.handler')}//- src/app.py
import boto3


class Limits:
    def __init__(self):
        self.ssm = boto3.client("ssm")
        self.limit = None

    def load(self):
        if self.limit:
            return
        self.limit = self.ssm.get_parameter(Name="/orders/limit")


limits = Limits()


def handler(event, context):
    limits.load()
    return limits.limit
`,
    },
  ],
};
