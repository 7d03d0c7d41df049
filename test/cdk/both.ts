/** A program of CDK, read from its source and synthesized by aws-cdk-lib as it is installed, in this process. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { declareApp } from '../../src/cdk/app.ts';
import { readAssembly } from '../../src/cdk/assembly.ts';
import { declarationsOf } from '../../src/cdk/merge.ts';
import type { Declarations } from '../../src/core/resource.ts';
import { javascript } from '../../src/languages/javascript/frontend.ts';
import { differencesOf, printed } from './compare.ts';

const modules = {
  apigateway: 'aws-apigateway',
  apigwv2: 'aws-apigatewayv2',
  applicationautoscaling: 'aws-applicationautoscaling',
  appsync: 'aws-appsync',
  cloudfront: 'aws-cloudfront',
  cognito: 'aws-cognito',
  customResources: 'custom-resources',
  destinations: 'aws-lambda-destinations',
  dynamodb: 'aws-dynamodb',
  ec2: 'aws-ec2',
  efs: 'aws-efs',
  events: 'aws-events',
  iam: 'aws-iam',
  kinesis: 'aws-kinesis',
  kms: 'aws-kms',
  lambda: 'aws-lambda',
  logs: 'aws-logs',
  nodejs: 'aws-lambda-nodejs',
  rds: 'aws-rds',
  s3: 'aws-s3',
  s3n: 'aws-s3-notifications',
  sam: 'aws-sam',
  scheduler: 'aws-scheduler',
  secretsmanager: 'aws-secretsmanager',
  sfn: 'aws-stepfunctions',
  sns: 'aws-sns',
  sources: 'aws-lambda-event-sources',
  sqs: 'aws-sqs',
  ssm: 'aws-ssm',
  subscriptions: 'aws-sns-subscriptions',
  targets: 'aws-events-targets',
  tasks: 'aws-stepfunctions-tasks',
} as const;

/** What every program starts with; `inline` is the code of a function for which code is of no interest. */
const prelude = (body: string): string =>
  [
    `const path = require('path');`,
    `const cdk = require('aws-cdk-lib');`,
    ...Object.entries(modules)
      .filter(([name]) => new RegExp(`\\b${name}\\.`).test(body))
      .map(([name, module]) => `const ${name} = require('aws-cdk-lib/${module}');`),
    `const { Duration, Size, RemovalPolicy } = cdk;`,
    `const app = new cdk.App({ autoSynth: false });`,
    `const stack = new cdk.Stack(app, 'S');`,
    ...(/\binline\b/.test(body)
      ? [
          `const inline = (id, props) => new (require('aws-cdk-lib/aws-lambda').Function)(stack, id, { runtime: require('aws-cdk-lib/aws-lambda').Runtime.NODEJS_22_X, handler: 'index.handler', code: require('aws-cdk-lib/aws-lambda').Code.fromInline('x'), ...props });`,
        ]
      : []),
    body,
  ].join('\n');

export interface Both {
  readonly source: Declarations;
  readonly synthesized: Declarations;
  readonly text: string;
}

/** `body` works on `stack`; modules have the names above. `files` lie beside the program. */
export function both(
  body: string,
  files: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, unknown>> = {},
): Both {
  const text = prelude(body);
  const root = mkdtempSync(join(tmpdir(), 'serverless-lens-both-'));
  const before = {
    directory: process.cwd(),
    CDK_OUTDIR: process.env['CDK_OUTDIR'],
    CDK_CONTEXT_JSON: process.env['CDK_CONTEXT_JSON'],
    CDK_VALIDATION: process.env['CDK_VALIDATION'],
    JSII_DEPRECATED: process.env['JSII_DEPRECATED'],
  };
  try {
    const all: Readonly<Record<string, string>> = {
      ...files,
      'cdk.json': JSON.stringify({ app: 'node app.js', context: settings }),
      'app.js': text,
    };
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(root, 'node_modules'));
    process.chdir(root);
    process.env['CDK_OUTDIR'] = 'cdk.out';
    // What CloudFormation would say of a template is of no interest here.
    process.env['CDK_VALIDATION'] = 'false';
    process.env['JSII_DEPRECATED'] = 'quiet';
    process.env['CDK_CONTEXT_JSON'] = JSON.stringify({
      'aws:cdk:enable-path-metadata': true,
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:bundling-stacks': [],
      ...settings,
    });
    const program = compileFunction(`${text}\napp.synth();`, ['require', '__dirname']) as (
      load: NodeJS.Require,
      directory: string,
    ) => void;
    program(createRequire(join(root, 'app.js')), root);
    const output = new Map<string, string>();
    for (const name of readdirSync(join(root, 'cdk.out')))
      if (name.endsWith('.json')) output.set(`cdk.out/${name}`, readFileSync(join(root, 'cdk.out', name), 'utf8'));
    const assembly = readAssembly('cdk.json', { read: (path) => output.get(path), paths: [...output.keys()] });
    if (!assembly) throw new Error('Nothing was synthesized.');
    const source = declareApp(
      {
        path: 'cdk.json',
        entry: 'app.js',
        command: 'node app.js',
        at: { path: 'cdk.json', start: 0, end: 0 },
        kind: 'program',
      },
      {
        read: (path) => all[path],
        exists: (path) => Object.keys(all).some((it) => it === path || it.startsWith(`${path}/`)),
        tree: (path) => (path === 'app.js' ? javascript.lower(path, text) : undefined),
      },
    );
    return { source, synthesized: declarationsOf(assembly), text };
  } finally {
    process.chdir(before.directory);
    for (const name of ['CDK_OUTDIR', 'CDK_CONTEXT_JSON', 'CDK_VALIDATION', 'JSII_DEPRECATED'] as const)
      restore(name, before[name]);
    rmSync(root, { recursive: true, force: true });
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

/** What source and template disagree in, one line each; nothing when they are the same. `settings` are those of `cdk.json`. */
export function disagreements(
  body: string,
  files: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const { source, synthesized } = both(body, files, settings);
  return [
    ...source.problems.map(({ message }) => message),
    ...differencesOf(source.resources, synthesized.resources)
      .map(printed)
      .filter((line) => !leftOut.some((it) => it.test(line))),
  ];
}

/** What the two need not agree in, and why. */
export const leftOut: readonly RegExp[] = [
  // Where an asset is uploaded to is nothing that the source says.
  /^AWS::Lambda::(Function|LayerVersion) \S+ (Code|Content)\.(S3Bucket|S3Key|ImageUri)/,
  // Who may call is added by the library to whoever calls; the call itself is compared.
  /^AWS::Lambda::Permission /,
  /^AWS::(SQS::QueuePolicy|SNS::TopicPolicy|S3::BucketPolicy) /,
  // Names of policies are hashes of paths.
  /^AWS::IAM::Policy \S+ PolicyName/,
  /^AWS::ApplicationAutoScaling::ScalingPolicy \S+ PolicyName/,
  // Functions of the library itself, and what they are given.
  /(BucketNotificationsHandler|LogRetention)/,
  /^AWS::IAM::Policy \S+\/Notifications\/HandlerPolicy /,
  /^Custom::S3BucketNotifications \S+ ServiceToken/,
];
