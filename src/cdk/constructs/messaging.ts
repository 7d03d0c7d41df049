/** `aws-sqs`, `aws-sns`, `aws-logs`, `aws-kms`, `aws-secretsmanager`, `aws-ssm`: resources that functions read, write or are called by. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import { pseudoParameter } from '../words.ts';
import type { CdkValue, Construct } from '../value.ts';
import { cdkOf } from './core.ts';
import { grantMethods } from './grants.ts';
import { grant } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  cdkScalar,
  days,
  declareMain,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textIn,
  textOf,
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
    if (name) self.state.set('written queueName', name);
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

const logGroup: ConstructClass = {
  name: 'aws-logs.LogGroup',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      logGroupName: 'LogGroupName',
      retention: ['RetentionInDays', retention],
      logGroupClass: 'LogGroupClass',
      encryptionKey: ['KmsKeyId', keyArn],
    });
    if (!propOf(props, 'retention')) properties.set('RetentionInDays', scalar(731, byDefault(self)));
    declareMain(context, self, 'AWS::Logs::LogGroup', properties, { open: props.open });
  },
  methods: grantMethods('aws-logs.LogGroup'),
  properties: {
    logGroupArn: (context, self) => tokenOf(context, self, 'Arn', 'logGroupArn'),
    logGroupName: (context, self) => tokenOf(context, self, undefined, 'logGroupName'),
  },
  statics: {
    fromLogGroupArn: (context, args) =>
      imported(context, 'aws-logs.LogGroup', args, { logGroupArn: argumentOf(args, 2, 'logGroupArn') }),
    fromLogGroupName: (context, args) =>
      imported(context, 'aws-logs.LogGroup', args, { logGroupName: argumentOf(args, 2, 'logGroupName') }),
  },
};

/** Kept for ever means that no number is written. */
const retention: Convert = (context, value) =>
  value.kind === 'library' && value.name.endsWith('.INFINITE') ? undefined : plain(context, value);

const key: ConstructClass = {
  name: 'aws-kms.Key',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      description: 'Description',
      enableKeyRotation: 'EnableKeyRotation',
      rotationPeriod: ['RotationPeriodInDays', days],
      enabled: 'Enabled',
      keySpec: 'KeySpec',
      keyUsage: 'KeyUsage',
      pendingWindow: ['PendingWindowInDays', days],
      multiRegion: 'MultiRegion',
    });
    declareMain(context, self, 'AWS::KMS::Key', properties, { open: 'its key policy is not read from the source' });
  },
  methods: { ...grantMethods('aws-kms.Key'), addToResourcePolicy: undefinedIn, addAlias: undefinedIn },
  properties: {
    keyArn: (context, self) => tokenOf(context, self, 'Arn', 'keyArn'),
    keyId: (context, self) => tokenOf(context, self, undefined, 'keyId'),
  },
  statics: {
    fromKeyArn: (context, args) => imported(context, 'aws-kms.Key', args, { keyArn: argumentOf(args, 2, 'keyArn') }),
    fromLookup: (context, args) => imported(context, 'aws-kms.Key', args, {}),
  },
};

const secret: ConstructClass = {
  name: 'aws-secretsmanager.Secret',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      description: 'Description',
      encryptionKey: ['KmsKeyId', keyArn],
      secretName: 'Name',
      generateSecretString: ['GenerateSecretString', generated],
      secretStringValue: 'SecretString',
    });
    const own = ['generateSecretString', 'secretStringValue', 'secretObjectValue', 'secretStringBeta1'];
    if (!own.some((name) => propOf(props, name))) properties.set('GenerateSecretString', mapValue({}, byDefault(self)));
    keepKey(self, propOf(props, 'encryptionKey'));
    declareMain(context, self, 'AWS::SecretsManager::Secret', properties, { open: props.open });
  },
  methods: {
    ...grantMethods('aws-secretsmanager.Secret'),
    secretValueFromJson: (context) => context.unknown('it is a secret', context.call),
    addRotationSchedule: (context, self, args) => {
      const id = textIn(args.positional[0]) ?? '';
      return context.create('constructs.Construct', self, id, optionsOf(args, 1, here(context)));
    },
  },
  properties: {
    secretArn: (context, self) => tokenOf(context, self, undefined, 'secretArn', 'secretCompleteArn'),
    secretFullArn: (context, self) => tokenOf(context, self, undefined, 'secretArn', 'secretCompleteArn'),
    secretName: (context, self) =>
      self.imported === true
        ? tokenOf(context, self, undefined, 'secretName')
        : cdkOf(textOf([context.toValue(tokenOf(context, self, undefined))], here(context))),
    secretValue: (context) => context.unknown('it is a secret', context.call),
  },
  statics: {
    fromSecretNameV2: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretName: argumentOf(args, 2, 'secretName') }),
    fromSecretName: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretName: argumentOf(args, 2, 'secretName') }),
    fromSecretCompleteArn: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretArn: args.positional[2] }),
    fromSecretPartialArn: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretArn: args.positional[2] }),
    fromSecretArn: (context, args) =>
      imported(context, 'aws-secretsmanager.Secret', args, { secretArn: args.positional[2] }),
    fromSecretAttributes: (context, args) => {
      const attributes = optionsOf(args, 2, here(context));
      const arn =
        propOf(attributes, 'secretArn') ??
        propOf(attributes, 'secretCompleteArn') ??
        propOf(attributes, 'secretPartialArn');
      return imported(context, 'aws-secretsmanager.Secret', args, { secretArn: arn });
    },
  },
};

const generated: Convert = (context, value) =>
  value.kind === 'map'
    ? mapValue(
        propertiesOf(context, value, {
          excludeCharacters: 'ExcludeCharacters',
          excludeLowercase: 'ExcludeLowercase',
          excludeNumbers: 'ExcludeNumbers',
          excludePunctuation: 'ExcludePunctuation',
          excludeUppercase: 'ExcludeUppercase',
          generateStringKey: 'GenerateStringKey',
          includeSpace: 'IncludeSpace',
          passwordLength: 'PasswordLength',
          requireEachIncludedType: 'RequireEachIncludedType',
          secretStringTemplate: 'SecretStringTemplate',
        }),
        value,
        value.open,
      )
    : context.toValue(value);

const parameterArn = (context: BuildContext, self: Construct): Value => {
  const place = here(context);
  const pseudo = (name: string) => pseudoParameter(name, place);
  const name = context.toValue(tokenOf(context, self, undefined, 'parameterName'));
  const slash = name.kind === 'scalar' && String(name.value).startsWith('/') ? '' : '/';
  return textOf(
    [
      'arn:',
      pseudo('AWS::Partition'),
      ':ssm:',
      pseudo('AWS::Region'),
      ':',
      pseudo('AWS::AccountId'),
      `:parameter${slash}`,
      name,
    ],
    place,
  );
};

const parameter = (kind: 'String' | 'StringList'): ConstructClass => ({
  name: `aws-ssm.${kind}Parameter`,
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      allowedPattern: 'AllowedPattern',
      description: 'Description',
      parameterName: 'Name',
      tier: 'Tier',
      dataType: 'DataType',
      stringValue: 'Value',
      stringListValue: ['Value', commaSeparated],
    });
    properties.set('Type', scalar(kind, byDefault(self)));
    declareMain(context, self, 'AWS::SSM::Parameter', properties, { open: props.open });
  },
  methods: {
    grantRead: (context, self, args) =>
      grantParameter(context, self, argumentOf(args, 0, 'grantee'), [
        'ssm:DescribeParameters',
        'ssm:GetParameters',
        'ssm:GetParameter',
        'ssm:GetParameterHistory',
      ]),
    grantWrite: (context, self, args) =>
      grantParameter(context, self, argumentOf(args, 0, 'grantee'), ['ssm:PutParameter']),
  },
  properties: {
    parameterArn: (context, self) => cdkOf(parameterArn(context, self)),
    parameterName: (context, self) => tokenOf(context, self, undefined, 'parameterName'),
    stringValue: (context, self) =>
      self.imported === true
        ? context.unknown('it is a parameter of Systems Manager', context.call)
        : tokenOf(context, self, 'Value'),
  },
  statics: {
    fromStringParameterName: (context, args) =>
      imported(context, `aws-ssm.${kind}Parameter`, args, { parameterName: args.positional[2] }),
    fromStringParameterAttributes: (context, args) =>
      imported(context, `aws-ssm.${kind}Parameter`, args, {
        parameterName: propOf(optionsOf(args, 2, here(context)), 'parameterName'),
      }),
    fromSecureStringParameterAttributes: (context, args) =>
      imported(context, `aws-ssm.${kind}Parameter`, args, {
        parameterName: propOf(optionsOf(args, 2, here(context)), 'parameterName'),
      }),
    fromStringParameterArn: (context, args) => imported(context, `aws-ssm.${kind}Parameter`, args, {}),
    valueForStringParameter: (context) => context.unknown('it is a parameter of Systems Manager', context.call),
    valueFromLookup: (context) => context.unknown('it is a parameter of Systems Manager', context.call),
  },
});

const commaSeparated: Convert = (context, value) =>
  value.kind === 'list'
    ? textOf(
        value.items.flatMap((item, index) => [...(index > 0 ? [','] : []), plain(context, item) ?? '']),
        value,
      )
    : context.toValue(value);

function grantParameter(
  context: BuildContext,
  self: Construct,
  grantee: CdkValue | undefined,
  actions: readonly string[],
): CdkValue {
  return grant(context, grantee, actions, [parameterArn(context, self)]);
}

export const messaging: readonly ConstructClass[] = [
  queue,
  topic,
  subscription,
  logGroup,
  key,
  secret,
  parameter('String'),
  parameter('StringList'),
];
