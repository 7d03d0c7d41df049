/** `construct.node`, and the construct below an L2 that stands for its resource. */
import type { Span } from '../../core/span.ts';
import type { CdkValue, Construct, Made } from '../value.ts';
import type { Machine } from './machine.ts';

export const nodeName = 'constructs.Node';

export const nodeOf = (construct: Construct, at: Span): Made => ({
  kind: 'made',
  name: nodeName,
  arguments: { positional: [construct], named: undefined },
  call: at,
  path: at.path,
  at,
  from: 'resource',
});

export function ownerOf(node: Made): Construct | undefined {
  const [owner] = node.arguments.positional;
  return node.name === nodeName && owner?.kind === 'construct' ? owner : undefined;
}

/** The L1 construct that is the resource of this one. */
export function defaultChild(machine: Machine, owner: Construct): CdkValue | undefined {
  if (owner.main === undefined) return undefined;
  const resource = machine.resources.get(owner.main);
  if (!resource) return undefined;
  if (owner.library === l1NameOf(resource.type)) return owner;
  const kept = machine.children.get(owner);
  if (kept) return kept;
  const child: Construct = {
    kind: 'construct',
    library: l1NameOf(resource.type),
    class: undefined,
    id: 'Resource',
    scope: owner,
    path: `${owner.path}/Resource`,
    fields: new Map(),
    state: new Map(),
    main: owner.main,
    at: owner.at,
    from: owner.from,
  };
  machine.children.set(owner, child);
  return child;
}

/** The L1 class that stands for the resource of a type: `AWS::Lambda::Function` → `aws-lambda.CfnFunction`. */
function l1NameOf(type: string): string {
  const [, service = '', kind = ''] = type.split('::');
  if (service === 'Serverless') return `aws-sam.Cfn${kind}`;
  return `aws-${service.toLowerCase()}.Cfn${kind}`;
}
