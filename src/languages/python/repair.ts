/**
 * Makes half-typed Python readable.
 * The grammar recovers from an error by skipping tokens, but without its closing bracket a call swallows the rest of the file.
 * People leave a line before they go on to the next, so the line ends tell what is missing: brackets and quotes that a new
 * statement proves to be open, colons after `if …`, operands after `=`. They are put in, and offsets are mapped back.
 */
import { countBefore } from '../../core/sorted.ts';
import type { SyntaxFault } from '../treeSitter/faults.ts';

export interface Repaired {
  readonly text: string;
  /** From an offset of the repaired text to the user's; what was put in has no width there. */
  readonly place: (offset: number) => number;
  readonly faults: readonly SyntaxFault[];
}

export function repair(text: string): Repaired {
  const first = scan(text, false);
  // An odd triple quote turns code into string and string into code: the wrong one is the first that contains code.
  return assemble(text, first.openToTheEnd ? scan(text, true) : first);
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

interface Scan {
  readonly insertions: readonly Insertion[];
  /** Closing brackets that close nothing. */
  readonly blanks: readonly number[];
  readonly faults: readonly SyntaxFault[];
  /** A triple-quoted string is never closed. */
  readonly openToTheEnd: boolean;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const heads = /^(?:async\s+)?(?:if|elif|else|for|while|with|try|except|finally|def|class)\b/;
const token =
  /[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|->|:=|[-+*/%@&|^=<>!~]+|[.,:;()[\]{}]|\r?\n|\\\r?\n|#[^\n]*|["']|[^\S\n]+|[^]/uy;
const prefixes = /^(?:[rbuft]|[bft]r|r[bft])$/i;

function scan(text: string, splitSuspicious: boolean): Scan {
  const ahead = lookingAhead(text);
  const insertions: Insertion[] = [];
  const blanks: number[] = [];
  const faults: SyntaxFault[] = [];
  const open: { readonly bracket: string; readonly at: number }[] = [];
  let openToTheEnd = false;
  let line = { start: 0, indent: 0, text: '' };
  let last = { text: '', end: 0 };
  let fresh = true;
  let colon = false;
  let lambdas = 0;

  const insert = (at: number, what: string) => insertions.push({ at, text: what });
  const closeDownTo = (depth: number, at: number) => {
    while (open.length > depth) {
      const top = open.pop();
      if (!top) return;
      insert(at, closers[top.bracket] ?? '');
      faults.push({ what: `\`${top.bracket}\` is never closed`, start: top.at, end: top.at + 1 });
    }
  };
  const endStatement = () => {
    if (fresh) return;
    const at = last.end;
    const head = heads.exec(line.text)?.[0];
    const isDictionary = open.at(-1)?.bracket === '{';
    // The colon at the end of a head is the head's, whatever bracket is still open.
    if (head && last.text === ':' && open.length > 0 && !isDictionary) {
      closeDownTo(0, at - 1);
      colon = true;
    }
    const operand = missingOperand(line.text, last.text, isDictionary);
    if (operand !== undefined) {
      insert(at, operand);
      faults.push({
        what: `something is missing after \`${last.text}\``,
        operand: true,
        start: at - last.text.length,
        end: at,
      });
    }
    closeDownTo(0, at);
    if (/^from\s/.test(line.text) && !/\bimport\b/.test(text.slice(line.start, at))) {
      insert(at, ' import _');
      faults.push({ what: '`import` is missing', start: line.start, end: at });
    }
    if (head && !colon) {
      if (/^(?:async\s+)?def\s+\w+$/.test(text.slice(line.start, at))) insert(at, '()');
      insert(at, ':');
      faults.push({ what: '`:` is missing', start: at, end: at });
    }
    fresh = true;
  };

  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [word] = match;
    const at = match.index;
    const isBreak = word === '\n' || word === '\r\n';
    if (word.startsWith('\\') || word.startsWith('#') || (!isBreak && word.trim() === '') || word === '\uFEFF')
      continue;
    if (isBreak) {
      if (open.length === 0 || endsStatement(ahead(at + word.length), line, last.text)) endStatement();
      continue;
    }
    if (fresh) {
      const start = text.lastIndexOf('\n', at - 1) + 1;
      const end = text.indexOf('\n', at);
      line = { start: at, indent: at - start, text: text.slice(at, end < 0 ? undefined : end) };
      fresh = false;
      colon = false;
      lambdas = 0;
    }
    if (word === '"' || word === "'") {
      const prefix = prefixes.test(last.text) && last.end === at ? last.text.toLowerCase() : '';
      const end = stringEnd(text, at, prefix.includes('r'), splitSuspicious);
      if (end.fault) {
        insert(end.at, end.fault);
        faults.push({ what: 'this string is never closed', start: at, end: end.at });
        if (end.fault.length === 3 && end.toTheEnd) openToTheEnd = true;
      } else if (prefix.includes('f') && hasOpenHole(text.slice(at, end.at))) {
        insert(end.at - 1, '}');
        faults.push({ what: '`{` is never closed', start: at, end: end.at });
      }
      last = { text: 'string', end: end.at };
      token.lastIndex = end.at;
      continue;
    }
    if (word in closers) open.push({ bracket: word, at });
    else if (word === ')' || word === ']' || word === '}') {
      const depth = open.findLastIndex(({ bracket }) => closers[bracket] === word);
      if (depth < 0) {
        blanks.push(at);
        faults.push({ what: `unexpected \`${word}\``, start: at, end: at + 1 });
        continue;
      }
      closeDownTo(depth + 1, at);
      open.pop();
    } else if (word === ';' && open.length === 0) {
      endStatement();
      last = { text: ';', end: at + 1 };
      continue;
    } else if (open.length === 0 && word === 'lambda') lambdas += 1;
    else if (open.length === 0 && word === ':') {
      if (lambdas > 0) lambdas -= 1;
      else colon = true;
    }
    last = { text: word, end: at + word.length };
  }
  endStatement();
  return { insertions, blanks, faults, openToTheEnd };
}

/** The first line behind an offset that is neither empty nor a comment. */
interface Ahead {
  readonly start: number;
  readonly space: string;
  readonly content: string;
}

/** Looks ahead from ends of lines, in order; from each line of a comment to the same one, which is looked for once. */
function lookingAhead(text: string): (from: number) => Ahead {
  const next = /(?:[^\S\n]*(?:#[^\n]*)?\r?\n)*([^\S\n]*)([^\n]*)/y;
  let last: (Ahead & { readonly from: number }) | undefined;
  return (from) => {
    if (last && last.from <= from && from < last.start) return last;
    next.lastIndex = from;
    const [whole = '', space = '', content = ''] = next.exec(text) ?? [];
    last = { from, start: from + whole.length - space.length - content.length, space, content };
    return last;
  };
}

/** Whether the line break inside of brackets ends the statement all the same: the next line begins a new one. */
function endsStatement(
  { space, content }: Ahead,
  line: { readonly indent: number; readonly text: string },
  last: string,
): boolean {
  if (last === ':' && heads.test(line.text)) return true;
  if (content.trim() === '') return true;
  if (
    /^(?:async\s+def|def|class|return|import|raise|try|while|pass|break|continue|global|nonlocal|assert|except|finally|elif|del|with)\b(?!\s*=[^=])/.test(
      content,
    )
  ) {
    return true;
  }
  if (space.length > line.indent) return false;
  if (/^(?:if|for|else|async)\b/.test(content)) return /:\s*(?:#.*)?$/.test(content);
  if (/^(?:and|or|in|is|not|lambda|await)\b/.test(content)) return false;
  return /^[@\p{L}_]/u.test(content) && !/^[rbuft]{1,2}["']/i.test(content);
}

/** What to put after a statement that ends in the middle of an expression; undefined when nothing is missing. */
function missingOperand(line: string, last: string, inDictionary: boolean): string | undefined {
  const alone = line.trim() === last;
  if (/^[-+*/%@&|^<>=!~]+$|^:=$|^->$/.test(last))
    return /^from\s.*import\s*\*$/.test(line.trim()) || (line.startsWith('@') && last === '@') ? undefined : ' _';
  switch (last) {
    case '.':
      return /^from\s+\.+$/.test(line.trim()) ? undefined : '_';
    case ':':
      return inDictionary ? ' _' : undefined;
    case 'and':
    case 'or':
    case 'not':
    case 'in':
    case 'is':
    case 'if':
    case 'elif':
    case 'while':
    case 'with':
    case 'import':
    case 'as':
    case 'await':
    case 'del':
    case 'assert':
      return ' _';
    case 'else':
      return alone ? undefined : ' _';
    case 'for':
      return ' _ in _';
    case 'lambda':
      return ' : _';
    case 'def':
      return ' _()';
    case 'class':
      return ' _';
    case 'from':
      return alone ? ' _ import _' : ' _';
    default:
      return undefined;
  }
}

/** Where the string that begins at `start` ends, and the quotes that it lacks. */
function stringEnd(
  text: string,
  start: number,
  raw: boolean,
  splitSuspicious: boolean,
): { readonly at: number; readonly fault?: string; readonly toTheEnd?: boolean } {
  const quote = text.charAt(start);
  const triple = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : undefined;
  for (let at = start + (triple ? 3 : 1); at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += text[at + 1] === '\r' && text[at + 2] === '\n' ? 2 : 1;
    else if (triple ? text.startsWith(triple, at) : char === quote) {
      const end = at + (triple ? 3 : 1);
      if (triple && splitSuspicious && code.test(text.slice(start, end)))
        return { at: lineEnd(text, start + 3), fault: triple };
      return { at: end };
    } else if (!triple && char === '\n') return { at: beforeClosers(text, start, lineEnd(text, start)), fault: quote };
  }
  if (triple) return { at: lineEnd(text, start + 3), fault: triple, toTheEnd: true };
  // A raw string cannot end in a backslash, so the one before the end of the text belongs to the quote.
  return { at: beforeClosers(text, start, raw ? text.length : lineEnd(text, start)), fault: quote };
}

/** Whether an f-string of one line ends within a `{…}`. */
const hasOpenHole = (string: string): boolean =>
  !/^(?:"""|''')/.test(string) && /\{[^{}]*.$/.test(string.replaceAll('{{', '')) && !string.endsWith('\\');

const code = /\n[^\S\n]*(?:(?:async )?def \w+\(.*:|class \w+.*:|return\b|import \w|from \S+ import )/;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** `client('s3)`: the brackets at the line's end close what stands before the string. */
function beforeClosers(text: string, start: number, end: number): number {
  const content = text.slice(start + 1, end);
  const trimmed = content.replace(/[)\]},:\s]+$/, '');
  return start + 1 + trimmed.length;
}

function assemble(text: string, { insertions, blanks, faults }: Scan): Repaired {
  const edits = [
    ...insertions.map((insertion, index) => ({ at: insertion.at, order: index, skip: 0, text: insertion.text })),
    ...blanks.map((at) => ({ at, order: insertions.length, skip: 1, text: ' ' })),
  ].sort((a, b) => a.at - b.at || a.order - b.order);
  let repaired = '';
  let from = 0;
  /** Starts of what was put in, in the repaired text, with all that was put in up to then. */
  const starts: { readonly start: number; readonly length: number; readonly before: number }[] = [];
  let before = 0;
  for (const edit of edits) {
    repaired += text.slice(from, edit.at);
    if (edit.skip === 0) {
      starts.push({ start: repaired.length, length: edit.text.length, before });
      before += edit.text.length;
    }
    repaired += edit.text;
    from = edit.at + edit.skip;
  }
  repaired += text.slice(from);

  const place = (offset: number) => {
    const last = starts[countBefore(starts, ({ start }) => start <= offset) - 1];
    return last ? offset - last.before - Math.min(last.length, offset - last.start) : offset;
  };
  return { text: repaired, place, faults };
}
