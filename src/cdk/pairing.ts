/** Which resource of the source is which one of `cdk.out`. */
import type { Resource } from '../core/resource.ts';
import { mentionsOf } from '../core/value.ts';

/** Of a resource that a CDK app declares: `OrdersStack/Create` for what `OrdersStack/Create/Resource` makes. */
export function constructOf({ origin, id }: Resource): string {
  return constructIn(origin.kind === 'template' ? id : origin.constructPath);
}

/** A construct of the library calls the resource that it is for `Resource`; an app drops out of the path in any case. */
export const constructIn = (path: string): string => path.replace(/^\//, '').replace(/\/Resource$/, '');

/**
 * Keys of the source by keys of the assembly.
 * Construct paths decide; logical ids never do, since a construct that moves keeps its path and changes its id.
 * Some paths hold hashes of other paths, which the source does not tell: these are compared without them,
 * and then by what else the resource refers to, as long as one candidate is left.
 */
export function pairsOf(source: readonly Resource[], assembly: readonly Resource[]): ReadonlyMap<string, Resource> {
  const pairs = new Map<string, Resource>();
  const open = new Set(source);

  const pairBy = (nameOf: (resource: Resource, isSource: boolean) => string | undefined): void => {
    const left = groupBy([...open], (resource) => nameOf(resource, true));
    const right = groupBy(
      assembly.filter(({ key }) => !pairs.has(key)),
      (resource) => nameOf(resource, false),
    );
    for (const [name, [mine, ...others]] of left) {
      const [theirs, ...rest] = right.get(name) ?? [];
      if (!mine || !theirs || others.length > 0 || rest.length > 0) continue;
      pairs.set(theirs.key, mine);
      open.delete(mine);
    }
  };

  pairBy((it) => `${it.type} ${constructOf(it)}`);
  pairBy((it) => `${it.type} ${withoutHashes(constructOf(it))}`);
  pairBy((it, isSource) => (isSource ? atEdge(it) : inEdgeStack(it)));
  // `Create/SqsEventSource:OrdersStackQueue1A83F5DA` is named after the path of the queue.
  pairBy((it, isSource) => {
    const named = [...mentionsOf(it.properties)].map((key) => (isSource ? key : (pairs.get(key)?.key ?? key)));
    if (named.length === 0) return undefined;
    return `${it.type} ${scopeOf(constructOf(it))} ${[...new Set(named)].sort().join(' ')}`;
  });
  return pairs;
}

/**
 * What runs at the edge of CloudFront is in `us-east-1`, so that the library makes a stack there for what belongs to another region:
 * `Site/Rewrite/Fn` is `edge-lambda-stack-c8…/Rewrite` then.
 */
function atEdge(resource: Resource): string | undefined {
  const [, id = '', rest = ''] = /(?:^|\/)([^/]+)\/Fn(\/.+)?$/.exec(constructOf(resource)) ?? [];
  return id === '' ? undefined : `${resource.type} ${id}${rest}`;
}

function inEdgeStack(resource: Resource): string | undefined {
  const [, within] = /(?:^|\/)edge-lambda-stack-[0-9a-f]+\/(.+)$/.exec(constructOf(resource)) ?? [];
  return within === undefined ? undefined : `${resource.type} ${within}`;
}

/** Letters before a hash may look like a part of it, so only as many are taken as a hash has. */
const withoutHashes = (path: string): string =>
  path.replace(/(?:[0-9A-F]{8}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?=$|\/|\.)/g, '');

const scopeOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function groupBy(
  resources: readonly Resource[],
  nameOf: (resource: Resource) => string | undefined,
): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const name = nameOf(resource);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(resource);
    else groups.set(name, [resource]);
  }
  return groups;
}
