import { addTo } from '../../core/groups.ts';
import { ofEach } from '../../core/memo.ts';
import type { LambdaFunction } from '../../core/application.ts';
import type { ExamplesOf } from '../../core/examples.ts';
import type { Fix } from '../../core/finding.ts';
import { known, type Known } from '../../core/known.ts';
import { rule, type Edits } from '../../core/rule.ts';
import { wordsFor } from '../words.ts';

export const tracingOff = rule({
  id: 'startup-time/tracing-off',
  practice: 'startup-time',
  check: 'startup-time/measured',
  summary: 'A function runs without active tracing, so its initialization cannot be seen in X-Ray.',
  why: `A cold start that nobody sees is not improved.
With active tracing, X-Ray records each sampled invocation, and a cold start has an \`Initialization\` subsegment of its own, which shows what startup costs and where.
Active tracing is a setting of the service: it needs no X-Ray SDK in the code, and traces sent by OpenTelemetry appear beside it.`,
  silent: [
    'Tracing comes from a parameter without default or from another value that the template does not decide; then it is a question.',
    'The function answers custom resources of CloudFormation and nothing else, so that it runs only while a stack is deployed.',
    'CloudFront runs it at the edge, where functions are not traced: a distribution names it, its role is one that the edge may take, or its code reads `event.Records[0].cf`.',
  ],
  fixes: `Writes \`Tracing: Active\` at the function (\`TracingConfig\` for \`AWS::Lambda::Function\`), or once under \`Globals\` when all functions of a SAM template lack it.
It is \`suggested\`: traces are billed beyond the free tier, and the role needs \`AWSXRayDaemonWriteAccess\`, which SAM adds by itself.`,
  references: [
    {
      title: 'Visualize Lambda function invocations using AWS X-Ray',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
    },
  ],
  severity: 'warning',
  messages: {
    off: '`{function}` has no active tracing, so its cold starts cannot be seen in X-Ray. Set {setting}.',
    passThrough:
      '`{function}` traces only what its caller samples (`PassThrough`). Set {setting} to see its cold starts.',
  },
  review({ fn, application, edit, report, pass, skip, wonder }) {
    if (fn.declared === 'shape') {
      skip('Nothing declares it.');
      return;
    }
    if (fn.edge) {
      skip('CloudFront runs it at the edge, where functions are not traced.');
      return;
    }
    if (fn.tracing && !fn.tracing.value.known) {
      wonder(`Is tracing active? ${sentence(fn.tracing.value.why)}`);
      return;
    }
    if (fn.tracing?.value.known && fn.tracing.value.value === 'Active') {
      pass('Tracing is active.', fn.tracing.at);
      return;
    }
    const data = { function: fn.id, setting: settingOf(fn) };
    const fix = activate(fn, application.functions, edit);
    if (fn.tracing)
      report({
        message: 'passThrough',
        data,
        at: fn.tracing.at,
        fix,
      });
    else report({ message: 'off', data, at: fn.at, fix });
  },
});

function activate(fn: LambdaFunction, all: readonly LambdaFunction[], edit: Edits): () => Known<Fix> {
  return () => {
    const forAll = fn.declared === 'template' && silentTemplates(all).has(fn.at.path);
    const edits = forAll ? edit.setGlobal(fn, ['Tracing'], 'Active') : edit.setProperty(fn, ['Tracing'], 'Active');
    if (!edits.known) return edits;
    const title = forAll
      ? 'Set `Tracing: Active` for all functions of the template'
      : `Set ${settingOf(fn)} for \`${fn.id}\``;
    const caution = 'X-Ray charges for traces';
    return known({ title, applicability: 'suggested', caution, edits: edits.value });
  };
}

/** Of SAM, with several functions, none of which has the setting or must not have it; looked for once, however many functions ask. */
const silentTemplates = ofEach((all: readonly LambdaFunction[]): ReadonlySet<string> => {
  const byPath = new Map<string, LambdaFunction[]>();
  for (const fn of all) {
    if (fn.declared === 'template') addTo(byPath, fn.at.path, fn);
  }
  const found = [...byPath].filter(
    ([, its]) =>
      its.length > 1 &&
      its.every(({ tracing, edge, resourceType }) => !tracing && !edge && resourceType === 'AWS::Serverless::Function'),
  );
  return new Set(found.map(([path]) => path));
});

const settingOf = (fn: LambdaFunction): string =>
  wordsFor(fn, {
    sam: '`Tracing: Active`',
    cloudFormation: '`TracingConfig: { Mode: Active }`',
    construct: '`tracing: Tracing.ACTIVE`',
    pythonConstruct: '`tracing=Tracing.ACTIVE`',
    level1: "`tracingConfig: { mode: 'Active' }`",
    pythonLevel1: '`tracing_config=CfnFunction.TracingConfigProperty(mode="Active")`',
  });

const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;

export const examples: ExamplesOf<typeof tracingOff> = {
  bad: [
    {
      title: 'one function of two lacks it',
      message: 'off',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Tracing: Active
  ⟦Refunds⟧:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
`,
      fixed: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Tracing: Active
  Refunds:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
      Tracing: Active
`,
      applicability: 'suggested',
    },
    {
      title: 'all functions lack it, so it is written once',
      message: 'off',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 10
Resources:
  ⟦Orders⟧:
    Type: AWS::Serverless::Function
  ⟦Refunds⟧:
    Type: AWS::Serverless::Function
`,
      fixed: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 10
    Tracing: Active
Resources:
  Orders:
    Type: AWS::Serverless::Function
  Refunds:
    Type: AWS::Serverless::Function
`,
      applicability: 'suggested',
    },
    {
      title: 'all functions lack it, but one runs at the edge',
      message: 'off',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  ⟦Orders⟧:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
  Headers:
    Type: AWS::Serverless::Function
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: edgelambda.amazonaws.com } }
`,
      fixed: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
      Tracing: Active
  Headers:
    Type: AWS::Serverless::Function
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: edgelambda.amazonaws.com } }
`,
      applicability: 'suggested',
    },
    {
      title: 'plain CloudFormation calls it TracingConfig',
      message: 'passThrough',
      project: `//- template.yaml
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      TracingConfig:
        Mode: ⟦PassThrough⟧
`,
      fixed: `//- template.yaml
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      TracingConfig:
        Mode: Active
`,
      applicability: 'suggested',
    },
  ],
  good: [
    {
      title: 'the code answers CloudFront at the edge',
      outcome: 'not-applicable',
      project: `//- template.yaml
Resources:
  Headers:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: index.handler, Runtime: nodejs22.x }
//- index.js
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  return request;
};
`,
    },
    {
      title: 'and so it does in Python',
      outcome: 'not-applicable',
      project: `//- template.yaml
Resources:
  Headers:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: app.handler, Runtime: python3.13 }
//- app.py
def handler(event, context):
    return event["Records"][0]["cf"]["request"]
`,
    },
    {
      title: 'active through Globals',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Tracing: Active } }
Resources:
  Orders: { Type: AWS::Serverless::Function }
`,
    },
    {
      title: 'a parameter without default is a question',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters: { Mode: { Type: String } }
Resources:
  Orders: { Type: AWS::Serverless::Function, Properties: { Tracing: !Ref Mode } }
`,
      outcome: 'unknown',
    },
  ],
};
