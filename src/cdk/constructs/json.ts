/** Values of a program as the JSON that the library writes of them, where nothing of them is decided at deployment. */
import type { CdkValue, Made } from '../value.ts';
import { wordOf } from '../words.ts';

/** Undefined when a part of it is not known. `special` reads what the library makes, `FilterRule.isEqual('x')`. */
export function jsonOf(value: CdkValue, special: (made: Made) => unknown = () => undefined): string | undefined {
  const data = dataOf(value, special);
  return data === undefined ? undefined : JSON.stringify(data);
}

export function dataOf(value: CdkValue, special: (made: Made) => unknown = () => undefined): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'library':
      return wordOf(value.name);
    case 'list': {
      const items = value.items.map((item) => dataOf(item, special));
      return value.open !== undefined || items.includes(undefined) ? undefined : items;
    }
    case 'map': {
      if (value.open !== undefined) return undefined;
      const entries: [string, unknown][] = [];
      for (const [key, entry] of value.entries) {
        const inner = dataOf(entry.value, special);
        if (inner === undefined) return undefined;
        entries.push([key, inner]);
      }
      return Object.fromEntries(entries);
    }
    case 'made':
      return special(value);
    default:
      return undefined;
  }
}
