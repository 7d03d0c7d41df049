import type { LambdaFunction } from '../../core/application.ts';
import { known, type Known } from '../../core/known.ts';
import type { ExamplesOf } from '../../core/examples.ts';
import type { Fix } from '../../core/finding.ts';
import { rule } from '../../core/rule.ts';
import type { TextEdit } from '../../core/span.ts';
import { wordsFor } from '../words.ts';

/** MB. Lambda's default: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const defaultMegabytes = 128;
/** A common first value for measuring from; power tuning decides. */
const startingPoint = 512;

export const defaultMemory = rule({
  id: 'capacity-units/default-memory',
  practice: 'capacity-units',
  check: 'capacity-units/memory',
  summary: 'A function runs with the default memory of 128 MB, which nobody chose.',
  why: `Memory is the one dial of a function: CPU and network grow with it, up to one vCPU at 1,769 MB.
At 128 MB a function has about a fourteenth of a vCPU, so it starts and runs slowly, and often costs as much as a larger one that is done sooner.
Which size is best can only be measured: AWS Lambda Power Tuning runs the function at several sizes and shows time and cost of each.`,
  silent: [
    '`MemorySize` is written anywhere: at the function, under `Globals`, or through a parameter. Whether the value is a good one is a question for measuring.',
    'The function answers custom resources of CloudFormation and nothing else, so that it runs only while a stack is deployed.',
    'The function runs on Lambda Managed Instances, where no function has less than 2 GB.',
  ],
  fixes: `Writes \`MemorySize: ${String(startingPoint)}\` as a place to measure from.
It is \`suggested\`: a larger size costs more per millisecond, and only measuring tells whether it pays.`,
  references: [
    {
      title: 'Configure Lambda function memory',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html',
    },
    {
      title: 'Profiling functions with AWS Lambda Power Tuning',
      url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html#memory-cpu-profiling',
    },
  ],
  severity: 'information',
  messages: {
    notChosen:
      '`{function}` runs with the default of {memory} MB, because no {property} is set. Measure it with AWS Lambda Power Tuning and set what it needs.',
  },
  review({ fn, edit, ask, pass, skip, wonder }) {
    if (fn.declared === 'shape') {
      skip('Nothing declares it.');
      return;
    }
    if (fn.edge && !fn.memory) {
      skip('CloudFront runs it at the edge, where 128 MB is the most that a function of viewer events may have.');
      return;
    }
    if (fn.capacity?.managedInstances && !fn.memory) {
      skip('It runs on Lambda Managed Instances, where no function has less than 2 GB.');
      return;
    }
    if (!fn.memory) {
      const fix = () => choose(fn, edit.setProperty(fn, ['MemorySize'], startingPoint));
      const data = { function: fn.id, memory: defaultMegabytes, property: `\`${propertyOf(fn)}\`` };
      ask({
        message: 'notChosen',
        data,
        at: fn.at,
        question: `Is ${String(defaultMegabytes)} MB, the default, what \`${fn.id}\` needs? Measure it with power tuning.`,
        fix,
      });
      return;
    }
    if (fn.memory.value.known) pass(`${String(fn.memory.value.value)} MB is set.`, fn.memory.at);
    else wonder(`How much memory does \`${fn.id}\` have? It is not decided here: ${fn.memory.value.why}.`);
  },
});

const propertyOf = (fn: LambdaFunction): string =>
  wordsFor(fn, {
    sam: 'MemorySize',
    cloudFormation: 'MemorySize',
    construct: 'memorySize',
    pythonConstruct: 'memory_size',
    level1: 'memorySize',
    pythonLevel1: 'memory_size',
  });

function choose(fn: LambdaFunction, edits: Known<readonly TextEdit[]>): Known<Fix> {
  const property = propertyOf(fn);
  const setting = `${property}${property.includes('_') ? '=' : ': '}${String(startingPoint)}`;
  return edits.known
    ? known({
        title: `Set \`${setting}\` as a place to measure from`,
        applicability: 'suggested',
        caution: 'more memory costs more',
        edits: edits.value,
      })
    : edits;
}

export const examples: ExamplesOf<typeof defaultMemory> = {
  bad: [
    {
      title: 'nobody chose the memory',
      message: 'notChosen',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  ⟦Orders⟧:
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
      Timeout: 10
      MemorySize: 512
`,
      applicability: 'suggested',
    },
  ],
  good: [
    {
      title: 'chosen for all functions',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { MemorySize: 256 } }
Resources:
  Orders: { Type: AWS::Serverless::Function }
`,
    },
    {
      title: 'chosen at deployment',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters: { Memory: { Type: Number } }
Resources:
  Orders: { Type: AWS::Serverless::Function, Properties: { MemorySize: !Ref Memory } }
`,
      outcome: 'unknown',
    },
    {
      title: 'on managed instances',
      project: `//- template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CapacityProviderConfig: { Arn: !GetAtt Instances.Arn }
  Instances: { Type: AWS::Serverless::CapacityProvider }
`,
      outcome: 'not-applicable',
    },
  ],
};
