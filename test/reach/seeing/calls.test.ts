import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

/** What is asked of a service, by the whole name of the call, and whether that is on each invocation. */
async function asked(text: string): Promise<readonly string[]> {
  const code = await codeOf(text);
  assert.ok(typeof code !== 'string', 'the handler is found');
  return code
    .calls((symbol, method = '') => /^(get_\w+|getParameter)$/.test(method) || /\.get_parameter$/.test(symbol))
    .map(({ call, verdict }) => `${call.symbol}: ${verdict.kind}`);
}

describe('a call of a client', () => {
  it('has its whole name where another file makes the client', async () => {
    assert.deepEqual(
      await asked(`//- app.py
from clients import s3, ssm
def handler(event, context):
    s3.get_object(Bucket="orders", Key=event["key"])
    return ssm.get_parameter(Name="/orders/limit")
//- clients.py
import boto3
ssm = boto3.client("ssm")
s3 = boto3.Session().client("s3")
`),
      ['boto3.Session().client().get_object: of-the-event', 'boto3.client().get_parameter: per-invocation'],
    );
  });

  it('has it where a function is handed the client, if all that it is handed are made alike', async () => {
    const text = (other: string) => `//- app.py
import boto3
from limits import limit
ssm = boto3.client("ssm")
def handler(event, context):
    return limit(ssm), limit(${other})
//- limits.py
def limit(client):
    return client.get_parameter(Name="/orders/limit")
`;
    assert.deepEqual(await asked(text('boto3.client("ssm")')), ['boto3.client().get_parameter: per-invocation']);
    assert.deepEqual(await asked(text('boto3.resource("ssm")')), [': per-invocation']);
  });

  it('has it where the method is bound to the client and made to give promises', async () => {
    const named = async (given: string): Promise<readonly string[]> => {
      const code = await codeOf(`//- app.js
const AWS = require('aws-sdk');
const { promisify } = require('util');
const ssm = new AWS.SSM();
const get = ${given};
exports.handler = async (event) => get({ Name: 'limit' });
`);
      assert.ok(typeof code !== 'string', 'the handler is found');
      return code
        .calls((symbol) => symbol.endsWith('.getParameter'))
        .map(({ call, verdict }) => `${call.symbol}: ${verdict.kind}`);
    };
    const whole = ['aws-sdk#SSM().getParameter: per-invocation'];
    assert.deepEqual(await named('promisify(ssm.getParameter.bind(ssm))'), whole);
    assert.deepEqual(await named('promisify(ssm.getParameter).bind(ssm)'), whole);
    assert.deepEqual(await named('traced(ssm.getParameter.bind(ssm))'), []);
  });

  it('keeps the name that it has where the client is one of the project', async () => {
    assert.deepEqual(
      await asked(`//- app.py
from clients import ssm
def handler(event, context):
    return ssm.get_parameter("limit")
//- clients.py
class Parameters:
    def get_parameter(self, name):
        return name
ssm = Parameters()
`),
      ['clients.ssm.get_parameter: per-invocation'],
    );
  });
});

describe('what an object keeps in its fields', () => {
  const store = (made: string, test: string) => `//- app.py
import os
import boto3
class Store:
    def __init__(self):
        self.user = None
        self.key = None
        self.enabled = True
    def load(self):
        if ${test}:
            return self.user
        answer = boto3.client("ssm").get_parameter(Name="/orders/login")
        self.user = answer["user"]
        self.key = answer["key"]
        return self.user
${made}
`;
  const anew = 'def handler(event, context):\n    return Store().load()';
  const kept = 'store = Store()\ndef handler(event, context):\n    return store.load()';
  const cases = [
    ['is got on each invocation that makes the object', anew, 'self.user is not None', 'per-invocation'],
    ['is got on each of them, of several fields as well', anew, 'self.user and self.key', 'per-invocation'],
    ['is kept with an object that stays', kept, 'self.user is not None', 'kept'],
    ['may be got when something else is asked as well', anew, 'self.user or os.path.exists("/tmp/x")', 'sometimes'],
    ['may be got when a field of another meaning decides', anew, 'self.enabled', 'sometimes'],
  ] as const;
  for (const [what, made, test, verdict] of cases)
    it(what, async () =>
      assert.deepEqual(await asked(store(made, test)), [`boto3.client().get_parameter: ${verdict}`]),
    );
});
