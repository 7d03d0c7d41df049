/** What happens to texts: they are typed by halves, merged badly, generated, cut off. */
import type { Language } from '../../src/core/language.ts';
import type { Chance } from './random.ts';

export interface Damaged {
  readonly text: string;
  /** What was done, in order. */
  readonly how: readonly string[];
}

/** One to three damages; `others` are texts that fragments come from. */
export function damaged(text: string, language: Language, others: readonly string[], chance: Chance): Damaged {
  let result = text;
  const how: string[] = [];
  for (let times = chance.of([1, 1, 1, 2, 3]); times > 0; times--) {
    const kind = chance.of(kinds);
    result = damages[kind]({ text: result, language, others, chance });
    how.push(kind);
  }
  return { text: result, how };
}

interface Given {
  readonly text: string;
  readonly language: Language;
  readonly others: readonly string[];
  readonly chance: Chance;
}

const damages = {
  truncated: ({ text, chance }) => text.slice(0, chance.below(text.length + 1)),
  'beginning lost': ({ text, chance }) => text.slice(chance.below(text.length + 1)),
  'bracket deleted': ({ text, chance }) => without(text, /[()[\]{}]/g, chance),
  'mark deleted': ({ text, chance }) => without(text, /["'`:;,.=]/g, chance),
  'word deleted': ({ text, chance }) => without(text, /\w+/g, chance),
  'mark put in': (given) => putIn(given, given.chance.of(marks)),
  'stretch deleted': ({ text, chance }) => {
    const start = chance.below(text.length + 1);
    return text.slice(0, start) + text.slice(start + chance.below(200));
  },
  'line deleted': ({ text, chance }) => onLines(text, (lines) => void lines.splice(chance.below(lines.length), 1)),
  'lines doubled': ({ text, chance }) =>
    onLines(text, (lines) => {
      const start = chance.below(lines.length);
      lines.splice(chance.below(lines.length + 1), 0, ...lines.slice(start, start + 1 + chance.below(12)));
    }),
  'lines exchanged': ({ text, chance }) =>
    onLines(text, (lines) => {
      const [a, b] = [chance.below(lines.length), chance.below(lines.length)];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    }),
  'line indented otherwise': ({ text, chance }) =>
    onLines(text, (lines) => {
      const at = chance.below(lines.length);
      lines[at] = chance.of(['', ' ', '  ', '    ', '\t', '        ']) + (lines[at] ?? '').trimStart();
    }),
  'lines joined': ({ text, chance }) =>
    onLines(text, (lines) => void lines.splice(chance.below(lines.length), 2, lines.slice(0, 2).join(' '))),
  'word exchanged': ({ text, chance }) => {
    const words = [...text.matchAll(/[A-Za-z_]\w*/g)];
    if (words.length === 0) return text;
    const [place, other] = [chance.of(words), chance.of(words)];
    return text.slice(0, place.index) + other[0] + text.slice(place.index + place[0].length);
  },
  'fragment pasted': (given) => {
    const source = given.chance.of(given.others);
    const start = given.chance.below(source.length + 1);
    return putIn(given, source.slice(start, start + given.chance.below(800)));
  },
  'statement pasted': ({ text, others, chance }) => {
    const source = chance.of(others).split('\n');
    const start = chance.below(source.length);
    return onLines(text, (lines) => {
      lines.splice(chance.below(lines.length + 1), 0, ...source.slice(start, start + 1 + chance.below(6)));
    });
  },
  'nested deeply': (given) => putIn(given, nested(given)),
  'huge literal': (given) => putIn(given, huge(given)),
  'other line ends': ({ text, chance }) =>
    text.replace(/\r?\n/g, (end) => (chance.next() < 0.5 ? chance.of(['\r\n', '\n', '\r']) : end)),
} satisfies Readonly<Record<string, (given: Given) => string>>;

const kinds = Object.keys(damages) as (keyof typeof damages)[];

const marks =
  `( ) [ ] { } " ' \` : ; , . = => -> @ # $ \\ / /* */ // """ ''' \${ } ... ?. ?? ! & | < > await async return class def if else
  try catch finally except lambda import from export default static new yield \uFEFF \u2028 \u0000 \u202E \uD800 \u00A0 \f \v é 日本 😀`
    .split(/\n| (?! )/)
    .filter((it) => it !== '');

function without(text: string, pattern: RegExp, chance: Chance): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { 0: part, index } = chance.of(found);
  return text.slice(0, index) + text.slice(index + part.length);
}

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function putIn({ text, chance }: Given, what: string): string {
  const at = chance.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

/** At a line's beginning as often as not, a whole statement; some of it left open. */
function nested({ language, chance }: Given): string {
  const depth = chance.of([20, 100, 500, 2000, 10_000]);
  const open = chance.next() < 0.3;
  const python = language === 'python';
  const pairs: readonly (readonly [string, string, string])[] = [
    ['(', '1', ')'],
    ['[', '1', ']'],
    ['f(', 'x', ')'],
    ['', 'x', '.then()'],
    ['', 'x', '[0]'],
    ['', 'x', '.y'],
    ['', '1', ' + 1'],
    ['-', '1', ''],
    python ? ['not ', 'x', ''] : ['!', 'x', ''],
    python ? ['{"a": ', '1', '}'] : ['{ a: ', '1', ' }'],
    python ? ['lambda: ', '1', ''] : ['() => ', '1', ''],
    python ? ['a if b else ', 'c', ''] : ['a ? b : ', 'c', ''],
    python ? ['x = ', 'y', ''] : ['{ ', 'let z = 1;', ' }'],
    python ? ['if x: pass\nel', 'se: pass', ''] : ['if (x) { ', 'y()', ' }'],
    ['new A(', 'x', ')'],
    ['`${', 'x', '}`'],
  ];
  const [before, inner, after] = chance.of(pairs);
  const text = before.repeat(depth) + inner + (open ? '' : after.repeat(depth));
  return chance.next() < 0.5 ? `\n${text}\n` : text;
}

function huge({ language, chance }: Given): string {
  const size = chance.of([1000, 20_000, 200_000]);
  const end = language === 'python' ? '\n' : ';\n';
  const literals: readonly string[] = [
    `"${'x'.repeat(size)}"`,
    '9'.repeat(size / 10),
    `[${'1, '.repeat(size / 10)}]`,
    language === 'python' ? `{${'"k": 1, '.repeat(size / 10)}}` : `{ ${'k: 1, '.repeat(size / 10)} }`,
    `f(${'x, '.repeat(size / 10)})`,
    language === 'python' ? `"""${'line\n'.repeat(size / 10)}"""` : `\`${'line\n'.repeat(size / 10)}\``,
    language === 'python' ? '# note\n'.repeat(size / 10) : '// note\n'.repeat(size / 10),
    '\n'.repeat(size / 10),
    ' '.repeat(size),
    `v${'a'.repeat(size)}`,
    `x = y${end}`.repeat(size / 100),
  ];
  return chance.next() < 0.5 ? `\nv = ${chance.of(literals)}${end}` : chance.of(literals);
}
