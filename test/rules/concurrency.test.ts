/** Where one environment serves several invocations at once, what they would share is advised with care. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

const template = (runtime: string, handler: string, properties: string) => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Fleet:
    Type: AWS::Serverless::CapacityProvider
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, CodeUri: ., Tracing: Active${properties} }
`;

const managed = ', CapacityProviderConfig: { Arn: !GetAtt Fleet.Arn }';
const alone = managed.replace(' }', ', PerExecutionEnvironmentMaxConcurrency: 1 }');

/** What is said of each construction: message, fix, and whether it accuses. */
async function said(text: string): Promise<readonly string[]> {
  const { findings } = await workspaceOf(project(text).files).workspace.review();
  return findings
    .filter(({ rule }) => rule === 'startup-time/init-in-handler')
    .map(
      ({ messageId, outcome, resource, fixes, functions }) =>
        `${resource?.symbol ?? ''}: ${outcome} ${messageId} ${fixes[0]?.applicability ?? 'no fix'}${functions.length > 1 ? ` of ${String(functions.length)}` : ''}`,
    );
}

const javascript = `//- app.mjs
import Redis from 'ioredis';
import { S3Client } from '@aws-sdk/client-s3';
import pg from 'pg';

export const handler = async (event) => {
  const cache = new Redis(process.env.CACHE);
  const store = new S3Client({});
  const client = new pg.Client();
  await client.connect();
  return [cache.get(event.id), store.send(event), client.query('select', [event.id])];
};
`;

const python = `//- app.py
import redis
import requests


def handler(event, context):
    return redis.Redis(), requests.Session()
`;

const java = `//- src/main/java/com/acme/App.java
package com.acme;

import java.sql.DriverManager;
import redis.clients.jedis.JedisPool;
import software.amazon.awssdk.services.s3.S3Client;

public class App {
    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) throws Exception {
        return S3Client.create().toString() + new JedisPool() + DriverManager.getConnection("jdbc:x");
    }
}
`;

describe('where one environment serves', () => {
  it('one invocation after another, all is advised', async () => {
    const all = [
      'ioredis: failed inHandler safe',
      '@aws-sdk/client-s3#S3Client: failed inHandler safe',
      'pg#Client: failed inHandler suggested',
    ];
    assert.deepEqual(await said(template('nodejs22.x', 'app.handler', '') + javascript), all);
    assert.deepEqual(await said(template('nodejs22.x', 'app.handler', alone) + javascript), all);
  });

  it('several at once in Node.js, only what is made to be shared is advised plainly', async () => {
    assert.deepEqual(await said(template('nodejs22.x', 'app.handler', managed) + javascript), [
      'ioredis: failed shared suggested',
      '@aws-sdk/client-s3#S3Client: failed inHandler safe',
      'pg#Client: unknown exclusive no fix',
    ]);
  });

  it('several at once in Java, too', async () => {
    assert.deepEqual(await said(template('java21', 'com.acme.App::handleRequest', managed) + java), [
      'software.amazon.awssdk.services.s3.S3Client.create: failed inHandler safe',
      'redis.clients.jedis.JedisPool: failed shared suggested',
      'java.sql.DriverManager.getConnection: unknown exclusive no fix',
    ]);
  });

  it('several at once in Python, which has a process for each, all is advised', async () => {
    assert.deepEqual(await said(template('python3.13', 'app.handler', managed) + python), [
      'redis.Redis: failed inHandler safe',
      'requests.Session: failed inHandler suggested',
    ]);
  });

  it('several at once in a function beside it, no edit of shared code is safe that is not so for both', async () => {
    const both = `${template('nodejs22.x', 'app.handler', '')}  Others:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: ., Tracing: Active${managed} }
`;
    const findings = await said(both + javascript);
    assert.deepEqual(
      findings.filter((it) => /\bsafe\b/.test(it)),
      ['@aws-sdk/client-s3#S3Client: failed inHandler safe of 2'],
    );
  });
});
