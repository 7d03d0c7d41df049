/**
 * Notifications of buckets. Synth makes a custom resource of the library's own of them, `Custom::S3BucketNotifications`;
 * here they are the bucket's `NotificationConfiguration`, which that resource sets.
 */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkValue } from '../value.ts';
import { attributeOf, byDefault, listValue, mapValue, plain, propOf, scalar } from './props.ts';

export interface Notification {
  /** `EventType.OBJECT_CREATED` */
  readonly event: CdkValue;
  readonly kind: 'lambda' | 'queue' | 'topic';
  readonly target: CdkValue;
  /** `{ prefix, suffix }` each. */
  readonly filters: readonly CdkValue[];
}

export function notify(context: BuildContext, bucket: CdkValue | undefined, notification: Notification): void {
  if (bucket?.kind !== 'construct' || bucket.main === undefined) return;
  const { event, kind, target, filters } = notification;
  const [list, property] = properties[kind];
  const arn = attributeOf(context, target, kind === 'topic' ? undefined : 'Arn', 'functionArn', 'queueArn', 'topicArn');
  const rules = filters.flatMap((filter) => rulesOf(context, filter));
  const place = { at: event.at, from: event.from };
  const entry = mapValue(
    {
      Event: plain(context, event),
      [property]: arn,
      Filter:
        rules.length === 0
          ? undefined
          : mapValue({ S3Key: mapValue({ Rules: listValue(rules, place) }, place) }, place),
    },
    place,
  );
  context.append(bucket.main, ['NotificationConfiguration', list], entry);
}

const properties = {
  lambda: ['LambdaConfigurations', 'Function'],
  queue: ['QueueConfigurations', 'Queue'],
  topic: ['TopicConfigurations', 'Topic'],
} as const;

function rulesOf(context: BuildContext, filter: CdkValue): readonly Value[] {
  return (['prefix', 'suffix'] as const).flatMap((name) => {
    const given = propOf(filter, name);
    if (!given) return [];
    return [mapValue({ Name: scalar(name, byDefault(given)), Value: plain(context, given) }, given)];
  });
}
