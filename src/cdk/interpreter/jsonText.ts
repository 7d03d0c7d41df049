import type { CdkValue } from '../value.ts';

/** The value as JSON; undefined when a part of it is not known. */
export function jsonText(value: CdkValue, depth = 0): string | undefined {
  if (depth > 30) return undefined;
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'list': {
      if (value.open !== undefined) return undefined;
      const items = value.items.map((item) => jsonText(item, depth + 1));
      return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
    }
    case 'map': {
      if (value.open !== undefined) return undefined;
      const entries: string[] = [];
      for (const [key, { value: held }] of value.entries) {
        const text = jsonText(held, depth + 1);
        if (text === undefined) return undefined;
        entries.push(`${JSON.stringify(key)}:${text}`);
      }
      return `{${entries.join(',')}}`;
    }
    default:
      return undefined;
  }
}
