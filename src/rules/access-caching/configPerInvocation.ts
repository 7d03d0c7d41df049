import type { ExamplesOf } from '../../core/examples.ts';
import { rule } from '../../core/rule.ts';
import { evidenceOf, nameOf, wayOf } from '../reachedCalls.ts';

/** Who is asked, by the call that asks. */
const readers: readonly (readonly [symbol: RegExp, service: string])[] = [
  [
    /^boto3\.((session\.)?Session\(\)\.)?client\(\)\.(get_parameter|get_parameters|get_parameters_by_path)$/,
    'Parameter Store',
  ],
  [/^boto3\.((session\.)?Session\(\)\.)?client\(\)\.(get_secret_value|batch_get_secret_value)$/, 'Secrets Manager'],
  [/^boto3\.((session\.)?Session\(\)\.)?client\(\)\.(start_configuration_session|get_configuration)$/, 'AppConfig'],
  [
    /^@aws-sdk\/client-ssm#((GetParameter|GetParameters|GetParametersByPath)Command|paginateGetParametersByPath)$/,
    'Parameter Store',
  ],
  [/^@aws-sdk\/client-secrets-manager#(GetSecretValue|BatchGetSecretValue)Command$/, 'Secrets Manager'],
  [
    /^@aws-sdk\/client-(appconfigdata#StartConfigurationSessionCommand|appconfig#GetConfigurationCommand)$/,
    'AppConfig',
  ],
  [
    /^(@aws-sdk\/client-ssm#SSM|aws-sdk#SSM|aws-sdk\/clients\/ssm)\(\)\.(getParameter|getParameters|getParametersByPath)$/,
    'Parameter Store',
  ],
  [
    /^(@aws-sdk\/client-secrets-manager#SecretsManager|aws-sdk#SecretsManager|aws-sdk\/clients\/secretsmanager)\(\)\.(getSecretValue|batchGetSecretValue)$/,
    'Secrets Manager',
  ],
  [
    /^(@aws-sdk\/client-appconfigdata#AppConfigData|aws-sdk#AppConfigData|aws-sdk\/clients\/appconfigdata)\(\)\.startConfigurationSession$/,
    'AppConfig',
  ],
  [/^(aws-sdk#AppConfig|aws-sdk\/clients\/appconfig)\(\)\.getConfiguration$/, 'AppConfig'],
  [
    /^software\.amazon\.awssdk\.services\.ssm\.Ssm(Async)?Client\(\)\.(getParameter|getParameters|getParametersByPath|getParametersByPathPaginator)$/,
    'Parameter Store',
  ],
  [
    /^software\.amazon\.awssdk\.services\.secretsmanager\.SecretsManager(Async)?Client\(\)\.(getSecretValue|batchGetSecretValue)$/,
    'Secrets Manager',
  ],
  [
    /^software\.amazon\.awssdk\.services\.appconfigdata\.AppConfigData(Async)?Client\(\)\.startConfigurationSession$/,
    'AppConfig',
  ],
  [
    /^com\.amazonaws\.services\.simplesystemsmanagement\.AWSSimpleSystemsManagement(Async)?(Client)?\(\)\.(getParameter|getParameters|getParametersByPath)$/,
    'Parameter Store',
  ],
  [
    /^com\.amazonaws\.services\.secretsmanager\.AWSSecretsManager(Async)?(Client)?\(\)\.getSecretValue$/,
    'Secrets Manager',
  ],
];

/** Whoever writes it as well manages it, and wants it as it is now. */
const writes =
  /\.(put_parameter|put_secret_value|update_secret|putParameter|putSecretValue|updateSecret)$|#(PutParameter|PutSecretValue|UpdateSecret)Command$/;

/** The same of a client that a function is handed. */
const writesWith = /^(put_parameter|put_secret_value|update_secret|putParameter|putSecretValue|updateSecret)$/;

const serviceOf = (symbol: string): string | undefined => readers.find(([pattern]) => pattern.test(symbol))?.[1];

export const configPerInvocation = rule({
  id: 'access-caching/config-per-invocation',
  practice: 'access-caching',
  check: 'access-caching/caching',
  summary: 'A parameter, a secret or a configuration is read anew on each invocation.',
  why: `Each read of Parameter Store, Secrets Manager or AppConfig is a request over the network before the work begins, costs money or counts against a quota, and fails when the service is throttled.
The value changes rarely, so one that is some minutes old does as well: the parameters utility of Powertools keeps it for five seconds, or for as long as it is told, and the AWS Parameters and Secrets Lambda Extension keeps it for five minutes, for any language.`,
  silent: [
    'What is read depends on the event or the context.',
    'The function also writes parameters or secrets.',
    'A condition that asks for a cache, the clock or a file decides whether it is read.',
    'A cache keeps the value: a module-level variable that is set only once, `functools.lru_cache`, a field of an object that lives as long as the module.',
    'It is read by the parameters utility of Powertools, by the caching client of Secrets Manager, or through the extension.',
  ],
  fixes:
    'There is no automatic fix: how old a value may be is for people to decide, as a secret is rotated and a configuration changes.',
  references: [
    {
      title: 'Using Parameter Store parameters in AWS Lambda functions',
      url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html',
    },
    {
      title: 'Use Secrets Manager secrets in Lambda functions',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html',
    },
  ],
  severity: 'warning',
  messages: {
    anew: '`{code}` reads {service} on each invocation of `{function}` ({way}). Keep the value for some minutes: with the parameters utility of Powertools, or the Parameters and Secrets extension.',
    rare: '`{code}` reads {service} anew {because} ({way}). Keep the value, if that can happen often.',
  },
  review({ fn, code, report, pass, skip, wonder }) {
    if (!code.known) {
      if (fn.entry.found || fn.language !== undefined)
        wonder(`Does it read its configuration on each invocation? The code could not be looked at: ${code.why}.`);
      else skip(`The code cannot be read: ${code.why}.`);
      return;
    }
    const reads = code.value.calls((symbol) => serviceOf(symbol) !== undefined);
    const [own] =
      reads.length > 0
        ? code.value.calls((symbol, method = '') => writes.test(symbol) || (symbol === '' && writesWith.test(method)))
        : [];
    if (own) return pass(`It writes with \`${nameOf(own)}\` what it reads.`, own.call.at);
    let isAccused = false;
    for (const it of reads) {
      const { verdict, trace, call } = it;
      const data = { code: nameOf(it), service: serviceOf(call.symbol) ?? '', way: wayOf(it) };
      if (verdict.kind === 'per-invocation') {
        report({ message: 'anew', data: { ...data, function: fn.id }, at: call.at, trace });
        isAccused = true;
      } else if (verdict.kind === 'rare')
        report({
          message: 'rare',
          severity: 'hint',
          data: { ...data, because: verdict.because },
          at: call.at,
          trace,
        });
    }
    if (isAccused) return;
    const [first] = reads.filter(({ verdict }) => verdict.kind !== 'rare');
    if (first) pass(evidenceOf(first, 'gives'), first.call.at);
    else if (reads.length === 0) skip('It reads no parameter, secret or configuration.');
  },
});

const template = (handler: string, runtime = 'python3.13') => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, CodeUri: src/ }
`;

const java = template('com.acme.App::handleRequest', 'java21').replace('CodeUri: src/', 'CodeUri: .');

export const examples: ExamplesOf<typeof configPerInvocation> = {
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
      title: 'the parameters utility of Powertools',
      project: `${template('app.handler')}//- src/app.py
from aws_lambda_powertools.utilities import parameters


def handler(event, context):
    return event["total"] <= int(parameters.get_parameter("/orders/limit", max_age=300))
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
