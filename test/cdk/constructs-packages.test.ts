/** Constructs of packages that make functions of the user's code. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { declareApp } from '../../src/cdk/app.ts';
import type { Declarations } from '../../src/core/resource.ts';
import { scalarOf, valueAt } from '../../src/core/value.ts';
import { javascript } from '../../src/languages/javascript/frontend.ts';

function declared(text: string): Declarations {
  const at = { path: 'cdk.json', start: 0, end: 0 };
  return declareApp(
    { path: 'cdk.json', entry: 'app.js', command: 'node app.js', at, kind: 'program' },
    {
      read: (path) => (path === 'app.js' ? text : undefined),
      exists: (path) => path === 'app.js',
      tree: (path) => (path === 'app.js' ? javascript.lower(path, text) : undefined),
    },
  );
}

describe('constructs of other packages', () => {
  it('has functions of the Guardian with what the program gives them, and says that there is more', () => {
    const { resources, problems } = declared(`
      const { App, Duration } = require('aws-cdk-lib');
      const { Runtime } = require('aws-cdk-lib/aws-lambda');
      const { Schedule } = require('aws-cdk-lib/aws-events');
      const { GuStack } = require('@guardian/cdk/lib/constructs/core');
      const { GuScheduledLambda } = require('@guardian/cdk');
      class Exports extends GuStack {
        constructor(scope, id, props) {
          super(scope, id, props);
          new GuScheduledLambda(this, 'Export', {
            app: 'export', fileName: 'export.zip', handler: 'export.handler', runtime: Runtime.NODEJS_20_X, memorySize: 512,
            environment: { Stack: this.stack, Stage: this.stage, Region: this.region },
            rules: [{ schedule: Schedule.rate(Duration.hours(1)) }],
          });
        }
      }
      new Exports(new App(), 'Exports', { stack: 'membership', stage: 'PROD', env: { region: 'eu-west-1' } });`);
    assert.deepEqual(problems, []);
    const fn = resources.find((it) => it.type === 'AWS::Lambda::Function');
    assert.equal(fn?.id, 'Exports/Export');
    const values = ['Handler', 'Runtime', 'MemorySize'].map((name) => valueAt(fn.properties, name));
    assert.deepEqual(
      values.map((value) => value && scalarOf(value)),
      ['export.handler', 'nodejs20.x', 512].map((value) => ({ known: true, value })),
    );
    const variables = ['Stack', 'Stage', 'Region'].map((name) =>
      valueAt(fn.properties, 'Environment', 'Variables', name),
    );
    assert.deepEqual(
      variables.map((value) => value && scalarOf(value)),
      ['membership', 'PROD', 'eu-west-1'].map((value) => ({ known: true, value })),
    );
    assert.equal(fn.properties.open, 'the construct of `@guardian/cdk` adds properties of its own');
    const rule = resources.find((it) => it.type === 'AWS::Events::Rule');
    assert.deepEqual(rule && valueAt(rule.properties, 'ScheduleExpression')?.kind, 'scalar');
  });

  it('has functions of AWS Solutions Constructs', () => {
    const { resources, problems } = declared(`
      const { App, Stack } = require('aws-cdk-lib');
      const lambda = require('aws-cdk-lib/aws-lambda');
      const { ApiGatewayToLambda } = require('@aws-solutions-constructs/aws-apigateway-lambda');
      new ApiGatewayToLambda(new Stack(new App(), 'S'), 'Api', {
        lambdaFunctionProps: { runtime: lambda.Runtime.PYTHON_3_12, handler: 'app.handler', code: lambda.Code.fromAsset('src') },
      });`);
    assert.deepEqual(problems, []);
    const [fn] = resources.filter((it) => it.type === 'AWS::Lambda::Function');
    assert.equal(fn?.id, 'S/Api/LambdaFunction');
    assert.deepEqual(fn.asset?.kind === 'path' && fn.asset.path, { known: true, value: 'src' });
  });

  it('tells nothing of instrumentation, which makes no functions', () => {
    const { problems } = declared(`
      const { App, Stack } = require('aws-cdk-lib');
      const { DatadogLambda } = require('datadog-cdk-constructs-v2');
      const stack = new Stack(new App(), 'S');
      new DatadogLambda(stack, 'Datadog', { apiKey: 'x' }).addLambdaFunctions([]);`);
    assert.deepEqual(problems, []);
  });
});
