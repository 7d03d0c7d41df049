/** How a function is run, called and deployed. */
import type {
  AsynchronousInvocation,
  Capacity,
  FunctionUrl,
  Logging,
  ProvisionedConcurrency,
} from '../core/application.ts';
import type { Target } from '../core/declared.ts';
import { known, unknown, type Known } from '../core/known.ts';
import type { Resource } from '../core/resource.ts';
import { valueAt, type Value } from '../core/value.ts';
import type { Index } from './index.ts';
import { numberAt, optional, settingOf, targetOf, textAt } from './settings.ts';

/** Undefined when nothing of it is declared. */
export function capacityOf(resource: Resource, index: Index): Capacity | undefined {
  const { properties } = resource;
  const isSam = resource.type === 'AWS::Serverless::Function';
  const target = (...path: readonly string[]): Target | undefined => targetOf(valueAt(properties, ...path), index.keys);
  const capacity: Capacity = {
    ...optional('ephemeralStorage', numberAt(properties, 'EphemeralStorage', 'Size')),
    ...optional('vpc', presence(valueAt(properties, 'VpcConfig'))),
    ...optional('fileSystem', presence(valueAt(properties, 'FileSystemConfigs'))),
    ...optional('snapStart', textAt(properties, 'SnapStart', 'ApplyOn')),
    ...optional('reservedConcurrency', numberAt(properties, 'ReservedConcurrentExecutions')),
    provisionedConcurrency: provisionedIn(resource, index),
    ...optional('autoPublishAlias', isSam ? textAt(properties, 'AutoPublishAlias') : undefined),
    ...optional('deploymentPreference', isSam ? textAt(properties, 'DeploymentPreference', 'Type') : undefined),
    asynchronous: asynchronousIn(resource, index),
    ...optional('deadLetters', target('DeadLetterQueue', 'TargetArn') ?? target('DeadLetterConfig', 'TargetArn')),
    ...optional('logging', loggingOf(valueAt(properties, 'LoggingConfig'))),
    ...optional('managedInstances', managedInstancesOf(resource, index)),
    ...optional('durable', durableOf(valueAt(properties, 'DurableConfig'))),
    urls: urlsOf(resource, index),
    ...optional('role', target('Role')),
  };
  const isPlain = Object.values(capacity).every((value) => Array.isArray(value) && value.length === 0);
  return isPlain ? undefined : capacity;
}

/** Whether something is there, without what it is. */
function presence(value: Value | undefined) {
  if (!value) return undefined;
  const is: Known<boolean> =
    value.kind === 'map'
      ? known(value.entries.size > 0)
      : value.kind === 'list'
        ? known(value.items.length > 0)
        : value.kind === 'unknown'
          ? unknown(value.why)
          : known(false);
  return { value: is, at: value.at, from: value.from };
}

function provisionedIn(resource: Resource, index: Index): readonly ProvisionedConcurrency[] {
  const property = ['ProvisionedConcurrencyConfig', 'ProvisionedConcurrentExecutions'];
  const own = numberAt(resource.properties, ...property);
  const alias = textAt(resource.properties, 'AutoPublishAlias')?.value ?? unknown('no alias is named');
  const qualified = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'].flatMap((type) =>
    index.pointing(type, resource.key).flatMap((it): readonly ProvisionedConcurrency[] => {
      const amount = numberAt(it.properties, ...property) ?? numberAt(it.properties, 'ProvisionedConcurrencyConfig');
      return amount ? [{ qualifier: textAt(it.properties, 'Name')?.value ?? known(it.id), amount }] : [];
    }),
  );
  return [...(own ? [{ qualifier: alias, amount: own }] : []), ...qualified];
}

function asynchronousIn(resource: Resource, index: Index): readonly AsynchronousInvocation[] {
  const own = valueAt(resource.properties, 'EventInvokeConfig');
  const joined = index.pointing('AWS::Lambda::EventInvokeConfig', resource.key).map(({ properties }) => properties);
  return [...(own ? [own] : []), ...joined].map((value) => ({
    ...optional('qualifier', textAt(value, 'Qualifier')),
    ...optional('maximumAge', numberAt(value, 'MaximumEventAgeInSeconds')),
    ...optional('retries', numberAt(value, 'MaximumRetryAttempts')),
    ...optional('onSuccess', targetOf(valueAt(value, 'DestinationConfig', 'OnSuccess', 'Destination'), index.keys)),
    ...optional('onFailure', targetOf(valueAt(value, 'DestinationConfig', 'OnFailure', 'Destination'), index.keys)),
    at: value.at,
  }));
}

function loggingOf(value: Value | undefined): Logging | undefined {
  if (!value) return undefined;
  return {
    ...optional('format', textAt(value, 'LogFormat')),
    ...optional('applicationLevel', textAt(value, 'ApplicationLogLevel')),
    ...optional('systemLevel', textAt(value, 'SystemLogLevel')),
  };
}

function managedInstancesOf({ properties }: Resource, { keys }: Index): Capacity['managedInstances'] {
  const config =
    valueAt(properties, 'CapacityProviderConfig', 'LambdaManagedInstancesCapacityProviderConfig') ??
    valueAt(properties, 'CapacityProviderConfig');
  const provider = targetOf(valueAt(config, 'CapacityProviderArn') ?? valueAt(config, 'Arn'), keys);
  if (!provider) return undefined;
  return {
    provider,
    ...optional('concurrencyPerEnvironment', numberAt(config, 'PerExecutionEnvironmentMaxConcurrency')),
    ...optional('memoryPerCpu', numberAt(config, 'ExecutionEnvironmentMemoryGiBPerVCpu')),
  };
}

function durableOf(value: Value | undefined): Capacity['durable'] {
  if (!value) return undefined;
  return {
    ...optional('executionTimeout', numberAt(value, 'ExecutionTimeout')),
    ...optional('retention', numberAt(value, 'RetentionPeriodInDays')),
  };
}

function urlsOf(resource: Resource, index: Index): readonly FunctionUrl[] {
  const own = valueAt(resource.properties, 'FunctionUrlConfig');
  const joined = index.pointing('AWS::Lambda::Url', resource.key).map(({ properties }) => properties);
  return [...(own ? [own] : []), ...joined].map((value) => ({
    ...optional(
      'authorization',
      settingOf(valueAt(value, 'AuthType'), (it) => known(String(it))),
    ),
    ...optional('invokeMode', textAt(value, 'InvokeMode')),
    at: value.at,
  }));
}
