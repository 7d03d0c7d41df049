/** `construct.node`, and the construct below an L2 that stands for its resource. */
import type { Span } from '../../core/span.ts';
import type { CdkValue, Construct, Made } from '../value.ts';
import type { Machine } from './machine.ts';
import { nothing } from './values.ts';

const nodeName = 'constructs.Node';

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

export function placedIn(machine: Machine, owner: Construct): Map<string, CdkValue> {
  const before = machine.placed.get(owner);
  if (before) return before;
  const placed = new Map<string, CdkValue>();
  machine.placed.set(owner, placed);
  return placed;
}

const isOfProgram = ({ library }: Construct): boolean =>
  /^(core\.(App|Stage|Stack|NestedStack)|constructs\.Construct)$/.test(library);

/** The construct with an id in another one; undefined where it is not known, as in those that the library fills itself. */
export function childOf(machine: Machine, owner: Construct, id: string, at: Span): CdkValue | undefined {
  const placed = placedIn(machine, owner);
  const found = placed.get(id) ?? (id === 'Resource' || id === 'Default' ? defaultChild(machine, owner) : undefined);
  if (found) return found;
  const isUnsure = !isOfProgram(owner) || [...placed.keys()].some((it) => it.includes('…'));
  return isUnsure ? undefined : nothing(at);
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
