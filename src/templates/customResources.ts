/** Which functions answer custom resources of CloudFormation, and nothing else that the template knows of. */
import type { Span } from '../core/span.ts';
import { at, type Node } from './node.ts';

interface Use {
  readonly id: string;
  /** Where a `ServiceToken` names the function; undefined for any other use. */
  readonly token: Span | undefined;
}

/** What watches or names a function without ever running it. */
const bystanders = /^AWS::(Logs::|CloudWatch::Alarm|IAM::|SSM::Parameter)/;

const cache = new WeakMap<Node, readonly Use[]>();

/** The `ServiceToken` that names the function, when no event, permission or other resource does. */
export function customResourceOf(path: string, root: Node | undefined, id: string): Span | undefined {
  if (!root) return undefined;
  const all = cache.get(root) ?? usesIn(path, root);
  cache.set(root, all);
  const uses = all.filter((use) => use.id === id);
  return uses.every(({ token }) => token !== undefined) ? uses[0]?.token : undefined;
}

function usesIn(path: string, root: Node): readonly Use[] {
  const uses: Use[] = [];
  const resources = at(root, 'Resources');
  if (resources?.kind !== 'map') return uses;
  for (const { key, value } of resources.entries) {
    const type = at(value, 'Type');
    const name = type?.kind === 'scalar' ? String(type.value) : '';
    if (bystanders.test(name) || isForCloudFormation(name, value)) continue;
    const custom = name.startsWith('Custom::') || name === 'AWS::CloudFormation::CustomResource';
    const token = custom ? at(value, 'Properties', 'ServiceToken') : undefined;
    for (const { id, node } of namedIn(value)) {
      if (id === key) continue;
      const isToken = token !== undefined && token.start <= node.start && node.end <= token.end;
      uses.push({ id, token: isToken ? { path, start: token.start, end: token.end } : undefined });
    }
  }
  return uses;
}

/** A permission for CloudFormation itself. */
function isForCloudFormation(type: string, resource: Node): boolean {
  const principal = at(resource, 'Properties', 'Principal');
  return (
    type === 'AWS::Lambda::Permission' &&
    principal?.kind === 'scalar' &&
    principal.value === 'cloudformation.amazonaws.com'
  );
}

/** The logical ids that `Ref`, `Fn::GetAtt` and `Fn::Sub` name. */
export function namedIn(node: Node): readonly { readonly id: string; readonly node: Node }[] {
  switch (node.kind) {
    case 'scalar':
      return [];
    case 'map':
      return node.entries.flatMap(({ value }) => namedIn(value));
    case 'list':
      return node.items.flatMap(namedIn);
    case 'intrinsic': {
      const first = node.argument.kind === 'list' ? node.argument.items[0] : node.argument;
      const text = first?.kind === 'scalar' ? String(first.value) : '';
      if (node.name === 'Ref') return [{ id: text, node }];
      if (node.name === 'GetAtt') return [{ id: text.split('.')[0] ?? '', node }];
      const inside = node.argument.kind === 'scalar' ? [] : namedIn(node.argument);
      if (node.name !== 'Sub') return inside;
      return [...inside, ...[...text.matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, id = '']) => ({ id, node }))];
    }
  }
}
