import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

async function variantsIn(text: string): Promise<readonly string[]> {
  const code = await codeOf(text);
  assert.ok(typeof code !== 'string', 'it can be followed');
  return code.reached.map(({ creation, variants }) => `${creation.resource.code}: ${variants.join(', ') || 'one'}`);
}

describe('what is told of which something is made', () => {
  it('is told by the names of parameters', async () =>
    assert.deepEqual(
      await variantsIn(`//- app.mjs
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
const s3 = (region, { endpoint }) => new S3Client({ region, endpoint });
const sqs = (options) => new SQSClient({ region: options.region });
export const handler = async () => [s3('eu-west-1', { endpoint: 'https://s3' }), sqs({ region: 'eu-west-1' })];
`),
      ['new S3Client: region, endpoint', 'new SQSClient: one'],
    ));

  it('is told by the names of variables of loops', async () =>
    assert.deepEqual(
      await variantsIn(`//- app.py
import boto3
def handler(event, context):
    for region in ("eu-west-1", "us-east-1"):
        boto3.client("s3", region_name=region).list_buckets()
`),
      ['boto3.client("s3"): region'],
    ));

  it('is nothing that is itself constructed', async () =>
    assert.deepEqual(
      await variantsIn(`//- app.mjs
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
const documents = (client) => DynamoDBDocumentClient.from(client);
export const handler = async () => { const client = new DynamoDBClient({}); return documents(client); };
`),
      ['new DynamoDBClient: one', 'DynamoDBDocumentClient.from: one'],
    ));

  it('is nothing where it is many things or a configuration, nor what the function knows by itself', async () =>
    assert.deepEqual(
      await variantsIn(`//- app.py
import boto3, os
def queue():
    region = os.environ["REGION"]
    return boto3.client("sqs", region_name=region)
def store(region, endpoint, key, secret):
    return boto3.client("s3", region_name=region, endpoint_url=endpoint, aws_access_key_id=key, aws_secret_access_key=secret)
def handler(event, context):
    return queue(), store("eu-west-1", "https://s3", "key", "secret")
`),
      ['boto3.client("sqs"): one', 'boto3.client("s3"): one'],
    ));
});
