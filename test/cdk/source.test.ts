import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { cdkApps, declareApp } from '../../src/cdk/app.ts';
import { readAssembly } from '../../src/cdk/assembly.ts';
import { project } from '../project.ts';
import { javascriptApp, pythonApp, pythonTwin, typescriptApp } from './apps.ts';
import { leftOut } from './both.ts';
import { differencesOf, printed } from './compare.ts';
import { filesOf } from './interpreted.ts';
import { synthesized, type SynthOptions } from './synth.ts';

/** What the source and the template of these apps need not agree in, and why. */
const exceptions: readonly RegExp[] = [
  ...leftOut,
  // Both leave it open, each for what it sees.
  /: unknown: [^$]* in the source, unknown: [^$]* in the template$/,
  // What is of another stack is an import in the template, which does not tell what it is.
  /^AWS::IAM::Policy Streams\/Fn\/ServiceRole\/DefaultPolicy .* unknown: it is decided at deployment \(`ImportValue`\) in the template$/,
  /^AWS::Lambda::EventSourceMapping Streams\/Fn\/DynamoDBEventSource:\S+ EventSourceArn: .*ImportValue/,
];

interface Case {
  readonly what: string;
  readonly text: string;
  /** What is synthesized in its place. */
  readonly twin?: string;
  readonly options: SynthOptions;
}

const cases: readonly Case[] = [
  {
    what: 'in TypeScript, with classes, loops and constructs of many kinds',
    text: typescriptApp,
    options: { directory: 'shop', program: ['--import', 'tsx', 'bin/shop.ts'] },
  },
  {
    what: 'in JavaScript, with L1 constructs',
    text: javascriptApp,
    options: { directory: 'jobs', program: ['app.js'] },
  },
  {
    what: 'in Python',
    text: pythonApp,
    twin: pythonTwin,
    options: { directory: 'stats', program: ['app.js'] },
  },
];

/** One line for each difference of the source and of what synth makes of it. */
async function differences({ text, twin, options }: Case): Promise<readonly string[]> {
  const { library: _, ...context } = await filesOf(new Map(project(text).files));
  const [app] = cdkApps(context.paths, context).apps;
  assert.ok(app);
  const source = declareApp(app, context);
  const output = await synthesized(twin ?? text, options);
  const assembly = readAssembly(app.path, { read: (path) => output.get(path), paths: [...output.keys()] });
  assert.ok(assembly);
  assert.deepEqual(source.problems, []);
  return differencesOf(source.resources, assembly.declarations.resources).map(printed);
}

describe('a CDK app, as its source and as synth has it,', () => {
  for (const app of cases)
    describe(app.what, () => {
      let found: readonly string[] = [];
      before(async function () {
        this.timeout(60_000);
        found = await differences(app);
      });

      it('is the same, property by property', () => {
        assert.deepEqual(
          found.filter((line) => !exceptions.some((it) => it.test(line))),
          [],
        );
      });
    });
});
