/** Capacity that application auto scaling changes: provisioned concurrency of aliases, capacity of tables and their indexes. */
import type { Value } from '../../core/value.ts';
import { pseudoParameter } from '../words.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, Construct } from '../value.ts';
import {
  mapValue,
  plain,
  propertiesOf,
  propOf,
  optionsOf,
  scalar,
  seconds,
  textOf,
  cdkMap,
  type Place,
} from './props.ts';

export interface Scalable {
  readonly namespace: 'lambda' | 'dynamodb';
  readonly dimension: string;
  /** The part of the service-linked role's name after `AWSServiceRoleForApplicationAutoScaling_`. */
  readonly role: string;
  readonly resource: Value;
  readonly metric: string;
}

/** What `addAutoScaling` and `autoScaleReadCapacity` give. */
export function scalableAttribute(
  context: BuildContext,
  scope: Construct,
  id: string,
  options: CdkMap,
  scalable: Scalable,
): Construct {
  const place: Place = { at: context.call, from: 'resource' };
  const attribute = context.create(className, scope, id, cdkMap({}, place));
  const target = context.create('constructs.Construct', attribute, 'Target', cdkMap({}, place));
  const properties = propertiesOf(context, options, { minCapacity: 'MinCapacity', maxCapacity: 'MaxCapacity' });
  properties.set('ResourceId', scalable.resource);
  properties.set('RoleARN', roleArn(scalable, place));
  properties.set('ScalableDimension', scalar(scalable.dimension, place));
  properties.set('ServiceNamespace', scalar(scalable.namespace, place));
  context.declare(target, { suffix: 'Resource', type: 'AWS::ApplicationAutoScaling::ScalableTarget', properties });
  attribute.state.set('target', target);
  attribute.state.set('metric', { kind: 'scalar', value: scalable.metric, ...place });
  return attribute;
}

const roleArn = ({ namespace, role }: Scalable, place: Place): Value =>
  textOf(
    [
      'arn:',
      pseudoParameter('AWS::Partition', place),
      ':iam::',
      pseudoParameter('AWS::AccountId', place),
      `:role/aws-service-role/${namespace}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_${role}`,
    ],
    place,
  );

const className = 'aws-applicationautoscaling.BaseScalableAttribute';

function scaleOnUtilization(context: BuildContext, self: Construct, options: CdkMap): void {
  const target = self.state.get('target');
  const metric = self.state.get('metric');
  if (target?.kind !== 'construct' || target.main === undefined || metric?.kind !== 'scalar') return;
  const place: Place = { at: context.call, from: 'resource' };
  const wanted = propOf(options, 'targetUtilizationPercent') ?? propOf(options, 'utilizationTarget');
  const configuration = mapValue(
    {
      PredefinedMetricSpecification: mapValue({ PredefinedMetricType: scalar(String(metric.value), place) }, place),
      TargetValue: wanted && plain(context, wanted),
      ...Object.fromEntries(
        propertiesOf(context, options, {
          disableScaleIn: 'DisableScaleIn',
          scaleInCooldown: ['ScaleInCooldown', seconds],
          scaleOutCooldown: ['ScaleOutCooldown', seconds],
        }),
      ),
    },
    place,
  );
  context.declare(target, {
    suffix: 'Tracking/Resource',
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    properties: new Map<string, Value>([
      ['PolicyType', scalar('TargetTrackingScaling', place)],
      ['ScalingTargetId', context.toValue(context.reference(target.main, undefined, context.call))],
      ['TargetTrackingScalingPolicyConfiguration', configuration],
    ]),
  });
}

export const scalableAttributes: readonly ConstructClass[] = [
  {
    name: className,
    extends: 'constructs.Construct',
    methods: {
      scaleOnUtilization: (context, self, args) => {
        scaleOnUtilization(context, self, optionsOf(args, 0, { at: context.call, from: 'resource' }));
        return undefined;
      },
      scaleOnSchedule: () => undefined,
    },
  },
];
