/** What is called on `construct.node`, and on resources to override what the construct library set. */
import type { Value } from '../../core/value.ts';
import type { Arguments, CdkValue, Construct } from '../value.ts';
import { contextFor } from './context.ts';
import { isPython, spanOf, type Machine, type Site } from './machine.ts';
import { defaultChild, nodeOf } from './nodes.ts';
import { nothing, scalar, textIn, unknownValue } from './values.ts';
import { camelCase } from './words.ts';

/** Undefined for what is not about the node. */
export function callNode(
  machine: Machine,
  owner: Construct,
  name: string,
  args: Arguments,
  site: Site,
): CdkValue | undefined {
  const at = spanOf(site.frame, site.range);
  const first = args.positional[0] ?? args.named?.entries.get('id')?.value ?? args.named?.entries.get('key')?.value;
  switch (name) {
    case 'tryGetContext':
    case 'getContext': {
      const key = textIn(first);
      if (key === undefined) return unknownValue('it is taken from the context of the app', at);
      const held = machine.context.get(key);
      return held ?? unknownValue(`\`${key}\` is taken from the context of the app`, at);
    }
    case 'setContext': {
      const key = textIn(first);
      const value = args.positional[1];
      if (key !== undefined && value) (machine.context as Map<string, CdkValue>).set(key, value);
      return nothing(at);
    }
    case 'findChild':
    case 'tryFindChild': {
      const id = textIn(first);
      const isOwn = id === 'Resource' || id === 'Default';
      return (
        (isOwn ? defaultChild(machine, owner) : undefined) ?? unknownValue('it is found in the tree of constructs', at)
      );
    }
    case 'addDependency':
    case 'addValidation':
    case 'addMetadata':
    case 'applyRemovalPolicy':
      return nothing(at);
    case 'addPropertyOverride':
    case 'addOverride':
    case 'addPropertyDeletionOverride':
    case 'addDeletionOverride':
      override(machine, owner, name, args, site);
      return nothing(at);
  }
  return undefined;
}

export function nodeMember(machine: Machine, owner: Construct, name: string, site: Site): CdkValue | undefined {
  const at = spanOf(site.frame, site.range);
  switch (isPython(site.frame) ? camelCase(name) : name) {
    case 'defaultChild':
      return defaultChild(machine, owner) ?? unknownValue('it is found in the tree of constructs', at);
    case 'id':
      return scalar(owner.id, at);
    case 'path':
      return scalar(owner.path, at);
    case 'scope':
      return owner.scope;
    case 'node':
      return nodeOf(owner, at);
    default:
      return undefined;
  }
}

function override(machine: Machine, owner: Construct, name: string, args: Arguments, site: Site): void {
  const path = textIn(
    args.positional[0] ?? args.named?.entries.get('path')?.value ?? args.named?.entries.get('propertyPath')?.value,
  );
  if (owner.main === undefined || path === undefined) return;
  const context = contextFor(machine, site);
  const steps = path.split(/(?<!\\)\./).map((it) => it.replaceAll('\\.', '.'));
  const own = name.includes('Property') ? steps : steps[0] === 'Properties' ? steps.slice(1) : undefined;
  if (!own || own.length === 0) return;
  const at = spanOf(site.frame, site.range);
  const given = args.positional[1] ?? args.named?.entries.get('value')?.value;
  const value: Value =
    given && !name.includes('Deletion')
      ? context.toValue(given)
      : { kind: 'unknown', why: 'it is taken away by an override', mentions: [], at, from: 'resource' };
  context.change(owner.main, own, value);
}
