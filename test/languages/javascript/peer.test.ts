/** What names mean, beside what the scope analysis of typescript-eslint finds in the sources of this project. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { parseForESLint } from '@typescript-eslint/parser';
import { javascript } from '../../../src/languages/javascript/frontend.ts';
import type { Binding } from '../../../src/languages/tree.ts';

const root = join(import.meta.dirname, '../../..');

const tricky = `
import type { Shape } from './shapes.js'; import Default, { one as two, type Three } from './names.js'; import * as all from './all.js';
var hoisted = later(); function later(parameter = hoisted, { inner = parameter, ...others } = all) { var hoisted = inner; return others[hoisted]; }
const outer = function outer() { return outer; }; const Class = class Own { self = Own; static { var fixed = Own; use(fixed); } };
switch (hoisted) { case two: let within = two; default: use(within); }
for (let index = 0; index < 3; index++) { let index = 1; use(index); } for (const key in all) use(key); for (var of of [1]) use(of);
try { throw hoisted; } catch ({ message: hoisted = Default }) { use(hoisted); } finally { let hoisted = 2; use(hoisted); }
label: while (true) { if (hoisted) continue label; else break label; }
interface Merged { a: string } const Merged = { a: hoisted }; enum Color { Red, Green = Red } namespace Space { export const deep = Color.Red; use(deep); }
class Sub extends Class { #private = hoisted; [two]() { return super[two]?.(hoisted, this.#private); } get x() { return hoisted; } set x(value) { hoisted = value; } }
function overloaded(a: string): void; function overloaded(a: unknown) { use(a, arguments); }
({ hoisted, a: [hoisted, ...all.rest], b: (hoisted as any) = two } = all); hoisted ??= two; hoisted++; [hoisted] = [hoisted];
const generic = <Value,>(value: Value, ...rest: Three[]) => value satisfies Shape ?? rest; export { hoisted as given, type Merged as Type }; export default two;
{ function block() { return block; } use(block); } use(block); const tag = all.tag\`\${two}\`; await using resource = two; use(resource);
`;

/** Sources of this project, of each of its parts, with what is seldom written in it. */
function sources(): readonly (readonly [string, string])[] {
  const files = ['src/core', 'src/languages', 'src/webview'].flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(directory, name)),
  );
  return [['tricky.ts', tricky], ...files.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)];
}

interface Peer {
  readonly at: number;
  readonly name: string;
  readonly variable: object | undefined;
}

/** Every use of a value's name with the variable that it means; those of types are left out. */
function peerOf(path: string, text: string): readonly Peer[] {
  const { ast, scopeManager } = parseForESLint(text, {
    filePath: path,
    sourceType: 'module',
    lib: [],
    range: true,
  });
  const types = rangesOfTypes(ast);
  const outermost = (variable: NonNullable<(typeof scopeManager.scopes)[number]['references'][number]['resolved']>) => {
    const { scope, name, defs } = variable;
    const again = (scope.type === 'class' || scope.type === 'tsEnum') && defs[0]?.node === scope.block;
    return again && defs[0]?.node.type !== 'ClassExpression' ? (scope.upper?.set.get(name) ?? variable) : variable;
  };
  return scopeManager.scopes
    .flatMap((scope) => scope.references)
    .filter((it) => it.isValueReference && !types.some((range) => isWithin(it.identifier.range, range)))
    .map((it) => ({
      at: it.identifier.range[0],
      name: String(it.identifier.name),
      // What nothing declares is of the language: `arguments`.
      variable: it.resolved && it.resolved.defs.length > 0 ? outermost(it.resolved) : undefined,
    }));
}

type Pair = readonly [number, number];

const isWithin = ([start, end]: Pair, [from, to]: Pair): boolean => from <= start && end <= to;

/** Where a type names a value: `typeof value`, `value is Type`. */
function rangesOfTypes(node: unknown): readonly Pair[] {
  if (node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap(rangesOfTypes);
  const { type, range } = node as { readonly type?: unknown; readonly range?: Pair };
  if (range && (type === 'TSTypeQuery' || type === 'TSTypePredicate')) return [range];
  return Object.values(node).flatMap(rangesOfTypes);
}

describe('Names of JavaScript and TypeScript', () => {
  it('mean what they mean to typescript-eslint', () => {
    let compared = 0;
    for (const [path, text] of sources()) {
      const tree = javascript.lower(path, text);
      const bound = new Map<number, Binding>();
      for (const binding of tree.bindings) {
        for (const { start } of binding.reads) bound.set(start, binding);
        for (const { range } of binding.writes) bound.set(range.start, binding);
      }
      const ours = new Map<object, Binding>();
      for (const { at, name, variable } of peerOf(path, text)) {
        const binding = bound.get(at);
        const where = `${path}: ${name} at ${String(at)} (${text.slice(Math.max(0, at - 20), at + 30)})`;
        compared++;
        if (!variable) {
          assert.equal(binding, undefined, `${where} is declared`);
          assert(tree.unresolved.has(name), `${where} is not known to be missing`);
          continue;
        }
        assert(binding, `${where} is not bound`);
        assert.equal(binding.name, name, where);
        assert.equal(ours.get(variable) ?? binding, binding, `${where} means another`);
        ours.set(variable, binding);
      }
      assert.equal(new Set(ours.values()).size, ours.size, `${path}: names of different variables mean one`);
    }
    assert(compared > 10_000, `only ${String(compared)} names were compared`);
  });
});
