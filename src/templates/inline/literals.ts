/** Text literals of JavaScript and Python that hold code: what a CDK app gives to `Code.fromInline`. */
import type { Range } from '../node.ts';
import { decoding, encodedBy, type Builder, type Decoded } from './decoded.ts';

export interface Literal extends Range {
  readonly decoded: Decoded;
}

/** The literal that begins at an offset; undefined when there is none, or one with holes in it. */
export const literalAt = (path: string, source: string, start: number): Literal | undefined =>
  path.endsWith('.py') ? python(source, start) : javascript(source, start);

const cannot = 'its code stands in a text that cannot hold the change';

function javascript(source: string, start: number): Literal | undefined {
  const quote = source.charAt(start);
  if (!/["'`]/.test(quote)) return undefined;
  const builder = decoding(source);
  for (let at = start + 1; at < source.length;) {
    const char = source.charAt(at);
    if (char === quote)
      return {
        start,
        end: at + 1,
        decoded: builder.done(
          at,
          encodedBy((text) => inJavaScript(source, quote, text), cannot),
        ),
      };
    if (char === '\\') at = escape(builder, source, at, simple);
    else if (char === '\n' || char === '\r') {
      if (quote !== '`') return undefined;
      at = newline(builder, source, at);
    } else if (quote === '`' && source.startsWith('${', at)) return undefined;
    else at = copy(builder, at);
  }
  return undefined;
}

function inJavaScript(source: string, quote: string, text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote === '`'
    ? withLineBreaks(source, escaped.replaceAll('${', '\\${'))
    : escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

function python(source: string, start: number): Literal | undefined {
  const opening = /^([rRuU]?)("""|'''|"|')/.exec(source.slice(start, start + 4));
  const [whole = '', prefix = '', quote = ''] = opening ?? [];
  if (!opening) return undefined;
  const isRaw = /r/i.test(prefix);
  const isLong = quote.length === 3;
  const builder = decoding(source);
  for (let at = start + whole.length; at < source.length;) {
    if (source.startsWith(quote, at)) {
      const spell = (text: string) => inPython(source, quote, isRaw, text);
      return { start, end: at + quote.length, decoded: builder.done(at, encodedBy(spell, cannot)) };
    }
    const char = source.charAt(at);
    if (char === '\\' && isRaw) at = copy(builder, copy(builder, at));
    else if (char === '\\') {
      if (source.startsWith('\\N{', at)) return undefined;
      // What is no escape keeps its backslash.
      if (/[^\n\r\\'"abfnrtvxuU0-7]/.test(source.charAt(at + 1))) at = copy(builder, at);
      else at = escape(builder, source, at, ofPython);
    } else if (char === '\n' || char === '\r') {
      if (!isLong) return undefined;
      at = newline(builder, source, at);
    } else at = copy(builder, at);
  }
  return undefined;
}

function inPython(source: string, quote: string, isRaw: boolean, text: string): string | undefined {
  const isLong = quote.length === 3;
  if (isRaw) return (!isLong && text.includes('\n')) || text.includes(quote) ? undefined : withLineBreaks(source, text);
  const escaped = text.replaceAll('\\', '\\\\');
  return isLong
    ? withLineBreaks(source, escaped.replaceAll(quote, `\\${quote}`))
    : escaped.replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n');
}

const withLineBreaks = (source: string, text: string): string =>
  source.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;

function copy(builder: Builder, at: number): number {
  builder.copy(at, at + 1);
  return at + 1;
}

/** However the file ends its lines, in the text they end with a line feed. */
function newline(builder: Builder, source: string, at: number): number {
  const length = source.startsWith('\r\n', at) ? 2 : 1;
  builder.put('\n', at, at + length);
  return at + length;
}

const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };
const ofPython: Readonly<Record<string, string>> = { ...simple, a: '\x07' };

function escape(builder: Builder, source: string, at: number, names: Readonly<Record<string, string>>): number {
  const rest = source.slice(at + 1, at + 12);
  const lineBreak = /^(?:\r\n|\n|\r)/.exec(rest)?.[0];
  if (lineBreak !== undefined) return at + 1 + lineBreak.length;
  const code = /^(?:x[\da-fA-F]{2}|u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/.exec(rest)?.[0];
  const octal = code === undefined ? /^[0-7]{1,3}/.exec(rest)?.[0] : undefined;
  const written = code ?? octal ?? rest.charAt(0);
  const point = Number.parseInt(octal ?? written.replace(/[^\da-fA-F]/g, ''), octal === undefined ? 16 : 8);
  const isPoint = (code ?? octal) !== undefined && point <= 0x10ffff;
  builder.put(isPoint ? String.fromCodePoint(point) : (names[written] ?? written), at, at + 1 + written.length);
  return at + 1 + written.length;
}
