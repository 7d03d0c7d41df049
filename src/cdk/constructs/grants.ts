/** What `grant…` of resources lets a role do, as synth writes it. Read from what aws-cdk-lib 2.276 gives; a test compares the two. */
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkValue, Construct } from '../value.ts';
import { addStatement, grant, statementOf } from './policies.ts';
import { argumentOf, attributeOf, listValue, scalar, textOf, type Place } from './props.ts';

interface Grant {
  readonly actions: readonly string[];
  /** `arn`: the resource itself; `list`: the same in a list; `objects`: what lies in it; `both`; `any`: `*`; `table`: with its indexes. */
  readonly on: 'arn' | 'list' | 'objects' | 'both' | 'any' | 'stream' | 'table';
}

interface Row {
  /** Of the ARN; undefined where `Ref` gives it. */
  readonly attribute: string | undefined;
  /** What an imported one keeps its ARN as. */
  readonly name: string;
  readonly grants: Readonly<Record<string, readonly Grant[]>>;
}

const one = (actions: string, on: Grant['on'] = 'arn'): readonly Grant[] => [{ actions: actions.split(' '), on }];

const tableRead = 'dynamodb:BatchGetItem dynamodb:Query dynamodb:GetItem dynamodb:Scan dynamodb:ConditionCheckItem';
const tableWrite = 'dynamodb:BatchWriteItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem';
const tableRecords = 'dynamodb:GetRecords dynamodb:GetShardIterator';
const streamRead = `dynamodb:DescribeStream ${tableRecords}`;
const objectRead = 's3:GetObject* s3:GetBucket* s3:List*';
const objectPut =
  's3:PutObject s3:PutObjectLegalHold s3:PutObjectRetention s3:PutObjectTagging s3:PutObjectVersionTagging s3:Abort*';
const kinesisRead =
  'kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards kinesis:SubscribeToShard kinesis:DescribeStream kinesis:ListStreams kinesis:DescribeStreamConsumer';
const keyEncrypt = 'kms:Encrypt kms:ReEncrypt* kms:GenerateDataKey*';

const table = (on: 'table' | 'list', listStreams: 'any' | 'stream'): Row['grants'] => ({
  grantReadData: [...one(`${tableRead} dynamodb:DescribeTable`, on), ...one(tableRecords, on)],
  grantWriteData: one(`${tableWrite} dynamodb:DescribeTable`, on),
  grantReadWriteData: [...one(`${tableRead} ${tableWrite} dynamodb:DescribeTable`, on), ...one(tableRecords, on)],
  grantFullAccess: one('dynamodb:*', on),
  grantTableListStreams: one('dynamodb:ListStreams', listStreams),
  grantStreamRead: [...one('dynamodb:ListStreams', listStreams), ...one(streamRead, 'stream')],
});

const rows: Readonly<Record<string, Row>> = {
  'aws-sqs.Queue': {
    attribute: 'Arn',
    name: 'queueArn',
    grants: {
      grantConsumeMessages: one(
        'sqs:ReceiveMessage sqs:ChangeMessageVisibility sqs:GetQueueUrl sqs:DeleteMessage sqs:GetQueueAttributes',
      ),
      grantSendMessages: one('sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl'),
      grantPurge: one('sqs:PurgeQueue sqs:GetQueueAttributes sqs:GetQueueUrl'),
    },
  },
  'aws-sns.Topic': {
    attribute: undefined,
    name: 'topicArn',
    grants: { grantPublish: one('sns:Publish'), grantSubscribe: one('sns:Subscribe') },
  },
  'aws-s3.Bucket': {
    attribute: 'Arn',
    name: 'bucketArn',
    grants: {
      grantRead: one(objectRead, 'both'),
      grantWrite: one(`s3:DeleteObject* ${objectPut}`, 'both'),
      grantPut: one(objectPut, 'objects'),
      grantPutAcl: one('s3:PutObjectAcl s3:PutObjectVersionAcl', 'objects'),
      grantDelete: one('s3:DeleteObject*', 'objects'),
      grantReadWrite: one(`${objectRead} s3:DeleteObject* ${objectPut}`, 'both'),
    },
  },
  'aws-dynamodb.Table': { attribute: 'Arn', name: 'tableArn', grants: table('list', 'any') },
  'aws-dynamodb.TableV2': { attribute: 'Arn', name: 'tableArn', grants: table('table', 'stream') },
  'aws-kinesis.Stream': {
    attribute: 'Arn',
    name: 'streamArn',
    grants: {
      grantRead: one(kinesisRead),
      grantWrite: one('kinesis:ListShards kinesis:PutRecord kinesis:PutRecords'),
      grantReadWrite: one(`${kinesisRead} kinesis:PutRecord kinesis:PutRecords`),
    },
  },
  'aws-secretsmanager.Secret': {
    attribute: undefined,
    name: 'secretArn',
    grants: {
      grantRead: one('secretsmanager:GetSecretValue secretsmanager:DescribeSecret'),
      grantWrite: one(
        'secretsmanager:PutSecretValue secretsmanager:UpdateSecret secretsmanager:UpdateSecretVersionStage',
      ),
    },
  },
  'aws-events.EventBus': {
    attribute: 'Arn',
    name: 'eventBusArn',
    grants: { grantPutEventsTo: one('events:PutEvents'), grantAllPutEvents: one('events:PutEvents') },
  },
  'aws-kms.Key': {
    attribute: 'Arn',
    name: 'keyArn',
    grants: {
      grantDecrypt: one('kms:Decrypt'),
      grantEncrypt: one(keyEncrypt),
      grantEncryptDecrypt: one(`kms:Decrypt ${keyEncrypt}`),
      grantSign: one('kms:Sign'),
      grantVerify: one('kms:Verify'),
      grantSignVerify: one('kms:Sign kms:Verify'),
      grantGenerateMac: one('kms:GenerateMac'),
      grantVerifyMac: one('kms:VerifyMac'),
    },
  },
  'aws-logs.LogGroup': {
    attribute: 'Arn',
    name: 'logGroupArn',
    grants: { grantWrite: one('logs:CreateLogStream logs:PutLogEvents') },
  },
  'aws-iam.Role': {
    attribute: 'Arn',
    name: 'roleArn',
    grants: { grantPassRole: one('iam:PassRole'), grantAssumeRole: one('sts:AssumeRole') },
  },
};

/** `grantRead` and the others of a class, and `grant(grantee, ...actions)` that all have. */
export function grantMethods(className: string): NonNullable<ConstructClass['methods']> {
  const row = rows[className];
  if (!row) return {};
  return {
    ...Object.fromEntries(
      Object.entries(row.grants).map(([method]) => [
        method,
        (context, self, args) => grantTo(context, argumentOf(args, 0, 'grantee'), self, method, className),
      ]),
    ),
    grant: (context, self, args) => {
      const [, ...actions] = args.positional;
      const texts = actions.flatMap((it) => (it.kind === 'scalar' && typeof it.value === 'string' ? [it.value] : []));
      const resources = resourcesOf(context, self, row, className.startsWith('aws-dynamodb.Table') ? 'table' : 'arn');
      return grant(context, argumentOf(args, 0, 'grantee'), texts, resources);
    },
  };
}

/** As if the program had called `resource.<method>(grantee)`. */
export function grantTo(
  context: BuildContext,
  grantee: CdkValue | undefined,
  resource: CdkValue | undefined,
  method: string,
  className = resource?.kind === 'construct' ? resource.library : '',
): CdkValue {
  const row = rows[className];
  const place: Place = { at: context.call, from: 'resource' };
  for (const { actions, on } of row?.grants[method] ?? []) {
    if (!row || resource?.kind !== 'construct') continue;
    const resources = resourcesOf(context, resource, row, on);
    const statement = statementOf(actions, resources, place);
    addStatement(context, grantee, on === 'list' ? inList(statement) : statement);
  }
  const key = resource?.kind === 'construct' ? resource.state.get('encryptionKey') : undefined;
  if (key) grantTo(context, grantee, key, keyGrantOf(method), 'aws-kms.Key');
  return grant(context, undefined, [], []);
}

const keyGrantOf = (method: string): string =>
  /ReadWrite|SendMessages|Publish|grantWrite/.test(method) ? 'grantEncryptDecrypt' : 'grantDecrypt';

function inList(statement: Value): Value {
  if (statement.kind !== 'map') return statement;
  const entries = new Map(statement.entries);
  const resource = entries.get('Resource');
  if (resource && resource.value.kind !== 'list')
    entries.set('Resource', { key: resource.key, value: listValue([resource.value], resource.value) });
  return { ...statement, entries };
}

function resourcesOf(context: BuildContext, resource: Construct, row: Row, on: Grant['on']): readonly Value[] {
  const arn = attributeOf(context, resource, row.attribute, row.name);
  switch (on) {
    case 'any':
      return [scalar('*', { at: context.call, from: 'resource' })];
    case 'stream':
      return [attributeOf(context, resource, 'StreamArn', 'tableStreamArn')];
    case 'objects':
      return [textOf([arn, '/*'], arn)];
    case 'both':
      return [arn, textOf([arn, '/*'], arn)];
    case 'table':
    case 'list':
      return resource.state.has('hasIndex') ? [arn, textOf([arn, '/index/*'], arn)] : [arn];
    case 'arn':
      return [arn];
  }
}
