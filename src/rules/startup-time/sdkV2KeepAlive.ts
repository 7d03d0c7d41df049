import type { LambdaFunction, Setting } from '../../core/application.ts';
import type { ExamplesOf } from '../../core/examples.ts';
import type { Fix } from '../../core/finding.ts';
import { known, type Known } from '../../core/known.ts';
import { rule, type FunctionCode } from '../../core/rule.ts';
import type { TextEdit } from '../../core/span.ts';

const variable = 'AWS_NODEJS_CONNECTION_REUSE_ENABLED';
const property = ['Environment', 'Variables', variable];

export const sdkV2KeepAlive = rule({
  id: 'startup-time/sdk-v2-keep-alive',
  practice: 'startup-time',
  check: 'startup-time/reuse-environment',
  summary: 'A function with the AWS SDK for JavaScript v2 opens a new connection for each request.',
  why: `The AWS SDK for JavaScript v2 closes its connections after each request unless it is told to keep them, so every call to AWS pays for a TCP and a TLS handshake.
Since 2.463.0 the environment variable \`${variable}=1\` keeps them open.
v3 keeps connections by default and does not read the variable.
v2 has reached its end of support: the lasting cure is v3.`,
  silent: [
    "The function's code does not load `aws-sdk`, or its code could not be followed completely.",
    'The code sets `keepAlive` on an agent itself.',
    'The function answers custom resources of CloudFormation and nothing else, so that it runs only while a stack is deployed.',
  ],
  fixes:
    "Writes the variable into the function's environment, or removes it where it has no effect. Both are `safe`: requests and answers stay the same.",
  references: [
    {
      title: 'Reusing connections with keep-alive in Node.js (v2)',
      url: 'https://docs.aws.amazon.com/sdk-for-javascript/v2/developer-guide/node-reusing-connections.html',
    },
    {
      title: 'Reusing connections with keep-alive in Node.js (v3)',
      url: 'https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html',
    },
  ],
  severity: 'warning',
  messages: {
    missing: `\`{function}\` loads \`aws-sdk\` v2, which opens a new connection for each request. Set \`${variable}: '1'\` until it moves to v3.`,
    off: `\`{function}\` loads \`aws-sdk\` v2, but \`${variable}\` is \`{value}\`; only \`1\` keeps connections open.`,
    noEffect: `\`${variable}\` has no effect on \`{function}\`: the AWS SDK v3 keeps connections open by itself. Remove it.`,
  },
  review({ fn, code, edit, report, pass, skip, wonder }) {
    if (fn.language !== 'javascript' && fn.language !== 'typescript') return skip('It does not run on Node.js.');
    if (fn.declared === 'shape') return skip('Nothing declares it.');
    if (fn.edge) return skip('CloudFront runs it at the edge, where functions have no environment variables.');
    if (!code.known) return wonder(`Does it load \`aws-sdk\` v2? The code could not be looked at: ${code.why}.`);
    if (!fn.environment.known) return wonder(`Is \`${variable}\` set? ${fn.environment.why}.`);
    const setting = fn.environment.value.get(variable);
    const [v2] = importsOf(code.value, /^aws-sdk(\/|$)/);
    if (!v2) return withoutV2(fn, code.value, setting);
    if (setting && !setting.value.known)
      return wonder(`Is \`${variable}\` 1? It is not decided here: ${setting.value.why}.`);
    if (setting?.value.known && String(setting.value.value) === '1')
      return pass(`\`${variable}\` is set for the AWS SDK v2.`, setting.at);
    if (importsOf(code.value, /^https?$/).length > 0)
      return wonder('It makes an agent of its own: does that keep connections alive?');
    const fix = () => fixed(`Set \`${variable}\` for \`${fn.id}\``, edit.setProperty(fn, property, '1'));
    if (setting)
      return report({
        message: 'off',
        data: {
          function: fn.id,
          value: String(setting.value.known ? setting.value.value : ''),
        },
        at: setting.at,
        trace: v2.trace,
        fix,
      });
    report({
      message: 'missing',
      data: { function: fn.id },
      at: fn.at,
      trace: v2.trace,
      fix,
    });

    function withoutV2(of: LambdaFunction, its: FunctionCode, set: Setting<string> | undefined): void {
      const v3 = importsOf(its, /^@aws-sdk\//);
      if (!set) return skip('It does not load `aws-sdk` v2.');
      // The variable may be there for code that could not be followed, or for other functions that share it.
      if (v3.length === 0 || its.gaps.length > 0 || set.from !== 'resource')
        return skip('It does not load `aws-sdk` v2.');
      report({
        message: 'noEffect',
        severity: 'hint',
        data: { function: of.id },
        at: set.at,
        fix: () => fixed(`Remove \`${variable}\``, edit.removeProperty(of, property)),
      });
    }
  },
});

const importsOf = (code: FunctionCode, specifier: RegExp) =>
  code.imports.filter((it) => specifier.test(it.import.specifier));

const fixed = (title: string, edits: Known<readonly TextEdit[]>): Known<Fix> =>
  edits.known ? known({ title, applicability: 'safe', edits: edits.value }) : edits;

const code = `//- src/app.js
const S3 = require('aws-sdk/clients/s3');
const s3 = new S3();
exports.handler = async () => s3.listBuckets().promise();
`;

export const examples: ExamplesOf<typeof sdkV2KeepAlive> = {
  bad: [
    {
      title: 'the SDK v2 without the variable',
      message: 'missing',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  ⟦Orders⟧:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
${code}`,
      fixed: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1'
`,
    },
    {
      title: 'the variable is set to something else',
      message: 'off',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          AWS_NODEJS_CONNECTION_REUSE_ENABLED: ⟦'0'⟧
${code}`,
      fixed: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1'
`,
    },
    {
      title: 'the variable has no effect on v3',
      message: 'noEffect',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          TABLE: orders
          AWS_NODEJS_CONNECTION_REUSE_ENABLED: ⟦'1'⟧
//- src/app.mjs
import { S3 } from '@aws-sdk/client-s3';
const s3 = new S3();
export const handler = async () => s3.listBuckets();
`,
      fixed: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          TABLE: orders
`,
    },
  ],
  good: [
    {
      title: 'the variable is set for all functions',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Environment: { Variables: { AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1' } } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs22.x, Handler: app.handler, CodeUri: src/ }
${code}`,
    },
    {
      title: 'Python has no such setting',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ } }
`,
      outcome: 'not-applicable',
    },
  ],
};
