import { keptWith } from '../../core/memo.ts';
import type { Spelling, Tree } from '../tree.ts';

export const spelling: Spelling = {
  declare: (tree, name, annotation, value) => `${keyword(tree)} ${name}${annotation} = ${value}${endOf(tree)}`,
  declareEmpty: (tree, name, type) =>
    `${keyword(tree) === 'var' ? 'var' : 'let'} ${name}${type === '' ? '' : `: ${type} | undefined`}${endOf(tree)}`,
  identifier: (words) => camelCase(words),
  reserved: new Set(
    [
      'arguments async await break case catch class const continue debugger default delete do else enum eval export extends',
      'false finally for from function get if implements import in instanceof interface let new null of package private',
      'protected public return set static super switch this throw true try type typeof undefined using var void while with yield',
      'Array BigInt Boolean Buffer Date Error Function Infinity Intl JSON Map Math NaN Number Object Promise Proxy Reflect RegExp',
      'Set String Symbol URL URLSearchParams WeakMap WeakSet AbortController Blob FormData Headers Request Response TextDecoder TextEncoder',
      'awslambda clearInterval clearTimeout console crypto exports fetch global globalThis module performance process queueMicrotask',
      'require setImmediate setInterval setTimeout structuredClone __dirname __filename',
    ].flatMap((line) => line.split(' ')),
  ),
  blankLinesAroundFunctions: 1,
  emptyBlock: '',
};

/** What a statement ends with in this file. */
export const endOf = (tree: Tree): string => (endsStatements(tree) ? ';' : '');

/** `var` in a file that knows no other word. */
export function keyword({ bindings }: Tree): string {
  const words = new Set(bindings.map(({ declaration }) => declaration));
  return words.has('var') && !words.has('const') && !words.has('let') ? 'var' : 'const';
}

/** Whether most of the module's statements that could end with a semicolon do. */
const endsStatements = keptWith(({ text, functions }: Tree): boolean => {
  let votes = 0;
  for (const fn of functions) {
    for (const statement of fn.body.statements) {
      if (!['assign', 'expression', 'import', 'return', 'throw'].includes(statement.kind)) continue;
      // A concise arrow body is an expression.
      if (statement.start === fn.body.range.start && fn.parent) continue;
      votes += text.charAt(statement.end - 1) === ';' ? 1 : -1;
    }
  }
  return votes >= 0;
});

/** `S3`, `Client` gives `s3Client`; `DynamoDB`, `Document` gives `dynamoDBDocument`. */
function camelCase(words: readonly string[]): string {
  const parts = words.flatMap((word) => word.match(/[\p{L}\p{N}$_]+/gu) ?? []);
  const [first = 'value', ...rest] = parts;
  const name = lowerHead(first) + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\p{N}/u.test(name) ? `_${name}` : name;
}

/** Lower case up to where the next word begins: `SQSClient` gives `sqsClient`, `S3` gives `s3`. */
function lowerHead(word: string): string {
  const head = /^(?:[A-Z0-9]+$|[A-Z]+(?=[A-Z][a-z])|[A-Z]+)/.exec(word)?.[0] ?? '';
  return head.toLowerCase() + word.slice(head.length);
}
