/**
 * SAM's `Globals`: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 * Single values are replaced by a resource's own, maps are merged, and a resource's lists are added to those of `Globals`.
 */
import type { MapEntry, MapValue, Value } from '../../core/value.ts';

/** By resource type. */
export const globalSections: Readonly<Partial<Record<string, string>>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
  'AWS::Serverless::SimpleTable': 'SimpleTable',
  'AWS::Serverless::StateMachine': 'StateMachine',
  'AWS::Serverless::LayerVersion': 'LayerVersion',
  'AWS::Serverless::CapacityProvider': 'CapacityProvider',
};

export function withGlobals(globals: MapValue, own: MapValue): MapValue {
  const entries = new Map<string, MapEntry>(globals.entries);
  for (const [key, entry] of own.entries) {
    const inherited = entries.get(key);
    entries.set(key, inherited ? { ...entry, value: merged(inherited.value, entry.value) } : entry);
  }
  const open = own.open ?? globals.open;
  return { ...own, entries, ...(open === undefined ? {} : { open }) };
}

function merged(inherited: Value, own: Value): Value {
  if (inherited.kind === 'map' && own.kind === 'map') return withGlobals(inherited, own);
  if (inherited.kind === 'list' && own.kind === 'list') {
    const open = own.open ?? inherited.open;
    return { ...own, items: [...inherited.items, ...own.items], ...(open === undefined ? {} : { open }) };
  }
  // Of a map or list that is only half known, the other half may be anything.
  if (own.kind === 'map' && inherited.kind === 'unknown') return { ...own, open: inherited.why };
  if (own.kind === 'list' && inherited.kind === 'unknown') return { ...own, open: inherited.why };
  return own;
}
