import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { printModule, printRanges } from '../print.ts';
import { lower, table } from './lowering.ts';

describe('JavaScript and TypeScript statements', () => {
  table(printModule, [
    {
      title: 'declarations',
      source: 'const a = 1, b: string = c; let d; var { e, f: [g] } = h; export const i = 1;',
      tree: `
        const a = 1
        const b <: string> = c?
        let d
        var [e [g]] = h?
        export const i = 1
      `,
    },
    {
      title: 'assignments',
      source: 'a = b = 1; this.c += 2; [d, e.f] = g; h ??= i; (j as any) = 1',
      tree: `
        a? = b? = 1
        this.c += 2
        [d? e?.f] = g?
        h? ??= i?
        j? = 1
      `,
    },
    {
      title: 'conditions',
      source: 'if (a) b(); else if (c) { d() } else e()',
      tree: `
        if a?
          (call b?)
        else
          if c?
            (call d?)
          else
            (call e?)
      `,
    },
    {
      title: 'loops',
      source: `
        for (let i = f(), n; i < 9; i++) a();
        for (const b of c) d();
        for (e.x in g) {}
        for await (const { h = j() } of k) ;
        while (a) b();
        do { c() } while (d)
        outer: for (;;) break outer;
      `,
      tree: `
        loop (call f?) (< i 9) (++ i)
          (call a?)
        loop c?
          (call d?)
        loop e?.x g?
        loop (call j?) k?
          none
        loop a?
          (call b?)
        loop d?
          (call c?)
        loop${' '}
          none
      `,
    },
    {
      title: 'try',
      source: 'try { a() } catch (e) { b(e) } finally { c() } try { d() } catch { f() }',
      tree: `
        try
          (call a?)
        catch
          (call b? e)
        finally
          (call c?)
        try
          (call d?)
        catch
          (call f?)
      `,
    },
    {
      title: 'switch',
      source: 'switch (a) { case 1: case b: c(); break; default: { d() } }',
      tree: `
        switch a? tests [1 b?]
        case
        case
          (call c?)
          none
        case
          other []
          block
            (call d?)
      `,
    },
    {
      title: 'using',
      source: '{ await using a = b(); c(a) }',
      tree: `
        other []
        block
          with (call b?) as a
          (call c? a)
      `,
    },
    {
      title: 'what declares nothing that runs',
      source: `
        interface A {}
        type B = A
        declare const c: string
        declare function d(): void
        function e(a: string): void;
        debugger
        export type { B }
        import type F = require('f')
      `,
      tree: `
        none
        none
        none
        none
        none
        none
        none
        import f
      `,
    },
    {
      title: 'enums and namespaces',
      source: 'enum A { x = 1, y = f() } namespace B { g(); } declare enum C { z = 1 }',
      tree: `
        other [1 (call f?)]
        other []
        block
          (call g?)
        none
      `,
    },
    {
      title: 'directives and exports',
      source: `'use strict'; export default f(a); export { a }; function a() {}`,
      tree: `
        "use strict"
        (call f? a)
        none
        function 1
      `,
    },
  ]);

  it('include export, decorators, labels and a final semicolon', () => {
    const tree = lower(`
      export const a = 1;
      @b() export class C {}
      export default function d() {}
      e: while (f) g()
      h = 1
      if (i) j(); else { k(); }
    `);
    assert.deepEqual(printRanges(tree).split('\n'), [
      'assign `export const a = 1;`',
      'class `@b() export class C {}`',
      'function `export default function d() {}`',
      'loop `e: while (f) g()`',
      'expression `g()`',
      'assign `h = 1`',
      'if `if (i) j(); else { k(); }`',
      'expression `j();`',
      'expression `k();`',
    ]);
  });

  it('have blocks with their braces, or as long as the one statement', () => {
    const [statement] = lower('if (a) { b() } else c();').functions[0]?.body.statements ?? [];
    assert(statement?.kind === 'if');
    const { then, else: otherwise } = statement;
    assert.deepEqual(
      [then.range, otherwise?.range],
      [
        { start: 7, end: 14 },
        { start: 20, end: 24 },
      ],
    );
    assert.equal(then.owner, statement);
  });
});
