import { describe } from 'mocha';
import { printExpression } from '../print.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { table } from './lowering.ts';

/** The values of the module's expression statements, one a line. */
const values = (tree: Tree): string =>
  (tree.functions[0]?.body.statements ?? [])
    .map((it) => (it.kind === 'expression' ? printExpression(tree, it.value) : it.kind))
    .join('\n');

const one = (title: string, source: string, tree: string, path?: string) => ({
  title,
  source,
  tree,
  ...(path === undefined ? {} : { path }),
});

describe('JavaScript and TypeScript expressions', () => {
  table(values, [
    one(
      'members',
      `a.b; a['b']; a[0]; a[k]; this.x; super.x`,
      'a?.b\na?["b"]\na?["0"]\n(index a? k?)\nthis.x\nsuper.x',
    ),
    one('a template as a key is a literal key', 'a[`b`]', 'a?["b"]'),
    one('optional chains', 'a?.b; a?.b(c); a.b?.(c); a?.[k]', 'a?.b\n(call? a?.b c?)\n(call? a?.b c?)\n(index a? k?)'),
    one('calls', 'f(a, ...b); new A; new a.B(c)', '(call f? a? ...b?)\n(new A?)\n(new a?.B c?)'),
    one('tagged templates', 'gql`a ${b}`', '(call gql? b?)'),
    one('templates', '`plain`; `x${y}z${1}`', '"plain"\n(template y? 1)'),
    one(
      'literals',
      `1; 'a'; true; null; /re/g; 10n; undefined; -1`,
      '1\n"a"\ntrue\nnull\nundefined\nundefined\nundefined?\n(- 1)',
    ),
    one('casts', 'a as B; <B>a; a!; a satisfies B; a<B>', '(as a?)\n(as a?)\n(as a?)\n(as a?)\n(as a?)'),
    one('no parentheses, and a sequence', '(a); (b, c)', 'a?\n(, b? c?)'),
    one('lists', '[1, , ...a]', '[1 (spread a?)]'),
    one(
      'objects',
      `({ a, b: 1, 'c-d': 2, [e]: 3, ['f']: 4, ...g })`,
      '{"a": a?, "b": 1, "c-d": 2, [e?]: 3, "f": 4, ...g?}',
    ),
    one('methods of objects', '({ a() {}, get b() { return 1 } })', '{"a": function#1, "b": function#2}'),
    one(
      'operators',
      'a + b; !a; typeof a; void 0; delete a.b',
      '(+ a? b?)\n(! a?)\n(typeof a?)\n(void 0)\n(delete a?.b)',
    ),
    one('a chain of one operator is one operation', 'a + b + c - d', '(- (+ a? b? c?) d?)'),
    one('logical and conditional', '(a ?? b) || c && d; a ? b : c', '(|| (?? a? b?) (&& c? d?))\n(if a? b? c?)'),
    one('updates', 'x++; --a.b', '(++ x?)\n(-- a?.b)'),
    one('assignments within', 'f(a = b = 1); f(a ??= b)', '(call f? (= a? b? 1))\n(call f? (??= a? b?))'),
    one(
      'await, import and import.meta',
      `await a; import('m'); import(m); import.meta`,
      '(await a?)\n(import "m")\n(unknown m?)\n(unknown)',
    ),
    one(
      'require',
      `f(require('m')); require(m); require('m').a()`,
      '(call f? (import "m"))\n(call require? m?)\n(call (import "m").a)',
    ),
    one(
      'JSX',
      'f(<A x={1} y="s" {...b}><i>{c}</i>text<D.E/></A>)',
      '(call f? (jsx A? 1 "s" b? (jsx c?) (jsx D?.E) A?))',
      'a.tsx',
    ),
    one('functions and classes', 'f(function () {}, () => 1, class A {})', '(call f? function#1 function#2 class#A)'),
    one('private names', 'class A { #a; static f(x) { x.#a; #a in x } }', 'class'),
  ]);
});
