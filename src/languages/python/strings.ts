/** Values of Python's string and number literals. */
import type { SyntaxNode } from '../treeSitter/syntax.ts';

/** The string's value; undefined when something is computed in it (an f-string with holes). Bytes are given as text. */
export function stringValue(text: string, node: SyntaxNode): string | undefined {
  const [open] = node.children;
  if (open?.type !== 'string_start') return undefined;
  if (node.children.some((child) => child.type === 'interpolation')) return undefined;
  const prefix = text.slice(open.start, open.end).toLowerCase();
  const close = node.children.findLast((child) => child.type === 'string_end');
  let content = text.slice(open.end, close?.start ?? node.end).replaceAll('\r\n', '\n');
  if (/[ft]/.test(prefix)) content = content.replaceAll('{{', '{').replaceAll('}}', '}');
  return prefix.includes('r') ? content : unescape(content, prefix.includes('b'));
}

/** Undefined for imaginary numbers. */
export function numberValue(literal: string): number | undefined {
  const digits = literal.replaceAll('_', '').toLowerCase();
  const value = Number(/^0\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : digits.replace(/l$/, ''));
  return Number.isNaN(value) ? undefined : value;
}

const escape = /\\(?:\r?\n|([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\\'"abfnrtv]))/g;

const simple: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** `\N{…}` stays as it is: the names of all characters are not worth their size. */
function unescape(content: string, bytes: boolean): string {
  if (!content.includes('\\')) return content;
  return content.replaceAll(
    escape,
    (all: string, octal?: string, hex?: string, short?: string, long?: string, plain?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (short !== undefined) return bytes ? all : String.fromCharCode(parseInt(short, 16));
      if (long !== undefined) {
        const code = parseInt(long, 16);
        return bytes || code > 0x10ffff ? all : String.fromCodePoint(code);
      }
      return plain === undefined ? '' : (simple[plain] ?? plain);
    },
  );
}
