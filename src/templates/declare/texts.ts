/** Texts that are put together: `Fn::Sub`, `Fn::Join`. */
import { mentionsOf, type TextValue, type UnknownValue, type Value } from '../../core/value.ts';
import { longestText } from './scope.ts';

type Written = Pick<Value, 'at' | 'from'>;

/** A plain text when all parts are known, else what is known of it. */
export function textOf(parts: readonly (string | Value)[], written: Written): Value {
  const joined: (string | Exclude<TextValue['parts'][number], string>)[] = [];
  let length = 0;
  const add = (part: (typeof joined)[number]): void => {
    const last = joined.at(-1);
    if (typeof part !== 'string') joined.push(part);
    else if (typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
    length += typeof part === 'string' ? part.length : 0;
  };
  for (const part of parts) {
    if (typeof part === 'string') add(part);
    else if (part.kind === 'scalar') add(String(part.value));
    else if (part.kind === 'text') part.parts.forEach(add);
    else if (part.kind === 'reference' || part.kind === 'unknown') add(part);
    else add(unknownValue('a part of it is not a text', part, [...mentionsOf(part)]));
    if (length > longestText) return unknownValue('it is too long', written);
  }
  const [only = ''] = joined;
  if (joined.length <= 1 && typeof only === 'string') return { kind: 'scalar', value: only, ...placeOf(written) };
  return { kind: 'text', parts: joined, ...placeOf(written) };
}

export const unknownValue = (why: string, written: Written, mentions: readonly string[] = []): UnknownValue => ({
  kind: 'unknown',
  why,
  mentions,
  ...placeOf(written),
});

const placeOf = ({ at, from }: Written): Written => ({ at, from });
