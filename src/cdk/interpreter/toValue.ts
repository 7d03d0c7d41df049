/** What the program computed, as CloudFormation would get it. */
import { contains, type Span } from '../../core/span.ts';
import type { MapEntry, Value } from '../../core/value.ts';
import type { CdkValue } from '../value.ts';
import { valueOfName } from '../words.ts';

export function toValue(value: CdkValue, call: Span | undefined): Value {
  const from = value.from === 'resource' && call !== undefined && !contains(call, value.at) ? 'variable' : value.from;
  const written = { at: value.at, from };
  const unknown = (why: string, mentions: readonly string[] = []): Value => ({
    kind: 'unknown',
    why,
    mentions,
    ...written,
  });
  switch (value.kind) {
    case 'scalar':
      return value.value === null ? unknown('it is not set') : { kind: 'scalar', value: value.value, ...written };
    case 'token': {
      // What is known to be decided at deployment is one part of a text, which is no text of its own.
      const [only, ...others] = value.value.kind === 'text' ? value.value.parts : [];
      return only !== undefined && typeof only !== 'string' && others.length === 0 ? only : value.value;
    }
    case 'unknown':
      return unknown(value.why);
    case 'list':
      return {
        kind: 'list',
        items: value.items.flatMap((item) => (isNothing(item) ? [] : [toValue(item, call)])),
        ...written,
        ...(value.open === undefined ? {} : { open: value.open }),
      };
    case 'map': {
      const entries = new Map<string, MapEntry>();
      for (const [key, entry] of value.entries)
        if (!isNothing(entry.value)) entries.set(key, { key: entry.key, value: toValue(entry.value, call) });
      return { kind: 'map', entries, ...written, ...(value.open === undefined ? {} : { open: value.open }) };
    }
    case 'construct':
      return value.main === undefined
        ? unknown('it is a construct')
        : { kind: 'reference', to: value.main, ...written };
    case 'library':
      return valueOfName(value) ?? unknown(`\`${value.name}\` is known to the construct library alone`);
    case 'made':
      return unknown(`\`${value.name}\` is computed by the construct library`);
    case 'function':
    case 'class':
    case 'object':
      return unknown('it is no plain value');
  }
}

const isNothing = (value: CdkValue): boolean => value.kind === 'scalar' && value.value === null;
