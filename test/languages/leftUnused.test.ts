/** What a move leaves behind that nothing uses any more is left alone, and its title says so. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

async function titlesOf(text: string): Promise<readonly string[]> {
  const { findings } = await workspaceOf(project(text).files).workspace.review();
  return findings
    .filter(({ rule }) => rule === 'startup-time/init-in-handler')
    .map(({ fixes }) => fixes[0]?.title ?? '');
}

describe('the title of a move', () => {
  it('says which import nothing uses any more', async () => {
    const titles = await titlesOf(`//- app.py
from contextlib import closing

import boto3


def handler(event, context):
    with closing(boto3.client("s3")) as s3:
        return s3.get_object(Key=event["id"])
`);
    assert.deepEqual(titles, ['Move `boto3.client("s3")` to module level and keep it open (leaves `closing` unused)']);
  });

  it('says which variables nothing uses any more, and counts many', async () => {
    const code = (locals: string, options: string) => `//- app.js
const { S3Client } = require('@aws-sdk/client-s3');
${locals}const s3 = new S3Client(${options});

exports.handler = async (event) => {
  ${locals}const client = new S3Client(${options});
  return client.send(event.id);
};
`;
    const region = "const region = 'eu-west-1';\n";
    const attempts = 'const maxAttempts = 3;\n';
    const profile = "const profile = 'orders';\n";
    assert.deepEqual(await titlesOf(code(region, '{ region }')), [
      'Move `new S3Client` to module level (leaves `region` unused)',
    ]);
    assert.deepEqual(await titlesOf(code(region + attempts, '{ region, maxAttempts }')), [
      'Move `new S3Client` to module level (leaves `region` and `maxAttempts` unused)',
    ]);
    assert.deepEqual(await titlesOf(code(region + attempts + profile, '{ region, maxAttempts, profile }')), [
      'Move `new S3Client` to module level (leaves `region` and 2 others unused)',
    ]);
  });

  it('says nothing of what is still used', async () => {
    const titles = await titlesOf(`//- app.py
from contextlib import closing

import boto3


def handler(event, context):
    with closing(boto3.client("s3")) as s3:
        return s3.get_object(Key=event["id"])


def other(event, context):
    with closing(open("/tmp/a")) as file:
        return file.read()
`);
    assert.deepEqual(titles, ['Move `boto3.client("s3")` to module level and keep it open']);
  });
});
