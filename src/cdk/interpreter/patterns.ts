/** Regular expressions of a program, as far as they can be applied without a thought to how long it takes. */
import type { CdkValue } from '../value.ts';

export const patternPrefix = 'js:RegExp:';

/** One character or class of them, once or many times: `/[^a-z]+/gi`. */
const simple = /^\/((?:\[\^?(?:[^\]\\]|\\.)+\]|\\[.\-_/\\sdwSDW]|[^\\()[\]{}*+?|^$./])\+?)\/([gi]*)$/;

/** Undefined for what is not known to be one, or is more than one character. */
export function patternOf(value: CdkValue | undefined): RegExp | undefined {
  if (value?.kind !== 'library' || !value.name.startsWith(patternPrefix)) return undefined;
  const [, source, flags] = simple.exec(value.name.slice(patternPrefix.length)) ?? [];
  return source === undefined ? undefined : new RegExp(source, flags);
}
