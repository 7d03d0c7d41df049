/** `aws-apigateway`: usage plans and the keys that they are for. */
import { restApiId } from './apigatewayModels.ts';
import type { Value } from '../../core/value.ts';
import type { BuildContext, ConstructClass } from '../library.ts';
import type { CdkMap, CdkValue, Construct } from '../value.ts';
import { here, withProps } from './arns.ts';
import { uniqueId } from './names.ts';
import {
  argumentOf,
  attributeOf,
  byDefault,
  type Convert,
  declareMain,
  itemsIn,
  listOf,
  mapValue,
  optionsOf,
  propertiesOf,
  propOf,
  scalar,
  struct,
  textIn,
  tokenOf,
  undefinedIn,
} from './props.ts';
import { imported } from './versions.ts';

export const usagePlan: ConstructClass = {
  name: 'aws-apigateway.UsagePlan',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      name: 'UsagePlanName',
      description: 'Description',
      quota: ['Quota', struct({ limit: 'Limit', offset: 'Offset', period: 'Period' })],
      throttle: ['Throttle', throttle],
      apiStages: ['ApiStages', listOf(apiStage)],
    });
    declareMain(context, self, 'AWS::ApiGateway::UsagePlan', properties, { open: props.open });
    const key = propOf(props, 'apiKey');
    if (key) addKey(context, self, key, 'UsagePlanKeyResource');
  },
  methods: {
    addApiStage: (context, self, args) => {
      const item = apiStage(context, optionsOf(args, 0, here(context)));
      if (self.main !== undefined && item) context.append(self.main, ['ApiStages'], item);
      return undefinedIn(context);
    },
    addApiKey: (context, self, args) => {
      const key = argumentOf(args, 0, 'apiKey');
      if (key) addKey(context, self, key, 'UsagePlanKeyResource');
      return undefinedIn(context);
    },
  },
  properties: { usagePlanId: (context, self) => tokenOf(context, self, undefined) },
};

const throttle = struct({ burstLimit: 'BurstLimit', rateLimit: 'RateLimit' });

const apiStage: Convert = (context, value) => {
  const given = propOf(value, 'stage');
  const api = (given?.kind === 'construct' ? given.state.get('api') : undefined) ?? propOf(value, 'api');
  const methods = itemsIn(propOf(value, 'throttle')).flatMap((item): (readonly [string, Value])[] => {
    const [method, limits] = [propOf(item, 'method'), propOf(item, 'throttle')];
    const owner = method?.kind === 'construct' ? method.state.get('resource') : undefined;
    const path = owner?.kind === 'construct' ? textIn(owner.state.get('path')) : undefined;
    const converted = limits && throttle(context, limits);
    return path !== undefined && method?.kind === 'construct' && converted ? [[`${path}/${method.id}`, converted]] : [];
  });
  return mapValue(
    {
      ApiId: api && restApiId(context, api),
      Stage: given && attributeOf(context, given, undefined, 'stageName'),
      Throttle: methods.length > 0 ? mapValue(new Map(methods), value) : undefined,
    },
    value,
  );
};

function addKey(context: BuildContext, self: Construct, key: CdkValue, id: string): void {
  const place = here(context);
  const number = [...self.state.keys()].filter((it) => it.startsWith('key ')).length;
  self.state.set(`key ${number}`, key);
  const suffix = number === 0 ? id : `${id}:${key.kind === 'construct' ? uniqueId(key) : ''}`;
  context.declare(self, {
    suffix,
    type: 'AWS::ApiGateway::UsagePlanKey',
    properties: new Map([
      ['KeyId', attributeOf(context, key, undefined, 'keyId')],
      ['KeyType', scalar('API_KEY', { ...place, from: 'default' })],
      ['UsagePlanId', attributeOf(context, self, undefined)],
    ]),
  });
}

export const apiKey: ConstructClass = {
  name: 'aws-apigateway.ApiKey',
  extends: 'core.Resource',
  build: (context, self, props) => {
    const properties = propertiesOf(context, props, {
      apiKeyName: 'Name',
      customerId: 'CustomerId',
      description: 'Description',
      enabled: 'Enabled',
      generateDistinctId: 'GenerateDistinctId',
      value: 'Value',
      stages: ['StageKeys', listOf(stageKey)],
      resources: ['StageKeys', listOf(stageKey)],
    });
    if (!properties.has('Enabled')) properties.set('Enabled', scalar(true, byDefault(self)));
    declareMain(context, self, 'AWS::ApiGateway::ApiKey', properties, { open: props.open });
  },
  properties: { keyId: (context, self) => tokenOf(context, self, undefined, 'keyId') },
  statics: {
    fromApiKeyId: (context, args) =>
      imported(context, 'aws-apigateway.ApiKey', args, { keyId: argumentOf(args, 2, 'apiKeyId') }),
  },
};

const stageKey: Convert = (context, value) => {
  const of = value.kind === 'construct' ? (value.state.get('deploymentStage') ?? value) : value;
  const api = of.kind === 'construct' ? of.state.get('api') : undefined;
  return mapValue(
    { RestApiId: api && restApiId(context, api), StageName: attributeOf(context, of, undefined, 'stageName') },
    value,
  );
};

export function apiKeyFor(
  context: BuildContext,
  scope: Construct,
  of: CdkValue | undefined,
  id: CdkValue | undefined,
  options: CdkMap,
): Construct {
  const stages: CdkValue | undefined = of && { kind: 'list', items: [of], ...here(context) };
  const props = propOf(options, 'stages') ? options : withProps(options, { stages });
  return context.create('aws-apigateway.ApiKey', scope, textIn(id) ?? '…', props);
}
