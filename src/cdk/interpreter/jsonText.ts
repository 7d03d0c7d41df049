import type { CdkValue } from '../value.ts';
import { partsOf, type Part } from './values.ts';

/** The value as JSON, with what is decided at deployment as parts of it; undefined when it is not known what it is made of. */
export function jsonParts(value: CdkValue, depth = 0): readonly Part[] | undefined {
  if (depth > 30) return undefined;
  switch (value.kind) {
    case 'scalar':
      return [JSON.stringify(value.value)];
    case 'library':
    case 'token':
      return ['"', ...partsOf(value).map((part) => (typeof part === 'string' ? inside(part) : part)), '"'];
    case 'list': {
      if (value.open !== undefined) return undefined;
      return bracketed(
        '[',
        value.items.map((item) => jsonParts(item, depth + 1)),
        ']',
      );
    }
    case 'map': {
      if (value.open !== undefined) return undefined;
      const entries = [...value.entries].map(([key, { value: held }]) => {
        const inner = jsonParts(held, depth + 1);
        return inner && [`${JSON.stringify(key)}:`, ...inner];
      });
      return bracketed('{', entries, '}');
    }
    default:
      return undefined;
  }
}

const inside = (text: string): string => JSON.stringify(text).slice(1, -1);

function bracketed(
  open: string,
  items: readonly (readonly Part[] | undefined)[],
  close: string,
): readonly Part[] | undefined {
  const parts: Part[] = [open];
  for (const [index, item] of items.entries()) {
    if (!item) return undefined;
    if (index > 0) parts.push(',');
    parts.push(...item);
  }
  return [...parts, close];
}
