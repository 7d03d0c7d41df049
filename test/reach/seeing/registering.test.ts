import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../../project.ts';
import { reached } from '../reach.ts';

const handler = (body: string): string => `//- app.mjs
import { S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { instrument } from 'tracing-of-somebody';
import { wrap, listen, load } from './wrap.mjs';
export const handler = async (event) => {
  ${body}
};
//- wrap.mjs
export function wrap(client) {
  client.middlewareStack.add((next) => (given) => next(given), { name: 'log' });
  return client;
}
export const listen = (client) => void client.on('error', console.error);
export const load = (client, id) => client.send({ id });
`;

describe('what is registered with an object by whoever is handed it', () => {
  it('would be registered again with a shared one, by a wrapper of another file', async () => {
    assert.deepEqual(await reached(handler('return wrap(new S3Client({})).send(event);')), [
      'new S3Client: per-invocation | stays: `client.middlewareStack.add` would register again on each invocation; move that as well | handler → S3Client',
    ]);
  });

  it('would be registered again where the object is held in a variable', async () => {
    assert.deepEqual(await reached(handler('const s3 = new S3Client({}); listen(s3); return s3.send(event);')), [
      'new S3Client: per-invocation | stays: `client.on` would register again on each invocation; move that as well | handler → S3Client',
    ]);
  });

  it('hinders nothing where the object is only used', async () => {
    assert.deepEqual(await reached(handler('return load(new S3Client({}), event.id);')), [
      'new S3Client: per-invocation | handler → S3Client',
    ]);
  });
});

describe('an object that is handed to another package', () => {
  const applicability = async (body: string): Promise<readonly string[]> => {
    const template = `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler }
`;
    const { workspace } = workspaceOf(project(handler(body) + template).files);
    const { findings } = await workspace.review();
    return findings
      .filter(({ rule }) => rule === 'startup-time/init-in-handler')
      .map((it) => it.fixes[0]?.applicability ?? it.noFix ?? '');
  };

  it('may be changed by that for good, so that a person looks at its move', async () => {
    assert.deepEqual(await applicability('return instrument(new S3Client({})).send(event);'), ['suggested']);
  });

  it('is left alone by the packages of the SDK', async () => {
    assert.deepEqual(await applicability('return getSignedUrl(new S3Client({}), event);'), ['safe']);
  });
});
