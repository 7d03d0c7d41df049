/** A program of CDK, read from its source and synthesized by aws-cdk-lib as it is installed, in this process. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
export function both(body: string, files: Readonly<Record<string, string>> = {}): Both {
  const text = prelude(body);
  const root = mkdtempSync(join(tmpdir(), 'serverless-lens-both-'));
  const before = { directory: process.cwd(), out: process.env['CDK_OUTDIR'], context: process.env['CDK_CONTEXT_JSON'] };
  try {
    const all = { ...files, 'cdk.json': '{ "app": "node app.js" }', 'app.js': text };
    for (const [path, content] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(root, 'node_modules'));
    process.chdir(root);
    process.env['CDK_OUTDIR'] = 'cdk.out';
    process.env['CDK_CONTEXT_JSON'] = JSON.stringify({
      'aws:cdk:enable-path-metadata': true,
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:bundling-stacks': [],
    });
    const program = new Function('require', '__dirname', `${text}\napp.synth();`) as (
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
        read: (path) => all[path as keyof typeof all],
        exists: (path) => Object.keys(all).some((it) => it === path || it.startsWith(`${path}/`)),
        tree: (path) => (path === 'app.js' ? javascript.lower(path, text) : undefined),
      },
    );
    return { source, synthesized: declarationsOf(assembly), text };
  } finally {
    process.chdir(before.directory);
    restore('CDK_OUTDIR', before.out);
    restore('CDK_CONTEXT_JSON', before.context);
    rmSync(root, { recursive: true, force: true });
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

/**
 * What source and template disagree in, one line each; nothing when they are the same.
 * Left out, with reasons: where an asset is uploaded to is nothing that the source says; permissions are what the library
 * adds to whoever calls a function; names of policies are hashes; metadata says nothing of the application.
 */
export function disagreements(
  body: string,
  files: Readonly<Record<string, string>> = {},
  leftOut: readonly RegExp[] = [],
): readonly string[] {
  const { source, synthesized } = both(body, files);
  const ignored = [
    /^AWS::Lambda::(Function|LayerVersion) \S+ (Code|Content)\.(S3Bucket|S3Key|ImageUri)/,
    /^AWS::Lambda::Permission /,
    /^AWS::IAM::\w*Policy \S+ PolicyName/,
    /^AWS::CDK::Metadata /,
    ...leftOut,
  ];
  return [
    ...source.problems.map(({ message }) => message),
    ...differencesOf(source.resources, synthesized.resources)
      .map(printed)
      .filter((line) => !ignored.some((it) => it.test(line))),
  ];
}
