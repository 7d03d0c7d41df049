/** Which resources a value of the program is made of, where the value itself is left open. */
import { mentionsOf } from '../../core/value.ts';
import type { CdkValue } from '../value.ts';

/** Keys, each once. Looks into what the library made and what stands in lists and maps. */
export function mentionedIn(value: CdkValue): readonly string[] {
  const found = new Set<string>();
  collect(value, found, new Set());
  return [...found];
}

function collect(value: CdkValue, found: Set<string>, seen: Set<CdkValue>): void {
  if (seen.has(value)) return;
  seen.add(value);
  switch (value.kind) {
    case 'construct':
      if (value.main !== undefined && value.imported !== true) found.add(value.main);
      return;
    case 'token':
      for (const key of mentionsOf(value.value)) found.add(key);
      return;
    case 'list':
      for (const item of value.items) collect(item, found, seen);
      return;
    case 'map':
      for (const entry of value.entries.values()) collect(entry.value, found, seen);
      return;
    case 'object':
      for (const field of value.fields.values()) collect(field, found, seen);
      return;
    case 'made':
      for (const item of value.arguments.positional) collect(item, found, seen);
      if (value.arguments.named) collect(value.arguments.named, found, seen);
      return;
    default:
      return;
  }
}
