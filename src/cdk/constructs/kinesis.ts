/** `aws-kinesis`: streams and those that read them on a line of their own. */
import type { ConstructClass } from '../library.ts';
import { here, nameIn } from './arns.ts';
import { grantMethods } from './grants.ts';
import { keepKey, keyArn } from './messaging.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  declareMain,
  hours,
  mapValue,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  tokenOf,
  unknownValue,
} from './props.ts';
import { imported } from './versions.ts';

const stream: ConstructClass = {
  name: 'aws-kinesis.Stream',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, {
      streamName: 'Name',
      retentionPeriod: ['RetentionPeriodHours', hours],
      shardCount: 'ShardCount',
      streamMode: ['StreamModeDetails', (inner, value) => mapValue({ StreamMode: plain(inner, value) }, value)],
    });
    const mode = propOf(props, 'streamMode');
    const isOnDemand = mode?.kind === 'library' && nameIn(mode.name) === 'ON_DEMAND';
    if (!properties.has('ShardCount') && !isOnDemand) properties.set('ShardCount', scalar(1, place));
    if (!properties.has('RetentionPeriodHours')) properties.set('RetentionPeriodHours', scalar(24, place));
    const key = propOf(props, 'encryptionKey');
    const encryption = propOf(props, 'encryption');
    keepKey(self, key);
    const kind = encryption?.kind === 'library' ? nameIn(encryption.name) : undefined;
    if (key || kind === 'MANAGED')
      properties.set(
        'StreamEncryption',
        mapValue(
          {
            EncryptionType: scalar('KMS', encryption ?? key ?? place),
            KeyId: key ? keyArn(context, key) : scalar('alias/aws/kinesis', encryption ?? place),
          },
          encryption ?? key ?? place,
        ),
      );
    else if (encryption === undefined)
      // Where the service encrypts by itself the library says so; which regions that are, it decides by a condition.
      properties.set('StreamEncryption', unknownValue('it is decided at deployment (`If`)', place));
    declareMain(context, self, 'AWS::Kinesis::Stream', properties, { open: props.open });
  },
  methods: { ...grantMethods('aws-kinesis.Stream') },
  properties: {
    streamArn: (context, self) => tokenOf(context, self, 'Arn', 'streamArn'),
    streamName: (context, self) => tokenOf(context, self, undefined, 'streamName'),
    encryptionKey: (_, self) => self.state.get('encryptionKey'),
  },
  statics: {
    fromStreamArn: (context, args) =>
      imported(context, 'aws-kinesis.Stream', args, { streamArn: argumentOf(args, 2, 'streamArn') }),
    fromStreamAttributes: (context, args) => {
      const options = optionsOf(args, 2, here(context));
      return imported(context, 'aws-kinesis.Stream', args, { streamArn: propOf(options, 'streamArn') });
    },
  },
};

const consumer: ConstructClass = {
  name: 'aws-kinesis.StreamConsumer',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      streamConsumerName: 'ConsumerName',
      stream: ['StreamARN', (inner, value) => attributeOf(inner, value, 'Arn', 'streamArn')],
    });
    declareMain(context, self, 'AWS::Kinesis::StreamConsumer', properties, { open: props.open });
  },
  properties: {
    streamConsumerArn: (context, self) => tokenOf(context, self, 'ConsumerARN', 'streamConsumerArn'),
    streamConsumerName: (context, self) => tokenOf(context, self, 'ConsumerName'),
  },
  statics: {
    fromStreamConsumerArn: (context, args) =>
      imported(context, 'aws-kinesis.StreamConsumer', args, {
        streamConsumerArn: argumentOf(args, 2, 'streamConsumerArn'),
      }),
  },
};

export const kinesis: readonly ConstructClass[] = [stream, consumer];
