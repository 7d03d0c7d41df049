/** What a team says of its symbols in `config.yaml` decides what is found, from the next review on. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configurationPath } from '../../src/review/configuration.ts';
import { project, workspaceOf } from '../project.ts';

const template = (runtime: string, handler = 'app.handler') => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: ${runtime}, Handler: ${handler}, CodeUri: src/, Tracing: Active, MemorySize: 512 }
`;

const python = template('python3.13');
const node = template('nodejs22.x');
const java = template('java21', 'com.acme.App::handleRequest').replace('CodeUri: src/', 'CodeUri: .');

async function accused(workspace: ReturnType<typeof workspaceOf>['workspace']): Promise<readonly string[]> {
  const { findings, problems } = await workspace.review();
  assert.deepEqual(
    problems.filter(({ path }) => path === configurationPath),
    [],
  );
  return findings
    .filter(({ practice, rule }) => rule === 'startup-time/init-in-handler' && practice === 'startup-time')
    .map(
      ({ resource, fixes, noFix }) =>
        `${resource?.kind ?? ''} ${resource?.symbol ?? ''}: ${fixes[0]?.applicability ?? noFix ?? ''}`,
    );
}

interface Case {
  readonly what: string;
  readonly text: string;
  readonly symbols: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'a class of a package',
    text: `${node}//- src/app.mjs
import { OrdersClient } from '@acme/orders';

export const handler = async (event) => new OrdersClient({}).load(event.id);
`,
    symbols: "reusable: { '@acme/orders#OrdersClient': api-client }",
    before: [],
    after: ['api-client @acme/orders#OrdersClient: safe'],
  },
  {
    what: 'a function that connects',
    text: `${python}//- src/app.py
from acme.db import connect


def handler(event, context):
    return connect("orders").load(event["id"])
`,
    symbols: 'reusable: { acme.db.connect: { kind: database, connects: true } }',
    before: [],
    after: ['database acme.db.connect: suggested'],
  },
  {
    what: 'a function that gives a promise',
    text: `${node}//- src/app.mjs
import { connect } from '@acme/db';

export const handler = async (event) => {
  const db = await connect('orders');
  return db.load(event.id);
};
`,
    symbols: "reusable: { '@acme/db#connect': { kind: database, resolves: true } }",
    before: [],
    after: ['database @acme/db#connect: suggested'],
  },
  {
    what: 'a factory of Java, with the class that it makes',
    text: `${java}//- src/main/java/com/acme/App.java
package com.acme;

import com.other.Search;

public class App {
    public String handleRequest(String event, com.amazonaws.services.lambda.runtime.Context context) {
        return Search.open("orders").find(event);
    }
}
`,
    symbols: 'reusable: { com.other.Search.open: { kind: database, type: com.other.SearchClient } }',
    before: [],
    after: ['database com.other.Search.open: safe'],
  },
  {
    what: 'a function of the project by its path',
    text: `${node}//- src/app.mjs
import { open } from './lib/store.mjs';

export const handler = async (event) => open('orders').load(event.id);
//- src/lib/store.mjs
export const open = (name) => native.open(name);
`,
    symbols: 'reusable: { ./src/lib/store#open: database }',
    before: [],
    after: ['database ./lib/store.mjs#open: safe'],
  },
  {
    what: 'a decorator of the project that memoises, imported relatively',
    text: `${python}//- src/app.py
from .lib.cache import provided

import boto3


@provided
def client():
    return boto3.client("s3")


def handler(event, context):
    return client().list_buckets()
//- src/lib/cache.py
def provided(build):
    return build
`,
    symbols: 'memoising: [lib.cache.provided]',
    before: ['sdk-client boto3.client: safe'],
    after: [],
  },
  {
    what: 'a function that keeps what it is handed',
    text: `${node}//- src/app.mjs
import { S3Client } from '@aws-sdk/client-s3';
import { cached } from './lib/cache.mjs';

const open = () => new S3Client({});

export const handler = async (event) => {
  const byName = await cached('s3', open);
  const inline = await cached('other', () => new S3Client({ region: 'eu-west-1' }));
  return [byName.load(event), inline.load(event)];
};
//- src/lib/cache.mjs
const store = connectToStore();
export const cached = async (key, build) => store.find(key, build) ?? build();
`,
    symbols: 'memoising: [./src/lib/cache.mjs#cached]',
    before: ['sdk-client @aws-sdk/client-s3#S3Client: safe', 'sdk-client @aws-sdk/client-s3#S3Client: safe'],
    after: [],
  },
  {
    what: 'what the catalogue knows, but the team makes anew on purpose',
    text: `${python}//- src/app.py
import requests


def handler(event, context):
    return requests.Session().get("https://example.com")
`,
    symbols: 'per-invocation: [requests.Session]',
    before: ['http-client requests.Session: suggested'],
    after: [],
  },
  {
    what: 'a class of the project and all that it runs',
    text: `${python}//- src/app.py
from units import Unit


def handler(event, context):
    return Unit().commit(event)
//- src/units.py
import psycopg2


class Unit:
    def __init__(self):
        self.connection = psycopg2.connect("dbname=orders")

    def commit(self, event):
        psycopg2.connect("dbname=audit").cursor().execute("insert", event)
`,
    symbols: 'per-invocation: [units.Unit]',
    before: ['database psycopg2.connect: suggested', 'database psycopg2.connect: suggested'],
    after: [],
  },
  {
    what: 'a value that differs from one invocation to the next',
    text: `${python}//- src/app.py
import boto3
from acme.tenants import current


def handler(event, context):
    return boto3.client("s3", region_name=current()).list_buckets()
`,
    symbols: 'varying: [acme.tenants.current]',
    before: ['sdk-client boto3.client: suggested'],
    after: [],
  },
];

describe('symbols of the configuration', () => {
  for (const { what, text, symbols, before, after } of cases)
    it(`tell of ${what}`, async () => {
      const { workspace, files } = workspaceOf(project(text).files);
      assert.deepEqual(await accused(workspace), before);
      files.set(configurationPath, `symbols:\n  ${symbols}\n`);
      workspace.changed([configurationPath]);
      assert.deepEqual(await accused(workspace), after);
      files.delete(configurationPath);
      workspace.changed([configurationPath]);
      assert.deepEqual(await accused(workspace), before);
    });

  it('count when the workspace is opened', async () => {
    for (const { text, symbols, after } of cases) {
      const files = new Map([...project(text).files, [configurationPath, `symbols:\n  ${symbols}\n`]]);
      assert.deepEqual(await accused(workspaceOf(files).workspace), after);
    }
  });
});
