/** `aws-lambda-destinations` and the destinations of event sources: where what failed or succeeded goes. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue } from '../value.ts';
import { grant } from './policies.ts';
import { attributeOf, textOf, unknownValue, subjectOf } from './props.ts';

/** The ARN, with the permission that the function gets for it. */
export function destinationOf(context: BuildContext, source: CdkValue | undefined, value: CdkValue): Value {
  if (value.kind !== 'made') return context.toValue(value);
  const name = value.name.slice(value.name.lastIndexOf('.') + 1);
  const target = subjectOf(value.arguments);
  const row = destinations[name];
  if (!row || !target) return unknownValue('where it goes is not read from the source', value);
  const arn = attributeOf(context, target, row.attribute, ...row.names);
  grant(context, source, row.actions, name === 'LambdaDestination' ? [arn, textOf([arn, ':*'], arn)] : [arn]);
  return arn;
}

interface Row {
  /** Of the ARN; undefined where `Ref` gives it. */
  readonly attribute: string | undefined;
  readonly names: readonly string[];
  readonly actions: readonly string[];
}

const queue: Row = {
  attribute: 'Arn',
  names: ['queueArn'],
  actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
};
const topic: Row = { attribute: undefined, names: ['topicArn'], actions: ['sns:Publish'] };

const destinations: Readonly<Record<string, Row>> = {
  SqsDestination: queue,
  SqsDlq: queue,
  SnsDestination: topic,
  SnsDlq: topic,
  LambdaDestination: { attribute: 'Arn', names: ['functionArn'], actions: ['lambda:InvokeFunction'] },
  EventBridgeDestination: { attribute: 'Arn', names: ['eventBusArn'], actions: ['events:PutEvents'] },
  S3Destination: { attribute: 'Arn', names: ['bucketArn'], actions: ['s3:PutObject*'] },
  S3OnFailureDestination: { attribute: 'Arn', names: ['bucketArn'], actions: ['s3:PutObject*'] },
};
