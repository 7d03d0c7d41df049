/** What is asked of `construct.node`. */
import type { Arguments, CdkValue, Construct } from '../value.ts';
import { isPython, spanOf, type Machine, type Site } from './machine.ts';
import { childOf, defaultChild, nodeOf } from './nodes.ts';
import { nothing, scalar, textIn, unknownValue } from './values.ts';
import { camelCase } from './words.ts';

/** Undefined for what the library knows itself. */
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
      const found = id === undefined ? undefined : childOf(machine, owner, id, at);
      return found ?? unknownValue('it is found in the tree of constructs', at);
    }
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
