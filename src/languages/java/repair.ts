/** What text that ends too early lacks: the brackets that were never closed, and the end of its last statement. */
import type { SyntaxFault } from '../treeSitter/faults.ts';

export interface Repaired {
  readonly text: string;
  /** From an offset of the repaired text to the user's. */
  readonly place: (offset: number) => number;
  readonly fault: SyntaxFault;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Undefined when all that opens is closed. */
export function repair(text: string): Repaired | undefined {
  const open = openBrackets(text);
  const last = open.at(-1);
  if (!last) return undefined;
  let added = '';
  let ended = /[;{}]\s*$/.test(text);
  for (const { bracket } of [...open].reverse()) {
    if (bracket === '{' && !ended) added += ';';
    ended = bracket === '{';
    added += closers[bracket] ?? '';
  }
  return {
    text: text + added,
    place: (offset) => Math.min(offset, text.length),
    fault: { what: `\`${last.bracket}\` is never closed`, start: last.start, end: last.start + 1 },
  };
}

/** Outside of texts and comments; a bracket that closes what was not opened last closes what is in between as well. */
function openBrackets(text: string): readonly { readonly bracket: string; readonly start: number }[] {
  const tokens =
    /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"""[^]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[()[\]{}]/g;
  const open: { readonly bracket: string; readonly start: number }[] = [];
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (closers[token] !== undefined) open.push({ bracket: token, start: index });
    else if (/^[)\]}]$/.test(token)) {
      const at = open.findLastIndex(({ bracket }) => closers[bracket] === token);
      if (at >= 0) open.length = at;
    }
  }
  return open;
}
