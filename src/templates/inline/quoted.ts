/** Scalars of YAML that stand in the flow of a line (`"…"`, `'…'`, plain), and strings of JSON. */
import type { Range } from '../node.ts';
import { decoding, encodedBy, type Decoded } from './decoded.ts';

export function flowScalar(source: string, { start, end }: Range): Decoded {
  const quote = source.charAt(start) === '"' ? '"' : source.charAt(start) === "'" ? "'" : '';
  const last = quote === '' ? end : end - 1;
  const builder = decoding(source);
  const blanks = /[ \t]*\r?\n\s*/y;
  let at = start + quote.length;
  while (at < last) {
    const char = source.charAt(at);
    blanks.lastIndex = at;
    const blank = blanks.exec(source);
    if (blank) {
      // The first line break is a space unless more of them follow.
      const breaks = blank[0].split('\n').length - 1;
      builder.put(breaks > 1 ? '\n'.repeat(breaks - 1) : ' ', at, at + blank[0].length);
      at += blank[0].length;
    } else if (quote === '"' && char === '\\') {
      const { text, length } = escapeAt(source, at);
      builder.put(text, at, at + length);
      at += length;
    } else if (quote === "'" && char === "'") {
      builder.put("'", at, at + 2);
      at += 2;
    } else {
      builder.copy(at, at + 1);
      at++;
    }
  }
  return builder.done(last, encoder(quote));
}

const encoder = (quote: string) =>
  quote === '"'
    ? encodedBy((text) => JSON.stringify(text).slice(1, -1), '')
    : encodedBy(
        (text) => (text.includes('\n') ? undefined : quote === "'" ? text.replaceAll("'", "''") : text),
        'its code stands in a text of the template that cannot hold lines; write it as a block (`|`)',
      );

const single: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1B',
  N: '\x85',
  _: '\xA0',
  L: '\u2028',
  P: '\u2029',
};

/** https://yaml.org/spec/1.2.2/#57-escaped-characters, of which those of JSON are a part. */
function escapeAt(source: string, at: number): { readonly text: string; readonly length: number } {
  const rest = source.slice(at + 1, at + 200);
  const lineBreak = /^\r?\n[ \t]*/.exec(rest);
  if (lineBreak) return { text: '', length: 1 + lineBreak[0].length };
  const code = /^(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/.exec(rest)?.[0];
  if (code !== undefined) {
    const point = Number.parseInt(code.slice(1), 16);
    return { text: point <= 0x10ffff ? String.fromCodePoint(point) : '', length: 1 + code.length };
  }
  const char = rest.charAt(0);
  return { text: single[char] ?? char, length: 2 };
}
