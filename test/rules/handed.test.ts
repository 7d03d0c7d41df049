/** What a function does with a client that it is handed counts like what it does with one that it makes. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

async function saidBy(rule: string, text: string): Promise<readonly string[]> {
  const { findings } = await workspaceOf(project(text).files).workspace.review();
  return findings.filter((it) => it.rule === rule).map(({ messageId }) => messageId);
}

describe('a client that is handed to a function', () => {
  const download = (helper: string): string => `//- app.py
import boto3

s3 = boto3.client("s3")


${helper}


def handler(event, context):
    look(s3)
    s3.download_file("models", "model.onnx", "/tmp/model.onnx")
    return predict("/tmp/model.onnx", event)
`;
  const rotation = (helper: string): string => `//- app.py
import boto3

secrets = boto3.client("secretsmanager")


${helper}


def handler(event, context):
    value = secrets.get_secret_value(SecretId="orders")["SecretString"]
    finish(secrets, value)
    return value
`;
  const cases: readonly (readonly [what: string, rule: string, text: string, said: readonly string[]])[] = [
    [
      'asks whether the object has changed',
      'startup-time/uncached-download',
      download('def look(client):\n    return client.head_object(Bucket="models", Key="model.onnx")["ETag"]'),
      [],
    ],
    [
      'says nothing of the object',
      'startup-time/uncached-download',
      download('def look(client):\n    return client.list_buckets()'),
      ['anew'],
    ],
    [
      'writes the secret',
      'access-caching/config-per-invocation',
      rotation('def finish(client, value):\n    client.put_secret_value(SecretId="orders", SecretString=value)'),
      [],
    ],
    [
      'describes the secret',
      'access-caching/config-per-invocation',
      rotation('def finish(client, value):\n    client.describe_secret(SecretId="orders")'),
      ['anew'],
    ],
  ];
  for (const [what, rule, text, said] of cases) it(what, async () => assert.deepEqual(await saidBy(rule, text), said));
});
