/** What is made of one member of an object is the event's only where that member is. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { codeOf } from '../reach.ts';

async function verdicts(text: string): Promise<readonly string[]> {
  const code = await codeOf(text);
  return typeof code === 'string' ? [code] : code.reached.map(({ verdict }) => verdict.kind);
}

const javascript = (body: string) => `//- app.mjs
import { S3Client } from '@aws-sdk/client-s3';
const make = (options) => new S3Client({ region: options.region });
${body}
`;
const python = (body: string) => `//- app.py
import os
import boto3
def make(options):
    return boto3.client("s3", region_name=options["region"])
${body}
`;

const cases: readonly (readonly [what: string, text: string, verdict: string])[] = [
  [
    'a constant beside the event',
    javascript("export const handler = async (event) => make({ region: 'eu-west-1', key: event.key });"),
    'per-invocation',
  ],
  [
    'the event beside a constant',
    javascript("export const handler = async (event) => make({ region: event.region, key: 'a' });"),
    'of-the-event',
  ],
  [
    'a member that is not written out',
    javascript('export const handler = async (event) => make({ ...event, key: 1 });'),
    'of-the-event',
  ],
  [
    'a member that is written over what is spread',
    javascript("export const handler = async (event) => make({ ...event, region: 'eu-west-1' });"),
    'per-invocation',
  ],
  [
    'a member over which something is spread',
    javascript("export const handler = async (event) => make({ region: 'eu-west-1', ...event });"),
    'of-the-event',
  ],
  [
    'a member that is written over a member of a name that is not known',
    javascript("export const handler = async (event) => make({ [event.key]: event.value, region: 'eu-west-1' });"),
    'per-invocation',
  ],
  [
    'a member that is written over what is spread, handed on in parts',
    javascript(
      "const pass = (all) => { const { region } = all; return make({ region, key: all.key }); };\nexport const handler = async (event) => pass({ ...event, region: 'eu-west-1' });",
    ),
    'per-invocation',
  ],
  [
    'an entry that is written over what is unpacked',
    python("def handler(event, context):\n    return make({**event, 'region': 'eu-west-1'})\n"),
    'per-invocation',
  ],
  [
    'an entry over which something is unpacked',
    python("def handler(event, context):\n    return make({'region': 'eu-west-1', **event})\n"),
    'of-the-event',
  ],
  [
    'a copy of the environment, to which something of the event is added',
    javascript(
      'export const handler = async (event) => {\n  const env = Object.assign({}, process.env);\n  env.worker = event.worker;\n  return make(env);\n};',
    ),
    'per-invocation',
  ],
  [
    'an object that is written out, to which something of the event is added',
    javascript(
      'export const handler = async (event) => {\n  const options = { region: process.env.AWS_REGION };\n  options.worker = event.worker;\n  return make(options);\n};',
    ),
    'per-invocation',
  ],
  [
    'a variable whose members are set by names that are not known',
    javascript(
      "export const handler = async (event) => {\n  const options = { region: 'eu-west-1' };\n  options[event.name] = event.value;\n  return make(options);\n};",
    ),
    'of-the-event',
  ],
  [
    'what is handed on as a whole',
    javascript(
      "const pass = (options) => make(options);\nexport const handler = async (event) => pass({ region: 'eu-west-1', key: event.key });",
    ),
    'per-invocation',
  ],
  [
    'what is handed on when something was added',
    javascript(
      "const pass = (options) => { options.limit = 3; return make(options); };\nexport const handler = async (event) => pass({ region: 'eu-west-1', key: event.key });",
    ),
    'per-invocation',
  ],
  [
    'what is handed on when something of the event was added to it',
    javascript(
      "const pass = (options, event) => { options.region = event.region; return make(options); };\nexport const handler = async (event) => pass({ region: 'eu-west-1', key: event.key }, event);",
    ),
    'of-the-event',
  ],
  [
    'what two calls give, one of them of the event',
    javascript(
      "export const handler = async (event) => [make({ region: 'eu-west-1', key: event.key }), make({ region: event.region })];",
    ),
    'of-the-event',
  ],
  [
    'a destructured parameter',
    javascript(
      "const build = ({ region }) => new S3Client({ region });\nexport const handler = async (event) => build({ region: 'eu-west-1', key: event.key });",
    ),
    'per-invocation',
  ],
  [
    'a destructured parameter of the event',
    javascript(
      "const build = ({ region, ...rest }) => new S3Client(rest);\nexport const handler = async (event) => build({ region: 'eu-west-1', key: event.key });",
    ),
    'of-the-event',
  ],
  [
    'the object as a whole',
    javascript(
      "const build = (options) => new S3Client(options);\nexport const handler = async (event) => build({ region: 'eu-west-1', key: event.key });",
    ),
    'of-the-event',
  ],
  [
    'fields of an object that a function makes of its options',
    javascript(
      "function Export(options) {\n  const self = this;\n  self.region = options.region;\n  self.key = options.key;\n  self.s3 = new S3Client({ region: self.region });\n}\nexport const handler = async (event) => new Export({ region: 'eu-west-1', key: event.key }).s3;",
    ),
    'per-invocation',
  ],
  [
    'an object that another function fills with something of the event',
    javascript(
      'const fill = (options, event) => { options.region = event.region; };\nexport const handler = async (event) => {\n  const options = { key: 1 };\n  fill(options, event);\n  return make(options);\n};',
    ),
    'of-the-event',
  ],
  [
    'members that every object has by those names',
    javascript(
      "export const handler = async (event) =>\n  make({ region: 'eu-west-1', toString() { return event.key; }, constructor: event, __proto__: null });",
    ),
    'per-invocation',
  ],
  [
    'a variable that is made of the one before it, and so on, each twice',
    javascript(
      `export const handler = async (event) => {\n  const v0 = { region: event.region };\n${[...Array(40).keys()]
        .map((it) => `  const v${String(it + 1)} = { ...v${String(it)}, region: v${String(it)}.region };\n`)
        .join('')}  return make(v40);\n};`,
    ),
    'of-the-event',
  ],
  [
    'a constant of a dictionary',
    python('def handler(event, context):\n    return make({"region": "eu-west-1", "key": event["key"]})'),
    'per-invocation',
  ],
  [
    'something of the event in a dictionary',
    python('def handler(event, context):\n    return make({"region": event["region"], "key": "a"})'),
    'of-the-event',
  ],
  [
    'a member of the event itself',
    python('def handler(event, context):\n    return make(event["options"])'),
    'of-the-event',
  ],
];

describe('what is made of a member', () => {
  for (const [what, text, verdict] of cases)
    it(`${what}: ${verdict}`, async () => {
      for (const it of new Set(await verdicts(text))) assert.equal(it, verdict);
      assert.notEqual((await verdicts(text)).length, 0);
    });
});
