/** What is asked again and again about the resources of an application. */
import { addTo } from '../core/groups.ts';
import type { Declarations, Resource } from '../core/resource.ts';
import { mentionsOf, valueAt, type Value } from '../core/value.ts';

export interface Index {
  readonly declarations: Declarations;
  readonly keys: ReadonlySet<string>;
  readonly byKey: ReadonlyMap<string, Resource>;
  /** Resources of a type that point at a resource with one of these properties. */
  readonly pointing: (type: string, key: string) => readonly Resource[];
}

/** By type, the property that says what a resource belongs to. */
const owners: Readonly<Partial<Record<string, string>>> = {
  'AWS::Lambda::Version': 'FunctionName',
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::Lambda::EventInvokeConfig': 'FunctionName',
  'AWS::Lambda::Url': 'TargetFunctionArn',
};

export function indexOf(declarations: Declarations): Index {
  const byKey = new Map(declarations.resources.map((resource) => [resource.key, resource]));
  const owned = new Map<string, Resource[]>();
  for (const resource of declarations.resources) {
    const property = owners[resource.type];
    const owner = property === undefined ? undefined : valueAt(resource.properties, property);
    for (const key of owner ? namedBy(owner, byKey) : []) {
      addTo(owned, `${resource.type} ${key}`, resource);
    }
  }
  return {
    declarations,
    keys: new Set(byKey.keys()),
    byKey,
    pointing: (type, key) => owned.get(`${type} ${key}`) ?? [],
  };
}

const namedBy = (value: Value, byKey: ReadonlyMap<string, Resource>): ReadonlySet<string> =>
  new Set([...mentionsOf(value)].filter((key) => byKey.has(key)));
