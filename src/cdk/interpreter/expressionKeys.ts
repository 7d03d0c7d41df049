import type { CdkValue } from '../value.ts';

/** The key of an entry, as a text. */
export const keyFrom = (value: CdkValue): string | undefined =>
  value.kind === 'scalar' && value.value !== null
    ? String(value.value)
    : value.kind === 'library'
      ? value.name
      : undefined;
