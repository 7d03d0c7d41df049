/** Notifications of buckets, which synth makes a custom resource of the library's own of: `Custom::S3BucketNotifications`. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue, Construct, Made } from '../value.ts';
import {
  attributeOf,
  byDefault,
  cdkMap,
  listValue,
  mapValue,
  plain,
  propOf,
  scalar,
  subjectOf,
  type Place,
} from './props.ts';

export interface Notification {
  /** `EventType.OBJECT_CREATED` */
  readonly event: CdkValue;
  readonly kind: 'lambda' | 'queue' | 'topic';
  readonly target: CdkValue;
  /** `{ prefix, suffix }` each. */
  readonly filters: readonly CdkValue[];
}

/** `bucket.addEventNotification(event, new LambdaDestination(fn), …filters)` */
export function notifyMade(
  context: BuildContext,
  bucket: Construct,
  event: CdkValue,
  destination: Made,
  filters: readonly CdkValue[],
): void {
  const [, name = ''] = /\.(Lambda|Sqs|Sns)Destination$/.exec(destination.name) ?? [];
  const kind = ({ Lambda: 'lambda', Sqs: 'queue', Sns: 'topic' } as const)[name];
  const target = subjectOf(destination.arguments);
  if (kind && target) notify(context, bucket, { event, kind, target, filters });
}

export function notify(context: BuildContext, bucket: CdkValue | undefined, notification: Notification): void {
  if (bucket?.kind !== 'construct') return;
  const { event, kind, target, filters } = notification;
  const [list, property] = properties[kind];
  const place: Place = { at: event.at, from: event.from };
  const rules = filters.flatMap((filter) => rulesOf(context, filter));
  const type = plain(context, event) ?? context.toValue(event);
  const entry = mapValue(
    {
      Events: listValue([type], place),
      Filter:
        rules.length === 0
          ? undefined
          : mapValue({ Key: mapValue({ FilterRules: listValue(rules, place) }, place) }, place),
      [property]: attributeOf(context, target, attributeOfTarget(target, kind), 'functionArn', 'queueArn', 'topicArn'),
    },
    place,
  );
  context.append(notificationsOf(context, bucket), ['NotificationConfiguration', list], entry);
}

/** What `Ref` gives of topics, versions and aliases is their ARN. */
const attributeOfTarget = (target: CdkValue, kind: Notification['kind']): string | undefined =>
  kind === 'topic' || (target.kind === 'construct' && target.state.has('lambda')) ? undefined : 'Arn';

const properties = {
  lambda: ['LambdaFunctionConfigurations', 'LambdaFunctionArn'],
  queue: ['QueueConfigurations', 'QueueArn'],
  topic: ['TopicConfigurations', 'TopicArn'],
} as const;

export function enableEventBridge(context: BuildContext, bucket: Construct): void {
  const place = byDefault(bucket);
  context.change(
    notificationsOf(context, bucket),
    ['NotificationConfiguration', 'EventBridgeConfiguration'],
    mapValue({}, place),
  );
}

function notificationsOf(context: BuildContext, bucket: Construct): string {
  const kept = bucket.state.get('notifications');
  if (kept?.kind === 'construct' && kept.main !== undefined) return kept.main;
  const place = byDefault(bucket);
  const construct = context.create('constructs.Construct', bucket, 'Notifications', cdkMap({}, place));
  bucket.state.set('notifications', construct);
  return context.declare(construct, {
    suffix: 'Resource',
    type: 'Custom::S3BucketNotifications',
    properties: new Map<string, Value>([
      ['BucketName', attributeOf(context, bucket, undefined, 'bucketName')],
      ['Managed', scalar(bucket.imported !== true, place)],
      ['SkipDestinationValidation', scalar(false, place)],
    ]),
  });
}

function rulesOf(context: BuildContext, filter: CdkValue): readonly Value[] {
  return (['suffix', 'prefix'] as const).flatMap((name) => {
    const given = propOf(filter, name);
    return given ? [mapValue({ Name: scalar(name, byDefault(given)), Value: plain(context, given) }, given)] : [];
  });
}
