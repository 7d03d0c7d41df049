/** What a loop goes through. */
import type { CdkValue } from '../value.ts';
import { listOf, scalar, whyOf } from './values.ts';

/** More turns of one loop than an app needs. */
export const mostTurns = 1_000;

export interface Elements {
  readonly elements: readonly CdkValue[];
  /** Why there may be more. */
  readonly open: string | undefined;
}

/** `keys` for what goes through a map's keys: Python's loops, and `for … in`. */
export function elementsOf(value: CdkValue, keys: boolean): Elements {
  switch (value.kind) {
    case 'list':
      return { elements: value.items.slice(0, mostTurns), open: value.open };
    case 'map': {
      const elements = [...value.entries].map(([key, { key: at, value: held }]) =>
        keys ? scalar(key, at) : listOf([scalar(key, at), held], at),
      );
      return { elements, open: value.open };
    }
    case 'class': {
      const elements = [...value.statics].map(([, held]) => held);
      return { elements, open: undefined };
    }
    case 'scalar':
      if (typeof value.value === 'string')
        return {
          elements: [...value.value].slice(0, mostTurns).map((char) => scalar(char, value.at)),
          open: undefined,
        };
      return { elements: [], open: undefined };
    default:
      return { elements: [], open: whyOf(value) };
  }
}
