/** `aws-sqs` and `aws-sns`. */
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkValue, Construct } from '../value.ts';
import { grantMethods } from './grants.ts';
import {
  argumentOf,
  attributeOf,
  cdkScalar,
  declareMain,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textIn,
  tokenOf,
  undefinedIn,
  type Convert,
  type Place,
} from './props.ts';
import { subscribeMade, subscriptionProperties } from './snsSubscriptions.ts';
import { imported } from './versions.ts';

const here = (context: BuildContext): Place => ({ at: context.call, from: 'resource' });

export const keyArn: Convert = (context, value) => attributeOf(context, value, 'Arn', 'keyArn');

/** What keeps the key of what it is encrypted with, for grants. */
export function keepKey(self: Construct, key: CdkValue | undefined): void {
  if (key) self.state.set('encryptionKey', key);
}

/** The last part of an ARN, when it is a text. */
export function nameInArn(value: CdkValue | undefined, separator = ':'): CdkValue | undefined {
  const text = textIn(value);
  return text === undefined || !value ? undefined : cdkScalar(text.slice(text.lastIndexOf(separator) + 1), value);
}

const queue: ConstructClass = {
  name: 'aws-sqs.Queue',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      contentBasedDeduplication: 'ContentBasedDeduplication',
      deduplicationScope: 'DeduplicationScope',
      deliveryDelay: ['DelaySeconds', seconds],
      fifo: 'FifoQueue',
      fifoThroughputLimit: 'FifoThroughputLimit',
      encryptionMasterKey: ['KmsMasterKeyId', keyArn],
      dataKeyReuse: ['KmsDataKeyReusePeriodSeconds', seconds],
      maxMessageSizeBytes: 'MaximumMessageSize',
      retentionPeriod: ['MessageRetentionPeriod', seconds],
      queueName: 'QueueName',
      receiveMessageWaitTime: ['ReceiveMessageWaitTimeSeconds', seconds],
      visibilityTimeout: ['VisibilityTimeout', seconds],
      deadLetterQueue: ['RedrivePolicy', redrivePolicy],
    });
    const name = propOf(props, 'queueName');
    if (textIn(name)?.endsWith('.fifo') === true && !properties.has('FifoQueue') && name)
      properties.set('FifoQueue', scalar(true, name));
    const encryption = propOf(props, 'encryption');
    const word = encryption?.kind === 'library' ? encryption.name : '';
    if (encryption && word.endsWith('.KMS_MANAGED'))
      properties.set('KmsMasterKeyId', scalar('alias/aws/sqs', encryption));
    if (encryption && word.endsWith('.SQS_MANAGED')) properties.set('SqsManagedSseEnabled', scalar(true, encryption));
    if (encryption && word.endsWith('.UNENCRYPTED')) properties.set('SqsManagedSseEnabled', scalar(false, encryption));
    keepKey(self, propOf(props, 'encryptionMasterKey'));
    const deadLetters = propOf(props, 'deadLetterQueue');
    if (deadLetters) self.state.set('deadLetterQueue', deadLetters);
    declareMain(context, self, 'AWS::SQS::Queue', properties, { open: props.open });
  },
  methods: { ...grantMethods('aws-sqs.Queue'), addToResourcePolicy: undefinedIn },
  properties: {
    queueArn: (context, self) => tokenOf(context, self, 'Arn', 'queueArn'),
    queueName: (context, self) => tokenOf(context, self, 'QueueName', 'queueName'),
    queueUrl: (context, self) => tokenOf(context, self, undefined, 'queueUrl'),
    deadLetterQueue: (_, self) => self.state.get('deadLetterQueue'),
  },
  statics: {
    fromQueueArn: (context, args) => {
      const arn = argumentOf(args, 2, 'queueArn');
      return imported(context, 'aws-sqs.Queue', args, { queueArn: arn, queueName: nameInArn(arn) });
    },
    fromQueueAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, here(context));
      const arn = propOf(attributes, 'queueArn');
      return imported(context, 'aws-sqs.Queue', args, {
        queueArn: arn,
        queueUrl: propOf(attributes, 'queueUrl'),
        queueName: nameInArn(arn),
      });
    },
  },
};

const redrivePolicy: Convert = (context, value) => {
  const [target, count] = [propOf(value, 'queue'), propOf(value, 'maxReceiveCount')];
  if (!target) return context.toValue(value);
  return mapValue(
    {
      deadLetterTargetArn: attributeOf(context, target, 'Arn', 'queueArn'),
      maxReceiveCount: count && plain(context, count),
    },
    value,
  );
};

const topic: ConstructClass = {
  name: 'aws-sns.Topic',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      contentBasedDeduplication: 'ContentBasedDeduplication',
      displayName: 'DisplayName',
      fifo: 'FifoTopic',
      fifoThroughputScope: 'FifoThroughputScope',
      masterKey: ['KmsMasterKeyId', keyArn],
      topicName: 'TopicName',
      tracingConfig: 'TracingConfig',
      signatureVersion: 'SignatureVersion',
    });
    const fifo = properties.get('FifoTopic');
    if (fifo?.kind === 'scalar' && fifo.value === false) properties.delete('FifoTopic');
    keepKey(self, propOf(props, 'masterKey'));
    declareMain(context, self, 'AWS::SNS::Topic', properties, { open: props.open });
  },
  methods: {
    ...grantMethods('aws-sns.Topic'),
    addSubscription: (context, self, args) => {
      const subscription = argumentOf(args, 0, 'topicSubscription');
      if (subscription) subscribeMade(context, self, subscription);
      return undefinedIn(context);
    },
    addToResourcePolicy: undefinedIn,
  },
  properties: {
    topicArn: (context, self) => tokenOf(context, self, undefined, 'topicArn'),
    topicName: (context, self) => tokenOf(context, self, 'TopicName', 'topicName'),
  },
  statics: {
    fromTopicArn: (context, args) => {
      const arn = argumentOf(args, 2, 'topicArn');
      return imported(context, 'aws-sns.Topic', args, { topicArn: arn, topicName: nameInArn(arn) });
    },
    fromTopicAttributes: (context, args) => {
      const arn = propOf(optionsOf(args, 2, here(context)), 'topicArn');
      return imported(context, 'aws-sns.Topic', args, { topicArn: arn, topicName: nameInArn(arn) });
    },
  },
};

/** `new Subscription(this, 'Sub', { topic, endpoint, protocol })` */
const subscription: ConstructClass = {
  name: 'aws-sns.Subscription',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      endpoint: 'Endpoint',
      protocol: 'Protocol',
      region: 'Region',
      topic: ['TopicArn', (inner, value) => attributeOf(inner, value, undefined, 'topicArn')],
      subscriptionRoleArn: 'SubscriptionRoleArn',
    });
    for (const [name, value] of Object.entries(subscriptionProperties(context, props)))
      if (value) properties.set(name, value);
    declareMain(context, self, 'AWS::SNS::Subscription', properties, { open: props.open });
  },
};

export const messaging: readonly ConstructClass[] = [queue, topic, subscription];
