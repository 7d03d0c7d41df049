/** `aws-sns-subscriptions`: who hears of what a topic is told. */
import type { Value } from '../../core/value.ts';
import type { BuildContext } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { uniqueId } from './names.ts';
import {
  attributeOf,
  booleanIn,
  byDefault,
  cdkMap,
  mapValue,
  optionsOf,
  plain,
  propOf,
  scalar,
  textIn,
  type Place,
  subjectOf,
} from './props.ts';

export interface Subscriber {
  /** `aws-sns-subscriptions.LambdaSubscription` */
  readonly name: string;
  readonly target: CdkValue;
  readonly options: CdkMap;
  readonly place: Place;
}

/** `topic.addSubscription(new LambdaSubscription(fn))` */
export function subscribeMade(context: BuildContext, topic: CdkValue, value: CdkValue): void {
  if (value.kind !== 'made') return;
  const target = subjectOf(value.arguments);
  if (target)
    subscribe(context, topic, {
      name: value.name,
      target,
      options: optionsOf(value.arguments, 1, value),
      place: value,
    });
}

export function subscribe(context: BuildContext, topic: CdkValue, { name, target, options, place }: Subscriber): void {
  const plainProtocol = protocols[name.slice(name.lastIndexOf('.') + 1)];
  const protocol =
    plainProtocol === 'email' && booleanIn(propOf(options, 'json')) === true ? 'email-json' : plainProtocol;
  if (protocol === undefined || topic.kind !== 'construct') return;
  const isResource = target.kind === 'construct';
  const endpoint = isResource
    ? attributeOf(context, target, 'Arn', 'functionArn', 'queueArn')
    : context.toValue(target);
  const url = textIn(target);
  const properties: Record<string, Value | undefined> = {
    Protocol: scalar(protocol === 'url' ? (url?.split(':')[0] ?? 'https') : protocol, place),
    Endpoint: endpoint,
    TopicArn: attributeOf(context, topic, undefined, 'topicArn'),
    ...subscriptionProperties(context, options),
  };
  // The subscription belongs to the function or queue that is called, as the library has it.
  const scope = isResource && target.imported !== true ? target : topic;
  const id = idOf(topic, scope === topic ? (isResource ? target.id : (url ?? 'Subscription')) : undefined, protocol);
  const props = cdkMap({}, byDefault(scope));
  const construct = context.create('aws-sns.SubscriptionResource', scope, id, props);
  const declared = new Map(
    Object.entries(properties).flatMap(([key, value]) => (value ? [[key, value] as const] : [])),
  );
  context.declare(construct, { suffix: 'Resource', type: 'AWS::SNS::Subscription', properties: declared });
}

/** The library calls it by its address, by the topic's id below a function, and by the topic's path below a queue. */
function idOf(topic: Construct, address: string | undefined, protocol: string): string {
  if (address !== undefined) return address.replaceAll('/', '--');
  return protocol === 'lambda' || topic.imported === true ? topic.id : uniqueId(topic);
}

const protocols: Readonly<Record<string, string>> = {
  LambdaSubscription: 'lambda',
  SqsSubscription: 'sqs',
  EmailSubscription: 'email',
  SmsSubscription: 'sms',
  UrlSubscription: 'url',
};

/** What `Subscription` and the classes that stand for one have in common. */
export function subscriptionProperties(
  context: BuildContext,
  options: CdkMap,
): Readonly<Record<string, Value | undefined>> {
  const raw = propOf(options, 'rawMessageDelivery');
  const policy = propOf(options, 'filterPolicy');
  const body = propOf(options, 'filterPolicyWithMessageBody');
  const deadLetters = propOf(options, 'deadLetterQueue');
  const given = policy ?? body;
  return {
    RawMessageDelivery: raw && booleanIn(raw) !== false ? plain(context, raw) : undefined,
    FilterPolicy: given && filterPolicy(context, given),
    FilterPolicyScope: body && !policy ? scalar('MessageBody', body) : undefined,
    RedrivePolicy:
      deadLetters &&
      mapValue({ deadLetterTargetArn: attributeOf(context, deadLetters, 'Arn', 'queueArn') }, deadLetters),
  };
}

function filterPolicy(context: BuildContext, value: CdkValue): Value {
  if (value.kind !== 'map') return context.toValue(value);
  const entries = new Map<string, Value>();
  for (const [key, entry] of value.entries) entries.set(key, conditionsOf(context, entry.value));
  return mapValue(entries, value, value.open);
}

/** `SubscriptionFilter.stringFilter({ allowlist: ['red'] })` is `["red"]`; other rules are what the app computes. */
function conditionsOf(context: BuildContext, value: CdkValue): Value {
  if (value.kind === 'made' && /\.(stringFilter|policy|filter)$/.test(value.name)) {
    const allowed = propOf(optionsOf(value.arguments, 0, value), 'allowlist');
    if (allowed) return context.toValue(allowed);
  }
  return plain(context, value) ?? context.toValue(value);
}
