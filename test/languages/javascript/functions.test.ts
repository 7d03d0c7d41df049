import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { printClass, printFunctions } from '../print.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { lower, table } from './lowering.ts';

/** Without the module's own statements. */
const functions = (tree: Tree): string =>
  printFunctions({ ...tree, functions: tree.functions.filter(({ parent }) => parent) });
const classes = (tree: Tree): string => tree.classes.map((node) => printClass(tree, node)).join('\n');

describe('JavaScript and TypeScript functions', () => {
  table(functions, [
    { title: 'declaration', source: 'async function* f(a) {}', tree: 'function 1 f (a) async generator in 0 at `f`' },
    {
      title: 'a concise arrow body is a return',
      source: 'const f = async (a) => g(a)',
      tree: `
        function 1 f (a) async in 0 at \`f\`
          return (call g? a@1)
      `,
    },
    {
      title: 'anonymous ones are known by their heads',
      source: 'f(async (a) => { b(); }, function () {})',
      tree: `
        function 1 (a) async in 0 at \`async (a) =>\`
          (call b?)
        function 2 () in 0 at \`function ()\`
      `,
    },
    {
      title: 'a name comes from where it is assigned',
      source: `exports.a = () => {}; b.c = () => {}; ({ d: () => {}, 'e': () => {} }); f ||= (() => {}) as any; const { g = () => {} } = h; const i = function own() {}`,
      tree: [
        'function 1 a () in 0 at `a`',
        'function 2 c () in 0 at `c`',
        'function 3 d () in 0 at `d`',
        "function 4 e () in 0 at `'e'`",
        'function 5 f () in 0 at `f`',
        'function 6 g () in 0 at `g`',
        'function 7 own () in 0 at `own`',
      ].join('\n'),
      path: 'a.ts',
    },
    {
      title: 'parameters',
      source: 'function f(this: T, a: A, { b, c = d() }: B = {}, [e], ...rest) {}',
      tree: 'function 1 f (a, { b, c = d() }(b c)=(default (call d?) {}), [e](e), rest) in 0 at `f`',
    },
    {
      title: 'numbers go by appearance, outer ones first',
      source: 'const a = (b = () => 1) => { c(() => 2) }, d = () => 3',
      tree: `
        function 1 a (b=function#2) in 0 at \`a\`
          (call c? function#3)
        function 2 b () in 1 at \`b\`
          return 1
        function 3 () in 1 at \`() =>\`
          return 2
        function 4 d () in 0 at \`d\`
          return 3
      `,
    },
    {
      title: 'methods',
      source: `
        class A {
          constructor() { super() }
          @log() async get(id) { return this.b }
          static of() {}
          get size() { return 1 }
          #p() {}
          c = () => this.b
          static { d() }
        }
      `,
      tree: `
        function 1 A.constructor () in 0 of A at \`constructor\`
          (call super)
        function 2 get (id) async in 0 of A @(call log?) at \`get\`
          return this.b
        function 3 of () in 0 of A at \`of\`
        function 4 size () in 0 of A at \`size\`
          return 1
        function 5 #p () in 0 of A at \`#p\`
        function 6 c () in 0 of A at \`c\`
          return this.b
        function 7 static () in 0 of A at \`static\`
          (call d?)
      `,
    },
    {
      title: 'signatures are none',
      source:
        'function f(a: string): void; function f(a: any) {} abstract class A { abstract b(): void; c(): void; c() {} }',
      tree: 'function 1 f (a) in 0 at `f`\nfunction 2 c () in 0 of A at `c`',
    },
  ]);

  it('have ranges from the decorators on', () => {
    const tree = lower('class A { @b() static async c() {} static d = { e() {} } }');
    const texts = tree.functions.slice(1).map(({ range }) => tree.text.slice(range.start, range.end));
    assert.deepEqual(texts, ['@b() static async c() {}', 'e() {}']);
  });
});

describe('JavaScript and TypeScript classes', () => {
  table(classes, [
    {
      title: 'bases, decorators, fields, methods',
      source: '@a @b(1) class C extends d(E) { x = 1; static y = z; w; [v]; m() {} static n() {} declare u: string }',
      tree: `
        class C in 0 ((call d? E?)) @a? @(call b? 1)
          method m: 1
          method n: 2 static
          field x = 1
          field y = z? static
          field w
          field - = v? static
          field -
      `,
    },
    {
      title: 'parameter properties are fields',
      source: 'class A { constructor(private readonly b: B, c: C, public d = 1) {} }',
      tree: `
        class A in 0 ()
          method constructor: 1
          field b = b@1
          field d = d@1
      `,
    },
    {
      title: 'a static block is called when the class is defined',
      source: 'class A { static { b() } }',
      tree: `
        class A in 0 ()
          field - = (call function#1) static
      `,
    },
    {
      title: 'expressions have the name of what they are assigned to',
      source: 'const A = class {}; exports.B = class {}; f(class {}); g = class H {}',
      tree: `
        class A in 0 ()
        class B in 0 ()
        class  in 0 ()
        class H in 0 ()
      `,
    },
    {
      title: 'decorators of fields and parameters are evaluated with the class',
      source: 'class A { @Input() b; constructor(@Inject(C) c) {} }',
      tree: `
        class A in 0 () @(call Input?) @(call Inject? C?)
          method constructor: 1
          field b
      `,
    },
  ]);
});
