import type { ImportFact, ModuleFacts } from '../../core/module.ts';
import { known, unknown, type Known } from '../../core/known.ts';
import type { ExamplesOf } from '../../core/examples.ts';
import { sdkV2Clients, sdkV2Core } from '../../core/sdkV2.ts';
import { suggested, type Fix } from '../../core/finding.ts';
import { rule, type Edits, type FunctionCode } from '../../core/rule.ts';
import { contains } from '../../core/span.ts';

const wraps: ReadonlySet<string> = new Set(['aws-xray-sdk#captureAWS', 'aws-xray-sdk-core#captureAWS']);

export const wholeSdkImport = rule({
  id: 'startup-time/whole-sdk-import',
  practice: 'startup-time',
  check: 'startup-time/minimal-package',
  summary: 'A whole SDK is loaded where a part of it would do.',
  why: `Everything that a module imports is read, compiled and run during the cold start, whether it is used or not.
\`require('aws-sdk')\` loads the AWS SDK for JavaScript v2 with the clients of every service; a client's own module, such as \`aws-sdk/clients/dynamodb\`, loads that one alone.
\`aws-xray-sdk\` adds Express, MySQL and PostgreSQL to what \`aws-xray-sdk-core\` does for Lambda.
Of a v3 package, what is loaded is decided by whether the function is bundled: without a bundler every import loads the package whole, and a bundler keeps what it sees used.
v2 has reached its end of support and the X-Ray SDK is in maintenance; on new code prefer v3 with OpenTelemetry or Powertools. Until then, load less.`,
  silent: [
    'Only types are imported (`import type`).',
    '`aws-sdk/clients/…` and `aws-sdk/global`, which are parts.',
    'A v3 package whose classes are imported by name.',
    'The function answers custom resources of CloudFormation and nothing else, so that it runs only while a stack is deployed.',
  ],
  fixes: `Imports the client modules (or names) that the file uses and rewrites every use; where the file also uses the SDK's core (\`AWS.config\`), that comes from \`aws-sdk/global\`.
It is \`safe\` when every use in the file is seen and rewritten, and is not offered otherwise.
\`aws-xray-sdk-core\` comes with \`aws-xray-sdk\`, so that its import works, but only as long as that stays: the fix is \`suggested\` unless the nearest \`package.json\` lists it.
A fix is \`suggested\`, too, when a test of the project replaces the module that is loaded no more.`,
  references: [
    {
      title: 'Creating and calling service objects: requiring individual services (v2)',
      url: 'https://docs.aws.amazon.com/sdk-for-javascript/v2/developer-guide/creating-and-calling-service-objects.html',
    },
    {
      title: 'AWS X-Ray SDK and daemon support timeline',
      url: 'https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-daemon-timeline.html',
    },
  ],
  severity: 'warning',
  messages: {
    wholeV2: '`aws-sdk` loads the clients of every AWS service, on each cold start of `{function}`. Load only {used}.',
    captured:
      '`{capture}` wraps the whole of `aws-sdk`, so all of it is loaded on each cold start of `{function}`. Wrap the service itself: `captureAWSClient(new …)`.',
    wholeXRay:
      '`aws-xray-sdk` also loads what Lambda does not need (Express, MySQL, PostgreSQL). Load `aws-xray-sdk-core`.',
    namespace:
      '`import * as` takes all of `{specifier}`, of which {used} would do. A bundler leaves out the rest only as long as nothing but members of the name are used; with imports by name that is certain.',
    namespaceWhole:
      '`{specifier}` is handed on as a whole, so that a bundler cannot leave out any of it. Import by name what is used.',
  },
  review({ fn, code, edit, report, pass, skip, wonder }) {
    if (fn.language !== 'javascript' && fn.language !== 'typescript') return skip('It does not run on Node.js.');
    if (!code.known) return wonder(`What does it load? The code could not be looked at: ${code.why}.`);
    let found = false;
    for (const it of code.value.imports) {
      const said = faultOf(it.module, it.import, edit);
      if (!said) continue;
      found = true;
      const fix = (): Known<Fix> => {
        const made = said.fix();
        if (!made.known || made.value.applicability !== 'safe' || said.kind === 'namespace') return made;
        const ways = [...new Set(it.trace.map(({ at }) => at.path))];
        const replacing = edit.replacing(it.import.specifier, it.module, ways);
        return replacing === undefined ? made : known(suggested(made.value, replacing));
      };
      const rest = { at: it.import.at, trace: it.trace, fix };
      if (said.kind === 'wholeV2')
        report({
          message: 'wholeV2',
          data: { function: fn.id, used: said.used },
          ...rest,
        });
      else if (said.kind === 'captured')
        report({
          message: 'captured',
          data: { function: fn.id, capture: said.used },
          ...rest,
        });
      else if (said.kind === 'wholeXRay') report({ message: 'wholeXRay', ...rest });
      else if (said.kind === 'namespaceWhole')
        report({
          message: 'namespaceWhole',
          severity: 'hint',
          data: { specifier: it.import.specifier },
          ...rest,
        });
      else
        report({
          message: 'namespace',
          severity: 'hint',
          data: { specifier: it.import.specifier, used: said.used },
          ...rest,
        });
    }
    if (!found) pass(evidence(code.value), code.value.entry.at);
  },
});

interface Fault {
  readonly kind: 'wholeV2' | 'captured' | 'wholeXRay' | 'namespace' | 'namespaceWhole';
  readonly used: string;
  readonly fix: () => Known<Fix>;
}

function faultOf(module: ModuleFacts, it: ImportFact, edit: Edits): Fault | undefined {
  if (it.specifier === 'aws-sdk') return wholeV2(module, it, edit);
  if (it.specifier === 'aws-xray-sdk') {
    const plan = {
      title: 'Load `aws-xray-sdk-core`',
      kind: 'specifier',
      specifiers: new Map([['', 'aws-xray-sdk-core']]),
      needs: 'aws-xray-sdk-core',
    } as const;
    const needsMore = it.uses.find(({ path }) => /^(express|mysql|postgres|captureMySQL|capturePostgres)/.test(path));
    if (needsMore) return undefined;
    return {
      kind: 'wholeXRay',
      used: '',
      fix: () => edit.narrowImport(module, it, plan),
    };
  }
  if (
    !it.specifier.startsWith('@aws-sdk/') ||
    it.form !== 'import' ||
    !it.names.some(({ imported }) => imported === '*')
  )
    return undefined;
  const members = usedMembers(it);
  if (it.uses.some(({ path }) => path === ''))
    return { kind: 'namespaceWhole', used: '', fix: () => unknown('what is used of it is not known') };
  if (members.length === 0) return undefined;
  const plan = {
    title: `Import ${quotedNames(members)} by name`,
    kind: 'named',
    specifiers: new Map<string, string>(),
  } as const;
  return {
    kind: 'namespace',
    used: quotedNames(members),
    fix: () => edit.narrowImport(module, it, plan),
  };
}

function wholeV2(module: ModuleFacts, it: ImportFact, edit: Edits): Fault {
  const capture =
    it.uses.find(({ passedTo }) => passedTo !== undefined && wraps.has(passedTo))?.passedTo ??
    captureAround(module, it);
  if (capture !== undefined) {
    const name = capture.replace(/^.*#/, '');
    return {
      kind: 'captured',
      used: name,
      fix: () =>
        edit.narrowImport(module, it, {
          title: 'Wrap each client by itself',
          caution: 'clients that other files make of the wrapped SDK are not wrapped any more',
          kind: 'wrapped',
          specifiers: allClientModules,
        }),
    };
  }
  const members = it.names.some(({ imported }) => imported === '*' || imported === 'default')
    ? usedMembers(it)
    : it.names.map(({ imported }) => imported);
  const specifiers = clientModules(it);
  const used = [...new Set(members.map((member) => `\`${specifiers.get(member) ?? 'aws-sdk/global'}\``))].join(', ');
  const whole = it.uses.some(({ path }) => path === '');
  const fix = () =>
    whole || members.length === 0
      ? unknown('the SDK is used as a whole, so that it is not known which clients are needed')
      : edit.narrowImport(module, it, {
          title: `Load only ${used}`,
          kind: 'modules',
          specifiers,
        });
  return {
    kind: 'wholeV2',
    used: used || 'the client modules that it uses',
    fix,
  };
}

/** `captureAWS(require('aws-sdk'))`, where the import has no name of its own. */
function captureAround(module: ModuleFacts, it: ImportFact): string | undefined {
  if (it.names.length > 0) return undefined;
  return module.calls.find((call) => wraps.has(call.symbol) && contains(call.at, it.at))?.symbol;
}

const usedMembers = (it: ImportFact): readonly string[] =>
  [...new Set(it.uses.map(({ path }) => path.split('.')[0] ?? '').filter((member) => member !== ''))].sort();

/** Where each member has a module of its own; one that has none makes the fix impossible. */
function clientModules(it: ImportFact): ReadonlyMap<string, string> {
  const named = it.names
    .filter(({ imported }) => imported !== '*' && imported !== 'default')
    .map(({ imported }) => imported);
  const modules = new Map<string, string>();
  for (const member of [...usedMembers(it), ...named]) {
    if (sdkV2Clients.has(member)) modules.set(member, `aws-sdk/clients/${member.toLowerCase()}`);
    else if (sdkV2Core.has(member)) modules.set(member, 'aws-sdk/global');
  }
  return modules;
}

const allClientModules: ReadonlyMap<string, string> = new Map(
  [...sdkV2Clients].map((name) => [name, `aws-sdk/clients/${name.toLowerCase()}`]),
);

const quotedNames = (members: readonly string[]): string => members.map((member) => `\`${member}\``).join(', ');

function evidence({ imports }: FunctionCode): string {
  const sdk = [
    ...new Set(imports.map((it) => it.import.specifier).filter((specifier) => /^(@aws-sdk\/|aws-sdk)/.test(specifier))),
  ];
  if (sdk.length === 0) return 'It loads no AWS SDK.';
  return `Of the AWS SDK it loads only ${sdk.length > 3 ? `${String(sdk.length)} client packages` : sdk.map((it) => `\`${it}\``).join(', ')}.`;
}

const template = `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: src/ }
`;

export const examples: ExamplesOf<typeof wholeSdkImport> = {
  bad: [
    {
      title: 'the whole of v2 for two clients',
      message: 'wholeV2',
      project: `${template}//- src/app.js
⟦const AWS = require('aws-sdk');⟧

const documents = new AWS.DynamoDB.DocumentClient();
const sqs = new AWS.SQS();

exports.handler = async (event) => {
  await sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: event.id }).promise();
  return documents.get({ TableName: process.env.TABLE, Key: { id: event.id } }).promise();
};
`,
      fixed: `//- src/app.js
const DynamoDB = require('aws-sdk/clients/dynamodb');
const SQS = require('aws-sdk/clients/sqs');

const documents = new DynamoDB.DocumentClient();
const sqs = new SQS();

exports.handler = async (event) => {
  await sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: event.id }).promise();
  return documents.get({ TableName: process.env.TABLE, Key: { id: event.id } }).promise();
};
`,
    },
    {
      title: 'the whole of v2, in a module that Node.js loads itself',
      message: 'wholeV2',
      project: `${template}//- src/app.mjs
⟦import AWS from 'aws-sdk';⟧

AWS.config.update({ maxRetries: 2 });
const documents = new AWS.DynamoDB.DocumentClient();

export const handler = async (event) =>
  documents.get({ TableName: process.env.TABLE, Key: { id: event.id } }).promise();
`,
      fixed: `//- src/app.mjs
import AWS from 'aws-sdk/global.js';
import DynamoDB from 'aws-sdk/clients/dynamodb.js';

AWS.config.update({ maxRetries: 2 });
const documents = new DynamoDB.DocumentClient();

export const handler = async (event) =>
  documents.get({ TableName: process.env.TABLE, Key: { id: event.id } }).promise();
`,
    },
    {
      title: 'the whole X-Ray SDK, beside a part of it that is listed',
      message: 'wholeXRay',
      project: `${template}//- src/package.json
{ "dependencies": { "aws-xray-sdk": "^3.10.0", "aws-xray-sdk-core": "^3.10.0" } }
//- src/app.js
⟦const AWSXRay = require('aws-xray-sdk');⟧

exports.handler = async () => AWSXRay.getSegment();
`,
      fixed: `//- src/app.js
const AWSXRay = require('aws-xray-sdk-core');

exports.handler = async () => AWSXRay.getSegment();
`,
    },
    {
      title: 'the whole X-Ray SDK, the parts of which are not listed',
      message: 'wholeXRay',
      project: `${template}//- package.json
{ "dependencies": { "aws-xray-sdk": "^3.10.0" } }
//- src/app.js
⟦const AWSXRay = require('aws-xray-sdk');⟧

exports.handler = async () => AWSXRay.getSegment();
`,
      fixed: `//- src/app.js
const AWSXRay = require('aws-xray-sdk-core');

exports.handler = async () => AWSXRay.getSegment();
`,
      applicability: 'suggested',
    },
    {
      title: 'the whole SDK, wrapped',
      message: 'captured',
      project: `${template}//- src/app.js
const AWSXRay = require('aws-xray-sdk-core');
const AWS = AWSXRay.captureAWS(⟦require('aws-sdk')⟧);

const events = new AWS.EventBridge();

exports.handler = async () => events.listRules({}).promise();
`,
      fixed: `//- src/app.js
const AWSXRay = require('aws-xray-sdk-core');
const EventBridge = require('aws-sdk/clients/eventbridge');

const events = AWSXRay.captureAWSClient(new EventBridge());

exports.handler = async () => events.listRules({}).promise();
`,
      applicability: 'suggested',
    },
    {
      title: 'a v3 package as a namespace',
      message: 'namespace',
      project: `${template}//- src/app.mjs
⟦import * as S3 from '@aws-sdk/client-s3';⟧

const client = new S3.S3Client({});

export const handler = async () => client.send(new S3.ListBucketsCommand({}));
`,
      fixed: `//- src/app.mjs
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';

const client = new S3Client({});

export const handler = async () => client.send(new ListBucketsCommand({}));
`,
    },
    {
      title: 'a v3 package that is handed on',
      message: 'namespaceWhole',
      project: `${template}//- src/app.mjs
⟦import * as S3 from '@aws-sdk/client-s3';⟧
import { listWith } from 'buckets';

export const handler = async () => listWith(S3);
`,
      noFix: 'what is used of it is not known',
    },
  ],
  good: [
    {
      title: 'a client module',
      project: `${template}//- src/app.js
const S3 = require('aws-sdk/clients/s3');
const s3 = new S3();
exports.handler = async () => s3.listBuckets().promise();
`,
    },
    {
      title: 'names of a v3 package',
      project: `${template}//- src/app.mjs
import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async () => s3.send(new ListBucketsCommand({}));
`,
    },
  ],
};
