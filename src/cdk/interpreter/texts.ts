/** Methods of texts, and of Python's paths, which are texts here. */
import { join } from '../../core/paths.ts';
import type { Arguments, CdkValue } from '../value.ts';
import { isThere } from './files.ts';
import type { Machine } from './machine.ts';
import { joinPath } from './operators.ts';
import { patternOf } from './patterns.ts';
import { isText, listOf, numberIn, partsOf, scalar, textFrom, textIn, unknownValue, whyOf } from './values.ts';

export function methodOfText(
  machine: Machine,
  text: string,
  name: string,
  { positional }: Arguments,
  at: CdkValue['at'],
): CdkValue | undefined {
  const [first, second] = positional;
  const [a, b] = [textIn(first), textIn(second)];
  const [from, to] = [numberIn(first), numberIn(second)];
  const give = (value: string | number | boolean) => scalar(value, at);
  switch (name) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
    case 'lower':
      return give(text.toLowerCase());
    case 'toUpperCase':
    case 'toLocaleUpperCase':
    case 'upper':
      return give(text.toUpperCase());
    case 'trim':
    case 'strip':
      return a === undefined ? give(text.trim()) : undefined;
    case 'rstrip':
    case 'trimEnd':
      return give(a === undefined ? text.trimEnd() : trimmedEnd(text, a));
    case 'lstrip':
    case 'trimStart':
      return give(a === undefined ? text.trimStart() : text);
    case 'capitalize':
      return give(text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase());
    case 'title':
      return give(
        text
          .toLowerCase()
          .replace(/(^|[^a-z])([a-z])/g, (_, before: string, char: string) => before + char.toUpperCase()),
      );
    case 'toString':
    case 'valueOf':
    case 'as_posix':
    case '__str__':
    case 'absolute':
      return give(text);
    case 'resolve':
      return give(text.startsWith('/') ? joinPath(text) : joinPath(`/${machine.appDirectory}`, text));
    case 'joinpath':
      return positional.every(isText) ? give(joinPath(text, ...positional.map((it) => textIn(it) ?? ''))) : undefined;
    case 'exists':
    case 'is_file':
    case 'is_dir': {
      const path = join('', text);
      const is = path === undefined ? undefined : isThere(machine, path, name);
      return is === undefined ? undefined : give(is);
    }
    case 'read_text': {
      const path = join('', text);
      const content = path === undefined ? undefined : machine.project.read(path);
      return content === undefined || path === undefined
        ? undefined
        : scalar(content, { path, start: 0, end: content.length });
    }
    case 'with_suffix':
      return a === undefined ? undefined : give(text.replace(/\.[^./]*$/, '') + a);
    case 'replace':
      if (b === undefined) return undefined;
      if (a === undefined) {
        const pattern = patternOf(first);
        return pattern && give(text.replace(pattern, () => b));
      }
      return give(at.path.endsWith('.py') ? text.replaceAll(a, b) : text.replace(a, () => b));
    case 'replaceAll':
      return a === undefined || b === undefined ? undefined : give(text.replaceAll(a, b));
    case 'split':
      if (positional.length > 0 && a === undefined) return undefined;
      return listOf(
        (a === undefined ? text.trim().split(/\s+/) : a === '' ? [...text] : text.split(a)).slice(0, 1000).map(give),
        at,
      );
    case 'concat':
      return textFrom([text, ...positional.flatMap(partsOf)], at);
    case 'startsWith':
    case 'startswith':
      return a === undefined ? undefined : give(text.startsWith(a));
    case 'endsWith':
    case 'endswith':
      return a === undefined ? undefined : give(text.endsWith(a));
    case 'includes':
      return a === undefined ? undefined : give(text.includes(a));
    case 'indexOf':
    case 'find':
      return a === undefined ? undefined : give(text.indexOf(a));
    case 'slice':
      return from === undefined ? undefined : give(text.slice(from, to));
    case 'substring':
    case 'substr':
      return from === undefined
        ? undefined
        : give(name === 'substr' ? text.slice(from).slice(0, to) : text.substring(from, to));
    case 'charAt':
      return from === undefined ? undefined : give(text.charAt(from));
    case 'padStart':
    case 'zfill':
      return from === undefined || from > 1000
        ? undefined
        : give(text.padStart(from, name === 'zfill' ? '0' : (b ?? ' ')));
    case 'repeat':
      return from === undefined || from < 0 || from * text.length > 10_000 ? undefined : give(text.repeat(from));
    case 'join':
      return first ? joinedBy(text, first, at) : undefined;
    case 'format':
      return formatted(text, positional, at);
    default:
      return undefined;
  }
}

function trimmedEnd(text: string, chars: string): string {
  let end = text.length;
  while (end > 0 && chars.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

function formatted(text: string, values: readonly CdkValue[], at: CdkValue['at']): CdkValue | undefined {
  let next = 0;
  const pieces = text.split(/\{(\d*)\}/);
  if (pieces.some((piece, index) => index % 2 === 0 && /[{}]/.test(piece))) return undefined;
  return textFrom(
    pieces.flatMap((piece, index) => {
      if (index % 2 === 0) return [piece];
      const value = values[piece === '' ? next++ : Number(piece)];
      return value ? partsOf(value) : [''];
    }),
    at,
  );
}

export function joinedBy(separator: string, list: CdkValue, at: CdkValue['at']): CdkValue {
  if (list.kind !== 'list') return unknownValue(whyOf(list), at);
  if (list.open !== undefined) return unknownValue(list.open, at);
  return textFrom(
    list.items.flatMap((item, index) => [...(index > 0 ? [separator] : []), ...partsOf(item)]),
    at,
  );
}
