/** `aws-kinesisfirehose`: delivery streams, with the functions that change records on their way. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct, Made } from '../value.ts';
import { functionArn, here, nameIn, serviceRole } from './arns.ts';
import { grantTo } from './grants.ts';
import { mentionedIn } from './mentions.ts';
import { addStatement, grant, statementOf } from './policies.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  declareMain,
  itemsIn,
  listValue,
  mapValue,
  mebibytes,
  optionsOf,
  plain,
  propertiesOf,
  propOf,
  scalar,
  seconds,
  textOf,
  tokenOf,
  unknownValue,
} from './props.ts';
import { imported } from './versions.ts';

const stream: ConstructClass = {
  name: 'aws-kinesisfirehose.DeliveryStream',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const place = byDefault(self);
    const properties = propertiesOf(context, props, { deliveryStreamName: 'DeliveryStreamName' });
    const [source, type] = sourceOf(props);
    properties.set('DeliveryStreamType', scalar(type, source ?? place));
    if (source && type === 'KinesisStreamAsSource') {
      const role = propOf(props, 'role') ?? serviceRole(context, self, 'Service Role', 'firehose.amazonaws.com');
      grantTo(context, role, source, 'grantRead', 'aws-kinesis.Stream');
      properties.set(
        'KinesisStreamSourceConfiguration',
        mapValue(
          {
            KinesisStreamARN: attributeOf(context, source, 'Arn', 'streamArn'),
            RoleARN: attributeOf(context, role, 'Arn', 'roleArn'),
          },
          source,
        ),
      );
    }
    const destination = propOf(props, 'destination') ?? itemsIn(propOf(props, 'destinations'))[0];
    if (destination) {
      const [name, value] = destinationOf(context, self, destination);
      properties.set(name, value);
    }
    declareMain(context, self, 'AWS::KinesisFirehose::DeliveryStream', properties, { open: props.open });
  },
  methods: {
    grantPutRecords: (context, self, args) =>
      grant(
        context,
        argumentOf(args, 0, 'grantee'),
        ['firehose:PutRecord', 'firehose:PutRecordBatch'],
        [attributeOf(context, self, 'Arn', 'deliveryStreamArn')],
      ),
  },
  properties: {
    deliveryStreamArn: (context, self) => tokenOf(context, self, 'Arn', 'deliveryStreamArn'),
    deliveryStreamName: (context, self) => tokenOf(context, self, undefined, 'deliveryStreamName'),
  },
  statics: {
    fromDeliveryStreamArn: (context, args) =>
      imported(context, 'aws-kinesisfirehose.DeliveryStream', args, {
        deliveryStreamArn: argumentOf(args, 2, 'deliveryStreamArn'),
      }),
    fromDeliveryStreamName: (context, args) =>
      imported(context, 'aws-kinesisfirehose.DeliveryStream', args, {
        deliveryStreamName: argumentOf(args, 2, 'deliveryStreamName'),
      }),
  },
};

function sourceOf(props: CdkMap): readonly [source: CdkValue | undefined, type: string] {
  const given = propOf(props, 'source') ?? propOf(props, 'sourceStream');
  const source = given?.kind === 'made' ? given.arguments.positional[0] : given;
  if (!source) return [undefined, 'DirectPut'];
  return [source, given?.kind === 'made' && /MSK/.test(given.name) ? 'MSKAsSource' : 'KinesisStreamAsSource'];
}

/** `new S3Bucket(bucket, { processor: new LambdaFunctionProcessor(fn) })`; of other destinations it is only known what they name. */
function destinationOf(context: BuildContext, self: Construct, destination: CdkValue): readonly [string, Value] {
  const name = 'ExtendedS3DestinationConfiguration';
  const [bucket] = destination.kind === 'made' ? destination.arguments.positional : [];
  if (destination.kind !== 'made' || !/\.S3Bucket$/.test(destination.name) || !bucket) {
    const why = 'where it delivers to is not read from the source';
    return [name, unknownValue(why, destination, mentionedIn(destination))];
  }
  const place = { at: destination.at, from: 'default' } as const;
  const options = optionsOf(destination.arguments, 1, destination);
  const role = propOf(options, 'role') ?? serviceRole(context, self, 'S3 Destination Role', 'firehose.amazonaws.com');
  grantTo(context, role, bucket, 'grantReadWrite', 'aws-s3.Bucket');
  const shared = propertiesOf(context, options, {
    bufferingInterval: ['BufferingHints.IntervalInSeconds', seconds],
    bufferingSize: ['BufferingHints.SizeInMBs', mebibytes],
    dataOutputPrefix: 'Prefix',
    errorOutputPrefix: 'ErrorOutputPrefix',
    fileExtension: 'FileExtension',
  });
  // One of the hints comes with the other.
  const hints = shared.get('BufferingHints');
  if (hints?.kind === 'map') {
    const entries = new Map(hints.entries);
    if (!entries.has('SizeInMBs')) entries.set('SizeInMBs', { key: place.at, value: scalar(5, place) });
    if (!entries.has('IntervalInSeconds'))
      entries.set('IntervalInSeconds', { key: place.at, value: scalar(300, place) });
    shared.set('BufferingHints', { ...hints, entries });
  }
  const logging = propOf(options, 'loggingConfig');
  const isSilent = logging?.kind === 'made' && nameIn(logging.name) === 'DisableLogging';
  const processors = [propOf(options, 'processor'), ...itemsIn(propOf(options, 'processors'))].flatMap((it) =>
    it ? [processorOf(context, role, it)] : [],
  );
  const [first] = processors;
  return [
    name,
    mapValue(
      {
        BucketARN: attributeOf(context, bucket, 'Arn', 'bucketArn'),
        RoleARN: attributeOf(context, role, 'Arn', 'roleArn'),
        CloudWatchLoggingOptions: isSilent ? undefined : unknownValue('the library makes a log group for it', place),
        ProcessingConfiguration:
          first && mapValue({ Enabled: scalar(true, first), Processors: listValue(processors, first) }, first),
        ...Object.fromEntries(shared),
      },
      destination,
      options.open,
    ),
  ];
}

function processorOf(context: BuildContext, role: CdkValue, processor: CdkValue): Value {
  const fn = processor.kind === 'made' ? lambdaIn(processor) : undefined;
  if (processor.kind !== 'made' || !fn)
    return unknownValue('what processes the records is not read from the source', processor, mentionedIn(processor));
  const arn = functionArn(context, fn);
  addStatement(context, role, statementOf(['lambda:InvokeFunction'], [arn, textOf([arn, ':*'], arn)], here(context)));
  const options = optionsOf(processor.arguments, 1, processor);
  const parameter = (key: string, value: Value | undefined): readonly Value[] =>
    value ? [mapValue({ ParameterName: scalar(key, processor), ParameterValue: value }, value)] : [];
  const interval = propOf(options, 'bufferInterval');
  const size = propOf(options, 'bufferSize');
  const retries = propOf(options, 'retries');
  const asText = (value: Value | undefined): Value | undefined =>
    value?.kind === 'scalar' ? { ...value, value: String(value.value) } : value;
  const parameters = [
    ...parameter('RoleArn', attributeOf(context, role, 'Arn', 'roleArn')),
    ...parameter('LambdaArn', arn),
    ...parameter('BufferIntervalInSeconds', interval && asText(seconds(context, interval))),
    ...parameter('BufferSizeInMBs', size && asText(mebibytes(context, size))),
    ...parameter('NumberOfRetries', retries && asText(plain(context, retries))),
  ];
  return mapValue({ Type: scalar('Lambda', processor), Parameters: listValue(parameters, processor) }, processor);
}

const lambdaIn = (processor: Made): CdkValue | undefined =>
  nameIn(processor.name) === 'LambdaFunctionProcessor' ? processor.arguments.positional[0] : undefined;

export const firehose: readonly ConstructClass[] = [stream];
