/** `aws-applicationautoscaling`: capacity that follows a metric or the clock. */
import type { ConstructClass } from '../library.ts';
import { here, serviceRole, withProps } from './arns.ts';
import { schedule } from './events.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
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
  unknownValue,
} from './props.ts';

const target: ConstructClass = {
  name: 'aws-applicationautoscaling.ScalableTarget',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const role = propOf(props, 'role') ?? serviceRole(context, self, 'Role', 'application-autoscaling.amazonaws.com');
    const properties = propertiesOf(context, props, {
      minCapacity: 'MinCapacity',
      maxCapacity: 'MaxCapacity',
      resourceId: 'ResourceId',
      scalableDimension: 'ScalableDimension',
      serviceNamespace: 'ServiceNamespace',
    });
    properties.set('RoleARN', attributeOf(context, role, 'Arn', 'roleArn'));
    declareMain(context, self, 'AWS::ApplicationAutoScaling::ScalableTarget', properties, { open: props.open });
  },
  methods: {
    scaleToTrackMetric: (context, self, args) => {
      const options = withProps(optionsOf(args, 1, here(context)), { scalingTarget: self });
      const id = textIn(argumentOf(args, 0, 'id')) ?? '…';
      return context.create('aws-applicationautoscaling.TargetTrackingScalingPolicy', self, id, options);
    },
    scaleOnSchedule: (context, self, args) => {
      const options = optionsOf(args, 1, here(context));
      const [id, when] = [argumentOf(args, 0, 'id'), propOf(options, 'schedule')];
      const place = here(context);
      if (self.main !== undefined)
        context.append(
          self.main,
          ['ScheduledActions'],
          mapValue(
            {
              Schedule: when && schedule(context, when),
              ScheduledActionName: id && plain(context, id),
              ScalableTargetAction: mapValue(
                propertiesOf(context, options, { minCapacity: 'MinCapacity', maxCapacity: 'MaxCapacity' }),
                place,
              ),
            },
            place,
          ),
        );
      return undefinedIn(context);
    },
    scaleOnMetric: undefinedIn,
    addToRolePolicy: undefinedIn,
  },
  properties: { scalableTargetId: (context, self) => tokenOf(context, self, undefined) },
};

const tracking: ConstructClass = {
  name: 'aws-applicationautoscaling.TargetTrackingScalingPolicy',
  extends: 'constructs.Construct',
  build: (context, self, props) => {
    const place = byDefault(self);
    const metric = propOf(props, 'predefinedMetric');
    const label = propOf(props, 'resourceLabel');
    const custom = propOf(props, 'customMetric');
    const settings = propertiesOf(context, props, {
      disableScaleIn: 'DisableScaleIn',
      scaleInCooldown: ['ScaleInCooldown', seconds],
      scaleOutCooldown: ['ScaleOutCooldown', seconds],
      targetValue: 'TargetValue',
    });
    if (metric)
      settings.set(
        'PredefinedMetricSpecification',
        mapValue(
          { PredefinedMetricType: plain(context, metric), ResourceLabel: label && plain(context, label) },
          metric,
        ),
      );
    if (custom)
      settings.set('CustomizedMetricSpecification', unknownValue('the metric is made by the library', custom));
    const properties = propertiesOf(context, props, {
      policyName: 'PolicyName',
      scalingTarget: ['ScalingTargetId', (inner, value) => attributeOf(inner, value, undefined, 'scalableTargetId')],
    });
    if (!properties.has('PolicyName'))
      properties.set('PolicyName', unknownValue('the library makes a name of its path', place));
    properties.set('PolicyType', scalar('TargetTrackingScaling', place));
    properties.set('TargetTrackingScalingPolicyConfiguration', mapValue(settings, place));
    declareMain(context, self, 'AWS::ApplicationAutoScaling::ScalingPolicy', properties, { open: props.open });
  },
};

export const autoscaling: readonly ConstructClass[] = [target, tracking];
