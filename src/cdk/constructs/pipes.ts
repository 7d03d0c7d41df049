/** `aws-pipes-alpha`: pipes from a source through filters and an enrichment to a target. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { functionArn, nameIn, serviceRole } from './arns.ts';
import { mentionedIn } from './mentions.ts';
import {
  attributeOf,
  declareMain,
  mapValue,
  optionsOf,
  propertiesOf,
  propOf,
  seconds,
  tokenOf,
  unknownValue,
} from './props.ts';

const pipe: ConstructClass = {
  name: 'aws-pipes.Pipe',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const role = propOf(props, 'role') ?? serviceRole(context, self, 'PipeRole', 'pipes.amazonaws.com');
    const properties = propertiesOf(context, props, {
      pipeName: 'Name',
      description: 'Description',
      desiredState: 'DesiredState',
    });
    properties.set('RoleArn', attributeOf(context, role, 'Arn', 'roleArn'));
    for (const part of ['source', 'enrichment', 'target'] as const) {
      const given = propOf(props, part);
      if (!given) continue;
      const name = part.slice(0, 1).toUpperCase() + part.slice(1);
      properties.set(name, arnOf(context, given));
      const parameters = part === 'source' ? sourceParameters(context, given) : undefined;
      if (parameters) properties.set('SourceParameters', parameters);
    }
    declareMain(context, self, 'AWS::Pipes::Pipe', properties, { open: props.open });
    keepRole(self, role);
  },
  properties: {
    pipeArn: (context, self) => tokenOf(context, self, 'Arn'),
    pipeName: (context, self) => tokenOf(context, self, undefined),
  },
};

const keepRole = (self: Construct, role: CdkValue): void => {
  self.state.set('role', role);
};

/** `new SqsSource(queue)`, `new LambdaEnrichment(fn)`, `new SfnStateMachine(machine)` */
function arnOf(context: BuildContext, part: CdkValue): Value {
  const [resource] = part.kind === 'made' ? part.arguments.positional : [];
  const why = 'what it names is not read from the source';
  if (part.kind !== 'made' || !resource) return unknownValue(why, part, mentionedIn(part));
  const name = nameIn(part.name);
  if (/^Lambda/.test(name)) return functionArn(context, resource);
  if (/^(Sqs|Kinesis|Firehose|EventBridge|CloudWatchLogs)/.test(name))
    return attributeOf(context, resource, 'Arn', 'queueArn', 'streamArn', 'eventBusArn', 'logGroupArn');
  if (/^DynamoDB/.test(name)) return attributeOf(context, resource, 'StreamArn', 'tableStreamArn');
  if (/^(StepFunctions|Sfn|Sns)/.test(name))
    return attributeOf(context, resource, undefined, 'stateMachineArn', 'topicArn');
  return unknownValue(why, part, mentionedIn(part));
}

function sourceParameters(context: BuildContext, source: CdkValue): Value | undefined {
  if (source.kind !== 'made') return undefined;
  const options: CdkMap = optionsOf(source.arguments, 1, source);
  const own = propertiesOf(context, options, {
    batchSize: 'BatchSize',
    maximumBatchingWindow: ['MaximumBatchingWindowInSeconds', seconds],
    maximumRetryAttempts: 'MaximumRetryAttempts',
    onPartialBatchItemFailure: 'OnPartialBatchItemFailure',
    parallelizationFactor: 'ParallelizationFactor',
    startingPosition: 'StartingPosition',
  });
  const name = /Sqs/.test(source.name) ? 'SqsQueue' : /Kinesis/.test(source.name) ? 'KinesisStream' : 'DynamoDBStream';
  return own.size === 0 ? undefined : mapValue({ [`${name}Parameters`]: mapValue(own, source) }, source);
}

export const pipes: readonly ConstructClass[] = [pipe];
