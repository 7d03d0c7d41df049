import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { printBindings } from '../print.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { allExpressions } from '../../../src/languages/walk.ts';
import { lower, table } from './lowering.ts';

describe('JavaScript and TypeScript names', () => {
  table(printBindings, [
    {
      title: 'are written by declarations and assignments',
      source: 'let a; const b = 1; a = b; a += b; a++; ({ a } = b)',
      tree: `
        variable let a@0 5w 2r \`a\`; \`a\` = b; \`a\` = b; \`a\` = (++ a); \`a\` = b at a
        variable const b@0 1w 3r \`b\` = 1
      `,
    },
    {
      title: 'get parts of values, and defaults',
      source: 'const { a, b: { c = 1 }, [d]: e, ...f } = v, [g, , [h] = [2], ...i] = w',
      tree: `
        variable const a@0 1w 0r \`a\` = v? at a
        variable const c@0 2w 0r \`c\` = v? at b.c; \`c\` = 1
        variable const e@0 1w 0r \`e\` = v? at *
        variable const f@0 1w 0r \`f\` = v? at *
        variable const g@0 1w 0r \`g\` = w? at 0
        variable const h@0 2w 0r \`h\` = w? at 2.0; \`h\` = [2] at 0
        variable const i@0 1w 0r \`i\` = w? at *
      `,
    },
    {
      title: 'of loops take their turns',
      source: 'for (const { a } of b) {} for (let c in d) {} let e; for (e of f) {} for (let g = 0; g < 1; g++) {}',
      tree: `
        variable let e@0 2w 0r \`e\`; \`e\` in f?
        variable const a@0 1w 0r \`a\` in b? at a
        variable let c@0 1w 0r \`c\` in d?
        variable let g@0 2w 2r \`g\` = 0; \`g\` = (++ g)
      `,
    },
    {
      title: 'of parameters and catch clauses have no value',
      source: 'function f(a, { b = 1 }, c = a) { try {} catch ({ d }) { return d } }',
      tree: `
        function f@0 1w 0r \`f\`
        parameter a@1 1w 1r \`a\`
        parameter b@1 2w 0r \`b\` at b; \`b\` = 1
        parameter c@1 2w 0r \`c\`; \`c\` = a@1
        catch d@1 1w 1r \`d\` at d
      `,
    },
    {
      title: 'of functions and classes, within and around',
      source: 'class A { a = A } const b = function c() { c() }, d = class E { e = E }; f(A); function f() {}',
      tree: `
        class A@0 1w 2r \`A\`
        variable const b@0 1w 0r \`b\` = function#1
        variable const d@0 1w 0r \`d\` = class#E
        function f@0 1w 1r \`f\`
        function c@1 1w 1r \`c\`
        class E@0 1w 1r \`E\`
      `,
    },
    {
      title: 'belong to the function around the block',
      source: 'const f = () => { { let a = 1; var b = a } g = () => { b = 2 } }; let g',
      tree: `
        variable const f@0 1w 0r \`f\` = function#1
        variable let g@0 2w 0r \`g\` = function#2 by 1; \`g\`
        variable var b@1 2w 0r \`b\` = a@1; \`b\` = 2 by 2
        variable let a@1 1w 1r \`a\` = 1
      `,
    },
    {
      title: 'of types are types only when they are nothing else',
      source: `
        interface A { a: B } type B<T> = (b: T) => A; class C {} enum D { d, e = d } namespace F { export const f: B<C> = D }
        import { type G } from 'g'; import H = F.f; function i(j: string): void; function i(j: any) {}
      `,
      tree: `
        type A@0 0w 0r
        type B@0 0w 0r
        class C@0 1w 0r \`C\`
        variable D@0 1w 1r \`D\` = {"d": 0, "e": (unknown)}
        variable F@0 1w 1r \`F\` = {"f": f}
        type G@0 of g#G 1w 0r \`G\`
        variable H@0 1w 0r \`H\` = F.f
        function i@0 1w 0r \`i\`
        variable d@0 0w 1r
        variable e@0 0w 0r
        variable const f@0 1w 0r \`f\` = D
        parameter j@1 1w 0r \`j\`
      `,
    },
    {
      title: 'of required modules are imports',
      path: 'a.js',
      source: `const a = require('a').b; let c = require('c'), { d } = require('d'); c = wrap(c)`,
      tree: `
        import const a@0 of a#b 1w 0r \`a\`
        import let c@0 of c#* 2w 1r \`c\` = (import "c"); \`c\` = (call wrap? c)
        import let d@0 of d#d 1w 0r \`d\` = (import "d") at d
      `,
    },
  ]);

  const binding = (tree: Tree, name: string) => tree.bindings.find((it) => it.name === name);
  const seen = (tree: Tree, name: string) => {
    const { start, end } = binding(tree, name)?.visible ?? { start: 0, end: 0 };
    return tree.text.slice(start, end);
  };

  it('are seen in their block or function', () => {
    const tree = lower('function f(a) { var b; if (a) { let c } for (const d of a) {} } let e');
    assert.equal(seen(tree, 'e'), tree.text);
    assert.equal(seen(tree, 'b'), 'function f(a) { var b; if (a) { let c } for (const d of a) {} }');
    assert.equal(seen(tree, 'c'), '{ let c }');
    assert.equal(seen(tree, 'd'), 'for (const d of a) {}');
    assert.equal(binding(tree, 'a')?.visible, binding(tree, 'b')?.visible, 'one scope is one range');
  });

  it('are read by the very expressions of the tree', () => {
    const tree = lower(
      'let a = 1; a += 2; f({ a }, `${a}`, <any>a); const g = (b = a) => a++; export { a }; class C { c = a }',
    );
    const inTree = new Set(allExpressions(tree));
    const reads = binding(tree, 'a')?.reads ?? [];
    assert.equal(reads.length, 8);
    // `a += 2` has its name in the target, and the export list in the exports.
    const elsewhere = reads.filter((read) => !inTree.has(read)).map(({ start }) => tree.text.slice(start, start + 4));
    assert.deepEqual(elsewhere, ['a +=', 'a };']);
    assert(tree.exports.some(({ value }) => value && reads.some((read) => read === value)));
  });

  it('know the statements that write them', () => {
    const tree = lower(
      'let a = 1; if (b) { a = 2 } const f = () => (a = 3); class C {} import d from "d"; for (a of e) {}',
    );
    const kinds = (name: string) => binding(tree, name)?.writes.map(({ statement }) => statement?.kind);
    assert.deepEqual(kinds('a'), ['assign', 'assign', 'return', 'loop']);
    assert.deepEqual([kinds('C'), kinds('d'), kinds('f')], [['class'], ['import'], ['assign']]);
  });

  it('know what they were declared for', () => {
    const tree = lower('function f() {} class C {}');
    assert.equal(binding(tree, 'f')?.declares, tree.functions[1]);
    assert.equal(binding(tree, 'C')?.declares, tree.classes[0]);
  });

  it('that no scope declares are known, types are not among them', () => {
    const tree = lower(
      'const a: Missing<Gone> = process.env.A as Lost; module.exports = b; c = typeof arguments; type T = typeof d',
    );
    assert.deepEqual([...tree.unresolved].sort(), ['arguments', 'b', 'c', 'module', 'process']);
  });
});
