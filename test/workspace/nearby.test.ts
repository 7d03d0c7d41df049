/** What is told of open files before the whole workspace is known. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Finding } from '../../src/core/finding.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { memoryHost } from '../project.ts';

const template = (id: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  ${id}:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src, MemorySize: 512, Tracing: Active }
`;
const handler = 'from shared import bucket\n\ndef handler(event, context):\n    return bucket().list_buckets()\n';
const shared = 'import boto3\n\ndef bucket():\n    return boto3.client("s3")\n';

function service(name: string): readonly (readonly [string, string])[] {
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return [
    [`services/${name}/template.yaml`, template(id)],
    [`services/${name}/src/app.py`, handler],
    [`services/${name}/src/shared.py`, shared],
  ];
}

const workspace = () =>
  new Map([
    ...service('orders'),
    ...service('refunds'),
    ...service('stock'),
    ['jobs/package.json', '{}'],
    [
      'jobs/nightly.mjs',
      'import { table } from "../libs/table.mjs";\nexport const handler = async (event, context) => table().send(event);\n',
    ],
    [
      'libs/table.mjs',
      'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const table = () => new DynamoDBClient({});\n',
    ],
  ]);

const plain = ({ rule, at, message, functions, trace }: Finding) => ({ rule, at, message, functions, trace });
const told = (findings: readonly Finding[]) => findings.map(plain);

function opened(files = workspace()) {
  const { host, reads } = memoryHost(files);
  return { workspace: openWorkspace(host), reads, files };
}

describe('a review of what is near', () => {
  it('says of the project of a file what the whole review says, and reads none of the others', async () => {
    const { workspace: its, reads } = opened();
    const near = await its.reviewNear(['services/orders/src/app.py']);
    assert.deepEqual(
      near?.findings.map(({ at, functions }) => [at.path, functions]),
      [['services/orders/src/shared.py', ['services/orders/template.yaml#Orders']]],
    );
    assert.ok(!reads.some((path) => path.startsWith('services/refunds/') || path.startsWith('libs/')));
    const whole = await its.review();
    assert.deepEqual(
      told(near.findings),
      told(whole.findings.filter(({ at }) => at.path.startsWith('services/orders/'))),
    );
  });

  it('finds what a project asks for wherever it lies', async () => {
    const { workspace: its } = opened();
    const near = await its.reviewNear(['jobs/nightly.mjs']);
    const whole = await its.review();
    assert.deepEqual(
      near?.findings.map(({ at }) => at.path),
      ['libs/table.mjs'],
    );
    assert.deepEqual(told(near.findings), told(whole.findings.filter(({ at }) => at.path === 'libs/table.mjs')));
  });

  it('is none where that would be the whole workspace, or nothing', async () => {
    const { workspace: its } = opened();
    assert.equal(await its.reviewNear([]), undefined);
    assert.equal(await its.reviewNear(['README.md']), undefined);
    const single = opened(new Map(service('orders')));
    assert.equal(await single.workspace.reviewNear(['services/orders/src/app.py']), undefined);
  });

  it('changes nothing of the reviews after it', async () => {
    const { workspace: its, files } = opened();
    const kept = handler.replace('bucket().list', 'bucket_of(event).list').replace('import bucket', 'import bucket_of');
    await its.reviewNear(['services/orders/src/app.py']);
    files.set('services/orders/src/app.py', kept);
    its.changed(['services/orders/src/app.py']);
    const near = await its.reviewNear(['services/orders/src/app.py']);
    assert.deepEqual(near?.findings, []);
    const after = await its.review();
    const fresh = await opened(files).workspace.review();
    assert.deepEqual(told(after.findings), told(fresh.findings));
    assert.deepEqual(after.outcomes, fresh.outcomes);
    assert.deepEqual(after.problems, fresh.problems);
    assert.deepEqual(after.application.functions, fresh.application.functions);
  });
});
