/** Which functions CloudFront runs at the edge: by their distributions, or by the role that the edge may take. */
import type { Relation } from '../core/facts.ts';
import type { Span } from '../core/span.ts';
import { mentionsOf, valueAt, type Value } from '../core/value.ts';
import { isFunction } from './functions.ts';
import type { Index } from './index.ts';

/** By function: where that is said. */
export function edgesIn(relations: readonly Relation[], { declarations, byKey }: Index): ReadonlyMap<string, Span> {
  const edges = new Map<string, Span>();
  for (const { kind, from, to, at } of relations)
    if (kind === 'invokes' && to.kind === 'resource' && byKey.get(from)?.type === 'AWS::CloudFront::Distribution')
      edges.set(to.key, at);
  for (const { key, properties } of declarations.resources.filter(isFunction)) {
    const role = valueAt(properties, 'Role');
    const policies = [
      valueAt(properties, 'AssumeRolePolicyDocument'),
      ...[...(role ? mentionsOf(role) : [])].map((it) =>
        valueAt(byKey.get(it)?.properties, 'AssumeRolePolicyDocument'),
      ),
    ];
    const trusted = policies.flatMap((it) => (it ? (trustIn(it) ?? []) : []))[0];
    if (trusted && !edges.has(key)) edges.set(key, trusted);
  }
  return edges;
}

function trustIn(value: Value): Span | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.value === 'edgelambda.amazonaws.com' ? value.at : undefined;
    case 'list':
      return firstOf(value.items);
    case 'map':
      return firstOf([...value.entries.values()].map((it) => it.value));
    default:
      return undefined;
  }
}

function firstOf(values: readonly Value[]): Span | undefined {
  for (const value of values) {
    const found = trustIn(value);
    if (found) return found;
  }
  return undefined;
}
