/** Which functions answer custom resources of CloudFormation, and nothing else that is declared. */
import type { Span } from '../core/span.ts';
import { mentionsOf, valueAt, type Value } from '../core/value.ts';
import type { Resource } from '../core/resource.ts';
import type { Index } from './index.ts';

/** What watches or names a function without ever running it. */
const bystanders = /^AWS::(Logs::|CloudWatch::Alarm|IAM::|SSM::Parameter)|^AWS::Lambda::(Version|Alias)$/;

/** By function: where a `ServiceToken` names it, when no event, permission or other resource does. */
export function answeringCustomResources({ declarations, byKey }: Index): ReadonlyMap<string, Span> {
  const tokens = new Map<string, Span>();
  const otherwise = new Set<string>();
  for (const resource of declarations.resources) {
    if (bystanders.test(resource.type) || isForCloudFormation(resource)) continue;
    const isCustom = resource.type.startsWith('Custom::') || resource.type === 'AWS::CloudFormation::CustomResource';
    for (const [name, { value }] of resource.properties.entries) {
      for (const key of namedIn(value, byKey)) {
        if (key === resource.key) continue;
        if (isCustom && name === 'ServiceToken') tokens.set(key, tokens.get(key) ?? value.at);
        else otherwise.add(key);
      }
    }
  }
  return new Map([...tokens].filter(([key]) => !otherwise.has(key)));
}

function* namedIn(value: Value, byKey: Index['byKey']): Generator<string> {
  for (const key of mentionsOf(value)) if (byKey.get(key)?.type.endsWith('::Function')) yield key;
}

/** A permission for CloudFormation itself. */
function isForCloudFormation({ type, properties }: Resource): boolean {
  const principal = valueAt(properties, 'Principal');
  return (
    type === 'AWS::Lambda::Permission' &&
    principal?.kind === 'scalar' &&
    principal.value === 'cloudformation.amazonaws.com'
  );
}
