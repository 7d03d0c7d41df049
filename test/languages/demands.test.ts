/** What moves to module level runs for each function that loads the file, whether or not that uses it, and is shared by threads. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { project, workspaceOf } from '../project.ts';

interface Case {
  readonly title: string;
  /** Of `other`, which is in the same file unless it has a handler of its own. */
  readonly other?: string;
  readonly code: string;
  readonly is: 'safe' | 'suggested';
}

const template = (runtime: string, other: string): string => `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: ${runtime} } }
Resources:
  Create:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.create, Environment: { Variables: { TABLE: orders } } }
${other === '' ? '' : `  Other:\n    Type: AWS::Serverless::Function\n    Properties: { ${other} }\n`}`;

const sharing = 'Handler: app.other';
const python = (body: string, module = ''): string => `//- app.py
import json
import os
import boto3
${module}
def create(event, context):
    ${body}
    return table.put_item(Item=event)

def other(event, context):
    return event
`;
const table = 'table = boto3.resource("dynamodb").Table(os.environ["TABLE"])';

const helped = `//- app.py
from helper import put

def create(event, context):
    return put(event)
//- helper.py
import os
import boto3

def put(item):
    ${table}
    return table.put_item(Item=item)
`;

const cases: readonly Case[] = [
  {
    title: 'another function of the file does not have the variable',
    other: sharing,
    code: python(table),
    is: 'suggested',
  },
  {
    title: 'each function of the file has it',
    other: `${sharing}, Environment: { Variables: { TABLE: orders } }`,
    code: python(table),
    is: 'safe',
  },
  {
    title: 'it is asked for without failing',
    other: sharing,
    code: python('table = boto3.client("dynamodb", endpoint_url=os.environ.get("TABLE"))'),
    is: 'safe',
  },
  {
    title: 'a table without a name cannot be made',
    other: sharing,
    code: python(table.replace('os.environ["TABLE"]', 'os.environ.get("TABLE")')),
    is: 'suggested',
  },
  {
    title: 'a table has a name in any case',
    other: sharing,
    code: python(table.replace('os.environ["TABLE"]', 'os.environ.get("TABLE", "orders")')),
    is: 'safe',
  },
  {
    title: 'a name that may be missing is kept in a variable first',
    other: sharing,
    code: python(`name = os.environ.get("TABLE")\n    ${table.replace('os.environ["TABLE"]', 'name')}`),
    is: 'suggested',
  },
  {
    title: 'a client of somebody else insists on its key',
    other: sharing,
    code: `//- app.mjs
import OpenAI from 'openai';
export const create = (event, context) => new OpenAI({ apiKey: process.env.TABLE }).models.retrieve(event.id);
export const other = (event, context) => event;
`,
    is: 'suggested',
  },
  {
    title: 'a client of somebody else insists on its key, whatever it is said to be',
    other: sharing,
    code: `//- app.ts
import OpenAI from 'openai';
export const create = (event: { id: string }, context: unknown) => new OpenAI({ apiKey: process.env.TABLE! }).models.retrieve(event.id);
export const other = (event: unknown, context: unknown) => event;
`,
    is: 'suggested',
  },
  {
    title: 'the function asks for the key first, whatever that is said to be afterwards',
    code: `//- app.ts
import { createClient } from '@supabase/supabase-js';
export const create = (event: { id: string }, context: unknown) => {
  if (!process.env.TABLE) throw new Error('TABLE is missing');
  return createClient('https://example.supabase.co', process.env.TABLE!).from(event.id);
};
`,
    is: 'suggested',
  },
  {
    title: 'the function leaves first where what another package gives has no such member',
    code: `//- app.ts
import { createClient } from '@openauthjs/openauth/client';
import { Resource } from 'sst';
export const create = (event: { token: string }) => {
  if (!Resource.Auth?.url) throw new Error('Auth is not linked');
  return createClient({ clientID: 'orders', issuer: Resource.Auth.url }).verify({}, event.token);
};
`,
    is: 'suggested',
  },
  {
    title: 'the function leaves first where what another package gives lacks another member',
    code: `//- app.ts
import { createClient } from '@openauthjs/openauth/client';
import { Resource } from 'sst';
export const create = (event: { token: string }) => {
  if (!Resource.Orders?.name) throw new Error('Orders is not linked');
  return createClient({ clientID: 'orders', issuer: Resource.Auth.url }).verify({}, event.token);
};
`,
    is: 'safe',
  },
  {
    title: 'the module fails without it already',
    other: sharing,
    code: python(table, 'TABLE = os.environ["TABLE"]'),
    is: 'safe',
  },
  {
    title: 'Lambda sets it itself',
    other: sharing,
    code: python(table.replace('os.environ["TABLE"]', 'os.environ["AWS_REGION"]')),
    is: 'safe',
  },
  { title: 'no other function loads the file', other: 'Handler: elsewhere.other', code: python(table), is: 'safe' },
  {
    title: 'a file of helpers might be loaded by another function, which does not have the variable',
    other: 'Handler: elsewhere.other',
    code: helped,
    is: 'suggested',
  },
  {
    title: 'the function without the variable runs another language than a file of helpers',
    other: 'Handler: elsewhere.other, Runtime: nodejs22.x',
    code: helped,
    is: 'safe',
  },
  {
    title: 'threads share a resource of boto3',
    code: python(table.replace('os.environ["TABLE"]', '"orders"'), 'from concurrent.futures import ThreadPoolExecutor'),
    is: 'suggested',
  },
  {
    title: 'threads share a client of boto3',
    code: python('table = boto3.client("dynamodb")', 'import threading'),
    is: 'safe',
  },
  { title: 'there is no other function', code: python(table), is: 'safe' },
  {
    title: 'the file sets a profile where it is run by itself',
    code: `${python('table = boto3.client("dynamodb")')}
if __name__ == "__main__":
    os.environ["AWS_PROFILE"] = "development"
    print(create({}, None))
`,
    is: 'suggested',
  },
  {
    title: 'its name is computed',
    other: `${sharing}, Environment: { Variables: { TABLE: orders } }`,
    code: python('name = os.environ["TA" + "BLE"]\n    table = boto3.resource("dynamodb").Table(name)'),
    is: 'suggested',
  },
  {
    title: 'it is parsed',
    other: sharing,
    code: `//- app.mjs
import { DynamoDB } from '@aws-sdk/client-dynamodb';
export const create = (event, context) => new DynamoDB(JSON.parse(process.env.TABLE)).putItem(event);
export const other = (event, context) => event;
`,
    is: 'suggested',
  },
  {
    title: 'something of it is asked for',
    other: sharing,
    code: `//- app.mjs
import { DynamoDB } from '@aws-sdk/client-dynamodb';
export const create = (event, context) => new DynamoDB({ endpoint: process.env.TABLE.trim() }).putItem(event);
export const other = (event, context) => event;
`,
    is: 'suggested',
  },
  {
    title: 'a client is given nothing where it is not set',
    other: sharing,
    code: `//- app.mjs
import { DynamoDB } from '@aws-sdk/client-dynamodb';
export const create = (event, context) => new DynamoDB({ endpoint: process.env.TABLE }).putItem(event);
export const other = (event, context) => event;
`,
    is: 'safe',
  },
];

describe('what a move asks of everything that loads the file', () => {
  for (const { title, other = '', code, is } of cases) {
    it(`leaves the move ${is}, when ${title}`, async () => {
      const runtime = code.includes('.py') ? 'python3.13' : 'nodejs22.x';
      const { workspace } = workspaceOf(project(code + template(runtime, other)).files);
      const { findings } = await workspace.review();
      const [found] = findings.filter(({ rule }) => rule === 'startup-time/init-in-handler');
      assert.equal(found?.fixes[0]?.applicability, is);
    });
  }
});
