import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { printExports, printImports, printModule } from '../print.ts';
import type { Tree } from '../../../src/languages/tree.ts';
import { lower, table } from './lowering.ts';

const imports = (tree: Tree): string => `${printModule(tree)}\n${printImports(tree)}`;

describe('JavaScript and TypeScript imports', () => {
  table(imports, [
    {
      title: 'import statements',
      path: 'a.mjs',
      source: `
        import a, { b as c, default as d, 'e-f' as g } from 'm'
        import * as ns from "n";
        import 'o'
      `,
      tree: `
        import m
        import n
        import o
        import import m {default as a, b as c, default as d, e-f as g} \`import a, { b as c, default as d, 'e-f' as g } from 'm'\`
        import import n {* as ns} \`import * as ns from "n";\`
        import import o {} \`import 'o'\`
      `,
    },
    {
      title: 'types are not loaded',
      source: `
        import type { A } from 'a'
        import { b, type B } from 'b'
        import { type C } from 'c'
        import { D } from 'd'
        import E, { F } from 'e'
        const x: D = b(E)
      `,
      tree: `
        import a
        import b
        import c
        import d
        import e
        const x <: D> = (call b E)
        import import a typeOnly {A as A} \`import type { A } from 'a'\`
        import import b {b as b} \`import { b, type B } from 'b'\`
        import import c typeOnly {C as C} \`import { type C } from 'c'\`
        import import d typeOnly {D as D} \`import { D } from 'd'\`
        import import e {default as E, F as F} \`import E, { F } from 'e'\`
      `,
    },
    {
      title: 'an import that JavaScript does not use is loaded all the same',
      path: 'a.js',
      source: `import a from 'a'`,
      tree: `
        import a
        import import a {default as a} \`import a from 'a'\`
      `,
    },
    {
      title: 'require declarations',
      path: 'a.js',
      source: `
        const AWS = require('aws-sdk');
        var { S3, SQS: Q } = require('aws-sdk')
        const D = require("aws-sdk").DynamoDB;
        const { T } = require(\`m\`).sub
      `,
      tree: `
        import aws-sdk
        import aws-sdk
        import aws-sdk
        import m
        import require aws-sdk {* as AWS} \`const AWS = require('aws-sdk');\`
        import require aws-sdk {S3 as S3, SQS as Q} \`var { S3, SQS: Q } = require('aws-sdk')\`
        import require aws-sdk {DynamoDB as D} \`const D = require("aws-sdk").DynamoDB;\`
        import require m {sub.T as T} \`const { T } = require(\`m\`).sub\`
      `,
    },
    {
      title: 'a declaration that does more is an assignment as well',
      path: 'a.js',
      source: `
        const a = require('a'), b = 1
        const { c, d = 1, ...e } = require('c')
        const f = require('f').g.h
        const i = wrap(require('i'))
        export const j = require('j')
      `,
      tree: `
        const a = (import "a")
        const b = 1
        const [c d e] = (import "c")
        const f = (import "f").g.h
        const i = (call wrap? (import "i"))
        export const j = (import "j")
        import require a {* as a} \`require('a')\`
        import require c {c as c} \`require('c')\`
        import require f {} \`require('f')\`
        import require i {} \`require('i')\`
        import require j {* as j} \`require('j')\`
      `,
    },
    {
      title: 'in functions, dynamic, and with import =',
      source: `
        import a = require('a')
        const f = async () => { const { b } = await import('b'); require('c'); return a }
      `,
      tree: `
        import a
        const f = function#1
        import require a {* as a} \`import a = require('a')\`
        import dynamic b @1 {} \`import('b')\`
        import require c @1 {} \`require('c')\`
      `,
    },
    {
      title: 'only the real require requires',
      path: 'a.mjs',
      source: `
        import { createRequire } from 'module'
        const require = createRequire(import.meta.url)
        const a = require('a')
        const f = (require) => require('b')
      `,
      tree: `
        import module
        const require = (call createRequire (unknown).url)
        import a
        const f = function#1
        import import module {createRequire as createRequire} \`import { createRequire } from 'module'\`
        import require a {* as a} \`const a = require('a')\`
      `,
    },
  ]);

  it('know the specifier with its quotes', () => {
    const tree = lower(`import 'a'; const b = require("b"); import('c')`, 'a.js');
    const texts = tree.imports.map(({ specifierRange: { start, end } }) => tree.text.slice(start, end));
    assert.deepEqual(texts, [`'a'`, `"b"`, `'c'`]);
  });
});

describe('JavaScript and TypeScript exports', () => {
  table(printExports, [
    {
      title: 'export declarations',
      source: `
        export const a = 1, { b, c: [d] } = e
        export let f = 2
        export async function g() {}
        export class H {}
        export enum I {}
        export type J = string
        export default () => {}
      `,
      tree: `
        export a = 1
        export b = b
        export d = d
        export f = f
        export g = function#1
        export H = class#H
        export I
        export default = function#2
      `,
    },
    { title: 'default function', source: 'export default async function f() {}', tree: 'export default = function#1' },
    {
      title: 'lists and re-exports',
      source: `
        const a = 1
        export { a as b, a as default, type T }
        export { c, default as d } from 'm'
        export * from 'n'
        export * as o from 'p'
        export type { q } from 'r'
        type T = string
      `,
      tree: `
        export b = a
        export default = a
        export c from m#c
        export d from m#default
        export * from n#*
        export o from p#*
      `,
    },
    {
      title: 'CommonJS',
      path: 'a.js',
      source: `
        exports.a = exports.b = void 0
        exports.a = () => {}
        module.exports.b = exports['c'] = 1
        exports = module.exports = { d, e: f, async g() {}, ...h }
        const i = exports.i = 2
        function k() { exports.no = 1 }
        if (l) { exports.m = 3 }
      `,
      tree: `
        export a = function#1
        export b = 1
        export c = 1
        export * = {"d": d?, "e": f?, "g": function#2, ...h?}
        export d = d?
        export e = f?
        export g = function#2
        export i = 2
        export m = 3
      `,
    },
    { title: 'export =', source: 'export = { a: 1 }', tree: 'export * = {"a": 1}\nexport a = 1' },
    { title: 'a module of its own name', source: 'const module = {}; module.exports = 1', tree: '' },
  ]);

  it('by CommonJS are expression statements, other assignments are not', () => {
    const tree = lower('module.exports = a; exports.b = 1; c.d = 2', 'a.js');
    assert.deepEqual(
      tree.functions[0]?.body.statements.map(({ kind }) => kind),
      ['expression', 'expression', 'assign'],
    );
  });
});
