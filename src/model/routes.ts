/** Which function answers which route. */
import type { Relation } from '../core/facts.ts';
import type { Resource } from '../core/resource.ts';
import { mentionsOf, scalarOf, valueAt, type Value } from '../core/value.ts';
import { operationsIn } from './definitions.ts';
import type { Index } from './index.ts';

/** `relate` gives what a value points at, a version or an alias as its function. */
export function routesOf(
  resource: Resource,
  index: Index,
  relate: (value: Value | undefined, how: string) => readonly Relation[],
): readonly Relation[] {
  const { key, type, properties } = resource;
  switch (type) {
    case 'AWS::Serverless::Api':
    case 'AWS::Serverless::HttpApi':
    case 'AWS::ApiGateway::RestApi':
    case 'AWS::ApiGatewayV2::Api':
      return operationsIn(properties).flatMap(({ id, integration }) => {
        const invoked = relate(valueAt(integration, 'uri'), id);
        return [...invoked, ...served(invoked, key, id, index)];
      });
    case 'AWS::ApiGateway::Method': {
      const method = textOf(valueAt(properties, 'HttpMethod')) ?? '*';
      const how = `${method} ${pathOf(valueAt(properties, 'ResourceId'), index)}`;
      return served(relate(valueAt(properties, 'Integration', 'Uri'), how), key, how, index);
    }
    case 'AWS::ApiGatewayV2::Route': {
      const how = textOf(valueAt(properties, 'RouteKey')) ?? '*';
      const target = valueAt(properties, 'Target');
      return (target ? [...mentionsOf(target)] : []).flatMap((integration) =>
        served(relate(valueAt(index.byKey.get(integration)?.properties, 'IntegrationUri'), how), key, how, index),
      );
    }
    default:
      return [];
  }
}

const served = (invoked: readonly Relation[], route: string, how: string, { byKey }: Index): readonly Relation[] =>
  invoked.flatMap(({ to, at }): readonly Relation[] =>
    to.kind === 'resource' && /::Function$/.test(byKey.get(to.key)?.type ?? '')
      ? [{ kind: 'serves', from: to.key, to: { kind: 'resource', key: route, at }, how, at }]
      : [],
  );

const deepestPath = 50;

/** `/orders/{id}`, from the resources of a REST API that lie in one another; `*` for a part that is not known. */
function pathOf(value: Value | undefined, { byKey }: Index): string {
  const parts: string[] = [];
  let now = value;
  for (let step = 0; now && step < deepestPath; step++) {
    const [key = ''] = mentionsOf(now);
    const resource = byKey.get(key);
    if (resource?.type !== 'AWS::ApiGateway::Resource') break;
    parts.unshift(textOf(valueAt(resource.properties, 'PathPart')) ?? '*');
    now = valueAt(resource.properties, 'ParentId');
  }
  return `/${parts.join('/')}`;
}

function textOf(value: Value | undefined): string | undefined {
  const scalar = value && scalarOf(value);
  return scalar?.known ? String(scalar.value) : undefined;
}
